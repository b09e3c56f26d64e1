//! Repair of damaged text.

use claimsift_model::Note;

use crate::decode::Decoded;

pub(crate) fn repair(_decoded: &mut Decoded, _notes: &mut [Note]) {}
