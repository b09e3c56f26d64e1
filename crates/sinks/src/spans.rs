//! spaCy and Prodigy: one line a document, with its text and a labelled span a record.
//!
//! Offsets are code points, as Python counts. A `DocBin` is Python's own and is made from these lines in a few
//! lines of Python; the crate's README has them.

use serde::Serialize;

use crate::Reading;
use crate::wire::{Claim, Mention};

#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    spans: Vec<Span<'a>>,
    meta: Meta<'a>,
}

#[derive(Serialize)]
struct Meta<'a> {
    doc_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// A span; what has a label is the predicate of a claim or the kind of a mention.
#[derive(Serialize)]
pub(crate) struct Span<'a> {
    start: u32,
    end: u32,
    label: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    kind: &'static str,
    value: Option<&'a str>,
    min: Option<&'a str>,
    max: Option<&'a str>,
    unit: Option<&'a str>,
    edtf: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<[u32; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    object: Option<[u32; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modality: Option<&'static str>,
}

pub(crate) fn mention<'a>(m: &'a Mention<'a>) -> Span<'a> {
    Span {
        start: m.char_start,
        end: m.char_end,
        label: m.kind,
        id: None,
        kind: m.kind,
        value: m.value.as_deref(),
        min: m.min.as_deref(),
        max: m.max.as_deref(),
        unit: m.unit,
        edtf: m.edtf,
        subject: None,
        object: None,
        modality: None,
    }
}

pub(crate) fn claim<'a>(c: &'a Claim<'a>) -> Span<'a> {
    Span {
        label: c.predicate,
        id: Some(&c.id),
        subject: c.subject.as_ref().map(|p| [p.char_start, p.char_end]),
        object: c.object.as_ref().map(|p| [p.char_start, p.char_end]),
        modality: Some(c.modality),
        ..mention(&c.figure)
    }
}

/// The line of a document. Documents without records are written too: whoever trains needs them.
pub(crate) fn line<'a>(
    reading: &'a Reading<'a>,
    spans: impl Iterator<Item = Span<'a>>,
) -> Result<Vec<u8>, serde_json::Error> {
    let document = reading.document;
    let mut bytes = serde_json::to_vec(&Line {
        text: document.text(),
        spans: spans.collect(),
        meta: Meta {
            doc_id: document.id(),
            lang: reading.lang,
            title: document.title(),
            url: document.url(),
        },
    })?;
    bytes.push(b'\n');
    Ok(bytes)
}
