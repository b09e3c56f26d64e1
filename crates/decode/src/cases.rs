//! Small and capital letters: what the standard library knows, as a table for what UTF-8 writes in two bytes, which
//! is asked for all the time.

use std::sync::LazyLock;

/// The characters of the table.
const CASED: char = '\u{800}';

/// A block without letters.
const GENERAL_PUNCTUATION: std::ops::RangeInclusive<char> = '\u{2000}'..='\u{206F}';

/// What is known of a character.
#[derive(Debug, Clone, Copy)]
struct Case {
    lower: char,
    upper: Option<char>,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Small,
    Capital,
    /// A letter without case.
    Letter,
    Other,
}

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| ('\0'..CASED).map(find).collect());

fn of(c: char) -> Case {
    CASES.get(c as usize).copied().unwrap_or_else(|| find(c))
}

/// The simple lower case of `c`.
pub(crate) fn lower(c: char) -> char {
    of(c).lower
}

/// The capital of a small letter, where it is one character.
pub(crate) fn upper(c: char) -> Option<char> {
    of(c).upper
}

/// The same as [`char::is_alphabetic`].
pub(crate) fn is_letter(c: char) -> bool {
    match CASES.get(c as usize) {
        Some(case) => case.kind != Kind::Other,
        // Quotes and dashes are asked for often, and looking them up takes long.
        None => !GENERAL_PUNCTUATION.contains(&c) && c.is_alphabetic(),
    }
}

/// The same as [`char::is_lowercase`].
pub(crate) fn is_small(c: char) -> bool {
    match CASES.get(c as usize) {
        Some(case) => case.kind == Kind::Small,
        None => c.is_lowercase(),
    }
}

/// The same as [`char::is_uppercase`].
pub(crate) fn is_capital(c: char) -> bool {
    match CASES.get(c as usize) {
        Some(case) => case.kind == Kind::Capital,
        None => c.is_uppercase(),
    }
}

fn find(c: char) -> Case {
    Case {
        lower: single(c.to_lowercase()).unwrap_or(c),
        upper: single(c.to_uppercase()).filter(|one| *one != c),
        kind: match c {
            _ if c.is_lowercase() => Kind::Small,
            _ if c.is_uppercase() => Kind::Capital,
            _ if c.is_alphabetic() => Kind::Letter,
            _ => Kind::Other,
        },
    }
}

fn single(mut all: impl Iterator<Item = char>) -> Option<char> {
    match (all.next(), all.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_what_the_standard_library_says() {
        for c in '\0'..'\u{3000}' {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_small(c), c.is_lowercase(), "{c:?}");
            assert_eq!(is_capital(c), c.is_uppercase(), "{c:?}");
        }
        assert_eq!((lower('É'), upper('é'), upper('É')), ('é', Some('É'), None));
        assert_eq!((lower('ß'), upper('ß')), ('ß', None));
    }
}
