//! How a text was read: tokens, lexemes, every reading with its rule, and why the losers lost.

use std::fmt::Write;

use claimsift_model::{Document, Value};
use claimsift_packs::Packs;

use crate::item::{Item, Reach};
use crate::mentions::Reader;
use crate::scene::Scene;
use crate::sentences::{self, Sentence};
use crate::{Options, read};

/// A report of how `document` was read, for a person who writes rules: sentence by sentence, then claim by claim.
#[must_use]
pub fn explain(document: &Document, packs: &Packs, options: &Options) -> String {
    let tokens = sentences::read(document, packs, options.lang.as_deref());
    let mut out = String::new();
    let mut reader = Reader::default();
    for sentence in &tokens.sentences {
        let Some(language) = packs.get(sentence.lang) else {
            continue;
        };
        heading(&mut out, document, sentence, &language.pack.tag);
        match reader.scene(document, &tokens, sentence, language) {
            None => out.push_str("  holds nothing to read\n"),
            Some((scene, winners)) => {
                lexemes(&mut out, &scene);
                readings(&mut out, &scene, &winners);
            }
        }
    }
    claims(&mut out, document, packs, options);
    out
}

// Writing to a string cannot fail, so the results of `writeln!` are let go.

fn heading(out: &mut String, document: &Document, sentence: &Sentence, tag: &str) {
    let (start, end) = document.chars(sentence.span);
    let _ = writeln!(
        out,
        "\nsentence  [{start}, {end}) in {tag}: {}",
        document.slice(sentence.span)
    );
}

fn lexemes(out: &mut String, scene: &Scene<'_>) {
    for (at, _) in scene.tokens.iter().enumerate() {
        let classes = scene
            .chart
            .at(at)
            .map(|id| scene.chart.node(id))
            .filter(|n| !crate::scene::is_built(n.class));
        let pack = &scene.language.pack;
        let mut shown: Vec<String> = classes
            .map(|n| {
                let words = if n.end as usize > at + 1 {
                    format!("{:?} ", words(scene, n.start, n.end))
                } else {
                    String::new()
                };
                format!(
                    "{words}{}[{},{}]",
                    pack.class_name(n.class),
                    n.value,
                    n.extra
                )
            })
            .collect();
        shown.sort();
        let _ = writeln!(
            out,
            "  token   {:<16} {}",
            scene.slice(at),
            shown.join("  ")
        );
    }
}

fn words<'s>(scene: &Scene<'s>, start: u32, end: u32) -> &'s str {
    let from = scene
        .tokens
        .get(start as usize)
        .map_or(0, |t| t.span.start() as usize);
    let to = (end as usize)
        .checked_sub(1)
        .and_then(|i| scene.tokens.get(i))
        .map_or(from, |t| t.span.end() as usize);
    scene.text.get(from..to).unwrap_or_default()
}

fn readings(out: &mut String, scene: &Scene<'_>, winners: &[usize]) {
    for (index, item) in scene.items.iter().enumerate() {
        let won = winners.contains(&index);
        let fate = if won {
            "won".to_owned()
        } else {
            lost_to(scene, winners, item.reach)
        };
        let rules: Vec<&str> = item
            .derivation
            .iter()
            .map(|r| rule_id(scene, Some(*r)))
            .collect();
        let from = if rules.is_empty() {
            String::new()
        } else {
            format!(" (with {})", rules.join(", "))
        };
        let _ = writeln!(
            out,
            "  reading {:?} {} {} by {}{from}: {fate}",
            words(scene, item.reach.start, item.reach.end),
            item.kind.name(),
            value(item),
            rule_id(scene, item.rule),
        );
    }
}

fn rule_id<'s>(scene: &Scene<'s>, rule: Option<u16>) -> &'s str {
    let rules = &scene.language.pack.rules;
    rule.and_then(|r| rules.get(usize::from(r)))
        .map_or("number.reader", |r| r.id.as_str())
}

fn lost_to(scene: &Scene<'_>, winners: &[usize], reach: Reach) -> String {
    let over = winners
        .iter()
        .map(|w| &scene.items[*w])
        .find(|i| i.reach.start < reach.end && reach.start < i.reach.end);
    over.map_or_else(String::new, |winner| {
        let why = if winner.reach.len() > reach.len() {
            "which is longer"
        } else {
            "which is built on more"
        };
        format!(
            "lost to {:?}, {why}",
            words(scene, winner.reach.start, winner.reach.end)
        )
    })
}

fn value(item: &Item) -> String {
    match &item.value {
        Value::Amount { amount, unit } => {
            let number = |n: Option<claimsift_model::Decimal>| {
                n.map_or_else(|| "·".to_owned(), |n| n.normalize().to_string())
            };
            let unit = unit.as_deref().unwrap_or("?");
            format!(
                "{} [{}, {}] {unit}",
                number(amount.value()),
                number(amount.min()),
                number(amount.max())
            )
        }
        Value::Date(date) => date.timex.clone(),
        Value::Timex(timex) => timex.clone(),
    }
}

fn claims(out: &mut String, document: &Document, packs: &Packs, options: &Options) {
    let reading = read(document, packs, options);
    for claim in &reading.claims {
        let Some(figure) = reading.mentions.get(claim.figure.0 as usize) else {
            continue;
        };
        let party = |p: &Option<claimsift_model::Party>| {
            p.as_ref()
                .map_or("nobody", |p| document.slice(p.span))
                .to_owned()
        };
        let _ = writeln!(
            out,
            "\nclaim     {:?}: {} of {:?}, {}",
            document.slice(figure.span),
            claim.predicate.name(),
            party(&claim.subject),
            claim.modalities.leading().name(),
        );
        for reason in &claim.why {
            let _ = writeln!(out, "  {:<9} {}", reason.slot, reason.why);
        }
    }
}
