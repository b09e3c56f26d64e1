//! What can be wrong with a pack, said so that its author can mend it.

use std::fmt;
use std::ops::Range;

/// A mistake in a pack's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackError {
    /// File.
    pub file: String,
    /// Bytes of the file at fault, where known.
    pub span: Option<Range<usize>>,
    /// Line and column of their start, from 1.
    pub place: Option<(usize, usize)>,
    /// Rule, frame, class or word at fault.
    pub item: String,
    /// What is wrong, and what to do.
    pub message: String,
}

impl PackError {
    /// A mistake at those bytes of a file's text.
    pub(crate) fn new(file: &str, text: &str, span: Option<Range<usize>>, message: &str) -> Self {
        Self {
            file: file.to_owned(),
            place: span.as_ref().map(|s| place(text, s.start)),
            span,
            item: String::new(),
            message: message.to_owned(),
        }
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some((line, column)) = self.place {
            write!(f, ":{line}:{column}")?;
        }
        if !self.item.is_empty() {
            write!(f, ": `{}`", self.item)?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for PackError {}

/// Line and column of a byte, from 1; columns count characters.
fn place(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte.min(text.len())).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    (line, column)
}

/// Where `item` first stands in `text`: in quotes, as a key or the name of a table, or anywhere.
pub(crate) fn find(text: &str, item: &str) -> Option<Range<usize>> {
    let quoted = [format!("\"{item}\""), format!("'{item}'")];
    let within = quoted.iter().find_map(|q| Some(text.find(q.as_str())? + 1));
    let start = within.or_else(|| text.find(item))?;
    Some(start..start + item.len())
}

/// The line of an item, from 1; 0 where it does not stand in the text as it is.
pub(crate) fn line_of(text: &str, item: &str) -> usize {
    find(text, item).map_or(0, |span| place(text, span.start).0)
}
