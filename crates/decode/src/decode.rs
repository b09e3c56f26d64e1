//! Bytes to text in a known charset, with the way back.

use std::borrow::Cow;

use claimsift_model::{Damage, Edit, Note, OffsetMap, RepairKind, Repairs, TextSpan};
use encoding_rs::{DecoderResult, Encoding, UTF_8};

use crate::choice::Choice;
use crate::notes::note;
use crate::{codecs, weigh, wide};

/// A text, before it is divided into blocks; the bytes themselves where those are it.
#[derive(Debug, Default)]
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) map: OffsetMap,
    pub(crate) repairs: Repairs,
}

/// No charset makes more than three bytes of UTF-8 out of one byte, so offsets below this cannot run over.
const MOST_LEGACY: usize = (u32::MAX / 3) as usize;
const MOST_UTF_8: usize = u32::MAX as usize;

/// Decodes all of `bytes`; what an offset cannot reach is left out, with a note.
pub(crate) fn decode<'a>(
    bytes: &'a [u8],
    choice: &Choice<'a>,
    notes: &mut Vec<Note>,
) -> Decoded<'a> {
    let clean = choice.encoding == UTF_8 && choice.bom == 0 && choice.utf32.is_none();
    let known = choice.sound.filter(|text| text.len() <= MOST_UTF_8);
    let sound = if clean {
        let head = bytes.get(..MOST_UTF_8).unwrap_or(bytes);
        known.or_else(|| simdutf8::basic::from_utf8(head).ok())
    } else {
        None
    };
    if let Some(text) = sound {
        if text.len() < bytes.len() {
            note(notes, "the record is too long; its end was left out");
        }
        return Decoded {
            text: Cow::Borrowed(text),
            ..Decoded::default()
        };
    }
    let short = bytes.get(..MOST_LEGACY).unwrap_or(bytes);
    if short.len() < bytes.len() {
        note(notes, "the record is too long; its end was left out");
    }
    let mut out = Writer::new(short, choice.bom);
    if let Some(big) = choice.utf32 {
        out.utf32(big);
    } else if let Some(table) = &choice.table {
        out.single_byte(&table.chars);
    } else if choice.encoding == UTF_8 {
        out.utf8();
    } else if choice.encoding.is_single_byte() {
        out.single_byte(&codecs::decode_table(choice.encoding));
    } else {
        out.multi_byte(choice.encoding);
    }
    out.finish(notes)
}

struct Writer<'a> {
    bytes: &'a [u8],
    edit: Edit,
    faults: Vec<(TextSpan, String)>,
    lost: usize,
}

fn len32(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

impl<'a> Writer<'a> {
    fn new(bytes: &'a [u8], bom: usize) -> Self {
        let mut edit = Edit::new(bytes.len());
        edit.drop(u32::try_from(bom).unwrap_or(0));
        Self {
            bytes: bytes.get(bom..).unwrap_or_default(),
            edit,
            faults: Vec::new(),
            lost: 0,
        }
    }

    /// UTF-8 in which only the faulty bytes are read otherwise.
    fn utf8(&mut self) {
        let mut before = ' ';
        let mut at = 0;
        for chunk in self.bytes.utf8_chunks() {
            self.edit.keep(chunk.valid());
            at += chunk.valid().len() + chunk.invalid().len();
            before = chunk.valid().chars().next_back().unwrap_or(before);
            if at == self.bytes.len() && chunk.invalid().len() > 1 {
                self.cut_off(chunk.invalid());
                break;
            }
            for (i, byte) in chunk.invalid().iter().enumerate() {
                let next = if i + 1 == chunk.invalid().len() {
                    self.bytes.get(at).copied()
                } else {
                    None
                };
                let read = stray(before, *byte, next);
                self.lost += usize::from(read.is_none());
                let c = read.unwrap_or(char::REPLACEMENT_CHARACTER);
                let text = c.to_string();
                let start = self.edit.len();
                self.edit.replace(1, &text);
                let span = TextSpan::new(start, start + len32(&text));
                self.faults.push((span, format!("\\x{byte:02X}")));
                before = c;
            }
        }
    }

    /// The last character, of which not all bytes are there.
    fn cut_off(&mut self, bytes: &[u8]) {
        let start = self.edit.len();
        self.edit
            .replace(u32::try_from(bytes.len()).unwrap_or(1), "\u{FFFD}");
        let written: String = bytes.iter().map(|b| format!("\\x{b:02X}")).collect();
        let span = TextSpan::new(start, self.edit.len());
        self.faults.push((span, written));
        self.lost += bytes.len();
    }

    fn utf32(&mut self, big: bool) {
        for word in self.bytes.chunks(4) {
            let whole = <[u8; 4]>::try_from(word).ok();
            let c = whole.and_then(|w| wide::character(w, big));
            self.lost += usize::from(c.is_none());
            let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
            let from = u32::try_from(word.len()).unwrap_or(4);
            self.edit.replace(from, c.encode_utf8(&mut [0; 4]));
        }
    }

    fn single_byte(&mut self, table: &[char; 128]) {
        let mut rest = self.bytes;
        while !rest.is_empty() {
            let plain = Encoding::ascii_valid_up_to(rest);
            let (head, tail) = rest.split_at(plain);
            self.edit
                .keep(std::str::from_utf8(head).unwrap_or_default());
            let Some((byte, after)) = tail.split_first() else {
                break;
            };
            let c = table[usize::from(*byte & 0x7F)];
            self.lost += usize::from(c == char::REPLACEMENT_CHARACTER);
            self.edit.replace(1, c.encode_utf8(&mut [0; 4]));
            rest = after;
        }
    }

    /// One byte at a time, so that each character leads back to its own bytes.
    fn multi_byte(&mut self, encoding: &'static Encoding) {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut pending = 0;
        let mut buffer = [0; 32];
        for (i, byte) in self.bytes.iter().enumerate() {
            pending += 1;
            let last = i + 1 == self.bytes.len();
            let mut input: &[u8] = std::slice::from_ref(byte);
            loop {
                let (result, read, written) =
                    decoder.decode_to_utf8_without_replacement(input, &mut buffer, last);
                input = input.get(read..).unwrap_or_default();
                let text = std::str::from_utf8(buffer.get(..written).unwrap_or_default());
                let text = text.unwrap_or_default();
                if !text.is_empty() {
                    self.edit.replace(std::mem::take(&mut pending), text);
                }
                match result {
                    DecoderResult::Malformed(..) => {
                        self.lost += 1;
                        self.edit.replace(std::mem::take(&mut pending), "\u{FFFD}");
                    }
                    DecoderResult::InputEmpty | DecoderResult::OutputFull => break,
                }
            }
        }
        self.edit.drop(pending);
    }

    fn finish(self, notes: &mut Vec<Note>) -> Decoded<'static> {
        if self.lost > 0 {
            note(notes, format!("{} bytes could not be decoded", self.lost));
        }
        let (text, stage) = self.edit.finish();
        let mut map = OffsetMap::default();
        map.push(stage);
        let mut repairs = Repairs::default();
        for (span, before) in self.faults {
            let lossy = text.get(span.range()) == Some("\u{FFFD}");
            let damage = Damage {
                confidence: if lossy { 0 } else { 800 },
                kind: RepairKind::FaultyBytes,
                lossy,
                chain: "windows-1252".into(),
            };
            repairs.push(span, &before, &damage);
        }
        Decoded {
            text: Cow::Owned(text),
            map,
            repairs,
        }
    }
}

/// The character that a byte which is no UTF-8 stands for, where windows-1252 makes one that fits its neighbours.
fn stray(before: char, byte: u8, next: Option<u8>) -> Option<char> {
    let c = codecs::decode_table(encoding_rs::WINDOWS_1252)[usize::from(byte & 0x7F)];
    let next = next.filter(u8::is_ascii).map_or(' ', char::from);
    (weigh::cost(&[' ', before, c, next]) == weigh::cost(&[' ', before, ' ', next])
        && !c.is_control()
        && weigh::natural(c))
    .then_some(c)
}
