//! The lexicon: phrases to lexemes, found in one pass over the tokens.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::words::WordTable;
use crate::{ClassMask, Hits, Node, Token, WordKey, fold_into, tokenize};

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
    /// No class: of a node that was taken out of its chart, and in the sets of all tokens.
    pub const NONE: Self = Self(5);
    /// In the sets of tokens, runs of digits by how many there are: a class, the least and the most of them.
    pub(crate) const DIGIT_LENGTHS: [(Self, i64, i64); 2] = [(Self(6), 1, 2), (Self(7), 4, 4)];
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
#[serde(from = "PhraseTrie", into = "PhraseTrie")]
pub struct Lexicon {
    trie: PhraseTrie,
    /// The lexemes as nodes without a place.
    ready: Vec<Node>,
    /// What is asked of each word of a text, by its id: all of it in one place of the memory.
    entries: Vec<Entry>,
}

/// What a lexicon is made from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct PhraseTrie {
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

/// What a word is to the lexicon.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Entry {
    /// The classes of its lexemes alone, and their range among all lexemes; none where some ask for a spelling.
    classes: ClassMask,
    lexemes: (u32, u32),
    /// The node of the phrases that begin with it; 0 for none.
    root: u32,
    /// Whether some of its lexemes alone ask for a spelling.
    exact: bool,
    /// Whether a phrase goes on behind it.
    opens: bool,
    /// Whether it stands in a phrase behind another word.
    inner: bool,
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

impl From<Lexicon> for PhraseTrie {
    fn from(lexicon: Lexicon) -> Self {
        lexicon.trie
    }
}

impl From<PhraseTrie> for Lexicon {
    fn from(trie: PhraseTrie) -> Self {
        let ready = |(item, lexeme): (u32, &Lexeme)| Node {
            start: 0,
            end: 0,
            class: lexeme.class,
            value: lexeme.value,
            extra: lexeme.extra,
            item,
        };
        Self {
            ready: (0..).zip(&trie.lexemes).map(ready).collect(),
            entries: trie
                .roots
                .iter()
                .zip(&trie.inner)
                .map(|(root, inner)| trie.entry(*root, *inner))
                .collect(),
            trie,
        }
    }
}

impl PhraseTrie {
    fn new(entries: &[(Vec<String>, Lexeme)]) -> Self {
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
        let mut trie = Self {
            words: WordTable::new(&words),
            roots: vec![0; words.len() + 1],
            inner: vec![false; words.len() + 1],
            ..Self::default()
        };
        for (at, (phrase, lexeme)) in (0_u32..).zip(phrases) {
            let node = growing.node(&phrase);
            trie.nodes
                .resize(growing.children.len(), TrieNode::default());
            let (first, last) = &mut trie.nodes[node].lexemes;
            *first = if *last == 0 { at } else { *first };
            *last = at + 1;
            trie.lexemes.push(lexeme.clone());
        }
        trie.lay_out(&growing.children);
        trie
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

    #[inline]
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

    fn entry(&self, root: u32, inner: bool) -> Entry {
        let mut entry = Entry {
            inner,
            ..Entry::default()
        };
        if root != 0 {
            let node = self.node(root);
            let lexemes = self.lexemes_of(node);
            entry.root = root;
            entry.opens = node.edges.0 < node.edges.1;
            entry.exact = lexemes.iter().any(|l| l.exact.is_some());
            if !entry.exact {
                entry.lexemes = node.lexemes;
                lexemes.iter().for_each(|l| entry.classes.insert(l.class));
            }
        }
        entry
    }

    fn lexemes_of(&self, node: TrieNode) -> &[Lexeme] {
        let (from, to) = node.lexemes;
        self.lexemes
            .get(from as usize..to as usize)
            .unwrap_or_default()
    }
}

impl Lexicon {
    /// Builds the trie from phrases (see [`phrase`]) and their lexemes.
    #[must_use]
    pub fn new(entries: impl IntoIterator<Item = (Vec<String>, Lexeme)>) -> Self {
        let entries: Vec<(Vec<String>, Lexeme)> = entries.into_iter().collect();
        PhraseTrie::new(&entries).into()
    }

    /// The lexemes, by index.
    #[must_use]
    pub fn lexemes(&self) -> &[Lexeme] {
        &self.trie.lexemes
    }

    /// The word ids of tokens, by their keys.
    pub fn ids(&self, keys: &[WordKey], ids: &mut Vec<WordId>) {
        ids.extend(keys.iter().map(|key| self.trie.words.get(*key)));
    }

    /// Adds every lexeme of the tokens to `hits`; `ids` are theirs, and the first of them is the token `base` of its
    /// document. Each token starts a walk down the trie, whose depth is that of the longest phrase: linear in the tokens.
    pub fn hits<'p>(
        &'p self,
        text: &str,
        tokens: &[Token],
        ids: &[WordId],
        base: usize,
        hits: &mut Hits<'p>,
    ) {
        hits.skip_to(base);
        for (start, id) in ids.iter().enumerate() {
            // The first entry is that of the words that the lexicon does not hold.
            let Some(entry) = self.entries.get(id.0 as usize) else {
                hits.next(&[], &ClassMask::NONE);
                continue;
            };
            let (from, to) = entry.lexemes;
            let alone = self.ready.get(from as usize..to as usize);
            hits.next(alone.unwrap_or_default(), &entry.classes);
            if entry.exact {
                self.ending(entry.root, (text, tokens), start..start + 1, base, hits);
            }
            if entry.opens {
                self.walk(entry.root, (text, tokens, ids), start, base, hits);
            }
        }
    }

    /// Adds the phrases of several words that start at a token of a sentence.
    fn walk(
        &self,
        root: u32,
        (text, tokens, ids): (&str, &[Token], &[WordId]),
        start: usize,
        base: usize,
        hits: &mut Hits<'_>,
    ) {
        let (mut node, mut end) = (root, start + 1);
        // Most words never stand inside a phrase.
        let inner = |id: &&WordId| self.entries.get(id.0 as usize).is_some_and(|e| e.inner);
        while let Some(id) = ids.get(end).filter(inner) {
            node = self.trie.child(self.trie.node(node), *id);
            if node == 0 {
                return;
            }
            end += 1;
            self.ending(node, (text, tokens), start..end, base, hits);
        }
    }

    /// Adds the lexemes that end at a node of the trie, where the tokens are spelled as they ask.
    fn ending(
        &self,
        node: u32,
        (text, tokens): (&str, &[Token]),
        at: Range<usize>,
        base: usize,
        hits: &mut Hits<'_>,
    ) {
        let (from, to) = self.trie.node(node).lexemes;
        let range = from as usize..to as usize;
        let own = self.ready.get(range.clone()).unwrap_or_default();
        let lexemes = self.trie.lexemes.get(range).unwrap_or_default();
        let (start, end) = (index(base + at.start), index(base + at.end));
        let placed = |node: &Node| Node {
            start,
            end,
            ..*node
        };
        if lexemes.iter().all(|lexeme| lexeme.exact.is_none()) {
            hits.extend(own.iter().map(placed));
            return;
        }
        let words = tokens.get(at).unwrap_or_default();
        let both = own.iter().zip(lexemes);
        let spelled = both.filter(|(_, lexeme)| lexeme.spelled(text, words));
        hits.extend(spelled.map(|(node, _)| placed(node)));
    }

    /// The lexemes of a phrase of one word, which is given folded.
    pub fn of_word(&self, word: &str) -> impl Iterator<Item = &Lexeme> {
        self.of_key(WordKey::folded(word.as_bytes())).iter()
    }

    /// The lexemes of a token alone, by its key.
    pub fn of_token<'l>(
        &'l self,
        text: &'l str,
        token: &'l Token,
        key: WordKey,
    ) -> impl Iterator<Item = &'l Lexeme> {
        let own = self.of_key(key).iter();
        own.filter(|l| l.spelled(text, std::slice::from_ref(token)))
    }

    /// The lexemes of a word alone, by its key, however they ask to be spelled.
    #[must_use]
    pub fn of_key(&self, key: WordKey) -> &[Lexeme] {
        match self.trie.root(self.trie.words.get(key)) {
            0 => &[],
            root => self.trie.lexemes_of(self.trie.node(root)),
        }
    }

    /// Whether some phrase of the lexicon is exactly this word.
    #[must_use]
    pub fn holds(&self, word: &str) -> bool {
        let mut node = 0;
        for word in &phrase(word) {
            let id = self.trie.words.get(WordKey::folded(word.as_bytes()));
            node = self.trie.child(self.trie.node(node), id);
            if node == 0 {
                return false;
            }
        }
        let end = self.trie.node(node);
        node != 0 && !self.trie.lexemes_of(end).is_empty()
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

fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
