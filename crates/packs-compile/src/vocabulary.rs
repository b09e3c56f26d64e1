//! The classes that code knows by name. All other classes come from data alone.

/// Ids of the classes that builders use, and their names in packs.
pub mod class {
    use claimsift_engine::ClassId;

    macro_rules! classes {
        ($($(#[$doc:meta])* $id:ident = $name:literal;)*) => {
            /// Names of the known classes; a class's id is its place here, from [`ClassId::FIRST`] on.
            pub const NAMES: &[&str] = &[$($name),*];
            // What code asks for is told apart at one look.
            const _: () = assert!(NAMES.len() + ClassId::FIRST.0 as usize <= claimsift_engine::ClassMask::ALONE);
            /// The places, counted by the compiler.
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            enum Place { $($id),* }
            $(
                $(#[$doc])*
                pub const $id: ClassId = ClassId(ClassId::FIRST.0 + Place::$id as u16);
            )*
        };
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
        /// A currency: index into the table; extra 0 symbol or code, 1 singular, 2 plural, 3 subunit, 4 behind a magnitude only, 5 unsure,
        /// from 100 on a symbol that holds the magnitude of the power of ten behind the hundred.
        CURRENCY = "currency";
        /// A unit: index into the table; extra 0 symbol, 1 singular, 2 plural.
        UNIT = "unit";
        /// A fraction in one character: numerator and denominator.
        FRACTION_SIGN = "fraction_sign";
        /// A decimal mark in a word.
        POINT = "num_point";
        /// What stands between a number and the power of ten it is multiplied by.
        EXPONENT = "num_exponent";
        /// A per cent sign or word.
        PERCENT_SIGN = "percent_sign";
        /// Percentage points: value is the power of ten of one of them.
        POINTS = "points";
        /// A rank word: its value.
        RANK = "rank";
        /// The ending of a rank written in digits.
        RANK_ENDING = "rank_ending";
        /// A month, from 1; extra 1: also another word, 2: an abbreviation. Both need a day, a year or a word before them.
        MONTH = "month";
        /// A weekday, Monday 1; extra 2: an abbreviation, 4: a plural.
        WEEKDAY = "weekday";
        /// A season: 1 spring to 4 winter; extra 1: also another word.
        SEASON = "season";
        /// A unit of time: 1 day, 2 week, 3 month, 4 quarter, 5 half, 6 year, 7 decade, 8 century, 9 hour, 10 minute, 11 second,
        /// 12 weekend; extra 1: singular, 2: plural.
        PERIOD = "period";
        /// A rate of time: value as [`PERIOD`]; extra: how many of it, where it is more than one.
        YEARLY = "yearly";
        /// A day relative to the document's: days from it; extra 1: to a day of the text, 2 to 5: the morning, afternoon,
        /// evening or night of it.
        RELATIVE_DAY = "relative_day";
        /// A direction in time before its noun: -1 before, 0 this, 1 after; extra 1: from a date of the text, 2: a weekday
        /// behind it is of the week behind this one.
        SHIFT = "shift";
        /// Words that make an interval of two numbers a change.
        CHANGE = "@change";
        /// A verb form: index of the verb; features as in [`crate::form`].
        VERB = "verb";
        /// A noun that opens a frame: index of the frame.
        FRAME_NOUN = "frame_noun";
        /// A preposition that slots of frames name: its index.
        PREPOSITION = "preposition";
        /// Words between a noun and its figure: 1 estimated, 2 planned.
        LINK = "figure_link";
        /// A word before a date: 1 by, 2 since, 3 until, 4 from, 5 at.
        DATE_ROLE = "date_role";
        /// Words that make a sentence less sure, whatever verb it has: 1 estimated, 2 planned, 3 possible, 4 reported, 5 denied.
        CERTAINTY = "certainty";
        /// *and*.
        AND = "@and";
        /// *or*.
        OR = "@or";
        /// *by*, before the agent of a passive.
        BY = "@by";
        /// *to*, before an infinitive.
        TO = "@to_verb";
        /// Articles and demonstratives.
        DETERMINER = "@determiner";
        /// *its*, *their*.
        POSSESSIVE = "@possessive";
        /// The mark of a possessor behind its name.
        GENITIVE = "@genitive";
        /// *he*, *it*, *they*: subjects.
        PRONOUN = "@pronoun";
        /// Pronouns that stand before a verb and are no subject.
        CLITIC = "@clitic";
        /// Those that make a verb reflexive.
        REFLEXIVE = "@reflexive";
        /// *which*, *who*.
        RELATIVE = "@relative";
        /// *that*, before what is said.
        THAT = "@that";
        /// *3 out of 10*: before the whole that a part is of.
        OUT_OF = "@out_of";
        /// *while*, *because*, *but*: a new clause begins.
        SUBORDINATOR = "@subordinator";
        /// *not*, *never*.
        NEGATION = "@negation";
        /// Pronouns that stand for nothing before.
        EXPLETIVE = "@expletive";
        /// Adverbs, which stand anywhere.
        ADVERB = "@adverb";
        /// *according to*.
        ACCORDING = "@according";
        /// Adverbs inside a noun phrase whose adjective stands behind the noun: *les maisons les plus chères*.
        DEGREE = "@degree";
        /// Nouns of what things are sorted by, behind *according to*: *age*, *region*.
        CRITERION = "@criterion";
        /// *respectively*.
        RESPECTIVELY = "@respectively";
        /// Words of a stock market.
        MARKET = "@market";
        /// At whose place: *revenue at A*.
        OWNER_AT = "@owner_at";
        /// Definite articles.
        THE = "@the";
        /// Goods with a price of their own.
        COMMODITY = "@commodity";
        /// *that is*: the figure behind it says the one before again, or what comes of it.
        EQUATES = "@equates";
        /// Relatives that take up a whole clause: *ce qui*.
        SENTENTIAL = "@sentential";
        /// Relatives of a possessor: *whose*.
        RELATIVE_OF = "@relative_of";
        /// Words before what a figure is compared with: *compared with*.
        VERSUS = "@versus";
        /// *of which*: a part of the figure before.
        PART_OF = "@part_of";
        /// Nouns that name no thing of their own: *amount*, *total*.
        HOLLOW = "@hollow";
        /// Words that open a line which belongs to the page: *read also*.
        NAVIGATION = "@navigation";
        /// Nouns of those who are asked: *source*, *expert*.
        VOICE = "@voice";
        /// A pronoun that stands for anybody, and so for nobody who speaks.
        ANYONE = "@anyone";
        /// *with*: before what somebody has.
        HAVING = "@having";
        /// Words of a change upwards.
        UPWARD = "@upward";
        /// Words of a change downwards.
        DOWNWARD = "@downward";
        /// Other prepositions, which no slot names.
        OTHER_PREPOSITION = "@other_preposition";
        /// Ends a sentence after an abbreviation only where a new one begins.
        ABBREVIATION = "@abbreviation";
        /// A direction in time behind its noun, as [`SHIFT`].
        SHIFT_AFTER = "shift_after";
        /// The beginning 1, middle 2 or end 3 of a period; extra 1: also another word, *of* must follow.
        DATE_PART = "date_part";
        /// A letter for quarters (4) or halves (5) of a year.
        QUARTER_MARK = "quarter_mark";
        /// A word for a half of a year that means other halves too.
        HALF_YEAR = "half_year";
        /// A century in one word: its number.
        CENTURY = "century";
        /// A decade in one word: its year of the century.
        DECADE = "decade";
        /// Half of the day in a time: hours to add to those before twelve; extra 1: behind a clock alone.
        DAY_HALF = "day_half";
        /// A time of day in a word: its hour.
        TIME_WORD = "time_word";
        /// A month in another language, as quoted posts are stamped: it needs its day and year.
        FOREIGN_MONTH = "foreign_month";
        /// Words that a year may follow as an owned thing does its owner: *its 2018 results*.
        YEAR_OWNER = "@year_owner";
        /// Words before a date that is aimed at.
        TARGET = "@target";
        /// Words before the day that something begins on.
        RUN_FROM = "@run_from";
        /// Before a person's name: value is the gender (0 either, 1 masculine, 2 feminine).
        TITLE = "title";
        /// What a person is: group; gender, plus 20 for many.
        ROLE = "role";
        /// A given name: gender.
        FIRST_NAME = "first_name";
        /// A noun for a company: gender; 10 for one or 20 for many, plus 1 for a large one, 2 for a young one.
        COMPANY_NOUN = "company_noun";
        /// A noun for another body, as [`COMPANY_NOUN`].
        INSTITUTION_NOUN = "institution_noun";
        /// A pronoun: gender; 10 or 20 for its number, plus 1 for persons alone, 2 for things alone, 4 for a possessor.
        NAME_PRONOUN = "name_pronoun";
        /// A phrase that is another name of somebody: index into the table of aliases.
        ALIAS = "alias";
        /// A thing or place that is known to be somebody's: index into the table of aliases.
        HOME = "home";
        /// Legal forms behind names of companies.
        LEGAL = "@legal";
        /// Words that join two capitals into one name.
        PARTICLE = "@particle";
        /// Words between a noun and the name it belongs to.
        NAME_OF = "@name_of";
        /// Words that make a noun stand for somebody already named.
        NAME_ARTICLE = "@name_article";
        /// Acronyms of things.
        COMMON_ACRONYM = "@common_acronym";
        /// First words of sentences that are no names.
        OPENER = "@opener";
        /// Places.
        PLACE = "@place";
        /// Words before a place.
        PLACE_BEFORE = "@place_before";
        /// Nouns before or behind the name of a product.
        PRODUCT_NOUN = "@product_noun";
        /// Names of peoples and their adjectives.
        DEMONYM = "@demonym";
        /// Verbs of speech, beside a name.
        NAME_SAYS = "@name_says";
        /// Finite verbs that a bare name may stand before.
        FINITE = "@finite";
        /// What follows a pronoun that stands for nobody.
        IMPERSONAL = "@impersonal";
        /// Adjectives inside the names of institutions.
        NAME_ADJECTIVE = "@name_adjective";
        /// Words behind which a clause begins.
        NAME_CLAUSE = "@name_clause";
        /// Words that begin a noun phrase.
        NAME_DETERMINER = "@name_determiner";
        /// Acronyms that may end a name.
        NAME_TAIL = "@name_tail";
        /// Names of companies that are words too, or begin sentences often.
        KNOWN_NAME = "@known_name";
        /// Days, months and feasts: capitals that are no names.
        CALENDAR = "@calendar";
        /// Words before a date that is still to come.
        AHEAD = "@ahead_of";
        /// Morning 1, afternoon 2, evening 3, night 4, midday 5.
        DAY_PART = "day_part";
        /// A word for where a currency is money: index into the table of currencies.
        CURRENCY_HOME = "currency_home";
        /// Words behind which a word for a sign is none.
        NO_SIGN = "@no_sign_after";
        /// Words that put what follows ahead: *scheduled*, *prévu*.
        AWAITED = "@awaited";
        /// *Originally*, beside what was scheduled and came otherwise.
        AT_FIRST = "@at_first";
        /// Participles whose auxiliary of the perfect is that of the passive.
        BE_PERFECT = "@be_perfect";
        /// A time that no calendar names: -1 past, 0 present, 1 future.
        TIME_REF = "time_ref";
        /// A feast: its number; extra: how it is read (0 month and day, 1 days from Easter, 2 month, rank and weekday, 3 the
        /// day after such a day).
        FEAST = "feast";
        /// The last part of a whole: -1.
        LAST_PART = "last_part";
        /// Capitalised nouns of events that a year belongs to.
        EVENT = "@event";
        /// Words that a year may follow.
        YEAR_MAYBE = "@year_maybe";
        /// A word for a length of time: how many units of class [`PERIOD`].
        LENGTH_WORD = "length_word";
        /// Marks between a number and the power of ten it is multiplied by.
        TIMES_MARK = "@times_mark";
        /// Verbs that take by how much and to what without a word between: *fell 1.6 to 45.2*.
        MOVED = "@moved";
        /// Number words that mean something else where they stand alone.
        NOT_ALONE = "@not_alone";
        /// A thing that an amount is given for: 0 share, 1 person, 2 household, 3 vehicle.
        RATE_THING = "rate_thing";
        /// *about*, before an amount.
        ABOUT = "@about";
        /// Names that a number may follow without being part of them: months, and the like.
        NOT_NAMED = "@not_named";
        /// The mark behind the number of a day.
        DAY_DOT = "@day_dot";
        /// Makes a part of a whole of the number before it, in its own word or in the one behind it.
        PART_ENDING = "part_ending";
        /// *on*, right before the day on which something was done.
        TOLD_ON = "@told_on";
        /// A weekday and a part of it in one word: its number; the part, as of [`DAY_PART`].
        WEEKDAY_PART = "weekday_part";
        /// *dated*, before the day of a letter.
        DATED = "@dated";
        /// *the*, *en*, before a week and its number.
        WEEK_IN = "@week_in";
        /// A dash.
        DASH = "@dash";
        /// *since*, right before a date.
        SINCE = "@since";
        /// *if*, before what is supposed.
        IF = "@if";
        /// *postponed*, before the old and the new day.
        POSTPONED = "@postponed";
        /// *more than*, before an amount.
        MORE_THAN = "@more_than";
        /// *at least*, before an amount.
        AT_LEAST = "@at_least";
        /// *less than*, before an amount.
        LESS_THAN = "@less_than";
        /// *between*.
        BETWEEN = "@between";
        /// Names of time zones.
        TIME_ZONE = "@time_zone";
        /// *results*, *earnings*: what a quarter or month before it is of.
        QUARTER_NOUN = "@quarter_noun";
        /// Half of a month.
        HALF_MONTH = "half_month";
        /// Minutes past the full hour in words, negative before it; extra 0: the hour stands behind, 1: before it.
        CLOCK_PART = "clock_part";
    }
}
