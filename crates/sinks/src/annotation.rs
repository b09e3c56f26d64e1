//! W3C Web Annotation: one annotation a record, in an annotation page.
//!
//! The target is the text that offsets count in, named by the document's id; its URL, where there is one, is the
//! scope. The position selector counts code points, as the recommendation wants; the quote selector gives the
//! words and what stands around them. The record itself is the second body, as JSON.

use serde::Serialize;
use serde_json::{Value, json};

use crate::Reading;
use crate::places::Places;
use crate::wire::{Claim, Mention};

pub(crate) const BEGIN: &str =
    "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationPage\",\"items\":[\n";
pub(crate) const END: &str = "\n]}\n";

/// Code points before and after a quote that help to find it again.
const AROUND: u32 = 32;

pub(crate) fn claims(
    reading: &Reading<'_>,
    claims: &[Claim<'_>],
) -> Result<Vec<Value>, serde_json::Error> {
    let target = Target::new(reading);
    let annotation = |c: &Claim<'_>| {
        let id = format!("urn:claimsift:claim:{}", c.id);
        annotation(&id, c.predicate, c, target.of(&c.figure))
    };
    claims.iter().map(annotation).collect()
}

pub(crate) fn mentions(
    reading: &Reading<'_>,
    mentions: &[Mention<'_>],
) -> Result<Vec<Value>, serde_json::Error> {
    let target = Target::new(reading);
    let document = escaped(reading.document.id());
    let annotation = |m: &Mention<'_>| {
        let (start, end) = (m.char_start, m.char_end);
        let id = format!("urn:claimsift:mention:{document}:{start}-{end}");
        annotation(&id, m.kind, m, target.of(m))
    };
    mentions.iter().map(annotation).collect()
}

fn annotation(
    id: &str,
    label: &str,
    record: &impl Serialize,
    target: Value,
) -> Result<Value, serde_json::Error> {
    let record = serde_json::to_string(record)?;
    Ok(json!({
        "id": id,
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": label},
            {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": record},
        ],
        "target": target,
    }))
}

/// Makes the targets of a document.
struct Target<'a> {
    places: Places<'a>,
    source: String,
    scope: Option<&'a str>,
}

impl<'a> Target<'a> {
    fn new(reading: &Reading<'a>) -> Self {
        let document = reading.document;
        Self {
            places: Places::new(document.text()),
            source: format!("urn:claimsift:document:{}", escaped(document.id())),
            scope: document.url(),
        }
    }

    fn of(&self, mention: &Mention<'_>) -> Value {
        let before = mention.char_start.saturating_sub(AROUND);
        let after = mention.char_end.saturating_add(AROUND);
        let mut target = json!({
            "source": self.source,
            "selector": [
                {"type": "TextPositionSelector", "start": mention.char_start, "end": mention.char_end},
                {
                    "type": "TextQuoteSelector",
                    "exact": mention.quote,
                    "prefix": self.places.slice(before, mention.char_start),
                    "suffix": self.places.slice(mention.char_end, after),
                },
            ],
        });
        if let (Some(scope), Some(target)) = (self.scope, target.as_object_mut()) {
            target.insert("scope".to_owned(), scope.into());
        }
        target
    }
}

/// An id as part of a URN: all but unreserved ASCII is percent-encoded.
fn escaped(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for byte in id.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_make_urns() {
        assert_eq!(escaped("a b/é#7"), "a%20b/%C3%A9%237");
    }
}
