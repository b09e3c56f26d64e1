//! Indefinite amounts: the magnitude is known, the number is not.

use claimsift_model::{Amount, Decimal, Flag, Kind};
use claimsift_packs::class;

use claimsift_engine::{ClassMask, Gap, Shape};

use crate::item::Item;
use crate::numbers::nodes::{node, plural, power, reach, skip_of};
use crate::scene::Scene;

/// `plusieurs milliards`, `hundreds of millions`, `milliers`: the magnitude is known, the number is not.
pub(crate) fn read(scene: &Scene<'_>, start: usize) -> Option<Item> {
    const OPENERS: ClassMask = ClassMask::all(&[class::VAGUE, class::SCALE, class::OF]);
    if !scene.chart.mask(start).meets(&OPENERS) {
        return None;
    }
    let mut at = start;
    let mut least = Decimal::ONE;
    let (mut words, mut needs_of) = (0, false);
    while words < 3 {
        let Some((end, value, extra)) = node(scene, at, class::VAGUE) else {
            break;
        };
        least = least.checked_mul(value.into())?;
        needs_of = extra == 1;
        words += 1;
        at = skip_of(scene, end, class::VAGUE).unwrap_or(end);
    }
    let (mut scale, mut calque) = (None, false);
    let end = match magnitude_behind(scene, at, words > 0) {
        Some((end, exponent, kind)) => {
            least = least.checked_mul(power(exponent)?)?;
            scale = u32::try_from(exponent).ok();
            calque = kind == 1;
            end
        }
        None if hundreds(scene, at, words) => {
            let (end, exponent, _) =
                magnitude_behind(scene, at + 1, true).unwrap_or((at + 1, 0, 0));
            least = least.checked_mul(Decimal::ONE_HUNDRED.checked_mul(power(exponent)?)?)?;
            scale = u32::try_from(exponent).ok().filter(|s| *s > 0);
            end
        }
        None if least > Decimal::ONE && (!needs_of || follows_of(scene, at)) => {
            trim_of(scene, start, at)
        }
        None => return None,
    };
    if words == 0 && glued_to_digits(scene, start) {
        return None;
    }
    let from = article_before(scene, start)
        .filter(|_| needs_of)
        .unwrap_or(start);
    let amount = Amount::several(Some(least.normalize()));
    let mut item = Item::amount(Kind::Number, reach(from, end), amount, Some("1"));
    item.scale = scale.or_else(|| (least >= Decimal::ONE_HUNDRED).then_some(2));
    item.flag(Flag::Vague);
    if calque {
        item.flag(Flag::ShortScaleCalque);
    }
    Some(item)
}

/// A magnitude at `at`, perhaps behind *of*, in the plural unless a word before it tells (*several billion*): its end, power of ten and kind.
fn magnitude_behind(scene: &Scene<'_>, at: usize, told: bool) -> Option<(usize, i64, i64)> {
    let from = skip_of(scene, at, class::SCALE).unwrap_or(at);
    node(scene, from, class::SCALE)
        .filter(|(_, _, kind)| *kind != 3 && (told || plural(scene, from)))
}

/// *several hundred*: no hundredths of a currency.
fn hundreds(scene: &Scene<'_>, at: usize, words: i32) -> bool {
    let hundred = node(scene, at, class::TIMES).is_some_and(|n| n.0 == at + 1);
    hundred && words > 0 && !scene.chart.starts(at, class::CURRENCY)
}

fn glued_to_digits(scene: &Scene<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| scene.tokens.get(i));
    scene.gap(at) == Gap::None && before.is_some_and(|t| t.shape == Shape::Digits)
}

/// Whether *of* follows, and no number behind it: *une quarantaine de deux semaines* is no amount.
fn follows_of(scene: &Scene<'_>, at: usize) -> bool {
    node(scene, at, class::OF).is_some_and(|(end, ..)| {
        let digits = scene
            .tokens
            .get(end)
            .is_some_and(|t| t.shape == Shape::Digits);
        !digits && node(scene, end, class::ADD).is_none_or(|n| n.1 < 2)
    })
}

/// *une* trentaine: the article belongs to the amount.
fn article_before(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    node(scene, before, class::ONE)
        .filter(|n| n.0 == at)
        .map(|_| before)
}

/// The end of the vague words without the *of* that some of them carry.
fn trim_of(scene: &Scene<'_>, start: usize, end: usize) -> usize {
    let last = end.saturating_sub(1);
    let node = scene.lexeme(last, class::OF);
    let is_of = last > start && node.is_some_and(|n| n.end as usize == end);
    if is_of { last } else { end }
}
