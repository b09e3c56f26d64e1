//! Runs that go wrong: killed, stopped, out of room, with documents that cannot be read.
#![allow(clippy::unwrap_used, clippy::panic)] // a test may

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

mod program;

use program::{err, folder, program, run};

/// A dump of `documents` short articles; every 50th line is broken.
fn dump(path: &Path, documents: usize) {
    let mut lines = String::new();
    for i in 0..documents {
        if i % 50 == 7 {
            lines += "{\"id\": \"broken\", \"text\": \"half a li\n";
            continue;
        }
        let text = format!(
            "Article {i}. La société Brévane a investi {} millions d’euros en mars 2021, soit {} % de plus. \
             Elle emploie {} salariés.",
            i % 97 + 1,
            i % 13 + 1,
            i * 3 + 2
        );
        writeln!(
            lines,
            "{{\"id\": \"{i}\", \"date\": \"2022-01-02\", \"text\": \"{text}\"}}"
        )
        .unwrap();
    }
    fs::write(path, lines).unwrap();
}

/// Seeded, so that a failure comes again.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

fn command(folder: &Path, output: &str, more: &[&str]) -> Command {
    let mut command = program();
    command
        .args(["extract", "--batch", "4K", "--quiet", "-j", "2"])
        .arg(folder.join("dump.jsonl"))
        .arg("-o")
        .arg(folder.join(output))
        .arg("--rejects")
        .arg(folder.join(format!("{output}.rejects")))
        .args(more)
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |m| m.len())
}

/// Waits until the unfinished output of a run is longer than `bytes`; says whether it came to that before the end.
fn reaches(child: &mut Child, part: &Path, bytes: u64) -> bool {
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_secs(60) {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        if length(part) > bytes {
            return true;
        }
        sleep(Duration::from_micros(300));
    }
    panic!("the run neither goes on nor ends");
}

/// Kills the run as soon as its unfinished output is longer than `bytes`; says whether it came to that.
fn kill_at(child: &mut Child, part: &Path, bytes: u64) -> bool {
    let reached = reaches(child, part, bytes);
    if reached {
        child.kill().unwrap();
        child.wait().unwrap();
    }
    reached
}

/// One run that is killed again and again, against one that is left alone.
fn killed_and_resumed(name: &str, whole: &str, broken: &str, times: u64) {
    let folder = folder(name);
    dump(&folder.join("dump.jsonl"), 400);
    assert_eq!(
        command(&folder, whole, &[]).status().unwrap().code(),
        Some(3)
    );
    let want = fs::read(folder.join(whole)).unwrap();
    let part = folder.join(format!("{broken}.part"));
    let mut random = Random(20_251_122);
    let mut points: Vec<_> = (0..times)
        .map(|_| random.below(want.len() as u64))
        .collect();
    points.sort_unstable();
    let mut kills = 0;
    for point in points {
        if folder.join(broken).exists() {
            break;
        }
        let mut child = command(&folder, broken, &["--resume"]).spawn().unwrap();
        kills += u64::from(kill_at(&mut child, &part, point));
    }
    assert!(kills > times / 2, "{kills} kills of {times} came in time");
    if !folder.join(broken).exists() {
        let last = command(&folder, broken, &["--resume"]).status().unwrap();
        assert_eq!(last.code(), Some(3));
    }
    let same = |ending: &str| {
        let read = |name: &str| fs::read(folder.join(format!("{name}{ending}"))).unwrap();
        assert!(
            read(whole) == read(broken),
            "{broken}{ending} is not the same"
        );
    };
    same("");
    same(".rejects");
    let header = |name: &str| -> Value {
        let text = fs::read(folder.join(format!("{name}.run.json"))).unwrap();
        serde_json::from_slice(&text).unwrap()
    };
    assert_eq!(header(whole), header(broken));
    let left = fs::read_dir(&folder).unwrap();
    let left: Vec<_> = left.map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 7, "nothing unfinished is left: {left:?}");
}

#[test]
fn a_run_that_is_killed_twenty_times_gives_the_same_bytes() {
    killed_and_resumed("killed", "whole.jsonl", "broken.jsonl", 20);
}

#[test]
fn a_compressed_table_can_be_resumed_too() {
    killed_and_resumed("killed-gz", "whole.csv.gz", "broken.csv.gz", 4);
    killed_and_resumed("killed-json", "whole.json", "broken.json", 3);
}

#[test]
fn a_changed_run_is_not_resumed() {
    let folder = folder("changed");
    // Long enough that the journal has been written when the run is killed.
    dump(&folder.join("dump.jsonl"), 2_000);
    let mut child = command(&folder, "out.jsonl", &[]).spawn().unwrap();
    assert!(kill_at(&mut child, &folder.join("out.jsonl.part"), 600_000));
    let refused = |more: &[&str], words: &str| {
        let output = command(&folder, "out.jsonl", more)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{more:?}");
        assert!(err(&output).contains(words), "{more:?}: {}", err(&output));
    };
    refused(&[], "--resume");
    refused(
        &["--resume", "--lang", "en"],
        "options.lang was \"auto\" and is \"en\"",
    );
    refused(&["--resume", "corpus/seeds"], "paths");
    let text = fs::read_to_string(folder.join("dump.jsonl")).unwrap();
    fs::write(
        folder.join("dump.jsonl"),
        text.replacen("Brévane", "Brevane", 1),
    )
    .unwrap();
    refused(&["--resume"], "the input has changed");
    assert_eq!(
        command(&folder, "out.jsonl", &["--force"])
            .status()
            .unwrap()
            .code(),
        Some(3)
    );
}

#[test]
fn what_cannot_be_resumed_names_the_way_out() {
    let folder = folder("refused");
    let in_folder = |name: &str| folder.join(name).display().to_string();
    for (args, words) in [
        (
            vec!["-o", "c.parquet", "corpus/seeds"],
            "claims.jsonl with --resume",
        ),
        (
            vec!["-o", "c.brat", "--format", "brat", "corpus/seeds"],
            "claims.jsonl with --resume",
        ),
        (vec!["corpus/seeds"], "with -o"),
        (vec!["-o", "c.jsonl", "-"], "save it to a file"),
    ] {
        let args: Vec<_> = args
            .iter()
            .map(|a| {
                if a.starts_with("c.") {
                    in_folder(a)
                } else {
                    (*a).to_owned()
                }
            })
            .collect();
        let args: Vec<_> = ["extract", "--resume"]
            .into_iter()
            .chain(args.iter().map(String::as_str))
            .collect();
        let output = run(&args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(err(&output).contains(words), "{args:?}: {}", err(&output));
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_keeps_what_is_done() {
    let folder = folder("ctrl-c");
    dump(&folder.join("dump.jsonl"), 400);
    assert_eq!(
        command(&folder, "whole.jsonl", &[])
            .status()
            .unwrap()
            .code(),
        Some(3)
    );
    let mut child = command(&folder, "out.jsonl", &[])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let part = folder.join("out.jsonl.part");
    assert!(reaches(&mut child, &part, 10_000), "it ended before");
    let pid = child.id().to_string();
    Command::new("kill").args(["-INT", &pid]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", err(&output));
    assert!(err(&output).contains("--resume"), "{}", err(&output));
    assert!(!folder.join("out.jsonl").exists());
    assert_eq!(
        command(&folder, "out.jsonl", &["--resume"])
            .status()
            .unwrap()
            .code(),
        Some(3)
    );
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    assert!(read("whole.jsonl") == read("out.jsonl"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_the_run_can_go_on() {
    let output = run(&["extract", "corpus/seeds", "-o", "/dev/full"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("make room"), "{}", err(&output));
    let folder = folder("full");
    let file = folder.join("claims.jsonl");
    let file = file.to_str().unwrap();
    // The shell allows files of a few blocks only.
    let limited = |more: &str| {
        let line = format!(
            "ulimit -f 64; exec {} extract corpus/seeds --batch 1 -o {file}{more}",
            env!("CARGO_BIN_EXE_claimsift")
        );
        let mut shell = Command::new("sh");
        shell.args(["-c", &line]).current_dir(program::root());
        shell.output().unwrap()
    };
    let output = limited("");
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(err(&output).contains("--resume"), "{}", err(&output));
    let output = limited(".gz --format jsonl");
    assert_eq!(
        output.status.code(),
        Some(0),
        "there is room for that: {}",
        err(&output)
    );
    let resumed = run(&[
        "extract",
        "corpus/seeds",
        "--batch",
        "1",
        "-o",
        file,
        "--resume",
    ]);
    assert_eq!(resumed.status.code(), Some(0), "{}", err(&resumed));
    assert!(fs::read(file).unwrap() == run(&["extract", "corpus/seeds"]).stdout);
    let output = limited(".sqlite --format sqlite");
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert_eq!(
        fs::read_dir(&folder).unwrap().count(),
        4,
        "nothing of the database is left"
    );
}

#[test]
fn what_is_left_out_goes_to_the_rejects() {
    let folder = folder("rejects");
    dump(&folder.join("dump.jsonl"), 120);
    let (rejects, summary) = (folder.join("rejects.jsonl"), folder.join("summary.json"));
    let output = run(&[
        "extract",
        folder.join("dump.jsonl").to_str().unwrap(),
        "no-such-file.txt",
        "--rejects",
        rejects.to_str().unwrap(),
        "--summary",
        summary.to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(3));
    let rows = fs::read_to_string(&rejects).unwrap();
    let rows: Vec<Value> = rows
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(rows.len(), 4);
    assert!(rows[0]["byte"].as_u64().is_some() && rows[0]["cause"].is_string());
    assert_eq!(rows[3]["path"], "no-such-file.txt");
    let summary: Value = serde_json::from_slice(&fs::read(&summary).unwrap()).unwrap();
    assert_eq!(summary["documents"], 117);
    assert_eq!(summary["skipped"], 4);
    let kinds = summary["kinds"].as_object().unwrap().values();
    let claims: u64 = kinds.map(|n| n.as_u64().unwrap()).sum();
    assert_eq!(summary["records"], claims);
    assert!(claims > 100 && summary["predicates"]["investment"].as_u64().unwrap() > 50);
    assert!(summary["stages"]["claims"].as_f64().unwrap() > 0.0);
}

#[test]
fn nothing_is_replaced_unasked() {
    let file = folder("clobber").join("claims.jsonl");
    fs::write(&file, "precious").unwrap();
    let name = file.to_str().unwrap();
    for flag in ["-o", "--rejects", "--summary"] {
        let output = run(&["extract", "corpus/seeds", flag, name]);
        assert_eq!(output.status.code(), Some(2), "{flag}");
        assert!(err(&output).contains("--force"), "{}", err(&output));
        assert_eq!(fs::read(&file).unwrap(), b"precious");
    }
    assert_eq!(
        run(&["extract", "corpus/seeds", "-o", name, "--force"])
            .status
            .code(),
        Some(0)
    );
    assert!(length(&file) > 1000);
}

#[test]
fn a_run_does_not_write_over_what_it_reads_or_writes() {
    let folder = folder("apart");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (dump, claims) = (path("dump.jsonl"), path("claims.jsonl"));
    let text = "{\"text\": \"Le groupe a investi 5 millions d’euros.\"}\n";
    fs::write(&dump, text).unwrap();
    for flag in ["-o", "--rejects", "--summary"] {
        let output = run(&["extract", &dump, flag, &dump, "--force"]);
        assert_eq!(output.status.code(), Some(2), "{flag}");
        assert!(err(&output).contains("is read by this run"), "{flag}");
    }
    assert_eq!(fs::read_to_string(&dump).unwrap(), text);
    for (flag, ending) in [
        ("--rejects", ""),
        ("--rejects", ".part"),
        ("--summary", ".run.json"),
    ] {
        let other = format!("{claims}{ending}");
        let output = run(&["extract", &dump, "-o", &claims, flag, &other]);
        assert_eq!(output.status.code(), Some(2), "{flag} {ending}");
        assert!(err(&output).contains("write it twice"), "{}", err(&output));
    }
    // A text is repaired in its own place, where that is asked for.
    let broken = path("broken.txt");
    fs::write(&broken, "dÃ©jÃ  vu, Ã©tÃ©").unwrap();
    let output = run(&["repair", &broken, "-o", &broken, "--force"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(fs::read_to_string(&broken).unwrap(), "déjà vu, été");
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_cost_nothing() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = folder("names");
    let name = |bytes: &[u8]| folder.join(OsStr::from_bytes(bytes));
    let (text, list, claims) = (name(b"a\xff.txt"), name(b"list\xfe"), name(b"c\xfd.jsonl"));
    fs::write(&text, "Le groupe a investi 5 millions d’euros.").unwrap();
    fs::write(&list, [text.as_os_str().as_bytes(), b"\n"].concat()).unwrap();
    let mut command = program();
    command
        .arg("extract")
        .arg(&text)
        .arg("--files-from")
        .arg(&list);
    let output = command.arg("-o").arg(&claims).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(fs::read_to_string(&claims).unwrap().lines().count(), 2);
}
