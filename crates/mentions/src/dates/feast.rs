//! Feasts: which day of a year they are.

use claimsift_model::Day;

/// The day of a feast. Its number is read by kind:
/// - 0: month and day, as 1225;
/// - 1: days from Easter Sunday of the western churches;
/// - 2: month, rank and weekday, as 1144 for the fourth Thursday of November; rank 9 is the last;
/// - 3: the day after such a day; 4: the Monday behind it, for a Thursday.
pub(super) fn day(number: i16, kind: i8, year: i16) -> Option<Day> {
    match kind {
        0 => Day::new(year, part(number / 100)?, part(number % 100)?),
        1 => easter(year)?.plus_days(i32::from(number)),
        2 => ranked(number, year),
        3 => Some(ranked(number, year)?.next()),
        4 => ranked(number, year)?.plus_days(4),
        _ => None,
    }
}

fn part(n: i16) -> Option<i8> {
    i8::try_from(n).ok()
}

fn ranked(number: i16, year: i16) -> Option<Day> {
    let (month, rank, weekday) = (part(number / 100)?, number / 10 % 10, part(number % 10)?);
    let first = Day::new(year, month, 1)?;
    let to = i32::from((weekday - first.weekday()).rem_euclid(7));
    let day = first.plus_days(to)?;
    if rank == 9 {
        let end = first.plus_months(1)?;
        return (0..5)
            .filter_map(|n| day.plus_days(n * 7))
            .rfind(|d| *d < end);
    }
    day.plus_days(i32::from(rank - 1) * 7)
}

/// Easter Sunday of the Gregorian calendar, after Meeus, Jones and Butcher.
fn easter(year: i16) -> Option<Day> {
    let y = i32::from(year);
    let (golden, century, rest) = (y % 19, y / 100, y % 100);
    let leap = century / 4;
    let moon = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - leap - moon + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * sunday) / 451;
    let n = epact + sunday - 7 * late + 114;
    Day::new(
        year,
        i8::try_from(n / 31).ok()?,
        i8::try_from(n % 31 + 1).ok()?,
    )
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn feasts() {
        let p = |number, kind, year| day(number, kind, year).unwrap().to_string();
        assert_eq!(p(1225, 0, 2024), "2024-12-25");
        assert_eq!(p(0, 1, 2018), "2018-04-01");
        assert_eq!(p(0, 1, 2019), "2019-04-21");
        assert_eq!(p(0, 1, 1981), "1981-04-19");
        assert_eq!(p(0, 1, 2049), "2049-04-18");
        assert_eq!(p(39, 1, 2024), "2024-05-09", "Ascension");
        assert_eq!(p(1144, 2, 2023), "2023-11-23", "Thanksgiving");
        assert_eq!(p(1144, 3, 2019), "2019-11-29", "the Friday after it");
        assert_eq!(p(591, 2, 2021), "2021-05-31", "last Monday of May");
        assert_eq!(p(911, 2, 2022), "2022-09-05", "Labor Day");
        assert!(day(231, 0, 2024).is_none());
        assert!(day(0, 7, 2024).is_none());
    }
}
