//! The subject of a figure: who fills the slot that its frame asks for.

use std::ops::Range;

use claimsift_model::{Kind, Predicate};
use claimsift_packs::{Passive, Role, Subject, class};

use crate::candidate::{self, Anchor, Candidate};
use crate::filled::{self, Filled, actor, filled, modifier, whose_of};
use crate::line::{Figure, Line, Tag};
use crate::{counted, objects, owners, subjects};

/// The subject that the frame of a figure asks for.
pub(crate) fn subject(line: &Line<'_>, figure: &Figure, found: &Candidate) -> Option<Filled> {
    let kind = found
        .frame
        .and_then(|f| candidate::frame(line, f))
        .map_or(Subject::Actor, |f| f.subject);
    if let Some(counted) = counted::inverted(line, figure, found) {
        return Some(counted);
    }
    match &found.anchor {
        Anchor::Verb(group) => counted::rated(line, figure)
            .filter(|_| kind == Subject::Link)
            .or_else(|| of_verb(line, *group, figure, found)),
        Anchor::Noun(noun, _) if counted::befalls(line, figure, found, noun) => {
            filled(filled::whole(figure), filled::COUNTED)
        }
        Anchor::Noun(noun, _) if grown(found, figure, noun) => {
            objects::measured(line, figure).or_else(|| owners::subject(line, figure, found, kind))
        }
        Anchor::Noun(..) => owners::subject(line, figure, found, kind),
        Anchor::Kind => counted::attributed(line, figure)
            .or_else(|| counted::shared(line, figure))
            .or_else(|| counted::valued(line, figure))
            .or_else(|| counted::rated(line, figure))
            .or_else(|| {
                filled(
                    owners::possessor(line, figure)?,
                    "possessor before the figure",
                )
            })
            .or_else(|| modified(line, figure))
            .or_else(|| counted::apposed(line, figure))
            .or_else(|| counted::counter(line, figure)),
    }
    .or_else(|| {
        let own =
            |m: &Filled| matches!(&found.anchor, Anchor::Noun(n, _) if m.tokens.contains(&n.start));
        objects::measured(line, figure).filter(|m| kind == Subject::Thing || !own(m))
    })
    .or_else(|| last(line, figure))
}

/// For want of anything better: the things counted, or the subject of the only verb.
fn last(line: &Line<'_>, figure: &Figure) -> Option<Filled> {
    if figure.kind == Kind::Count && !figure.counted.is_empty() {
        return filled(filled::whole(figure), filled::COUNTED);
    }
    let mut finite = (0..line.groups.len()).filter(|g| line.groups[*g].finite);
    let (only, None) = (finite.next()?, finite.next()) else {
        return None;
    };
    actor(line, only, figure).map(|f| Filled { sure: false, ..f })
}

fn of_verb(line: &Line<'_>, group: usize, figure: &Figure, found: &Candidate) -> Option<Filled> {
    let Some(frame) = found.frame.and_then(|f| candidate::frame(line, f)) else {
        return actor(line, group, figure);
    };
    if line.groups[group].passive && frame.passive == Passive::Agent {
        let agent = subjects::agent(line, group).and_then(|a| filled(a, "agent of the passive"));
        if agent.is_some() || line.groups[group].start >= figure.tokens.end {
            return agent;
        }
    }
    if frame.subject == Subject::Thing
        && line.groups[group].is(Role::Estimate)
        && !line.groups[group].passive
    {
        return objects::measured(line, figure);
    }
    if let Some(valued) = valued(line, group, figure, found) {
        return Some(valued);
    }
    let own = actor(line, group, figure)?;
    match whose_of(line, &own.tokens).filter(|_| frame.subject != Subject::Actor) {
        Some(antecedent) => filled(antecedent, "antecedent of the relative"),
        None => Some(own),
    }
}

/// *the round values A at X*, *offers B at X*: what has the value or the price is the direct object.
fn valued(line: &Line<'_>, group: usize, figure: &Figure, found: &Candidate) -> Option<Filled> {
    let worth = matches!(found.predicate, Predicate::Valuation | Predicate::Price);
    // *A seeks funds that would value it at X*, where the pronoun stands before its verb: of A, who seeks.
    let before = line.groups[group].start.checked_sub(1);
    let clitic = before.is_some_and(|i| line.is(i, class::CLITIC));
    if worth && clitic && line.head_first() {
        let above = (0..group).rev().find(|g| line.groups[*g].finite)?;
        return actor(line, above, figure);
    }
    let at = matches!(line.before(figure.extent.start), Tag::Preposition);
    if !worth || !at || line.groups[group].passive {
        return None;
    }
    objects::undergone(line, group, figure).map(|o| Filled {
        why: "direct object of the verb",
        ..o
    })
}

/// *a hall renovated for X*: the noun of a participle right before the figure and its preposition.
fn modified(line: &Line<'_>, figure: &Figure) -> Option<Filled> {
    let light = |i: &usize| matches!(line.tag_at(*i), Tag::Preposition | Tag::Hedge | Tag::Adverb);
    let end = (0..figure.extent.start).rev().find(|i| !light(i))?;
    let Tag::Verb(group) = line.tag_at(end) else {
        return None;
    };
    actor(line, group, figure).filter(|_| modifier(line, group) && figure.kind == Kind::Money)
}

/// *a rise of 3 % of sales*: what changes stands behind the figure.
fn grown(found: &Candidate, figure: &Figure, noun: &Range<usize>) -> bool {
    found.predicate == Predicate::Growth && noun.end <= figure.extent.start
}
