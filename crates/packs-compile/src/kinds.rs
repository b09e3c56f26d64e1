//! The kinds of figure that a frame takes.

use serde::{Deserialize, Serialize};

/// A set of the kinds of figure that frames may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Kinds(u8);

#[allow(missing_docs)] // the names say it
impl Kinds {
    pub const NONE: Self = Self(0);
    pub const MONEY: Self = Self(1);
    pub const POWER: Self = Self(1 << 1);
    pub const ENERGY: Self = Self(1 << 2);
    pub const PERCENT: Self = Self(1 << 3);
    pub const RATIO: Self = Self(1 << 4);
    pub const COUNT: Self = Self(1 << 5);
    pub const QUANTITY: Self = Self(1 << 6);
    pub const NUMBER: Self = Self(1 << 7);
}

impl Kinds {
    /// The kind of that name in the output, where frames may name it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let known = KINDS.iter().find(|(known, _)| *known == name);
        known.map(|(_, kind)| *kind)
    }

    /// The kinds of those names; `Err` says which is none.
    pub(crate) fn all(names: &[String]) -> Result<Self, String> {
        let mut all = Self::NONE;
        for name in names {
            let Some(kind) = Self::named(name) else {
                let known = KINDS.map(|(known, _)| known).join(", ");
                return Err(format!(
                    "`figure`: `{name}` is no kind of figure; there are: {known}"
                ));
            };
            all.join(kind);
        }
        Ok(all)
    }

    /// Adds the kinds of another set.
    pub const fn join(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether some kind is in both sets.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Those of the output contract.
const KINDS: [(&str, Kinds); 8] = [
    ("money", Kinds::MONEY),
    ("power", Kinds::POWER),
    ("energy", Kinds::ENERGY),
    ("percent", Kinds::PERCENT),
    ("ratio", Kinds::RATIO),
    ("count", Kinds::COUNT),
    ("quantity", Kinds::QUANTITY),
    ("number", Kinds::NUMBER),
];
