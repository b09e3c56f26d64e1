//! Which language: by the words that tell languages apart, for the document and for each sentence.

use claimsift_engine::Token;
use claimsift_packs::Packs;

/// Tokens that are looked at for the language of a document.
const SAMPLE: usize = 2_000;

/// Index of the language of the document; a declared one wins when there is a pack for it. `told` says of each token
/// which language it tells.
pub(crate) fn of_document(
    text: &str,
    tokens: &[Token],
    told: &[Option<u8>],
    packs: &Packs,
    declared: Option<&str>,
) -> Option<usize> {
    if let Some(index) = declared.and_then(|tag| packs.index(tag)) {
        return Some(index);
    }
    let sample = tokens.len().min(SAMPLE);
    let counts = counts(&told[..sample], packs.tags().count());
    let best = counts.iter().copied().max().filter(|n| *n > 0);
    let first = best.and_then(|best| counts.iter().position(|n| *n == best));
    first.or_else(|| packs.most_words(text, &tokens[..sample]))
}

/// Index of the language of a sentence: the document's, unless the sentence clearly tells another.
pub(crate) fn of_sentence(told: &[Option<u8>], main: usize) -> usize {
    let own = told
        .iter()
        .flatten()
        .filter(|l| usize::from(**l) == main)
        .count();
    let others = told
        .iter()
        .flatten()
        .filter(|l| usize::from(**l) != main)
        .count();
    if others < 2 || others <= own * 2 {
        return main;
    }
    let most = told
        .iter()
        .flatten()
        .max()
        .map_or(main, |l| usize::from(*l));
    let counts = counts(told, most + 1);
    let other = counts
        .iter()
        .enumerate()
        .max_by_key(|(i, n)| (**n, std::cmp::Reverse(*i)));
    other.map_or(main, |(index, _)| index)
}

fn counts(told: &[Option<u8>], languages: usize) -> Vec<usize> {
    let mut counts = vec![0; languages];
    for lang in told.iter().flatten() {
        if let Some(count) = counts.get_mut(usize::from(*lang)) {
            *count += 1;
        }
    }
    counts
}
