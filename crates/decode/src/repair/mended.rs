//! The repaired text, put together from its pieces, with the way back and the record of its repairs.

use claimsift_model::{Edit, Repairs, Stage, TextSpan};

use super::rounds::Placed;

/// The text so far.
pub(crate) struct Mended<'a> {
    text: &'a str,
    /// Where the rest of the text starts.
    at: u32,
    edit: Edit,
    /// What was repaired in decoding, and which of that is next.
    decoding: &'a Repairs,
    next: usize,
    repairs: Repairs,
}

impl<'a> Mended<'a> {
    pub(crate) fn new(text: &'a str, decoding: &'a Repairs) -> Self {
        Self {
            text,
            at: 0,
            edit: Edit::new(text.len()),
            decoding,
            next: 0,
            repairs: Repairs::default(),
        }
    }

    /// Adds the piece that starts at `start` and reads as `piece` once it is repaired.
    pub(crate) fn add(&mut self, start: u32, placed: &[Placed], piece: &str) {
        for fix in placed {
            let (from, to) = (start + fix.from.0, start + fix.from.1);
            self.keep_to(from);
            let before = self.text.get(from as usize..to as usize);
            let before = before.unwrap_or_default();
            let after = piece.get(fix.to.0 as usize..fix.to.1 as usize);
            let new = self.edit.len();
            self.edit.replace(to - from, after.unwrap_or_default());
            let span = TextSpan::new(new, self.edit.len());
            self.repairs.push(span, before, &fix.damage(before));
            self.at = to;
        }
    }

    /// Copies the text up to `to`, with the repairs of decoding in it. One that a fix covers is told by the fix.
    fn keep_to(&mut self, to: u32) {
        while let Some(repair) = self.decoding.get(self.next)
            && repair.text.end() <= to
        {
            self.next += 1;
            if let Some(ahead) = repair.text.start().checked_sub(self.at) {
                let new = self.edit.len() + ahead;
                let span = TextSpan::new(new, new + repair.text.len());
                self.repairs.push(span, repair.before, repair.damage);
            }
        }
        let kept = self.text.get(self.at as usize..to as usize);
        self.edit.keep(kept.unwrap_or_default());
        self.at = to;
    }

    /// Text, way back and repairs.
    pub(crate) fn finish(mut self) -> (String, Stage, Repairs) {
        self.keep_to(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        let (text, stage) = self.edit.finish();
        (text, stage, self.repairs)
    }
}
