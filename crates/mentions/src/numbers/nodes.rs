//! What the readers of numbers ask of words and digits.

use claimsift_engine::{ClassId, Gap, Shape};
use claimsift_model::Decimal;
use claimsift_packs::class;

use crate::item::Reach;
use crate::scene::Scene;

/// A word for a part that is a rank too.
pub(crate) const RANK_TOO: i64 = 2;

pub(crate) fn node(scene: &Scene<'_>, at: usize, class: ClassId) -> Option<(usize, i64, i64)> {
    scene
        .lexeme(at, class)
        .map(|n| (n.end as usize, n.value, n.extra))
}

pub(crate) fn power(exponent: i64) -> Option<Decimal> {
    let exponent = u32::try_from(exponent).ok().filter(|e| *e <= 18)?;
    Some(Decimal::from(10_u64.pow(exponent)))
}

pub(crate) fn reach(start: usize, end: usize) -> Reach {
    let clip = |n| u32::try_from(n).unwrap_or(u32::MAX);
    Reach {
        start: clip(start),
        end: clip(end),
    }
}

/// The token behind a joining *of* when a word of `class` follows it.
pub(crate) fn skip_of(scene: &Scene<'_>, at: usize, class: ClassId) -> Option<usize> {
    let end = scene.lexeme(at, class::OF)?.end as usize;
    node(scene, end, class).map(|_| end)
}

/// Whether the word at `at` is a plural by its ending; symbols are not.
pub(crate) fn plural(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.slice(at);
    let long = word.chars().count() > 3;
    let lower = word.to_lowercase();
    long && scene
        .language
        .pack
        .style
        .plural
        .iter()
        .any(|e| lower.ends_with(e.as_str()))
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

pub(crate) fn digits(scene: &Scene<'_>, at: usize) -> bool {
    scene
        .tokens
        .get(at)
        .is_some_and(|t| t.shape == Shape::Digits)
}

pub(crate) fn close(scene: &Scene<'_>, at: usize) -> bool {
    scene.gap(at) == Gap::None
}
