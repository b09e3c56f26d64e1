//! Words that lost the space or line break between them: `CHANTIERCoût`, `françaisLe`, `Kent.Le`.

use std::ops::Range;

use claimsift_engine::{ClassId, Gap, Shape, Token, WordKey};
use claimsift_model::TextSpan;
use claimsift_packs::{Language, class};

/// Letters that a word in capitals must have before the word glued to it, and letters of that word.
const CAPITALS: usize = 3;

/// Words that sentences begin with.
const OPENERS: [ClassId; 12] = [
    class::DETERMINER,
    class::PRONOUN,
    class::PREPOSITION,
    class::OTHER_PREPOSITION,
    class::OF,
    class::POSSESSIVE,
    class::ADVERB,
    class::SUBORDINATOR,
    class::ACCORDING,
    class::WEEKDAY,
    class::OPENER,
    class::AND,
];

/// Whether a word is one that sentences begin with; a lone letter before an apostrophe is elided from such a word. A
/// lone capital belongs to capitals that follow.
pub(crate) fn opens(text: &str, language: &Language, tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else {
        return false;
    };
    let slice = |t: &Token| text.get(t.span.range()).unwrap_or_default();
    let elided = tokens
        .get(at + 1)
        .is_some_and(|t| t.gap == Gap::None && matches!(slice(t), "'" | "’"));
    let word = slice(token);
    let mut behind = tokens[at + 1..].iter().filter(|t| t.is_word());
    if token.span.len() == 1 && behind.next().is_none_or(|t| t.shape == Shape::Upper) {
        return false;
    }
    if elided && word.chars().count() <= 2 {
        return true;
    }
    known(language, word, |c| OPENERS.contains(&c))
}

fn known(language: &Language, word: &str, class: impl Fn(ClassId) -> bool) -> bool {
    let key = WordKey::of(word, &mut String::new());
    language.lexicon.of_key(key).iter().any(|l| class(l.class))
}

/// Parts the words that were glued to a heading or sentence before them; `blocks` are ranges of tokens.
pub(crate) fn part(
    text: &str,
    language: &Language,
    (tokens, keys): (&mut Vec<Token>, &mut Vec<WordKey>),
    blocks: &mut [Range<usize>],
) -> bool {
    if tokens.iter().all(|token| token.shape != Shape::Mixed) {
        return false;
    }
    let mixed = tokens.iter().enumerate();
    let mixed = mixed.filter(|(_, token)| token.shape == Shape::Mixed);
    let seams = mixed.filter_map(|(at, t)| Some((at, seam(text.get(t.span.range())?, language)?)));
    let found: Vec<(usize, usize)> = seams.collect();
    if found.is_empty() {
        return false;
    }
    let all = tokens.len() + found.len();
    let (mut parted, mut parted_keys) = (Vec::with_capacity(all), Vec::with_capacity(all));
    let mut next = found.iter().peekable();
    let mut folded = String::new();
    for (at, (token, key)) in tokens.iter().zip(keys.iter()).enumerate() {
        let Some((_, seam)) = next.next_if(|(i, _)| *i == at) else {
            parted.push(*token);
            parted_keys.push(*key);
            continue;
        };
        for half in halves(text, token, *seam) {
            let own = text.get(half.span.range()).unwrap_or_default();
            parted.push(half);
            parted_keys.push(WordKey::of(own, &mut folded));
        }
    }
    (*tokens, *keys) = (parted, parted_keys);
    for block in blocks {
        block.start += found.partition_point(|(at, _)| *at < block.start);
        block.end += found.partition_point(|(at, _)| *at < block.end);
    }
    true
}

fn halves(text: &str, token: &Token, seam: usize) -> [Token; 2] {
    let (start, end) = (token.span.start(), token.span.end());
    let middle = start + u32::try_from(seam).unwrap_or_default();
    let first = TextSpan::new(start, middle);
    let lower = |c: char| c.is_lowercase();
    let word = text.get(first.range()).unwrap_or_default();
    let shape = match (word.contains(lower), word.starts_with(lower)) {
        (false, _) => Shape::Upper,
        (true, false) => Shape::Title,
        (true, true) => Shape::Lower,
    };
    [
        Token {
            span: first,
            shape,
            gap: token.gap,
        },
        Token {
            span: TextSpan::new(middle, end),
            shape: Shape::Title,
            gap: Gap::None,
        },
    ]
}

/// Where the second word of a glued pair begins: one that opens sentences behind a word in small letters, or any word
/// known behind capitals. Names such as `YouTube` and `HSBCnet` are none.
fn seam(word: &str, language: &Language) -> Option<usize> {
    let (at, _) = word
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_uppercase())
        .filter(|(at, _)| *at > 0)?;
    let (before, behind) = word.split_at(at);
    let letters = behind.chars().count();
    let capitals = before.chars().all(char::is_uppercase);
    let plain = !before.chars().skip(1).any(char::is_uppercase);
    let long = before.chars().count() >= CAPITALS;
    let opens = |c: ClassId| OPENERS.contains(&c);
    let common = |c: ClassId| c == class::FRAME_NOUN || opens(c);
    let fits = long
        && (capitals && letters > CAPITALS && known(language, behind, common)
            || plain
                && letters >= 2
                && known(language, behind, opens)
                && whole(language, before, behind));
    fits.then_some(at)
}

/// Whether the language may have words that end with what stands before the seam: any but parts of brand names, which
/// are short (`LinkedIn`, `LeMonde`), unless an article follows.
fn whole(language: &Language, before: &str, behind: &str) -> bool {
    let letters = before.chars().count();
    let article = letters > CAPITALS && known(language, behind, |c| c == class::DETERMINER);
    letters > 6
        || article
        || known(language, before, |_| true) && before.starts_with(char::is_lowercase)
}
