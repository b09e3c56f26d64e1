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
    /// The tokens that were told, in order, each with its symbol.
    told: Vec<(usize, Symbol)>,
}

/// Words, one behind the other.
#[derive(Debug, Default)]
struct Folded {
    text: Vec<u8>,
    /// Where each word ends.
    ends: Vec<usize>,
}

impl Folded {
    fn get(&self, symbol: Symbol) -> &[u8] {
        let at = symbol as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(at).copied().unwrap_or_default();
        let word = self.text.get(start.copied().unwrap_or(0)..end);
        word.unwrap_or_default()
    }
}

impl Symbols {
    /// Makes room for the words of so many runs.
    pub(super) fn with_capacity(runs: usize) -> Self {
        const LETTERS: usize = 8;
        let words = runs + runs / 2;
        Self {
            table: HashTable::with_capacity(words),
            folded: Folded {
                text: Vec::with_capacity(words * LETTERS),
                ends: Vec::with_capacity(words),
            },
            told: Vec::with_capacity(words),
        }
    }

    /// How many words there are.
    pub(super) const fn len(&self) -> usize {
        self.folded.ends.len()
    }

    /// A folded word, in UTF-8.
    pub(super) fn word(&self, symbol: Symbol) -> &[u8] {
        self.folded.get(symbol)
    }

    /// The symbol of a token, which stands behind all that were told before.
    pub(super) fn tell(&mut self, words: &Words<'_>, token: usize) -> Symbol {
        let symbol = self.add(words, token..token + 1);
        self.told.push((token, symbol));
        symbol
    }

    /// The symbol of a token.
    pub(super) fn of(&mut self, words: &Words<'_>, token: usize) -> Symbol {
        let told = self.told.binary_search_by_key(&token, |(at, _)| *at);
        match told.ok().and_then(|place| self.told.get(place)) {
            Some((_, symbol)) => *symbol,
            None => self.add(words, token..token + 1),
        }
    }

    /// The symbol of tokens that are one word.
    fn add(&mut self, words: &Words<'_>, tokens: Range<usize>) -> Symbol {
        let start = self.folded.text.len();
        tokens.for_each(|token| fold(words.slice(token), &mut self.folded.text));
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

    fn find(&self, folded: &[u8], hash: u64) -> Option<Symbol> {
        let same = |symbol: &Symbol| self.folded.get(*symbol) == folded;
        self.table.find(hash, same).copied()
    }

    /// The symbol of a folded word that a name holds.
    pub(super) fn get(&self, folded: &[u8]) -> Option<Symbol> {
        self.find(folded, hash(folded))
    }

    /// Adds the words of a run to `key`.
    pub(super) fn key(&mut self, words: &Words<'_>, run: &Range<usize>, key: &mut Vec<Symbol>) {
        let mut rest = run.clone();
        while let Some(word) = words.next_word(&mut rest) {
            key.push(match word.len() {
                1 => self.of(words, word.start),
                _ => self.add(words, word),
            });
        }
    }

    /// The words of a run, where names hold all of them.
    pub(super) fn known(
        &self,
        words: &Words<'_>,
        run: &Range<usize>,
        key: &mut Vec<Symbol>,
    ) -> Option<()> {
        let (mut folded, mut rest) = (Vec::new(), run.clone());
        while let Some(word) = words.next_word(&mut rest) {
            folded.clear();
            word.for_each(|token| fold(words.slice(token), &mut folded));
            key.push(self.get(&folded)?);
        }
        Some(())
    }
}

/// Adds a word as it is looked up; nearly all are ASCII.
fn fold(word: &str, folded: &mut Vec<u8>) {
    if word.is_ascii() {
        folded.extend(word.bytes().map(|byte| byte.to_ascii_lowercase()));
        return;
    }
    let mut other = String::new();
    fold_into(word, &mut other);
    folded.extend(other.bytes());
}

fn hash(word: &[u8]) -> u64 {
    FixedState::default().hash_one(word)
}

fn index(n: usize) -> Symbol {
    Symbol::try_from(n).unwrap_or(Symbol::MAX)
}
