//! Whether a text tells of another time than its own.
//!
//! News leans on its day: *in March* is the last March. A history, a biography or an encyclopaedia names years that are
//! long past, and *in March* is the March of the year it speaks of.

use claimsift_model::{Day, Document, Precision};

use super::{Expr, From, Open, Period, Pick, Unit, What};

/// Dates with a year of their own that a story has at least.
const LEAST: usize = 4;

/// Whether the dates of a document tell a story.
pub(super) fn told(document: &Document, dates: &[Option<Expr>]) -> bool {
    let day = document.published().map(|p| p.start);
    let now = day.map(|d| d.year());
    let (mut far, mut near, mut deictic) = (0, 0, 0);
    for expr in dates.iter().flatten() {
        let of_now = day.is_some_and(|day| is_of(&expr.what, day));
        match years(&expr.what) {
            Some(year) if now.is_none_or(|now| (now - year).abs() > 1) => far += 1,
            Some(_) => near += 1,
            None => deictic += usize::from(of_now || leans(&expr.what)),
        }
    }
    far >= LEAST && far > near && far >= 4 * deictic
}

/// The year that an expression names.
fn years(what: &What) -> Option<i16> {
    match what {
        What::Fixed(period) if period.precision() <= Precision::Year => {
            Some(period.start()?.year())
        }
        What::Between(_, last) => years(last),
        _ => None,
    }
}

/// Days on each side of the day of writing that a weekday, day and month may name.
const CLOSE: i32 = 7;

/// *Tuesday 3 December*, which it was a day before: no such day of another year is meant.
fn is_of(what: &What, now: Day) -> bool {
    let What::Open(open @ Open::Day(_, _, Some(weekday)), _) = what else {
        return false;
    };
    let years = [now.year(), now.year() - 1, now.year() + 1];
    let mut days = years
        .into_iter()
        .filter_map(|y| Period::of_year(*open, y)?.start());
    days.any(|d| d.weekday() == *weekday && (-CLOSE..=CLOSE).contains(&d.days_since(now)))
}

/// Whether an expression leans on the day of writing, and on nothing else.
fn leans(what: &What) -> bool {
    match what {
        // *Le 15 juin dernier* is said of the day of writing alone.
        What::Open(Open::Weekday(_), _) | What::Open(_, Pick::Last | Pick::Next) => true,
        // *The end of the year* is that of the story as well.
        What::Shifted { from, unit, by } => {
            *from == From::Document && (*unit == Unit::Day || *by != 0)
        }
        What::Within(_, base) => leans(base),
        _ => false,
    }
}

/// The date that comes again, next to a date of the story.
pub(super) fn pick(open: Open, pick: Pick, base: &Period) -> Option<Period> {
    match (open, pick) {
        (Open::Weekday(w), _) => {
            let start = base.start()?;
            let ahead = i32::from((w - start.weekday()).rem_euclid(7));
            let by = match pick {
                Pick::Last => ahead - 7,
                _ if ahead > 3 => ahead - 7,
                _ => ahead,
            };
            let near = base.precision() <= Precision::Week;
            Some(Period::Day(start.plus_days(by).filter(|_| near)?))
        }
        (Open::DayOnly(day, _), _) => {
            let start = base
                .start()
                .filter(|_| base.precision() <= Precision::Month)?;
            Some(Period::Day(Day::new(start.year(), start.month(), day)?))
        }
        (_, Pick::Last | Pick::Next) => {
            let here = beside(open, base)?;
            let past = pick == Pick::Last;
            let done = if past {
                here.end()? <= base.start()?
            } else {
                here.start()? >= base.end()?
            };
            if done {
                Some(here)
            } else {
                here.shifted_years(if past { -1 } else { 1 })
            }
        }
        _ => beside(open, base),
    }
}

/// In the year of the base, unless the turn of the year is nearer.
fn beside(open: Open, base: &Period) -> Option<Period> {
    let start = base.start()?;
    let whole = base.precision() >= Precision::Year;
    let year = start.year();
    let around = |y: i16| Period::of_year(open, y);
    if whole {
        return around(year);
    }
    let cost = |p: &Period| -> Option<i32> {
        let ahead = p.start()?.days_since(start);
        let back = if p.start()?.year() < year { BACK } else { 1 };
        Some(if ahead < 0 { -ahead * back } else { ahead })
    };
    let all = [around(year), around(year + 1), around(year - 1)];
    all.into_iter()
        .flatten()
        .min_by_key(|p| cost(p).unwrap_or(i32::MAX))
}

/// A story goes forward: a step back into another year counts for so many.
const BACK: i32 = 3;
