//! A language, ready to read with: what a build stores and a run loads.

use claimsift_engine::pattern::Phase;
use claimsift_engine::{ClassMask, Lexicon};
use serde::{Deserialize, Serialize};

use crate::pack::{Pack, Rule};
use crate::vocabulary::class;

/// A language, ready to read with.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Language {
    /// The pack; its `entries` have gone into the lexicon.
    pub pack: Pack,
    /// The phrases.
    pub lexicon: Lexicon,
    /// What sentences the rules that find mentions are tried in, in their order.
    pub find: Vec<Gate>,
    /// The same for the rules that read the words around mentions.
    pub refine: Vec<Gate>,
}

/// What a sentence must hold for a rule to be tried. Most rules fail here; so this is all that is looked at of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    /// Index of the rule.
    pub rule: u16,
    /// Classes of which every match begins with one.
    pub opens: ClassMask,
    /// Classes that every match needs.
    pub needs: ClassMask,
}

impl Language {
    /// Builds the lexicon of a compiled pack. The words that tell the language stand elsewhere, with those of the others.
    #[must_use]
    pub fn new(mut pack: Pack) -> Self {
        let entries = std::mem::take(&mut pack.entries);
        let words = entries.into_iter().filter(|(_, l)| l.class != class::TELL);
        Self {
            lexicon: Lexicon::new(words),
            find: gates(&pack, Phase::Find),
            refine: gates(&pack, Phase::Refine),
            pack,
        }
    }
}

fn gates(pack: &Pack, phase: Phase) -> Vec<Gate> {
    let rules = (0..).zip(&pack.rules);
    let own = rules.filter(|(_, rule)| rule.build.phase() == phase);
    let gate = |(rule, of): (u16, &Rule)| Gate {
        rule,
        opens: of.program.opens(),
        needs: of.program.needs(),
    };
    own.map(gate).collect()
}
