//! The rounds of the repair of one piece of text, and what they come to together.

use std::sync::Arc;

use claimsift_model::{Damage, Edit, RepairKind, Stage};

use super::chain::Chain;
use super::fix::Fix;
use super::loss::{LOST, LOWERED, MIXED, QUOTE, SPACE, STRIPPED};

struct Round {
    chain: Arc<str>,
    fixes: Vec<Fix>,
    text: String,
}

/// What was done so far.
pub(crate) struct Rounds<'a> {
    piece: &'a str,
    rounds: Vec<Round>,
}

/// A fix in terms of the piece as it was and as it is.
pub(crate) struct Placed {
    pub(crate) from: (u32, u32),
    pub(crate) to: (u32, u32),
    chain: Arc<str>,
    loss: u8,
    gain: i32,
}

impl<'a> Rounds<'a> {
    pub(crate) const fn new(piece: &'a str) -> Self {
        Self {
            piece,
            rounds: Vec::new(),
        }
    }

    /// The text as the last round left it.
    pub(crate) fn text(&self) -> &str {
        self.rounds.last().map_or(self.piece, |r| r.text.as_str())
    }

    /// Makes the fixes, which are in order.
    pub(crate) fn push(&mut self, chain: &Chain, fixes: Vec<Fix>) {
        let (text, chain) = (edited(self.text(), &fixes), chain.label().into());
        self.rounds.push(Round { chain, fixes, text });
    }

    /// What all of them come to, in order.
    pub(crate) fn placed(&self) -> Vec<Placed> {
        let all = self.rounds.iter().map(|r| r.fixes.len()).sum();
        let mut placed = Vec::with_capacity(all);
        let stages = self.stages();
        for (i, round) in self.rounds.iter().enumerate() {
            let earlier = stages.get(..i).unwrap_or_default();
            let later = stages.get(i + 1..).unwrap_or_default();
            round.place(earlier, later, &mut placed);
        }
        if stages.is_empty() {
            return placed;
        }
        placed.sort_by_key(|p| (p.from.0, std::cmp::Reverse(p.from.1)));
        merged(placed)
    }

    /// The way through each round; none where there is but one.
    fn stages(&self) -> Vec<Stage> {
        if self.rounds.len() < 2 {
            return Vec::new();
        }
        let before = std::iter::once(self.piece).chain(self.rounds.iter().map(|r| r.text.as_str()));
        let stages = before
            .zip(&self.rounds)
            .map(|(text, round)| stage(text, &round.fixes));
        stages.collect()
    }
}

impl Round {
    /// Adds its fixes, as they are on both sides of all rounds.
    fn place(&self, earlier: &[Stage], later: &[Stage], placed: &mut Vec<Placed>) {
        let mut shift = 0;
        for fix in &self.fixes {
            let start = fix.start.wrapping_add_signed(shift);
            let len = u32::try_from(fix.text.len()).unwrap_or(0);
            shift += len.cast_signed() - (fix.end - fix.start).cast_signed();
            let (from, to) = ((fix.start, fix.end), (start, start + len));
            placed.push(Placed {
                from: earlier.iter().rfold(from, |s, r| r.back(s.0, s.1)),
                to: later.iter().fold(to, |s, r| r.forward(s.0, s.1)),
                chain: self.chain.clone(),
                loss: fix.loss,
                gain: fix.gain,
            });
        }
    }
}

/// The text in parts: what stays, and the fix behind it; none behind the last.
fn parts<'a>(text: &'a str, fixes: &'a [Fix]) -> impl Iterator<Item = (&'a str, Option<&'a Fix>)> {
    let mut at = 0;
    fixes.iter().map(Some).chain([None]).map(move |fix| {
        let end = fix.map_or(text.len(), |fix| fix.start as usize);
        let kept = text.get(at..end).unwrap_or_default();
        at = fix.map_or(end, |fix| fix.end as usize);
        (kept, fix)
    })
}

fn edited(text: &str, fixes: &[Fix]) -> String {
    let mut edited = String::with_capacity(text.len());
    for (kept, fix) in parts(text, fixes) {
        edited.push_str(kept);
        if let Some(fix) = fix {
            edited.push_str(fix.text.as_str(&mut [0; 5]));
        }
    }
    edited
}

fn stage(text: &str, fixes: &[Fix]) -> Stage {
    let mut edit = Edit::new(text.len());
    for (kept, fix) in parts(text, fixes) {
        edit.keep(kept);
        if let Some(fix) = fix {
            edit.replace(fix.end - fix.start, fix.text.as_str(&mut [0; 5]));
        }
    }
    edit.finish().1
}

impl Placed {
    /// What had happened to `before`.
    pub(crate) fn damage(&self, before: &str) -> Damage {
        Damage {
            confidence: confidence(self.loss, self.gain),
            kind: kind(self.loss, before),
            lossy: self.loss & !MIXED != 0,
            chain: self.chain.clone(),
        }
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
