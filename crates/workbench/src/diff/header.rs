//! Why two runs differ: what their headers (`FILE.run.json`) say of the program, the packs and the options.

use serde_json::Value;

/// What is counted by a run, or said again by its options: a difference there is no reason.
const NO_REASON: [&str; 5] = ["arguments", "documents", "records", "skipped", "ignored"];

/// The fields of two headers that differ, one line each: `packs.hash: 3f… → a0…`. Empty: the runs were alike.
#[must_use]
pub fn reasons(old: &Value, new: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    compare("", old, new, &mut lines);
    lines
}

fn compare(name: &str, old: &Value, new: &Value, lines: &mut Vec<String>) {
    if let (Value::Object(a), Value::Object(b)) = (old, new) {
        let only_new = b.keys().filter(|k| !a.contains_key(*k));
        for key in a.keys().chain(only_new) {
            if name.is_empty() && NO_REASON.contains(&key.as_str()) {
                continue;
            }
            let field = if name.is_empty() {
                key.clone()
            } else {
                format!("{name}.{key}")
            };
            let missing = Value::Null;
            compare(
                &field,
                a.get(key).unwrap_or(&missing),
                b.get(key).unwrap_or(&missing),
                lines,
            );
        }
    } else if old != new {
        lines.push(format!("{name}: {old} → {new}"));
    }
}
