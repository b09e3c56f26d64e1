//! Letters that stand behind each other within a word, counted.

#[allow(clippy::disallowed_types, reason = "only looked up in")]
use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::cases;

/// What is no letter.
pub(crate) const GAP: char = '_';

/// A character of which nothing is known.
pub(crate) const DOUBT: char = '\u{1}';

/// The longest run of neighbours that is counted, and the most letters that another is judged by.
pub(crate) const LONGEST: usize = 5;
pub(crate) const BEHIND: usize = LONGEST - 1;

/// How often each run of neighbours stands.
#[allow(clippy::disallowed_types, reason = "only looked up in")]
#[derive(Debug, Default, Clone)]
pub(crate) struct Counts {
    /// Characters in all.
    pub(crate) all: u32,
    runs: HashMap<u64, u32, FixedState>,
}

/// A letter as it is counted.
pub(crate) fn plain(c: char) -> char {
    match c {
        DOUBT => DOUBT,
        '\'' | '’' => '\'',
        _ if cases::is_letter(c) => cases::lower(c),
        _ => GAP,
    }
}

/// A letter in [`BITS`], of which any language of the table has enough. None is zero, so that runs of different
/// lengths are different numbers.
pub(crate) const fn number(c: char) -> u64 {
    match c as u64 {
        n @ 1..0x600 => n,
        n @ 0x1E00..0x1FFF => n - 0x1800,
        _ => 0x7FF,
    }
}

pub(crate) const BITS: usize = 11;

/// The last `n` letters of a run.
const fn last(run: u64, n: usize) -> u64 {
    run & ((1 << (BITS * n)) - 1)
}

impl Counts {
    /// Counts the neighbours in a text.
    pub(crate) fn of(text: impl Iterator<Item = char>) -> Self {
        let mut counts = Self::default();
        each_run(text, |run, longest| {
            counts.all += 1;
            for n in 1..=longest {
                *counts.runs.entry(last(run, n)).or_default() += 1;
            }
        });
        counts
    }

    pub(crate) fn get(&self, run: u64) -> u32 {
        self.runs.get(&run).copied().unwrap_or(0)
    }
}

/// Gives each character of a text as the end of a run, with the length of the longest run that ends there.
fn each_run(text: impl Iterator<Item = char>, mut take: impl FnMut(u64, usize)) {
    let (mut run, mut len) = (number(GAP), 1);
    for c in text.map(plain) {
        if c == DOUBT {
            len = 0;
            continue;
        }
        let gap = c == GAP && len > 0 && last(run, 1) == number(GAP);
        run = run << BITS | number(c);
        if !gap {
            take(run, len + 1);
        }
        run = last(run, BEHIND);
        len = if c == GAP { 1 } else { BEHIND.min(len + 1) };
    }
}

/// How often each run of neighbours stands in a document, of which little is asked: the longest runs, last letter
/// first, sorted. All that end in the same letters stand together.
#[derive(Debug, Default)]
pub(crate) struct Runs(Vec<u64>);

impl Runs {
    /// The runs of a text.
    pub(crate) fn of(text: impl Iterator<Item = char>) -> Self {
        let mut runs = Vec::with_capacity(text.size_hint().0);
        each_run(text, |run, longest| runs.push(turned(run, longest)));
        runs.sort_unstable();
        Self(runs)
    }

    pub(crate) fn all(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    pub(crate) fn get(&self, run: u64) -> u32 {
        if self.0.is_empty() {
            return 0;
        }
        // No letter has the number zero.
        let len = (run.checked_ilog2().unwrap_or(0) as usize / BITS + 1).min(LONGEST);
        let first = turned(run, len);
        let behind = first + (1 << (BITS * (LONGEST - len)));
        let place = |key| self.0.partition_point(|r| *r < key);
        u32::try_from(place(behind) - place(first)).unwrap_or(u32::MAX)
    }
}

/// The last `len` letters of a run, the last one first.
fn turned(run: u64, len: usize) -> u64 {
    let letter = |n: usize| last(run >> (BITS * n), 1) << (BITS * (BEHIND - n));
    (0..len).map(letter).sum()
}
