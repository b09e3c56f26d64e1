//! Objects that are no documents and hold some: the answer of an interface, `{"count": 2, "articles": [{…}, {…}]}`.

use super::row::parse;
use crate::Fields;

/// Arrays that are looked at, so that a deep nest of them costs no more than a few looks.
const TRIES: usize = 8;

/// The bytes of the first array, at any depth, whose first object is a document.
pub(crate) fn documents<'a>(object: &'a [u8], fields: &Fields) -> Option<(usize, &'a [u8])> {
    let mut scan = Scan::default();
    let mut tries = 0;
    for (at, byte) in object.iter().enumerate() {
        if !scan.is_outside(*byte) || *byte != b'[' {
            continue;
        }
        let array = object.get(at + 1..)?;
        if !array.trim_ascii_start().starts_with(b"{") {
            continue;
        }
        if is_document(array, fields) {
            return Some((at + 1, array.get(..end(array))?));
        }
        tries += 1;
        if tries == TRIES {
            return None;
        }
    }
    None
}

fn is_document(array: &[u8], fields: &Fields) -> bool {
    let first = array.trim_ascii_start();
    let first = first.get(..end_of_first(first)).unwrap_or(first);
    parse(first, fields).is_ok_and(|row| row.text.is_some())
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

    #[test]
    fn the_array_of_documents_is_found() {
        let find = |json: &str| {
            let found = documents(json.as_bytes(), &Fields::default());
            found.map(|(at, inner)| {
                assert_eq!(&json.as_bytes()[at..at + inner.len()], inner);
                String::from_utf8(inner.to_vec()).unwrap()
            })
        };
        assert_eq!(
            find(r#"{"a": "[{\"", "tags": [{"x": 1}], "r": {"docs": [ {"text": "1]"}, {"text": "2"}]}}"#)
                .as_deref(),
            Some(r#" {"text": "1]"}, {"text": "2"}"#)
        );
        assert_eq!(find(r#"{"a": [1, 2], "b": [{"c": "d"}]}"#), None);
        assert_eq!(find(r#"{"a": [{"text": "cut"#), None);
    }
}
