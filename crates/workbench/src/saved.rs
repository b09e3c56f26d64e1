//! Records of the output, read back.

use serde::{Deserialize, Serialize};

/// A mention or a claim as a run wrote it; what only claims have is empty for a mention. Its fields are those of the
/// output; what is not needed to compare or to show records is not read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Saved {
    /// Id of the claim; empty for a mention.
    pub id: String,
    /// Document.
    pub doc_id: String,
    /// What kind of figure it is.
    pub kind: String,
    /// The text of the span.
    pub quote: String,
    /// First code point.
    pub char_start: u32,
    /// One past the last code point.
    pub char_end: u32,
    /// First byte of the raw document.
    pub raw_start: u32,
    /// One past the last byte.
    pub raw_end: u32,
    /// Exact decimal.
    pub value: Option<String>,
    /// Lower end, exact decimal.
    pub min: Option<String>,
    /// Upper end, exact decimal.
    pub max: Option<String>,
    /// How the interval relates to the figure.
    pub modifier: Option<String>,
    /// Unit code.
    pub unit: Option<String>,
    /// What is counted.
    pub counted: Option<String>,
    /// What the figure is a rate of.
    pub per: Option<SavedPer>,
    /// Date.
    pub edtf: Option<String>,
    /// First day.
    pub date_start: Option<String>,
    /// One past the last day.
    pub date_end: Option<String>,
    /// TIMEX3 value.
    pub timex: Option<String>,
    /// Remarks.
    pub flags: Vec<String>,
    /// Rule that read it.
    pub rule: String,
    /// Of whom it is said.
    pub subject: Option<SavedParty>,
    /// What is said; empty for a mention.
    pub predicate: String,
    /// The other party.
    pub object: Option<SavedParty>,
    /// When.
    pub timing: Option<SavedTiming>,
    /// How sure; empty for a mention.
    pub modality: String,
    /// All that hold, the first is `modality`.
    pub modalities: Vec<String>,
    /// Which way.
    pub direction: Option<String>,
    /// Who says so.
    pub speaker: Option<SavedParty>,
    /// The sentence.
    pub sentence: String,
    /// From 0 to 1.
    pub confidence: f64,
    /// Language of the sentence.
    pub lang: Option<String>,
    /// Claim that this one repeats.
    pub same_as: Option<String>,
    /// Claim whose amount this one converts.
    pub converts: Option<String>,
}

/// A party.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedParty {
    /// The words of the text.
    pub text: String,
    /// Canonical name.
    pub name: Option<String>,
}

/// The amount that a rate is given for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedPer {
    /// How many units.
    pub value: Option<String>,
    /// Unit code.
    pub unit: String,
}

/// The date that governs a claim.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedTiming {
    /// Date.
    pub edtf: String,
    /// How the date governs the claim.
    pub role: String,
}

impl Saved {
    /// Reads one line of JSON Lines output.
    ///
    /// # Errors
    ///
    /// When the line is no JSON object, or a field has another type than the output gives it.
    pub fn parse(line: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(line)
    }

    /// Start and end in code points.
    #[must_use]
    pub const fn span(&self) -> (u32, u32) {
        (self.char_start, self.char_end)
    }

    /// The figure in one word, for people: the value or interval with its unit, or the date.
    #[must_use]
    pub fn reading(&self) -> String {
        if let Some(date) = self.edtf.as_ref().or(self.timex.as_ref()) {
            return date.clone();
        }
        let open = |end: &Option<String>| end.clone().unwrap_or_default();
        let amount = match &self.value {
            Some(value) => value.clone(),
            None if self.min.is_none() && self.max.is_none() => "no value".to_owned(),
            None => format!("{}..{}", open(&self.min), open(&self.max)),
        };
        match self.unit.as_deref() {
            None | Some("1") => amount,
            Some(unit) => format!("{amount} {unit}"),
        }
    }
}
