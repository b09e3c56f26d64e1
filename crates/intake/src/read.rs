//! One file, whatever it is: compressions undone, archives opened, documents handed to their container.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use claimsift_model::Markup;
use encoding_rs::Encoding;

use crate::Format;
use crate::containers::asked::Asked;
use crate::containers::{csv, feed, json, jsonl, mediawiki, parquet, tar, text, warc, zip};
use crate::fault::{Fault, Kind};
use crate::kinds::{self, SNIFF, What};
use crate::layers::{Codec, Unpacked};
use crate::out::Flow;
use crate::place::Place;
use crate::run::Run;
use crate::unicode::{self, Utf8};

/// Reads all documents of one file or member.
pub(crate) fn read(reader: &mut dyn Read, place: &Place, run: &mut Run) -> Flow {
    let mut head = Vec::new();
    let limit = SNIFF as u64;
    // What stands before an error is still good, so the error waits for its turn.
    let error = Read::take(&mut *reader, limit).read_to_end(&mut head).err();
    if head.is_empty() {
        return match error {
            Some(error) => run.out.fault(place.broken(error)),
            None => empty(place, run),
        };
    }
    let what = kinds::recognise(&place.name, &head, &run.options);
    let charset = unicode::wide(&head).or_else(|| unicode::declared(&head));
    let whole = Cursor::new(head).chain(Pending(error)).chain(reader);
    if place.depth >= run.options.max_depth && !matches!(what, What::Documents(_)) {
        return run.out.fault(too_deep(place, run));
    }
    match what {
        What::Packed(codec) => unpack(codec, whole, place, run),
        What::Zip => zip::read(whole, place, run),
        What::Tar => tar::read(whole, place, run),
        What::Documents(format) => documents(format, charset, whole, place, run),
        What::Unsupported(cause, remedy) => run.out.fault(place.unsupported(cause, remedy)),
        What::NotAsNamed(name) => run.out.fault(place.bad_container(
            format!("is named as {name} data and is none"),
            "fetch the file again, or rename it",
        )),
    }
}

/// An empty file is a lost document, unless that is sound; an empty pipe is nobody's.
fn empty(place: &Place, run: &mut Run) -> Flow {
    if place.path == "-" && place.member.is_none() {
        return Flow::Continue(());
    }
    if run.options.empty_is_sound {
        run.out.ignore("empty");
        return Flow::Continue(());
    }
    let fault = Fault::new(
        Kind::Empty,
        "is empty",
        "nothing is lost, unless it should hold something",
    );
    run.out.fault(place.mark(fault))
}

fn too_deep(place: &Place, run: &Run) -> Fault {
    let depth = run.options.max_depth;
    place.mark(Fault::new(
        Kind::TooLarge,
        format!("more than {depth} compressions and archives inside each other"),
        "unpack it first",
    ))
}

fn unpack(codec: Codec, reader: impl Read, place: &Place, run: &mut Run) -> Flow {
    match Unpacked::new(codec, reader, &run.gauge, run.limits()) {
        Ok(mut unpacked) => read(&mut unpacked, &place.unpacked(codec.endings()), run),
        Err(error) => run.out.fault(place.broken(error)),
    }
}

fn documents(
    format: Format,
    charset: Option<&'static Encoding>,
    reader: impl Read,
    place: &Place,
    run: &mut Run,
) -> Flow {
    let reader = BufReader::with_capacity(1 << 16, reader);
    match format {
        // Their charset is a matter of the documents, not of the container.
        Format::Auto | Format::Text => text::read(reader, place, None, run),
        Format::Html => text::read(reader, place, Some(Markup::Html), run),
        Format::Parquet => parquet::read(reader, place, run),
        Format::Warc => warc::read(reader, place, run),
        Format::MediaWiki => mediawiki::read(Utf8::new(reader, charset), place, run),
        Format::Feed => feed::read(Utf8::new(reader, charset), place, run),
        _ if charset.is_some() => lines(format, Utf8::new(reader, charset), place, run),
        _ => lines(format, reader, place, run),
    }
}

fn lines(format: Format, reader: impl BufRead, place: &Place, run: &mut Run) -> Flow {
    match format {
        Format::Csv => csv::read(reader, place, None, run),
        Format::Tsv => csv::read(reader, place, Some(b'\t'), run),
        _ => objects(format, reader, place, run),
    }
}

fn objects(format: Format, reader: impl BufRead, place: &Place, run: &mut Run) -> Flow {
    run.asked = Asked::of(&run.options.fields);
    if format == Format::Json {
        json::read(reader, place, run)?;
    } else {
        jsonl::read(reader, place, run)?;
    }
    let missing = std::mem::take(&mut run.asked).missing(&run.options.fields);
    missing.map_or(Flow::Continue(()), |cause| {
        let remedy = "name it as it is written, or leave its flag out";
        run.out.fault(place.bad_container(cause, remedy))
    })
}

/// An error that is given once, in its place.
struct Pending(Option<io::Error>);

impl Read for Pending {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}
