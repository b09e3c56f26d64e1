//! The single-byte codecs that UTF-8 gets wrongly read as, as tables in both directions.

use std::sync::LazyLock;

use encoding_rs::Encoding;

use crate::cases;
use crate::dos::{CP437, CP850};

/// Number of codecs, the last of which is for mix-ups alone.
pub(crate) const COUNT: usize = 13;

/// One of the codecs; where two explain a text alike, the lower one is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Codec(u8);

const LABELS: [&str; COUNT] = [
    "windows-1252",
    "iso-8859-1",
    "windows-1250",
    "iso-8859-2",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1257",
    "iso-8859-15",
    "macintosh",
    "ibm437",
    "ibm850",
    "koi8-r",
];

impl Codec {
    /// Those that UTF-8 gets read as.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (0..).take(COUNT - 1).map(Self)
    }

    /// Those, and one more that only gets mixed up with other single-byte charsets.
    pub(crate) fn with_koi8() -> impl Iterator<Item = Self> {
        (0..).take(COUNT).map(Self)
    }

    /// Its place among all codecs.
    pub(crate) const fn number(self) -> usize {
        self.0 as usize
    }

    /// Whether the set of roles holds the codec.
    pub(crate) const fn in_set(self, set: u16) -> bool {
        set >> self.0 & 1 != 0
    }

    /// The character that the codec reads a byte from 0x80 as.
    pub(crate) fn char(self, byte: u8) -> char {
        TABLES.chars[usize::from(self.0)][usize::from(byte & 0x7F)]
    }

    /// Its name; WHATWG's, where it has one.
    pub(crate) const fn label(self) -> &'static str {
        LABELS[self.number()]
    }

    /// The byte that the codec reads as `c`; `None` below 0x80.
    pub(crate) fn byte(self, c: char) -> Option<u8> {
        TABLES
            .row(c)
            .map(|row| row[usize::from(self.0)])
            .filter(|b| *b != 0)
    }

    /// Whether the codec itself gives `byte` no character.
    pub(crate) fn undefined(self, byte: u8) -> bool {
        TABLES.undefined[usize::from(self.0)] >> (byte & 0x7F) & 1 != 0
    }
}

/// Which of the codecs read `c` as a byte that can start a sequence of UTF-8, and which as one that can go on.
pub(crate) fn roles(c: char) -> Roles {
    if c.is_ascii() {
        return Roles::default();
    }
    TABLES.roles.get(place(c)).copied().unwrap_or_default()
}

/// One bit a codec.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Roles {
    pub(crate) lead: u16,
    pub(crate) follow: u16,
    /// Whether a codec reads it as the start of more than two bytes.
    pub(crate) long: bool,
    /// Whether a codec of Europe reads it as the byte 0xC3.
    pub(crate) c3: bool,
    /// Which codecs read its capital as a byte that can start a sequence.
    pub(crate) capital: u16,
}

/// The upper half of a single-byte charset, as WHATWG defines it.
pub(crate) fn decode_table(encoding: &'static Encoding) -> [char; 128] {
    std::array::from_fn(|i| {
        let byte = u8::try_from(i).unwrap_or(0) | 0x80;
        let bytes = [byte];
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
    })
}

struct Tables {
    chars: [[char; 128]; COUNT],
    /// One bit a byte from 0x80.
    undefined: [u128; COUNT],
    /// Row of each character below `LIMIT`, plus one.
    rows: Vec<u16>,
    bytes: Vec<[u8; COUNT]>,
    /// By place, so that they are found without a row.
    roles: Vec<Roles>,
}

/// The characters that have capitals in the tables.
const CAPITALS: std::ops::Range<char> = '\u{80}'..'\u{530}';

/// Every character of the tables lies below, but for two ligatures and the Apple logo.
const LIMIT: usize = 0x2600;
const APPLE: char = '\u{F8FF}';

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::new);

impl Tables {
    fn new() -> Self {
        let mut tables = Self {
            chars: std::array::from_fn(|i| upper_half(LABELS[i])),
            undefined: std::array::from_fn(|i| undefined(LABELS[i])),
            rows: vec![0; LIMIT + 3],
            bytes: Vec::new(),
            roles: vec![Roles::default(); LIMIT + 3],
        };
        for (codec, label) in LABELS.iter().enumerate() {
            for byte in 0x80..=0xFF_u8 {
                let c = tables.chars[codec][usize::from(byte & 0x7F)];
                tables.add(codec, c, byte);
                // Readers of the windows code pages pass the controls through.
                if byte < 0xA0 && label.starts_with("windows") {
                    tables.add(codec, char::from(byte), byte);
                }
            }
        }
        for (c, capital) in CAPITALS.clone().filter_map(|c| Some((c, cases::upper(c)?))) {
            let lead = tables.roles.get(place(capital)).map_or(0, |r| r.lead);
            if let Some(roles) = tables.roles.get_mut(place(c)) {
                roles.capital = lead;
            }
        }
        tables
    }

    /// The row of a character, made where there is none.
    fn make_row(&mut self, c: char) -> Option<usize> {
        let slot = self.rows.get_mut(place(c))?;
        if *slot == 0 {
            self.bytes.push([0; COUNT]);
            *slot = u16::try_from(self.bytes.len()).unwrap_or(0);
        }
        usize::from(*slot).checked_sub(1)
    }

    fn add(&mut self, codec: usize, c: char, byte: u8) {
        let Some(row) = self.make_row(c) else {
            return;
        };
        self.bytes[row][codec] = byte;
        let Some(roles) = self.roles.get_mut(place(c)) else {
            return;
        };
        let bit = if codec + 1 < COUNT { 1 << codec } else { 0 };
        roles.long |= byte >= 0xE0 && bit != 0;
        roles.c3 |= byte == 0xC3 && bit != 0;
        match byte {
            0xC2..=0xF4 => roles.lead |= bit,
            0x80..=0xBF => roles.follow |= bit,
            _ => {}
        }
    }

    fn index(&self, c: char) -> Option<usize> {
        let slot = self.rows.get(place(c))?;
        usize::from(*slot).checked_sub(1)
    }

    fn row(&self, c: char) -> Option<&[u8; COUNT]> {
        self.bytes.get(self.index(c)?)
    }
}

fn undefined(label: &str) -> u128 {
    let Some(encoding) = Encoding::for_label(label.as_bytes()).filter(|_| label != "iso-8859-1")
    else {
        return if label == "iso-8859-1" {
            0xFFFF_FFFF
        } else {
            0
        };
    };
    let table = decode_table(encoding);
    let holes = (0..128).filter(|i| table[*i] == '\u{FFFD}' || table[*i].is_control());
    holes.fold(0, |bits, i| bits | 1 << i)
}

const fn place(c: char) -> usize {
    match c {
        APPLE => LIMIT,
        '\u{FB01}' => LIMIT + 1,
        '\u{FB02}' => LIMIT + 2,
        _ if (c as usize) < LIMIT => c as usize,
        _ => usize::MAX,
    }
}

fn upper_half(label: &str) -> [char; 128] {
    let by_byte = |i: usize| char::from(u8::try_from(i).unwrap_or(0) | 0x80);
    let dos = |text: &str| {
        let mut chars = text.chars();
        std::array::from_fn(|i| chars.next().unwrap_or_else(|| by_byte(i)))
    };
    match label {
        "iso-8859-1" => std::array::from_fn(by_byte),
        "ibm437" => dos(CP437),
        "ibm850" => dos(CP850),
        _ => {
            let found = Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252);
            let table = decode_table(found);
            // A byte that the codec does not define passes through as its own number.
            std::array::from_fn(|i| match table[i] {
                char::REPLACEMENT_CHARACTER => by_byte(i),
                c => c,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_directions_agree() {
        for codec in Codec::all() {
            for byte in 0x80..=0xFF_u8 {
                let c = codec.char(byte);
                assert_eq!(
                    codec.byte(c),
                    Some(byte),
                    "{} {byte:x} {c:?}",
                    codec.label()
                );
            }
            assert_eq!(codec.byte('a'), None);
        }
    }
}
