//! Precision and recall against annotated documents.
//!
//! A prediction answers an annotation when their spans overlap. It is right when kind, value or bounds, unit and rate
//! are right too. A claim is found when its figure is right; its slots are judged where the annotation gives
//! acceptable answers.

mod figures;
mod right;
mod slots;
mod tables;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::pairing::{Spanned, pair, shared};
use figures::Level;
pub use figures::{Figures, Judged};
use slots::filled;

use crate::{GoldDocument, GoldMention, Saved};

/// Kinds that are always judged; others only in a document that annotates them.
const ALWAYS: [&str; 7] = [
    "money", "power", "energy", "percent", "date", "count", "ratio",
];

/// What may be wrong, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// A figure read wrong.
    WrongValue,
    /// A figure where none is annotated.
    ExtraMention,
    /// A figure not found.
    NoMention,
    /// A claim on no annotated figure, or a second one on it.
    FalseClaim,
    /// A figure found and not claimed.
    NoClaim,
    /// A slot filled wrong, or not filled.
    WrongSlot,
    /// A slot filled where the text says none.
    Invented,
}

/// The figures of one or more documents.
#[derive(Debug, Clone, Default)]
pub struct Evaluation {
    documents: usize,
    kinds: BTreeMap<String, Figures>,
    slots: BTreeMap<String, Judged>,
    faults: BTreeMap<Fault, Vec<String>>,
    /// Accepted and given predicate, where they differ.
    confusion: BTreeMap<(String, String), usize>,
    /// Accepted predicates by kind: what a fixed predicate a kind would get right.
    fixed: BTreeMap<String, BTreeMap<String, usize>>,
    levels: BTreeMap<Level, Judged>,
    quotes_off: usize,
}

impl Evaluation {
    /// Adds an annotated document with what was found in it.
    pub fn add(&mut self, gold: &GoldDocument, mentions: &[Saved], claims: &[Saved]) {
        self.documents += 1;
        let chars: Vec<char> = gold.text.chars().collect();
        for p in mentions.iter().chain(claims) {
            let (start, end) = (p.char_start as usize, p.char_end as usize);
            let text = chars.get(start..end).unwrap_or_default();
            self.quotes_off += usize::from(!p.quote.chars().eq(text.iter().copied()));
            self.add_raw(gold, &chars, p);
        }
        self.add_mentions(gold, mentions);
        self.add_claims(gold, claims);
    }

    /// The figures of all mentions.
    #[must_use]
    pub fn all(&self) -> Figures {
        self.kinds
            .values()
            .fold(Figures::default(), |sum, f| sum.plus(*f))
    }

    /// The figures of mentions, by kind.
    #[must_use]
    pub const fn kinds(&self) -> &BTreeMap<String, Figures> {
        &self.kinds
    }

    /// Answers by slot: `claim found`, `predicate`, `subject`, `modifier`, `raw bytes`, `flags`, `false claims` (of
    /// the claims on no annotated claim, those that count against us) and, for slots that must be empty, such as
    /// `speaker invented`.
    #[must_use]
    pub fn slot(&self, name: &str) -> Judged {
        self.slots.get(name).copied().unwrap_or_default()
    }

    /// One line for everything of a kind that is not right.
    #[must_use]
    pub fn faults(&self, fault: Fault) -> &[String] {
        self.faults.get(&fault).map_or(&[], Vec::as_slice)
    }

    /// Quotes that are not the text at their offsets.
    #[must_use]
    pub const fn quotes_off(&self) -> usize {
        self.quotes_off
    }

    fn judge(&mut self, slot: &str, right: bool) {
        self.slots.entry(slot.to_owned()).or_default().count(right);
    }

    fn fault(&mut self, fault: Fault, line: String) {
        self.faults.entry(fault).or_default().push(line);
    }

    /// Judges raw offsets where they are annotated or, in a text that is read as it is, can be counted.
    fn add_raw(&mut self, gold: &GoldDocument, chars: &[char], p: &Saved) {
        let annotated = gold
            .mentions
            .iter()
            .find(|g| g.raw_start.is_some() && (g.start, g.end) == p.span());
        let right = match annotated {
            Some(g) => (g.raw_start, g.raw_end) == (Some(p.raw_start), Some(p.raw_end)),
            None if gold.file.is_some() => return,
            None => {
                let byte = |at: u32| -> usize {
                    chars.iter().take(at as usize).map(|c| c.len_utf8()).sum()
                };
                (p.raw_start as usize, p.raw_end as usize) == (byte(p.char_start), byte(p.char_end))
            }
        };
        self.judge("raw bytes", right);
    }

    fn add_mentions(&mut self, gold: &GoldDocument, mentions: &[Saved]) {
        let judged = |p: &&Saved| {
            let kind = p.kind.as_str();
            let known = ALWAYS.contains(&kind) || gold.mentions.iter().any(|g| g.kind == kind);
            known && !has(&p.flags, "truncated")
        };
        let predicted: Vec<_> = mentions.iter().filter(judged).collect();
        let (hits, extra) = pair(&gold.mentions.iter().collect::<Vec<_>>(), &predicted);
        for (g, hit) in gold.mentions.iter().zip(hits) {
            self.kinds.entry(g.kind.clone()).or_default().gold += 1;
            match hit {
                Some(j) => self.add_answer(gold, g, predicted[j]),
                None => self.fault(
                    Fault::NoMention,
                    format!("{} {} «{}»", gold.id, g.kind, g.quote),
                ),
            }
        }
        for p in extra.into_iter().map(|j| predicted[j]) {
            if !gold
                .ignore
                .iter()
                .any(|i| shared((i.start, i.end), p.span()) > 0)
            {
                self.kinds.entry(p.kind.clone()).or_default().extra += 1;
                self.fault(Fault::ExtraMention, about(gold, p));
            }
        }
    }

    fn add_answer(&mut self, gold: &GoldDocument, g: &GoldMention, p: &Saved) {
        let right = g.kind == p.kind && right::figure(g, p, false);
        let figures = self.kinds.entry(g.kind.clone()).or_default();
        figures.found += 1;
        figures.right += usize::from(right);
        figures.exact_span += usize::from((g.start, g.end) == p.span());
        if !right {
            let want = want(g);
            let line = format!(
                "{} {} «{}» want {want} got {} {}",
                gold.id,
                g.kind,
                g.quote,
                p.kind,
                p.reading()
            );
            self.fault(Fault::WrongValue, line);
        } else if let Some(modifier) = &g.modifier {
            let right = p
                .modifier
                .as_ref()
                .is_some_and(|m| m == modifier || g.modifier_alt.contains(m));
            self.judge("modifier", right);
        }
    }

    fn add_claims(&mut self, gold: &GoldDocument, claims: &[Saved]) {
        let wanted: Vec<_> = gold.mentions.iter().filter(|m| m.claim.is_some()).collect();
        let (hits, extra) = pair(&wanted, &claims.iter().collect::<Vec<_>>());
        for (g, hit) in wanted.iter().zip(hits) {
            let found = hit
                .map(|j| &claims[j])
                .filter(|p| g.kind == p.kind && right::figure(g, p, true));
            self.judge("claim found", found.is_some());
            match found {
                Some(p) => self.add_slots(gold, g, p),
                None => self.fault(Fault::NoClaim, format!("{} «{}»", gold.id, g.quote)),
            }
        }
        for p in extra.into_iter().map(|j| &claims[j]) {
            let on = |m: &GoldMention| shared((m.start, m.end), p.span()) > 0;
            let on_any = gold.mentions.iter().any(on)
                || gold
                    .ignore
                    .iter()
                    .any(|i| shared((i.start, i.end), p.span()) > 0);
            let is_false = wanted.iter().any(|m| on(m)) || !on_any;
            self.judge("false claims", is_false);
            if is_false {
                self.levels
                    .entry(Level::of(p.confidence))
                    .or_default()
                    .count(false);
                self.fault(Fault::FalseClaim, about(gold, p));
            }
        }
    }

    fn add_slots(&mut self, gold: &GoldDocument, g: &GoldMention, p: &Saved) {
        let Some(claim) = &g.claim else { return };
        let mut whole = true;
        for (slot, accepted, right, got) in claim.answers(p) {
            self.judge(slot, right);
            if !right {
                whole &= slot == "flags" || slot == "per";
                let line = format!("{} {slot} «{}» want {accepted} got {got}", gold.id, g.quote);
                self.fault(Fault::WrongSlot, line);
            }
        }
        self.levels
            .entry(Level::of(p.confidence))
            .or_default()
            .count(whole);
        self.add_predicate(g, p);
        for slot in &gold.judged_absent {
            if !claim.is_given(slot) {
                let filled = filled(p, slot);
                self.judge(&format!("{slot} invented"), filled.is_some());
                if let Some(got) = filled {
                    let line = format!("{} {slot} «{}» got {got}", gold.id, g.quote);
                    self.fault(Fault::Invented, line);
                }
            }
        }
    }

    fn add_predicate(&mut self, g: &GoldMention, p: &Saved) {
        let Some(accepted) = g.claim.as_ref().and_then(|c| c.predicate.as_deref()) else {
            return;
        };
        let by_kind = self.fixed.entry(g.kind.clone()).or_default();
        for predicate in accepted {
            *by_kind.entry(predicate.clone()).or_default() += 1;
        }
        if let Some(first) = accepted.first()
            && !accepted.contains(&p.predicate)
        {
            let pair = (first.clone(), p.predicate.clone());
            *self.confusion.entry(pair).or_default() += 1;
        }
    }
}

impl Spanned for GoldMention {
    fn span(&self) -> (u32, u32) {
        (self.start, self.end)
    }
    fn kind(&self) -> &str {
        &self.kind
    }
}

impl Spanned for Saved {
    fn span(&self) -> (u32, u32) {
        Self::span(self)
    }
    fn kind(&self) -> &str {
        &self.kind
    }
}

fn has(names: &[String], name: &str) -> bool {
    names.iter().any(|n| n == name)
}

fn about(gold: &GoldDocument, p: &Saved) -> String {
    format!("{} {} «{}» {}", gold.id, p.kind, p.quote, p.reading())
}

/// What an annotation asks for, in one word.
fn want(g: &GoldMention) -> String {
    let saved = Saved {
        value: g.value.clone(),
        min: g.min.clone(),
        max: g.max.clone(),
        unit: g.unit.clone(),
        edtf: g.edtf.clone(),
        ..Saved::default()
    };
    saved.reading()
}
