//! brat standoff: a `.txt` and a `.ann` a document, and an `annotation.conf` for all.
//!
//! A mention is a text-bound annotation of its kind. A claim is an event: its figure is the trigger, of the type of
//! the predicate, and subject, object, speaker and date are its arguments. Offsets are code points, and brat wants
//! a span that goes over a line end in pieces. The record's id and figures stand in a note.

use std::fmt::Write;

use crate::places::Places;
use crate::wire::{Claim, Mention};
use crate::{Reading, names};

/// The two files of a document, by the stem of their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) stem: String,
    pub(crate) text: String,
    pub(crate) annotations: String,
}

impl Page {
    pub(crate) fn size(&self) -> usize {
        self.text.len() + self.annotations.len()
    }

    fn new(reading: &Reading<'_>, number: u64, annotations: String) -> Self {
        Self {
            stem: stem(reading.document.id(), number),
            text: reading.document.text().to_owned(),
            annotations,
        }
    }
}

pub(crate) fn mentions(reading: &Reading<'_>, mentions: &[Mention<'_>], number: u64) -> Page {
    let mut out = String::new();
    for (i, m) in (1..).zip(mentions) {
        bound(&mut out, i, m.kind, (m.char_start, m.char_end), m.quote);
        let _ = writeln!(out, "#{i}\tAnnotatorNotes T{i}\t{}", figures(m));
    }
    Page::new(reading, number, out)
}

pub(crate) fn claims(reading: &Reading<'_>, claims: &[Claim<'_>], number: u64) -> Page {
    let (mut out, mut bounds) = (String::new(), 0);
    let places = Places::new(reading.document.text());
    for (e, claim) in (1..).zip(claims) {
        let mut bind = |out: &mut String, label, span, text| {
            bounds += 1;
            bound(out, bounds, label, span, text);
            bounds
        };
        let m = &claim.figure;
        let trigger = bind(
            &mut out,
            claim.predicate,
            (m.char_start, m.char_end),
            m.quote,
        );
        let mut event = format!("E{e}\t{}:T{trigger}", claim.predicate);
        let parties = [
            ("Subject", &claim.subject),
            ("Object", &claim.object),
            ("Speaker", &claim.speaker),
        ];
        for (role, party) in parties {
            if let Some(p) = party {
                let t = bind(&mut out, PARTY, (p.char_start, p.char_end), p.text);
                let _ = write!(event, " {role}:T{t}");
            }
        }
        if let Some(t) = &claim.timing {
            let words = places.slice(t.char_start, t.char_end);
            let t = bind(&mut out, TIME, (t.char_start, t.char_end), words);
            let _ = write!(event, " Time:T{t}");
        }
        let _ = writeln!(out, "{event}");
        let _ = writeln!(out, "A{e}\tModality E{e} {}", claim.modality);
        let _ = writeln!(
            out,
            "#{e}\tAnnotatorNotes E{e}\t{} {}",
            claim.id,
            figures(m)
        );
    }
    Page::new(reading, number, out)
}

const PARTY: &str = "party";
const TIME: &str = "timing";

/// One text-bound annotation, in pieces where it goes over line ends.
fn bound(out: &mut String, number: u32, label: &str, span: (u32, u32), text: &str) {
    let _ = write!(out, "T{number}\t{label} ");
    let (mut at, mut first) = (span.0, true);
    for piece in text.split('\n') {
        let length = piece.chars().count() as u32;
        if length > 0 {
            let sign = if first { "" } else { ";" };
            let _ = write!(out, "{sign}{at} {}", at + length);
            first = false;
        }
        at += length + 1;
    }
    let shown: Vec<_> = text.split('\n').filter(|piece| !piece.is_empty()).collect();
    let _ = writeln!(out, "\t{}", one_line(&shown.join(" ")));
}

/// What the figure is, in one line.
fn figures(m: &Mention<'_>) -> String {
    let fields = [
        ("value", m.value.as_deref()),
        ("min", m.min.as_deref()),
        ("max", m.max.as_deref()),
        ("unit", m.unit),
        ("edtf", m.edtf),
    ];
    let mut note = m.kind.to_owned();
    for (name, field) in fields {
        if let Some(field) = field {
            let _ = write!(note, " {name}={}", one_line(field));
        }
    }
    note
}

fn one_line(text: &str) -> String {
    text.replace(['\t', '\r', '\n'], " ")
}

/// A file name that no two documents share, that sorts as they came, and that stays in its folder whatever the id.
fn stem(id: &str, number: u64) -> String {
    let safe = |c: char| match c {
        c if c.is_alphanumeric() => c,
        '-' | '_' | '.' => c,
        _ => '_',
    };
    let name: String = id.chars().map(safe).take(60).collect();
    format!("{number:07}-{name}")
}

/// What brat shows and allows.
pub(crate) fn configuration() -> String {
    let mut text = String::from("[entities]\n");
    let lines = |text: &mut String, names: &[&str], ending: &str| {
        for name in names {
            let _ = writeln!(text, "{name}{ending}");
        }
    };
    lines(&mut text, &names::KINDS, "");
    lines(&mut text, &[PARTY, TIME], "");
    text.push_str("\n[relations]\n\n[events]\n");
    let arguments = format!("\tSubject?:{PARTY}, Object?:{PARTY}, Speaker?:{PARTY}, Time?:{TIME}");
    lines(&mut text, &names::predicates(), &arguments);
    text.push_str("\n[attributes]\n");
    let _ = writeln!(
        text,
        "Modality\tArg:<EVENT>, Value:{}",
        names::modalities().join("|")
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_over_line_ends_come_in_pieces() {
        let mut out = String::new();
        bound(&mut out, 3, "money", (5, 15), "10 millé\n€");
        assert_eq!(out, "T3\tmoney 5 13;14 15\t10 millé €\n");
    }

    #[test]
    fn names_stay_in_their_folder() {
        assert_eq!(stem("../../etc/x y", 7), "0000007-.._.._etc_x_y");
        assert_ne!(stem("a/b", 1), stem("a_b", 2));
    }
}
