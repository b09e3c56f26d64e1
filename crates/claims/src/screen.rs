//! Which figures make claims, and how sure a claim is of its slots.

use claimsift_model::{Amount, Decimal, Flag, Kind, Mention, Modifier, Party};

use crate::candidate::{self, Anchor, Candidate};
use crate::line::{Figure, Line, Tag};

/// How far before a denominator its numerator stands.
const NEAR: usize = 6;

/// Counts below this that no frame takes up are anaphors (*the two groups*), not claims.
const SMALL: i64 = 10;

/// Whether a mention may make a claim at all.
pub(crate) fn claimable(mention: &Mention) -> bool {
    let kind = matches!(
        mention.kind,
        Kind::Money
            | Kind::Power
            | Kind::Energy
            | Kind::Percent
            | Kind::Ratio
            | Kind::Count
            | Kind::Quantity
    );
    let unread = mention.amount().is_none_or(|a| {
        a.is_unreadable() || (a.value().is_none() && a.min().is_none() && a.max().is_none())
    });
    kind && !mention.has(Flag::Truncated) && !unread
}

/// Whether a figure without a frame is none worth a claim.
pub(crate) fn dropped(line: &Line<'_>, mention: &Mention, figure: &Figure) -> bool {
    slight(mention)
        || whole(mention, figure)
        || (fraction(mention, figure) && !of_many(line, figure))
}

/// Small counts, vague amounts, measures of other things: figures that are worth nothing without a frame.
pub(crate) fn slight(mention: &Mention) -> bool {
    let amount = mention.amount();
    let vague = amount.is_some_and(|a| a.modifier() == Modifier::Several);
    let small = amount
        .and_then(Amount::value)
        .is_some_and(|v| v < Decimal::from(SMALL));
    vague || mention.kind == Kind::Count && small || mention.kind == Kind::Quantity
}

/// *the two groups*: a small count behind a definite article stands for what was named before.
pub(crate) fn anaphoric(line: &Line<'_>, mention: &Mention, figure: &Figure) -> bool {
    if figure.kind != Kind::Count {
        return per_one(line, mention, figure);
    }
    let small = mention
        .amount()
        .and_then(Amount::value)
        .is_some_and(|v| v < Decimal::from(SMALL));
    let before = line.before(figure.extent.start);
    let definite = matches!(before, Tag::Determiner | Tag::Possessive);
    // *founded by two engineers*, *from two funds*
    let party = || before == Tag::Preposition && governed(line, figure);
    small && (definite || party()) || denominator(line, mention, figure)
}

/// *5,000 pounds for a dollar*: no amount of its own.
pub(crate) fn per_one(line: &Line<'_>, mention: &Mention, figure: &Figure) -> bool {
    let one = || mention.amount().and_then(Amount::value) == Some(Decimal::ONE);
    let behind = line.before(figure.extent.start) == Tag::Preposition;
    figure.kind == Kind::Money && behind && one() && after_other(line, figure)
}

/// Whether another figure stands shortly before.
fn after_other(line: &Line<'_>, figure: &Figure) -> bool {
    let from = figure.extent.start.saturating_sub(NEAR);
    (from..figure.extent.start).any(|i| matches!(line.tag_at(i), Tag::Figure(_)))
}

/// *3 for every 100,000 people*: a power of ten behind a preposition and another figure.
fn denominator(line: &Line<'_>, mention: &Mention, figure: &Figure) -> bool {
    if line.before(figure.extent.start) != Tag::Preposition || !after_other(line, figure) {
        return false;
    }
    let mut power = Decimal::from(SMALL);
    mention.amount().and_then(Amount::value).is_some_and(|v| {
        while power < v {
            let Some(next) = power.checked_mul(Decimal::from(SMALL)) else {
                return false;
            };
            power = next;
        }
        power == v
    })
}

/// Whether a small count behind a preposition is a party of the verb before it.
fn governed(line: &Line<'_>, figure: &Figure) -> bool {
    let start = line.start_of(figure.extent.start - 1);
    matches!(line.before(start), Tag::Verb(g) if line.groups[g].passive)
        || matches!(line.before(start), Tag::Figure(_))
}

/// *a third of workers*: a part of things that can be counted.
fn of_many(line: &Line<'_>, figure: &Figure) -> bool {
    let end = figure.tokens.end;
    let of = line.tag_at(end) == Tag::Of;
    let noun = (end..end + 3).find(|i| line.tag_at(*i) == Tag::Word);
    let endings = &line.language.pack.style.plural;
    of && noun.is_some_and(|i| line.ends_in(i, endings))
}

/// *a quarter of a mile*: a part of nothing that is measured here.
fn fraction(mention: &Mention, figure: &Figure) -> bool {
    let value = mention.amount().and_then(Amount::value);
    figure.kind == Kind::Ratio
        && figure.counted.is_empty()
        && value.is_some_and(|v| v < Decimal::ONE)
}

/// *100 % electric*: no share of anything.
fn whole(mention: &Mention, figure: &Figure) -> bool {
    let value = mention.amount().and_then(Amount::value);
    figure.kind == Kind::Percent && value == Some(Decimal::from(100))
}

/// The evidence of a frame, in one line.
pub(crate) fn reason(line: &Line<'_>, found: &Candidate) -> String {
    let frame = found
        .frame
        .and_then(|f| candidate::frame(line, f))
        .map_or("no frame", |f| f.id.as_str());
    match &found.anchor {
        Anchor::Verb(group) => {
            let lemma = line
                .language
                .pack
                .verbs
                .get(line.groups[*group].verb)
                .map_or("", |v| v.lemma.as_str());
            format!("{frame}, by the verb “{lemma}”, path {}", found.score)
        }
        Anchor::Noun(noun, _) => {
            let text = line.text.get(line.span(noun).range()).unwrap_or_default();
            format!("{frame}, by the noun “{text}”, path {}", found.score)
        }
        Anchor::Kind => format!("{frame}, by the kind of figure alone"),
    }
}

/// What a claim rests on beside its frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ground {
    pub(crate) kind: Kind,
    /// The subject was found by a path, not for want of anything better.
    pub(crate) sure: bool,
    /// The things counted are the subject.
    pub(crate) counted: bool,
    /// The subject opens its sentence.
    pub(crate) leads: bool,
}

/// Chances in thousands that predicate and subject are right, by the path of the frame and the party found; counted in
/// the README of this crate.
pub(crate) fn confidence(found: &Candidate, subject: Option<&Party>, ground: Ground) -> u16 {
    let Some(subject) = subject else {
        return 150;
    };
    let known = subject.name.is_some() || subject.members.len() > 1 || ground.leads;
    match (&found.anchor, ground.kind) {
        _ if !ground.sure => 400,
        (Anchor::Kind, _) if ground.counted => 850,
        _ if ground.counted => 900,
        (Anchor::Kind, Kind::Money) => 250,
        (Anchor::Kind, Kind::Count) => INDIRECT,
        (Anchor::Noun(..) | Anchor::Verb(_), _) if found.score >= 80 && known => 750,
        _ => 600,
    }
}

/// The chance that a dated event is right: it is made where a name leads and nothing else is said.
pub(crate) const EVENT: u16 = 900;

/// The chance for the kind of a count alone, and for a label whose subject the document gives.
pub(crate) const INDIRECT: u16 = 750;
