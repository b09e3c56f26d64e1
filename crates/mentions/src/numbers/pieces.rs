//! A word that is several number words in one, cut.

/// One number word inside another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Adds a value; room for what may follow.
    Add(i64, i64),
    /// Multiplies; room for what may follow.
    Times(i64, i64),
    /// Closes a group of that power of ten; kind.
    Scale(i64, i64),
    /// A fraction.
    Share(i64, i64),
    /// A rank or a part of a whole ends the word.
    Last(i64),
    /// The same, where the word is no rank: *cinquanta duemilaseiesimi*.
    Part(i64),
    /// An ending that makes a part of the number before it: *veintiunavos*.
    PartEnding,
}

/// A word that is a number in one piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Compound {
    pub(crate) token: usize,
    pub(crate) pieces: Vec<Piece>,
}
