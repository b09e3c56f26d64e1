//! What stands behind the whole part of a number: fractions, word decimals, parts of a magnitude.

use claimsift_model::Decimal;
use claimsift_packs::class;

use crate::numbers::{node, power};
use crate::register::Register;
use crate::scene::Scene;

/// A word for a part that is a rank too.
pub(crate) const RANK_TOO: i64 = 2;

/// `½`: a sign behind the digits, glued or not.
pub(crate) fn sign(scene: &Scene<'_>, register: &mut Register, at: usize) -> Option<usize> {
    let (end, upper, lower) = node(scene, at, class::FRACTION_SIGN)?;
    let whole = register.open && register.group.fract().is_zero();
    let part = Decimal::from(upper).checked_div(lower.into())?;
    register.literal_more(part, whole)?;
    Some(end)
}

/// *two hundred point zero three*, *cinq virgule deux*: a decimal mark and digits in words.
pub(crate) fn point(scene: &Scene<'_>, register: &mut Register, at: usize) -> Option<usize> {
    let (mut end, ..) = node(scene, at, class::POINT).filter(|_| register.open)?;
    let (mut written, mut digits) = (Decimal::ZERO, 0_u32);
    while let Some((next, value, room)) = node(scene, end, class::ADD).filter(|_| digits < 9) {
        let tens = u32::from(value > 9);
        if tens > 0 && digits > 0 {
            break;
        }
        let ten = Decimal::from(10_u64.pow(tens + 1));
        written = written.checked_mul(ten)?.checked_add(value.into())?;
        digits += tens + 1;
        end = next;
        if tens > 0 {
            let unit = tail(scene, end, room);
            if let Some((next, value)) = unit {
                written = written.checked_add(value.into())?;
                end = next;
            }
            break;
        }
    }
    let places = Decimal::from(10_u64.pow(digits));
    let part = written.checked_div(places).filter(|_| digits > 0)?;
    register.literal_more(part, true)?;
    Some(end)
}

/// The unit behind tens: *seventy-one*.
fn tail(scene: &Scene<'_>, at: usize, room: i64) -> Option<(usize, i64)> {
    let from = node(scene, at, class::JOIN).map_or(at, |n| n.0);
    let (end, value, _) = node(scene, from, class::ADD)?;
    (1..=room).contains(&value).then_some((end, value))
}

/// *five and a quarter*, *six millions et deux tiers*: a fraction joined to the number before it, or to its magnitude.
pub(crate) fn joined(scene: &Scene<'_>, register: &mut Register, at: usize) -> Option<usize> {
    let (end, share) = half(scene, at).or_else(|| joined_part(scene, at))?;
    if behind_of(scene, end) || scene.chart.starts(end, class::PERIOD) {
        return None;
    }
    if register.open {
        register.literal_more(
            share,
            register.room >= 0 || register.group.fract().is_zero(),
        )?;
        return Some(end);
    }
    let lower = node(scene, end, class::SCALE).is_some_and(|n| n.1 < register.last_scale);
    if register.last_scale == 0 {
        return None;
    }
    if lower {
        register.literal(share)?;
    } else {
        let more = power(register.last_scale)?.checked_mul(share)?;
        register.total = register.total.checked_add(more)?;
    }
    Some(end)
}

fn half(scene: &Scene<'_>, at: usize) -> Option<(usize, Decimal)> {
    let (end, ..) = node(scene, at, class::HALF)?;
    Some((end, Decimal::ONE / Decimal::TWO))
}

/// *et un quart*, *and three fifths*.
fn joined_part(scene: &Scene<'_>, at: usize) -> Option<(usize, Decimal)> {
    let (from, ..) = node(scene, at, class::JOIN).filter(|_| scene.mark(at).is_none())?;
    let (next, upper) = numerator(scene, from)?;
    let next = dash(scene, next);
    let (end, lower, kind) = node(scene, next, class::PART)?;
    let fits = upper < lower;
    let free = kind != RANK_TOO || ends_phrase(scene, end);
    (fits && free).then_some((end, Decimal::from(upper).checked_div(lower.into())?))
}

/// An article, or a number below ten in a word.
fn numerator(scene: &Scene<'_>, at: usize) -> Option<(usize, i64)> {
    let one = node(scene, at, class::ONE).map(|n| (n.0, 1));
    let word = node(scene, at, class::ADD).filter(|n| (1..10).contains(&n.1));
    one.or_else(|| word.map(|n| (n.0, n.1)))
}

fn dash(scene: &Scene<'_>, at: usize) -> usize {
    if scene.mark(at).is_some() {
        node(scene, at, class::JOIN).map_or(at, |n| n.0)
    } else {
        at
    }
}

fn behind_of(scene: &Scene<'_>, at: usize) -> bool {
    scene.chart.starts(at, class::OF) && node_scale_behind(scene, at).is_none()
}

fn node_scale_behind(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let (end, ..) = node(scene, at, class::OF)?;
    [class::CURRENCY, class::UNIT]
        .iter()
        .any(|c| scene.chart.starts(end, *c))
        .then_some(end)
}

/// Whether no noun follows that a word for a rank would belong to: *a third of*, but not *a third person*.
pub(crate) fn ends_phrase(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.tokens.get(at).is_some_and(|t| t.is_word());
    let known = [
        class::STOP,
        class::SCALE,
        class::CURRENCY,
        class::UNIT,
        class::PERCENT_SIGN,
        class::POINTS,
    ];
    !word || known.iter().any(|c| scene.chart.starts(at, *c))
}

/// *half a billion*, *trois quarts de million*, *un demi-milliard*, *quarter million*: the part, and the token of the
/// magnitude.
pub(crate) fn of_magnitude(scene: &Scene<'_>, at: usize) -> Option<(usize, Decimal)> {
    let (from, upper) = numerator(scene, at).unwrap_or((at, 1));
    let (end, lower, kind) = node(scene, dash(scene, from), class::PART)?;
    let of = node(scene, end, class::OF).map(|n| n.0);
    let next = of.unwrap_or(end);
    let next = node(scene, next, class::ONE).map_or(next, |n| n.0);
    let next = dash(scene, next);
    let word = scene.slice(next).len() > 1;
    let scale = word && node(scene, next, class::SCALE).is_some_and(|n| n.2 != 3 && n.1 >= 3);
    // *the third million* is a rank.
    let part = matches!(lower, 2 | 4) || kind != RANK_TOO || of.is_some();
    (scale && part && upper < lower)
        .then_some((next, Decimal::from(upper).checked_div(lower.into())?))
}
