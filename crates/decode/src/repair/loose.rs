//! Readings of sequences that lost something: what stands for a byte is supposed, and letters decide.

use std::sync::Arc;

use super::chain::{Chain, Reader};
use super::guesses::{self, Guess, Guesses};
use super::loss::{CONTROLS, LOST, LOWERED, QUOTE, SPACE, STRIPPED};
use super::seq::{NEW, Seq};
use crate::cases;
use crate::letters::Alphabet;
use crate::weigh;

/// How much better than the next one a reading has to fit.
const FIRM: i32 = 3;

/// Reads with suppositions.
#[derive(Debug)]
pub(crate) struct Loose<'a> {
    pub(crate) reader: &'a Reader<'a>,
    pub(crate) chain: &'a Chain,
    /// Which suppositions the document allows.
    pub(crate) allowed: u8,
    pub(crate) alphabet: Option<&'a Alphabet>,
    guesses: Arc<Guesses>,
}

impl<'a> Loose<'a> {
    pub(crate) fn new(
        reader: &'a Reader<'a>,
        chain: &'a Chain,
        allowed: u8,
        alphabet: Option<&'a Alphabet>,
    ) -> Self {
        Self {
            reader,
            chain,
            allowed,
            alphabet,
            guesses: Guesses::of(&chain.codecs, alphabet, allowed & LOWERED != 0),
        }
    }

    /// The one reading at `at` that fits the letters of the document, if one stands out. Where controls may be
    /// missing, none does.
    pub(crate) fn best(&self, at: u32, lead: char) -> Option<Seq> {
        let mut best: Option<(i32, Seq)> = None;
        let (mut second, mut stripped) = (i32::MIN, false);
        let mut readings = self.readings(at, lead).peekable();
        readings.peek()?;
        let [far, near] = self.reader.before(at);
        for seq in readings {
            if seq.loss & STRIPPED != 0 {
                stripped = true;
                continue;
            }
            if seq.loss == 0 {
                continue;
            }
            let after = seq.next(self.reader.after(seq.end));
            // Its own like is the start of the next damaged letter.
            let next = if after == lead { 'a' } else { after };
            let fit = self.fit(seq.read, seq.loss) - weigh::cost(&[far, near, seq.read, next]);
            match &best {
                Some(b) if fit <= b.0 => second = second.max(fit),
                _ => {
                    second = best.map_or(second, |b| second.max(b.0));
                    best = Some((fit, seq));
                }
            }
        }
        let (fit, seq) = best?;
        // Beside missing controls, only a space that was a byte is firm.
        let rival = stripped && (seq.loss != SPACE || seq.read.is_uppercase());
        (!rival && fit >= second.saturating_add(FIRM) && fit >= 2).then_some(seq)
    }

    /// A reading at `at` of text that was lower-cased, the likeliest by itself.
    pub(crate) fn likely(&self, at: u32, lead: char) -> Option<Seq> {
        let [far, near] = self.reader.before(at);
        let mut best: Option<(i32, Seq)> = None;
        for seq in self.readings(at, lead) {
            let after = self.reader.after(seq.end);
            // What is damaged itself tells nothing yet.
            let like = |c: char| {
                if c.is_ascii() {
                    c
                } else {
                    cases::lower(seq.read)
                }
            };
            let window = [like(far), like(near), seq.read, like(after)];
            let fit = self.fit(seq.read, seq.loss) - weigh::cost(&window);
            if fit >= 2 && best.is_none_or(|b| fit > b.0) {
                best = Some((fit, seq));
            }
        }
        best.map(|b| b.1)
    }

    /// Whether a letter or sign of any language may start at `lead`.
    pub(crate) fn starts_any(&self, lead: char) -> bool {
        match self.chain.codecs.as_slice() {
            [codec] => codec.byte(lead).is_some_and(guesses::is_first),
            _ => true,
        }
    }

    /// How much a reading is to be expected: by the language's letters, less for each thing supposed.
    fn fit(&self, read: char, loss: u8) -> i32 {
        let letter = self.alphabet.map_or(1, |a| a.weight(read));
        let sign = match read {
            '’' | '“' | '”' | '–' | '«' | '»' | '€' | '\u{a0}' => 3,
            '—' | '…' | '„' | '‘' | '°' => 2,
            _ => 0,
        };
        letter.max(sign) * 2 - i32::from(loss.count_ones() > 1)
    }

    /// All that the text at `at` may spell.
    pub(crate) fn readings(&self, at: u32, lead: char) -> impl Iterator<Item = Seq> {
        let starts = self.guesses.starting(lead);
        let here = self.reader.char_at(at).filter(|_| !starts.is_empty());
        let next = here.map(|x| self.reader.after(x.1));
        starts.iter().filter_map(move |start| {
            if let (Some(next), Some((c, byte))) = (next, start.next)
                && !self.stripped(byte)
                && self.stands_for(next, c, byte).is_none()
            {
                return None;
            }
            let guess = self.guesses.get(start)?;
            let (end, loss) = self.spell(guess, at)?;
            Some(Seq {
                start: at,
                end,
                lead,
                read: guess.read,
                loss,
                gain: NEW,
                sure: false,
            })
        })
    }

    /// Where the guess ends if the text spells it at `at`, and what has to be supposed for that.
    fn spell(&self, guess: &Guess, mut at: u32) -> Option<(u32, u8)> {
        let mut loss = 0;
        for (i, (c, byte)) in guess.written.iter().copied().enumerate() {
            let here = self.reader.char_at(at);
            if let Some((found, end)) = here
                && let Some(more) = self.stands_for(found, c, byte)
            {
                loss |= more;
                at = end;
            } else if i > 0 && self.stripped(byte) {
                loss |= STRIPPED;
            } else {
                return None;
            }
        }
        Some((at, loss))
    }

    /// What is lost when `found` stands for `c`.
    fn stands_for(&self, found: char, c: char, byte: u8) -> Option<u8> {
        if found == c {
            return Some(0);
        }
        let loss = match found {
            ' ' if c == '\u{a0}' => SPACE,
            '\'' if "‘’‚‛".contains(c) => QUOTE,
            '"' if "“”„‟".contains(c) => QUOTE,
            char::REPLACEMENT_CHARACTER if self.undefined(byte) => LOST,
            _ if self.allowed & LOWERED != 0 && cases::lower(c) == found => LOWERED,
            _ => return None,
        };
        (self.allowed & loss != 0).then_some(loss)
    }

    fn undefined(&self, byte: u8) -> bool {
        (0x80..=0xBF).contains(&byte)
            && self.chain.codecs.first().is_some_and(|c| c.undefined(byte))
    }

    fn stripped(&self, byte: u8) -> bool {
        self.allowed & STRIPPED != 0
            && (0x80..=0x9F).contains(&byte)
            && (self.allowed & CONTROLS != 0 || self.undefined(byte))
    }
}
