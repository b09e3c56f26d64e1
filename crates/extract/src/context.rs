//! What only the whole document can say of a mention: the currency of a bare amount, the country of a `$`.

use std::collections::BTreeSet;
use std::sync::Arc;

use claimsift_engine::Hit;
use claimsift_model::{Flag, Kind, Mention, Value};
use claimsift_packs::{Packs, class};

use crate::mentions::Found;
use crate::sentences::Tokens;

/// Settles what depends on other mentions.
pub(crate) fn settle(packs: &Packs, tokens: &Tokens, found: &mut Found) {
    imply_currency(packs, tokens, found);
    settle_signs(found);
}

/// Smallest amount that is taken for money without a currency of its own.
const LARGE: i64 = 1_000_000;

/// *plus de 3 milliards investis*: a large bare number takes the currency of the money written nearest, in its own
/// sentence or before it. Without any money in the document it stays a number.
fn imply_currency(packs: &Packs, tokens: &Tokens, found: &mut Found) {
    for index in 0..found.mentions.len() {
        let mention = &found.mentions[index];
        if mention.kind != Kind::Number
            || !large(mention)
            || !magnitude_ends(packs, tokens, found, index)
        {
            continue;
        }
        let Some(unit) = neighbour(found, index) else {
            continue;
        };
        let mention = &mut found.mentions[index];
        mention.kind = Kind::Money;
        mention.rule = "money.implied".into();
        if let Value::Amount { unit: own, .. } = &mut mention.value {
            *own = Some(unit);
        }
        mention.flag(Flag::ImpliedCurrency);
    }
}

fn large(mention: &Mention) -> bool {
    let least = mention
        .amount()
        .and_then(|a| a.min().or(a.value()).or(a.max()));
    least.is_some_and(|v| v >= LARGE.into())
}

/// Whether the quote ends in a magnitude word: digits alone are never taken for money.
fn magnitude_ends(packs: &Packs, tokens: &Tokens, found: &Found, index: usize) -> bool {
    let sentence = &tokens.sentences[found.sentences[index]];
    let Some(language) = packs.get(sentence.lang) else {
        return false;
    };
    let end = found.mentions[index].span.end();
    let own = &tokens.all[sentence.tokens.clone()];
    let ends_here = |h: &&Hit| own[h.end as usize - 1].span.end() == end;
    let lexemes = language.lexicon.lexemes();
    let mut hits = tokens.hits(sentence).iter().filter(ends_here);
    hits.any(|h| {
        let lexeme = &lexemes[h.lexeme as usize];
        lexeme.class == class::SCALE && lexeme.value >= 6
    })
}

/// The unit of the nearest money with a currency of its own: in the same sentence, else before, else (in a heading
/// that the article goes on from) behind.
fn neighbour(found: &Found, index: usize) -> Option<Arc<str>> {
    let own = found.sentences[index];
    let money = |i: &usize| {
        let m = &found.mentions[*i];
        m.kind == Kind::Money && !m.has(Flag::ImpliedCurrency) && !m.has(Flag::Truncated)
    };
    let same = (0..found.mentions.len())
        .filter(|i| found.sentences[*i] == own)
        .filter(money);
    let nearest = same.min_by_key(|i| i.abs_diff(index));
    let before = || (0..index).rev().find(money);
    let behind = || (index..found.mentions.len()).find(money);
    let at = nearest.or_else(before).or_else(behind)?;
    match &found.mentions[at].value {
        Value::Amount { unit, .. } => unit.clone(),
        _ => None,
    }
}

/// Words for a country that a document must hold for its currency to be meant by a sign.
const AT_HOME: usize = 2;

/// A sign or name of several currencies: what the document writes out, or the country that it speaks of, tells which.
/// What stays open is flagged, with the other readings.
fn settle_signs(found: &mut Found) {
    let clear = |m: &&Mention| m.kind == Kind::Money && m.alternatives.is_empty();
    let named: BTreeSet<Arc<str>> = found
        .mentions
        .iter()
        .filter(clear)
        .filter_map(|m| m.unit().map(Into::into))
        .collect();
    for mention in &mut found.mentions {
        if mention.kind != Kind::Money || mention.alternatives.is_empty() {
            continue;
        }
        let written = |unit: &str| named.contains(unit);
        let at_home = |unit: &str| found.homes.get(unit).is_some_and(|n| *n >= AT_HOME);
        match mention.unit().map(Arc::<str>::from) {
            Some(first) => {
                let first_said = written(&first) || found.homes.contains_key(&*first);
                settle_sign(mention, first_said, &written, &at_home);
            }
            None => settle_name(mention, &written, &at_home),
        }
    }
}

type Says<'a> = &'a dyn Fn(&str) -> bool;

/// `$`: the first currency, unless the document is about another.
fn settle_sign(mention: &mut Mention, first_said: bool, written: Says<'_>, at_home: Says<'_>) {
    let home = only(mention, at_home).filter(|_| !first_said);
    mention.alternatives.retain(|a| a.unit().is_some_and(written));
    if let Some(unit) = home.filter(|u| mention.alternatives.iter().all(|a| a.unit() == Some(u))) {
        let mut other = mention.clone();
        other.alternatives.clear();
        mention.alternatives = vec![other];
        take(mention, unit);
    }
    if !mention.alternatives.is_empty() {
        mention.flag(Flag::AmbiguousCurrency);
    }
}

/// `kr`, *francs*: no currency, unless the document tells which.
fn settle_name(mention: &mut Mention, written: Says<'_>, at_home: Says<'_>) {
    let told = only(mention, written).or_else(|| only(mention, at_home));
    match told {
        Some(unit) => {
            mention.flags.retain(|f| *f != Flag::NoCurrency);
            mention.alternatives.clear();
            take(mention, unit);
        }
        None => mention.flag(Flag::AmbiguousCurrency),
    }
}

/// The one reading of which something is true.
fn only(mention: &Mention, says: Says<'_>) -> Option<Arc<str>> {
    let units = mention.alternatives.iter().filter_map(|a| a.unit());
    let mut told = units.filter(|u| says(u));
    told.next().filter(|_| told.next().is_none()).map(Into::into)
}

fn take(mention: &mut Mention, unit: Arc<str>) {
    if let Value::Amount { unit: own, .. } = &mut mention.value {
        *own = Some(unit);
    }
}
