//! Words of which several letters are in doubt: all readings side by side, judged by what stands beside what.

use super::chain::Reader;
use super::leads::Lead;
use super::loose::Loose;
use super::loss::{LOWERED, QUOTE, SPACE, STRIPPED};
use super::seq::Seq;
use crate::cases;
use crate::chance::BIT;
use crate::codecs;
use crate::neighbours::Neighbours;
use crate::runs::{BEHIND, DOUBT};
use crate::weigh;

/// Readings of a word kept side by side, and the longest word read, in characters.
const WIDTH: usize = 32;
const LONGEST: usize = 64;

/// What it costs to leave a sequence of which nothing is lost.
const WHOLE: i32 = 16 * BIT;

/// By how many bits a letter must be likelier than any other.
const MARGIN: i32 = 4;

/// The readings of words.
#[derive(Debug)]
pub(crate) struct Lattice<'a> {
    pub(crate) loose: Loose<'a>,
    pub(crate) neighbours: Neighbours<'a>,
    /// What is read without suppositions, in order.
    pub(crate) strict: &'a [Seq],
}

#[derive(Debug, Clone)]
struct Path {
    at: u32,
    cost: i32,
    before: [char; BEHIND],
    seqs: Vec<Seq>,
}

impl Path {
    /// The last character read.
    fn near(&self) -> char {
        self.before[BEHIND - 1]
    }

    fn read(&mut self, c: char) {
        self.before.rotate_left(1);
        self.before[BEHIND - 1] = c;
    }
}

impl Lattice<'_> {
    /// The letters that are beyond doubt in the rest of the word at `lead`, of which `left` was read before, and
    /// where the word ends. `bare` is what it costs to leave a character as it is.
    pub(crate) fn word(
        &self,
        lead: Lead,
        left: &[Seq],
        bare: impl Fn(char) -> i32,
    ) -> (Vec<Seq>, u32) {
        let mut paths = vec![Path {
            at: lead.at,
            cost: 0,
            before: self.before(lead.at, left),
            seqs: Vec::new(),
        }];
        for _ in 0..LONGEST {
            let Some(at) = paths.iter().map(|p| p.at).min() else {
                break;
            };
            let done = |p: &Path| p.at == at && p.at > lead.at && !joins(p.near());
            if paths.iter().all(done) || self.loose.reader.char_at(at).is_none() {
                break;
            }
            let (here, mut next): (Vec<_>, Vec<_>) = paths.into_iter().partition(|p| p.at == at);
            for path in &here {
                self.extend(path, &bare, &mut next);
            }
            next.sort_by_key(|p| p.cost);
            next.truncate(WIDTH);
            paths = next;
        }
        paths.sort_by_key(|p| p.cost);
        let end = paths.first().map_or(lead.at, |p| p.at);
        (sure(&paths), end)
    }

    fn extend(&self, path: &Path, bare: impl Fn(char) -> i32, next: &mut Vec<Path>) {
        let reader = self.loose.reader;
        let Some((c, end)) = reader.char_at(path.at) else {
            next.push(path.clone());
            return;
        };
        if let Some(seq) = starting(self.strict, path.at) {
            next.push(self.step(path, seq.read, seq.end, 0));
            return;
        }
        // What it costs to leave the character as it is, most where a reading supposes nothing.
        let mut extra = 0;
        for seq in self.loose.readings(path.at, c) {
            let mut step = self.step(path, seq.read, seq.end, supposed(seq.loss));
            if seq.loss & SPACE != 0 && seq.read == 'à' {
                // It ends a word, and the word space comes back.
                step.cost += self.neighbours.cost(&step.before, ' ');
                step.read(' ');
            }
            step.seqs.push(seq);
            next.push(step);
            extra = extra.max(if seq.loss == 0 { WHOLE } else { bare(c) });
        }
        next.push(self.step(path, c, end, extra));
    }

    fn step(&self, path: &Path, c: char, at: u32, extra: i32) -> Path {
        let [.., b] = path.before;
        let usual = self.neighbours.cost(&path.before, c);
        let mut step = path.clone();
        step.at = at;
        let strange = weigh::cost(&[b, c]) + sign(b, c) + case(&path.before, c);
        step.cost += usual + strange * BIT + extra;
        step.read(c);
        step
    }

    /// The characters before `at`, as they are read.
    fn before(&self, mut at: u32, left: &[Seq]) -> [char; BEHIND] {
        let one = |at: u32| {
            let seq = ending(self.strict, at).or_else(|| ending(left, at));
            seq.map_or_else(
                || {
                    let c = self.loose.reader.before(at)[1];
                    (
                        c,
                        at.saturating_sub(u32::try_from(c.len_utf8()).unwrap_or(1)),
                    )
                },
                |s| (s.read, s.start),
            )
        };
        let mut before = [' '; BEHIND];
        for slot in before.iter_mut().rev() {
            (*slot, at) = one(at);
        }
        before
    }
}

/// The letters of the cheapest path that every path of nearly the same cost has, too.
fn sure(paths: &[Path]) -> Vec<Seq> {
    let Some((best, others)) = paths.split_first() else {
        return Vec::new();
    };
    let has = |path: &Path, seq: &Seq| {
        let mut all = path.seqs.iter();
        all.any(|s| (s.start, s.end, s.read) == (seq.start, seq.end, seq.read))
    };
    let firm = |seq: &&Seq| {
        let rival = others.iter().find(|p| !has(p, seq));
        rival.is_none_or(|p| p.cost >= best.cost + MARGIN * BIT)
    };
    let kept = best.seqs.iter().filter(firm);
    kept.map(|s| Seq { sure: true, ..*s }).collect()
}

fn starting(seqs: &[Seq], at: u32) -> Option<&Seq> {
    let i = seqs.binary_search_by_key(&at, |s| s.start).ok()?;
    seqs.get(i)
}

fn ending(seqs: &[Seq], at: u32) -> Option<&Seq> {
    let i = seqs.binary_search_by_key(&at, |s| s.end).ok()?;
    seqs.get(i)
}

fn joins(c: char) -> bool {
    cases::is_letter(c) || c == '’' || c == '\''
}

/// What suppositions cost.
fn supposed(loss: u8) -> i32 {
    let of = |bit: u8, bits: i32| if loss & bit != 0 { bits * BIT } else { 0 };
    of(SPACE, 1) + of(QUOTE, 1) + of(STRIPPED, 2) + of(LOWERED, 0)
}

/// What a sign costs in its place, in bits.
fn sign(before: char, c: char) -> i32 {
    let letter = cases::is_letter(before);
    match c {
        _ if cases::is_letter(c) && "”»…".contains(before) => 8,
        '“' | '„' | '«' | '‘' if letter => 8,
        '“' | '«' => 3,
        '„' | '‘' => 4,
        '”' | '»' if before == ' ' => 7,
        '–' | '—' if before != ' ' => 7,
        '”' | '»' | '\u{a0}' | '–' | '—' => 3,
        '…' => 4,
        '€' => 5,
        '°' | '‐' | '‑' => 6,
        _ => 0,
    }
}

/// What a capital or a small letter costs in its place, in bits.
fn case(before: &[char; BEHIND], c: char) -> i32 {
    let [.., a, b] = *before;
    let starts = b == '\n' || (b == ' ' && ".!?…:\n ".contains(a));
    if cases::is_capital(c) {
        match b {
            _ if cases::is_small(b) => 24,
            _ if cases::is_capital(b) || starts => 1,
            ' ' => 4,
            _ => 2,
        }
    } else if cases::is_small(c) {
        match b {
            _ if cases::is_capital(b) && cases::is_capital(a) => 6,
            _ if starts => 2,
            _ => 0,
        }
    } else {
        0
    }
}

/// The text as far as it is read for sure; what is in doubt is a gap of its own.
pub(crate) fn certain<'a>(
    reader: &'a Reader,
    strict: &'a [Seq],
) -> impl Iterator<Item = char> + 'a {
    let mut at = 0;
    let mut seqs = strict.iter().peekable();
    std::iter::from_fn(move || {
        while seqs.next_if(|s| s.start < at).is_some() {}
        if let Some(seq) = seqs.next_if(|s| s.start == at) {
            at = seq.end;
            return Some(seq.read);
        }
        let (c, end) = reader.char_at(at)?;
        at = end;
        let doubtful = codecs::roles(c).lead != 0
            || cases::upper(c).is_some_and(|u| codecs::roles(u).lead != 0);
        Some(if doubtful && !c.is_ascii() { DOUBT } else { c })
    })
}
