//! Amounts of money.

use claimsift_engine::pattern::{SlotName, Variant};
use claimsift_engine::{Gap, Node, Shape};
use claimsift_model::{Amount, Decimal, Flag, Kind, Value};
use claimsift_packs::class;

use super::Captures;
use super::range::listed;
use crate::item::{Item, Reach};
use crate::numbers::nodes::ends_phrase;
use crate::scene::Scene;

/// The extra of a currency's word that is a hundredth of it.
const SUBUNIT: i64 = 3;

/// The extra of a currency's name that means something else too.
const UNSURE: i64 = 5;

/// From this extra on, a symbol of a currency holds a magnitude.
const SCALED: i64 = 100;
/// The ISO code of no currency.
const NONE: &str = "XXX";

/// An amount and a currency, on either side.
pub(super) fn money(of: &Captures<'_, '_>) -> Option<Item> {
    let currency = of.node(SlotName::Currency)?;
    if of.found.end == currency.end && lends_sign(of.scene, &currency) {
        return None;
    }
    if behind_number(of.scene, &currency) && of.part(SlotName::Amount)?.start >= currency.end {
        return None;
    }
    let table = &of.scene.language.pack.currencies;
    let entry = table.get(usize::try_from(currency.value).ok()?)?;
    let (amount, scale, flags) = match of.item(SlotName::Amount) {
        Some(item) => (item.as_amount()?, item.scale, item.flags.clone()),
        None => (Amount::exact(Decimal::ONE), None, Vec::new()),
    };
    let (amount, scale) = match of.node(SlotName::Scale) {
        Some(node) if scale.is_none() && of.scene.slice(node.start as usize).len() > 1 => {
            let exponent = u32::try_from(node.value).ok()?;
            let factor = Decimal::from(10_u64.checked_pow(exponent)?);
            (amount.scaled(factor), Some(exponent))
        }
        Some(_) => return None,
        None => (amount, scale),
    };
    let factor = factor(currency.extra)?;
    let amount = amount.scaled(factor);
    let (amount, reach) = match of.item(SlotName::Sub) {
        Some(sub) => {
            let amount = with_cents(of, amount, sub)?;
            let bare = of.rule.with == Some(Variant::Far);
            let (whole, end) = (of.reach(), sub.reach.end);
            (amount, if bare { Reach { end, ..whole } } else { whole })
        }
        None => {
            let scale = of.part(SlotName::Scale);
            let currency = of.part(SlotName::Currency)?;
            let reach = of.part(SlotName::Amount)?.join(currency);
            (amount, scale.map_or(reach, |s| reach.join(s)))
        }
    };
    let code = Some(entry.code.as_str()).filter(|c| *c != NONE);
    let mut item = Item::amount(Kind::Money, reach, amount, code).with_flags(&flags);
    item.scale = scale;
    item.factor = factor;
    if code.is_none() {
        item.flag(Flag::NoCurrency);
    }
    let other = |code: &String| Value::Amount {
        amount,
        unit: Some(code.as_str().into()),
    };
    if currency.extra == UNSURE && scale.is_none() {
        item.flag(Flag::AmbiguousCurrency);
    }
    item.alternatives = entry.ambiguous.iter().map(other).collect();
    Some(item)
}

/// How many of its currency the word or symbol of it with that extra is.
fn factor(extra: i64) -> Option<Decimal> {
    match extra {
        SUBUNIT => Some(Decimal::new(1, 2)),
        SCALED.. => {
            let exponent = u32::try_from(extra - SCALED).ok()?;
            Some(Decimal::from(10_u64.checked_pow(exponent)?))
        }
        _ => Some(Decimal::ONE),
    }
}

/// `$3bn-$5bn`: the sign behind the dash is of the digits behind it.
fn lends_sign(scene: &Scene<'_>, currency: &Node) -> bool {
    let (start, end) = (currency.start as usize, currency.end as usize);
    let digits = scene
        .tokens
        .get(end)
        .is_some_and(|t| t.shape == Shape::Digits);
    let dash = start > 0 && scene.chart.starts(start - 1, class::JOIN);
    dash && digits && currency.extra == 0 && scene.gap(end) == Gap::None
}

/// *15 USD 50*: a currency in letters right behind digits that are no year is of them.
fn behind_number(scene: &Scene<'_>, currency: &Node) -> bool {
    let start = currency.start as usize;
    let word = scene.tokens.get(start).is_some_and(|t| t.is_word());
    let before = start.checked_sub(1).and_then(|at| scene.tokens.get(at));
    let apart = scene.gap(currency.end as usize) != Gap::None;
    word && apart && before.is_some_and(|t| t.shape == Shape::Digits && t.span.len() != 4)
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
    let currency = of.node(SlotName::Currency)?;
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
    let (own, next) = (of.item(SlotName::Amount)?, of.item(SlotName::Next)?);
    let Value::Amount { unit, .. } = &next.value else {
        return None;
    };
    if own.year_like || own.as_amount()?.value().is_none() {
        return None;
    }
    // *3 milliards ou 50 centimes*: what is so large is no hundredths.
    let hundredths = next.kind == Kind::Money && next.factor < Decimal::ONE;
    if hundredths && own.scale.is_some() && next.scale.is_none() {
        return None;
    }
    // Without a magnitude of its own it is part of a list only where the next one lends its own.
    let leans = matches!(next.kind, Kind::Money | Kind::Count);
    let change = of.rule.with == Some(Variant::Change);
    let told = next.kind == Kind::Count && of.scene.chart.has(class::RESPECTIVELY);
    let told = told || next.kind == Kind::Money && listed_plainly(of, own, next);
    if own.scale.is_none() && next.scale.is_none() && !change && leans && !told {
        return None;
    }
    let value = in_unit(own, next)?;
    if own.kind == Kind::Money && !lists(of.scene, own, next, value) {
        return None;
    }
    let mut item = Item::amount(next.kind, own.reach, Amount::exact(value), unit.as_deref())
        .with_flags(&own.flags);
    item.scale = own.scale.or(next.scale);
    item.factor = next.factor;
    item.counted = next.counted;
    item.flag(if next.kind == Kind::Money && own.kind != Kind::Money {
        Flag::ImpliedCurrency
    } else {
        Flag::InferredUnit
    });
    Some(item)
}

/// *10, 20 ou 50 euros*: numbers that nothing but a conjunction parts, or a comma where the next leans on one too.
fn listed_plainly(of: &Captures<'_, '_>, own: &Item, next: &Item) -> bool {
    let at = own.reach.end;
    let one = next.reach.start == at + 1;
    let joins = [class::AND, class::OR];
    let joined = joins.iter().any(|c| of.scene.chart.starts(at as usize, *c));
    let chained =
        of.scene.mark(at as usize) == Some(',') && next.flags.contains(&Flag::ImpliedCurrency);
    let plain = own.kind == Kind::Number && !own.foreign && own.rule.is_none();
    plain && one && (joined || chained)
}

/// *$10, $15 and $20 billion*: signs before amounts of one size, of which the last one alone has its magnitude.
fn lists(scene: &Scene<'_>, own: &Item, next: &Item, value: Decimal) -> bool {
    let Value::Amount { amount, unit } = &own.value else {
        return false;
    };
    let sign = |item: &Item| {
        scene
            .chart
            .starts(item.reach.start as usize, class::CURRENCY)
    };
    let same = matches!(&next.value, Value::Amount { unit: other, .. } if other == unit);
    let small = amount
        .value()
        .is_some_and(|v| v >= Decimal::ONE && v < Decimal::ONE_THOUSAND);
    let top = next.as_amount().and_then(|a| a.value());
    let near = top
        .and_then(|t| t.checked_mul(5.into()))
        .is_some_and(|t| value <= t);
    let lent = own.scale.is_none() && next.scale.is_some_and(|s| s >= 6);
    lent && same && small && near && sign(own) && sign(next)
}

/// The value of `own` in the unit of `next`, and in its magnitude.
fn in_unit(own: &Item, next: &Item) -> Option<Decimal> {
    let top = next.as_amount().and_then(|a| a.value().or(a.max()))?;
    listed(own, next.scale, top.checked_div(next.factor)?)?.checked_mul(next.factor)
}
