//! HTML character references that stand for one character beyond ASCII.

use std::sync::LazyLock;

/// Name and character, sorted by name.
static NAMED: LazyLock<Vec<(&'static str, char)>> = LazyLock::new(|| {
    let rows = include_str!("../data/entities.tsv").lines();
    let mut named: Vec<_> = rows
        .filter_map(|row| {
            let (name, number) = row.split_once('\t')?;
            let c = char::from_u32(u32::from_str_radix(number, 16).ok()?)?;
            Some((name, c))
        })
        .collect();
    named.sort_unstable();
    named
});

/// The longest reference looked at, in bytes.
const LONGEST: usize = 12;

/// The character that `text` starts with as a reference, and the length of the reference. A number below 0xA0 is
/// taken as it is: damage is written so, and it is damage alone that is looked for.
pub(crate) fn reference(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix('&')?;
    let head = rest.as_bytes().get(..rest.len().min(LONGEST))?;
    let end = memchr::memchr(b';', head)?;
    let body = rest.get(..end)?;
    let c = match body.strip_prefix('#') {
        Some(number) => char::from_u32(numeric(number)?)?,
        None => {
            let at = NAMED.binary_search_by_key(&body, |x| x.0).ok()?;
            NAMED[at].1
        }
    };
    (!c.is_ascii()).then_some((c, end + 2))
}

fn numeric(number: &str) -> Option<u32> {
    match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        assert_eq!(reference("&Atilde;x"), Some(('Ã', 8)));
        assert_eq!(reference("&#195;"), Some(('Ã', 6)));
        assert_eq!(reference("&#xC3;"), Some(('Ã', 6)));
        for plain in ["&amp;", "&;", "&", "&Atilde", "&#99999999;", "&#-1;", "&é;"] {
            assert_eq!(reference(plain), None, "{plain}");
        }
    }
}
