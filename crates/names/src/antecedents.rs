//! What was named so far, and which of it a noun or pronoun may stand for.

use crate::facts::Facts;
use crate::{Name, NameKind};

/// A mention of a name: written out, or by a noun or pronoun that was resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    /// First token of its phrase.
    pub(super) token: usize,
    /// One past the last token of its phrase.
    pub(super) end: usize,
    pub(super) sentence: usize,
    pub(super) name: usize,
    /// Whether it stands where subjects stand.
    pub(super) subject: bool,
    /// Equal for the members of one coordination.
    pub(super) group: usize,
    /// Gender of the noun that was used.
    pub(super) gender: i64,
}

/// Who a sentence is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// The group of names that begins it.
    Named(usize),
    /// Something that has no name.
    Other,
}

/// What a noun or pronoun asks of its antecedent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    pub(super) sentence: usize,
    pub(super) token: usize,
    pub(super) gender: i64,
    /// 1 large, 2 young.
    pub(super) size: i64,
    /// Whether it stands where subjects stand.
    pub(super) subject: bool,
}

/// Sentences that a noun reaches back over.
const REACH: usize = 6;

/// All mentions so far, in order.
#[derive(Debug)]
pub(super) struct Memory {
    seen: Vec<Seen>,
    pub(super) lead: Option<Lead>,
    /// For each name, the place in `seen` of its last mention and one; 0 for none.
    last: Vec<usize>,
}

impl Memory {
    /// Makes room for so many names and mentions.
    pub(super) fn new(names: usize, mentions: usize) -> Self {
        Self {
            seen: Vec::with_capacity(mentions),
            lead: None,
            last: vec![0; names],
        }
    }

    /// Adds a mention.
    pub(super) fn see(&mut self, seen: Seen) {
        if self.last.len() <= seen.name {
            self.last.resize(seen.name + 1, 0);
        }
        self.seen.push(seen);
        self.last[seen.name] = self.seen.len();
    }

    /// The last mention, and how many there were.
    pub(super) fn latest(&self) -> (Option<&Seen>, usize) {
        (self.seen.last(), self.seen.len())
    }

    /// Which of some names was mentioned last.
    pub(super) fn last_of(&self, names: impl Iterator<Item = usize>) -> Option<usize> {
        let last = |name: &usize| self.last.get(*name).copied().unwrap_or(0);
        names.filter(|n| last(n) > 0).max_by_key(last)
    }

    /// The names of a group.
    pub(super) fn group(&self, group: usize) -> Vec<usize> {
        let mut names = Vec::new();
        for seen in self.seen.iter().rev().take_while(|s| s.group >= group) {
            if seen.group == group && !names.contains(&seen.name) {
                names.push(seen.name);
            }
        }
        names.reverse();
        names
    }

    /// The mentions of a sentence, in order.
    pub(super) fn of(&self, sentence: usize) -> &[Seen] {
        let mut to = self.seen.len();
        // What is asked for is nearly always the last sentence.
        if self.seen.last().is_some_and(|s| s.sentence > sentence) {
            to = self.seen.partition_point(|s| s.sentence <= sentence);
        }
        let before = self.seen.get(..to).unwrap_or_default();
        let own = before.iter().rev();
        let own = own.take_while(|s| s.sentence == sentence).count();
        before.get(to - own..).unwrap_or_default()
    }

    /// The last mention in the subject's place of this sentence.
    pub(super) fn subject(&self, sentence: usize) -> Option<&Seen> {
        self.of(sentence).iter().rev().find(|s| s.subject)
    }

    /// The company that a noun stands for.
    pub(super) fn company(
        &self,
        names: &[Name<'_>],
        facts: &Facts,
        wanted: Wanted,
    ) -> Option<usize> {
        let fits = |s: &&Seen| party(names, s.name) && facts.may_be(s.name, wanted.size);
        if wanted.size == 2
            && let Some(young) = self.only_young(facts, wanted)
        {
            return Some(young);
        }
        if let Some(found) = self.same_sentence(wanted, &fits) {
            return self.alone(&found);
        }
        let last = wanted.sentence.checked_sub(1)?;
        let first = wanted.sentence.saturating_sub(REACH);
        for sentence in (first..=last).rev() {
            let own = self.of(sentence);
            if let Some(seen) = own.iter().filter(fits).find(|s| s.subject) {
                return self.alone(seen);
            }
            let mut others: Vec<usize> = own.iter().filter(fits).map(|s| s.name).collect();
            others.dedup();
            if let ([one], true) = (others.as_slice(), sentence == last) {
                return Some(*one);
            }
            if !others.is_empty() && sentence == last {
                return None;
            }
        }
        None
    }

    /// The one name of the last sentences that was called young.
    fn only_young(&self, facts: &Facts, wanted: Wanted) -> Option<usize> {
        let recent = self
            .seen
            .iter()
            .rev()
            .take_while(|s| s.sentence + REACH >= wanted.sentence);
        let mut found = None;
        for seen in recent.filter(|s| facts.is(s.name, 2)) {
            if found.is_some_and(|f| f != seen.name) {
                return None;
            }
            found = Some(seen.name);
        }
        found
    }

    /// A candidate in the sentence itself: the subject of a clause before; for a noun in another place than the
    /// subject's never the subject of its own clause.
    fn same_sentence<'a>(
        &'a self,
        wanted: Wanted,
        fits: &impl Fn(&&'a Seen) -> bool,
    ) -> Option<Seen> {
        let own = self.of(wanted.sentence);
        if wanted.subject {
            return own.iter().rev().filter(fits).find(|s| s.subject).copied();
        }
        let subject = own.iter().rev().find(|s| s.subject)?;
        let behind = own.iter().rev().filter(fits).find(|s| {
            s.token > subject.token && s.group != subject.group && s.name != subject.name
        });
        let members = self.group(subject.group);
        let earlier = own
            .iter()
            .filter(fits)
            .find(|s| s.subject && s.token < subject.token && !members.contains(&s.name));
        behind.or(earlier).copied()
    }

    /// The name of a mention that is no part of a coordination.
    fn alone(&self, seen: &Seen) -> Option<usize> {
        let near = self.seen.iter().rev();
        let near = near.take_while(|s| s.group >= seen.group);
        let mut others = near.filter(|s| s.group == seen.group && s.name != seen.name);
        others.next().is_none().then_some(seen.name)
    }

    /// The last coordination of so many parties.
    pub(super) fn several(&self, names: &[Name<'_>], count: usize, sentence: usize) -> Vec<usize> {
        let recent = self
            .seen
            .iter()
            .rev()
            .take_while(|s| s.sentence + 3 > sentence);
        let mut last = usize::MAX;
        for seen in recent {
            if seen.group == last {
                continue;
            }
            last = seen.group;
            let members = self.group(seen.group);
            if members.len() == count && members.iter().all(|m| party(names, *m)) {
                return members;
            }
        }
        Vec::new()
    }

    /// The name that a pronoun stands for: the subject of a clause before it, else whom the last sentence is about.
    pub(super) fn pronoun(&self, wanted: Wanted, fits: &impl Fn(&Seen) -> bool) -> Option<usize> {
        if let Some(subject) = self.subject(wanted.sentence) {
            return Some(subject)
                .filter(|s| fits(s))
                .and_then(|s| self.alone(s));
        }
        match self.lead? {
            Lead::Other => None,
            Lead::Named(group) => {
                let lead = self.seen.iter().rev().find(|s| s.group == group)?;
                Some(lead).filter(|s| fits(s)).and_then(|s| self.alone(s))
            }
        }
    }

    /// The one person that the last sentences speak of.
    pub(super) fn person(&self, wanted: Wanted, fits: &impl Fn(&Seen) -> bool) -> Option<usize> {
        let near = self.seen.iter().rev();
        let recent = near
            .take_while(|s| s.sentence + 4 > wanted.sentence)
            .filter(|s| s.subject && fits(s));
        let mut found = None::<&Seen>;
        for seen in recent {
            // Two who fit are one too many.
            if found.is_some_and(|f| f.name != seen.name) {
                return None;
            }
            found = Some(seen);
        }
        self.alone(found?)
    }
}

/// Whether a name may be an organisation.
pub(super) fn party(names: &[Name<'_>], name: usize) -> bool {
    names
        .get(name)
        .is_some_and(|n| matches!(n.kind, NameKind::Organisation | NameKind::Unknown))
}
