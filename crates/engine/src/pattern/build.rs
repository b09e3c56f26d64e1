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
    NextTo,
    NightTo,
    DayEnd,
}

macro_rules! slot_names {
    ($($id:ident = $name:literal,)*) => {
        /// The names of slots, as patterns write them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // the names say it
        pub enum SlotName { $($id),* }

        impl SlotName {
            /// As a pattern writes it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$id => $name),* }
            }

            /// The slot that a pattern writes so.
            #[must_use]
            pub fn of(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$id),)* _ => None }
            }
        }
    };
}

slot_names! {
    Low = "low",
    High = "high",
    From = "from",
    Part = "part",
    Amount = "amount",
    Sign = "sign",
    By = "by",
    Currency = "currency",
    Sub = "sub",
    Scale = "scale",
    Unit = "unit",
    Noun = "noun",
    Rank = "rank",
    Next = "next",
    Before = "before",
    YearNo = "year_no",
    MonthNo = "month_no",
    DayNo = "day_no",
    WeekdayNo = "weekday_no",
    PartNo = "part_no",
    Tail = "tail",
    ShiftBy = "shift_by",
    Open = "open",
    Base = "base",
    HalfMore = "half_more",
    HourNo = "hour_no",
    MinuteNo = "minute_no",
    DayHalf = "day_half",
    HourTo = "hour_to",
    MinuteTo = "minute_to",
    What = "what",
    Mention = "mention",
    Also = "also",
    Modifies = "modifies",
    Other = "other",
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
    pub const fn slots(self) -> (&'static [SlotName], &'static [SlotName]) {
        use SlotName as S;
        match self {
            Self::Range => (&[S::Low, S::High], &[S::From]),
            Self::Fraction => (&[S::Part], &[S::Amount, S::Sign]),
            Self::Ratio => (&[S::By], &[]),
            Self::Money => (&[S::Amount, S::Currency], &[S::Sub, S::Scale]),
            Self::Truncated => (&[S::Currency, S::Amount], &[]),
            Self::Quantity => (&[S::Amount, S::Unit], &[]),
            Self::Bare => (&[S::Unit], &[]),
            Self::Percent => (&[S::Amount, S::Sign], &[]),
            Self::Count => (&[S::Amount, S::Noun], &[]),
            Self::Ordinal => (&[S::Rank], &[]),
            Self::Shared => (&[S::Amount, S::Next], &[]),
            Self::Follows => (&[S::Before, S::Amount], &[]),
            Self::Date => (
                &[],
                &[
                    S::YearNo,
                    S::MonthNo,
                    S::DayNo,
                    S::WeekdayNo,
                    S::PartNo,
                    S::Tail,
                ],
            ),
            Self::Relative => (
                &[],
                &[S::ShiftBy, S::Amount, S::Unit, S::Open, S::Base, S::Tail],
            ),
            Self::DateRange => (&[S::Low, S::High], &[S::MonthNo, S::YearNo, S::Tail]),
            Self::Duration => (&[S::Unit], &[S::Amount, S::HalfMore, S::Tail]),
            Self::Time => (
                &[],
                &[
                    S::HourNo,
                    S::MinuteNo,
                    S::DayHalf,
                    S::HourTo,
                    S::MinuteTo,
                    S::Tail,
                ],
            ),
            Self::Set => (&[S::Unit], &[S::Amount, S::Tail]),
            Self::Noise => (&[], &[S::What]),
            Self::Hedge => (&[S::Mention], &[S::Also]),
            Self::Part => (&[S::Modifies], &[S::Mention, S::Unit, S::Tail]),
            Self::Rate => (&[S::Mention, S::Unit], &[S::Amount]),
            Self::Converts => (&[S::Mention, S::Other], &[]),
        }
    }

    /// Number of the slot of that name.
    #[must_use]
    #[inline]
    pub fn slot(self, name: SlotName) -> Option<u8> {
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
