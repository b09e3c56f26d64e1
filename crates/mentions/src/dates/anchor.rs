//! The dates of a document in order, each resolved against the document date and the dates before it.

use claimsift_model::{
    Anchor, DateModifier, DateReading, Day, Document, Flag, Kind, Mention, Precision, Resolved,
    Value,
};

use super::resolve::Frame;
use super::{Expr, Open, Period, What, said, story, write};
use crate::found::Found;

/// Gives every date mention its reading, and every time of day its day.
pub(crate) fn settle(document: &Document, found: &mut Found) {
    let mut earlier: Vec<(Period, bool)> = Vec::new();
    let story = story::told(document, &found.dates);
    let mut before = None;
    let inner = said::inner(document, found);
    let mut parts = said::Walk(&inner);
    let all = found.mentions.iter_mut().zip(&found.dates);
    for ((mention, expr), sentence) in all.zip(&found.sentences) {
        let Some(expr) = expr else { continue };
        let own = parts.at(mention);
        let frame = Frame {
            published: own.or_else(|| document.published()),
            earlier: &earlier,
            story,
            over: expr.over,
        };
        let mut resolved = frame.resolve(&expr.what);
        if let Some((_, anchor @ Anchor::Document)) = &mut resolved
            && own.is_some()
        {
            *anchor = Anchor::Text;
        }
        let mut other = expr.other.as_ref().and_then(|o| frame.resolve(o));
        if !on_its_weekday(expr, resolved.as_ref()) && on_its_weekday(expr, other.as_ref()) {
            std::mem::swap(&mut resolved, &mut other);
        }
        let started = before.take().filter(|(s, _)| s == sentence);
        if let (Some((_, start)), true) = (started, expr.target) {
            resolved = resolved.and_then(|r| behind(expr, r, start));
        }
        before = resolved.as_ref().and_then(|(p, _)| match p {
            Period::Day(day) => Some((*sentence, *day)),
            _ => None,
        });
        mention.value = Value::Date(reading(expr, resolved.as_ref()));
        if resolved.as_ref().is_some_and(|r| r.1 != Anchor::Absolute) {
            mention.flag(Flag::InferredDate);
        }
        if let Some(other) = other.filter(|o| Some(o) != resolved.as_ref()) {
            mention.alternatives = vec![alternative(mention, &other)];
        }
        // A story does not go on from the day of its writing.
        let own = |r: &(Period, Anchor)| !story || r.1 != Anchor::Document;
        if let Some((period, _)) = resolved.filter(own) {
            earlier.push((period, expr.target));
        }
    }
    times(document, found, story);
}

/// *It begins on Monday and lasts until Friday*: the end is behind the beginning.
fn behind(expr: &Expr, found: (Period, Anchor), start: Day) -> Option<(Period, Anchor)> {
    let weekday = matches!(expr.what, What::Open(Open::Weekday(_), _));
    match found.0 {
        Period::Day(day) if weekday && day < start && start.days_since(day) < 7 => {
            Some((Period::Day(day.plus_days(7)?), found.1))
        }
        _ => Some(found),
    }
}

/// *Friday 7/6*: the weekday tells which of the two is the month.
fn on_its_weekday(expr: &Expr, found: Option<&(Period, Anchor)>) -> bool {
    let What::Open(Open::Day(_, _, Some(weekday)), _) = expr.what else {
        return true;
    };
    let day = found.and_then(|(period, _)| period.start());
    day.is_some_and(|d| d.weekday() == weekday)
}

/// Days around the document's that an hour of the next sentence may be of.
const FRESH: std::ops::RangeInclusive<i32> = -3..=1;

/// A time of day is of the day named nearest in its sentence, else of a fresh one in the sentence before, else of the
/// document's; in a story, of the day told last.
/// What comes again has no day: *every Saturday at 9*.
fn times(document: &Document, found: &mut Found, story: bool) {
    let published = document
        .published()
        .filter(|p| p.precision == Precision::Day && !story);
    let mut told = None;
    for at in 0..found.mentions.len() {
        if let Some(day) = day(found, at) {
            told = found.sentences.get(at).map(|sentence| (*sentence, day));
        }
        if found.mentions[at].kind != Kind::Time {
            continue;
        }
        let here = found.sentences.get(at).copied().unwrap_or_default();
        let near = |(sentence, day): &(usize, Day)| {
            let recent = published.is_some_and(|p| FRESH.contains(&day.days_since(p.start)));
            story || recent && here <= sentence + 1
        };
        let told = told.filter(near).map(|(_, day)| day);
        let far = || told.or(published.map(|p| p.start));
        let near = match nearest_day(found, at) {
            None if recurs(found, at) => None,
            near => near.or_else(far),
        };
        if let (Some(day), Value::Timex(time)) = (near, &mut found.mentions[at].value)
            && time.starts_with('T')
        {
            *time = time.replace('T', &format!("{day}T"));
        }
    }
}

/// Mentions around a time of day that are looked at for its day.
const AROUND: usize = 3;

/// The mentions around one in its sentence, the nearest before it first.
fn around(found: &Found, at: usize) -> impl Iterator<Item = usize> {
    let same = move |i: &usize| found.sentences.get(*i) == found.sentences.get(at);
    let before = (at.saturating_sub(AROUND)..at).rev();
    let behind = at + 1..found.mentions.len().min(at + 1 + AROUND);
    before.chain(behind).filter(same)
}

fn nearest_day(found: &Found, at: usize) -> Option<Day> {
    around(found, at).find_map(|i| day(found, i))
}

/// Whether something beside it comes again, every day or on days of its own.
fn recurs(found: &Found, at: usize) -> bool {
    let often = |m: &Mention| match &m.value {
        Value::Timex(set) => m.kind == Kind::Set && (set.starts_with('X') || set == "P1D"),
        _ => false,
    };
    around(found, at).any(|i| found.mentions.get(i).is_some_and(often))
}

/// The day that a mention names.
fn day(found: &Found, at: usize) -> Option<Day> {
    let reading = found.mentions.get(at)?.date()?;
    let resolved = reading.resolved.as_ref()?;
    (reading.precision == Precision::Day).then_some(resolved.start)
}

fn alternative(mention: &Mention, other: &(Period, Anchor)) -> Mention {
    let expr = Expr::new(What::Fixed(other.0.clone()));
    Mention {
        value: Value::Date(reading(&expr, Some(other))),
        alternatives: Vec::new(),
        ..mention.clone()
    }
}

fn reading(expr: &Expr, found: Option<&(Period, Anchor)>) -> DateReading {
    let edtf = found.map(|(period, _)| period.edtf());
    let mut timex = match (found, &edtf) {
        (Some((Period::Day(_) | Period::Month(..) | Period::Year(_), _)), Some(same)) => {
            same.clone()
        }
        (Some((period, _)), _) => period.timex(),
        (None, _) => write::unresolved(&expr.what),
    };
    if let Some(part) = expr.part_of_day {
        timex.push_str(part);
    }
    let resolved = found.zip(edtf).and_then(|((period, _), edtf)| {
        Some(Resolved {
            edtf,
            start: period.start()?,
            end: period.end()?,
        })
    });
    DateReading {
        timex,
        precision: found.map_or_else(|| expr.what.precision(), |(p, _)| p.precision()),
        anchor: match (&resolved, found) {
            (Some(_), Some((_, anchor))) => *anchor,
            _ => Anchor::None,
        },
        modifier: expr.modifier,
        resolved,
    }
}

/// The value of a date before its document is read: nothing yet.
pub(crate) const fn unread() -> Value {
    Value::Date(DateReading {
        timex: String::new(),
        precision: Precision::Day,
        anchor: Anchor::None,
        modifier: DateModifier::Exact,
        resolved: None,
    })
}

/// TIMEX3 value of a date by its words alone.
pub(crate) fn by_words(expr: &Expr) -> String {
    reading(expr, None).timex
}
