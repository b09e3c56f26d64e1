//! Intervals of dates.

use claimsift_engine::pattern::{SlotName, Variant};
use claimsift_model::{Day, Precision};

use claimsift_packs::class;

use super::civil::closed;
use super::{Captures, digits, item, small, whole, year};
use crate::dates::{Expr, Open, Period, Pick, Unit, What};
use crate::item::{Item, Reach};

/// From one date to another.
pub(in crate::build) fn range(of: &Captures<'_, '_>) -> Option<Item> {
    let expr = match of.rule.with {
        Some(Variant::DigitSpan) => digits::span(of)?,
        Some(Variant::YearsOnly) => Expr::new(years(of)?),
        Some(Variant::DaysOfMonth) => Expr::new(days(of)?),
        Some(Variant::DayAlone) => Expr::new(days_alone(of).filter(|_| closed(of))?),
        _ => Expr::new(dates(of)?),
    };
    if postponed(of, of.reach()) {
        return None;
    }
    item(of, expr)
}

/// Most years between the ends of an interval whose second year is shortened.
const SHORT: i16 = 10;

/// `2010-2019`, `2018-19`: the later year is later.
fn years(of: &Captures<'_, '_>) -> Option<What> {
    let low = year(of, SlotName::Low)?;
    let written = of.part(SlotName::High)?;
    let high = i16::try_from(whole(of, SlotName::High)?).ok()?;
    let high = match of.scene.slice(written.start as usize).len() {
        2 => low - low % 100 + high,
        _ => high,
    };
    // Two digits are a year when they follow soon: `2018-19`, not `2015-32`.
    let near = written.len() == 1 && high - low <= SHORT;
    let whole = of.scene.slice(written.start as usize).len() == 4;
    let slash = of.scene.mark(written.start as usize - 1) == Some('/');
    if slash && high != low + 1 {
        return None;
    }
    between(
        What::Fixed(Period::Year(low)),
        What::Fixed(Period::Year(high)),
        low < high && (whole || near),
    )
}

/// `3-5 mars 2025`, *March 3 to 5*: the first day takes month and year of the second.
fn days(of: &Captures<'_, '_>) -> Option<What> {
    let low = small(of, SlotName::Low)?;
    if let Some(high) = of.item(SlotName::High).and_then(|i| i.date.as_ref()) {
        let (day, first) = match &high.what {
            What::Fixed(Period::Day(day)) => {
                let first = Day::new(day.year(), day.month(), low)?;
                (day.day(), What::Fixed(Period::Day(first)))
            }
            What::Open(Open::Day(month, day, _), pick) => {
                (*day, What::Open(Open::Day(*month, low, None), *pick))
            }
            _ => return None,
        };
        return between(first, high.what.clone(), low < day && runs(of, low, day));
    }
    let (high, month) = (small(of, SlotName::High)?, small(of, SlotName::MonthNo)?);
    let one = |day: i8| match of.part(SlotName::YearNo) {
        Some(_) => {
            let day = Day::new(year(of, SlotName::YearNo)?, month, day)?;
            Some(What::Fixed(Period::Day(day)))
        }
        None => {
            Day::new(2024, month, day)?;
            Some(What::Open(Open::Day(month, day, None), Pick::Usual))
        }
    };
    between(one(low)?, one(high)?, low < high && runs(of, low, high))
}

/// *From the 3rd until the 9th*
fn days_alone(of: &Captures<'_, '_>) -> Option<What> {
    let (low, high) = (small(of, SlotName::Low)?, small(of, SlotName::High)?);
    let one = |day| What::Open(Open::DayOnly(day, None), Pick::Usual);
    between(one(low), one(high), low < high)
}

/// *The 3rd and 10th of March* are two days, unless *between* says otherwise; *the 3rd and 4th* are all between as well.
fn runs(of: &Captures<'_, '_>, low: i8, high: i8) -> bool {
    let (Some(first), Some(last)) = (of.part(SlotName::Low), of.part(SlotName::High)) else {
        return false;
    };
    let both = (first.end..=last.start).any(|at| of.scene.ends_before(at, class::AND));
    let told = (of.found.start.saturating_sub(1)..=first.start)
        .any(|at| of.scene.ends_before(at, class::BETWEEN));
    !both || told || high == low + 1
}

/// Tokens before two dates in which a word may say that one takes the other’s place.
const NEAR: usize = 8;

/// *Postponed from 3 March to 10 April*: no interval; *moved to Saturday* is ahead.
pub(super) fn postponed(of: &Captures<'_, '_>, reach: Reach) -> bool {
    let start = reach.start as usize;
    let mut before = start.saturating_sub(NEAR)..start;
    before.any(|at| of.scene.chart.starts(at, class::POSTPONED))
}

/// Whether a date is a day or month of the calendar, written so.
fn is_written(what: &What) -> bool {
    match what {
        What::Fixed(period) => matches!(period, Period::Day(_) | Period::Month(..)),
        What::Open(open, _) => matches!(open, Open::Day(..) | Open::Month(_)),
        _ => false,
    }
}

/// Two dates as they were read.
fn dates(of: &Captures<'_, '_>) -> Option<What> {
    // *between March and May*: the interval tells that they are months.
    let end = |name| match of.item(name) {
        Some(item) => Some(item.date.as_ref()?.what.clone()),
        None => Some(What::Open(Open::Month(small(of, name)?), Pick::Usual)),
    };
    let (low, high) = (end(SlotName::Low)?, &end(SlotName::High)?);
    let simple = |what: &What| {
        let day = matches!(
            what,
            What::Shifted {
                unit: Unit::Day,
                ..
            }
        );
        let weekday = matches!(what, What::Within(Open::Weekday(_), _));
        day || weekday || matches!(what, What::Fixed(_) | What::Open(..))
    };
    let ordered = match (&low, high) {
        (What::Fixed(a), What::Fixed(b)) => a.start() < b.start(),
        // *Samedi 20 au dimanche 21 mai*: the first takes the month of the second.
        (What::Open(Open::DayOnly(..), _), What::Open(Open::Day(..), _) | What::Fixed(_)) => false,
        // *Friday - June 15* is one day said twice.
        (What::Open(Open::Weekday(_), _), What::Open(Open::Day(..), _)) => false,
        // *2019-aug-1*: no interval goes from a year to a day.
        (low, high) => {
            let sizes = [low.precision(), high.precision()];
            !(sizes.contains(&Precision::Day) && sizes.contains(&Precision::Year))
        }
    };
    // *10 July to 31 October* says so by nothing but its *to*.
    let bare = of.rule.with == Some(Variant::Unsure);
    let written = !bare || is_written(&low) && is_written(high);
    let fits = simple(&low) && simple(high) && ordered && written;
    between(low, high.clone(), fits)
}

pub(super) fn between(low: What, high: What, ordered: bool) -> Option<What> {
    ordered.then(|| What::Between(Box::new(low), Box::new(high)))
}
