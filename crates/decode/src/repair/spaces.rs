//! The word space that was lost when damage ended in a no-break space and the two were merged.

use std::cell::OnceCell;

use super::chain::Reader;
use super::loss::SPACE;
use super::seq::Seq;
use crate::cases;
use crate::letters::Alphabet;

/// What a document tells of its spaces.
#[derive(Debug)]
pub(crate) struct Spaces<'a> {
    reader: &'a Reader<'a>,
    seqs: &'a [Seq],
    alphabet: Option<&'a Alphabet>,
    /// Whether runs of spaces were merged into one.
    merged: bool,
    /// Whether the document sets a space before high punctuation.
    before_marks: OnceCell<bool>,
}

impl<'a> Spaces<'a> {
    pub(crate) fn new(
        reader: &'a Reader<'a>,
        seqs: &'a [Seq],
        alphabet: Option<&'a Alphabet>,
    ) -> Self {
        let mut spaced = seqs.iter().filter(|s| s.loss & SPACE != 0);
        let merged = !spaced.any(|s| reader.after(s.end) == ' ' && cases::is_letter(s.read));
        Self {
            reader,
            seqs,
            alphabet,
            merged,
            before_marks: OnceCell::new(),
        }
    }

    /// Most documents are never asked.
    fn before_marks(&self) -> bool {
        *self.before_marks.get_or_init(|| {
            let text = self.reader.text;
            let marks = |pattern: &str| memchr::memmem::find_iter(text.as_bytes(), pattern).count();
            let mut apart: usize = [" ?", " !", " :", " ;", " »"].into_iter().map(marks).sum();
            let mut all: usize = ["?", "!", ": ", ";", "»"].into_iter().map(marks).sum();
            // What is damaged itself counts as what it reads as.
            for seq in self.seqs {
                let written = text.get(..seq.end as usize).unwrap_or_default();
                all -= usize::from(written.ends_with('»'));
                if seq.read == '»' {
                    all += 1;
                    let before = self.reader.before(seq.start)[1];
                    apart += usize::from([' ', '\u{a0}'].contains(&before));
                }
            }
            apart * 2 > all
        })
    }

    /// Whether a space belongs behind the letter that `seq` reads as. Of the letters whose last byte is that of a
    /// no-break space, only à is written at the end of words.
    pub(crate) fn gives_back(&self, seq: &Seq) -> bool {
        if !self.merged || seq.read != 'à' {
            return false;
        }
        let rest = self.reader.text.get(seq.end as usize..).unwrap_or_default();
        let mut chars = rest.chars();
        let (next, second) = (chars.next().unwrap_or('\n'), chars.next().unwrap_or(' '));
        if cases::is_letter(next) {
            let end = rest
                .find(|c: char| !cases::is_letter(c))
                .unwrap_or(rest.len());
            let word = rest.get(..end).unwrap_or_default();
            return !self.alphabet.is_some_and(|a| a.joins_a_grave(word));
        }
        match next {
            '0'..='9' | '«' | '“' | '„' | '‘' | '(' | '[' | '–' | '—' | '$' | '€' | '£' => {
                true
            }
            '"' | '\'' => second.is_alphanumeric(),
            '?' | '!' | ':' | ';' | '»' => self.before_marks(),
            _ => false,
        }
    }
}
