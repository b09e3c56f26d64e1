//! Long texts are repaired piece by piece, so that the work on one needs little memory and stays in the cache.

/// Longest piece, in bytes: far more than the evidence that any decision needs.
pub(super) const LONGEST: usize = 4 << 20;

/// The pieces of a text, in order: cut behind line breaks, or else where damage cannot be: between a character of ASCII
/// and the word space behind it. A quote may be what is left of damage, and a semicolon the end of a reference.
pub(super) fn pieces(text: &str, longest: usize) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (piece, after) = rest.split_at_checked(cut(rest, longest))?;
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

fn cut(text: &str, longest: usize) -> usize {
    if text.len() <= longest {
        return text.len();
    }
    let boundary = (0..=longest).rev().find(|at| text.is_char_boundary(*at));
    let most = boundary.unwrap_or(text.len());
    let window = text.as_bytes().get(..most).unwrap_or_default();
    let behind_line = || memchr::memrchr(b'\n', window).map(|at| at + 1);
    let between_words = || {
        let mut pairs = window.windows(2);
        let plain = |b: u8| b.is_ascii_graphic() && !b"'\";".contains(&b);
        let place = pairs.rposition(|w| plain(w[0]) && w[1] == b' ');
        place.map(|at| at + 1)
    };
    behind_line().or_else(between_words).unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_where_no_damage_is() {
        let of = |text| pieces(text, 8).collect::<Vec<_>>();
        assert!(of("").is_empty());
        assert_eq!(of("Ă la mer"), ["Ă la", " mer"]);
        assert_eq!(of("une\nà deux"), ["une\n", "à deux"]);
        assert_eq!(of("Ă, Ă\" \nuvw"), ["Ă,", " Ă\" \n", "uvw"]);
        assert_eq!(of("ééééééé"), ["éééé", "ééé"]);
    }
}
