//! The cost curve: the same work on more and more input. A stage that is not linear shows as a row that grows.

use std::hint::black_box;
use std::time::{Duration, Instant};

use claimsift_decode as decode;
use claimsift_extract as extract;
use claimsift_model::Record;
use claimsift_packs::Packs;
use claimsift_sinks::{Encoder, Shape, What};

use crate::stages::{self, Seed};

/// How often the first row repeats the seeds.
const BASE: usize = 8;

/// Times which the rows are of the first.
const STEPS: [usize; 5] = [1, 2, 4, 8, 16];

/// Rounds of each row; the best one counts.
const ROUNDS: usize = 3;

/// Prints what a byte costs over more and more documents, and in longer and longer ones, of many paragraphs and of one.
pub(crate) fn print(seeds: &[Seed]) {
    println!("{:<30}{:>9}{:>9}{:>11}", "input", "MB", "s", "ns a byte");
    for step in STEPS {
        let all = (0..BASE * step).flat_map(|_| seeds);
        let records: Vec<Record> = all.map(|s| s.record().clone()).collect();
        row(&format!("{step} x the documents"), &records);
    }
    for step in STEPS {
        let record = one(long(seeds, BASE * step));
        row(&format!("one document, {step} x as long"), &[record]);
    }
    for step in STEPS {
        let mut bytes = long(seeds, BASE * step);
        let ends = bytes.iter_mut().filter(|b| **b == b'\n');
        ends.for_each(|b| *b = b' ');
        row(&format!("one paragraph, {step} x as long"), &[one(bytes)]);
    }
}

fn one(bytes: Vec<u8>) -> Record {
    Record {
        id: "long".to_owned(),
        bytes,
        ..Record::default()
    }
}

/// The plain seeds, one behind the other: damaged ones would be read in the charset of the first.
fn long(seeds: &[Seed], times: usize) -> Vec<u8> {
    let plain = seeds.iter().filter(|s| !s.is_damaged());
    let one: Vec<u8> = plain
        .flat_map(|s| s.record().bytes.iter().copied().chain(*b"\n\n"))
        .collect();
    one.repeat(times)
}

fn row(name: &str, records: &[Record]) {
    let bytes: usize = records.iter().map(|r| r.bytes.len()).sum();
    let packs = Packs::builtin();
    let best = (0..ROUNDS).map(|_| once(records, &packs)).min();
    let seconds = best.unwrap_or_default().as_secs_f64();
    println!(
        "{name:<30}{:>9.2}{seconds:>9.3}{:>11.2}",
        bytes as f64 / 1e6,
        seconds * 1e9 / bytes as f64
    );
}

fn once(records: &[Record], packs: &Packs) -> Duration {
    let (decoding, options) = (decode::Options::default(), extract::Options::default());
    let encoder = Encoder::new(Shape::JSON_LINES, What::Claims, false);
    let start = Instant::now();
    for record in records {
        let document = decode::document(record.clone(), &decoding);
        let reading = extract::read(&document, packs, &options);
        black_box(stages::written(&encoder, &document, &reading));
    }
    start.elapsed()
}
