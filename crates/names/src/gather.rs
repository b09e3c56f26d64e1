//! From runs to spots and names: scan, judge, look around, merge.

use claimsift_mentions::Tokens;
use claimsift_packs::{Packs, class};

use crate::context::{self, Context, Shows};
use crate::evidence::{Evidence, titled};
use crate::merge::{Settled, Variants};
use crate::runs::{Run, Scan};
use crate::symbols::{Symbol, Symbols};
use crate::words::{Words, head_first};
use crate::{Name, Spot, acronyms};

/// Names and where they stand, each spot with what stands around it.
#[derive(Debug, Default)]
pub(super) struct Gathered<'a> {
    pub(super) names: Vec<Name<'a>>,
    pub(super) spots: Vec<Spot>,
    pub(super) contexts: Vec<Context>,
    pub(super) symbols: Symbols,
    /// The words of names of several words, each with the index of such a name; sorted.
    pub(super) holders: Vec<(Symbol, usize)>,
}

/// Spots, until all is known with spellings in the place of names, and their contexts.
type Placed = (Vec<Spot>, Vec<Context>);

pub(super) fn read<'a>(words: &Words<'a>, all: &Tokens<'_>, packs: &Packs) -> Gathered<'a> {
    let ranges = &words.ranges;
    let titles: Vec<bool> = ranges.iter().map(|r| titled(words, r)).collect();
    let mut runs = scan(words, all, packs, &titles);
    let mut symbols = Symbols::with_capacity(runs.len());
    judge(words, all, packs, (&mut runs, &mut symbols));
    let pairs = acronyms::expand(words, ranges, &mut runs);
    let mut variants = Variants::with_capacity(runs.len());
    let mut spots = Vec::with_capacity(runs.len());
    let mut contexts = Vec::with_capacity(runs.len());
    for (index, run) in runs.iter().enumerate() {
        let first = head_first(packs, all.sentences[run.sentence].lang);
        let context = context::read(words, run, &ranges[run.sentence], first);
        let spelling = shared_family(words, &runs, index, (&mut symbols, &mut variants))
            .unwrap_or_else(|| variants.add(words, &mut symbols, run, &context.shows));
        spots.push(Spot {
            tokens: run.tokens.clone(),
            sentence: run.sentence,
            name: spelling,
        });
        contexts.push(context);
    }
    for (long, short) in pairs {
        let of = |at: usize| {
            let found = spots.binary_search_by_key(&at, |spot| spot.tokens.start);
            found.ok().and_then(|place| spots.get(place))
        };
        if let (Some(long), Some(short)) = (of(long), of(short)) {
            variants.unite(long.name, short.name);
        }
    }
    let mut placed = (spots, contexts);
    known_only(words, &titles, (&symbols, &variants), &mut placed);
    variants.settle();
    finish(variants, symbols, placed)
}

fn finish<'a>(
    variants: Variants<'a>,
    symbols: Symbols,
    (mut spots, contexts): Placed,
) -> Gathered<'a> {
    let Settled { names, of, holders } = variants.finish();
    for spot in &mut spots {
        spot.name = of[spot.name];
    }
    Gathered {
        names,
        spots,
        contexts,
        symbols,
        holders,
    }
}

/// Tokens for each run, about.
const TOKENS: usize = 20;

/// The runs of all sentences but headings.
fn scan(words: &Words<'_>, all: &Tokens<'_>, packs: &Packs, titles: &[bool]) -> Vec<Run> {
    let mut runs = Vec::with_capacity(words.tokens.len() / TOKENS);
    let mut next = 0;
    for (index, sentence) in all.sentences.iter().enumerate() {
        let range = words.ranges[index].clone();
        let capitals = words.capitals(&range, &mut next);
        if titles[index] || capitals.is_empty() {
            continue;
        }
        let scan = Scan {
            words,
            range,
            sentence: index,
            roles: words.classes(index).has(class::ROLE),
            head_first: head_first(packs, sentence.lang),
        };
        scan.runs(capitals, &mut runs);
    }
    runs
}

/// Keeps the runs that are names, and what of them is.
fn judge(
    words: &Words<'_>,
    all: &Tokens<'_>,
    packs: &Packs,
    (runs, symbols): (&mut Vec<Run>, &mut Symbols),
) {
    let evidence = Evidence::read(words, runs, symbols);
    runs.retain_mut(|run| {
        let language = packs.get(all.sentences[run.sentence].lang);
        language.is_some_and(|language| evidence.judge(words, run, language, symbols))
    });
}

/// *Dario et Daniela Amodei*: the first has the family name of the second.
fn shared_family<'a>(
    words: &Words<'a>,
    runs: &[Run],
    index: usize,
    (symbols, variants): (&mut Symbols, &mut Variants<'a>),
) -> Option<usize> {
    let run = &runs[index].tokens;
    if run.len() != 1 || !words.is(run.start, class::FIRST_NAME) {
        return None;
    }
    let and = words.end(run.end, class::AND)?;
    let next = &runs.get(index + 1)?.tokens;
    let full = next.len() == 2 && words.is(next.start, class::FIRST_NAME);
    if !full || and != next.start {
        return None;
    }
    let family = next.end - 1..next.end;
    let form = format!("{} {}", words.over(run), words.over(&family));
    let key = [run.start, family.start].map(|token| symbols.of(words, token));
    let shows = Shows {
        person: 2,
        ..Shows::default()
    };
    Some(variants.add_made(key, form, &shows))
}

/// In headings and other stretches where every word has a capital, only what is known from elsewhere is a name.
fn known_only(
    words: &Words<'_>,
    titles: &[bool],
    known: (&Symbols, &Variants<'_>),
    placed: &mut Placed,
) {
    if known.1.is_empty() {
        return;
    }
    let mut found = Vec::new();
    let mut next = 0;
    for (sentence, range) in words.ranges.iter().enumerate().filter(|(i, _)| titles[*i]) {
        let mut end = range.start;
        for at in words.capitals(range, &mut next).iter().copied() {
            if at < end {
                continue;
            }
            let Some((behind, spelling)) = match_known(words, known, at, range.end) else {
                continue;
            };
            end = behind;
            let spot = Spot {
                tokens: at..end,
                sentence,
                name: spelling,
            };
            let context = Context {
                phrase: at..end,
                ..Context::default()
            };
            found.push((spot, context));
        }
    }
    if !found.is_empty() {
        let (spots, contexts) = std::mem::take(placed);
        found.extend(spots.into_iter().zip(contexts));
        found.sort_by_key(|(spot, _)| spot.tokens.start);
        *placed = found.into_iter().unzip();
    }
}

/// The longest known spelling that stands at a token.
fn match_known(
    words: &Words<'_>,
    (symbols, variants): (&Symbols, &Variants<'_>),
    at: usize,
    limit: usize,
) -> Option<(usize, usize)> {
    const LONGEST: usize = 6;
    let mut key = Vec::new();
    let mut ends = (at + 1..=limit.min(at + LONGEST)).rev();
    ends.find_map(|end| {
        key.clear();
        symbols.known(words, &(at..end), &mut key)?;
        Some((end, variants.get(&key)?))
    })
}
