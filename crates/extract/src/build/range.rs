//! Intervals, fractions, factors, ranks.

use claimsift_model::{Amount, Decimal, Kind};

use claimsift_engine::pattern::Variant;
use claimsift_packs::class;

use super::Captures;
use crate::item::{Item, Reach};
use crate::mixed::{RANK_TOO, ends_phrase};

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
        return Some(
            thousands(value, top)
                .filter(|_| low.scale.is_none() && high.scale.is_none())
                .unwrap_or(value),
        );
    };
    let lent = value.checked_mul(Decimal::from(10_u64.checked_pow(scale)?))?;
    // *entre 500 000 et 1 million* has its own size; *entre 900 et 1,2 milliard* is not said out.
    let own = value >= Decimal::ONE_THOUSAND || scale < 6;
    if lent <= top {
        Some(lent.normalize())
    } else {
        own.then_some(value)
    }
}

/// *entre 400 et 500.000*: thousands that are written once, where the ends would be worlds apart without them.
fn thousands(value: Decimal, top: Decimal) -> Option<Decimal> {
    let thousand = Decimal::ONE_THOUSAND;
    let round = (top % thousand).is_zero() && top < Decimal::from(1_000_000);
    let lent = value.checked_mul(thousand)?;
    let near = lent < top && lent.checked_mul(Decimal::TEN)? >= top;
    (round && near && value >= Decimal::ONE).then_some(lent)
}

/// The value of a number in a list or a change, in the magnitude of the one behind it. The two need no order, but a
/// number far larger is of another magnitude.
pub(super) fn listed(own: &Item, next: &Item) -> Option<Decimal> {
    let (value, top) = (own.as_amount()?.value()?, next.as_amount()?.value()?);
    let Some(scale) = next.scale.filter(|_| own.scale.is_none()) else {
        return Some(value);
    };
    let lent = value.checked_mul(Decimal::from(10_u64.checked_pow(scale)?))?;
    if lent < top.checked_mul(Decimal::ONE_HUNDRED)? {
        return Some(lent.normalize());
    }
    (value >= Decimal::ONE_THOUSAND).then_some(value)
}

/// *passe de 130 à 150 millions*: the ends of a change, after a word that says so.
fn changes(of: &Captures<'_, '_>) -> bool {
    let start = of.item("low").map_or(of.found.start, |i| i.reach.start);
    let opened = of.scene.ends_before(start, class::FROM);
    let back = start.saturating_sub(14);
    opened && (back..start).any(|at| of.scene.chart.starts(at as usize, class::CHANGE))
}

/// `amount` times one over the part's denominator; the part may be a number, as in *one in three*.
pub(super) fn fraction(of: &Captures<'_, '_>) -> Option<Item> {
    let end = of.part("part")?.end;
    let upper = match of.item("amount") {
        Some(item) => whole(item)?,
        None if of.node("amount").is_none() => of
            .number("amount")
            .map_or(Some(1), |n| u32::try_from(n).ok())?,
        None => 1,
    };
    let lower = match of.item("part") {
        Some(item) => whole(item).filter(|n| upper < *n)?,
        None => denominator(of, upper)?,
    };
    // *un match sur deux*: a noun behind the second number would be counted by it.
    // One of large numbers stays a count: *six départements sur 101*.
    let share = (lower <= 10 || lower == 100) && ends_phrase(of.scene, end as usize);
    if of.rule.with == Some(Variant::Far) && !share {
        return None;
    }
    let amount = Amount::fraction(upper, lower)?;
    let start = of.part("amount").or(of.part("part"))?.start;
    let reach = Reach { start, end };
    Some(Item::amount(Kind::Ratio, reach, amount, Some("1")))
}

fn whole(item: &Item) -> Option<u32> {
    let value = item.as_amount()?.value()?;
    let plain = value.fract().is_zero() && value > Decimal::ZERO && !item.year_like;
    u32::try_from(value).ok().filter(|_| plain)
}

/// The denominator of a word, a sign or digits. A word that is a rank too is no part before a noun, nor behind the
/// definite article.
fn denominator(of: &Captures<'_, '_>, upper: u32) -> Option<u32> {
    let Some(part) = of.node("part") else {
        // `3/4`: digits and a slash.
        let lower = u32::try_from(of.number("part")?).ok()?;
        return (upper < lower).then_some(lower);
    };
    let rank = part.class == class::PART && part.extra == RANK_TOO;
    let counted = of.item("amount").is_some();
    let article = of.node("amount").is_some_and(|n| n.class == class::ONE);
    let free = ends_phrase(of.scene, part.end as usize);
    if part.class == class::PART && part.extra == 1
        || rank && !(counted && upper == 1 || article && free)
    {
        return None;
    }
    u32::try_from(part.value).ok()
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
