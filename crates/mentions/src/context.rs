//! What only the whole document can say of a mention: the currency of a bare amount, the country of a `$`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use claimsift_model::{Flag, Kind, Mention, Value};
use claimsift_packs::{Packs, class};

use crate::found::Found;
use crate::tokens::Tokens;

/// Settles what depends on other mentions.
pub(crate) fn settle(packs: &Packs, tokens: &Tokens<'_>, found: &mut Found) {
    imply_currency(tokens, found);
    settle_signs(packs, tokens, found);
}

/// Smallest amount that is taken for money without a currency of its own.
const LARGE: i64 = 1_000_000;

/// From here on an amount in a document about money is money.
const SURE: i64 = 1_000_000_000;

/// *plus de 3 milliards investis*: a large bare number takes the currency of the money written nearest, in its own
/// sentence or before it. Without any money in the document it stays a number.
fn imply_currency(tokens: &Tokens<'_>, found: &mut Found) {
    let near = neighbours(found);
    for (index, near) in near.into_iter().enumerate() {
        let mention = &found.mentions[index];
        if mention.kind != Kind::Number
            || !large(mention)
            || !magnitude_ends(tokens, found, index)
            || times_follow(tokens, found, index)
        {
            continue;
        }
        let units = implied(tokens, found, near, index);
        if units.is_empty() {
            continue;
        }
        let mention = &mut found.mentions[index];
        mention.kind = Kind::Money;
        mention.rule = "money.implied".into();
        mention.flag(Flag::ImpliedCurrency);
        if let [only] = &units[..] {
            take(mention, only.clone());
            continue;
        }
        let readings = units.into_iter().map(|unit| {
            let mut reading = mention.clone();
            take(&mut reading, unit);
            reading
        });
        mention.alternatives = readings.collect();
        mention.flag(Flag::AmbiguousCurrency);
        if let Value::Amount { unit, .. } = &mut mention.value {
            *unit = None;
        }
    }
}

fn large(mention: &Mention) -> bool {
    let least = mention
        .amount()
        .and_then(|a| a.min().or(a.value()).or(a.max()));
    least.is_some_and(|v| v >= LARGE.into())
}

/// Most tokens of a magnitude's name.
const LONGEST_SCALE: usize = 4;

/// Whether the quote ends in a magnitude word: digits alone are never taken for money.
fn magnitude_ends(tokens: &Tokens<'_>, found: &Found, index: usize) -> bool {
    let own = tokens.sentences[found.sentences[index]].tokens.clone();
    let end = found.mentions[index].span.end();
    let Ok(last) = tokens.all[own.clone()].binary_search_by_key(&end, |t| t.span.end()) else {
        return false;
    };
    let last = own.start + last;
    let near = (last + 1).saturating_sub(LONGEST_SCALE).max(own.start)..=last;
    near.flat_map(|at| tokens.hits.of_class(at, class::SCALE))
        .any(|n| n.end as usize == last + 1 && n.value >= 6)
}

/// *11 millions de fois*: a noun that no money is of.
fn times_follow(tokens: &Tokens<'_>, found: &Found, index: usize) -> bool {
    let own = tokens.sentences[found.sentences[index]].tokens.clone();
    let end = found.mentions[index].span.end();
    let next = tokens.all[own.clone()].partition_point(|t| t.span.start() < end);
    let next = own.start + next;
    let is = |at: usize, class| own.contains(&at) && tokens.hits.has(at, class);
    is(next, class::OF) && is(next + 1, class::UNCOUNTED)
}

/// For each mention, the money with a currency of its own that is nearest before it and behind it.
fn neighbours(found: &Found) -> Vec<[Option<usize>; 2]> {
    let money = |m: &Mention| {
        let own = !m.has(Flag::ImpliedCurrency) && !m.has(Flag::Truncated);
        m.kind == Kind::Money && own && m.unit().is_some()
    };
    let mut near = vec![[None; 2]; found.mentions.len()];
    let (mut before, mut behind) = (None, None);
    for (index, mention) in found.mentions.iter().enumerate() {
        near[index][0] = before;
        before = money(mention).then_some(index).or(before);
    }
    for (index, mention) in found.mentions.iter().enumerate().rev() {
        near[index][1] = behind;
        behind = money(mention).then_some(index).or(behind);
    }
    near
}

/// The units of the money with a currency of its own that is nearest: in the same sentence, else before, else (in a
/// heading that the article goes on from) behind. Where those before and behind have two, the paragraph decides; two
/// are given when it does not.
fn implied(
    tokens: &Tokens,
    found: &Found,
    near: [Option<usize>; 2],
    index: usize,
) -> Vec<Arc<str>> {
    let own = found.sentences[index];
    let unit = |at: usize| found.mentions[at].unit().map(Arc::<str>::from);
    let near = near.into_iter().flatten();
    let same = near.clone().filter(|i| found.sentences[*i] == own);
    let mut earlier = (0..index).rev().take_while(|b| found.sentences[*b] == own);
    if let Some(nearest) = same.min_by_key(|i| i.abs_diff(index)) {
        // *a billion people live on 2 dollars, not 1.3 billion*: magnitudes that were counted before.
        let people = |b: usize| found.mentions[b].kind == Kind::Count && large(&found.mentions[b]);
        if !large(&found.mentions[nearest]) && earlier.any(people) {
            return Vec::new();
        }
        return unit(nearest).into_iter().collect();
    }
    let sure = found.mentions[index]
        .amount()
        .is_some_and(|a| a.min().or(a.max()).is_some_and(|v| v >= SURE.into()));
    let counted = earlier.any(|b| found.mentions[b].kind == Kind::Count);
    if counted && !sure {
        return Vec::new();
    }
    // Millions may be of anything: only money close by makes them money, and not behind a count.
    let close = |i: &usize| sure || found.sentences[*i].abs_diff(own) <= 1;
    let near: Vec<usize> = near.filter(close).collect();
    let block = |i: usize| tokens.sentences[found.sentences[i]].block;
    let beside = |i: &&usize| block(**i) == block(index);
    match &near[..] {
        [before, behind] if unit(*before) != unit(*behind) => {
            let mut beside = near.iter().filter(beside);
            match (beside.next(), beside.next()) {
                (Some(only), None) => unit(*only).into_iter().collect(),
                _ => near.iter().filter_map(|i| unit(*i)).collect(),
            }
        }
        near => near.first().and_then(|i| unit(*i)).into_iter().collect(),
    }
}

/// Words for a country that a document must hold for its currency to be meant by a sign.
const AT_HOME: usize = 2;

/// A sign or name of several currencies: what the document writes out, or the country that it speaks of, tells which.
/// What stays open is flagged, with the other readings.
fn settle_signs(packs: &Packs, tokens: &Tokens<'_>, found: &mut Found) {
    let open = |m: &Mention| {
        m.kind == Kind::Money && (!m.alternatives.is_empty() || m.has(Flag::AmbiguousCurrency))
    };
    if !found.mentions.iter().any(open) {
        return;
    }
    let homes = homes(packs, tokens);
    let clear = |m: &&Mention| m.kind == Kind::Money && !open(m);
    let named: BTreeSet<Arc<str>> = found
        .mentions
        .iter()
        .filter(clear)
        .filter_map(|m| m.unit().map(Into::into))
        .collect();
    for mention in &mut found.mentions {
        if !open(mention) {
            continue;
        }
        let written = |unit: &str| named.contains(unit);
        let at_home = |unit: &str| homes.get(unit).is_some_and(|n| *n >= AT_HOME);
        match mention.unit().map(Arc::<str>::from) {
            Some(only) if mention.alternatives.is_empty() => {
                if written(&only) || homes.contains_key(&*only) {
                    mention.flags.retain(|f| *f != Flag::AmbiguousCurrency);
                }
            }
            Some(first) => {
                let first_said = written(&first) || homes.contains_key(&*first);
                settle_sign(mention, first_said, &written, &at_home);
            }
            None => settle_name(mention, &written, &|u| homes.contains_key(u)),
        }
    }
}

/// How often the document speaks of where a currency is at home, by code.
fn homes<'p>(packs: &'p Packs, tokens: &Tokens<'_>) -> BTreeMap<&'p str, usize> {
    let mut homes = BTreeMap::new();
    for sentence in &tokens.sentences {
        let Some(language) = packs.get(sentence.lang) else {
            continue;
        };
        let hits = tokens.hits.within(sentence.tokens.clone());
        for hit in hits.filter(|h| h.class == class::CURRENCY_HOME) {
            let index = usize::try_from(hit.value).unwrap_or(usize::MAX);
            if let Some(currency) = language.pack.currencies.get(index) {
                *homes.entry(currency.code.as_str()).or_default() += 1;
            }
        }
    }
    homes
}

type Says<'a> = &'a dyn Fn(&str) -> bool;

/// `$`: the first currency; where the document writes out another, or is about its country alone, that stays open.
fn settle_sign(mention: &mut Mention, first_said: bool, written: Says<'_>, at_home: Says<'_>) {
    let meant = |unit: &str| written(unit) || !first_said && at_home(unit);
    mention.alternatives.retain(|a| a.unit().is_some_and(meant));
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
    told.next()
        .filter(|_| told.next().is_none())
        .map(Into::into)
}

fn take(mention: &mut Mention, unit: Arc<str>) {
    if let Value::Amount { unit: own, .. } = &mut mention.value {
        *own = Some(unit);
    }
}
