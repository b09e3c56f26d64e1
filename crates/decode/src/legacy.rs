//! Single-byte charsets told apart by what their text would look like, where a general detector is weak.

use encoding_rs::Encoding;

use crate::cases;
use crate::census::Census;
use crate::codecs;
use crate::dos;
use crate::weigh;

/// The upper half of a single-byte charset, and its label.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table {
    pub(crate) label: &'static str,
    pub(crate) chars: [char; 128],
}

/// Charsets that compete; of those that make the same of the bytes, the first is meant.
const LABELS: [&str; 15] = [
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1257",
    "iso-8859-2",
    "iso-8859-4",
    "iso-8859-5",
    "iso-8859-7",
    "iso-8859-13",
    "koi8-u",
    "ibm866",
    "macintosh",
    "x-mac-cyrillic",
];

/// Those that WHATWG leaves out.
const DOS: [(&str, &str); 7] = [
    ("ibm437", dos::CP437),
    ("ibm850", dos::CP850),
    ("ibm852", dos::CP852),
    ("ibm775", dos::CP775),
    ("ibm857", dos::CP857),
    ("ibm737", dos::CP737),
    ("x-mac-ce", dos::MAC_CE),
];

/// The most bytes beyond ASCII that are looked at.
const READ: usize = 2048;

/// How much better another charset must read than the guess.
const MARGIN: i64 = 6;

impl Table {
    fn named(label: &'static str) -> Option<Self> {
        let found = Encoding::for_label(label.as_bytes())?;
        let chars = codecs::decode_table(found);
        Some(Self { label, chars })
    }

    fn dos() -> impl Iterator<Item = Self> {
        DOS.into_iter().map(|(label, text)| {
            let mut chars = text.chars();
            Self {
                label,
                chars: std::array::from_fn(|_| chars.next().unwrap_or(char::REPLACEMENT_CHARACTER)),
            }
        })
    }

    fn read(&self, byte: u8) -> char {
        match self.chars.get(usize::from(byte.wrapping_sub(0x80))) {
            Some(c) => *c,
            None => char::from(byte),
        }
    }
}

/// The table that reads best, if it is clearly better than what was guessed.
pub(crate) fn better(bytes: &[u8], guess: &'static Encoding) -> Option<Table> {
    let places = places(bytes);
    let own = codecs::decode_table(guess);
    let guessed = Table {
        label: guess.name(),
        chars: own,
    };
    let floor = rate(bytes, &places, &guessed);
    let named = LABELS.into_iter().filter_map(Table::named);
    let mut best: Option<(i64, Table)> = None;
    for table in named.chain(Table::dos()) {
        let points = rate(bytes, &places, &table);
        if best.as_ref().is_none_or(|b| points > b.0) {
            best = Some((points, table));
        }
    }
    let (points, table) = best?;
    let margin = MARGIN.max(floor.abs() / 16);
    (points >= floor + margin && points > 0).then_some(table)
}

fn places(bytes: &[u8]) -> Vec<usize> {
    let high = bytes.iter().enumerate().filter(|x| *x.1 >= 0x80);
    high.map(|x| x.0).take(READ).collect()
}

/// How well the bytes read in the charset: letters that one language writes, where they look at home.
fn rate(bytes: &[u8], places: &[usize], table: &Table) -> i64 {
    let mut letters = Census::default();
    let mut points = 0;
    let at = |i: Option<usize>| {
        let byte = i.and_then(|i| bytes.get(i));
        byte.map_or(' ', |b| table.read(*b))
    };
    for i in places.iter().copied() {
        let c = at(Some(i));
        if c == char::REPLACEMENT_CHARACTER || c.is_control() {
            points -= 16;
        } else if cases::is_letter(c) && weigh::natural(c) {
            letters.add(c);
            points += if c.is_lowercase() { 2 } else { 0 };
        } else if !weigh::neutral(c) {
            points -= 4;
        }
        let window = [
            at(i.checked_sub(2)),
            at(i.checked_sub(1)),
            c,
            at(Some(i + 1)),
        ];
        points -= i64::from(weigh::cost(&window));
    }
    points + letters.best().map_or(0, |b| b.1)
}
