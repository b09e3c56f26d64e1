//! Intervals: which year or week their two ends are of.

use claimsift_model::{Anchor, Precision};

use super::period::within;
use super::resolve::Frame;
use super::{Open, Period, Pick, What};

impl Frame<'_> {
    /// From one part of a year to another: the first tells the year, the end is the next one behind it.
    fn parts(&self, first: &What, end: Open) -> Option<(Period, Anchor)> {
        let (low, anchor) = self.resolve(first)?;
        let start = low.start()?;
        let years = start.year()..=start.year().checked_add(1)?;
        let mut ends = years.filter_map(|y| Period::of_year(end, y));
        let high = ends.find(|p| p.start().is_some_and(|s| s > start))?;
        // *Between March and May sales fell*, written in March: the year before.
        let told = matches!(first, What::Open(_, Pick::Told)) && anchor == Anchor::Document;
        let ahead = self
            .published
            .is_some_and(|now| high.start() >= Some(now.end));
        // *We’ll be away from August to October*, written in September: it has begun.
        let coming = matches!(first, What::Open(_, Pick::Ahead)) && anchor == Anchor::Document;
        let begun = coming
            && self.published.is_some_and(|now| {
                let end = high.shifted_years(-1).and_then(|p| p.end());
                low.start() > Some(now.start) && end > Some(now.start)
            });
        let (low, high) = match told && ahead || begun {
            true => (low.shifted_years(-1)?, high.shifted_years(-1)?),
            false => (low, high),
        };
        Some((Period::Span(Box::new(low), Box::new(high)), anchor))
    }

    /// *From June 1 to Nov. 30*: of the years that of the nearest interval, on the side that a verb tells.
    fn days_of_year(&self, a: &What, b: &What) -> Option<(Period, Anchor)> {
        let (What::Open(first @ Open::Day(..), pick), What::Open(last @ Open::Day(..), _)) = (a, b)
        else {
            return None;
        };
        let now = self
            .now(Precision::Day)
            .filter(|_| pick.is_free() && !self.story)?;
        let spans = (now.start.year() - 2..=now.start.year() + 2).filter_map(|year| {
            let low = Period::of_year(*first, year)?;
            let mut ends = [year, year + 1]
                .into_iter()
                .filter_map(|y| Period::of_year(*last, y));
            let high = ends.find(|high| high.start() > low.start())?;
            Some(Period::Span(Box::new(low), Box::new(high)))
        });
        let told = |span: &Period| match pick {
            Pick::Told => span.start() <= Some(now.start),
            Pick::Ahead | Pick::Due => span.end() > Some(now.start),
            _ => true,
        };
        let away = |span: &Period| Some(now.away(span.start()?, span.end()?));
        let span = spans
            .filter(told)
            .min_by_key(|s| away(s).unwrap_or(i32::MAX))?;
        Some((span, Anchor::Document))
    }

    /// *Will be closed from Tuesday to Thursday*, written on a Wednesday: both are ahead.
    fn weekdays_ahead(&self, a: &What, b: &What) -> Option<(Period, Anchor)> {
        let (What::Open(Open::Weekday(_), pick), What::Open(Open::Weekday(last), _)) = (a, b)
        else {
            return None;
        };
        let (low, anchor) = self
            .resolve(a)
            .filter(|_| matches!(pick, Pick::Ahead | Pick::Planned))?;
        let start = low.start()?;
        let days = i32::from((last - start.weekday()).rem_euclid(7));
        let high = Period::Day(start.plus_days(days)?);
        Some((Period::Span(Box::new(low), Box::new(high)), anchor))
    }

    pub(super) fn between(&self, a: &What, b: &What) -> Option<(Period, Anchor)> {
        if let (true, What::Open(end, _)) = (part_of_year(a) && part_of_year(b), b) {
            return self.parts(a, *end);
        }
        if let Some(found) = self
            .days_of_year(a, b)
            .or_else(|| self.weekdays_ahead(a, b))
        {
            return Some(found);
        }
        let (high, anchor) = self.resolve(b)?;
        let low = match a {
            // The first takes what the second says.
            What::Open(open, pick) if pick.is_free() => {
                within(*open, &high).filter(|low| low.start() <= high.start())
            }
            _ => None,
        };
        let low = match low {
            Some(low) => low,
            None => self.resolve(a)?.0,
        };
        let high = after(&low, high, b)?;
        let span =
            (low.start()? < high.end()?).then(|| Period::Span(Box::new(low), Box::new(high)))?;
        Some((span, anchor))
    }
}

/// Whether an expression is a month, quarter or season of a year that no word tells.
const fn part_of_year(what: &What) -> bool {
    let What::Open(open, pick) = what else {
        return false;
    };
    let part = matches!(
        open,
        Open::Month(_) | Open::Quarter(_) | Open::Half(_) | Open::Season(_)
    );
    part && pick.is_free()
}

/// The end of an interval that comes again is the next one behind its beginning: *from next Monday to Friday*.
fn after(low: &Period, high: Period, what: &What) -> Option<Period> {
    let turned = low.start()? >= high.end()?;
    match what {
        What::Open(Open::Weekday(w), pick) if turned && pick.is_free() => {
            let start = low.start()?;
            let ahead = i32::from((w - start.weekday()).rem_euclid(7));
            Some(Period::Day(start.plus_days(ahead)?))
        }
        What::Open(open, pick) if turned && pick.is_free() => {
            let year = high.start()?.year();
            Period::of_year(*open, year + 1)
        }
        _ => Some(high),
    }
}
