//! Months, weekdays, units of time, days by name.

use std::collections::BTreeMap;

use crate::numbers::abbreviations;
use crate::source::{Source, members, strings};
use crate::write::Writer;

/// Second number of a month or weekday that is an abbreviation.
const SHORT: i64 = 2;

/// Units of time of CLDR, and their numbers in the class `period`.
const PERIODS: &[(&str, i64)] = &[
    ("duration-day", 1),
    ("duration-week", 2),
    ("duration-month", 3),
    ("duration-quarter", 4),
    ("duration-year", 6),
    ("duration-decade", 7),
    ("duration-century", 8),
    ("duration-hour", 9),
    ("duration-minute", 10),
    ("duration-second", 11),
];

type Words = BTreeMap<String, (i64, i64)>;

pub(crate) fn write(source: &Source, writer: &mut Writer) {
    let months = months(source);
    let periods = periods(source);
    let mut uncounted: Vec<String> = periods.keys().cloned().collect();
    uncounted.extend(
        months
            .iter()
            .filter(|(_, n)| n.1 == 0)
            .map(|(w, _)| w.clone()),
    );
    uncounted.sort();
    uncounted.dedup();
    writer.table("set");
    writer.list("uncounted", &uncounted);
    let ends: Vec<String> = abbreviations(source).into_iter().collect();
    writer.list("abbreviation", &ends);
    writer.class("month", &months);
    writer.class("weekday", &weekdays(source));
    writer.class("period", &periods);
    writer.class("relative_day", &days(source));
}

/// The names under both headings of CLDR: inside a date, and alone.
fn both<'a>(
    source: &'a Source,
    what: &'a str,
    width: &'a str,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let headings = ["format", "stand-alone"].into_iter();
    headings.flat_map(move |h| strings(&source.calendar[what][h][width]))
}

fn months(source: &Source) -> Words {
    let number = |key: &str| key.parse::<i64>().ok();
    let mut words = Words::new();
    for (key, name) in both(source, "months", "wide") {
        words.extend(number(key).map(|n| (name.to_lowercase(), (n, 0))));
    }
    for (key, name) in both(source, "months", "abbreviated") {
        let name = name.trim_end_matches('.').to_lowercase();
        let short = name.chars().all(char::is_alphabetic) && name.chars().count() > 2;
        if let Some(n) = number(key).filter(|_| short && !words.contains_key(&name)) {
            words.insert(name, (n, SHORT));
        }
    }
    words
}

/// Names alone: abbreviations of weekdays are common words too often.
fn weekdays(source: &Source) -> Words {
    let number = |key: &str| {
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            .iter()
            .position(|d| *d == key)
    };
    let named = |(key, name): (&str, &str)| {
        Some((
            name.to_lowercase(),
            (i64::try_from(number(key)? + 1).ok()?, 0),
        ))
    };
    both(source, "days", "wide").filter_map(named).collect()
}

/// Every form of the units of time; a form that is both singular and plural is singular.
fn periods(source: &Source) -> Words {
    let mut words = Words::new();
    for (id, value) in PERIODS {
        let forms = strings(&source.units["long"][id]).filter(|(key, _)| key.contains("count-"));
        let mut forms: Vec<_> = forms
            .map(|(key, form)| (!key.ends_with("count-one"), form))
            .collect();
        forms.sort_unstable();
        for (many, form) in forms {
            let form = form.replace("{0}", "").trim().to_lowercase();
            if form.chars().all(char::is_alphabetic) && form.chars().count() > 1 {
                words.entry(form).or_insert((*value, 1 + i64::from(many)));
            }
        }
    }
    words
}

/// *yesterday*, *today*, *tomorrow* and the days beyond.
fn days(source: &Source) -> Words {
    let fields = members(&source.fields["day"]);
    let named = |(key, name): (&str, &serde_json::Value)| {
        let days: i64 = key.strip_prefix("relative-type-")?.parse().ok()?;
        Some((name.as_str()?.to_lowercase(), (days, 0)))
    };
    fields.filter_map(named).collect()
}
