//! Calls that load the output elsewhere with values kept exact: as strings, never as floats.

use std::fmt::Write;

use serde_json::Value;

use crate::{What, schema};

/// A program that loads JSON Lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub enum Reader {
    DuckDb,
    Pandas,
    Polars,
}

/// The call that loads a JSON Lines file of claims or mentions, typed column by column from the schema.
#[must_use]
pub fn reader_call(reader: Reader, what: What) -> String {
    let columns = columns(what);
    let file = match what {
        What::Claims => "claims.jsonl",
        What::Mentions => "mentions.jsonl",
    };
    match reader {
        Reader::DuckDb => duckdb(file, &columns),
        Reader::Pandas => pandas(file, &columns),
        Reader::Polars => polars(file, &columns),
    }
}

/// What a column holds.
enum Type {
    Text,
    Whole,
    Real,
    List(Box<Type>),
    Record(Vec<(String, Type)>),
    /// Refers to itself, so no fixed type holds it.
    Nested,
}

fn columns(what: What) -> Vec<(String, Type)> {
    let schema = schema(Some(what));
    match read_type(&schema, &schema, &mut Vec::new()) {
        Type::Record(fields) => fields
            .into_iter()
            .filter(|(name, _)| name != "utf16")
            .collect(),
        _ => Vec::new(),
    }
}

fn read_type(root: &Value, node: &Value, open: &mut Vec<String>) -> Type {
    if let Some(name) = node.get("$ref").and_then(Value::as_str) {
        if open.iter().any(|n| n == name) {
            return Type::Nested;
        }
        let target = name.strip_prefix('#').and_then(|path| root.pointer(path));
        open.push(name.to_owned());
        let found = target.map_or(Type::Nested, |node| read_type(root, node, open));
        open.pop();
        return found;
    }
    if let Some(first) = node.pointer("/anyOf/0") {
        return read_type(root, first, open);
    }
    if let Some(fields) = node.get("properties").and_then(Value::as_object) {
        let field = |(name, node): (&String, &Value)| (name.clone(), read_type(root, node, open));
        return Type::Record(fields.iter().map(field).collect());
    }
    scalar(root, node, open)
}

fn scalar(root: &Value, node: &Value, open: &mut Vec<String>) -> Type {
    let name = match node.get("type") {
        Some(Value::Array(types)) => types.first().and_then(Value::as_str),
        Some(name) => name.as_str(),
        None => None,
    };
    match name {
        Some("integer") => Type::Whole,
        Some("number") => Type::Real,
        Some("array") => match node.get("items").or_else(|| node.pointer("/prefixItems/0")) {
            Some(items) => match read_type(root, items, open) {
                Type::Nested => Type::Nested,
                of => Type::List(Box::new(of)),
            },
            None => Type::Nested,
        },
        _ => Type::Text,
    }
}

fn duckdb(file: &str, columns: &[(String, Type)]) -> String {
    let mut call =
        format!("SELECT * FROM read_json('{file}', format = 'newline_delimited', columns = {{\n");
    for (name, kind) in columns {
        // Writing to a string cannot fail.
        let _ = writeln!(call, "  \"{name}\": '{}',", duckdb_type(kind));
    }
    call + "});\n"
}

fn duckdb_type(kind: &Type) -> String {
    match kind {
        Type::Text => "VARCHAR".to_owned(),
        Type::Whole => "BIGINT".to_owned(),
        Type::Real => "DOUBLE".to_owned(),
        Type::List(of) => format!("{}[]", duckdb_type(of)),
        Type::Nested => "JSON".to_owned(),
        Type::Record(fields) => {
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, kind)| format!("\"{name}\" {}", duckdb_type(kind)))
                .collect();
            format!("STRUCT({})", fields.join(", "))
        }
    }
}

fn pandas(file: &str, columns: &[(String, Type)]) -> String {
    let mut call = format!(
        "import pandas as pd\n\nclaims = pd.read_json(\n    \"{file}\",\n    lines=True,\n    dtype={{\n"
    );
    for (name, kind) in columns {
        let dtype = match kind {
            Type::Text => "string",
            Type::Whole => "Int64",
            Type::Real => "Float64",
            Type::List(_) | Type::Record(_) | Type::Nested => "object",
        };
        let _ = writeln!(call, "        \"{name}\": \"{dtype}\",");
    }
    call + "    },\n)\n"
}

fn polars(file: &str, columns: &[(String, Type)]) -> String {
    let mut call = format!(
        "import polars as pl\n\nclaims = pl.read_ndjson(\n    \"{file}\",\n    schema={{\n"
    );
    for (name, kind) in columns {
        let _ = writeln!(call, "        \"{name}\": {},", polars_type(kind));
    }
    call + "    },\n)\n"
}

fn polars_type(kind: &Type) -> String {
    match kind {
        Type::Text => "pl.String".to_owned(),
        Type::Whole => "pl.Int64".to_owned(),
        Type::Real => "pl.Float64".to_owned(),
        Type::List(of) => format!("pl.List({})", polars_type(of)),
        Type::Nested => "pl.List(pl.String)".to_owned(),
        Type::Record(fields) => {
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, kind)| format!("\"{name}\": {}", polars_type(kind)))
                .collect();
            format!("pl.Struct({{{}}})", fields.join(", "))
        }
    }
}
