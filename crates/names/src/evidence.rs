//! Whether a capital is a name: what the rest of the document says of the word.

use std::ops::Range;

use claimsift_engine::{Shape, Token};
use claimsift_packs::{HeadSide, Language, class};

use crate::runs::Run;
use crate::symbols::{Symbol, Symbols, index};
use crate::words::Words;

/// What the document shows of a word that has a capital.
#[derive(Debug, Clone, Copy, Default)]
struct Shown {
    /// It has one in mid-sentence.
    capital: bool,
    /// Only its small letters could tell that it is no name.
    doubtful: bool,
    /// It stands in small letters too.
    small: bool,
}

/// What the document shows of its capitalised words, by symbol.
pub(super) struct Evidence(Vec<Shown>);

impl Evidence {
    /// Reads runs, which stand in the order of the text.
    pub(super) fn read(words: &Words<'_>, runs: &[Run], symbols: &mut Symbols) -> Self {
        let mut all = Self(Vec::with_capacity(runs.len() * 2));
        let mut opening = Vec::new();
        for run in runs {
            for token in run.tokens.clone().filter(|t| words.capital(*t)) {
                let word = symbols.tell(words, token);
                let shown = all.shown(word);
                shown.capital |= !run.opens;
                if run.opens && token == run.tokens.start {
                    opening.push((token, word));
                }
            }
        }
        opening.retain(|(token, word)| !all.proven(words, *token, *word));
        for (_, word) in &opening {
            all.shown(*word).doubtful = true;
        }
        if !opening.is_empty() {
            all.small(words, symbols);
        }
        all
    }

    fn of(&self, word: Symbol) -> Shown {
        self.0.get(word as usize).copied().unwrap_or_default()
    }

    fn shown(&mut self, word: Symbol) -> &mut Shown {
        let at = word as usize;
        if self.0.len() <= at {
            self.0.resize(at + 1, Shown::default());
        }
        &mut self.0[at]
    }

    /// Whether a run is a name; cuts off what before it is none.
    pub(super) fn judge(
        &self,
        words: &Words<'_>,
        run: &mut Run,
        language: &Language,
        symbols: &mut Symbols,
    ) -> bool {
        let start = run.tokens.start;
        if words.adjective(run.tokens.end).is_some() {
            return false;
        }
        if !run.opens {
            return true;
        }
        let word = symbols.of(words, start);
        if self.proven(words, start, word) {
            return true;
        }
        let tail = (start + 1..run.tokens.end).find(|t| words.capital(*t) && words.spaced(*t));
        // *Airline Norvia said*, where heads stand last: what it is, before what it is called.
        let noun =
            words.is(start, class::COMPANY_NOUN) && language.pack.style.head == HeadSide::Last;
        // *Striker Jo Adeyemi said*: a word before a whole name.
        let person = words.is(start + 1, class::FIRST_NAME)
            && run.tokens.len() > 2
            && words.capital(start + 2)
            && !words.is(start, class::FIRST_NAME);
        if self.of(word).small || unlikely(symbols.word(word), language) || noun || person {
            run.tokens.start = tail.unwrap_or(start);
            run.opens = false;
            return tail.is_some();
        }
        tail.is_some() || self.supported(words, run, symbols)
    }

    fn proven(&self, words: &Words<'_>, start: usize, word: Symbol) -> bool {
        let shape = words.shape(start);
        self.of(word).capital
            || shape == Some(Shape::Mixed)
            || shape == Some(Shape::Upper)
            || words.has(start, class::PLACE)
            || words.has(start, class::KNOWN_NAME)
            || words.is(start, class::FIRST_NAME)
    }

    /// What stands behind a lone first word and shows that it is a name.
    fn supported(&self, words: &Words<'_>, run: &Run, symbols: &mut Symbols) -> bool {
        let end = run.tokens.end;
        if run.tokens.len() > 1 || words.before(run.sentence, end, class::LEGAL).is_some() {
            return true;
        }
        let verb = words.spaced(end)
            && (words.has(end, class::FINITE) || words.has(end, class::NAME_SAYS));
        let owner = words.apostrophe(end)
            && words.glued(end)
            && words.glued(end + 1)
            && words.slice(end + 1).len() == 1
            && words.spaced(end + 2);
        let office = words.spaced(end) && words.has(end, class::ROLE);
        verb || owner || office || self.joined(words, end, symbols) || described(words, end)
    }

    /// *Facebook, Google and Microsoft*; *Renault et Nissan*.
    fn joined(&self, words: &Words<'_>, end: usize, symbols: &mut Symbols) -> bool {
        let next = if words.mark(end) == ',' {
            Some(end + 1)
        } else {
            words.end(end, class::AND)
        };
        let next = next.filter(|n| words.capital(*n));
        next.is_some_and(|n| self.of(symbols.of(words, n)).capital)
    }

    /// Which of the words that are in doubt stand in small letters somewhere.
    fn small(&mut self, words: &Words<'_>, symbols: &Symbols) {
        // For each first byte, the lengths of such words: nearly all others have another.
        let mut lengths = [0_u64; 256];
        for symbol in (0..).take(symbols.len()).filter(|s| self.of(*s).doubtful) {
            let word = symbols.word(symbol);
            let first = word.first().copied().unwrap_or_default();
            lengths[usize::from(first)] |= 1_u64.wrapping_shl(index(word.len()));
        }
        let text = words.text.as_bytes();
        for (at, token) in words.tokens.iter().enumerate() {
            let span = token.span;
            let first = text.get(span.start() as usize).copied().unwrap_or_default();
            let may = lengths[usize::from(first)].wrapping_shr(span.len()) & 1 == 1;
            if !may || token.shape != Shape::Lower || !words.in_sentence(at) {
                continue;
            }
            let word = text.get(span.range()).unwrap_or_default();
            if let Some(symbol) = symbols.get(word) {
                self.shown(symbol).small = true;
            }
        }
    }
}

/// *Anthropic, l’éditeur de …*.
fn described(words: &Words<'_>, end: usize) -> bool {
    if words.mark(end) != ',' {
        return false;
    }
    let article = words.end(end + 1, class::NAME_DETERMINER);
    let noun = article.unwrap_or(end + 1);
    let company = words.end(noun, class::COMPANY_NOUN);
    // *Norvia, rival de Tessalia*
    let company = company.is_some_and(|end| article.is_some() || words.has(end, class::NAME_OF));
    company || words.has(noun, class::ROLE)
}

fn unlikely(key: &[u8], language: &Language) -> bool {
    const LONG: usize = 6;
    // Bytes that begin a character.
    let letters = key.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
    let endings = &language.pack.not_name;
    letters >= LONG && endings.iter().any(|e| key.ends_with(e.as_bytes()))
}

/// A heading in which most words have a capital, as English writes them and some French papers too.
pub(super) fn titled(words: &Words<'_>, range: &Range<usize>) -> bool {
    const LEAST: usize = 3;
    let last = range.end.saturating_sub(1);
    if matches!(words.mark(last), '.' | '!' | '…' | ';') || range.len() > 40 {
        return false;
    }
    let (mut capitals, mut content, mut commas, mut small, mut common) = (0, 0, 0, 0, 0);
    for token in range.clone() {
        let capital = words.capital(token);
        commas += usize::from(words.mark(token) == ',');
        if !words.token(token).is_some_and(Token::is_word) || words.letter(token) {
            continue;
        }
        small += usize::from(!capital);
        common += usize::from(capital && words.common(token));
        if words.is(token, class::STOP) {
            continue;
        }
        content += 1;
        capitals += usize::from(capital);
        // Too many in small letters, whatever follows.
        if (content - capitals) * 4 > range.len() {
            return false;
        }
    }
    let all = small == 0 && common > 1;
    (content >= LEAST || all) && commas < 2 && capitals * 4 >= content * 3
}
