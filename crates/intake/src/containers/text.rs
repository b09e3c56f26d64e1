//! A plain text or a page: the file is the record.

use std::io::{self, BufRead};

use claimsift_model::{Markup, Record};

use crate::fault::Fault;
use crate::kinds;
use crate::out::Flow;
use crate::place::Place;
use crate::run::Run;

/// Reads the file as one document; what it is written in is looked up when `markup` does not say.
pub(crate) fn read(
    reader: impl BufRead,
    place: &Place,
    markup: Option<Markup>,
    run: &mut Run,
) -> Flow {
    let limit = run.options.max_document;
    let bytes = match whole(reader, limit) {
        Ok(bytes) => bytes,
        // Half a document may say the contrary of the whole.
        Err(error) => return run.out.fault(place.broken(error)),
    };
    if bytes.len() as u64 > limit {
        let fault = Fault::too_large("a document", limit, "--max-doc-bytes");
        return run.out.fault(place.mark(fault));
    }
    run.out.record(Record {
        id: place.id.clone(),
        source: place.source(None, 0),
        markup: markup.unwrap_or_else(|| kinds::markup(&bytes)),
        bytes,
        ..Record::default()
    })
}

/// All that a reader gives, or enough of it to be above the limit: the length that the system gives cannot tell, for
/// pipes have none. A reader of unknown kind is asked for chunks, since it would clear all room before it fills it.
fn whole(mut reader: impl BufRead, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while bytes.len() as u64 <= limit {
        let chunk = match reader.fill_buf() {
            Ok(chunk) => chunk,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(e),
        };
        if chunk.is_empty() {
            break;
        }
        bytes.extend_from_slice(chunk);
        let used = chunk.len();
        reader.consume(used);
    }
    Ok(bytes)
}
