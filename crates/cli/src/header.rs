//! `FILE.run.json`: what made FILE. It holds no time and no machine, so that the same run gives the same bytes.

use std::path::PathBuf;

use claimsift_packs::Packs;
use claimsift_sinks::SCHEMA_VERSION;
use serde_json::{Value, json};

use crate::summary::Summary;

/// Flags that say how a run is done and not what it gives, and whether a value follows.
const NOT_OF_THE_RUN: [(&str, bool); 10] = [
    ("-o", true),
    ("--output", true),
    ("-j", true),
    ("--threads", true),
    ("--rejects", true),
    ("--summary", true),
    ("--force", false),
    ("--resume", false),
    ("-q", false),
    ("--quiet", false),
];

/// What a run is: the program, the packs, the command, the input and the options that bear on what it gives.
pub(crate) struct Header {
    identity: Value,
}

impl Header {
    /// `options` are the arguments of the command.
    pub(crate) fn new(command: &str, paths: &[PathBuf], options: Value, packs: &Packs) -> Self {
        let paths: Vec<_> = paths.iter().map(|p| p.to_string_lossy()).collect();
        let languages: Vec<_> = packs.tags().collect();
        Self {
            identity: json!({
                "claimsift": env!("CARGO_PKG_VERSION"),
                "schema_version": SCHEMA_VERSION,
                "packs": {"languages": languages, "hash": packs.hash()},
                "command": command,
                "paths": paths,
                "options": options,
            }),
        }
    }

    /// Names the packs of one's own, which the hash of the packs covers.
    pub(crate) fn with_own_packs(mut self, own: &[PathBuf]) -> Self {
        if let Some(Value::Object(packs)) = self.identity.get_mut("packs") {
            let own: Vec<_> = own.iter().map(|p| p.to_string_lossy()).collect();
            packs.insert("own".to_owned(), json!(own));
        }
        self
    }

    /// What two runs must have in common to give the same output.
    pub(crate) const fn identity(&self) -> &Value {
        &self.identity
    }

    /// All of it, with what came of the run.
    pub(crate) fn text(&self, summary: &Summary) -> String {
        let mut header = self.identity.clone();
        let counts = json!({
            "arguments": arguments(std::env::args_os().map(|word| word.to_string_lossy().into_owned())),
            "documents": summary.tally.documents,
            "records": summary.tally.records,
            "skipped": summary.tally.skipped,
            "ignored": summary.ignored,
        });
        if let (Value::Object(header), Value::Object(counts)) = (&mut header, counts) {
            header.extend(counts);
        }
        format!("{header:#}\n")
    }
}

/// The command line that makes the same records again; where and how they are written is left out.
fn arguments(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept = vec!["claimsift".to_owned()];
    let mut words = words.skip(1);
    while let Some(word) = words.next() {
        let flag = NOT_OF_THE_RUN.iter().find(|(flag, value)| {
            word == *flag
                || *value
                    && word
                        .strip_prefix(flag)
                        .is_some_and(|rest| rest.starts_with('=') || !flag.starts_with("--"))
        });
        match flag {
            None => kept.push(word),
            // The value is the next word.
            Some((flag, true)) if word == *flag => {
                words.next();
            }
            Some(_) => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_where_is_left_out() {
        let line = "x extract -j 2 a.txt --force -oout --rejects=r --lang fr --summary s -- b";
        let kept = arguments(line.split(' ').map(str::to_owned));
        assert_eq!(kept.join(" "), "claimsift extract a.txt --lang fr -- b");
    }
}
