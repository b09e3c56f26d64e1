//! The register that number words work on.

use claimsift_model::{Decimal, Flag};

use crate::numbers::nodes::power;

/// The register that number words work on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Register {
    /// Finished magnitudes.
    pub(crate) total: Decimal,
    /// What of them a larger magnitude does not multiply, since its own was larger; and that magnitude.
    held: (Decimal, i64),
    /// What the next magnitude will multiply.
    pub(crate) group: Decimal,
    /// Whether `group` holds something.
    pub(crate) open: bool,
    /// Whether digits stand in it.
    pub(crate) written: bool,
    /// Largest number that may still be added to the group.
    pub(crate) room: i64,
    /// Power of the last magnitude.
    pub(crate) last_scale: i64,
    pub(crate) scale: Option<i64>,
    /// The number word added last.
    pub(crate) last_added: i64,
    /// A plus stands behind the digits: *50+*.
    pub(crate) or_more: bool,
    pub(crate) flags: Vec<Flag>,
}

impl Register {
    pub(crate) fn add(&mut self, value: i64, room: i64) -> Option<()> {
        if self.open && (value > self.room || value == 0) {
            return None;
        }
        self.group = if self.open {
            self.group.checked_add(value.into())?
        } else {
            value.into()
        };
        self.open = true;
        self.room = room;
        self.last_added = value;
        Some(())
    }

    pub(crate) fn times(&mut self, factor: i64, room: i64) -> Option<()> {
        let written = self.room < 0;
        if self.open && (self.group >= factor.into() && !written || self.group.is_zero()) {
            return None;
        }
        self.group = if self.open {
            self.group.checked_mul(factor.into())?
        } else {
            factor.into()
        };
        self.open = true;
        self.room = room;
        Some(())
    }

    pub(crate) fn literal(&mut self, value: Decimal) -> Option<()> {
        if self.open {
            return None;
        }
        self.group = value;
        self.open = true;
        self.room = -1;
        Some(())
    }

    /// Adds what stands behind a decimal mark, or a fraction; nothing can be added after it.
    pub(crate) fn literal_more(&mut self, part: Decimal, whole: bool) -> Option<()> {
        if self.open && !whole {
            return None;
        }
        let group = if self.open { self.group } else { Decimal::ZERO };
        self.group = group.checked_add(part)?;
        self.open = true;
        self.room = -1;
        Some(())
    }

    pub(crate) fn magnitude(&mut self, exponent: i64, kind: i64) -> Option<()> {
        let factor = power(exponent)?;
        let first = self.last_scale == 0 && self.total.is_zero();
        if first || exponent < self.last_scale {
            if !self.open && !(first && kind == 3) {
                return None;
            }
            let group = if self.open { self.group } else { Decimal::ONE };
            self.held = (self.total, self.last_scale);
            self.total = self.total.checked_add(group.checked_mul(factor)?)?;
        } else if exponent > self.last_scale || !self.open {
            // *5 mille milliards*: the magnitude takes all that stands before it, but *3 billones 455 mil millones*.
            let (held, above) = self.held;
            let held = if above > exponent {
                held
            } else {
                Decimal::ZERO
            };
            let own = self.total.checked_sub(held)?.checked_add(self.group)?;
            self.total = held.checked_add(own.checked_mul(factor)?)?;
        } else {
            return None;
        }
        self.group = Decimal::ZERO;
        self.open = false;
        self.room = 0;
        self.last_scale = exponent;
        self.scale = Some(self.scale.unwrap_or(0).max(exponent));
        match kind {
            1 | 2 => self.flags.push(Flag::ShortScaleCalque),
            _ => {}
        }
        Some(())
    }

    pub(crate) fn value(&self) -> Option<Decimal> {
        self.total.checked_add(self.group)
    }
}
