//! Objects that are no documents and hold some: the answer of an interface, `{"count": 2, "articles": [{…}, {…}]}`.

use super::row;
use crate::Fields;

/// How many times the bytes of an object are looked at in all to find the arrays of documents in it, so that a deep nest
/// of other arrays takes linear time.
const LOOKS: usize = 8;

/// The arrays of an object, at any depth, whose first objects are documents: where each one's bytes start, and they.
pub(crate) struct Documents<'a> {
    object: &'a [u8],
    fields: &'a Fields,
    scan: Scan,
    at: usize,
    /// Bytes that may still be looked at twice.
    left: usize,
}

impl<'a> Documents<'a> {
    pub(crate) fn of(object: &'a [u8], fields: &'a Fields) -> Self {
        Self {
            object,
            fields,
            scan: Scan::default(),
            at: 0,
            left: object.len().saturating_mul(LOOKS),
        }
    }

    /// Whether `array`, which starts behind its bracket, starts with a document.
    fn starts(&mut self, array: &[u8]) -> bool {
        let first = array.trim_ascii_start();
        if self.left == 0 || !first.starts_with(b"{") {
            return false;
        }
        let first = first.get(..end_of_first(first)).unwrap_or(first);
        self.left = self.left.saturating_sub(first.len());
        row::parse(first, self.fields).is_ok_and(|row| row.text.is_some())
    }
}

impl<'a> Iterator for Documents<'a> {
    type Item = (usize, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(byte) = self.object.get(self.at) {
            self.at += 1;
            if !self.scan.is_outside(*byte) || *byte != b'[' {
                continue;
            }
            let (start, array) = (self.at, self.object.get(self.at..)?);
            if self.starts(array) {
                let inside = array.get(..end(array))?;
                self.at += inside.len();
                return Some((start, inside));
            }
        }
        None
    }
}

/// Whether something stands behind the object that `bytes` start with.
pub(crate) fn has_more(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii();
    start.starts_with(b"{") && end_of_first(start) < start.len()
}

/// One past the object that `bytes` start with.
fn end_of_first(bytes: &[u8]) -> usize {
    closing(bytes, 0).map_or(bytes.len(), |at| at + 1)
}

/// Where the bracket closes that opened before `bytes`.
fn end(bytes: &[u8]) -> usize {
    closing(bytes, 1).unwrap_or(bytes.len())
}

/// Where the nesting, `depth` at the start, comes back to nothing.
fn closing(bytes: &[u8], mut depth: usize) -> Option<usize> {
    let mut scan = Scan::default();
    bytes.iter().position(|byte| {
        if scan.is_outside(*byte) {
            match byte {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => {
                    depth = depth.saturating_sub(1);
                    return depth == 0;
                }
                _ => {}
            }
        }
        false
    })
}

/// Tells the bytes of strings from the others.
#[derive(Default)]
struct Scan {
    text: bool,
    escaped: bool,
}

impl Scan {
    fn is_outside(&mut self, byte: u8) -> bool {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' if self.text => self.escaped = true,
            b'"' => {
                self.text = !self.text;
                return false;
            }
            _ => return !self.text,
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(json: &str) -> Vec<String> {
        let fields = Fields::default();
        let found = Documents::of(json.as_bytes(), &fields);
        let found = found.map(|(at, inner)| {
            assert_eq!(&json.as_bytes()[at..at + inner.len()], inner);
            String::from_utf8(inner.to_vec()).unwrap()
        });
        found.collect()
    }

    #[test]
    fn the_arrays_of_documents_are_found() {
        assert_eq!(
            found(
                r#"{"a": "[{\"", "tags": [{"x": 1}], "r": {"docs": [ {"text": "1]"}, {"text": "2"}]}}"#
            ),
            [r#" {"text": "1]"}, {"text": "2"}"#]
        );
        assert_eq!(
            found(
                r#"{"1": [{"text": "a", "notes": [{"text": "n"}]}], "2": {"x": [{"text": "b"}]}}"#
            ),
            [
                r#"{"text": "a", "notes": [{"text": "n"}]}"#,
                r#"{"text": "b"}"#
            ]
        );
        assert!(found(r#"{"a": [1, 2], "b": [{"c": "d"}]}"#).is_empty());
        assert!(found(r#"{"a": [{"text": "cut"#).is_empty());
    }

    #[test]
    fn many_arrays_take_linear_time() {
        let others = r#""x":[{"a":["#.repeat(20_000);
        assert!(found(&format!("{{{others}")).is_empty());
        let small = r#""x":[{"a":1}],"#.repeat(20_000);
        assert_eq!(
            found(&format!(r#"{{{small}"y":[{{"text":"b"}}]}}"#)).len(),
            1
        );
    }

    #[test]
    fn what_stands_behind_an_object_is_seen() {
        assert!(has_more(br#" {"a": "}"} {"b": 1} "#));
        assert!(!has_more(br#" {"a": "}"} "#) && !has_more(br#"{"a": "#) && !has_more(b"[{}]"));
    }
}
