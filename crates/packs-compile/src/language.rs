//! A language, ready to read with: what a build stores and a run loads.

use claimsift_engine::Lexicon;
use serde::{Deserialize, Serialize};

use crate::pack::Pack;
use crate::vocabulary::class;

/// A language, ready to read with.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Language {
    /// The pack; its `entries` have gone into the lexicon.
    pub pack: Pack,
    /// The phrases.
    pub lexicon: Lexicon,
    /// The words that tell the language, folded and split.
    pub tell: Vec<Vec<String>>,
}

impl Language {
    /// Builds the lexicon of a compiled pack.
    #[must_use]
    pub fn new(mut pack: Pack) -> Self {
        let entries = std::mem::take(&mut pack.entries);
        let (tell, words): (Vec<_>, Vec<_>) = entries
            .into_iter()
            .partition(|(_, l)| l.class == class::TELL);
        Self {
            pack,
            lexicon: Lexicon::new(words),
            tell: tell.into_iter().map(|(words, _)| words).collect(),
        }
    }
}
