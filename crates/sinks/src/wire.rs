//! The records of the output, field by field in the order in which they are written. Their meaning is fixed; fields
//! may be added. Every field is always there, null when the text does not say; only `utf16` comes on request.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use crate::lists;

/// A number, quantity or date recognised in a document.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Mention<'a> {
    /// The id field as a string; else the path below the PATH argument, and `#n` for the n-th record, from 0, of a
    /// container.
    pub doc_id: &'a str,
    /// Where the document came from.
    pub source: Source<'a>,
    /// What kind of figure it is.
    #[schemars(schema_with = "lists::kind")]
    pub kind: &'static str,
    /// The text of the span.
    pub quote: &'a str,
    /// First code point of the quote in the text that `claimsift text` prints.
    pub char_start: u32,
    /// One past its last code point.
    pub char_end: u32,
    /// First byte of the quote in the document as it was before charset decoding.
    pub raw_start: u32,
    /// One past its last byte.
    pub raw_end: u32,
    /// Start and end in UTF-16 code units, with `--utf16`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utf16: Option<[u32; 2]>,
    /// The figure in `unit`, an exact decimal; null for a range or an indefinite amount.
    #[schemars(schema_with = "lists::decimal")]
    pub value: Option<String>,
    /// Lower end of the interval meant; null is open.
    #[schemars(schema_with = "lists::decimal")]
    pub min: Option<String>,
    /// Upper end of the interval meant; null is open.
    #[schemars(schema_with = "lists::decimal")]
    pub max: Option<String>,
    /// How the interval relates to the figure; for a date, which part of the period is meant.
    #[schemars(schema_with = "lists::modifier")]
    pub modifier: Option<&'static str>,
    /// ISO 4217 for money, `W`, `W.h`, UCUM for quantities, `%`, `pp`, or `1`.
    pub unit: Option<&'a str>,
    /// Head of the counted noun phrase, as written.
    pub counted: Option<&'a str>,
    /// What the figure is a rate of.
    pub per: Option<Per<'a>>,
    /// Date in EDTF (ISO 8601-2).
    pub edtf: Option<&'a str>,
    /// First day that the date covers.
    #[schemars(schema_with = "lists::day")]
    pub date_start: Option<String>,
    /// One past the last day that the date covers.
    #[schemars(schema_with = "lists::day")]
    pub date_end: Option<String>,
    /// TIMEX3 value of a date, time, duration or set.
    pub timex: Option<&'a str>,
    /// Size of the period that the date names.
    #[schemars(schema_with = "lists::precision")]
    pub precision: Option<&'static str>,
    /// What the date was resolved against.
    #[schemars(schema_with = "lists::anchor")]
    pub anchor: Option<&'static str>,
    /// Numerator and denominator, where the figure is written as a fraction.
    pub fraction: Option<[String; 2]>,
    /// Other readings of a truly ambiguous span.
    pub alternatives: Vec<Mention<'a>>,
    /// Remarks, sorted.
    #[schemars(schema_with = "lists::flags")]
    pub flags: Vec<&'static str>,
    /// Id of the rule that read it.
    pub rule: &'a str,
}

/// Where a document came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Source<'a> {
    /// Path as given or walked; `-` is standard input.
    pub path: &'a str,
    /// Name of the file inside an archive, `!` between the levels of archives inside archives.
    pub member: Option<&'a str>,
    /// Number of the record in its container, from 0; null when the file is the document.
    pub record: Option<u64>,
    /// Byte of the container at which the record starts.
    pub byte: u64,
}

/// The amount that a rate is given for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Per<'a> {
    /// How many units.
    #[schemars(schema_with = "lists::decimal")]
    pub value: Option<String>,
    /// Unit code.
    pub unit: &'a str,
}

/// A person, organisation or thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Party<'a> {
    /// The words of the text.
    pub text: &'a str,
    /// First code point of those words.
    pub char_start: u32,
    /// One past their last code point.
    pub char_end: u32,
    /// Its canonical name in the document.
    pub name: Option<&'a str>,
    /// The parties of a coordination.
    pub members: Vec<Party<'a>>,
}

/// The date that governs a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Timing<'a> {
    /// Date in EDTF (ISO 8601-2).
    pub edtf: &'a str,
    /// First day.
    #[schemars(schema_with = "lists::day")]
    pub date_start: Option<String>,
    /// One past the last day.
    #[schemars(schema_with = "lists::day")]
    pub date_end: Option<String>,
    /// How the date governs the claim.
    #[schemars(schema_with = "lists::role")]
    pub role: &'static str,
    /// First code point of the date in the text.
    pub char_start: u32,
    /// One past its last code point.
    pub char_end: u32,
}

/// A figure or dated event, with what is said of it. It has all fields of a mention.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Claim<'a> {
    /// `c` and 16 hex digits: the same for the same claim in every run.
    #[schemars(schema_with = "lists::claim_id")]
    pub id: Cow<'a, str>,
    /// The figure or date claimed.
    #[serde(flatten)]
    pub figure: Mention<'a>,
    /// Of whom or what it is said.
    pub subject: Option<Party<'a>>,
    /// What is said.
    #[schemars(schema_with = "lists::predicate")]
    pub predicate: &'static str,
    /// The other party or thing.
    pub object: Option<Party<'a>>,
    /// When.
    pub timing: Option<Timing<'a>>,
    /// How sure the text is.
    #[schemars(schema_with = "lists::modality")]
    pub modality: &'static str,
    /// All modalities that hold, the first is `modality`.
    #[schemars(schema_with = "lists::modalities")]
    pub modalities: Vec<&'static str>,
    /// Which way a change goes.
    #[schemars(schema_with = "lists::direction")]
    pub direction: Option<&'static str>,
    /// Who says so; null is the article itself.
    pub speaker: Option<Party<'a>>,
    /// The sentence it stands in.
    pub sentence: &'a str,
    /// Number of repaired spans in the sentence.
    pub repairs: usize,
    /// Id of the claim that this one repeats.
    #[schemars(schema_with = "lists::claim_id_or_null")]
    pub same_as: Option<Cow<'a, str>>,
    /// Id of the claim whose amount this one converts.
    #[schemars(schema_with = "lists::claim_id_or_null")]
    pub converts: Option<Cow<'a, str>>,
    /// From 0 to 1.
    pub confidence: f64,
    /// Language of the sentence.
    pub lang: Option<&'a str>,
    /// The document date: a day, a month or a year.
    pub doc_date: Option<String>,
    /// Where the document date was found.
    #[schemars(schema_with = "lists::date_source")]
    pub doc_date_source: Option<&'static str>,
    /// Title of the document.
    pub title: Option<&'a str>,
    /// URL of the document.
    pub url: Option<&'a str>,
    /// When the document was fetched or last changed, as its container writes it; never an anchor for dates.
    pub fetched: Option<&'a str>,
}

/// One repaired sequence, for `repair --report`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Repair<'a> {
    /// As of a mention.
    pub doc_id: &'a str,
    /// Kind of damage.
    pub kind: &'static str,
    /// The damaged text, as it was decoded.
    pub before: &'a str,
    /// What it was repaired to.
    pub after: &'a str,
    /// First code point of the repaired text.
    pub char_start: u32,
    /// One past its last code point.
    pub char_end: u32,
    /// First byte of the damage.
    pub raw_start: u32,
    /// One past its last byte.
    pub raw_end: u32,
    /// The codecs that it was wrongly read as, last damage first.
    pub chain: &'a str,
    /// From 0 to 1.
    pub confidence: f64,
    /// Whether bytes were lost, so that the repair is a reading and not an inverse.
    pub lossy: bool,
}
