//! Noun phrases that stand for names: *la start-up*, *le géant de Redmond*, *the bank*.

use claimsift_engine::{ClassId, ClassMask, Shape};
use claimsift_packs::class;

use super::Reader;
use crate::antecedents::Wanted;
use crate::context::Context;
use crate::words::Entry;
use crate::{Name, NameKind};

/// The classes of nouns that stand for names.
const NOUNS: [ClassId; 3] = [class::COMPANY_NOUN, class::INSTITUTION_NOUN, class::ROLE];

/// A noun phrase without a name.
struct Nominal {
    start: usize,
    noun: Entry,
    sentence: usize,
    /// How many it says there are.
    count: Option<i64>,
}

impl Reader<'_, '_> {
    /// A noun phrase that stands for a name; gives where to read on.
    pub(super) fn nominal(&mut self, at: usize, sentence: usize) -> Option<usize> {
        let article = self.words.end(at, class::NAME_ARTICLE);
        let from = article.unwrap_or(at);
        let known = self.words.longest(from, class::ALIAS);
        if let Some(end) = known.and_then(|alias| self.alias(at, alias, sentence)) {
            return Some(end);
        }
        article?;
        let count = self.words.longest(from, class::ADD);
        let first = self.past_compound(count.map_or(from, |c| c.end));
        let noun = self.noun(first).or_else(|| {
            let word = self.words.shape(first) == Some(Shape::Lower)
                && !self.words.is(first, class::STOP)
                && self.words.spaced(first + 1);
            word.then(|| self.noun(first + 1)).flatten()
        })?;
        if noun.end > self.words.ranges[sentence].end {
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

    /// Past an adjective made of a name: *the Dublin-based bank*.
    fn past_compound(&self, at: usize) -> usize {
        const LONG: usize = 4;
        let plain = |t: &usize| !self.words.capital(*t);
        let end = (at..at + LONG).find(plain).filter(|end| *end > at);
        end.and_then(|end| self.words.adjective(end)).unwrap_or(at)
    }

    #[inline]
    fn noun(&self, at: usize) -> Option<Entry> {
        const ANY: ClassMask = ClassMask::all(&NOUNS);
        let may = self.words.may(at, &ANY);
        may.then(|| self.longest_noun(at)).flatten()
    }

    fn longest_noun(&self, at: usize) -> Option<Entry> {
        NOUNS
            .iter()
            .filter_map(|c| self.words.longest(at, *c))
            .max_by_key(|e| e.end)
            .filter(|e| !self.words.capital(e.start) || e.class == class::ROLE)
    }

    /// A phrase that everybody knows: *la firme à la pomme*.
    fn alias(&mut self, start: usize, alias: Entry, sentence: usize) -> Option<usize> {
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
        let same = |n: &Name<'_>| n.canonical.to_lowercase() == form.to_lowercase();
        if let Some(found) = self.names.iter().position(same) {
            return Some(found);
        }
        self.names.push(Name {
            canonical: form.into(),
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
        let found = self.memory.last_of(self.facts.with_role(noun.value));
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
        if let Some((end, name)) = self.home(noun.end, nominal.sentence) {
            return (end, vec![name]);
        }
        if let Some(name) = self.appositive(nominal) {
            return (noun.end, vec![name]);
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
        Some((home.end, self.known(home.value, sentence)?))
    }

    /// The last name that holds the noun itself: *the association* is the *China Photovoltaic Industry Association*.
    fn worded(&mut self, noun: Entry) -> Option<usize> {
        if noun.end != noun.start + 1 {
            return None;
        }
        let word = self.symbols.known_word(self.words, noun.start)?;
        let from = self.holders.partition_point(|(w, _)| *w < word);
        let holders = self.holders.iter().skip(from);
        let holders = holders.take_while(|(w, _)| *w == word);
        self.memory.last_of(holders.map(|(_, name)| *name))
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
}
