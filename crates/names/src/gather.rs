//! From runs to spots and names: scan, judge, look around, merge.

use claimsift_mentions::Tokens;
use claimsift_packs::{Packs, class};

use crate::context::{self, Context};
use crate::evidence::{Evidence, titled};
use crate::merge::{Settled, Variants};
use crate::runs::{Run, Scan};
use crate::symbols::{Symbol, Symbols};
use crate::words::{Words, head_first};
use crate::{Name, Spot, acronyms};

/// Names and where they stand, each spot with what stands around it.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) names: Vec<Name>,
    pub(super) spots: Vec<Spot>,
    pub(super) contexts: Vec<Context>,
    pub(super) symbols: Symbols,
    /// The words of names of several words, each with the index of such a name; sorted.
    pub(super) holders: Vec<(Symbol, usize)>,
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
    let mut symbols = Symbols::new(words);
    let mut runs = scan(words, all, packs, &titles, &mut symbols);
    let pairs = acronyms::expand(words, &ranges, &mut runs);
    let mut variants = Variants::with_capacity(runs.len());
    let mut placed: Vec<Placed> = runs
        .iter()
        .enumerate()
        .map(|(index, run)| {
            let first = head_first(packs, all.sentences[run.sentence].lang);
            let context = context::read(words, run, &ranges[run.sentence], first);
            let spelling = shared_family(words, &runs, index, (&mut symbols, &mut variants))
                .unwrap_or_else(|| variants.add(words, &mut symbols, run, &context));
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
    known_only(words, &titles, (&symbols, &variants), &mut placed);
    variants.settle();
    placed.sort_by_key(|p| p.run.tokens.start);
    finish(&variants, symbols, placed)
}

fn finish(variants: &Variants<'_>, symbols: Symbols, placed: Vec<Placed>) -> Gathered {
    let Settled { names, of, holders } = variants.finish();
    let mut gathered = Gathered {
        names,
        spots: Vec::with_capacity(placed.len()),
        contexts: Vec::with_capacity(placed.len()),
        symbols,
        holders,
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

/// Tokens for each run, about.
const TOKENS: usize = 20;

/// The runs of all sentences but headings, those that are names.
fn scan(
    words: &Words<'_>,
    all: &Tokens<'_>,
    packs: &Packs,
    titles: &[bool],
    symbols: &mut Symbols,
) -> Vec<Run> {
    let mut runs = Vec::with_capacity(words.tokens.len() / TOKENS);
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
    let evidence = Evidence::read(words, &runs, symbols);
    let judge = |run: Run| {
        let language = packs.get(all.sentences[run.sentence].lang)?;
        evidence.judge(words, run, language, symbols)
    };
    runs.into_iter().filter_map(judge).collect()
}

/// *Dario et Daniela Amodei*: the first has the family name of the second.
fn shared_family<'a>(
    words: &Words<'a>,
    runs: &[Run],
    index: usize,
    (symbols, variants): (&mut Symbols, &mut Variants<'a>),
) -> Option<usize> {
    let run = &runs[index].tokens;
    let next = &runs.get(index + 1)?.tokens;
    let given = run.len() == 1 && words.is(run.start, class::FIRST_NAME);
    let and = words.longest(run.end, class::AND).filter(|_| given)?;
    let full = next.len() == 2 && words.is(next.start, class::FIRST_NAME);
    if !full || and.end != next.start {
        return None;
    }
    let family = next.end - 1..next.end;
    let form = format!("{} {}", words.over(run), words.over(&family));
    let key = [run.start, family.start].map(|token| symbols.of(words, token));
    let shows = Context {
        person: 2,
        ..Context::default()
    };
    Some(variants.add_made(key, form, &shows))
}

/// In headings and other stretches where every word has a capital, only what is known from elsewhere is a name.
fn known_only(
    words: &Words<'_>,
    titles: &[bool],
    known: (&Symbols, &Variants<'_>),
    placed: &mut Vec<Placed>,
) {
    if known.1.is_empty() {
        return;
    }
    let ranges = words.ranges.iter().enumerate();
    for (sentence, range) in ranges.filter(|(i, _)| titles[*i]) {
        let mut at = range.start;
        while at < range.end {
            let found = match_known(words, known, at, range.end);
            let Some((end, spelling)) = found else {
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
    (symbols, variants): (&Symbols, &Variants<'_>),
    at: usize,
    limit: usize,
) -> Option<(usize, usize)> {
    const LONGEST: usize = 6;
    if !words.capital(at) {
        return None;
    }
    let mut key = Vec::new();
    let mut ends = (at + 1..=limit.min(at + LONGEST)).rev();
    ends.find_map(|end| {
        key.clear();
        symbols.known(words, &(at..end), &mut key)?;
        Some((end, variants.get(&key)?))
    })
}
