//! A language, ready to read with: what a build stores and a run loads.

use claimsift_engine::Lexicon;
use claimsift_engine::pattern::Phase;
use serde::{Deserialize, Serialize};

use crate::gates::Gates;
use crate::pack::Pack;
use crate::vocabulary::class;

/// A language, ready to read with.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Language {
    /// The pack; its `entries` have gone into the lexicon.
    pub pack: Pack,
    /// The phrases.
    pub lexicon: Lexicon,
    /// What sentences the rules that find mentions are tried in, in their order.
    pub find: Gates,
    /// The same for the rules that read the words around mentions.
    pub refine: Gates,
}

impl Language {
    /// Builds the lexicon of a compiled pack. The words that tell the language stand elsewhere, with those of the others.
    #[must_use]
    pub fn new(mut pack: Pack) -> Self {
        let entries = std::mem::take(&mut pack.entries);
        let words = entries.into_iter().filter(|(_, l)| l.class != class::TELL);
        Self {
            lexicon: Lexicon::new(words),
            find: Gates::new(&pack, Phase::Find),
            refine: Gates::new(&pack, Phase::Refine),
            pack,
        }
    }
}
