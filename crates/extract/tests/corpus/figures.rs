//! The corpus of sentences of our own: every mention in them, and the same under other apostrophes, spaces, dashes and
//! in capitals.

use std::path::Path;

use claimsift_extract::{Options, read, shown};
use claimsift_model::{
    Block, BlockRole, DateModifier, Day, Document, DocumentBuilder, Mention, Precision, Published,
    PublishedSource, TextSpan, Value,
};
use claimsift_packs::Packs;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    expect: Vec<String>,
    phenomenon: String,
    /// Document date.
    #[serde(default)]
    date: Option<String>,
    /// Why it is known not to pass.
    #[serde(default)]
    fails: Option<String>,
}

/// The languages that have a corpus of figures.
const LANGUAGES: [&str; 11] = [
    "da", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ro", "sv",
];

fn cases(lang: &str, file: &str) -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let path = root.join(lang).join(file);
    let text = std::fs::read_to_string(path).unwrap();
    toml::from_str::<File>(&text).unwrap().case
}

fn mentions(packs: &Packs, lang: &str, text: &str) -> Vec<String> {
    let options = Options {
        lang: Some(lang.to_owned()),
    };
    let reading = read(&Document::of_paragraph(text), packs, &options);
    reading.mentions.iter().map(shown).collect()
}

#[test]
fn numbers_of_the_corpus() {
    let packs = Packs::builtin();
    let mut wrong = Vec::new();
    for lang in LANGUAGES {
        for case in cases(lang, "numbers.toml") {
            let got = mentions(&packs, lang, &case.text);
            match (&case.fails, got == case.expect) {
                (None, false) => wrong.push(format!(
                    "{lang} {} «{}» wants {:?}, got {got:?}",
                    case.phenomenon, case.text, case.expect
                )),
                (Some(_), true) => wrong.push(format!(
                    "{lang} «{}» passes: take its `fails` away",
                    case.text
                )),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A document of that day.
fn published(text: &str, day: &str) -> Document {
    let span = TextSpan::new(0, u32::try_from(text.len()).unwrap());
    let role = BlockRole::Body;
    let start = Day::parse(day).unwrap();
    DocumentBuilder {
        text: text.to_owned(),
        blocks: vec![Block { span, role }],
        published: Some(Published {
            start,
            end: start.next(),
            precision: Precision::Day,
            source: PublishedSource::Field,
            span: None,
        }),
        ..DocumentBuilder::default()
    }
    .finish()
}

/// Mentions of dates and times: the interval, a modifier, another reading.
fn dated(packs: &Packs, lang: &str, case: &Case) -> Vec<String> {
    let options = Options {
        lang: Some(lang.to_owned()),
    };
    let document = match &case.date {
        Some(day) => published(&case.text, day),
        None => Document::of_paragraph(&case.text),
    };
    let timex = |m: &&Mention| matches!(m.value, Value::Date(_) | Value::Timex(_));
    let reading = read(&document, packs, &options);
    reading.mentions.iter().filter(timex).map(told).collect()
}

/// A date, time, duration or set as the corpus writes it.
fn told(mention: &Mention) -> String {
    let mut out = shown(mention);
    if let Some(date) = mention.date() {
        out = out.trim_end_matches(" inferred_date").to_owned();
        if date.timex.contains('T') && date.resolved.is_some() {
            out.clone_from(&date.timex);
        }
        if date.modifier != DateModifier::Exact {
            let name = format!("{:?}", date.modifier).to_lowercase();
            out = format!("{out} {name}");
        }
    }
    for other in &mention.alternatives {
        out = format!(
            "{out} or {}",
            shown(other).trim_end_matches(" inferred_date")
        );
    }
    out
}

#[test]
fn dates_of_the_corpus() {
    let packs = Packs::builtin();
    let mut wrong = Vec::new();
    for lang in ["fr", "en", "de", "es"] {
        for case in cases(lang, "dates.toml") {
            let got = dated(&packs, lang, &case);
            if case.fails.is_some() == (got == case.expect) {
                wrong.push(format!(
                    "{lang} {} «{}» wants {:?}, got {got:?}",
                    case.phenomenon, case.text, case.expect
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Ten sentences on end tell their language.
#[test]
fn languages_of_the_corpus() {
    let packs = Packs::builtin();
    let mut wrong = Vec::new();
    for lang in LANGUAGES {
        let all = cases(lang, "numbers.toml");
        let texts: Vec<String> = all.into_iter().map(|c| c.text).collect();
        for ten in texts.chunks_exact(10) {
            let text = ten.join(" ");
            let reading = read(&Document::of_paragraph(&text), &packs, &Options::default());
            if reading.lang.as_deref() != Some(lang) {
                wrong.push(format!("{lang} «{text}» is told as {:?}", reading.lang));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Phenomena whose words keep their meaning in capitals; symbols of units do not.
const IN_CAPITALS: [&str; 11] = [
    "bound",
    "count",
    "factor",
    "fraction",
    "group",
    "indefinite",
    "list",
    "ordinal",
    "range",
    "word money",
    "word number",
];

/// The same sentence as others would have typed it.
fn variants(case: &Case) -> Vec<String> {
    let text = case.text.as_str();
    let swap = |from: char, to: &str| text.replace(from, to);
    let mut variants = vec![
        swap('’', "'"),
        swap('\'', "’"),
        swap(' ', "\u{a0}"),
        swap(' ', "\u{202f}"),
        swap(' ', "\u{2009}"),
        swap('-', "\u{2011}"),
        swap('-', "\u{2010}"),
        swap('-', "–"),
        swap('-', "\u{2212}"),
    ];
    // Between a word and digits the long dash parts clauses: *he left—19 others stayed*.
    if !text
        .split('-')
        .skip(1)
        .any(|t| t.starts_with(|c: char| c.is_ascii_digit()))
    {
        variants.push(swap('-', "—"));
    }
    variants.push(text.nfc().collect());
    variants.push(text.nfd().collect());
    variants.extend(wrapped(text));
    if IN_CAPITALS.contains(&case.phenomenon.as_str()) {
        variants.push(text.to_uppercase());
    }
    variants.retain(|v| v != text);
    variants.dedup();
    variants
}

/// The sentence with a line break in place of each of its spaces in turn; not between digits, where it parts columns.
fn wrapped(text: &str) -> impl Iterator<Item = String> {
    let digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let spaces = text.match_indices(' ').map(|(at, _)| at);
    let spaces = spaces.filter(move |at| !(digit(at - 1) && digit(at + 1)));
    spaces.map(|at| format!("{}\n{}", &text[..at], &text[at + 1..]))
}

#[test]
fn mentions_do_not_depend_on_typing() {
    let packs = Packs::builtin();
    let mut wrong = Vec::new();
    for lang in LANGUAGES {
        for case in cases(lang, "numbers.toml") {
            if case.text.contains("://") || case.fails.is_some() {
                continue;
            }
            for variant in variants(&case) {
                let got = mentions(&packs, lang, &variant);
                if got != case.expect {
                    wrong.push(format!(
                        "{lang} «{variant}» wants {:?}, got {got:?}",
                        case.expect
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Text that is nothing but numbers: four times the text has four times the mentions, and no place where it breaks off.
#[test]
fn numbers_without_end() {
    let packs = Packs::builtin();
    let count = |text: &str| mentions(&packs, "fr", text).len();
    let texts = [
        "10 et 20 ",
        "12345678",
        "10 millions et ",
        "$5 et ",
        "vingt et ",
        "plus de 5 et ",
        "1/2 ",
        "1,2",
    ];
    for text in texts {
        let (short, long) = (count(&text.repeat(2_000)), count(&text.repeat(8_000)));
        assert!(
            long.abs_diff(4 * short) <= 4,
            "{text:?}: {short}, then {long}"
        );
    }
}
