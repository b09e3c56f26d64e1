//! `eval`: annotated documents, read as any others, and how right the reading is.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use claimsift_intake::{Format, Records};
use claimsift_model::Record;
use claimsift_packs::Packs;
use claimsift_sinks::{Encoder, Reading, Shape, What};
use claimsift_workbench::{Evaluation, GoldDocument, Saved};
use serde_json::json;

use crate::args::{Eval, Style};
use crate::commands::packs;
use crate::failure::{Stop, say};
use crate::output::Output;
use crate::summary::Outcome;

pub(crate) fn run(args: &Eval) -> Result<Outcome, Stop> {
    let packs = packs::load(&args.own, "auto")?;
    let mut out = Output::open(None)?;
    let mut reports = Vec::new();
    let mut below = false;
    for path in &args.gold {
        let mut evaluation = Evaluation::default();
        for gold in annotated(path)? {
            let (mentions, claims) = read(&gold, path, args, &packs)?;
            evaluation.add(&gold, &mentions, &claims);
        }
        let f1 = evaluation.all().f1();
        let name = path.display();
        if let Some(min) = args.min_f1.filter(|min| f1 < *min) {
            say(&format!("{name}: F1 {f1:.4} is below {min}"));
            below = true;
        }
        match args.format {
            Style::Text => {
                out.write(format!("== {name}\n{}\n", evaluation.text(args.show)).as_bytes())?;
            }
            Style::Json => reports.push(json!({"gold": path, "figures": evaluation.json()})),
        }
    }
    if matches!(args.format, Style::Json) {
        out.write(format!("{:#}\n", json!(reports)).as_bytes())?;
    }
    out.finish()?;
    Ok(if below { Outcome::Found } else { Outcome::Done })
}

fn annotated(path: &Path) -> Result<Vec<GoldDocument>, Stop> {
    let name = path.display();
    let text = fs::read_to_string(path).map_err(|e| {
        Stop::failed(format!(
            "{name}: cannot be read ({e}); --gold takes a JSON Lines file"
        ))
    })?;
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    let documents: Vec<_> = lines
        .map(|(i, line)| {
            GoldDocument::parse(line).map_err(|e| {
                Stop::failed(format!(
                    "{name}, line {}: no annotated document ({e}); the format is in crates/workbench/README.md",
                    i + 1
                ))
            })
        })
        .collect::<Result<_, _>>()?;
    if documents.is_empty() {
        return Err(Stop::failed(format!("{name}: holds no annotated document")));
    }
    Ok(documents)
}

/// Mentions and claims of an annotated document, by way of the records a user would get.
fn read(
    gold: &GoldDocument,
    path: &Path,
    args: &Eval,
    packs: &Packs,
) -> Result<(Vec<Saved>, Vec<Saved>), Stop> {
    let record = record(gold, path, args)?;
    let document = claimsift_decode::document(record, &claimsift_decode::Options::default());
    if document.text() != gold.text {
        return Err(Stop::failed(format!(
            "{}, document {}: its text is not the annotated one, so offsets would not fit",
            path.display(),
            gold.id
        )));
    }
    let reading = claimsift_extract::read(&document, packs, &claimsift_extract::Options::default());
    let reading = Reading {
        document: &document,
        lang: reading.lang.as_deref(),
        mentions: &reading.mentions,
        claims: &reading.claims,
        claim_langs: &reading.claim_langs,
    };
    Ok((
        written(&reading, What::Mentions)?,
        written(&reading, What::Claims)?,
    ))
}

fn written(reading: &Reading<'_>, what: What) -> Result<Vec<Saved>, Stop> {
    let encoder = Encoder::new(Shape::JSON_LINES, what, false);
    let chunk = encoder
        .document(reading, 0)
        .map_err(|e| Stop::failed(e.to_string()))?;
    let bytes = chunk.into_bytes();
    let text = String::from_utf8_lossy(&bytes);
    let records: Result<_, _> = text.lines().map(Saved::parse).collect();
    records.map_err(|e| Stop::failed(e.to_string()))
}

fn record(gold: &GoldDocument, path: &Path, args: &Eval) -> Result<Record, Stop> {
    let records = match &gold.file {
        Some(file) => file_records(file, path, args)?,
        None => {
            let line =
                json!({"id": gold.id, "text": gold.text, "date": gold.doc_date, "lang": gold.lang});
            let options = claimsift_intake::Options {
                format: Format::Jsonl,
                ..claimsift_intake::Options::default()
            };
            claimsift_intake::from_reader("gold", Cursor::new(line.to_string()), options)
        }
    };
    let mut records = records;
    match records.next() {
        Some(Ok(record)) => Ok(record),
        Some(Err(e)) => Err(Stop::failed(e.to_string())),
        None => Err(Stop::failed(format!(
            "{}, document {}: is empty",
            path.display(),
            gold.id
        ))),
    }
}

/// The file of an annotated document: below `--files`, or below the folder above the annotation's.
fn file_records(file: &Path, path: &Path, args: &Eval) -> Result<Records, Stop> {
    let above = || {
        let folder = path.parent().unwrap_or(Path::new(""));
        folder.join("..")
    };
    let found: PathBuf = args.files.clone().unwrap_or_else(above).join(file);
    if !found.is_file() {
        return Err(Stop::failed(format!(
            "{}: there is no such file, which {} names; give the folder above it with --files FOLDER",
            found.display(),
            path.display()
        )));
    }
    Ok(claimsift_intake::open(
        &[found],
        claimsift_intake::Options::default(),
    ))
}
