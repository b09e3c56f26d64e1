//! The closed lists of the contract, as they are spelled in the output.

use claimsift_model::{Anchor, DateModifier, Modality, Modifier, Precision, Predicate};

pub(crate) const fn modifier(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::Exact => "exact",
        Modifier::About => "about",
        Modifier::MoreThan => "more_than",
        Modifier::AtLeast => "at_least",
        Modifier::LessThan => "less_than",
        Modifier::AtMost => "at_most",
        Modifier::Between => "between",
        Modifier::Several => "several",
    }
}

pub(crate) const fn date_modifier(modifier: DateModifier) -> &'static str {
    match modifier {
        DateModifier::Exact => "exact",
        DateModifier::Early => "early",
        DateModifier::Mid => "mid",
        DateModifier::Late => "late",
        DateModifier::About => "about",
        DateModifier::Before => "before",
        DateModifier::After => "after",
    }
}

pub(crate) const fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Day => "day",
        Precision::Week => "week",
        Precision::Month => "month",
        Precision::Quarter => "quarter",
        Precision::Half => "half",
        Precision::Season => "season",
        Precision::Year => "year",
        Precision::Decade => "decade",
        Precision::Century => "century",
    }
}

pub(crate) const fn anchor(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Absolute => "absolute",
        Anchor::Document => "document",
        Anchor::Text => "text",
        Anchor::None => "none",
    }
}

// The lists below feed the schema. `tests/schema.rs` of the workspace holds the output against it, so a name that
// is missing here shows.
pub(crate) const KINDS: [&str; 13] = [
    "number", "ordinal", "money", "power", "energy", "percent", "ratio", "count", "duration",
    "date", "time", "set", "quantity",
];
pub(crate) const MODIFIERS: [&str; 13] = [
    "exact",
    "about",
    "more_than",
    "at_least",
    "less_than",
    "at_most",
    "between",
    "several",
    "early",
    "mid",
    "late",
    "before",
    "after",
];
pub(crate) const PRECISIONS: [&str; 9] = [
    "day", "week", "month", "quarter", "half", "season", "year", "decade", "century",
];
pub(crate) const ANCHORS: [&str; 4] = ["absolute", "document", "text", "none"];
pub(crate) const FLAGS: [&str; 11] = [
    "ambiguous_currency",
    "implied_currency",
    "inferred_date",
    "inferred_unit",
    "no_currency",
    "out_of_range",
    "repaired",
    "rounded",
    "short_scale_calque",
    "truncated",
    "vague",
];
pub(crate) const ROLES: [&str; 5] = ["at", "by", "since", "until", "from"];
pub(crate) const DIRECTIONS: [&str; 2] = ["up", "down"];
pub(crate) const DATE_SOURCES: [&str; 7] = [
    "override",
    "field",
    "metadata",
    "header",
    "url",
    "source_line",
    "fallback",
];

pub(crate) fn predicates() -> Vec<&'static str> {
    Predicate::ALL.into_iter().map(Predicate::name).collect()
}

pub(crate) fn modalities() -> Vec<&'static str> {
    Modality::ALL.into_iter().map(Modality::name).collect()
}
