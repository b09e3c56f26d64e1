//! CLDR's JSON for one language.

use std::io;
use std::path::Path;

use serde_json::{Map, Value};

/// The parts of CLDR that one language is made from.
pub(crate) struct Source {
    pub(crate) version: String,
    pub(crate) numbers: Value,
    pub(crate) currencies: Value,
    pub(crate) units: Value,
    pub(crate) calendar: Value,
    pub(crate) fields: Value,
}

impl Source {
    pub(crate) fn read(packages: &Path, tag: &str) -> io::Result<Self> {
        let file = |package: &str, name: &str| -> io::Result<Value> {
            let path = packages.join(package).join("main").join(tag).join(name);
            let text = std::fs::read_to_string(path)?;
            let mut all: Value = serde_json::from_str(&text)?;
            Ok(all["main"][tag].take())
        };
        let core = std::fs::read_to_string(packages.join("cldr-core/package.json"))?;
        let core: Value = serde_json::from_str(&core)?;
        Ok(Self {
            version: core["version"].as_str().unwrap_or_default().to_owned(),
            numbers: file("cldr-numbers-full", "numbers.json")?["numbers"].take(),
            currencies: file("cldr-numbers-full", "currencies.json")?["numbers"]["currencies"]
                .take(),
            units: file("cldr-units-full", "units.json")?["units"].take(),
            calendar:
                file("cldr-dates-full", "ca-gregorian.json")?["dates"]["calendars"]["gregorian"]
                    .take(),
            fields: file("cldr-dates-full", "dateFields.json")?["dates"]["fields"].take(),
        })
    }
}

/// The members of an object, in the order of the file; none of anything else.
pub(crate) fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let map: Option<&Map<String, Value>> = value.as_object();
    map.into_iter().flatten().map(|(k, v)| (k.as_str(), v))
}

/// The strings of an object.
pub(crate) fn strings(value: &Value) -> impl Iterator<Item = (&str, &str)> {
    members(value).filter_map(|(k, v)| Some((k, v.as_str()?)))
}
