//! Acronyms with what they stand for: *Office national des forêts (ONF)*.

use std::ops::Range;

use claimsift_engine::Shape;
use claimsift_packs::class;

use crate::runs::Run;
use crate::words::Words;

/// Most tokens that an expansion may have.
const REACH: usize = 18;

/// Makes one run of each expansion; gives the first tokens of expansion and acronym.
pub(super) fn expand(
    words: &Words<'_>,
    sentences: &[Range<usize>],
    runs: &mut Vec<Run>,
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut wide: Vec<Run> = Vec::new();
    for run in runs.iter() {
        let at = run.tokens.start;
        let short = run.tokens.len() == 1 && words.shape(at) == Some(Shape::Upper);
        let bracket = || at > 0 && words.mark(at - 1) == '(' && words.mark(at + 1) == ')';
        if !short || !bracket() {
            continue;
        }
        let Some(sentence) = sentences.get(run.sentence) else {
            continue;
        };
        if let Some(start) = expansion(words, words.slice(at), sentence.start, at - 1) {
            pairs.push((start, at));
            wide.push(Run {
                tokens: start..at - 1,
                sentence: run.sentence,
                opens: false,
            });
        }
    }
    if wide.is_empty() {
        return pairs;
    }
    for run in wide {
        let inside = |r: &Run| r.tokens.start < run.tokens.end && run.tokens.start < r.tokens.end;
        runs.retain(|r| !inside(r));
        runs.push(run);
    }
    runs.sort_by_key(|r| r.tokens.start);
    pairs
}

/// First token of the phrase before `end` whose initials spell the acronym.
fn expansion(words: &Words<'_>, acronym: &str, least: usize, end: usize) -> Option<usize> {
    let mut letters = acronym.chars().rev().map(plain).peekable();
    let mut at = end;
    while at > least.max(end.saturating_sub(REACH)) {
        at -= 1;
        let small = words.is(at, class::STOP) || words.letter(at) || words.mark(at) != ' ';
        let initial = words.slice(at).chars().next().map(plain);
        if !small && initial == letters.peek().copied() {
            letters.next();
            if letters.peek().is_none() {
                return words.capital(at).then_some(at);
            }
        } else if !small {
            return None;
        }
    }
    None
}

/// A letter without accent, small.
fn plain(letter: char) -> char {
    match letter.to_lowercase().next().unwrap_or(letter) {
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'à' | 'â' | 'ä' => 'a',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'û' | 'ü' => 'u',
        'ç' => 'c',
        other => other,
    }
}
