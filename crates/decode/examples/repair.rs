//! Repairs standard input to standard output: `cargo run --release -p claimsift-decode --example repair < in > out`.
//!
//! With `--report`, what was done goes to standard error. With `--records`, the input is records between bytes 0x1E,
//! and only the repairs are printed, with the number of the record. With `--times N`, only the time is.

use std::io::{self, Read, Write};

use claimsift_decode::{Options, document};
use claimsift_model::{Document, Record};

fn main() -> io::Result<()> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| args.iter().any(|a| a == name);
    let times = args.iter().skip_while(|a| *a != "--times").nth(1);
    if let Some(times) = times.and_then(|t| t.parse().ok()) {
        return time(&bytes, times, has("--records"));
    }
    if has("--records") {
        let mut out = io::stdout().lock();
        for (i, record) in bytes.split(|b| *b == 0x1E).enumerate() {
            report(&mut out, &i.to_string(), &read(record.into()))?;
        }
        return Ok(());
    }
    let doc = read(bytes);
    io::stdout().write_all(doc.text().as_bytes())?;
    if has("--report") {
        report(&mut io::stderr(), "", &doc)?;
    }
    Ok(())
}

fn read(bytes: Vec<u8>) -> Document {
    let record = Record {
        bytes,
        ..Record::default()
    };
    document(record, &Options::default())
}

fn report(out: &mut impl Write, name: &str, doc: &Document) -> io::Result<()> {
    for r in doc.repairs().iter() {
        let (raw, after) = (doc.raw(r.text), doc.slice(r.text));
        let (before, kind) = (r.before, r.damage.kind.name());
        let (chain, confidence) = (&r.damage.chain, r.damage.confidence);
        writeln!(
            out,
            "{name} {raw:?} {before:?} -> {after:?} {chain} {kind} {confidence}"
        )?;
    }
    for n in doc.notes() {
        writeln!(out, "{name} note: {}", n.text)?;
    }
    Ok(())
}

fn time(bytes: &[u8], times: u32, records: bool) -> io::Result<()> {
    let documents: Vec<Vec<u8>> = if records {
        bytes.split(|b| *b == 0x1E).map(Vec::from).collect()
    } else {
        vec![bytes.to_vec()]
    };
    let mut best = f64::MAX;
    for _ in 0..times {
        let start = cpu_seconds()?;
        for document in &documents {
            drop(read(document.clone()));
        }
        best = best.min(cpu_seconds()? - start);
    }
    #[allow(clippy::cast_precision_loss, reason = "a rate")]
    let rate = bytes.len() as f64 / best / 1e6;
    writeln!(io::stdout(), "{rate:.1} MB per CPU second")
}

/// Time this thread has run: what other work of the machine takes does not count.
fn cpu_seconds() -> io::Result<f64> {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds = said
        .split_whitespace()
        .next()
        .and_then(|n| n.parse::<f64>().ok());
    nanoseconds
        .map(|n| n / 1e9)
        .ok_or_else(|| io::ErrorKind::InvalidData.into())
}
