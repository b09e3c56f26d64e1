//! Tokens of a document and its sentences, each in a language.

use std::ops::Range;

use claimsift_engine::{ClassId, ClassMask, Gap, Shape, Token, WordKey, tokenize_into};
use claimsift_model::{BlockRole, Document};
use claimsift_packs::{Language, Packs, class};

use crate::tables;
use crate::tokens::{Sentence, Tokens};
use crate::{glued, language};

/// The one lexicon pass: every sentence with the lexicon of its language.
fn look_up<'p>(text: &str, keys: &[WordKey], packs: &'p Packs, out: &mut Tokens<'p>) {
    let mut ids = Vec::new();
    out.hits.reserve(out.all.len());
    for sentence in &mut out.sentences {
        let Some(language) = packs.get(sentence.lang) else {
            continue;
        };
        let own = &out.all[sentence.tokens.clone()];
        let (lexicon, base) = (&language.lexicon, sentence.tokens.start);
        ids.clear();
        lexicon.ids(
            keys.get(sentence.tokens.clone()).unwrap_or_default(),
            &mut ids,
        );
        lexicon.hits(text, own, &ids, base, &mut out.hits);
        sentence.classes = out.hits.classes(sentence.tokens.clone());
    }
}

/// Tokenises the blocks, chooses languages and cuts sentences; `forced` is the tag of the language of all.
#[must_use]
pub fn tokens<'p>(document: &Document, packs: &'p Packs, forced: Option<&str>) -> Tokens<'p> {
    let text = document.text();
    let mut out = Tokens {
        all: Vec::with_capacity(text.len() / 4),
        ..Tokens::default()
    };
    let mut keys = Vec::with_capacity(text.len() / 4);
    let mut blocks = Vec::with_capacity(document.blocks().len());
    for block in document.blocks() {
        let from = out.all.len();
        tokenize_into(text, block.span.range(), &mut out.all, &mut keys);
        blocks.push(from..out.all.len());
    }
    let mut told = packs.tells(&out.all, &keys);
    let declared = forced.or_else(|| document.lang());
    out.lang = language::of_document((&out.all, &keys), &told, packs, declared);
    let Some(main) = out.lang else { return out };
    let Some(language) = packs.get(main) else {
        return out;
    };
    if glued::part(text, language, (&mut out.all, &mut keys), &mut blocks) {
        told = packs.tells(&out.all, &keys);
    }
    let cutter = Cutter {
        text,
        language,
        keys: &keys,
    };
    let lang = |own: Range<usize>| match forced {
        Some(_) => main,
        None => language::of_sentence(&told[own], main),
    };
    sentences(document, &cutter, blocks, (main, &lang), &mut out);
    look_up(text, &keys, packs, &mut out);
    out
}

/// Cuts the blocks, which are ranges of tokens; `lang` tells the language of a sentence, and `main` that of a table.
fn sentences(
    document: &Document,
    cutter: &Cutter<'_>,
    blocks: Vec<Range<usize>>,
    (main, lang): (usize, &dyn Fn(Range<usize>) -> usize),
    out: &mut Tokens<'_>,
) {
    let mut pieces = Vec::new();
    for (index, range) in blocks.into_iter().enumerate() {
        let block = document.blocks()[index];
        let row = match block.role {
            BlockRole::Boilerplate => continue,
            BlockRole::Row => tables::cells(document.text(), &out.all, range.clone(), block.span),
            _ => None,
        };
        if let Some(cells) = row {
            tables::push(document, index, main, cells, out);
            continue;
        }
        cutter.cut(&out.all, range, &mut pieces);
        for tokens in pieces.drain(..) {
            let all = &out.all[tokens.clone()];
            let (Some(first), Some(last)) = (all.first(), all.last()) else {
                continue;
            };
            out.sentences.push(Sentence {
                span: first.span.join(last.span),
                lang: lang(tokens.clone()),
                tokens,
                block: index,
                classes: ClassMask::NONE,
            });
        }
    }
}

/// Most tokens of a sentence. What is longer is a table or a list; the bound keeps all later work linear.
const LONGEST: usize = 400;

/// Adds a sentence, or the pieces of one that is too long, cut behind a mark where there is one near the end.
fn push_pieces(tokens: &[Token], sentence: Range<usize>, pieces: &mut Vec<Range<usize>>) {
    let mut start = sentence.start;
    while sentence.end - start > LONGEST {
        let near = (start + LONGEST * 3 / 4..start + LONGEST).rev();
        let spaced = |at: &usize| tokens[*at].gap != Gap::None;
        let marked = near
            .clone()
            .find(|at| spaced(at) && tokens[at - 1].shape == Shape::Mark);
        let end = marked
            .or_else(|| near.clone().find(spaced))
            .unwrap_or(start + LONGEST);
        pieces.push(start..end);
        start = end;
    }
    pieces.push(start..sentence.end);
}

struct Cutter<'a> {
    text: &'a str,
    language: &'a Language,
    /// The keys of the tokens of the document.
    keys: &'a [WordKey],
}

impl Cutter<'_> {
    /// Adds the sentences of a block, or their pieces.
    fn cut(&self, tokens: &[Token], range: Range<usize>, pieces: &mut Vec<Range<usize>>) {
        let mut start = range.start;
        let mut at = range.start;
        while at < range.end {
            let idle = |t: &&Token| self.is_idle(t);
            at += tokens[at..range.end].iter().take_while(idle).count();
            if at == range.end {
                break;
            }
            if at > start && self.opens(tokens, start, at) {
                push_pieces(tokens, start..at, pieces);
                start = at;
            }
            let end = self.end(tokens, at, range.end);
            if let Some(end) = end {
                push_pieces(tokens, start..end, pieces);
                start = end;
            }
            at = end.unwrap_or(at + 1);
        }
        if start < range.end {
            push_pieces(tokens, start..range.end, pieces);
        }
    }

    /// Whether a token certainly neither opens nor ends a sentence, as most do.
    #[inline]
    fn is_idle(&self, token: &Token) -> bool {
        match token.shape {
            Shape::Lower | Shape::Upper | Shape::Mixed => token.gap != Gap::None,
            Shape::Digits | Shape::Link => true,
            Shape::Title => false,
            Shape::Mark => {
                let first = self.text.as_bytes().get(token.span.start() as usize);
                first.is_some_and(|b| b.is_ascii() && !matches!(b, b'.' | b'!' | b'?'))
            }
        }
    }

    fn mark(&self, token: &Token) -> char {
        if token.shape == Shape::Mark {
            self.text[token.span.range()].chars().next().unwrap_or(' ')
        } else {
            ' '
        }
    }

    /// Whether a sentence begins at a token without a mark that ends the one before it: a bullet, a glued word, what
    /// follows a heading in capitals or between dashes.
    fn opens(&self, tokens: &[Token], start: usize, at: usize) -> bool {
        let token = &tokens[at];
        if !token.is_word() {
            let bullet = matches!(
                self.mark(token),
                '•' | '♦' | '▪' | '●' | '■' | '◆' | '➤' | '►'
            );
            let dot = self.mark(token) == '•';
            return bullet && (!dot || token.gap != Gap::None || !tokens[at - 1].is_word());
        }
        let before = &tokens[at - 1];
        if token.gap == Gap::None && before.is_word() {
            return true;
        }
        token.shape == Shape::Title
            && (self.shouted(&tokens[start..at]) || self.dashed(&tokens[start..at]))
            && !self.shouts_on(tokens, at)
            && glued::opens(self.text, self.language, tokens, at)
    }

    /// *À*, *A*: a letter of the heading, when what follows is in capitals too.
    fn shouts_on(&self, tokens: &[Token], at: usize) -> bool {
        let letter = self.text[tokens[at].span.range()].chars().count() == 1;
        let mut behind = tokens.iter().skip(at + 1).take(4);
        letter
            && behind
                .find(|t| t.is_word())
                .is_some_and(|t| t.shape == Shape::Upper)
    }

    /// A heading in capitals: two words or more, and nothing else.
    fn shouted(&self, heading: &[Token]) -> bool {
        let plain = |t: &Token| matches!(t.shape, Shape::Upper | Shape::Mark | Shape::Digits);
        let words = || heading.iter().filter(|t| t.shape == Shape::Upper).count();
        heading.last().is_some_and(|t| t.shape == Shape::Upper)
            && heading.len() <= LONGEST
            && heading.iter().all(plain)
            && words() > 1
    }

    /// *- A heading -*: between two dashes.
    fn dashed(&self, heading: &[Token]) -> bool {
        let dash = |t: Option<&Token>| {
            t.is_some_and(|t| matches!(self.mark(t), '-' | '–' | '—') && t.gap != Gap::None)
        };
        heading.len() > 2 && dash(heading.first()) && dash(heading.last())
    }

    /// Where the sentence that `at` closes ends: behind the mark and the closing quotes that follow it.
    fn end(&self, tokens: &[Token], at: usize, limit: usize) -> Option<usize> {
        let mark = self.mark(&tokens[at]);
        if !matches!(mark, '.' | '!' | '?' | '…') {
            return None;
        }
        let mut end = at + 1;
        while end < limit && self.closes(&tokens[end]) {
            end += 1;
        }
        let next = tokens[..limit].get(end)?;
        let opener = next.is_capital()
            || next.shape == Shape::Digits
            || next.shape == Shape::Link
            || self.quote(next);
        let glued = next.gap == Gap::None && end == at + 1;
        if !opener || (glued && !self.lost_space(tokens, at, end)) {
            return None;
        }
        let inside = mark == '.'
            && (self.abbreviates(tokens, at) || self.ranks(tokens, at) || self.halves(tokens, at));
        (!inside).then_some(end)
    }

    fn closes(&self, token: &Token) -> bool {
        match self.mark(token) {
            '.' | '!' | '?' | '…' | '"' | '”' | ')' | ']' | '’' | '\'' => {
                token.gap == Gap::None
            }
            '»' => true,
            _ => false,
        }
    }

    fn quote(&self, token: &Token) -> bool {
        matches!(
            self.mark(token),
            '«' | '“' | '"' | '„' | '(' | '—' | '–' | '-'
        )
    }

    /// `calculs.Le`: a line break was lost. A word of more than two small letters or a bracket before, a capital behind; or
    /// a shorter word (`site.example.fr.Le`), a name, sign or quotation before and a word that opens sentences behind.
    fn lost_space(&self, tokens: &[Token], at: usize, next: usize) -> bool {
        if self.ends_year(tokens, at) {
            return true;
        }
        let before = at.checked_sub(1).and_then(|i| tokens.get(i));
        let Some((before, next, place)) = before.zip(tokens.get(next)).map(|(b, n)| (b, n, next))
        else {
            return false;
        };
        let capital = next.shape == Shape::Title || self.quote(next);
        let word =
            (before.shape == Shape::Lower && before.span.len() > 2) || self.mark(before) == ')';
        let digits = before.shape == Shape::Digits;
        if (capital && word) || (digits && next.shape == Shape::Title && next.span.len() > 2) {
            return true;
        }
        let name = before.is_capital() && before.span.len() > 2;
        let sign = matches!(
            self.mark(before),
            '%' | '€' | '$' | '£' | '"' | '»' | '”' | '’' | ']'
        );
        let word = before.shape == Shape::Lower;
        (name || sign || word || digits)
            && next.is_capital()
            && glued::opens(self.text, self.language, tokens, place)
    }

    /// `3 mai 2019.12 % de …`: behind a month and a year, the dot is no decimal mark.
    fn ends_year(&self, tokens: &[Token], at: usize) -> bool {
        let Some([_, year]) = at.checked_sub(2).and_then(|from| tokens.get(from..at)) else {
            return false;
        };
        let digits = year.shape == Shape::Digits && year.span.len() == 4;
        digits && year.gap != Gap::None && self.is(tokens, at - 2, &[class::MONTH])
    }

    /// *10. Januar*, *20. Jahrhundert*, *27. 11. 2020*: the dot of a rank, before a month or a unit of time.
    fn ranks(&self, tokens: &[Token], at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|i| tokens.get(i));
        let digits = before.is_some_and(|t| t.shape == Shape::Digits && t.span.len() <= 2);
        let Some(next) = tokens.get(at + 1).filter(|_| digits) else {
            return false;
        };
        if !self.is(tokens, at, &[class::DAY_DOT]) {
            return false;
        }
        let numbers = dotted(tokens, at + 1)
            || next.shape == Shape::Digits
                && next.span.len() == 4
                && at >= 3
                && dotted(tokens, at - 3);
        numbers || self.is(tokens, at + 1, &[class::MONTH, class::PERIOD])
    }

    /// *8 a.m. Thursday*, *5 p.m. ET*: two letters with their dots, before a day or a time zone.
    fn halves(&self, tokens: &[Token], at: usize) -> bool {
        let letter = |i: usize| tokens[i].shape == Shape::Lower && tokens[i].span.len() == 1;
        let glued = |i: usize| tokens[i].gap == Gap::None;
        let letters =
            at >= 3 && letter(at - 1) && letter(at - 3) && self.mark(&tokens[at - 2]) == '.';
        let close = letters && (at - 2..=at).all(glued);
        let near = [class::WEEKDAY, class::MONTH, class::TIME_ZONE];
        close && self.is(tokens, at + 1, &near)
    }

    /// Whether a token is a lexeme of one of these classes.
    fn is(&self, tokens: &[Token], at: usize, classes: &[ClassId]) -> bool {
        let Some((token, key)) = tokens.get(at).zip(self.keys.get(at)) else {
            return false;
        };
        let mut own = self.language.lexicon.of_token(self.text, token, *key);
        own.any(|lexeme| classes.contains(&lexeme.class))
    }

    fn abbreviates(&self, tokens: &[Token], at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|i| tokens.get(i)) else {
            return false;
        };
        if !before.is_word() || tokens[at].gap != Gap::None {
            return false;
        }
        let initial = before.span.len() == 1 && before.is_capital();
        initial || self.is(tokens, at - 1, &[class::ABBREVIATION])
    }
}

/// Whether a number of two digits at most with its dot stands at a token.
fn dotted(tokens: &[Token], at: usize) -> bool {
    let number = tokens
        .get(at)
        .filter(|t| t.shape == Shape::Digits && t.span.len() <= 2);
    let behind = tokens
        .get(at + 1)
        .filter(|t| t.shape == Shape::Mark && t.gap == Gap::None);
    number.is_some() && behind.is_some()
}
