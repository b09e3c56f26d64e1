//! Mentions as the scorers of temporal taggers want them: one line a document, `{id, predicted: [{start, end, text,
//! type, value, mod}]}`. Dates, times, durations and sets; spans and values as they are in the output.
//!
//! An interval is one mention; those corpora write its two ends apart. Times that no calendar names (*now*) are of type
//! DATE there, as in TimeML, or of the type that the first argument names.
//!
//! `claimsift mentions --date-field dct corpus.jsonl | cargo run -p claimsift-bench --example timex`

use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};

use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let mut documents: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in io::stdin().lock().lines() {
        let mention: Value = serde_json::from_str(&line?)?;
        let id = mention["doc_id"].as_str().unwrap_or_default().to_owned();
        documents.entry(id).or_default().extend(timex(&mention));
    }
    let mut out = io::stdout().lock();
    for (id, predicted) in documents {
        let predicted = joined(predicted);
        writeln!(out, "{}", json!({ "id": id, "predicted": predicted }))?;
    }
    Ok(())
}

fn timex(mention: &Value) -> Vec<Value> {
    let kind = mention["kind"].as_str().unwrap_or_default();
    if !["date", "time", "duration", "set"].contains(&kind) {
        return Vec::new();
    }
    ends(mention, kind).unwrap_or_else(|| vec![one(mention, kind)])
}

/// Characters between a day and its hour: *4 h mardi*, *12:00 UTC Monday*.
const BESIDE: u64 = 1;

/// A day and an hour of that day side by side are one expression there, and two mentions here.
fn joined(all: Vec<Value>) -> Vec<Value> {
    let mut out: Vec<Value> = Vec::new();
    for next in all {
        if let Some(last) = out.last_mut()
            && let Some(both) = day_and_hour(last, &next)
        {
            *last = both;
        } else {
            out.push(next);
        }
    }
    out
}

fn day_and_hour(a: &Value, b: &Value) -> Option<Value> {
    let near = b["start"].as_u64()?.checked_sub(a["end"].as_u64()?)? <= BESIDE;
    let (day, hour) = if a["type"] == "DATE" { (a, b) } else { (b, a) };
    let (of, at) = (day["value"].as_str()?, hour["value"].as_str()?);
    let fits = near && day["type"] == "DATE" && hour["type"] == "TIME";
    let mut both = a.clone();
    both["end"] = b["end"].clone();
    both["type"] = hour["type"].clone();
    both["value"] = hour["value"].clone();
    let rest = at.strip_prefix(of)?;
    (fits && rest.starts_with('T') && !rest.contains('/')).then_some(both)
}

/// The two ends of an interval: its first word, and its last.
fn ends(mention: &Value, kind: &str) -> Option<Vec<Value>> {
    let (low, high) = mention["timex"].as_str()?.split_once('/')?;
    let quote = mention["quote"].as_str()?;
    let chars: Vec<char> = quote.chars().collect();
    let word = |c: &char| c.is_alphanumeric();
    let first = chars.iter().position(|c| !word(c)).unwrap_or(chars.len());
    let last = chars.iter().rposition(|c| !word(c)).map_or(0, |at| at + 1);
    // *4 h*: the unit alone is no end.
    let hour = |at: &usize| chars[*at].is_ascii_digit() && (*at == 0 || !word(&chars[at - 1]));
    let last = match chars[last..].iter().any(char::is_ascii_digit) {
        false if kind == "time" => (0..last).rev().find(hour).unwrap_or(last),
        _ => last,
    };
    let start = mention["char_start"].as_u64()?;
    let part = |range: std::ops::Range<usize>, value: &str| {
        let from = start + range.start as u64;
        let text: String = chars.get(range.clone())?.iter().collect();
        Some(json!({
            "start": from,
            "end": from + range.len() as u64,
            "text": text,
            "type": kind.to_uppercase(),
            "value": value,
            "mod": null,
        }))
    };
    Some(vec![part(0..first, low)?, part(last..chars.len(), high)?])
}

fn one(mention: &Value, kind: &str) -> Value {
    let vague = mention["timex"]
        .as_str()
        .is_some_and(|t| t.ends_with("_REF"));
    let named = std::env::args().nth(1).or(Some("DATE".to_owned()));
    let named = named.filter(|_| vague);
    // *The last three months* are days here, and there a length of time.
    let length = mention["timex"]
        .as_str()
        .is_some_and(|t| t.starts_with('P') && !vague);
    let kind = if length && kind == "date" {
        "duration"
    } else {
        kind
    };
    json!({
        "start": mention["char_start"],
        "end": mention["char_end"],
        "text": mention["quote"],
        "type": named.unwrap_or_else(|| kind.to_uppercase()),
        "value": mention["timex"],
        "mod": modifier(mention["modifier"].as_str().unwrap_or_default()),
    })
}

/// The TIMEX3 attribute `mod`.
fn modifier(name: &str) -> Option<&'static str> {
    Some(match name {
        "early" => "START",
        "mid" => "MID",
        "late" => "END",
        "about" => "APPROX",
        "before" => "BEFORE",
        "after" => "AFTER",
        _ => return None,
    })
}
