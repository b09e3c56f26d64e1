//! Readings of sequences that lost something: what stands for a byte is supposed, and letters decide.

use super::chain::{Chain, Code, Reader, Seq};
use crate::codecs::Codec;
use crate::letters::{self, Alphabet};
use crate::weigh;

/// A no-break space became a space.
pub(crate) const SPACE: u8 = 1;
/// A curly quote was straightened.
pub(crate) const QUOTE: u8 = 2;
/// A byte without a character became U+FFFD.
pub(crate) const LOST: u8 = 4;
/// A control character was left out.
pub(crate) const STRIPPED: u8 = 8;
/// Capitals became small letters.
pub(crate) const LOWERED: u8 = 16;
/// Nothing was lost; one single-byte charset was read as another.
pub(crate) const MIXED: u8 = 32;

/// The most readings of one place that are compared.
const MOST: usize = 96;

/// How much better than the next one a reading has to fit.
const FIRM: i32 = 3;

/// A byte that something may stand for.
type Byte = (u8, u32, u8);

/// Reads with suppositions.
#[derive(Debug)]
pub(crate) struct Loose<'a> {
    pub(crate) reader: &'a Reader<'a>,
    pub(crate) chain: &'a Chain,
    /// Which suppositions the document allows.
    pub(crate) allowed: u8,
    pub(crate) alphabet: Option<&'a Alphabet>,
}

impl Loose<'_> {
    /// The one reading at `at` that fits the letters of the document, if one stands out.
    pub(crate) fn best(&self, at: u32, lead: char, bar: i32) -> Option<Seq> {
        let [far, near] = self.reader.before(at);
        let mut best: Option<(i32, Seq)> = None;
        let mut second = i32::MIN;
        for (read, end, loss) in self.readings(at, &self.chain.codecs) {
            if (loss == 0 && self.allowed & LOWERED == 0) || !weigh::natural(read) {
                continue;
            }
            let after = self.reader.after(end);
            // Its own like is the start of the next damaged letter.
            let next = if after == lead { 'a' } else { after };
            let fit = self.fit(read, loss) - weigh::cost(&[far, near, read, next]);
            let seq = Seq {
                start: at,
                end,
                lead,
                read,
                loss,
                gain: 0,
            };
            match &best {
                Some(b) if b.1.read == read => {}
                Some(b) if fit <= b.0 => second = second.max(fit),
                _ => {
                    second = best.map_or(second, |b| second.max(b.0));
                    best = Some((fit, seq));
                }
            }
        }
        let (fit, seq) = best?;
        let least = if seq.loss & STRIPPED == 0 { 2 } else { -6 };
        let firm = fit >= second.saturating_add(FIRM) && fit >= least;
        (firm && (seq.loss & STRIPPED == 0 || bar < 3)).then_some(seq)
    }

    /// How much a reading is to be expected: by the language's letters, less for each thing supposed.
    fn fit(&self, read: char, loss: u8) -> i32 {
        let letter = self.alphabet.map_or(1, |a| a.weight(read));
        let sign = match read {
            '’' | '“' | '”' | '–' | '«' | '»' | '€' | '\u{a0}' => 3,
            '—' | '…' | '„' | '‘' | '°' => 2,
            _ => 0,
        };
        letter.max(sign) * 2
            - i32::from(loss.count_ones() > 1)
            - 8 * i32::from(loss & STRIPPED != 0)
    }

    fn readings(&self, at: u32, chain: &[Codec]) -> Vec<(char, u32, u8)> {
        let Some((codec, lower)) = chain.split_last() else {
            return Vec::new();
        };
        let mut open: Vec<(Code, u32, u8)> = Vec::new();
        for (byte, end, loss) in self.bytes(at, *codec, lower) {
            if end > at
                && let Some(code) = Code::start(byte)
            {
                open.push((code, end, loss));
            }
        }
        let mut done = Vec::new();
        while let Some((code, end, loss)) = open.pop() {
            if let Some(c) = code.char() {
                done.push((c, end, loss));
                continue;
            }
            for (byte, after, more) in self.bytes(end, *codec, lower) {
                if let Some(code) = code.follow(byte)
                    && open.len() < MOST
                    && done.len() < MOST
                {
                    open.push((code, after, loss | more));
                }
            }
        }
        done
    }

    fn bytes(&self, at: u32, codec: Codec, lower: &[Codec]) -> Vec<Byte> {
        if !lower.is_empty() {
            let strict = self.reader.read(at, lower).map(|(c, end)| (c, end, 0));
            let all = strict.map_or_else(|| self.readings(at, lower), |s| vec![s]);
            let bytes = all.into_iter();
            return bytes
                .filter_map(|(c, end, loss)| Some((codec.byte(c)?, end, loss)))
                .collect();
        }
        let mut bytes = Vec::new();
        let allowed = |loss: u8| self.allowed & loss != 0;
        if let Some((c, end)) = self.reader.char_at(at) {
            bytes.extend(codec.byte(c).map(|b| (b, end, 0)));
            let quotes: &[char] = match c {
                '\'' if allowed(QUOTE) => &['‘', '’', '‚', '‛'],
                '"' if allowed(QUOTE) => &['“', '”', '„', '‟'],
                ' ' if allowed(SPACE) => &['\u{a0}'],
                _ => &[],
            };
            let loss = if c == ' ' { SPACE } else { QUOTE };
            let quotes = quotes.iter().filter_map(|q| codec.byte(*q));
            bytes.extend(quotes.map(|b| (b, end, loss)));
            if allowed(LOWERED) {
                let capital = letters::upper(c).and_then(|u| codec.byte(u));
                bytes.extend(capital.map(|b| (b, end, LOWERED)));
            }
            if c == char::REPLACEMENT_CHARACTER && allowed(LOST) {
                let lost = (0x80..=0xBF).filter(|b| codec.undefined(*b));
                bytes.extend(lost.map(|b| (b, end, LOST)));
            }
        }
        if allowed(STRIPPED) {
            let gone = (0x80..=0x9F).filter(|b| codec.undefined(*b));
            bytes.extend(gone.map(|b| (b, at, STRIPPED)));
        }
        bytes
    }
}
