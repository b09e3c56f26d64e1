//! A mention: one figure or date of the text, read.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::{Amount, DateReading, TextSpan};

/// The kinds of the output contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it
pub enum Kind {
    Number,
    Ordinal,
    Money,
    Power,
    Energy,
    Percent,
    Ratio,
    Count,
    Duration,
    Date,
    Time,
    Set,
    Quantity,
}

impl Kind {
    /// The name in the output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Ordinal => "ordinal",
            Self::Money => "money",
            Self::Power => "power",
            Self::Energy => "energy",
            Self::Percent => "percent",
            Self::Ratio => "ratio",
            Self::Count => "count",
            Self::Duration => "duration",
            Self::Date => "date",
            Self::Time => "time",
            Self::Set => "set",
            Self::Quantity => "quantity",
        }
    }
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// An amount in `unit` (ISO 4217, UCUM, `%`, `pp`, `1`); a missing unit is an amount of money in no known currency.
    Amount {
        /// The figure and its interval, in `unit`.
        amount: Amount,
        /// Unit code.
        unit: Option<Arc<str>>,
    },
    /// A date.
    Date(DateReading),
    /// A time of day, duration or set: its TIMEX3 value.
    Timex(String),
}

/// A rate: the amount that the figure is given for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Per {
    /// How many units.
    pub value: Decimal,
    /// UCUM or ISO 4217 code.
    pub unit: Arc<str>,
}

/// Remarks of the output contract, sorted in the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// `$`, `kr` without evidence of the country.
    AmbiguousCurrency,
    /// The currency is a neighbour's.
    ImpliedCurrency,
    /// The date is not written whole.
    InferredDate,
    /// The unit is a neighbour's.
    InferredUnit,
    /// Money in no known currency.
    NoCurrency,
    /// More than 28 digits.
    OutOfRange,
    /// The quote held damage.
    Repaired,
    /// A fraction that does not end.
    Rounded,
    /// *trillion* for 10^12 in a long-scale language.
    ShortScaleCalque,
    /// Cut off in the source.
    Truncated,
    /// Indefinite.
    Vague,
}

impl Flag {
    /// The name in the output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AmbiguousCurrency => "ambiguous_currency",
            Self::ImpliedCurrency => "implied_currency",
            Self::InferredDate => "inferred_date",
            Self::InferredUnit => "inferred_unit",
            Self::NoCurrency => "no_currency",
            Self::OutOfRange => "out_of_range",
            Self::Repaired => "repaired",
            Self::Rounded => "rounded",
            Self::ShortScaleCalque => "short_scale_calque",
            Self::Truncated => "truncated",
            Self::Vague => "vague",
        }
    }
}

/// Index of a mention in its document's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionId(pub u32);

/// One figure or date, read. Mentions of a document do not overlap and are in text order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Number, magnitude, unit or currency, and for a count the head noun.
    pub span: TextSpan,
    /// Kind.
    pub kind: Kind,
    /// What was read.
    pub value: Value,
    /// Head of the counted noun phrase, for a count.
    pub counted: Option<TextSpan>,
    /// A rate in the mention's own words.
    pub per: Option<Per>,
    /// Sorted, without repeats.
    pub flags: Vec<Flag>,
    /// Other readings of the same span, when it is truly ambiguous.
    pub alternatives: Vec<Mention>,
    /// Id of the rule that made it.
    pub rule: Arc<str>,
    /// The mention that this parenthesis converts.
    pub converts: Option<MentionId>,
    /// The span with the words that were read with it (bounds, *per* …): no other mention's figure lies inside.
    pub extent: TextSpan,
}

impl Mention {
    /// The amount, where it is one.
    #[must_use]
    pub const fn amount(&self) -> Option<&Amount> {
        match &self.value {
            Value::Amount { amount, .. } => Some(amount),
            _ => None,
        }
    }

    /// The unit code, where it has one.
    #[must_use]
    pub fn unit(&self) -> Option<&str> {
        match &self.value {
            Value::Amount { unit, .. } => unit.as_deref(),
            _ => None,
        }
    }

    /// The date reading, where it is one.
    #[must_use]
    pub const fn date(&self) -> Option<&DateReading> {
        match &self.value {
            Value::Date(reading) => Some(reading),
            _ => None,
        }
    }

    /// Adds a flag once, keeping the order.
    pub fn flag(&mut self, flag: Flag) {
        if let Err(at) = self.flags.binary_search(&flag) {
            self.flags.insert(at, flag);
        }
    }

    /// Whether the flag is set.
    #[must_use]
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.binary_search(&flag).is_ok()
    }
}
