//! The rounds of a repair, and the record of them over the decoded text.

use std::sync::Arc;

use claimsift_model::{Repair, RepairKind, Stage, TextSpan};

use super::Fix;
use super::chain::Chain;
use super::loose::{LOST, LOWERED, MIXED, QUOTE, SPACE, STRIPPED};
use crate::decode::Decoded;

struct Round {
    chain: Arc<str>,
    fixes: Vec<Fix>,
    text: String,
    stage: Stage,
}

/// What was done so far.
pub(crate) struct Rounds {
    rounds: Vec<Round>,
}

/// A fix in terms of the decoded text and of the final one.
struct Placed {
    from: (u32, u32),
    to: (u32, u32),
    chain: Arc<str>,
    loss: u8,
    gain: i32,
}

impl Rounds {
    pub(crate) const fn new() -> Self {
        Self { rounds: Vec::new() }
    }

    /// The text as the last round left it.
    pub(crate) fn text(&self) -> Option<&str> {
        self.rounds.last().map(|r| r.text.as_str())
    }

    pub(crate) fn push(&mut self, chain: Chain, fixes: Vec<Fix>, text: String, stage: Stage) {
        self.rounds.push(Round {
            chain: chain.label().into(),
            fixes,
            text,
            stage,
        });
    }

    /// Hands text, map and repairs over.
    pub(crate) fn finish(mut self, decoded: &mut Decoded) {
        let placed = merged(self.placed());
        for repair in &mut decoded.repairs {
            let span = (repair.text.start(), repair.text.end());
            let (start, end) = self.rounds.iter().fold(span, |s, r| r.forward(s));
            repair.text = TextSpan::new(start, end);
        }
        let Some(last) = self.rounds.last_mut() else {
            return;
        };
        let text = std::mem::take(&mut last.text);
        decoded.repairs.reserve(placed.len());
        for p in placed {
            let before = decoded.text.get(p.from.0 as usize..p.from.1 as usize);
            let span = TextSpan::new(p.to.0, p.to.1);
            let before = before.unwrap_or_default();
            decoded.repairs.push(Repair {
                raw: decoded.map.raw(TextSpan::new(p.from.0, p.from.1)),
                text: span,
                before: before.to_owned(),
                after: text.get(span.range()).unwrap_or_default().to_owned(),
                chain: p.chain,
                kind: kind(p.loss, before),
                confidence: confidence(p.loss, p.gain),
                lossy: p.loss & !MIXED != 0,
            });
        }
        decoded
            .repairs
            .sort_by_key(|r| (r.text.start(), r.text.end()));
        for round in self.rounds {
            decoded.map.push(round.stage);
        }
        decoded.text = text;
    }

    fn placed(&self) -> Vec<Placed> {
        let all = self.rounds.iter().map(|r| r.fixes.len()).sum();
        let mut placed = Vec::with_capacity(all);
        for (i, round) in self.rounds.iter().enumerate() {
            let mut shift = 0;
            for fix in &round.fixes {
                let earlier = self.rounds.get(..i).unwrap_or_default().iter().rev();
                let from = earlier.fold((fix.start, fix.end), |s, r| r.stage.back(s.0, s.1));
                let start = fix.start.wrapping_add_signed(shift);
                let len = u32::try_from(fix.text.len()).unwrap_or(0);
                shift += len.cast_signed() - (fix.end - fix.start).cast_signed();
                let later = self.rounds.get(i + 1..).unwrap_or_default().iter();
                placed.push(Placed {
                    from,
                    to: later.fold((start, start + len), |s, r| r.forward(s)),
                    chain: round.chain.clone(),
                    loss: fix.loss,
                    gain: fix.gain,
                });
            }
        }
        placed.sort_by_key(|p| (p.from.0, std::cmp::Reverse(p.from.1)));
        placed
    }
}

impl Round {
    /// Where a span of the text before the round stands after it, rounded out to whole fixes.
    fn forward(&self, (start, end): (u32, u32)) -> (u32, u32) {
        (self.moved(start, false), self.moved(end, true))
    }

    fn moved(&self, at: u32, up: bool) -> u32 {
        // The stage is sorted on both sides, so the place can be searched for from behind.
        let (mut low, mut high) = (0, u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        while low < high {
            let middle = low + (high - low) / 2;
            let (from, to) = self.stage.back(middle, middle + 1);
            let passed = if up { from < at } else { to <= at };
            if passed {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// Fixes of several rounds to the same place become one.
fn merged(placed: Vec<Placed>) -> Vec<Placed> {
    let mut merged: Vec<Placed> = Vec::with_capacity(placed.len());
    for p in placed {
        match merged.last_mut() {
            Some(last) if p.from.0 < last.from.1 => {
                last.from.1 = last.from.1.max(p.from.1);
                last.to = (last.to.0.min(p.to.0), last.to.1.max(p.to.1));
                last.chain = format!("{} {}", last.chain, p.chain).into();
                last.loss |= p.loss;
                last.gain = last.gain.min(p.gain);
            }
            _ => merged.push(p),
        }
    }
    merged
}

fn kind(loss: u8, before: &str) -> RepairKind {
    if loss & MIXED != 0 {
        RepairKind::MixUp
    } else if loss & LOST != 0 {
        RepairKind::LostBytes
    } else if loss & STRIPPED != 0 {
        RepairKind::StrippedControls
    } else if loss & LOWERED != 0 {
        RepairKind::Lowered
    } else if loss & QUOTE != 0 {
        RepairKind::Straightened
    } else if loss & SPACE != 0 {
        RepairKind::MergedSpace
    } else if before.contains('&') {
        RepairKind::Entities
    } else {
        RepairKind::Mojibake
    }
}

/// In thousandths: what was supposed costs, what reads better gives.
fn confidence(loss: u8, gain: i32) -> u16 {
    let base = match loss {
        0 => 960,
        SPACE => 900,
        _ => 750,
    };
    base + u16::try_from(gain.clamp(0, 8) * 4).unwrap_or(0)
}
