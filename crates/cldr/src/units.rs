//! Names of units, with those that CLDR leaves to be put together from a prefix.

use std::collections::BTreeMap;

use claimsift_engine::phrase;

use crate::names::{Names, shared};
use crate::source::{Source, strings};
use crate::write::Writer;

/// Units of CLDR, and their ids in `common/units.toml`.
const UNITS: &[(&str, &str)] = &[
    ("power-watt", "watt"),
    ("power-kilowatt", "kilowatt"),
    ("power-megawatt", "megawatt"),
    ("power-gigawatt", "gigawatt"),
    ("energy-kilowatt-hour", "kilowatt_hour"),
    ("area-square-kilometer", "square_kilometre"),
    ("area-square-meter", "square_metre"),
    ("area-square-centimeter", "square_centimetre"),
    ("area-hectare", "hectare"),
    ("area-acre", "acre"),
    ("volume-cubic-kilometer", "cubic_kilometre"),
    ("volume-cubic-meter", "cubic_metre"),
    ("volume-cubic-centimeter", "cubic_centimetre"),
    ("volume-liter", "litre"),
    ("volume-hectoliter", "hectolitre"),
    ("volume-barrel", "barrel"),
    ("mass-tonne", "tonne"),
    ("mass-kilogram", "kilogram"),
    ("mass-gram", "gram"),
    ("length-kilometer", "kilometre"),
    ("length-meter", "metre"),
    ("length-centimeter", "centimetre"),
    ("length-millimeter", "millimetre"),
    ("length-mile", "mile"),
    ("length-foot", "foot"),
    ("digital-gigabyte", "gigabyte"),
    ("digital-terabyte", "terabyte"),
    ("digital-byte", "byte"),
    ("temperature-celsius", "celsius"),
    ("speed-kilometer-per-hour", "kilometre_per_hour"),
];

/// Units that CLDR lacks: their id, the unit and prefix they are named after, and the prefix they have.
const DERIVED: &[(&str, &str, &str, &str)] = &[
    ("terawatt", "power-gigawatt", "10p9", "10p12"),
    ("watt_hour", "energy-kilowatt-hour", "10p3", ""),
    ("megawatt_hour", "energy-kilowatt-hour", "10p3", "10p6"),
    ("gigawatt_hour", "energy-kilowatt-hour", "10p3", "10p9"),
    ("terawatt_hour", "energy-kilowatt-hour", "10p3", "10p12"),
    ("kilotonne", "mass-tonne", "", "10p3"),
    ("megatonne", "mass-tonne", "", "10p6"),
    ("gigatonne", "mass-tonne", "", "10p9"),
];

pub(crate) fn write(source: &Source, writer: &mut Writer) {
    let mut all = BTreeMap::<&str, Names>::new();
    for (cldr, id) in UNITS {
        for (key, form) in forms(source, cldr) {
            all.entry(id).or_default().add(key, &form);
        }
    }
    for (id, cldr, from, to) in DERIVED {
        let (from, to) = (prefix(source, from), prefix(source, to));
        for (key, form) in forms(source, cldr) {
            let lower = form.to_lowercase();
            if let Some(stem) = lower
                .strip_prefix(&from)
                .filter(|_| from.is_empty() != to.is_empty() || from != to)
            {
                all.entry(id).or_default().add(key, &format!("{to}{stem}"));
            }
        }
    }
    let of_two = shared(all.iter().map(|(id, names)| (*id, names)));
    let refused = |form: &str| of_two.contains(&phrase(form));
    for (id, names) in &all {
        let (one, many) = names.sorted(&refused);
        if one.is_empty() && many.is_empty() {
            continue;
        }
        writer.table(&format!("unit_names.{id}"));
        writer.list("one", &one);
        writer.list("many", &many);
    }
}

/// The forms of a unit in every case and number, without the place of the number.
fn forms<'a>(source: &'a Source, unit: &str) -> impl Iterator<Item = (&'a str, String)> {
    let all = strings(&source.units["long"][unit]).filter(|(key, _)| key.contains("count-"));
    all.filter(|(_, form)| form.starts_with("{0}"))
        .map(|(key, form)| {
            (
                key,
                form.replace("{0}", "")
                    .replace('\u{a0}', " ")
                    .trim()
                    .to_owned(),
            )
        })
}

/// A prefix of units in lower case; none where it is not written together with the unit.
fn prefix(source: &Source, id: &str) -> String {
    let pattern = source.units["long"][id]["unitPrefixPattern"]
        .as_str()
        .unwrap_or_default();
    pattern
        .strip_suffix("{0}")
        .unwrap_or_default()
        .to_lowercase()
}
