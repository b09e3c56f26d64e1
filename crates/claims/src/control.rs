//! Infinitives and bare participles: the verb that governs one, and whom it makes do it.

use std::ops::Range;

use claimsift_packs::{Role, class, form};

use crate::line::{Line, Tag};
use crate::phrases;

/// The object of the verb that governs an infinitive, where it is that object which does it.
pub(crate) fn object(line: &Line<'_>, group: usize, controller: usize) -> Option<Range<usize>> {
    raised(line, group, controller)
        .or_else(|| ordered(line, group, controller))
        .or_else(|| asked(line, group, controller))
}

/// *a demandé à A de payer*, *permet au groupe d’investir*: whom the governing verb asks or lets is the subject of the
/// infinitive, unless that verb is a promise or plan of its own subject.
fn asked(line: &Line<'_>, group: usize, controller: usize) -> Option<Range<usize>> {
    let (own, above) = (&line.groups[group], &line.groups[controller]);
    let to = line.ending(own.start, class::TO)?.start as usize;
    let plans = above.is(Role::Promise) || above.is(Role::Plan);
    if controller > group || plans || above.passive || !line.is(to, class::OF) {
        return None;
    }
    let phrase = phrases::ending(line, to);
    let before = phrase.start.checked_sub(1)?;
    let whom = phrases::contracted(line, phrase.start)
        || line.tag_at(before) == Tag::Preposition
            && line.is(before, class::TO)
            && !line.is(before, class::OF);
    let whole = phrase.end == to && !phrase.is_empty() && phrase.start >= above.end;
    let start = phrase.start + usize::from(phrases::contracted(line, phrase.start));
    (own.first & form::INFINITIVE != 0 && whom && whole).then_some(start..phrase.end)
}

/// *Norvia to hire 300*: a heading that says what its first words will do.
pub(crate) fn announced(line: &Line<'_>, group: usize) -> Option<Range<usize>> {
    let own = &line.groups[group];
    let to = line
        .ending(own.start, class::TO)
        .filter(|_| own.first & form::INFINITIVE != 0)?;
    let phrase = phrases::ending(line, to.start as usize);
    let finite = line.groups[..group].iter().any(|g| g.finite);
    let opens = phrase.start == 0 || line.before(phrase.start) == Tag::Colon;
    (opens && !phrase.is_empty() && !finite).then_some(phrase)
}

/// *orders A to pay*, *condamne A à des travaux et à payer*: whom the governing verb makes do it.
fn ordered(line: &Line<'_>, group: usize, controller: usize) -> Option<Range<usize>> {
    let (own, above) = (line.groups.get(group)?, line.groups.get(controller)?);
    let infinitive = own.first & form::INFINITIVE != 0 && controller < group;
    if !infinitive || above.passive || !above.is(Role::Compel) {
        return None;
    }
    let object = phrases::starting(line, above.end);
    let led = !line.head_first()
        || matches!(
            line.tag_at(object.start),
            Tag::Name | Tag::Determiner | Tag::Possessive
        );
    let direct = led && !object.is_empty() && object.end <= own.start;
    (direct && !phrases::contracted(line, object.start)).then(|| phrases::head(line, &object))
}

/// *expects A to earn*, *a vu A reculer*: the object of the governing verb is the subject of the infinitive.
fn raised(line: &Line<'_>, group: usize, controller: usize) -> Option<Range<usize>> {
    let own = &line.groups[group];
    if own.first & form::INFINITIVE == 0 || controller > group {
        return None;
    }
    let to = line.ending(own.start, class::TO);
    let end = to.map_or(own.start, |n| n.start as usize);
    let role = |r| line.groups[controller].is(r);
    let expects = !line.head_first() && (role(Role::Plan) || role(Role::Estimate));
    let takes = to.is_none() || expects;
    let phrase = phrases::ending(line, end);
    let object =
        !phrase.is_empty() && phrase.end == end && phrase.start == line.groups[controller].end;
    (takes && object).then_some(phrase)
}

/// The verb whose subject a bare group shares: the one before it, else the first finite one behind it.
pub(crate) fn controller(line: &Line<'_>, group: usize) -> Option<usize> {
    let start = line.groups[group].start;
    let hard = (0..start)
        .rev()
        .find(|i| matches!(line.tag_at(*i), Tag::Semicolon))
        .unwrap_or(0);
    let before = (0..group).rev().filter(|g| line.groups[*g].start >= hard);
    let participle = |g: &usize| line.groups[*g].passive && !line.groups[*g].finite;
    before
        .clone()
        .find(|g| !participle(g))
        .or_else(|| (group + 1..line.groups.len()).find(|g| line.groups[*g].finite))
}
