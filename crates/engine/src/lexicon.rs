//! The lexicon: phrases to lexemes, found in one pass over the tokens.

use serde::{Deserialize, Serialize};

use crate::{Token, fold_into, tokenize};

/// A class of words: a set that patterns can name. Ids below [`ClassId::FIRST`] are shapes of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClassId(pub u16);

impl ClassId {
    /// A run of ASCII digits; its value is the number, its extra the number of digits.
    pub const DIGITS: Self = Self(0);
    /// Any word.
    pub const WORD: Self = Self(1);
    /// A word with an upper-case initial.
    pub const CAP: Self = Self(2);
    /// A word that is no function word: no lexeme of the lexicon's stop class.
    pub const NOUN: Self = Self(3);
    /// Any token.
    pub const ANY: Self = Self(4);
    /// No class: of a node that was taken out of its chart.
    pub const NONE: Self = Self(5);
    /// The first id of classes that come from data.
    pub const FIRST: Self = Self(8);
}

/// A folded word of the lexicon; 0 is every word it does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WordId(pub u32);

/// What a phrase stands for. The meaning of the two numbers depends on the class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lexeme {
    /// Its class.
    pub class: ClassId,
    /// First number.
    pub value: i64,
    /// Second number.
    pub extra: i64,
    /// The spelling that the text must have, where case matters.
    pub exact: Option<String>,
}

/// A lexeme found in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// Index into [`Lexicon::lexemes`].
    pub lexeme: u32,
}

/// The words of a phrase as the lexicon holds them: tokenised and folded.
#[must_use]
pub fn phrase(text: &str) -> Vec<String> {
    tokenize(text)
        .iter()
        .map(|t| {
            let mut key = String::new();
            fold_into(&text[t.span.range()], &mut key);
            key
        })
        .collect()
}

/// A phrase trie over folded words, for one language. Flat, so that it loads as it was stored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lexicon {
    words: WordTable,
    /// For each node the first of its edges, and one more at the end.
    edge_from: Vec<u32>,
    /// Word and child, sorted by word within a node.
    edges: Vec<(WordId, u32)>,
    /// For each node, the range of lexemes that end there.
    ends: Vec<(u32, u32)>,
    /// In the order of their phrases.
    lexemes: Vec<Lexeme>,
    /// For each word, the node of the phrase that begins with it; 0 for none.
    roots: Vec<u32>,
}

/// A trie while it grows: the children of each node.
#[derive(Default)]
struct Growing {
    children: Vec<Vec<(WordId, u32)>>,
    /// Words and nodes of the last phrase.
    path: Vec<(WordId, u32)>,
}

impl Growing {
    /// The node of a phrase that is not less than the one before it.
    fn node(&mut self, phrase: &[WordId]) -> usize {
        let pairs = self.path.iter().zip(phrase);
        let shared = pairs
            .take_while(|((word, _), other)| word == *other)
            .count();
        self.path.truncate(shared);
        for word in &phrase[shared..] {
            let parent = self.path.last().map_or(0, |(_, node)| *node as usize);
            let node = index(self.children.len());
            self.children.push(Vec::new());
            self.children[parent].push((*word, node));
            self.path.push((*word, node));
        }
        self.path.last().map_or(0, |(_, node)| *node as usize)
    }
}

impl Lexicon {
    /// Builds the trie from phrases (see [`phrase`]) and their lexemes.
    #[must_use]
    pub fn new(entries: impl IntoIterator<Item = (Vec<String>, Lexeme)>) -> Self {
        let entries: Vec<(Vec<String>, Lexeme)> = entries.into_iter().collect();
        let mut words: Vec<&str> = entries
            .iter()
            .flat_map(|(p, _)| p)
            .map(String::as_str)
            .collect();
        words.sort_unstable();
        words.dedup();
        let id = |word: &String| {
            WordId(
                words
                    .binary_search(&word.as_str())
                    .map_or(0, |n| index(n) + 1),
            )
        };
        let mut phrases: Vec<(Vec<WordId>, &Lexeme)> = entries
            .iter()
            .map(|(phrase, l)| (phrase.iter().map(id).collect(), l))
            .collect();
        // A stable sort: lexemes of one phrase keep their order.
        phrases.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut growing = Growing {
            children: vec![Vec::new()],
            ..Growing::default()
        };
        let mut lexicon = Self {
            words: WordTable::new(&words),
            roots: vec![0; words.len() + 1],
            ..Self::default()
        };
        for (at, (phrase, lexeme)) in (0_u32..).zip(phrases) {
            let node = growing.node(&phrase);
            lexicon
                .ends
                .resize(growing.children.len().max(lexicon.ends.len()), (0, 0));
            let (first, last) = &mut lexicon.ends[node];
            *first = if *last == 0 { at } else { *first };
            *last = at + 1;
            lexicon.lexemes.push(lexeme.clone());
        }
        lexicon.lay_out(&growing.children);
        lexicon
    }

    fn lay_out(&mut self, children: &[Vec<(WordId, u32)>]) {
        self.ends.resize(children.len(), (0, 0));
        for (word, node) in children.first().into_iter().flatten() {
            self.roots[word.0 as usize] = *node;
        }
        for own in children {
            self.edge_from.push(index(self.edges.len()));
            self.edges.extend(own);
        }
        self.edge_from.push(index(self.edges.len()));
    }

    fn edges(&self, node: usize) -> &[(WordId, u32)] {
        let range = self.edge_from.get(node).zip(self.edge_from.get(node + 1));
        let range = range.map(|(from, to)| *from as usize..*to as usize);
        range.and_then(|r| self.edges.get(r)).unwrap_or_default()
    }

    /// Indices of the lexemes that end at a node.
    fn ends(&self, node: usize) -> std::ops::Range<u32> {
        self.ends.get(node).map_or(0..0, |(from, to)| *from..*to)
    }

    /// The lexemes, by index.
    #[must_use]
    pub fn lexemes(&self) -> &[Lexeme] {
        &self.lexemes
    }

    /// The word ids of the tokens, folded through `key`, a buffer to reuse.
    pub fn ids(&self, text: &str, tokens: &[Token], key: &mut String, ids: &mut Vec<WordId>) {
        for token in tokens {
            let word = text.get(token.span.range()).unwrap_or_default();
            // Of the links, only `$NAME` may be a phrase: it may be a currency behind its amount.
            let link = token.shape == crate::Shape::Link && !word.starts_with('$');
            if token.shape == crate::Shape::Digits || link {
                ids.push(WordId(0));
                continue;
            }
            key.clear();
            fold_into(word, key);
            ids.push(self.words.get(key));
        }
    }

    /// Every lexeme of the tokens, by start; `ids` are theirs. Each token starts a walk down the trie, whose depth
    /// is that of the longest phrase: linear in the tokens.
    pub fn hits(&self, text: &str, tokens: &[Token], ids: &[WordId], hits: &mut Vec<Hit>) {
        for start in 0..tokens.len() {
            let root = self.roots.get(ids[start].0 as usize).copied().unwrap_or(0);
            let (mut node, mut end) = (root as usize, start + 1);
            while node != 0 {
                for lexeme in self.ends(node) {
                    if self.spelled(lexeme, text, &tokens[start..end]) {
                        hits.push(Hit {
                            start: index(start),
                            end: index(end),
                            lexeme,
                        });
                    }
                }
                let Some(next) = ids.get(end).filter(|id| id.0 != 0) else {
                    break;
                };
                let edges = self.edges(node);
                node = edges
                    .binary_search_by_key(next, |e| e.0)
                    .map_or(0, |i| edges[i].1 as usize);
                end += 1;
            }
        }
    }

    fn spelled(&self, lexeme: u32, text: &str, tokens: &[Token]) -> bool {
        let Some(exact) = &self.lexemes[lexeme as usize].exact else {
            return true;
        };
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return false;
        };
        text.get(first.span.start() as usize..last.span.end() as usize) == Some(exact.as_str())
    }

    /// The lexemes of a phrase of one word, which is given folded.
    pub fn of_word(&self, word: &str) -> impl Iterator<Item = &Lexeme> {
        let id = self.words.get(word).0 as usize;
        let root = self.roots.get(id).copied().unwrap_or(0);
        let ends = if root == 0 {
            0..0
        } else {
            self.ends(root as usize)
        };
        ends.map(|i| &self.lexemes[i as usize])
    }

    /// Whether some phrase of the lexicon is exactly this word.
    #[must_use]
    pub fn holds(&self, word: &str) -> bool {
        let words = phrase(word);
        let mut node = 0_usize;
        for word in &words {
            let id = self.words.get(word);
            let edges = self.edges(node);
            match edges.binary_search_by_key(&id, |e| e.0) {
                Ok(i) => node = edges[i].1 as usize,
                Err(_) => return false,
            }
        }
        node != 0 && !self.ends(node).is_empty()
    }
}

fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Open-addressing table from folded words to ids. A table of our own, because the hash must be cheap for words of a
/// few bytes, its order must never show, and it is stored. A slot holds the hash beside the id, so that a word that the
/// table does not hold is told without a look at any other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct WordTable {
    /// Hash and id; id 0 is an empty slot.
    slots: Vec<(u32, u32)>,
    /// All words, one behind the other.
    text: String,
    /// Where each word ends in `text`; the word at place `n` has the id `n + 1`.
    ends: Vec<u32>,
}

impl WordTable {
    fn new(words: &[&str]) -> Self {
        let size = (words.len() * 2 + 1).next_power_of_two();
        let mut table = Self {
            slots: vec![(0, 0); size],
            ..Self::default()
        };
        for (id, word) in (1..).zip(words) {
            table.text.push_str(word);
            table.ends.push(index(table.text.len()));
            let hash = hash(word);
            let mut slot = hash as usize & (size - 1);
            while table.slots[slot].1 != 0 {
                slot = (slot + 1) & (size - 1);
            }
            table.slots[slot] = (hash, id);
        }
        table
    }

    fn get(&self, word: &str) -> WordId {
        let Some(mask) = self.slots.len().checked_sub(1) else {
            return WordId(0);
        };
        let hash = hash(word);
        let mut slot = hash as usize & mask;
        loop {
            let (held, id) = self.slots[slot];
            if id == 0 || (held == hash && self.word(id) == word) {
                return WordId(id);
            }
            slot = (slot + 1) & mask;
        }
    }

    fn word(&self, id: u32) -> &str {
        let at = id as usize;
        let from = at.checked_sub(2).map_or(0, |n| self.ends[n] as usize);
        let to = self.ends.get(at - 1).map_or(from, |e| *e as usize);
        self.text.get(from..to).unwrap_or_default()
    }
}

/// FNV-1a, 64 bits, folded to 32: good enough spread for words, and a few instructions a byte.
fn hash(word: &str) -> u32 {
    let h = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3)
    });
    u32::try_from((h ^ (h >> 32)) & 0xffff_ffff).unwrap_or(0)
}
