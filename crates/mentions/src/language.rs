//! Which language: by the words that tell languages apart, for the document and for each sentence.

use claimsift_engine::{Token, WordKey};
use claimsift_packs::{Packs, Told};

/// Tokens that are looked at for the language of a document.
const SAMPLE: usize = 2_000;

/// How much more a frequent word tells than a rare one.
const FREQUENT: u32 = 4;

/// One score for each language that words can tell.
const LANGUAGES: usize = Told::LANGUAGES;

/// Words that tell, below which rarer words are asked too; they are where two languages are close as well.
const FEW: usize = 8;

/// Index of the language of the document; a declared one wins when there is a pack for it. `told` says of each token
/// which languages it tells.
pub(crate) fn of_document(
    (tokens, keys): (&[Token], &[WordKey]),
    told: &[Told],
    packs: &Packs,
    declared: Option<&str>,
) -> Option<usize> {
    if let Some(index) = declared.and_then(|tag| packs.index(tag)) {
        return Some(index);
    }
    let sample = tokens.len().min(SAMPLE);
    let mut scores = [0; LANGUAGES];
    let telling = score(&told[..sample], &mut scores);
    if telling < FEW || !clear(&scores) {
        scores.iter_mut().for_each(|s| *s *= FREQUENT);
        score(&packs.known(&tokens[..sample], keys), &mut scores);
    }
    best(&scores).or_else(|| packs.fallback().filter(|_| sample > 0))
}

/// Index of the language of a sentence: the document's, unless the sentence clearly tells another.
pub(crate) fn of_sentence(told: &[Told], main: usize) -> usize {
    let telling = told.iter().filter(|t| !t.is_empty());
    let (own, all) = telling.fold((0, 0), |(own, all), t| {
        (own + usize::from(t.has(main)), all + 1)
    });
    let others = all - own;
    if others < 2 || others <= own * 2 {
        return main;
    }
    let mut scores = [0; LANGUAGES];
    score(told, &mut scores);
    best(&scores).unwrap_or(main)
}

/// Adds what the words count for; of words in a row that tell the same, the first counts: one may be said over and over.
/// How many tell anything.
fn score(told: &[Told], scores: &mut [u32; LANGUAGES]) -> usize {
    let (mut before, mut telling) = (Told::default(), 0);
    for word in told {
        let again = std::mem::replace(&mut before, *word) == *word;
        telling += usize::from(!word.is_empty());
        if !again && !word.is_empty() {
            let weight = word.weight();
            for language in word.languages() {
                if let Some(score) = scores.get_mut(language) {
                    *score += weight;
                }
            }
        }
    }
    telling
}

/// Whether the best language stands clear of the second.
fn clear(scores: &[u32]) -> bool {
    let both = scores.iter().fold((0, 0), |(best, second), score| {
        let lesser = best.min(*score);
        (best.max(*score), second.max(lesser))
    });
    let (best, second) = both;
    u64::from(second) * 4 < u64::from(best) * 3
}

/// The first of the languages that score highest.
fn best(scores: &[u32]) -> Option<usize> {
    let best = scores.iter().copied().max().filter(|n| *n > 0)?;
    scores.iter().position(|n| *n == best)
}
