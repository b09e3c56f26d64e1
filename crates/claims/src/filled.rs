//! A filled slot, and what every slot asks of the line: the verb that governs a figure, and who does what that verb says.

use std::ops::Range;

use claimsift_model::Kind;
use claimsift_packs::{Role, class};

use crate::candidate::{Anchor, Candidate};
use crate::line::{Figure, Line, Tag};
use crate::{control, phrases, subjects};

/// A filled slot, with the evidence in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filled {
    pub(crate) tokens: Range<usize>,
    pub(crate) why: &'static str,
    /// Found by the path of the frame rather than by a fallback.
    pub(crate) sure: bool,
}

/// A slot filled by a path of its frame.
pub(crate) fn filled(tokens: Range<usize>, why: &'static str) -> Option<Filled> {
    (!tokens.is_empty()).then_some(Filled {
        tokens,
        why,
        sure: true,
    })
}

/// The grammatical subject of a verb, unless it is the figure itself or stands for nothing.
pub(crate) fn actor(line: &Line<'_>, group: usize, figure: &Figure) -> Option<Filled> {
    let subject = subjects::of(line, group)?;
    let own = subject.start <= figure.tokens.start && figure.tokens.end <= subject.end;
    // *ce*, but not *ce dernier*.
    let nobody = line.node(subject.start, class::EXPLETIVE);
    let expletive = line.tag_at(subject.start) == Tag::Pronoun
        && nobody.is_some_and(|n| n.end as usize >= subject.end);
    let impersonal = expletive || impersonal(line, group);
    let cut = phrases::head(line, &subject);
    if own && cut.start <= figure.tokens.start && figure.tokens.end <= cut.end + 1 {
        let counted = figure.kind == Kind::Count;
        return counted.then(|| filled(subject, COUNTED)).flatten();
    }
    if cut.clone().any(|i| line.is(i, class::PERIOD)) || numeral(line, &cut) {
        return None;
    }
    if cut.clone().any(|i| line.is(i, class::HOLLOW)) && !line.groups[group].finite {
        return actor(line, control::controller(line, group)?, figure);
    }
    if impersonal {
        return None;
    }
    filled(subject, "grammatical subject of the verb")
}

/// A bare figure, without anything that it counts: nobody.
fn numeral(line: &Line<'_>, phrase: &Range<usize>) -> bool {
    let nothing = |i: usize| match line.tag_at(i) {
        Tag::Figure(f) => line.figures[f].counted.is_empty(),
        Tag::Determiner | Tag::Hedge | Tag::Adverb => true,
        _ => false,
    };
    phrase.clone().all(nothing)
}

/// *il faudrait …*: the pronoun stands for nothing.
fn impersonal(line: &Line<'_>, group: usize) -> bool {
    let own = &line.groups[group];
    let first = line.nodes(own.start, class::VERB).any(|n| {
        let index = usize::try_from(n.value).unwrap_or(usize::MAX);
        let verb = line.language.pack.verbs.get(index);
        verb.is_some_and(|v| v.is(Role::Impersonal))
    });
    first || own.is(Role::Impersonal)
}

/// The verb that a figure or noun depends on: the nearest before it in its part of the sentence, else behind.
pub(crate) fn governor(line: &Line<'_>, figure: &Figure) -> Option<usize> {
    // Every slot asks.
    *figure.governor.get_or_init(|| nearest(line, figure))
}

fn nearest(line: &Line<'_>, figure: &Figure) -> Option<usize> {
    let at = figure.extent.start;
    let hard = (0..at)
        .rev()
        .find(|i| line.tag_at(*i) == Tag::Semicolon)
        .unwrap_or(0);
    let before = (0..line.groups.len()).rev().find(|g| {
        let own = &line.groups[*g];
        own.start >= hard && own.end <= figure.tokens.start && !modifier(line, *g)
    });
    let behind =
        || (0..line.groups.len()).find(|g| line.groups[*g].finite && line.groups[*g].start >= at);
    // *asks that a rebate of X be granted*, *A rose, and 48 people fell*: of whose subject it is, not the one above.
    let own = |g: &usize| {
        let opens = |i| line.is(i, class::THAT) || line.tag_at(i) == Tag::And;
        let clause = before.is_some_and(|b| (line.groups[b].end..at).any(opens));
        clause && subjects::of(line, *g).is_some_and(|s| s.contains(&at))
    };
    behind().filter(own).or(before).or_else(behind)
}

/// The verb of the clause that a figure was read in.
pub(crate) fn clause(line: &Line<'_>, figure: &Figure, found: &Candidate) -> Option<usize> {
    match found.anchor {
        Anchor::Verb(group) => Some(group),
        _ => governor(line, figure),
    }
}

/// A participle that stands in a noun phrase.
pub(crate) fn modifier(line: &Line<'_>, group: usize) -> bool {
    line.groups[group].passive && !line.groups[group].finite
}

/// *X, whose cost is …*: what the relative before the noun stands for.
pub(crate) fn whose_of(line: &Line<'_>, phrase: &Range<usize>) -> Option<Range<usize>> {
    let mut at = phrase
        .start
        .checked_sub(1)
        .filter(|i| line.is(*i, class::RELATIVE_OF))?;
    while at > 0 && matches!(line.before(at), Tag::Comma | Tag::Open) {
        at -= 1;
    }
    let antecedent = phrases::ending(line, at);
    // *a share of X of A, whose …*: A.
    let figure = antecedent
        .clone()
        .any(|i| matches!(line.tag_at(i), Tag::Figure(_)));
    let last = antecedent
        .clone()
        .rev()
        .find(|i| line.tag_at(*i) == Tag::Of);
    let start = last
        .filter(|_| figure)
        .map_or(antecedent.start, |of| of + 1);
    (!antecedent.is_empty()).then_some(start..antecedent.end)
}

/// Why the things counted are the subject: they are what they are called, and nobody else.
pub(crate) const COUNTED: &str = "the things counted";

/// A count with the noun that it counts.
pub(crate) fn whole(figure: &Figure) -> Range<usize> {
    if figure.counted.is_empty() {
        return figure.tokens.clone();
    }
    figure.tokens.start.min(figure.counted.start)..figure.tokens.end.max(figure.counted.end)
}
