//! From runs to spots and names: scan, judge, look around, merge.

use std::collections::BTreeMap;
use std::ops::Range;

use claimsift_packs::{Packs, class};

use super::context::{self, Context};
use super::evidence::{Evidence, titled};
use super::merge::{Variants, key};
use super::runs::{Run, Scan};
use super::words::{Words, head_first};
use super::{Name, Spot, acronyms};
use crate::sentences::Tokens;

/// Names and where they stand, each spot with what stands around it.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) names: Vec<Name>,
    pub(super) spots: Vec<Spot>,
    pub(super) contexts: Vec<Context>,
}

/// A run with its spelling.
struct Placed {
    run: Run,
    context: Context,
    spelling: usize,
}

pub(super) fn read(words: &Words<'_>, all: &Tokens<'_>, packs: &Packs) -> Gathered {
    let ranges = words.ranges.clone();
    let titles: Vec<bool> = ranges.iter().map(|r| titled(words, r)).collect();
    let mut runs = scan(words, all, packs, &titles);
    let pairs = acronyms::expand(words, &ranges, &mut runs);
    let mut variants = Variants::default();
    let mut placed: Vec<Placed> = runs
        .iter()
        .enumerate()
        .map(|(index, run)| {
            let first = head_first(packs, all.sentences[run.sentence].lang);
            let context = context::read(words, run, &ranges[run.sentence], first);
            let spelling = shared_family(words, &runs, index, &mut variants)
                .unwrap_or_else(|| variants.add(words, &run.tokens, &context));
            Placed {
                run: run.clone(),
                context,
                spelling,
            }
        })
        .collect();
    for (long, short) in pairs {
        let of = |at: usize| placed.iter().find(|p| p.run.tokens.start == at);
        if let (Some(long), Some(short)) = (of(long), of(short)) {
            variants.unite(long.spelling, short.spelling);
        }
    }
    known_only(words, &ranges, &titles, &variants, &mut placed);
    variants.settle();
    placed.sort_by_key(|p| p.run.tokens.start);
    finish(&variants, placed)
}

fn finish(variants: &Variants, placed: Vec<Placed>) -> Gathered {
    let (names, of) = variants.names();
    let mut gathered = Gathered {
        names,
        ..Gathered::default()
    };
    for Placed {
        run,
        context,
        spelling,
    } in placed
    {
        gathered.spots.push(Spot {
            tokens: run.tokens,
            sentence: run.sentence,
            name: of[spelling],
        });
        gathered.contexts.push(context);
    }
    gathered
}

/// The runs of all sentences but headings, those that are names.
fn scan(words: &Words<'_>, all: &Tokens<'_>, packs: &Packs, titles: &[bool]) -> Vec<Run> {
    let mut runs = Vec::new();
    for (index, sentence) in all.sentences.iter().enumerate() {
        if titles[index] {
            continue;
        }
        let scan = Scan {
            words,
            range: words.ranges[index].clone(),
            sentence: index,
            head_first: head_first(packs, sentence.lang),
        };
        scan.runs(&mut runs);
    }
    let evidence = Evidence::read(words, &words.ranges, &runs);
    let judge = |run: Run| {
        let language = packs.get(all.sentences[run.sentence].lang)?;
        evidence.judge(words, run, language)
    };
    runs.into_iter().filter_map(judge).collect()
}

/// *Dario et Daniela Amodei*: the first has the family name of the second.
fn shared_family(
    words: &Words<'_>,
    runs: &[Run],
    index: usize,
    variants: &mut Variants,
) -> Option<usize> {
    let run = &runs[index].tokens;
    let next = &runs.get(index + 1)?.tokens;
    let and = words.longest(run.end, class::AND)?;
    let given = run.len() == 1 && words.is(run.start, class::FIRST_NAME);
    let full = next.len() == 2 && words.is(next.start, class::FIRST_NAME);
    if !given || !full || and.end != next.start {
        return None;
    }
    let family = next.end - 1..next.end;
    let form = format!("{} {}", words.over(run), words.over(&family));
    let key = format!("{} {}", words.key(run.start), words.key(family.start));
    let shows = Context {
        person: 2,
        ..Context::default()
    };
    let index = variants.spelling(&key, &form);
    variants.show(index, &shows);
    Some(index)
}

/// In headings and other stretches where every word has a capital, only what is known from elsewhere is a name.
fn known_only(
    words: &Words<'_>,
    ranges: &[Range<usize>],
    titles: &[bool],
    variants: &Variants,
    placed: &mut Vec<Placed>,
) {
    let mut known = BTreeMap::<&str, Vec<(&str, usize)>>::new();
    for (key, index) in variants.keys() {
        let first = key.split(' ').next().unwrap_or(key);
        known.entry(first).or_default().push((key, index));
    }
    if known.is_empty() {
        return;
    }
    for (sentence, range) in ranges.iter().enumerate().filter(|(i, _)| titles[*i]) {
        let mut at = range.start;
        while at < range.end {
            let found = match_known(words, &known, at, range.end);
            let Some((end, spelling)) = found.filter(|_| words.capital(at)) else {
                at += 1;
                continue;
            };
            let run = Run {
                tokens: at..end,
                sentence,
                opens: false,
            };
            let context = Context {
                phrase: at..end,
                ..Context::default()
            };
            placed.push(Placed {
                run,
                context,
                spelling,
            });
            at = end;
        }
    }
}

/// The longest known spelling that stands at a token.
fn match_known(
    words: &Words<'_>,
    known: &BTreeMap<&str, Vec<(&str, usize)>>,
    at: usize,
    limit: usize,
) -> Option<(usize, usize)> {
    const LONGEST: usize = 6;
    if !words.capital(at) {
        return None;
    }
    let here = key(words, &(at..at + 1));
    // A first word may go on behind a hyphen, which the key of one token does not hold.
    let own = known.get(here.as_str());
    let ends = (at + 1..limit.min(at + LONGEST) + 1).rev();
    for end in ends.filter(|e| *e <= limit) {
        let whole = key(words, &(at..end));
        let first = whole.split(' ').next().unwrap_or_default();
        let spellings = known.get(first).or(own)?;
        if let Some((_, index)) = spellings.iter().find(|(k, _)| *k == whole) {
            return Some((end, *index));
        }
    }
    None
}
