//! One line of JSON Lines, read field by field.
//!
//! Strings are read as bytes, because the text of a damaged dump need not be UTF-8, and a lone surrogate escape
//! (half of an emoji that was cut) must not cost the document.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::Fields;

/// The fields of a record, as the line has them.
#[derive(Default)]
pub(crate) struct Row {
    pub(crate) id: Option<String>,
    pub(crate) text: Option<Arc<[u8]>>,
    pub(crate) date: Option<String>,
    pub(crate) lang: Option<Vec<u8>>,
    pub(crate) title: Option<Vec<u8>>,
    pub(crate) url: Option<Vec<u8>>,
    /// All field names, for the message when the text is missing.
    pub(crate) keys: Vec<String>,
}

/// A second look leaves the fields out that a document can do without: a title that is a number must not cost it.
pub(crate) fn parse(line: &[u8], fields: &Fields) -> Result<Row, serde_json::Error> {
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
        while let Some(key) = map.next_key_seed(bytes::<Vec<u8>>())? {
            let key = String::from_utf8_lossy(&key).into_owned();
            let f = self.fields;
            match key.as_str() {
                k if k == f.text => row.text = map.next_value_seed(Maybe(bytes()))?,
                k if k == f.id => row.id = map.next_value_seed(Label)?,
                k if k == f.date => row.date = map.next_value_seed(Label)?,
                k if self.all && k == f.lang => row.lang = map.next_value_seed(Maybe(bytes()))?,
                k if self.all && k == f.title => row.title = map.next_value_seed(Maybe(bytes()))?,
                k if self.all && k == f.url => row.url = map.next_value_seed(Maybe(bytes()))?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            row.keys.push(key);
        }
        Ok(row)
    }
}

/// A string, as bytes that are copied once, to where they stay.
struct Bytes<T>(PhantomData<T>);

const fn bytes<T>() -> Bytes<T> {
    Bytes(PhantomData)
}

impl<'de, T: for<'a> From<&'a [u8]>> DeserializeSeed<'de> for Bytes<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<T, D::Error> {
        json.deserialize_bytes(self)
    }
}

impl<T: for<'a> From<&'a [u8]>> Visitor<'_> for Bytes<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<T, E> {
        Ok(T::from(bytes))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        Ok(T::from(text.as_bytes()))
    }
}

/// A string, as bytes, or null.
struct Maybe<T>(Bytes<T>);

impl<'de, T: for<'a> From<&'a [u8]>> DeserializeSeed<'de> for Maybe<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_option(self)
    }
}

impl<'de, T: for<'a> From<&'a [u8]>> Visitor<'de> for Maybe<T> {
    type Value = Option<T>;

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
        self.0.deserialize(json).map(Some)
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
