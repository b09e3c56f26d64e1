//! Marks of digits, magnitudes, the name of a hundredth.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Source, members, strings};
use crate::write::Writer;

pub(crate) fn write(source: &Source, writer: &mut Writer) {
    let numbers = &source.numbers;
    let symbols = &numbers["symbols-numberSystem-latn"];
    let mark = |name: &str| {
        let mark = symbols[name].as_str().unwrap_or_default();
        // A space of any width is one to a reader.
        let plain = if mark.chars().all(char::is_whitespace) {
            " "
        } else {
            mark
        };
        plain.replace('’', "'")
    };
    writer.table("pack");
    writer.list("decimal", &[mark("decimal")]);
    writer.list("group", &[mark("group")]);
    writer.class("num_scale", &magnitudes(source));
    let percent: BTreeMap<String, (i64, i64)> = strings(&source.units["long"]["concentr-percent"])
        .filter(|(key, _)| key.contains("count-"))
        .map(|(_, form)| (form.replace("{0}", "").trim().to_lowercase(), (0, 0)))
        .filter(|(form, _)| form.chars().all(|c| c.is_alphabetic() || c == ' ') && form.len() > 3)
        .collect();
    writer.class("percent_sign", &percent);
}

/// Magnitudes in words and as abbreviations of two letters and more, with their powers of ten; a word of two powers is
/// left to the overlay, and so is what starts with the word for a thousand.
fn magnitudes(source: &Source) -> BTreeMap<String, (i64, i64)> {
    let mut powers = BTreeMap::<String, BTreeSet<i64>>::new();
    for (word, power) in patterns(source) {
        powers.entry(word.to_lowercase()).or_default().insert(power);
    }
    let one = |(word, of): (String, BTreeSet<i64>)| {
        Some((word, (*of.first()?, 0))).filter(|_| of.len() == 1)
    };
    let mut all: BTreeMap<String, (i64, i64)> = powers.into_iter().filter_map(one).collect();
    let dotted: Vec<_> = all
        .iter()
        .filter(|(w, _)| w.ends_with('.'))
        .map(|(w, n)| (w.clone(), *n))
        .collect();
    for (word, power) in dotted {
        all.insert(word.trim_end_matches('.').to_owned(), power);
    }
    all
}

/// Abbreviations that end in a point, without it: it ends no sentence.
pub(crate) fn abbreviations(source: &Source) -> BTreeSet<String> {
    let words = patterns(source).into_iter().map(|(word, _)| word);
    words
        .filter_map(|w| Some(w.strip_suffix('.')?.to_owned()))
        .collect()
}

fn patterns(source: &Source) -> Vec<(String, i64)> {
    let mut all = Vec::new();
    for (_, form) in members(&source.numbers["decimalFormats-numberSystem-latn"]) {
        for (key, pattern) in strings(&form["decimalFormat"]) {
            let digits = key.split('-').next().unwrap_or_default();
            let zeros = i64::try_from(pattern.matches('0').count().max(1)).unwrap_or(0);
            let power = i64::try_from(digits.len()).unwrap_or(0) - zeros;
            let word = pattern
                .replace(['0', '\''], "")
                .replace('\u{a0}', " ")
                .trim()
                .to_owned();
            let letters = word.trim_end_matches('.');
            let plain = letters.chars().all(char::is_alphabetic) && letters.chars().count() > 1;
            if plain && power > 0 && digits.len() > 3 && digits.chars().all(|c| c.is_ascii_digit())
            {
                all.push((word, power));
            }
        }
    }
    all
}
