//! Objects and rows of a table, on their way to records: what JSON, CSV and Parquet have in common.

use claimsift_model::Record;

use super::row::Row;
use crate::fault::Fault;
use crate::kinds;
use crate::out::Flow;
use crate::place::Place;
use crate::run::Run;

/// Where a row stands in its container.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct At {
    /// Number of the record, from 0.
    pub(crate) record: u64,
    /// Line, from 1, where there are lines.
    pub(crate) line: Option<u64>,
    /// Byte at which it starts.
    pub(crate) byte: u64,
}

impl At {
    pub(crate) fn mark(self, fault: Fault) -> Fault {
        let fault = fault.record_at(Some(self.record), self.byte);
        match self.line {
            Some(line) => fault.on_line(line),
            None => fault,
        }
    }
}

/// Hands a row over as a record, or says why it is none.
pub(crate) fn deliver(row: Row, at: At, place: &Place, run: &mut Run) -> Flow {
    let Some(text) = row.text else {
        let fault = no_text(&run.options.fields.text, &row.keys, place);
        return run.out.fault(at.mark(fault));
    };
    let limit = run.options.max_document;
    if text.len() as u64 > limit {
        let fault = Fault::too_large("a document", limit, "--max-doc-bytes");
        return run.out.fault(at.mark(place.mark(fault)));
    }
    let lossy = |field: Option<Vec<u8>>| field.map(lossy);
    let record = place.record(row.id, at.record, at.byte);
    run.out.record(Record {
        markup: kinds::markup(&text),
        bytes: text,
        date: row.date,
        lang: lossy(row.lang),
        title: lossy(row.title),
        url: lossy(row.url),
        ..record
    })
}

fn lossy(bytes: Vec<u8>) -> String {
    let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    String::from_utf8(bytes).unwrap_or_else(|error| lossy(error.as_bytes()))
}

/// The line, element or row is longer than one that could hold a document.
pub(crate) fn too_long(what: &'static str, at: At, place: &Place, run: &mut Run) -> Flow {
    let fault = Fault::too_large(what, run.options.max_line, "--max-doc-bytes");
    run.out.fault(at.mark(place.mark(fault)))
}

fn no_text(field: &str, keys: &[String], place: &Place) -> Fault {
    let there = match keys {
        [] => "none".to_owned(),
        keys => keys.join(", "),
    };
    place.bad_record(
        format!("no string field \"{field}\" (its fields: {there})"),
        "name the one that holds the text with --text-field",
    )
}
