//! From what an expression means to the days it covers: against the document date ([`now`](super::now)), or against the
//! dates before it in the text.

use claimsift_model::{Anchor, Precision, Published};

use super::now::Now;
use super::period::within;
use super::{From, Open, Period, Unit, What, reckon, story};

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
