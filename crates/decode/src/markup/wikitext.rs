//! The source of a wiki page: its prose, without templates, tables, notes and marks.

use super::cut::Cut;
use super::references;

/// Writes the prose of a page.
pub(super) fn write(text: &str) -> Cut {
    let mut wiki = Wiki {
        text,
        cut: Cut::new(text),
        at: 0,
        ends: Vec::new(),
        budget: text.len().saturating_mul(8),
    };
    while wiki.at < text.len() {
        wiki.step();
    }
    wiki.cut
}

struct Wiki<'a> {
    text: &'a str,
    cut: Cut,
    at: usize,
    /// Links that are open: where the closing marks of each are dropped.
    ends: Vec<&'static str>,
    /// Bytes that may still be looked at for the ends of marks: marks without an end must stay cheap.
    budget: usize,
}

/// Signs that may mean something.
const SIGNS: [char; 13] = [
    '{', '[', ']', '<', '\'', '=', '*', '#', ':', ';', '_', '&', '|',
];

impl Wiki<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn drop(&mut self, n: usize) {
        self.at += n;
        self.cut.skip_to(u32::try_from(self.at).unwrap_or(u32::MAX));
    }

    /// What `open` starts and its own `close` ends. What does not end is no more than its first marks.
    fn drop_nested(&mut self, rest: &str, open: &str, close: &str) {
        let looked = near(rest, LONGEST.min(self.budget));
        let end = nested(looked, open, close);
        self.budget -= end.unwrap_or(looked.len()).min(self.budget);
        self.drop(end.unwrap_or(open.len()));
    }

    fn keep(&mut self, n: usize) {
        let text = self.text;
        if let Some(kept) = text.get(self.at..self.at + n) {
            self.cut.keep(kept);
        }
        self.at += n;
    }

    fn step(&mut self) {
        let plain = self.rest().find(SIGNS).unwrap_or(self.rest().len());
        self.keep(plain);
        let rest = self.text.get(self.at..).unwrap_or_default();
        let Some(sign) = rest.chars().next() else {
            return;
        };
        let before = self.text.get(..self.at).unwrap_or_default();
        let line_start = before.is_empty() || before.ends_with('\n');
        match sign {
            '{' if rest.starts_with("{{") => self.drop_nested(rest, "{{", "}}"),
            '{' if rest.starts_with("{|") => self.drop_nested(rest, "{|", "|}"),
            '[' if rest.starts_with("[[") => self.link(rest),
            '[' if has_scheme(rest.get(1..).unwrap_or_default()) => self.address(rest),
            ']' => match self.ends.last() {
                Some(end) if rest.starts_with(end) => {
                    self.drop(end.len());
                    self.ends.pop();
                }
                _ => self.keep(1),
            },
            '<' => self.tag(rest),
            '\'' if rest.starts_with("''") => {
                self.drop(rest.len() - rest.trim_start_matches('\'').len())
            }
            '=' => self.heading(rest, line_start),
            '*' | '#' | ':' | ';' if line_start => {
                self.drop(rest.len() - rest.trim_start_matches(['*', '#', ':', ';', ' ']).len());
            }
            '_' if rest.starts_with("__") => self.switch(rest),
            '&' => self.reference(rest),
            _ => self.keep(1),
        }
    }

    /// `[[target|label]]` is its label; files and categories, whose name has a prefix, are no prose.
    fn link(&mut self, rest: &str) {
        let inner = rest.get(2..).unwrap_or_default();
        let end = inner.find(['|', ']', '\n', '[']).unwrap_or(inner.len());
        let target = inner.get(..end).unwrap_or_default();
        let prefixed = target.split_once(':').is_some_and(|(prefix, name)| {
            !prefix.is_empty() && !prefix.contains(' ') && !name.starts_with(' ')
        });
        if prefixed {
            self.drop_nested(rest, "[[", "]]");
            return;
        }
        self.ends.push("]]");
        let label = inner.get(end..).unwrap_or_default().starts_with('|');
        self.drop(if label { 2 + end + 1 } else { 2 });
    }

    /// `[https://… label]` is its label.
    fn address(&mut self, rest: &str) {
        let rest = near(rest, LONGEST_TAG);
        let end = rest.find([' ', ']', '\n']).unwrap_or(rest.len());
        let label = rest.get(end..).unwrap_or_default().starts_with(' ');
        if label {
            self.ends.push("]");
        }
        self.drop((end + 1).min(rest.len()));
    }

    /// Comments and notes go with what they hold, other tags alone.
    fn tag(&mut self, rest: &str) {
        if rest.starts_with("<!--") {
            return self.drop_to(rest, "-->");
        }
        let name: String = rest
            .chars()
            .skip(1)
            .take_while(char::is_ascii_alphabetic)
            .collect();
        let closes = rest.starts_with("</");
        let Some(end) = rest
            .find('>')
            .map(|at| at + 1)
            .filter(|_| closes || !name.is_empty())
        else {
            return self.keep(1);
        };
        let alone = rest.get(..end).unwrap_or_default().ends_with("/>");
        let held = matches!(
            name.to_ascii_lowercase().as_str(),
            "ref"
                | "gallery"
                | "math"
                | "timeline"
                | "score"
                | "syntaxhighlight"
                | "source"
                | "imagemap"
                | "chem"
        );
        if held && !alone {
            let close = format!("</{name}>");
            return self.drop_to(rest, &close);
        }
        if name.eq_ignore_ascii_case("br") {
            self.at += end;
            return self
                .cut
                .replace_to(u32::try_from(self.at).unwrap_or(u32::MAX), "\n");
        }
        self.drop(end);
    }

    /// Up to the end of `mark`; what has none is no more than its first sign.
    fn drop_to(&mut self, rest: &str, mark: &str) {
        let looked = near(rest, LONGEST.min(self.budget));
        let end = looked.find(mark).map(|at| at + mark.len());
        self.budget -= end.unwrap_or(looked.len()).min(self.budget);
        self.drop(end.unwrap_or(1));
    }

    fn heading(&mut self, rest: &str, line_start: bool) {
        let run = rest.len() - rest.trim_start_matches('=').len();
        let after = rest.get(run..).unwrap_or_default();
        let line_end = after.trim_start_matches([' ', '\t']);
        let ends = run > 1 && (line_end.is_empty() || line_end.starts_with('\n'));
        if (line_start && run > 1) || ends {
            let space = if line_start {
                after.len() - after.trim_start_matches(' ').len()
            } else {
                0
            };
            self.drop(run + space);
        } else {
            self.keep(run);
        }
    }

    /// `__NOTOC__` and its kin.
    fn switch(&mut self, rest: &str) {
        let body = rest.get(2..).unwrap_or_default();
        let name = body.len() - body.trim_start_matches(char::is_uppercase).len();
        if name > 0 && body.get(name..).unwrap_or_default().starts_with("__") {
            self.drop(name + 4);
        } else {
            self.keep(2);
        }
    }

    fn reference(&mut self, rest: &str) {
        let name = references::name(rest);
        let len = name.len();
        match references::resolve(name) {
            Some(text) => {
                self.at += len;
                self.cut
                    .replace_to(u32::try_from(self.at).unwrap_or(u32::MAX), &text);
            }
            None => self.keep(1),
        }
    }
}

fn has_scheme(text: &str) -> bool {
    ["http://", "https://", "//", "ftp://", "mailto:"]
        .iter()
        .any(|s| text.starts_with(s))
}

/// The length of what `open` starts and its own `close` ends.
fn nested(text: &str, open: &str, close: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (first, last) = (open.as_bytes(), close.as_bytes());
    let (mut depth, mut at) = (0_u32, 0);
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        if rest.starts_with(first) {
            depth += 1;
            at += first.len();
        } else if rest.starts_with(last) {
            depth -= 1;
            at += last.len();
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += 1;
        }
    }
    None
}

/// The first bytes of a text, up to the end of a character.
fn near(text: &str, most: usize) -> &str {
    let end = (0..4)
        .map(|n| most.saturating_sub(n))
        .find(|n| text.is_char_boundary(*n));
    match end {
        Some(end) => text.get(..end).unwrap_or(text),
        None => text,
    }
}

/// Longest template, table or note that is looked for the end of.
const LONGEST: usize = 1 << 16;
/// Longest tag or address.
const LONGEST_TAG: usize = 1 << 11;
