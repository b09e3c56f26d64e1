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
    /// Where among them was looked last.
    place: usize,
    /// What a word that is not ASCII is folded in.
    scratch: String,
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
        const LETTERS: usize = 12;
        let words = runs + runs / 2;
        Self {
            table: HashTable::with_capacity(words),
            folded: Folded {
                text: Vec::with_capacity(words * LETTERS),
                ends: Vec::with_capacity(words),
            },
            told: Vec::with_capacity(words),
            place: 0,
            scratch: String::new(),
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

    /// The symbol of a token, where a name holds the word.
    pub(super) fn known_word(&mut self, words: &Words<'_>, token: usize) -> Option<Symbol> {
        let start = self.folded.text.len();
        fold(words, token, &mut self.scratch, &mut self.folded.text);
        let known = self.get(self.folded.text.get(start..).unwrap_or_default());
        self.folded.text.truncate(start);
        known
    }

    /// The symbol of tokens that are one word.
    fn add(&mut self, words: &Words<'_>, tokens: Range<usize>) -> Symbol {
        let start = self.folded.text.len();
        for token in tokens {
            fold(words, token, &mut self.scratch, &mut self.folded.text);
        }
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
        // Runs are asked for one behind the other.
        let mut place = self.place;
        if self.told.get(place).is_none_or(|(at, _)| *at > run.start) {
            place = self.told.partition_point(|(at, _)| *at < run.start);
        }
        while let Some(word) = words.next_word(&mut rest) {
            while self.told.get(place).is_some_and(|(at, _)| *at < word.start) {
                place += 1;
            }
            let told = self.told.get(place).filter(|(at, _)| *at == word.start);
            key.push(match told {
                Some((_, symbol)) if word.len() == 1 => *symbol,
                _ => self.add(words, word),
            });
        }
        self.place = place;
    }

    /// The words of a run, where names hold all of them.
    pub(super) fn known(
        &self,
        words: &Words<'_>,
        run: &Range<usize>,
        key: &mut Vec<Symbol>,
    ) -> Option<()> {
        let (mut folded, mut scratch) = (Vec::new(), String::new());
        let mut rest = run.clone();
        while let Some(word) = words.next_word(&mut rest) {
            folded.clear();
            word.for_each(|token| fold(words, token, &mut scratch, &mut folded));
            key.push(self.get(&folded)?);
        }
        Some(())
    }
}

/// Adds a token as it is looked up; nearly all are ASCII.
fn fold(words: &Words<'_>, token: usize, scratch: &mut String, folded: &mut Vec<u8>) {
    let Some(token) = words.token(token) else {
        return;
    };
    let (start, span) = (folded.len(), token.span.range());
    if fold_ascii(words.text.as_bytes(), span.clone(), folded) {
        return;
    }
    folded.truncate(start);
    scratch.clear();
    let word = words.text.get(span).unwrap_or_default();
    if !fold_western(word, scratch) {
        scratch.clear();
        fold_into(word, scratch);
    }
    folded.extend_from_slice(scratch.as_bytes());
}

/// Adds a word of ASCII alone, eight bytes at a time; `false` for others, and near the end of the text.
fn fold_ascii(text: &[u8], word: Range<usize>, folded: &mut Vec<u8>) -> bool {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = EACH * 0x80;
    let end = folded.len() + word.len();
    for at in word.clone().step_by(8) {
        let Some(eight) = text.get(at..).and_then(|rest| rest.first_chunk::<8>()) else {
            return false;
        };
        let behind = u64::MAX.checked_shl(8 * index(word.end - at)).unwrap_or(0);
        let bytes = u64::from_le_bytes(*eight) & !behind;
        if bytes & HIGH != 0 {
            return false;
        }
        // A byte from `A` to `Z` has its fifth bit set.
        let from_a = bytes + EACH * (0x80 - u64::from(b'A'));
        let past_z = bytes + EACH * (0x7F - u64::from(b'Z'));
        let small = bytes | ((from_a & !past_z & HIGH) >> 2);
        folded.extend_from_slice(&small.to_le_bytes());
    }
    folded.truncate(end);
    true
}

/// The same of letters of western Europe, whose capitals stand 32 places before; `false` where there is another character.
fn fold_western(word: &str, folded: &mut String) -> bool {
    word.chars().all(|letter| {
        let small = match letter {
            letter if letter.is_ascii() => letter.to_ascii_lowercase(),
            'à'..='ö' | 'ø'..='ÿ' => letter,
            'À'..='Ö' | 'Ø'..='Þ' => char::from((letter as u32 + 32) as u8),
            _ => return false,
        };
        folded.push(small);
        true
    })
}

fn hash(word: &[u8]) -> u64 {
    FixedState::default().hash_one(word)
}

pub(super) fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
