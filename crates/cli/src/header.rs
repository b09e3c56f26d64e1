//! `FILE.run.json`: what made FILE. It holds no time and no machine, so that the same run gives the same bytes.

use std::fs;
use std::path::Path;

use claimsift_packs::Packs;
use claimsift_sinks::SCHEMA_VERSION;
use serde_json::{Value, json};

use crate::args::Extract;
use crate::failure::Stop;
use crate::output::beside;
use crate::summary::Summary;

/// Writes the header beside `file`.
pub(crate) fn write(
    file: &Path,
    command: &str,
    args: &Extract,
    packs: &Packs,
    summary: &Summary,
) -> Result<(), Stop> {
    let path = beside(file, ".run.json");
    let text = format!("{:#}\n", header(command, args, packs, summary));
    fs::write(&path, text).map_err(|e| Stop::writing(&path.display().to_string(), &e))
}

fn header(command: &str, args: &Extract, packs: &Packs, summary: &Summary) -> Value {
    let Extract { input, reading, .. } = args;
    let paths: Vec<_> = input.paths.iter().map(|p| p.to_string_lossy()).collect();
    let languages: Vec<_> = packs.tags().collect();
    json!({
        "claimsift": env!("CARGO_PKG_VERSION"),
        "schema_version": SCHEMA_VERSION,
        "packs": {"languages": languages, "hash": packs.hash(), "own": args.language.own.packs},
        "command": command,
        "arguments": arguments(args),
        "paths": paths,
        "options": {
            "format": format!("{:?}", args.format).to_lowercase(),
            "utf16": args.utf16,
            "input": format!("{:?}", input.input).to_lowercase(),
            "fields": {
                "id": input.id_field,
                "text": input.text_field,
                "date": input.date_field,
                "lang": input.lang_field,
                "url": input.url_field,
                "title": input.title_field,
            },
            "lang": args.language.lang,
            "date": reading.date,
            "date_override": reading.date_override,
            "encoding": reading.encoding,
            "repair": !reading.no_repair,
            "max_document": args.max_document,
        },
        "documents": summary.documents,
        "records": summary.records,
        "skipped": summary.skipped,
        "ignored": summary.ignored,
    })
}

/// The command line that makes the same records again; where they are written is left out.
fn arguments(args: &Extract) -> Vec<String> {
    let mut words: Vec<_> = std::env::args().collect();
    if let Some(first) = words.first_mut() {
        "claimsift".clone_into(first);
    }
    let output = args
        .output
        .as_ref()
        .map(|o| o.display().to_string())
        .unwrap_or_default();
    let names_output = |w: &String| {
        *w == format!("-o{output}")
            || *w == format!("-o={output}")
            || *w == format!("--output={output}")
    };
    words.retain(|w| !names_output(w));
    if let Some(at) = words
        .windows(2)
        .position(|w| (w[0] == "-o" || w[0] == "--output") && w[1] == output)
    {
        words.drain(at..at + 2);
    }
    words
}
