//! Counts three neighbouring letters in our own sentences, for `data/triples.tsv`:
//! `cargo run -p claimsift-decode --example triples > crates/decode/data/triples.tsv`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sentences");
    let mut paths: Vec<_> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    paths.sort();
    let mut out = io::stdout().lock();
    for path in paths {
        let text = fs::read_to_string(&path)?;
        let name = path.file_stem().and_then(|s| s.to_str());
        let row: Vec<String> = count(&text)
            .into_iter()
            .map(|(triple, n)| match n {
                1 => triple,
                _ => format!("{triple}{n}"),
            })
            .collect();
        writeln!(out, "{}\t{}", name.unwrap_or_default(), row.join(" "))?;
    }
    Ok(())
}

fn count(text: &str) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    let (mut a, mut b) = ('_', '_');
    for c in text.chars().flat_map(plain) {
        if b != '_' || c != '_' {
            *counts.entry(String::from_iter([a, b, c])).or_insert(0) += 1;
            (a, b) = (b, c);
        }
    }
    counts
}

/// Small letters and apostrophes as they are; anything else is a gap.
fn plain(c: char) -> Vec<char> {
    match c {
        '\'' | '’' => vec!['’'],
        _ if c.is_alphabetic() => {
            let lower: Vec<char> = c.to_lowercase().collect();
            if lower.len() == 1 { lower } else { vec![c] }
        }
        _ => vec!['_'],
    }
}
