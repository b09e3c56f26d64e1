//! The words of names as numbers: a word is folded once, and compared as a number from there on.

use std::hash::BuildHasher;
use std::ops::Range;

use claimsift_engine::fold_into;
use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::words::Words;

/// A folded word: the same number for the same word, in the order in which they were first met.
pub(super) type Symbol = u32;

/// The folded words that names of a document are made of.
#[derive(Debug, Default)]
pub(super) struct Symbols {
    table: HashTable<Symbol>,
    folded: Folded,
    /// For each token its symbol and one, once somebody asked.
    told: Vec<Symbol>,
}

/// Words, one behind the other.
#[derive(Debug, Default)]
struct Folded {
    text: String,
    /// Where each word ends.
    ends: Vec<usize>,
}

impl Folded {
    fn get(&self, symbol: Symbol) -> &str {
        let at = symbol as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(at).copied().unwrap_or_default();
        let word = self.text.get(start.copied().unwrap_or(0)..end);
        word.unwrap_or_default()
    }
}

impl Symbols {
    pub(super) fn new(words: &Words<'_>) -> Self {
        const USUAL: usize = 64;
        Self {
            table: HashTable::with_capacity(USUAL),
            folded: Folded {
                text: String::with_capacity(USUAL * 8),
                ends: Vec::with_capacity(USUAL),
            },
            told: vec![0; words.tokens.len()],
        }
    }

    /// How many words there are.
    pub(super) const fn len(&self) -> usize {
        self.folded.ends.len()
    }

    pub(super) fn text(&self, symbol: Symbol) -> &str {
        self.folded.get(symbol)
    }

    /// The symbol of a token.
    pub(super) fn of(&mut self, words: &Words<'_>, token: usize) -> Symbol {
        if let Some(told) = self.told.get(token).and_then(|t| t.checked_sub(1)) {
            return told;
        }
        let symbol = self.add(words, token..token + 1);
        if let Some(told) = self.told.get_mut(token) {
            *told = symbol + 1;
        }
        symbol
    }

    /// The symbol of tokens that are one word.
    fn add(&mut self, words: &Words<'_>, tokens: Range<usize>) -> Symbol {
        let start = self.folded.text.len();
        tokens.for_each(|token| fold_into(words.slice(token), &mut self.folded.text));
        let own = self.folded.text.get(start..).unwrap_or_default();
        let hash = hash(own);
        if let Some(known) = self.find(own, hash) {
            self.folded.text.truncate(start);
            return known;
        }
        let symbol = index(self.len());
        self.folded.ends.push(self.folded.text.len());
        let folded = &self.folded;
        let again = |other: &Symbol| self::hash(folded.get(*other));
        self.table.insert_unique(hash, symbol, again);
        symbol
    }

    fn find(&self, folded: &str, hash: u64) -> Option<Symbol> {
        let same = |symbol: &Symbol| self.folded.get(*symbol) == folded;
        self.table.find(hash, same).copied()
    }

    /// The symbol of a folded word that a name holds.
    pub(super) fn get(&self, folded: &str) -> Option<Symbol> {
        self.find(folded, hash(folded))
    }

    /// Adds the words of a run to `key`.
    pub(super) fn key(&mut self, words: &Words<'_>, run: &Range<usize>, key: &mut Vec<Symbol>) {
        key.extend(words.joined(run).map(|word| match word.len() {
            1 => self.of(words, word.start),
            _ => self.add(words, word),
        }));
    }

    /// The words of a run, where names hold all of them.
    pub(super) fn known(
        &self,
        words: &Words<'_>,
        run: &Range<usize>,
        key: &mut Vec<Symbol>,
    ) -> Option<()> {
        let mut folded = String::new();
        for word in words.joined(run) {
            folded.clear();
            word.for_each(|token| fold_into(words.slice(token), &mut folded));
            key.push(self.get(&folded)?);
        }
        Some(())
    }
}

fn hash(word: &str) -> u64 {
    FixedState::default().hash_one(word)
}

fn index(n: usize) -> Symbol {
    Symbol::try_from(n).unwrap_or(Symbol::MAX)
}
