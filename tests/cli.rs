//! The program as a person meets it: real input, odd input, and its exit codes.
#![allow(clippy::unwrap_used)] // a test may

use std::fs;
use std::io::{Read, Write};
use std::process::Stdio;

use serde_json::Value;

mod program;

use program::{err, folder, json_lines, out, program, root, run, run_with};

#[test]
fn the_seeds_are_read_and_summed_up() {
    let output = run(&["extract", "corpus/seeds"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(err(&output).contains("5 documents, "), "{}", err(&output));
    assert!(err(&output).ends_with(" 0 skipped\n"), "{}", err(&output));
    assert_eq!(err(&run(&["extract", "corpus/seeds", "--quiet"])), "");
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    for command in ["mentions", "extract", "text"] {
        let of = |threads| {
            run(&[
                command,
                "corpus/seeds",
                "fixtures/seeds/seeds.jsonl",
                "--threads",
                threads,
            ])
            .stdout
        };
        assert_eq!(of("1"), of("2"), "{command}");
        assert_eq!(of("1"), of("1"), "{command}");
    }
}

#[test]
fn quotes_are_the_text_that_is_printed() {
    let texts = json_lines(&run(&["text", "corpus/seeds"]));
    assert_eq!(texts.len(), 5);
    for command in ["mentions", "extract"] {
        for record in json_lines(&run(&[command, "corpus/seeds"])) {
            let text = texts
                .iter()
                .find(|t| t["doc_id"] == record["doc_id"])
                .unwrap()["text"]
                .as_str()
                .unwrap();
            let at = |name: &str| usize::try_from(record[name].as_u64().unwrap()).unwrap();
            let quote: String = text
                .chars()
                .skip(at("char_start"))
                .take(at("char_end") - at("char_start"))
                .collect();
            assert_eq!(record["quote"], quote);
        }
    }
}

#[test]
fn repair_prints_the_text_and_nothing_else() {
    let seed = "corpus/seeds/003_c04a5029e7f26db3.txt";
    let truth = fs::read(root().join("fixtures/seeds/003_truth.txt")).unwrap();
    assert!(run(&["repair", seed]).stdout == truth);
    assert!(
        run_with(&["repair", "-"], &truth).stdout == truth,
        "what is clean stays"
    );
    assert_eq!(run(&["repair", "--check", seed]).status.code(), Some(1));
    assert_eq!(
        run(&["repair", "--check", "fixtures/seeds/003_truth.txt"])
            .status
            .code(),
        Some(0)
    );
    let report = json_lines(&run(&["repair", "--report", seed]));
    assert!(report.len() > 100 && report.iter().all(|r| r["kind"].is_string()));
}

#[test]
fn repair_of_input_in_small_portions_is_the_same() {
    let seed = fs::read(root().join("corpus/seeds/003_c04a5029e7f26db3.txt")).unwrap();
    let whole = run_with(&["repair", "-"], &seed).stdout;
    for portion in [1, 3, 1000] {
        let mut child = program()
            .args(["repair", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        for part in seed.chunks(portion) {
            stdin.write_all(part).unwrap();
        }
        drop(stdin);
        assert!(child.wait_with_output().unwrap().stdout == whole);
    }
}

#[test]
fn repair_of_records_gives_records() {
    let line =
        "{\"key\": 7, \"body\": \"Le cafĂ© coûte cher cet Ă©tĂ©.\", \"date\": \"2025-01-02\"}\n";
    let output = run_with(
        &["repair", "--id-field", "key", "--text-field", "body", "-"],
        line.as_bytes(),
    );
    let records = json_lines(&output);
    assert_eq!(records[0]["key"], "7");
    assert_eq!(records[0]["body"], "Le café coûte cher cet été.");
    assert_eq!(records[0]["date"], "2025-01-02");
    let texts = json_lines(&run(&["repair", "corpus/seeds"]));
    assert_eq!(texts.len(), 5, "a folder comes out as records too");
}

#[test]
fn an_empty_file_is_repaired_to_an_empty_one() {
    let folder = folder("empty-file");
    let (input, output) = (folder.join("in.txt"), folder.join("out.txt"));
    fs::write(&input, "").unwrap();
    let [input, output] = [&input, &output].map(|path| path.to_str().unwrap());
    let done = run(&["repair", "-o", output, input]);
    assert_eq!(done.status.code(), Some(0));
    assert!(
        err(&done).contains("passed over: 1 empty"),
        "{}",
        err(&done)
    );
    assert_eq!(fs::read(output).unwrap(), b"");
    assert_eq!(run(&["extract", input]).status.code(), Some(2));
}

#[test]
fn a_bad_line_is_named_and_the_others_are_read() {
    let input = b"{\"id\": 1, \"text\": \"a\"}\n{\"id\": 2, \"text\n{\"id\": 3, \"text\": \"c\"}\n";
    let output = run_with(&["text", "--input", "jsonl", "-"], input);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(json_lines(&output).len(), 2);
    assert!(
        err(&output).contains("standard input, line 2 (byte 23)"),
        "{}",
        err(&output)
    );
    assert!(
        err(&output).contains("2 documents, 1 skipped"),
        "{}",
        err(&output)
    );
}

#[test]
fn what_cannot_run_says_why_and_exits_with_2() {
    let empty = folder("empty");
    let empty = empty.to_str().unwrap();
    for (args, words) in [
        (
            vec!["extract", "no-such-file.txt"],
            "no-such-file.txt: no such file or folder",
        ),
        (vec!["extract", empty], "the folder is empty"),
        (
            vec!["extract", "crates/cli/src"],
            "no file of a kind that is read",
        ),
        (vec!["extract", "--formt", "csv"], "--format"),
        (vec!["extract", "--lang", "tlh", "x"], "there are: auto, "),
        (
            vec!["extract", "--encoding", "klingon", "x"],
            "windows-1252",
        ),
        (vec!["extract", "--date", "31/12/2025", "x"], "YYYY-MM-DD"),
        (vec!["extract", "--threads", "0", "x"], "0"),
        (vec!["extract", "corpus/seeds", "-o", empty], "is a folder"),
        (
            vec!["extract", "corpus/seeds", "-o", "no/such/folder/x"],
            "cannot be created",
        ),
        (vec![], "Usage"),
    ] {
        let output = run(&args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(err(&output).contains(words), "{args:?}: {}", err(&output));
        assert!(output.stdout.is_empty(), "{args:?}");
    }
}

#[test]
fn one_missing_file_does_not_cost_the_others() {
    let output = run(&["text", "no-such-file.txt", "corpus/seeds"]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(json_lines(&output).len(), 5);
}

#[test]
fn a_pipe_that_closes_early_is_no_failure() {
    let mut input = String::new();
    for i in 0..20_000 {
        input += &format!(
            "{{\"id\": {i}, \"text\": \"Nvidia va investir 10 milliards de dollars dans OpenAI.\"}}\n"
        );
    }
    let path = folder("pipe").join("many.jsonl");
    fs::write(&path, input).unwrap();
    let mut child = program()
        .args(["text", "--quiet"])
        .arg(&path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""));
}

#[test]
fn a_file_appears_whole_with_its_header_beside_it() {
    let folder = folder("output");
    let file = folder.join("claims.json");
    let output = run(&[
        "extract",
        "corpus/seeds",
        "--format",
        "json",
        "-o",
        file.to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(output.stdout.is_empty());
    let claims: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    assert!(claims.is_array());
    let header: Value =
        serde_json::from_slice(&fs::read(folder.join("claims.json.run.json")).unwrap()).unwrap();
    assert_eq!(header["documents"], 5);
    assert_eq!(header["records"], claims.as_array().unwrap().len());
    assert_eq!(
        fs::read_dir(&folder).unwrap().count(),
        2,
        "no unfinished file is left"
    );
    let failed = run(&[
        "extract",
        "no-such-file.txt",
        "-o",
        folder.join("none").to_str().unwrap(),
    ]);
    assert_eq!(failed.status.code(), Some(2));
    assert!(!folder.join("none").exists());
}

#[test]
fn a_document_above_the_limit_is_skipped_with_a_word() {
    let big = folder("big").join("big.txt");
    fs::write(&big, "Dix euros. ".repeat(1000)).unwrap();
    let output = run(&[
        "extract",
        "--max-doc-bytes",
        "1K",
        big.to_str().unwrap(),
        "corpus/seeds",
    ]);
    assert!(err(&output).contains("--max-doc-bytes"), "{}", err(&output));
    assert_eq!(run(&["repair", big.to_str().unwrap()]).stdout.len(), 11_000);
}

#[test]
fn the_table_has_a_header_even_without_rows() {
    let output = run_with(&["extract", "--format", "csv", "-"], b"");
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).starts_with("id,doc_id,"), "{}", out(&output));
    assert_eq!(
        out(&run_with(&["extract", "--format", "json", "-"], b"")),
        "[\n]\n"
    );
}

#[test]
fn damaged_and_binary_input_does_not_crash() {
    let noise: Vec<u8> = (0..100_000_u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    for command in ["extract", "mentions", "repair", "text"] {
        let output = run_with(&[command, "--input", "text", "-"], &noise);
        assert_eq!(output.status.code(), Some(0), "{command}: {}", err(&output));
        let output = run_with(&[command, "--input", "jsonl", "-"], &noise);
        assert_eq!(output.status.code(), Some(2), "{command}: {}", err(&output));
    }
    let half = br#"{"id": "x", "text": "10 euros \ud83d et \udc00 20 euros"}"#;
    assert_eq!(run_with(&["extract", "-"], half).status.code(), Some(0));
}

#[test]
fn help_schema_and_explain_speak() {
    assert!(out(&run(&["--help"])).contains("Examples:"));
    assert!(out(&run(&["extract", "--help"])).contains("--max-doc-bytes"));
    let schema: Value = serde_json::from_str(&out(&run(&["schema"]))).unwrap();
    assert!(schema["$defs"]["Claim"]["properties"]["predicate"].is_object());
    for (program, words) in [
        ("duckdb", "\"value\": 'VARCHAR'"),
        ("pandas", "\"value\": \"string\""),
        ("polars", "\"value\": pl.String"),
    ] {
        assert!(
            out(&run(&["schema", "--for", program])).contains(words),
            "{program}"
        );
    }
    let explained = out(&run(&[
        "explain",
        "--text",
        "Nvidia va investir 10 milliards de dollars.",
    ]));
    assert!(explained.contains("encoding"), "{explained}");
}
