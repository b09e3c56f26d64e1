//! `repair`: the encoding stage alone.

use std::collections::BTreeMap;
use std::path::Path;

use claimsift_decode::Options;
use claimsift_model::{Document, Record};
use serde_json::{Map, Value};

use crate::args::{Input, Repair, label};
use crate::commands::{self, json_line};
use crate::failure::Stop;
use crate::output::Output;
use crate::run::{self, Piece};
use crate::summary::Outcome;

pub(crate) fn run(args: &Repair) -> Result<Outcome, Stop> {
    let records = claimsift_intake::open(&args.input.paths, args.input.options(commands::ANY_SIZE));
    let mut out = Output::open(args.output.as_deref())?;
    commands::hint_at_stdin(&args.input.paths);
    let decoding = Options {
        encoding: label(&args.encoding),
        ..Options::default()
    };
    let single = is_single(&args.input);
    let work = |record: Record| {
        let date = record.date.clone();
        let plain = single && record.source.record.is_none();
        let document = claimsift_decode::document(record, &decoding);
        let summed = (args.report || args.check) && !args.running.quiet;
        let bytes = if args.report {
            report(&document)?
        } else if args.check {
            Vec::new()
        } else if plain {
            document.text().as_bytes().to_vec()
        } else {
            record_line(&document, date, &args.input)?
        };
        Ok(Piece {
            bytes,
            records: 0,
            damaged: !document.repairs().is_empty(),
            said: if summed {
                document_summary(&document)
            } else {
                None
            },
        })
    };
    let summary = run::run(records, &args.running, None, &mut out, work)?;
    out.finish()?;
    commands::sum_up(&summary, "repair", &args.running);
    Ok(match summary.outcome() {
        Outcome::Done if args.check && summary.damaged > 0 => Outcome::Found,
        outcome => outcome,
    })
}

/// One plain-text file comes out as plain text. Several would run into each other, so they come out as records.
fn is_single(input: &Input) -> bool {
    match input.paths.as_slice() {
        [] => true,
        [path] => path == Path::new("-") || !path.is_dir(),
        _ => false,
    }
}

/// How many repairs a document needed, by chain of codecs, and what was noted on the way; nothing where all is well.
fn document_summary(document: &Document) -> Option<String> {
    let mut chains: BTreeMap<&str, usize> = BTreeMap::new();
    for repair in document.repairs() {
        *chains.entry(&repair.chain).or_default() += 1;
    }
    let mut parts: Vec<String> = chains
        .iter()
        .map(|(chain, n)| format!("{n} {chain}"))
        .collect();
    let notes = document.notes().iter().map(|note| note.text.clone());
    parts.extend(notes);
    let decoding = document.decoding();
    let (encoding, why) = (&decoding.encoding, &decoding.why);
    let all = parts.join("; ");
    (!parts.is_empty()).then(|| format!("{}: {all} ({encoding}: {why})", document.id()))
}

fn report(document: &Document) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    for repair in claimsift_sinks::repairs(document) {
        json_line(&repair, &mut bytes)?;
    }
    Ok(bytes)
}

/// The record as it came, with its text repaired, under the same field names.
fn record_line(
    document: &Document,
    date: Option<String>,
    input: &Input,
) -> Result<Vec<u8>, String> {
    let mut row = Map::new();
    let mut put = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            row.insert(name.to_owned(), Value::from(value));
        }
    };
    put(&input.id_field, Some(document.id()));
    put(&input.text_field, Some(document.text()));
    put(&input.date_field, date.as_deref());
    put(&input.lang_field, document.lang());
    put(&input.url_field, document.url());
    put(&input.title_field, document.title());
    let mut bytes = Vec::new();
    json_line(&row, &mut bytes)?;
    Ok(bytes)
}
