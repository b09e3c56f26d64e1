//! What changed between two runs.
//!
//! Records are paired within a document by span and kind. A pair that differs has changed its value, its span, a slot
//! or its rule, or several of these; what has no partner is added or removed.

mod file;
mod header;
#[cfg(test)]
mod tests;
mod text;

use std::collections::BTreeMap;

use serde::Serialize;

pub use file::{ClaimFile, ReadError};
pub use header::reasons;
pub use text::Layout;

use crate::pairing::pair;
use crate::{Saved, SavedParty};

/// A sort of difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Only in the new run.
    Added,
    /// Only in the old run.
    Removed,
    /// Another figure, unit or date.
    Value,
    /// Another span for the same figure.
    Span,
    /// Another subject, predicate, time or other slot.
    Slot,
    /// Read by another rule.
    Rule,
}

impl Sort {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 6] = [
        Self::Added,
        Self::Removed,
        Self::Value,
        Self::Span,
        Self::Slot,
        Self::Rule,
    ];

    /// Its name on the command line and in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Value => "value",
            Self::Span => "span",
            Self::Slot => "slot",
            Self::Rule => "rule",
        }
    }
}

/// A field that is not the same on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Its name.
    pub field: &'static str,
    /// What the old run says, in one line.
    pub old: String,
    /// What the new run says.
    pub new: String,
}

/// One difference between two runs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// What sorts of difference it is, sorted; at least one.
    pub sorts: Vec<Sort>,
    /// The fields that differ, for a pair.
    pub fields: Vec<FieldChange>,
    /// The record of the old run.
    pub old: Option<Saved>,
    /// The record of the new run.
    pub new: Option<Saved>,
}

impl Change {
    /// The record to show: the new one, or the one that is gone. A change of [`changes`] always has one.
    #[must_use]
    pub fn shown(&self) -> Option<&Saved> {
        self.new.as_ref().or(self.old.as_ref())
    }
}

/// How many differences there are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Documents in either run.
    pub documents: usize,
    /// Records of the old run.
    pub old: usize,
    /// Records of the new run.
    pub new: usize,
    /// Pairs without a difference.
    pub same: usize,
    /// By sort; a pair with several sorts counts in each.
    pub sorts: BTreeMap<&'static str, usize>,
    /// By rule, then by sort.
    pub rules: BTreeMap<String, BTreeMap<&'static str, usize>>,
    /// By kind, then by sort.
    pub kinds: BTreeMap<String, BTreeMap<&'static str, usize>>,
    /// By language, then by sort.
    pub langs: BTreeMap<String, BTreeMap<&'static str, usize>>,
}

impl Counts {
    /// How many differences of a sort there are.
    #[must_use]
    pub fn of(&self, sort: Sort) -> usize {
        self.sorts.get(sort.name()).copied().unwrap_or(0)
    }

    fn count(&mut self, change: &Change) {
        let Some(record) = change.shown() else { return };
        let lang = record.lang.as_deref().unwrap_or("none");
        for sort in &change.sorts {
            let name = sort.name();
            *self.sorts.entry(name).or_default() += 1;
            let groups = [
                (&mut self.rules, record.rule.as_str()),
                (&mut self.kinds, record.kind.as_str()),
                (&mut self.langs, lang),
            ];
            for (group, key) in groups {
                *group
                    .entry(key.to_owned())
                    .or_default()
                    .entry(name)
                    .or_default() += 1;
            }
        }
    }
}

/// Goes through two runs document by document and hands every difference to `each`, in the order of the new run;
/// documents that are only in the old one come last. Only one document of each side is in memory at a time.
///
/// # Errors
///
/// When a file cannot be read, or when `each` fails.
pub fn diff<E: From<ReadError>>(
    old: &mut ClaimFile,
    new: &mut ClaimFile,
    mut each: impl FnMut(Change) -> Result<(), E>,
) -> Result<Counts, E> {
    let mut counts = Counts::default();
    let gone: Vec<_> = old.documents().filter(|d| !new.has(d)).cloned().collect();
    let documents: Vec<_> = new.documents().cloned().chain(gone).collect();
    for document in documents {
        let (a, b) = (old.records(&document)?, new.records(&document)?);
        counts.documents += 1;
        counts.old += a.len();
        counts.new += b.len();
        let changes = changes(&a, &b);
        counts.same += a.len() - changes.iter().filter(|c| c.old.is_some()).count();
        for change in changes {
            counts.count(&change);
            each(change)?;
        }
    }
    Ok(counts)
}

/// The differences within a document, in the order of the text.
#[must_use]
pub fn changes(old: &[Saved], new: &[Saved]) -> Vec<Change> {
    let (hits, added) = pair(
        &old.iter().collect::<Vec<_>>(),
        &new.iter().collect::<Vec<_>>(),
    );
    let mut changes = Vec::new();
    for (a, hit) in old.iter().zip(hits) {
        match hit.map(|j| &new[j]) {
            Some(b) => changes.extend(change(a, b)),
            None => changes.push(one_sided(Sort::Removed, Some(a), None)),
        }
    }
    changes.extend(
        added
            .into_iter()
            .map(|j| one_sided(Sort::Added, None, Some(&new[j]))),
    );
    changes.sort_by_key(|c| c.shown().map(Saved::span));
    changes
}

fn one_sided(sort: Sort, old: Option<&Saved>, new: Option<&Saved>) -> Change {
    Change {
        sorts: vec![sort],
        fields: Vec::new(),
        old: old.cloned(),
        new: new.cloned(),
    }
}

fn change(old: &Saved, new: &Saved) -> Option<Change> {
    let mut sorts = Vec::new();
    let mut fields = Vec::new();
    for (sort, field, show) in FIELDS {
        let (a, b) = (show(old), show(new));
        if a != b {
            sorts.push(*sort);
            fields.push(FieldChange {
                field,
                old: a,
                new: b,
            });
        }
    }
    sorts.sort_unstable();
    sorts.dedup();
    (!sorts.is_empty()).then(|| Change {
        sorts,
        fields,
        old: Some(old.clone()),
        new: Some(new.clone()),
    })
}

/// The fields that are compared, each with the sort of difference it makes and its form for people. Ids and the
/// claims that are pointed to are left out: they follow from the rest.
#[allow(clippy::type_complexity)] // a table
const FIELDS: &[(Sort, &str, fn(&Saved) -> String)] = &[
    (Sort::Value, "kind", |s| s.kind.clone()),
    (Sort::Value, "value", Saved::reading),
    (Sort::Value, "modifier", |s| word(s.modifier.as_ref())),
    (Sort::Value, "bounds", |s| {
        format!("{}..{}", word(s.min.as_ref()), word(s.max.as_ref()))
    }),
    (Sort::Value, "counted", |s| word(s.counted.as_ref())),
    (Sort::Value, "per", |s| {
        let per = s.per.as_ref();
        per.map_or_else(
            || NONE.to_owned(),
            |p| format!("{} {}", word(p.value.as_ref()), p.unit),
        )
    }),
    (Sort::Span, "quote", |s| s.quote.clone()),
    (Sort::Slot, "subject", |s| party(s.subject.as_ref())),
    (Sort::Slot, "predicate", |s| s.predicate.clone()),
    (Sort::Slot, "object", |s| party(s.object.as_ref())),
    (Sort::Slot, "timing", |s| {
        let timing = s.timing.as_ref();
        timing.map_or_else(|| NONE.to_owned(), |t| format!("{} {}", t.role, t.edtf))
    }),
    (Sort::Slot, "modality", |s| s.modality.clone()),
    (Sort::Slot, "direction", |s| word(s.direction.as_ref())),
    (Sort::Slot, "speaker", |s| party(s.speaker.as_ref())),
    (Sort::Slot, "flags", |s| s.flags.join(", ")),
    (Sort::Slot, "confidence", |s| format!("{:.2}", s.confidence)),
    (Sort::Rule, "rule", |s| s.rule.clone()),
];

/// What stands for an empty slot.
const NONE: &str = "none";

fn word(text: Option<&String>) -> String {
    text.cloned().unwrap_or_else(|| NONE.to_owned())
}

fn party(party: Option<&SavedParty>) -> String {
    let Some(party) = party else {
        return NONE.to_owned();
    };
    match &party.name {
        Some(name) if *name != party.text => format!("{} ({name})", party.text),
        _ => party.text.clone(),
    }
}
