//! A plain text or a page: the file is the record.

use std::io::Read;
use std::sync::Arc;

use claimsift_model::{Markup, Record};

use crate::fault::Fault;
use crate::kinds;
use crate::out::Flow;
use crate::place::Place;
use crate::read::Run;

/// Reads the file as one document; what it is written in is looked up when `markup` does not say.
pub(crate) fn read(
    reader: impl Read,
    place: &Place,
    markup: Option<Markup>,
    run: &mut Run,
) -> Flow {
    let limit = run.options.max_document;
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file at the limit from one above it; the length that the system gives
    // cannot, for pipes have none.
    if let Err(error) = reader.take(limit + 1).read_to_end(&mut bytes) {
        // Half a document may say the contrary of the whole.
        return run.out.fault(place.broken(error));
    }
    if bytes.len() as u64 > limit {
        let fault = Fault::too_large("a document", limit, "--max-doc-bytes");
        return run.out.fault(place.mark(fault));
    }
    run.out.record(Record {
        id: place.id.clone(),
        source: place.source(None, 0),
        markup: markup.unwrap_or_else(|| kinds::markup(&bytes)),
        bytes: Arc::from(bytes),
        ..Record::default()
    })
}
