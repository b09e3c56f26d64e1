//! Periods of the calendar: the days they hold, and their neighbours.

use claimsift_model::{Day, Precision};

use super::{Open, Unit, feast};

/// A period of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Period {
    Day(Day),
    /// By its Monday.
    Week(Day),
    /// By its Saturday.
    Weekend(Day),
    Month(i16, i8),
    Quarter(i16, i8),
    Half(i16, i8),
    /// Spring 1 to winter 4; a winter has the year it begins in.
    Season(i16, i8),
    Year(i16),
    /// By its first three digits.
    Decade(i16),
    /// By its first two digits.
    Century(i16),
    /// From one to the other, both included.
    Span(Box<Period>, Box<Period>),
    /// Days that the calendar has no name for.
    Days(Box<Days>),
}

/// From one day to another, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) first: Day,
    pub(crate) last: Day,
    /// How closely the words say them.
    pub(crate) precision: Precision,
    pub(crate) timex: String,
}

impl Period {
    /// The period of that unit that holds the day.
    pub(crate) fn holding(unit: Unit, day: Day) -> Option<Self> {
        let (year, month) = (day.year(), day.month());
        let monday = day.plus_days(1 - i32::from(day.weekday()));
        Some(match unit {
            Unit::Day | Unit::Workday => Self::Day(day),
            Unit::Week => Self::Week(monday?),
            Unit::Weekend => Self::Weekend(monday?.plus_days(5)?),
            Unit::Month => Self::Month(year, month),
            Unit::Quarter => Self::Quarter(year, (month - 1) / 3 + 1),
            Unit::Half => Self::Half(year, (month - 1) / 6 + 1),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year / 10),
            Unit::Century => Self::Century(year / 100),
        })
    }

    /// The date that comes again, in the year.
    pub(crate) fn of_year(open: Open, year: i16) -> Option<Self> {
        Some(match open {
            Open::Day(month, day, _) => Self::Day(Day::new(year, month, day)?),
            Open::Month(month) => Self::Month(year, month),
            Open::Quarter(n) => Self::Quarter(year, n),
            Open::Half(n) => Self::Half(year, n),
            Open::Season(n) => Self::Season(year, n),
            Open::Feast(number, kind) => Self::Day(feast::day(number, kind, year)?),
            Open::WeekNumber(n) => within(Open::Week(n), &Self::Year(year))?,
            Open::Weekday(_)
            | Open::DayOnly(..)
            | Open::Week(_)
            | Open::Weekend
            | Open::HalfMonth(_)
            | Open::Ranked(..) => return None,
        })
    }

    /// The period `n` of its own kind later.
    pub(crate) fn shifted(&self, n: i64) -> Option<Self> {
        let n = i32::try_from(n).ok()?;
        let year = |y: i16, by: i32| i16::try_from(i32::from(y).checked_add(by)?).ok();
        // Parts of a year count on into the next.
        let part = |y: i16, p: i8, of: i32| {
            let all = (i32::from(y) * of + i32::from(p) - 1).checked_add(n)?;
            let part = i8::try_from(all.rem_euclid(of) + 1).ok()?;
            Some((i16::try_from(all.div_euclid(of)).ok()?, part))
        };
        let shifted = match self {
            Self::Day(day) => Self::Day(day.plus_days(n)?),
            Self::Week(day) => Self::Week(day.plus_days(n.checked_mul(7)?)?),
            Self::Weekend(day) => Self::Weekend(day.plus_days(n.checked_mul(7)?)?),
            Self::Month(y, m) => part(*y, *m, 12).map(|(y, m)| Self::Month(y, m))?,
            Self::Quarter(y, q) => part(*y, *q, 4).map(|(y, q)| Self::Quarter(y, q))?,
            Self::Half(y, h) => part(*y, *h, 2).map(|(y, h)| Self::Half(y, h))?,
            Self::Season(y, s) => Self::Season(year(*y, n)?, *s),
            Self::Year(y) => Self::Year(year(*y, n)?),
            Self::Decade(d) => Self::Decade(year(*d, n)?),
            Self::Century(c) => Self::Century(year(*c, n)?),
            Self::Span(..) | Self::Days(_) => return None,
        };
        shifted.start().map(|_| shifted)
    }

    /// The same part of the year, `n` years later.
    pub(crate) fn shifted_years(&self, n: i16) -> Option<Self> {
        let year = |y: &i16| y.checked_add(n);
        Some(match self {
            Self::Day(d) => Self::Day(Day::new(d.year().checked_add(n)?, d.month(), d.day())?),
            Self::Month(y, m) => Self::Month(year(y)?, *m),
            Self::Quarter(y, q) => Self::Quarter(year(y)?, *q),
            Self::Half(y, h) => Self::Half(year(y)?, *h),
            Self::Season(y, s) => Self::Season(year(y)?, *s),
            _ => return None,
        })
    }

    /// First day.
    pub(crate) fn start(&self) -> Option<Day> {
        match self {
            Self::Day(day) | Self::Week(day) | Self::Weekend(day) => Some(*day),
            Self::Month(y, m) => Day::new(*y, *m, 1),
            Self::Quarter(y, q) => Day::new(*y, q * 3 - 2, 1),
            Self::Half(y, h) => Day::new(*y, h * 6 - 5, 1),
            Self::Season(y, s) => Day::new(*y, s * 3, 1),
            Self::Year(y) => Day::new(*y, 1, 1),
            Self::Decade(d) => Day::new(d.checked_mul(10)?, 1, 1),
            Self::Century(c) => Day::new(c.checked_mul(100)?, 1, 1),
            Self::Span(a, _) => a.start(),
            Self::Days(days) => Some(days.first),
        }
    }

    /// One past the last day.
    pub(crate) fn end(&self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day.next()),
            Self::Week(day) => day.plus_days(7),
            Self::Weekend(day) => day.plus_days(2),
            Self::Month(..) => self.start()?.plus_months(1),
            Self::Quarter(..) | Self::Season(..) => self.start()?.plus_months(3),
            Self::Half(..) => self.start()?.plus_months(6),
            Self::Year(_) => self.start()?.plus_years(1),
            Self::Decade(_) => self.start()?.plus_years(10),
            Self::Century(_) => self.start()?.plus_years(100),
            Self::Span(_, b) => b.end(),
            Self::Days(days) => Some(days.last.next()),
        }
    }

    pub(crate) fn precision(&self) -> Precision {
        match self {
            Self::Day(_) => Precision::Day,
            Self::Week(_) | Self::Weekend(_) => Precision::Week,
            Self::Month(..) => Precision::Month,
            Self::Quarter(..) => Precision::Quarter,
            Self::Half(..) => Precision::Half,
            Self::Season(..) => Precision::Season,
            Self::Year(_) => Precision::Year,
            Self::Decade(_) => Precision::Decade,
            Self::Century(_) => Precision::Century,
            Self::Span(a, b) => a.precision().min(b.precision()),
            Self::Days(days) => days.precision,
        }
    }
}

/// The date that comes again, in the year, month or week of `base`.
pub(super) fn within(open: Open, base: &Period) -> Option<Period> {
    let start = base.start()?;
    match open {
        Open::Weekday(w) if base.precision() <= Precision::Week => {
            let monday = start.plus_days(1 - i32::from(start.weekday()))?;
            Some(Period::Day(monday.plus_days(i32::from(w) - 1)?))
        }
        Open::Weekday(_) => None,
        Open::DayOnly(-1, _) => Some(Period::Day(base.end()?.plus_days(-1)?)),
        Open::DayOnly(day, _) => Some(Period::Day(Day::new(start.year(), start.month(), day)?)),
        Open::Week(n) => week(n, base),
        Open::HalfMonth(n) => half_month(n, base),
        Open::Ranked(rank, weekday) if base.precision() == Precision::Month => {
            let number = i16::from(start.month()) * 100 + i16::from(rank) * 10;
            let day = feast::day(number + i16::from(weekday), 2, start.year())?;
            Some(Period::Day(day))
        }
        _ => Period::of_year(open, start.year()),
    }
}

/// The week of a longer period, which is of the period that holds its Thursday.
fn week(n: i8, base: &Period) -> Option<Period> {
    let (start, end) = (base.start()?, base.end()?);
    let to_thursday = i32::from((4 - start.weekday()).rem_euclid(7));
    let first = start.plus_days(to_thursday)?;
    let thursday = if n > 0 {
        first.plus_days(7 * (i32::from(n) - 1))?
    } else {
        first.plus_days((end.days_since(first) - 1) / 7 * 7)?
    };
    let long = base.precision() > Precision::Week;
    let monday = thursday.plus_days(-3).filter(|_| long && thursday < end)?;
    Some(Period::Week(monday))
}

/// *The first half of March*, *la seconde quinzaine de mars*.
fn half_month(n: i8, base: &Period) -> Option<Period> {
    let Period::Month(year, month) = *base else {
        return None;
    };
    let middle = Day::new(year, month, 15)?;
    let (first, last) = match n {
        1 => (base.start()?, middle),
        _ => (middle.next(), base.end()?.plus_days(-1)?),
    };
    let [first, last] = [first, last].map(|day| Box::new(Period::Day(day)));
    Some(Period::Span(first, last))
}
