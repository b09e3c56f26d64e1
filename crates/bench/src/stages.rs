//! The stages, each as a closure over input that was made beforehand.

use std::hint::black_box;
use std::io::{self, Cursor};
use std::path::Path;
use std::time::{Duration, Instant};

use claimsift_decode as decode;
use claimsift_extract as extract;
use claimsift_intake as intake;
use claimsift_model::{Document, Record};
use claimsift_packs::Packs;
use claimsift_sinks::{Encoder, Reading, Shape, What};
use serde_json::json;

/// How often the seeds are repeated.
const REPEAT: usize = 40;

/// One row of the table.
pub(crate) struct Stage<'a> {
    pub(crate) name: &'static str,
    /// Bytes of text that go through it.
    pub(crate) bytes: usize,
    /// Runs it once, and says how long it took.
    pub(crate) run: Box<dyn Fn() -> Duration + 'a>,
}

/// A seed's bytes, and whether its encoding is damaged.
pub(crate) struct Seed {
    record: Record,
    damaged: bool,
}

impl Seed {
    pub(crate) const fn record(&self) -> &Record {
        &self.record
    }

    pub(crate) const fn is_damaged(&self) -> bool {
        self.damaged
    }
}

pub(crate) fn seeds(folder: &Path) -> io::Result<Vec<Seed>> {
    let mut paths = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    let seed = |path: &std::path::PathBuf| {
        let record = Record {
            id: path.display().to_string(),
            bytes: std::fs::read(path)?,
            ..Record::default()
        };
        let damaged = !decode(&record).repairs().is_empty();
        Ok(Seed { record, damaged })
    };
    paths.iter().map(seed).collect()
}

/// A fresh process reads its first sentence this fast; must be called before anything else uses the packs.
pub(crate) fn first_document() -> Duration {
    let start = Instant::now();
    let record = Record {
        bytes: "Nvidia va investir 10 milliards de dollars dans OpenAI."
            .as_bytes()
            .into(),
        ..Record::default()
    };
    let packs = Packs::builtin();
    black_box(extract::read(
        &decode(&record),
        &packs,
        &extract::Options::default(),
    ));
    start.elapsed()
}

pub(crate) fn all(seeds: &[Seed]) -> Vec<Stage<'_>> {
    let damaged: Vec<_> = seeds.iter().filter(|s| s.damaged).collect();
    let clean: Vec<_> = seeds.iter().filter(|s| !s.damaged).collect();
    let documents: Vec<_> = seeds.iter().map(|s| decode(&s.record)).collect();
    vec![
        intake_stage(&documents),
        decode_stage("decode, clean", clean),
        decode_stage("decode, damaged", damaged),
        read_stage("tokens", extract::Stage::Tokens, documents.clone()),
        read_stage("mentions", extract::Stage::Mentions, documents.clone()),
        read_stage("claims", extract::Stage::Claims, documents.clone()),
        write_stage(documents),
    ]
}

fn decode(record: &Record) -> Document {
    decode::document(record.clone(), &decode::Options::default())
}

fn text_bytes(documents: &[Document]) -> usize {
    documents.iter().map(|d| d.text().len()).sum::<usize>() * REPEAT
}

fn intake_stage<'a>(documents: &[Document]) -> Stage<'a> {
    let line = |d: &Document| format!("{}\n", json!({"id": d.id(), "text": d.text()}));
    let dump = documents
        .iter()
        .map(line)
        .collect::<String>()
        .repeat(REPEAT);
    Stage {
        name: "intake",
        bytes: dump.len(),
        run: Box::new(move || {
            timed(|| {
                let dump = Cursor::new(dump.as_bytes().to_vec());
                let records = intake::from_reader("dump.jsonl", dump, intake::Options::default());
                records.filter(Result::is_ok).count()
            })
        }),
    }
}

fn decode_stage<'a>(name: &'static str, seeds: Vec<&'a Seed>) -> Stage<'a> {
    Stage {
        name,
        bytes: seeds.iter().map(|s| s.record.bytes.len()).sum::<usize>() * REPEAT,
        run: Box::new(move || {
            timed(|| {
                let all = (0..REPEAT).flat_map(|_| &seeds);
                all.map(|s| decode(&s.record).text().len()).sum()
            })
        }),
    }
}

/// One of the stages of `extract`; the others run too, outside its time.
fn read_stage<'a>(
    name: &'static str,
    wanted: extract::Stage,
    documents: Vec<Document>,
) -> Stage<'a> {
    let (packs, options) = (Packs::builtin(), extract::Options::default());
    Stage {
        name,
        bytes: text_bytes(&documents),
        run: Box::new(move || {
            let mut spent = Duration::ZERO;
            for document in (0..REPEAT).flat_map(|_| &documents) {
                let mut last = Instant::now();
                let reading = extract::read_staged(document, &packs, &options, &mut |stage| {
                    let now = Instant::now();
                    spent += if stage == wanted {
                        now - last
                    } else {
                        Duration::ZERO
                    };
                    last = now;
                });
                black_box(reading);
            }
            spent
        }),
    }
}

fn timed(run: impl Fn() -> usize) -> Duration {
    let start = Instant::now();
    black_box(run());
    start.elapsed()
}

fn write_stage<'a>(documents: Vec<Document>) -> Stage<'a> {
    let (packs, options) = (Packs::builtin(), extract::Options::default());
    let readings: Vec<_> = documents
        .iter()
        .map(|d| extract::read(d, &packs, &options))
        .collect();
    Stage {
        name: "write",
        bytes: text_bytes(&documents),
        run: Box::new(move || timed(|| write(&documents, &readings))),
    }
}

fn write(documents: &[Document], readings: &[extract::Reading]) -> usize {
    let encoder = Encoder::new(Shape::JSON_LINES, What::Claims, false);
    let all = (0..REPEAT).flat_map(|_| documents.iter().zip(readings));
    all.map(|(document, reading)| written(&encoder, document, reading))
        .sum()
}

/// Bytes of what an encoder writes of a document.
pub(crate) fn written(encoder: &Encoder, document: &Document, reading: &extract::Reading) -> usize {
    let reading = Reading {
        document,
        lang: reading.lang.as_deref(),
        mentions: &reading.mentions,
        claims: &reading.claims,
        claim_langs: &reading.claim_langs,
    };
    let chunk = encoder.document(&reading, 0);
    chunk.map_or(0, |chunk| chunk.into_bytes().len())
}
