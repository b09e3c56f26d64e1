//! Differences for people: on a terminal, in a log, or as Markdown.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Change, Counts, NONE, Sort};
use crate::Saved;

/// Code points of the sentence shown on each side of the figure.
const AROUND: usize = 60;

/// How a difference is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Plain lines; the figure stands between guillemets.
    Plain,
    /// Plain lines with colours.
    Coloured,
    /// Markdown.
    Markdown,
}

impl Layout {
    /// A difference in a few lines.
    #[must_use]
    pub fn change(self, change: &Change) -> String {
        let Some(record) = change.shown() else {
            return String::new();
        };
        let sorts: Vec<_> = change.sorts.iter().map(|s| s.name()).collect();
        let mut text = match self {
            Self::Markdown => format!("### {} · {}\n\n", escaped(&record.doc_id), sorts.join(", ")),
            _ => format!(
                "{} {}\n",
                self.sign(change, &sorts.join(", ")),
                record.doc_id
            ),
        };
        let context = self.context(record);
        let _ = match self {
            Self::Markdown => write!(text, "> {context}\n\n"),
            _ => writeln!(text, "    {context}"),
        };
        match (&change.old, &change.new) {
            (Some(_), Some(_)) => {
                for field in &change.fields {
                    let _ = match self {
                        Self::Markdown => writeln!(
                            text,
                            "- {}: ~~{}~~ → **{}**",
                            field.field,
                            escaped(&field.old),
                            escaped(&field.new)
                        ),
                        _ => writeln!(
                            text,
                            "    {:10} {} → {}",
                            field.field,
                            one(&field.old),
                            one(&field.new)
                        ),
                    };
                }
            }
            _ => {
                let line = one_line(record);
                let _ = match self {
                    Self::Markdown => writeln!(text, "- {}", escaped(&line)),
                    _ => writeln!(text, "    {line}"),
                };
            }
        }
        text.push('\n');
        text
    }

    /// The counts, in tables.
    #[must_use]
    pub fn counts(self, counts: &Counts) -> String {
        let mut text = format!(
            "{} documents; {} records before, {} after, {} the same\n",
            counts.documents, counts.old, counts.new, counts.same
        );
        if self == Self::Markdown {
            text.insert_str(0, "## Summary\n\n");
        }
        let sorts: Vec<_> = Sort::ALL
            .iter()
            .filter(|s| counts.of(**s) > 0)
            .map(|s| format!("{} {}", counts.of(*s), s.name()))
            .collect();
        if sorts.is_empty() {
            text.push_str("no difference\n");
            return text;
        }
        let _ = writeln!(text, "differences: {}", sorts.join(", "));
        for (name, group) in [
            ("rule", &counts.rules),
            ("kind", &counts.kinds),
            ("language", &counts.langs),
        ] {
            text.push_str(&self.table(name, group));
        }
        text
    }

    fn table(self, name: &str, group: &BTreeMap<String, BTreeMap<&'static str, usize>>) -> String {
        let mut text = String::from("\n");
        let heads: Vec<_> = Sort::ALL.iter().map(|s| s.name()).collect();
        if self == Self::Markdown {
            let _ = writeln!(text, "| {name} | {} |", heads.join(" | "));
            let _ = writeln!(text, "| --- |{}", " ---: |".repeat(heads.len()));
        } else {
            let _ = writeln!(text, "{name:28}{}", heads.map_padded());
        }
        for (key, counts) in group {
            let cells: Vec<_> = Sort::ALL
                .iter()
                .map(|s| {
                    counts
                        .get(s.name())
                        .map_or_else(|| "·".to_owned(), usize::to_string)
                })
                .collect();
            let _ = match self {
                Self::Markdown => writeln!(text, "| `{key}` | {} |", cells.join(" | ")),
                _ => writeln!(text, "{key:28}{}", cells.map_padded()),
            };
        }
        text
    }

    /// A coloured word for what happened.
    fn sign(self, change: &Change, text: &str) -> String {
        if self != Self::Coloured {
            return text.to_owned();
        }
        let colour = match change.sorts.first() {
            Some(Sort::Added) => 32,
            Some(Sort::Removed) => 31,
            _ => 33,
        };
        format!("\u{1b}[{colour}m{text}\u{1b}[0m")
    }

    /// The sentence around the figure, which is marked.
    fn context(self, record: &Saved) -> String {
        let (before, after) = match record.sentence.split_once(&record.quote) {
            Some(around) if !record.quote.is_empty() => around,
            _ => ("", ""),
        };
        let (left, right) = (tail(before), head(after));
        let (left, quote, right) = (one(&left), one(&record.quote), one(&right));
        match self {
            Self::Plain => format!("{left}«{quote}»{right}"),
            Self::Coloured => format!("{left}\u{1b}[1m{quote}\u{1b}[0m{right}"),
            Self::Markdown => format!(
                "{}**{}**{}",
                escaped(&left),
                escaped(&quote),
                escaped(&right)
            ),
        }
    }
}

/// Cells of equal width.
trait Padded {
    fn map_padded(&self) -> String;
}

impl<T: AsRef<str>> Padded for Vec<T> {
    fn map_padded(&self) -> String {
        self.iter().map(|c| format!("{:>9}", c.as_ref())).collect()
    }
}

fn one_line(record: &Saved) -> String {
    let mut line = format!("{} {}", record.kind, record.reading());
    if !record.predicate.is_empty() {
        let subject = record.subject.as_ref().map_or(NONE, |s| s.text.as_str());
        let _ = write!(
            line,
            "; {} of {subject}; {}",
            record.predicate, record.modality
        );
    }
    let _ = write!(line, "; {}", record.rule);
    one(&line)
}

fn tail(text: &str) -> String {
    let count = text.chars().count();
    let cut: String = text.chars().skip(count.saturating_sub(AROUND)).collect();
    if count > AROUND {
        format!("…{cut}")
    } else {
        cut
    }
}

fn head(text: &str) -> String {
    let cut: String = text.chars().take(AROUND).collect();
    if text.chars().count() > AROUND {
        format!("{cut}…")
    } else {
        cut
    }
}

/// On one line, and without anything that steers a terminal.
fn one(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// Text in which Markdown and HTML mean nothing.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '*' | '_' | '`' | '[' | ']' | '\\' | '#' | '~' | '|' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}
