//! The examples of the packs, run; and what they look like.

use claimsift_model::{
    Amount, Block, BlockRole, Document, DocumentBuilder, Mention, Modifier, TextSpan, Value,
};
use claimsift_packs::Packs;

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

#[test]
fn examples_of_rules() {
    let packs = Packs::builtin();
    let mut wrong = Vec::new();
    for tag in packs.tags().map(str::to_owned).collect::<Vec<_>>() {
        let language = packs.by_tag(&tag).unwrap();
        for example in language.examples.iter().filter(|e| e.lang == tag) {
            let options = Options {
                lang: Some(tag.clone()),
            };
            let document = document(&example.text);
            let reading = read(&document, &packs, &options);
            let all: Vec<(String, bool)> = reading
                .mentions
                .iter()
                .zip(&reading.refined)
                .map(|(m, refined)| {
                    (
                        shown(m),
                        *m.rule == *example.rule || refined.contains(&example.rule),
                    )
                })
                .collect();
            let list = all
                .iter()
                .map(|(s, own)| format!("{s}{}", if *own { " *" } else { "" }))
                .collect::<Vec<_>>();
            let fired = all.iter().any(|(_, own)| *own);
            let fault = match &example.gives {
                None if fired => "noisy",
                Some(gives) if gives == "nothing" => {
                    if all.is_empty() {
                        ""
                    } else {
                        "noisy"
                    }
                }
                Some(_) if !fired => {
                    if all.iter().any(|(s, _)| Some(s) == example.gives.as_ref()) {
                        ""
                    } else {
                        "missing"
                    }
                }
                Some(gives) if !all.iter().any(|(s, _)| s == gives) => "wrong",
                _ => "",
            };
            if !fault.is_empty() {
                wrong.push(format!(
                    "{fault}: {tag} {} «{}» wants {:?}, got {list:?}",
                    example.rule, example.text, example.gives
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
