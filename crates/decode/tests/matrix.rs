//! Every kind of damage in every language and codec, built from our own sentences: a table of how many lines come out
//! exactly right, in hundredths, and what each kind may not fall below.
//!
//! `cargo test -p claimsift-decode --test matrix -- --nocapture` prints it.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::fmt::Write as _;

use common::{ALL_CODECS, Dice, SENTENCES, damage, doc, read_as};

/// A line of text, as it is and damaged.
struct Pair {
    truth: String,
    damaged: String,
}

struct Kind {
    name: &'static str,
    /// Of all lines in all languages, in hundredths: what was measured, rounded down.
    least: usize,
    /// Of the lines of one language.
    least_of_language: usize,
    make: fn(&str, &str, &mut Dice) -> Pair,
}

const KINDS: [Kind; 15] = [
    kind("whole", 100, 100, |line, codec, _| {
        pair(line, all(line, codec))
    }),
    kind("half", 99, 91, |line, codec, dice| {
        pair(line, damage(line, codec, |_| dice.roll(2) == 0))
    }),
    kind("quotes intact", 100, 100, |line, codec, _| {
        let line = quoted(line);
        let damaged = damage(&line, codec, |c| !"“”’".contains(c));
        pair(&line, damaged)
    }),
    kind("space for no-break", 100, 100, |line, codec, _| {
        pair(line, all(line, codec).replace('\u{a0}', " "))
    }),
    kind("spaces merged", 100, 100, |line, codec, _| {
        let spaced = all(line, codec).replace('\u{a0}', " ");
        pair(line, spaced.replace("  ", " "))
    }),
    kind("twice", 100, 100, |line, codec, _| {
        pair(line, all(&all(line, codec), codec))
    }),
    kind("three times", 100, 100, |line, codec, _| {
        pair(line, all(&all(&all(line, codec), codec), codec))
    }),
    kind("two codecs", 100, 100, |line, codec, _| {
        let second = ALL_CODECS.iter().find(|c| **c != codec).unwrap();
        pair(line, all(&all(line, codec), second))
    }),
    kind("lost bytes", 99, 94, |line, codec, _| {
        let lose = |b: u8| read_as(b, codec).unwrap_or('\u{FFFD}');
        pair(line, line.bytes().map(lose).collect())
    }),
    kind("controls stripped", 85, 33, |line, codec, _| {
        let strip = |c: &char| !('\u{80}'..'\u{a0}').contains(c);
        pair(line, all(line, codec).chars().filter(strip).collect())
    }),
    kind("straightened", 89, 77, |line, codec, _| {
        let line = quoted(line);
        let straight = all(&line, codec)
            .replace(['‘', '’', '‚', '‛'], "'")
            .replace(['“', '”', '„', '‟'], "\"");
        pair(&line, straight)
    }),
    kind("numbers of HTML", 100, 100, |line, codec, _| {
        pair(line, written(&all(line, codec), |_| None))
    }),
    kind("names of HTML", 100, 100, |line, codec, _| {
        pair(line, written(&all(line, codec), name))
    }),
    kind("lower-cased", 81, 38, |line, codec, _| {
        let small = |c: char| c.to_lowercase().next().unwrap_or(c);
        let lower = |c: char| if c.is_ascii() { c } else { small(c) };
        pair(line, all(line, codec).chars().map(lower).collect())
    }),
    kind("second lines", 99, 97, |line, codec, dice| {
        let hit = dice.roll(2) == 0;
        pair(line, damage(line, codec, |_| hit))
    }),
];

const fn kind(
    name: &'static str,
    least: usize,
    least_of_language: usize,
    make: fn(&str, &str, &mut Dice) -> Pair,
) -> Kind {
    Kind {
        name,
        least,
        least_of_language,
        make,
    }
}

fn pair(truth: &str, damaged: String) -> Pair {
    Pair {
        truth: truth.to_owned(),
        damaged,
    }
}

fn all(line: &str, codec: &str) -> String {
    damage(line, codec, |_| true)
}

fn quoted(line: &str) -> String {
    format!("“{}”", line.replace('\'', "’"))
}

fn written(text: &str, name: fn(char) -> Option<&'static str>) -> String {
    let one = |c: char| match name(c) {
        _ if c.is_ascii() => c.to_string(),
        Some(name) => format!("&{name};"),
        None => format!("&#{};", u32::from(c)),
    };
    text.chars().map(one).collect()
}

fn name(c: char) -> Option<&'static str> {
    let number = format!("{:04X}", u32::from(c));
    let rows = include_str!("../data/entities.tsv").lines();
    let mut rows = rows.filter_map(|row| row.split_once('\t'));
    rows.find(|row| row.1.eq_ignore_ascii_case(&number))
        .map(|row| row.0)
}

/// Lines and how many of them come out exactly right.
#[derive(Clone, Copy, Default)]
struct Right {
    right: usize,
    of: usize,
}

impl Right {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.of += other.of;
    }

    fn hundredths(self) -> usize {
        (self.right * 100).checked_div(self.of).unwrap_or(100)
    }
}

/// One document: the sentences of a language, all damaged in the same way.
fn document(kind: &Kind, text: &str, codec: &str) -> Right {
    let mut dice = Dice(7);
    let lines: Vec<Pair> = text
        .lines()
        .map(|line| (kind.make)(line, codec, &mut dice))
        .collect();
    let damaged: Vec<&str> = lines.iter().map(|l| l.damaged.as_str()).collect();
    let out = doc(damaged.join("\n").as_bytes());
    let right = out
        .text()
        .lines()
        .zip(&lines)
        .filter(|(got, line)| *got == line.truth);
    Right {
        right: right.count(),
        of: lines.len(),
    }
}

fn language(kind: &Kind, text: &str) -> Right {
    let mut sum = Right::default();
    for codec in ALL_CODECS {
        sum.add(document(kind, text, codec));
    }
    sum
}

#[test]
fn every_kind_in_every_language() {
    let mut table = format!("{:<20}{:>5}", "", "all");
    let mut failures = String::new();
    for (lang, _) in SENTENCES {
        write!(table, "{lang:>5}").unwrap();
    }
    for kind in &KINDS {
        let (mut row, mut sum) = (String::new(), Right::default());
        for (lang, text) in SENTENCES {
            let right = language(kind, text);
            write!(row, "{:>5}", right.hundredths()).unwrap();
            sum.add(right);
            if right.hundredths() < kind.least_of_language {
                writeln!(failures, "{} in {lang}: {}", kind.name, right.hundredths()).unwrap();
            }
        }
        if sum.hundredths() < kind.least {
            writeln!(failures, "{} in all: {}", kind.name, sum.hundredths()).unwrap();
        }
        write!(table, "\n{:<20}{:>5}{row}", kind.name, sum.hundredths()).unwrap();
    }
    println!("{table}");
    assert!(failures.is_empty(), "{failures}");
}

/// Text in one single-byte charset, read in another: language, charset, read as.
const MIX_UPS: [(&str, &str, &str); 24] = [
    ("fr", "windows-1252", "macintosh"),
    ("fr", "windows-1252", "windows-1250"),
    ("fr", "macintosh", "windows-1252"),
    ("de", "ibm850", "windows-1252"),
    ("de", "windows-1252", "ibm437"),
    ("pt", "windows-1252", "macintosh"),
    ("es", "ibm850", "windows-1252"),
    ("it", "macintosh", "windows-1252"),
    ("pl", "iso-8859-2", "windows-1252"),
    ("pl", "windows-1250", "windows-1252"),
    ("cs", "windows-1250", "windows-1252"),
    ("cs", "iso-8859-2", "windows-1252"),
    ("sk", "windows-1250", "windows-1252"),
    ("hu", "iso-8859-2", "windows-1252"),
    ("tr", "windows-1254", "windows-1252"),
    ("ru", "windows-1251", "windows-1252"),
    ("ru", "koi8-r", "windows-1251"),
    ("ru", "windows-1251", "koi8-r"),
    ("uk", "windows-1251", "windows-1252"),
    ("el", "windows-1253", "windows-1252"),
    ("lv", "windows-1257", "windows-1252"),
    ("lv", "windows-1257", "windows-1250"),
    ("sv", "ibm437", "windows-1252"),
    ("sv", "windows-1252", "macintosh"),
];

/// The text with each character as one charset reads the byte that it has in the other.
fn mixed(text: &str, written: &str, read: &str) -> String {
    let byte = |c: char| {
        (0..=255_u8)
            .find(|b| read_as(*b, written) == Some(c))
            .unwrap()
    };
    let one = |c: char| read_as(byte(c), read).unwrap_or_else(|| char::from(byte(c)));
    text.chars().map(one).collect()
}

#[test]
fn single_byte_mix_ups() {
    for (lang, written, read) in MIX_UPS {
        let (_, text) = SENTENCES.into_iter().find(|s| s.0 == lang).unwrap();
        // A few lines are too little to go by. Some of the charsets have no curly apostrophe.
        let truth = text.replace('’', "'").repeat(4);
        let out = doc(mixed(&truth, written, read).as_bytes());
        assert_eq!(out.text(), truth, "{lang} {written} read as {read}");
    }
}
