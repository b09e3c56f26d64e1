//! Names and signs of currencies.

use std::collections::BTreeMap;

use claimsift_engine::phrase;

use crate::names::{Names, shared};
use crate::source::{Source, members, strings};
use crate::write::Writer;

/// Codes of metals, funds, accounts and tests, which are no money of anybody; the francs and dollars of several
/// countries are.
const MONEY_OF_MANY: &[&str] = &["XAF", "XOF", "XPF", "XCD", "XDR", "XEU", "XCG"];

pub(crate) fn write(source: &Source, writer: &mut Writer) {
    let mut all = BTreeMap::<&str, Names>::new();
    let mut signs = BTreeMap::<&str, &str>::new();
    for (code, currency) in members(&source.currencies) {
        if code.starts_with('X') && !MONEY_OF_MANY.contains(&code) {
            continue;
        }
        let names = all.entry(code).or_default();
        for (key, form) in strings(currency).filter(|(key, _)| key.starts_with("displayName")) {
            names.add(
                if key == "displayName" {
                    "count-one"
                } else {
                    key
                },
                form,
            );
        }
        let sign = currency["symbol"].as_str().filter(|s| usable(s, code));
        signs.extend(sign.map(|s| (code, s)));
    }
    let of_two = shared(all.iter().map(|(code, names)| (*code, names)));
    let refused = |form: &str| of_two.contains(&phrase(form));
    for (code, names) in &all {
        let (one, many) = names.sorted(&refused);
        if one.is_empty() && many.is_empty() {
            continue;
        }
        writer.table(&format!("currency_names.{code}"));
        writer.list("one", &one);
        writer.list("many", &many);
    }
    for (code, sign) in signs {
        writer.table(&format!("currency.{code}"));
        writer.list("symbols", &[format!("={sign}")]);
    }
}

/// A sign of its own: not the code, not a letter, nor one that several countries share.
fn usable(sign: &str, code: &str) -> bool {
    let letters = sign.trim_end_matches('.').chars().count();
    sign != code && letters > 1 && !sign.contains(char::is_whitespace)
}
