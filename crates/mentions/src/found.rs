//! What was found in a document.

use std::ops::Range;
use std::sync::Arc;

use claimsift_model::Mention;

use crate::dates::Expr;

/// The mentions of a document.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The mentions, in order.
    pub mentions: Vec<Mention>,
    /// Index of its sentence, for each mention.
    pub sentences: Vec<usize>,
    /// Ids of the rules that read its parts or the words around it, for each mention.
    pub derivation: Vec<Vec<Arc<str>>>,
    /// What each date mention says.
    pub(crate) dates: Vec<Option<Expr>>,
}

impl Found {
    /// The mentions of a sentence.
    #[must_use]
    pub fn within(&self, sentence: usize) -> Range<usize> {
        let start = self.sentences.partition_point(|s| *s < sentence);
        start..self.sentences.partition_point(|s| *s <= sentence)
    }
}
