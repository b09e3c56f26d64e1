//! Runs of capitals: where a name may stand, and how far it goes.

use std::ops::Range;

use claimsift_engine::{ClassId, ClassMask, Shape};
use claimsift_packs::class;

use crate::words::{Entry, Words};

/// A run of tokens that may be a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) tokens: Range<usize>,
    pub(super) sentence: usize,
    /// It stands where every word has a capital, so its capital proves nothing.
    pub(super) opens: bool,
}

/// A sentence under the scan.
pub(super) struct Scan<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) range: Range<usize>,
    pub(super) sentence: usize,
    /// Whether it holds a role.
    pub(super) roles: bool,
    /// Whether what belongs to a noun follows it.
    pub(super) head_first: bool,
}

impl Scan<'_> {
    /// The runs that begin at these tokens, which have a capital.
    pub(super) fn runs(&self, capitals: &[usize], runs: &mut Vec<Run>) {
        // Where the last run or role ended, and whether a capital proved nothing there.
        let mut last = (self.range.start, true);
        for at in capitals.iter().copied() {
            if at < last.0 {
                continue;
            }
            if self.roles {
                last = self.past_roles(last, at);
            }
            if at < last.0 {
                continue;
            }
            let fresh = self.fresh(last, at);
            if !self.starts(at, fresh) {
                last = self.skip(at, fresh);
                continue;
            }
            let end = self.parted(at, self.end(at, fresh));
            if !self.shouted(at, end) {
                runs.push(Run {
                    tokens: at..end,
                    sentence: self.sentence,
                    opens: fresh,
                });
            }
            last = (end, false);
        }
    }

    /// Past the roles that begin before a token: no name begins in them.
    fn past_roles(&self, mut last: (usize, bool), at: usize) -> (usize, bool) {
        const ROLE: ClassMask = ClassMask::all(&[class::ROLE]);
        while let Some(role) = self.words.first(last.0..at, &ROLE) {
            last = self.skip(role, self.fresh(last, role));
        }
        last
    }

    /// *told l’AFP Nora Belt*: behind an article, letters are a name by themselves, and a person follows.
    fn parted(&self, at: usize, end: usize) -> usize {
        let words = self.words;
        if end <= at + 2 || words.shape(at) != Some(Shape::Upper) {
            return end;
        }
        let elided = at > self.range.start && matches!(words.mark(at - 1), '\'' | '’');
        let person = (at + 1..end).all(|i| words.shape(i) == Some(Shape::Title));
        if elided && person && words.spaced(at + 1) {
            at + 1
        } else {
            end
        }
    }

    /// Past a role or title of several words, whose later words are no names; else one token.
    fn skip(&self, at: usize, fresh: bool) -> (usize, bool) {
        if !self.roles {
            return (at + 1, false);
        }
        let role = self.words.end(at, class::ROLE);
        let end = role.unwrap_or(at + 1).min(self.range.end);
        (end, self.fresh_after(end - 1, fresh))
    }

    /// Whether a token stands where any word has a capital. Behind a plain word a capital shows a name.
    fn fresh(&self, (last, fresh): (usize, bool), at: usize) -> bool {
        if at > last && self.words.shape(at - 1) != Some(Shape::Mark) {
            return false;
        }
        let before = self.words.tokens.get(last..at).unwrap_or_default().iter();
        let marks = before.rev().take_while(|t| t.shape == Shape::Mark).count();
        let first = at - marks;
        (first..at).fold(first == last && fresh, |fresh, mark| {
            self.fresh_after(mark, fresh)
        })
    }

    /// Whether the token behind `at` stands where any word has a capital.
    fn fresh_after(&self, at: usize, fresh: bool) -> bool {
        match self.words.mark(at) {
            '.' => !self.titled(at),
            ':' | '«' | '“' | '"' | '„' | '!' | '?' | '…' | '—' | '–' => true,
            '-' => fresh || !self.words.glued(at) && !self.words.glued(at + 1),
            '(' | '[' | ')' | ']' | ',' | ';' | '»' | '”' => false,
            ' ' => false,
            _ => fresh,
        }
    }

    fn titled(&self, dot: usize) -> bool {
        self.words.glued(dot) && self.before(dot, class::TITLE).is_some()
    }

    fn before(&self, at: usize, class: ClassId) -> Option<Entry> {
        self.words.before(self.sentence, at, class)
    }

    fn has(&self, at: usize, class: ClassId) -> bool {
        self.words.has(at, class)
    }

    fn starts(&self, at: usize, fresh: bool) -> bool {
        let words = self.words;
        let after_digits =
            at > self.range.start && words.glued(at) && words.shape(at - 1) == Some(Shape::Digits);
        let own = words.mask(at);
        // Most names are no words of the lexicon.
        if *own == ClassMask::NONE && !words.letter(at) {
            return !after_digits && !self.domain(at);
        }
        let has = |class| own.has(class);
        let is = |class| own.has(class) && words.is(at, class);
        if after_digits || has(class::ROLE) || has(class::TITLE) {
            return false;
        }
        if words.letter(at) {
            let joined = words.mark(at + 1) == '&' && words.glued(at + 1) && words.glued(at + 2);
            return self.initial(at)
                || !fresh && self.elided(at)
                || joined && words.capital(at + 2);
        }
        if has(class::PLACE) || has(class::KNOWN_NAME) {
            return true;
        }
        if is(class::STOP) {
            return !fresh && self.capital_behind(at) && !words.is(at + 1, class::STOP);
        }
        if is(class::DEMONYM) || is(class::COMMON_ACRONYM) {
            return is(class::DEMONYM) && self.follows(at + 1);
        }
        if fresh && (is(class::OPENER) || words.common(at)) {
            return false;
        }
        !self.measure(at) && !is(class::CALENDAR) && !is(class::LEGAL) && !self.domain(at)
    }

    /// A capital that goes on with the run before it.
    fn follows(&self, at: usize) -> bool {
        at < self.range.end
            && self.words.capital(at)
            && self.words.spaced(at)
            && !self.has(at, class::ROLE)
            && !self.has(at, class::TITLE)
            && !self.words.is(at, class::DEMONYM)
            && !self.calendar(at)
    }

    /// Any capital one space behind a word: *Le Maire* is a name, whatever a *maire* is.
    fn capital_behind(&self, at: usize) -> bool {
        at + 1 < self.range.end && self.words.capital(at + 1) && self.words.spaced(at + 1)
    }

    fn calendar(&self, at: usize) -> bool {
        self.words.is(at, class::CALENDAR)
    }

    fn measure(&self, at: usize) -> bool {
        let code = self.words.is(at, class::CURRENCY) || self.words.is(at, class::UNIT);
        code && self.words.slice(at).len() <= 3
    }

    /// *ministre de l'Économie*: what a minister looks after is nobody.
    fn domain(&self, at: usize) -> bool {
        const MINISTER: i64 = 5;
        if !self.roles {
            return false;
        }
        let of = self.before(at, class::NAME_OF);
        let role = of.and_then(|of| self.before(of.start, class::ROLE));
        role.is_some_and(|r| r.value == MINISTER && r.start >= self.range.start)
    }

    /// *D. A. Davidson*.
    fn initial(&self, at: usize) -> bool {
        self.words.mark(at + 1) == '.'
            && self.words.glued(at + 1)
            && at + 2 < self.range.end
            && self.words.capital(at + 2)
    }

    /// *L'Oréal*.
    fn elided(&self, at: usize) -> bool {
        self.words.apostrophe(at + 1)
            && self.words.glued(at + 1)
            && self.words.glued(at + 2)
            && at + 2 < self.range.end
            && self.words.capital(at + 2)
    }

    /// A stretch in capitals throughout says nothing of names.
    fn shouted(&self, start: usize, end: usize) -> bool {
        let capitals =
            |at: usize| matches!(self.words.shape(at), Some(Shape::Upper | Shape::Mixed));
        if !(start..end).any(capitals) {
            return false;
        }
        let loud = |at: usize| {
            let shape = self.words.shape(at);
            if !self.range.contains(&at) || !matches!(shape, Some(Shape::Upper | Shape::Mixed)) {
                return false;
            }
            let first = self.words.slice(at).chars().take(4);
            first.clone().count() == 4
                && first.clone().all(char::is_uppercase)
                && !self.words.is(at, class::COMMON_ACRONYM)
        };
        let stop = |at: usize| {
            self.words.shape(at) == Some(Shape::Upper) && self.words.is(at, class::STOP)
        };
        let count = (start..end).filter(|at| loud(*at) || stop(*at)).count();
        let beside = || {
            start > self.range.start && (loud(start - 1) || stop(start - 1))
                || end < self.range.end && (loud(end) || stop(end))
        };
        count > 1 || count == 1 && beside()
    }

    fn end(&self, start: usize, fresh: bool) -> usize {
        let long = |class| self.words.end(start, class).unwrap_or(start + 1);
        let mut end = long(class::PLACE).max(long(class::KNOWN_NAME));
        let noun = |class| self.words.is(start, class);
        let body = !fresh
            && self.head_first
            && (noun(class::INSTITUTION_NOUN) || noun(class::COMPANY_NOUN));
        let mut spare = 2;
        while end < self.range.end {
            let next = self.link(start, end).or_else(|| {
                (body && spare > 0)
                    .then(|| self.body(end, &mut spare))
                    .flatten()
            });
            let Some(next) = next.filter(|n| *n <= self.range.end) else {
                break;
            };
            let legal = self.before(next, class::LEGAL).is_some();
            end = next;
            if legal {
                return self.dot(end);
            }
        }
        end
    }

    /// The point of *Inc.* belongs to the name, unless it ends the sentence.
    fn dot(&self, end: usize) -> usize {
        let dot = self.words.mark(end) == '.' && self.words.glued(end) && end + 1 < self.range.end;
        end + usize::from(dot)
    }

    /// Where the run goes on to, over one link.
    fn link(&self, start: usize, next: usize) -> Option<usize> {
        let words = self.words;
        match words.mark(next) {
            '-' | '‐' | '‑' => self.hyphen(next),
            '&' => (words.capital(next + 1)).then_some(next + 2),
            '.' => self.point(start, next),
            '\'' | '’' => {
                let short = words.slice(next - 1).chars().count() == 1;
                let joined = words.glued(next) && words.glued(next + 1);
                (short && joined && words.capital(next + 1)).then_some(next + 2)
            }
            ' ' => self.word(start, next),
            _ => None,
        }
    }

    fn hyphen(&self, next: usize) -> Option<usize> {
        let words = self.words;
        if !words.glued(next) || !words.glued(next + 1) {
            return None;
        }
        if words.capital(next + 1) || words.shape(next + 1) == Some(Shape::Digits) {
            return Some(next + 2);
        }
        let again = matches!(words.mark(next + 2), '-' | '‑') && words.capital(next + 3);
        again.then_some(next + 4)
    }

    fn point(&self, start: usize, next: usize) -> Option<usize> {
        let words = self.words;
        if !words.letter(next - 1) || !words.glued(next) {
            return None;
        }
        let more = next + 1 < self.range.end && words.capital(next + 1);
        let twice = next >= start + 3 && words.mark(next - 2) == '.' && next + 1 < self.range.end;
        (more || twice).then_some(next + 1)
    }

    fn word(&self, start: usize, next: usize) -> Option<usize> {
        let words = self.words;
        if words.shape(next) == Some(Shape::Digits) {
            return words.glued(next).then_some(next + 1);
        }
        if words.glued(next) && !words.letter(next) && words.mark(next - 1) != '.' {
            return None;
        }
        if words.capital(next) {
            return self.capital(start, next);
        }
        let particle = words.is(next, class::PARTICLE) && words.capital(next + 1);
        if particle && words.spaced(next) {
            return Some(next + 2);
        }
        let of = words.end(next, class::NAME_OF)?;
        let body = words.is(start, class::INSTITUTION_NOUN) || words.is(start, class::COMPANY_NOUN);
        let given = next == start + 1 && words.is(start, class::FIRST_NAME);
        let takes = (body || given) && words.capital(of) && of < self.range.end;
        (takes && !words.is(of, class::COMMON_ACRONYM)).then_some(of + 1)
    }

    fn capital(&self, start: usize, next: usize) -> Option<usize> {
        let words = self.words;
        let spaced = words.spaced(next) || words.mark(next - 1) == '.' && words.glued(next);
        let own = words.mask(next);
        let has = |class| own.has(class);
        let is = |class| own.has(class) && words.is(next, class);
        if !spaced || has(class::TITLE) {
            return None;
        }
        let given = || words.is(next - 1, class::FIRST_NAME);
        let article = || words.is(next - 1, class::STOP);
        // *LR Georges Fenech*, *AFP Ahmed …*: a person behind a party's acronym.
        let person = is(class::FIRST_NAME) && self.capital_behind(next);
        if person && words.shape(next - 1) == Some(Shape::Upper) {
            return None;
        }
        let bound = has(class::ROLE) || is(class::CALENDAR);
        if bound && !article() && !(given() && next == start + 1) {
            return None;
        }
        if words.letter(next) && self.initial(next)
            || is(class::LEGAL) && words.shape(next) != Some(Shape::Lower)
        {
            return Some(next + 1);
        }
        if words.shape(next) == Some(Shape::Upper) && is(class::COMMON_ACRONYM) {
            return is(class::NAME_TAIL).then_some(next + 1);
        }
        if is(class::STOP) || is(class::DEMONYM) && !article() {
            return (self.capital_behind(next) && !words.is(next + 1, class::STOP))
                .then_some(next + 2);
        }
        (!self.measure(next)).then_some(next + 1)
    }

    /// The small words of a body's name: *l'Agence internationale de l'énergie*.
    fn body(&self, next: usize, spare: &mut u32) -> Option<usize> {
        let words = self.words;
        if words.is(next, class::NAME_ADJECTIVE) {
            return Some(next + 1);
        }
        let and = words.end(next, class::AND).unwrap_or(next);
        let of = words.end(and, class::NAME_OF)?;
        // *Banque européenne d'investissement*: behind an adjective of names, whatever the noun is.
        let certain = words.is(next - 1, class::NAME_ADJECTIVE) && !words.is(of, class::STOP);
        let noun = words.shape(of) == Some(Shape::Lower)
            && (certain || !words.common(of))
            && !words.is(of, class::COMPANY_NOUN);
        if !noun || of >= self.range.end {
            return None;
        }
        *spare -= 1;
        Some(of + 1)
    }
}
