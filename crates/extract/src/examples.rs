//! The examples of rules and frames, tried: each must give what it says, or stay quiet.

use std::sync::Arc;

use claimsift_model::{Amount, Claim, Document, Mention, Modifier, Party, Value};
use claimsift_packs::{Example, Packs};

use crate::{Options, Reading, read};

/// What is wrong with an example that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// It should fire and does not.
    Missing,
    /// It should stay quiet and fires.
    Noisy,
    /// It fires with another value.
    Wrong,
}

impl Fault {
    /// Its name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Noisy => "noisy",
            Self::Wrong => "wrong",
        }
    }
}

/// How an example went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// What is wrong; `None`: it holds.
    pub fault: Option<Fault>,
    /// What came out, as examples write it: of its own rule first, then of others.
    pub got: Vec<String>,
}

/// The examples of a language's own rules and frames that are written in that language.
#[must_use]
pub fn examples(packs: &Packs, tag: &str) -> Vec<Example> {
    let Some(language) = packs.by_tag(tag) else {
        return Vec::new();
    };
    let rule = |e: &Example| language.pack.rules.iter().any(|r| *r.id == *e.rule);
    let frame = |e: &Example| language.pack.frames.iter().any(|f| f.id == e.rule);
    let mut examples = packs.examples(tag);
    examples.retain(|e| e.lang == tag && (rule(e) || frame(e)));
    examples
}

/// Reads the text of an example and holds what comes out against what it says.
#[must_use]
pub fn try_example(packs: &Packs, example: &Example) -> Trial {
    let document = Document::of_paragraph(&example.text);
    let options = Options {
        lang: Some(example.lang.clone()),
    };
    let reading = read(&document, packs, &options);
    let language = packs.by_tag(&example.lang);
    let frame = language.and_then(|l| l.pack.frames.iter().find(|f| f.id == example.rule));
    match frame {
        Some(frame) => frame_trial(&document, &reading, example, &frame.predicate),
        None => rule_trial(&reading, example),
    }
}

fn rule_trial(reading: &Reading, example: &Example) -> Trial {
    let own = |m: &Mention, d: &[Arc<str>]| {
        *m.rule == *example.rule || d.iter().any(|id| **id == *example.rule)
    };
    let read = reading.mentions.iter().zip(&reading.derivation);
    let mut all: Vec<_> = read.map(|(m, d)| (!own(m, d), shown(m))).collect();
    all.sort_by_key(|(other, _)| *other);
    let fired = all.iter().any(|(other, _)| !other);
    let fault = match example.gives.as_deref() {
        None => fired.then_some(Fault::Noisy),
        Some("nothing") => (!all.is_empty()).then_some(Fault::Noisy),
        Some(_) if !fired => Some(Fault::Missing),
        Some(gives) => {
            let right = all.iter().any(|(other, s)| !other && s == gives);
            (!right).then_some(Fault::Wrong)
        }
    };
    Trial {
        fault,
        got: all.into_iter().map(|(_, s)| s).collect(),
    }
}

fn frame_trial(
    document: &Document,
    reading: &Reading,
    example: &Example,
    predicate: &str,
) -> Trial {
    let own = |c: &&Claim| c.predicate.name() == predicate;
    let fired = reading.claims.iter().any(|c| own(&c));
    let fault = match &example.gives {
        None => fired.then_some(Fault::Noisy),
        Some(wanted) => {
            let right = reading
                .claims
                .iter()
                .any(|c| meets(document, reading, c, wanted));
            let fault = if fired { Fault::Wrong } else { Fault::Missing };
            (!right).then_some(fault)
        }
    };
    let mut claims: Vec<_> = reading.claims.iter().collect();
    claims.sort_by_key(|c| !own(c));
    Trial {
        fault,
        got: claims
            .into_iter()
            .map(|c| claim_shown(document, c))
            .collect(),
    }
}

/// A mention as the examples write it.
#[must_use]
pub fn shown(mention: &Mention) -> String {
    let mut out = match &mention.value {
        Value::Amount { amount: a, unit } => {
            format!("{} {}", amount(a), unit.as_deref().unwrap_or("?"))
        }
        Value::Date(d) => d
            .resolved
            .as_ref()
            .map_or_else(|| d.timex.clone(), |r| r.edtf.clone()),
        Value::Timex(t) => t.clone(),
    };
    if let Some(per) = &mention.per {
        out += &format!(" /{} {}", per.value.normalize(), per.unit);
    }
    let quiet = ["vague", "rounded"];
    for flag in mention.flags.iter().filter(|f| !quiet.contains(&f.name())) {
        out += " ";
        out += flag.name();
    }
    out
}

fn amount(a: &Amount) -> String {
    let number = |n: Option<claimsift_model::Decimal>| {
        n.map_or_else(|| "?".to_owned(), |n| n.normalize().to_string())
    };
    if a.is_unreadable() {
        return "unreadable".to_owned();
    }
    match a.modifier() {
        Modifier::Exact => number(a.value()),
        Modifier::About => format!("~{}", number(a.value())),
        Modifier::MoreThan => format!(">{}", number(a.value())),
        Modifier::AtLeast => format!(">={}", number(a.value())),
        Modifier::LessThan => format!("<{}", number(a.value())),
        Modifier::AtMost => format!("<={}", number(a.value())),
        Modifier::Between => format!("{}..{}", number(a.min()), number(a.max())),
        Modifier::Several => format!("several>={}", number(a.min())),
    }
}

/// Whether a claim is what an example asks for: `slot=value` pairs; a value with spaces goes on to the next slot.
fn meets(document: &Document, reading: &Reading, claim: &Claim, wanted: &str) -> bool {
    pairs(wanted).iter().all(|(slot, value)| {
        let party = |p: &Option<Party>| {
            p.as_ref()
                .is_some_and(|p| document.slice(p.span).contains(value.as_str()))
        };
        let figure = reading.mentions.get(claim.figure.0 as usize);
        match slot.as_str() {
            "predicate" => claim.predicate.name() == value,
            "subject" => party(&claim.subject),
            "object" => party(&claim.object),
            "speaker" => party(&claim.speaker),
            "modality" => claim.modalities.leading().name() == value,
            "direction" => claim.direction.is_some_and(|d| d.name() == value),
            "figure" => figure
                .and_then(Mention::amount)
                .and_then(Amount::value)
                .is_some_and(|v| v.normalize().to_string() == *value),
            _ => false,
        }
    })
}

fn pairs(wanted: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for word in wanted.split(' ') {
        match word.split_once('=') {
            Some((slot, value)) => pairs.push((slot.to_owned(), value.to_owned())),
            None => {
                if let Some(last) = pairs.last_mut() {
                    last.1 = format!("{} {word}", last.1);
                }
            }
        }
    }
    pairs
}

/// A claim as the examples write it.
fn claim_shown(document: &Document, claim: &Claim) -> String {
    let mut out = format!("predicate={}", claim.predicate.name());
    let parties = [
        ("subject", &claim.subject),
        ("object", &claim.object),
        ("speaker", &claim.speaker),
    ];
    for (slot, party) in parties {
        if let Some(party) = party {
            out += &format!(" {slot}={}", document.slice(party.span));
        }
    }
    out += &format!(" modality={}", claim.modalities.leading().name());
    if let Some(direction) = claim.direction {
        out += &format!(" direction={}", direction.name());
    }
    out
}
