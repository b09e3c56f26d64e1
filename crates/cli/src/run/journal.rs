//! How far a run has come, beside its unfinished output: enough to go on after it was killed.
//!
//! The journal is replaced whole, so that it always says something that was true.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::mark::Mark;
use crate::failure::Stop;
use crate::place::beside;
use crate::tally::Tally;

/// How often it is written at most.
const EVERY: Duration = Duration::from_millis(50);

/// What the journal holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// What is run: program, packs, inputs, options.
    pub(crate) run: Value,
    /// How far the input is done.
    pub(crate) mark: Mark,
    /// Bytes of the output.
    pub(crate) output: u64,
    /// Bytes of the rejects, where they are written.
    pub(crate) rejects: Option<u64>,
    /// Counts so far.
    pub(crate) tally: Tally,
    /// All is written, only the names of the files are left to be given.
    pub(crate) whole: bool,
}

/// The journal of a run that is under way.
#[derive(Debug, Clone)]
pub(crate) struct Journal {
    path: PathBuf,
    written: Option<Instant>,
}

impl Journal {
    /// The journal of `output`.
    pub(crate) fn of(output: &Path) -> Self {
        Self {
            path: beside(output, ".journal"),
            written: None,
        }
    }

    pub(crate) fn exists(&self) -> bool {
        self.path.exists()
    }

    /// What an earlier run wrote, if it was this very run.
    pub(crate) fn read(&self, run: &Value) -> Result<Entry, Stop> {
        let name = self.path.display();
        let unreadable = |why: String| {
            Stop::failed(format!(
                "{name}: cannot be read ({why}); start over with --force"
            ))
        };
        let text = fs::read_to_string(&self.path).map_err(|e| unreadable(e.to_string()))?;
        let entry: Entry = serde_json::from_str(&text).map_err(|e| unreadable(e.to_string()))?;
        match difference("", &entry.run, run) {
            None => Ok(entry),
            Some(change) => Err(Stop::failed(format!(
                "--resume: this is not the run that was stopped: {change}; run it as it was, or start over with --force"
            ))),
        }
    }

    /// Whether it is time to write.
    pub(crate) fn is_due(&self) -> bool {
        self.written.is_none_or(|at| at.elapsed() >= EVERY)
    }

    pub(crate) fn write(&mut self, entry: &Entry) -> Result<(), Stop> {
        let name = self.path.display().to_string();
        let new = beside(&self.path, ".new");
        let text = serde_json::to_vec(entry).unwrap_or_default();
        let done = fs::write(&new, text).and_then(|()| fs::rename(&new, &self.path));
        if done.is_err() {
            let _ = fs::remove_file(&new);
        }
        self.written = Some(Instant::now());
        done.map_err(|e| Stop::writing(&name, &e))
    }

    pub(crate) fn remove(&self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// The first thing in which two runs differ.
fn difference(name: &str, old: &Value, new: &Value) -> Option<String> {
    match (old, new) {
        (Value::Object(a), Value::Object(b)) => {
            let keys = a.keys().chain(b.keys().filter(|k| !a.contains_key(*k)));
            keys.into_iter().find_map(|key| {
                let below = if name.is_empty() {
                    key.clone()
                } else {
                    format!("{name}.{key}")
                };
                let side = |object: &serde_json::Map<String, Value>| {
                    object.get(key).cloned().unwrap_or_default()
                };
                difference(&below, &side(a), &side(b))
            })
        }
        (a, b) if a == b => None,
        (a, b) => Some(format!("{name} was {a} and is {b}")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_differs_is_named() {
        let old = json!({"packs": {"hash": "a"}, "options": {"lang": "fr"}});
        let new = json!({"packs": {"hash": "a"}, "options": {"lang": "en"}});
        assert_eq!(difference("", &old, &old), None);
        let said = difference("", &old, &new).unwrap();
        assert_eq!(said, "options.lang was \"fr\" and is \"en\"");
    }
}
