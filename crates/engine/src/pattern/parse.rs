//! Pattern text to pattern tree.

use std::fmt;

/// A parsed pattern, with classes still by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// One after the other.
    Seq(Vec<Pattern>),
    /// Any one of them.
    Alt(Vec<Pattern>),
    /// It or nothing.
    Opt(Box<Pattern>),
    /// A class (or `@set`), with the ranges that its value and extra must lie in.
    Class {
        /// Name; a set keeps its `@`.
        name: String,
        /// Inclusive range of the value.
        value: (i64, i64),
        /// Inclusive range of the extra.
        extra: (i64, i64),
        /// Name of the capture.
        capture: Option<String>,
    },
    /// No white space here.
    NoGap,
    /// Up to so many tokens.
    Skip(u8),
}

/// What is wrong with a pattern, and at which byte of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// Byte of the pattern.
    pub at: usize,
    /// One plain line.
    pub message: String,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at byte {}: {}", self.at, self.message)
    }
}

impl std::error::Error for PatternError {}

/// Reads a pattern.
///
/// # Errors
/// When the text is not of the grammar: the byte and the cause.
///
/// ```
/// use claimsift_engine::pattern::parse;
/// assert!(parse("amount:number @of? currency:currency").is_ok());
/// assert_eq!(parse("( a | b").unwrap_err().at, 7);
/// ```
pub fn parse(text: &str) -> Result<Pattern, PatternError> {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
    };
    let pattern = parser.alternation()?;
    parser.blank();
    if parser.at < text.len() {
        return Err(parser.error("nothing can follow here; is there a `)` too many?"));
    }
    Ok(pattern)
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: u8,
}

/// Deeper nesting than any rule needs; it bounds the recursion.
const MAX_DEPTH: u8 = 16;
/// An inclusive range.
type Range = (i64, i64);

const WHOLE: Range = (i64::MIN, i64::MAX);

impl Parser<'_> {
    fn error(&self, message: &str) -> PatternError {
        PatternError {
            at: self.at,
            message: message.to_owned(),
        }
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn blank(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn eat(&mut self, mark: &str) -> bool {
        let found = self.rest().starts_with(mark);
        self.at += if found { mark.len() } else { 0 };
        found
    }

    fn alternation(&mut self) -> Result<Pattern, PatternError> {
        let mut options = vec![self.sequence()?];
        while self.eat("|") {
            options.push(self.sequence()?);
        }
        Ok(if options.len() == 1 {
            options.swap_remove(0)
        } else {
            Pattern::Alt(options)
        })
    }

    fn sequence(&mut self) -> Result<Pattern, PatternError> {
        let mut parts = Vec::new();
        loop {
            self.blank();
            if self.rest().is_empty() || self.rest().starts_with(['|', ')']) {
                break;
            }
            let part = self.atom(None)?;
            parts.push(if self.eat("?") {
                Pattern::Opt(Box::new(part))
            } else {
                part
            });
        }
        match parts.len() {
            0 => Err(self.error("a class, a set or `(` is missing here")),
            1 => Ok(parts.swap_remove(0)),
            _ => Ok(Pattern::Seq(parts)),
        }
    }

    fn atom(&mut self, capture: Option<&str>) -> Result<Pattern, PatternError> {
        if capture.is_none() && self.eat("~") {
            return Ok(Pattern::NoGap);
        }
        if capture.is_none() && self.eat("..") {
            let n = self.number()?;
            return u8::try_from(n)
                .map(Pattern::Skip)
                .map_err(|_| self.error("skip at most 255 tokens"));
        }
        if self.eat("(") {
            return self.group(capture);
        }
        let set = self.eat("@");
        let name = self.name()?;
        if !set && capture.is_none() && self.eat(":") {
            return self.atom(Some(&name));
        }
        let (value, extra) = self.filter()?;
        Ok(Pattern::Class {
            name: if set { format!("@{name}") } else { name },
            value,
            extra,
            capture: capture.map(str::to_owned),
        })
    }

    fn group(&mut self, capture: Option<&str>) -> Result<Pattern, PatternError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error("nested too deep"));
        }
        let mut inner = self.alternation()?;
        self.depth -= 1;
        if !self.eat(")") {
            return Err(self.error("`)` is missing here"));
        }
        if let Some(name) = capture {
            capture_each(&mut inner, name).map_err(|m| self.error(m))?;
        }
        Ok(inner)
    }

    fn name(&mut self) -> Result<String, PatternError> {
        let len = self
            .rest()
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'_')
            .count();
        if len == 0 {
            return Err(self.error("a name of letters, digits and `_` is missing here"));
        }
        let name = self.rest()[..len].to_owned();
        self.at += len;
        Ok(name)
    }

    fn filter(&mut self) -> Result<(Range, Range), PatternError> {
        if !self.eat("[") {
            return Ok((WHOLE, WHOLE));
        }
        let value = self.range()?;
        let extra = if self.eat(",") { self.range()? } else { WHOLE };
        if self.eat("]") {
            Ok((value, extra))
        } else {
            Err(self.error("`]` is missing here"))
        }
    }

    fn range(&mut self) -> Result<Range, PatternError> {
        let low = if self.rest().starts_with('.') {
            i64::MIN
        } else {
            self.number()?
        };
        if !self.eat("..") {
            return Ok((low, low));
        }
        let high = if self.rest().starts_with([',', ']']) {
            i64::MAX
        } else {
            self.number()?
        };
        Ok((low, high))
    }

    fn number(&mut self) -> Result<i64, PatternError> {
        let len = self
            .rest()
            .bytes()
            .take_while(|b| b.is_ascii_digit() || *b == b'-')
            .count();
        let number = self.rest()[..len]
            .parse()
            .map_err(|_| self.error("a number is missing here"))?;
        self.at += len;
        Ok(number)
    }
}

fn capture_each(pattern: &mut Pattern, name: &str) -> Result<(), &'static str> {
    match pattern {
        Pattern::Class { capture, .. } => {
            *capture = Some(name.to_owned());
            Ok(())
        }
        Pattern::Alt(options) => options.iter_mut().try_for_each(|p| capture_each(p, name)),
        _ => Err("a capture holds one class, one set, or `( a | b )` of such"),
    }
}
