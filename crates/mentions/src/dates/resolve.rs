//! From what an expression means to the days it covers.
//!
//! The policy, measured on news: a weekday is the past one (87–91 %), the day itself included; day and month are
//! nearest to the document date (94 %); a month, quarter or season is the last that has begun. A verb that is not past,
//! or a word such as *last* or *next*, decides otherwise.

use claimsift_model::{Anchor, Day, Precision, Published};

use super::{From, Open, Period, Pick, Unit, What, feast, reckon, story};

/// What expressions are resolved against.
pub(crate) struct Frame<'a> {
    /// Document date.
    pub(crate) published: Option<&'a Published>,
    /// The dates resolved before, and whether each was only aimed at.
    pub(crate) earlier: &'a [(Period, bool)],
    /// Whether the text tells of another time than its own.
    pub(crate) story: bool,
    /// Whether what is resolved is over: it leans on nothing that is still to come.
    pub(crate) over: bool,
}

impl Frame<'_> {
    /// The period meant, and what says so; `None` when nothing does.
    pub(crate) fn resolve(&self, what: &What) -> Option<(Period, Anchor)> {
        match what {
            What::Fixed(period) => Some((period.clone(), Anchor::Absolute)),
            What::Open(open, pick) => {
                let by_document = || self.now(open.precision())?.pick(*open, *pick);
                if let Some(base) = self.story_base(open.precision()) {
                    let told = story::pick(*open, *pick, base)?;
                    // *Has learned on Thursday 27 August*: the weekday tells which of the two years.
                    let news = || by_document().filter(|p| on_weekday(*open, p));
                    let other = (!on_weekday(*open, &told)).then(news).flatten();
                    return Some(match other {
                        Some(period) => (period, Anchor::Document),
                        None => (told, Anchor::Text),
                    });
                }
                Some((by_document()?, Anchor::Document))
            }
            What::Shifted { unit, by, from } => self.shifted(*unit, *by, *from),
            What::Within(open, base) => {
                if let Some(found) = self.in_some_year(*open, base) {
                    return Some(found);
                }
                let (base, anchor) = self.resolve(base)?;
                Some((within(*open, &base)?, anchor))
            }
            What::Between(a, b) => self.between(a, b),
            What::Vague { .. } => None,
            _ => self.reckoned(what),
        }
    }

    /// *The first Monday of May*: a day or week of a month that comes every year is a date that comes every year.
    fn in_some_year(&self, open: Open, base: &What) -> Option<(Period, Anchor)> {
        let What::Open(month @ Open::Month(_), pick) = *base else {
            return None;
        };
        let now = self
            .now(Precision::Day)
            .filter(|_| pick.is_free() && !self.story)?;
        let of_year = |year| within(open, &Period::of_year(month, year)?);
        Some((now.nearest(of_year, pick)?, Anchor::Document))
    }

    /// The document date, when it is known as closely as the period asks.
    pub(super) fn now(&self, precision: Precision) -> Option<Now> {
        let published = self.published?;
        let known = match published.precision {
            Precision::Day => true,
            Precision::Month => precision >= Precision::Month,
            _ => precision >= Precision::Year,
        };
        known.then_some(Now {
            start: published.start,
            end: published.end,
        })
    }

    fn shifted(&self, unit: Unit, by: i64, from: From) -> Option<(Period, Anchor)> {
        if matches!(from, From::Text | From::Either)
            && let Some(base) = self.before(unit, by)
            && !(from == From::Either && by == 0 && self.is_apart(base))
        {
            return Some((reckon::away(base, unit, by)?, Anchor::Text));
        }
        if let Some(base) = self
            .story_base(unit.precision())
            .filter(|_| unit != Unit::Day && from != From::Now)
        {
            let base = Period::holding(unit, base.start()?)?;
            return Some((base.shifted(by)?, Anchor::Text));
        }
        // *The previous year* may lean on the document; *the following year* and *the same year* need a date before.
        if from == From::Text && by >= 0 {
            return None;
        }
        let now = self.now(unit.precision())?;
        let period = reckon::away(&Period::Day(now.start), unit, by)?;
        Some((period, Anchor::Document))
    }

    /// *The index ended the day lower*: the day of which a report tells is its own, or one of the week before.
    fn is_apart(&self, base: &Period) -> bool {
        let now = self.published.filter(|_| !self.story).map(|p| p.start);
        let days = now.and_then(|now| Some(now.days_since(base.start()?)));
        days.is_some_and(|days| !(0..=7).contains(&days))
    }

    /// The date of the text that a story has come to.
    fn story_base(&self, precision: Precision) -> Option<&Period> {
        let year = precision.max(Precision::Year);
        // What a story aims at it mostly tells of too, unless it is still to come.
        let past = |p: &Period| self.published.is_some_and(|now| p.end() <= Some(now.start));
        let told = |(period, target): &&(Period, bool)| {
            period.precision() <= year && (!target || past(period))
        };
        let (period, _) = self
            .earlier
            .iter()
            .rev()
            .find(told)
            .filter(|_| self.story)?;
        Some(match period {
            Period::Span(first, _) => first,
            _ => period,
        })
    }

    /// The last date of the text that is known as closely as the unit asks. What is only aimed at holds for *the same
    /// year*, but a story does not go on from it.
    fn before(&self, unit: Unit, by: i64) -> Option<&Period> {
        let ahead = |p: &Period| {
            let now = self.published.filter(|_| self.over);
            now.is_some_and(|now| p.start() >= Some(now.end))
        };
        // *Three months earlier*, behind a quarter.
        let close = |p: &Period| {
            let quarters = unit == Unit::Month && by % 3 == 0 && matches!(p, Period::Quarter(..));
            p.precision() <= unit.precision() || quarters
        };
        let fits = |(p, target): &&(Period, bool)| close(p) && (by == 0 || !target) && !ahead(p);
        let (period, _) = self.earlier.iter().rev().find(fits)?;
        Some(match period {
            Period::Span(_, last) => last,
            _ => period,
        })
    }
}

/// Whether a day is of the weekday that is written beside it.
fn on_weekday(open: Open, period: &Period) -> bool {
    match open {
        Open::Day(_, _, Some(weekday)) => period.start().is_some_and(|d| d.weekday() == weekday),
        _ => true,
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
    end: Day,
}

impl Now {
    fn pick(&self, open: Open, pick: Pick) -> Option<Period> {
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
    fn nearest(&self, of_year: impl Fn(i16) -> Option<Period>, pick: Pick) -> Option<Period> {
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
