//! Intervals, fractions, factors, ranks.

use claimsift_model::{Amount, Decimal, Kind, Value};

use claimsift_engine::Gap;
use claimsift_engine::pattern::{SlotName, Variant};
use claimsift_packs::class;

use super::Captures;
use crate::item::{Item, Reach};
use crate::numbers::nodes::plural;
use crate::numbers::nodes::{RANK_TOO, ends_phrase};

/// Two numbers, or two amounts of the same, as the ends of an interval: the first takes the magnitude of the second.
pub(super) fn interval(of: &Captures<'_, '_>) -> Option<Item> {
    let (low, high) = (of.item(SlotName::Low)?, of.item(SlotName::High)?);
    if changes(of) || unit_of(low) != unit_of(high) || low.kind != high.kind {
        return None;
    }
    // *de 3 millions en 2019 à 5 millions*: the end of a change that began before the year.
    let dated = low.year_like && of.scene.ends_before(low.reach.start, class::IN);
    if dated && !high.year_like {
        return None;
    }
    let (from, to) = (lend(low, high)?, high.as_amount()?.value()?);
    if from >= to || low.kind == Kind::Money && by_and_to(of, (low, high), (from, to)) {
        return None;
    }
    let reach = low.reach.join(high.reach);
    let amount = Amount::between(from, to);
    let mut item = Item::amount(high.kind, reach, amount, unit_of(high));
    // *between $3bn and $5bn*: what else the sign may mean.
    let other = |value: &Value| match value {
        Value::Amount { unit, .. } => Some(Value::Amount {
            amount,
            unit: unit.clone(),
        }),
        _ => None,
    };
    item.alternatives = high.alternatives.iter().filter_map(other).collect();
    item.scale = high.scale;
    item.factor = high.factor;
    item.counted = high.counted;
    Some(item.with_flags(&high.flags))
}

/// *a pris 2,10 dollars à 84,35 dollars*: amounts so far apart, with nothing that opens an interval, are by how much
/// and to what.
fn by_and_to(
    of: &Captures<'_, '_>,
    (low, high): (&Item, &Item),
    (from, to): (Decimal, Decimal),
) -> bool {
    let opened =
        of.found.start < low.reach.start || of.scene.ends_before(low.reach.start, class::FROM);
    let apart = from.checked_mul(Decimal::TEN).is_some_and(|far| far < to);
    !opened && apart && low.scale.is_some() == high.scale.is_some()
}

fn unit_of(item: &Item) -> Option<&str> {
    match &item.value {
        Value::Amount { unit, .. } => unit.as_deref(),
        _ => None,
    }
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
pub(super) fn listed(own: &Item, scale: Option<u32>, top: Decimal) -> Option<Decimal> {
    let value = own.as_amount()?.value()?;
    let Some(scale) = scale.filter(|_| own.scale.is_none()) else {
        return Some(value);
    };
    let lent = value.checked_mul(Decimal::from(10_u64.checked_pow(scale)?))?;
    if lent < top.checked_mul(Decimal::ONE_HUNDRED)? {
        return Some(lent.normalize());
    }
    (value >= Decimal::ONE_THOUSAND).then_some(value)
}

/// *passe de 130 à 150 millions*: the ends of a change, after a word that says so; *fell 1.6 to 45.2*: by how much and
/// to what.
fn changes(of: &Captures<'_, '_>) -> bool {
    let start = of
        .item(SlotName::Low)
        .map_or(of.found.start, |i| i.reach.start);
    let behind_word = |n: u32| of.scene.ends_before(start.saturating_sub(n), class::MOVED);
    if behind_word(0) || behind_word(1) && of.scene.ends_before(start, class::BY) {
        return true;
    }
    let opened = of.scene.ends_before(start, class::FROM);
    let back = start.saturating_sub(14);
    opened && (back..start).any(|at| of.scene.chart.starts(at as usize, class::CHANGE))
}

/// The least number that a word of its own makes a part of.
const LEAST_NAMED: u64 = 4;

/// `amount` times one over the part's denominator; the part may be a number, as in *one in three*.
pub(super) fn fraction(of: &Captures<'_, '_>) -> Option<Item> {
    let end = of.part(SlotName::Part)?.end;
    // *três vinte avos*: a word makes a part of the number before it.
    let named = of.scene.ends_before(of.found.end, class::PART_ENDING);
    let (negative, upper) = match of.item(SlotName::Amount) {
        Some(item) => whole(item)?,
        None if of.node(SlotName::Amount).is_none() => {
            let upper = of
                .number(SlotName::Amount)
                .map_or(Some(1), |n| n.try_into().ok())?;
            (signed(of)?, upper)
        }
        None => (false, 1),
    };
    let lower = match of.item(SlotName::Part) {
        Some(item) => {
            let lower = whole(item).filter(|n| !n.0 && (named || upper < n.1))?.1;
            if named && lower < LEAST_NAMED {
                return None;
            }
            lower
        }
        None => denominator(of, upper)?,
    };
    let end = if named { of.found.end } else { end };
    // *un match sur deux*: a noun behind the second number would be counted by it.
    // One of large numbers stays a count: *six départements sur 101*.
    let counts = !ends_phrase(of.scene, end as usize) && plural(of.scene, end as usize);
    let free =
        ends_phrase(of.scene, end as usize) || upper == 1 && of.rule.with == Some(Variant::Far);
    let share = (lower <= 10 || lower == 100) && free && !counts;
    if of.rule.with == Some(Variant::Far) && !share {
        return None;
    }
    if of.rule.with == Some(Variant::Unsure) && !(upper == 1 && ends_phrase(of.scene, end as usize))
    {
        return None;
    }
    if numbers_parts(of) {
        return None;
    }
    let mut amount = Amount::fraction(upper, lower)?;
    if negative {
        amount = amount.scaled(Decimal::NEGATIVE_ONE);
    }
    let part = of
        .part(SlotName::Sign)
        .or(of.part(SlotName::Amount))
        .or(of.part(SlotName::Part))?;
    let start = part.start;
    let reach = Reach { start, end };
    Some(Item::amount(Kind::Ratio, reach, amount, Some("1")))
}

/// `(1/2)`: the first of two parts of something that is told in parts.
fn numbers_parts(of: &Captures<'_, '_>) -> bool {
    let (start, end) = (of.found.start as usize, of.found.end as usize);
    let digits = of.part(SlotName::Sign).is_none()
        && of.node(SlotName::Part).is_none()
        && of.item(SlotName::Part).is_none();
    let before = start.checked_sub(1).and_then(|at| of.scene.mark(at));
    digits && before == Some('(') && of.scene.mark(end) == Some(')')
}

/// Whether the fraction has a minus; `None` when its sign joins it to what stands before.
fn signed(of: &Captures<'_, '_>) -> Option<bool> {
    let Some(sign) = of.node(SlotName::Sign) else {
        return Some(false);
    };
    let apart = sign.start == 0 || of.scene.gap(sign.start as usize) != Gap::None;
    apart.then_some(sign.value < 0)
}

/// A whole number: whether it is below zero, and its size.
fn whole(item: &Item) -> Option<(bool, u64)> {
    let value = item.as_amount()?.value()?;
    let plain = value.fract().is_zero() && !value.is_zero() && !item.year_like;
    let size = u64::try_from(value.abs()).ok().filter(|_| plain)?;
    Some((value < Decimal::ZERO, size))
}

/// The denominator of a word, a sign or digits. A word that is a rank too is no part before a noun, nor behind the
/// definite article.
fn denominator(of: &Captures<'_, '_>, upper: u64) -> Option<u64> {
    let Some(part) = of.node(SlotName::Part) else {
        // `3/4`: digits and a slash.
        let lower = u64::try_from(of.number(SlotName::Part)?).ok()?;
        return (upper < lower).then_some(lower);
    };
    let rank = part.class == class::PART && part.extra == RANK_TOO;
    let counted = of.item(SlotName::Amount).is_some();
    let article = of
        .node(SlotName::Amount)
        .is_some_and(|n| n.class == class::ONE);
    let free = ends_phrase(of.scene, part.end as usize);
    // *drie vijfde*: elsewhere more than one part is a plural.
    let bare = of.scene.language.pack.style.compound;
    // *a one-third stake*, never *a third-party deal*.
    let dashed = part.start.checked_sub(1).is_some_and(|at| {
        let at = at as usize;
        of.scene.mark(at).is_some() && of.scene.gap(at) == Gap::None
    });
    let alone = article && ends_sentence(of, part.end as usize);
    if part.class == class::PART && part.extra == 1 && !alone
        || rank && !(counted && upper == 1 || (counted && bare || article) && (free || dashed))
    {
        return None;
    }
    u64::try_from(part.value).ok()
}

/// Whether nothing but a mark follows: *un demi* is no figure before a noun.
fn ends_sentence(of: &Captures<'_, '_>, at: usize) -> bool {
    of.scene.tokens.get(at).is_none() || of.scene.mark(at).is_some_and(|m| ".,;:!?)".contains(m))
}

/// A factor, as a number or in a word.
pub(super) fn factor(of: &Captures<'_, '_>) -> Option<Item> {
    let amount = match of.item(SlotName::By) {
        Some(item) => item.as_amount()?,
        None => Amount::exact(of.number(SlotName::By)?.into()),
    };
    let word = of.rule.with == Some(Variant::Far);
    let reach = of.part(SlotName::By).filter(|_| word).unwrap_or(of.reach());
    if of.item(SlotName::By).is_none() && takes_one(of) {
        return None;
    }
    Some(Item::amount(Kind::Ratio, reach, amount, Some("1")))
}

/// *Un orage doublé d’une averse*, *doubler un camion*: together with one, or past one; but *doublé d’une année à l’autre*.
fn takes_one(of: &Captures<'_, '_>) -> bool {
    let (scene, end) = (of.scene, of.found.end as usize);
    let next = scene.lexeme(end, class::OF).map_or(end, |n| n.end as usize);
    let one = scene.lexeme(next, class::ONE);
    one.is_some_and(|one| scene.lexeme(one.end as usize, class::PERIOD).is_none())
}

/// A rank.
pub(super) fn ordinal(of: &Captures<'_, '_>) -> Option<Item> {
    let value = match of.item(SlotName::Rank) {
        Some(item) => item.as_amount()?.value().filter(|v| v.fract().is_zero())?,
        None => of.number(SlotName::Rank)?.into(),
    };
    let amount = Amount::exact(value);
    Some(Item::amount(Kind::Ordinal, of.reach(), amount, Some("1")))
}
