//! Which chain of codecs explains a document's suspicious sequences.

use super::chain::{Chain, Reader};
use super::leads::Lead;
use super::reading::Reading;
use super::seq::Seq;
use super::support;
use crate::codecs::Codec;

/// Points by which a document must read better before anything is touched: one letter damaged inside a word.
const ENOUGH: i32 = 5;

/// Places looked at to choose a chain, and the length of a stretch of neighbours among them.
const SAMPLE: usize = 1024;
const STRETCH: usize = 64;

/// Longest chain, and chains of each length that are followed further.
const DEEPEST: usize = 3;
const WIDTH: usize = 6;

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
    if !support::supported(reader, &reading) {
        return None;
    }
    let lowered = support::lower_cased(reader, &reading, &chain);
    if leads.len() < all.len() || lowered && !chain.lowered {
        chain.lowered |= lowered;
        reading = Reading::new(reader, all, &chain);
    }
    Some((chain, reading))
}

/// The best of the chains that were tried.
#[derive(Debug, Default)]
struct Best {
    score: i64,
    /// The chain, and what it makes of the places.
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
        for lead in leads.iter().filter(|lead| lead.may_start()) {
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
