//! Which frame governs a figure: candidates by verb, noun and heading, scored by the path to the figure.

use std::ops::Range;

use claimsift_model::{Direction, Kind, Predicate};
use claimsift_packs::{Frame, Subject, Way, class};

use super::line::{Figure, Line, Tag};
use super::{phrases, subjects};

/// What a frame was found on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// Index of the group.
    Verb(usize),
    /// The noun, and the phrase it stands in.
    Noun(Range<usize>, Range<usize>),
    /// Nothing: the kind of the figure alone.
    Kind,
}

/// A candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// Index of the frame.
    pub(crate) frame: Option<usize>,
    pub(crate) predicate: Predicate,
    pub(crate) anchor: Anchor,
    pub(crate) direction: Option<Direction>,
    /// 0 to 100: how near the path is.
    pub(crate) score: i32,
}

/// The frame of a figure; of equals the one found first, so nothing depends on the order of the data.
pub(crate) fn of(line: &Line<'_>, figure: &Figure) -> Candidate {
    let mut best = fallback(figure.kind);
    let mut all = nouns(line, figure);
    all.extend(verbs(line, figure));
    for candidate in all {
        if candidate.score > best.score {
            best = candidate;
        }
    }
    best
}

fn fallback(kind: Kind) -> Candidate {
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

pub(crate) fn frame<'l>(line: &'l Line<'_>, index: usize) -> Option<&'l Frame> {
    line.language.pack.frames.get(index)
}

fn allows(frame: &Frame, kind: Kind) -> bool {
    frame.figure.iter().any(|k| k == kind.name())
}

/// A candidate of the frame, where it takes the kind of figure.
fn candidate(
    line: &Line<'_>,
    index: usize,
    kind: Kind,
    anchor: Anchor,
    score: i32,
) -> Option<Candidate> {
    let frame = frame(line, index).filter(|f| allows(f, kind))?;
    Some(Candidate {
        frame: Some(index),
        predicate: Predicate::from_name(&frame.predicate)?,
        anchor,
        direction: frame.direction.map(direction),
        score,
    })
}

pub(crate) const fn direction(way: Way) -> Direction {
    match way {
        Way::Up => Direction::Up,
        Way::Down => Direction::Down,
    }
}

// --- nouns

fn nouns(line: &Line<'_>, figure: &Figure) -> Vec<Candidate> {
    let mut all = Vec::new();
    let mut look = |phrase: &Range<usize>, within: Range<usize>, score: i32| {
        let found = noun_in(line, phrase, within, figure.kind);
        all.extend(found.and_then(|(noun, frame)| {
            candidate(
                line,
                frame,
                figure.kind,
                Anchor::Noun(noun, phrase.clone()),
                score,
            )
        }));
    };
    if !figure.counted.is_empty() {
        let near = figure.counted.start..(figure.counted.end + 4).min(line.tokens.len());
        let phrase = phrases::starting(line, near.start);
        look(
            &(figure.counted.start..phrase.end.max(figure.counted.end)),
            near,
            95,
        );
    }
    if let Some((phrase, score)) = before(line, figure) {
        look(&phrase.clone(), phrase, score);
    }
    if let Some((phrase, score)) = behind(line, figure) {
        let head = if line.head_first() {
            phrases::head(line, &phrase)
        } else {
            phrase.clone()
        };
        look(&phrase, head, score);
    }
    if let Some(heading) = heading(line, figure) {
        look(&heading.clone(), heading, 72);
    }
    all
}

/// The frame noun of a phrase: where heads stand first the first one, else the last; the longest at its place.
fn noun_in(
    line: &Line<'_>,
    phrase: &Range<usize>,
    within: Range<usize>,
    kind: Kind,
) -> Option<(Range<usize>, usize)> {
    let limit = phrase.end.max(within.end);
    let at = |i: usize| {
        let fits = line.nodes(i, class::FRAME_NOUN).filter(|n| {
            let index = usize::try_from(n.value).unwrap_or(usize::MAX);
            n.end as usize <= limit && frame(line, index).is_some_and(|f| allows(f, kind))
        });
        let longest = fits.max_by_key(|n| n.end)?;
        Some((
            i..longest.end as usize,
            usize::try_from(longest.value).ok()?,
        ))
    };
    let verb = |i: &usize| !matches!(line.tag_at(*i), Tag::Verb(_));
    let mut places = within.filter(verb);
    if line.head_first() {
        places.find_map(at)
    } else {
        places
            .filter_map(at)
            .max_by_key(|(r, _)| (r.end, r.end - r.start))
    }
}

/// *an investment of X*, *a cost estimated at X*, *Cost: X*: the phrase before a figure that it completes.
fn before(line: &Line<'_>, figure: &Figure) -> Option<(Range<usize>, i32)> {
    let mut at = figure.extent.start;
    let mut score = 70;
    for _ in 0..8 {
        if let Some(link) = line.ending(at, class::LINK) {
            at = link.start as usize;
            score = 95;
            continue;
        }
        match line.before(at) {
            Tag::Hedge | Tag::Adverb => at -= 1,
            Tag::Of => {
                at = line.start_of(at - 1);
                score = 95;
            }
            Tag::Colon => {
                at -= 1;
                score = score.max(90);
            }
            Tag::Open => {
                at -= 1;
                score = score.max(82);
            }
            Tag::Comma if score == 70 && line.tag_at(figure.tokens.end) == Tag::Comma => {
                at -= 1;
                score = 80;
            }
            Tag::Determiner if score < 95 => at = line.start_of(at - 1),
            Tag::Word if line.is(at - 1, class::HOLLOW) => at = hollow(line, at),
            _ => break,
        }
    }
    let compound = !line.head_first() && score == 70;
    let phrase = phrases::ending(line, at);
    (!phrase.is_empty() && !compound && !(score == 70 && crosses(line, phrase.end, figure)))
        .then_some((phrase, score))
}

fn crosses(line: &Line<'_>, end: usize, figure: &Figure) -> bool {
    (end..figure.extent.start)
        .any(|i| matches!(line.tag_at(i), Tag::Comma | Tag::Verb(_) | Tag::Preposition))
}

/// Steps over *for an amount*, with its article and preposition.
fn hollow(line: &Line<'_>, at: usize) -> usize {
    let mut at = at - 1;
    while matches!(
        line.before(at),
        Tag::Determiner | Tag::Of | Tag::Preposition | Tag::Word
    ) {
        let word = line.before(at) == Tag::Word;
        if word && !line.is(at - 1, class::HOLLOW) {
            break;
        }
        at -= 1;
    }
    at
}

/// *X of revenue*, *X in incentives*, *an X tax credit*: the phrase behind a figure that it measures.
fn behind(line: &Line<'_>, figure: &Figure) -> Option<(Range<usize>, i32)> {
    let end = phrases::past_bracket(line, figure.tokens.end);
    let (start, score) = match line.tag_at(end) {
        Tag::Of => (end + 1, 93),
        Tag::Preposition if !line.head_first() => (end + 1, 84),
        Tag::Word | Tag::Adverb => (end, 93),
        _ => return None,
    };
    let mut start = start;
    while matches!(line.tag_at(start), Tag::Of | Tag::Determiner) {
        start += 1;
    }
    if line.tag_at(start) == Tag::Word && line.tag_at(start + 1) == Tag::Of && start == end {
        return Some((start..start + 1, score))
            .filter(|_| line.is(start, class::FRAME_NOUN))
            .or_else(|| {
                let phrase = phrases::starting(line, start + 2);
                (!phrase.is_empty()).then_some((phrase, score))
            });
    }
    let phrase = phrases::starting(line, start);
    (!phrase.is_empty()).then_some((phrase, score))
}

/// The words before the colon that the figure stands behind.
fn heading(line: &Line<'_>, figure: &Figure) -> Option<Range<usize>> {
    let colon = (0..figure.extent.start)
        .rev()
        .find(|i| line.tag_at(*i) == Tag::Colon)?;
    let start = (0..colon)
        .rev()
        .find(|i| matches!(line.tag_at(*i), Tag::Semicolon))
        .map_or(0, |i| i + 1);
    (start < colon).then_some(start..colon)
}

// --- verbs

fn verbs(line: &Line<'_>, figure: &Figure) -> Vec<Candidate> {
    let mut all = Vec::new();
    for (index, group) in line.groups.iter().enumerate() {
        let left = group.end <= figure.extent.start;
        let path = if left {
            left_path(line, group.end, figure)
        } else {
            right_path(line, index, figure)
        };
        let Some(path) = path else { continue };
        let Some(verb) = line.language.pack.verbs.get(group.verb) else {
            continue;
        };
        for frame_index in verb.frames.iter().map(|f| usize::from(*f)) {
            let Some(found) = candidate(line, frame_index, figure.kind, Anchor::Verb(index), path)
            else {
                continue;
            };
            let link = frame(line, frame_index).is_some_and(|f| f.subject == Subject::Link);
            all.extend(if link {
                linked(line, index, figure, found, left)
            } else {
                Some(found)
            });
        }
    }
    all
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
            Tag::Open | Tag::Relative | Tag::Subordinator if start => score -= 22,
            Tag::Verb(_) if start => score -= 20,
            Tag::Colon => score -= 12,
            Tag::Comma => score -= 3,
            Tag::Figure(_) if start => score -= 3,
            Tag::Hedge | Tag::Adverb | Tag::Determiner | Tag::Of | Tag::Preposition | Tag::Open => {
            }
            _ => direct = false,
        }
    }
    (open == 0).then_some(score + if direct { 5 } else { 0 })
}

/// *X were invested*, *X invested in*: a verb right behind the figure.
fn right_path(line: &Line<'_>, index: usize, figure: &Figure) -> Option<i32> {
    let group = &line.groups[index];
    let mut between = figure.tokens.end..group.start;
    if group.start < figure.tokens.end || between.len() > 8 {
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
        )
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
    for phrase in [object, subject] {
        if phrase.is_empty() {
            continue;
        }
        let head = if line.head_first() {
            phrase.clone()
        } else {
            phrases::head(line, &phrase)
        };
        if let Some((noun, frame)) = noun_in(line, &phrase, head, figure.kind) {
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
