//! Dates that are counted out from another: *two weeks after Christmas*, *the last three months*, *earlier this year*.

use claimsift_model::{Anchor, Day, Precision};

use super::resolve::Frame;
use super::{Days, From, Open, Period, Pick, Unit, What, write};

impl Frame<'_> {
    /// The period that is counted out.
    pub(super) fn reckoned(&self, what: &What) -> Option<(Period, Anchor)> {
        match what {
            What::Offset { unit, by, base } => {
                let (base, anchor) = self.resolve(base)?;
                Some((offset(&base, *unit, *by)?, anchor))
            }
            What::Run { unit, by, base } => self.run(*unit, *by, base.as_deref()),
            What::Ends { unit, by, of, told } => self.ends(*unit, *by, of, *told),
            What::Cut { of, past } => self.cut(of, *past),
            What::Same { unit, of } => self.same(*unit, of),
            What::Around(unit, base) => {
                let (base, anchor) = self.resolve(base)?;
                Some((around(*unit, &base)?, anchor))
            }
            What::Far { parts, from, run } => self.far(parts, *from, *run),
            What::Beside { open, side, told } => self.beside(*open, *side, *told),
            What::NextTo { open, side, base } => {
                let (base, anchor) = self.resolve(base)?;
                Some((beside(*open, &base, *side)?, anchor))
            }
            _ => None,
        }
    }

    /// The units behind the day of writing or before it, or those that begin with a day.
    fn run(&self, unit: Unit, by: i64, base: Option<&What>) -> Option<(Period, Anchor)> {
        if let Some(base) = base {
            if let What::Shifted {
                from: From::Text, ..
            } = base
            {
                return self.run_beside(unit, by);
            }
            let (base, anchor) = self.resolve(base)?;
            // *for ten years from January 2020*, but not *for three days from January*.
            let close = base.precision() <= unit.precision();
            let (first, behind) = if by > 0 {
                let first = base.start()?;
                (first, plus(first, unit, by)?)
            } else {
                let behind = base.end()?;
                (plus(behind, unit, by)?, behind)
            };
            let run = days(first, behind.plus_days(-1)?, unit, by).filter(|_| close)?;
            return Some((run, anchor));
        }
        // In a story they lean on what was told, and nothing says on which day.
        if self.story {
            return None;
        }
        let today = self.today()?;
        if matches!(unit, Unit::Quarter | Unit::Half | Unit::Weekend) {
            let here = Period::holding(unit, today)?;
            let (near, far) = (here.shifted(by.signum())?, here.shifted(by)?);
            let (a, b) = if by > 0 { (near, far) } else { (far, near) };
            let last = b.end()?.plus_days(-1)?;
            return Some((days(a.start()?, last, unit, by)?, Anchor::Document));
        }
        let other = plus(today, unit, by)?;
        let (first, last) = if by > 0 {
            (plus(today, unit.step(), 1)?, other)
        } else {
            (other, today.plus_days(-1)?)
        };
        Some((days(first, last, unit, by)?, Anchor::Document))
    }

    /// *The previous three months*: up to the date told last; without one, up to the day of writing.
    fn run_beside(&self, unit: Unit, by: i64) -> Option<(Period, Anchor)> {
        let Some(told) = self.told(unit.precision()) else {
            return self.run(unit, by, None).filter(|_| by < 0);
        };
        let (first, behind) = if by > 0 {
            (told.end()?, plus(told.end()?, unit, by)?)
        } else {
            (plus(told.start()?, unit, by)?, told.start()?)
        };
        Some((days(first, behind.plus_days(-1)?, unit, by)?, Anchor::Text))
    }

    /// The last date of the text that is known so closely.
    fn told(&self, precision: Precision) -> Option<&Period> {
        let fits = |(period, target): &&(Period, bool)| period.precision() <= precision && !target;
        let (period, _) = self.earlier.iter().rev().find(fits)?;
        Some(period)
    }

    /// The day so far from the day of writing or from the date told last; or the days between.
    fn far(&self, parts: &[(Unit, i64)], from: From, run: bool) -> Option<(Period, Anchor)> {
        let (smallest, by) = *parts.last()?;
        let text = (from == From::Text).then(|| self.told(smallest.precision()));
        let (base, anchor) = match text.flatten() {
            Some(told) => (told.start()?, Anchor::Text),
            None if from == From::Text && by > 0 => return None,
            None => (self.today()?, Anchor::Document),
        };
        let day = parts
            .iter()
            .try_fold(base, |day, (unit, by)| plus(day, *unit, *by))?;
        if !run {
            return Some((Period::holding(smallest, day)?, anchor));
        }
        let (first, last) = if by > 0 {
            (base.next(), day)
        } else {
            (day, base.plus_days(-1)?)
        };
        let run = Days {
            first,
            last,
            precision: smallest.precision(),
            timex: write::lengths(parts),
        };
        Some((Period::Days(Box::new(run)), anchor))
    }

    /// The date that comes again next to the date told last.
    fn beside(&self, open: Open, side: i8, told: bool) -> Option<(Period, Anchor)> {
        let weekly = matches!(open, Open::Weekday(_) | Open::Weekend);
        let close = if weekly {
            Precision::Week
        } else {
            Precision::Year
        };
        let Some(base) = self.told(close) else {
            let pick = match side {
                0 => Pick::This,
                // *He left the following Monday*: not behind now.
                1.. if told => return None,
                1.. => Pick::Next,
                _ => Pick::Last,
            };
            return self.resolve(&What::Open(open, pick));
        };
        Some((beside(open, base, side)?, Anchor::Text))
    }

    /// The day of writing.
    fn today(&self) -> Option<Day> {
        let published = self.published?;
        (published.precision == Precision::Day).then_some(published.start)
    }

    fn ends(&self, unit: Unit, by: i64, of: &What, told: bool) -> Option<(Period, Anchor)> {
        let (whole, anchor) = self.resolve(of)?;
        let part = end_of(&whole, unit, by)?;
        let ahead = anchor == Anchor::Document
            && self
                .today()
                .is_some_and(|t| part.start().is_some_and(|s| s > t));
        if told && ahead {
            return Some((end_of(&whole.shifted(-1)?, unit, by)?, anchor));
        }
        Some((part, anchor))
    }

    fn cut(&self, of: &What, past: bool) -> Option<(Period, Anchor)> {
        let (whole, anchor) = self.resolve(of)?;
        let cut = || {
            let today = self.today().filter(|_| anchor == Anchor::Document)?;
            let (start, end) = (whole.start()?, whole.end()?.plus_days(-1)?);
            let (first, last) = if past {
                (start, today.plus_days(-1)?)
            } else {
                (today, end)
            };
            (start <= first && first <= last && last <= end).then(|| {
                Period::Days(Box::new(Days {
                    first,
                    last,
                    precision: whole.precision(),
                    timex: whole.timex(),
                }))
            })
        };
        Some((cut().unwrap_or(whole), anchor))
    }

    fn same(&self, unit: Unit, of: &What) -> Option<(Period, Anchor)> {
        let (year, _) = self.resolve(of)?;
        let size = unit.precision();
        let fits = |p: &&Period| p.precision() == size && p.shifted_years(0).is_some();
        let told = self.earlier.iter().rev().map(|(p, _)| p).find(fits)?;
        let by = year.start()?.year().checked_sub(told.start()?.year())?;
        let period = told
            .shifted_years(by)
            .filter(|_| year.precision() == Precision::Year)?;
        Some((period, Anchor::Text))
    }
}

/// The date that comes again in the week or year of another, behind it or before it.
fn beside(open: Open, base: &Period, side: i8) -> Option<Period> {
    let (start, end) = (base.start()?, base.end()?);
    let fits = |p: &Period| match side {
        0 => true,
        1.. => p.start() >= Some(end),
        _ => p.end() <= Some(start),
    };
    let turns = |n: i16| match open {
        Open::Weekday(w) => {
            let monday = start.plus_days(i32::from(n) * 7 + 1 - i32::from(start.weekday()))?;
            Some(Period::Day(monday.plus_days(i32::from(w) - 1)?))
        }
        Open::Weekend => Period::holding(Unit::Weekend, start)?.shifted(i64::from(n)),
        _ => Period::of_year(open, start.year().checked_add(n)?),
    };
    let tries = [0, i16::from(side), 2 * i16::from(side)];
    tries.into_iter().filter_map(turns).find(fits)
}

/// How closely a date is known that is so many units away from another.
pub(super) fn offset_precision(unit: Unit, base: Precision) -> Precision {
    if base == Precision::Day && unit <= Unit::Week {
        Precision::Day
    } else {
        unit.precision().max(base)
    }
}

/// Days and weeks are counted to the day; months and years from a day are not meant so closely.
fn offset(base: &Period, unit: Unit, by: i64) -> Option<Period> {
    let years = |by: i64| base.shifted_years(i16::try_from(by).ok()?);
    match (base, unit) {
        (Period::Day(day), Unit::Day | Unit::Week | Unit::Workday) => {
            Some(Period::Day(plus(*day, unit, by)?))
        }
        (Period::Day(day), Unit::Month | Unit::Year) => {
            Period::holding(unit, plus(*day, unit, by)?)
        }
        (Period::Month(..), Unit::Month) | (Period::Year(_), Unit::Year) => base.shifted(by),
        (Period::Month(..) | Period::Quarter(..) | Period::Season(..), Unit::Year) => years(by),
        (Period::Year(_), Unit::Decade) => base.shifted(by.checked_mul(10)?),
        _ => None,
    }
}

/// The first units of a period, or its last.
fn end_of(whole: &Period, unit: Unit, by: i64) -> Option<Period> {
    let (start, end) = (whole.start()?, whole.end()?);
    let (first, behind) = if by > 0 {
        (start, plus(start, unit, by)?)
    } else {
        (plus(end, unit, by)?, end)
    };
    let fits = start <= first && behind <= end && unit.precision() < whole.precision();
    days(first, behind.plus_days(-1)?, unit, by).filter(|_| fits)
}

fn around(unit: Unit, base: &Period) -> Option<Period> {
    let day = base
        .start()
        .filter(|_| base.precision() == Precision::Day)?;
    if unit == Unit::Week {
        // A week that is named by its Sunday begins with it.
        let day = if day.weekday() == 7 { day.next() } else { day };
        return Period::holding(unit, day);
    }
    // The feast is a part of its weekend.
    let (before, behind) = match day.weekday() {
        1 => (-2, 0),
        4 => (0, 3),
        5 => (0, 2),
        6 => (0, 1),
        7 => (-1, 0),
        _ => return None,
    };
    let (first, last) = (day.plus_days(before)?, day.plus_days(behind)?);
    let timex = Period::Weekend(day.plus_days(6 - i32::from(day.weekday()))?).timex();
    Some(Period::Days(Box::new(Days {
        first,
        last,
        precision: unit.precision(),
        timex,
    })))
}

fn days(first: Day, last: Day, unit: Unit, by: i64) -> Option<Period> {
    (first <= last).then(|| {
        Period::Days(Box::new(Days {
            first,
            last,
            precision: unit.precision(),
            timex: write::length(unit, by),
        }))
    })
}

/// The period of that unit so far from another. *A year earlier*, behind a fiscal year, is the fiscal year before.
pub(super) fn away(base: &Period, unit: Unit, by: i64) -> Option<Period> {
    match (base, unit) {
        (Period::Days(own), _) if own.precision == unit.precision() && own.lasts(unit, by) => {
            let behind = plus(own.last.next(), unit, by)?;
            Some(Period::Days(Box::new(Days {
                first: plus(own.first, unit, by)?,
                last: behind.plus_days(-1)?,
                ..Days::clone(own)
            })))
        }
        (Period::Quarter(..), Unit::Month) => base.shifted(by / 3),
        (_, Unit::Workday) => Some(Period::Day(plus(base.start()?, unit, by)?)),
        _ => Period::holding(unit, base.start()?)?.shifted(by),
    }
}

impl Days {
    /// Whether they are one unit long, or as many as they are moved by.
    fn lasts(&self, unit: Unit, by: i64) -> bool {
        let long = |n| plus(self.first, unit, n) == Some(self.last.next());
        long(1) || long(by.saturating_abs())
    }
}

/// The day so many units later.
pub(super) fn plus(day: Day, unit: Unit, by: i64) -> Option<Day> {
    let n = |times: i32| i32::try_from(by).ok()?.checked_mul(times);
    match unit {
        Unit::Workday => workdays(day, n(1)?),
        Unit::Day => day.plus_days(n(1)?),
        Unit::Week | Unit::Weekend => day.plus_days(n(7)?),
        Unit::Month => day.plus_months(n(1)?),
        Unit::Quarter => day.plus_months(n(3)?),
        Unit::Half => day.plus_months(n(6)?),
        Unit::Year => day.plus_years(n(1)?),
        Unit::Decade => day.plus_years(n(10)?),
        Unit::Century => day.plus_years(n(100)?),
    }
}

/// Days from Monday to Friday counted on.
fn workdays(day: Day, by: i32) -> Option<Day> {
    let weekday = i32::from(day.weekday());
    // A weekend is counted from its edge.
    let edge = match (weekday > 5, by > 0) {
        (false, _) => 0,
        (true, true) => 5 - weekday,
        (true, false) => 8 - weekday,
    };
    let day = day.plus_days(edge.checked_add(by / 5 * 7)?)?;
    let (rest, weekday) = (by % 5, i32::from(day.weekday()));
    let over = match weekday + rest {
        6.. => 2,
        ..=0 => -2,
        _ => 0,
    };
    day.plus_days(rest + over)
}
