//! Tables: what is written for a period, and which period an expression is.

use claimsift_model::{Anchor, Day, Precision, Published, PublishedSource};

use super::resolve::Frame;
use super::{From, Open, Period, Pick, Unit, What, write};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn published(text: &str) -> Published {
    let parts: Vec<&str> = text.split('-').collect();
    let (precision, start) = match parts.len() {
        1 => (Precision::Year, day(&format!("{text}-01-01"))),
        2 => (Precision::Month, day(&format!("{text}-01"))),
        _ => (Precision::Day, day(text)),
    };
    let end = match precision {
        Precision::Year => start.plus_years(1),
        Precision::Month => start.plus_months(1),
        _ => start.plus_days(1),
    };
    Published {
        start,
        end: end.unwrap(),
        precision,
        source: PublishedSource::Field,
        span: None,
    }
}

/// EDTF and anchor of an expression in a document of that date (empty: none), behind dates of the text.
fn read(date: &str, earlier: &[(Period, bool)], what: &What) -> String {
    let published = (!date.is_empty()).then(|| published(date));
    let frame = Frame {
        published: published.as_ref(),
        earlier,
        story: false,
        over: false,
    };
    match frame.resolve(what) {
        None => write::unresolved(what),
        Some((period, anchor)) => {
            let anchor = match anchor {
                Anchor::Absolute => "",
                Anchor::Document => " d",
                Anchor::Text => " by text",
                Anchor::None => " none",
            };
            format!("{}{anchor}", period.edtf())
        }
    }
}

fn open(date: &str, open: Open, pick: Pick) -> String {
    read(date, &[], &What::Open(open, pick))
}

fn shift(date: &str, unit: Unit, by: i64) -> String {
    let from = From::Document;
    read(date, &[], &What::Shifted { unit, by, from })
}

#[test]
fn writing() {
    let p = |period: &Period| {
        let (start, end) = (period.start().unwrap(), period.end().unwrap());
        format!("{} {} {start} {end}", period.edtf(), period.timex())
    };
    let monday = day("2019-02-18");
    let saturday = day("2019-02-23");
    let span = |a, b| Period::Span(Box::new(a), Box::new(b));
    for (period, wanted) in [
        (
            Period::Day(monday),
            "2019-02-18 2019-02-18 2019-02-18 2019-02-19",
        ),
        (
            Period::Week(monday),
            "2019-02-18/2019-02-24 2019-W08 2019-02-18 2019-02-25",
        ),
        (
            Period::Weekend(saturday),
            "2019-02-23/2019-02-24 2019-W08-WE 2019-02-23 2019-02-25",
        ),
        (
            Period::Month(2024, 2),
            "2024-02 2024-02 2024-02-01 2024-03-01",
        ),
        (
            Period::Quarter(2025, 3),
            "2025-35 2025-Q3 2025-07-01 2025-10-01",
        ),
        (
            Period::Half(2025, 2),
            "2025-41 2025-H2 2025-07-01 2026-01-01",
        ),
        (
            Period::Season(2018, 2),
            "2018-22 2018-SU 2018-06-01 2018-09-01",
        ),
        (
            Period::Season(2018, 4),
            "2018-24 2018-WI 2018-12-01 2019-03-01",
        ),
        (Period::Year(2015), "2015 2015 2015-01-01 2016-01-01"),
        (Period::Decade(199), "199X 199 1990-01-01 2000-01-01"),
        (Period::Century(20), "20XX 20 2000-01-01 2100-01-01"),
        (
            span(Period::Year(2010), Period::Year(2019)),
            "2010/2019 2010/2019 2010-01-01 2020-01-01",
        ),
    ] {
        assert_eq!(p(&period), wanted);
    }
}

#[test]
fn unresolved() {
    for (what, wanted) in [
        (What::Open(Open::Weekday(2), Pick::Usual), "XXXX-WXX-2"),
        (
            What::Open(Open::Day(3, 21, None), Pick::Usual),
            "XXXX-03-21",
        ),
        (What::Open(Open::Month(3), Pick::Last), "XXXX-03"),
        (What::Open(Open::Season(2), Pick::Last), "XXXX-SU"),
        (What::Vague { past: true }, "PAST_REF"),
    ] {
        assert_eq!(read("", &[], &what), wanted);
    }
    assert_eq!(shift("", Unit::Year, -1), "XXXX");
    assert_eq!(shift("", Unit::Week, 0), "PRESENT_REF");
}

#[test]
fn weekdays() {
    let tuesday = Open::Weekday(2);
    for (date, pick, wanted) in [
        ("2025-11-18", Pick::Usual, "2025-11-18 d"),
        ("2025-11-17", Pick::Usual, "2025-11-11 d"),
        ("2025-11-18", Pick::Last, "2025-11-11 d"),
        ("2025-11-18", Pick::Next, "2025-11-25 d"),
        ("2025-11-17", Pick::This, "2025-11-18 d"),
        ("2025-11", Pick::Usual, "XXXX-WXX-2"),
    ] {
        assert_eq!(open(date, tuesday, pick), wanted, "{date} {pick:?}");
    }
}

#[test]
fn days_and_months() {
    let march = Open::Day(3, 21, Some(3));
    for (date, what, pick, wanted) in [
        // A Thursday, called a Wednesday: the day is what is written.
        ("2019-03-21", march, Pick::Usual, "2019-03-21 d"),
        ("2019-10-21", march, Pick::Usual, "2018-03-21 d"),
        (
            "2019-02-19",
            Open::Day(12, 24, None),
            Pick::Usual,
            "2018-12-24 d",
        ),
        (
            "2023-02-19",
            Open::Day(2, 29, None),
            Pick::Usual,
            "2024-02-29 d",
        ),
        (
            "2019-02-19",
            Open::DayOnly(17, Some(7)),
            Pick::Usual,
            "2019-02-17 d",
        ),
        ("2019-03-21", Open::Month(11), Pick::Usual, "2018-11 d"),
        ("2025-07", Open::Month(3), Pick::Usual, "2025-03 d"),
        ("2025-07", Open::Month(1), Pick::Last, "2025-01 d"),
        ("2025-07-10", Open::Month(7), Pick::Last, "2024-07 d"),
        ("2016-11-07", Open::Month(2), Pick::This, "2016-02 d"),
        ("2025-07-10", Open::Month(7), Pick::Next, "2026-07 d"),
        ("2025", Open::Month(7), Pick::Usual, "XXXX-07"),
        ("2025-02-03", Open::Quarter(4), Pick::Usual, "2024-36 d"),
        ("2019-02-19", Open::Season(2), Pick::Last, "2018-22 d"),
        ("2019-05-02", Open::Season(2), Pick::This, "2019-22 d"),
    ] {
        assert_eq!(open(date, what, pick), wanted, "{date} {what:?} {pick:?}");
    }
}

#[test]
fn shifts() {
    for (date, unit, by, wanted) in [
        ("2019-02-19", Unit::Year, -1, "2018 d"),
        ("2019-02-19", Unit::Week, 0, "2019-02-18/2019-02-24 d"),
        ("2019-01-19", Unit::Month, -2, "2018-11 d"),
        ("2019-02-19", Unit::Quarter, -1, "2018-36 d"),
        ("2019-02-19", Unit::Half, 1, "2019-41 d"),
        ("2019-02-19", Unit::Day, -1, "2019-02-18 d"),
        ("2019-02-19", Unit::Weekend, 0, "2019-02-23/2019-02-24 d"),
        ("2019-02-19", Unit::Decade, -1, "200X d"),
        ("2025-07", Unit::Month, -1, "2025-06 d"),
        ("2025-07", Unit::Day, -1, "XXXX-XX-XX"),
        ("2025", Unit::Year, -1, "2024 d"),
        ("2025-07-10", Unit::Month, i64::from(i32::MAX), "XXXX-XX"),
        ("2025-07-10", Unit::Year, -3000, "XXXX"),
    ] {
        assert_eq!(shift(date, unit, by), wanted, "{date} {unit:?} {by}");
    }
}

#[test]
fn shifts_from_the_text() {
    let text = |by, unit, earlier: &[(Period, bool)]| {
        let from = From::Text;
        read("2019-10-12", earlier, &What::Shifted { unit, by, from })
    };
    let built = (Period::Month(2007, 12), false);
    let planned = (Period::Year(2012), true);
    let story = [built, planned];
    assert_eq!(
        text(1, Unit::Year, &story),
        "2008 by text",
        "a plan is passed over"
    );
    assert_eq!(text(0, Unit::Year, &story), "2012 by text");
    assert_eq!(text(1, Unit::Month, &story), "2008-01 by text");
    assert_eq!(text(-1, Unit::Day, &story), "2019-10-11 d");
    assert_eq!(text(1, Unit::Day, &story), "XXXX-XX-XX");
    assert_eq!(text(1, Unit::Year, &[]), "XXXX");
}

#[test]
fn intervals() {
    let fixed = |period| Box::new(What::Fixed(period));
    let open = |open| Box::new(What::Open(open, Pick::Usual));
    let years = What::Between(fixed(Period::Year(2010)), fixed(Period::Year(2019)));
    assert_eq!(read("", &[], &years), "2010/2019");
    let months = What::Between(open(Open::Month(3)), fixed(Period::Month(2020, 6)));
    assert_eq!(read("", &[], &months), "2020-03/2020-06");
    let monday = Box::new(What::Open(Open::Weekday(1), Pick::Next));
    let week = What::Between(monday, open(Open::Weekday(5)));
    assert_eq!(read("2019-02-19", &[], &week), "2019-02-25/2019-03-01 d");
    let wrong = What::Between(fixed(Period::Year(2019)), fixed(Period::Year(2010)));
    assert_eq!(
        read("", &[], &wrong),
        "2019/2010",
        "unresolved, and never built"
    );
    let within = What::Within(Open::Quarter(1), fixed(Period::Year(2018)));
    assert_eq!(read("", &[], &within), "2018-33");
}

#[test]
fn counted_out() {
    let base = |text: &str| Box::new(What::Fixed(Period::Day(day(text))));
    let run = |unit, by, base| What::Run { unit, by, base };
    let now = "2024-05-15";
    let year = || {
        Box::new(What::Shifted {
            unit: Unit::Year,
            by: 0,
            from: From::Document,
        })
    };
    let ends = |by, told| What::Ends {
        unit: Unit::Month,
        by,
        of: year(),
        told,
    };
    let offset = |unit, by| What::Offset {
        unit,
        by,
        base: base("2019-12-25"),
    };
    let cut = |past| What::Cut { of: year(), past };
    for (what, wanted) in [
        (run(Unit::Month, -3, None), "2024-02-15/2024-05-14 d"),
        (run(Unit::Day, 3, None), "2024-05-16/2024-05-18 d"),
        (run(Unit::Quarter, -2, None), "2023-10-01/2024-03-31 d"),
        (
            run(Unit::Week, 2, Some(base("2024-06-03"))),
            "2024-06-03/2024-06-16",
        ),
        (ends(9, false), "2024-01-01/2024-09-30 d"),
        (ends(-3, true), "2023-10-01/2023-12-31 d"),
        (ends(13, false), "P13M"),
        (offset(Unit::Week, 2), "2020-01-08"),
        (offset(Unit::Month, 2), "2020-02"),
        (cut(true), "2024-01-01/2024-05-14 d"),
        (cut(false), "2024-05-15/2024-12-31 d"),
        (
            What::Around(Unit::Weekend, base("2023-11-23")),
            "2023-11-23/2023-11-26",
        ),
    ] {
        assert_eq!(read(now, &[], &what), wanted);
    }
    assert_eq!(read("", &[], &run(Unit::Day, 3, None)), "P3D");
    assert_eq!(read("2024-05", &[], &run(Unit::Day, 3, None)), "P3D");
}

#[test]
fn beside_the_date_told_last() {
    let now = "2024-05-15";
    let beside = |earlier: &[(Period, bool)], open, side, told| {
        read(now, earlier, &What::Beside { open, side, told })
    };
    let friday = Open::Weekday(5);
    // A Wednesday.
    let day = [(Period::Day(day("2023-05-03")), false)];
    assert_eq!(beside(&day, friday, 1, true), "2023-05-05 by text");
    assert_eq!(beside(&day, friday, -1, true), "2023-04-28 by text");
    assert_eq!(
        beside(&day, Open::Weekday(3), 1, true),
        "2023-05-10 by text"
    );
    assert_eq!(
        beside(&day, Open::Weekday(3), 0, true),
        "2023-05-03 by text"
    );
    assert_eq!(beside(&day, Open::Season(1), 1, true), "2024-21 by text");
    let year = [(Period::Year(2015), false)];
    assert_eq!(beside(&year, Open::Month(3), 1, true), "2016-03 by text");
    assert_eq!(beside(&year, Open::Season(2), 0, true), "2015-22 by text");
    assert_eq!(beside(&year, friday, 1, false), "2024-05-17 d");
    assert_eq!(beside(&year, friday, 1, true), "XXXX-WXX-5", "not ahead");
    assert_eq!(beside(&[], friday, -1, true), "2024-05-10 d");
}

#[test]
fn several_units() {
    let far = |earlier: &[(Period, bool)], parts: &[(Unit, i64)], from, run| {
        let parts = parts.to_vec();
        read("2024-05-15", earlier, &What::Far { parts, from, run })
    };
    let ago = [(Unit::Year, -2), (Unit::Month, -3)];
    assert_eq!(far(&[], &ago, From::Now, false), "2022-02 d");
    let run = [(Unit::Month, -5), (Unit::Week, -2)];
    assert_eq!(far(&[], &run, From::Now, true), "2023-12-01/2024-05-14 d");
    let later = [(Unit::Year, 2), (Unit::Month, 3)];
    let told = [(Period::Month(2019, 3), false)];
    assert_eq!(far(&told, &later, From::Text, false), "2021-06 by text");
    assert_eq!(far(&[], &later, From::Text, false), "XXXX-XX");
    let before = What::Run {
        unit: Unit::Year,
        by: -3,
        base: Some(Box::new(What::Shifted {
            unit: Unit::Day,
            by: 0,
            from: From::Text,
        })),
    };
    let year = [(Period::Year(2019), false)];
    assert_eq!(
        read("2024-05-15", &year, &before),
        "2016-01-01/2018-12-31 by text"
    );
}

#[test]
fn intervals_of_months() {
    let august_to_october = |pick| {
        What::Between(
            Box::new(What::Open(Open::Month(8), pick)),
            Box::new(What::Open(Open::Month(10), pick)),
        )
    };
    for (date, pick, wanted) in [
        ("2024-05-15", Pick::Ahead, "2024-08/2024-10 d"),
        ("2024-09-15", Pick::Ahead, "2024-08/2024-10 d"),
        ("2024-11-15", Pick::Ahead, "2025-08/2025-10 d"),
        ("2024-09-15", Pick::Told, "2023-08/2023-10 d"),
    ] {
        assert_eq!(read(date, &[], &august_to_october(pick)), wanted, "{date}");
    }
}

#[test]
fn intervals_of_days() {
    let june_to_november = |pick| {
        What::Between(
            Box::new(What::Open(Open::Day(6, 1, None), pick)),
            Box::new(What::Open(Open::Day(11, 30, None), pick)),
        )
    };
    for (date, pick, wanted) in [
        ("2024-05-15", Pick::Usual, "2024-06-01/2024-11-30 d"),
        ("2024-08-15", Pick::Usual, "2024-06-01/2024-11-30 d"),
        ("2025-01-15", Pick::Usual, "2024-06-01/2024-11-30 d"),
        ("2024-05-15", Pick::Told, "2023-06-01/2023-11-30 d"),
        ("2025-01-15", Pick::Ahead, "2025-06-01/2025-11-30 d"),
    ] {
        assert_eq!(read(date, &[], &june_to_november(pick)), wanted);
    }
}
