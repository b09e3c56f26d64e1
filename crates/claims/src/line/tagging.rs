//! The tag of each token: names, marks and function words.

use std::ops::Range;

use claimsift_engine::{ClassId, ClassMask, Gap, Node, Shape};
use claimsift_model::Kind;
use claimsift_packs::class;

use super::{Line, Tag};

/// Where no token stands.
const NOWHERE: Range<usize> = usize::MAX..usize::MAX;

impl Line<'_> {
    pub(super) fn tag(&mut self) {
        let adverbs = last_bytes(&self.language.pack.style.adverb);
        let ranks = self.figures.iter().any(|f| f.kind == Kind::Ordinal);
        let base = self.base;
        let spots = self.names.spots_in(self.sentence).iter();
        let mut names =
            spots.map(|s| s.tokens.start.saturating_sub(base)..s.tokens.end.saturating_sub(base));
        let mut name = names.next().unwrap_or(NOWHERE);
        let mut at = 0;
        while at < self.tokens.len() {
            while name.end <= at {
                name = names.next().unwrap_or(NOWHERE);
            }
            if self.tags[at] != Tag::Word || ranks && self.ranked(at) {
                at += 1;
                continue;
            }
            let (tag, end) = if name.start <= at {
                (Tag::Name, at + 1)
            } else if self.tokens[at].shape == Shape::Mark {
                self.mark_tag(at)
            } else {
                self.word_tag(at, &adverbs)
            };
            self.tags[at] = tag;
            self.quotes |= tag == Tag::Quote;
            at += 1;
            while at < end.min(self.tokens.len()) {
                if self.tags[at] == Tag::Word {
                    self.tags[at] = tag;
                }
                at += 1;
            }
        }
    }

    /// What a mark is, and one past the last token with that tag.
    fn mark_tag(&self, at: usize) -> (Tag, usize) {
        let genitive = self.node(at, class::GENITIVE).map(|n| n.end as usize);
        let genitive = genitive.or_else(|| self.bare_genitive(at).then_some(at + 1));
        match genitive {
            Some(end) if at > 0 => (Tag::Genitive, end),
            _ => (self.mark(at).map_or(Tag::Mark, mark_tag), at + 1),
        }
    }

    /// What a word is, and one past the last token with that tag.
    fn word_tag(&self, at: usize, adverbs: &[bool; 256]) -> (Tag, usize) {
        let classes = self.masks.get(at).unwrap_or(&ClassMask::NONE);
        let grammatical = classes.meets(&GRAMMATICAL);
        let word = || self.function_word(at, classes);
        let Some((tag, end)) = grammatical.then(word).flatten() else {
            let adverb = !classes.meets(&NO_ADVERB) && self.is_adverb(at, adverbs);
            return (if adverb { Tag::Adverb } else { Tag::Word }, at + 1);
        };
        if tag == Tag::Preposition && self.inside_noun(at, end) {
            return (Tag::Word, end);
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

    /// The longest phrase of a grammar class that starts here; between equals, the order of [`GRAMMAR`].
    fn function_word(&self, at: usize, classes: &ClassMask) -> Option<(Tag, usize)> {
        let (alone, phrases) = self.hits.parts(self.base + at);
        if phrases.is_empty() {
            let mut row = usize::MAX;
            let own = classes.common(&GRAMMATICAL);
            own.each(|class| row = row.min(ROWS[class]));
            return Some((GRAMMAR.get(row)?.1, at + 1));
        }
        let (mut best, mut long) = (usize::MAX, 0);
        let mut look = |node: &Node, len: usize| {
            let row = ROWS.get(usize::from(node.class.0)).copied();
            let row = row.unwrap_or(usize::MAX);
            let better = len > long || (len == long && row < best);
            let free = || self.tags[at + 1..at + len].iter().all(|t| *t == Tag::Word);
            if row < GRAMMAR.len() && better && free() {
                (best, long) = (row, len);
            }
        };
        for node in phrases {
            look(node, (node.end - node.start) as usize);
        }
        for node in alone {
            look(node, 1);
        }
        Some((GRAMMAR.get(best)?.1, at + long))
    }

    /// *the firm that took*: a determiner that is a relative too, between a noun and a finite verb.
    fn relates(&self, at: usize) -> bool {
        let finite = |n: Node| n.extra & claimsift_packs::form::FINITE != 0;
        self.is(at, class::RELATIVE)
            && matches!(self.before(at), Tag::Word | Tag::Name | Tag::Close)
            && self.nodes(at + 1, class::VERB).any(finite)
            && !self.is(at + 1, class::FRAME_NOUN)
    }

    /// *manque à gagner*: a preposition inside a noun of the lexicon.
    fn inside_noun(&self, at: usize, end: usize) -> bool {
        let holds = |from: usize| {
            self.phrase(from, class::FRAME_NOUN)
                .is_some_and(|n| n.end as usize > end)
        };
        (at.saturating_sub(2)..at).any(holds)
    }

    /// *the miners’ strike*: the apostrophe behind a plural or a name in *s*, where heads stand last.
    fn bare_genitive(&self, at: usize) -> bool {
        let glued = |i: usize| self.tokens.get(i).is_none_or(|t| t.gap == Gap::None);
        let plural = || at > 0 && self.ends_in(at - 1, &self.language.pack.style.plural);
        !self.head_first()
            && matches!(self.mark(at), Some('\'' | '’'))
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

    /// An adverb that no list holds, by its ending.
    fn is_adverb(&self, at: usize, adverbs: &[bool; 256]) -> bool {
        let token = &self.tokens[at];
        let lower = token.shape == Shape::Lower || token.shape == Shape::Title && at == 0;
        let last = self.text.as_bytes().get(token.span.end() as usize - 1);
        // Nearly all words differ from adverbs in their last letter.
        let may = || last.is_some_and(|b| adverbs[usize::from(*b)]);
        lower
            && token.span.len() > 4
            && may()
            && self.ends_in(at, &self.language.pack.style.adverb)
            && !self.is(at + 1, class::GENITIVE)
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
}

/// The bytes that some endings end in.
fn last_bytes(endings: &[String]) -> [bool; 256] {
    let mut last = [false; 256];
    for byte in endings.iter().filter_map(|e| e.bytes().last()) {
        last[usize::from(byte)] = true;
    }
    last
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
const ROWS: [usize; ClassMask::PLACES] = {
    let (mut rows, mut row) = ([usize::MAX; ClassMask::PLACES], 0);
    while row < GRAMMAR.len() {
        rows[GRAMMAR[row].0.0 as usize] = row;
        row += 1;
    }
    rows
};

/// What no adverb is, however it ends.
const NO_ADVERB: ClassMask = ClassMask::all(&[class::VERB, class::FRAME_NOUN, class::MONTH]);

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
