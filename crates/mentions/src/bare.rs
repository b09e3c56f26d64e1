//! Numbers without a unit that are no figure: part of a name, a score, a version, a telephone number.

use claimsift_engine::{Gap, Shape};
use claimsift_model::{Kind, Value};
use claimsift_packs::class;

use crate::item::Item;
use crate::scene::Scene;

/// Longest digits that a name may end in.
const IN_NAME: usize = 5;

/// Whether the words around a bare number make it part of something that is no figure.
pub(crate) fn no_figure(scene: &Scene<'_>, item: &Item) -> bool {
    if item.rule.is_some() || item.kind != Kind::Number || item.scale.is_some() {
        return false;
    }
    let start = item.reach.start as usize;
    let digits = scene
        .tokens
        .get(start)
        .is_some_and(|t| t.shape == Shape::Digits);
    if digits {
        behind_name(scene, item, IN_NAME, true)
            || chained(scene, item)
            || numbering(scene, item)
            || postcode(scene, item)
            || item.foreign && before_word(scene, item.reach.end as usize)
    } else {
        compound(scene, item) || other_word(scene, item)
    }
}

/// *Europe 1*, *Windows 11*, *CAC 40*: digits right behind a capital belong to its name, unless it is one of the
/// calendar. `first`: also behind the first word of the sentence, which has a capital anyway.
pub(crate) fn behind_name(scene: &Scene<'_>, item: &Item, longest: usize, first: bool) -> bool {
    let at = item.reach.start as usize;
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let token = &scene.tokens[before];
    if !token.is_capital() || scene.gap(at) == Gap::None {
        return false;
    }
    let opens = before == 0 && token.shape == Shape::Title && !first;
    // A title in capitals has names in it, but also everything else.
    let upper = |at: usize| {
        scene
            .tokens
            .get(at)
            .is_some_and(|t| t.shape == Shape::Upper)
    };
    let around = before > 0 && upper(before - 1) || upper(item.reach.end as usize);
    let shout = upper(before) && (token.span.len() > 5 || around);
    let short = scene.tokens[at].shape == Shape::Digits && scene.slice(at).len() <= longest;
    let plain = item.reach.len() == 1 || item.foreign || decimal_of_version(scene, item);
    let others = [
        class::MONTH,
        class::WEEKDAY,
        class::STOP,
        class::CURRENCY,
        class::ABOUT,
        class::NOT_NAMED,
    ];
    let adverb = before == 0 && ends_as_adverb(scene, before);
    let other = adverb
        || others
            .iter()
            .any(|c| scene.ends_before(item.reach.start, *c));
    !other && short && plain && !opens && !shout
}

/// *Seulement 300*, *Exactly 300*: a first word that is an adverb by its ending is no name.
fn ends_as_adverb(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.slice(at).to_lowercase();
    let endings = &scene.language.pack.style.adverb;
    endings.iter().any(|e| word.ends_with(e.as_str()))
}

/// `16.4`: what versions look like in any language.
fn decimal_of_version(scene: &Scene<'_>, item: &Item) -> bool {
    item.reach.len() == 3 && scene.mark(item.reach.start as usize + 1) == Some('.')
}

/// `3-1`, `555-0199`: digits that a dash joins to other digits, and that are no interval.
pub(crate) fn chained(scene: &Scene<'_>, item: &Item) -> bool {
    let (start, end) = (item.reach.start as usize, item.reach.end as usize);
    let dash = |at: usize| {
        let joins = scene.mark(at).is_some() && scene.chart.starts(at, class::JOIN);
        joins && scene.gap(at) == Gap::None && scene.gap(at + 1) == Gap::None
    };
    let digits = |at: usize| {
        scene
            .tokens
            .get(at)
            .is_some_and(|t| t.shape == Shape::Digits)
    };
    let behind = dash(end) && digits(end + 1);
    let before = start > 1 && dash(start - 1) && digits(start - 2);
    behind || before
}

/// `007`, `0958`: digits that begin with a nought count nothing.
fn numbering(scene: &Scene<'_>, item: &Item) -> bool {
    let digits = scene.slice(item.reach.start as usize);
    let value = item.as_amount().and_then(|a| a.value());
    let plain = value.is_some_and(|v| v.fract().is_zero() && !v.is_zero());
    plain && item.reach.len() == 1 && digits.len() > 1 && digits.starts_with('0')
}

/// `75002 Paris`: five digits before a name are its postcode.
fn postcode(scene: &Scene<'_>, item: &Item) -> bool {
    let end = item.reach.end as usize;
    let name = scene.tokens.get(end).is_some_and(|t| t.is_capital());
    let digits = scene.slice(item.reach.start as usize);
    name && item.reach.len() == 1 && digits.len() == 5 && scene.gap(end) == Gap::Space
}

/// *moteur 1.6 essence*: a word of the phrase follows.
fn before_word(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.tokens.get(at).is_some_and(|t| t.is_word());
    word && !scene.chart.starts(at, class::STOP)
}

/// *Deux-Sèvres*, *three-way*: a number word that a dash joins to a word.
fn compound(scene: &Scene<'_>, item: &Item) -> bool {
    let end = item.reach.end as usize;
    let dash = scene.mark(end).is_some() && scene.chart.starts(end, class::JOIN);
    let word = scene.tokens.get(end + 1).is_some_and(|t| t.is_word());
    let number = scene.chart.starts(end + 1, class::ADD);
    dash && word && !number && scene.gap(end) == Gap::None && scene.gap(end + 1) == Gap::None
}

/// *flambant neuf*: a word that is a number only beside what it counts.
fn other_word(scene: &Scene<'_>, item: &Item) -> bool {
    let exact = matches!(&item.value, Value::Amount { amount, .. } if amount.value().is_some());
    exact
        && item.reach.len() == 1
        && scene
            .chart
            .starts(item.reach.start as usize, class::NOT_ALONE)
}
