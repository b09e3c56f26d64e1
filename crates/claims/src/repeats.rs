//! Claims that say again what an earlier claim said, and amounts that convert another.

use std::collections::BTreeMap;

use claimsift_mentions::Found;
use claimsift_model::{Claim, Decimal, Kind, Mention, MentionId, Predicate, Value};

/// Links each claim to the first that says the same, and each conversion to what it converts.
pub(crate) fn link(claims: &mut [Claim], found: &Found) {
    let mut first = BTreeMap::<Said<'_>, usize>::new();
    let figures: BTreeMap<MentionId, usize> = claims
        .iter()
        .enumerate()
        .map(|(i, c)| (c.figure, i))
        .rev()
        .collect();
    let names: Vec<Option<String>> = claims.iter().map(name).collect();
    for index in 0..claims.len() {
        let mention = &found.mentions[claims[index].figure.0 as usize];
        let converts = mention.converts.and_then(|m| figures.get(&m).copied());
        claims[index].converts = converts.filter(|i| *i != index);
        let Some(name) = &names[index] else {
            continue;
        };
        let at = *first
            .entry(said(&claims[index], mention, name))
            .or_insert(index);
        claims[index].same_as = Some(at).filter(|i| *i != index);
    }
}

fn name(claim: &Claim) -> Option<String> {
    claim.subject.as_ref().and_then(|s| s.name.clone())
}

/// What makes two claims the same: predicate, party, kind, figure, unit and rate.
type Said<'a> = (
    Predicate,
    &'a str,
    Kind,
    Figures,
    String,
    Option<(Decimal, String)>,
);
type Figures = [Option<Decimal>; 3];

fn said<'a>(claim: &Claim, mention: &Mention, name: &'a str) -> Said<'a> {
    let (figures, unit) = match &mention.value {
        Value::Amount { amount, unit } => {
            let figures = [amount.value(), amount.min(), amount.max()];
            (figures, unit.as_deref().unwrap_or_default().to_owned())
        }
        Value::Date(date) => {
            let edtf = date.resolved.as_ref().map(|r| r.edtf.clone());
            ([None; 3], edtf.unwrap_or_else(|| date.timex.clone()))
        }
        Value::Timex(timex) => ([None; 3], timex.clone()),
    };
    let per = claim.per.as_ref().map(|p| (p.value, p.unit.to_string()));
    (claim.predicate, name, mention.kind, figures, unit, per)
}
