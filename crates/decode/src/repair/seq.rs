//! Sequences of characters that are one character once the damage is undone.

use super::loss::SPACE;
use crate::cases;

/// A sequence that a chain reads as one character.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seq {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The first character of the sequence.
    pub(crate) lead: char,
    /// What it reads as.
    pub(crate) read: char,
    /// What had to be supposed; see [`super::loss`].
    pub(crate) loss: u8,
    /// By how much the text reads better with it, in points.
    pub(crate) gain: i32,
    /// Whether nothing else comes into question.
    pub(crate) sure: bool,
}

impl Seq {
    /// What stands behind the letter once it is undone, where `c` follows: an *à* that took a space ends a word.
    pub(crate) fn next(&self, c: char) -> char {
        let ends = self.loss & SPACE != 0 && self.read == 'à';
        match c {
            '«' | '“' | '„' | '‘' if ends => ' ',
            _ if ends && cases::is_capital(c) => ' ',
            _ => c,
        }
    }

    /// What stands in the text.
    pub(crate) fn written<'a>(&self, text: &'a str) -> &'a str {
        let span = self.start as usize..self.end as usize;
        text.get(span).unwrap_or_default()
    }

    /// Whether there is nothing between it and the next one.
    pub(crate) const fn touches(&self, next: &Self) -> bool {
        self.end == next.start
    }
}

/// The gain of a sequence that was not weighed yet.
pub(crate) const NEW: i32 = i32::MIN;
