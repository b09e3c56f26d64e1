//! What a glance at a sentence tells, before it is read.

use std::ops::Range;

use claimsift_engine::{ClassMask, Node};
use claimsift_model::{Kind, Mention};
use claimsift_packs::{Kinds, Subject, class, form};

use super::Reader;
use crate::{candidate, events, screen, verbs};

const VERB: ClassMask = ClassMask::all(&[class::VERB]);

/// The words that open frames.
const OPENING: ClassMask = ClassMask::all(&[class::FRAME_NOUN, class::VERB]);

impl Reader<'_> {
    /// Whether a sentence holds a figure that may make a claim, or a name that may have done something on its day.
    pub(super) fn may_claim(&self, index: usize, mentions: &Range<usize>) -> bool {
        let around = self.around;
        let own = around.found.mentions.get(mentions.clone());
        let own = own.unwrap_or_default();
        let days = || own.iter().filter(|m| events::dated(m)).count();
        let event = || days() == 1 && self.tells(index);
        let mut figures = own.iter().filter(|m| screen::claimable(m));
        event() || figures.any(|m| !self.is_idle(index, m))
    }

    /// Whether behind a name of a sentence stands a verb that may tell of the past: who did something stands before it.
    fn tells(&self, index: usize) -> bool {
        let tokens = self.around.tokens;
        let Some(name) = self.around.names.spots_in(index).first() else {
            return false;
        };
        let (sentence, mut from) = (&tokens.sentences[index], name.tokens.start);
        let Some(language) = self.around.packs.get(sentence.lang) else {
            return false;
        };
        while let Some(at) = tokens.hits.first(from..sentence.tokens.end, &VERB) {
            let (mut forms, mut serves) = (0, false);
            for verb in tokens.hits.of_class(at, class::VERB) {
                forms |= verb.extra;
                let index = usize::try_from(verb.value).ok();
                let own = index.and_then(|v| language.pack.verbs.get(v));
                serves |= own.is_some_and(|v| v.roles.meets(verbs::SERVING));
            }
            if forms & form::PAST != 0 || serves && forms & form::PRESENT != 0 {
                return true;
            }
            from = at + 1;
        }
        false
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
        let (mut from, end) = (sentence.tokens.start, sentence.tokens.end);
        while let Some(at) = tokens.hits.first(from..end, &OPENING) {
            let of = |class| tokens.hits.of_class(at, class);
            if of(class::FRAME_NOUN).any(noun) || of(class::VERB).any(verb) {
                return true;
            }
            from = at + 1;
        }
        false
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
