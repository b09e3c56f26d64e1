//! Noun phrases: where one that ends or begins at a token reaches.

use std::ops::Range;

use claimsift_packs::class;

use crate::line::{Figure, Line, Tag};

/// Longest noun phrase, in tokens.
const LONG: usize = 24;

/// The noun phrase that ends right before `end`, with its complements by *of*; empty when there is none.
pub(crate) fn ending(line: &Line<'_>, end: usize) -> Range<usize> {
    let mut end = end;
    while end > 0
        && matches!(line.before(end), Tag::Adverb | Tag::Hedge | Tag::Date)
        && !named_date(line, end)
    {
        end -= 1;
    }
    let mut start = end;
    while start > 0 && end - start < LONG {
        match line.before(start) {
            Tag::Close => match bracket(line, start) {
                Some(open) => start = open,
                None => break,
            },
            Tag::Word | Tag::Name | Tag::Figure(_) | Tag::Genitive | Tag::Of => start -= 1,
            Tag::Date if named_date(line, start) || dated(line, start) => {
                start = line.start_of(start - 1);
            }
            Tag::Dash | Tag::Mark if glued(line, start - 1) => start -= 1,
            Tag::Quote if quoted(line, start) => start -= 1,
            Tag::Adverb => match graded(line, start) {
                Some(noun) => start = noun,
                None => break,
            },
            Tag::And if names_around(line, start - 1) || bare_around(line, start - 1) => start -= 1,
            Tag::Determiner | Tag::Possessive => {
                let last = start - 1;
                start = line.start_of(last);
                // *that the company*: the first word opens the clause.
                while start < last && line.is(start, class::THAT) {
                    start += 1;
                }
                // *said that output fell*
                let clause =
                    line.is(start, class::THAT) && matches!(line.before(start), Tag::Verb(_));
                start += usize::from(clause && start + 1 < end);
                if line.before(start) != Tag::Of {
                    break;
                }
            }
            _ => break,
        }
    }
    trim(line, start..end)
}

/// The noun phrase that begins at `start`; empty when there is none.
pub(crate) fn starting(line: &Line<'_>, start: usize) -> Range<usize> {
    let mut start = start;
    while matches!(line.tag_at(start), Tag::Adverb | Tag::Hedge) {
        start += 1;
    }
    let mut at = start;
    let mut noun = false;
    while at < line.tokens.len() && at - start < LONG {
        match line.tag_at(at) {
            Tag::Determiner | Tag::Possessive if !noun || line.before(at) == Tag::Of => {}
            Tag::Word | Tag::Name => noun = true,
            Tag::Figure(_) if !noun || line.before(at) == Tag::Of => {}
            Tag::Genitive => noun = false,
            Tag::Of if noun || matches!(line.before(at), Tag::Figure(_)) => noun = false,
            Tag::Dash | Tag::Mark if glued(line, at) || abbreviates(line, at) => {}
            Tag::Quote if line.tag_at(at + 1) != Tag::Comma => {}
            Tag::And if names_around(line, at) => {}
            Tag::Pronoun if at == start => {
                at += 1;
                break;
            }
            _ => break,
        }
        at += 1;
    }
    while at > start
        && matches!(
            line.before(at),
            Tag::Of | Tag::Determiner | Tag::Dash | Tag::Quote | Tag::Mark
        )
    {
        at -= 1;
    }
    let quotes = (start..at)
        .filter(|i| line.tag_at(*i) == Tag::Quote)
        .count();
    if quotes % 2 == 1 && line.tag_at(at) == Tag::Quote {
        at += 1;
    }
    trim(line, start..at)
}

/// *the houses the most expensive*, where heads stand first: behind which noun the adjective at `adjective` stands, with
/// an adverb of degree and perhaps its article between.
fn graded(line: &Line<'_>, adjective: usize) -> Option<usize> {
    let degree = adjective
        .checked_sub(1)
        .filter(|at| line.is(*at, class::DEGREE))?;
    let noun = match line.before(degree) {
        Tag::Determiner => line.start_of(degree - 1),
        _ => degree,
    };
    let behind = matches!(line.before(noun), Tag::Word | Tag::Name);
    (line.head_first() && behind && line.tag_at(adjective) == Tag::Word).then_some(noun)
}

/// Behind a short bracket that begins at a token; else the token itself.
pub(crate) fn past_bracket(line: &Line<'_>, at: usize) -> usize {
    if line.tag_at(at) != Tag::Open {
        return at;
    }
    let close = (at..at + 8).find(|i| line.tag_at(*i) == Tag::Close);
    close.map_or(at, |c| c + 1)
}

/// *the year 2019*: a date that is part of its noun phrase.
fn named_date(line: &Line<'_>, end: usize) -> bool {
    let start = line.start_of(end - 1);
    line.before(end) == Tag::Date && start > 0 && line.is(start - 1, class::PERIOD)
}

/// *the 2022 revenue of X* where heads stand first: a date between a noun and its complement.
fn dated(line: &Line<'_>, end: usize) -> bool {
    let start = line.start_of(end - 1);
    line.head_first() && line.tag_at(end) == Tag::Of && line.before(start) == Tag::Word
}

/// The point of an abbreviation.
fn abbreviates(line: &Line<'_>, at: usize) -> bool {
    line.mark(at) == Some('.') && at > 0 && line.is(at - 1, class::ABBREVIATION)
}

/// A hyphen or point inside a word or name, without spaces.
fn glued(line: &Line<'_>, at: usize) -> bool {
    let none = |i: usize| {
        line.tokens
            .get(i)
            .is_some_and(|t| t.gap == claimsift_engine::Gap::None)
    };
    let name = line.names.at(line.base + at).is_some();
    name || (none(at) && none(at + 1) && !matches!(line.mark(at), Some('.' | '!' | '?' | '…')))
}

/// *and* between two names: one party of several.
fn names_around(line: &Line<'_>, at: usize) -> bool {
    let mut next = at + 1;
    while line.tag_at(next) == Tag::Determiner {
        next += 1;
    }
    matches!(line.before(at), Tag::Name | Tag::Close)
        && line.tag_at(next) == Tag::Name
        && next <= at + 2
}

/// *police and army*, *of police and of the army*: bare nouns or adjectives joined inside one phrase, where heads stand
/// first and a noun that begins a phrase has an article.
fn bare_around(line: &Line<'_>, at: usize) -> bool {
    line.head_first()
        && matches!(line.tag_at(at + 1), Tag::Word | Tag::Of)
        && line.before(at) == Tag::Word
}

fn quoted(line: &Line<'_>, end: usize) -> bool {
    (end.saturating_sub(6)..end.saturating_sub(1)).any(|i| line.tag_at(i) == Tag::Quote)
        || matches!(line.tag_at(end), Tag::Word | Tag::Name) && line.before(end - 1) == Tag::Of
        || matches!(line.before(end - 1), Tag::Determiner)
}

/// Where a short bracket without a verb, which ends at `end`, begins.
fn bracket(line: &Line<'_>, end: usize) -> Option<usize> {
    let open = (end.saturating_sub(10)..end)
        .rev()
        .find(|i| line.tag_at(*i) == Tag::Open)?;
    let plain = (open + 1..end - 1).all(|i| {
        !matches!(
            line.tag_at(i),
            Tag::Verb(_) | Tag::Figure(_) | Tag::Relative
        )
    });
    plain.then_some(open)
}

/// Drops what cannot stand at the ends of a noun phrase.
fn trim(line: &Line<'_>, range: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = range;
    while start < end
        && (matches!(
            line.tag_at(start),
            Tag::Of | Tag::And | Tag::Dash | Tag::Genitive | Tag::Mark
        ) && line.names.at(line.base + start).is_none()
            || (line.tag_at(start) == Tag::Quote
                && !(start + 1..end).any(|i| line.tag_at(i) == Tag::Quote)))
    {
        start += 1;
    }
    while end > start
        && matches!(
            line.before(end),
            Tag::Of | Tag::And | Tag::Dash | Tag::Determiner
        )
    {
        end -= 1;
    }
    let noun = (start..end).any(|i| {
        matches!(
            line.tag_at(i),
            Tag::Word | Tag::Name | Tag::Figure(_) | Tag::Pronoun
        )
    });
    if noun { start..end } else { start..start }
}

/// The part of a noun phrase before its first complement: where its own head stands.
pub(crate) fn head(line: &Line<'_>, phrase: &Range<usize>) -> Range<usize> {
    let cut = phrase
        .clone()
        .find(|i| *i > phrase.start && matches!(line.tag_at(*i), Tag::Of | Tag::Preposition));
    phrase.start..cut.unwrap_or(phrase.end)
}

/// The complement by *of* (or the possessor before) of the noun that stands at `noun`, inside `phrase`.
pub(crate) fn owner(line: &Line<'_>, phrase: &Range<usize>, noun: usize) -> Range<usize> {
    let genitive = (phrase.start..noun)
        .rev()
        .find(|i| line.tag_at(*i) == Tag::Genitive);
    if let Some(mark) = genitive {
        return trim(line, phrase.start..line.start_of(mark));
    }
    let of = (noun + 1..phrase.end).find(|i| line.tag_at(*i) == Tag::Of);
    if let Some(of) = of {
        let mut from = of;
        while from < phrase.end && line.tag_at(from) == Tag::Of && line.is(of, class::OF) {
            from += 1;
        }
        return trim(line, from..phrase.end);
    }
    let name = (phrase.start..noun)
        .rev()
        .find(|i| line.tag_at(*i) == Tag::Name);
    match name {
        Some(last) if !line.head_first() => trim(line, phrase.start..last + 1),
        _ => noun..noun,
    }
}

/// The parties of *A and B*, *A, B and C*: the phrase widened to the left, and its members.
pub(crate) fn members(line: &Line<'_>, last: &Range<usize>) -> (Range<usize>, Vec<Range<usize>>) {
    let and = |at: usize| line.tag_at(at) == Tag::And;
    if line.before(last.start) != Tag::And && !last.clone().any(and) {
        return (last.clone(), Vec::new());
    }
    let inner = split(line, last);
    let mut whole = last.clone();
    if inner.len() > 1 {
        let mut all = inner;
        while line.before(whole.start) == Tag::Comma {
            let other = ending(line, whole.start - 1);
            if other.is_empty() || like(line, &other) != Tag::Name {
                break;
            }
            whole.start = other.start;
            all.insert(0, other);
        }
        return (whole, all);
    }
    let mut all = vec![last.clone()];
    if line.before(whole.start) == Tag::And && !line.is(whole.start - 1, class::OF) {
        let and = line.start_of(whole.start - 1);
        let mut end = and;
        loop {
            let other = ending(line, end);
            let object = matches!(
                line.before(other.start),
                Tag::Verb(_) | Tag::Preposition | Tag::Of
            );
            // *aux A et les B*: not of one kind.
            let governed = contracted(line, other.start);
            if other.is_empty()
                || governed
                || (object && end == and)
                || like(line, &other) != like(line, last)
            {
                break;
            }
            whole.start = other.start;
            all.insert(0, other.clone());
            if line.before(other.start) != Tag::Comma || like(line, last) != Tag::Name {
                break;
            }
            end = other.start - 1;
        }
    }
    if all.len() == 1 {
        all.clear();
    }
    (whole, all)
}

/// What a phrase begins with, for likeness in a coordination.
fn like(line: &Line<'_>, phrase: &Range<usize>) -> Tag {
    match line.tag_at(phrase.start) {
        Tag::Possessive => Tag::Determiner,
        tag => tag,
    }
}

/// The names of a phrase joined by *and* inside it.
fn split(line: &Line<'_>, phrase: &Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = phrase.start;
    for at in phrase.clone().filter(|i| line.tag_at(*i) == Tag::And) {
        parts.push(start..at);
        start = at + 1;
    }
    parts.push(start..phrase.end);
    let party = |p: &Range<usize>| {
        matches!(
            line.tag_at(p.start),
            Tag::Name | Tag::Determiner | Tag::Possessive
        )
    };
    if line.head_first() && !parts.iter().all(party) {
        return vec![phrase.clone()];
    }
    parts
}

/// Whether a participle ends right before a token.
pub(crate) fn participle(line: &Line<'_>, end: usize) -> bool {
    matches!(line.before(end), Tag::Verb(g) if line.groups[g].passive && !line.groups[g].finite)
}

/// *au*, *aux*: an article that holds a preposition.
pub(crate) fn contracted(line: &Line<'_>, at: usize) -> bool {
    line.tag_at(at) == Tag::Determiner && line.is(at, class::PREPOSITION) && !line.is(at, class::OF)
}

/// *pupils drawn from 30 towns*: the participle whose preposition stands right before a figure.
pub(crate) fn described(line: &Line<'_>, figure: &Figure) -> Option<usize> {
    let preposition = figure.extent.start.checked_sub(1)?;
    let governed = matches!(line.tag_at(preposition), Tag::Preposition | Tag::Of);
    match line.before(line.start_of(preposition)) {
        Tag::Verb(g) if governed && line.groups[g].passive && !line.groups[g].finite => Some(g),
        _ => None,
    }
}

/// *a $600 million stadium*: where nouns come last, the article of the noun that a figure stands before.
pub(crate) fn attributive(line: &Line<'_>, figure: &Figure) -> Option<usize> {
    let article = line.start_of(figure.extent.start.checked_sub(1)?);
    let led = matches!(line.tag_at(article), Tag::Determiner | Tag::Possessive);
    let noun = line.tag_at(figure.tokens.end) == Tag::Word;
    (led && noun && !line.head_first()).then_some(article)
}
