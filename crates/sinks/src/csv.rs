//! The flat form: one row a record, in the quoting of RFC 4180 with `\n` line ends.
//!
//! Null is an empty field and the empty string is `""`, lists of words are joined by `|`, parties of a
//! coordination are given by their words, alternatives are JSON.

use serde_json::Value;

use crate::What;

/// Column name, and where it stands in the nested record.
type Column = (&'static str, &'static str);

const ID: [Column; 1] = [("id", "/id")];

const MENTION: [Column; 30] = [
    ("doc_id", "/doc_id"),
    ("source_path", "/source/path"),
    ("source_record", "/source/record"),
    ("source_byte", "/source/byte"),
    ("kind", "/kind"),
    ("quote", "/quote"),
    ("char_start", "/char_start"),
    ("char_end", "/char_end"),
    ("raw_start", "/raw_start"),
    ("raw_end", "/raw_end"),
    ("utf16_start", "/utf16/0"),
    ("utf16_end", "/utf16/1"),
    ("value", "/value"),
    ("min", "/min"),
    ("max", "/max"),
    ("modifier", "/modifier"),
    ("unit", "/unit"),
    ("counted", "/counted"),
    ("per_value", "/per/value"),
    ("per_unit", "/per/unit"),
    ("edtf", "/edtf"),
    ("date_start", "/date_start"),
    ("date_end", "/date_end"),
    ("timex", "/timex"),
    ("precision", "/precision"),
    ("anchor", "/anchor"),
    ("fraction", "/fraction"),
    ("alternatives", "/alternatives"),
    ("flags", "/flags"),
    ("rule", "/rule"),
];

const CLAIM: [Column; 35] = [
    ("subject_text", "/subject/text"),
    ("subject_char_start", "/subject/char_start"),
    ("subject_char_end", "/subject/char_end"),
    ("subject_name", "/subject/name"),
    ("subject_members", "/subject/members"),
    ("predicate", "/predicate"),
    ("object_text", "/object/text"),
    ("object_char_start", "/object/char_start"),
    ("object_char_end", "/object/char_end"),
    ("object_name", "/object/name"),
    ("object_members", "/object/members"),
    ("timing_edtf", "/timing/edtf"),
    ("timing_date_start", "/timing/date_start"),
    ("timing_date_end", "/timing/date_end"),
    ("timing_role", "/timing/role"),
    ("timing_char_start", "/timing/char_start"),
    ("timing_char_end", "/timing/char_end"),
    ("modality", "/modality"),
    ("modalities", "/modalities"),
    ("direction", "/direction"),
    ("speaker_text", "/speaker/text"),
    ("speaker_char_start", "/speaker/char_start"),
    ("speaker_char_end", "/speaker/char_end"),
    ("speaker_name", "/speaker/name"),
    ("speaker_members", "/speaker/members"),
    ("sentence", "/sentence"),
    ("repairs", "/repairs"),
    ("same_as", "/same_as"),
    ("converts", "/converts"),
    ("confidence", "/confidence"),
    ("lang", "/lang"),
    ("doc_date", "/doc_date"),
    ("doc_date_source", "/doc_date_source"),
    ("title", "/title"),
    ("url", "/url"),
];

fn columns(what: What, utf16: bool) -> impl Iterator<Item = &'static Column> {
    let (before, after): (&[Column], &[Column]) = match what {
        What::Claims => (&ID, &CLAIM),
        What::Mentions => (&[], &[]),
    };
    let wanted = move |c: &&Column| utf16 || !c.0.starts_with("utf16");
    before.iter().chain(&MENTION).chain(after).filter(wanted)
}

pub(crate) fn header(what: What, utf16: bool) -> String {
    let names: Vec<_> = columns(what, utf16).map(|c| c.0).collect();
    names.join(",") + "\n"
}

pub(crate) fn row(record: &Value, what: What, utf16: bool, out: &mut Vec<u8>) {
    for (i, (_, path)) in columns(what, utf16).enumerate() {
        if i > 0 {
            out.push(b',');
        }
        if let Some(value) = record.pointer(path) {
            field(value, *path == "/alternatives", out);
        }
    }
    out.push(b'\n');
}

fn field(value: &Value, json: bool, out: &mut Vec<u8>) {
    match value {
        Value::Null => {}
        Value::Array(items) if items.is_empty() => {}
        Value::Array(items) if !json => quoted(&joined(items), out),
        Value::String(text) => quoted(text, out),
        other => quoted(&other.to_string(), out),
    }
}

fn joined(items: &[Value]) -> String {
    let words = items.iter().map(|item| item.get("text").unwrap_or(item));
    let words: Vec<_> = words.map(|w| w.as_str().unwrap_or_default()).collect();
    words.join("|")
}

fn quoted(text: &str, out: &mut Vec<u8>) {
    let special = |b| matches!(b, b'"' | b',' | b'\n' | b'\r');
    if !text.is_empty() && !text.bytes().any(special) {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    out.push(b'"');
    out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema;

    /// Paths of all leaves of the record, from the schema, so that a new field cannot be forgotten here.
    fn leaves(schema: &Value, node: &Value, path: &str, found: &mut Vec<String>) {
        if let Some(name) = node["$ref"].as_str() {
            return leaves(schema, schema.pointer(&name[1..]).unwrap(), path, found);
        }
        if let Some(full) = node["anyOf"].as_array() {
            return leaves(schema, &full[0], path, found);
        }
        match node["properties"].as_object() {
            Some(fields) => {
                for (name, field) in fields {
                    leaves(schema, field, &format!("{path}/{name}"), found);
                }
            }
            None => found.push(path.to_owned()),
        }
    }

    #[test]
    fn every_field_has_its_column() {
        for what in [What::Claims, What::Mentions] {
            let schema = schema(Some(what));
            let mut want = Vec::new();
            leaves(&schema, &schema, "", &mut want);
            let mut got: Vec<_> = columns(what, true)
                .map(|(_, path)| {
                    path.trim_end_matches("/0")
                        .trim_end_matches("/1")
                        .to_owned()
                })
                .collect();
            got.dedup();
            assert_eq!(got, want);
        }
    }

    #[test]
    fn quoting_is_that_of_rfc_4180() {
        let mut out = Vec::new();
        for text in ["plain", "a,b", "say \"x\"", "two\nlines", ""] {
            quoted(text, &mut out);
            out.push(b'|');
        }
        let want = "plain|\"a,b\"|\"say \"\"x\"\"\"|\"two\nlines\"|\"\"|";
        assert_eq!(String::from_utf8(out).unwrap(), want);
    }
}
