//! What builders make: a reading of some tokens of a sentence, before it is chosen and becomes a mention.

use claimsift_model::{Amount, Decimal, Flag, Kind, Per, Value};

use crate::dates::Expr;

/// A range of tokens of the sentence, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Reach {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Reach {
    pub(crate) const fn len(self) -> u32 {
        self.end - self.start
    }

    pub(crate) fn join(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// A reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// Tokens of the quote.
    pub(crate) reach: Reach,
    /// Tokens read with it.
    pub(crate) extent: Reach,
    pub(crate) kind: Kind,
    pub(crate) value: Value,
    pub(crate) counted: Option<Reach>,
    pub(crate) per: Option<Per>,
    pub(crate) flags: Vec<Flag>,
    pub(crate) alternatives: Vec<Value>,
    /// Index of the rule; `None` for what the number reader made.
    pub(crate) rule: Option<u16>,
    /// Rules that read its parts or the words around it.
    pub(crate) derivation: Vec<u16>,
    /// Power of ten of the magnitude word written, if any.
    pub(crate) scale: Option<u32>,
    /// Digits only, four of them, ungrouped: it may be a year.
    pub(crate) year_like: bool,
    /// Written with the decimal mark of another language.
    pub(crate) foreign: bool,
    /// How many of its code one of the unit written is: a megawatt is a million watts.
    pub(crate) factor: Decimal,
    /// Item whose amount this one converts.
    pub(crate) converts: Option<u32>,
    /// A date, to be resolved when the document is read.
    pub(crate) date: Option<Expr>,
}

impl Item {
    pub(crate) fn new(kind: Kind, reach: Reach, value: Value) -> Self {
        Self {
            reach,
            extent: reach,
            kind,
            value,
            counted: None,
            per: None,
            flags: Vec::new(),
            alternatives: Vec::new(),
            rule: None,
            derivation: Vec::new(),
            scale: None,
            year_like: false,
            foreign: false,
            factor: Decimal::ONE,
            converts: None,
            date: None,
        }
    }

    /// An amount in a unit.
    pub(crate) fn amount(kind: Kind, reach: Reach, amount: Amount, unit: Option<&str>) -> Self {
        let mut item = Self::new(
            kind,
            reach,
            Value::Amount {
                amount,
                unit: unit.map(Into::into),
            },
        );
        if amount.is_rounded() {
            item.flag(Flag::Rounded);
        }
        if amount.is_unreadable() {
            item.flag(Flag::OutOfRange);
        }
        item
    }

    pub(crate) const fn as_amount(&self) -> Option<Amount> {
        match &self.value {
            Value::Amount { amount, .. } => Some(*amount),
            _ => None,
        }
    }

    pub(crate) fn flag(&mut self, flag: Flag) {
        if let Err(at) = self.flags.binary_search(&flag) {
            self.flags.insert(at, flag);
        }
    }

    /// Takes over what the parts were read with.
    pub(crate) fn with_flags(mut self, flags: &[Flag]) -> Self {
        flags.iter().for_each(|f| self.flag(*f));
        self
    }
}
