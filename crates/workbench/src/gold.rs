//! Annotated documents: one JSON object a line. The format is described in this crate's README.

use std::path::PathBuf;

use serde::Deserialize;

use crate::SavedPer;

/// Answers that are accepted for a slot; none: the slot is not judged.
pub type Accepted = Option<Vec<String>>;

/// A document with what should be found in it.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldDocument {
    /// Its id.
    pub id: String,
    /// Where it lies, from the folder above the annotation's; without it the text itself is read.
    #[serde(default)]
    pub file: Option<PathBuf>,
    /// Its language.
    #[serde(default)]
    pub lang: Option<String>,
    /// Its date.
    #[serde(default)]
    pub doc_date: Option<String>,
    /// Its text after repair, in which offsets count code points.
    pub text: String,
    /// What should be found.
    pub mentions: Vec<GoldMention>,
    /// Spans on which predictions count neither way.
    #[serde(default)]
    pub ignore: Vec<Ignored>,
    /// Slots that must be empty where the annotation gives no answer.
    #[serde(default)]
    pub judged_absent: Vec<String>,
}

/// A span that is not judged.
#[derive(Debug, Clone, Deserialize)]
pub struct Ignored {
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// A figure or date that should be found.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct GoldMention {
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The text between them.
    pub quote: String,
    /// As in the output.
    pub kind: String,
    /// As in the output.
    pub value: Option<String>,
    /// As in the output.
    pub min: Option<String>,
    /// As in the output.
    pub max: Option<String>,
    /// As in the output.
    pub modifier: Option<String>,
    /// Modifiers that are right too.
    pub modifier_alt: Vec<String>,
    /// As in the output.
    pub unit: Option<String>,
    /// Units that are right too; null: none.
    pub unit_alt: Vec<Option<String>>,
    /// As in the output.
    pub per: Option<SavedPer>,
    /// Whether the rate need not be found.
    pub per_optional: bool,
    /// As in the output.
    pub edtf: Option<String>,
    /// As in the output; where given, another EDTF form of the same days is right.
    pub date_start: Option<String>,
    /// As in the output.
    pub date_end: Option<String>,
    /// First raw byte, where it is judged.
    pub raw_start: Option<u32>,
    /// One past the last raw byte.
    pub raw_end: Option<u32>,
    /// What is claimed; none: a claim counts neither way.
    pub claim: Option<GoldClaim>,
}

/// What is said of a figure: for each slot the accepted answers.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct GoldClaim {
    /// Of whom.
    pub subject: Accepted,
    /// What.
    pub predicate: Accepted,
    /// The other party.
    pub object: Accepted,
    /// How sure.
    pub modality: Accepted,
    /// Who says so.
    pub speaker: Accepted,
    /// When.
    pub timing: Option<GoldTiming>,
    /// Which way.
    pub direction: Option<String>,
    /// A rate.
    pub per: Option<SavedPer>,
    /// Flags that must be there.
    pub flags: Vec<String>,
    /// Flags that may be there.
    pub flags_optional: Vec<String>,
}

/// The date that governs a claim.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldTiming {
    /// Its date.
    pub edtf: String,
    /// Accepted roles.
    pub role: Vec<String>,
}

impl GoldDocument {
    /// Reads one line of an annotation file.
    ///
    /// # Errors
    ///
    /// When the line is no JSON object or lacks a field; the message says which.
    pub fn parse(line: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(line)
    }
}
