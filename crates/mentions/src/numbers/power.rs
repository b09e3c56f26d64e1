//! Powers behind digits: `1e10`, `10^6`, `6.02 × 10²³`.

use claimsift_model::Decimal;
use claimsift_packs::class;

use crate::numbers::nodes::{close, digits};
use crate::scene::Scene;

/// What is done to the digits before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Power {
    /// They are multiplied by ten to this power.
    Shift(i32),
    /// They are raised to this power.
    Raise(i32),
}

impl Power {
    pub(crate) const NONE: Self = Self::Shift(0);

    /// The value of `digits` under this power; `None` when it cannot be held exactly.
    pub(crate) fn of(self, digits: Decimal) -> Option<Decimal> {
        if self == Self::NONE {
            return Some(digits.normalize());
        }
        let (base, power, start) = match self {
            Self::Shift(power) => (Decimal::TEN, power, digits),
            Self::Raise(power) => (digits, power, Decimal::ONE),
        };
        let mut factor = Decimal::ONE;
        for _ in 0..power.unsigned_abs() {
            factor = exact_product(factor, base)?;
        }
        if power >= 0 {
            return exact_product(start, factor).map(|v| v.normalize());
        }
        let value = start.checked_div(factor)?;
        (exact_product(value, factor)? == start).then(|| value.normalize())
    }
}

/// A product that no digit was rounded off.
fn exact_product(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (a, b) = (a.normalize(), b.normalize());
    let product = a.checked_mul(b)?;
    (product.scale() == a.scale() + b.scale()).then_some(product)
}

/// The power behind the digits that end before `at`, and the token behind it.
pub(crate) fn behind(scene: &Scene<'_>, at: usize) -> Option<(usize, Power)> {
    exponent(scene, at)
        .or_else(|| times_ten(scene, at))
        .map(|(end, n)| (end, Power::Shift(n)))
        .or_else(|| caret(scene, at).map(|(end, n)| (end, Power::Raise(n))))
}

/// `1e10`, `12e-1`.
fn exponent(scene: &Scene<'_>, at: usize) -> Option<(usize, i32)> {
    let letter = scene.lexeme(at, class::EXPONENT)?.end as usize;
    let (end, power) = signed(scene, letter)?;
    close(scene, at).then_some((end, power))
}

/// `× 10^23`, `x 10⁻³`.
fn times_ten(scene: &Scene<'_>, at: usize) -> Option<(usize, i32)> {
    // A small letter serves as the sign where keyboards lack it.
    let letter = scene.slice(at).chars().eq(['x']).then_some(at + 1);
    let sign = scene.lexeme(at, class::TIMES_MARK).map(|n| n.end as usize);
    let ten = sign.or(letter)?;
    if !digits(scene, ten) || scene.slice(ten) != "10" {
        return None;
    }
    caret(scene, ten + 1).or_else(|| superscript(scene, ten + 1))
}

/// `^6`.
fn caret(scene: &Scene<'_>, at: usize) -> Option<(usize, i32)> {
    let glued = scene.mark(at) == Some('^') && close(scene, at);
    glued.then(|| signed(scene, at + 1)).flatten()
}

/// Up to two digits right behind what stands before them, perhaps with a sign.
fn signed(scene: &Scene<'_>, at: usize) -> Option<(usize, i32)> {
    let sign = scene
        .lexeme(at, class::SIGN)
        .filter(|n| n.extra == 0 && close(scene, at));
    let from = sign.map_or(at, |n| n.end as usize);
    let short = digits(scene, from) && close(scene, from) && scene.slice(from).len() <= 2;
    let power: i32 = scene.slice(from).parse().ok().filter(|_| short)?;
    let negative = sign.is_some_and(|n| n.value < 0);
    Some((from + 1, if negative { -power } else { power }))
}

/// `⁻³`.
fn superscript(scene: &Scene<'_>, at: usize) -> Option<(usize, i32)> {
    let negative = scene.mark(at) == Some('⁻');
    let mut end = if negative { at + 1 } else { at };
    let (mut power, first) = (0, end);
    while let Some(digit) = scene.mark(end).and_then(small).filter(|_| end < first + 2) {
        power = power * 10 + digit;
        end += 1;
    }
    let glued = (at..end).all(|n| close(scene, n));
    (end > first && glued).then_some((end, if negative { -power } else { power }))
}

/// The digit that a small raised one stands for.
pub(crate) const fn small(mark: char) -> Option<i32> {
    Some(match mark {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴' => 4,
        '⁵' => 5,
        '⁶' => 6,
        '⁷' => 7,
        '⁸' => 8,
        '⁹' => 9,
        _ => return None,
    })
}
