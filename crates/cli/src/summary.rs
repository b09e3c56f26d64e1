//! What a run did, in one line, and its exit code.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done,
    /// It found what it was asked to look for.
    Found,
    /// Documents were skipped.
    Skipped,
}

impl Outcome {
    pub(crate) fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Done => 0,
            Self::Found => 1,
            Self::Skipped => 3,
        })
    }
}

/// Counts of a run.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    /// Documents read.
    pub(crate) documents: u64,
    /// Their bytes.
    pub(crate) bytes: u64,
    /// Records written.
    pub(crate) records: u64,
    /// Documents, lines or files that could not be read; each was reported.
    pub(crate) skipped: u64,
    /// Documents with at least one repair.
    pub(crate) damaged: u64,
    /// Files passed over in folders, by reason.
    pub(crate) ignored: BTreeMap<&'static str, u64>,
}

impl Summary {
    pub(crate) fn outcome(&self) -> Outcome {
        if self.skipped > 0 {
            Outcome::Skipped
        } else {
            Outcome::Done
        }
    }

    /// One line; `what` names the records.
    pub(crate) fn line(&self, what: &str) -> String {
        let mut line = count(self.documents, "document");
        if what == "repair" {
            let _ = write!(line, " ({} damaged)", self.damaged);
        } else if !what.is_empty() {
            let _ = write!(line, ", {}", count(self.records, what));
        }
        let _ = write!(line, ", {} skipped", self.skipped);
        let ignored: u64 = self.ignored.values().sum();
        if ignored > 0 {
            let reasons: Vec<_> = self
                .ignored
                .iter()
                .map(|(why, n)| format!("{n} {why}"))
                .collect();
            let _ = write!(
                line,
                "; {} ignored: {}",
                count(ignored, "file"),
                reasons.join(", ")
            );
        }
        line
    }
}

/// A number with its noun, in the plural where it should be.
pub(crate) fn count(n: u64, noun: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{s}")
}
