//! The tokens of a document with the lexemes that stand on them.

use std::ops::Range;

use claimsift_engine::{ClassId, ClassMask, Gap, Hits, Node, Shape, Token};
use claimsift_mentions::{Sentence, Tokens};
use claimsift_model::Document;
use claimsift_packs::{HeadSide, Packs, class};

/// A lexeme on its tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) class: ClassId,
    pub(super) value: i64,
    pub(super) extra: i64,
}

impl Entry {
    fn of(node: Node) -> Self {
        Self {
            start: node.start as usize,
            end: node.end as usize,
            class: node.class,
            value: node.value,
            extra: node.extra,
        }
    }
}

/// Tokens and lexemes of the sentences of a document.
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    hits: &'a Hits<'a>,
    sentences: &'a [Sentence],
    /// The tokens of each sentence, without the line of the publication date before it.
    pub(super) ranges: Vec<Range<usize>>,
    /// The tokens that begin with a capital, in order.
    capitals: Vec<usize>,
}

/// Most tokens of a phrase that is looked for backwards.
const LONGEST: usize = 5;

impl<'a> Words<'a> {
    pub(super) fn read(document: &'a Document, all: &'a Tokens<'a>) -> Self {
        Self {
            text: document.text(),
            tokens: &all.all,
            hits: &all.hits,
            sentences: &all.sentences,
            ranges: ranges(document, all),
            capitals: capitals(&all.all),
        }
    }

    /// Whether any token begins with a capital.
    pub(super) const fn has_capitals(&self) -> bool {
        !self.capitals.is_empty()
    }

    /// The tokens of some that begin with a capital, where the one at place `next` among all of them is the first from
    /// these tokens on that was not given yet.
    pub(super) fn capitals(&self, tokens: &Range<usize>, next: &mut usize) -> &[usize] {
        let rest = self.capitals.get(*next..).unwrap_or_default();
        let before = rest.iter().take_while(|at| **at < tokens.start).count();
        let rest = rest.get(before..).unwrap_or_default();
        let own = rest.iter().take_while(|at| **at < tokens.end).count();
        *next += before + own;
        rest.get(..own).unwrap_or_default()
    }

    /// Whether a token stands in a sentence, and not in the line of the publication date.
    pub(super) fn in_sentence(&self, token: usize) -> bool {
        let after = self.ranges.partition_point(|r| r.end <= token);
        self.ranges.get(after).is_some_and(|r| r.contains(&token))
    }

    /// The first of these tokens at which a lexeme of some class may start.
    #[inline]
    pub(super) fn first(&self, tokens: Range<usize>, classes: &ClassMask) -> Option<usize> {
        self.hits.first(tokens, classes)
    }

    /// The first of these tokens at which a lexeme of a class starts.
    #[inline]
    pub(super) fn first_of(&self, tokens: Range<usize>, class: ClassId) -> Option<usize> {
        let start = tokens.start;
        let mut masks = self.hits.masks(tokens).iter();
        masks.position(|m| m.has(class)).map(|at| start + at)
    }

    /// Whether a lexeme of some class may start at a token; no is certain.
    #[inline]
    pub(super) fn may(&self, token: usize, classes: &ClassMask) -> bool {
        self.hits.mask(token).meets(classes)
    }

    /// The classes of the lexemes that start at a token.
    #[inline]
    pub(super) fn mask(&self, token: usize) -> &'a ClassMask {
        self.hits.mask(token)
    }

    /// The classes of the lexemes of a sentence: what is not among them is not in it.
    #[inline]
    pub(super) fn classes(&self, sentence: usize) -> &ClassMask {
        let own = self.sentences.get(sentence);
        own.map_or(&ClassMask::ANY, |s| &s.classes)
    }

    /// The classes of the lexemes that may end right before a token, or before the point in front of it.
    #[inline]
    pub(super) fn classes_before(&self, token: usize) -> ClassMask {
        self.hits.classes(token.saturating_sub(LONGEST + 1)..token)
    }

    /// Whether a lexeme of a class starts at a token. Of the classes that code knows, the sets are exact.
    #[inline]
    pub(super) fn has(&self, token: usize, class: ClassId) -> bool {
        self.hits.may(token, class)
    }

    /// Whether a token alone is a lexeme of the class.
    #[inline]
    pub(super) fn is(&self, token: usize, class: ClassId) -> bool {
        self.has(token, class)
            && (self.hits.is_alone(token) || self.ends_at(token, token + 1, class).is_some())
    }

    /// Where the longest lexeme of the class that starts at a token ends.
    #[inline]
    pub(super) fn end(&self, token: usize, class: ClassId) -> Option<usize> {
        if !self.has(token, class) {
            return None;
        }
        if self.hits.is_alone(token) {
            return Some(token + 1);
        }
        self.longest_of(token, class).map(|e| e.end)
    }

    /// The longest lexeme of the class that starts at a token.
    #[inline]
    pub(super) fn longest(&self, token: usize, class: ClassId) -> Option<Entry> {
        let has = self.has(token, class);
        has.then(|| self.longest_of(token, class)).flatten()
    }

    /// Whether a lexeme of some class may end right before a token; no is certain.
    #[inline]
    pub(super) fn may_end(&self, token: usize, classes: &ClassMask) -> bool {
        let near = token.saturating_sub(LONGEST)..token;
        self.first(near, classes).is_some()
    }

    /// The longest lexeme of the class that ends right before a token of a sentence.
    #[inline]
    pub(super) fn before(&self, sentence: usize, token: usize, class: ClassId) -> Option<Entry> {
        let own = self.sentences.get(sentence)?;
        // Before its first token another sentence ends.
        if own.tokens.start < token && !own.classes.has(class) {
            return None;
        }
        self.ending(token, class)
    }

    #[inline(never)]
    fn ending(&self, token: usize, class: ClassId) -> Option<Entry> {
        let first = token.saturating_sub(LONGEST);
        for (at, classes) in (first..).zip(self.hits.masks(first..token)) {
            if classes.has(class)
                && let Some(found) = self.ends_at(at, token, class)
            {
                return Some(found);
            }
        }
        None
    }

    // What follows is asked of few tokens, so it stays out of the loops that ask.

    #[inline(never)]
    fn longest_of(&self, token: usize, class: ClassId) -> Option<Entry> {
        self.hits.last(token, class).map(Entry::of)
    }

    #[inline(never)]
    fn ends_at(&self, token: usize, end: usize, class: ClassId) -> Option<Entry> {
        let mut own = self.hits.of_class(token, class);
        own.find(|e| e.end as usize == end).map(Entry::of)
    }

    /// Whether the lexicon knows the word for something else than a name.
    pub(super) fn common(&self, token: usize) -> bool {
        const NAMING: [ClassId; 11] = [
            class::KNOWN_NAME,
            class::FIRST_NAME,
            class::PLACE,
            class::HOME,
            class::ALIAS,
            class::LEGAL,
            class::INSTITUTION_NOUN,
            class::COMPANY_NOUN,
            class::UNIT,
            class::CURRENCY,
            class::PARTICLE,
        ];
        self.hits
            .at(token)
            .any(|e| e.end as usize == token + 1 && !NAMING.contains(&e.class))
    }

    pub(super) fn token(&self, token: usize) -> Option<&Token> {
        self.tokens.get(token)
    }

    pub(super) fn slice(&self, token: usize) -> &'a str {
        let span = self.tokens.get(token).map(|t| t.span.range());
        span.and_then(|s| self.text.get(s)).unwrap_or_default()
    }

    /// The text from one token to another, both held.
    pub(super) fn over(&self, tokens: &Range<usize>) -> &'a str {
        let first = self.tokens.get(tokens.start);
        let last = tokens.end.checked_sub(1).and_then(|l| self.tokens.get(l));
        let (Some(first), Some(last)) = (first, last) else {
            return "";
        };
        self.text
            .get(first.span.join(last.span).range())
            .unwrap_or_default()
    }

    /// The character of a mark; a space for every other token.
    #[inline]
    pub(super) fn mark(&self, token: usize) -> char {
        match self.tokens.get(token) {
            Some(t) if t.shape == Shape::Mark => self.sign(token, t),
            _ => ' ',
        }
    }

    fn sign(&self, token: usize, mark: &Token) -> char {
        let byte = self.text.as_bytes().get(mark.span.start() as usize);
        match byte.filter(|b| b.is_ascii()) {
            Some(byte) => char::from(*byte),
            None => self.slice(token).chars().next().unwrap_or(' '),
        }
    }

    pub(super) fn capital(&self, token: usize) -> bool {
        self.tokens.get(token).is_some_and(Token::is_capital)
    }

    pub(super) fn shape(&self, token: usize) -> Option<Shape> {
        self.tokens.get(token).map(|t| t.shape)
    }

    pub(super) fn glued(&self, token: usize) -> bool {
        self.tokens.get(token).is_some_and(|t| t.gap == Gap::None)
    }

    pub(super) fn spaced(&self, token: usize) -> bool {
        self.tokens.get(token).is_some_and(|t| t.gap == Gap::Space)
    }

    /// *Dublin-based*, *state-owned*: one past an adjective that a hyphen makes of the word before `end`.
    pub(super) fn adjective(&self, end: usize) -> Option<usize> {
        const SHORTEST: usize = 4;
        let word = end + 1;
        if self.mark(end) != '-' || !self.glued(end) || !self.glued(word) {
            return None;
        }
        let lower = self.shape(word) == Some(Shape::Lower) && self.slice(word).len() >= SHORTEST;
        (lower && self.spaced(word + 1)).then_some(word + 1)
    }

    /// The first of these tokens that is a comma.
    pub(super) fn comma(&self, tokens: Range<usize>) -> Option<usize> {
        let (start, text) = (tokens.start, self.text.as_bytes());
        let comma =
            |t: &Token| t.shape == Shape::Mark && text.get(t.span.start() as usize) == Some(&b',');
        let found = self.tokens.get(tokens)?.iter().position(comma);
        found.map(|at| start + at)
    }

    pub(super) fn apostrophe(&self, token: usize) -> bool {
        matches!(self.mark(token), '\'' | '’' | 'ʼ' | '‘')
    }

    /// One letter, alone.
    pub(super) fn letter(&self, token: usize) -> bool {
        let Some(token) = self.tokens.get(token) else {
            return false;
        };
        let first = || self.text.as_bytes().get(token.span.start() as usize);
        matches!(token.shape, Shape::Title | Shape::Lower)
            && match token.span.len() {
                1 => true,
                2 => first().is_some_and(|byte| !byte.is_ascii()),
                _ => false,
            }
    }

    /// Takes the first word off a run: tokens that nothing parts are one word, and the point of an abbreviation is none.
    #[inline]
    pub(super) fn next_word(&self, run: &mut Range<usize>) -> Option<Range<usize>> {
        while run.start < run.end && self.mark(run.start) == '.' {
            run.start += 1;
        }
        let start = run.next()?;
        while run.start < run.end && self.glued(run.start) && self.mark(run.start) != '.' {
            run.start += 1;
        }
        Some(start..run.start)
    }
}

fn capitals(tokens: &[Token]) -> Vec<usize> {
    const SENTENCES: usize = 10;
    let mut capitals = Vec::with_capacity(tokens.len() / SENTENCES);
    for (at, token) in tokens.iter().enumerate() {
        if token.is_capital() {
            capitals.push(at);
        }
    }
    capitals
}

fn ranges(document: &Document, all: &Tokens<'_>) -> Vec<Range<usize>> {
    let header = document.published().and_then(|p| p.span);
    let own = |s: &Sentence| {
        let Range { mut start, end } = s.tokens;
        let inside = |t: usize| header.is_some_and(|h| h.overlaps(all.all[t].span));
        while start + 1 < end && inside(start) {
            start += 1;
        }
        start..end
    };
    all.sentences.iter().map(own).collect()
}

/// Whether nouns come before what belongs to them.
pub(super) fn head_first(packs: &Packs, lang: usize) -> bool {
    packs
        .get(lang)
        .is_some_and(|l| l.pack.style.head == HeadSide::First)
}
