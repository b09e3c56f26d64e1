//! Text to tokens. Digits and letters always split; joining them is the pattern's business.

mod plain;

use std::ops::Range;

use claimsift_model::TextSpan;

use crate::WordKey;

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// Nothing.
    None,
    /// One space of any width.
    Space,
    /// More than one space, or a line break.
    Wide,
}

impl Gap {
    /// The gap with a space more.
    const fn and_space(self) -> Self {
        match self {
            Self::None => Self::Space,
            _ => Self::Wide,
        }
    }
}

/// The look of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// ASCII digits.
    Digits,
    /// Letters, none of them upper case.
    Lower,
    /// Two or more letters, all upper case.
    Upper,
    /// An upper-case letter, then none.
    Title,
    /// Upper-case letters after lower-case ones.
    Mixed,
    /// Punctuation and symbols, one character each.
    Mark,
    /// A URL, an address, a `#tag`, an `@handle` or a `$TICKER`.
    Link,
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: TextSpan,
    /// What it looks like.
    pub shape: Shape,
    /// What stands before it.
    pub gap: Gap,
}

impl Token {
    /// Whether it is made of letters.
    #[must_use]
    pub const fn is_word(&self) -> bool {
        matches!(
            self.shape,
            Shape::Lower | Shape::Upper | Shape::Title | Shape::Mixed
        )
    }

    /// Whether it begins with an upper-case letter.
    #[must_use]
    pub const fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Upper | Shape::Title | Shape::Mixed)
    }
}

/// The tokens of `text`, in order. Linear in its length.
#[must_use]
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize_into(text, 0..text.len(), &mut tokens, &mut Vec::new());
    tokens
}

/// A token, but for its place.
struct Piece {
    len: usize,
    shape: Shape,
    key: WordKey,
}

/// Appends the tokens of a part of `text`, and the key of each.
pub fn tokenize_into(
    text: &str,
    part: Range<usize>,
    tokens: &mut Vec<Token>,
    keys: &mut Vec<WordKey>,
) {
    let own = text.get(..part.end).unwrap_or(text);
    let (bytes, mut folded) = (own.as_bytes(), String::new());
    let (mut at, mut gap) = (part.start, Gap::Wide);
    while let Some(&byte) = bytes.get(at) {
        let plain = match KINDS[usize::from(byte)] {
            Kind::Letter => {
                let rest = text.as_bytes().get(at..);
                rest.and_then(|rest| plain::word(rest, bytes.len() - at))
            }
            Kind::Mark => Some(Piece::mark(byte)),
            Kind::Digits => bytes.get(at..).map(Piece::digits),
            Kind::Other => {
                let (width, wide) = space(own, at, byte);
                if width > 0 {
                    gap = if wide { Gap::Wide } else { gap.and_space() };
                    at += width;
                    continue;
                }
                None
            }
        };
        let piece = plain.unwrap_or_else(|| {
            let (len, shape) = token(own, at, byte, gap, tokens.last());
            Piece::read(own, at, (len, shape), &mut folded)
        });
        let end = at + piece.len;
        tokens.push(Token {
            span: TextSpan::new(clip(at), clip(end)),
            shape: piece.shape,
            gap,
        });
        keys.push(piece.key);
        (at, gap) = (end, Gap::None);
        // What stands behind most tokens.
        if bytes.get(at) == Some(&b' ') {
            at += 1;
            gap = Gap::Space;
        }
    }
}

impl Piece {
    /// A mark of ASCII.
    const fn mark(byte: u8) -> Self {
        Self {
            len: 1,
            shape: Shape::Mark,
            key: WordKey {
                head: byte as u64,
                tail: 0,
            },
        }
    }

    /// The digits that `bytes` begin with, which have no key.
    fn digits(bytes: &[u8]) -> Self {
        Self {
            len: run(bytes, u8::is_ascii_digit),
            shape: Shape::Digits,
            key: WordKey::NONE,
        }
    }

    /// A piece of any other kind. Of the links, only `$NAME` may be a phrase: it may be a currency
    /// behind its amount.
    fn read(text: &str, at: usize, (len, shape): (usize, Shape), folded: &mut String) -> Self {
        let own = text.get(at..at + len).unwrap_or_default();
        let key = if shape == Shape::Link && !own.starts_with('$') {
            WordKey::NONE
        } else {
            WordKey::of(own, folded)
        };
        Self { len, shape, key }
    }
}

/// What a byte may begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A word of the letters of western Europe.
    Letter,
    /// A mark of one byte.
    Mark,
    Digits,
    /// What needs a closer look: white space, signs that names may follow, and what is not ASCII.
    Other,
}

const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Other; 256];
    let mut at = 0;
    while at < kinds.len() {
        kinds[at] = match at as u8 {
            b'A'..=b'Z' | b'a'..=b'z' | 0xC3 => Kind::Letter,
            b'0'..=b'9' => Kind::Digits,
            b' ' | b'\t'..=b'\r' | b'#' | b'@' | b'$' | 0x80.. => Kind::Other,
            _ => Kind::Mark,
        };
        at += 1;
    }
    kinds
};

fn clip(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Bytes of white space at `at` (0 when there is none), and whether it breaks more than a word.
fn space(text: &str, at: usize, byte: u8) -> (usize, bool) {
    match byte {
        b' ' => (1, false),
        b'\n' | b'\r' | b'\t' | 0x0B | 0x0C => (1, true),
        0xC2 | 0xE2 | 0xE3 | 0xEF | 0xE1 => match text[at..].chars().next() {
            Some(
                c @ ('\u{A0}'
                | '\u{202F}'
                | '\u{2000}'..='\u{200A}'
                | '\u{3000}'
                | '\u{1680}'
                | '\u{205F}'),
            ) => (c.len_utf8(), false),
            Some(c @ ('\u{85}' | '\u{2028}' | '\u{2029}')) => (c.len_utf8(), true),
            // Nothing to see: a reader cannot tell them from no gap at all.
            Some(c @ ('\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}' | '\u{2060}')) => {
                (c.len_utf8(), false)
            }
            _ => (0, false),
        },
        _ => (0, false),
    }
}

fn token(text: &str, at: usize, byte: u8, gap: Gap, before: Option<&Token>) -> (usize, Shape) {
    match byte {
        b'#' | b'@' if gap != Gap::None || before.is_none_or(|t| t.shape == Shape::Mark) => {
            tag(text, at)
        }
        b'$' if before.is_none_or(|t| t.shape != Shape::Digits || gap == Gap::Wide) => {
            ticker(text, at)
        }
        _ => {
            let rest = &text[at..];
            let letters = letters(rest);
            if letters.len == 0 {
                return (rest.chars().next().map_or(1, char::len_utf8), Shape::Mark);
            }
            match link(rest, letters.len) {
                0 => (letters.len, letters.shape()),
                len => (len, Shape::Link),
            }
        }
    }
}

fn run(bytes: &[u8], of: impl Fn(&u8) -> bool) -> usize {
    bytes.iter().position(|b| !of(b)).unwrap_or(bytes.len())
}

fn tag(text: &str, at: usize) -> (usize, Shape) {
    let name: usize = text[at + 1..]
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .map(char::len_utf8)
        .sum();
    if name > 0 {
        (name + 1, Shape::Link)
    } else {
        (1, Shape::Mark)
    }
}

/// `$TICKER`; but `$`, `$7` and `$US 10` are currency.
fn ticker(text: &str, at: usize) -> (usize, Shape) {
    let rest = &text.as_bytes()[at + 1..];
    let name = run(rest, u8::is_ascii_uppercase);
    let follows = rest.get(name).copied().unwrap_or(b' ');
    let amount = rest[name..]
        .iter()
        .find(|b| **b != b' ')
        .is_some_and(u8::is_ascii_digit);
    if (1..=5).contains(&name) && !follows.is_ascii_alphanumeric() && follows < 0x80 && !amount {
        (name + 1, Shape::Link)
    } else {
        (1, Shape::Mark)
    }
}

/// The letters that a text begins with.
#[derive(Default)]
struct Letters {
    len: usize,
    /// Whether the first is upper case.
    first_upper: bool,
    /// Whether some of the others are upper case, and whether some are not.
    upper: bool,
    lower: bool,
}

impl Letters {
    fn add(&mut self, len: usize, upper: bool) {
        if self.len == 0 {
            self.first_upper = upper;
        } else {
            self.upper |= upper;
            self.lower |= !upper;
        }
        self.len += len;
    }

    /// Adds all letters of ASCII that come next: what nearly every word is made of.
    #[inline]
    fn ascii(&mut self, bytes: &[u8]) {
        if self.len == 0
            && let Some(first) = bytes.first().filter(|b| b.is_ascii_alphabetic())
        {
            self.add(1, first.is_ascii_uppercase());
        }
        loop {
            let small = run(
                bytes.get(self.len..).unwrap_or_default(),
                u8::is_ascii_lowercase,
            );
            self.len += small;
            self.lower |= small > 0;
            let capital = |b: &&u8| b.is_ascii_uppercase();
            if bytes.get(self.len).filter(capital).is_none() {
                break;
            }
            self.upper = true;
            self.len += 1;
        }
    }

    const fn shape(&self) -> Shape {
        match (self.first_upper, self.upper, self.lower) {
            (false, false, _) => Shape::Lower,
            (true, false, _) => Shape::Title,
            (true, true, false) => Shape::Upper,
            _ => Shape::Mixed,
        }
    }
}

fn letters(rest: &str) -> Letters {
    let mut seen = Letters::default();
    let bytes = rest.as_bytes();
    loop {
        seen.ascii(bytes);
        let other = bytes.get(seen.len).filter(|b| !b.is_ascii());
        let other = other.and_then(|_| rest.get(seen.len..));
        let Some(c) = other.and_then(|o| o.chars().next()) else {
            break;
        };
        match case(c) {
            Some(upper) => seen.add(c.len_utf8(), upper),
            None if ('\u{300}'..='\u{36F}').contains(&c) && seen.len > 0 => {
                seen.len += c.len_utf8();
            }
            None => break,
        }
    }
    seen
}

/// Whether a letter that is not ASCII is upper case; `None` for what is no letter. The letters of western Europe are
/// told without a look into the tables.
fn case(c: char) -> Option<bool> {
    match c {
        'À'..='Ö' | 'Ø'..='Þ' | 'Œ' => Some(true),
        'ß'..='ö' | 'ø'..='ÿ' | 'œ' => Some(false),
        '\u{2000}'..='\u{206F}' | '\u{300}'..='\u{36F}' => None,
        c => c.is_alphabetic().then(|| c.is_uppercase()),
    }
}

/// Length of a URL or mail address at the start of `rest`, whose first `word` bytes are letters; else 0.
fn link(rest: &str, word: usize) -> usize {
    let after = &rest.as_bytes()[word..];
    if !matches!(after.first(), Some(b':' | b'.' | b'@')) {
        return 0;
    }
    let scheme = after.starts_with(b"://");
    let host = after.first() == Some(&b'.') && after.get(1).is_some_and(u8::is_ascii_alphanumeric);
    let mail = after.first() == Some(&b'@') && after.get(1).is_some_and(u8::is_ascii_alphanumeric);
    if !scheme && !host && !mail {
        return 0;
    }
    let all = run(rest.as_bytes(), |b| {
        b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'`')
    });
    let len = rest[..all]
        .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\''])
        .len();
    if scheme || mail {
        return len;
    }
    // `word.word/…`, where the part after the last dot of the host is two to six lower-case letters.
    let host = rest[..len].split('/').next().unwrap_or_default();
    let top = host.rsplit('.').next().unwrap_or_default();
    let path = host.len() < len;
    let lower = top.bytes().all(|b| b.is_ascii_lowercase());
    let name = host
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
    if name && lower && (2..=6).contains(&top.len()) && (path || host.starts_with("www.")) {
        len
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::{Gap, Shape, tokenize};

    fn shown(text: &str) -> String {
        let mut out = String::new();
        for t in tokenize(text) {
            out.push_str(match t.gap {
                Gap::None => "~",
                Gap::Space => " ",
                Gap::Wide => "_",
            });
            out.push_str(&text[t.span.range()]);
            if t.shape == Shape::Link {
                out.push('!');
            }
        }
        out
    }

    #[test]
    fn splits() {
        assert_eq!(shown("l’IA de 700MW"), "_l~’~IA de 700~MW");
        assert_eq!(shown("1\u{a0}288 Md€"), "_1 288 Md~€");
        assert_eq!(
            shown("Google $GOOGL and $7… to $1.4tn"),
            "_Google $GOOGL! and $~7~… to $~1~.~4~tn"
        );
        assert_eq!(
            shown("pic.twitter.com/w5d October"),
            "_pic.twitter.com/w5d! October"
        );
        assert_eq!(
            shown("source:https://a.b/2025/11/18/x. Fin.Le"),
            "_source~:~https://a.b/2025/11/18/x!~. Fin~.~Le"
        );
        assert_eq!(
            shown("(@Google) #Cloud 10 $US"),
            "_(~@Google!~) #Cloud! 10 $~US"
        );
    }
}
