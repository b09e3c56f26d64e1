//! The date that governs a figure.

use std::ops::Range;

use claimsift_model::{Kind, Precision, TextSpan, Timing, TimingRole};
use claimsift_packs::{Role, class, form};

use crate::line::{Around, Figure, Line, Room, Tag};
use crate::phrases;
use crate::verbs::Group;

/// Values of the words before a date.
const SINCE: i64 = 2;
const AT: i64 = 5;

/// Most tokens of a heading, and bytes of the mark that it may begin with.
const HEADING: usize = 16;
const MARKED: u32 = 5;

/// How much further away a date is that stands behind another figure.
const TAKEN: usize = 6;

/// How far before a date the word may stand that opens its phrase.
const PHRASE: usize = 8;

/// The date that governs, with its role: of the dates of the sentence the nearest that nothing parts from the figure.
pub(crate) fn of(around: Around<'_>, line: &Line<'_>, figure: &Figure) -> Option<Timing> {
    let dates = line
        .figures
        .iter()
        .filter(|f| dated(around, f) && !of_speech(line, f))
        .filter(|f| !of_source(line, figure, f) && !of_owner(line, figure, f))
        .filter(|f| {
            !compared(line, figure, f) && !of_noun(around, line, f) && !aside(line, figure, f)
        });
    let best = dates
        .filter_map(|d| Some((distance(line, figure, d)?, d)))
        .min_by_key(|(n, _)| *n)?
        .1;
    let mention = &around.found.mentions[best.mention];
    let resolved = mention.date()?.resolved.as_ref()?;
    let timing = Timing {
        edtf: resolved.edtf.clone(),
        start: resolved.start,
        end: resolved.end,
        role: role(line, best),
        span: mention.span,
    };
    Some(joined(around, line, best).unwrap_or(timing))
}

/// The nearest date of the sentence beside the one that governs, and why it does not.
pub(crate) fn rival(
    around: Around<'_>,
    line: &Line<'_>,
    figure: &Figure,
    own: Option<TextSpan>,
) -> Option<(TextSpan, &'static str)> {
    let span = |f: &Figure| around.found.mentions[f.mention].span;
    let apart = |f: &&Figure| f.tokens.start.abs_diff(figure.tokens.end);
    let others = line
        .figures
        .iter()
        .filter(|f| dated(around, f) && own.is_none_or(|o| !o.overlaps(span(f))));
    let date = others.min_by_key(apart)?;
    let why = if of_speech(line, date) {
        "the day of the saying"
    } else if of_source(line, figure, date) {
        "the day of the source"
    } else if compared(line, figure, date) {
        "what the figure is compared with"
    } else if of_noun(around, line, date) || of_owner(line, figure, date) {
        "the date of another noun"
    } else if aside(line, figure, date) || distance(line, figure, date).is_none() {
        "in another clause"
    } else {
        "further from the figure"
    };
    Some((span(date), why))
}

/// A date, or the part of a day: *mardi soir*.
fn dated(around: Around<'_>, figure: &Figure) -> bool {
    around.found.mentions[figure.mention].date().is_some()
}

/// *for 2018 and 2019*, *in 2018, 2019 and 2020*: years that follow each other, as one interval.
fn joined(around: Around<'_>, line: &Line<'_>, date: &Figure) -> Option<Timing> {
    let year = |f: &Figure| {
        let mention = &around.found.mentions[f.mention];
        let date = mention.date().filter(|d| d.precision == Precision::Year)?;
        Some((date.resolved.as_ref()?.clone(), mention.span))
    };
    let next = |a: &Figure, b: &Figure| {
        let mut between = a.tokens.end..b.tokens.start;
        // With an *and* behind the last comma, two.
        let listed =
            matches!(between.len(), 1 | 2) && between.all(|i| is_list_mark(line.tag_at(i)));
        let years = || year(a).zip(year(b));
        listed && years().is_some_and(|((a, _), (b, _))| a.end == b.start)
    };
    let mut listed = line.figures.chunk_by(next);
    let listed = listed.find(|l| l.iter().any(|f| f.mention == date.mention))?;
    let (start, end) = (listed.first()?, listed.last()?);
    let ((first, from), (last, to)) = (year(start)?, year(end)?);
    let ended = listed.len() > 1 && line.before(end.tokens.start) == Tag::And;
    ended.then(|| Timing {
        edtf: format!("{}/{}", first.edtf, last.edtf),
        start: first.start,
        end: last.end,
        role: role(line, start),
        span: from.join(to),
    })
}

const fn is_list_mark(tag: Tag) -> bool {
    matches!(tag, Tag::And | Tag::Comma)
}

/// *add 2 % to last week’s 7 % rise*: a date with a genitive governs what follows it and nothing else.
fn of_owner(line: &Line<'_>, figure: &Figure, date: &Figure) -> bool {
    let end = date.tokens.end;
    if line.tag_at(end) != Tag::Genitive {
        return false;
    }
    let mut between = end..figure.tokens.start.max(end);
    let other = |i| matches!(line.tag_at(i), Tag::Verb(_) | Tag::Figure(_) | Tag::Comma);
    figure.tokens.start < end || between.any(other)
}

/// *according to figures given on Tuesday*: the day of the source, not of what it says.
fn of_source(line: &Line<'_>, figure: &Figure, date: &Figure) -> bool {
    let source = (0..date.tokens.start)
        .rev()
        .take_while(|i| {
            !matches!(
                line.tag_at(*i),
                Tag::Comma | Tag::Semicolon | Tag::Figure(_)
            )
        })
        .any(|i| line.tag_at(i) == Tag::According);
    source && date.tokens.start >= figure.tokens.end
}

/// The *since* of a sentence whose last date has one.
pub(crate) fn since(around: Around<'_>, sentence: usize) -> Option<Timing> {
    let own = around.tokens.sentences.get(sentence)?;
    // Few sentences hold the word, so few need be read.
    let hits = &around.tokens.hits;
    let since = |at| {
        hits.of_class(at, class::DATE_ROLE)
            .any(|n| n.value == SINCE)
    };
    let may = own.classes.has(class::DATE_ROLE) && own.tokens.clone().any(since);
    let last = may.then(|| last_of(around, sentence)).flatten();
    last.filter(|t| t.role == TimingRole::Since)
}

/// The last date that a sentence names, with its role.
pub(crate) fn last_of(around: Around<'_>, sentence: usize) -> Option<Timing> {
    let found = around.found;
    let own = found.within(sentence);
    let mut mentions = found.mentions.get(own.clone())?.iter();
    if !mentions.any(|m| m.date().is_some_and(|d| d.resolved.is_some())) {
        return None;
    }
    let line = Line::read(around, sentence, own, Room::default())?;
    let dates = line.figures.iter().filter(|f| dated(around, f));
    dates.rev().find_map(|date| {
        let mention = &found.mentions[date.mention];
        let resolved = mention.date()?.resolved.as_ref()?;
        Some(Timing {
            edtf: resolved.edtf.clone(),
            start: resolved.start,
            end: resolved.end,
            role: role(&line, date),
            span: mention.span,
        })
    })
}

fn role(line: &Line<'_>, date: &Figure) -> TimingRole {
    if line.tag_at(date.tokens.end) == Tag::Genitive {
        return TimingRole::At;
    }
    let inside = (date.extent.start..date.tokens.end).find_map(|i| line.node(i, class::DATE_ROLE));
    let word = line
        .ending(date.tokens.start, class::DATE_ROLE)
        .or(inside)
        .map_or_else(|| remote(line, date), |n| n.value);
    match word {
        1 => TimingRole::By,
        SINCE => TimingRole::Since,
        3 => TimingRole::Until,
        4 => TimingRole::From,
        _ => TimingRole::At,
    }
}

/// *since the beginning of the strike in May*: the word that opens the phrase which the date stands in.
fn remote(line: &Line<'_>, date: &Figure) -> i64 {
    let within = |i: &usize| {
        matches!(
            line.tag_at(*i),
            Tag::Word | Tag::Of | Tag::Determiner | Tag::Preposition | Tag::Adverb | Tag::Name
        )
    };
    let from = (0..date.tokens.start).rev().take(PHRASE).take_while(within);
    let since = from
        .filter_map(|i| line.node(i, class::DATE_ROLE))
        .any(|n| n.value == SINCE);
    if since { SINCE } else { AT }
}

/// *said on Thursday*: the day of the saying, not of what is said.
fn of_speech(line: &Line<'_>, date: &Figure) -> bool {
    let from = date.tokens.start.saturating_sub(3);
    (from..date.tokens.start).any(|i| match line.tag_at(i) {
        Tag::Verb(g) => line.groups[g].is(Role::Speech),
        _ => false,
    })
}

/// *since the arrest of A in May*: the date of something else than what the sentence tells.
pub(crate) fn of_another(around: Around<'_>, line: &Line<'_>, date: &Figure) -> bool {
    let direct = line.ending(date.tokens.start, class::DATE_ROLE).is_some();
    of_noun(around, line, date) || !direct && remote(line, date) == SINCE
}

/// *36 % more than in 2018*: the date of what the figure is compared with.
fn compared(line: &Line<'_>, figure: &Figure, date: &Figure) -> bool {
    if date.tokens.start < figure.tokens.end {
        return false;
    }
    let apart = |i: &usize| matches!(line.tag_at(*i), Tag::Comma | Tag::Semicolon);
    (figure.tokens.end..date.tokens.start)
        .rev()
        .take_while(|i| !apart(i))
        .any(|i| line.is(i, class::VERSUS))
        || changed_from(line, figure, date)
}

/// *down 6 percent from 2023*: where a change in percent begins.
fn changed_from(line: &Line<'_>, figure: &Figure, date: &Figure) -> bool {
    let from = line.ending(date.tokens.start, class::FROM);
    let word = |n: &claimsift_engine::Node| {
        let (start, end) = (n.start as usize, n.end as usize);
        start == figure.tokens.end && end == start + 1 && !line.is(start, class::OF)
    };
    figure.kind == Kind::Percent && from.is_some_and(|n| word(&n))
}

/// *a saloon of 1937*, *the attack of 2015*, *the average of the last decade*: the date of a thing; that of results, or a
/// day, governs figures.
fn of_noun(around: Around<'_>, line: &Line<'_>, date: &Figure) -> bool {
    let reading = around.found.mentions[date.mention].date();
    let precision = reading.map(|d| d.precision);
    let long = matches!(precision, Some(Precision::Decade | Precision::Century));
    let broad = long || matches!(precision, Some(Precision::Month | Precision::Year));
    let resolved = reading.and_then(|d| d.resolved.as_ref());
    let one = resolved.is_none_or(|r| !r.edtf.contains('/'));
    let mut start = date.tokens.start;
    if long && line.before(start) == Tag::Determiner {
        start = line.start_of(start - 1);
    }
    if line.before(start) != Tag::Of || !broad || !one {
        return false;
    }
    let of = line.start_of(start - 1);
    let phrase = phrases::ending(line, of);
    !phrase.is_empty()
        && !phrase.clone().any(|i| {
            line.is(i, class::FRAME_NOUN)
                || line.is(i, class::PERIOD)
                || matches!(line.tag_at(i), Tag::Figure(_))
        })
}

/// A date in a bracket that the figure stands outside of.
fn aside(line: &Line<'_>, figure: &Figure, date: &Figure) -> bool {
    let behind = date.tokens.start >= figure.tokens.end;
    let between = if behind {
        figure.tokens.end..date.tokens.start
    } else {
        date.tokens.end..figure.tokens.start
    };
    // *61 million (as of March)*: right behind the figure, the bracket is about it.
    if line.tag_at(between.start) == Tag::Open && behind {
        return false;
    }
    let (mut depth, mut left) = (0_i32, 0_i32);
    for at in between {
        depth += i32::from(line.tag_at(at) == Tag::Open);
        depth -= i32::from(line.tag_at(at) == Tag::Close);
        left = left.min(depth);
    }
    if behind { depth > left } else { left < 0 }
}

/// How far a date is from the figure; `None` when clauses part them.
fn distance(line: &Line<'_>, figure: &Figure, date: &Figure) -> Option<usize> {
    let behind = date.tokens.start >= figure.tokens.end;
    let between = if behind {
        figure.tokens.end..date.tokens.start
    } else {
        date.tokens.end..figure.tokens.start
    };
    let fronted = !behind && date.tokens.start <= 4;
    if !behind && nested(line, between.clone(), fronted) {
        return None;
    }
    if !behind
        && (enclosed(line, figure, date)
            || began(line, figure, date)
            || earlier(line, figure, date))
    {
        return None;
    }
    let mut cost = between.len();
    if !behind && taken(line, figure, date) {
        cost += TAKEN;
    }
    for at in between {
        let start = line.before(at) != line.tag_at(at);
        match line.tag_at(at) {
            Tag::Semicolon => return None,
            Tag::Relative | Tag::Subordinator if start && behind => cost += 40,
            Tag::Verb(g) if start && line.groups[g].finite && behind => cost += 40,
            Tag::Figure(_) if start && behind && !listed(line, figure.tokens.end, at) => {
                return None;
            }
            Tag::Figure(_) if start => cost += 6,
            _ => {}
        }
    }
    (cost < 40 || fronted).then_some(cost)
}

/// *the museum, which opened in 1988, employs 45*: a date of a relative clause that ends before the figure.
fn enclosed(line: &Line<'_>, figure: &Figure, date: &Figure) -> bool {
    let opens = |i: &usize| line.tag_at(*i) == Tag::Relative;
    let Some(relative) = (0..date.tokens.start).rev().find(opens) else {
        return false;
    };
    let finite = |from: usize, to: usize| {
        let within = |g: &Group| g.finite && g.start >= from && g.end <= to;
        line.groups.iter().any(within)
    };
    finite(relative, date.tokens.start) && finite(date.tokens.end, figure.tokens.start)
}

/// *Founded in 2012, A employs 300*, *helped many in 2023 and employs 85*: the date of a verb before that of the figure,
/// where one is of the past and the other is not.
fn earlier(line: &Line<'_>, figure: &Figure, date: &Figure) -> bool {
    let own = line
        .groups
        .iter()
        .rfind(|g| g.finite && g.end <= figure.tokens.start);
    let before = line.groups.iter().rfind(|g| g.end <= date.tokens.start);
    let (Some(own), Some(before)) = (own, before) else {
        return false;
    };
    let parts = |i| matches!(line.tag_at(i), Tag::Comma | Tag::And);
    let parted = (date.tokens.end..own.start).any(parts) && own.start >= date.tokens.end;
    let participle = before.passive && !before.finite && before.start == 0;
    let told = before.first & form::PAST != 0 && own.first & form::PAST == 0;
    parted && (participle || before.finite && told)
}

/// *from 3 million in 2019 to 5 million*: the date of where a change began is not that of where it ended.
fn began(line: &Line<'_>, figure: &Figure, date: &Figure) -> bool {
    let start = |f: &Figure| {
        let right_behind =
            f.tokens.end <= date.tokens.start && date.tokens.start - f.tokens.end < 3;
        right_behind && line.ending(f.extent.start, class::FROM).is_some()
    };
    let (from, to) = (date.tokens.end, figure.tokens.start);
    let end = to.saturating_sub(from) == 1 && !matches!(line.tag_at(from), Tag::And | Tag::Comma);
    end && line.figures.iter().any(start)
}

/// *3 million in 2019 and 5 in 2020*: a date that stands behind another figure, with a conjunction after it.
fn taken(line: &Line<'_>, figure: &Figure, date: &Figure) -> bool {
    let joined = (date.tokens.end..figure.tokens.start)
        .any(|i| matches!(line.tag_at(i), Tag::And | Tag::Comma));
    joined
        && line
            .figures
            .iter()
            .any(|f| f.kind == figure.kind && f.tokens.end <= date.tokens.start)
}

/// Whether a clause begins between a date and the figure behind it that is still open there: of the verbs behind its
/// first word only one is finite. What stands at the head of a sentence governs *while* and *but* too.
fn nested(line: &Line<'_>, between: Range<usize>, fronted: bool) -> bool {
    let opens = |i: &usize| match line.tag_at(*i) {
        Tag::Relative => true,
        Tag::Subordinator => !fronted,
        _ => false,
    };
    let Some(clause) = between.clone().rev().find(opens) else {
        return false;
    };
    let finite = |g: &&Group| g.finite && g.start > clause && g.end <= between.end;
    line.groups.iter().filter(finite).count() < 2
}

/// Whether nothing but commas, *and* and bounds stands between two figures.
fn listed(line: &Line<'_>, from: usize, to: usize) -> bool {
    (from..to).all(|i| {
        matches!(
            line.tag_at(i),
            Tag::And | Tag::Comma | Tag::Hedge | Tag::Figure(_) | Tag::Open | Tag::Close
        )
    })
}

/// The date that the heading before a sentence begins with: *2007: THE WORKS BEGIN*.
pub(crate) fn heading(around: Around<'_>, sentence: usize) -> Option<Timing> {
    let before = sentence.checked_sub(1)?;
    let own = around.tokens.sentences.get(before)?;
    let found = around.found;
    let first = found.sentences.partition_point(|s| *s < before);
    let inside = found.sentences.get(first) == Some(&before);
    let mention =
        found.mentions.get(first).filter(|_| inside).filter(|m| {
            own.tokens.len() < HEADING && m.span.start() <= own.span.start() + MARKED
        })?;
    let resolved = mention.date()?.resolved.as_ref()?;
    let line = Line::read(around, before, 0..0, Room::default())?;
    let colon = line.covered(mention.span).end;
    (line.tag_at(colon) == Tag::Colon && line.groups.is_empty()).then(|| Timing {
        edtf: resolved.edtf.clone(),
        start: resolved.start,
        end: resolved.end,
        role: TimingRole::At,
        span: mention.span,
    })
}

/// The one day that a sentence names, when it names no other.
pub(crate) fn day(around: Around<'_>, sentence: usize) -> Option<Timing> {
    let found = around.found;
    let start = found.sentences.partition_point(|s| *s < sentence);
    let end = found.sentences.partition_point(|s| *s <= sentence);
    let mut days = found.mentions[start..end].iter().filter(|m| {
        let day = |d: &claimsift_model::DateReading| {
            d.precision == Precision::Day && d.resolved.is_some()
        };
        m.date().is_some_and(day)
    });
    let (mention, None) = (days.next()?, days.next()) else {
        return None;
    };
    let resolved = mention.date()?.resolved.as_ref()?;
    Some(Timing {
        edtf: resolved.edtf.clone(),
        start: resolved.start,
        end: resolved.end,
        role: TimingRole::At,
        span: mention.span,
    })
}
