//! Which chain of codecs explains a document's suspicious sequences.

use std::collections::BTreeSet;

use super::chain::{Chain, Lead, Reader, Seq};
use super::coherent;
use super::gains::{self, NEW};
use super::groups::Groups;
use super::loose::{LOWERED, Loose};
use crate::cases;
use crate::census::Census;
use crate::codecs::{self, Codec};
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
    /// Reads the places with the chain and weighs what it reads.
    pub(crate) fn new(reader: &Reader, leads: &[Lead], chain: &Chain) -> Self {
        let mut reading = Self::unweighed(reader, leads, chain);
        reading.weigh(reader, leads, &[]);
        reading
    }

    fn unweighed(reader: &Reader, leads: &[Lead], chain: &Chain) -> Self {
        if chain.lowered {
            let loose = Loose::new(reader, chain, LOWERED, None);
            return Self::of(leads, |lead| loose.likely(lead.at, lead.char));
        }
        let first = chain.codecs.first();
        Self::of(leads, |lead| {
            if first.is_some_and(|codec| !codec.in_set(lead.pairs)) {
                return None;
            }
            let (read, end) = reader.read_lead(lead, &chain.codecs)?;
            Some(Seq {
                start: lead.at,
                end,
                lead: lead.char,
                read,
                loss: 0,
                gain: NEW,
                sure: false,
            })
        })
    }

    fn of(leads: &[Lead], read: impl Fn(&Lead) -> Option<Seq>) -> Self {
        let mut reading = Self::default();
        let mut end = 0;
        for lead in leads {
            if lead.at >= end
                && let Some(seq) = read(lead)
            {
                end = seq.end;
                if reading.seqs.is_empty() {
                    // Most chains read nothing at all, and need no room.
                    reading.seqs.reserve(leads.len().min(SAMPLE));
                }
                reading.seqs.push(seq);
            }
        }
        reading
    }

    /// Weighs the sequences; what another reading has in the same place weighs the same.
    fn weigh(&mut self, reader: &Reader, leads: &[Lead], other: &[Seq]) {
        gains::take_weights(&mut self.seqs, other);
        let new: Vec<bool> = self.seqs.iter().map(|s| s.gain == NEW).collect();
        let is_new = |i: usize| new.get(i).copied().unwrap_or(false);
        gains::weigh_some(reader, &mut self.seqs, |_, i| is_new(i));
        coherent::mark(reader, &mut self.seqs);
        for (i, seq) in self.seqs.iter_mut().enumerate() {
            if is_new(i) {
                seq.gain += coherent::bonus(reader, seq);
            }
            let group = self.groups.of_mut(seq.lead);
            group.paired += 1;
            group.good += i32::from(seq.gain > 0);
        }
        self.count_alone(leads);
    }

    /// Counts the places where no sequence starts.
    fn count_alone(&mut self, leads: &[Lead]) {
        let mut seqs = self.seqs.iter().peekable();
        let mut end = 0;
        for lead in leads {
            if let Some(seq) = seqs.next_if(|seq| seq.start == lead.at) {
                end = seq.end;
            } else if lead.at >= end && !lead.spaced {
                self.groups.of_mut(lead.char).alone += 1;
            }
        }
    }

    /// The sequences that are to be undone.
    pub(crate) fn wanted(&self) -> impl Iterator<Item = &Seq> {
        self.seqs.iter().filter(|seq| self.wants(seq))
    }

    /// Drops all others, or all; what stood beside them has to be weighed again.
    pub(crate) fn keep_wanted(&mut self, none: bool) {
        let wanted = |seq: &Seq| !none && self.wants(seq);
        let keep: Vec<bool> = self.seqs.iter().map(wanted).collect();
        for (i, _) in keep.iter().enumerate().filter(|x| !x.1) {
            let near = i.saturating_sub(1)..(i + 3).min(keep.len());
            self.seqs
                .iter_mut()
                .take(near.end)
                .skip(near.start)
                .for_each(|s| s.gain = NEW);
        }
        let mut keep = keep.into_iter();
        self.seqs.retain(|_| keep.next().unwrap_or(false));
    }

    fn wants(&self, seq: &Seq) -> bool {
        seq.sure || (seq.gain >= self.groups.of(seq.lead).bar() && weigh::natural(seq.read))
    }

    /// Neighbouring sequences that read as a sequence once more.
    fn links(&self) -> usize {
        let pairs = self.seqs.windows(2).filter(|pair| {
            let (lead, follow) = (codecs::roles(pair[0].read), codecs::roles(pair[1].read));
            pair[0].end == pair[1].start && lead.lead & follow.follow != 0
        });
        pairs.count()
    }

    /// No fewer points than [`score`](Self::score) comes to, without weighing anything: of what could be wanted, each
    /// character as strange as can be, and nothing strange afterwards.
    fn most(&self) -> i64 {
        let mut most = 0;
        for run in self.seqs.chunk_by(|a, b| a.end == b.start) {
            for seq in run.iter().filter(|s| coherent::possible(run, s)) {
                most += i64::from(seq.end - seq.start) * 20 + 20;
            }
        }
        most
    }

    /// Points gained by undoing all that is wanted, and how well the letters read then fit one language.
    fn score(&self, reader: &Reader) -> (i32, i64) {
        let mut gain = 0_i32;
        let mut wanted = Vec::with_capacity(self.seqs.len());
        let mut window = Vec::new();
        for run in self.seqs.chunk_by(|a, b| a.end == b.start) {
            let from = wanted.len();
            wanted.extend(run.iter().filter(|s| self.wants(s)).copied());
            if let ([seq], [_]) = (wanted.get(from..).unwrap_or_default(), run) {
                // By itself it was weighed before.
                gain = gain.saturating_add(seq.gain);
                continue;
            }
            let wanted = wanted.get(from..).unwrap_or_default();
            for run in wanted.chunk_by(|a, b| a.end == b.start) {
                let bonus: i32 = run.iter().map(|s| coherent::bonus(reader, s)).sum();
                gain = gain.saturating_add(gains::run_gain(reader, run, &mut window) + bonus);
            }
        }
        let letters = || {
            wanted
                .iter()
                .map(|s| s.read)
                .filter(|c| cases::is_letter(*c))
        };
        let small = letters().filter(|c| cases::is_small(*c)).count();
        let fit = Census::of(letters()).best().map_or(0, |b| b.1 / 2);
        (gain, fit + i64::try_from(small * 2).unwrap_or(0))
    }
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
                let reading = Reading::unweighed(reader, &leads, &chain);
                let links = reading.links();
                if links * 8 > reading.seqs.len() {
                    next.push((links, chain.clone()));
                }
                best.offer(reader, &leads, reading, chain);
            }
        }
        next.sort_by_key(|x| std::cmp::Reverse(x.0));
        tried = next.into_iter().take(WIDTH).map(|x| x.1).collect();
    }
    if best.leaves_some(&leads) {
        for codec in Codec::all() {
            let chain = Chain {
                lowered: true,
                ..Chain::default().then(codec)
            };
            let reading = Reading::unweighed(reader, &leads, &chain);
            best.offer(reader, &leads, reading, chain);
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

/// Whether a sequence may be the last letter of a good word, with the sign of a note or a soft hyphen behind it.
fn noted(reader: &Reader, seq: &Seq) -> bool {
    let written = reader.text.get(seq.start as usize..seq.end as usize);
    written.is_some_and(|w| w.ends_with(['†', '‡', '\u{ad}']))
        && !cases::is_letter(reader.after(seq.end))
}

/// Quotes that open, each with the one that closes what it opens, in any language.
const QUOTES: [(char, char); 8] = [
    ('«', '»'),
    ('»', '«'),
    ('‹', '›'),
    ('›', '‹'),
    ('“', '”'),
    ('„', '“'),
    ('‘', '’'),
    ('‚', '‘'),
];

/// Whether a sequence may be the last letter of a good word and the quote that closes behind it.
fn quoted(reader: &Reader, seq: &Seq) -> bool {
    let written = reader.text.get(seq.start as usize..seq.end as usize);
    let close = written.and_then(|w| w.chars().next_back());
    let head = reader.text.get(..seq.start as usize).unwrap_or_default();
    let open = head
        .chars()
        .rev()
        .take(LONGEST_WORD)
        .find(|c| !cases::is_letter(*c));
    QUOTES
        .iter()
        .any(|(o, c)| (Some(*o), Some(*c)) == (open, close))
        && !cases::is_letter(reader.after(seq.end))
}

/// The longest word looked back over.
const LONGEST_WORD: usize = 32;

/// Whether a sequence reads as a letter of a script without case, and by itself: any two or three letters and signs
/// can be one of those by chance.
fn foreign(seq: &Seq) -> bool {
    let caseless =
        cases::is_letter(seq.read) && !cases::is_small(seq.read) && !cases::is_capital(seq.read);
    !seq.sure && (caseless || ('\u{530}'..'\u{1E00}').contains(&seq.read))
}

/// Whether a sequence is as likely good text.
fn harmless(reader: &Reader, seq: &Seq) -> bool {
    noted(reader, seq) || quoted(reader, seq) || foreign(seq)
}

/// Whether letters stand in the damage or beside it, and line art or notes are not taken for it.
fn supported(reader: &Reader, reading: &Reading) -> bool {
    let lettered = |seq: &Seq| {
        let span = seq.start as usize..seq.end as usize;
        let mut inside = reader.text.get(span).unwrap_or_default().chars();
        inside.any(cases::is_letter)
            || cases::is_letter(reader.before(seq.start)[1])
            || cases::is_letter(reader.after(seq.end))
    };
    let wanted: Vec<&Seq> = reading.wanted().collect();
    let left = reading.seqs.len() - wanted.len();
    let drawn = |seq: &&&Seq| ('\u{2500}'..'\u{25A0}').contains(&seq.lead);
    let art = wanted.iter().filter(drawn).count();
    let letters = wanted.iter().filter(|s| cases::is_letter(s.read)).count();
    (letters >= 3 || wanted.iter().any(|seq| lettered(seq)))
        && (art == 0 || wanted.len() > left)
        && !wanted.iter().all(|seq| harmless(reader, seq))
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
        let written = reader.text.get(span).unwrap_or_default();
        for (i, c) in written.chars().enumerate().filter(|x| !x.1.is_ascii()) {
            if cases::is_capital(c) && codec.byte(cases::lower(c)).is_some() {
                return false;
            }
            // What a sound sequence starts with was no capital.
            if i > 0 && cases::upper(c).and_then(|u| codec.byte(u)).is_some() {
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
    /// What was offered and was not the best.
    others: Vec<(bool, Vec<Seq>)>,
}

impl Best {
    /// Whether another chain read the same; the first one is meant then.
    fn knows(&self, lowered: bool, seqs: &[Seq]) -> bool {
        let key = |s: &Seq| (s.start, s.end, s.read, s.loss);
        let same = |other: &[Seq]| {
            other.len() == seqs.len() && other.iter().map(key).eq(seqs.iter().map(key))
        };
        let others = self.others.iter().map(|o| (o.0, o.1.as_slice()));
        let found = self
            .found
            .iter()
            .map(|f| (f.0.lowered, f.1.seqs.as_slice()));
        others.chain(found).any(|o| o.0 == lowered && same(o.1))
    }

    fn offer(&mut self, reader: &Reader, leads: &[Lead], mut reading: Reading, chain: Chain) {
        // A letter and a sign behind it are too little to suppose that capitals were lost.
        let fewest = if chain.lowered { 2 } else { 1 };
        if reading.seqs.len() < fewest || self.knows(chain.lowered, &reading.seqs) {
            return;
        }
        if self.found.is_some() && reading.most() < self.score {
            self.others.push((chain.lowered, reading.seqs));
            return;
        }
        let best = self.found.as_ref().map(|f| f.1.seqs.as_slice());
        reading.weigh(reader, leads, best.unwrap_or_default());
        let (gain, fit) = reading.score(reader);
        let mut score = i64::from(gain) + fit;
        if chain.lowered {
            // It supposes more, so it has to explain more.
            score -= score / 8;
        }
        let better = self.found.as_ref().is_none_or(|(best, _)| {
            score > self.score || score == self.score && chain.repeats() && !best.repeats()
        });
        if gain >= ENOUGH && better {
            self.score = score;
            let last = self.found.replace((chain, reading));
            self.others.extend(last.map(|f| (f.0.lowered, f.1.seqs)));
        } else {
            self.others.push((chain.lowered, reading.seqs));
        }
    }

    /// Whether much of what could be damage is still unexplained.
    fn leaves_some(&self, leads: &[Lead]) -> bool {
        let Some((_, reading)) = &self.found else {
            return true;
        };
        let mut explained = reading.wanted().peekable();
        let mut left = 0;
        for lead in leads.iter().filter(|lead| Reader::starts(lead)) {
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
