//! The flat form: one row a record, for tables. CSV, Parquet and SQLite share these columns.
//!
//! A column is named after the field it holds: `subject_text` is the `text` of `subject`. Lists of words are joined
//! by `|`, parties of a coordination are given by their words, alternatives are JSON.

use std::borrow::Cow;

use crate::What;
use crate::wire::{Claim, Mention, Party, Per, Timing};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// An exact decimal, as text.
    Decimal,
    /// A day of the calendar, `YYYY-MM-DD`.
    Day,
    Whole,
    Real,
}

/// A field of a row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell<'a> {
    Null,
    Text(Cow<'a, str>),
    Whole(i64),
    Real(f64),
}

impl Cell<'_> {
    /// Bytes that it takes in memory, about.
    pub(crate) fn size(&self) -> usize {
        size_of::<Self>()
            + match self {
                Self::Text(text) => text.len(),
                _ => 0,
            }
    }

    /// A copy that outlives its record.
    pub(crate) fn kept(self) -> Cell<'static> {
        match self {
            Self::Null => Cell::Null,
            Self::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
            Self::Whole(n) => Cell::Whole(n),
            Self::Real(x) => Cell::Real(x),
        }
    }
}

type MentionColumn = (&'static str, Kind, for<'a> fn(&'a Mention<'a>) -> Cell<'a>);
type ClaimColumn = (&'static str, Kind, for<'a> fn(&'a Claim<'a>) -> Cell<'a>);

const ID: (&str, Kind) = ("id", Kind::Text);

const MENTION: [MentionColumn; 31] = [
    ("doc_id", Kind::Text, |m| text(m.doc_id)),
    ("source_path", Kind::Text, |m| text(m.source.path)),
    ("source_member", Kind::Text, |m| maybe(m.source.member)),
    ("source_record", Kind::Whole, |m| big(m.source.record)),
    ("source_byte", Kind::Whole, |m| big(Some(m.source.byte))),
    ("kind", Kind::Text, |m| text(m.kind)),
    ("quote", Kind::Text, |m| text(m.quote)),
    ("char_start", Kind::Whole, |m| whole(Some(m.char_start))),
    ("char_end", Kind::Whole, |m| whole(Some(m.char_end))),
    ("raw_start", Kind::Whole, |m| whole(Some(m.raw_start))),
    ("raw_end", Kind::Whole, |m| whole(Some(m.raw_end))),
    ("utf16_start", Kind::Whole, |m| whole(m.utf16.map(|u| u[0]))),
    ("utf16_end", Kind::Whole, |m| whole(m.utf16.map(|u| u[1]))),
    ("value", Kind::Decimal, |m| maybe(m.value.as_deref())),
    ("min", Kind::Decimal, |m| maybe(m.min.as_deref())),
    ("max", Kind::Decimal, |m| maybe(m.max.as_deref())),
    ("modifier", Kind::Text, |m| maybe(m.modifier)),
    ("unit", Kind::Text, |m| maybe(m.unit)),
    ("counted", Kind::Text, |m| maybe(m.counted)),
    ("per_value", Kind::Decimal, |m| {
        maybe(per(m).and_then(|p| p.value.as_deref()))
    }),
    ("per_unit", Kind::Text, |m| maybe(per(m).map(|p| p.unit))),
    ("edtf", Kind::Text, |m| maybe(m.edtf)),
    ("date_start", Kind::Day, |m| maybe(m.date_start.as_deref())),
    ("date_end", Kind::Day, |m| maybe(m.date_end.as_deref())),
    ("timex", Kind::Text, |m| maybe(m.timex)),
    ("precision", Kind::Text, |m| maybe(m.precision)),
    ("anchor", Kind::Text, |m| maybe(m.anchor)),
    ("fraction", Kind::Text, |m| {
        list(m.fraction.as_ref().into_iter().flatten())
    }),
    ("alternatives", Kind::Text, |m| json(&m.alternatives)),
    ("flags", Kind::Text, |m| list(&m.flags)),
    ("rule", Kind::Text, |m| text(m.rule)),
];

const CLAIM: [ClaimColumn; 36] = [
    ("subject_text", Kind::Text, |c| words(c.subject.as_ref())),
    ("subject_char_start", Kind::Whole, |c| {
        start(c.subject.as_ref())
    }),
    ("subject_char_end", Kind::Whole, |c| end(c.subject.as_ref())),
    ("subject_name", Kind::Text, |c| name(c.subject.as_ref())),
    ("subject_members", Kind::Text, |c| {
        members(c.subject.as_ref())
    }),
    ("predicate", Kind::Text, |c| text(c.predicate)),
    ("object_text", Kind::Text, |c| words(c.object.as_ref())),
    ("object_char_start", Kind::Whole, |c| {
        start(c.object.as_ref())
    }),
    ("object_char_end", Kind::Whole, |c| end(c.object.as_ref())),
    ("object_name", Kind::Text, |c| name(c.object.as_ref())),
    ("object_members", Kind::Text, |c| members(c.object.as_ref())),
    ("timing_edtf", Kind::Text, |c| {
        maybe(timing(c).map(|t| t.edtf))
    }),
    ("timing_date_start", Kind::Day, |c| {
        maybe(timing(c).and_then(|t| t.date_start.as_deref()))
    }),
    ("timing_date_end", Kind::Day, |c| {
        maybe(timing(c).and_then(|t| t.date_end.as_deref()))
    }),
    ("timing_role", Kind::Text, |c| {
        maybe(timing(c).map(|t| t.role))
    }),
    ("timing_char_start", Kind::Whole, |c| {
        whole(timing(c).map(|t| t.char_start))
    }),
    ("timing_char_end", Kind::Whole, |c| {
        whole(timing(c).map(|t| t.char_end))
    }),
    ("modality", Kind::Text, |c| text(c.modality)),
    ("modalities", Kind::Text, |c| list(&c.modalities)),
    ("direction", Kind::Text, |c| maybe(c.direction)),
    ("speaker_text", Kind::Text, |c| words(c.speaker.as_ref())),
    ("speaker_char_start", Kind::Whole, |c| {
        start(c.speaker.as_ref())
    }),
    ("speaker_char_end", Kind::Whole, |c| end(c.speaker.as_ref())),
    ("speaker_name", Kind::Text, |c| name(c.speaker.as_ref())),
    ("speaker_members", Kind::Text, |c| {
        members(c.speaker.as_ref())
    }),
    ("sentence", Kind::Text, |c| text(c.sentence)),
    ("repairs", Kind::Whole, |c| big(Some(c.repairs as u64))),
    ("same_as", Kind::Text, |c| maybe(c.same_as.as_deref())),
    ("converts", Kind::Text, |c| maybe(c.converts.as_deref())),
    ("confidence", Kind::Real, |c| Cell::Real(c.confidence)),
    ("lang", Kind::Text, |c| maybe(c.lang)),
    ("doc_date", Kind::Text, |c| maybe(c.doc_date.as_deref())),
    ("doc_date_source", Kind::Text, |c| maybe(c.doc_date_source)),
    ("title", Kind::Text, |c| maybe(c.title)),
    ("url", Kind::Text, |c| maybe(c.url)),
    ("fetched", Kind::Text, |c| maybe(c.fetched)),
];

/// Names and kinds of the columns, in order.
pub(crate) fn columns(what: What, utf16: bool) -> Vec<(&'static str, Kind)> {
    let mentions = MENTION.iter().map(|c| (c.0, c.1));
    let mentions = mentions.filter(|c| utf16 || !on_request(c.0));
    match what {
        What::Claims => [ID]
            .into_iter()
            .chain(mentions)
            .chain(CLAIM.iter().map(|c| (c.0, c.1)))
            .collect(),
        What::Mentions => mentions.collect(),
    }
}

/// The fields of a mention, in the order of [`columns`].
pub(crate) fn mention_row<'a>(
    mention: &'a Mention<'a>,
    utf16: bool,
) -> impl Iterator<Item = Cell<'a>> {
    MENTION
        .iter()
        .filter(move |c| utf16 || !on_request(c.0))
        .map(move |c| c.2(mention))
}

/// The fields of a claim, in the order of [`columns`].
pub(crate) fn claim_row<'a>(claim: &'a Claim<'a>, utf16: bool) -> impl Iterator<Item = Cell<'a>> {
    std::iter::once(text(&claim.id))
        .chain(mention_row(&claim.figure, utf16))
        .chain(CLAIM.iter().map(move |c| c.2(claim)))
}

fn on_request(name: &str) -> bool {
    name.starts_with("utf16")
}

fn per<'a>(mention: &'a Mention<'a>) -> Option<&'a Per<'a>> {
    mention.per.as_ref()
}

fn timing<'a>(claim: &'a Claim<'a>) -> Option<&'a Timing<'a>> {
    claim.timing.as_ref()
}

const fn text(text: &str) -> Cell<'_> {
    Cell::Text(Cow::Borrowed(text))
}

fn maybe(words: Option<&str>) -> Cell<'_> {
    words.map_or(Cell::Null, text)
}

fn whole(n: Option<u32>) -> Cell<'static> {
    n.map_or(Cell::Null, |n| Cell::Whole(n.into()))
}

/// Tables count in 63 bits; no file is longer.
fn big(n: Option<u64>) -> Cell<'static> {
    n.and_then(|n| i64::try_from(n).ok())
        .map_or(Cell::Null, Cell::Whole)
}

fn list<'a>(items: impl IntoIterator<Item = impl AsRef<str>>) -> Cell<'a> {
    let mut items = items.into_iter();
    let Some(first) = items.next() else {
        return Cell::Null;
    };
    let mut joined = first.as_ref().to_owned();
    for item in items {
        joined.push('|');
        joined.push_str(item.as_ref());
    }
    Cell::Text(Cow::Owned(joined))
}

/// JSON of what has no column of its own. Our own types serialise without fail.
fn json<'a>(alternatives: &[Mention<'_>]) -> Cell<'a> {
    if alternatives.is_empty() {
        return Cell::Null;
    }
    serde_json::to_string(alternatives).map_or(Cell::Null, |json| Cell::Text(Cow::Owned(json)))
}

fn words<'a>(party: Option<&'a Party<'a>>) -> Cell<'a> {
    maybe(party.map(|p| p.text))
}

fn start<'a>(party: Option<&'a Party<'a>>) -> Cell<'a> {
    whole(party.map(|p| p.char_start))
}

fn end<'a>(party: Option<&'a Party<'a>>) -> Cell<'a> {
    whole(party.map(|p| p.char_end))
}

fn name<'a>(party: Option<&'a Party<'a>>) -> Cell<'a> {
    maybe(party.and_then(|p| p.name))
}

fn members<'a>(party: Option<&'a Party<'a>>) -> Cell<'a> {
    list(party.into_iter().flat_map(|p| &p.members).map(|m| m.text))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::schema;

    /// Paths of all leaves of the record, from the schema, so that a new field cannot be forgotten here.
    fn leaves(schema: &Value, node: &Value, path: &str, found: &mut Vec<String>) {
        if let Some(name) = node["$ref"].as_str() {
            return leaves(schema, schema.pointer(&name[1..]).unwrap(), path, found);
        }
        if let Some(full) = node["anyOf"].as_array() {
            return leaves(schema, &full[0], path, found);
        }
        match node["properties"].as_object() {
            Some(fields) => {
                for (name, field) in fields {
                    leaves(schema, field, &format!("{path}_{name}"), found);
                }
            }
            None => found.push(path.trim_start_matches('_').to_owned()),
        }
    }

    #[test]
    fn every_field_has_its_column() {
        for what in [What::Claims, What::Mentions] {
            let schema = schema(Some(what));
            let mut want = Vec::new();
            leaves(&schema, &schema, "", &mut want);
            let of_pair = |name: &str| match name {
                "utf16_start" | "utf16_end" => "utf16".to_owned(),
                name => name.to_owned(),
            };
            let mut got: Vec<_> = columns(what, true)
                .into_iter()
                .map(|(name, _)| of_pair(name))
                .collect();
            got.dedup();
            assert_eq!(got, want);
        }
    }
}
