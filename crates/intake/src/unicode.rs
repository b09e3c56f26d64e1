//! Containers that must be UTF-8 to be read, whatever they are written in.

use std::io::{self, BufRead, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The UTF-16 that a byte order mark tells.
pub(crate) fn wide(head: &[u8]) -> Option<&'static Encoding> {
    let (encoding, _) = Encoding::for_bom(head)?;
    [UTF_16LE, UTF_16BE].into_iter().find(|e| *e == encoding)
}

/// The charset that an XML declaration names, where the bytes do not speak against it: pages that were made UTF-8
/// often keep the name of what they were.
pub(crate) fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let declaration = head.strip_prefix(b"<?xml")?;
    let declaration = declaration.get(..memchr::memmem::find(declaration, b"?>")?)?;
    let at = memchr::memmem::find(declaration, b"encoding")?;
    let mut quoted = declaration.get(at..)?.split(|b| matches!(b, b'"' | b'\''));
    let encoding = Encoding::for_label(quoted.nth(1)?)?;
    let ascii_alike = encoding.is_ascii_compatible() && encoding != UTF_8;
    (ascii_alike && !is_utf8(head)).then_some(encoding)
}

/// Whether there are characters beyond ASCII, and all of them are UTF-8; the last one may be cut.
fn is_utf8(head: &[u8]) -> bool {
    let whole = match std::str::from_utf8(head) {
        Ok(_) => head,
        Err(e) if e.error_len().is_none() => head.get(..e.valid_up_to()).unwrap_or_default(),
        Err(_) => return false,
    };
    !whole.is_ascii()
}

/// Reads text as UTF-8. In what is UTF-8 already, a faulty byte is taken for one of windows-1252, so that it costs
/// no more than itself.
pub(crate) struct Utf8<R> {
    inner: R,
    decoder: Option<Decoder>,
    /// Start of a character whose end is still to come.
    cut: Vec<u8>,
    text: String,
    /// Bytes of `text` that were given away.
    used: usize,
}

impl<R: BufRead> Utf8<R> {
    /// `encoding` is what the bytes are written in, when they are no UTF-8.
    pub(crate) fn new(inner: R, encoding: Option<&'static Encoding>) -> Self {
        Self {
            inner,
            decoder: encoding.map(Encoding::new_decoder_with_bom_removal),
            cut: Vec::new(),
            text: String::new(),
            used: 0,
        }
    }

    /// Reads on until there is text, or the end.
    fn more(&mut self) -> io::Result<()> {
        self.text.clear();
        self.used = 0;
        loop {
            let chunk = match self.inner.fill_buf() {
                Ok(chunk) => chunk,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            let (read, ended) = (chunk.len(), chunk.is_empty());
            match &mut self.decoder {
                Some(decoder) => decode(decoder, chunk, &mut self.text),
                None => {
                    self.cut.extend_from_slice(chunk);
                    let kept = lenient(&self.cut, ended, &mut self.text);
                    self.cut.drain(..kept);
                }
            }
            self.inner.consume(read);
            if ended || !self.text.is_empty() {
                return Ok(());
            }
        }
    }
}

/// A decoder may be asked to go on after the end of its input only once, so it is never told of the end: what is
/// left in it is a character that was cut.
fn decode(decoder: &mut Decoder, mut bytes: &[u8], text: &mut String) {
    loop {
        let most = decoder.max_utf8_buffer_length(bytes.len());
        text.reserve(most.unwrap_or(bytes.len()));
        let (result, read, _) = decoder.decode_to_string(bytes, text, false);
        bytes = bytes.get(read..).unwrap_or_default();
        if result == CoderResult::InputEmpty {
            return;
        }
    }
}

/// Appends what can be read of `bytes` and says how many were; a character that is cut waits unless all has ended.
fn lenient(bytes: &[u8], ended: bool, text: &mut String) -> usize {
    let mut rest = bytes;
    loop {
        let error = match std::str::from_utf8(rest) {
            Ok(good) => {
                text.push_str(good);
                return bytes.len();
            }
            Err(error) => error,
        };
        let (good, bad) = rest.split_at(error.valid_up_to());
        text.push_str(std::str::from_utf8(good).unwrap_or_default());
        let faulty = match error.error_len() {
            Some(len) => len,
            None if ended => bad.len(),
            None => return bytes.len() - bad.len(),
        };
        let (faulty, after) = bad.split_at(faulty);
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(faulty).0);
        rest = after;
    }
}

impl<R: BufRead> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(buffer)?;
        self.consume(n);
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Utf8<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.used == self.text.len() {
            self.more()?;
        }
        Ok(self.text.as_bytes().get(self.used..).unwrap_or_default())
    }

    fn consume(&mut self, n: usize) {
        self.used += n;
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    fn read(bytes: &[u8], encoding: Option<&'static Encoding>) -> String {
        // A chunk of every size, so that characters are cut everywhere.
        let all: Vec<String> = (1..6)
            .map(|size| {
                let mut text = String::new();
                let mut reader = Utf8::new(BufReader::with_capacity(size, bytes), encoding);
                reader.read_to_string(&mut text).unwrap();
                text
            })
            .collect();
        assert!(all.iter().all(|t| *t == all[0]), "{all:?}");
        all[0].clone()
    }

    #[test]
    fn a_faulty_byte_costs_no_more_than_itself() {
        assert_eq!(read("a – é€😀".as_bytes(), None), "a – é€😀");
        assert_eq!(read(b"d\xE9j\xC3\xA0 \x96 \xE2\x82", None), "déjà – â‚");
    }

    #[test]
    fn legacy_and_wide_text() {
        assert_eq!(read(b"d\xE9j\xE0", Some(WINDOWS_1252)), "déjà");
        let wide: Vec<u8> = "\u{FEFF}à 5 €"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(super::wide(&wide), Some(UTF_16BE));
        assert_eq!(read(&wide, Some(UTF_16BE)), "à 5 €");
    }

    #[test]
    fn a_declaration_is_believed_unless_the_bytes_are_utf8() {
        let head = |text: &[u8]| [b"<?xml version='1.0' encoding=\"ISO-8859-1\"?>", text].concat();
        assert_eq!(declared(&head(b"d\xE9j\xE0")), Some(WINDOWS_1252));
        assert_eq!(declared(&head(b"plain")), Some(WINDOWS_1252));
        assert_eq!(declared(&head("déjà".as_bytes())), None);
        assert_eq!(declared(b"<?xml version='1.0'?>\xE9"), None);
        assert_eq!(declared(b"<?xml encoding="), None);
    }
}
