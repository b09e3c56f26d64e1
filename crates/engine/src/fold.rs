//! Lookup keys: what is the same word to a reader is the same key.

use unicode_normalization::UnicodeNormalization;

/// Appends the lookup key of `word` to `key`: lower case, composed (NFC), with one form for every apostrophe and
/// every dash. Accents stay, because they tell words apart.
pub fn fold_into(word: &str, key: &mut String) {
    if word.is_ascii() {
        key.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        return;
    }
    for c in word.nfc().flat_map(char::to_lowercase) {
        key.push(match c {
            '’' | '‘' | 'ʼ' | '‛' | '´' | '′' => '\'',
            '‐' | '‑' | '‒' | '–' | '—' | '−' | '―' => '-',
            'µ' => 'μ',
            '⋅' | '•' | '∙' | '·' => '·',
            c => c,
        });
    }
}
