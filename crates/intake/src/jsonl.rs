//! JSON Lines: one object a line, one document an object.
//!
//! Strings are read as bytes, because the text of a damaged dump need not be UTF-8, and a lone surrogate escape
//! (half of an emoji that was cut) must not cost the document.

use std::fmt;
use std::io::BufRead;
use std::sync::Arc;

use claimsift_model::{Record, SourceRef};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::line::{Line, Lines};
use crate::{Error, Fields, Options, Source};

pub(crate) struct JsonLines<R> {
    lines: Lines<R>,
    id: String,
    path: String,
    fields: Fields,
    max_document: u64,
    record: u64,
    failed: bool,
}

impl<R: BufRead> JsonLines<R> {
    pub(crate) fn new(reader: R, id: String, path: String, options: &Options) -> Self {
        Self {
            lines: Lines::new(reader, options.max_line),
            id,
            path,
            fields: options.fields.clone(),
            max_document: options.max_document,
            record: 0,
            failed: false,
        }
    }

    fn record(&mut self, line: &[u8]) -> Result<Record, Error> {
        let number = self.record;
        self.record += 1;
        let row = parse(line, &self.fields).map_err(|e| bad_line(&self.path, &e))?;
        let Some(text) = row.text else {
            return Err(Error::bad(&self.path, self.no_text(&row.keys)));
        };
        if text.len() as u64 > self.max_document {
            return Err(Error::too_large(
                &self.path,
                "one document",
                self.max_document,
            ));
        }
        let lossy =
            |field: Option<Vec<u8>>| field.map(|b| String::from_utf8_lossy(&b).into_owned());
        Ok(Record {
            id: row.id.unwrap_or_else(|| format!("{}#{number}", self.id)),
            source: SourceRef {
                path: self.path.clone(),
                record: Some(number),
                byte: self.lines.start,
            },
            bytes: Arc::from(text),
            charset: None,
            date: row.date,
            lang: lossy(row.lang),
            title: lossy(row.title),
            url: lossy(row.url),
        })
    }

    fn no_text(&self, keys: &[String]) -> String {
        format!(
            "no string field \"{}\" (its fields: {}); name the one that holds the text with --text-field",
            self.fields.text,
            if keys.is_empty() {
                "none".to_owned()
            } else {
                keys.join(", ")
            }
        )
    }
}

impl<R: BufRead + Send> Source for JsonLines<R> {
    fn next_record(&mut self) -> Option<Result<Record, Error>> {
        while !self.failed {
            let line = match self.lines.next() {
                Ok(line) => line?,
                Err(e) => {
                    self.failed = true;
                    return Some(Err(Error::io(&self.path, e)));
                }
            };
            let result = match &line {
                Line::TooLong => {
                    self.record += 1;
                    Err(Error::too_large(
                        &self.path,
                        "one line",
                        self.max_document.saturating_mul(8),
                    ))
                }
                Line::Kept(bytes) => {
                    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
                    if bytes.trim_ascii().is_empty() {
                        continue;
                    }
                    self.record(bytes)
                }
            };
            return Some(result.map_err(|e| e.at(self.lines.line, self.lines.start)));
        }
        None
    }
}

fn bad_line(path: &str, error: &serde_json::Error) -> Error {
    let why = error.to_string();
    // The parser sees one line only, so its "line 1" would mislead.
    let why = why.split(" at line ").next().unwrap_or_default().to_owned();
    Error::bad(
        path,
        format!(
            "not a JSON object with a document: {why}, at column {}; this line is skipped",
            error.column()
        ),
    )
}

#[derive(Default)]
struct Row {
    id: Option<String>,
    text: Option<Vec<u8>>,
    date: Option<String>,
    lang: Option<Vec<u8>>,
    title: Option<Vec<u8>>,
    url: Option<Vec<u8>>,
    /// All field names, for the message when the text is missing.
    keys: Vec<String>,
}

/// A second look leaves the fields out that a document can do without: a title that is a number must not cost it.
fn parse(line: &[u8], fields: &Fields) -> Result<Row, serde_json::Error> {
    let read = |all| {
        let mut json = serde_json::Deserializer::from_slice(line);
        let row = RowSeed { fields, all }.deserialize(&mut json)?;
        json.end().map(|()| row)
    };
    read(true).or_else(|_| read(false))
}

struct RowSeed<'a> {
    fields: &'a Fields,
    all: bool,
}

impl<'de> DeserializeSeed<'de> for RowSeed<'_> {
    type Value = Row;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Row, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RowSeed<'_> {
    type Value = Row;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Row, A::Error> {
        let mut row = Row::default();
        while let Some(key) = map.next_key_seed(Bytes)? {
            let key = String::from_utf8_lossy(&key).into_owned();
            let f = self.fields;
            match key.as_str() {
                k if k == f.text => row.text = map.next_value_seed(MaybeBytes)?,
                k if k == f.id => row.id = map.next_value_seed(Label)?,
                k if k == f.date => row.date = map.next_value_seed(Label)?,
                k if self.all && k == f.lang => row.lang = map.next_value_seed(MaybeBytes)?,
                k if self.all && k == f.title => row.title = map.next_value_seed(MaybeBytes)?,
                k if self.all && k == f.url => row.url = map.next_value_seed(MaybeBytes)?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            row.keys.push(key);
        }
        Ok(row)
    }
}

/// A string, as bytes.
struct Bytes;

impl<'de> DeserializeSeed<'de> for Bytes {
    type Value = Vec<u8>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Vec<u8>, D::Error> {
        json.deserialize_bytes(self)
    }
}

impl Visitor<'_> for Bytes {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
        Ok(bytes.to_vec())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Vec<u8>, E> {
        Ok(text.as_bytes().to_vec())
    }
}

/// A string, as bytes, or null.
struct MaybeBytes;

impl<'de> DeserializeSeed<'de> for MaybeBytes {
    type Value = Option<Vec<u8>>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for MaybeBytes {
    type Value = Option<Vec<u8>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or null")
    }

    fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        Bytes.deserialize(json).map(Some)
    }
}

/// A short label: a string, a number as it is written, or null.
struct Label;

impl<'de> DeserializeSeed<'de> for Label {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_any(self)
    }
}

impl Visitor<'_> for Label {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string, a number or null")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(text.to_owned()))
    }

    fn visit_u64<E: de::Error>(self, n: u64) -> Result<Self::Value, E> {
        Ok(Some(n.to_string()))
    }

    fn visit_i64<E: de::Error>(self, n: i64) -> Result<Self::Value, E> {
        Ok(Some(n.to_string()))
    }

    fn visit_f64<E: de::Error>(self, n: f64) -> Result<Self::Value, E> {
        Ok(Some(n.to_string()))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}
