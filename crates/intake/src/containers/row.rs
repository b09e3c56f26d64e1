//! One line of JSON Lines, read field by field.
//!
//! Strings are read as bytes, because the text of a damaged dump need not be UTF-8, and a lone surrogate escape
//! (half of an emoji that was cut) must not cost the document.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::Fields;

/// The fields of a record, as the line has them.
#[derive(Default)]
pub(crate) struct Row {
    pub(crate) id: Option<String>,
    pub(crate) text: Option<Vec<u8>>,
    pub(crate) date: Option<String>,
    pub(crate) lang: Option<Vec<u8>>,
    pub(crate) title: Option<Vec<u8>>,
    pub(crate) url: Option<Vec<u8>>,
    /// All field names, where the text is missing.
    pub(crate) keys: Vec<String>,
}

/// A second look leaves the fields out that a document can do without: a title that is a number must not cost it.
/// Another one is for the names of all fields, where the text is not among them.
pub(crate) fn parse(line: &[u8], fields: &Fields) -> Result<Row, serde_json::Error> {
    let read = |all, named| {
        let mut json = serde_json::Deserializer::from_slice(line);
        let seed = RowSeed { fields, all, named };
        let row = seed.deserialize(&mut json)?;
        json.end().map(|()| row)
    };
    match read(true, false).or_else(|_| read(false, false))? {
        Row { text: None, .. } => read(false, true),
        row => Ok(row),
    }
}

/// The names of all fields of an object.
pub(super) fn names(object: &[u8], fields: &Fields) -> Vec<String> {
    let seed = RowSeed {
        fields,
        all: false,
        named: true,
    };
    let mut json = serde_json::Deserializer::from_slice(object);
    seed.deserialize(&mut json)
        .map_or_else(|_| Vec::new(), |row| row.keys)
}

#[derive(Clone, Copy)]
struct RowSeed<'a> {
    fields: &'a Fields,
    all: bool,
    named: bool,
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
        loop {
            let seed = KeySeed {
                fields: self.fields,
                names: self.named.then_some(&mut row.keys),
            };
            let Some(key) = map.next_key_seed(seed)? else {
                return Ok(row);
            };
            match key {
                Key::Text => row.text = map.next_value_seed(Maybe(bytes()))?,
                Key::Id => row.id = map.next_value_seed(Label)?,
                Key::Date => row.date = map.next_value_seed(Label)?,
                Key::Lang if self.all => row.lang = map.next_value_seed(Maybe(bytes()))?,
                Key::Title if self.all => row.title = map.next_value_seed(Maybe(bytes()))?,
                Key::Url if self.all => row.url = map.next_value_seed(Maybe(bytes()))?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
    }
}

/// The field that a key names.
enum Key {
    Text,
    Id,
    Date,
    Lang,
    Title,
    Url,
    Other,
}

struct KeySeed<'a> {
    fields: &'a Fields,
    /// Where the names of all fields go, if they are asked for.
    names: Option<&'a mut Vec<String>>,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Key, D::Error> {
        json.deserialize_bytes(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_bytes<E: de::Error>(self, key: &[u8]) -> Result<Key, E> {
        if let Some(names) = self.names {
            names.push(String::from_utf8_lossy(key).into_owned());
        }
        let f = self.fields;
        let fields = [
            (&f.text, Key::Text),
            (&f.id, Key::Id),
            (&f.date, Key::Date),
            (&f.lang, Key::Lang),
            (&f.title, Key::Title),
            (&f.url, Key::Url),
        ];
        let found = fields.into_iter().find(|(name, _)| name.as_bytes() == key);
        Ok(found.map_or(Key::Other, |(_, key)| key))
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
