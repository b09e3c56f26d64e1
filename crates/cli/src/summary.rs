//! What a run did: in one line, as JSON, and as an exit code.

use std::fmt::Write;
use std::process::ExitCode;
use std::time::Duration;

use serde_json::{Value, json};

use crate::tally::{Counts, Tally};
use crate::values::{count, megabytes};

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

/// Counts of a run that is over.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    pub(crate) tally: Tally,
    /// Files passed over in folders, by reason.
    pub(crate) ignored: Counts,
    /// How long it took, and on how many threads.
    pub(crate) wall: Duration,
    pub(crate) threads: usize,
}

impl Summary {
    pub(crate) fn new(tally: Tally, ignored: Counts) -> Self {
        Self {
            tally,
            ignored,
            ..Self::default()
        }
    }

    pub(crate) const fn outcome(&self) -> Outcome {
        if self.tally.skipped > 0 {
            Outcome::Skipped
        } else {
            Outcome::Done
        }
    }

    /// One line; `what` names the records.
    pub(crate) fn line(&self, what: &str) -> String {
        let tally = &self.tally;
        let mut line = count(tally.documents, "document");
        if what == "repair" {
            let _ = write!(line, " ({} damaged)", tally.damaged);
        } else if !what.is_empty() {
            let _ = write!(line, ", {}", count(tally.records, what));
        }
        let _ = write!(line, ", {} skipped", tally.skipped);
        for (i, (why, n)) in self.ignored.iter().enumerate() {
            let before = if i == 0 { "; passed over: " } else { ", " };
            let _ = write!(line, "{before}{n} {why}");
        }
        line
    }

    /// Everything, for `--summary`, with what the `run` was. Times are in seconds; those of the stages are of all threads together, and a
    /// run that was resumed adds those of its parts.
    pub(crate) fn json(&self, run: &Value) -> Value {
        let tally = &self.tally;
        let seconds = |nanoseconds: u64| Duration::from_nanos(nanoseconds).as_secs_f64();
        let stages = tally
            .time
            .iter()
            .map(|(name, n)| (name.to_string(), json!(seconds(*n))));
        let wall = self.wall.as_secs_f64();
        json!({
            "run": run,
            "documents": tally.documents,
            "bytes": tally.bytes,
            "records": tally.records,
            "skipped": tally.skipped,
            "faults": tally.faults,
            "ignored": self.ignored,
            "damaged": tally.damaged,
            "encodings": tally.encodings,
            "repairs": tally.repairs,
            "kinds": tally.kinds,
            "predicates": tally.predicates,
            "threads": self.threads,
            "seconds": wall,
            "megabytes_per_second": megabytes(tally.bytes) / wall.max(1e-9),
            "stages": stages.collect::<serde_json::Map<_, _>>(),
        })
    }
}
