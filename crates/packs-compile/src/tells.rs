//! The words that tell languages apart, of all languages in one table: what chooses a language must load none.

use std::collections::BTreeMap;

use claimsift_engine::{ClassId, WordKey, WordTable};
use serde::{Deserialize, Serialize};

use crate::pack::Pack;
use crate::vocabulary::class;

/// A set of languages, by their index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told(u64);

/// What a word counts for, shared between the languages that it tells.
const WEIGHT: u32 = 60;

impl Told {
    /// Whether the language is one of them.
    #[must_use]
    pub const fn has(self, language: usize) -> bool {
        language < 64 && self.0 >> language & 1 == 1
    }

    /// Whether it is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its languages.
    pub fn languages(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let next = usize::try_from(rest.trailing_zeros())
                .ok()
                .filter(|n| *n < 64)?;
            rest &= rest - 1;
            Some(next)
        })
    }

    /// What it counts for each of its languages: a word of one alone counts most.
    #[must_use]
    pub const fn weight(self) -> u32 {
        match self.0.count_ones() {
            0 => 0,
            n => WEIGHT / n,
        }
    }
}

/// Words and the languages that each of them tells.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Tells {
    words: WordTable,
    /// The set of each word, by its id; none for what is no word here.
    sets: Vec<u64>,
}

impl Tells {
    /// From the packs, in the order of their languages, the words that are made to tell them. A function word of a
    /// language tells it too where another language is told by it.
    #[must_use]
    pub fn frequent(packs: &[Pack]) -> Self {
        let mut sets = sets(packs, &|class| class == class::TELL);
        for (word, languages) in self::sets(packs, &|class| class == class::STOP) {
            if let Some(set) = sets.get_mut(word) {
                *set |= languages;
            }
        }
        Self::of(sets, packs.len())
    }

    /// From the packs, every word of the language's own, for texts too short to tell by the frequent ones.
    #[must_use]
    pub fn all(packs: &[Pack]) -> Self {
        Self::of(sets(packs, &|class| class != class::TELL), packs.len())
    }

    fn of(sets: BTreeMap<&str, u64>, languages: usize) -> Self {
        let everywhere = if languages < 64 {
            (1 << languages) - 1
        } else {
            u64::MAX
        };
        let (mut words, mut told) = (Vec::new(), vec![0]);
        for (word, set) in sets {
            if set != everywhere || languages == 1 {
                words.push(word);
                told.push(set);
            }
        }
        Self {
            words: WordTable::new(&words),
            sets: told,
        }
    }

    /// The languages that the word with that key tells.
    #[must_use]
    #[inline]
    pub fn of_word(&self, key: WordKey) -> Told {
        let id = self.words.get(key).0 as usize;
        Told(self.sets.get(id).copied().unwrap_or(0))
    }
}

/// Words alone, and the set of the languages that have them in such a class.
fn sets<'p>(packs: &'p [Pack], wanted: &dyn Fn(ClassId) -> bool) -> BTreeMap<&'p str, u64> {
    let mut sets = BTreeMap::<&str, u64>::new();
    for (index, pack) in packs.iter().enumerate().take(64) {
        let own = pack.entries.iter().filter(|(_, l)| wanted(l.class));
        for (words, _) in own {
            if let [word] = words.as_slice() {
                *sets.entry(word).or_default() |= 1 << index;
            }
        }
    }
    sets
}
