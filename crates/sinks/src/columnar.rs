//! The columns of a row group of Parquet while they fill up.

use ::parquet::column::writer::ColumnWriter;
use ::parquet::data_type::{ByteArray, FixedLenByteArray};
use ::parquet::errors::ParquetError;
use ::parquet::file::writer::SerializedColumnWriter;

use crate::flat::{Cell, Kind};

/// Digits behind the point of DECIMAL(38,9).
const SCALE: usize = 9;
/// All its digits.
const PRECISION: usize = 38;

/// One column of the flat form, which may be two of Parquet.
pub(crate) enum Column {
    One(Part),
    /// An exact decimal: its text, and its number where it fits.
    Two(Part, Part),
}

impl Column {
    pub(crate) fn of(kind: Kind) -> Self {
        let part = |values| Part {
            values,
            present: Vec::new(),
        };
        match kind {
            Kind::Text => Self::One(part(Values::Text(Vec::new()))),
            Kind::Day => Self::One(part(Values::Day(Vec::new()))),
            Kind::Whole => Self::One(part(Values::Whole(Vec::new()))),
            Kind::Real => Self::One(part(Values::Real(Vec::new()))),
            Kind::Decimal => Self::Two(
                part(Values::Text(Vec::new())),
                part(Values::Decimal(Vec::new())),
            ),
        }
    }

    pub(crate) fn push(&mut self, cell: &Cell<'_>) {
        match self {
            Self::One(part) => part.push(cell),
            Self::Two(text, number) => {
                text.push(cell);
                number.push(cell);
            }
        }
    }

    /// What has gathered; the column is empty again.
    pub(crate) fn take(&mut self) -> Vec<Part> {
        match self {
            Self::One(part) => vec![part.take()],
            Self::Two(text, number) => vec![text.take(), number.take()],
        }
    }
}

/// One column of Parquet: its values, and which rows have one.
pub(crate) struct Part {
    values: Values,
    present: Vec<i16>,
}

enum Values {
    Text(Vec<ByteArray>),
    Decimal(Vec<FixedLenByteArray>),
    Day(Vec<i32>),
    Whole(Vec<i64>),
    Real(Vec<f64>),
}

impl Part {
    fn push(&mut self, cell: &Cell<'_>) {
        let done = match (&mut self.values, cell) {
            (Values::Text(all), Cell::Text(text)) => {
                add(all, Some(text.as_bytes().to_vec().into()))
            }
            (Values::Decimal(all), Cell::Text(text)) => add(all, fixed(text)),
            (Values::Day(all), Cell::Text(text)) => add(all, days(text)),
            (Values::Whole(all), Cell::Whole(n)) => add(all, Some(*n)),
            (Values::Real(all), Cell::Real(x)) => add(all, Some(*x)),
            _ => false,
        };
        self.present.push(done.into());
    }

    fn take(&mut self) -> Self {
        let values = match &mut self.values {
            Values::Text(all) => Values::Text(std::mem::take(all)),
            Values::Decimal(all) => Values::Decimal(std::mem::take(all)),
            Values::Day(all) => Values::Day(std::mem::take(all)),
            Values::Whole(all) => Values::Whole(std::mem::take(all)),
            Values::Real(all) => Values::Real(std::mem::take(all)),
        };
        Self {
            values,
            present: std::mem::take(&mut self.present),
        }
    }

    pub(crate) fn write(&self, to: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let present = Some(self.present.as_slice());
        let wrong = || ParquetError::General("a column of another type".to_owned());
        match (to.untyped(), &self.values) {
            (ColumnWriter::ByteArrayColumnWriter(to), Values::Text(all)) => {
                to.write_batch(all, present, None)
            }
            (ColumnWriter::FixedLenByteArrayColumnWriter(to), Values::Decimal(all)) => {
                to.write_batch(all, present, None)
            }
            (ColumnWriter::Int32ColumnWriter(to), Values::Day(all)) => {
                to.write_batch(all, present, None)
            }
            (ColumnWriter::Int64ColumnWriter(to), Values::Whole(all)) => {
                to.write_batch(all, present, None)
            }
            (ColumnWriter::DoubleColumnWriter(to), Values::Real(all)) => {
                to.write_batch(all, present, None)
            }
            _ => Err(wrong()),
        }?;
        Ok(())
    }
}

fn add<T>(all: &mut Vec<T>, value: Option<T>) -> bool {
    let some = value.is_some();
    all.extend(value);
    some
}

fn fixed(text: &str) -> Option<FixedLenByteArray> {
    let bytes = unscaled(text)?.to_be_bytes().to_vec();
    Some(FixedLenByteArray::from(bytes))
}

/// A decimal as the contract writes it, as a whole number of billionths; none when it does not fit.
fn unscaled(text: &str) -> Option<i128> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = whole.trim_start_matches('-').len();
    if part.len() > SCALE || digits > PRECISION - SCALE {
        return None;
    }
    format!("{whole}{part:0<SCALE$}").parse().ok()
}

/// Days since 1970-01-01; none outside the years 1 to 9999, which the usual readers cannot hold.
fn days(text: &str) -> Option<i32> {
    let mut parts = text.splitn(3, '-');
    let mut next = || parts.next()?.parse::<i32>().ok();
    let (year, month, day) = (next()?, next()?, next()?);
    if !(1..=9999).contains(&year) {
        return None;
    }
    // Counted from March, so that the day that leap years add comes last.
    let (year, month) = if month < 3 {
        (year - 1, month + 9)
    } else {
        (year, month - 3)
    };
    let leap = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(year * 365 + leap + (month * 153 + 2) / 5 + day - 1 - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_billionths() {
        assert_eq!(unscaled("46000000000"), Some(46_000_000_000_000_000_000));
        assert_eq!(unscaled("-2.5"), Some(-2_500_000_000));
        assert_eq!(unscaled("-0.000000001"), Some(-1));
        assert_eq!(unscaled("0.0000000001"), None, "ten places");
        let widest = "9".repeat(28);
        assert_eq!(
            unscaled(&widest),
            Some((10_i128.pow(28) - 1) * 1_000_000_000)
        );
    }

    #[test]
    fn days_count_from_1970() {
        for (text, want) in [
            ("1970-01-01", Some(0)),
            ("1969-12-31", Some(-1)),
            ("2000-03-01", Some(11_017)),
            ("2024-02-29", Some(19_782)),
            ("0001-01-01", Some(-719_162)),
            ("9999-12-31", Some(2_932_896)),
            ("0000-12-31", None),
            ("-0044-03-15", None),
        ] {
            assert_eq!(days(text), want, "{text}");
        }
    }
}
