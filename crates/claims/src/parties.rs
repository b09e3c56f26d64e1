//! Who fills the slots of a frame.

use std::ops::Range;

use claimsift_model::{Kind, Party, Predicate};
use claimsift_packs::{Passive, Role, Subject, class};

use crate::frames::{self, Anchor, Candidate};
use crate::line::{Around, Figure, Line, Tag};
use crate::{control, counted, objects, owners, phrases, subjects};

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

/// A party of the output. Its name is that of the head, or what the words stand for in the document.
pub(crate) fn party(around: Around<'_>, line: &Line<'_>, tokens: &Range<usize>) -> Party {
    let (whole, members) = phrases::members(line, tokens);
    let members: Vec<Party> = members.iter().map(|m| single(around, line, m)).collect();
    if members.len() > 1 {
        return Party {
            span: line.span(&whole),
            name: None,
            members,
        };
    }
    single(around, line, tokens)
}

/// A party that no name stands for.
pub(crate) fn unnamed(line: &Line<'_>, tokens: &Range<usize>) -> Party {
    Party {
        span: line.span(tokens),
        name: None,
        members: Vec::new(),
    }
}

pub(crate) fn single(around: Around<'_>, line: &Line<'_>, tokens: &Range<usize>) -> Party {
    let head = phrases::head(line, tokens);
    let spot = head
        .clone()
        .rev()
        .filter(|i| line.tag_at(i + 1) != Tag::Genitive && !modifies(line, *i, head.end))
        .find_map(|i| line.names.at(line.base + i));
    // *its client*: the owner is not the party.
    let owned = line.tag_at(tokens.start) == Tag::Possessive && tokens.len() > 1;
    let resolve = || {
        let own = line.base + tokens.start..line.base + tokens.end;
        // *Orvane's tablet*: the owner's name is not the thing's.
        if head.clone().any(|i| line.tag_at(i) == Tag::Genitive) {
            return None;
        }
        // *Norvia suppliers*: nor is that of the name before a noun.
        let first = line
            .names
            .at(own.start)
            .map(|s| s.tokens.end - 1 - line.base);
        if first.is_some_and(|last| modifies(line, last, head.end)) {
            return None;
        }
        around.names.resolve(own)
    };
    let alone = |s: &&claimsift_names::Spot| {
        (s.tokens.start, s.tokens.end) == (line.base + tokens.start, line.base + tokens.end)
    };
    let titled = || {
        let spots = around.names.spots_in(line.sentence).iter();
        let says = |s: &&claimsift_names::Spot| around.names.is_party(s.name);
        spots.filter(says).find(|s| {
            let whole = around.names.apposition(s);
            let own = line.base + tokens.start..line.base + tokens.end;
            whole.is_some_and(|w| w.start <= own.start && own.end <= w.end)
        })
    };
    let spot = spot.or_else(titled);
    let phrase = spot.filter(alone).and_then(|s| around.names.apposition(s));
    let own = phrase
        .and_then(|p| inside(line, &p))
        .unwrap_or_else(|| tokens.clone());
    let name = spot
        .map(|s| s.name)
        .or_else(|| if owned { None } else { resolve() });
    Party {
        span: line.span(&own),
        members: if name.is_none() && !owned {
            several(around, line, tokens)
        } else {
            Vec::new()
        },
        name: name
            .and_then(|n| around.names.names.get(n))
            .map(|n| n.canonical.clone()),
    }
}

/// *US economy*: where heads stand last, a name before a plain noun is not the party.
fn modifies(line: &Line<'_>, name: usize, end: usize) -> bool {
    let noun = |i: usize| {
        line.tag_at(i) == Tag::Word && !line.is(i, class::LEGAL) && !line.is(i, class::MARKET)
    };
    !line.head_first() && (name + 1..end).any(noun)
}

/// A phrase of the document as tokens of the line, when it has no figure in it.
fn inside(line: &Line<'_>, phrase: &Range<usize>) -> Option<Range<usize>> {
    let start = phrase.start.checked_sub(line.base)?;
    let end = phrase
        .end
        .checked_sub(line.base)
        .filter(|e| *e <= line.tokens.len())?;
    let plain = (start..end).all(|i| !matches!(line.tag_at(i), Tag::Figure(_) | Tag::Verb(_)));
    plain.then_some(start..end)
}

/// The names that a plural stands for: *les deux géants*.
fn several(around: Around<'_>, line: &Line<'_>, tokens: &Range<usize>) -> Vec<Party> {
    let own = line.base + tokens.start..line.base + tokens.end;
    let all = around.names.resolve_all(own);
    let party = |n: &usize| {
        let name = around.names.names.get(*n)?;
        Some(Party {
            span: line.span(tokens),
            name: Some(name.canonical.clone()),
            members: Vec::new(),
        })
    };
    if all.len() > 1 {
        all.iter().filter_map(party).collect()
    } else {
        Vec::new()
    }
}

/// The subject that the frame of a figure asks for.
pub(crate) fn subject(line: &Line<'_>, figure: &Figure, found: &Candidate) -> Option<Filled> {
    let kind = found
        .frame
        .and_then(|f| frames::frame(line, f))
        .map_or(Subject::Actor, |f| f.subject);
    if let Some(counted) = counted::inverted(line, figure, found) {
        return Some(counted);
    }
    match &found.anchor {
        Anchor::Verb(group) => counted::rated(line, figure)
            .filter(|_| kind == Subject::Link)
            .or_else(|| of_verb(line, *group, figure, found)),
        Anchor::Noun(noun, _) if counted::befalls(line, figure, found, noun) => {
            filled(counted::whole(figure), counted::COUNTED)
        }
        Anchor::Noun(noun, _) if grown(found, figure, noun) => {
            objects::measured(line, figure).or_else(|| owners::subject(line, figure, found, kind))
        }
        Anchor::Noun(..) => owners::subject(line, figure, found, kind),
        Anchor::Kind => counted::shared(line, figure)
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
        return filled(counted::whole(figure), counted::COUNTED);
    }
    let mut finite = (0..line.groups.len()).filter(|g| line.groups[*g].finite);
    let (only, None) = (finite.next()?, finite.next()) else {
        return None;
    };
    actor(line, only, figure).map(|f| Filled { sure: false, ..f })
}

fn of_verb(line: &Line<'_>, group: usize, figure: &Figure, found: &Candidate) -> Option<Filled> {
    let Some(frame) = found.frame.and_then(|f| frames::frame(line, f)) else {
        return actor(line, group, figure);
    };
    if line.groups[group].passive && frame.passive == Passive::Agent {
        let agent = subjects::agent(line, group).and_then(|a| filled(a, "agent of the passive"));
        if agent.is_some() || line.groups[group].start >= figure.tokens.end {
            return agent;
        }
    }
    if frame.subject == Subject::Thing
        && line.groups[group].is(line, Role::Estimate)
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
    let at = matches!(line.before(figure.extent.start), Tag::Preposition);
    if !worth || !at || line.groups[group].passive {
        return None;
    }
    objects::undergone(line, group, figure).map(|o| Filled {
        why: "direct object of the verb",
        ..o
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
        return counted.then(|| filled(subject, counted::COUNTED)).flatten();
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
    first || own.is(line, Role::Impersonal)
}

/// The verb that a figure or noun depends on: the nearest before it in its part of the sentence, else behind.
pub(crate) fn governor(line: &Line<'_>, figure: &Figure) -> Option<usize> {
    let at = figure.extent.start;
    let hard = (0..at)
        .rev()
        .find(|i| line.tag_at(*i) == Tag::Semicolon)
        .unwrap_or(0);
    let before = (0..line.groups.len()).rev().find(|g| {
        let own = &line.groups[*g];
        own.start >= hard && own.end <= figure.tokens.start && !modifier(line, *g)
    });
    before.or_else(|| {
        (0..line.groups.len()).find(|g| line.groups[*g].finite && line.groups[*g].start >= at)
    })
}

/// The verb of the clause that a figure was read in.
pub(crate) fn clause(line: &Line<'_>, figure: &Figure, found: &Candidate) -> Option<usize> {
    match found.anchor {
        Anchor::Verb(group) => Some(group),
        _ => governor(line, figure),
    }
}

/// A participle that stands in a noun phrase.
fn modifier(line: &Line<'_>, group: usize) -> bool {
    line.groups[group].passive && !line.groups[group].finite
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
