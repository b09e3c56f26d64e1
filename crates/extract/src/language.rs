//! Which language: by the words that tell languages apart, for the document and for each sentence.

use claimsift_engine::Token;
use claimsift_packs::Packs;

/// Tokens that are looked at for the language of a document.
const SAMPLE: usize = 2_000;

/// Index of the language of the document; a declared one wins when there is a pack for it.
pub(crate) fn of_document(
    text: &str,
    tokens: &[Token],
    packs: &Packs,
    declared: Option<&str>,
) -> Option<usize> {
    if let Some(index) = declared.and_then(|tag| packs.index(tag)) {
        return Some(index);
    }
    let counts = packs.tells(text, &tokens[..tokens.len().min(SAMPLE)]);
    let best = counts.iter().copied().max().filter(|n| *n > 0);
    let told = best.and_then(|best| counts.iter().position(|n| *n == best));
    told.or_else(|| packs.most_words(text, &tokens[..tokens.len().min(SAMPLE)]))
}

/// Index of the language of a sentence: the document's, unless the sentence clearly tells another.
pub(crate) fn of_sentence(text: &str, tokens: &[Token], packs: &Packs, main: usize) -> usize {
    let counts = packs.tells(text, tokens);
    let own = counts.get(main).copied().unwrap_or(0);
    let other = counts
        .iter()
        .enumerate()
        .max_by_key(|(i, n)| (**n, std::cmp::Reverse(*i)));
    match other {
        Some((index, n)) if index != main && *n >= 2 && *n > own * 2 => index,
        _ => main,
    }
}
