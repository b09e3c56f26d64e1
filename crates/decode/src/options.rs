//! How a record is to be read.

/// How to read a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// WHATWG label of the charset; `None` finds it out.
    pub encoding: Option<String>,
    /// Whether damaged text is repaired.
    pub repair: bool,
    /// Whether the markup of pages is left out.
    pub strip: bool,
    /// The document date where the record gives none.
    pub date: Option<String>,
    /// The document date, whatever the record says.
    pub date_override: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            encoding: None,
            repair: true,
            strip: true,
            date: None,
            date_override: None,
        }
    }
}
