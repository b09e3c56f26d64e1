//! What verbs say of the time of the dates that hang on them.

use std::cell::RefCell;

use crate::item::Reach;

/// What a verb says of the time of its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Present,
    /// A present of what goes by a calendar: *the fair opens in March*.
    Scheduled,
    Future,
    /// Ahead of another time than now, perhaps: *scheduled*, *plans to open*, *would open*.
    Planned,
    /// A verb that does not tell: *was due to meet on Friday*.
    Open,
}

impl Tense {
    /// Whether what it tells is ahead, whatever its date.
    pub(crate) const fn is_ahead(self) -> bool {
        matches!(self, Self::Future | Self::Planned)
    }
}

/// Its tense, and the token of the verb.
pub(crate) type Governor = (Tense, usize);

/// The verbs of the dates of a sentence, and their tenses. They hang on lexemes alone, which no rule changes; several
/// readings and several questions ask for the same.
#[derive(Debug, Default)]
pub(crate) struct Governors(pub(crate) RefCell<Vec<(Reach, Option<Governor>)>>);
