//! How a text was read: its sentences, its claims, and the reason for each slot. Printed, a report for the eye.

use std::fmt::{Display, Formatter, Result};

use claimsift_mentions::{ExplainedSentence, tokens};
use claimsift_model::{Document, Party};
use claimsift_packs::Packs;
use serde::Serialize;

use crate::{Options, read_asked};

/// How a document was read, for a person who writes rules. Printed, it is a report for the eye.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// Its sentences, in order.
    pub sentences: Vec<ExplainedSentence>,
    /// Its claims, in order.
    pub claims: Vec<ExplainedClaim>,
}

/// A claim with the reason for each of its slots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedClaim {
    /// First code point of the figure.
    pub char_start: u32,
    /// One past its last.
    pub char_end: u32,
    /// The figure's words.
    pub quote: String,
    /// What is claimed.
    pub predicate: String,
    /// Of whom.
    pub subject: Option<String>,
    /// How surely.
    pub modality: String,
    /// Why each slot is as it is, and which candidate lost.
    pub reasons: Vec<Reason>,
}

/// The reason for a slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The slot.
    pub slot: String,
    /// The reason.
    pub why: String,
}

impl Explanation {
    /// Only the sentence that holds a code point, and the claims in it.
    #[must_use]
    pub fn at(mut self, position: u32) -> Self {
        self.sentences
            .retain(|s| s.char_start <= position && position < s.char_end);
        let within = |c: &ExplainedClaim| {
            let mut sentences = self.sentences.iter();
            sentences.any(|s| s.char_start <= c.char_start && c.char_end <= s.char_end)
        };
        self.claims.retain(within);
        self
    }
}

/// How `document` was read, sentence by sentence, then claim by claim.
#[must_use]
pub fn explain(document: &Document, packs: &Packs, options: &Options) -> Explanation {
    let tokens = tokens(document, packs, options.lang.as_deref());
    Explanation {
        sentences: claimsift_mentions::explain(document, &tokens, packs),
        claims: claims(document, packs, options),
    }
}

fn claims(document: &Document, packs: &Packs, options: &Options) -> Vec<ExplainedClaim> {
    let reading = read_asked(document, packs, options);
    let party = |p: &Option<Party>| p.as_ref().map(|p| document.slice(p.span).to_owned());
    let claim = |claim: &claimsift_model::Claim| {
        let figure = reading.mentions.get(claim.figure.0 as usize)?;
        let (char_start, char_end) = document.chars(figure.span);
        let reasons = claim.why.iter().map(|r| Reason {
            slot: r.slot.to_string(),
            why: r.why.to_string(),
        });
        Some(ExplainedClaim {
            char_start,
            char_end,
            quote: document.slice(figure.span).to_owned(),
            predicate: claim.predicate.name().to_owned(),
            subject: party(&claim.subject),
            modality: claim.modalities.leading().name().to_owned(),
            reasons: reasons.collect(),
        })
    };
    reading.claims.iter().filter_map(claim).collect()
}

impl Display for Explanation {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.sentences.iter().try_for_each(|s| s.fmt(f))?;
        self.claims.iter().try_for_each(|c| c.fmt(f))
    }
}

impl Display for ExplainedClaim {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let subject = self.subject.as_deref().unwrap_or("nobody");
        let Self {
            quote,
            predicate,
            modality,
            ..
        } = self;
        writeln!(
            f,
            "\nclaim     {quote:?}: {predicate} of {subject:?}, {modality}"
        )?;
        for reason in &self.reasons {
            writeln!(f, "  {:<9} {}", reason.slot, reason.why)?;
        }
        Ok(())
    }
}
