//! Repairs standard input to standard output: `cargo run --release -p claimsift-decode --example repair < in > out`.
//!
//! With `--report`, what was done goes to standard error. With `--records`, the input is records between bytes 0x1E,
//! and only the repairs are printed, with the number of the record. With `--times N`, only the time is.

use std::io::{self, Read, Write};
use std::time::Instant;

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
            report(&mut out, &i.to_string(), &read(record))?;
        }
        return Ok(());
    }
    let doc = read(&bytes);
    io::stdout().write_all(doc.text().as_bytes())?;
    if has("--report") {
        report(&mut io::stderr(), "", &doc)?;
    }
    Ok(())
}

fn read(bytes: &[u8]) -> Document {
    let record = Record {
        bytes: bytes.into(),
        ..Record::default()
    };
    document(record, &Options::default())
}

fn report(out: &mut impl Write, name: &str, doc: &Document) -> io::Result<()> {
    for r in doc.repairs() {
        let (raw, kind) = (r.raw.range(), r.kind.name());
        writeln!(
            out,
            "{name} {raw:?} {:?} -> {:?} {} {kind} {}",
            r.before, r.after, r.chain, r.confidence
        )?;
    }
    for n in doc.notes() {
        writeln!(out, "{name} note: {}", n.text)?;
    }
    Ok(())
}

fn time(bytes: &[u8], times: u32, records: bool) -> io::Result<()> {
    let mut best = f64::MAX;
    for _ in 0..times {
        let start = Instant::now();
        if records {
            bytes.split(|b| *b == 0x1E).map(read).for_each(drop);
        } else {
            drop(read(bytes));
        }
        best = best.min(start.elapsed().as_secs_f64());
    }
    #[allow(clippy::cast_precision_loss, reason = "a rate")]
    let rate = bytes.len() as f64 / best / 1e6;
    writeln!(io::stdout(), "{rate:.1} MB/s")
}
