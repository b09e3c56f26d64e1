//! `explain`: how a text was read.

use std::fmt::Write;
use std::path::Path;

use claimsift_extract::Options;
use claimsift_intake::Records;
use claimsift_model::Document;
use claimsift_packs::Packs;
use serde_json::json;

use crate::args::{Explain, Style};
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
                let text = explained(&document, &packs, &options, args)?;
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
    commands::hint_at_stdin(paths.iter().all(|p| p == Path::new("-")));
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
    for repair in document.repairs().iter() {
        let _ = writeln!(
            text,
            "repaired  {:?} → {:?} ({}, {})",
            repair.before,
            document.slice(repair.text),
            repair.damage.kind.name(),
            repair.damage.chain
        );
    }
    for note in document.notes() {
        let _ = writeln!(text, "note      {}", note.text);
    }
    text
}

fn explained(
    document: &Document,
    packs: &Packs,
    options: &Options,
    args: &Explain,
) -> Result<String, Stop> {
    let mut explanation = claimsift_extract::explain(document, packs, options);
    if let Some(position) = args.at {
        explanation = explanation.at(position);
        if explanation.sentences.is_empty() {
            let end = document.text().chars().count();
            return Err(Stop::failed(format!(
                "--at {position}: no sentence holds this code point; the text of {} has {end}",
                document.id()
            )));
        }
    }
    Ok(match args.format {
        Style::Text => format!("{}{explanation}", header(document)),
        Style::Json => {
            let decoding = document.decoding();
            let line = json!({
                "doc_id": document.id(),
                "encoding": decoding.encoding,
                "encoding_why": decoding.why,
                "doc_date": document.published().map(commands::published),
                "repairs": document.repairs().len(),
                "explanation": explanation,
            });
            format!("{line}\n")
        }
    })
}
