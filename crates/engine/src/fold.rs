//! Lookup keys: what is the same word to a reader is the same key.

use unicode_normalization::UnicodeNormalization;

/// Appends the lookup key of `word` to `key`: lower case, composed (NFC), with one form for every apostrophe and
/// every dash. Accents stay, because they tell words apart.
pub fn fold_into(word: &str, key: &mut String) {
    let start = key.len();
    if word.is_ascii() {
        key.push_str(word);
        key[start..].make_ascii_lowercase();
    } else if word.chars().all(is_composed) {
        word.chars().for_each(|c| lower_into(c, key));
    } else {
        word.nfc().for_each(|c| lower_into(c, key));
    }
}

/// Whether a character is its own composed form, and composes with none before it: all of Latin does.
const fn is_composed(c: char) -> bool {
    (c as u32) < 0x300 || matches!(c, '\u{2010}'..='\u{2027}' | '€')
}

fn lower_into(c: char, key: &mut String) {
    match c {
        '’' | '‘' | 'ʼ' | '‛' | '´' | '′' => key.push('\''),
        '‐' | '‑' | '‒' | '–' | '—' | '−' | '―' => key.push('-'),
        'µ' => key.push('μ'),
        '⋅' | '•' | '∙' | '·' => key.push('·'),
        c if c.is_ascii() => key.push(c.to_ascii_lowercase()),
        c if c.is_lowercase() => key.push(c),
        c => key.extend(c.to_lowercase()),
    }
}
