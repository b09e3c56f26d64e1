//! What a run has done so far, in counts that add up.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

/// Counts by name.
pub(crate) type Counts = BTreeMap<Cow<'static, str>, u64>;

/// Counts of a run, or of a part of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Tally {
    /// Documents read.
    pub(crate) documents: u64,
    /// Their bytes.
    pub(crate) bytes: u64,
    /// Records written.
    pub(crate) records: u64,
    /// Documents, lines or files that could not be read; each was reported.
    pub(crate) skipped: u64,
    /// The same, by what is wrong with them.
    pub(crate) faults: Counts,
    /// Documents with at least one repair.
    pub(crate) damaged: u64,
    /// Documents by encoding.
    pub(crate) encodings: Counts,
    /// Repairs by kind.
    pub(crate) repairs: Counts,
    /// Records by kind.
    pub(crate) kinds: Counts,
    /// Claims by predicate.
    pub(crate) predicates: Counts,
    /// Nanoseconds by stage, all threads together.
    pub(crate) time: Counts,
    /// Lines for standard error, in the order of the documents.
    #[serde(skip)]
    pub(crate) said: Vec<String>,
}

impl Tally {
    pub(crate) fn add(&mut self, mut other: Self) {
        self.said.append(&mut other.said);
        self.documents += other.documents;
        self.bytes += other.bytes;
        self.records += other.records;
        self.skipped += other.skipped;
        self.damaged += other.damaged;
        for (all, more) in [
            (&mut self.faults, other.faults),
            (&mut self.encodings, other.encodings),
            (&mut self.repairs, other.repairs),
            (&mut self.kinds, other.kinds),
            (&mut self.predicates, other.predicates),
            (&mut self.time, other.time),
        ] {
            for (name, n) in more {
                add(all, name, n);
            }
        }
    }

    /// Counts what decoding found in a document.
    pub(crate) fn document(&mut self, document: &claimsift_model::Document) {
        self.damaged += u64::from(!document.repairs().is_empty());
        add(&mut self.encodings, document.decoding().encoding.clone(), 1);
        for repair in document.repairs().iter() {
            add(&mut self.repairs, repair.damage.kind.name(), 1);
        }
    }
}

/// Adds `n` to what is counted under `name`.
pub(crate) fn add(counts: &mut Counts, name: impl Into<Cow<'static, str>>, n: u64) {
    *counts.entry(name.into()).or_default() += n;
}

/// Tells how long each stage took, one after the other.
pub(crate) struct Watch(Instant);

impl Watch {
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// Books the time since the last stage.
    pub(crate) fn lap(&mut self, times: &mut Counts, stage: &'static str) {
        let now = Instant::now();
        add(times, stage, nanoseconds(now - self.0));
        self.0 = now;
    }
}

fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}
