//! Which frame governs a figure: candidates by verb, noun and heading, scored by the path to the figure.

use std::ops::Range;

use claimsift_model::{Kind, Predicate};
use claimsift_packs::{Frame, Passive, Role, Subject, class, form};

use crate::candidate::{Anchor, Candidate, Ranking, candidate, frame, kinds};
use crate::line::{Figure, Line, Tag};
use crate::{control, nouns, phrases, subjects};

/// Below this path a verb says nothing of a figure.
const GUESS: i32 = 50;

/// The frame of a figure.
pub(crate) fn of(line: &Line<'_>, figure: &Figure) -> Candidate {
    ranked(line, figure).0
}

/// The frame of a figure, and the best of those that say something else and lost to it.
pub(crate) fn ranked(line: &Line<'_>, figure: &Figure) -> (Candidate, Option<Candidate>) {
    let mut ranking = Ranking {
        best: fallback(figure.kind),
        lost: None,
    };
    // *The 1,200-megawatt plant will supply homes*: what the plant can do, whatever its verb says.
    if figure.kind == Kind::Power && phrases::attributive(line, figure).is_some() {
        return (ranking.best, None);
    }
    nouns::nouns(line, figure, &mut ranking);
    verbs(line, figure, &mut ranking);
    let Ranking { mut best, lost } = ranking;
    let guessed = matches!(best.anchor, Anchor::Verb(_)) && best.score < GUESS;
    if guessed {
        return (fallback(figure.kind), Some(best));
    }
    if best.predicate == Predicate::Other {
        best.predicate = nouns::worth(line, figure).unwrap_or(best.predicate);
    }
    let other = lost.filter(|l| l.predicate != best.predicate);
    (best, other)
}

/// What the kind of a figure says without a frame.
pub(crate) fn fallback(kind: Kind) -> Candidate {
    let predicate = match kind {
        Kind::Power => Predicate::Capacity,
        _ => Predicate::Other,
    };
    Candidate {
        frame: None,
        predicate,
        anchor: Anchor::Kind,
        direction: None,
        score: if kind == Kind::Power { 30 } else { 0 },
    }
}

/// The candidates by verbs.
fn verbs(line: &Line<'_>, figure: &Figure, ranking: &mut Ranking) {
    for (index, group) in line.groups.iter().enumerate() {
        let Some(verb) = line.language.pack.verbs.get(group.verb) else {
            continue;
        };
        if !verb.figures.meets(kinds(figure.kind)) {
            continue;
        }
        let Some(path) = path(line, index, figure) else {
            continue;
        };
        let moves = |f: &u16| frame(line, usize::from(*f)).is_some_and(|f| f.direction.is_some());
        let moves = verb.frames.iter().any(moves);
        for f in verb.frames.iter().map(|f| usize::from(*f)) {
            let Some((own, found)) =
                frame(line, f).zip(candidate(line, f, figure.kind, Anchor::Verb(index), path))
            else {
                continue;
            };
            let found = sentenced(line, index, figure, found);
            // *gives way 3 %*, but *gives up 3 % of B*: a share of nothing is no share.
            let share = found.predicate == Predicate::Ownership && figure.kind == Kind::Percent;
            let of = line.tag_at(figure.tokens.end) == Tag::Of;
            let nothing = share && !of && moves;
            if !nothing && let Some(found) = by_frame(line, index, figure, own, found) {
                ranking.offer(found);
            }
        }
    }
}

/// What a frame of a verb makes of a figure; `None` where the words around it ask for another.
fn by_frame(
    line: &Line<'_>,
    index: usize,
    figure: &Figure,
    frame: &Frame,
    mut found: Candidate,
) -> Option<Candidate> {
    let group = &line.groups[index];
    let left = group.end <= figure.tokens.start;
    if !frame.before.is_empty() {
        // *12 trucks were used*: what is used is no user.
        let other = if left {
            !behind_preposition(line, frame, figure)
        } else {
            group.passive
        };
        if other {
            return None;
        }
        // Of two frames of a verb the one that asks for more is meant.
        found.score += ASKED;
    }
    found.score += i32::from(group.passive && frame.passive == Passive::Same);
    let link = frame.subject == Subject::Link;
    let change = left && found.direction.is_some();
    if change && (among(line, figure) || !link && level(line, group.end, figure)) {
        return None;
    }
    // *the shortfall is put at X*, *unemployment fell to 4 %*: the noun says what it is.
    let noun = group.passive && group.is(Role::Estimate)
        || found.direction.is_some() && reached(line, figure);
    if noun && let Some(own) = named(line, index, figure, &found, left) {
        return Some(own);
    }
    if link {
        return linked(line, index, figure, found, left);
    }
    Some(found)
}

/// How near a verb is; `None` where it says nothing of a figure.
fn path(line: &Line<'_>, index: usize, figure: &Figure) -> Option<i32> {
    let end = line.groups[index].end;
    let path = if end <= figure.tokens.start {
        left_path(line, end, figure).filter(|_| !passed(line, index, figure))
    } else {
        right_path(line, index, figure)
    };
    path.filter(|_| !plans(line, index))
}

/// *compte économiser X*: a verb that may have a meaning of its own, but here says that something is planned.
fn plans(line: &Line<'_>, index: usize) -> bool {
    let own = &line.groups[index];
    let next = line.groups.get(index + 1);
    let infinitive = next.is_some_and(|n| n.start == own.end && n.first & form::INFINITIVE != 0);
    infinitive && own.is(Role::Plan)
}

/// *sentenced to pay X*, *pay X to settle a case*: what somebody is fined is no spending of his own.
fn sentenced(line: &Line<'_>, index: usize, figure: &Figure, found: Candidate) -> Candidate {
    if found.predicate != Predicate::Spending {
        return found;
    }
    let infinitive = line.groups[index].first & form::INFINITIVE != 0;
    let above = || control::controller(line, index).filter(|a| infinitive && *a < index);
    let aim = || {
        let to = line.node(figure.tokens.end, class::TO)?.end as usize;
        line.groups.iter().position(|g| g.start == to)
    };
    let verbs = [above(), aim()].into_iter().flatten();
    let verbs = verbs.filter_map(|g| line.language.pack.verbs.get(line.groups[g].verb));
    let mut fines = verbs
        .flat_map(|v| &v.frames)
        .filter_map(|f| {
            let anchor = found.anchor.clone();
            candidate(line, usize::from(*f), figure.kind, anchor, found.score)
        })
        .filter(|c| c.predicate == Predicate::Fine);
    fines.next().unwrap_or(found)
}

/// How much nearer the path of a frame is whose preposition stands before the figure.
const ASKED: i32 = 2;

/// *settled at X*: whether one of the prepositions that a frame asks for stands right before a figure.
fn behind_preposition(line: &Line<'_>, frame: &Frame, figure: &Figure) -> bool {
    // *Used by: 300 firms*
    let colon = line.before(figure.extent.start) == Tag::Colon;
    let end = figure.extent.start - usize::from(colon);
    let node = line.ending(end, class::PREPOSITION);
    let index = node.and_then(|n| u16::try_from(n.value).ok());
    index.is_some_and(|i| frame.before.contains(&i))
}

/// *built by A, can heat 300 homes*: behind a finite verb, the participle before it says nothing of a figure.
fn passed(line: &Line<'_>, index: usize, figure: &Figure) -> bool {
    let own = &line.groups[index];
    let after = line.groups.get(index + 1..).unwrap_or_default();
    let mut finite = after
        .iter()
        .filter(|g| g.finite && g.end <= figure.tokens.start);
    own.passive && !own.finite && finite.next().is_some()
}

/// *porte sur 11 marques*, *grew in 11 countries*: what a change or a study extends to.
fn among(line: &Line<'_>, figure: &Figure) -> bool {
    line.ending(figure.extent.start, class::OUT_OF).is_some()
}

/// *lost 2 % to 71 dollars*: an amount behind a change in percent is the level reached, not what the verb takes.
fn level(line: &Line<'_>, from: usize, figure: &Figure) -> bool {
    let change = line.figures.iter().any(|f| {
        f.kind == Kind::Percent && f.tokens.start >= from && f.tokens.end <= figure.tokens.start
    });
    change && figure.kind == Kind::Money && line.before(figure.tokens.start) == Tag::Preposition
}

/// How near a verb before the figure is; `None` across a hard boundary.
fn left_path(line: &Line<'_>, end: usize, figure: &Figure) -> Option<i32> {
    let mut score = 88;
    let mut open = 0;
    let mut direct = true;
    for at in (end..figure.extent.start).rev() {
        let start = at == end || line.tag_at(at) != line.tag_at(at - 1);
        match line.tag_at(at) {
            Tag::Semicolon => return None,
            Tag::Close => open += 1,
            Tag::Open if open > 0 => open -= 1,
            // *gave way among them (27 %)*: a share in a bracket belongs to what stands before it.
            Tag::Open if figure.kind == Kind::Percent => return None,
            Tag::Open | Tag::Relative | Tag::Subordinator if start => score -= 22,
            // *ordered A to pay X to 340 residents*: what is counted is of the nearer verb.
            Tag::Verb(_) if start => score -= if figure.kind == Kind::Count { 40 } else { 20 },
            Tag::Colon => score -= 12,
            Tag::Comma => score -= 3,
            Tag::Figure(_) if start => score -= 3,
            Tag::Hedge | Tag::Adverb | Tag::Determiner | Tag::Of | Tag::Preposition | Tag::Open => {
            }
            _ => direct = false,
        }
    }
    let before = line.before(figure.extent.start);
    // *hired 85 people in 12 towns*: the verb takes what is counted first.
    let counts = |f: &Figure| f.kind == Kind::Count && f.tokens.start >= end;
    let first = line.figures.iter().find(|f| counts(f));
    if figure.kind == Kind::Count
        && before == Tag::Preposition
        && first.is_some_and(|f| f.tokens.end < figure.extent.start)
    {
        score -= 40;
    }
    if figure.kind == Kind::Count && before == Tag::Of && complements(line, figure) {
        score -= 40;
    }
    let described = phrases::described(line, figure).is_some_and(|g| line.groups[g].start >= end);
    let other = matches!(before, Tag::Verb(_)) && !direct || described;
    if figure.kind == Kind::Count && (other || occupied(line, end, figure)) {
        score -= 25;
    }
    (open == 0).then_some(score + if direct { 5 } else { 0 })
}

/// *the zone of three borders*: a count that completes a noun is no object of the verb, unless the noun is one of amounts.
fn complements(line: &Line<'_>, figure: &Figure) -> bool {
    let of = line.start_of(figure.extent.start - 1);
    let noun = of
        .checked_sub(1)
        .filter(|i| matches!(line.tag_at(*i), Tag::Word | Tag::Name));
    noun.is_some_and(|i| !line.is(i, class::HOLLOW) && !line.is(i, class::FRAME_NOUN))
}

/// Whether another phrase stands where the object of the verb would: a count is then no object of it.
fn occupied(line: &Line<'_>, end: usize, figure: &Figure) -> bool {
    let listed = |at: usize| {
        let between = |f: &&Figure| f.tokens.start >= end && f.tokens.end <= at;
        line.figures.iter().any(|f| between(&f))
    };
    (end + 1..figure.extent.start)
        .any(|at| line.tag_at(at) == Tag::Comma && line.before(at) == Tag::Word && !listed(at))
}

/// *X were invested*, *X invested in*: a verb right behind the figure.
fn right_path(line: &Line<'_>, index: usize, figure: &Figure) -> Option<i32> {
    let group = &line.groups[index];
    let mut between = figure.tokens.end..group.start;
    // *the sale of A for X is closed*: behind a preposition, a figure is no subject.
    let governed = line.before(figure.extent.start) == Tag::Preposition;
    if group.start < figure.tokens.end || between.len() > 8 || governed && group.finite {
        return None;
    }
    let near = between.all(|i| {
        matches!(
            line.tag_at(i),
            Tag::Word
                | Tag::Of
                | Tag::Adverb
                | Tag::Determiner
                | Tag::Name
                | Tag::Hedge
                | Tag::Clitic
                | Tag::Preposition
        ) || matches!(line.tag_at(i), Tag::Verb(g) if line.groups[g].passive && !line.groups[g].finite)
    });
    let adjacent = group.start <= figure.tokens.end + 1;
    near.then_some(if group.passive && adjacent {
        86
    } else if group.finite {
        66
    } else {
        50
    })
}

/// A verb that links the figure to a noun: the noun's frame gives the predicate.
fn linked(
    line: &Line<'_>,
    index: usize,
    figure: &Figure,
    found: Candidate,
    left: bool,
) -> Option<Candidate> {
    if !left {
        return None;
    }
    let subject = subjects::of(line, index).unwrap_or(0..0);
    let object = object_noun(line, line.groups[index].end, figure);
    // *brings to X the sum of the fines*: behind a figure that stands right behind the verb and its preposition.
    let light = |i| matches!(line.tag_at(i), Tag::Preposition | Tag::Hedge);
    let near = (line.groups[index].end..figure.extent.start).all(light);
    let led = matches!(
        line.tag_at(figure.tokens.end),
        Tag::Determiner | Tag::Possessive
    );
    let shifted = near && led && line.before(figure.extent.start) == Tag::Preposition;
    let behind = if shifted {
        phrases::starting(line, figure.tokens.end)
    } else {
        0..0
    };
    for phrase in [object, behind, subject] {
        if phrase.is_empty() {
            continue;
        }
        let head = if line.head_first() {
            phrase.clone()
        } else {
            phrases::head(line, &phrase)
        };
        if let Some((noun, frame)) = nouns::noun_in(line, &phrase, head, figure.kind) {
            let own = candidate(
                line,
                frame,
                figure.kind,
                Anchor::Noun(noun, phrase),
                found.score,
            )?;
            return Some(Candidate {
                direction: found.direction.or(own.direction),
                ..own
            });
        }
    }
    let predicate = fallback(figure.kind).predicate;
    Some(Candidate {
        predicate,
        score: found.score - 30,
        ..found
    })
}

/// *to 4 %*: whether a share is the level that something reached.
fn reached(line: &Line<'_>, figure: &Figure) -> bool {
    let before = figure.extent.start.checked_sub(1);
    let to = |at| {
        line.tag_at(at) == Tag::Preposition && line.is(at, class::TO) && !line.is(at, class::OF)
    };
    figure.kind == Kind::Percent && before.is_some_and(to)
}

/// The noun that a verb links its figure to, when it is one whose frame says that it may be measured.
fn named(
    line: &Line<'_>,
    group: usize,
    figure: &Figure,
    found: &Candidate,
    left: bool,
) -> Option<Candidate> {
    let own = linked(line, group, figure, found.clone(), left)?;
    let thing = own.frame.and_then(|f| frame(line, f))?.subject == Subject::Thing;
    let head = matches!(&own.anchor, Anchor::Noun(noun, phrase)
        if phrases::head(line, phrase).contains(&noun.start));
    (head && (thing || figure.kind != Kind::Percent)).then_some(own)
}

/// *raise its valuation to X*: the object between a verb and its figure.
fn object_noun(line: &Line<'_>, end: usize, figure: &Figure) -> Range<usize> {
    let phrase = phrases::starting(line, end);
    if phrase.end <= figure.extent.start
        && !phrase
            .clone()
            .any(|i| matches!(line.tag_at(i), Tag::Figure(_)))
    {
        phrase
    } else {
        0..0
    }
}
