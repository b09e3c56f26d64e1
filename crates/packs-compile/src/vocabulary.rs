//! The classes that code knows by name. All other classes come from data alone.

/// Ids of the classes that builders use, and their names in packs.
pub mod class {
    use claimsift_engine::ClassId;

    macro_rules! classes {
        ($($(#[$doc:meta])* $id:ident = $name:literal;)*) => {
            /// Names of the known classes; a class's id is its place here, from [`ClassId::FIRST`] on.
            pub const NAMES: &[&str] = &[$($name),*];
            classes!(@ids 0; $($(#[$doc])* $id,)*);
        };
        (@ids $n:expr; $(#[$doc:meta])* $id:ident, $($rest:tt)*) => {
            $(#[$doc])*
            pub const $id: ClassId = ClassId(ClassId::FIRST.0 + $n);
            classes!(@ids $n + 1; $($rest)*);
        };
        (@ids $n:expr;) => {};
    }

    classes! {
        /// Function words: no noun, and no start of a counted noun phrase.
        STOP = "@stop";
        /// Words that tell a language.
        TELL = "@tell";
        /// Words that stand between an amount and what it is of.
        OF = "@of";
        /// Words that open an interval or a change.
        FROM = "@from";
        /// Words that stand before a place or a year.
        IN = "@in";
        /// Words that a year follows.
        YEAR_AFTER = "@year_after";
        /// Adjectives that stand between a number and its noun.
        BEFORE_NOUN = "@before_noun";
        /// Nouns of which no count is made.
        UNCOUNTED = "@uncounted";
        /// Nouns of which a large number is money.
        MONEY_NOUN = "@money_noun";
        /// Built: an amount without unit. Value: 1 when a magnitude word was written, else 0. Extra: its power of ten.
        NUMBER = "number";
        /// Built: an interval of numbers.
        RANGE = "range";
        /// Built: a rank.
        ORDINAL = "ordinal";
        /// Built: a share or factor.
        RATIO = "ratio";
        /// Built: an amount of money. Value: 1 when its currency is a neighbour's.
        MONEY = "money";
        /// Built: an amount in a unit.
        QUANTITY = "quantity";
        /// Built: a percentage.
        PERCENT = "percent";
        /// Built: a number of things.
        COUNT = "count";
        /// Built: a date.
        DATE = "date";
        /// Built: a time of day.
        TIME = "time";
        /// Built: a length of time.
        DURATION = "duration";
        /// Built: a recurring time.
        SET = "set";
        /// Built: digits that are no figure.
        NOISE = "noise";
        /// Number word: its value, and the largest value that may be added to it.
        ADD = "num_add";
        /// Number word that multiplies what stands before it.
        TIMES = "num_times";
        /// Magnitude: power of ten; extra 1: a calque of the short scale, 2: the word is ambiguous.
        SCALE = "num_scale";
        /// Joins the parts of a number.
        JOIN = "num_join";
        /// A half of the magnitude before it.
        HALF = "num_half";
        /// An article that is the number one before a magnitude or unit.
        ONE = "num_one";
        /// An indefinite amount: the least that it may be; extra 1: only where *of* follows.
        VAGUE = "num_vague";
        /// A sign before a number: value 1 or -1.
        SIGN = "num_sign";
        /// A part of a whole: its denominator.
        PART = "fraction_part";
        /// A factor in a word: its value.
        MULTIPLE = "multiple";
        /// A currency: index into the table; extra 0 symbol or code, 1 singular, 2 plural, 3 subunit.
        CURRENCY = "currency";
        /// A unit: index into the table; extra 0 symbol, 1 singular, 2 plural.
        UNIT = "unit";
        /// A per cent sign or word.
        PERCENT_SIGN = "percent_sign";
        /// Percentage points: value is the power of ten of one of them.
        POINTS = "points";
        /// A rank word: its value.
        RANK = "rank";
        /// The ending of a rank written in digits.
        RANK_ENDING = "rank_ending";
        /// A month, from 1.
        MONTH = "month";
        /// A weekday, Monday 1.
        WEEKDAY = "weekday";
        /// A season: 1 spring to 4 winter.
        SEASON = "season";
        /// A unit of time: 1 day, 2 week, 3 month, 4 quarter, 5 half, 6 year, 7 decade, 8 century, 9 hour, 10 minute, 11 second.
        PERIOD = "period";
        /// A rate of time: value as [`PERIOD`].
        YEARLY = "yearly";
        /// A day relative to the document's: days from it.
        RELATIVE_DAY = "relative_day";
        /// A direction in time: -1 before, 0 this, 1 after.
        SHIFT = "shift";
        /// Words that make an interval of two numbers a change.
        CHANGE = "@change";
        /// Ends a sentence after an abbreviation only where a new one begins.
        ABBREVIATION = "@abbreviation";
    }
}
