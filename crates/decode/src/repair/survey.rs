//! Which chain of codecs explains a document's suspicious sequences.

use std::collections::BTreeMap;

use super::chain::{Chain, Lead, Reader, Seq};
use crate::codecs::Codec;
use crate::weigh;

/// Points by which a document must read better before anything is touched: one letter damaged inside a word.
const ENOUGH: i32 = 5;

/// Places looked at to choose a chain, and the length of a stretch of neighbours among them.
const SAMPLE: usize = 4096;
const STRETCH: usize = 128;

/// Longest chain, and chains of each length that are followed further.
const DEEPEST: usize = 3;
const WIDTH: usize = 3;

/// What a chain makes of a document.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) seqs: Vec<Seq>,
    /// By first character of a sequence.
    pub(crate) groups: BTreeMap<char, Group>,
}

/// How a character behaves that may start a sequence.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Group {
    /// Sequences with which the text reads better.
    pub(crate) good: i32,
    /// All sequences.
    pub(crate) paired: i32,
    /// Times that it stands where no sequence starts.
    pub(crate) alone: i32,
}

impl Group {
    /// The gain below which a sequence is left alone: damage leaves hardly any such character unpaired, and good
    /// text pairs hardly any.
    pub(crate) const fn bar(self) -> i32 {
        let all = self.paired + self.alone;
        if self.paired >= 3 && self.good * 2 >= self.paired && self.paired * 4 >= all * 3 {
            -2
        } else if self.good * 5 >= all * 2 {
            2
        } else if self.good * 10 >= all {
            3
        } else {
            6
        }
    }
}

impl Reading {
    /// Reads the places with the chain, as far as they are sound.
    pub(crate) fn new(reader: &Reader, leads: &[Lead], chain: &[Codec]) -> Self {
        let mut reading = Self::default();
        let mut end = 0;
        for lead in leads {
            if lead.at < end {
                continue;
            }
            if let Some((read, after)) = reader.read(lead.at, chain) {
                end = after;
                reading.seqs.push(Seq {
                    start: lead.at,
                    end,
                    lead: lead.char,
                    read,
                    loss: 0,
                    gain: 0,
                });
            } else {
                reading.groups.entry(lead.char).or_default().alone += 1;
            }
        }
        weigh_all(reader, &mut reading.seqs);
        for seq in &reading.seqs {
            let group = reading.groups.entry(seq.lead).or_default();
            group.paired += 1;
            group.good += i32::from(seq.gain > 0);
        }
        reading
    }

    /// Whether a sequence is to be undone.
    pub(crate) fn wants(&self, seq: &Seq) -> bool {
        let bar = self.groups.get(&seq.lead).map_or(6, |g| g.bar());
        seq.gain >= bar
    }

    fn score(&self) -> i32 {
        let wanted = self.seqs.iter().filter(|s| self.wants(s));
        wanted.fold(0, |sum: i32, s| sum.saturating_add(s.gain))
    }
}

/// Sets the gain of each sequence: how much less strange it and its neighbours look when all of them are undone.
pub(crate) fn weigh_all(reader: &Reader, seqs: &mut [Seq]) {
    let mut window = Vec::new();
    for i in 0..seqs.len() {
        let seq = seqs[i];
        let [far, near] = reader.before(seq.start);
        let next = reader.after(seq.end);
        window.clear();
        window.extend([far, near]);
        let mut at = seq.start;
        let mut written = 0;
        while at < seq.end
            && let Some((c, after)) = reader.char_at(at)
        {
            written += i32::from(after - at > 4) * 3;
            window.push(c);
            at = after;
        }
        window.push(next);
        let before = weigh::cost(&window) + written;
        let left = i
            .checked_sub(1)
            .map(|j| seqs[j])
            .filter(|s| s.end == seq.start);
        let (far, near) = match left {
            Some(s) => (reader.before(s.start)[1], s.read),
            None => (far, near),
        };
        let right = seqs.get(i + 1).filter(|s| s.start == seq.end);
        let next = right.map_or(next, |s| s.read);
        seqs[i].gain = before - weigh::cost(&[far, near, seq.read, next]);
    }
}

/// The chain that makes the document read best; none where nothing needs explaining.
pub(crate) fn best_chain(reader: &Reader, leads: &[Lead]) -> Option<Chain> {
    let leads = sample(leads);
    let mut best: Option<(i32, Chain)> = None;
    let mut tried: Vec<Vec<Codec>> = vec![Vec::new()];
    for _ in 0..DEEPEST {
        let mut next: Vec<(usize, Vec<Codec>)> = Vec::new();
        for lower in &tried {
            for codec in Codec::all() {
                let mut codecs = lower.clone();
                codecs.push(codec);
                let reading = Reading::new(reader, &leads, &codecs);
                let score = reading.score();
                if score >= ENOUGH && best.as_ref().is_none_or(|b| score > b.0) {
                    let codecs = codecs.clone();
                    best = Some((score, Chain { codecs }));
                }
                if !reading.seqs.is_empty() {
                    next.push((reading.seqs.len(), codecs));
                }
            }
        }
        next.sort_by_key(|x| std::cmp::Reverse(x.0));
        tried = next.into_iter().take(WIDTH).map(|x| x.1).collect();
    }
    best.map(|b| b.1)
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
