//! Claims that say again what an earlier claim said, and amounts that convert another.

use claimsift_model::{Claim, Value};

use crate::mentions::Found;

/// Links each claim to the first that says the same, and each conversion to what it converts.
pub(crate) fn link(claims: &mut [Claim], found: &Found) {
    for index in 0..claims.len() {
        let own = &claims[index];
        let mention = &found.mentions[own.figure.0 as usize];
        let same = claims[..index].iter().position(|c| {
            let other = &found.mentions[c.figure.0 as usize];
            other.kind == mention.kind
                && value(&other.value) == value(&mention.value)
                && c.per == own.per
                && alike(c, own)
        });
        let converts = mention
            .converts
            .and_then(|m| claims.iter().position(|c| c.figure == m));
        claims[index].same_as = same.map(|i| claims[i].same_as.unwrap_or(i));
        claims[index].converts = converts.filter(|i| *i != index);
    }
}

type Figures = Option<(
    Option<claimsift_model::Decimal>,
    Option<claimsift_model::Decimal>,
    Option<claimsift_model::Decimal>,
)>;

fn value(value: &Value) -> (Figures, Option<&str>) {
    match value {
        Value::Amount { amount, unit } => (
            Some((amount.value(), amount.min(), amount.max())),
            unit.as_deref(),
        ),
        Value::Date(d) => (None, d.resolved.as_ref().map(|r| r.edtf.as_str())),
        Value::Timex(t) => (None, Some(t)),
    }
}

/// The same predicate of the same party.
fn alike(a: &Claim, b: &Claim) -> bool {
    let name = |c: &Claim| c.subject.as_ref().and_then(|s| s.name.clone());
    a.predicate == b.predicate && name(a).is_some() && name(a) == name(b)
}
