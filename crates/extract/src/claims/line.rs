//! A sentence under analysis: each token with its part in the sentence.

use std::ops::Range;

use claimsift_engine::{ClassId, ClassMask, Gap, Hits, Node, Shape, Token};
use claimsift_model::{BlockRole, Document, Kind, Mention, TextSpan, Value};
use claimsift_packs::{HeadSide, Language, class};

use super::names::NameTable;
use super::verbal::{self, Forms};
use super::verbs::{self, Group};
use crate::mentions::Found;
use crate::sentences::Tokens;

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
    pub(crate) names: &'a NameTable,
    /// The lexemes of the document.
    hits: &'a Hits<'a>,
    /// The classes of those of the sentence.
    classes: &'a ClassMask,
    pub(crate) tags: Vec<Tag>,
    /// What each token may be as a verb.
    pub(crate) forms: Vec<Forms>,
    /// Mentions, dates included, in order.
    pub(crate) figures: Vec<Figure>,
    pub(crate) groups: Vec<Group>,
}

/// *now*, *former*, *annual*, *per day*: words of a sentence like others.
fn reference(mention: &Mention) -> bool {
    let vague = matches!(&mention.value, Value::Timex(t) if t.ends_with("_REF"));
    vague || mention.kind == Kind::Set && &*mention.rule != "set.each"
}

/// What every sentence of a document is read with.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    pub(crate) document: &'a Document,
    pub(crate) tokens: &'a Tokens<'a>,
    pub(crate) packs: &'a claimsift_packs::Packs,
    pub(crate) found: &'a Found,
    pub(crate) names: &'a NameTable,
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
            tags: vec![Tag::Word; tokens.len()],
            forms: Vec::new(),
            figures: Vec::new(),
            groups: Vec::new(),
        };
        for index in mentions {
            let mention = &around.found.mentions[index];
            if !reference(mention) {
                line.figure(index, mention);
            }
        }
        line.tag();
        line.forms = verbal::forms(&line);
        verbs::read(&mut line);
        Some(line)
    }

    /// The tokens that a span of text covers.
    pub(crate) fn covered(&self, span: TextSpan) -> Range<usize> {
        let start = self
            .tokens
            .partition_point(|t| t.span.end() <= span.start());
        let end = self.tokens.partition_point(|t| t.span.start() < span.end());
        start..end.max(start)
    }

    fn figure(&mut self, index: usize, mention: &Mention) {
        let tokens = self.covered(mention.span);
        let extent = self.covered(mention.extent);
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
        });
    }

    fn tag(&mut self) {
        let mut spots = self.names.spots_in(self.sentence).iter().peekable();
        let mut at = 0;
        while at < self.tokens.len() {
            let here = self.base + at;
            while spots.next_if(|s| s.tokens.end <= here).is_some() {}
            let free = self.tags[at] == Tag::Word && !self.ranked(at);
            let (tag, end) = if !free {
                (self.tags[at], at + 1)
            } else if spots.peek().is_some_and(|s| s.tokens.start <= here) {
                (Tag::Name, at + 1)
            } else if let Some(tag) = self.mark(at).map(mark_tag) {
                let genitive = self.node(at, class::GENITIVE).map(|n| n.end as usize);
                let genitive = genitive.or_else(|| self.bare_genitive(at).then_some(at + 1));
                match genitive {
                    Some(end) if at > 0 => (Tag::Genitive, end),
                    _ => (tag, at + 1),
                }
            } else {
                self.word_tag(at)
            };
            let end = end.min(self.tokens.len());
            for i in at..end {
                if i == at || self.tags[i] == Tag::Word {
                    self.tags[i] = tag;
                }
            }
            at = end;
        }
    }

    /// Whether a token belongs to a rank: *the third year*.
    pub(crate) fn ranked(&self, at: usize) -> bool {
        let rank = |f: &Figure| f.kind == Kind::Ordinal && f.tokens.contains(&at);
        self.figures.iter().any(rank)
    }

    /// The longest phrase of a grammar class that starts here; between equals, the order of [`GRAMMAR`].
    fn word_tag(&self, at: usize) -> (Tag, usize) {
        if !self.hits.mask(self.base + at).meets(&GRAMMATICAL) {
            let adverb = self.is_adverb(at);
            return (if adverb { Tag::Adverb } else { Tag::Word }, at + 1);
        }
        let mut best = (Tag::Word, at + 1, 0, usize::MAX);
        for node in self.at(at) {
            let row = ROWS.get(usize::from(node.class.0)).copied();
            let Some((row, tag)) = row.and_then(|row| Some((row, GRAMMAR.get(row)?.1))) else {
                continue;
            };
            let (len, end) = (node.end - node.start, node.end as usize);
            let better = len > best.2 || (len == best.2 && row < best.3);
            if better && (at + 1..end).all(|i| self.tags[i] == Tag::Word) {
                best = (tag, end, len, row);
            }
        }
        let (tag, end, len, _) = best;
        if tag == Tag::Preposition && self.inside_noun(at, end) {
            return (Tag::Word, end);
        }
        if len == 0 && self.is_adverb(at) {
            return (Tag::Adverb, at + 1);
        }
        if tag == Tag::Determiner && self.relates(at) {
            return (Tag::Relative, at + 1);
        }
        if tag == Tag::Determiner && self.floats(at) {
            return (Tag::Adverb, end);
        }
        if tag == Tag::Of && self.node(at, class::DETERMINER).is_some() && !self.noun_before(at) {
            return (Tag::Determiner, end);
        }
        (tag, end)
    }

    /// *the firm that took*: a determiner that is a relative too, between a noun and a finite verb.
    fn relates(&self, at: usize) -> bool {
        let finite = claimsift_packs::form::FINITE;
        let verb = self
            .nodes(at + 1, class::VERB)
            .any(|n| n.extra & finite != 0);
        self.is(at, class::RELATIVE)
            && verb
            && !self.is(at + 1, class::FRAME_NOUN)
            && matches!(self.before(at), Tag::Word | Tag::Name | Tag::Close)
    }

    /// *manque à gagner*: a preposition inside a noun of the lexicon.
    fn inside_noun(&self, at: usize, end: usize) -> bool {
        let holds = |from: usize| {
            self.node(from, class::FRAME_NOUN)
                .is_some_and(|n| n.end as usize > end)
        };
        (at.saturating_sub(2)..at).any(holds)
    }

    /// *the miners’ strike*: the apostrophe behind a plural or a name in *s*, where heads stand last.
    fn bare_genitive(&self, at: usize) -> bool {
        let glued = |i: usize| self.tokens.get(i).is_none_or(|t| t.gap == Gap::None);
        let plural = || at > 0 && self.ends_in(at - 1, &self.language.pack.style.plural);
        matches!(self.mark(at), Some('\'' | '’'))
            && !self.head_first()
            && glued(at)
            && !glued(at + 1)
            && plural()
    }

    /// *the indices each fell*: a determiner that is an adverb too, between a noun and a verb.
    fn floats(&self, at: usize) -> bool {
        self.is(at, class::ADVERB)
            && self.is(at + 1, class::VERB)
            && matches!(
                self.before(at),
                Tag::Word | Tag::Name | Tag::Pronoun | Tag::Close | Tag::Figure(_)
            )
    }

    /// Whether a lexeme of the lexicon starts at a token.
    pub(crate) fn is_known(&self, at: usize) -> bool {
        self.at(at).next().is_some()
    }

    /// An adverb that no list holds, by its ending.
    fn is_adverb(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let lower = token.shape == Shape::Lower || token.shape == Shape::Title && at == 0;
        lower
            && token.span.len() > 4
            && self.ends_in(at, &self.language.pack.style.adverb)
            && !self.is(at + 1, class::GENITIVE)
            && ![class::VERB, class::FRAME_NOUN, class::MONTH]
                .iter()
                .any(|class| self.is(at, *class))
    }

    /// Whether what stands before a token can have a complement: then *des* is *of the*, else an article.
    fn noun_before(&self, at: usize) -> bool {
        let article = |b: usize| matches!(self.before(b), Tag::Determiner | Tag::Possessive);
        at.checked_sub(1).is_some_and(|b| {
            matches!(
                self.tags[b],
                Tag::Word | Tag::Name | Tag::Figure(_) | Tag::Close | Tag::Adverb | Tag::Quote
            ) && (article(b)
                || self
                    .node(b, class::VERB)
                    .is_none_or(|n| n.extra & claimsift_packs::form::FINITE == 0))
        })
    }

    /// The lexemes that start at a token, the longer ones first.
    fn at(&self, at: usize) -> impl Iterator<Item = Node> + '_ {
        let inside = at < self.tokens.len();
        let own = inside.then(|| self.hits.at(self.base + at));
        own.into_iter().flatten().rev().map(|n| self.own(n))
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

    /// Whether a lexeme of a class may start at a token; no is certain.
    #[inline]
    pub(crate) fn may(&self, at: usize, class: ClassId) -> bool {
        at < self.tokens.len() && self.hits.may(self.base + at, class)
    }

    /// The longest lexeme of a class at a token.
    #[inline]
    pub(crate) fn node(&self, at: usize, class: ClassId) -> Option<Node> {
        let may = self.may(at, class);
        may.then(|| self.longest(at, class)).flatten()
    }

    #[inline(never)]
    fn longest(&self, at: usize, class: ClassId) -> Option<Node> {
        self.nodes(at, class).max_by_key(|n| n.end)
    }

    /// All lexemes of a class at a token, the longer ones first.
    pub(crate) fn nodes(&self, at: usize, class: ClassId) -> impl Iterator<Item = Node> + '_ {
        let inside = at < self.tokens.len();
        let own = inside.then(|| self.hits.of_class(self.base + at, class));
        own.into_iter().flatten().rev().map(|n| self.own(n))
    }

    /// Whether a word of the class starts at the token.
    #[inline]
    pub(crate) fn is(&self, at: usize, class: ClassId) -> bool {
        self.may(at, class) && self.longest(at, class).is_some()
    }

    /// The longest lexeme of a class that ends right before `end`.
    pub(crate) fn ending(&self, end: usize, class: ClassId) -> Option<Node> {
        if !self.holds(class) {
            return None;
        }
        let mut may = (end.saturating_sub(6)..end).filter(|at| self.may(*at, class));
        may.find_map(|at| self.nodes(at, class).find(|n| n.end as usize == end))
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

/// Function words by class; between phrases of one length, the earlier class wins.
const GRAMMAR: [(ClassId, Tag); 15] = [
    (class::POSSESSIVE, Tag::Possessive),
    (class::OF, Tag::Of),
    (class::DETERMINER, Tag::Determiner),
    (class::AND, Tag::And),
    (class::OR, Tag::And),
    (class::ACCORDING, Tag::According),
    (class::SUBORDINATOR, Tag::Subordinator),
    (class::RELATIVE, Tag::Relative),
    (class::NEGATION, Tag::Negation),
    (class::PRONOUN, Tag::Pronoun),
    (class::PREPOSITION, Tag::Preposition),
    (class::BY, Tag::Preposition),
    (class::OTHER_PREPOSITION, Tag::Preposition),
    (class::CLITIC, Tag::Clitic),
    (class::ADVERB, Tag::Adverb),
];

/// For each class its place in [`GRAMMAR`]; past the end for the others.
const ROWS: [usize; ClassMask::CLASSES] = {
    let (mut rows, mut row) = ([usize::MAX; ClassMask::CLASSES], 0);
    while row < GRAMMAR.len() {
        rows[GRAMMAR[row].0.0 as usize] = row;
        row += 1;
    }
    rows
};

/// The classes of [`GRAMMAR`].
const GRAMMATICAL: ClassMask = {
    let (mut set, mut row) = (ClassMask::NONE, 0);
    while row < GRAMMAR.len() {
        set.insert(GRAMMAR[row].0);
        row += 1;
    }
    set
};

fn mark_tag(mark: char) -> Tag {
    match mark {
        ',' => Tag::Comma,
        ';' | '•' | '♦' | '▪' | '●' | '■' | '◆' | '➤' | '►' | '→' => {
            Tag::Semicolon
        }
        ':' => Tag::Colon,
        '(' | '[' => Tag::Open,
        ')' | ']' => Tag::Close,
        '"' | '«' | '»' | '“' | '”' | '„' => Tag::Quote,
        '-' | '–' | '—' | '‑' => Tag::Dash,
        '&' => Tag::And,
        _ => Tag::Mark,
    }
}
