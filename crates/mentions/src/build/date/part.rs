//! Dates that take a part of another: *the first week of May*, *fin 2015*, *la nuit du 4 août*.

use claimsift_engine::pattern::{SlotName, Variant};
use claimsift_model::{DateModifier, Day, Kind, Precision};
use claimsift_packs::class;

use super::tense;
use super::{Captures, item, part_of_day, small};
use crate::dates::{Expr, From, Open, Period, Pick, Unit, What};
use crate::item::Item;
use crate::tense::Tense;

/// *Semaine 42*, *week 31 of 2018*.
pub(super) fn week_number(of: &Captures<'_, '_>) -> Option<What> {
    let open = Open::WeekNumber(small(of, SlotName::Open)?);
    if of.part(SlotName::Amount).is_none() {
        // *En semaine 3 personnes …*: the number counts. *Week 3 of the trial* is not of the calendar.
        let period = of
            .node(SlotName::Tail)
            .is_some_and(|n| n.class == class::PERIOD);
        let told = !period || of.scene.ends_before(of.found.start, class::WEEK_IN);
        return (told && super::civil::closed(of)).then_some(What::Open(open, Pick::Usual));
    }
    let year = i16::try_from(of.number(SlotName::Amount)?).ok()?;
    Period::of_year(open, year).map(What::Fixed)
}

/// *la nuit du 4 août*, *the morning of April 19*; of an interval, the part that begins it.
pub(super) fn part_of(of: &Captures<'_, '_>) -> Option<Expr> {
    let mut expr = of.item(SlotName::Base)?.date.clone()?;
    if let What::Between(first, last) = expr.what {
        expr.what = in_month_of(*first, &last);
    }
    expr.part_of_day = part_of_day(of.number(SlotName::Tail)?);
    (expr.what.precision() == Precision::Day).then_some(expr)
}

/// *lundi 5 au 6 mai*: the first day is of the month that the second tells.
fn in_month_of(first: What, last: &What) -> What {
    let What::Open(Open::DayOnly(day, weekday), pick) = first else {
        return first;
    };
    match last {
        What::Open(Open::Day(month, end, _), _) if day < *end => {
            What::Open(Open::Day(*month, day, weekday), pick)
        }
        What::Fixed(Period::Day(end)) if day < end.day() => {
            Day::new(end.year(), end.month(), day).map_or(first, |d| What::Fixed(Period::Day(d)))
        }
        _ => first,
    }
}

/// *in der Nacht zum Sonntag*: that of the day before.
pub(super) fn night_to(of: &Captures<'_, '_>) -> Option<Expr> {
    let mut expr = part_of(of)?;
    expr.what = What::Offset {
        unit: Unit::Day,
        by: -1,
        base: Box::new(expr.what),
    };
    Some(expr)
}

/// The date that comes again, of the capture `open`; for a quarter or half, `unit` says which of the two.
pub(super) fn open(of: &Captures<'_, '_>) -> Option<Open> {
    if let Some(feast) = of.node(SlotName::Open).filter(|n| n.class == class::FEAST) {
        let kind = i8::try_from(feast.extra).ok()?;
        return Some(Open::Feast(i16::try_from(feast.value).ok()?, kind));
    }
    let n = small(of, SlotName::Open)?;
    if of
        .node(SlotName::Unit)
        .is_some_and(|u| u.class == class::HALF_MONTH)
    {
        return (1..=2).contains(&n).then_some(Open::HalfMonth(n));
    }
    if let Some(unit) = of.number(SlotName::Unit) {
        return match (unit, n) {
            (1, -1 | 1..=31) => Some(Open::DayOnly(n, None)),
            (2, -1 | 1..=5) => Some(Open::Week(n)),
            (3, -1) => Some(Open::Month(12)),
            (3, 1..=12) => Some(Open::Month(n)),
            (4, 1..=4) => Some(Open::Quarter(n)),
            (4, -1) => Some(Open::Quarter(4)),
            (5, 1..=2) => Some(Open::Half(n)),
            (5, -1) => Some(Open::Half(2)),
            _ => None,
        };
    }
    if of.node(SlotName::Open).is_none() {
        return (1..=31).contains(&n).then_some(Open::DayOnly(n, None));
    }
    // A day of a month: `amount` is its number.
    let day = small(of, SlotName::Amount);
    Some(match (of.node(SlotName::Open)?.class, day) {
        (class::MONTH, Some(day)) => Open::Day(n, day, None),
        (class::MONTH, None) => Open::Month(n),
        (class::WEEKDAY, _) => Open::Weekday(n),
        (class::SEASON, _) => Open::Season(n),
        _ => return None,
    })
}

/// *mars de l’an dernier*, *the first quarter of this year*.
pub(super) fn in_base(of: &Captures<'_, '_>) -> Option<What> {
    let open = open(of)?;
    let base = of.item(SlotName::Base)?.date.as_ref()?;
    let wide = base.what.precision();
    // *juin 2018* is written whole.
    let whole = !matches!(base.what, What::Shifted { .. });
    let last = of
        .node(SlotName::Open)
        .is_some_and(|n| n.class == class::LAST_PART);
    let fits = match open {
        Open::HalfMonth(_) => wide == Precision::Month,
        Open::Week(_) => matches!(
            wide,
            Precision::Month | Precision::Quarter | Precision::Year
        ),
        // *The last day of the year*, but no 200th.
        // *the 3rd of next month*; *the 3rd of July* is written whole.
        Open::DayOnly(..) if of.part(SlotName::Unit).is_none() => {
            wide == Precision::Month && !whole
        }
        Open::DayOnly(n, _) => wide == Precision::Month || wide == Precision::Year && n.abs() == 1,
        Open::Month(_) if of.part(SlotName::Unit).is_some() => wide == Precision::Year,
        // *The second quarter of 2019* as well.
        Open::Quarter(_) | Open::Half(_) => wide == Precision::Year && (!whole || last),
        Open::Weekday(_) => wide == Precision::Week && !whole,
        _ => wide == Precision::Year && !whole,
    };
    fits.then(|| What::Within(open, Box::new(base.what.clone())))
}

/// *fin 2015*, *early this year*, *la fin de l’année*.
pub(in crate::build) fn part(of: &Captures<'_, '_>) -> Option<Item> {
    // *At year-end it lost*, *by year-end*: a verb in the past may tell of another year.
    let unsure = of.rule.with == Some(Variant::Unsure);
    if unsure && tense::of(of.scene, of.reach()) == Some(Tense::Past) {
        return None;
    }
    let modifier = match of.number(SlotName::Modifies)? {
        1 => DateModifier::Early,
        2 => DateModifier::Mid,
        _ => DateModifier::Late,
    };
    let mut expr = match of.item(SlotName::Mention) {
        Some(inner) => inner.date.clone()?,
        None => Expr::new(What::Shifted {
            unit: Unit::of(of.number(SlotName::Unit)?)?,
            by: 0,
            from: From::Document,
        }),
    };
    // *prend fin mardi*: a day has no such parts.
    let whole = expr.what.precision() == Precision::Day || matches!(expr.what, What::Vague { .. });
    if expr.modifier != DateModifier::Exact || whole {
        return None;
    }
    expr.modifier = modifier;
    debug_assert!(
        of.item(SlotName::Mention)
            .is_none_or(|i| i.kind == Kind::Date)
    );
    item(of, expr)
}
