//! The words that tell languages apart, of all languages in one table: what chooses a language must load none.

use std::collections::BTreeMap;

use claimsift_engine::{ClassId, WordKey, WordTable};
use serde::{Deserialize, Serialize};

use crate::pack::Pack;
use crate::vocabulary::class;

/// What a word counts for each of some languages, in the lowest bits, and the set of them, by their index, above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told(u64);

/// What a word counts for, shared between the languages that it tells.
const WEIGHT: u64 = 60;

impl Told {
    /// Bits of what it counts.
    const COUNT: usize = 6;
    /// Most languages of a set.
    pub const LANGUAGES: usize = 64 - Self::COUNT;

    /// The set of some languages.
    fn of(languages: u64) -> Self {
        let shares = u64::from(languages.count_ones()).max(1);
        Self((languages << Self::COUNT) | (WEIGHT / shares))
    }

    /// Whether the language is one of them.
    #[must_use]
    pub const fn has(self, language: usize) -> bool {
        language < Self::LANGUAGES && self.0 >> (language + Self::COUNT) & 1 == 1
    }

    /// Whether it is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its languages.
    pub fn languages(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0 >> Self::COUNT;
        std::iter::from_fn(move || {
            let next = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(next)
        })
    }

    /// What it counts for each of its languages: a word of one alone counts most.
    #[must_use]
    pub const fn weight(self) -> u32 {
        (self.0 & ((1 << Self::COUNT) - 1)) as u32
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
        let everywhere = (1 << languages.min(Told::LANGUAGES)) - 1;
        let (mut words, mut told) = (Vec::new(), vec![0]);
        for (word, set) in sets {
            if set != everywhere || languages == 1 {
                words.push(word);
                told.push(Told::of(set).0);
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
    for (index, pack) in packs.iter().enumerate().take(Told::LANGUAGES) {
        let own = pack.entries.iter().filter(|(_, l)| wanted(l.class));
        for (words, _) in own {
            if let [word] = words.as_slice() {
                *sets.entry(word).or_default() |= 1 << index;
            }
        }
    }
    sets
}
