//! What is put in the place of damage.

/// One damaged sequence and what it stands for.
#[derive(Debug, Clone)]
pub(crate) struct Fix {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) text: Text,
    pub(crate) loss: u8,
    pub(crate) gain: i32,
}

/// What a sequence stands for: nearly always one letter, for which no memory is asked.
#[derive(Debug, Clone)]
pub(crate) enum Text {
    One(char),
    /// With the word space that was lost behind it.
    Spaced(char),
    Run(String),
}

impl Text {
    /// The text, for which `buffer` is long enough.
    pub(crate) fn as_str<'a>(&'a self, buffer: &'a mut [u8; 5]) -> &'a str {
        let (c, space) = match self {
            Self::One(c) => (*c, 0),
            Self::Spaced(c) => (*c, 1),
            Self::Run(text) => return text,
        };
        *buffer = [b' '; 5];
        let len = c.encode_utf8(buffer).len() + space;
        std::str::from_utf8(buffer.get(..len).unwrap_or_default()).unwrap_or_default()
    }

    pub(crate) const fn len(&self) -> usize {
        match self {
            Self::One(c) => c.len_utf8(),
            Self::Spaced(c) => c.len_utf8() + 1,
            Self::Run(text) => text.len(),
        }
    }
}
