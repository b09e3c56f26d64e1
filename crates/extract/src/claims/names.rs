//! The names of a document: who is who, and what they are called.

use std::ops::Range;

use claimsift_model::Document;
use claimsift_packs::Packs;

use crate::sentences::Tokens;

/// What a name names, as far as the text shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameKind {
    Organisation,
    Person,
    Place,
    Product,
    Unknown,
}

/// One party of the document, under all its spellings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// The canonical form.
    pub(crate) canonical: String,
    pub(crate) kind: NameKind,
}

/// A place where a name is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spot {
    /// Tokens, as indices into [`Tokens::all`].
    pub(crate) tokens: Range<usize>,
    /// Index of its sentence.
    pub(crate) sentence: usize,
    /// Index into [`NameTable::names`].
    pub(crate) name: usize,
}

/// The names of a document.
#[derive(Debug, Clone, Default)]
pub(crate) struct NameTable {
    pub(crate) names: Vec<Name>,
    /// In text order; they do not overlap.
    pub(crate) spots: Vec<Spot>,
}

impl NameTable {
    /// The name written over a token, if any.
    pub(crate) fn at(&self, token: usize) -> Option<&Spot> {
        let after = self.spots.partition_point(|s| s.tokens.end <= token);
        self.spots.get(after).filter(|s| s.tokens.contains(&token))
    }

    /// The name that a nominal (*la start-up*, *the company*) or pronoun (*elle*, *it*) at `tokens` stands for:
    /// the nearest that fits, where the text supports it.
    pub(crate) fn resolve(
        &self,
        document: &Document,
        all: &Tokens,
        packs: &Packs,
        tokens: Range<usize>,
        sentence: usize,
    ) -> Option<usize> {
        let _ = (document, all, packs, tokens, sentence);
        None
    }
}

/// Finds the names of a document.
pub(crate) fn read(document: &Document, tokens: &Tokens, packs: &Packs) -> NameTable {
    let _ = (document, tokens, packs);
    NameTable::default()
}
