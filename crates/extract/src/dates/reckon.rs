//! Dates that are counted out from another: *two weeks after Christmas*, *the last three months*, *earlier this year*.

use claimsift_model::{Anchor, Day, Precision};

use super::resolve::Frame;
use super::{Days, Period, Unit, What, write};

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
            _ => None,
        }
    }

    /// The units behind the day of writing or before it, or those that begin with a day.
    fn run(&self, unit: Unit, by: i64, base: Option<&What>) -> Option<(Period, Anchor)> {
        if let Some(base) = base {
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
