//! Figures that say again, convert or are compared with the one before, and those in its bracket.

use std::ops::Range;

use claimsift_model::{Claim, Kind, Mention};
use claimsift_packs::{Role, class};

use super::Done;
use crate::candidate::Anchor;
use crate::coordination;
use crate::filled::Filled;
use crate::line::{Figure, Line, Tag};

/// The claim that a figure is like, with the same parties.
pub(super) struct Model<'d> {
    pub(super) done: &'d Done,
    /// What the amount before it is compared with.
    pub(super) compared: bool,
}

/// The claim before that a figure says again in other words or in another currency, or is compared with.
pub(super) fn model<'d>(
    line: &Line<'_>,
    done: &'d [Done],
    (figure, mention): (&Figure, &Mention),
    claims: &[Claim],
) -> Option<Model<'d>> {
    let converted = mention
        .converts
        .and_then(|m| done.iter().find(|d| claims[d.claim].figure == m));
    let equal = || {
        outside_of(line, done, figure).filter(|d| {
            coordination::equates(line, figure) && alike(line, &line.figures[d.figure], figure)
                || mention.converts.is_some()
                || converts(line, &line.figures[d.figure], figure)
        })
    };
    let same = converted.or_else(equal);
    let versus = same
        .is_none()
        .then(|| compared(line, done, figure))
        .flatten();
    same.or(versus).map(|done| Model {
        done,
        compared: versus.is_some(),
    })
}

/// *a cost of 5 million (+52 %)*: the noun of the figure before the bracket. Without one (*38 % of voters (+2 points)*) the
/// claim is of the same party.
pub(super) fn bracketed(before: &Done) -> Option<Filled> {
    let Anchor::Noun(noun, _) = &before.found.anchor else {
        return None;
    };
    Some(Filled {
        tokens: noun.clone(),
        why: "the noun of the figure before the bracket",
        sure: true,
    })
}

/// The last figure that stands in no bracket closed before this one.
pub(super) fn outside_of<'d>(
    line: &Line<'_>,
    done: &'d [Done],
    figure: &Figure,
) -> Option<&'d Done> {
    done.iter().rev().find(|d| {
        let from = line.figures[d.figure].tokens.end;
        let mut depth = 0_i32;
        (from..figure.tokens.start).all(|i| {
            depth +=
                i32::from(line.tag_at(i) == Tag::Open) - i32::from(line.tag_at(i) == Tag::Close);
            depth >= 0
        })
    })
}

/// *sold 300 cars and reports a fall (-5 %)*: whether another verb is joined between two figures.
pub(super) fn clause_between(line: &Line<'_>, before: &Figure, figure: &Figure) -> bool {
    let (from, to) = (before.tokens.end, figure.tokens.start);
    let joined = (from..to).find(|i| matches!(line.tag_at(*i), Tag::And | Tag::Semicolon));
    let verb = |at: usize| {
        let mut groups = line.groups.iter();
        groups.any(|g| g.finite && g.start > at && g.end <= to)
    };
    joined.is_some_and(verb)
}

/// *the list of A (21 %)*: whether the bracket stands right behind a name, whose share it is.
pub(super) fn named(line: &Line<'_>, figure: &Figure) -> bool {
    let label = coordination::label(line, figure);
    label.is_some_and(|p| line.tag_at(p.end - 1) == Tag::Name || line.before(p.end) == Tag::Name)
}

/// The label of a figure that goes on from the one before it.
pub(super) fn own_label(line: &Line<'_>, before: &Figure, figure: &Figure) -> Option<Range<usize>> {
    // *X for A (Y for B)*: the bracket goes on from the figure, not from A.
    let first = line.before(before.extent.start);
    let aside = |p: &Range<usize>| {
        first != Tag::Open
            && line.before(figure.extent.start) == Tag::Open
            && line.before(p.start) == Tag::Preposition
    };
    let share = figure.kind == Kind::Percent && named(line, figure);
    coordination::label(line, figure).filter(|p| share || !aside(p))
}

/// *have more trust (50 %)*, *doubt the use of it (41 %)*: a share in a bracket is not of what a verb or preposition takes.
pub(super) fn governed(line: &Line<'_>, figure: &Figure, label: &Range<usize>) -> bool {
    let bracket = figure.kind == Kind::Percent && line.before(figure.extent.start) == Tag::Open;
    let named = label.clone().any(|i| line.tag_at(i) == Tag::Name);
    let bare = line.head_first() && line.tag_at(label.start) == Tag::Word && label.start > 0;
    let taken = match line.before(label.start) {
        Tag::Verb(g) => !line.groups[g].is(Role::Be),
        tag => tag == Tag::Preposition,
    };
    bracket && !named && (bare || taken && line.groups.iter().any(|g| g.finite))
}

/// *220 bars, that is, 2,000 jobs*: two counts of different things say two things.
fn alike(line: &Line<'_>, before: &Figure, figure: &Figure) -> bool {
    let noun = |f: &Figure| {
        line.text
            .get(line.span(&f.counted).range())
            .map(str::to_owned)
    };
    let counts = before.kind == Kind::Count && figure.kind == Kind::Count;
    !counts || figure.counted.is_empty() || noun(before) == noun(figure)
}

/// *40 %, against 50 % in 2014*: the claim that a figure is compared with.
fn compared<'d>(line: &Line<'_>, done: &'d [Done], figure: &Figure) -> Option<&'d Done> {
    let versus = line.ending(figure.extent.start, class::VERSUS)?;
    let end = versus.start as usize;
    done.iter().rev().find(|d| {
        let own = &line.figures[d.figure];
        own.kind == figure.kind && own.tokens.end <= end && figure.kind != Kind::Count
    })
}

/// *20 francs (about 19 euros)*: an amount in a bracket right behind one in another currency.
fn converts(line: &Line<'_>, before: &Figure, figure: &Figure) -> bool {
    let money = before.kind == Kind::Money && figure.kind == Kind::Money;
    let open = before.tokens.end;
    let light = |i| {
        matches!(
            line.tag_at(i),
            Tag::Hedge | Tag::Adverb | Tag::Preposition | Tag::Determiner | Tag::Of
        )
    };
    money && line.tag_at(open) == Tag::Open && (open + 1..figure.tokens.start).all(light)
}

/// *41 % say so*: a share that is the subject of its verb, with nothing that it is of.
pub(super) fn heads(line: &Line<'_>, figure: &Figure) -> bool {
    let light = |i: &usize| {
        matches!(
            line.tag_at(*i),
            Tag::Clitic | Tag::Adverb | Tag::Negation | Tag::Hedge
        )
    };
    let mut behind = figure.tokens.end..line.tokens.len();
    let next = behind.find(|i| !light(i));
    let verb = |i| matches!(line.tag_at(i), Tag::Verb(g) if line.groups[g].finite);
    figure.kind == Kind::Percent && next.is_some_and(verb)
}
