//! Amounts of money.

use claimsift_engine::pattern::Variant;
use claimsift_model::{Amount, Decimal, Flag, Kind, Value};

use super::Captures;
use super::range::listed;
use crate::item::Item;
use crate::mixed::ends_phrase;

/// The extra of a currency's word that is a hundredth of it.
const SUBUNIT: i64 = 3;

/// From this extra on, a symbol of a currency holds a magnitude.
const SCALED: i64 = 100;
/// The ISO code of no currency.
const NONE: &str = "XXX";

/// An amount and a currency, on either side.
pub(super) fn money(of: &Captures<'_, '_>) -> Option<Item> {
    let currency = of.node("currency")?;
    let table = &of.scene.language.pack.currencies;
    let entry = table.get(usize::try_from(currency.value).ok()?)?;
    let (amount, scale, flags) = match of.item("amount") {
        Some(item) => (item.as_amount()?, item.scale, item.flags.clone()),
        None => (Amount::exact(Decimal::ONE), None, Vec::new()),
    };
    let amount = match currency.extra {
        SUBUNIT => amount.scaled(Decimal::new(1, 2)),
        SCALED.. => {
            let exponent = u32::try_from(currency.extra - SCALED).ok()?;
            amount.scaled(Decimal::from(10_u64.checked_pow(exponent)?))
        }
        _ => amount,
    };
    let (amount, reach) = match of.item("sub") {
        Some(sub) => (with_cents(of, amount, sub)?, of.reach()),
        None => (amount, of.part("amount")?.join(of.part("currency")?)),
    };
    let code = Some(entry.code.as_str()).filter(|c| *c != NONE);
    let mut item = Item::amount(Kind::Money, reach, amount, code).with_flags(&flags);
    item.scale = scale;
    if code.is_none() {
        item.flag(Flag::NoCurrency);
    }
    let other = |code: &String| Value::Amount {
        amount,
        unit: Some(code.as_str().into()),
    };
    item.alternatives = entry.ambiguous.iter().map(other).collect();
    Some(item)
}

/// *13 euros et 45 centimes*, *15 dollars 50*: the hundredths behind the whole. Without their word there must be two
/// digits of them.
fn with_cents(of: &Captures<'_, '_>, amount: Amount, sub: &Item) -> Option<Amount> {
    let (whole, cents) = (amount.value()?, sub.as_amount()?.value()?);
    let bare = of.rule.with == Some(Variant::Far);
    if bare && !ends_phrase(of.scene, of.found.end as usize) {
        return None;
    }
    let least = if bare { 10 } else { 1 };
    let fits = whole.fract().is_zero()
        && cents.fract().is_zero()
        && cents >= Decimal::from(least)
        && cents < Decimal::ONE_HUNDRED;
    let sum = whole.checked_add(cents.checked_mul(Decimal::new(1, 2))?)?;
    fits.then(|| Amount::exact(sum.normalize()))
}

/// `$7…`: a currency and a figure that was cut off. It has no value.
pub(super) fn truncated(of: &Captures<'_, '_>) -> Option<Item> {
    let currency = of.node("currency")?;
    let entry = of
        .scene
        .language
        .pack
        .currencies
        .get(usize::try_from(currency.value).ok()?)?;
    let mut item = Item::new(
        Kind::Money,
        of.reach(),
        Value::Amount {
            amount: Amount::unreadable(),
            unit: Some(entry.code.as_str().into()),
        },
    );
    item.flag(Flag::Truncated);
    Some(item)
}

/// A number that takes currency or unit, and magnitude if it has none, from the mention after it.
pub(super) fn shared(of: &Captures<'_, '_>) -> Option<Item> {
    let (own, next) = (of.item("amount")?, of.item("next")?);
    let Value::Amount { unit, .. } = &next.value else {
        return None;
    };
    if own.year_like || own.as_amount()?.value().is_none() {
        return None;
    }
    // Without a magnitude of its own it is part of a list only where the next one lends its own.
    if own.scale.is_none()
        && next.scale.is_none()
        && of.rule.with != Some(Variant::Change)
        && next.kind == Kind::Money
    {
        return None;
    }
    let value = in_unit(of, own, next)?;
    let mut item = Item::amount(next.kind, own.reach, Amount::exact(value), unit.as_deref())
        .with_flags(&own.flags);
    item.scale = own.scale.or(next.scale);
    item.flag(if next.kind == Kind::Money {
        Flag::ImpliedCurrency
    } else {
        Flag::InferredUnit
    });
    Some(item)
}

/// The value of `own` in the unit of `next`, whose factor its words hold.
fn in_unit(of: &Captures<'_, '_>, own: &Item, next: &Item) -> Option<Decimal> {
    if next.kind == Kind::Money {
        return listed(own, next);
    }
    let factor = super::quantity::factor_of(of.scene, next)?;
    own.as_amount()?.value()?.checked_mul(factor)
}
