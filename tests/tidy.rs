//! The absences that the architecture promises: easy to break, hard to see, so tested.
#![allow(clippy::unwrap_used)] // a test may

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use claimsift_packs::Packs;
use claimsift_tests::{literals, root};
use serde_json::Value;

/// Who may know whom. Crates that are not named here may know all.
const MAY_KNOW: [(&str, &[&str]); 14] = [
    ("claimsift-cldr", &["claimsift-engine"]),
    ("claimsift-model", &[]),
    ("claimsift-intake", &["claimsift-model"]),
    ("claimsift-decode", &["claimsift-model"]),
    ("claimsift-engine", &["claimsift-model"]),
    (
        "claimsift-packs-compile",
        &["claimsift-model", "claimsift-engine"],
    ),
    (
        "claimsift-packs",
        &[
            "claimsift-model",
            "claimsift-engine",
            "claimsift-packs-compile",
        ],
    ),
    (
        "claimsift-mentions",
        &["claimsift-model", "claimsift-engine", "claimsift-packs"],
    ),
    (
        "claimsift-names",
        &[
            "claimsift-model",
            "claimsift-engine",
            "claimsift-packs",
            "claimsift-mentions",
        ],
    ),
    (
        "claimsift-claims",
        &[
            "claimsift-model",
            "claimsift-engine",
            "claimsift-packs",
            "claimsift-mentions",
            "claimsift-names",
        ],
    ),
    (
        "claimsift-extract",
        &[
            "claimsift-model",
            "claimsift-packs",
            "claimsift-mentions",
            "claimsift-claims",
        ],
    ),
    ("claimsift-sinks", &["claimsift-model"]),
    ("claimsift-workbench", &["claimsift-model"]),
    ("claimsift-report", &[]),
];
const KNOW_ALL: [&str; 3] = ["claimsift", "claimsift-bench", "claimsift-tests"];

/// Most lines of production code in a file.
const MAX_LINES: usize = 500;

/// Where the slots of the pattern language are named, by the very words that pack files use for them.
const SLOT_NAMES: &str = "crates/engine/src/pattern/build.rs";

/// Unit codes (UCUM, percentage points), codes of TIMEX3 and names of the pattern language, which a lexicon holds by
/// chance.
const OUR_OWN: [&str; 10] = ["FA", "SP", "SU", "a", "d", "h", "min", "mo", "pp", "s"];

fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

#[test]
fn crates_know_only_whom_they_may() {
    for package in packages() {
        let name = package["name"].as_str().unwrap();
        let Some((_, may)) = MAY_KNOW.iter().find(|(n, _)| *n == name) else {
            assert!(
                KNOW_ALL.contains(&name),
                "{name} has no row in the table of crates"
            );
            continue;
        };
        for dependency in package["dependencies"].as_array().unwrap() {
            let other = dependency["name"].as_str().unwrap();
            // What only tests use does not reach the program.
            if other.starts_with("claimsift") && dependency["kind"] != "dev" {
                assert!(may.contains(&other), "{name} must not know {other}");
            }
        }
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn every_crate_says_what_it_is() {
    for package in packages() {
        for target in package["targets"].as_array().unwrap() {
            let path = target["src_path"].as_str().unwrap();
            let text = fs::read_to_string(path).unwrap();
            assert!(text.starts_with("//!"), "{path} does not open with //!");
        }
    }
}

#[test]
fn files_stay_short() {
    for folder in ["crates", "tests"] {
        for path in sources(&root().join(folder)) {
            if path.ends_with("tests.rs") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let code = text
                .split("\n#[cfg(test)]\nmod ")
                .next()
                .unwrap_or_default();
            let lines = code.lines().count();
            assert!(
                lines <= MAX_LINES,
                "{}: {lines} lines; divide it by subject",
                path.display()
            );
        }
    }
}

/// Whether a lexicon of any language has the word.
fn is_word(packs: &Packs, literal: &str) -> bool {
    let languages = packs.tags().filter_map(|tag| packs.by_tag(tag));
    languages
        .into_iter()
        .any(|language| language.lexicon.holds(literal))
}

/// Names that are ours: not knowledge of a language, though some lexicon has the word.
fn our_own() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join(SLOT_NAMES)).unwrap();
    let slots = literals::string_literals(&text)
        .into_iter()
        .map(|(_, literal)| literal);
    slots.chain(OUR_OWN.map(str::to_owned)).collect()
}

/// Tests hold sentences; `explain` and `examples` speak to a person. A file of tests is one that its parent declares so.
fn test_or_message(path: &Path) -> bool {
    let own = path.strip_prefix(root()).unwrap_or(path);
    let stem = path
        .file_stem()
        .and_then(|s| s.to_str())
        .unwrap_or_default();
    let declared = format!("#[cfg(test)]\nmod {stem};");
    let folder = path.parent().unwrap();
    let parents = [
        folder.join("lib.rs"),
        folder.join("mod.rs"),
        folder.with_extension("rs"),
    ];
    let tests = parents
        .iter()
        .any(|p| fs::read_to_string(p).is_ok_and(|t| t.contains(&declared)));
    tests
        || ["explain", "examples"]
            .iter()
            .any(|n| *n == stem || own.iter().any(|p| p == *n))
        || own.iter().any(|p| p == "tests")
}

#[test]
fn words_stand_in_packs_only() {
    let (packs, ours) = (Packs::builtin(), our_own());
    let mut strays = Vec::new();
    for name in ["engine", "mentions", "names", "claims", "extract"] {
        let all = sources(&root().join("crates").join(name).join("src"));
        for path in all.into_iter().filter(|p| !test_or_message(p)) {
            let text = fs::read_to_string(&path).unwrap();
            let found = literals::string_literals(&text).into_iter();
            let stray = found.filter(|(_, l)| {
                l.contains(char::is_alphabetic) && is_word(&packs, l) && !ours.contains(l)
            });
            strays.extend(stray.map(|(line, l)| format!("{}:{line}: \"{l}\"", path.display())));
        }
    }
    assert!(
        strays.is_empty(),
        "words of a lexicon belong into a pack: {strays:#?}"
    );
}

#[test]
fn seeds_are_kept_byte_for_byte() {
    let attributes = fs::read_to_string(root().join(".gitattributes")).unwrap();
    assert!(
        attributes
            .lines()
            .any(|l| l.starts_with("corpus/seeds/") && l.contains("-text"))
    );
}
