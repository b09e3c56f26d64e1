//! What a chain of codecs makes of a document, and how well that reads.

use super::chain::{Chain, Reader};
use super::coherent;
use super::gains;
use super::groups::Groups;
use super::leads::Lead;
use super::loose::Loose;
use super::loss::LOWERED;
use super::seq::{NEW, Seq};
use crate::cases;
use crate::census::Census;
use crate::codecs;
use crate::weigh;

/// Room for the sequences of most documents.
const ROOM: usize = 1024;

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

    pub(super) fn unweighed(reader: &Reader, leads: &[Lead], chain: &Chain) -> Self {
        if chain.lowered {
            let loose = Loose::new(reader, chain, LOWERED, None);
            return Self::of(leads, |lead| loose.likely(lead.at, lead.char));
        }
        let first = chain.codecs.first();
        Self::of(leads, |lead| {
            if first.is_some_and(|codec| !codec.in_set(lead.pairs)) {
                return None;
            }
            let (read, end) = lead.read(reader, &chain.codecs)?;
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
                    reading.seqs.reserve(leads.len().min(ROOM));
                }
                reading.seqs.push(seq);
            }
        }
        reading
    }

    /// Weighs the sequences; what another reading has in the same place weighs the same.
    pub(super) fn weigh(&mut self, reader: &Reader, leads: &[Lead], other: &[Seq]) {
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
    pub(super) fn links(&self) -> usize {
        let pairs = self.seqs.windows(2).filter(|pair| {
            let (lead, follow) = (codecs::roles(pair[0].read), codecs::roles(pair[1].read));
            pair[0].touches(&pair[1]) && lead.lead & follow.follow != 0
        });
        pairs.count()
    }

    /// No fewer points than [`score`](Self::score) comes to, without weighing anything: of what could be wanted, each
    /// character as strange as can be, and nothing strange afterwards.
    pub(super) fn most(&self) -> i64 {
        let mut most = 0;
        for run in self.seqs.chunk_by(Seq::touches) {
            for seq in run.iter().filter(|s| coherent::possible(run, s)) {
                most += i64::from(seq.end - seq.start) * 20 + 20;
            }
        }
        most
    }

    /// Points gained by undoing all that is wanted, and how well the letters read then fit one language.
    pub(super) fn score(&self, reader: &Reader) -> (i32, i64) {
        let mut gain = 0_i32;
        let mut wanted = Vec::with_capacity(self.seqs.len());
        let mut window = Vec::new();
        for run in self.seqs.chunk_by(Seq::touches) {
            let from = wanted.len();
            wanted.extend(run.iter().filter(|s| self.wants(s)).copied());
            if let ([seq], [_]) = (wanted.get(from..).unwrap_or_default(), run) {
                // By itself it was weighed before.
                gain = gain.saturating_add(seq.gain);
                continue;
            }
            let wanted = wanted.get(from..).unwrap_or_default();
            for run in wanted.chunk_by(Seq::touches) {
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
