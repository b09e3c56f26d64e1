//! The text of the kept blocks: one a line, the cells of a row parted by tabs, white space as a browser shows it,
//! references resolved.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::LONGEST_CELL;
use super::cut::Cut;
use super::grid::Cell;
use super::html::{Block, Part};
use super::references;

/// Writes the blocks.
pub(super) fn write(text: &str, blocks: &[&Block]) -> Cut {
    let rows = rows(blocks);
    let mut writer = Writer {
        text,
        cut: Cut::new(text),
        before: Before::Start,
        tabs: 0,
        known: BTreeMap::new(),
    };
    let mut last: Option<Cell> = None;
    for block in blocks {
        let cell = block.place.filter(|c| rows.contains_key(&c.row));
        let same = last.zip(cell).filter(|(l, c)| l.row == c.row);
        if writer.before != Before::Start && same.is_none() {
            writer.before = Before::Break;
        }
        let column = cell.map_or(0, |c| c.column);
        let from = same.map_or(0, |(l, _)| l.column);
        writer.tabs = column.saturating_sub(from) as usize;
        for part in &block.parts {
            writer.part(*part);
        }
        last = cell;
    }
    writer.cut
}

/// The rows of at least two short cells with one block each, by the last column met.
fn rows(blocks: &[&Block]) -> BTreeMap<u32, u32> {
    let mut rows = BTreeMap::new();
    let mut unfit = BTreeSet::new();
    for (block, cell) in blocks.iter().filter_map(|b| Some((b, b.place?))) {
        let again = rows.insert(cell.row, cell.column) == Some(cell.column);
        if again || block.length > LONGEST_CELL {
            unfit.insert(cell.row);
        }
    }
    rows.retain(|row, _| !unfit.contains(row));
    rows
}

/// What stands before the next sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing yet.
    Start,
    /// The end of a block, not written yet.
    Break,
    /// White space, not written yet.
    Space,
    /// A digit, below the line.
    Digit,
    Sign,
}

struct Writer<'a> {
    text: &'a str,
    cut: Cut,
    before: Before,
    /// Cells that begin before the next sign.
    tabs: usize,
    /// References met so far.
    known: BTreeMap<&'a str, Option<String>>,
}

fn len32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl<'a> Writer<'a> {
    fn part(&mut self, part: Part) {
        let mut at = part.start;
        let mut first = part.raised;
        while at < part.end {
            let rest = self.text.get(at..part.end).unwrap_or_default();
            let stop = rest
                .find(['&', ' ', '\t', '\n', '\r', '\x0C'])
                .unwrap_or(rest.len());
            if stop > 0 {
                let run = rest.get(..stop).unwrap_or_default();
                // A note's sign behind a figure is no digit of it.
                let note = std::mem::take(&mut first)
                    && self.before == Before::Digit
                    && run.starts_with(|c: char| c.is_ascii_digit());
                self.lead(at, if note { "^" } else { "" });
                self.cut.keep(run);
                self.sign(run);
                at += stop;
            } else if rest.starts_with('&') {
                at += self.reference(rest, at);
            } else {
                at += self.space(rest, part.lines);
            }
        }
    }

    fn sign(&mut self, run: &str) {
        let digit = run.ends_with(|c: char| c.is_ascii_digit());
        self.before = if digit { Before::Digit } else { Before::Sign };
    }

    /// Writes what stands between the last sign and the next, which is at `at`.
    fn lead(&mut self, at: usize, mark: &str) {
        let between = match self.before {
            Before::Break => "\n",
            Before::Space => " ",
            _ => mark,
        };
        match std::mem::take(&mut self.tabs) {
            0 => self.cut.replace_to(len32(at), between),
            tabs => {
                let line = if self.before == Before::Break {
                    "\n"
                } else {
                    ""
                };
                self.cut
                    .replace_to(len32(at), &(line.to_owned() + &"\t".repeat(tabs)));
            }
        }
    }

    fn space(&mut self, rest: &str, lines: bool) -> usize {
        let white = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C');
        let len = rest.len() - rest.trim_start_matches(white).len();
        let run = rest.get(..len).unwrap_or_default();
        if !matches!(self.before, Before::Start | Before::Break) {
            let line = lines && run.contains('\n');
            self.before = if line { Before::Break } else { Before::Space };
        }
        len
    }

    /// Writes the character that a reference stands for, or the sign `&` itself.
    fn reference(&mut self, rest: &'a str, at: usize) -> usize {
        let name = references::name(rest);
        let resolved = self
            .known
            .entry(name)
            .or_insert_with(|| references::resolve(name))
            .clone();
        match resolved {
            Some(text) if text.chars().all(|c| matches!(c, ' ' | '\t' | '\n')) => {
                self.space(" ", false);
            }
            Some(text) => {
                self.lead(at, "");
                self.cut.replace_to(len32(at + name.len()), &text);
                self.sign(&text);
            }
            None => {
                self.lead(at, "");
                self.cut.keep(name);
                self.sign(name);
            }
        }
        name.len()
    }
}
