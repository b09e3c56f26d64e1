//! Web archives: WARC files of crawlers, and WET files of their text.
//!
//! A record costs itself alone: after one that is broken, reading goes on at the next that can be found. Responses,
//! resources and conversions of textual types become documents; all else is counted.

mod body;
mod http;
mod stream;

use std::io::BufRead;

use claimsift_model::{Markup, Record};

use self::http::Fields;
use self::stream::{Head, Stream};
use crate::damage;
use crate::fault::{Fault, Kind};
use crate::kinds;
use crate::out::Flow;
use crate::place::Place;
use crate::run::Run;

/// Reads record by record.
pub(crate) fn read(reader: impl BufRead, place: &Place, run: &mut Run) -> Flow {
    let mut stream = Stream::new(reader);
    let mut number = 0;
    loop {
        let head = stream.next_head();
        let at = (number, stream.start);
        let mark = |fault: Fault| fault.record_at(Some(at.0), at.1);
        match head {
            Ok(Head::End) => return Flow::Continue(()),
            Ok(Head::Record(fields)) => {
                number += 1;
                match record(&fields, &mut stream, at, place, run) {
                    Ok(Found::Document(record)) => run.out.record(*record)?,
                    Ok(Found::Other(reason)) => run.out.ignore(reason),
                    Err(fault) => run.out.fault(mark(place.mark(fault)))?,
                }
            }
            Ok(Head::Broken(why)) => {
                number += 1;
                let fault = place.bad_record(why, "reading goes on at the next record");
                run.out.fault(mark(fault))?;
            }
            Err(error) => run.out.fault(mark(place.broken(error)))?,
        }
    }
}

enum Found {
    Document(Box<Record>),
    /// Why it is none.
    Other(&'static str),
}

/// Reads the block of a record, if it can hold a document.
fn record<R: BufRead>(
    fields: &Fields,
    stream: &mut Stream<R>,
    (number, byte): (u64, u64),
    place: &Place,
    run: &Run,
) -> Result<Found, Fault> {
    let length = fields
        .get("content-length")
        .and_then(|l| l.trim().parse::<u64>().ok());
    let Some(length) = length else {
        return Err(bad("a record without a length"));
    };
    let kind = fields
        .get("warc-type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let wanted = matches!(kind.as_str(), "response" | "resource" | "conversion");
    if !wanted || length == 0 {
        stream.skip(length).map_err(|e| cut(e, place))?;
        let reason = if wanted {
            "web archive records without a body"
        } else {
            "web archive records of other types"
        };
        return Ok(Found::Other(reason));
    }
    if length > run.options.max_line {
        stream.skip(length).map_err(|e| cut(e, place))?;
        return Err(Fault::too_large(
            "a record",
            run.options.max_line,
            "--max-doc-bytes",
        ));
    }
    let block = stream.block(length).map_err(|e| cut(e, place))?;
    let Some(payload) = payload(&kind, fields, &block, run.options.max_document)? else {
        return Ok(Found::Other("web archive records that are no text"));
    };
    let id = fields.get("warc-record-id").map(|id| bare(id).to_owned());
    Ok(Found::Document(Box::new(Record {
        markup: payload.markup,
        bytes: payload.bytes,
        charset: payload.charset,
        url: fields.get("warc-target-uri").map(|u| bare(u).to_owned()),
        fetched: fields.get("warc-date").map(str::to_owned),
        ..place.record(id, number, byte)
    })))
}

fn bad(why: impl Into<String>) -> Fault {
    Fault::new(
        Kind::BadRecord,
        why.into(),
        "reading goes on at the next record",
    )
}

/// The block does not come to its end.
fn cut(error: std::io::Error, place: &Place) -> Fault {
    match error.kind() {
        std::io::ErrorKind::UnexpectedEof if error.get_ref().is_none() => {
            bad("a record that is not as long as it says")
        }
        _ => damage::fault(&place.path, error),
    }
}

/// A URI without the brackets that some crawlers put around it.
fn bare(uri: &str) -> &str {
    let uri = uri.trim();
    uri.strip_prefix('<')
        .and_then(|u| u.strip_suffix('>'))
        .unwrap_or(uri)
}

struct Payload {
    bytes: Vec<u8>,
    markup: Markup,
    charset: Option<String>,
}

/// The document in a block, if it is a text.
fn payload(
    kind: &str,
    fields: &Fields,
    block: &[u8],
    limit: u64,
) -> Result<Option<Payload>, Fault> {
    let own_type = fields.get("content-type").unwrap_or_default();
    if kind != "response" {
        return plain(block.to_vec(), own_type, limit);
    }
    if !own_type
        .to_ascii_lowercase()
        .starts_with("application/http")
    {
        return Ok(None);
    }
    let Some(response) = http::response(block) else {
        return Err(bad("a response without an HTTP head"));
    };
    if !(200..300).contains(&response.status) || response.body.is_empty() {
        return Ok(None);
    }
    let content_type = response.fields.get("content-type").unwrap_or_default();
    if media(content_type) == Media::Other {
        return Ok(None);
    }
    let bytes = body::decode(&response, limit).map_err(|why| match why {
        body::Fault::TooLarge => Fault::too_large("a document", limit, "--max-doc-bytes"),
        body::Fault::Bad(why) => bad(why),
    })?;
    plain(bytes, content_type, limit)
}

fn plain(bytes: Vec<u8>, content_type: &str, limit: u64) -> Result<Option<Payload>, Fault> {
    let found = kinds::markup(&bytes);
    let markup = match media(content_type) {
        Media::Html => Markup::Html,
        Media::Text => found,
        Media::Unknown if found == Markup::Html => found,
        Media::Unknown | Media::Other => return Ok(None),
    };
    if bytes.len() as u64 > limit {
        return Err(Fault::too_large("a document", limit, "--max-doc-bytes"));
    }
    Ok(Some(Payload {
        bytes,
        markup,
        charset: charset(content_type),
    }))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Media {
    Html,
    Text,
    Unknown,
    Other,
}

fn media(content_type: &str) -> Media {
    let name = content_type.split(';').next().unwrap_or_default().trim();
    match name.to_ascii_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" => Media::Html,
        "text/plain" => Media::Text,
        "" => Media::Unknown,
        _ => Media::Other,
    }
}

fn charset(content_type: &str) -> Option<String> {
    let parameters = content_type.split(';').skip(1);
    let named = parameters.filter_map(|p| p.split_once('='));
    let mut charsets = named.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    let label = charsets.next()?.1.trim().trim_matches(['"', '\'']);
    (!label.is_empty()).then(|| label.to_owned())
}
