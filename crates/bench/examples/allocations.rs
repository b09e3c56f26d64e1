//! How often each stage of `extract` allocates, a document and a thousand bytes of text.
//!
//! `cargo run --release -p claimsift-bench --example allocations [DUMP]`; without a dump, on the seeds. One thread. The
//! packs are loaded before it counts.

use std::alloc::System;
use std::path::PathBuf;

use claimsift_decode as decode;
use claimsift_extract::{Options, Stage, read_staged};
use claimsift_intake as intake;
use claimsift_model::Record;
use claimsift_packs::Packs;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Counts of a stage over all documents: allocations with those that grew, and bytes asked for.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    times: usize,
    bytes: usize,
}

const STAGES: [&str; 4] = ["decode", "tokens", "mentions", "claims"];

fn main() {
    let path = std::env::args().nth(1);
    let path = path.unwrap_or_else(|| "corpus/seeds".to_owned());
    let options = intake::Options::default();
    let records = intake::open(&[PathBuf::from(path)], options).filter_map(Result::ok);
    let records: Vec<Record> = records.collect();
    let packs = Packs::builtin();
    // The first time round loads what is loaded once.
    measure(&records, &packs);
    let (counts, text) = measure(&records, &packs);
    println!(
        "{} documents, {text} bytes of text\n{:<10}{:>12}{:>12}{:>16}",
        records.len(),
        "stage",
        "a document",
        "a kB",
        "bytes a byte"
    );
    for (name, count) in STAGES.iter().zip(counts) {
        println!(
            "{name:<10}{:>12.1}{:>12.2}{:>16.2}",
            count.times as f64 / records.len().max(1) as f64,
            count.times as f64 * 1e3 / text.max(1) as f64,
            count.bytes as f64 / text.max(1) as f64
        );
    }
}

/// The counts of each stage, and the bytes of text.
fn measure(records: &[Record], packs: &Packs) -> ([Count; 4], usize) {
    let mut counts = [Count::default(); 4];
    let mut text = 0;
    for record in records {
        let record = record.clone();
        let mut region = Region::new(COUNTED);
        let document = decode::document(record, &decode::Options::default());
        counts[0].add(&mut region);
        text += document.text().len();
        let reading = read_staged(&document, packs, &Options::default(), &mut |stage| {
            let at = match stage {
                Stage::Tokens => 1,
                Stage::Mentions => 2,
                Stage::Claims => 3,
            };
            counts[at].add(&mut region);
        });
        drop(reading);
    }
    (counts, text)
}

impl Count {
    /// Adds what was allocated since the last time.
    fn add(&mut self, region: &mut Region<'_, System>) {
        let change = region.change_and_reset();
        self.times += change.allocations + change.reallocations;
        self.bytes += change.bytes_allocated;
    }
}
