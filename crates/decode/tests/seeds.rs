//! The founding articles: the damaged one is repaired to its truth, byte for byte; the others do not change.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::path::Path;

use claimsift_decode::{Options, document};
use claimsift_model::{PublishedSource, Record};

fn read(path: &str) -> Vec<u8> {
    std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .join(path),
    )
    .unwrap()
}

fn doc(bytes: &[u8]) -> claimsift_model::Document {
    let record = Record {
        bytes: bytes.into(),
        ..Record::default()
    };
    document(record, &Options::default())
}

#[test]
fn the_damaged_seed_is_repaired_to_its_truth() {
    let raw = read("corpus/seeds/003_c04a5029e7f26db3.txt");
    let truth = String::from_utf8(read("fixtures/seeds/003_truth.txt")).unwrap();
    let doc = doc(&raw);
    assert_eq!(doc.text(), truth);
    assert_eq!(doc.repairs().len(), 151);
    assert!(
        doc.repairs()
            .iter()
            .all(|r| &*r.damage.chain == "windows-1250")
    );
    for r in doc.repairs().iter() {
        assert_eq!(raw[doc.raw(r.text).range()], *r.before.as_bytes());
    }
}

#[test]
fn the_clean_seeds_do_not_change() {
    for name in [
        "000_aa722c64dd96d28c",
        "001_3e778302757a9e98",
        "002_ce5987d4e482acf4",
        "004_0999cc94012f8671",
    ] {
        let raw = read(&format!("corpus/seeds/{name}.txt"));
        let doc = doc(&raw);
        assert_eq!(doc.text().as_bytes(), raw, "{name}");
        assert!(doc.repairs().is_empty(), "{name}");
    }
}

#[test]
fn the_dates_of_the_seeds() {
    let date = |name: &str| {
        let doc = doc(&read(&format!("corpus/seeds/{name}.txt")));
        doc.published().map(|p| {
            let written = p.span.map_or("", |s| doc.slice(s)).to_owned();
            (p.start.to_string(), p.source, written)
        })
    };
    let row = |day: &str, source, written: &str| Some((day.into(), source, written.into()));
    let header = PublishedSource::Header;
    assert_eq!(
        date("000_aa722c64dd96d28c"),
        row("2025-10-28", header, "2025-10-28")
    );
    assert_eq!(
        date("001_3e778302757a9e98"),
        row("2025-11-19", header, "2025-11-19")
    );
    assert_eq!(
        date("002_ce5987d4e482acf4"),
        row("2025-11-18", PublishedSource::SourceLine, "2025/11/18")
    );
    assert_eq!(date("003_c04a5029e7f26db3"), None);
    assert_eq!(
        date("004_0999cc94012f8671"),
        row("2025-07-01", header, "2025-07")
    );
}
