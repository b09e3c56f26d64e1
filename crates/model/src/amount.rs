//! Exact amounts with the interval that the words around them mean.

use rust_decimal::Decimal;

/// How an amount relates to the figure that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modifier {
    /// The figure itself.
    Exact,
    /// Near the figure.
    About,
    /// Above the figure.
    MoreThan,
    /// The figure or above.
    AtLeast,
    /// Below the figure.
    LessThan,
    /// The figure or below.
    AtMost,
    /// From one figure to another.
    Between,
    /// An indefinite number of the magnitude.
    Several,
}

/// An exact decimal with its interval. Constructed by modifier only, so the three numbers always agree.
///
/// ```
/// use claimsift_model::{Amount, Modifier};
/// let a = Amount::exact(7.into()).modified(Modifier::AtMost);
/// assert_eq!((a.min(), a.max()), (None, Some(7.into())));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount {
    value: Option<Decimal>,
    min: Option<Decimal>,
    max: Option<Decimal>,
    modifier: Modifier,
    fraction: Option<(u64, u64)>,
    rounded: bool,
}

impl Amount {
    /// Exactly `value`.
    #[must_use]
    pub const fn exact(value: Decimal) -> Self {
        Self {
            value: Some(value),
            min: Some(value),
            max: Some(value),
            modifier: Modifier::Exact,
            fraction: None,
            rounded: false,
        }
    }

    /// `numerator / denominator`; rounded to six places when it does not end. `None` for a zero denominator, and for
    /// what would round to nothing.
    ///
    /// ```
    /// use claimsift_model::Amount;
    /// assert_eq!(Amount::fraction(1, 128).unwrap().value().unwrap().to_string(), "0.0078125");
    /// assert!(Amount::fraction(2, 3).unwrap().is_rounded());
    /// ```
    #[must_use]
    pub fn fraction(numerator: u64, denominator: u64) -> Option<Self> {
        let (upper, lower) = (Decimal::from(numerator), Decimal::from(denominator));
        let full = upper.checked_div(lower)?.normalize();
        let ends = full.scale() <= 20 && full.checked_mul(lower) == Some(upper);
        let value = if ends {
            full
        } else {
            full.round_dp(6).normalize()
        };
        if value.is_zero() && numerator > 0 {
            return None;
        }
        Some(Self {
            fraction: Some((numerator, denominator)),
            rounded: !ends,
            ..Self::exact(value)
        })
    }

    /// Any value from `low` to `high`; the ends are put in order.
    #[must_use]
    pub fn between(low: Decimal, high: Decimal) -> Self {
        Self {
            value: None,
            min: Some(low.min(high)),
            max: Some(low.max(high)),
            modifier: Modifier::Between,
            fraction: None,
            rounded: false,
        }
    }

    /// An indefinite number: at least the bare magnitude `at_least`, no value of its own.
    #[must_use]
    pub const fn several(at_least: Option<Decimal>) -> Self {
        Self {
            value: None,
            min: at_least,
            max: None,
            modifier: Modifier::Several,
            fraction: None,
            rounded: false,
        }
    }

    /// Something that was written as a number and could not be read or held.
    #[must_use]
    pub const fn unreadable() -> Self {
        Self {
            value: None,
            min: None,
            max: None,
            modifier: Modifier::Exact,
            fraction: None,
            rounded: false,
        }
    }

    /// The same figure under another modifier. Only an exact or approximate figure can be bounded; a range or an
    /// indefinite amount keeps its own modifier.
    #[must_use]
    pub fn modified(self, modifier: Modifier) -> Self {
        let Some(value) = self.value else { return self };
        let (min, max) = match modifier {
            Modifier::MoreThan | Modifier::AtLeast => (Some(value), None),
            Modifier::LessThan | Modifier::AtMost => (None, Some(value)),
            Modifier::Exact | Modifier::About => (Some(value), Some(value)),
            Modifier::Between | Modifier::Several => return self,
        };
        Self {
            min,
            max,
            modifier,
            ..self
        }
    }

    /// The amount times `factor`; every bound moves with it. Out of range gives [`Amount::unreadable`].
    #[must_use]
    pub fn scaled(self, factor: Decimal) -> Self {
        let times = |x: Option<Decimal>| match x {
            None => Some(None),
            Some(x) => x.checked_mul(factor).map(|y| Some(y.normalize())),
        };
        match (times(self.value), times(self.min), times(self.max)) {
            (Some(value), Some(min), Some(max)) => Self {
                value,
                min,
                max,
                fraction: if factor == Decimal::ONE {
                    self.fraction
                } else {
                    None
                },
                ..self
            },
            _ => Self::unreadable(),
        }
    }

    /// The figure, when there is a single one.
    #[must_use]
    pub const fn value(&self) -> Option<Decimal> {
        self.value
    }

    /// Lower end of the interval meant; `None` is open.
    #[must_use]
    pub const fn min(&self) -> Option<Decimal> {
        self.min
    }

    /// Upper end of the interval meant; `None` is open.
    #[must_use]
    pub const fn max(&self) -> Option<Decimal> {
        self.max
    }

    /// How the interval relates to the figure.
    #[must_use]
    pub const fn modifier(&self) -> Modifier {
        self.modifier
    }

    /// Numerator and denominator, where the amount was written as a fraction.
    #[must_use]
    pub const fn as_fraction(&self) -> Option<(u64, u64)> {
        self.fraction
    }

    /// Whether the value is a fraction rounded to six places.
    #[must_use]
    pub const fn is_rounded(&self) -> bool {
        self.rounded
    }

    /// Whether nothing could be read: no value and no interval.
    #[must_use]
    pub const fn is_unreadable(&self) -> bool {
        self.value.is_none()
            && self.min.is_none()
            && self.max.is_none()
            && matches!(self.modifier, Modifier::Exact)
    }
}
