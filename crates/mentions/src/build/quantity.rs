//! Amounts in units, percentages, and amounts that lean on a neighbour's unit.

use claimsift_engine::pattern::{SlotName, Variant};
use claimsift_model::{Amount, Decimal, Flag, Kind, Value};
use claimsift_packs::{Dimension, Unit, class};

use super::Captures;
use crate::item::Item;
use crate::numbers::nodes::plural;
use crate::scene::Scene;

/// The unit that a lexeme stands for, and how many of its code one of it is.
pub(super) fn unit_of<'p>(scene: &'p Scene<'_>, index: i64) -> Option<(&'p Unit, Decimal)> {
    let unit = scene
        .language
        .pack
        .units
        .get(usize::try_from(index).ok()?)?;
    Some((unit, unit.factor.parse().ok()?))
}

const fn kind(dimension: Dimension) -> Kind {
    match dimension {
        Dimension::Power => Kind::Power,
        Dimension::Energy => Kind::Energy,
        Dimension::Quantity => Kind::Quantity,
    }
}

/// An amount and a unit.
pub(super) fn quantity(of: &Captures<'_, '_>) -> Option<Item> {
    match of.rule.with {
        Some(Variant::Far) => return powered(of, of.found.end),
        // Words behind the digits tell that they are hundredths.
        Some(Variant::Unsure) => return powered(of, of.part(SlotName::Unit)?.end + 1),
        _ => {}
    }
    amount_in_unit(of)
}

fn amount_in_unit(of: &Captures<'_, '_>) -> Option<Item> {
    let (unit, factor) = unit_of(of.scene, of.node(SlotName::Unit)?.value)?;
    let (amount, scale, flags) = match of.item(SlotName::Amount) {
        Some(item) => (item.as_amount()?, item.scale, item.flags.clone()),
        None => (Amount::exact(Decimal::ONE), None, Vec::new()),
    };
    let reach = of.part(SlotName::Amount)?.join(of.part(SlotName::Unit)?);
    let mut item = Item::amount(
        kind(unit.dimension),
        reach,
        amount.scaled(factor),
        Some(&unit.code),
    )
    .with_flags(&flags);
    item.scale = scale;
    item.factor = factor;
    Some(item)
}

/// `20 km2`: digits glued to a unit of length are its power; two of them are hundredths of a metre: `1m80`.
fn powered(of: &Captures<'_, '_>, end: u32) -> Option<Item> {
    let mut item = amount_in_unit(of)?;
    let power = of.scene.slice(end as usize - 1);
    let Value::Amount { unit, amount } = &mut item.value else {
        return None;
    };
    let length = unit.as_deref()?;
    if power.len() == 2 {
        let whole = amount.value().filter(|v| v.fract().is_zero())?;
        let more = power
            .parse::<Decimal>()
            .ok()?
            .checked_mul(Decimal::new(1, 2))?;
        *amount = Amount::exact(whole.checked_add(more)?.normalize());
        item.reach.end = end;
        return length.chars().eq(['m']).then_some(item);
    }
    if length.chars().eq(['t']) && power == "2" {
        // `5 MtCO2`: what the tonnes are of.
        item.reach.end = end;
        return Some(item);
    }
    let plain = length.chars().all(|c| c.is_ascii_lowercase()) && length.ends_with('m');
    *unit = Some(format!("{length}{power}").into());
    item.reach.end = end;
    (plain && item.kind == Kind::Quantity).then_some(item)
}

/// *la livraison de gigawatts*: some of a unit of power or energy.
pub(super) fn bare(of: &Captures<'_, '_>) -> Option<Item> {
    let (unit, factor) = unit_of(of.scene, of.node(SlotName::Unit)?.value)?;
    if unit.dimension == Dimension::Quantity {
        return None;
    }
    let mut item = Item::amount(
        kind(unit.dimension),
        of.reach(),
        Amount::several(Some(factor)),
        Some(&unit.code),
    );
    item.flag(Flag::Vague);
    Some(item)
}

/// *25 MW en toiture et 14 en façade*: a number that takes the unit of the mention before it.
pub(super) fn follows(of: &Captures<'_, '_>) -> Option<Item> {
    let (before, own) = (of.item(SlotName::Before)?, of.item(SlotName::Amount)?);
    let value = own.as_amount()?.value()?.checked_mul(before.factor)?;
    if own.year_like {
        return None;
    }
    let Value::Amount { unit, .. } = &before.value else {
        return None;
    };
    let mut item = Item::amount(
        before.kind,
        own.reach,
        Amount::exact(value),
        unit.as_deref(),
    );
    item.factor = before.factor;
    item.flag(Flag::InferredUnit);
    Some(item)
}

/// A percentage, or percentage points.
pub(super) fn percent(of: &Captures<'_, '_>) -> Option<Item> {
    let (sign, own) = (of.node(SlotName::Sign)?, of.item(SlotName::Amount));
    let points = sign.class != class::PERCENT_SIGN;
    let part = own.is_none_or(|o| o.kind == Kind::Ratio);
    let amount = match own {
        Some(own) => own.as_amount()?,
        None => Amount::fraction(1, u64::try_from(of.node(SlotName::Amount)?.value).ok()?)?,
    };
    if points && part && sign.extra == 1 && scored(of.scene, sign.end, amount) {
        return None;
    }
    // *six points* are scored, unless it is about percentages or they are broken.
    let broken = amount
        .value()
        .or(amount.max())
        .is_some_and(|v| !v.fract().is_zero());
    if points
        && sign.value == 0
        && sign.extra == 1
        && !broken
        && !of.scene.chart.has(class::PERCENT_SIGN)
    {
        return None;
    }
    let index = points && sign.value == 0 && sign.extra == 1;
    let size = amount.value().map_or(Decimal::ZERO, |v| v.abs());
    let market = of.scene.chart.has(class::MARKET) && size >= Decimal::TEN;
    if index && (market || size >= Decimal::ONE_HUNDRED) {
        return None;
    }
    let hundredths = points && sign.value == -2;
    let amount = if hundredths {
        amount.scaled(Decimal::new(1, 2))
    } else {
        amount
    };
    let reach = of.reach();
    let flags = own.map_or(&[][..], |o| &o.flags);
    Some(
        Item::amount(
            Kind::Percent,
            reach,
            amount,
            Some(if points { "pp" } else { "%" }),
        )
        .with_flags(flags),
    )
}

/// *la moitié des points*, *half a point*: parts of points that are scored, where nothing is about percentages.
fn scored(scene: &Scene<'_>, end: u32, amount: Amount) -> bool {
    let half = amount.value() == Some(Decimal::new(5, 1));
    plural(scene, (end as usize).saturating_sub(1)) || half && !scene.chart.has(class::PERCENT_SIGN)
}
