//! What is likely, in bits.

use crate::runs::LONGEST;

/// Costs are in this part of a bit.
pub(crate) const BIT: i32 = 16;

/// How many times as much as the next shorter one a run of each length must stand to count for half.
pub(crate) const TRUST: [f64; LONGEST] = [60.0, 5.0, 4.0, 4.0, 4.0];

/// A chance in [`BIT`]s, rounded, so that the last digit of a logarithm does not matter.
#[allow(clippy::cast_possible_truncation, reason = "between 0 and 32 bits")]
pub(crate) fn bits(chance: f64) -> i32 {
    ((-chance.log2() * f64::from(BIT)).round() as i32).clamp(0, 32 * BIT)
}
