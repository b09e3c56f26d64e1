//! A small JSON Schema validator: the keywords that our schema uses, and a complaint about any other. It is stricter
//! than the standard in one point: a field that the schema does not name is an error.

use regex::Regex;
use serde_json::{Map, Value};

/// Keywords that say nothing about validity.
const NOTES: [&str; 7] = [
    "$schema",
    "$defs",
    "title",
    "version",
    "description",
    "format",
    "default",
];

/// What is wrong with `value`, one line each with its place; empty when it fits.
#[must_use]
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    Check {
        root: schema,
        faults: &mut faults,
    }
    .node(schema, value, "");
    faults
}

struct Check<'a> {
    root: &'a Value,
    faults: &'a mut Vec<String>,
}

impl Check<'_> {
    fn fault(&mut self, at: &str, what: &str) {
        self.faults
            .push(format!("{}: {what}", if at.is_empty() { "/" } else { at }));
    }

    fn node(&mut self, schema: &Value, value: &Value, at: &str) {
        let Some(keywords) = schema.as_object() else {
            return;
        };
        for (keyword, rule) in keywords {
            self.keyword(keyword, rule, schema, value, at);
        }
    }

    fn keyword(&mut self, keyword: &str, rule: &Value, schema: &Value, value: &Value, at: &str) {
        let fits = match keyword {
            "$ref" => {
                let root = self.root;
                match root.pointer(rule.as_str().unwrap_or_default().trim_start_matches('#')) {
                    Some(target) => self.node(target, value, at),
                    None => self.fault(at, &format!("{rule} leads nowhere")),
                }
                true
            }
            "type" => rule.as_array().map_or_else(
                || is(rule, value),
                |types| types.iter().any(|t| is(t, value)),
            ),
            "enum" => rule.as_array().is_some_and(|all| all.contains(value)),
            "pattern" => matches(rule, value),
            "minimum" => value
                .as_f64()
                .zip(rule.as_f64())
                .is_none_or(|(v, min)| v >= min),
            "maximum" => value
                .as_f64()
                .zip(rule.as_f64())
                .is_none_or(|(v, max)| v <= max),
            "minItems" => value
                .as_array()
                .is_none_or(|v| v.len() as u64 >= rule.as_u64().unwrap_or(0)),
            "maxItems" => value
                .as_array()
                .is_none_or(|v| v.len() as u64 <= rule.as_u64().unwrap_or(u64::MAX)),
            "anyOf" => rule
                .as_array()
                .is_some_and(|all| all.iter().any(|one| self.silent(one, value))),
            "required" => {
                self.required(rule, value, at);
                true
            }
            "properties" => {
                self.properties(rule, value, at);
                true
            }
            "items" => {
                for (i, item) in value.as_array().into_iter().flatten().enumerate() {
                    self.node(rule, item, &format!("{at}/{i}"));
                }
                true
            }
            note if NOTES.contains(&note) => true,
            _ => false,
        };
        if !fits {
            self.fault(
                at,
                &format!(
                    "{value} does not fit {keyword} {rule} of {}",
                    schema["title"]
                ),
            );
        }
    }

    fn silent(&self, schema: &Value, value: &Value) -> bool {
        let mut faults = Vec::new();
        Check {
            root: self.root,
            faults: &mut faults,
        }
        .node(schema, value, "");
        faults.is_empty()
    }

    fn required(&mut self, names: &Value, value: &Value, at: &str) {
        for name in names
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
        {
            if value.is_object() && value.get(name).is_none() {
                self.fault(at, &format!("{name} is missing"));
            }
        }
    }

    fn properties(&mut self, rule: &Value, value: &Value, at: &str) {
        let none = Map::new();
        for (name, field) in value.as_object().unwrap_or(&none) {
            match rule.get(name) {
                Some(schema) => self.node(schema, field, &format!("{at}/{name}")),
                None => self.fault(at, &format!("{name} is not in the schema")),
            }
        }
    }
}

fn is(name: &Value, value: &Value) -> bool {
    match name.as_str().unwrap_or_default() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => false,
    }
}

fn matches(rule: &Value, value: &Value) -> bool {
    let Some(text) = value.as_str() else {
        return true;
    };
    Regex::new(rule.as_str().unwrap_or_default()).is_ok_and(|re| re.is_match(text))
}
