//! The cases of ftfy's own suite, where it lies beside the project; it is no part of it.
//!
//! `cargo test -p claimsift-decode --test ftfy -- --nocapture` prints the cases that do not come out as expected.
//! Those that contradict our contract, or that are open, are listed in the README by their label.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::path::Path;

use common::doc;
use serde_json::Value;

/// Cases that pass today; fewer is a step back.
const PASSING: usize = 67;

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = folder.join("../../../shared/suites/ftfy/cases.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not there", path.display());
        return;
    };
    let all: Value = serde_json::from_str(&text).unwrap();
    let mut passed = 0;
    for case in all.as_array().unwrap() {
        let field = |name: &str| case.get(name).and_then(Value::as_str);
        let original = field("original").unwrap();
        let want = field("fixed-encoding").or_else(|| field("fixed")).unwrap();
        let got = doc(original.as_bytes());
        if got.text() == want {
            passed += 1;
        } else {
            let (expect, label) = (field("expect").unwrap_or(""), field("label").unwrap_or(""));
            println!(
                "{expect} | {label}\n  want {want:?}\n  got  {:?}",
                got.text()
            );
        }
    }
    println!("{passed} cases come out as expected");
    assert!(passed >= PASSING, "{passed}");
}
