//! Exact decimals as the contract writes them.

use claimsift_model::Decimal;

/// Most digits of a value in the output.
const DIGITS: usize = 28;

/// `-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?`; `None` above 28 digits.
///
/// ```
/// use claimsift_sinks::decimal_text;
/// assert_eq!(decimal_text("46000000000.50".parse().unwrap()).as_deref(), Some("46000000000.5"));
/// ```
#[must_use]
pub fn decimal_text(value: Decimal) -> Option<String> {
    let value = value.normalize();
    if value.is_zero() {
        return Some("0".to_owned());
    }
    // Most are whole.
    if value.scale() == 0 && value.mantissa().unsigned_abs() < 10_u128.pow(DIGITS as u32) {
        return Some(itoa::Buffer::new().format(value.mantissa()).to_owned());
    }
    let text = value.to_string();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (digits <= DIGITS || text.trim_start_matches('-').starts_with("0.") && digits == DIGITS + 1)
        .then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_the_contracts() {
        let text = |s: &str| decimal_text(s.parse().unwrap());
        for (given, want) in [
            ("10.00", "10"),
            ("-0.0", "0"),
            ("-2.50", "-2.5"),
            ("1000000000", "1000000000"),
            ("0.000001", "0.000001"),
            (
                "9999999999999999999999999999",
                "9999999999999999999999999999",
            ),
        ] {
            assert_eq!(text(given).as_deref(), Some(want));
        }
        assert_eq!(text("10000000000000000000000000000"), None);
    }
}
