//! A sentence under analysis: each token with its part in the sentence.

mod room;
mod tagging;

use std::cell::OnceCell;
use std::ops::Range;

use claimsift_engine::{ClassId, ClassMask, Hits, Node, Shape, Token};
use claimsift_mentions::{Found, Tokens};
use claimsift_model::{BlockRole, Document, Kind, Mention, TextSpan, Value};
use claimsift_names::{Anaphor, NameTable};
use claimsift_packs::{HeadSide, Kinds, Language, class};

pub(crate) use self::room::Room;
use crate::verbal::{self, Forms};
use crate::verbs::{self, Group};

/// What a token is in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    Word,
    Name,
    /// Index into [`Line::figures`].
    Figure(usize),
    /// A date, time or duration.
    Date,
    /// Words that were read with a figure and stand outside its span.
    Hedge,
    Determiner,
    Possessive,
    Genitive,
    Pronoun,
    Of,
    Preposition,
    And,
    Comma,
    Semicolon,
    Colon,
    Open,
    Close,
    Quote,
    Dash,
    Relative,
    Subordinator,
    Negation,
    Adverb,
    Clitic,
    According,
    /// Index into [`Line::groups`].
    Verb(usize),
    Mark,
}

/// A mention of the sentence, in tokens.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    /// Index of the mention in the document.
    pub(crate) mention: usize,
    pub(crate) kind: Kind,
    pub(crate) tokens: Range<usize>,
    /// With the words read with it.
    pub(crate) extent: Range<usize>,
    /// The counted noun, or nothing.
    pub(crate) counted: Range<usize>,
    /// The verb that it depends on, once somebody asked.
    pub(crate) governor: OnceCell<Option<usize>>,
}

/// A sentence.
pub(crate) struct Line<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    /// Index of the first token in the document.
    pub(crate) base: usize,
    /// Index of the sentence in the document.
    pub(crate) sentence: usize,
    pub(crate) language: &'a Language,
    pub(crate) names: &'a NameTable<'a>,
    /// The lexemes of the document.
    hits: &'a Hits<'a>,
    /// The classes of those of the sentence.
    classes: &'a ClassMask,
    /// The classes of those that start at each of its tokens.
    masks: &'a [ClassMask],
    /// What stands for names in it.
    pub(crate) anaphors: &'a [Anaphor],
    pub(crate) tags: Vec<Tag>,
    /// Whether there is a mark of quotation in it.
    pub(crate) quotes: bool,
    /// What each token may be as a verb.
    pub(crate) forms: Vec<Forms>,
    /// Mentions, dates included, in order.
    pub(crate) figures: Vec<Figure>,
    pub(crate) groups: Vec<Group>,
    /// The kinds of figure that frames of its nouns take, once somebody asked.
    pub(crate) measured: OnceCell<Kinds>,
    /// The subject of each group, once somebody asked.
    pub(crate) subjects: Vec<OnceCell<Option<Range<usize>>>>,
}

/// *now*, *former*, *annual*, *per day*: words of a sentence like others.
fn reference(mention: &Mention) -> bool {
    let vague = matches!(&mention.value, Value::Timex(t) if t.ends_with("_REF"));
    vague || mention.kind == Kind::Set && &*mention.rule != "set.each"
}

/// Most tokens of a phrase that is looked for by its end.
const LONGEST: usize = 6;

/// Tokens for each verb, about.
pub(crate) const VERBS: usize = 6;

/// What every sentence of a document is read with.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    pub(crate) document: &'a Document,
    pub(crate) tokens: &'a Tokens<'a>,
    pub(crate) packs: &'a claimsift_packs::Packs,
    pub(crate) found: &'a Found,
    pub(crate) names: &'a NameTable<'a>,
    /// Whether somebody asks which candidates lost.
    pub(crate) asked: bool,
}

impl Around<'_> {
    /// Whether a sentence is a cell of a table.
    pub(crate) fn in_table(&self, sentence: usize) -> bool {
        let own = self.tokens.sentences.get(sentence);
        let block = own.and_then(|s| self.document.blocks().get(s.block));
        block.is_some_and(|b| b.role == BlockRole::Row)
    }
}

impl<'a> Line<'a> {
    /// Reads a sentence; `None` without a language.
    pub(crate) fn read(
        around: Around<'a>,
        sentence: usize,
        mentions: Range<usize>,
        room: Room,
    ) -> Option<Self> {
        let own = around.tokens.sentences.get(sentence)?;
        let language = around.packs.get(own.lang)?;
        let tokens = &around.tokens.all[own.tokens.clone()];
        let mut line = Self {
            text: around.document.text(),
            tokens,
            base: own.tokens.start,
            sentence,
            language,
            names: around.names,
            hits: &around.tokens.hits,
            classes: &own.classes,
            masks: around.tokens.hits.masks(own.tokens.clone()),
            anaphors: around.names.anaphors_in(sentence),
            tags: room.tags,
            quotes: false,
            forms: room.forms,
            figures: room.figures,
            groups: room.groups,
            measured: OnceCell::new(),
            subjects: room.subjects,
        };
        line.tags.resize(tokens.len(), Tag::Word);
        line.groups.reserve(tokens.len() / VERBS);
        for index in mentions {
            let mention = &around.found.mentions[index];
            if !reference(mention) {
                line.figure(index, mention);
            }
        }
        line.tag();
        let forms = std::mem::take(&mut line.forms);
        line.forms = verbal::forms(&line, forms);
        verbs::read(&mut line);
        line.subjects.resize(line.groups.len(), OnceCell::new());
        Some(line)
    }

    /// The tokens that a span of text covers.
    pub(crate) fn covered(&self, span: TextSpan) -> Range<usize> {
        let start = self
            .tokens
            .partition_point(|t| t.span.end() <= span.start());
        let behind = self.tokens.get(start..).unwrap_or_default().iter();
        let len = behind.take_while(|t| t.span.start() < span.end()).count();
        start..start + len
    }

    fn figure(&mut self, index: usize, mention: &Mention) {
        let tokens = self.covered(mention.span);
        let extent = if mention.extent == mention.span {
            tokens.clone()
        } else {
            self.covered(mention.extent)
        };
        let counted = mention.counted.map_or(0..0, |span| self.covered(span));
        let number = self.figures.len();
        for at in extent.clone() {
            if self.tags[at] == Tag::Word {
                self.tags[at] = Tag::Hedge;
            }
        }
        let tag = match mention.kind {
            Kind::Date | Kind::Time | Kind::Duration | Kind::Set => Tag::Date,
            Kind::Ordinal => Tag::Word,
            _ => Tag::Figure(number),
        };
        self.tags[tokens.clone()].fill(tag);
        self.figures.push(Figure {
            mention: index,
            kind: mention.kind,
            tokens,
            extent,
            counted,
            governor: OnceCell::new(),
        });
    }

    /// Whether a token belongs to a rank: *the third year*.
    pub(crate) fn ranked(&self, at: usize) -> bool {
        let rank = |f: &Figure| f.kind == Kind::Ordinal && f.tokens.contains(&at);
        self.figures.iter().any(rank)
    }

    /// Whether a lexeme of the lexicon starts at a token.
    pub(crate) fn is_known(&self, at: usize) -> bool {
        self.at(at).next().is_some()
    }

    /// The lexemes that start at a token, the longer ones first.
    fn at(&self, at: usize) -> impl Iterator<Item = Node> + '_ {
        self.hits.at(self.place(at)).rev().map(|n| self.own(n))
    }

    /// Where a token stands in the document; past the end of all for one that is not in the sentence.
    #[inline]
    fn place(&self, at: usize) -> usize {
        if at < self.tokens.len() {
            self.base + at
        } else {
            usize::MAX
        }
    }

    /// A lexeme of the document as one of the sentence.
    fn own(&self, node: Node) -> Node {
        let base = u32::try_from(self.base).unwrap_or(u32::MAX);
        Node {
            start: node.start - base,
            end: node.end - base,
            ..node
        }
    }

    /// Whether a word has one of some endings.
    pub(crate) fn ends_in(&self, at: usize, endings: &[String]) -> bool {
        let word = self.slice(at).as_bytes();
        // Nearly all words differ in their last letter.
        let last = word.last();
        let ends = |e: &String| e.as_bytes().last() == last && word.ends_with(e.as_bytes());
        endings.iter().any(ends)
    }

    /// Whether a lexeme of a class may stand in the sentence; no is certain.
    #[inline]
    pub(crate) fn holds(&self, class: ClassId) -> bool {
        self.classes.has(class)
    }

    /// Whether a lexeme of a class starts at a token: one of those that code knows, which have places of their own in sets.
    #[inline]
    pub(crate) fn is(&self, at: usize, class: ClassId) -> bool {
        self.masks.get(at).is_some_and(|mask| mask.has(class))
    }

    /// The first of some tokens where a lexeme of a class starts.
    #[inline]
    pub(crate) fn first(&self, tokens: Range<usize>, class: ClassId) -> Option<usize> {
        let start = tokens.start;
        let masks = self.masks.get(tokens).unwrap_or_default();
        let first = masks.iter().position(|mask| mask.has(class));
        first.map(|at| start + at)
    }

    /// The longest lexeme of a class at a token.
    #[inline]
    pub(crate) fn node(&self, at: usize, class: ClassId) -> Option<Node> {
        let starts = self.is(at, class);
        starts.then(|| self.longest(at, class)).flatten()
    }

    #[inline(never)]
    fn longest(&self, at: usize, class: ClassId) -> Option<Node> {
        let longest = self.hits.longest(self.base + at, class);
        longest.map(|n| self.own(n))
    }

    /// Whether a phrase of several words may begin at a token.
    #[inline]
    pub(crate) fn is_opening(&self, at: usize) -> bool {
        !self.hits.is_alone(self.place(at))
    }

    /// As [`Line::node`], where a phrase of several words may begin.
    #[inline]
    pub(crate) fn phrase(&self, at: usize, class: ClassId) -> Option<Node> {
        let several = self.is(at, class) && self.is_opening(at);
        several.then(|| self.longest(at, class)).flatten()
    }

    /// Gives the verbs that start at a token, the longer ones first, with how many tokens they have.
    #[inline]
    pub(crate) fn verbs(&self, at: usize, mut verb: impl FnMut(&Node, usize)) {
        let (alone, phrases) = self.hits.parts(self.place(at));
        for node in phrases.iter().rev().filter(|n| n.class == class::VERB) {
            verb(node, (node.end - node.start) as usize);
        }
        for node in alone.iter().rev().filter(|n| n.class == class::VERB) {
            verb(node, 1);
        }
    }

    /// All lexemes of a class at a token, the longer ones first.
    pub(crate) fn nodes(&self, at: usize, class: ClassId) -> impl Iterator<Item = Node> + '_ {
        let own = self.hits.of_class(self.place(at), class);
        own.rev().map(|n| self.own(n))
    }

    /// The longest lexeme of a class that ends right before `end`.
    #[inline]
    pub(crate) fn ending(&self, end: usize, class: ClassId) -> Option<Node> {
        let held = self.holds(class);
        held.then(|| self.ends_before(end, class)).flatten()
    }

    fn ends_before(&self, end: usize, class: ClassId) -> Option<Node> {
        let mut from = end.saturating_sub(LONGEST);
        while let Some(at) = self.first(from..end.min(self.tokens.len()), class) {
            let node = self.nodes(at, class).find(|n| n.end as usize == end);
            if node.is_some() {
                return node;
            }
            from = at + 1;
        }
        None
    }

    pub(crate) fn tag_at(&self, at: usize) -> Tag {
        self.tags.get(at).copied().unwrap_or(Tag::Mark)
    }

    /// The tag before a token; a full stop before the first.
    pub(crate) fn before(&self, at: usize) -> Tag {
        at.checked_sub(1).map_or(Tag::Mark, |b| self.tag_at(b))
    }

    /// The first character of a punctuation token.
    pub(crate) fn mark(&self, at: usize) -> Option<char> {
        let token = self.tokens.get(at).filter(|t| t.shape == Shape::Mark)?;
        let first = *self.text.as_bytes().get(token.span.range().start)?;
        if first.is_ascii() {
            return Some(char::from(first));
        }
        self.text.get(token.span.range())?.chars().next()
    }

    pub(crate) fn slice(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .and_then(|t| self.text.get(t.span.range()))
            .unwrap_or_default()
    }

    /// The text of some tokens.
    pub(crate) fn span(&self, tokens: &Range<usize>) -> TextSpan {
        match (
            self.tokens.get(tokens.start),
            self.tokens.get(tokens.end.wrapping_sub(1)),
        ) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => TextSpan::new(0, 0),
        }
    }

    /// Whether the head of a noun phrase stands first.
    pub(crate) fn head_first(&self) -> bool {
        self.language.pack.style.head == HeadSide::First
    }

    /// Where the run of one tag that holds `at` begins.
    pub(crate) fn start_of(&self, at: usize) -> usize {
        let tag = self.tag_at(at);
        (0..at)
            .rev()
            .take_while(|i| self.tags[*i] == tag)
            .last()
            .unwrap_or(at)
    }
}
