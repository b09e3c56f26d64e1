//! The workbench as an author of rules meets it: figures against annotated text, differences between runs.
#![allow(clippy::unwrap_used)] // a test may

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

mod program;

use program::{err, folder, out, root, run};

const GOLD: [&str; 5] = [
    "eval",
    "--gold",
    "fixtures/seeds/seeds.jsonl",
    "--files",
    "corpus",
];

fn code(output: &std::process::Output) -> Option<i32> {
    output.status.code()
}

/// A run over the seeds, in a file of its own.
fn seeds(folder: &Path, name: &str, more: &[&str]) -> String {
    let path = folder.join(name).display().to_string();
    let done = run(&[&["extract", "-q", "corpus/seeds", "-o", &path], more].concat());
    assert_eq!(code(&done), Some(0), "{}", err(&done));
    path
}

#[test]
fn eval_gates_on_f1() {
    let table = run(&GOLD);
    assert_eq!(code(&table), Some(0), "{}", err(&table));
    assert!(out(&table).contains("claim found"), "{}", out(&table));
    let strict = run(&[&GOLD[..], &["--min-f1", "1.0", "--format", "json"]].concat());
    let figures: Value = serde_json::from_slice(&strict.stdout).unwrap();
    let f1 = figures[0]["figures"]["all"]["f1"].as_f64().unwrap();
    assert_eq!(code(&strict), Some(if f1 < 1.0 { 1 } else { 0 }));
}

#[test]
fn eval_says_what_is_wrong_with_its_input() {
    let folder = folder("eval-errors");
    let bad = folder.join("bad.jsonl");
    fs::write(&bad, "{\"id\": \"a\"}\n").unwrap();
    let bad = bad.display().to_string();
    for (args, says) in [
        (vec!["eval"], "--gold"),
        (vec!["eval", "--gold", "nowhere.jsonl"], "cannot be read"),
        (
            vec!["eval", "--gold", &bad],
            "line 1: no annotated document (missing field `text`",
        ),
        (
            vec!["eval", "--gold", "fixtures/seeds/seeds.jsonl"],
            "--files FOLDER",
        ),
        (
            vec!["eval", "--gold", &bad, "--min-f1", "96"],
            "from 0 to 1",
        ),
    ] {
        let done = run(&args);
        assert_eq!(code(&done), Some(2), "{args:?}");
        assert!(err(&done).contains(says), "{args:?}: {}", err(&done));
    }
}

/// The figures are those of the scorer that the annotation came with, where it is at hand.
#[test]
fn eval_agrees_with_the_scorer() {
    let shared = root().join("../shared");
    let scorer = shared.join("eval/score.py");
    if !scorer.is_file() {
        println!("skipped: the scorer is not here");
        return;
    }
    for name in ["seeds", "news-dev"] {
        let gold = shared.join(format!("gold/{name}.jsonl"));
        let scored = Command::new("python3")
            .args([&scorer, Path::new("gold"), &gold, Path::new("--bin")])
            .arg(env!("CARGO_BIN_EXE_claimsift"))
            .output()
            .unwrap();
        let ours = run(&["eval", "--gold", &gold.display().to_string(), "--show", "0"]);
        let rows = |text: &str| -> Vec<String> {
            let judged = |line: &&str| !line.contains("fixed") && line.contains('%');
            let row = |line: &str| {
                let line = line
                    .replace(" / ", " ")
                    .replace("claims beyond gold", "false claims");
                let cells = line
                    .split_whitespace()
                    .take_while(|w| !w.starts_with('(') && *w != "of" && *w != "the");
                cells.collect::<Vec<_>>().join(" ")
            };
            let mut rows: Vec<_> = text.lines().filter(judged).map(row).collect();
            rows.retain(|r| {
                !r.contains("confidence")
                    && r.split(' ')
                        .next()
                        .is_some_and(|w| w.parse::<f64>().is_err())
            });
            rows.sort();
            rows
        };
        assert!(rows(&out(&ours)).len() > 10, "{}", out(&ours));
        assert_eq!(
            rows(&out(&ours)),
            rows(&String::from_utf8_lossy(&scored.stdout)),
            "{name}"
        );
    }
}

#[test]
fn a_run_does_not_differ_from_itself() {
    let folder = folder("diff-same");
    let old = seeds(&folder, "old.jsonl", &[]);
    for new in [None, Some(old.as_str()), Some("corpus/seeds")] {
        let args: Vec<_> = ["diff", &old].into_iter().chain(new).collect();
        let done = run(&args);
        assert_eq!(
            code(&done),
            Some(0),
            "{new:?}: {}{}",
            out(&done),
            err(&done)
        );
        assert!(out(&done).contains("no difference"), "{}", out(&done));
    }
}

#[test]
fn a_run_that_differs_says_where_and_why() {
    let folder = folder("diff-other");
    let old = seeds(&folder, "old.jsonl", &[]);
    let new = seeds(&folder, "new.jsonl", &["--lang", "en"]);
    let done = run(&["diff", &old, &new]);
    assert_eq!(code(&done), Some(1), "{}", err(&done));
    assert!(
        out(&done).starts_with("the runs differ in:\n    options.lang: \"auto\" → \"en\""),
        "{}",
        out(&done)
    );
    let json = run(&["diff", &old, &new, "--format", "json"]);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert!(!json["changes"].as_array().unwrap().is_empty());
    assert_eq!(json["counts"]["documents"], 5);
    let never = run(&["diff", &old, &new, "--fail-on", "never"]);
    assert_eq!(code(&never), Some(0));
}

#[test]
fn diff_fails_only_on_what_it_is_told() {
    let folder = folder("diff-fail-on");
    let old = seeds(&folder, "old.jsonl", &[]);
    let new = folder.join("new.jsonl");
    let text = fs::read_to_string(&old).unwrap();
    fs::write(&new, text.split_once('\n').unwrap().1).unwrap();
    let new = new.display().to_string();
    for (sorts, expected) in [("added,changed", 0), ("removed", 1), ("added,removed", 1)] {
        let done = run(&["diff", &old, &new, "--fail-on", sorts]);
        assert_eq!(code(&done), Some(expected), "{sorts}");
    }
    fs::write(&new, "{\"doc_id\": 3}\n").unwrap();
    let done = run(&["diff", &old, &new]);
    assert_eq!(code(&done), Some(2), "{}", out(&done));
}

/// A pack of one's own with a unit, and a frame whose example wants `object`.
fn pack(folder: &Path, object: &str) -> String {
    let pack = folder.join("pack");
    fs::create_dir_all(pack.join("common")).unwrap();
    fs::create_dir_all(pack.join("lang/en")).unwrap();
    let unit =
        "[unit.exaflops]\ndimension = \"quantity\"\ncode = \"EFLOPS\"\nsymbols = [\"exaflops\"]\n";
    fs::write(pack.join("common/units.toml"), unit).unwrap();
    let frame = format!(
        "[[frame]]\nid = \"mine.inject\"\npredicate = \"investment\"\nverb = [\"inject\"]\nfigure = [\"money\"]\nobject = [\"into\"]\n\
         fires = [\"Orange injects $3 billion into fibre => predicate=investment subject=Orange object={object}\"]\n\
         quiet = [\"The nurse injects a drug.\"]\n\n[verbs]\nplain = [\"inject\"]\n"
    );
    fs::write(pack.join("lang/en/frames.toml"), frame).unwrap();
    pack.display().to_string()
}

/// A few words of a language that does not exist.
const MADE_UP: &str = r#"
[pack]
decimal = [","]
group = ["."]
plural = ["im"]
[set]
tell = ["ka", "lo", "meru", "tisi"]
stop = ["ka", "lo", "meru", "tisi"]
of = ["na"]
and = ["ve"]
between = ["duvo"]
more_than = ["supa"]
[class.num_add]
"bi" = [2, 0]
"tor" = [3, 0]
[class.num_times]
"hek" = [100, 99]
[class.num_scale]
"milu" = 6
[class.num_join]
"ve" = 0
[class.percent_sign]
"prosan" = 0
[currency_names.EUR]
many = ["eurim"]
[unit_names.gigawatt]
many = ["gigavatim"]
"#;

#[test]
fn a_language_of_ones_own_needs_no_code() {
    let folder = folder("own-language");
    let lang = folder.join("pack/lang/qaa");
    fs::create_dir_all(&lang).unwrap();
    fs::write(lang.join("pack.toml"), MADE_UP).unwrap();
    let pack = folder.join("pack").display().to_string();
    let text = "Meru ka tisi 3,5 milu na eurim lo. Ka meru supa bi gigavatim tisi. Tisi lo ka 12,5 prosan \
                meru. Duvo 20 ve 25 milu na eurim ka lo. Ka tor hek ve bi kamelim tisi lo.\n";
    let done = program::run_with(&["mentions", "-q", "--pack", &pack, "-"], text.as_bytes());
    let read = out(&done);
    let mentions = read
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).unwrap());
    let told: Vec<String> = mentions
        .map(|m| format!("{} {}..{} {}", m["kind"], m["min"], m["max"], m["unit"]).replace('"', ""))
        .collect();
    let wanted = [
        "money 3500000..3500000 EUR",
        "power 2000000000..null W",
        "percent 12.5..12.5 %",
        "money 20000000..25000000 EUR",
        "count 302..302 1",
    ];
    assert_eq!(told, wanted);
}

#[test]
fn a_unit_of_ones_own_is_read() {
    let pack = pack(&folder("own-unit"), "fibre");
    let text = "The centre reaches 12 exaflops.\n";
    let with = program::run_with(&["mentions", "-q", "--pack", &pack, "-"], text.as_bytes());
    let mention: Value = serde_json::from_str(out(&with).trim()).unwrap();
    assert_eq!(
        (&mention["value"], &mention["unit"]),
        (&Value::from("12"), &Value::from("EFLOPS"))
    );
    let without = program::run_with(&["mentions", "-q", "-"], text.as_bytes());
    assert!(!out(&without).contains("EFLOPS"));
}

#[test]
fn test_finds_a_wrong_example_and_update_mends_it() {
    let pack = pack(&folder("own-test"), "copper");
    let wrong = run(&["test", &pack, "--only", "mine"]);
    assert_eq!(code(&wrong), Some(1), "{}{}", out(&wrong), err(&wrong));
    assert!(
        out(&wrong).starts_with("wrong: mine.inject (en) "),
        "{}",
        out(&wrong)
    );
    for (format, says) in [
        ("junit", "<failure"),
        ("github", "::error file="),
        ("json", "\"verdict\": \"wrong\""),
    ] {
        let shown = run(&["test", &pack, "--only", "mine", "--format", format]);
        assert!(out(&shown).contains(says), "{format}: {}", out(&shown));
    }
    run(&["test", &pack, "--only", "mine", "--update"]);
    let right = run(&["test", &pack, "--only", "mine"]);
    assert_eq!(code(&right), Some(0), "{}", out(&right));
}

#[test]
fn a_known_gap_fails_no_test() {
    let folder = folder("own-todo");
    let pack = pack(&folder, "fibre");
    let path = Path::new(&pack).join("lang/en/frames.toml");
    let text = fs::read_to_string(&path).unwrap();
    let todo = "quiet = [{ text = \"Orange injects $3 billion into copper.\", todo = true }, { text = \"No.\", todo = true }]";
    fs::write(
        &path,
        text.replace("quiet = [\"The nurse injects a drug.\"]", todo),
    )
    .unwrap();
    let done = run(&["test", &pack, "--only", "mine"]);
    assert_eq!(code(&done), Some(0), "{}{}", out(&done), err(&done));
    assert!(
        out(&done).contains("1 known gaps, 1 gaps that are closed"),
        "{}",
        out(&done)
    );
    assert!(
        out(&done).contains("take its `todo` away"),
        "{}",
        out(&done)
    );
}

#[test]
fn every_mistake_of_a_pack_is_shown_at_once() {
    let folder = folder("own-mistakes");
    let pack = pack(&folder, "fibre");
    fs::write(
        Path::new(&pack).join("lang/en/bad.toml"),
        "[[rule]]\nid = \"mine.x\"\nmatch = \"number\"\nbuild = \"moneyy\"\n\n[unti.x]\na = 1\n\n[set]\nabout = [\"nigh on\", \"nigh on\"]\n",
    )
    .unwrap();
    let done = run(&["extract", "--pack", &pack, "corpus/seeds"]);
    assert_eq!(code(&done), Some(2));
    let message = err(&done);
    for says in [
        "3 mistakes",
        "bad.toml:4:9",
        "unknown variant `moneyy`",
        "bad.toml:6:2",
        "unknown field `unti`",
        "`nigh on`",
    ] {
        assert!(message.contains(says), "{says}: {message}");
    }
}

#[test]
fn claimsift_toml_names_packs_for_the_folders_below_it() {
    let folder = folder("own-config");
    pack(&folder, "fibre");
    let below = folder.join("a/b");
    fs::create_dir_all(&below).unwrap();
    fs::write(below.join("x.txt"), "The centre reaches 12 exaflops.\n").unwrap();
    fs::write(folder.join("claimsift.toml"), "packs = [\"pack\"]\n").unwrap();
    let at = |more: &[&str]| {
        let mut command = program::program();
        out(&command
            .current_dir(&below)
            .args([&["mentions", "-q", "x.txt"], more].concat())
            .output()
            .unwrap())
    };
    assert!(at(&[]).contains("EFLOPS"));
    assert!(!at(&["--no-config"]).contains("EFLOPS"));
}

#[test]
fn a_new_pack_works_and_a_broken_one_is_told() {
    let folder = folder("pack-new");
    let pack = folder.join("mine").display().to_string();
    for (args, expected) in [
        (vec!["pack", "new", &pack], 0),
        (vec!["pack", "new", &pack], 2),
        (vec!["pack", "check", &pack], 0),
        (vec!["test", &pack, "--only", "mine"], 0),
    ] {
        let done = run(&args);
        assert_eq!(
            code(&done),
            Some(expected),
            "{args:?}: {}{}",
            out(&done),
            err(&done)
        );
    }
    fs::write(
        Path::new(&pack).join("lang/en/more.toml"),
        "[set]\nabouts = ['x'\n",
    )
    .unwrap();
    let done = run(&["pack", "check", &pack]);
    assert_eq!(code(&done), Some(1), "{}", err(&done));
    assert!(err(&done).contains("more.toml:2:"), "{}", err(&done));
    let schema: Value = serde_json::from_slice(&run(&["schema", "pack"]).stdout).unwrap();
    assert!(schema["properties"]["frame"].is_object());
}
