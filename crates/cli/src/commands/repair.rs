//! `repair`: the encoding stage alone.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use claimsift_decode::Options;
use claimsift_model::{Document, Record};
use claimsift_sinks::Chunk;
use serde::{Serialize, Serializer};
use serde_json::json;

use crate::args::{Input, Repair, label};
use crate::commands::{self, json_line, options};
use crate::failure::Stop;
use crate::run::Job;
use crate::summary::Outcome;
use crate::tally::{Tally, Watch};

pub(crate) fn run(args: &Repair) -> Result<Outcome, Stop> {
    let own = json!({"encoding": args.encoding, "report": args.report, "check": args.check});
    let job = Job {
        in_place: true,
        noun: "repair",
        ..Job::of_lines(
            "repair",
            (&args.input, &args.target, &args.running),
            options(&[own, json!(args.input)]),
        )
    };
    commands::hint_at_stdin(args.input.reads_stdin());
    let records = claimsift_intake::open(&args.input.paths, args.input.whole());
    let form = Form::of(args);
    let decoding = Options {
        encoding: label(&args.encoding),
        // The encoding stage alone: a page stays a page.
        strip: false,
        ..Options::default()
    };
    let summary = job.run(records, move |record: Arc<Record>, _, tally: &mut Tally| {
        let mut watch = Watch::start();
        let place = &record.source;
        let is_file = place.record.is_none() && place.member.is_none();
        let document = claimsift_decode::document(record, &decoding);
        watch.lap(&mut tally.time, "decode");
        tally.document(&document);
        tally.said.extend(form.summary(&document));
        let bytes = form.bytes(document, is_file)?;
        watch.lap(&mut tally.time, "encode");
        Ok(Chunk::bytes(bytes, 0))
    })?;
    Ok(match summary.outcome() {
        Outcome::Done if args.check && summary.tally.damaged > 0 => Outcome::Found,
        outcome => outcome,
    })
}

/// How the repaired text comes out.
struct Form {
    report: bool,
    check: bool,
    quiet: bool,
    /// The only document, if it is a file, comes out as plain text.
    plain: bool,
    names: [String; 6],
}

impl Form {
    fn of(args: &Repair) -> Self {
        let input = &args.input;
        Self {
            report: args.report,
            check: args.check,
            quiet: args.running.quiet,
            plain: is_single(input),
            names: [
                &input.id_field,
                &input.text_field,
                &input.date_field,
                &input.lang_field,
                &input.url_field,
                &input.title_field,
            ]
            .map(String::clone),
        }
    }

    /// A line for a person, where the text itself is not printed.
    fn summary(&self, document: &Document) -> Option<String> {
        let wanted = (self.report || self.check) && !self.quiet;
        wanted.then(|| document_summary(document)).flatten()
    }

    fn bytes(&self, document: Document, is_file: bool) -> Result<Vec<u8>, String> {
        if self.report {
            report(&document)
        } else if self.check {
            Ok(Vec::new())
        } else if self.plain && is_file {
            Ok(document.into_text().into_bytes())
        } else {
            self.record_line(&document)
        }
    }

    /// The record as it came, with its text repaired, under the same field names.
    fn record_line(&self, document: &Document) -> Result<Vec<u8>, String> {
        let fields = [
            Some(document.id()),
            Some(document.text()),
            document.record().date.as_deref(),
            document.lang(),
            document.url(),
            document.title(),
        ];
        // Most texts have few characters that are escaped.
        let mut bytes = Vec::with_capacity(document.text().len() * 9 / 8 + 256);
        json_line(&Row(&self.names, fields), &mut bytes)?;
        Ok(bytes)
    }
}

/// The fields that a record has, under their names.
struct Row<'a>(&'a [String; 6], [Option<&'a str>; 6]);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, json: S) -> Result<S::Ok, S::Error> {
        let row = self.0.iter().zip(self.1);
        json.collect_map(row.filter_map(|(name, field)| Some((name, field?))))
    }
}

/// One plain-text file comes out as plain text. Several would run into each other, so they come out as records.
fn is_single(input: &Input) -> bool {
    match input.paths.as_slice() {
        _ if input.files_from.is_some() => false,
        [] => true,
        [path] => path == Path::new("-") || !path.is_dir(),
        _ => false,
    }
}

/// How many repairs a document needed, by chain of codecs, and what was noted on the way; nothing where all is well.
fn document_summary(document: &Document) -> Option<String> {
    let mut chains: BTreeMap<&str, usize> = BTreeMap::new();
    for repair in document.repairs().iter() {
        *chains.entry(&repair.damage.chain).or_default() += 1;
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
