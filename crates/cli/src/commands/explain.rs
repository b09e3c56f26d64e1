//! `explain`: how a text was read.

use std::fmt::Write;

use claimsift_extract::Options;
use claimsift_intake::Records;
use claimsift_model::Document;
use claimsift_packs::Packs;

use crate::args::Explain;
use crate::commands::{self, packs};
use crate::failure::{Stop, say};
use crate::output::Output;
use crate::summary::Outcome;

pub(crate) fn run(args: &Explain) -> Result<Outcome, Stop> {
    let packs = packs::load(&args.language.own, &args.language.lang)?;
    let options = args.language.options();
    let decoding = args.reading.options();
    let mut out = Output::open(None)?;
    let (mut read, mut skipped) = (false, false);
    for record in records(args) {
        match record {
            Ok(record) => {
                let document = claimsift_decode::document(record, &decoding);
                let text = header(&document) + &body(&document, &packs, &options);
                out.write(text.as_bytes())?;
                out.flush()?;
                read = true;
            }
            Err(e) => {
                say(&e.to_string());
                skipped = true;
            }
        }
    }
    out.finish()?;
    match (read, skipped) {
        (false, true) => Err(Stop::failed("nothing could be read")),
        (true, true) => Ok(Outcome::Skipped),
        _ => Ok(Outcome::Done),
    }
}

fn records(args: &Explain) -> Records {
    let options = claimsift_intake::Options::default();
    if let Some(text) = &args.text {
        let options = claimsift_intake::Options {
            format: claimsift_intake::Format::Text,
            ..options
        };
        return claimsift_intake::from_reader("text", std::io::Cursor::new(text.clone()), options);
    }
    let paths: Vec<_> = args.path.iter().cloned().collect();
    commands::hint_at_stdin(&paths);
    claimsift_intake::open(&paths, options)
}

/// How the bytes became text. Writing to a string cannot fail.
fn header(document: &Document) -> String {
    let mut text = format!("document  {}\n", document.id());
    let decoding = document.decoding();
    let _ = writeln!(text, "encoding  {} ({})", decoding.encoding, decoding.why);
    let date = document.published().map_or_else(
        || "none: relative dates stay unresolved; give one with --date".to_owned(),
        |p| format!("{} ({})", commands::published(p), p.source.name()),
    );
    let _ = writeln!(text, "date      {date}");
    for repair in document.repairs() {
        let _ = writeln!(
            text,
            "repaired  {:?} → {:?} ({}, {})",
            repair.before,
            repair.after,
            repair.kind.name(),
            repair.chain
        );
    }
    for note in document.notes() {
        let _ = writeln!(text, "note      {}", note.text);
    }
    text
}

/// What was read in the text, rule by rule.
fn body(document: &Document, packs: &Packs, options: &Options) -> String {
    claimsift_extract::explain(document, packs, options)
}
