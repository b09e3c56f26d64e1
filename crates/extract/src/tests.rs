//! The examples of the packs, run; and what they look like.

use claimsift_model::{
    Amount, Block, BlockRole, Document, DocumentBuilder, Mention, Modifier, TextSpan, Value,
};
use claimsift_packs::{Example, Packs};

use crate::{Options, read};

pub(crate) fn document(text: &str) -> Document {
    let span = TextSpan::new(0, u32::try_from(text.len()).unwrap());
    let blocks = vec![Block {
        span,
        role: BlockRole::Body,
    }];
    DocumentBuilder {
        text: text.to_owned(),
        blocks,
        ..DocumentBuilder::default()
    }
    .finish()
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

/// A mention as the examples write it.
pub(crate) fn shown(mention: &Mention) -> String {
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

/// What is wrong with an example: the words of rule testing, *missing*, *noisy*, *wrong*.
fn fault(example: &Example, all: &[(String, bool)]) -> Option<&'static str> {
    let fired = all.iter().any(|(_, own)| *own);
    match example.gives.as_deref() {
        None => fired.then_some("noisy"),
        Some("nothing") => (!all.is_empty()).then_some("noisy"),
        Some(_) if !fired => Some("missing"),
        Some(gives) => (!all.iter().any(|(s, own)| *own && s == gives)).then_some("wrong"),
    }
}

#[test]
fn examples_of_rules() {
    let packs = Packs::builtin();
    let mut wrong = Vec::new();
    for tag in packs.tags() {
        let language = packs.by_tag(tag).unwrap();
        let options = Options {
            lang: Some(tag.to_owned()),
        };
        let rules = || language.pack.rules.iter();
        let own = |e: &&Example| e.lang == tag && rules().any(|r| r.id == e.rule);
        for example in packs.examples(tag).iter().filter(own) {
            let reading = read(&document(&example.text), &packs, &options);
            let by = |m: &Mention, d: &Vec<String>| {
                *m.rule == *example.rule || d.contains(&example.rule)
            };
            let read = reading.mentions.iter().zip(&reading.derivation);
            let all: Vec<_> = read.map(|(m, d)| (shown(m), by(m, d))).collect();
            if let Some(fault) = fault(example, &all) {
                let (rule, text, gives) = (&example.rule, &example.text, &example.gives);
                wrong.push(format!(
                    "{fault}: {tag} {rule} «{text}» wants {gives:?}, got {all:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
