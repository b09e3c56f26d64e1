//! Measures claimsift on the seed corpus, repeated; prints a table and never fails on a time.
//!
//! `cargo run --release -p claimsift-bench` prints every stage; with `csv` behind it, as rows for `record/`; with `curve`,
//! what a byte costs as the input grows. Times are of one thread and the best of several rounds, since other work on the
//! machine can only add to them. A stage is given the output of the one before, made outside its time.

mod curve;
mod stages;
mod system;

use std::path::Path;
use std::time::Duration;

use crate::stages::{Seed, Stage};

/// Rounds of each stage; the best one counts.
const ROUNDS: usize = 5;

fn main() {
    let folder = Path::new("corpus/seeds");
    let seeds = match stages::seeds(folder) {
        Ok(seeds) if !seeds.is_empty() => seeds,
        Ok(_) => return eprintln!("{}: no seeds", folder.display()),
        Err(e) => {
            return eprintln!(
                "{}: {e}; run this at the top of the workspace",
                folder.display()
            );
        }
    };
    match std::env::args().nth(1).as_deref() {
        None => table(&seeds),
        Some("csv") => csv(&seeds),
        Some("curve") => curve::print(&seeds),
        Some(other) => eprintln!("{other}: is none of csv, curve"),
    }
}

fn table(seeds: &[Seed]) {
    println!(
        "first document    {:>9.2} ms   (packs loaded, one sentence read)",
        millis(stages::first_document())
    );
    match system::start_up() {
        Some(time) => println!(
            "start-up          {:>9.2} ms   (the program, on an empty input)",
            millis(time)
        ),
        None => {
            println!("start-up                  –      (build the program: cargo build --release)")
        }
    }
    println!(
        "\n{:<18}{:>9}{:>11}{:>11}",
        "stage", "MB", "ns a byte", "MB a s"
    );
    for stage in stages::all(seeds) {
        print(&stage);
    }
    if let Some(kib) = system::peak_memory() {
        println!("\npeak memory       {:>9.1} MB", kib as f64 / 1024.0);
    }
}

fn csv(seeds: &[Seed]) {
    println!("stage,bytes,ns_per_byte");
    for stage in stages::all(seeds) {
        println!("{},{},{:.2}", stage.name, stage.bytes, nanos(&stage));
    }
}

/// Nanoseconds a byte, in the best round.
fn nanos(stage: &Stage<'_>) -> f64 {
    let best = (0..ROUNDS).map(|_| (stage.run)()).min().unwrap_or_default();
    best.as_nanos() as f64 / stage.bytes as f64
}

fn print(stage: &Stage<'_>) {
    let nanos = nanos(stage);
    println!(
        "{:<18}{:>9.2}{:>11.2}{:>11.1}",
        stage.name,
        stage.bytes as f64 / 1e6,
        nanos,
        1e3 / nanos.max(1e-9)
    );
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
