//! Phrases before a verb that are no subject of it: lengths, ages, those who say so inside a relative clause.

use std::ops::Range;

use claimsift_engine::{Node, Shape};
use claimsift_packs::{Role, class};

use crate::line::{Line, Tag};
use crate::phrases;

/// *45 minutes of charge*: the subject is a length of time, which nothing is said of.
pub(crate) fn lasting(line: &Line<'_>, phrase: &Range<usize>) -> bool {
    let of = phrase
        .start
        .checked_sub(1)
        .filter(|i| line.tag_at(*i) == Tag::Of);
    of.is_some_and(|of| line.before(line.start_of(of)) == Tag::Date)
}

/// *young people of less than 25 years*: an age, which is no figure.
pub(crate) fn aged(line: &Line<'_>, phrase: &Range<usize>) -> bool {
    let first = line.tokens.get(phrase.start).map(|t| t.shape);
    let last = phrase.end.checked_sub(1);
    first == Some(Shape::Digits) && last.is_some_and(|i| line.is(i, class::PERIOD))
}

/// *a move that officials say will save X*: what the relative before those who say so stands for.
pub(crate) fn said_of(line: &Line<'_>, phrase: &Range<usize>) -> Option<Range<usize>> {
    let says = |n: Node| {
        let verb = usize::try_from(n.value).ok();
        let verb = verb.and_then(|v| line.language.pack.verbs.get(v));
        verb.is_some_and(|v| v.is(Role::Speech) || v.is(Role::Estimate))
    };
    let last = phrase
        .end
        .checked_sub(1)
        .filter(|l| *l > phrase.start + 1)?;
    let relative = line.is(phrase.start, class::RELATIVE);
    if !relative || !line.nodes(last, class::VERB).any(says) {
        return None;
    }
    let comma = line.before(phrase.start) == Tag::Comma;
    let antecedent = phrases::ending(line, phrase.start - usize::from(comma));
    (!antecedent.is_empty()).then_some(antecedent)
}
