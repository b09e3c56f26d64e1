//! Dates, times, durations and sets.

use super::Captures;
use crate::item::Item;

/// What a rule of dates makes.
pub(super) fn date(of: &Captures<'_, '_>) -> Option<Item> {
    let _ = (of.scene.doc_day(), of.number("year"));
    None
}
