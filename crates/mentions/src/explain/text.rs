//! Explained sentences as a report for the eye.

use std::fmt::{Display, Formatter, Result};

use super::{ExplainedLexeme, ExplainedReading, ExplainedSentence};

impl Display for ExplainedSentence {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let Self {
            char_start,
            char_end,
            lang,
            text,
            ..
        } = self;
        writeln!(
            f,
            "\nsentence  [{char_start}, {char_end}) in {lang}: {text}"
        )?;
        if self.tokens.is_empty() {
            return writeln!(f, "  holds nothing to read");
        }
        for token in &self.tokens {
            let lexemes: Vec<_> = token.lexemes.iter().map(ToString::to_string).collect();
            writeln!(f, "  token   {:<16} {}", token.text, lexemes.join("  "))?;
        }
        self.readings.iter().try_for_each(|r| r.fmt(f))
    }
}

impl Display for ExplainedLexeme {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if let Some(phrase) = &self.phrase {
            write!(f, "{phrase:?} ")?;
        }
        write!(f, "{}[{},{}]", self.class, self.numbers[0], self.numbers[1])
    }
}

impl Display for ExplainedReading {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(
            f,
            "  reading {:?} {} {} by {}",
            self.quote, self.kind, self.value, self.rule
        )?;
        if !self.with.is_empty() {
            write!(f, " (with {})", self.with.join(", "))?;
        }
        match self.lost.as_ref().map(|l| (&l.to, &l.why)) {
            None => writeln!(f, ": won"),
            Some((None, why)) => writeln!(f, ": {why}"),
            Some((Some(to), why)) => writeln!(f, ": lost to {to:?}, {why}"),
        }
    }
}
