//! One pass forward over the document: every noun and pronoun that may stand for a name is resolved where it stands.

mod nominals;
mod pronouns;

use std::ops::Range;

use claimsift_engine::{ClassId, ClassMask, Token};
use claimsift_mentions::Tokens;
use claimsift_packs::{Packs, class};

use crate::antecedents::{Lead, Memory, Seen};
use crate::context::Context;
use crate::facts::Facts;
use crate::gather::Gathered;
use crate::symbols::{Symbol, Symbols};
use crate::words::Words;
use crate::{Anaphor, Name, NameTable, Spot};

/// What a clause may stand behind.
const LEADS: [ClassId; 3] = [class::NAME_CLAUSE, class::AND, class::NAME_SAYS];

/// Resolves the document.
pub(super) fn read<'a>(
    words: &Words<'a>,
    all: &Tokens<'_>,
    packs: &'a Packs,
    gathered: Gathered<'a>,
) -> NameTable<'a> {
    let facts = Facts::read(words, &gathered);
    let Gathered {
        names,
        spots,
        contexts,
        symbols,
        holders,
    } = gathered;
    // About as many nouns and pronouns as names stand for somebody.
    let memory = Memory::new(names.len(), spots.len() * 2);
    let mut reader = Reader {
        holders,
        symbols,
        words,
        packs,
        all,
        spots: &spots,
        contexts: &contexts,
        names,
        facts,
        memory,
        anaphors: Vec::with_capacity(spots.len()),
        next: 0,
    };
    for sentence in 0..all.sentences.len() {
        reader.sentence(sentence);
    }
    let Reader {
        names, anaphors, ..
    } = reader;
    NameTable {
        names,
        phrases: contexts.iter().map(|c| c.phrase.clone()).collect(),
        spots,
        anaphors,
    }
}

/// The first of some tokens of a sentence with these classes at which a phrase that stands for a name may begin. An
/// article begins one only where a noun of such a phrase follows.
fn first(words: &Words<'_>, classes: &ClassMask, tokens: Range<usize>) -> Option<usize> {
    const ALL: ClassMask =
        ClassMask::all(&[class::NAME_ARTICLE, class::NAME_PRONOUN, class::ALIAS]);
    const NOUNS: ClassMask = ClassMask::all(&[
        class::COMPANY_NOUN,
        class::INSTITUTION_NOUN,
        class::ROLE,
        class::ALIAS,
    ]);
    if classes.meets(&NOUNS) {
        words.first(tokens, &ALL)
    } else if classes.has(class::NAME_PRONOUN) {
        words.first_of(tokens, class::NAME_PRONOUN)
    } else {
        None
    }
}

struct Reader<'r, 'a> {
    words: &'r Words<'a>,
    packs: &'a Packs,
    all: &'r Tokens<'r>,
    spots: &'r [Spot],
    contexts: &'r [Context],
    names: Vec<Name<'a>>,
    facts: Facts,
    symbols: Symbols,
    /// The words of names of several words, each with the index of such a name; sorted.
    holders: Vec<(Symbol, usize)>,
    memory: Memory,
    anaphors: Vec<Anaphor>,
    /// The next spot.
    next: usize,
}

impl Reader<'_, '_> {
    fn sentence(&mut self, sentence: usize) {
        let range = self.words.ranges[sentence].clone();
        let classes = self.words.classes(sentence);
        let mut at = range.start;
        while at < range.end {
            let spot = self.spots.get(self.next);
            if let Some(spot) = spot.filter(|s| s.tokens.start <= at) {
                at = spot.tokens.end.max(at + 1);
                self.spot(self.next);
                self.next += 1;
                continue;
            }
            let limit = spot.map_or(range.end, |s| s.tokens.start.min(range.end));
            let Some(start) = first(self.words, classes, at..limit) else {
                at = limit;
                continue;
            };
            let end = self
                .nominal(start, sentence)
                .or_else(|| self.pronoun(start, sentence));
            at = end.unwrap_or(start).max(start + 1);
        }
        self.lead(sentence);
    }

    fn spot(&mut self, index: usize) {
        let spot = &self.spots[index];
        let phrase = &self.contexts[index].phrase;
        let start = phrase.start.min(spot.tokens.start);
        let (subject, group) = self.role(start, spot.tokens.end, spot.sentence);
        if self.contexts[index].shows.product > 0 {
            self.owned(spot);
        }
        self.memory.see(Seen {
            token: start,
            end: spot.tokens.end,
            sentence: spot.sentence,
            name: spot.name,
            subject,
            group,
            gender: 0,
        });
    }

    /// *son modèle Lumen*: who owns a thing makes it.
    fn owned(&mut self, spot: &Spot) {
        const NEAR: usize = 5;
        let owner = self.anaphors.last().filter(|a| {
            let possessor = self.words.longest(a.tokens.start, class::NAME_PRONOUN);
            possessor.is_some_and(|p| (p.extra % 10) & 4 != 0)
                && a.sentence == spot.sentence
                && a.noun + NEAR >= spot.tokens.start
        });
        if let Some([one]) = owner.map(|a| a.to.as_slice()) {
            self.facts.makes(spot.name, *one);
        }
    }

    /// Whether a phrase stands where subjects stand, and its group.
    fn role(&self, start: usize, end: usize, sentence: usize) -> (bool, usize) {
        let words = self.words;
        let (last, fresh) = self.memory.latest();
        let before = last.filter(|s| s.sentence == sentence);
        let lists = || words.mark(end) == ',' || words.has(end, class::AND);
        if let Some(before) = before {
            let joins = words.has(before.end, class::AND) || words.has(before.end, class::OR);
            let joint = |class| words.before(sentence, start, class);
            let joint = || joint(class::AND).or_else(|| joint(class::OR));
            let joined = joins && joint().is_some_and(|j| j.start == before.end);
            let listed = before.end + 1 == start
                && words.mark(before.end) == ','
                && words.capital(start)
                && lists();
            if joined || listed {
                return (before.subject, before.group);
            }
        }
        (self.opens(start, sentence), fresh)
    }

    /// Whether a clause may begin at a token.
    fn opens(&self, start: usize, sentence: usize) -> bool {
        let words = self.words;
        let range = &self.words.ranges[sentence];
        let bare = (range.start..start).all(|t| !words.token(t).is_some_and(Token::is_word));
        if bare {
            return true;
        }
        let mark = words.mark(start - 1);
        matches!(
            mark,
            ',' | ':' | ';' | '«' | '»' | '"' | '“' | '”' | '—' | '–' | '•' | '…'
        ) || words.may_end(start, &ClassMask::all(&LEADS))
            && LEADS
                .iter()
                .any(|lead| words.before(sentence, start, *lead).is_some())
    }

    fn remember(
        &mut self,
        tokens: Range<usize>,
        sentence: usize,
        (subject, group): (bool, usize),
        name: usize,
        gender: i64,
    ) {
        self.memory.see(Seen {
            token: tokens.start,
            end: tokens.end,
            sentence,
            name,
            subject,
            group,
            gender,
        });
    }

    fn put(&mut self, start: usize, noun: usize, end: usize, sentence: usize, to: Vec<usize>) {
        self.anaphors.push(Anaphor {
            tokens: start..end,
            noun,
            sentence,
            to,
        });
    }

    /// Who the sentence was about, for the pronouns of the next.
    fn lead(&mut self, sentence: usize) {
        let range = self.words.ranges[sentence].clone();
        let closed = matches!(
            self.words.mark(range.end - 1),
            '.' | '!' | '?' | '…' | '"' | '»' | '”' | ')'
        );
        if !closed && range.len() < 15 {
            // A heading: what follows does not speak of its words.
            return;
        }
        self.memory.lead = Some(self.lead_of(sentence, range.start, range.end));
    }

    fn lead_of(&self, sentence: usize, mut at: usize, end: usize) -> Lead {
        let seen = self.memory.of(sentence);
        let Some(first) = seen.iter().find(|s| s.subject) else {
            return Lead::Other;
        };
        while at < end {
            let word = self.words.token(at).is_some_and(Token::is_word);
            if !word {
                at += 1;
                continue;
            }
            if let Some(found) = seen.iter().find(|s| s.token == at && s.subject) {
                return Lead::Named(found.group);
            }
            if let Some(clause) = self.words.end(at, class::NAME_CLAUSE) {
                at = clause;
                continue;
            }
            if self.words.has(at, class::NAME_DETERMINER) {
                return Lead::Other;
            }
            let Some(comma) = self.words.comma(at..end) else {
                break;
            };
            at = comma + 1;
        }
        Lead::Named(first.group)
    }
}
