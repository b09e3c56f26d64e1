//! The JSON Schema of the output, generated from the wire types.

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::{SCHEMA_VERSION, What, wire};

/// JSON Schema (2020-12) of a claim or a mention; without `what`, of both.
#[must_use]
pub fn schema(what: Option<What>) -> Value {
    let mut generator = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    let claim = generator.subschema_for::<wire::Claim<'static>>();
    let mention = generator.subschema_for::<wire::Mention<'static>>();
    let definitions = generator.take_definitions(true);
    let mut root = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "claimsift output",
        "version": SCHEMA_VERSION,
    });
    let pick = match what {
        Some(What::Claims) => json!({"$ref": claim.get("$ref")}),
        Some(What::Mentions) => json!({"$ref": mention.get("$ref")}),
        None => json!({"anyOf": [claim, mention]}),
    };
    if let (Value::Object(root), Value::Object(pick)) = (&mut root, pick) {
        root.extend(pick);
        root.insert("$defs".to_owned(), Value::Object(definitions));
    }
    root
}
