//! The figures on the seed corpus, held against its annotation in `fixtures/seeds`.
#![allow(clippy::unwrap_used)] // a test may

use std::fs;

use claimsift_model::{Document, TextSpan};
use claimsift_sinks::What;
use claimsift_tests::{line, root, seeds};
use claimsift_workbench::{Evaluation, Fault, GoldDocument, Saved};

/// What the seeds must reach; raised as the extraction gets better, never lowered without a word in the changelog.
const MIN_MENTIONS_F1: f64 = 0.97;
const MAX_FALSE_CLAIMS: usize = 2;
/// Right answers by slot, of those that the annotation judges.
const MIN_RIGHT: [(&str, usize); 6] = [
    ("claim found", 53),
    ("predicate", 50),
    ("subject", 47),
    ("speaker", 7),
    ("modality", 19),
    ("timing", 4),
];
/// Slots in which nothing that was found may be wrong.
const ALL_RIGHT: [&str; 3] = ["modifier", "raw bytes", "flags"];

fn annotated() -> Vec<GoldDocument> {
    let text = fs::read_to_string(root().join("fixtures/seeds/seeds.jsonl")).unwrap();
    text.lines()
        .map(|line| GoldDocument::parse(line).unwrap())
        .collect()
}

fn saved(document: &Document, what: What) -> Vec<Saved> {
    let records = line::records(document, what).into_iter();
    records
        .map(|r| serde_json::from_value(r).unwrap())
        .collect()
}

#[test]
fn the_figures_hold() {
    let mut evaluation = Evaluation::default();
    for gold in annotated() {
        let file = gold.file.as_ref().unwrap();
        let document = line::document(&root().join("corpus").join(file));
        assert_eq!(
            document.text(),
            gold.text,
            "the text that the annotation counts in"
        );
        let mentions = saved(&document, What::Mentions);
        evaluation.add(&gold, &mentions, &saved(&document, What::Claims));
    }
    let table = evaluation.text(usize::MAX);
    println!("{table}");
    assert!(evaluation.all().f1() >= MIN_MENTIONS_F1, "{table}");
    assert_eq!(evaluation.faults(Fault::WrongValue).len(), 0, "{table}");
    assert_eq!(evaluation.quotes_off(), 0, "{table}");
    let false_claims = evaluation.faults(Fault::FalseClaim).len();
    assert!(false_claims <= MAX_FALSE_CLAIMS, "{table}");
    for (slot, min) in MIN_RIGHT {
        assert!(evaluation.slot(slot).right >= min, "{slot}\n{table}");
    }
    for slot in ALL_RIGHT {
        let judged = evaluation.slot(slot);
        assert_eq!(judged.right, judged.judged, "{slot}\n{table}");
    }
}

#[test]
fn quotes_are_the_text_at_their_offsets() {
    for path in seeds() {
        let document = line::document(&path);
        let chars: Vec<char> = document.text().chars().collect();
        for what in [What::Mentions, What::Claims] {
            for record in line::records(&document, what) {
                let at = |name: &str| usize::try_from(record[name].as_u64().unwrap()).unwrap();
                let quote: String = chars[at("char_start")..at("char_end")].iter().collect();
                assert_eq!(record["quote"], quote, "{}", path.display());
            }
        }
    }
}

#[test]
fn raw_bytes_read_again_are_the_quote() {
    for path in seeds() {
        let document = line::document(&path);
        for record in line::records(&document, What::Mentions) {
            let at = |name: &str| usize::try_from(record[name].as_u64().unwrap()).unwrap();
            let raw = &document.raw_bytes()[at("raw_start")..at("raw_end")];
            // Without damage the bytes are the quote; damage is as many bytes as it is, and never fewer.
            let quote = record["quote"].as_str().unwrap();
            let whole = TextSpan::new(0, u32::try_from(document.text().len()).unwrap());
            if document.repairs_in(whole) == 0 {
                assert_eq!(raw, quote.as_bytes(), "{}", path.display());
            } else {
                assert!(raw.len() >= quote.len(), "{}", path.display());
            }
        }
    }
}

#[test]
fn the_damaged_seed_is_repaired_to_its_truth() {
    let document = line::document(&root().join("corpus/seeds/003_c04a5029e7f26db3.txt"));
    let truth = fs::read_to_string(root().join("fixtures/seeds/003_truth.txt")).unwrap();
    assert!(document.text() == truth, "repair differs from the truth");
    assert_eq!(
        line::document_of(&truth).repairs().len(),
        0,
        "the truth is clean: repair leaves it alone"
    );
}
