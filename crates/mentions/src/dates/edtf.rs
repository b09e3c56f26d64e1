//! The Extended Date/Time Format of ISO 8601-2: what a period is written as.
//!
//! Level 0 for days, months, years and intervals; level 1 for seasons (months 21 to 24) and unspecified digits (`199X`);
//! level 2 for quarters (33 to 36) and halves (40, 41) of a year. A week is an interval of days: the format has none.

use super::Period;

impl Period {
    /// ISO 8601-2, Extended Date/Time Format: parts of a year are its months 21 to 41.
    pub(crate) fn edtf(&self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Week(day) => days(*day, 6),
            Self::Weekend(day) => days(*day, 1),
            Self::Month(y, m) => format!("{y:04}-{m:02}"),
            Self::Season(y, s) => format!("{y:04}-{}", s + 20),
            Self::Quarter(y, q) => format!("{y:04}-{}", q + 32),
            Self::Half(y, h) => format!("{y:04}-{}", h + 39),
            Self::Year(y) => format!("{y:04}"),
            Self::Decade(d) => format!("{d:03}X"),
            Self::Century(c) => format!("{c:02}XX"),
            Self::Days(days) => format!("{}/{}", days.first, days.last),
            Self::Span(a, b) => {
                let (a, b) = (a.edtf(), b.edtf());
                let first = a.split('/').next().unwrap_or_default();
                let last = b.rsplit('/').next().unwrap_or_default();
                format!("{first}/{last}")
            }
        }
    }
}

fn days(first: claimsift_model::Day, more: i32) -> String {
    let last = first.plus_days(more).unwrap_or(first);
    format!("{first}/{last}")
}

#[cfg(test)]
mod tests {
    use claimsift_model::Day;

    use super::Period;

    fn day(text: &str) -> Period {
        Period::Day(Day::parse(text).unwrap())
    }

    fn span(a: Period, b: Period) -> Period {
        Period::Span(Box::new(a), Box::new(b))
    }

    /// The examples of the standard, as far as news can say them.
    #[test]
    fn examples_of_the_standard() {
        for (period, wanted) in [
            // Level 0: date and interval.
            (day("1985-04-12"), "1985-04-12"),
            (Period::Month(1985, 4), "1985-04"),
            (Period::Year(1985), "1985"),
            (span(Period::Year(1964), Period::Year(2008)), "1964/2008"),
            (
                span(Period::Month(2004, 6), Period::Month(2006, 8)),
                "2004-06/2006-08",
            ),
            (
                span(day("2004-02-01"), day("2005-02-08")),
                "2004-02-01/2005-02-08",
            ),
            (
                span(day("2004-02-01"), Period::Month(2005, 2)),
                "2004-02-01/2005-02",
            ),
            (
                span(day("2004-02-01"), Period::Year(2005)),
                "2004-02-01/2005",
            ),
            (
                span(Period::Year(2005), Period::Month(2006, 2)),
                "2005/2006-02",
            ),
            // Level 1: seasons, and digits that are not said.
            (Period::Season(2001, 1), "2001-21"),
            (Period::Season(2001, 2), "2001-22"),
            (Period::Season(2001, 3), "2001-23"),
            (Period::Season(2001, 4), "2001-24"),
            (Period::Decade(201), "201X"),
            (Period::Century(20), "20XX"),
            // Level 2: parts of a year.
            (Period::Quarter(2001, 1), "2001-33"),
            (Period::Quarter(2001, 2), "2001-34"),
            (Period::Quarter(2001, 3), "2001-35"),
            (Period::Quarter(2001, 4), "2001-36"),
            (Period::Half(2001, 1), "2001-40"),
            (Period::Half(2001, 2), "2001-41"),
            // Years have four digits.
            (Period::Year(476), "0476"),
            (Period::Century(4), "04XX"),
        ] {
            assert_eq!(period.edtf(), wanted);
        }
    }

    #[test]
    fn intervals_have_two_ends() {
        let week = |monday: &str| Period::Week(Day::parse(monday).unwrap());
        assert_eq!(week("2019-12-30").edtf(), "2019-12-30/2020-01-05");
        let weeks = span(week("2019-02-18"), week("2019-03-04"));
        assert_eq!(weeks.edtf(), "2019-02-18/2019-03-10");
        let counted = Period::Days(Box::new(crate::dates::Days {
            first: Day::parse("2004-02-01").unwrap(),
            last: Day::parse("2005-02-08").unwrap(),
            precision: claimsift_model::Precision::Month,
            timex: "P1Y".to_owned(),
        }));
        assert_eq!(counted.edtf(), "2004-02-01/2005-02-08");
        let quarter = span(Period::Quarter(2018, 1), week("2019-02-18"));
        assert_eq!(quarter.edtf(), "2018-33/2019-02-24");
    }
}
