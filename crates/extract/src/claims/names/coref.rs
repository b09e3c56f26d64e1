//! One pass forward over the document: every noun and pronoun that may stand for a name is resolved where it stands.

mod nominals;
mod pronouns;

use std::collections::BTreeMap;

use claimsift_engine::Token;
use claimsift_packs::{Packs, class};

use super::antecedents::{Lead, Memory, Seen};
use super::context::Context;
use super::facts::Facts;
use super::gather::Gathered;
use super::words::Words;
use super::{Anaphor, Name, NameTable, Spot};
use crate::sentences::Tokens;

/// Resolves the document.
pub(super) fn read(
    words: &Words<'_>,
    all: &Tokens<'_>,
    packs: &Packs,
    gathered: Gathered,
) -> NameTable {
    let facts = Facts::read(words, &gathered);
    let Gathered {
        names,
        spots,
        contexts,
    } = gathered;
    let by_word = by_word(&names);
    let mut reader = Reader {
        by_word,
        words,
        packs,
        all,
        spots: &spots,
        contexts: &contexts,
        names,
        facts,
        memory: Memory::default(),
        anaphors: Vec::new(),
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

fn by_word(names: &[Name]) -> BTreeMap<String, Vec<usize>> {
    let mut by_word = BTreeMap::<String, Vec<usize>>::new();
    for (index, name) in names.iter().enumerate() {
        let form = name.canonical.to_lowercase();
        for word in form.split(' ').filter(|w| w.len() < form.len()) {
            by_word.entry(word.to_owned()).or_default().push(index);
        }
    }
    by_word
}

struct Reader<'a> {
    words: &'a Words<'a>,
    packs: &'a Packs,
    all: &'a Tokens<'a>,
    spots: &'a [Spot],
    contexts: &'a [Context],
    names: Vec<Name>,
    facts: Facts,
    /// The names of several words, by each of their words.
    by_word: BTreeMap<String, Vec<usize>>,
    memory: Memory,
    anaphors: Vec<Anaphor>,
    /// The next spot.
    next: usize,
}

impl Reader<'_> {
    fn sentence(&mut self, sentence: usize) {
        let range = self.words.ranges[sentence].clone();
        let mut at = range.start;
        while at < range.end {
            let spot = self.spots.get(self.next);
            if let Some(spot) = spot.filter(|s| s.tokens.start <= at) {
                at = spot.tokens.end.max(at + 1);
                self.spot(self.next);
                self.next += 1;
                continue;
            }
            if !self.words.may_stand(at) {
                at += 1;
                continue;
            }
            let end = self
                .nominal(at, sentence)
                .or_else(|| self.pronoun(at, sentence));
            at = end.unwrap_or(at + 1).max(at + 1);
        }
        self.lead(sentence);
    }

    fn spot(&mut self, index: usize) {
        let spot = &self.spots[index];
        let phrase = &self.contexts[index].phrase;
        let start = phrase.start.min(spot.tokens.start);
        let (subject, group) = self.role(start, spot.tokens.end, spot.sentence);
        if self.contexts[index].product > 0 {
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
        let joint = [class::AND, class::OR]
            .iter()
            .find_map(|c| words.before(start, *c));
        let lists = words.mark(end) == ',' || words.longest(end, class::AND).is_some();
        if let Some(before) = before {
            let joined = joint.is_some_and(|j| j.start == before.end);
            let listed = start > 0
                && words.mark(start - 1) == ','
                && before.end + 1 == start
                && lists
                && words.capital(start);
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
        ) || words.apostrophe(start - 1) && self.clause_before(start)
            || self.clause_before(start)
            || words.before(start, class::AND).is_some()
            || words.before(start, class::NAME_SAYS).is_some()
    }

    fn clause_before(&self, start: usize) -> bool {
        self.words.before(start, class::NAME_CLAUSE).is_some()
    }

    fn remember(
        &mut self,
        tokens: std::ops::Range<usize>,
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
        while at < end {
            let word = self.words.token(at).is_some_and(Token::is_word);
            if !word {
                at += 1;
                continue;
            }
            if let Some(found) = seen.iter().find(|s| s.token == at && s.subject) {
                return Lead::Named(found.group);
            }
            if let Some(clause) = self.words.longest(at, class::NAME_CLAUSE) {
                at = clause.end;
                continue;
            }
            if self.words.longest(at, class::NAME_DETERMINER).is_some() {
                return Lead::Other;
            }
            let Some(comma) = (at..end).find(|t| self.words.mark(*t) == ',') else {
                break;
            };
            at = comma + 1;
        }
        let first = seen.iter().find(|s| s.subject);
        first.map_or(Lead::Other, |s| Lead::Named(s.group))
    }
}
