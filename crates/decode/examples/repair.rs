//! Repairs standard input to standard output: `cargo run --release -p claimsift-decode --example repair < in > out`.

use std::io::{self, Read, Write};

use claimsift_decode::{Options, document};
use claimsift_model::Record;

fn main() -> io::Result<()> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    let record = Record {
        bytes: bytes.into(),
        ..Record::default()
    };
    let doc = document(record, &Options::default());
    io::stdout().write_all(doc.text().as_bytes())?;
    if std::env::args().any(|a| a == "--report") {
        let mut err = io::stderr();
        for r in doc.repairs() {
            writeln!(
                err,
                "{:?} {:?} -> {:?} {} {} {}",
                r.raw,
                r.before,
                r.after,
                r.chain,
                r.kind.name(),
                r.confidence
            )?;
        }
        for n in doc.notes() {
            writeln!(err, "note: {}", n.text)?;
        }
    }
    Ok(())
}
