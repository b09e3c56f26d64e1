//! When an answer is right.

use claimsift_model::Decimal;

use crate::{GoldMention, Saved, SavedParty, SavedPer};

/// Modifiers whose bounds follow from the figure, so that they are judged.
const BOUNDED: [&str; 5] = ["exact", "more_than", "at_least", "less_than", "at_most"];

/// Words that make no difference between two namings of a party.
const ARTICLES: [&str; 20] = [
    "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "the", "a", "an", "ses", "son",
    "sa", "leur", "leurs", "its", "their",
];

/// How many more words than the accepted answer a party may have around it.
const MORE_WORDS: usize = 6;

/// Whether value or bounds, unit and rate are those of the annotation; `any_rate`: the rate is not judged.
pub(super) fn figure(g: &GoldMention, p: &Saved, any_rate: bool) -> bool {
    if g.kind == "date" {
        let same_days =
            g.date_start.is_some() && (&g.date_start, &g.date_end) == (&p.date_start, &p.date_end);
        return g.edtf == p.edtf || same_days;
    }
    let loose = g.kind == "ratio";
    let bounds = || same(&g.min, &p.min, loose) && same(&g.max, &p.max, loose);
    let modifier = g.modifier.as_deref().unwrap_or_default();
    let value = if g.value.is_some() {
        same(&g.value, &p.value, loose)
    } else if modifier == "between" {
        bounds()
    } else {
        p.value.is_none() // an indefinite amount must not be given a number
    };
    let bounds_judged = BOUNDED.contains(&modifier) && g.modifier_alt.is_empty();
    let unit = g.unit == p.unit || g.unit_alt.contains(&p.unit);
    let rate = any_rate || g.per_optional || rate(g.per.as_ref(), p.per.as_ref());
    value && (!bounds_judged || bounds()) && unit && rate
}

/// Whether two rates are the same, or both none.
pub(super) fn rate(a: Option<&SavedPer>, b: Option<&SavedPer>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => same(&a.value, &b.value, false) && a.unit == b.unit,
        _ => false,
    }
}

/// Equal as exact decimals, or when `loose` within 0.0001: fractions that do not end are rounded.
fn same(a: &Option<String>, b: &Option<String>, loose: bool) -> bool {
    let decimal = |text: &Option<String>| text.as_ref().and_then(|t| t.parse::<Decimal>().ok());
    match (decimal(a), decimal(b)) {
        (Some(x), Some(y)) => x == y || loose && (x - y).abs() <= Decimal::new(1, 4),
        _ => a == b,
    }
}

/// Whether a party is one of the accepted answers, or holds one as whole words with at most six more.
pub(super) fn party(accepted: &[String], got: Option<&SavedParty>) -> bool {
    let Some(got) = got else { return false };
    let names = [
        plain(&got.text),
        plain(got.name.as_deref().unwrap_or_default()),
    ];
    accepted.iter().map(|a| plain(a)).any(|want| {
        let room = want.split(' ').filter(|w| !w.is_empty()).count() + MORE_WORDS;
        names.iter().filter(|n| !n.is_empty()).any(|name| {
            let within = format!(" {name} ").contains(&format!(" {want} "));
            want == *name || within && name.split(' ').count() <= room
        })
    })
}

/// A naming in lower case, without articles.
fn plain(text: &str) -> String {
    let text = text.replace(['’', '\''], " ").to_lowercase();
    let words: Vec<_> = text
        .split_whitespace()
        .filter(|w| !ARTICLES.contains(w))
        .collect();
    words.join(" ")
}
