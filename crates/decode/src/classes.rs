//! What kind of character each is, as far as it matters for what may stand beside what.

/// A kind of character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Space,
    Digit,
    Lower(Script),
    Upper(Script),
    /// Of a script without case.
    Letter(Script),
    Mark,
    Open,
    Close,
    /// Apostrophes, hyphens, ASCII punctuation: at home beside anything.
    Plain,
    /// Signs that stand in good text (© € ½), seldom inside a word.
    Sign,
    /// Ellipsis, dash, bullet: good text, at home beside a space or a letter.
    Dash,
    /// Controls, box drawing, spacing accents: hardly ever in good text.
    Odd,
}

/// What a letter is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Greek,
    /// The letter of Greek that also stands before units.
    Micro,
    Cyrillic,
    Asian,
    Other(u32),
}

impl Class {
    /// The script of a letter.
    pub(crate) const fn script(self) -> Option<Script> {
        match self {
            Self::Lower(s) | Self::Upper(s) | Self::Letter(s) => Some(s),
            _ => None,
        }
    }
}

const SCRIPTS: [Script; 5] = [
    Script::Latin,
    Script::Greek,
    Script::Micro,
    Script::Cyrillic,
    Script::Asian,
];
const SIMPLE: [Class; 9] = [
    Class::Space,
    Class::Digit,
    Class::Mark,
    Class::Open,
    Class::Close,
    Class::Plain,
    Class::Sign,
    Class::Dash,
    Class::Odd,
];

impl Script {
    /// Whether letters of both stand in the same word.
    pub(crate) fn joins(self, next: Self) -> bool {
        let greek = |s| matches!(s, Self::Greek | Self::Micro);
        self == next || (greek(self) && greek(next))
    }
}

/// The classes of the scripts in use.
pub(crate) fn common() -> impl Iterator<Item = Class> {
    let of = |s: Script| [Class::Lower(s), Class::Upper(s), Class::Letter(s)];
    SIMPLE.into_iter().chain(SCRIPTS.into_iter().flat_map(of))
}

/// The class of `c`.
pub(crate) fn find(c: char) -> Class {
    match c {
        'a'..='z' => Class::Lower(Script::Latin),
        'A'..='Z' => Class::Upper(Script::Latin),
        '0'..='9' => Class::Digit,
        ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{2000}'..='\u{200B}' | '\u{202F}' | '\u{3000}' => {
            Class::Space
        }
        '\u{FEFF}' | '\u{2060}' | '\u{200C}'..='\u{200F}' => Class::Space,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Class::Odd,
        '!'..='~' | '’' | '‑' | '‐' | '·' | '•' => Class::Plain,
        'μ' => Class::Lower(Script::Micro),
        '–' | '—' | '…' | '―' | '−' => Class::Dash,
        '«' | '“' | '„' | '‹' | '¿' | '¡' | '‘' | '‚' => Class::Open,
        '»' | '”' | '›' => Class::Close,
        '¤' | '¦' | '¨' | '¬' | '\u{ad}' | '¯' | '´' | '¸' => Class::Odd,
        '\u{a2}'..='\u{bf}' | '×' | '÷' => Class::Sign,
        '†' | '‡' | 'ƒ' | 'ˆ' | '‰' | '\u{2B0}'..='\u{2FF}' => Class::Odd,
        '\u{300}'..='\u{36F}' => Class::Mark,
        _ => beyond(c),
    }
}

/// The rest of Unicode.
fn beyond(c: char) -> Class {
    let script = match c {
        '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{FB00}'..='\u{FB06}' => Script::Latin,
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Script::Greek,
        '\u{400}'..='\u{52F}' => Script::Cyrillic,
        '\u{3040}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FF00}'..='\u{FFEF}' => {
            Script::Asian
        }
        '\u{3001}'..='\u{303F}' => return Class::Plain,
        '\u{20A0}'..='\u{20CF}' | '\u{2100}'..='\u{214F}' => return Class::Sign,
        '\u{2190}'..='\u{21FF}' | '\u{25B6}'..='\u{25CF}' | '\u{2605}'..='\u{27BF}' => {
            return Class::Sign;
        }
        '\u{2200}'..='\u{25FF}' | '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' => return Class::Odd,
        '\u{1F000}'.. if c < '\u{20000}' => return Class::Sign,
        '\u{2012}'..='\u{206F}' => return Class::Dash,
        _ => Script::Other(c as u32 >> 7),
    };
    if c.is_lowercase() {
        Class::Lower(script)
    } else if c.is_uppercase() {
        Class::Upper(script)
    } else if c.is_alphabetic() {
        Class::Letter(script)
    } else if script == Script::Asian {
        Class::Plain
    } else if matches!(script, Script::Other(_)) {
        Class::Mark
    } else {
        Class::Odd
    }
}
