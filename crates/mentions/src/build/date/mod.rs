//! Dates, times, durations and sets.

mod civil;
mod clock;
mod counted;
mod digits;
mod length;
mod list;
mod part;
mod range;
mod relative;
mod tense;
mod verb;

use claimsift_engine::pattern::SlotName;
use claimsift_model::{Amount, DateModifier, Kind, Precision};
use claimsift_packs::class;

use super::Captures;
use crate::dates::{Expr, From, Open, Pick, What, anchor};
use crate::item::{Item, Reach};
use crate::tense::Tense;

pub(super) use civil::civil;
pub(super) use clock::time;
pub(super) use length::{duration, set};
pub(super) use part::part;
pub(super) use range::range;
pub(super) use relative::relative;

/// TIMEX3 codes of the parts of a day, by class `day_part`.
const PARTS_OF_DAY: [&str; 5] = ["TMO", "TAF", "TEV", "TNI", "TMI"];

fn part_of_day(n: i64) -> Option<&'static str> {
    let at = usize::try_from(n.checked_sub(1)?).ok()?;
    PARTS_OF_DAY.get(at).copied()
}

/// The tokens from the first capture to the last: words without a capture are context.
fn reach(of: &Captures<'_, '_>) -> Option<Reach> {
    let parts = of.found.captured().map(|captured| of.tokens(captured));
    parts.reduce(Reach::join)
}

/// A date mention.
fn item(of: &Captures<'_, '_>, expr: Expr) -> Option<Item> {
    item_at(of, expr, reach(of)?)
}

/// A date mention of these tokens.
fn item_at(of: &Captures<'_, '_>, mut expr: Expr, mut reach: Reach) -> Option<Item> {
    // An abbreviation's dot belongs to it in the middle of a date only.
    if reach.len() > 1 && of.scene.mark(reach.end as usize - 1) == Some('.') {
        reach.end -= 1;
    }
    expr.target = of.scene.ends_before(reach.start, class::TARGET);
    by_verb(of, &mut expr, reach);
    by_verb_of_interval(of, &mut expr.what, reach);
    let day = expr.what.precision() == Precision::Day;
    expr.said = day && tense::is_said(of.scene, reach);
    let part = |name, class| of.node(name).filter(|n| n.class == class);
    if let Some(part) = part(SlotName::Tail, class::DAY_PART) {
        expr.part_of_day = part_of_day(part.value);
    }
    if let Some(both) = part(SlotName::WeekdayNo, class::WEEKDAY_PART) {
        expr.part_of_day = part_of_day(both.extra);
    }
    // A part of a day is a time, of a day that is known.
    let kind = if expr.part_of_day.is_some() {
        Kind::Time
    } else {
        Kind::Date
    };
    let mut item = Item::new(kind, reach, anchor::unread());
    item.date = Some(expr);
    Some(item)
}

/// What the verb says of a date, where no word of its own does.
fn by_verb(of: &Captures<'_, '_>, expr: &mut Expr, reach: Reach) {
    let past = || tense::of(of.scene, reach) == Some(Tense::Past);
    match &mut expr.what {
        What::Ends { told, .. } => *told = past(),
        // *Is paid two days later*: a participle alone leaves open when.
        What::Shifted {
            from: From::Text,
            by: 1..,
            ..
        } => expr.over = tense::is_over(of.scene, reach),
        What::Shifted {
            from: From::Text, ..
        } => expr.over = past(),
        _ => {}
    }
    if let What::Open(open, pick) = begin(&mut expr.what)
        && pick.is_free()
        && *pick != Pick::Due
    {
        let open = *open;
        *pick = match usual(of, open, reach) {
            // *By the end of June*, written in June.
            Pick::Due if expr.modifier != DateModifier::Exact => Pick::Ahead,
            pick => pick,
        };
        expr.other = expr.other.take().or_else(|| told_too(of, open, reach));
    }
}

/// The whole interval hangs on one verb; a word before its end is no word before it.
fn by_verb_of_interval(of: &Captures<'_, '_>, what: &mut What, reach: Reach) {
    let What::Between(low, high) = what else {
        return;
    };
    let joined = reach.join(of.reach());
    // *Sera absent de juin à août*, but *les pertes de juin à août seront comblées*.
    let reach = if tense::will_be(of.scene, joined) {
        joined
    } else {
        of_verb(of, reach)
    };
    for end in [low, high] {
        match &mut **end {
            What::Open(open, pick) if pick.is_free() => *pick = usual(of, *open, reach),
            _ => {}
        }
    }
}

/// *Durera de juin à septembre*: behind a verb the first word of an interval is no *of*.
fn of_verb(of: &Captures<'_, '_>, reach: Reach) -> Reach {
    let start = of.found.start;
    let mark = (start as usize)
        .checked_sub(1)
        .and_then(|at| of.scene.mark(at));
    if start == 0 || mark.is_some() || of.scene.ends_before(start, class::VERB) {
        reach.join(of.reach())
    } else {
        reach
    }
}

/// The date that another is counted from.
fn begin(what: &mut What) -> &mut What {
    match what {
        What::Offset { base, .. }
        | What::NextTo { base, .. }
        | What::Within(_, base)
        | What::Run {
            base: Some(base), ..
        } => begin(base),
        _ => what,
    }
}

/// Tokens before a date that opens its sentence: *by*, *by the*.
const OPENING: u32 = 2;

/// Which of the dates that come again is meant where no word of the date says so.
fn usual(of: &Captures<'_, '_>, open: Open, reach: Reach) -> Pick {
    if of.scene.ends_before(reach.start, class::AHEAD) {
        // *By Wednesday the water had gone*
        let told = reach.start <= OPENING && tense::of(of.scene, reach) == Some(Tense::Past);
        return if told { Pick::Told } else { Pick::Due };
    }
    let weekday = matches!(open, Open::Weekday(_) | Open::DayOnly(_, Some(_)));
    let aimed = of.scene.ends_before(reach.start, class::TARGET);
    if aimed && range::postponed(of, reach) {
        return Pick::Planned;
    }
    let since = of.scene.ends_before(reach.start, class::SINCE);
    if is_target(of, reach) && tense::is_promised(of.scene, reach) {
        return Pick::Planned;
    }
    match tense::of(of.scene, reach) {
        Some(Tense::Future) => Pick::Ahead,
        _ if since => Pick::Told,
        Some(Tense::Planned | Tense::Scheduled) => Pick::Planned,
        // A verb in the present looks a few days ahead, and months only to the nearest.
        Some(Tense::Present) if weekday => Pick::Ahead,
        Some(Tense::Present) if matches!(open, Open::Month(_)) => Pick::Near,
        // *Has until Friday to reply*
        Some(Tense::Open) if weekday && aimed => Pick::Ahead,
        Some(Tense::Past) if is_day(open) && tense::is_own_day(of.scene, reach) => Pick::Told,
        Some(Tense::Past) if !is_day(open) && tense::is_over(of.scene, reach) => Pick::Told,
        _ => Pick::Usual,
    }
}

/// *For August*, *for the end of August*: what is aimed at, with or without an article.
fn is_target(of: &Captures<'_, '_>, reach: Reach) -> bool {
    let scene = of.scene;
    let the = scene.ends_before(reach.start, class::DETERMINER);
    let start = reach.start - u32::from(the);
    scene.ends_before(start, class::TARGET)
}

/// A day of a year or month, which may be nearest on either side.
const fn is_day(open: Open) -> bool {
    matches!(open, Open::Day(..) | Open::DayOnly(..) | Open::Feast(..))
}

/// *Called a strike on 3 April*: a verb in the past leaves the last such day as the other reading; one in the future, *will
/// open on 3 March*, a day that was a short while ago; *the ship, expected on Monday, came late*, the Monday that is over.
fn told_too(of: &Captures<'_, '_>, open: Open, reach: Reach) -> Option<What> {
    if let Open::Weekday(_) = open {
        let both = tense::is_overtaken(of.scene, reach);
        return both.then_some(What::Open(open, Pick::Told));
    }
    if !matches!(open, Open::Day(..)) {
        return None;
    }
    let on = of.scene.ends_before(reach.start, class::TOLD_ON);
    match tense::of(of.scene, reach) {
        Some(Tense::Past) if on => Some(What::Open(open, Pick::Told)),
        Some(Tense::Future) => Some(What::Open(open, Pick::Planned)),
        _ => None,
    }
}

/// The whole number of a capture: digits, a lexeme's value, or a number read.
fn whole(of: &Captures<'_, '_>, name: SlotName) -> Option<i64> {
    match of.item(name).and_then(Item::as_amount) {
        Some(amount) => amount_whole(amount),
        None => of.number(name),
    }
}

fn amount_whole(amount: Amount) -> Option<i64> {
    let value = amount.value().filter(|v| v.fract().is_zero())?;
    i64::try_from(value).ok()
}

fn small(of: &Captures<'_, '_>, name: SlotName) -> Option<i8> {
    i8::try_from(whole(of, name)?).ok()
}

/// The year of a capture. Two digits are of the century that they are nearest to, up to ten years ahead.
fn year(of: &Captures<'_, '_>, name: SlotName) -> Option<i16> {
    let number = i16::try_from(whole(of, name)?).ok()?;
    let digits = of.part(name).filter(|r| r.len() == 1)?;
    let written = of.scene.slice(digits.start as usize).len();
    match written {
        4 => Some(number),
        2 => {
            let now = of.scene.doc_day().map_or(2030, |d| d.year() + 10);
            let here = now - now % 100 + number;
            Some(if here > now { here - 100 } else { here })
        }
        _ => None,
    }
}

/// Whether the number at a capture is the beginning of something longer than itself: *mardi 18 personnes*.
fn counts(of: &Captures<'_, '_>, name: SlotName) -> bool {
    let taken = [
        class::MONEY,
        class::QUANTITY,
        class::PERCENT,
        class::COUNT,
        class::RATIO,
    ];
    of.part(name).is_some_and(|r| {
        let at = r.start as usize;
        let unit = of.scene.lexeme(r.end as usize, class::PERIOD).is_some()
            || of.scene.lexeme(r.end as usize, class::SCALE).is_some();
        unit || taken.iter().any(|c| of.scene.chart.starts(at, *c))
    })
}
