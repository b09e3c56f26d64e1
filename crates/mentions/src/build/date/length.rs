//! Durations, times of day and sets, as TIMEX3.

use claimsift_engine::Shape;
use claimsift_engine::pattern::{SlotName, Variant};
use claimsift_model::{Amount, Decimal, Kind, Value};
use claimsift_packs::{HeadSide, class};

use super::civil::closed;
use super::tense;
use super::{Captures, reach, whole};
use crate::dates::{Unit, duration as written, half, season};
use crate::item::Item;
use crate::numbers::nodes::plural;
use crate::tense::Tense;

pub(super) fn timex(of: &Captures<'_, '_>, kind: Kind, value: String) -> Option<Item> {
    Some(Item::new(kind, reach(of)?, Value::Timex(value)))
}

/// The class `period` of a quarter, which is also a fraction.
const QUARTER: i64 = 4;

/// A length of time: a number of units, *plusieurs mois* as `PXM`.
pub(in crate::build) fn duration(of: &Captures<'_, '_>) -> Option<Item> {
    match of.rule.with {
        Some(Variant::Joined) => return timex(of, Kind::Duration, joined(of)?),
        Some(Variant::Clock) => return timex(of, Kind::Duration, on_clock(of)?),
        _ => {}
    }
    let unit = of.number(SlotName::Unit)?;
    if of.rule.with == Some(Variant::HalfOf) {
        return timex(of, Kind::Duration, half(unit)?.to_owned());
    }
    if let Some(word) = of
        .node(SlotName::Unit)
        .filter(|n| n.class == class::LENGTH_WORD)
    {
        return timex(
            of,
            Kind::Duration,
            written(&word.value.to_string(), word.extra)?,
        );
    }
    if fraction(of, unit) || on_the_clock(of) {
        return None;
    }
    if let Some(range) = of.item(SlotName::Amount).and_then(|item| ends(item, unit)) {
        return timex(of, Kind::Duration, range);
    }
    let mut n = match of.item(SlotName::Amount) {
        Some(item) => count(item.as_amount()?),
        None if of
            .node(SlotName::Amount)
            .is_some_and(|n| n.class == class::ONE) =>
        {
            "1".to_owned()
        }
        None => "X".to_owned(),
    };
    if of.part(SlotName::HalfMore).is_some() {
        n.push_str(".5");
    }
    timex(of, Kind::Duration, written(&n, unit)?)
}

/// *À partir de 19 heures*: read as a time of day already.
fn on_the_clock(of: &Captures<'_, '_>) -> bool {
    let Some(reach) = reach(of) else {
        return false;
    };
    let mut times = of.scene.chart.nodes(reach.start as usize, class::TIME);
    times.any(|node| node.end == reach.end)
}

/// *a duré 3 h 20*.
fn on_clock(of: &Captures<'_, '_>) -> Option<String> {
    let (hours, minutes) = (whole(of, SlotName::Amount)?, whole(of, SlotName::Unit)?);
    Some(format!("PT{hours}H{minutes}M"))
}

/// The designators of TIMEX3, whether they stand behind its *T*, and how many of each make one of the next longer.
const DESIGNATORS: [(char, bool, u32); 7] = [
    ('Y', false, u32::MAX),
    ('M', false, 12),
    ('W', false, 5),
    ('D', false, 31),
    ('H', true, 24),
    ('M', true, 60),
    ('S', true, 60),
];

/// *one year and three months*: lengths side by side, each shorter than the one before, are one.
fn joined(of: &Captures<'_, '_>) -> Option<String> {
    let value = |name| match &of.item(name)?.value {
        Value::Timex(written) => Some(written.as_str()),
        _ => None,
    };
    let (long, short) = (value(SlotName::Amount)?, value(SlotName::Unit)?);
    let (last, _) = parts(long)?.last().copied()?;
    let (first, n) = parts(short)?.first().copied()?;
    let fits = last < first && n < DESIGNATORS.get(first)?.2;
    let rest = short.strip_prefix('P')?;
    let rest = match rest.strip_prefix('T') {
        Some(hours) if long.contains('T') => hours,
        _ => rest,
    };
    fits.then(|| format!("{long}{rest}"))
}

/// A written length of one part of the calendar, and how many there are of it.
pub(super) fn single(written: &str) -> Option<(Unit, i64)> {
    let units = [Unit::Year, Unit::Month, Unit::Week, Unit::Day];
    match parts(written)?.as_slice() {
        [(unit, n)] => Some((*units.get(*unit)?, i64::from(*n))),
        _ => None,
    }
}

/// A written length of two parts of the calendar or more, none shorter than a day; a half is so many of the next one.
pub(super) fn several(written: &str) -> Option<Vec<(Unit, i64)>> {
    let units = [Unit::Year, Unit::Month, Unit::Week, Unit::Day];
    let whole = written.replace(".5Y", "Y6M");
    let all = parts(&whole)?.into_iter();
    all.map(|(unit, n)| Some((*units.get(unit)?, i64::from(n))))
        .collect()
}

/// The parts of a written length: which designator, and how many; none where a number is not whole.
fn parts(written: &str) -> Option<Vec<(usize, u32)>> {
    let mut out = Vec::new();
    let (mut digits, mut time) = (String::new(), false);
    for c in written.strip_prefix('P')?.chars() {
        match c {
            'T' => time = true,
            '0'..='9' => digits.push(c),
            _ => {
                let is = |d: &(char, bool, u32)| (d.0, d.1) == (c, time);
                out.push((DESIGNATORS.iter().position(is)?, digits.parse().ok()?));
                digits.clear();
            }
        }
    }
    Some(out)
}

/// *three-quarters*, *a quarter of the voters*, *three quarters of voters*: a word for a quarter that is a part of a
/// whole too, with a dash or with what it is a part of. What is no period has an article, or is a plural.
fn fraction(of: &Captures<'_, '_>, unit: i64) -> bool {
    let scene = of.scene;
    let Some(part) = of.part(SlotName::Unit).filter(|_| unit == QUARTER) else {
        return false;
    };
    let (start, end) = (part.start as usize, part.end as usize);
    if !scene.chart.starts(start, class::PART) || of.part(SlotName::HalfMore).is_some() {
        return false;
    }
    if start > 0 && scene.mark(start - 1).is_some() {
        return true;
    }
    let Some(behind) = scene.lexeme(end, class::OF).map(|n| n.end as usize) else {
        return false;
    };
    let owned = [class::DETERMINER, class::POSSESSIVE, class::ONE];
    let owned = owned.iter().any(|c| scene.chart.starts(behind, *c));
    let next = if owned { behind + 1 } else { behind };
    !scene.chart.starts(next, class::PERIOD) && (owned || plural(scene, behind))
}

/// *8 à 24 mois*: both lengths.
fn ends(item: &Item, unit: i64) -> Option<String> {
    let amount = item.as_amount().filter(|a| a.value().is_none())?;
    let one = |n: Decimal| written(&n.normalize().to_string(), unit);
    Some(format!("{}/{}", one(amount.min()?)?, one(amount.max()?)?))
}

/// The number of a duration; an interval is not known to be one number.
fn count(amount: Amount) -> String {
    let exact = amount.value().map(|v| v.normalize().to_string());
    exact.unwrap_or_else(|| "X".to_owned())
}

/// *chaque année*, *tous les deux ans*, *every Monday*.
pub(in crate::build) fn set(of: &Captures<'_, '_>) -> Option<Item> {
    let unit = of.node(SlotName::Unit)?;
    // *le quotidien local*: before its noun it is a noun, where adjectives stand behind theirs.
    let before = unit.class == class::YEARLY && unit.start == of.found.start;
    if before && of.scene.language.pack.style.head == HeadSide::First {
        return None;
    }
    // *The programme Daily*, *the Weekly*: a name.
    let title = |at: u32| of.scene.tokens.get(at as usize).map(|t| t.shape) == Some(Shape::Title);
    if unit.class == class::YEARLY && unit.start > 0 && title(unit.start) {
        return None;
    }
    let n = match of.part(SlotName::Amount) {
        _ if of.rule.with == Some(Variant::Other) => "2".to_owned(),
        Some(_) if unit.class == class::WEEKDAY => String::new(),
        // *the first Monday of each month*, *le 15 de chaque mois*
        Some(_) if of.rule.with == Some(Variant::Ranked) => "1".to_owned(),
        Some(_) => whole(of, SlotName::Amount)?.to_string(),
        None if unit.class == class::YEARLY => unit.extra.max(1).to_string(),
        None => "1".to_owned(),
    };
    match of.rule.with {
        Some(Variant::AnyDay) => return weekly(of),
        Some(Variant::OneIn) if !in_turn(of) => return None,
        _ => {}
    }
    let weekend = unit.class == class::PERIOD && unit.value == Unit::Weekend.number();
    let value = match unit.class {
        class::WEEKDAY if unit.value == WORKING_WEEK => "XXXX-WXX-1/XXXX-WXX-5".to_owned(),
        class::WEEKDAY => format!("XXXX-WXX-{}", unit.value),
        class::SEASON => format!("XXXX-{}", season(i8::try_from(unit.value).ok()?)),
        class::FEAST if unit.extra == 0 => {
            format!("XXXX-{:02}-{:02}", unit.value / 100, unit.value % 100)
        }
        class::FEAST => "P1Y".to_owned(),
        class::PERIOD if weekend && n == "1" => "XXXX-WXX-WE".to_owned(),
        class::MONTH => format!("XXXX-{:02}", unit.value),
        class::LENGTH_WORD => written(&unit.value.to_string(), unit.extra)?,
        _ => written(&n, unit.value)?,
    };
    timex(of, Kind::Set, value)
}

/// The class `weekday` of the days from Monday to Friday: *on weekdays*, *en semaine*.
const WORKING_WEEK: i64 = 15;

/// Most of which one in so many comes again.
const TURNS: i64 = 12;

/// *un mardi sur deux*, *one week in three*, and nothing that the number counts.
fn in_turn(of: &Captures<'_, '_>) -> bool {
    whole(of, SlotName::Amount).is_some_and(|n| (2..=TURNS).contains(&n)) && closed(of)
}

/// *fermé le mardi*, *open Monday to Friday*: every week, unless the verb tells of one.
fn weekly(of: &Captures<'_, '_>) -> Option<Item> {
    let tense = tense::of(of.scene, reach(of)?);
    // *Elle animera une émission du lundi au vendredi*: whole weeks come again.
    let whole = of.part(SlotName::Tail).is_some()
        && of.node(SlotName::Unit).map(|n| n.value) == Some(1)
        && of.node(SlotName::Amount).is_some_and(|n| n.value >= 5);
    // *Elle devait le voir le dimanche soir*: a past that does not tell.
    let part = of
        .node(SlotName::Amount)
        .filter(|n| n.class == class::DAY_PART);
    let open = part.is_some() && tense == Some(Tense::Open);
    let one = open || tense.is_some_and(|t| t == Tense::Past || t.is_ahead() && !whole);
    let day = |name| Some(format!("XXXX-WXX-{}", of.node(name)?.value));
    let value = match (of.part(SlotName::Amount), part) {
        (_, Some(part)) => format!(
            "{}{}",
            day(SlotName::Unit)?,
            super::part_of_day(part.value)?
        ),
        (Some(_), None) => format!("{}/{}", day(SlotName::Unit)?, day(SlotName::Amount)?),
        (None, None) => day(SlotName::Unit)?,
    };
    // *Le mardi, trois hommes …*: a story begins.
    let alone = of.part(SlotName::Amount).is_none() || part.is_some();
    let told = one || reach(of)?.start <= 1 && alone;
    (!told).then_some(())?;
    timex(of, Kind::Set, value)
}

/// *now*, *autrefois*, *soon*: a time that no calendar names.
pub(super) fn reference(of: &Captures<'_, '_>) -> Option<Item> {
    let value = match of.node(SlotName::ShiftBy)?.value {
        i64::MIN..=-1 => "PAST_REF",
        0 => "PRESENT_REF",
        _ => "FUTURE_REF",
    };
    timex(of, Kind::Time, value.to_owned())
}
