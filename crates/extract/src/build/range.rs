//! Intervals, fractions, factors, ranks.

use claimsift_model::{Amount, Decimal, Kind};

use claimsift_packs::class;

use super::Captures;
use crate::item::Item;

/// Two numbers as the ends of an interval: the first takes the magnitude of the second.
pub(super) fn interval(of: &Captures<'_, '_>) -> Option<Item> {
    let (low, high) = (of.item("low")?, of.item("high")?);
    if changes(of) {
        return None;
    }
    let (from, to) = (lend(low, high)?, high.as_amount()?.value()?);
    if from >= to {
        return None;
    }
    let mut item = Item::amount(
        Kind::Number,
        low.reach.join(high.reach),
        Amount::between(from, to),
        Some("1"),
    );
    item.scale = high.scale;
    Some(item.with_flags(&high.flags))
}

/// The value of `low`, in the magnitude of `high` where it has none of its own and is smaller so.
pub(super) fn lend(low: &Item, high: &Item) -> Option<Decimal> {
    let (value, top) = (low.as_amount()?.value()?, high.as_amount()?.value()?);
    let Some(scale) = high.scale.filter(|_| low.scale.is_none()) else {
        return Some(value);
    };
    let lent = value.checked_mul(Decimal::from(10_u64.checked_pow(scale)?))?;
    Some(if lent <= top { lent.normalize() } else { value })
}

/// *passe de 170 à 200 millions*: the ends of a change, after a word that says so.
fn changes(of: &Captures<'_, '_>) -> bool {
    let start = of.item("low").map_or(of.found.start, |i| i.reach.start);
    let opened = of.scene.ends_before(start, class::FROM);
    let back = start.saturating_sub(14);
    opened && (back..start).any(|at| of.scene.chart.starts(at as usize, class::CHANGE))
}

/// `amount` times one over the part's denominator.
pub(super) fn fraction(of: &Captures<'_, '_>) -> Option<Item> {
    let part = of.node("part")?;
    let amount = match of.item("amount") {
        Some(item) => item.as_amount()?.value()?,
        None => Decimal::ONE,
    };
    let numerator = u32::try_from(amount)
        .ok()
        .filter(|n| amount.fract().is_zero() && *n > 0)?;
    let amount = Amount::fraction(numerator, u32::try_from(part.value).ok()?)?;
    let start = of.part("amount").map_or(of.found.start, |r| r.start);
    let reach = crate::item::Reach {
        start,
        end: of.found.end,
    };
    Some(Item::amount(Kind::Ratio, reach, amount, Some("1")))
}

/// A factor, as a number or in a word.
pub(super) fn factor(of: &Captures<'_, '_>) -> Option<Item> {
    let value = match of.item("by") {
        Some(item) => item.as_amount()?.value()?,
        None => of.number("by")?.into(),
    };
    Some(Item::amount(
        Kind::Ratio,
        of.reach(),
        Amount::exact(value),
        Some("1"),
    ))
}

/// A rank.
pub(super) fn ordinal(of: &Captures<'_, '_>) -> Option<Item> {
    Some(Item::amount(
        Kind::Ordinal,
        of.reach(),
        Amount::exact(of.number("rank")?.into()),
        Some("1"),
    ))
}
