//! JSON as `serde_json` writes it without spaces. Most of the output is strings, of which few bytes are escaped: here
//! they are looked at sixteen at a time.

use std::io::Write as _;

use serde::ser::{
    Error as _, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple,
};
use serde::{Serialize, Serializer};
use serde_json::Error;

/// Writes `value` behind what is in `to`. It may be made of what records are made of: strings, numbers, truth values,
/// lists, and structs and maps of strings.
///
/// # Errors
///
/// When it is made of anything else, such as the variants of an enum.
///
/// ```
/// let mut json = Vec::new();
/// claimsift_sinks::write_json(&["\"Ça\"\n", "là"], &mut json).unwrap();
/// assert_eq!(json, r#"["\"Ça\"\n","là"]"#.as_bytes());
/// ```
pub fn write_json<T: Serialize + ?Sized>(value: &T, to: &mut Vec<u8>) -> Result<(), Error> {
    value.serialize(Json(to))
}

/// Bytes that are looked at together.
const BLOCK: usize = 16;

fn string(text: &str, to: &mut Vec<u8>) {
    to.reserve(text.len() + 2);
    to.push(b'"');
    let mut rest = text.as_bytes();
    while let Some((head, [byte, tail @ ..])) = first_escaped(rest).map(|at| rest.split_at(at)) {
        to.extend_from_slice(head);
        escape(*byte, to);
        rest = tail;
    }
    to.extend_from_slice(rest);
    to.push(b'"');
}

fn first_escaped(bytes: &[u8]) -> Option<usize> {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    let from = match blocks.iter().position(any_escaped) {
        Some(block) => block * BLOCK,
        None if is_plain_at_end(bytes, rest) => return None,
        None => bytes.len() - rest.len(),
    };
    let behind = bytes.get(from..)?;
    let at = behind.iter().position(|b| ESCAPED[usize::from(*b)])?;
    Some(from + at)
}

fn any_escaped(block: &[u8; BLOCK]) -> bool {
    block.iter().fold(false, |any, b| any | is_escaped(*b))
}

/// Whether nothing is escaped in the rest of some bytes, of which all before it is plain. What is looked at may overlap:
/// two words tell what a dozen single bytes would.
fn is_plain_at_end(bytes: &[u8], rest: &[u8]) -> bool {
    if rest.is_empty() {
        return true;
    }
    if let Some(last) = bytes.last_chunk() {
        return !any_escaped(last);
    }
    if let (Some(first), Some(last)) = (rest.first_chunk(), rest.last_chunk()) {
        return is_plain(u64::from_le_bytes(*first)) && is_plain(u64::from_le_bytes(*last));
    }
    if let (Some(first), Some(last)) = (rest.first_chunk(), rest.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return is_plain(u64::from(first) << 32 | u64::from(last));
    }
    rest.iter().all(|b| !ESCAPED[usize::from(*b)])
}

/// Whether none of eight bytes is escaped: none below a space, no quote, no backslash.
const fn is_plain(word: u64) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const fn below(word: u64, bound: u64) -> u64 {
        word.wrapping_sub(ONES * bound) & !word
    }
    let quote = below(word ^ (ONES * b'"' as u64), 1);
    let backslash = below(word ^ (ONES * b'\\' as u64), 1);
    (below(word, b' ' as u64) | quote | backslash) & (ONES << 7) == 0
}

/// For one byte alone, a look is faster than to compare.
static ESCAPED: [bool; 256] = {
    let mut escaped = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        escaped[byte as usize] = is_escaped(byte as u8);
        byte += 1;
    }
    escaped
};

const fn is_escaped(byte: u8) -> bool {
    (byte < b' ') | (byte == b'"') | (byte == b'\\')
}

fn escape(byte: u8, to: &mut Vec<u8>) {
    let short = match byte {
        0x08 => b'b',
        b'\t' => b't',
        b'\n' => b'n',
        0x0C => b'f',
        b'\r' => b'r',
        b'"' | b'\\' => byte,
        _ => {
            // Writing to memory cannot fail.
            let _ = write!(to, "\\u{byte:04x}");
            return;
        }
    };
    to.extend_from_slice(&[b'\\', short]);
}

/// A name of a field and its colon. Names are words of our own, in which nothing is escaped.
fn name_of(field: &'static str, to: &mut Vec<u8>) {
    debug_assert!(first_escaped(field.as_bytes()).is_none(), "{field}");
    to.reserve(field.len() + 3);
    to.push(b'"');
    to.extend_from_slice(field.as_bytes());
    to.extend_from_slice(b"\":");
}

/// The place of a value.
struct Json<'a>(&'a mut Vec<u8>);

impl<'a> Json<'a> {
    fn word(self, word: &str) -> Result<(), Error> {
        self.0.extend_from_slice(word.as_bytes());
        Ok(())
    }

    fn open(self, bracket: u8, close: u8) -> Items<'a> {
        self.0.push(bracket);
        Items {
            to: self.0,
            any: false,
            close,
        }
    }

    fn never() -> Error {
        Error::custom("records hold no such value")
    }
}

/// The inside of a list or an object.
struct Items<'a> {
    to: &'a mut Vec<u8>,
    any: bool,
    close: u8,
}

impl Items<'_> {
    fn next(&mut self) -> Json<'_> {
        if std::mem::replace(&mut self.any, true) {
            self.to.push(b',');
        }
        Json(self.to)
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.to.push(b':');
        value.serialize(Json(self.to))
    }

    fn close(self) -> Result<(), Error> {
        self.to.push(self.close);
        Ok(())
    }
}

/// Numbers, as they are written by everybody.
macro_rules! numbers {
    ($($name:ident: $type:ty),*) => {$(
        fn $name(self, number: $type) -> Result<(), Error> {
            self.word(itoa::Buffer::new().format(number))
        }
    )*};
}

/// What no record holds.
macro_rules! never {
    ($($name:ident($($type:ty),*) -> $out:ty;)*) => {$(
        fn $name(self, $(_: $type),*) -> Result<$out, Error> {
            Err(Self::never())
        }
    )*};
}

impl<'a> Serializer for Json<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = Items<'a>;
    type SerializeMap = Items<'a>;
    type SerializeStruct = Items<'a>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeStructVariant = Impossible<(), Error>;

    numbers!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64);
    numbers!(serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64);

    never! {
        serialize_bytes(&[u8]) -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_unit_variant(&'static str, u32, &'static str) -> ();
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }

    fn serialize_f32(self, number: f32) -> Result<(), Error> {
        self.serialize_f64(number.into())
    }

    fn serialize_f64(self, number: f64) -> Result<(), Error> {
        serde_json::to_writer(self.0, &number)
    }

    fn serialize_bool(self, truth: bool) -> Result<(), Error> {
        self.word(if truth { "true" } else { "false" })
    }

    fn serialize_char(self, c: char) -> Result<(), Error> {
        self.serialize_str(c.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        string(text, self.0);
        Ok(())
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.word("null")
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.word("null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        Err(Self::never())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>, Error> {
        Ok(self.open(b'[', b']'))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'a>, Error> {
        Ok(self.open(b'[', b']'))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Items<'a>, Error> {
        Ok(self.open(b'{', b'}'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Items<'a>, Error> {
        Ok(self.open(b'{', b'}'))
    }
}

impl SerializeSeq for Items<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(self.next())
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl SerializeTuple for Items<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(self.next())
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl SerializeMap for Items<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        key.serialize(self.next())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.value(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl SerializeStruct for Items<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        name_of(name, self.next().0);
        value.serialize(Json(self.to))
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;

    #[test]
    fn bytes_that_are_escaped_are_found_wherever_they_stand() {
        for len in 0..40_usize {
            for byte in 0..=u8::MAX {
                for at in 0..len {
                    let mut bytes = vec![b'!'; len];
                    bytes[at] = byte;
                    let found = is_escaped(byte).then_some(at);
                    assert_eq!(first_escaped(&bytes), found, "{byte} at {at} of {len}");
                }
            }
        }
        assert_eq!(first_escaped(b""), None);
    }

    #[test]
    fn it_is_what_serde_json_writes() {
        let every: String = (0..0x250).filter_map(char::from_u32).collect();
        let shifted = (0..40).map(|n| format!("{}{every}", "é".repeat(n)));
        let strings: Vec<String> = shifted.chain([String::new(), "a\"".repeat(99)]).collect();
        let map: BTreeMap<&str, f64> = [("a\n", 0.96), ("b", 1.0), ("c", 0.0)].into();
        let pair = (Some(-7_i64), None::<u8>, true, 'é', ());
        let value = json!({"strings": strings, "map": map, "pair": pair, "none": [], "no": {}});
        let mut ours = Vec::new();
        write_json(&value, &mut ours).unwrap();
        assert_eq!(ours, serde_json::to_vec(&value).unwrap());
        ours.clear();
        write_json(&pair, &mut ours).unwrap();
        assert_eq!(ours, serde_json::to_vec(&pair).unwrap());
    }
}
