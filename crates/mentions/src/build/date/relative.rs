//! Dates that lean on another: the document's, or one written before.

use claimsift_engine::pattern::{SlotName, Variant};
use claimsift_engine::{Node, Shape};
use claimsift_model::DateModifier;
use claimsift_packs::{HeadSide, class};

use super::counted::{THIS_YEAR, TODAY};
use super::part::open;
use super::tense;
use super::{Captures, amount_whole, counted, item, list, part, part_of_day, small};
use crate::dates::{Expr, From, Open, Pick, Unit, What};
use crate::item::Item;
use crate::tense::Tense;

/// A shift from another date, or one of the dates that come again.
pub(in crate::build) fn relative(of: &Captures<'_, '_>) -> Option<Item> {
    let mut expr = match of.rule.with {
        Some(Variant::Vague) => return super::length::reference(of),
        Some(Variant::YearBehind) => return list::year_behind(of),
        Some(Variant::ListDay) => return list::day_before(of),
        Some(Variant::ListNext) => return list::day_behind(of),
        Some(Variant::ListFirst) => return list::first_day(of),
        Some(Variant::Beside) => Expr::new(counted::run_beside(of)?),
        Some(Variant::Half) => Expr::new(counted::far_run(of)?),
        Some(Variant::Run) => Expr::new(counted::run(of)?),
        Some(Variant::RunFrom) => Expr::new(counted::run_from(of)?),
        Some(Variant::RunTo) => Expr::new(counted::run_to(of)?),
        Some(Variant::WithinNow) => Expr::new(counted::within_now(of).filter(|_| is_ahead(of))?),
        Some(Variant::NearNow) => Expr::new(near_now(of)?),
        Some(Variant::UpTo) => Expr::new(counted::up_to(of)?),
        Some(Variant::WeekNumber) => Expr::new(part::week_number(of)?),
        Some(Variant::Ends) => Expr::new(counted::ends(of)?),
        Some(Variant::Offset) => Expr::new(counted::offset(of)?),
        Some(Variant::NextTo) => Expr::new(counted::next_to(of)?),
        Some(Variant::Cut) => Expr::new(counted::cut(of)?),
        Some(Variant::Same) => Expr::new(counted::same(of)?),
        Some(Variant::Ranked) => Expr::new(counted::ranked(of)?),
        Some(Variant::Around) => Expr::new(counted::around(of)?),
        Some(Variant::AnyDay) => Expr::new(What::Open(Open::Weekend, Pick::Usual)),
        Some(Variant::PartOfDay) => part::part_of(of)?,
        Some(Variant::NightTo) => part::night_to(of)?,
        Some(Variant::ToldDay) => Expr::new(What::Shifted {
            // *For the fourth week in a row*: the one that is told of.
            unit: of
                .number(SlotName::Unit)
                .and_then(Unit::of)
                .unwrap_or(Unit::Day),
            by: 0,
            from: From::Either,
        }),
        Some(Variant::MaybeAfter) => {
            let what = from_now(of, 1, From::Now)?;
            Expr::new(is_ahead(of).then_some(what)?)
        }
        Some(Variant::BeforeNow) => Expr::new(from_now(of, -1, From::Now)?),
        Some(Variant::AfterNow) => {
            Expr::new(from_now(of, 1, From::Now).filter(|_| !is_some_year(of))?)
        }
        Some(Variant::EarlierOn) => Expr::new(from_now(of, -1, From::Text)?),
        Some(Variant::LaterOn) => Expr::new(from_now(of, 1, From::Text)?),
        Some(Variant::DayOf) => near_day(of)?,
        Some(Variant::InBase) => Expr::new(part::in_base(of)?),
        Some(Variant::InNow) => Expr::new(What::Within(open(of)?, Box::new(THIS_YEAR))),
        _ => next_or_coming(of, shifted(of)?),
    };
    if expr.modifier == DateModifier::Exact {
        expr.modifier = hedge(of);
    }
    item(of, expr)
}

/// *About a month ago*, *more than two years after May 2019*; workdays are counted without the feasts among them.
fn hedge(of: &Captures<'_, '_>) -> DateModifier {
    let before = match of.rule.with {
        Some(Variant::BeforeNow) => true,
        Some(Variant::AfterNow | Variant::EarlierOn | Variant::LaterOn) => false,
        Some(Variant::Offset) => of.number(SlotName::ShiftBy).is_some_and(|n| n < 0),
        Some(Variant::Run) => return rough(of),
        _ => return DateModifier::Exact,
    };
    let Some(amount) = of.part(SlotName::Amount) else {
        return DateModifier::Exact;
    };
    let is = |class| of.scene.ends_before(amount.start, class);
    match () {
        () if is(class::MORE_THAN) && before => DateModifier::Before,
        () if is(class::LESS_THAN) && !before => DateModifier::Before,
        () if is(class::MORE_THAN) || is(class::LESS_THAN) => DateModifier::After,
        () if is(class::ABOUT) => DateModifier::About,
        () => rough(of),
    }
}

/// *Une quinzaine de jours*: about so many.
fn dozen(of: &Captures<'_, '_>) -> Option<i64> {
    let vague = of
        .node(SlotName::Amount)
        .filter(|n| n.class == class::VAGUE)?;
    let one = of.scene.ends_before(vague.start, class::ONE);
    (one && vague.value >= 10).then_some(vague.value)
}

/// *A couple of weeks* are about two; feasts among workdays are not known.
fn rough(of: &Captures<'_, '_>) -> DateModifier {
    let couple = of.item(SlotName::Amount).is_none() && of.number(SlotName::Amount) == Some(2);
    let workdays = of.number(SlotName::Unit) == Some(Unit::Workday.number());
    let pair = couple && of.node(SlotName::Amount).is_some();
    if pair || workdays || dozen(of).is_some() {
        DateModifier::About
    } else {
        DateModifier::Exact
    }
}

/// *Dans une année électorale*: a year of that kind, not the one ahead.
fn is_some_year(of: &Captures<'_, '_>) -> bool {
    let one = of
        .node(SlotName::Amount)
        .is_some_and(|n| n.class == class::ONE);
    let end = of.found.end as usize;
    let word = of
        .scene
        .tokens
        .get(end)
        .is_some_and(|t| t.shape == Shape::Lower);
    let last = of
        .part(SlotName::Unit)
        .is_some_and(|r| r.end == of.found.end);
    let noun_first = of.scene.language.pack.style.head == HeadSide::First;
    one && word && last && noun_first && !of.scene.chart.starts(end, class::STOP)
}

/// Hours ago that are of the same day, or nearly.
const SAME_DAY: i64 = 6;

/// *Two hours ago*, *il y a quelques minutes*: the day of writing.
fn near_now(of: &Captures<'_, '_>) -> Option<What> {
    let amount = of.item(SlotName::Amount).and_then(|i| i.as_amount());
    let hours = of.number(SlotName::Unit)? == 9;
    let far = hours && amount.and_then(amount_whole).is_some_and(|n| n > SAME_DAY);
    (!far).then_some(TODAY)
}

/// *il y a trois ans*, *two months later*.
fn from_now(of: &Captures<'_, '_>, sign: i64, from: From) -> Option<What> {
    if of.part(SlotName::Base).is_some() {
        return counted::far(of, sign, from, false);
    }
    // *a fortnight ago*: the word is so many of a unit.
    let (unit, times) = match of.node(SlotName::Unit)? {
        word if word.class == class::LENGTH_WORD => (word.extra, word.value),
        word => (word.value, 1),
    };
    let sign = sign.checked_mul(times)?;
    let vague = || What::Vague { past: sign < 0 };
    if let (Some(n), Some(unit)) = (dozen(of), Unit::of(unit)) {
        let by = n.checked_mul(sign)?;
        return Some(What::Shifted { unit, by, from });
    }
    let Some(amount) = of.item(SlotName::Amount) else {
        // An article is one; a word such as *several* is not known.
        let one = of
            .node(SlotName::Amount)
            .is_some_and(|n| n.class == class::ONE);
        return match Unit::of(unit) {
            Some(unit) if one => Some(What::Shifted {
                unit,
                by: sign,
                from,
            }),
            _ => Some(vague()),
        };
    };
    let whole = amount.as_amount().and_then(amount_whole);
    Some(match (Unit::of(unit), whole) {
        (Some(unit), Some(n)) => What::Shifted {
            unit,
            by: n.checked_mul(sign)?,
            from,
        },
        _ => vague(),
    })
}

/// *hier*, *tomorrow*, *ce matin*.
fn near_day(of: &Captures<'_, '_>) -> Option<Expr> {
    let word = of.node(SlotName::ShiftBy)?;
    let from = if word.extra == 1 {
        From::Text
    } else {
        From::Document
    };
    let mut expr = Expr::new(What::Shifted {
        unit: Unit::Day,
        by: word.value,
        from,
    });
    expr.part_of_day = part_of_day(word.extra - 1);
    Some(expr)
}

/// *last year*, *le mois suivant*, *janvier dernier*, *next Tuesday*.
fn shifted(of: &Captures<'_, '_>) -> Option<What> {
    let shift = of.node(SlotName::ShiftBy)?;
    if let Some(open) = open(of) {
        // *Vorletzten Montag*: of which week is not said.
        if shift.value.abs() > 1 {
            return None;
        }
        return Some(match (shift.extra, open) {
            (1, _) => What::Beside {
                open,
                side: small(of, SlotName::ShiftBy)?,
                told: tense::of(of.scene, of.reach()) == Some(Tense::Past),
            },
            (NEXT_WEEK, Open::Weekday(_)) => What::Within(
                open,
                Box::new(What::Shifted {
                    unit: Unit::Week,
                    by: 1,
                    from: From::Document,
                }),
            ),
            _ => What::Open(open, by_tense(of, open, pick(shift))),
        });
    }
    let unit = Unit::of(of.number(SlotName::Unit)?)?;
    // *ce week-end, il a neigé*: the verb tells which.
    if (unit, shift.value, shift.extra) == (Unit::Weekend, 0, 0) {
        let past = tense::of(of.scene, of.reach()) == Some(Tense::Past);
        let pick = if past { Pick::Usual } else { Pick::This };
        return Some(What::Open(Open::Weekend, pick));
    }
    let from = match (shift.extra, unit) {
        // Texts seldom tell of quarters one after the other.
        (1, Unit::Quarter | Unit::Half) if shift.value > 0 => From::Either,
        (1, _) => From::Text,
        _ => From::Document,
    };
    Some(What::Shifted {
        unit,
        by: shift.value,
        from,
    })
}

/// *Next Friday*, written on a Monday, is mostly that of the week behind; the one that comes is the other reading.
fn next_or_coming(of: &Captures<'_, '_>, what: What) -> Expr {
    let mut expr = Expr::new(what);
    if let What::Within(open @ Open::Weekday(_), _) = expr.what
        && of
            .node(SlotName::ShiftBy)
            .is_some_and(|n| n.extra == NEXT_WEEK)
    {
        expr.other = Some(What::Open(open, Pick::Next));
    }
    expr
}

/// Marks a word for *next* that puts a weekday into the week behind this one.
const NEXT_WEEK: i64 = 2;

/// *She will skate this winter*: the one that comes; else the nearest.
fn by_tense(of: &Captures<'_, '_>, open: Open, pick: Pick) -> Pick {
    let turns = matches!(open, Open::Season(_) | Open::Weekday(_));
    if pick != Pick::This || !turns {
        return pick;
    }
    let weekday = matches!(open, Open::Weekday(_));
    match tense::of(of.scene, of.reach()) {
        Some(Tense::Future) => Pick::Ahead,
        Some(Tense::Present | Tense::Planned | Tense::Scheduled) if weekday => Pick::Ahead,
        _ => pick,
    }
}

/// Whether the verb tells of what is ahead.
fn is_ahead(of: &Captures<'_, '_>) -> bool {
    tense::of(of.scene, of.reach()).is_some_and(Tense::is_ahead)
}

const fn pick(shift: Node) -> Pick {
    match shift.value {
        i64::MIN..=-1 => Pick::Last,
        0 => Pick::This,
        _ => Pick::Next,
    }
}
