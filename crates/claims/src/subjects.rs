//! The grammatical subject of a verb group, and its agent.

use std::ops::Range;

use claimsift_packs::{Role, class, form};

use crate::line::{Line, Tag};
use crate::no_subject::{aged, lasting, said_of};
use crate::{control, phrases};

/// Steps that a search to the left may take: subjects stand near.
const STEPS: usize = 24;

/// The subject of a group: its own, or that of the verb that governs it.
pub(crate) fn of(line: &Line<'_>, group: usize) -> Option<Range<usize>> {
    let subject = line.subjects.get(group)?;
    subject.get_or_init(|| of_within(line, group, 6)).clone()
}

fn of_within(line: &Line<'_>, group: usize, depth: usize) -> Option<Range<usize>> {
    let depth = depth.checked_sub(1)?;
    let own = line.groups.get(group)?;
    if own.finite {
        // *A l’a acheté*: an article before a finite verb is its object.
        let object = line.before(own.start) == Tag::Determiner;
        let from = if object {
            line.start_of(own.start - 1)
        } else {
            own.start
        };
        return walk(line, group, from, depth);
    }
    // *X made by Y, sold for …*: what stands before the comma.
    if own.passive && line.before(own.start) == Tag::Comma && own.start > 1 {
        return walk(line, group, own.start - 1, depth);
    }
    if own.first & form::GERUND != 0 || own.passive {
        let mut end = own.start;
        while line.before(end) == Tag::Clitic || own.passive && line.before(end) == Tag::Open {
            end -= 1;
        }
        let near = phrases::ending(line, end);
        let alone = matches!(
            line.before(near.start),
            Tag::Comma | Tag::Mark | Tag::Open | Tag::Subordinator | Tag::Preposition | Tag::Of
        );
        let led = line.groups[..group].iter().any(|g| g.finite);
        let light = |i| {
            matches!(
                line.tag_at(i),
                Tag::Date
                    | Tag::Of
                    | Tag::Adverb
                    | Tag::Hedge
                    | Tag::Determiner
                    | Tag::Negation
                    | Tag::Clitic
                    | Tag::Open
            )
        };
        let touches = (near.end..own.start).all(light);
        let modifies = line.head_first() && end < own.start;
        if !near.is_empty() && touches && (alone || !led || own.passive || modifies) {
            return Some(near);
        }
    }
    if let Some(controlled) = control::announced(line, group) {
        return Some(controlled);
    }
    let controller = control::controller(line, group)?;
    control::object(line, group, controller).or_else(|| of_within(line, controller, depth))
}

/// Looks to the left of a token for the subject of a group.
fn walk(line: &Line<'_>, group: usize, from: usize, depth: usize) -> Option<Range<usize>> {
    let mut at = from;
    for _ in 0..STEPS {
        match line.before(at) {
            Tag::Adverb
            | Tag::Clitic
            | Tag::Negation
            | Tag::Date
            | Tag::Hedge
            | Tag::Quote
            | Tag::Dash => at -= 1,
            Tag::Pronoun => return Some(line.start_of(at - 1)..at),
            Tag::Relative => return relative(line, at, group, depth),
            Tag::Comma => match before_comma(line, at).or_else(|| closed(line, group)) {
                Some(comma) => at = comma,
                None => return shared(line, group, at, depth),
            },
            Tag::And => return shared(line, group, at, depth),
            // *… but fell*: without a subject of its own.
            Tag::Subordinator if at == from => return shared(line, group, at, depth),
            Tag::Word | Tag::Name | Tag::Figure(_) | Tag::Close | Tag::Genitive | Tag::Mark => {
                let phrase = phrases::ending(line, at);
                if phrase.is_empty() {
                    at = opened(line, at)?;
                    continue;
                }
                if lasting(line, &phrase) {
                    return None;
                }
                if aged(line, &phrase) {
                    at = phrase.start;
                    continue;
                }
                if let Some(antecedent) = said_of(line, &phrase) {
                    return Some(antecedent);
                }
                match skipped(line, group, &phrase) {
                    Skip::To(next) => at = next,
                    Skip::No => return Some(phrase),
                    Skip::Lost => return None,
                }
            }
            Tag::Preposition | Tag::Of => at = line.start_of(at - 1),
            Tag::Verb(other) if other != group => match behind(line, other) {
                Some(next) => at = next,
                None => return None,
            },
            _ => return None,
        }
    }
    None
}

/// Where the bracket that ends before a token begins.
fn opened(line: &Line<'_>, at: usize) -> Option<usize> {
    let closed = line.before(at) == Tag::Close;
    (0..at)
        .rev()
        .filter(|_| closed)
        .find(|i| line.tag_at(*i) == Tag::Open)
}

/// *A, which owns B, …*: where the relative clause of the finite group before this one begins.
fn closed(line: &Line<'_>, group: usize) -> Option<usize> {
    let before = (0..group).rev().find(|g| line.groups[*g].finite)?;
    relative_of(line, before)
}

/// Whether a phrase before a verb is its subject.
enum Skip {
    /// It is.
    No,
    /// It is not; a subject may stand further left.
    To(usize),
    /// It is not, and what it is cannot be told.
    Lost,
}

/// A phrase is no subject when a preposition or a verb governs it, or when the verb has another number.
fn skipped(line: &Line<'_>, group: usize, phrase: &Range<usize>) -> Skip {
    // *in A, B and C*; but *in A, B said*.
    let listed = matches!(line.before(phrase.start), Tag::Comma | Tag::And)
        && line.tag_at(phrase.start) == Tag::Name
        && !line.groups[group].is(Role::Speech);
    let whole = if listed {
        phrases::members(line, phrase).0
    } else {
        phrase.clone()
    };
    let mut start = whole.start;
    // *yields on 10-year bonds*: a length before a noun belongs to it, where heads stand last.
    let open = !line.head_first() && line.tag_at(start) == Tag::Word;
    let light = |tag| match tag {
        Tag::Hedge | Tag::Adverb => true,
        Tag::Date => open,
        _ => false,
    };
    while light(line.before(start)) {
        start -= 1;
    }
    let graded = line.head_first()
        && line.tag_at(whole.start) == Tag::Word
        && whole.start > start
        && !capital(line, whole.start);
    if phrases::contracted(line, start) || graded {
        return Skip::To(start);
    }
    match line.before(start) {
        Tag::Preposition if of_market(line, start) => return Skip::No,
        Tag::Preposition | Tag::According => return Skip::To(line.start_of(start - 1)),
        // *people ill with fever died*: the complement of a participle.
        Tag::Of if phrases::participle(line, line.start_of(start - 1)) => {
            return Skip::To(line.start_of(start - 1));
        }
        Tag::Verb(g) if !line.groups[g].finite || relative_of(line, g).is_some() => {
            return behind(line, g).map_or(Skip::Lost, Skip::To);
        }
        _ => {}
    }
    if line.head_first() && bare(line, phrase) {
        return Skip::Lost;
    }
    let own = phrase_number(line, phrase);
    let other = |verb: Number| own.is_some_and(|own| own != verb);
    let verb = own.and_then(|_| number(line, group));
    if verb.is_some_and(other) {
        Skip::To(phrase.start)
    } else {
        Skip::No
    }
}

/// *shares in A*: the name behind the preposition of a word of the market is whose price it is.
pub(crate) fn of_market(line: &Line<'_>, start: usize) -> bool {
    let preposition = line.start_of(start.saturating_sub(1));
    let noun = preposition.checked_sub(1);
    line.tag_at(start) == Tag::Name && noun.is_some_and(|i| line.is(i, class::MARKET))
}

/// A noun without an article inside a clause: where heads stand first, no subject.
fn bare(line: &Line<'_>, phrase: &Range<usize>) -> bool {
    let inside = matches!(
        line.before(phrase.start),
        Tag::Word
            | Tag::Name
            | Tag::Figure(_)
            | Tag::Date
            | Tag::And
            | Tag::Verb(_)
            | Tag::Negation
    );
    inside && line.tag_at(phrase.start) == Tag::Word && !capital(line, phrase.start)
}

fn capital(line: &Line<'_>, at: usize) -> bool {
    line.tokens
        .get(at)
        .is_some_and(claimsift_engine::Token::is_capital)
}

/// Where to look on behind a group that a subject cannot reach across: before its relative clause, or before the
/// participle or infinitive and its preposition.
fn behind(line: &Line<'_>, group: usize) -> Option<usize> {
    if line.groups[group].finite {
        return relative_of(line, group);
    }
    let start = line.groups[group].start;
    Some(
        if matches!(line.before(start), Tag::Preposition | Tag::Of) {
            start - 1
        } else {
            start
        },
    )
}

/// Where the relative clause of a finite group begins.
fn relative_of(line: &Line<'_>, group: usize) -> Option<usize> {
    let from = group.checked_sub(1).map_or(0, |g| line.groups[g].end);
    let start = line.groups[group].start;
    let relative = (from..start)
        .rev()
        .take_while(|i| !matches!(line.tag_at(*i), Tag::Subordinator | Tag::Semicolon))
        .find(|i| line.tag_at(*i) == Tag::Relative)?;
    let mut at = line.start_of(relative);
    while matches!(line.before(at), Tag::Preposition | Tag::Comma) {
        at -= 1;
    }
    // Without a noun before it, *that* and *que* open no relative clause.
    matches!(
        line.before(at),
        Tag::Word | Tag::Name | Tag::Figure(_) | Tag::Close | Tag::Quote | Tag::Date
    )
    .then_some(at)
}

/// The number of a noun phrase, where its first word shows it.
fn phrase_number(line: &Line<'_>, phrase: &Range<usize>) -> Option<Number> {
    let style = &line.language.pack.style;
    if style.verb_plural.is_empty() || !line.head_first() {
        return None;
    }
    let article = matches!(line.tag_at(phrase.start), Tag::Determiner | Tag::Possessive);
    if !article || phrase.clone().any(|i| line.tag_at(i) == Tag::And) {
        return None;
    }
    if phrases::members(line, phrase).1.len() > 1 {
        return None;
    }
    let plural = line.ends_in(phrase.start, &style.plural);
    let group = phrase.clone().any(|i| line.tag_at(i) == Tag::Of);
    match (plural, group) {
        (true, _) => Some(Number::Plural),
        (false, false) => Some(Number::Singular),
        // *a majority of them have*
        (false, true) => None,
    }
}

/// What the form of a finite verb says of its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    Singular,
    Plural,
}

fn number(line: &Line<'_>, group: usize) -> Option<Number> {
    let own = &line.groups[group];
    let form = (own.start..own.end).find(|i| line.is(*i, class::VERB))?;
    let style = &line.language.pack.style;
    let word = line.slice(form);
    let ending = |all: &[String]| {
        let fits = all.iter().filter(|e| word.ends_with(e.as_str()));
        fits.map(String::len).max()
    };
    match (ending(&style.verb_plural), ending(&style.verb_singular)) {
        (None, None) => None,
        (plural, singular) if plural > singular => Some(Number::Plural),
        _ => Some(Number::Singular),
    }
}

/// *A and B, which owns …*: the verb of a relative clause is singular, so its subject is the nearest name alone.
pub(crate) fn nearest(line: &Line<'_>, group: Option<usize>) -> bool {
    let Some(group) = group.filter(|g| line.groups[*g].finite) else {
        return false;
    };
    let light = |i: &usize| {
        matches!(
            line.tag_at(*i),
            Tag::Adverb | Tag::Clitic | Tag::Negation | Tag::Date | Tag::Hedge
        )
    };
    let at = (0..line.groups[group].start).rev().find(|i| !light(i));
    at.is_some_and(|i| line.tag_at(i) == Tag::Relative)
        && number(line, group) == Some(Number::Singular)
}

/// The noun that a relative pronoun stands for; a pronoun of several words takes up the whole clause before it.
fn relative(line: &Line<'_>, end: usize, group: usize, depth: usize) -> Option<Range<usize>> {
    let pronoun = line.start_of(end - 1);
    let mut at = pronoun;
    let sentential = line.node(pronoun, class::SENTENTIAL).is_some()
        || line
            .node(pronoun.saturating_sub(1), class::SENTENTIAL)
            .is_some();
    if sentential {
        let before = (0..group).rev().find(|g| line.groups[*g].finite)?;
        return of_within(line, before, depth);
    }
    while at > 0 && matches!(line.before(at), Tag::Comma | Tag::Open | Tag::Preposition) {
        at -= 1;
    }
    let mut phrase = phrases::ending(line, at);
    if phrase.is_empty() && line.before(at) == Tag::Quote {
        phrase = phrases::ending(line, at - 1);
    }
    phrase = one_of_many(line, group, phrase);
    // *a series of acts in the country that led to*: behind a preposition with its article, no antecedent of a plural.
    let place =
        phrases::contracted(line, phrase.start) && number(line, group) == Some(Number::Plural);
    if place
        && !phrase
            .clone()
            .any(|i| matches!(line.tag_at(i), Tag::And | Tag::Of))
    {
        let other = phrases::ending(line, phrase.start);
        phrase = if other.is_empty() { phrase } else { other };
    }
    // *tests on paper which*: a bare noun behind a preposition is no antecedent.
    let plain = !phrase.clone().any(|i| line.tag_at(i) == Tag::Name);
    let adverbial = line.head_first()
        && plain
        && line.tag_at(phrase.start) == Tag::Word
        && line.before(phrase.start) == Tag::Preposition;
    if adverbial {
        let other = phrases::ending(line, line.start_of(phrase.start - 1));
        phrase = if other.is_empty() { phrase } else { other };
    }
    let whole =
        number(line, group) == Some(Number::Plural) && phrases::members(line, &phrase).1.len() > 1;
    // *violences locales et sociales qui*: adjectives are joined, not parties.
    let party = |i: usize| {
        !line.head_first()
            || matches!(
                line.tag_at(i),
                Tag::Name | Tag::Determiner | Tag::Possessive
            )
    };
    let joins = |i: &usize| line.tag_at(*i) == Tag::And && party(i + 1);
    let last = || phrase.clone().rev().find(joins);
    let cut = if whole { None } else { last() };
    let phrase = cut.map_or(phrase.start, |and| and + 1)..phrase.end;
    (!phrase.is_empty()).then_some(phrase)
}

/// *les fans du chanteur qui a vendu*: the verb is singular and the noun is not, so its complement is meant.
fn one_of_many(line: &Line<'_>, group: usize, phrase: Range<usize>) -> Range<usize> {
    let style = &line.language.pack.style;
    let plural = |at: usize| line.ends_in(at, &style.plural);
    let led = matches!(line.tag_at(phrase.start), Tag::Determiner | Tag::Possessive);
    let many = line.head_first() && led && plural(phrase.start);
    let of = phrase.clone().rev().find(|i| line.tag_at(*i) == Tag::Of);
    match of {
        Some(of) if many && number(line, group) == Some(Number::Singular) => of + 1..phrase.end,
        _ => phrase,
    }
}

/// The comma that opens what the comma right before `at` closes: an apposition, a relative clause, an aside.
fn before_comma(line: &Line<'_>, at: usize) -> Option<usize> {
    let open = (0..at - 1)
        .rev()
        .find(|i| matches!(line.tag_at(*i), Tag::Comma | Tag::Semicolon | Tag::Colon))?;
    if line.tag_at(open) != Tag::Comma {
        return None;
    }
    let aside = matches!(
        line.tag_at(open + 1),
        Tag::Preposition | Tag::According | Tag::Adverb
    );
    let phrase = phrases::ending(line, open);
    if aside && !phrase.is_empty() {
        return Some(open);
    }
    let free = !phrase.is_empty()
        && !matches!(line.before(phrase.start), Tag::Preposition | Tag::According);
    free.then_some(open)
}

/// The subject of the finite verb before, which this one shares; or, behind a comma, the phrase before it.
fn shared(line: &Line<'_>, group: usize, at: usize, depth: usize) -> Option<Range<usize>> {
    if let Some(before) = (0..group).rev().find(|g| line.groups[*g].finite) {
        return of_within(line, before, depth);
    }
    let phrase = phrases::ending(line, at - 1);
    let governed = matches!(line.before(phrase.start), Tag::Preposition | Tag::According)
        || phrases::contracted(line, phrase.start);
    // *A, presented without reserve, was sold*; but what opens the sentence is no subject behind its comma.
    if governed && line.before(at) == Tag::Comma && phrase.start > 1 {
        return walk(line, group, at - 1, depth);
    }
    let bare = line.head_first() && bare(line, &phrase);
    (!phrase.is_empty() && !governed && !bare).then_some(phrase)
}

/// The agent of a passive: the phrase behind *by*.
pub(crate) fn agent(line: &Line<'_>, group: usize) -> Option<Range<usize>> {
    let end = line.groups[group].end;
    let stop = line
        .groups
        .get(group + 1)
        .map_or(line.tokens.len(), |g| g.start);
    let within = |i: &usize| {
        !matches!(
            line.tag_at(*i),
            Tag::Comma | Tag::Semicolon | Tag::Colon | Tag::Relative | Tag::Subordinator
        )
    };
    let mut near = (end..stop).take_while(within);
    let by = near.find(|i| line.is(*i, class::BY))?;
    let phrase = phrases::starting(line, by + 1);
    let first = phrase
        .clone()
        .find(|i| !matches!(line.tag_at(*i), Tag::Determiner | Tag::Hedge));
    let thing = first.is_some_and(|i| matches!(line.tag_at(i), Tag::Figure(_)));
    (!phrase.is_empty() && !thing).then_some(phrase)
}
