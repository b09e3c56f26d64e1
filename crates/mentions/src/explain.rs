//! How sentences were read: tokens, lexemes, every reading with its rule, and why the losers lost.

mod text;

use claimsift_model::{Document, Value};
use claimsift_packs::Packs;
use serde::Serialize;

use crate::dates::anchor::by_words;
use crate::item::{Item, Reach};
use crate::mentions::Reader;
use crate::scene::Scene;
use crate::tokens::{Sentence, Tokens};

/// A sentence and what was seen in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedSentence {
    /// First code point.
    pub char_start: u32,
    /// One past the last.
    pub char_end: u32,
    /// Its language.
    pub lang: String,
    /// Its text.
    pub text: String,
    /// Its tokens; none when it holds nothing to read.
    pub tokens: Vec<ExplainedToken>,
    /// Every reading that a rule made, the winners and the losers.
    pub readings: Vec<ExplainedReading>,
}

/// A token with the lexemes that begin at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedToken {
    /// Its text.
    pub text: String,
    /// What the lexicon knows.
    pub lexemes: Vec<ExplainedLexeme>,
}

/// A word or phrase that the lexicon knows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ExplainedLexeme {
    /// The words, where they are more than the token.
    pub phrase: Option<String>,
    /// Class or set.
    pub class: String,
    /// Its two numbers.
    pub numbers: [i64; 2],
}

/// Something that a rule read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedReading {
    /// The words.
    pub quote: String,
    /// What kind of figure it is.
    pub kind: String,
    /// Its value, in short.
    pub value: String,
    /// The rule.
    pub rule: String,
    /// The rules that read its parts or the words around it.
    pub with: Vec<String>,
    /// What it lost to, and why; none: it won.
    pub lost: Option<Loss>,
}

/// Why a reading lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// The words of the winner; none when the reading was left out for itself.
    pub to: Option<String>,
    /// What the winner has.
    pub why: String,
}

/// How each sentence was read.
#[must_use]
pub fn explain(document: &Document, tokens: &Tokens<'_>, packs: &Packs) -> Vec<ExplainedSentence> {
    let mut reader = Reader::default();
    let mut explained = Vec::new();
    for sentence in &tokens.sentences {
        let Some(language) = packs.get(sentence.lang) else {
            continue;
        };
        let mut one = head(document, sentence, &language.pack.tag);
        if let Some((scene, winners)) = reader.scene(document, tokens, sentence, language) {
            one.tokens = (0..scene.tokens.len())
                .map(|at| token(&scene, at))
                .collect();
            one.readings = readings(&scene, &winners);
        }
        explained.push(one);
    }
    explained
}

fn head(document: &Document, sentence: &Sentence, tag: &str) -> ExplainedSentence {
    let (char_start, char_end) = document.chars(sentence.span);
    ExplainedSentence {
        char_start,
        char_end,
        lang: tag.to_owned(),
        text: document.slice(sentence.span).to_owned(),
        tokens: Vec::new(),
        readings: Vec::new(),
    }
}

fn token(scene: &Scene<'_>, at: usize) -> ExplainedToken {
    let nodes = scene
        .chart
        .at(at)
        .filter(|n| !crate::scene::is_built(n.class));
    let mut lexemes: Vec<_> = nodes
        .map(|n| ExplainedLexeme {
            phrase: (n.end as usize > at + 1).then(|| words(scene, n.start, n.end).to_owned()),
            class: scene.language.pack.class_name(n.class).to_owned(),
            numbers: [n.value, n.extra],
        })
        .collect();
    lexemes.sort();
    ExplainedToken {
        text: scene.slice(at).to_owned(),
        lexemes,
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

fn readings(scene: &Scene<'_>, winners: &[usize]) -> Vec<ExplainedReading> {
    let reading = |(index, item): (usize, &Item)| {
        let with = item
            .derivation
            .iter()
            .map(|r| rule_id(scene, Some(*r)).to_owned());
        ExplainedReading {
            quote: words(scene, item.reach.start, item.reach.end).to_owned(),
            kind: item.kind.name().to_owned(),
            value: value(item),
            rule: rule_id(scene, item.rule).to_owned(),
            with: with.collect(),
            lost: (!winners.contains(&index)).then(|| lost_to(scene, winners, item.reach)),
        }
    };
    scene.items.iter().enumerate().map(reading).collect()
}

fn rule_id<'s>(scene: &Scene<'s>, rule: Option<u16>) -> &'s str {
    let rules = &scene.language.pack.rules;
    rule.and_then(|r| rules.get(usize::from(r)))
        .map_or("number.reader", |r| &*r.id)
}

fn lost_to(scene: &Scene<'_>, winners: &[usize], reach: Reach) -> Loss {
    let over = winners
        .iter()
        .map(|w| &scene.items[*w])
        .find(|i| i.reach.start < reach.end && reach.start < i.reach.end);
    let why = match over {
        Some(winner) if winner.reach.len() > reach.len() => "which is longer",
        Some(_) => "which is built on more",
        None => "left out for itself",
    };
    Loss {
        to: over.map(|w| words(scene, w.reach.start, w.reach.end).to_owned()),
        why: why.to_owned(),
    }
}

fn value(item: &Item) -> String {
    if let Some(date) = &item.date {
        return by_words(date);
    }
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
