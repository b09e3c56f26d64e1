//! What the intake makes of files, folders and damaged lines.
#![allow(clippy::unwrap_used)] // a test may

use std::fs;
use std::path::PathBuf;

use claimsift_intake::{Fault, Format, Options, from_reader, open};
use claimsift_model::Record;

fn lines(text: &'static [u8]) -> Vec<Result<Record, Fault>> {
    let options = Options {
        format: Format::Jsonl,
        ..Options::default()
    };
    from_reader("dump.jsonl", text, options).collect()
}

/// A fresh folder below the build directory.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

#[test]
fn json_escapes_are_undone_and_ids_become_strings() {
    let got = lines(
        b"{\"id\": 12, \"text\": \"caf\\u00e9\\n\", \"date\": 2025, \"title\": 1984}\n\n{\"text\": \"\xe9\", \"id\": null}",
    );
    let first = got[0].as_ref().unwrap();
    assert_eq!(
        (first.id.as_str(), &*first.bytes),
        ("12", "café\n".as_bytes())
    );
    assert_eq!(
        (first.date.as_deref(), first.title.as_deref()),
        (Some("2025"), None)
    );
    let second = got[1].as_ref().unwrap();
    assert_eq!(
        (second.id.as_str(), &*second.bytes),
        ("dump.jsonl#1", &b"\xe9"[..])
    );
    assert_eq!((second.source.record, second.source.byte), (Some(1), 64));
}

#[test]
fn a_lone_surrogate_does_not_cost_the_document() {
    let got = lines(br#"{"id": "a", "text": "cut \ud83d", "title": "cut \ud83d"}"#);
    assert!(got[0].as_ref().unwrap().bytes.starts_with(b"cut "));
}

#[test]
fn a_bad_line_is_an_error_with_its_place_and_the_run_goes_on() {
    let got = lines(b"{\"text\": \"a\"}\n{\"text\": \n{\"body\": \"b\"}\n[1]\n{\"text\": \"c\"}\n");
    let errors: Vec<_> = got.iter().filter_map(|r| r.as_ref().err()).collect();
    assert_eq!((got.len(), errors.len()), (5, 3));
    assert!(errors.iter().all(|e| e.is_bad_record()));
    assert_eq!((errors[0].line(), errors[0].byte()), (Some(2), Some(14)));
    assert!(
        errors[1].to_string().contains("--text-field"),
        "{}",
        errors[1]
    );
    assert_eq!(got[4].as_ref().unwrap().id, "dump.jsonl#4");
}

#[test]
fn limits_say_so() {
    let options = Options::default().with_max_document(4);
    let text =
        b"{\"text\": \"abcdefghijklmnopqrstuvwxyz\"}\n{\"text\": \"abcde\"}\n{\"text\": \"abcd\"}";
    let got: Vec<_> = from_reader("d.jsonl", &text[..], options.clone()).collect();
    assert!(
        got[0]
            .as_ref()
            .unwrap_err()
            .to_string()
            .contains("a line above the limit of 32 bytes")
    );
    assert!(got[1].as_ref().unwrap_err().is_too_large());
    assert_eq!(&*got[2].as_ref().unwrap().bytes, b"abcd");
    let mut text = from_reader("d.txt", &b"abcde"[..], options);
    assert!(text.next().unwrap().unwrap_err().is_too_large());
}

#[test]
fn folders_come_in_a_stable_order_and_count_what_they_pass_over() {
    let root = folder("walk");
    fs::create_dir(root.join("b")).unwrap();
    for name in [
        "c.txt",
        "a.txt",
        "b/z.TXT",
        "b/page.html",
        "readme.md",
        "run.log",
    ] {
        fs::write(root.join(name), "+\n").unwrap();
    }
    fs::write(root.join("d.json"), "{\"text\": \"x\"}\n").unwrap();
    let mut records = open(&[root], Options::default());
    let ids: Vec<_> = records.by_ref().map(|r| r.unwrap().id).collect();
    assert_eq!(
        ids,
        ["a.txt", "b/page.html", "b/z.TXT", "c.txt", "d.json#0"]
    );
    assert_eq!(records.ignored().values().sum::<u64>(), 2);
}

#[test]
fn what_cannot_be_read_is_an_item_in_its_place() {
    let root = folder("odd");
    fs::create_dir(root.join("empty")).unwrap();
    fs::write(root.join("page.html"), "<p>10</p>").unwrap();
    fs::write(root.join("dump.pdf"), b"%PDF-1.7").unwrap();
    let paths: Vec<_> = ["missing.txt", "empty", "page.html", "dump.pdf"]
        .map(|n| root.join(n))
        .into();
    let got: Vec<_> = open(&paths, Options::default()).collect();
    assert!(got[0].as_ref().unwrap_err().is_not_found());
    assert!(got[1].as_ref().unwrap_err().is_empty_folder());
    assert!(got[2].is_ok(), "a path named outright is always read");
    assert!(got[3].as_ref().unwrap_err().is_unsupported());
}
