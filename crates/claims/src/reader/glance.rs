//! What a glance at a sentence tells, before it is read.

use std::ops::Range;

use claimsift_engine::Shape;

use super::Reader;
use crate::screen;

impl Reader<'_> {
    /// Whether a quotation is open behind a sentence.
    pub(super) fn toggled(&self, index: usize, open: bool) -> bool {
        let tokens = self.around.tokens;
        let sentence = &tokens.sentences[index];
        // Most sentences hold no byte that a mark of quotation begins with.
        let text = self.around.document.slice(sentence.span);
        if memchr::memchr3(b'"', 0xC2, 0xE2, text.as_bytes()).is_none() {
            return open;
        }
        let own = &tokens.all[sentence.tokens.clone()];
        let marks = own.iter().filter(|t| t.shape == Shape::Mark);
        marks.fold(open, |open, t| match self.around.document.slice(t.span) {
            "«" | "“" | "„" => true,
            "»" | "”" => false,
            "\"" => !open,
            _ => open,
        })
    }

    /// Whether a sentence holds a figure, or a name that may have done something on its day.
    pub(super) fn may_claim(&self, index: usize, mentions: &Range<usize>) -> bool {
        let around = self.around;
        let named = || !around.names.spots_in(index).is_empty();
        let own = around.found.mentions.get(mentions.clone());
        own.unwrap_or_default().iter().any(screen::claimable) || named()
    }

    pub(super) fn is_question(&self, index: usize) -> bool {
        let span = self.around.tokens.sentences[index].span;
        self.around
            .document
            .slice(span)
            .trim_end_matches(['"', '»', '”', ' ', '\u{a0}', '\u{202f}'])
            .ends_with('?')
    }
}
