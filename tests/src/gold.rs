//! Scores mentions and claims against annotated documents.
//!
//! A predicted mention answers a gold one when their spans overlap: same kind first, then the largest overlap, one to
//! one. It is right when kind, value or bounds, unit and rate are right too. A claim is found when its figure is
//! right; its slots are judged where the annotation gives acceptable answers.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use claimsift_model::Decimal;
use serde_json::Value;

/// Right answers and answers judged.
pub type Ratio = (usize, usize);

/// The figures of one or more documents.
#[derive(Debug, Default)]
pub struct Score {
    /// Gold mentions.
    pub gold: usize,
    /// Gold mentions with a prediction on them.
    pub found: usize,
    /// Of these, read right.
    pub right: usize,
    /// Predictions on nothing.
    pub extra: usize,
    /// Claims on no gold figure, or a second one on it.
    pub false_claims: usize,
    /// By slot: `claim`, `predicate`, `subject`, `modifier`, `raw`, `flag` …
    pub slots: BTreeMap<String, Ratio>,
    /// One line for everything that is not right.
    pub misses: Vec<String>,
}

impl Score {
    /// F1 of the mentions, from 0 to 1.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // small counts
    pub fn f1(&self) -> f64 {
        let found = self.found + self.extra;
        2.0 * self.right as f64 / (self.gold + found).max(1) as f64
    }

    /// Mentions found and read wrong.
    #[must_use]
    pub const fn wrong(&self) -> usize {
        self.found - self.right
    }

    /// A slot's figures.
    #[must_use]
    pub fn slot(&self, name: &str) -> Ratio {
        self.slots.get(name).copied().unwrap_or_default()
    }

    fn judge(&mut self, slot: &str, right: bool, what: impl FnOnce() -> String) {
        let (ok, all) = self.slots.entry(slot.to_owned()).or_default();
        *all += 1;
        *ok += usize::from(right);
        if !right {
            self.misses.push(format!("{slot}: {}", what()));
        }
    }

    /// Adds one annotated document with its predictions.
    pub fn add(&mut self, doc: &Value, mentions: &[Value], claims: &[Value]) {
        self.add_raw(doc, mentions);
        self.add_raw(doc, claims);
        self.add_mentions(doc, mentions);
        self.add_claims(doc, claims);
    }

    fn add_raw(&mut self, doc: &Value, predicted: &[Value]) {
        for p in predicted {
            let same_span = |g: &&Value| g["raw_start"].is_u64() && span(g) == predicted_span(p);
            if let Some(g) = list(&doc["mentions"]).iter().find(same_span) {
                let right = (&g["raw_start"], &g["raw_end"]) == (&p["raw_start"], &p["raw_end"]);
                self.judge("raw", right, || about(doc, p));
            }
        }
    }

    fn add_mentions(&mut self, doc: &Value, mentions: &[Value]) {
        const ALWAYS: [&str; 7] = [
            "money", "power", "energy", "percent", "date", "count", "ratio",
        ];
        let gold = list(&doc["mentions"]);
        let judged = |p: &&Value| {
            let kind = &p["kind"];
            let known = ALWAYS.iter().any(|k| kind == k) || gold.iter().any(|g| g["kind"] == *kind);
            known && !has(&p["flags"], "truncated")
        };
        let predicted: Vec<_> = mentions.iter().filter(judged).collect();
        let (hits, extra) = pair(&gold.iter().collect::<Vec<_>>(), &predicted);
        self.gold += gold.len();
        for (g, hit) in gold.iter().zip(hits) {
            let Some(p) = hit.map(|i| predicted[i]) else {
                self.misses.push(format!("no mention: {}", about(doc, g)));
                continue;
            };
            self.found += 1;
            if g["kind"] == p["kind"] && value_right(g, p, false) {
                self.right += 1;
                if !g["modifier"].is_null() {
                    let right = g["modifier"] == p["modifier"]
                        || list(&g["modifier_alt"]).contains(&p["modifier"]);
                    self.judge("modifier", right, || about(doc, p));
                }
            } else {
                self.misses
                    .push(format!("wrong: {} got {p}", about(doc, g)));
            }
        }
        for p in extra.into_iter().map(|i| predicted[i]) {
            if !touches(list(&doc["ignore"]), p) {
                self.extra += 1;
                self.misses
                    .push(format!("extra mention: {}", about(doc, p)));
            }
        }
    }

    fn add_claims(&mut self, doc: &Value, claims: &[Value]) {
        let want: Vec<_> = list(&doc["mentions"])
            .iter()
            .filter(|m| m["claim"].is_object())
            .collect();
        let (hits, extra) = pair(&want, &claims.iter().collect::<Vec<_>>());
        for (g, hit) in want.iter().zip(hits) {
            let found = hit
                .map(|i| &claims[i])
                .filter(|p| g["kind"] == p["kind"] && value_right(g, p, true));
            self.judge("claim", found.is_some(), || about(doc, g));
            if let Some(p) = found {
                self.add_slots(doc, &g["claim"], p);
            }
        }
        for p in extra.into_iter().map(|i| &claims[i]) {
            let on_claim = want.iter().any(|m| overlap(m, p) > 0);
            let on_any = touches(list(&doc["mentions"]), p) || touches(list(&doc["ignore"]), p);
            if on_claim || !on_any {
                self.false_claims += 1;
                self.misses.push(format!("false claim: {}", about(doc, p)));
            }
        }
    }

    fn add_slots(&mut self, doc: &Value, want: &Value, p: &Value) {
        for slot in ["subject", "object", "speaker"] {
            if !list(&want[slot]).is_empty() {
                let right = party_right(list(&want[slot]), &p[slot]);
                self.judge(slot, right, || {
                    format!("{} want {} got {}", about(doc, p), want[slot], p[slot])
                });
            }
        }
        for slot in ["predicate", "modality"] {
            if !list(&want[slot]).is_empty() {
                let right = list(&want[slot]).contains(&p[slot]);
                self.judge(slot, right, || {
                    format!("{} want {} got {}", about(doc, p), want[slot], p[slot])
                });
            }
        }
        if want["timing"].is_object() {
            let (w, got) = (&want["timing"], &p["timing"]);
            let right = got["edtf"] == w["edtf"] && list(&w["role"]).contains(&got["role"]);
            self.judge("timing", right, || {
                format!("{} want {w} got {got}", about(doc, p))
            });
        }
        if want["direction"].is_string() {
            self.judge("direction", want["direction"] == p["direction"], || {
                about(doc, p)
            });
        }
        for flag in [
            "implied_currency",
            "short_scale_calque",
            "vague",
            "truncated",
        ] {
            let (w, got) = (has(&want["flags"], flag), has(&p["flags"], flag));
            if !has(&want["flags_optional"], flag) && (w || got) {
                self.judge("flag", w && got, || format!("{} {flag}", about(doc, p)));
            }
        }
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn has(values: &Value, name: &str) -> bool {
    list(values).iter().any(|v| v == name)
}

fn about(doc: &Value, record: &Value) -> String {
    format!(
        "{} {} «{}»",
        doc["id"],
        record["kind"],
        record["quote"].as_str().unwrap_or_default()
    )
}

fn ends(record: &Value, start: &str, end: &str) -> (i64, i64) {
    (
        record[start].as_i64().unwrap_or(0),
        record[end].as_i64().unwrap_or(0),
    )
}

/// Span of a gold mention.
fn span(gold: &Value) -> (i64, i64) {
    ends(gold, "start", "end")
}

fn predicted_span(p: &Value) -> (i64, i64) {
    ends(p, "char_start", "char_end")
}

fn overlap(gold: &Value, p: &Value) -> i64 {
    let (a, b) = (span(gold), predicted_span(p));
    a.1.min(b.1) - a.0.max(b.0)
}

fn touches(gold: &[Value], p: &Value) -> bool {
    gold.iter().any(|g| overlap(g, p) > 0)
}

/// For each gold record the prediction that answers it; and the predictions left over.
fn pair(gold: &[&Value], predicted: &[&Value]) -> (Vec<Option<usize>>, Vec<usize>) {
    let mut candidates = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in predicted.iter().enumerate() {
            let (a, b, shared) = (span(g), predicted_span(p), overlap(g, p));
            if shared > 0 {
                let far = (a.0 - b.0).abs() + (a.1 - b.1).abs();
                candidates.push((Reverse((g["kind"] == p["kind"], shared, -far)), i, j));
            }
        }
    }
    candidates.sort_by_key(|(rank, ..)| *rank);
    let mut hits = vec![None; gold.len()];
    let mut left: Vec<_> = (0..predicted.len()).collect();
    for (_, i, j) in candidates {
        if hits[i].is_none() && left.contains(&j) {
            hits[i] = Some(j);
            left.retain(|k| *k != j);
        }
    }
    (hits, left)
}

fn decimal(value: &Value) -> Option<Decimal> {
    value.as_str()?.parse().ok()
}

/// Equal as exact decimals; ratios within 0.0001.
fn same(a: &Value, b: &Value, loose: bool) -> bool {
    match (decimal(a), decimal(b)) {
        (Some(a), Some(b)) => a == b || loose && (a - b).abs() <= Decimal::new(1, 4),
        _ => a.is_null() && b.is_null(),
    }
}

fn value_right(g: &Value, p: &Value, per_optional: bool) -> bool {
    if g["kind"] == "date" {
        let interval = |v: &Value| (v["date_start"].clone(), v["date_end"].clone());
        return g["edtf"] == p["edtf"] || g["date_start"].is_string() && interval(g) == interval(p);
    }
    let loose = g["kind"] == "ratio";
    let bounds = || same(&g["min"], &p["min"], loose) && same(&g["max"], &p["max"], loose);
    let modifier = g["modifier"].as_str().unwrap_or_default();
    let value = if g["value"].is_string() {
        same(&g["value"], &p["value"], loose)
    } else if modifier == "between" {
        bounds()
    } else {
        p["value"].is_null() // an indefinite amount must not be given a number
    };
    let bounded = ["exact", "more_than", "at_least", "less_than", "at_most"].contains(&modifier);
    let bounds_right = !bounded || !list(&g["modifier_alt"]).is_empty() || bounds();
    let unit = g["unit"] == p["unit"] || list(&g["unit_alt"]).contains(&p["unit"]);
    let (a, b) = (&g["per"], &p["per"]);
    let per = a.is_null() && b.is_null()
        || a.is_object()
            && b.is_object()
            && same(&a["value"], &b["value"], false)
            && a["unit"] == b["unit"];
    value && bounds_right && unit && (per || per_optional || g["per_optional"] == true)
}

fn norm(text: &str) -> String {
    const ARTICLES: [&str; 20] = [
        "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "the", "a", "an", "ses",
        "son", "sa", "leur", "leurs", "its", "their",
    ];
    let text = text.replace(['’', '\''], " ").to_lowercase();
    let words: Vec<_> = text
        .split_whitespace()
        .filter(|w| !ARTICLES.contains(w))
        .collect();
    words.join(" ")
}

/// Equal to an accepted answer, or holding it as whole words with at most six more.
fn party_right(accepted: &[Value], got: &Value) -> bool {
    let names = [&got["text"], &got["name"]].map(|n| norm(n.as_str().unwrap_or_default()));
    names.iter().filter(|n| !n.is_empty()).any(|name| {
        accepted
            .iter()
            .map(|a| norm(a.as_str().unwrap_or_default()))
            .any(|a| {
                let room = a.split(' ').filter(|w| !w.is_empty()).count() + 6;
                a == *name
                    || format!(" {name} ").contains(&format!(" {a} "))
                        && name.split(' ').count() <= room
            })
    })
}
