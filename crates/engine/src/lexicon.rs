//! The lexicon: phrases to lexemes, found in one pass over the tokens.

use serde::{Deserialize, Serialize};

use crate::words::WordTable;
use crate::{Hits, Node, Shape, Token, fold_into, tokenize};

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
    nodes: Vec<TrieNode>,
    /// Word and child, sorted by word within a node.
    edges: Vec<(WordId, u32)>,
    /// In the order of their phrases.
    lexemes: Vec<Lexeme>,
    /// For each word, the node of the phrase that begins with it; 0 for none.
    roots: Vec<u32>,
    /// For each word, whether it stands in a phrase behind another.
    inner: Vec<bool>,
}

/// Ranges of the edges that leave a node and of the lexemes that end there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
struct TrieNode {
    edges: (u32, u32),
    lexemes: (u32, u32),
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
            inner: vec![false; words.len() + 1],
            ..Self::default()
        };
        for (at, (phrase, lexeme)) in (0_u32..).zip(phrases) {
            let node = growing.node(&phrase);
            lexicon
                .nodes
                .resize(growing.children.len(), TrieNode::default());
            let (first, last) = &mut lexicon.nodes[node].lexemes;
            *first = if *last == 0 { at } else { *first };
            *last = at + 1;
            lexicon.lexemes.push(lexeme.clone());
        }
        lexicon.lay_out(&growing.children);
        lexicon
    }

    fn lay_out(&mut self, children: &[Vec<(WordId, u32)>]) {
        self.nodes.resize(children.len(), TrieNode::default());
        for (word, node) in children.first().into_iter().flatten() {
            self.roots[word.0 as usize] = *node;
        }
        for (word, _) in children.iter().skip(1).flatten() {
            self.inner[word.0 as usize] = true;
        }
        for (node, own) in self.nodes.iter_mut().zip(children) {
            let from = index(self.edges.len());
            self.edges.extend(own);
            node.edges = (from, index(self.edges.len()));
        }
    }

    fn node(&self, node: u32) -> TrieNode {
        self.nodes.get(node as usize).copied().unwrap_or_default()
    }

    /// The node that a word leads to from another; 0 when no phrase goes on with it.
    fn child(&self, node: TrieNode, word: WordId) -> u32 {
        let (from, to) = node.edges;
        let edges = self.edges.get(from as usize..to as usize);
        let edges = edges.unwrap_or_default();
        edges
            .binary_search_by_key(&word, |e| e.0)
            .map_or(0, |i| edges[i].1)
    }

    fn root(&self, word: WordId) -> u32 {
        self.roots.get(word.0 as usize).copied().unwrap_or(0)
    }

    fn lexemes_of(&self, node: TrieNode) -> &[Lexeme] {
        let (from, to) = node.lexemes;
        self.lexemes
            .get(from as usize..to as usize)
            .unwrap_or_default()
    }

    /// The lexemes, by index.
    #[must_use]
    pub fn lexemes(&self) -> &[Lexeme] {
        &self.lexemes
    }

    /// The word ids of the tokens, folded through `key`, a buffer to reuse.
    pub fn ids(&self, text: &str, tokens: &[Token], key: &mut String, ids: &mut Vec<WordId>) {
        ids.extend(tokens.iter().map(|token| {
            let word = text.get(token.span.range()).unwrap_or_default();
            // Of the links, only `$NAME` may be a phrase: it may be a currency behind its amount.
            let link = token.shape == Shape::Link && !word.starts_with('$');
            if token.shape == Shape::Digits || link {
                return WordId(0);
            }
            if token.shape == Shape::Lower && word.bytes().all(folds_to_itself) {
                return self.words.get(word);
            }
            key.clear();
            fold_into(word, key);
            self.words.get(key)
        }));
    }

    /// Adds every lexeme of the tokens to `hits`; `ids` are theirs, and the first of them is the token `base` of its
    /// document. Each token starts a walk down the trie, whose depth is that of the longest phrase: linear in the tokens.
    pub fn hits(&self, text: &str, tokens: &[Token], ids: &[WordId], base: usize, hits: &mut Hits) {
        hits.skip_to(base);
        for (start, id) in ids.iter().enumerate().take(tokens.len()) {
            let (mut node, mut end) = (self.root(*id), start + 1);
            while node != 0 {
                let here = self.node(node);
                for (lexeme, item) in self.lexemes_of(here).iter().zip(here.lexemes.0..) {
                    if lexeme.spelled(text, &tokens[start..end]) {
                        hits.push(Node {
                            start: index(base + start),
                            end: index(base + end),
                            class: lexeme.class,
                            value: lexeme.value,
                            extra: lexeme.extra,
                            item,
                        });
                    }
                }
                let next = ids.get(end).filter(|id| self.goes_on(here, **id));
                node = next.map_or(0, |next| self.child(here, *next));
                end += 1;
            }
            hits.close();
        }
    }

    /// Whether a phrase may go on from a node with this word. Most nodes are ends, and most words never stand inside a
    /// phrase.
    fn goes_on(&self, node: TrieNode, word: WordId) -> bool {
        let inner = || self.inner.get(word.0 as usize).is_some_and(|inner| *inner);
        node.edges.0 < node.edges.1 && word.0 != 0 && inner()
    }

    /// The lexemes of a phrase of one word, which is given folded.
    pub fn of_word(&self, word: &str) -> impl Iterator<Item = &Lexeme> {
        let root = self.root(self.words.get(word));
        let node = if root == 0 {
            TrieNode::default()
        } else {
            self.node(root)
        };
        self.lexemes_of(node).iter()
    }

    /// Whether some phrase of the lexicon is exactly this word.
    #[must_use]
    pub fn holds(&self, word: &str) -> bool {
        let mut node = 0;
        for word in &phrase(word) {
            let id = self.words.get(word);
            node = self.child(self.node(node), id);
            if node == 0 {
                return false;
            }
        }
        node != 0 && !self.lexemes_of(self.node(node)).is_empty()
    }
}

impl Lexeme {
    /// Whether the tokens are spelled as the lexeme asks.
    fn spelled(&self, text: &str, tokens: &[Token]) -> bool {
        let Some(exact) = &self.exact else {
            return true;
        };
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return false;
        };
        text.get(first.span.join(last.span).range()) == Some(exact.as_str())
    }
}

/// Whether a byte of a word without capitals is the same in its key: ASCII, and the letters of two bytes that begin so.
const fn folds_to_itself(byte: u8) -> bool {
    matches!(byte, 0..=0xC1 | 0xC3..=0xC5)
}

fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
