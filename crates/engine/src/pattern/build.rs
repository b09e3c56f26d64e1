//! What a rule builds: a closed list, each with its slots. Their meaning is the business of the crate that builds.

use serde::{Deserialize, Serialize};

/// What a rule makes of its captures.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Build {
    /// Two numbers, the ends of an interval; `from` marks one that may be a change instead.
    Range,
    /// Part of a whole: how many, of which part.
    Fraction,
    /// A factor: a number, or a word that holds it.
    Ratio,
    /// An amount and a currency; the amount may be missing for an article.
    Money,
    /// An amount and a unit.
    Quantity,
    /// A unit alone: some of it.
    Bare,
    /// An amount and a per cent sign or word.
    Percent,
    /// An amount and the noun counted.
    Count,
    /// A rank.
    Ordinal,
    /// A number that takes magnitude, unit or currency from the mention after it.
    Shared,
    /// A number that takes the unit of the mention before it.
    Follows,
    /// Money whose figure is cut off.
    Truncated,
    /// A calendar date, whole or in part: fields as written; `tail` is a word that only belongs to the quote.
    Date,
    /// A date relative to another: shifted from it, or one that comes again.
    Relative,
    /// An interval between two dates.
    DateRange,
    /// A length of time.
    Duration,
    /// A time of day.
    Time,
    /// A recurring time.
    Set,
    /// Digits that are a name, a version, a score: nothing to read.
    Noise,
    /// A bound or an approximation of the mention captured.
    Hedge,
    /// The beginning, middle or end of the date captured, or of the current period.
    Part,
    /// What the figure is given for.
    Rate,
    /// A parenthesis that gives the amount in another currency.
    Converts,
}

/// Which of its meanings a build has, where it has several.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names say it, and the builders show it
pub enum Variant {
    About,
    MoreThan,
    AtLeast,
    LessThan,
    AtMost,
    Change,
    Far,
    Unsure,
    DigitsOnly,
    DecadeOf,
    CenturyOf,
    MonthFirst,
    YearsOnly,
    DaysOfMonth,
    BeforeNow,
    AfterNow,
    EarlierOn,
    LaterOn,
    DayOf,
    InBase,
    InNow,
    Vague,
    PartOfDay,
    MaybeAfter,
    BareYear,
    ToldDay,
    HalfOf,
    ShortYear,
    Slashed,
    DayAlone,
    Negative,
    YearWords,
    Run,
    RunFrom,
    Ends,
    Offset,
    Cut,
    Same,
    Around,
    YearBehind,
    AnyDay,
    Ranked,
    RunTo,
    WithinNow,
    NearNow,
    UpTo,
    WeekNumber,
    Joined,
    Clock,
    Other,
    DigitSpan,
    ListDay,
    ListNext,
    ListFirst,
    InWords,
    MonthAlone,
    Beside,
    Half,
    OneIn,
}

/// When rules of a build run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// While mentions are found: they compete for their words.
    Find,
    /// When they are found: their neighbours' words are read.
    Refine,
}

impl Build {
    /// Captures that a rule must have, then those that it may have. A slot's number is its place in the two lists.
    #[must_use]
    pub const fn slots(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Range => (&["low", "high"], &["from"]),
            Self::Fraction => (&["part"], &["amount", "sign"]),
            Self::Ratio => (&["by"], &[]),
            Self::Money => (&["amount", "currency"], &["sub", "scale"]),
            Self::Truncated => (&["currency", "amount"], &[]),
            Self::Quantity => (&["amount", "unit"], &[]),
            Self::Bare => (&["unit"], &[]),
            Self::Percent => (&["amount", "sign"], &[]),
            Self::Count => (&["amount", "noun"], &[]),
            Self::Ordinal => (&["rank"], &[]),
            Self::Shared => (&["amount", "next"], &[]),
            Self::Follows => (&["before", "amount"], &[]),
            Self::Date => (
                &[],
                &[
                    "year_no",
                    "month_no",
                    "day_no",
                    "weekday_no",
                    "part_no",
                    "tail",
                ],
            ),
            Self::Relative => (&[], &["shift_by", "amount", "unit", "open", "base", "tail"]),
            Self::DateRange => (&["low", "high"], &["month_no", "year_no", "tail"]),
            Self::Duration => (&["unit"], &["amount", "half_more", "tail"]),
            Self::Time => (
                &[],
                &[
                    "hour_no",
                    "minute_no",
                    "day_half",
                    "hour_to",
                    "minute_to",
                    "tail",
                ],
            ),
            Self::Set => (&["unit"], &["amount", "tail"]),
            Self::Noise => (&[], &["what"]),
            Self::Hedge => (&["mention"], &["also"]),
            Self::Part => (&["modifies"], &["mention", "unit", "tail"]),
            Self::Rate => (&["mention", "unit"], &["amount"]),
            Self::Converts => (&["mention", "other"], &[]),
        }
    }

    /// Number of the slot of that name.
    #[must_use]
    pub fn slot(self, name: &str) -> Option<u8> {
        let (must, may) = self.slots();
        must.iter()
            .chain(may)
            .position(|s| *s == name)
            .and_then(|n| u8::try_from(n).ok())
    }

    /// When its rules run.
    #[must_use]
    pub const fn phase(self) -> Phase {
        match self {
            Self::Hedge | Self::Rate | Self::Converts => Phase::Refine,
            _ => Phase::Find,
        }
    }
}
