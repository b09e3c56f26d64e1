//! An edit that leaves things out.

use claimsift_model::{Edit, Stage, TextSpan};

/// An edit that leaves most of a text as it is, and where its parts went.
pub(super) struct Cut {
    edit: Edit,
    /// Start before, start after and length of each part that was kept.
    kept: Vec<(u32, u32, u32)>,
    at: u32,
}

impl Cut {
    pub(super) fn new(text: &str) -> Self {
        Self {
            edit: Edit::new(text.len() / 2),
            kept: Vec::new(),
            at: 0,
        }
    }

    /// Leaves out what stands before `to`.
    pub(super) fn skip_to(&mut self, to: u32) {
        self.edit.drop(to.saturating_sub(self.at));
        self.at = self.at.max(to);
    }

    /// Writes `text` in place of what stands before `to`.
    pub(super) fn replace_to(&mut self, to: u32, text: &str) {
        self.edit.replace(to.saturating_sub(self.at), text);
        self.at = self.at.max(to);
    }

    pub(super) fn keep(&mut self, text: &str) {
        let len = u32::try_from(text.len()).unwrap_or(u32::MAX);
        self.kept.push((self.at, self.edit.len(), len));
        self.edit.keep(text);
        self.at += len;
    }

    pub(super) fn after(&self, span: TextSpan) -> Option<TextSpan> {
        let i = self.kept.partition_point(|k| k.0 <= span.start());
        let (from, to, len) = *self.kept.get(i.checked_sub(1)?)?;
        let (start, end) = (span.start() - from, span.end() - from);
        (end <= len).then(|| TextSpan::new(to + start, to + end))
    }

    /// The text and the way back, with all that stands before the `end` of the old one.
    pub(super) fn finish(mut self, end: usize) -> (String, Stage) {
        self.skip_to(u32::try_from(end).unwrap_or(u32::MAX));
        self.edit.finish()
    }
}
