//! Counts and the figures made from them.

use serde::Serialize;

/// Mentions of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Figures {
    /// Annotated.
    pub gold: usize,
    /// Annotated, with a prediction on them.
    pub found: usize,
    /// Found and read right.
    pub right: usize,
    /// Found with the very span.
    pub exact_span: usize,
    /// Predicted where nothing is annotated.
    pub extra: usize,
}

impl Figures {
    /// Share of predictions that are right.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.right, self.found + self.extra)
    }

    /// Share of annotations that are read right.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.right, self.gold)
    }

    /// Harmonic mean of the two.
    #[must_use]
    pub fn f1(&self) -> f64 {
        share(2 * self.right, self.gold + self.found + self.extra)
    }

    /// Adds the counts of another kind.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            gold: self.gold + other.gold,
            found: self.found + other.found,
            right: self.right + other.right,
            exact_span: self.exact_span + other.exact_span,
            extra: self.extra + other.extra,
        }
    }
}

/// Answers judged, and how many of them are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Judged {
    /// Right ones.
    pub right: usize,
    /// All that were judged.
    pub judged: usize,
}

impl Judged {
    /// Share of right answers.
    #[must_use]
    pub fn share(&self) -> f64 {
        share(self.right, self.judged)
    }

    pub(super) fn count(&mut self, right: bool) {
        self.judged += 1;
        self.right += usize::from(right);
    }
}

/// Claims of one confidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Level {
    /// Confidence in hundredths.
    pub(super) hundredths: u32,
}

impl Level {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 0 to 100
    pub(super) fn of(confidence: f64) -> Self {
        Self {
            hundredths: (confidence.clamp(0.0, 1.0) * 100.0).round() as u32,
        }
    }
}

#[allow(clippy::cast_precision_loss)] // counts of mentions
fn share(part: usize, of: usize) -> f64 {
    if of == 0 {
        0.0
    } else {
        part as f64 / of as f64
    }
}
