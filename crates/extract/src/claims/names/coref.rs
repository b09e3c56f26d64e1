//! One pass forward over the document: every noun and pronoun that may stand for a name is resolved where it stands.

use claimsift_engine::{Shape, Token};
use claimsift_packs::{Packs, class};

use super::antecedents::{Lead, Memory, Seen, Wanted};
use super::context::Context;
use super::facts::Facts;
use super::gather::Gathered;
use super::words::{Entry, Words};
use super::{Anaphor, Name, NameKind, NameTable, Spot};
use crate::sentences::Tokens;

/// Resolves the document.
pub(super) fn read(
    words: &Words<'_>,
    all: &Tokens,
    packs: &Packs,
    gathered: Gathered,
) -> NameTable {
    let facts = Facts::read(words, &gathered);
    let Gathered {
        names,
        spots,
        contexts,
    } = gathered;
    let mut reader = Reader {
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

struct Reader<'a> {
    words: &'a Words<'a>,
    packs: &'a Packs,
    all: &'a Tokens,
    spots: &'a [Spot],
    contexts: &'a [Context],
    names: Vec<Name>,
    facts: Facts,
    memory: Memory,
    anaphors: Vec<Anaphor>,
    /// The next spot.
    next: usize,
}

/// A noun phrase without a name.
struct Nominal {
    start: usize,
    noun: Entry,
    sentence: usize,
    /// How many it says there are.
    count: Option<i64>,
}

impl Reader<'_> {
    fn sentence(&mut self, sentence: usize) {
        let range = self.all.sentences[sentence].tokens.clone();
        let mut at = range.start;
        while at < range.end {
            let spot = self.spots.get(self.next);
            if let Some(spot) = spot.filter(|s| s.tokens.start <= at) {
                at = spot.tokens.end.max(at + 1);
                self.spot(self.next);
                self.next += 1;
                continue;
            }
            if self.words.at(at).is_empty() {
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
        self.memory.seen.push(Seen {
            token: start,
            end: spot.tokens.end,
            sentence: spot.sentence,
            name: spot.name,
            subject,
            group,
            gender: 0,
        });
    }

    /// Whether a phrase stands where subjects stand, and its group.
    fn role(&self, start: usize, end: usize, sentence: usize) -> (bool, usize) {
        let words = self.words;
        let fresh = self.memory.seen.len();
        let before = self.memory.seen.last().filter(|s| s.sentence == sentence);
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
        let range = &self.all.sentences[sentence].tokens;
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
            || words
                .before(start, class::OPENER)
                .is_some_and(|o| o.start == range.start)
    }

    fn clause_before(&self, start: usize) -> bool {
        self.words.before(start, class::NAME_CLAUSE).is_some()
    }

    /// A noun phrase that stands for a name; gives where to read on.
    fn nominal(&mut self, at: usize, sentence: usize) -> Option<usize> {
        let article = self.words.longest(at, class::NAME_ARTICLE);
        let from = article.map_or(at, |a| a.end);
        if let Some(alias) = self.alias(at, from, sentence) {
            return Some(alias);
        }
        article?;
        let count = self.words.longest(from, class::ADD);
        let first = count.map_or(from, |c| c.end);
        let noun = self.noun(first).or_else(|| {
            let word = self.words.shape(first) == Some(Shape::Lower)
                && !self.words.is(first, class::STOP)
                && self.words.spaced(first + 1);
            word.then(|| self.noun(first + 1)).flatten()
        })?;
        if noun.end > self.all.sentences[sentence].tokens.end {
            return None;
        }
        let nominal = Nominal {
            start: at,
            noun,
            sentence,
            count: count.map(|c| c.value),
        };
        self.stand(&nominal);
        Some(noun.end)
    }

    fn noun(&self, at: usize) -> Option<Entry> {
        [class::COMPANY_NOUN, class::INSTITUTION_NOUN, class::ROLE]
            .iter()
            .filter_map(|c| self.words.longest(at, *c))
            .max_by_key(|e| e.end)
            .filter(|e| !self.words.capital(e.start) || e.class == class::ROLE)
    }

    /// A phrase that everybody knows: *la firme à la pomme*.
    fn alias(&mut self, start: usize, from: usize, sentence: usize) -> Option<usize> {
        let alias = self.words.longest(from, class::ALIAS)?;
        let name = self.known(alias.value, sentence)?;
        let (subject, group) = self.role(start, alias.end, sentence);
        self.remember(start..alias.end, sentence, (subject, group), name, 0);
        self.put(start, alias.end, alias.end, sentence, vec![name]);
        Some(alias.end)
    }

    /// The name that the pack's table gives.
    fn known(&mut self, index: i64, sentence: usize) -> Option<usize> {
        let language = self.packs.get(self.all.sentences[sentence].lang)?;
        let form = language.pack.aliases.get(usize::try_from(index).ok()?)?;
        let same = |n: &Name| n.canonical.to_lowercase() == form.to_lowercase();
        if let Some(found) = self.names.iter().position(same) {
            return Some(found);
        }
        self.names.push(Name {
            canonical: form.clone(),
            kind: NameKind::Organisation,
            gender: 0,
        });
        Some(self.names.len() - 1)
    }

    fn stand(&mut self, nominal: &Nominal) {
        let noun = nominal.noun;
        let (subject, group) = self.role(nominal.start, noun.end, nominal.sentence);
        let (end, to) = match noun.class {
            class::ROLE => self.office(nominal),
            _ if noun.extra >= 20 => (noun.end, self.plural(nominal)),
            _ => self.body(nominal, subject),
        };
        if let [one] = to.as_slice() {
            let size = if noun.class == class::ROLE {
                0
            } else {
                noun.extra % 10
            };
            self.facts.size(*one, size);
            let gender = if noun.class == class::ROLE {
                0
            } else {
                noun.value
            };
            self.remember(
                nominal.start..end,
                nominal.sentence,
                (subject, group),
                *one,
                gender,
            );
        } else {
            for name in &to {
                self.remember(
                    nominal.start..end,
                    nominal.sentence,
                    (subject, group),
                    *name,
                    0,
                );
            }
        }
        self.put(nominal.start, noun.end, end, nominal.sentence, to);
    }

    fn remember(
        &mut self,
        tokens: std::ops::Range<usize>,
        sentence: usize,
        (subject, group): (bool, usize),
        name: usize,
        gender: i64,
    ) {
        self.memory.seen.push(Seen {
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

    /// *le ministre*, *le patron de Microsoft*.
    fn office(&self, nominal: &Nominal) -> (usize, Vec<usize>) {
        let (noun, start) = (nominal.noun, nominal.start);
        let whole = |c: &Context| c.phrase.start <= start && noun.end <= c.phrase.end;
        let near = self.next.saturating_sub(1)..self.spots.len().min(self.next + 3);
        for index in near {
            let context = &self.contexts[index];
            if context.role.is_some() && whole(context) {
                return (noun.end, vec![self.spots[index].name]);
            }
        }
        if noun.extra >= 20 {
            return (noun.end, Vec::new());
        }
        if let Some((end, owner)) = self.owner(noun.end, nominal.sentence) {
            let holder = self.facts.holder(noun.value, owner);
            return (end, holder.into_iter().collect());
        }
        let mut found = None;
        for seen in self.memory.seen.iter().rev() {
            if self.facts.has_role(seen.name, noun.value) {
                found = Some(seen.name);
                break;
            }
        }
        (noun.end, found.into_iter().collect())
    }

    /// The name that belongs to a noun, behind *of*: its end, and its index.
    fn owner(&self, noun: usize, sentence: usize) -> Option<(usize, usize)> {
        const WORDS: usize = 6;
        let of = self.words.longest(noun, class::NAME_OF)?;
        let spot = self.spots.get(self.next)?;
        let near = spot.sentence == sentence && spot.tokens.start <= of.end + WORDS;
        let plain = (of.end..spot.tokens.start).all(|t| {
            self.words.shape(t) == Some(Shape::Lower) && !self.words.is(t, class::FINITE)
                || self.words.apostrophe(t)
        });
        (near && plain).then_some((spot.tokens.end, spot.name))
    }

    /// *la start-up*, *le géant de Redmond*, *le créateur de ChatGPT*, *the association*.
    fn body(&mut self, nominal: &Nominal, subject: bool) -> (usize, Vec<usize>) {
        let noun = nominal.noun;
        let behind = self.spots.get(self.next);
        if let Some(spot) = behind
            && spot.tokens.start == noun.end
            && self.words.spaced(noun.end)
        {
            // *L’administration Trump* is not Trump.
            let same = noun.class == class::COMPANY_NOUN;
            return (
                spot.tokens.end,
                same.then_some(spot.name).into_iter().collect(),
            );
        }
        if let Some(name) = self.appositive(nominal) {
            return (noun.end, vec![name]);
        }
        if let Some((end, name)) = self.home(noun.end, nominal.sentence) {
            return (end, vec![name]);
        }
        if let Some((end, owner)) = self.owner(noun.end, nominal.sentence) {
            return (end, self.facts.maker(owner).into_iter().collect());
        }
        if let Some(name) = self.worded(noun) {
            return (noun.end, vec![name]);
        }
        if noun.class == class::INSTITUTION_NOUN {
            return (noun.end, Vec::new());
        }
        let wanted = Wanted {
            sentence: nominal.sentence,
            token: nominal.start,
            gender: noun.value,
            size: noun.extra % 10,
            subject,
        };
        let found = self.memory.company(&self.names, &self.facts, wanted);
        (noun.end, found.into_iter().collect())
    }

    /// *Anthropic, l’éditeur de Claude*: the name just before.
    fn appositive(&self, nominal: &Nominal) -> Option<usize> {
        let index = self.next.checked_sub(1)?;
        let (spot, context) = (&self.spots[index], &self.contexts[index]);
        (context.noun == Some(nominal.noun)).then_some(spot.name)
    }

    /// A place or thing that the pack knows to be somebody's.
    fn home(&mut self, noun: usize, sentence: usize) -> Option<(usize, usize)> {
        let of = self.words.longest(noun, class::NAME_OF)?;
        let home = self.words.longest(of.end, class::HOME)?;
        if let Some(maker) = self
            .spots
            .get(self.next)
            .and_then(|s| self.facts.maker(s.name))
        {
            return Some((home.end, maker));
        }
        Some((home.end, self.known(home.value, sentence)?))
    }

    /// The last name that holds the noun itself: *the association* is the *China Photovoltaic Industry Association*.
    fn worded(&self, noun: Entry) -> Option<usize> {
        if noun.end != noun.start + 1 {
            return None;
        }
        let key = self.words.key(noun.start);
        let holds = |name: usize| {
            let form = self.names.get(name).map(|n| n.canonical.to_lowercase());
            form.is_some_and(|f| f.contains(' ') && f.split(' ').any(|w| w == key))
        };
        let mut seen = self.memory.seen.iter().rev();
        seen.find(|s| holds(s.name)).map(|s| s.name)
    }

    /// *les deux géants*.
    fn plural(&self, nominal: &Nominal) -> Vec<usize> {
        let count = nominal.count.and_then(|c| usize::try_from(c).ok());
        match count {
            Some(count) if nominal.noun.class == class::COMPANY_NOUN => {
                self.memory.several(&self.names, count, nominal.sentence)
            }
            _ => Vec::new(),
        }
    }

    fn pronoun(&mut self, at: usize, sentence: usize) -> Option<usize> {
        let pronoun = self.words.longest(at, class::NAME_PRONOUN)?;
        if self.words.longest(pronoun.end, class::IMPERSONAL).is_some() {
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
        speaker.or_else(near).or_else(far).into_iter().collect()
    }

    /// Whether a verb of speech stands beside a pronoun: *il a ajouté*, *a-t-il indiqué*, *assure-t-elle*.
    fn speaks(&self, pronoun: Entry) -> bool {
        const NEAR: usize = 3;
        let says = |at: usize| self.words.longest(at, class::NAME_SAYS).is_some();
        let behind = (pronoun.end..pronoun.end + NEAR)
            .take_while(|t| self.words.mark(*t) == ' ' && !self.words.capital(*t))
            .any(says);
        let hyphen = pronoun.start > 0 && self.words.mark(pronoun.start - 1) == '-';
        let verb = pronoun.start.saturating_sub(NEAR + 1)..pronoun.start;
        behind || hyphen && verb.into_iter().any(says)
    }

    /// *ses effectifs*: whose. Before the subject of its sentence (*En doublant ses ventes, X …*) it looks ahead.
    fn owned_by(&self, wanted: Wanted, marks: i64) -> Vec<usize> {
        let range = self.all.sentences[wanted.sentence].tokens.clone();
        let word = |t: &usize| self.words.token(*t).is_some_and(Token::is_word);
        let leads = range.clone().find(word) == Some(wanted.token);
        let fits = |s: &Seen| self.fits(s, wanted.gender, marks);
        if self.memory.subject(wanted.sentence).is_none() && !leads {
            if self.about_other(wanted.sentence) {
                return Vec::new();
            }
            let ahead = self.spots.get(self.next).filter(|s| {
                s.sentence == wanted.sentence && self.words.mark(s.tokens.start - 1) == ','
            });
            return ahead.map(|s| s.name).into_iter().collect();
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
        let range = self.all.sentences[sentence].tokens.clone();
        let word = |t: &usize| self.words.token(*t).is_some_and(Token::is_word);
        let Some(first) = range.clone().find(word) else {
            return true;
        };
        let seen = self.memory.of(sentence);
        let named = seen.iter().any(|s| s.subject);
        !named && self.words.longest(first, class::NAME_DETERMINER).is_some()
    }

    /// Who the sentence was about, for the pronouns of the next.
    fn lead(&mut self, sentence: usize) {
        let range = self.all.sentences[sentence].tokens.clone();
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
