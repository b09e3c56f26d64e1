//! What stands behind the whole part of a number: fractions, word decimals, parts of a magnitude.

use claimsift_engine::{Gap, Shape};
use claimsift_model::Decimal;
use claimsift_packs::class;

use crate::numbers::literal;
use crate::numbers::nodes::{RANK_TOO, digits, ends_phrase, node, power};
use crate::numbers::register::Register;
use crate::scene::Scene;

/// A word that is a decimal mark between numbers, and something else before a noun.
const POINT_TOO: i64 = 1;

/// A word for an amount that is definite behind a number.
const DOZEN: i64 = 2;

/// A word that joins units to their tens too.
const JOINS_UNITS: i64 = 1;

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
    let (start, _, kind) = node(scene, at, class::POINT).filter(|_| register.open)?;
    let (end, part) = hundreds(scene, start).or_else(|| spelled(scene, start))?;
    if kind == POINT_TOO && !ends_phrase(scene, end) {
        return None;
    }
    register.literal_more(part, true)?;
    Some(end)
}

/// *five hundred and twelve* behind a decimal mark: three digits.
fn hundreds(scene: &Scene<'_>, at: usize) -> Option<(usize, Decimal)> {
    let (mut end, mut value, mut room) =
        node(scene, at, class::ADD).filter(|n| (100..1000).contains(&n.1))?;
    while let Some((next, more)) = tail(scene, end, room) {
        room = node(scene, next - 1, class::ADD).map_or(0, |n| n.2);
        (end, value) = (next, value + more);
    }
    Some((end, Decimal::new(value, 3)))
}

/// Digits in words behind a decimal mark, one by one, or one number below a hundred.
fn spelled(scene: &Scene<'_>, at: usize) -> Option<(usize, Decimal)> {
    let mut end = at;
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
    Some((end, part))
}

/// The unit behind tens: *seventy-one*.
fn tail(scene: &Scene<'_>, at: usize, room: i64) -> Option<(usize, i64)> {
    let from = node(scene, at, class::JOIN).map_or(at, |n| n.0);
    let (end, value, _) = node(scene, from, class::ADD)?;
    (1..=room).contains(&value).then_some((end, value))
}

/// *five and a quarter*, *six millions et deux tiers*: a fraction joined to the number before it, or to its magnitude.
pub(crate) fn joined(scene: &Scene<'_>, register: &mut Register, at: usize) -> Option<usize> {
    let (end, share) = half(scene, at).or_else(|| joined_part(scene, register, at))?;
    let half_of_magnitude = !register.open && half(scene, at).is_some();
    if !half_of_magnitude && behind_of(scene, end) || scene.chart.starts(end, class::PERIOD) {
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

/// *zweihundert drei Fünftel*: where number words are one word, one that stands apart behind them counts parts.
pub(crate) fn parts_behind(scene: &Scene<'_>, register: &mut Register, at: usize) -> Option<usize> {
    if !scene.language.pack.style.compound || !(register.open || register.last_scale > 0) {
        return None;
    }
    let (next, upper, _) = node(scene, at, class::ADD).filter(|n| (1..10).contains(&n.1))?;
    let (end, lower, kind) = node(scene, next, class::PART)?;
    let free = kind != RANK_TOO || ends_phrase(scene, end);
    let whole = register.value()?.fract().is_zero() && register.room >= 0;
    if !(free && whole && upper < lower) || node(scene, end, class::SCALE).is_some() {
        return None;
    }
    let share = Decimal::from(upper).checked_div(lower.into())?;
    register.literal_more(share, true)?;
    Some(end)
}

/// *2 e 1/4*: a fraction of digits joined to a whole number of digits.
pub(crate) fn joined_digits(
    scene: &Scene<'_>,
    register: &mut Register,
    at: usize,
    from: usize,
) -> Option<usize> {
    let whole = register.open && register.written && register.group.fract().is_zero();
    let part = literal::halves(scene, from).filter(|_| whole && scene.mark(at).is_none())?;
    let part = if register.group.is_sign_negative() {
        -part
    } else {
        part
    };
    register.group = register.group.checked_add(part)?;
    Some(from + 3)
}

/// *half a dozen*, *media docena*: exactly six.
pub(crate) fn half_dozen(scene: &Scene<'_>, at: usize) -> Option<(usize, Decimal)> {
    let (end, ..) = node(scene, at, class::PART).filter(|n| n.1 == 2)?;
    let next = node(scene, end, class::ONE).map_or(end, |n| n.0);
    let (end, value, _) = node(scene, next, class::VAGUE).filter(|n| n.2 == DOZEN)?;
    Some((end, Decimal::from(value) / Decimal::TWO))
}

fn half(scene: &Scene<'_>, at: usize) -> Option<(usize, Decimal)> {
    let (end, ..) = node(scene, at, class::HALF)?;
    Some((end, Decimal::ONE / Decimal::TWO))
}

/// *et un quart*, *and three fifths*.
fn joined_part(scene: &Scene<'_>, register: &Register, at: usize) -> Option<(usize, Decimal)> {
    let point = node(scene, at, class::POINT).filter(|n| n.2 == POINT_TOO);
    let join = node(scene, at, class::JOIN).filter(|_| scene.mark(at).is_none());
    let (from, joins, _) = join.or(point)?;
    let (next, upper) = numerator(scene, from)?;
    // *treinta y dos quintos*: where tens and units are joined so, the number goes on.
    if joins == JOINS_UNITS && upper > 1 && upper <= register.room {
        return None;
    }
    let next = dash(scene, next);
    let (end, lower, kind) = node(scene, next, class::PART)?;
    let fits = upper < lower;
    let free = kind != RANK_TOO || ends_phrase(scene, end);
    (fits && free).then_some((end, Decimal::from(upper).checked_div(lower.into())?))
}

/// An article, or a number below a hundred in words.
fn numerator(scene: &Scene<'_>, at: usize) -> Option<(usize, i64)> {
    if let Some((end, ..)) = node(scene, at, class::ONE) {
        return Some((end, 1));
    }
    let (end, value, room) = node(scene, at, class::ADD).filter(|n| n.1 > 0)?;
    match tail(scene, end, room) {
        Some((end, unit)) => Some((end, value + unit)),
        None => Some((end, value)),
    }
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

/// *half a billion*, *trois quarts de million*, *un demi-milliard*, *quarter million*: the part, and the token of the
/// magnitude.
pub(crate) fn of_magnitude(scene: &Scene<'_>, at: usize) -> Option<(usize, Decimal)> {
    if !scene.chart.classes().has(class::PART) {
        return None;
    }
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

/// *three dozen*, *deux centaines*: an indefinite amount becomes a definite one behind a number; behind a hundred it is
/// of the last number alone (*three hundred and two dozens*).
pub(crate) fn dozens(scene: &Scene<'_>, register: &mut Register, at: usize) -> Option<usize> {
    // *două sute*: the word multiplies by itself.
    if [class::TIMES, class::SCALE]
        .iter()
        .any(|c| scene.chart.starts(at, *c))
    {
        return None;
    }
    let nodes = scene.chart.at(at);
    let value = nodes
        .filter(|n| n.class == class::VAGUE && n.value >= 10 && n.end as usize == at + 1)
        .map(|n| n.value)
        .next()
        .filter(|_| register.open)?;
    let few = register.group > Decimal::ONE && register.group < Decimal::ONE_HUNDRED;
    let last = Decimal::from(register.last_added);
    let counted = if few { register.group } else { last };
    if counted.is_zero() || !(few || register.total.is_zero()) || register.group < Decimal::TWO {
        return None;
    }
    let more = counted.checked_mul(value.into())?;
    register.group = register.group.checked_sub(counted)?.checked_add(more)?;
    register.room = -1;
    Some(at + 1)
}

/// `50+`, `$5+ billion`: a plus right behind digits or their magnitude.
pub(crate) fn plus(scene: &Scene<'_>, register: &mut Register, at: usize) -> Option<usize> {
    let (end, ..) = node(scene, at, class::SIGN).filter(|n| n.1 > 0 && n.2 == 0)?;
    let glued = scene.gap(at) == Gap::None && scene.mark(at).is_some();
    let digits = scene
        .tokens
        .get(end)
        .is_some_and(|t| t.shape == Shape::Digits);
    if !glued || digits || register.or_more {
        return None;
    }
    register.or_more = true;
    register.room = -1;
    Some(end)
}

/// `$1.4-trillion`: a dash between digits and the word of their magnitude.
pub(crate) fn dashed(scene: &Scene<'_>, register: &mut Register, at: usize) -> Option<usize> {
    scene.mark(at)?;
    let (from, ..) = node(scene, at, class::JOIN)?;
    let before = at.checked_sub(1).and_then(|b| scene.tokens.get(b))?;
    let glued = scene.gap(at) == Gap::None && scene.gap(from) == Gap::None;
    let word = scene.slice(from).len() > 2 && scene.tokens.get(from)?.is_word();
    let (end, exponent, kind) = node(scene, from, class::SCALE)
        .filter(|n| n.2 != 3 && glued && word && before.shape == Shape::Digits)?;
    register.magnitude(exponent, kind)?;
    Some(end)
}

/// *3 hundred and 21*: digits joined to a hundred in a word.
pub(crate) fn hundred_and(
    scene: &Scene<'_>,
    register: &mut Register,
    at: usize,
    from: usize,
) -> Option<usize> {
    let hundred = node(scene, at.checked_sub(1)?, class::TIMES)?.0 == at;
    if !hundred || !register.open || scene.mark(at).is_some() || !digits(scene, from) {
        return None;
    }
    let digits = literal::read(scene, from)?;
    let value = i64::try_from(digits.value).ok()?;
    let larger = [class::SCALE, class::TIMES];
    let more = larger.iter().any(|c| node(scene, digits.end, *c).is_some());
    let plain = digits.value.fract().is_zero() && !more;
    if !plain || value < 1 {
        return None;
    }
    register.add(value, 0)?;
    Some(digits.end)
}

/// *6 million and two hundred*: hundreds joined to a magnitude that none as large stands behind.
pub(crate) fn and_hundreds(scene: &Scene<'_>, register: &Register, at: usize, from: usize) -> bool {
    let behind = node(scene, from, class::ADD).and_then(|n| node(scene, n.0, class::TIMES));
    let Some((mut end, ..)) = behind else {
        return false;
    };
    if register.open || register.last_scale <= 3 || scene.mark(at).is_some() {
        return false;
    }
    while let Some((next, ..)) =
        node(scene, end, class::ADD).or_else(|| node(scene, end, class::JOIN))
    {
        end = next;
    }
    node(scene, end, class::SCALE).is_none_or(|n| n.1 < register.last_scale)
}
