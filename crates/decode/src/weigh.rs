//! How strange a few neighbouring characters are, in points: the sense of reading well, without words.

use std::sync::LazyLock;

use crate::classes::{self, Class, Script};
use crate::letters;

/// Characters looked at in advance: all that UTF-8 writes in two bytes, and signs and punctuation.
const LETTERS: u32 = 0x800;
const SIGNS: std::ops::Range<u32> = 0x2000..0x2150;

/// Whether good text may hold `c`.
pub(crate) fn natural(c: char) -> bool {
    TABLES.entry(c).is(Entry::NATURAL)
}

/// Whether `c` is punctuation or a space, at home in any language.
pub(crate) fn neutral(c: char) -> bool {
    TABLES.entry(c).is(Entry::NEUTRAL)
}

/// Whether `c` is a quote that opens or closes, or a dash or ellipsis: seldom inside a word.
pub(crate) fn bracketing(c: char) -> bool {
    TABLES.entry(c).is(Entry::BRACKETING)
}

/// Points of strangeness of a window of text.
pub(crate) fn cost(window: &[char]) -> i32 {
    let tables = &*TABLES;
    let mut sum = 0;
    let (mut earlier, mut before) = ((' ', Entry::SPACE), (' ', Entry::SPACE));
    for c in window {
        let here = (*c, tables.entry(*c));
        sum += i32::from(here.1.points) + tables.pair(before, here);
        if may_be_inside(earlier.1, before.1, here.1) {
            sum += capitals(
                tables.class(earlier),
                tables.class(before),
                tables.class(here),
            );
        }
        earlier = before;
        before = here;
    }
    sum
}

/// The number of the class of `c`, if it is a common one. Two characters of the same number are equally strange beside
/// others.
pub(crate) fn kind(c: char) -> Option<u8> {
    Some(TABLES.entry(c).number).filter(|n| *n != OTHER)
}

fn pair(a: Class, b: Class) -> i32 {
    if let (Some(x), Some(y)) = (a.script(), b.script()) {
        return match (a, b) {
            (Class::Lower(Script::Micro), Class::Lower(Script::Latin)) => 0,
            _ if !x.joins(y) => 5,
            (Class::Lower(_), Class::Upper(_)) => 3,
            _ => 0,
        };
    }
    let letter = |x: Class| x.script().is_some();
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

/// Whether [`capitals`] can be more than nothing.
const fn may_be_inside(a: Entry, b: Entry, c: Entry) -> bool {
    (b.is(Entry::CAPITAL) && a.is(Entry::CAPITAL) && c.is(Entry::SMALL))
        || (b.is(Entry::INSIDE) && a.is(Entry::LETTER) && c.is(Entry::LETTER))
}

/// Two capitals and a small letter, `IRMû`, and signs inside words.
fn capitals(a: Class, b: Class, c: Class) -> i32 {
    let inside = matches!(b, Class::Open | Class::Close | Class::Sign);
    if inside && a.script().is_some() && c.script().is_some() {
        // A quote or a sign inside a word.
        return 2;
    }
    match (a, b, c) {
        (Class::Upper(x), Class::Upper(y), Class::Lower(z)) if x.joins(y) && y.joins(z) => 3,
        _ => 0,
    }
}

/// What is known of a character.
#[derive(Debug, Clone, Copy)]
struct Entry {
    /// Number of its class among the common ones; as many as there are for others.
    number: u8,
    /// How strange it is by itself.
    points: i8,
    /// What else is true of it, one bit each.
    flags: u8,
}

impl Entry {
    /// It is a quote or sign, which is strange inside a word.
    const INSIDE: u8 = 1;
    const NATURAL: u8 = 2;
    const NEUTRAL: u8 = 4;
    const BRACKETING: u8 = 8;
    const LETTER: u8 = 16;
    const CAPITAL: u8 = 32;
    const SMALL: u8 = 64;

    const SPACE: Self = Self {
        number: 0,
        points: 0,
        flags: Self::NATURAL | Self::NEUTRAL,
    };

    const fn is(self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    fn find(c: char) -> Self {
        use Class::{Close, Dash, Lower, Mark, Odd, Open, Plain, Sign, Space, Upper};
        let class = classes::find(c);
        let points = match class {
            Odd if c.is_control() => 6,
            Odd => 3,
            Mark => 1,
            Lower(_) | Upper(_) if !c.is_ascii() && !letters::known(c) => 4,
            _ => 0,
        };
        let good = matches!(
            c,
            '\u{2200}'..='\u{23FF}' | '´' | '\u{ad}' | '¨' | '†' | '‰'
        );
        let at_home = matches!(class, Space | Open | Close | Plain | Dash);
        let flags = [
            (Self::INSIDE, matches!(class, Open | Close | Sign)),
            (Self::NATURAL, good || points == 0),
            (
                Self::NEUTRAL,
                at_home || matches!(c, '€' | '°' | '§' | '©' | '®' | '™'),
            ),
            (Self::BRACKETING, matches!(class, Open | Close | Dash)),
            (Self::LETTER, class.script().is_some()),
            (Self::CAPITAL, matches!(class, Upper(_))),
            (Self::SMALL, matches!(class, Lower(_))),
        ];
        let number = classes::common().position(|x| x == class);
        Self {
            number: number.and_then(|n| u8::try_from(n).ok()).unwrap_or(OTHER),
            points,
            flags: flags.iter().map(|x| if x.1 { x.0 } else { 0 }).sum(),
        }
    }
}

/// Number of the classes that are not common.
const OTHER: u8 = 31;
/// Room for their pairs: a power of two, so that no pair is looked for outside.
const ROOM: usize = 32;
/// A pair that is not in the table.
const UNLISTED: i8 = i8::MIN;

struct Tables {
    entries: Vec<Entry>,
    classes: Vec<Class>,
    pairs: [[i8; ROOM]; ROOM],
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let chars = (0..LETTERS).chain(SIGNS).filter_map(char::from_u32);
    let mut pairs = [[UNLISTED; ROOM]; ROOM];
    for (row, a) in pairs.iter_mut().zip(classes::common()) {
        for (slot, b) in row.iter_mut().zip(classes::common()) {
            *slot = i8::try_from(pair(a, b)).unwrap_or(0);
        }
    }
    Tables {
        entries: chars.map(Entry::find).collect(),
        classes: classes::common().collect(),
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

    fn class(&self, (c, entry): (char, Entry)) -> Class {
        let found = self.classes.get(usize::from(entry.number));
        found.copied().unwrap_or_else(|| classes::find(c))
    }

    fn pair(&self, a: (char, Entry), b: (char, Entry)) -> i32 {
        match self.pairs[usize::from(a.1.number) % ROOM][usize::from(b.1.number) % ROOM] {
            UNLISTED => pair(self.class(a), self.class(b)),
            points => i32::from(points),
        }
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
