//! Parts of the schema that the types do not tell: closed lists and patterns.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use crate::names;

fn one_of(names: &[&str]) -> Schema {
    json_schema!({"type": "string", "enum": names})
}

fn one_of_or_null(names: &[&str]) -> Schema {
    let names: Vec<_> = names
        .iter()
        .map(|n| json!(n))
        .chain([Value::Null])
        .collect();
    json_schema!({"type": ["string", "null"], "enum": names})
}

fn list_of(names: &[&str]) -> Schema {
    json_schema!({"type": "array", "items": {"type": "string", "enum": names}})
}

pub(crate) fn kind(_: &mut SchemaGenerator) -> Schema {
    one_of(&names::KINDS)
}

pub(crate) fn modifier(_: &mut SchemaGenerator) -> Schema {
    one_of_or_null(&names::MODIFIERS)
}

pub(crate) fn precision(_: &mut SchemaGenerator) -> Schema {
    one_of_or_null(&names::PRECISIONS)
}

pub(crate) fn anchor(_: &mut SchemaGenerator) -> Schema {
    one_of_or_null(&names::ANCHORS)
}

pub(crate) fn flags(_: &mut SchemaGenerator) -> Schema {
    list_of(&names::FLAGS)
}

pub(crate) fn role(_: &mut SchemaGenerator) -> Schema {
    one_of(&names::ROLES)
}

pub(crate) fn predicate(_: &mut SchemaGenerator) -> Schema {
    one_of(&names::predicates())
}

pub(crate) fn modality(_: &mut SchemaGenerator) -> Schema {
    one_of(&names::modalities())
}

pub(crate) fn modalities(_: &mut SchemaGenerator) -> Schema {
    list_of(&names::modalities())
}

pub(crate) fn direction(_: &mut SchemaGenerator) -> Schema {
    one_of_or_null(&names::DIRECTIONS)
}

pub(crate) fn date_source(_: &mut SchemaGenerator) -> Schema {
    one_of_or_null(&names::DATE_SOURCES)
}

pub(crate) fn decimal(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": ["string", "null"], "pattern": r"^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$"})
}

pub(crate) fn day(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": ["string", "null"], "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
}

pub(crate) fn claim_id(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "string", "pattern": "^c[0-9a-f]{16}$"})
}

pub(crate) fn claim_id_or_null(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": ["string", "null"], "pattern": "^c[0-9a-f]{16}$"})
}
