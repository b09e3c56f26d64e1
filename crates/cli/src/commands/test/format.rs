//! The outcome of a test, for people and for programs.

use std::fmt::Write;

use claimsift_extract::Fault;
use serde_json::{Value, json};

use super::{Tried, Verdict};
use crate::args::TestFormat;
use crate::values::count;

pub(super) fn written(format: TestFormat, tried: &[Tried]) -> String {
    match format {
        TestFormat::Text => text(tried),
        TestFormat::Json => format!("{:#}\n", json(tried)),
        TestFormat::Junit => junit(tried),
        TestFormat::Github => github(tried),
    }
}

/// The word for a verdict; none for an example that holds.
const fn word(verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Holds | Verdict::Todo => None,
        Verdict::Fails(fault) => Some(fault.name()),
        Verdict::Passes => Some("passes"),
    }
}

fn text(tried: &[Tried]) -> String {
    let mut text = String::new();
    for t in tried {
        let Some(word) = word(t.verdict()) else {
            continue;
        };
        let e = &t.example;
        let _ = writeln!(
            text,
            "{word}: {} ({}) {}:{}",
            e.rule, e.lang, e.file, e.line
        );
        let _ = writeln!(text, "    «{}»", e.text);
        let _ = match t.verdict() {
            Verdict::Passes => writeln!(text, "    holds now; take its `todo` away"),
            _ => writeln!(text, "    wants {}\n    got   {}", t.wants(), t.got()),
        };
    }
    text + &totals(tried)
}

fn totals(tried: &[Tried]) -> String {
    let number = |wanted: Verdict| tried.iter().filter(|t| t.verdict() == wanted).count();
    let mut ids: Vec<_> = tried.iter().map(|t| t.example.rule.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut line = format!(
        "{} of {} rules and frames: {} hold",
        count(tried.len() as u64, "example"),
        ids.len(),
        number(Verdict::Holds)
    );
    let counts =
        [Fault::Missing, Fault::Noisy, Fault::Wrong].map(|f| (f.name(), number(Verdict::Fails(f))));
    let rest = [
        ("known gaps", number(Verdict::Todo)),
        ("gaps that are closed", number(Verdict::Passes)),
    ];
    for (name, n) in counts.into_iter().chain(rest).filter(|(_, n)| *n > 0) {
        let _ = write!(line, ", {n} {name}");
    }
    line + "\n"
}

fn json(tried: &[Tried]) -> Value {
    let case = |t: &Tried| {
        let e = &t.example;
        let verdict = match t.verdict() {
            Verdict::Holds => "holds",
            Verdict::Todo => "todo",
            other => word(other).unwrap_or_default(),
        };
        json!({
            "verdict": verdict, "rule": e.rule, "lang": e.lang, "text": e.text, "wants": e.gives,
            "got": t.trial.got, "file": e.file, "line": e.line,
        })
    };
    let failed = tried
        .iter()
        .filter(|t| matches!(t.verdict(), Verdict::Fails(_)))
        .count();
    json!({
        "examples": tried.len(),
        "failed": failed,
        "cases": tried.iter().map(case).collect::<Vec<_>>(),
    })
}

fn junit(tried: &[Tried]) -> String {
    let failures = tried
        .iter()
        .filter(|t| matches!(t.verdict(), Verdict::Fails(_)))
        .count();
    let skipped = tried
        .iter()
        .filter(|t| t.verdict() == Verdict::Todo)
        .count();
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"packs\" tests=\"{}\" failures=\"{failures}\" skipped=\"{skipped}\">\n",
        tried.len()
    );
    for t in tried {
        let e = &t.example;
        let _ = write!(
            xml,
            "  <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\"",
            escaped(&format!("{}.{}", e.lang, e.rule)),
            escaped(&e.text),
            escaped(&e.file),
            e.line
        );
        let _ = match t.verdict() {
            Verdict::Holds | Verdict::Passes => writeln!(xml, "/>"),
            Verdict::Todo => writeln!(xml, "><skipped/></testcase>"),
            Verdict::Fails(fault) => {
                let message = escaped(&format!(
                    "{}: wants {}, got {}",
                    fault.name(),
                    t.wants(),
                    t.got()
                ));
                writeln!(xml, "><failure message=\"{message}\"/></testcase>")
            }
        };
    }
    xml + "</testsuite>\n"
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// One workflow command an example that does not hold; a gap that is closed is a notice.
fn github(tried: &[Tried]) -> String {
    let mut text = String::new();
    for t in tried {
        let Some(word) = word(t.verdict()) else {
            continue;
        };
        let level = if t.verdict() == Verdict::Passes {
            "notice"
        } else {
            "error"
        };
        let e = &t.example;
        let message = format!("«{}» wants {}, got {}", e.text, t.wants(), t.got());
        let message = message
            .replace('%', "%25")
            .replace('\r', "%0D")
            .replace('\n', "%0A");
        let _ = writeln!(
            text,
            "::{level} file={},line={},title={word} {}::{message}",
            e.file, e.line, e.rule
        );
    }
    text
}
