//! What can be wrong with a pack, said so that its author can mend it.

use std::fmt;

/// A mistake in a pack's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackError {
    /// File.
    pub file: String,
    /// Line, from 1, where known.
    pub line: Option<usize>,
    /// Rule, frame, class or word at fault.
    pub item: String,
    /// What is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if !self.item.is_empty() {
            write!(f, ": `{}`", self.item)?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for PackError {}

/// The line of `text` (from 1) on which `item` first stands in quotes.
pub(crate) fn line_of(text: &str, item: &str) -> Option<usize> {
    let quoted = format!("\"{item}\"");
    text.lines()
        .position(|l| l.contains(&quoted))
        .or_else(|| text.lines().position(|l| l.contains(item)))
        .map(|n| n + 1)
}
