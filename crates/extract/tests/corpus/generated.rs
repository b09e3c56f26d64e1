//! The round trip of the generated layer: every magnitude, name of a currency or unit, and month that the generator wrote
//! is read behind a figure as what it stands for, or listed in `corpus/collisions.toml` with what it is read as.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use claimsift_extract::{Options, read};
use claimsift_model::{Decimal, Document, Mention};
use claimsift_packs::Packs;
use serde::Deserialize;

/// The parts of a generated file that are read back.
#[derive(Deserialize)]
struct Generated {
    #[serde(default)]
    currency_names: BTreeMap<String, Names>,
    #[serde(default)]
    unit_names: BTreeMap<String, Names>,
    #[serde(default)]
    class: BTreeMap<String, BTreeMap<String, toml::Value>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Names {
    one: Vec<String>,
    many: Vec<String>,
    sub: Vec<String>,
    weak: Vec<String>,
    unsure: Vec<String>,
}

/// By language: the form, and what it is read as.
type Collisions = BTreeMap<String, BTreeMap<String, String>>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The first mention of `12 FORM`, as value and unit, or as EDTF.
fn first(packs: &Packs, lang: &str, text: &str) -> String {
    let options = Options {
        lang: Some(lang.to_owned()),
    };
    let reading = read(&Document::of_paragraph(text), packs, &options);
    let told = |m: &Mention| {
        let date = m.date().and_then(|d| d.resolved.as_ref());
        let value = m.amount().and_then(|a| a.value());
        date.map_or_else(
            || {
                let value = value.map_or("?".to_owned(), |v| v.to_string());
                format!("{value} {}", m.unit().unwrap_or("?"))
            },
            |d| d.edtf.clone(),
        )
    };
    reading
        .mentions
        .first()
        .map_or_else(|| "nothing".to_owned(), told)
}

/// Each form of a language with the text that it is put in and what must be read.
fn forms(packs: &Packs, lang: &str, file: &Generated) -> Vec<(String, String, String)> {
    let mut forms = Vec::new();
    let mut add = |form: &String, text: String, wanted: String| {
        forms.push((form.clone(), text, wanted));
    };
    for (code, names) in &file.currency_names {
        for form in names.one.iter().chain(&names.many) {
            add(form, format!("12 {form}"), format!("12 {code}"));
        }
        for form in &names.sub {
            add(form, format!("12 {form}"), format!("0.12 {code}"));
        }
        let large = Decimal::from(12_000_000);
        let million = words(file, 6).next().unwrap_or_default();
        for form in names.weak.iter().chain(&names.unsure) {
            add(
                form,
                format!("12 {million} {form}"),
                format!("{large} {code}"),
            );
        }
    }
    let units = &packs.by_tag(lang).unwrap().pack.units;
    for (id, names) in &file.unit_names {
        let unit = units.iter().find(|u| u.id == *id).unwrap();
        let value = Decimal::from(12) * unit.factor.parse::<Decimal>().unwrap();
        for form in names.one.iter().chain(&names.many) {
            let wanted = format!("{} {}", value.normalize(), unit.code);
            add(form, format!("12 {form}"), wanted);
        }
    }
    for (form, value) in file.class.get("month").into_iter().flatten() {
        let month = value
            .as_integer()
            .or(value.get(0).and_then(toml::Value::as_integer));
        let wanted = format!("2024-{:02}-12", month.unwrap());
        add(form, format!("12 {} 2024", capital(form)), wanted);
    }
    for (form, value) in file.class.get("num_scale").into_iter().flatten() {
        let power = value
            .as_integer()
            .or(value.get(0).and_then(toml::Value::as_integer));
        let value =
            Decimal::from(12) * Decimal::from(10_i64.pow(u32::try_from(power.unwrap()).unwrap()));
        let form = form.trim_start_matches('=').to_owned();
        add(&form, format!("12 {form}"), format!("{value} 1"));
    }
    forms
}

/// With a capital, as some languages write months.
fn capital(form: &str) -> String {
    let mut letters = form.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// The words of a power of ten.
fn words(file: &Generated, power: i64) -> impl Iterator<Item = &str> {
    let scales = file.class.get("num_scale").into_iter().flatten();
    let plain = scales.filter(move |(_, value)| value.as_integer() == Some(power));
    plain.map(|(form, _)| form.as_str())
}

#[test]
fn generated_forms_are_read_back() {
    let packs = Packs::builtin();
    let written =
        std::fs::read_to_string(root().join("corpus/collisions.toml")).unwrap_or_default();
    let known: Collisions = toml::from_str(&written).unwrap();
    let mut found = Collisions::new();
    for lang in packs.tags() {
        let path = root().join(format!("crates/packs/data/generated/{lang}.toml"));
        let Ok(text) = std::fs::read_to_string(path) else {
            continue;
        };
        let file: Generated = toml::from_str(&text).unwrap();
        for (form, text, wanted) in forms(&packs, lang, &file) {
            let got = first(&packs, lang, &text);
            if got != wanted {
                let told = format!("{got} instead of {wanted}");
                found.entry(lang.to_owned()).or_default().insert(form, told);
            }
        }
    }
    if std::env::var_os("CLAIMSIFT_UPDATE").is_some() {
        let head = "# Words of the generated layer that are read as something else behind a figure: words that a pack drops, or that\n\
                    # mean another thing more often. A test holds the list, and writes it.\n\n";
        let text = format!("{head}{}", toml::to_string(&found).unwrap());
        std::fs::write(root().join("corpus/collisions.toml"), text).unwrap();
        return;
    }
    assert_eq!(
        found, known,
        "`CLAIMSIFT_UPDATE=1` writes corpus/collisions.toml anew"
    );
}
