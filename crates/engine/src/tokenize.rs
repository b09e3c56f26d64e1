//! Text to tokens. Digits and letters always split; joining them is the pattern's business.

use claimsift_model::TextSpan;

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
    tokenize_into(text, 0, &mut tokens);
    tokens
}

/// Appends the tokens of `text`, which stands at byte `base` of its document.
pub fn tokenize_into(text: &str, base: u32, tokens: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let (mut at, mut gap) = (0, Gap::Wide);
    while let Some(&byte) = bytes.get(at) {
        let (width, wide) = space(text, at, byte);
        if width > 0 {
            gap = if wide || gap != Gap::None {
                Gap::Wide
            } else {
                Gap::Space
            };
            at += width;
            continue;
        }
        let plain = bytes.get(at..).and_then(|rest| plain(byte, rest));
        let (len, shape) = plain.unwrap_or_else(|| token(text, at, byte, gap, tokens.last()));
        let start = base + clip(at);
        tokens.push(Token {
            span: TextSpan::new(start, start + clip(len)),
            shape,
            gap,
        });
        at += len;
        gap = Gap::None;
    }
}

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
        b'0'..=b'9' => (
            run(&text.as_bytes()[at..], u8::is_ascii_digit),
            Shape::Digits,
        ),
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

/// What most tokens are: small letters of western Europe, perhaps behind a capital, with nothing behind them that may
/// belong to them. `None` for what needs a closer look.
#[inline]
fn plain(first: u8, bytes: &[u8]) -> Option<(usize, Shape)> {
    if !(first.is_ascii_alphabetic() || first == 0xC3) {
        return None;
    }
    let capital = first.is_ascii_uppercase();
    let mut len = usize::from(capital);
    let end = loop {
        len += small(bytes.get(len..)?);
        match bytes.get(len) {
            // From à to ÿ; between them stands a sign.
            Some(0xC3) if matches!(bytes.get(len + 1), Some(0xA0..=0xB6 | 0xB8..=0xBF)) => len += 2,
            end => break end.copied(),
        }
    };
    if len == 0 {
        return None;
    }
    let ends = match end {
        Some(b' ') => true,
        Some(b'A'..=b'Z' | b':' | b'.' | b'@') => false,
        // Spaces, quotes and dashes.
        Some(0xC2) => matches!(bytes.get(len + 1), Some(0xA0 | 0xAB | 0xBB)),
        Some(0xE2) => bytes.get(len + 1) == Some(&0x80),
        end => end.is_none_or(|b| b < 0x80),
    };
    let shape = if capital { Shape::Title } else { Shape::Lower };
    ends.then_some((len, shape))
}

/// How many of the first bytes are small letters of ASCII: eight at a time, so that no branch hangs on how long a word is.
#[inline]
fn small(bytes: &[u8]) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = EACH * 0x80;
    let mut len = 0;
    while let Some(eight) = bytes.get(len..).and_then(|rest| rest.first_chunk()) {
        let eight = u64::from_le_bytes(*eight);
        let ascii = eight & !HIGH;
        let from_a = ascii + EACH * (0x80 - u64::from(b'a'));
        let past_z = ascii + EACH * (0x7F - u64::from(b'z'));
        let other = !(from_a & !past_z & !eight) & HIGH;
        if other != 0 {
            return len + other.trailing_zeros() as usize / 8;
        }
        len += 8;
    }
    let rest = bytes.get(len..).unwrap_or_default();
    len + run(rest, u8::is_ascii_lowercase)
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
