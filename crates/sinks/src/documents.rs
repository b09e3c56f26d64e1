//! The table of documents.

use crate::Reading;
use crate::convert::published_text;
use crate::flat::{Cell, Kind};

/// Its columns.
pub(crate) const COLUMNS: [(&str, Kind); 16] = [
    ("doc_id", Kind::Text),
    ("source_path", Kind::Text),
    ("source_member", Kind::Text),
    ("source_record", Kind::Whole),
    ("source_byte", Kind::Whole),
    ("lang", Kind::Text),
    ("doc_date", Kind::Text),
    ("doc_date_source", Kind::Text),
    ("title", Kind::Text),
    ("url", Kind::Text),
    ("fetched", Kind::Text),
    ("encoding", Kind::Text),
    ("chars", Kind::Whole),
    ("bytes", Kind::Whole),
    ("repairs", Kind::Whole),
    ("records", Kind::Whole),
];

/// The row of a document that `records` were made from.
pub(crate) fn document_row(reading: &Reading<'_>, records: u64) -> Vec<Cell<'static>> {
    let document = reading.document;
    let text = |t: Option<&str>| t.map_or(Cell::Null, |t| Cell::Text(t.to_owned().into()));
    let whole = |n: u64| i64::try_from(n).map_or(Cell::Null, Cell::Whole);
    let source = document.source();
    let date = document.published();
    vec![
        text(Some(document.id())),
        text(Some(&source.path)),
        text(source.member.as_deref()),
        source.record.map_or(Cell::Null, whole),
        whole(source.byte),
        text(reading.lang),
        text(date.map(published_text).as_deref()),
        text(date.map(|d| d.source.name())),
        text(document.title()),
        text(document.url()),
        text(document.fetched()),
        text(Some(&document.decoding().encoding)),
        whole(document.text().chars().count() as u64),
        whole(document.raw_bytes().len() as u64),
        whole(document.repairs().len() as u64),
        whole(records),
    ]
}
