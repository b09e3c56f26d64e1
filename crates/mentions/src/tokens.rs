//! A document as tokens and sentences.

use std::ops::Range;

use claimsift_engine::{ClassMask, Hits, Token};
use claimsift_model::TextSpan;

use crate::tables::Table;

/// A sentence: a run of tokens in one block and one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its text.
    pub span: TextSpan,
    /// Index of its block.
    pub block: usize,
    /// Index of its language.
    pub lang: usize,
    /// The classes of its lexemes: what is not among them need not be looked for.
    pub classes: ClassMask,
}

/// A document as tokens.
#[derive(Debug, Clone, Default)]
pub struct Tokens<'p> {
    /// Its tokens, in order.
    pub all: Vec<Token>,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
    /// The lexemes of all sentences.
    pub hits: Hits<'p>,
    /// Index of the document's language.
    pub lang: Option<usize>,
    /// Its tables: a cell that holds anything is a sentence.
    pub tables: Vec<Table>,
}
