//! What only the whole document can say of a mention: the currency of a bare amount, the country of a `$`.

use claimsift_engine::Hit;
use claimsift_model::{Flag, Kind, Mention, Value};
use claimsift_packs::{Packs, class};

use crate::mentions::Found;
use crate::sentences::Tokens;

/// Settles what depends on other mentions.
pub(crate) fn settle(packs: &Packs, tokens: &Tokens, found: &mut Found) {
    imply_currency(packs, tokens, found);
    settle_signs(&mut found.mentions);
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
fn neighbour(found: &Found, index: usize) -> Option<std::sync::Arc<str>> {
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

/// A sign of several currencies is read as the first, unless the document writes out one of the others: then it is
/// flagged and the other readings stay.
fn settle_signs(mentions: &mut [Mention]) {
    let named: Vec<String> = mentions
        .iter()
        .filter(|m| m.kind == Kind::Money && m.alternatives.is_empty())
        .filter_map(|m| m.unit().map(str::to_owned))
        .collect();
    for mention in mentions {
        if mention.kind != Kind::Money || mention.alternatives.is_empty() {
            continue;
        }
        mention
            .alternatives
            .retain(|a| a.unit().is_some_and(|u| named.iter().any(|n| n == u)));
        if !mention.alternatives.is_empty() {
            mention.flag(Flag::AmbiguousCurrency);
        }
    }
}
