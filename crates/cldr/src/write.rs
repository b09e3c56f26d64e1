//! The TOML of a generated file.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A generated file while it grows.
pub(crate) struct Writer {
    text: String,
}

impl Writer {
    pub(crate) fn new(version: &str) -> Self {
        let text = format!(
            "# Written by crates/cldr from CLDR {version}; do not edit: lay words over it in `lang`, or drop them there.\n\
             # Copyright © 1991-2026 Unicode, Inc. Unicode License V3; its text is in LICENSE beside this file.\n"
        );
        Self { text }
    }

    pub(crate) fn table(&mut self, name: &str) {
        let _ = write!(self.text, "\n[{name}]\n");
    }

    /// `key = ["a", "b"]`; nothing when the list is empty.
    pub(crate) fn list(&mut self, key: &str, items: &[String]) {
        if !items.is_empty() {
            let items: Vec<String> = items.iter().map(|i| quoted(i)).collect();
            let _ = writeln!(self.text, "{key} = [{}]", items.join(", "));
        }
    }

    /// A class of words with numbers.
    pub(crate) fn class(&mut self, name: &str, words: &BTreeMap<String, (i64, i64)>) {
        if words.is_empty() {
            return;
        }
        self.table(&format!("class.{name}"));
        for (word, numbers) in words {
            let numbers = match numbers {
                (value, 0) => value.to_string(),
                (value, extra) => format!("[{value}, {extra}]"),
            };
            let _ = writeln!(self.text, "{} = {numbers}", quoted(word));
        }
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
