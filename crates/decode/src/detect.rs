//! Which charset a record is in, and why.

use chardetng::EncodingDetector;
use claimsift_model::Note;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::choice::Choice;
use crate::notes::note;
use crate::{legacy, wide};

/// Whether `label` names a charset that can be decoded (a WHATWG label).
///
/// ```
/// assert!(claimsift_decode::is_label("latin1"));
/// assert!(!claimsift_decode::is_label("klingon"));
/// ```
#[must_use]
pub fn is_label(label: &str) -> bool {
    named(label).is_some()
}

fn named(label: &str) -> Option<&'static Encoding> {
    // "replacement" reads nothing of the text at all.
    Encoding::for_label_no_replacement(label.as_bytes())
}

/// Decides, in this order: byte order mark, the option, the declared label, UTF-8, a guess.
pub(crate) fn choose<'a>(
    bytes: &'a [u8],
    declared: Option<&str>,
    option: Option<&str>,
    notes: &mut Vec<Note>,
) -> Choice<'a> {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return Choice::new(encoding, bom, "byte order mark");
    }
    if let Some(encoding) = option.and_then(named) {
        return Choice::new(encoding, 0, "asked for");
    }
    let text = simdutf8::basic::from_utf8(bytes).ok();
    let faults = text.map_or_else(|| Faults::of(bytes), |_| Faults::default());
    let sound = |choice| Choice {
        sound: text,
        ..choice
    };
    if let Some(label) = declared {
        match named(label) {
            Some(encoding) if agrees(encoding, bytes, &faults) => {
                return sound(Choice::new(encoding, 0, "declared, and the bytes agree"));
            }
            Some(_) => note(
                notes,
                format!("declared charset {label} does not fit the bytes"),
            ),
            None => note(notes, format!("declared charset {label} is unknown")),
        }
    }
    // Well-formed characters of several bytes are not there by chance.
    let told = if faults.spans == 0 {
        !bytes.is_ascii()
    } else {
        faults.few()
    };
    if !told && let Some(found) = wide::choose(bytes) {
        return found;
    }
    if faults.spans == 0 {
        return sound(Choice::new(UTF_8, 0, "the bytes are UTF-8"));
    }
    let guessed = guess(bytes);
    if faults.few() || (faults.even() && guessed.is_single_byte()) {
        return Choice::new(UTF_8, 0, "UTF-8 with faulty bytes");
    }
    let single = guessed.is_single_byte();
    if let Some(table) = legacy::better(bytes, guessed).filter(|_| single) {
        let why = format!(
            "its letters fit a language better than those of {}",
            guessed.name()
        );
        let mut choice = Choice::new(guessed, 0, why);
        choice.report.encoding = table.label.into();
        choice.table = Some(table);
        return choice;
    }
    Choice::new(guessed, 0, "guessed from the bytes")
}

/// How far some bytes are from UTF-8.
#[derive(Debug, Default)]
struct Faults {
    spans: usize,
    /// Points for characters of more than one byte that are well formed.
    sound: usize,
    /// Whether the last character is cut off.
    cut: bool,
    /// Whether all well-formed characters are letters of Latin script.
    letters: bool,
}

impl Faults {
    fn of(bytes: &[u8]) -> Self {
        let mut faults = Self {
            letters: true,
            ..Self::default()
        };
        let mut left = bytes.len();
        for chunk in bytes.utf8_chunks() {
            for c in chunk.valid().chars().filter(|c| !c.is_ascii()) {
                faults.sound += points(c);
                faults.letters &= ('À'..='ſ').contains(&c);
            }
            left -= chunk.valid().len() + chunk.invalid().len();
            faults.spans += usize::from(!chunk.invalid().is_empty());
            if left == 0 {
                faults.end(chunk.invalid());
            }
        }
        faults
    }

    /// A character that is cut off at the end is no fault, and two bytes of it are no chance.
    fn end(&mut self, last: &[u8]) {
        let cut = std::str::from_utf8(last).is_err_and(|e| e.error_len().is_none());
        self.cut = cut && (last.len() > 1 || self.sound > 0);
        self.sound += usize::from(self.cut && last.len() > 1);
    }

    /// Chance does not make well-formed sequences: a legacy text holds next to none.
    const fn few(&self) -> bool {
        let spans = self.spans - self.cut as usize;
        self.sound > spans || (self.sound > 2 && self.sound * 2 > spans)
    }

    /// Whether as much is sound as is not, in a way that single-byte charsets do not write.
    const fn even(&self) -> bool {
        self.sound > 0 && self.sound == self.spans && self.letters
    }
}

/// Quotes, dashes and the euro are three bytes that hardly any legacy text holds.
const fn points(c: char) -> usize {
    match c {
        '\u{2010}'..='\u{203A}' | '€' => 3,
        _ => 1,
    }
}

fn agrees(encoding: &'static Encoding, bytes: &[u8], faults: &Faults) -> bool {
    if encoding == UTF_8 {
        return faults.spans == 0 || faults.few();
    }
    if encoding == UTF_16LE || encoding == UTF_16BE {
        return bytes.contains(&0) || faults.spans > 0;
    }
    // A legacy label on bytes that are UTF-8 throughout is the commonest wrong label of all.
    let ascii = bytes.is_ascii() && encoding.is_ascii_compatible();
    let plain = ascii && encoding != encoding_rs::ISO_2022_JP;
    plain || (faults.spans > 0 && !faults.few()) || (bytes.is_ascii() && !plain)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new();
    detector.feed(bytes, true);
    let found = detector.guess(None, false);
    // ISO-2022-JP is pure ASCII with escapes; bytes above 0x7F rule it out.
    let ruled_out = found == encoding_rs::ISO_2022_JP && !bytes.is_ascii();
    if ruled_out || (!found.is_single_byte() && isolated(bytes)) {
        encoding_rs::WINDOWS_1252
    } else {
        found
    }
}

/// Whether no two bytes beyond ASCII are neighbours, and all stand beside small letters: no text of two bytes a
/// character is so.
fn isolated(bytes: &[u8]) -> bool {
    let high = |b: Option<&u8>| b.is_some_and(|b| *b >= 0x80);
    let small = |b: Option<&u8>| b.is_some_and(u8::is_ascii_lowercase);
    let mut places = (0..bytes.len()).filter(|i| high(bytes.get(*i)));
    places.all(|i| {
        let (before, after) = (
            i.checked_sub(1).and_then(|i| bytes.get(i)),
            bytes.get(i + 1),
        );
        !high(before) && !high(after) && (small(before) || small(after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(bytes: &[u8], charset: Option<&str>) -> (String, String) {
        let report = choose(bytes, charset, None, &mut Vec::new()).report;
        (report.encoding.into(), report.why.into())
    }

    fn encoding(bytes: &[u8]) -> String {
        chosen(bytes, None).0
    }

    #[test]
    fn marks_labels_and_bytes() {
        assert_eq!(encoding(b"plain"), "UTF-8");
        assert_eq!(encoding(b"\xEF\xBB\xBFx"), "UTF-8");
        assert_eq!(encoding(b"\xFF\xFEa\0"), "UTF-16LE");
        assert_eq!(encoding(b"\xFE\xFF\0a"), "UTF-16BE");
        assert_eq!(encoding(b"p\0l\0a\0i\0n\0"), "UTF-16LE");
        assert_eq!(encoding("déjà vu, \u{e9}t\u{e9}".as_bytes()), "UTF-8");
        assert_eq!(encoding(b"d\xC3\xA9j\xC3\xA0 \xC3\xA9t\xE9"), "UTF-8");
        assert_eq!(encoding(b"caf\xE9 5 \xE2\x82\xAC"), "UTF-8");
        assert_eq!(encoding(b"\xC3\xA9t\xC3"), "UTF-8");
        assert_eq!(encoding(b"et \xE2\x80"), "UTF-8");
        assert_eq!(encoding(b"le pr\x82fet"), "ibm437");
        assert_eq!(
            encoding(b"d\xE9j\xE0 vu, \xE9t\xE9 dernier"),
            "windows-1252"
        );
        assert_eq!(chosen(b"d\xE9j", Some("latin1")).0, "windows-1252");
        assert_eq!(chosen(b"d\xC3\xA9j", Some("latin1")).0, "UTF-8");
        assert_eq!(chosen(b"abc", Some("no-such")).0, "UTF-8");
    }
}
