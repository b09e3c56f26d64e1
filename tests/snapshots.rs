//! Snapshots of each seed: its claims, and its text after repair. To accept a change that was read and is right:
//! `INSTA_UPDATE=always cargo test -p claimsift-tests --test snapshots`.
#![allow(clippy::unwrap_used)] // a test may

use std::fmt::Write;

use claimsift_model::Document;
use claimsift_sinks::What;
use claimsift_tests::{line, root, seeds};
use serde_json::Value;

/// Whether every snapshot has been read and accepted, so that a missing one is a failure.
const ACCEPTED: bool = true;

/// Characters of context on each side of a quote.
const CONTEXT: usize = 50;

/// Fields that say nothing to a reader of the claim.
const LEFT_OUT: [&str; 9] = [
    "id",
    "doc_id",
    "source",
    "quote",
    "sentence",
    "doc_date",
    "doc_date_source",
    "utf16",
    "rule",
];

fn check(name: &str, content: &str) {
    let folder = root().join("tests/snapshots");
    let missing = !folder.join(format!("{name}.snap")).exists();
    if missing && !ACCEPTED && std::env::var_os("INSTA_UPDATE").is_none() {
        return;
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name.to_owned(), content));
}

fn each_seed(suffix: &str, content: impl Fn(&Document) -> String) {
    for path in seeds() {
        let name = path
            .file_stem()
            .unwrap()
            .to_string_lossy()
            .chars()
            .take(3)
            .collect::<String>();
        check(
            &format!("{name}.{suffix}"),
            &content(&line::document(&path)),
        );
    }
}

#[test]
fn repaired_text() {
    each_seed("text", |document| document.text().to_owned());
}

#[test]
fn claims() {
    each_seed("claims", |document| {
        let claims = line::records(document, What::Claims);
        claims
            .iter()
            .map(|claim| readable(document, claim))
            .collect()
    });
}

#[test]
fn tables() {
    for name in ["results.html", "plain.txt"] {
        let document = line::document(&root().join("fixtures/tables").join(name));
        let claims = line::records(&document, What::Claims);
        let all: String = claims.iter().map(|c| readable(&document, c)).collect();
        check(&format!("tables.{name}"), &all);
    }
}

/// The quote in its context, then what is not null, sorted by name.
fn readable(document: &Document, claim: &Value) -> String {
    let mut text = format!("{}\n", context(document, claim));
    let mut fields: Vec<_> = claim.as_object().unwrap().iter().collect();
    fields.sort_by_key(|(name, _)| *name);
    for (name, value) in fields {
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !empty && !LEFT_OUT.contains(&name.as_str()) {
            writeln!(text, "    {name}: {}", plain(value)).unwrap();
        }
    }
    text + "\n"
}

fn context(document: &Document, claim: &Value) -> String {
    let chars: Vec<char> = document.text().chars().collect();
    let at = |name: &str| usize::try_from(claim[name].as_u64().unwrap()).unwrap();
    let (start, end) = (at("char_start"), at("char_end"));
    let line = |part: &[char]| part.iter().collect::<String>().replace('\n', "⏎");
    let before = &chars[start.saturating_sub(CONTEXT)..start];
    let after = &chars[end..(end + CONTEXT).min(chars.len())];
    format!(
        "{}⟦{}⟧{}",
        line(before),
        line(&chars[start..end]),
        line(after)
    )
}

/// Words without quotes; a party or date by what it says, without its offsets.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            let shown = |(name, value): (&String, &Value)| {
                let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
                (!empty && !name.starts_with("char_")).then(|| format!("{name}={}", plain(value)))
            };
            let mut fields: Vec<_> = fields.iter().filter_map(shown).collect();
            fields.sort();
            fields.join(" ")
        }
        other => other.to_string(),
    }
}
