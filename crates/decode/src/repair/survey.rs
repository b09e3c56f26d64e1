//! Which chain of codecs explains a document's suspicious sequences.

use std::collections::BTreeSet;

use super::chain::{Chain, Lead, Reader, Seq};
use super::groups::Groups;
use super::loose::{LOWERED, Loose};
use crate::codecs::{self, Codec};
use crate::letters::{self, Alphabet, Census};
use crate::weigh;

/// Points by which a document must read better before anything is touched: one letter damaged inside a word.
const ENOUGH: i32 = 5;

/// Places looked at to choose a chain, and the length of a stretch of neighbours among them.
const SAMPLE: usize = 1024;
const STRETCH: usize = 64;

/// Longest chain, and chains of each length that are followed further.
const DEEPEST: usize = 3;
const WIDTH: usize = 6;

/// What a chain makes of a document.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) seqs: Vec<Seq>,
    /// By first character of a sequence.
    pub(crate) groups: Groups,
}

impl Reading {
    /// Reads the places with the chain.
    pub(crate) fn new(reader: &Reader, leads: &[Lead], chain: &Chain) -> Self {
        if chain.lowered {
            return Self::lowered(reader, leads, chain, None);
        }
        let first = chain.codecs.first();
        Self::of(reader, leads, |lead| {
            if first.is_some_and(|codec| !codec.in_set(lead.pairs)) {
                return None;
            }
            let (read, end) = reader.read(lead.at, &chain.codecs)?;
            Some(Seq {
                start: lead.at,
                end,
                lead: lead.char,
                read,
                loss: 0,
                gain: 0,
                sure: false,
            })
        })
    }

    /// Reads the places with the chain, supposing that it was lower-cased afterwards.
    pub(crate) fn lowered(
        reader: &Reader,
        leads: &[Lead],
        chain: &Chain,
        alphabet: Option<&Alphabet>,
    ) -> Self {
        let loose = Loose::new(reader, chain, LOWERED, alphabet);
        Self::of(reader, leads, |lead| loose.likely(lead.at, lead.char))
    }

    fn of(reader: &Reader, leads: &[Lead], read: impl Fn(&Lead) -> Option<Seq>) -> Self {
        let mut reading = Self::default();
        let mut end = 0;
        for lead in leads {
            if lead.at < end {
                continue;
            }
            if let Some(seq) = read(lead) {
                end = seq.end;
                reading.seqs.push(seq);
            } else if !lead.spaced {
                reading.groups.of_mut(lead.char).alone += 1;
            }
        }
        weigh_all(reader, &mut reading.seqs);
        for seq in &reading.seqs {
            let group = reading.groups.of_mut(seq.lead);
            group.paired += 1;
            group.good += i32::from(seq.gain > 0);
        }
        reading
    }

    /// The sequences that are to be undone.
    pub(crate) fn wanted(&self) -> impl Iterator<Item = &Seq> {
        self.seqs.iter().filter(|seq| {
            let bar = self.groups.of(seq.lead).bar();
            seq.gain >= bar && weigh::natural(seq.read)
        })
    }

    /// Neighbouring sequences that read as a sequence once more.
    fn links(&self) -> usize {
        let pairs = self.seqs.windows(2).filter(|pair| {
            let (lead, follow) = (codecs::roles(pair[0].read), codecs::roles(pair[1].read));
            pair[0].end == pair[1].start && lead.lead & follow.follow != 0
        });
        pairs.count()
    }

    /// Points gained by undoing all that is wanted, and how well the letters read then fit one language.
    fn score(&self, reader: &Reader) -> (i32, i64) {
        let mut gain = 0_i32;
        let mut census = Census::default();
        let mut small = 0;
        let wanted: Vec<Seq> = self.wanted().copied().collect();
        for run in wanted.chunk_by(|a, b| a.end == b.start) {
            gain = gain.saturating_add(run_gain(reader, run));
        }
        for seq in wanted.iter().filter(|s| s.read.is_alphabetic()) {
            census.add(seq.read);
            small += i64::from(seq.read.is_lowercase());
        }
        (gain, census.best().map_or(0, |b| b.1 / 2) + small * 2)
    }
}

/// The gain of a run of neighbouring sequences taken together.
fn run_gain(reader: &Reader, run: &[Seq]) -> i32 {
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return 0;
    };
    let mut window = reader.before(first.start).to_vec();
    let written = spell(reader, first.start, last.end, &mut window);
    let next = reader.after(last.end);
    window.push(next);
    let before = weigh::cost(&window) + written;
    window.truncate(2);
    window.extend(run.iter().map(|s| s.read));
    window.push(next);
    before - weigh::cost(&window)
}

/// Adds the characters as they are written, and gives the points for odd ways to write them.
fn spell(reader: &Reader, start: u32, end: u32, window: &mut Vec<char>) -> i32 {
    let (mut at, mut points) = (start, 0);
    while at < end
        && let Some((c, after)) = reader.char_at(at)
    {
        points += i32::from(after - at > 4) * 3;
        window.push(c);
        at = after;
    }
    points
}

/// Sets the gain of each sequence: how much less strange it and its neighbours look when all of them are undone.
pub(crate) fn weigh_all(reader: &Reader, seqs: &mut [Seq]) {
    weigh_some(reader, seqs, |_, _| true);
}

/// The gain of a sequence that was not weighed yet.
const NEW: i32 = i32::MIN;

/// Adds sequences to those weighed, and weighs them and what they touch.
pub(crate) fn weigh_new(reader: &Reader, seqs: &mut Vec<Seq>, new: Vec<Seq>) {
    seqs.extend(new.into_iter().map(|seq| Seq { gain: NEW, ..seq }));
    // Two sorted runs, which a stable sort merges.
    seqs.sort_by_key(|s| s.start);
    let new: Vec<bool> = seqs.iter().map(|s| s.gain == NEW).collect();
    weigh_some(reader, seqs, |seqs, i| {
        let from = (0..=2)
            .take_while(|n| neighbour(seqs, i, *n).is_some())
            .count();
        let touched = new
            .get(i + 1 - from..=i + 1)
            .or_else(|| new.get(i + 1 - from..));
        touched.is_some_and(|all| all.contains(&true))
    });
}

fn weigh_some(reader: &Reader, seqs: &mut [Seq], which: impl Fn(&[Seq], usize) -> bool) {
    let mut window = Vec::new();
    for i in 0..seqs.len() {
        if !which(seqs, i) {
            continue;
        }
        let seq = seqs[i];
        let [far, near] = reader.before(seq.start);
        let next = reader.after(seq.end);
        window.clear();
        window.extend([far, near]);
        let written = spell(reader, seq.start, seq.end, &mut window);
        window.push(next);
        let before = weigh::cost(&window) + written;
        let (far, near) = match neighbour(seqs, i, 1) {
            Some(left) => {
                let earlier = neighbour(seqs, i, 2).map(|s| s.read);
                let earlier = earlier.unwrap_or_else(|| reader.before(left.start)[1]);
                (earlier, left.read)
            }
            None => (far, near),
        };
        let right = seqs.get(i + 1).filter(|s| s.start == seq.end);
        let next = seq.next(right.map_or(next, |s| s.read));
        seqs[i].gain = before - weigh::cost(&[far, near, seq.read, next]);
    }
}

/// The sequence `back` places before the `i`th, if there is nothing between them.
fn neighbour(seqs: &[Seq], i: usize, back: usize) -> Option<&Seq> {
    let run = seqs.get(i.checked_sub(back)?..=i)?;
    let joined = run.windows(2).all(|pair| pair[0].end == pair[1].start);
    run.first().filter(|_| joined)
}

/// The chain that makes the document read best; none where nothing needs explaining.
pub(crate) fn best_chain(reader: &Reader, all: &[Lead]) -> Option<(Chain, Reading)> {
    let leads = sample(all);
    let mut best = Best::default();
    // A codec that pairs no two neighbours is in no chain's first place.
    let pairs = leads.iter().fold(0, |all, lead| all | lead.pairs);
    let mut tried = vec![Chain::default()];
    for _ in 0..DEEPEST {
        let mut next: Vec<(usize, Chain)> = Vec::new();
        for lower in &tried {
            let first = lower.codecs.is_empty();
            for codec in Codec::all().filter(|c| !first || c.in_set(pairs)) {
                let chain = lower.then(codec);
                let reading = Reading::new(reader, &leads, &chain);
                let links = reading.links();
                if links * 8 > reading.seqs.len() {
                    next.push((links, chain.clone()));
                }
                best.offer(reader, reading, chain);
            }
        }
        next.sort_by_key(|x| std::cmp::Reverse(x.0));
        tried = next.into_iter().take(WIDTH).map(|x| x.1).collect();
    }
    if best.leaves_some(reader, &leads) {
        for codec in Codec::all() {
            let chain = Chain {
                lowered: true,
                ..Chain::default().then(codec)
            };
            best.offer(reader, Reading::new(reader, &leads, &chain), chain);
        }
    }
    let (mut chain, mut reading) = best.found?;
    if !supported(reader, &reading) {
        return None;
    }
    let lowered = lower_cased(reader, &reading, &chain);
    if leads.len() < all.len() || lowered && !chain.lowered {
        chain.lowered |= lowered;
        reading = Reading::new(reader, all, &chain);
    }
    Some((chain, reading))
}

/// Whether letters stand in the damage or beside it, and line art is not taken for it.
fn supported(reader: &Reader, reading: &Reading) -> bool {
    let lettered = |seq: &Seq| {
        let span = seq.start as usize..seq.end as usize;
        let mut inside = reader.text.get(span).unwrap_or_default().chars();
        inside.any(char::is_alphabetic)
            || reader.before(seq.start)[1].is_alphabetic()
            || reader.after(seq.end).is_alphabetic()
    };
    let wanted: Vec<&Seq> = reading.wanted().collect();
    let left = reading.seqs.len() - wanted.len();
    let drawn = |seq: &&&Seq| ('\u{2500}'..'\u{25A0}').contains(&seq.lead);
    let art = wanted.iter().filter(drawn).count();
    let letters = wanted.iter().filter(|s| s.read.is_alphabetic()).count();
    (letters >= 3 || wanted.iter().any(|seq| lettered(seq))) && (art == 0 || wanted.len() > left)
}

/// Different letters with a capital that damage must hold, and not one capital, before it counts as lower-cased.
const SMALL: usize = 3;

/// Whether the damage holds no capital, though it should.
fn lower_cased(reader: &Reader, reading: &Reading, chain: &Chain) -> bool {
    let [codec] = chain.codecs.as_slice() else {
        return false;
    };
    let mut small = BTreeSet::new();
    for seq in reading.wanted() {
        let span = seq.start as usize..seq.end as usize;
        for c in reader.text.get(span).unwrap_or_default().chars() {
            if !c.is_ascii() && c.is_uppercase() && codec.byte(letters::lower(c)).is_some() {
                return false;
            }
            let capital = letters::upper(c).and_then(|u| codec.byte(u));
            if !c.is_ascii() && capital.is_some() {
                small.insert(c);
            }
        }
    }
    small.len() >= SMALL
}

#[derive(Debug, Default)]
struct Best {
    score: i64,
    found: Option<(Chain, Reading)>,
}

impl Best {
    fn offer(&mut self, reader: &Reader, reading: Reading, chain: Chain) {
        if reading.seqs.is_empty() {
            return;
        }
        let (gain, fit) = reading.score(reader);
        let mut score = i64::from(gain) + fit;
        if chain.lowered {
            // It supposes more, so it has to explain more.
            score -= score / 8;
        }
        if gain >= ENOUGH && (self.found.is_none() || score > self.score) {
            self.score = score;
            self.found = Some((chain, reading));
        }
    }

    /// Whether much of what could be damage is still unexplained.
    fn leaves_some(&self, reader: &Reader, leads: &[Lead]) -> bool {
        let Some((_, reading)) = &self.found else {
            return true;
        };
        let mut explained = reading.wanted().peekable();
        let mut left = 0;
        for lead in leads.iter().filter(|lead| reader.starts(lead)) {
            while explained.next_if(|s| s.end <= lead.at).is_some() {}
            left += usize::from(explained.peek().is_none_or(|s| lead.at < s.start));
        }
        left * 4 > reading.seqs.len()
    }
}

/// Stretches of neighbouring places from all over the document.
fn sample(leads: &[Lead]) -> Vec<Lead> {
    if leads.len() <= SAMPLE {
        return leads.to_vec();
    }
    let step = leads.len() / (SAMPLE / STRETCH);
    let stretches = leads.chunks(step);
    stretches
        .flat_map(|s| s.iter().take(STRETCH))
        .copied()
        .collect()
}
