//! Whether a capital is a name: what the rest of the document says of the word.

use std::collections::BTreeSet;
use std::ops::Range;

use claimsift_engine::Shape;
use claimsift_packs::{HeadSide, Language, class};

use super::runs::Run;
use super::words::{Entry, Words};

/// What the document shows of its capitalised words.
pub(super) struct Evidence {
    /// Words that have a capital in mid-sentence.
    capital: BTreeSet<String>,
    /// Words that stand in small letters too.
    small: BTreeSet<String>,
}

impl Evidence {
    pub(super) fn read(words: &Words<'_>, sentences: &[Range<usize>], runs: &[Run]) -> Self {
        let proven = runs.iter().filter(|r| !r.opens);
        let capital: BTreeSet<String> = proven
            .flat_map(|r| r.tokens.clone())
            .filter(|t| words.capital(*t))
            .map(|t| words.key(t))
            .collect();
        let doubtful: BTreeSet<String> = runs
            .iter()
            .filter(|r| r.opens)
            .map(|r| words.key(r.tokens.start))
            .filter(|k| !capital.contains(k))
            .collect();
        let small = small(words, sentences, &doubtful);
        Self { capital, small }
    }

    /// What of a run is a name, if anything.
    pub(super) fn judge(&self, words: &Words<'_>, run: Run, language: &Language) -> Option<Run> {
        let start = run.tokens.start;
        if words.adjective(run.tokens.end).is_some() {
            return None;
        }
        if !run.opens || self.proven(words, start) {
            return Some(run);
        }
        let key = words.key(start);
        let tail = (start + 1..run.tokens.end).find(|t| words.capital(*t) && words.spaced(*t));
        // *Airline Norvia said*, where heads stand last: what it is, before what it is called.
        let noun =
            words.is(start, class::COMPANY_NOUN) && language.pack.style.head == HeadSide::Last;
        // *Striker Jo Adeyemi said*: a word before a whole name.
        let person = words.is(start + 1, class::FIRST_NAME)
            && run.tokens.len() > 2
            && words.capital(start + 2)
            && !words.is(start, class::FIRST_NAME);
        if self.small.contains(&key) || unlikely(&key, language) || noun || person {
            return tail.map(|tail| Run {
                tokens: tail..run.tokens.end,
                opens: false,
                ..run
            });
        }
        let several = tail.is_some();
        (several || self.supported(words, &run.tokens)).then_some(run)
    }

    fn proven(&self, words: &Words<'_>, start: usize) -> bool {
        let shape = words.shape(start);
        self.capital.contains(&words.key(start))
            || shape == Some(Shape::Mixed)
            || shape == Some(Shape::Upper)
            || words.longest(start, class::PLACE).is_some()
            || words.longest(start, class::KNOWN_NAME).is_some()
            || words.is(start, class::FIRST_NAME)
    }

    /// What stands behind a lone first word and shows that it is a name.
    fn supported(&self, words: &Words<'_>, tokens: &Range<usize>) -> bool {
        let end = tokens.end;
        if words.before(end, class::LEGAL).is_some() || tokens.len() > 1 {
            return true;
        }
        let verb = words.spaced(end)
            && (words.longest(end, class::FINITE).is_some()
                || words.longest(end, class::NAME_SAYS).is_some());
        let owner = words.apostrophe(end)
            && words.glued(end)
            && words.glued(end + 1)
            && words.slice(end + 1).len() == 1
            && words.spaced(end + 2);
        let office = words.spaced(end) && words.longest(end, class::ROLE).is_some();
        verb || owner || office || self.joined(words, end) || described(words, end)
    }

    /// *Facebook, Google and Microsoft*; *Renault et Nissan*.
    fn joined(&self, words: &Words<'_>, end: usize) -> bool {
        let next = if words.mark(end) == ',' {
            Some(end + 1)
        } else {
            words.longest(end, class::AND).map(|a| a.end)
        };
        next.is_some_and(|n| words.capital(n) && self.capital.contains(&words.key(n)))
    }
}

/// *Anthropic, l’éditeur de …*.
fn described(words: &Words<'_>, end: usize) -> bool {
    if words.mark(end) != ',' {
        return false;
    }
    let article = words.longest(end + 1, class::NAME_DETERMINER);
    let noun = article.map_or(end + 1, |a| a.end);
    let company = words.longest(noun, class::COMPANY_NOUN);
    // *Norvia, rival de Tessalia*
    let of = |e: &Entry| words.longest(e.end, class::NAME_OF).is_some();
    let company = company.is_some_and(|c| article.is_some() || of(&c));
    company || words.longest(noun, class::ROLE).is_some()
}

fn unlikely(key: &str, language: &Language) -> bool {
    const LONG: usize = 6;
    key.chars().count() >= LONG
        && language
            .pack
            .not_name
            .iter()
            .any(|e| key.ends_with(e.as_str()))
}

/// Which of the words stand in small letters somewhere.
fn small(
    words: &Words<'_>,
    sentences: &[Range<usize>],
    doubtful: &BTreeSet<String>,
) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    if doubtful.is_empty() {
        return found;
    }
    let mut first = [false; 256];
    for key in doubtful {
        if let Some(byte) = key.bytes().next() {
            first[usize::from(byte)] = true;
        }
    }
    for token in sentences.iter().cloned().flatten() {
        if words.shape(token) != Some(Shape::Lower) {
            continue;
        }
        let text = words.slice(token);
        let begins = text.bytes().next().is_some_and(|b| first[usize::from(b)]);
        if begins && doubtful.contains(text) {
            found.insert(text.to_owned());
        }
    }
    found
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
        commas += usize::from(words.mark(token) == ',');
        let word = words
            .token(token)
            .is_some_and(claimsift_engine::Token::is_word);
        if !word || words.letter(token) {
            continue;
        }
        small += usize::from(!words.capital(token));
        common += usize::from(words.capital(token) && words.common(token));
        if words.is(token, class::STOP) {
            continue;
        }
        content += 1;
        capitals += usize::from(words.capital(token));
    }
    let all = small == 0 && common > 1;
    (content >= LEAST || all) && commas < 2 && capitals * 4 >= content * 3
}
