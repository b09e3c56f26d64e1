//! How strange a few neighbouring characters are, in points: the sense of reading well, without words.

use std::sync::LazyLock;

use crate::letters;

/// Characters classed in advance: of the alphabets of Europe, and signs and punctuation.
const LETTERS: u32 = 0x530;
const SIGNS: std::ops::Range<u32> = 0x2000..0x2150;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Digit,
    Lower(Script),
    Upper(Script),
    /// Of a script without case.
    Letter(Script),
    Mark,
    Open,
    Close,
    /// Apostrophes, hyphens, ASCII punctuation: at home beside anything.
    Plain,
    /// Signs that stand in good text (© € ½), seldom inside a word.
    Sign,
    /// Ellipsis, dash, bullet: good text, at home beside a space or a letter.
    Dash,
    /// Controls, box drawing, spacing accents: hardly ever in good text.
    Odd,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Asian,
    Other(u32),
}

/// Whether good text may hold `c`.
pub(crate) fn natural(c: char) -> bool {
    matches!(
        c,
        '\u{2200}'..='\u{23FF}' | '´' | '\u{ad}' | '¨' | '†' | '‰'
    ) || (alone(c) == 0 && !matches!(class(c), Class::Odd | Class::Mark))
}

/// Whether `c` is punctuation or a space, at home in any language.
pub(crate) fn neutral(c: char) -> bool {
    use Class::{Close, Dash, Open, Plain, Space};
    matches!(class(c), Space | Open | Close | Plain | Dash) || "€°§©®™".contains(c)
}

/// Whether `c` is a quote that opens or closes, or a dash or ellipsis: seldom inside a word.
pub(crate) fn bracketing(c: char) -> bool {
    matches!(class(c), Class::Open | Class::Close | Class::Dash)
}

/// Points of strangeness of a window of text.
pub(crate) fn cost(window: &[char]) -> i32 {
    let tables = &*TABLES;
    let mut sum = 0;
    let (mut earlier, mut before) = (Entry::SPACE, Entry::SPACE);
    for c in window {
        let here = tables.entry(*c);
        sum += i32::from(here.points)
            + tables.pair(before, here)
            + tables.capitals(earlier, before, here);
        earlier = before;
        before = here;
    }
    sum
}

fn alone(c: char) -> i32 {
    i32::from(TABLES.entry(c).points)
}

fn script(class: Class) -> Option<Script> {
    match class {
        Class::Lower(s) | Class::Upper(s) | Class::Letter(s) => Some(s),
        _ => None,
    }
}

fn pair(a: Class, b: Class) -> i32 {
    if let (Some(x), Some(y)) = (script(a), script(b)) {
        return match (a, b) {
            _ if x != y => 5,
            (Class::Lower(_), Class::Upper(_)) => 3,
            _ => 0,
        };
    }
    let letter = |x: Class| script(x).is_some();
    match (a, b) {
        (Class::Odd, x) | (x, Class::Odd) if letter(x) || matches!(x, Class::Odd | Class::Sign) => {
            2
        }
        (x, Class::Sign) | (Class::Sign, x) if letter(x) => 2,
        (Class::Sign, Class::Sign | Class::Open | Class::Close)
        | (Class::Open | Class::Close, Class::Sign) => 1,
        (x, Class::Open) | (Class::Close, x) if letter(x) => 3,
        (Class::Dash, Class::Dash) => 1,
        (x, Class::Dash) | (Class::Dash, x) if letter(x) || x == Class::Sign => 1,
        _ => 0,
    }
}

/// Two capitals and a small letter, `IRMû`, and signs inside words.
fn capitals(a: Class, b: Class, c: Class) -> i32 {
    let inside = matches!(b, Class::Open | Class::Close | Class::Sign);
    if inside && script(a).is_some() && script(c).is_some() {
        // A quote or a sign inside a word.
        return 2;
    }
    match (a, b, c) {
        (Class::Upper(x), Class::Upper(y), Class::Lower(z)) if x == y && y == z => 3,
        _ => 0,
    }
}

/// What is known of a character.
#[derive(Debug, Clone, Copy)]
struct Entry {
    class: Class,
    /// Number of the class among [`CLASSES`]; as many as there are for others.
    number: u8,
    /// How strange it is by itself.
    points: i8,
    /// Whether it matters between two others: a capital, or a quote or sign that may be inside a word.
    middle: bool,
}

const SCRIPTS: [Script; 4] = [
    Script::Latin,
    Script::Greek,
    Script::Cyrillic,
    Script::Asian,
];
const SIMPLE: [Class; 9] = [
    Class::Space,
    Class::Digit,
    Class::Mark,
    Class::Open,
    Class::Close,
    Class::Plain,
    Class::Sign,
    Class::Dash,
    Class::Odd,
];

/// The classes whose pairs are looked up.
fn classes() -> impl Iterator<Item = Class> {
    let of = |s: Script| [Class::Lower(s), Class::Upper(s), Class::Letter(s)];
    SIMPLE.into_iter().chain(SCRIPTS.into_iter().flat_map(of))
}

const CLASSES: usize = SIMPLE.len() + 3 * SCRIPTS.len();

impl Entry {
    const SPACE: Self = Self {
        class: Class::Space,
        number: 0,
        points: 0,
        middle: false,
    };

    fn find(c: char) -> Self {
        let class = find_class(c);
        let points = match class {
            Class::Odd if c.is_control() => 6,
            Class::Odd => 3,
            Class::Mark => 1,
            Class::Lower(_) | Class::Upper(_) if !c.is_ascii() && !letters::known(c) => 4,
            _ => 0,
        };
        let number = classes().position(|x| x == class).unwrap_or(CLASSES);
        let number = u8::try_from(number).unwrap_or(u8::MAX);
        Self {
            class,
            number,
            points,
            middle: matches!(
                class,
                Class::Upper(_) | Class::Open | Class::Close | Class::Sign
            ),
        }
    }
}

struct Tables {
    entries: Vec<Entry>,
    pairs: [[i8; CLASSES]; CLASSES],
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let chars = (0..LETTERS).chain(SIGNS).filter_map(char::from_u32);
    let mut pairs = [[0; CLASSES]; CLASSES];
    for (row, a) in pairs.iter_mut().zip(classes()) {
        for (slot, b) in row.iter_mut().zip(classes()) {
            *slot = i8::try_from(pair(a, b)).unwrap_or(0);
        }
    }
    Tables {
        entries: chars.map(Entry::find).collect(),
        pairs,
    }
});

impl Tables {
    fn entry(&self, c: char) -> Entry {
        let place = match c as u32 {
            n if n < LETTERS => n,
            n if SIGNS.contains(&n) => n - SIGNS.start + LETTERS,
            _ => u32::MAX,
        };
        let found = self.entries.get(place as usize);
        found.copied().unwrap_or_else(|| Entry::find(c))
    }

    fn capitals(&self, a: Entry, b: Entry, c: Entry) -> i32 {
        if b.middle {
            capitals(a.class, b.class, c.class)
        } else {
            0
        }
    }

    fn pair(&self, a: Entry, b: Entry) -> i32 {
        let row = self.pairs.get(usize::from(a.number));
        let found = row.and_then(|row| row.get(usize::from(b.number)));
        found.map_or_else(|| pair(a.class, b.class), |p| i32::from(*p))
    }
}

fn class(c: char) -> Class {
    TABLES.entry(c).class
}

fn find_class(c: char) -> Class {
    match c {
        'a'..='z' => Class::Lower(Script::Latin),
        'A'..='Z' => Class::Upper(Script::Latin),
        '0'..='9' => Class::Digit,
        ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{2000}'..='\u{200B}' | '\u{202F}' | '\u{3000}' => {
            Class::Space
        }
        '\u{FEFF}' | '\u{2060}' | '\u{200C}'..='\u{200F}' => Class::Space,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Class::Odd,
        '!'..='~' | '’' | '‑' | '‐' | '·' | '•' => Class::Plain,
        '–' | '—' | '…' | '―' | '−' => Class::Dash,
        '«' | '“' | '„' | '‹' | '¿' | '¡' | '‘' | '‚' => Class::Open,
        '»' | '”' | '›' => Class::Close,
        '¤' | '¦' | '¨' | '¬' | '\u{ad}' | '¯' | '´' | '¸' => Class::Odd,
        '\u{a2}'..='\u{bf}' | '×' | '÷' => Class::Sign,
        '†' | '‡' | 'ƒ' | 'ˆ' | '‰' | '\u{2B0}'..='\u{2FF}' => Class::Odd,
        '\u{300}'..='\u{36F}' => Class::Mark,
        _ => beyond(c),
    }
}

/// The rest of Unicode.
fn beyond(c: char) -> Class {
    let script = match c {
        '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{FB00}'..='\u{FB06}' => Script::Latin,
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Script::Greek,
        '\u{400}'..='\u{52F}' => Script::Cyrillic,
        '\u{3040}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{FF00}'..='\u{FFEF}' => {
            Script::Asian
        }
        '\u{3001}'..='\u{303F}' => return Class::Plain,
        '\u{20A0}'..='\u{20CF}' | '\u{2100}'..='\u{214F}' => return Class::Sign,
        '\u{2190}'..='\u{21FF}' | '\u{25B6}'..='\u{25CF}' | '\u{2605}'..='\u{27BF}' => {
            return Class::Sign;
        }
        '\u{2200}'..='\u{25FF}' | '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' => return Class::Odd,
        '\u{1F000}'.. if c < '\u{20000}' => return Class::Sign,
        '\u{2012}'..='\u{206F}' => return Class::Dash,
        _ => Script::Other(c as u32 >> 7),
    };
    if c.is_lowercase() {
        Class::Lower(script)
    } else if c.is_uppercase() {
        Class::Upper(script)
    } else if c.is_alphabetic() {
        Class::Letter(script)
    } else if script == Script::Asian {
        Class::Plain
    } else if matches!(script, Script::Other(_)) {
        Class::Mark
    } else {
        Class::Odd
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_text_costs_nothing() {
        let points = |text: &str| cost(&text.chars().collect::<Vec<_>>());
        for text in [
            "été",
            "l’été",
            "«MAÇÃ»",
            "Łódź",
            "Привет",
            "10 €",
            "« là »",
            "Trần Văn Ă",
        ] {
            assert_eq!(points(text), 0, "{text}");
        }
        for text in ["Ă©tĂ©", "IRMû", "РџСЂРё", "â€™", "√©"] {
            assert!(points(text) > 2, "{text}");
        }
    }
}
