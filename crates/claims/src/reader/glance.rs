//! What a glance at a sentence tells, before it is read.

use std::ops::Range;

use claimsift_engine::{Node, Shape};
use claimsift_model::{Kind, Mention};
use claimsift_packs::{Kinds, Subject, class};

use super::Reader;
use crate::{candidate, events, screen};

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

    /// Whether a sentence holds a figure that may make a claim, or a name that may have done something on its day.
    pub(super) fn may_claim(&self, index: usize, mentions: &Range<usize>) -> bool {
        let around = self.around;
        let own = around.found.mentions.get(mentions.clone());
        let own = own.unwrap_or_default();
        let days = || own.iter().filter(|m| events::dated(m)).count();
        let event = || days() == 1 && !around.names.spots_in(index).is_empty();
        let mut figures = own.iter().filter(|m| screen::claimable(m));
        figures.any(|m| !self.is_idle(index, m)) || event()
    }

    /// Whether a figure is one that is worth nothing without a frame, and no word of its sentence opens one that takes it.
    fn is_idle(&self, index: usize, mention: &Mention) -> bool {
        // A sign or a word beside a share or factor makes more of it.
        let plain = !matches!(mention.kind, Kind::Percent | Kind::Ratio);
        plain && screen::slight(mention) && !self.opens(index, candidate::kinds(mention.kind))
    }

    /// Whether a word of a sentence opens a frame that takes some kinds of figure. What only links a figure to a noun asks
    /// for one that does.
    fn opens(&self, index: usize, kinds: Kinds) -> bool {
        let tokens = self.around.tokens;
        let sentence = &tokens.sentences[index];
        let Some(language) = self.around.packs.get(sentence.lang) else {
            return false;
        };
        let pack = &language.pack;
        let frame = |f: usize| pack.frames.get(f).filter(|f| f.figure.meets(kinds));
        let noun = |n: Node| usize::try_from(n.value).is_ok_and(|f| frame(f).is_some());
        let verb = |n: Node| {
            let verb = usize::try_from(n.value).ok();
            let verb = verb.and_then(|v| pack.verbs.get(v));
            let acts = |f: &u16| frame(usize::from(*f)).is_some_and(|f| f.subject != Subject::Link);
            verb.is_some_and(|v| v.figures.meets(kinds) && v.frames.iter().any(acts))
        };
        let of = |at, class| tokens.hits.of_class(at, class);
        let mut all = sentence.tokens.clone();
        all.any(|at| of(at, class::FRAME_NOUN).any(noun) || of(at, class::VERB).any(verb))
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
