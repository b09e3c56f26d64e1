//! The nouns that a figure completes, or that it measures.

use std::ops::Range;

use claimsift_model::{Kind, Predicate};
use claimsift_packs::{Kinds, Subject, class};

use crate::candidate::{Anchor, Ranking, allows, candidate, frame, kinds};
use crate::line::{Figure, Line, Tag};
use crate::phrases;

// --- nouns

/// The candidates by nouns.
pub(crate) fn nouns(line: &Line<'_>, figure: &Figure, ranking: &mut Ranking) {
    if !measured(line, figure.kind) {
        return;
    }
    let mut look = |phrase: &Range<usize>, within: Range<usize>, score: i32| {
        let found = noun_in(line, phrase, within, figure.kind);
        let found = found.and_then(|(noun, frame)| {
            let anchor = Anchor::Noun(noun, phrase.clone());
            candidate(line, frame, figure.kind, anchor, score)
        });
        if let Some(found) = found {
            ranking.offer(found);
        }
    };
    if !figure.counted.is_empty() {
        let near = counted(line, figure);
        let phrase = phrases::starting(line, near.start);
        look(
            &(figure.counted.start..phrase.end.max(figure.counted.end)),
            near,
            95,
        );
    }
    if let Some((phrase, score)) = before(line, figure) {
        let of = figure.kind != Kind::Count && line.before(figure.extent.start) == Tag::Of;
        if let Some(outer) = aside(line, &phrase).filter(|_| of) {
            look(&outer.clone(), outer, ASIDE);
        }
        look(&phrase.clone(), phrase, score);
    }
    if let Some((phrase, score)) = behind(line, figure) {
        let head = if line.head_first() {
            phrases::head(line, &phrase)
        } else {
            phrase.clone()
        };
        if !share_of_rate(line, figure, &head) {
            look(&phrase, head, score);
        }
    }
    if let Some(phrase) = paid(line, figure) {
        let head = if line.head_first() {
            phrases::head(line, &phrase)
        } else {
            phrase.clone()
        };
        look(&phrase, head, 84);
    }
    if let Some(heading) = heading(line, figure) {
        look(&heading.clone(), heading, 72);
    }
}

/// *12 % of GDP* is a share of it, *12 % growth* is one of the rate.
fn share_of_rate(line: &Line<'_>, figure: &Figure, head: &Range<usize>) -> bool {
    let percent = |i: usize| line.is(i, class::PERCENT_SIGN);
    let share = figure.tokens.clone().any(percent) && line.tag_at(figure.tokens.end) == Tag::Of;
    let rate = |i: usize| {
        let nodes = line.nodes(i, class::FRAME_NOUN);
        let frames = nodes.filter_map(|n| frame(line, usize::try_from(n.value).ok()?));
        let mut thing = frames.filter(|f| f.subject == Subject::Thing && f.direction.is_none());
        thing.any(|f| Predicate::from_name(&f.predicate) == Some(Predicate::Growth))
    };
    share && head.clone().any(rate)
}

/// *a ring to the value of X*: what the noun inside the words that link a figure to its own noun says.
pub(crate) fn worth(line: &Line<'_>, figure: &Figure) -> Option<Predicate> {
    if !measured(line, figure.kind) {
        return None;
    }
    let link = line.ending(figure.extent.start, class::LINK)?;
    let words = link.start as usize..link.end as usize;
    let (_, index) = noun_in(line, &words, words.clone(), figure.kind)?;
    Predicate::from_name(&frame(line, index)?.predicate)
}

/// Whether some noun of a line opens a frame that takes a kind of figure.
fn measured(line: &Line<'_>, kind: Kind) -> bool {
    let all = line.measured.get_or_init(|| {
        let (mut all, mut from) = (Kinds::NONE, 0);
        while let Some(at) = line.first(from..line.tokens.len(), class::FRAME_NOUN) {
            line.nodes(at, class::FRAME_NOUN).for_each(|n| {
                let frame = usize::try_from(n.value).ok().and_then(|f| frame(line, f));
                all.join(frame.map_or(Kinds::NONE, |f| f.figure));
            });
            from = at + 1;
        }
        all
    });
    all.meets(kinds(kind))
}

/// Where the noun that says what is counted may stand: up to the first complement where heads stand first.
fn counted(line: &Line<'_>, figure: &Figure) -> Range<usize> {
    let Range { start, end } = figure.counted;
    let far = (end + 4).min(line.tokens.len());
    // Where heads stand last, a preposition ends the noun: *1,200 workers at the plant*.
    let ends = |i: &usize| match line.tag_at(*i) {
        Tag::Of => line.head_first(),
        Tag::Preposition => !line.head_first(),
        _ => false,
    };
    start..(end..far).find(ends).unwrap_or(far)
}

/// The frame noun of a phrase: where heads stand first the first one, else the last; the longest at its place.
pub(crate) fn noun_in(
    line: &Line<'_>,
    phrase: &Range<usize>,
    within: Range<usize>,
    kind: Kind,
) -> Option<(Range<usize>, usize)> {
    if !measured(line, kind) {
        return None;
    }
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
    let noun = |i: &usize| line.is(*i, class::FRAME_NOUN);
    let verb = |i: &usize| !matches!(line.tag_at(*i), Tag::Verb(_));
    let mut places = within.filter(noun).filter(verb);
    if line.head_first() {
        places.find_map(at)
    } else {
        places
            .filter_map(at)
            .max_by_key(|(r, _)| (r.end, r.end - r.start))
    }
}

/// How near the noun of a phrase is that a figure completes by *of*, and with a place between them.
const OF: i32 = 95;
const ASIDE: i32 = 82;

/// *a fall of the traffic in A of 9 %*, where heads stand first: the phrase that the place before the figure is inside of.
fn aside(line: &Line<'_>, place: &Range<usize>) -> Option<Range<usize>> {
    let inside = line.head_first() && line.before(place.start) == Tag::Preposition;
    let end = line.start_of(place.start.checked_sub(1)?);
    let outer = phrases::ending(line, end);
    (inside && !outer.is_empty()).then_some(outer)
}

/// *an investment of X*, *a cost estimated at X*, *Cost: X*: the phrase before a figure that it completes.
fn before(line: &Line<'_>, figure: &Figure) -> Option<(Range<usize>, i32)> {
    let mut at = figure.extent.start;
    let mut score = 70;
    for _ in 0..8 {
        if let Some(link) = line.ending(at, class::LINK) {
            at = link.start as usize;
            score = OF;
            continue;
        }
        match line.before(at) {
            Tag::Hedge | Tag::Adverb => at -= 1,
            Tag::Of => {
                at = line.start_of(at - 1);
                score = OF;
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
            Tag::Determiner if score < OF => at = line.start_of(at - 1),
            Tag::Word if line.is(at - 1, class::HOLLOW) => at = hollow(line, at),
            _ => break,
        }
    }
    let compound = !line.head_first() && score == 70;
    let phrase = phrases::ending(line, at);
    if compound && listed(line, &phrase, figure) {
        return Some((phrase, 88));
    }
    (!phrase.is_empty() && !compound && !(score == 70 && crosses(line, phrase.end, figure)))
        .then_some((phrase, score))
}

/// *revenue X (+7 %); net profit Y*: a noun and its figure, alone between two marks.
fn listed(line: &Line<'_>, phrase: &Range<usize>, figure: &Figure) -> bool {
    let ends = |tag| {
        matches!(
            tag,
            Tag::Mark | Tag::Semicolon | Tag::Colon | Tag::Comma | Tag::Open | Tag::And
        )
    };
    let opens = ends(line.before(phrase.start)) && line.before(phrase.start) != Tag::Open;
    !phrase.is_empty()
        && phrase.end == figure.extent.start
        && opens
        && ends(line.tag_at(figure.extent.end))
}

/// *the purchase of A by B for X*: the first noun phrase before the preposition of a figure that holds the noun of a frame.
fn paid(line: &Line<'_>, figure: &Figure) -> Option<Range<usize>> {
    const PHRASES: usize = 3;
    let mut end = figure.extent.start;
    // *…, for an amount of X*
    let link = line
        .ending(end, class::LINK)
        .filter(|n| n.end > n.start + 2);
    if let Some(link) = link {
        end = link.start as usize;
        end -= usize::from(line.before(end) == Tag::Comma);
    }
    for step in 0..PHRASES {
        let linked = step == 0 && link.is_some();
        if line.before(end) != Tag::Preposition && !linked {
            return None;
        }
        let phrase = if linked {
            phrases::ending(line, end)
        } else {
            phrases::ending(line, line.start_of(end - 1))
        };
        if phrase.is_empty() || phrase.clone().any(|i| line.is(i, class::FRAME_NOUN)) {
            return Some(phrase).filter(|p| !p.is_empty());
        }
        end = phrase.start;
    }
    None
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
    let share = figure.kind == Kind::Percent
        && (line.is(end, class::DETERMINER) || line.tag_at(end + 1) == Tag::Determiner);
    let (start, score) = match line.tag_at(end) {
        Tag::Of if share => (end + 1, 60),
        Tag::Of => (end + 1, 93),
        Tag::Preposition if !line.head_first() && line.is(end, class::IN) => (end + 1, 84),
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
    // What stands nearest: behind the last comma or conjunction, if there is a noun of a frame.
    let part = (start..colon)
        .rev()
        .find(|i| matches!(line.tag_at(*i), Tag::Comma | Tag::And))
        .map_or(start, |i| i + 1);
    let noun = (part..colon).any(|i| line.is(i, class::FRAME_NOUN));
    let start = if noun { part } else { start };
    (start < colon).then_some(start..colon)
}
