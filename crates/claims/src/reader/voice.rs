//! Who speaks and of which day, where it takes more than the sentence of the figure.

use claimsift_model::{Decimal, Party, Per, Predicate, SlotReason, Timing, Value};

use super::{One, Reader};
use crate::candidate::Candidate;
use crate::filled::Filled;
use crate::line::{Figure, Line, Tag};
use crate::{objects, party, speech, timing};

/// How many sentences of a quotation the one that brings it in governs.
const INTRODUCED: usize = 3;

/// How many sentences before one may name the day that a report from a market is about.
const SESSION: usize = 20;

impl Reader<'_> {
    /// Who says it; `open` is whether a quotation is open where the sentence begins.
    pub(super) fn speaker(
        &mut self,
        one: One<'_, '_>,
        open: bool,
        why: &mut Vec<SlotReason>,
    ) -> Option<Party> {
        let line = one.line;
        let figure = &line.figures[one.place];
        let block = self.around.tokens.sentences[line.sentence].block;
        let within = speech::within(line, &figure.tokens);
        let party = match within {
            Some(found) if self.own_words(line, &found, block).is_some() => {
                why.push(SlotReason {
                    slot: "speaker",
                    why: "the speaker before, taken up by a possessive".into(),
                });
                self.own_words(line, &found, block)
            }
            Some(found) => {
                why.push(SlotReason {
                    slot: "speaker",
                    why: found.why.into(),
                });
                Some(party::party(self.around, line, &found.tokens))
            }
            None => {
                let (party, reason) = self.of_quotation(one, open, block)?;
                why.push(SlotReason {
                    slot: "speaker",
                    why: reason.into(),
                });
                Some(party)
            }
        };
        if let Some(party) = &party {
            self.speaker = Some((party.clone(), block));
        }
        party
    }

    /// Who speaks in the quotation that a figure stands in, where its sentence has no word of saying.
    fn of_quotation(
        &self,
        one: One<'_, '_>,
        open: bool,
        block: usize,
    ) -> Option<(Party, &'static str)> {
        let (line, at) = (one.line, one.line.figures[one.place].tokens.start);
        if !speech::quoted(line, at, open) {
            return None;
        }
        if let Some(party) = speech::across(self.around, line, &line.figures[one.place], open) {
            return Some((party, "speaker of the quotation"));
        }
        if let Some(quote) = speech::fragment(line, at) {
            let own = speech::whose(self.around, line, quote)?;
            return Some((party::party(self.around, line, &own.tokens), own.why));
        }
        let last = self.speaker.as_ref().filter(|(_, b)| *b == block);
        last.map(|(p, _)| (p.clone(), "speaker of the quotation"))
    }

    /// The day that a report from a market is about: the one named in a sentence of its paragraph before.
    pub(super) fn session(&self, line: &Line<'_>, found: &Candidate) -> Option<Timing> {
        if found.predicate != Predicate::PriceChange {
            return None;
        }
        let block = self.around.tokens.sentences[line.sentence].block;
        let own = |s: &usize| self.around.tokens.sentences[*s].block == block;
        (0..line.sentence)
            .rev()
            .take(SESSION)
            .take_while(own)
            .find_map(|s| timing::day(self.around, s))
    }

    /// *… since May. “X of losses”*: the *since* of the sentence that brings in a quotation holds within it.
    pub(super) fn introduced(&self, one: One<'_, '_>, open: bool) -> Option<Timing> {
        let line = one.line;
        let sentences = &self.around.tokens.sentences;
        let at = line.figures[one.place].tokens.start;
        if !speech::quoted(line, at, open) {
            return None;
        }
        let block = sentences[line.sentence].block;
        let near = line.sentence.saturating_sub(INTRODUCED)..line.sentence;
        near.rev()
            .take_while(|s| sentences[*s].block == block)
            .find_map(|s| timing::since(self.around, s))
    }

    /// *according to their own reckoning*: the speaker that the possessive takes up.
    fn own_words(&self, line: &Line<'_>, found: &Filled, block: usize) -> Option<Party> {
        let possessive = line.tag_at(found.tokens.start) == Tag::Possessive;
        let last = self
            .speaker
            .as_ref()
            .filter(|(_, b)| possessive && *b == block);
        last.map(|(party, _)| party.clone())
    }

    /// *9 TWh of electricity a year*: the length of time right behind what a figure measures.
    pub(super) fn over_time(&self, line: &Line<'_>, figure: &Figure) -> Option<Per> {
        let measured = objects::measured(line, figure)?;
        let end = line.span(&measured.tokens).end();
        let own = self.around.found.within(line.sentence);
        let mut next = self.around.found.mentions.get(own)?.iter();
        let rate = next.find(|m| m.span.start() > end)?;
        let between = line.text.get(end as usize..rate.span.start() as usize)?;
        let Value::Timex(length) = &rate.value else {
            return None;
        };
        let unit = match length.as_str() {
            "P1Y" => "a",
            "P1M" => "mo",
            "P1W" => "wk",
            "P1D" => "d",
            "PT1H" => "h",
            _ => return None,
        };
        between.trim().is_empty().then(|| Per {
            value: Decimal::ONE,
            unit: unit.into(),
        })
    }

    /// The rate that a subject like *a gigawatt* gives.
    pub(super) fn rate(&self, line: &Line<'_>, unit: usize) -> Option<Per> {
        let mention = &self.around.found.mentions[line.figures[unit].mention];
        Some(Per {
            value: mention.amount()?.value()?,
            unit: mention.unit()?.into(),
        })
    }
}
