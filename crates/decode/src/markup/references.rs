//! Character references of HTML.

use html5gum::{Token, Tokenizer};

/// Longest reference that is looked at.
const LONGEST: usize = 40;

/// The sign `&` and what may be a reference after it.
pub(super) fn name(rest: &str) -> &str {
    let body = rest.get(1..).unwrap_or_default().bytes().take(LONGEST);
    let plain = body
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
        .count();
    let end = 1 + plain;
    let semicolon = rest.as_bytes().get(end) == Some(&b';');
    rest.get(..end + usize::from(semicolon && plain > 0))
        .unwrap_or("&")
}

/// What a reference stands for, as browsers read it.
pub(super) fn resolve(name: &str) -> Option<String> {
    let mut tokens = Tokenizer::new(name).flatten();
    let text = tokens.find_map(|token| match token {
        Token::String(text) => Some(String::from_utf8_lossy(&text.value).into_owned()),
        _ => None,
    })?;
    (text != name).then_some(text)
}
