//! The document date, and which of the dates that come again is meant beside it.
//!
//! The policy, measured on news: a weekday is the past one (87–91 %), the day itself included; day and month are
//! nearest to the document date (94 %); a month, quarter or season is the last that has begun. A verb that is not past,
//! or a word such as *last* or *next*, decides otherwise.

use claimsift_model::Day;

use super::{Open, Period, Pick, Unit};

/// Days around the document date in which a day and month are what they say, whatever their weekday.
const NEAR: i32 = 60;

/// Days for which a month that was planned may be over.
const RECENT: i32 = 31;

/// Days by which a document may be dated beside the day that it tells of as over, or as still to come.
const SLIP: i32 = 1;

/// How much nearer a month to come must be than the last, for a verb in the present to tell of it.
const PRESENT: i32 = 3;

/// Years around the document date in which a date that comes every year is looked for: 29 February comes every fourth.
const YEARS: i16 = 4;

/// The document date.
pub(super) struct Now {
    pub(super) start: Day,
    pub(super) end: Day,
}

impl Now {
    pub(super) fn pick(&self, open: Open, pick: Pick) -> Option<Period> {
        match open {
            Open::Weekday(w) => self.weekday(w, pick).map(Period::Day),
            Open::DayOnly(day, weekday) => self.day_only(day, weekday, pick),
            Open::Day(_, _, weekday) => self.day(open, weekday, pick),
            Open::WeekNumber(_) => self.nearest(|y| Period::of_year(open, y), pick),
            Open::Feast(..) => self.day(open, None, pick),
            Open::Week(_) | Open::HalfMonth(_) | Open::Ranked(..) => None,
            Open::Weekend => self.weekend(pick),
            _ => self.part_of_year(open, pick),
        }
    }

    fn weekday(&self, w: i8, pick: Pick) -> Option<Day> {
        let back = i32::from((self.start.weekday() - w).rem_euclid(7));
        let by = match pick {
            Pick::Usual | Pick::Told | Pick::Near => -back,
            Pick::Ahead | Pick::Planned => (7 - back) % 7,
            Pick::Last if back == 0 => -7,
            Pick::Last => -back,
            Pick::Next | Pick::Due => 7 - back,
            Pick::This if back <= 3 => -back,
            Pick::This => 7 - back,
        };
        self.start.plus_days(by)
    }

    /// The weekend that has begun last, or the one that comes.
    fn weekend(&self, pick: Pick) -> Option<Period> {
        let here = Period::holding(Unit::Weekend, self.start)?;
        let begun = here.start()? <= self.start;
        match pick {
            Pick::Usual | Pick::Told | Pick::Near if begun => Some(here),
            Pick::Usual | Pick::Told | Pick::Near | Pick::Last => here.shifted(-1),
            Pick::Next if begun => here.shifted(1),
            _ => Some(here),
        }
    }

    /// The nearest day of that number; its weekday must be right.
    fn day_only(&self, day: i8, weekday: Option<i8>, pick: Pick) -> Option<Period> {
        let here = self.start.month_start();
        let reach = if weekday.is_some() { 11 } else { 2 };
        let months = (-reach..=reach).filter_map(|n| here.plus_months(n));
        let days = months.filter_map(|m| Day::new(m.year(), m.month(), day));
        let told = |d: &Day| match pick {
            Pick::Ahead | Pick::Planned | Pick::Next | Pick::Due => *d >= self.start,
            Pick::Told => *d <= self.start,
            _ => true,
        };
        let days = days.filter(told);
        let right = days.filter(|d| weekday.is_none_or(|w| w == d.weekday()));
        right.min_by_key(|d| self.distance(*d)).map(Period::Day)
    }

    fn distance(&self, day: Day) -> i32 {
        if day < self.start {
            self.start.days_since(day)
        } else {
            day.days_since(self.start)
        }
    }

    /// The nearest; where that is far away, a weekday that fits a year near it decides. Near the document a wrong
    /// weekday is a slip of its author.
    fn day(&self, open: Open, weekday: Option<i8>, pick: Pick) -> Option<Period> {
        let of_year = |y| Period::of_year(open, y);
        let nearest = self.nearest(of_year, pick);
        let right = |p: &Period| weekday.is_none() || p.start().map(Day::weekday) == weekday;
        if weekday.is_none()
            || nearest
                .as_ref()
                .is_some_and(|p| self.is_near(p) || right(p))
        {
            return nearest;
        }
        let on_weekday = |y| of_year(y).filter(right);
        let by_weekday = self
            .nearest(on_weekday, pick)
            .filter(|p| self.within_years(p, 3));
        // *Died on Friday, 13 June*: the weekday is written, the tense may be another verb's.
        let any = || {
            self.nearest(on_weekday, Pick::Usual)
                .filter(|p| self.within_years(p, 1))
        };
        by_weekday.or_else(any).or(nearest)
    }

    fn is_near(&self, period: &Period) -> bool {
        period.start().is_some_and(|d| self.distance(d) <= NEAR)
    }

    fn within_years(&self, period: &Period, years: i16) -> bool {
        let year = period.start().map(|d| d.year());
        year.is_some_and(|y| (y - self.start.year()).abs() <= years)
    }

    /// Of the periods that come once a year the nearest one, on the side that a verb or a word tells.
    pub(super) fn nearest(
        &self,
        of_year: impl Fn(i16) -> Option<Period>,
        pick: Pick,
    ) -> Option<Period> {
        let year = self.start.year();
        let years = year.saturating_sub(YEARS)..=year.saturating_add(YEARS);
        let dated = years.filter_map(|y| of_year(y).and_then(|p| Some((p.start()?, p))));
        let told = dated.filter(|(d, _)| match pick {
            Pick::Usual | Pick::Near => true,
            Pick::Told => d.days_since(self.start) <= SLIP,
            Pick::Last => *d < self.end,
            Pick::Ahead => self.start.days_since(*d) <= SLIP,
            Pick::Planned => self.start.days_since(*d) <= NEAR,
            Pick::Next | Pick::Due => *d >= self.start,
            Pick::This => d.year() == year,
        });
        let nearest = told.min_by_key(|(d, _)| self.distance(*d))?;
        Some(nearest.1)
    }

    fn part_of_year(&self, open: Open, pick: Pick) -> Option<Period> {
        let year = self.start.year();
        let all = (year - 2..=year + 2).filter_map(|y| Period::of_year(open, y));
        let mut all = all.filter_map(|p| Some((p.start()?, p.end()?, p)));
        let found = match pick {
            Pick::Usual | Pick::Told => all.rfind(|(start, ..)| *start < self.end),
            Pick::Near => all.min_by_key(|(start, end, _)| match *start < self.end {
                true => self.away(*start, *end),
                false => PRESENT * self.away(*start, *end),
            }),
            Pick::Last => all.rfind(|(_, end, _)| *end <= self.start),
            Pick::Planned => all.find(|(_, end, _)| self.start.days_since(*end) < RECENT),
            Pick::Ahead => all.find(|(_, end, _)| *end > self.start),
            Pick::Next | Pick::Due => all.find(|(start, ..)| *start >= self.end),
            // *this March* is of this year; seasons turn with it.
            Pick::This if matches!(open, Open::Month(_)) => {
                all.find(|(start, ..)| start.year() == year)
            }
            Pick::This => all.min_by_key(|(start, end, _)| self.away(*start, *end)),
        };
        found.map(|(.., period)| period)
    }

    /// Days between the document date and a period; 0 inside it.
    pub(super) fn away(&self, start: Day, end: Day) -> i32 {
        if end <= self.start {
            self.start.days_since(end)
        } else {
            start.days_since(self.start).max(0)
        }
    }
}
