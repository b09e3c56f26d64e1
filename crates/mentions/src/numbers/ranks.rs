//! Ranks and parts of several words: *vingt et unième*, *one hundred twenty-fifth*, *three twenty-firsts*.

use claimsift_engine::Node;
use claimsift_packs::class;

use crate::numbers::nodes::{RANK_TOO, node};
use crate::numbers::register::Register;
use crate::numbers::{number_until, step, word_sign};
use crate::scene::Scene;

/// A rank word that multiplies what stands before it.
const MULTIPLIES: i64 = 2;

/// Adds the composed rank that starts at `start` to the chart, as a rank and as a part of a whole; gives its end.
pub(crate) fn read(scene: &mut Scene<'_>, start: usize) -> Option<usize> {
    let (end, value, plural) = composed(scene, start)?;
    let clip = |n| u32::try_from(n).unwrap_or(u32::MAX);
    let mut add = |class, extra| {
        scene.chart.add(Node {
            start: clip(start),
            end: clip(end),
            class,
            value,
            extra,
            item: 0,
        });
    };
    if !plural {
        add(class::RANK, 0);
    }
    if value >= 10 {
        add(class::PART, if plural { 0 } else { RANK_TOO });
    }
    Some(end)
}

/// *one hundred thirty-fifths*: a number, and parts of tens and a unit behind it. Adds the two and gives their end.
pub(crate) fn parts(scene: &mut Scene<'_>, start: usize) -> Option<usize> {
    if !scene.chart.has(class::PART) {
        return None;
    }
    let mut register = Register::default();
    let mut at = word_sign(scene, start).map_or(start, |(end, _)| end);
    let (from, end, value) = loop {
        let (next, literal) = step(scene, &mut register, at, at > start)?;
        if literal.is_some() {
            return None;
        }
        let tens = i64::from(register.room == 9) * register.last_added;
        let tens_start = tens_start(scene, next, tens);
        at = next;
        if let Some((tens_start, (end, unit))) = tens_start.zip(unit_part(scene, at)) {
            let more = register.value()? > tens.into();
            if register.open && more && tens_start > start {
                break (tens_start, end, tens + unit);
            }
        }
    };
    let number = number_until(scene, start, from)?;
    if number.reach.end as usize != from {
        return None;
    }
    scene.push(number, class::NUMBER);
    let clip = |n| u32::try_from(n).unwrap_or(u32::MAX);
    scene.chart.add(Node {
        start: clip(from),
        end: clip(end),
        class: class::PART,
        value,
        extra: 0,
        item: 0,
    });
    Some(end)
}

/// Where the word for tens that ends before `end` starts.
fn tens_start(scene: &Scene<'_>, end: usize, tens: i64) -> Option<usize> {
    let at = end.checked_sub(1)?;
    let (next, value, _) = node(scene, at, class::ADD)?;
    (tens >= 20 && next == end && value == tens).then_some(at)
}

/// The plural of a part of less than ten behind a dash at `at`; without the dash the tens are of the number.
fn unit_part(scene: &Scene<'_>, at: usize) -> Option<(usize, i64)> {
    let dash = node(scene, at, class::JOIN).filter(|_| scene.mark(at).is_some());
    let (end, value, extra) = node(scene, dash?.0, class::PART)?;
    (extra == 0 && (3..10).contains(&value)).then_some((end, value))
}

/// The end, value and number of the composed rank.
fn composed(scene: &Scene<'_>, start: usize) -> Option<(usize, i64, bool)> {
    if !(scene.chart.has(class::RANK) || scene.chart.has(class::PART)) {
        return None;
    }
    if let Some((end, value, _)) = node(scene, start, class::RANK) {
        let chained = chain(scene, end, value);
        return (chained.0 > end).then_some((chained.0, chained.1, false));
    }
    let mut register = Register::default();
    let mut at = start;
    loop {
        if at > start
            && let Some((end, value, plural)) = last(scene, &mut register, at)
        {
            let (end, value) = if plural {
                (end, value)
            } else {
                chain(scene, end, value)
            };
            return Some((end, value, plural));
        }
        let (next, literal) = step(scene, &mut register, at, at > start)?;
        if literal.is_some() {
            return None;
        }
        at = next;
    }
}

/// *tricentésimo cuadragésimo séptimo*: ranks that go on, each smaller than the last place of the one before it. Gives
/// the end and the sum.
fn chain(scene: &Scene<'_>, mut at: usize, mut value: i64) -> (usize, i64) {
    let style = &scene.language.pack.style;
    while style.rank_chain
        && let Some((end, next, _)) = node(scene, at, class::RANK)
        && next < place(value)
        && let Some(sum) = value.checked_add(next)
    {
        (at, value) = (end, sum);
    }
    (at, value)
}

/// The place of the last digit that is no nought.
const fn place(value: i64) -> i64 {
    let mut place = 1;
    while value > 0 && value % (place * 10) == 0 && place < 1_000_000_000_000_000 {
        place *= 10;
    }
    place
}

/// The rank word at `at`, behind a joining word or dash if need be.
fn last(scene: &Scene<'_>, register: &mut Register, at: usize) -> Option<(usize, i64, bool)> {
    let joined = node(scene, at, class::JOIN).map(|n| n.0);
    let dash = joined.is_some() && scene.mark(at).is_some();
    let from = joined.unwrap_or(at);
    if let Some((end, value, kind)) = node(scene, from, class::RANK) {
        let fits = if kind == MULTIPLIES {
            let one = register.open && register.group == 1.into() && register.total.is_zero();
            if one {
                None
            } else if value == 100 {
                register.times(value, 0)
            } else {
                let exponent = i64::from(value.checked_ilog10()?);
                register.magnitude(exponent, 0)
            }
        } else {
            let below = register.last_scale > 0
                && u32::try_from(register.last_scale)
                    .is_ok_and(|s| value < 10_i64.saturating_pow(s));
            let apart = scene.language.pack.style.compound && below;
            (register.open || apart)
                .then(|| register.add(value, 0))
                .flatten()
        };
        fits?;
        return Some((end, i64::try_from(register.value()?).ok()?, false));
    }
    let (end, value, _) = node(scene, from, class::PART).filter(|n| n.2 == 0 && dash)?;
    register.open.then(|| register.add(value, 0)).flatten()?;
    Some((end, i64::try_from(register.value()?).ok()?, true))
}
