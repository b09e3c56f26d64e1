//! Half-open byte ranges on one of two sides: the raw bytes of a record, or its decoded text.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// The side of the raw bytes, before charset decoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Raw {}

/// The side of the decoded and repaired text (UTF-8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Text {}

/// A half-open byte range on one side. There is no conversion between sides but [`crate::Document::raw`].
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<Side> {
    start: u32,
    end: u32,
    side: PhantomData<Side>,
}

/// Bytes of the record as it was read.
pub type RawSpan = Span<Raw>;
/// Bytes of the decoded text.
pub type TextSpan = Span<Text>;

impl<Side> Clone for Span<Side> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Side> Copy for Span<Side> {}

impl<Side> fmt::Debug for Span<Side> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl<Side> Span<Side> {
    /// The range from `start` to `end`, in bytes; an `end` before `start` gives the empty range at `start`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        let end = if end < start { start } else { end };
        Self {
            start,
            end,
            side: PhantomData,
        }
    }

    /// First byte.
    #[must_use]
    pub const fn start(self) -> u32 {
        self.start
    }

    /// One past the last byte.
    #[must_use]
    pub const fn end(self) -> u32 {
        self.end
    }

    /// Number of bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The range as indices.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}
