//! Claims that say again what an earlier claim said, and amounts that convert another.

use std::collections::BTreeMap;

use claimsift_mentions::Found;
use claimsift_model::{Claim, Decimal, Kind, Mention, Predicate, Value};

/// Links each claim to the first that says the same, and each conversion to what it converts.
pub(crate) fn link(claims: &mut [Claim], found: &Found) {
    for (index, first) in repeated(claims, found) {
        claims[index].same_as = Some(first);
    }
    for index in 0..claims.len() {
        let mention = &found.mentions[claims[index].figure.0 as usize];
        let Some(other) = mention.converts else {
            continue;
        };
        // They stand in the order of their figures.
        let at = claims.partition_point(|c| c.figure < other);
        let converts = claims.get(at).is_some_and(|c| c.figure == other);
        claims[index].converts = Some(at).filter(|at| converts && *at != index);
    }
}

/// The claims that say again what one before them said, with the first that did.
fn repeated(claims: &[Claim], found: &Found) -> Vec<(usize, usize)> {
    let mut first = BTreeMap::<Said<'_>, usize>::new();
    let mut repeated = Vec::new();
    for (index, claim) in claims.iter().enumerate() {
        let mention = &found.mentions[claim.figure.0 as usize];
        let name = claim.subject.as_ref().and_then(|s| s.name.as_deref());
        if let Some(name) = name {
            let at = *first.entry(said(claim, mention, name)).or_insert(index);
            repeated.extend((at != index).then_some((index, at)));
        }
    }
    repeated
}

/// What makes two claims the same: predicate, party, kind, figure, unit and rate.
type Said<'a> = (
    Predicate,
    &'a str,
    Kind,
    Figures,
    &'a str,
    Option<(Decimal, &'a str)>,
);
type Figures = [Option<Decimal>; 3];

fn said<'a>(claim: &'a Claim, mention: &'a Mention, name: &'a str) -> Said<'a> {
    let (figures, unit) = match &mention.value {
        Value::Amount { amount, unit } => {
            let figures = [amount.value(), amount.min(), amount.max()];
            (figures, unit.as_deref().unwrap_or_default())
        }
        Value::Date(date) => {
            let edtf = date.resolved.as_ref().map(|r| r.edtf.as_str());
            ([None; 3], edtf.unwrap_or(&date.timex))
        }
        Value::Timex(timex) => ([None; 3], timex.as_str()),
    };
    let per = claim.per.as_ref().map(|p| (p.value, &*p.unit));
    (claim.predicate, name, mention.kind, figures, unit, per)
}
