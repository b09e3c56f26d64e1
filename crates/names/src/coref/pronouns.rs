//! Pronouns and owners: *elle*, *il a ajouté*, *ses effectifs*, *they*.

use claimsift_engine::Token;
use claimsift_packs::class;

use super::Reader;
use crate::NameKind;
use crate::antecedents::{Lead, Seen, Wanted, party};
use crate::words::Entry;

impl Reader<'_, '_> {
    pub(super) fn pronoun(&mut self, at: usize, sentence: usize) -> Option<usize> {
        let pronoun = self.words.longest(at, class::NAME_PRONOUN)?;
        if self.words.has(pronoun.end, class::IMPERSONAL) {
            return Some(pronoun.end);
        }
        let (many, marks) = (pronoun.extra / 10 == 2, pronoun.extra % 10);
        let owner = marks & 4 != 0;
        let wanted = Wanted {
            sentence,
            token: at,
            gender: pronoun.value,
            size: 0,
            subject: !owner,
        };
        let to: Vec<usize> = match (many, owner) {
            (true, _) => self.they(sentence),
            (_, true) => self.owned_by(wanted, marks),
            _ => self.one(pronoun, wanted, marks),
        };
        if let ([one], false) = (to.as_slice(), owner) {
            let (subject, group) = self.role(at, pronoun.end, sentence);
            self.remember(
                at..pronoun.end,
                sentence,
                (subject, group),
                *one,
                pronoun.value,
            );
        }
        self.put(at, pronoun.end, pronoun.end, sentence, to);
        Some(pronoun.end)
    }

    /// *elle*, *he*: one who speaks is a person.
    fn one(&self, pronoun: Entry, wanted: Wanted, marks: i64) -> Vec<usize> {
        let fits = |s: &Seen| self.fits(s, pronoun.value, marks);
        let person = |s: &Seen| fits(s) && self.kind(s.name) == NameKind::Person;
        let speaks = marks & 2 == 0 && self.speaks(pronoun);
        let speaker = speaks
            .then(|| self.memory.person(wanted, &person))
            .flatten();
        let near = || self.memory.pronoun(wanted, &fits);
        let persons = marks & 1 != 0;
        let far = || {
            persons
                .then(|| self.memory.person(wanted, &person))
                .flatten()
        };
        // *X a annoncé qu’il …*: of what X is, only the noun would tell the gender.
        let body = |s: &Seen| s.gender == 0 && party(&self.names, s.name);
        let reported = || {
            (!persons && self.is_reported(pronoun, wanted.sentence))
                .then(|| self.memory.pronoun(wanted, &body))
                .flatten()
        };
        near()
            .filter(|n| !speaks || self.kind(*n) == NameKind::Person)
            .or(speaker)
            .or_else(near)
            .or_else(far)
            .or_else(reported)
            .into_iter()
            .collect()
    }

    /// Whether a pronoun begins what somebody says: *a annoncé qu’il …*.
    fn is_reported(&self, pronoun: Entry, sentence: usize) -> bool {
        let before = |at, class| self.words.before(sentence, at, class);
        let clause = before(pronoun.start, class::NAME_CLAUSE);
        clause.is_some_and(|c| before(c.start, class::NAME_SAYS).is_some())
    }

    /// Whether a verb of speech stands beside a pronoun: *il a ajouté*, *a-t-il indiqué*, *assure-t-elle*.
    fn speaks(&self, pronoun: Entry) -> bool {
        const NEAR: usize = 3;
        let says = |at: usize| self.words.has(at, class::NAME_SAYS);
        let behind = (pronoun.end..pronoun.end + NEAR)
            .take_while(|t| self.words.mark(*t) == ' ' && !self.words.capital(*t))
            .any(says);
        let hyphen = pronoun.start > 0 && self.words.mark(pronoun.start - 1) == '-';
        let verb = pronoun.start.saturating_sub(NEAR + 1)..pronoun.start;
        behind || hyphen && verb.into_iter().any(says)
    }

    /// *ses effectifs*: whose. Before the subject of its sentence (*En doublant ses ventes, X …*) it looks ahead.
    fn owned_by(&self, wanted: Wanted, marks: i64) -> Vec<usize> {
        let range = self.words.ranges[wanted.sentence].clone();
        let word = |t: &usize| self.words.token(*t).is_some_and(Token::is_word);
        let leads = range.clone().find(word) == Some(wanted.token);
        let fits = |s: &Seen| self.fits(s, wanted.gender, marks);
        if self.memory.subject(wanted.sentence).is_none() && !leads {
            if self.about_other(wanted.sentence) {
                return Vec::new();
            }
            let comma = self.words.comma(range.clone());
            let spots = self.spots.iter().skip(self.next);
            let mut own = spots.take_while(|s| s.sentence == wanted.sentence);
            let ahead = own.find(|s| comma.is_some_and(|c| c + 1 == s.tokens.start));
            let before = comma.is_some_and(|c| wanted.token < c);
            return ahead
                .filter(|_| before)
                .map(|s| s.name)
                .into_iter()
                .collect();
        }
        self.memory.pronoun(wanted, &fits).into_iter().collect()
    }

    fn kind(&self, name: usize) -> NameKind {
        self.names.get(name).map_or(NameKind::Unknown, |n| n.kind)
    }

    /// Whether a mention agrees with a pronoun.
    fn fits(&self, seen: &Seen, gender: i64, marks: i64) -> bool {
        let Some(name) = self.names.get(seen.name) else {
            return false;
        };
        let agrees = |own: i64| gender == 0 || own == 0 || own == gender;
        match name.kind {
            NameKind::Person => marks & 2 == 0 && agrees(name.gender),
            NameKind::Place | NameKind::Product => false,
            // An organisation has the gender of the noun that was said of it; without one only the feminine is told.
            _ => marks & 1 == 0 && agrees(seen.gender) && (gender != 1 || seen.gender == 1),
        }
    }

    /// The coordination that the sentence before is about.
    fn they(&self, sentence: usize) -> Vec<usize> {
        let group = match (self.memory.subject(sentence), self.memory.lead) {
            (Some(subject), _) => subject.group,
            (None, Some(Lead::Named(group))) => group,
            _ => return Vec::new(),
        };
        let members = self.memory.group(group);
        if members.len() > 1 {
            members
        } else {
            Vec::new()
        }
    }

    /// Whether a sentence begins with a noun phrase that stands for no name.
    fn about_other(&self, sentence: usize) -> bool {
        let range = self.words.ranges[sentence].clone();
        let word = |t: &usize| self.words.token(*t).is_some_and(Token::is_word);
        let Some(first) = range.clone().find(word) else {
            return true;
        };
        let seen = self.memory.of(sentence);
        let named = seen.iter().any(|s| s.subject);
        let other = [class::NAME_DETERMINER, class::NAME_PRONOUN];
        !named && other.iter().any(|c| self.words.has(first, *c))
    }
}
