//! Durations, times of day and sets, as TIMEX3.

use claimsift_model::{Amount, Kind, Value};
use claimsift_packs::class;

use super::{Captures, reach, whole};
use crate::dates::duration as written;
use crate::item::Item;

fn timex(of: &Captures<'_, '_>, kind: Kind, value: String) -> Option<Item> {
    Some(Item::new(kind, reach(of)?, Value::Timex(value)))
}

/// A length of time: a number of units, *plusieurs mois* as `PXM`.
pub(in crate::build) fn duration(of: &Captures<'_, '_>) -> Option<Item> {
    let unit = of.number("unit")?;
    let mut n = match of.item("amount") {
        Some(item) => count(item.as_amount()?),
        None if of.node("amount").is_some_and(|n| n.class == class::ONE) => "1".to_owned(),
        None => "X".to_owned(),
    };
    if of.part("half_more").is_some() {
        n.push_str(".5");
    }
    timex(of, Kind::Duration, written(&n, unit)?)
}

/// The number of a duration; an interval is not known to be one number.
fn count(amount: Amount) -> String {
    let exact = amount.value().map(|v| v.normalize().to_string());
    exact.unwrap_or_else(|| "X".to_owned())
}

/// *chaque année*, *tous les deux ans*, *every Monday*.
pub(in crate::build) fn set(of: &Captures<'_, '_>) -> Option<Item> {
    let unit = of.node("unit")?;
    let n = match of.part("amount") {
        Some(_) => whole(of, "amount")?.to_string(),
        None => "1".to_owned(),
    };
    let value = match unit.class {
        class::WEEKDAY => format!("XXXX-WXX-{}", unit.value),
        class::MONTH => format!("XXXX-{:02}", unit.value),
        _ => written(&n, unit.value)?,
    };
    timex(of, Kind::Set, value)
}

/// *18h30*, *3 p.m.*, *midi*.
pub(in crate::build) fn time(of: &Captures<'_, '_>) -> Option<Item> {
    let hour = whole(of, "hour_no")?;
    let hour = match of.number("day_half") {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(0) => hour % 12,
        Some(more) => hour % 12 + more,
    };
    let minute = match of.part("minute_no") {
        Some(_) => whole(of, "minute_no")?,
        None => 0,
    };
    let possible =
        (0..24).contains(&hour) && (0..60).contains(&minute) || hour == 24 && minute == 0;
    possible
        .then(|| timex(of, Kind::Time, format!("T{hour:02}:{minute:02}")))
        .flatten()
}
