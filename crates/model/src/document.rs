//! A document: decoded text, its blocks, and the way back to every raw byte.

use std::borrow::Cow;
use std::sync::Arc;

use crate::{Day, OffsetMap, Precision, RawSpan, Record, Repairs, TextSpan};

/// Where a record came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceRef {
    /// Path as given or walked; `-` is standard input.
    pub path: String,
    /// Name of the file inside an archive, `!` between the levels of archives inside archives.
    pub member: Option<String>,
    /// Number of the record in its container, from 0; `None` when the file is the record.
    pub record: Option<u64>,
    /// Byte of the (decompressed) container at which the record starts.
    pub byte: u64,
}

/// What a block of text is in its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it
pub enum BlockRole {
    Title,
    Body,
    Item,
    /// A row of a table: its cells are parted by tabs, or by bars.
    Row,
    Boilerplate,
}

/// A paragraph, heading or list item. The blocks of a document are in order and do not overlap; what lies between
/// them is white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Where it stands.
    pub span: TextSpan,
    /// What it is.
    pub role: BlockRole,
}

/// Where the document date was found, in order of precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it
pub enum PublishedSource {
    Override,
    Field,
    Metadata,
    Header,
    Url,
    SourceLine,
    Fallback,
}

impl PublishedSource {
    /// The name in the output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Override => "override",
            Self::Field => "field",
            Self::Metadata => "metadata",
            Self::Header => "header",
            Self::Url => "url",
            Self::SourceLine => "source_line",
            Self::Fallback => "fallback",
        }
    }
}

/// The document date: a day, a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// First day it may be.
    pub start: Day,
    /// One past the last day it may be.
    pub end: Day,
    /// `Day`, `Month` or `Year`.
    pub precision: Precision,
    /// Where it was found.
    pub source: PublishedSource,
    /// Where it is written in the text, when it is; no mention is made there.
    pub span: Option<TextSpan>,
}

/// A remark on how a document was read, for the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// One plain line.
    pub text: String,
}

/// How the charset was decided.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DecodeReport {
    /// WHATWG label of the encoding used.
    pub encoding: Cow<'static, str>,
    /// Why, in one plain line.
    pub why: Cow<'static, str>,
}

/// A decoded document. Built by [`DocumentBuilder::finish`] only.
#[derive(Debug, Clone)]
pub struct Document {
    parts: DocumentBuilder,
    /// Number of code points before every `CHUNK` bytes of the text; empty for ASCII.
    chars: Vec<u32>,
}

const CHUNK: usize = 256;

/// The parts of a [`Document`], before they are checked.
#[derive(Debug, Clone, Default)]
pub struct DocumentBuilder {
    /// What it was read from.
    pub record: Arc<Record>,
    /// The text that offsets count in.
    pub text: String,
    /// From text to raw bytes.
    pub map: OffsetMap,
    /// Paragraphs, headings, items.
    pub blocks: Vec<Block>,
    /// What was repaired.
    pub repairs: Repairs,
    /// The document date.
    pub published: Option<Published>,
    /// How the charset was decided.
    pub decoding: DecodeReport,
    /// Remarks for the report.
    pub notes: Vec<Note>,
}

impl DocumentBuilder {
    /// Checks the parts: blocks and repairs that do not fit the text are dropped, with a note.
    #[must_use]
    pub fn finish(mut self) -> Document {
        let fits = |text: &str, span: TextSpan| text.get(span.range()).is_some();
        let (blocks, repairs) = (self.blocks.len(), self.repairs.len());
        let text = &self.text;
        let mut at = 0;
        self.blocks.retain(|b| {
            let ok = fits(text, b.span) && b.span.start() >= at;
            at = if ok { b.span.end() } else { at };
            ok
        });
        if !self.repairs.iter().all(|r| fits(text, r.text)) {
            self.repairs = self.repairs.moved(|span| fits(text, span).then_some(span));
        }
        debug_assert_eq!((blocks, repairs), (self.blocks.len(), self.repairs.len()));
        if blocks != self.blocks.len() || repairs != self.repairs.len() {
            self.notes.push(Note {
                text: "blocks or repairs did not fit the text and were left out".to_owned(),
            });
        }
        Document {
            chars: char_counts(&self.text),
            parts: self,
        }
    }
}

fn char_counts(text: &str) -> Vec<u32> {
    if text.is_ascii() {
        return Vec::new();
    }
    let mut counts = Vec::with_capacity(text.len() / CHUNK + 1);
    let mut n = 0;
    for chunk in text.as_bytes().chunks(CHUNK) {
        counts.push(n);
        n += starts(chunk);
    }
    counts
}

/// Number of characters that start in `bytes`. A byte holds the count of a few, so that many are counted at a time.
fn starts(bytes: &[u8]) -> u32 {
    let few = bytes.chunks(128).map(|few| {
        let one = |b: &u8| u8::from(is_char_start(*b));
        u32::from(few.iter().map(one).sum::<u8>())
    });
    few.sum()
}

const fn is_char_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

impl Document {
    /// A text as a document of one paragraph, that came from nowhere.
    ///
    /// ```
    /// let document = claimsift_model::Document::of_paragraph("Un plan à 46 milliards d’euros");
    /// assert_eq!(document.blocks().len(), 1);
    /// ```
    #[must_use]
    pub fn of_paragraph(text: &str) -> Self {
        let span = TextSpan::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX));
        let role = BlockRole::Body;
        DocumentBuilder {
            text: text.to_owned(),
            blocks: vec![Block { span, role }],
            ..DocumentBuilder::default()
        }
        .finish()
    }

    /// What it was read from; of a page, with what it says of itself.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.parts.record
    }

    /// The id of the output contract.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.record().id
    }

    /// Where it came from.
    #[must_use]
    pub fn source(&self) -> &SourceRef {
        &self.record().source
    }

    /// The text that offsets count in.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.parts.text
    }

    /// The text, without the rest of the document.
    #[must_use]
    pub fn into_text(self) -> String {
        self.parts.text
    }

    /// The bytes of the record.
    #[must_use]
    pub fn raw_bytes(&self) -> &[u8] {
        &self.record().bytes
    }

    /// Paragraphs, headings and items, in order.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.parts.blocks
    }

    /// What was repaired.
    #[must_use]
    pub const fn repairs(&self) -> &Repairs {
        &self.parts.repairs
    }

    /// The document date.
    #[must_use]
    pub const fn published(&self) -> Option<&Published> {
        self.parts.published.as_ref()
    }

    /// Declared language.
    #[must_use]
    pub fn lang(&self) -> Option<&str> {
        self.record().lang.as_deref()
    }

    /// Title.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.record().title.as_deref()
    }

    /// URL.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.record().url.as_deref()
    }

    /// When it was fetched or last changed, as written; never an anchor for dates.
    #[must_use]
    pub fn fetched(&self) -> Option<&str> {
        self.record().fetched.as_deref()
    }

    /// How the charset was decided.
    #[must_use]
    pub const fn decoding(&self) -> &DecodeReport {
        &self.parts.decoding
    }

    /// Remarks for the report.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.parts.notes
    }

    /// The text of a span; empty for a span that does not fit.
    #[must_use]
    pub fn slice(&self, span: TextSpan) -> &str {
        self.text().get(span.range()).unwrap_or_default()
    }

    /// The raw bytes that a span of the text came from.
    #[must_use]
    pub fn raw(&self, span: TextSpan) -> RawSpan {
        self.parts.map.raw(span)
    }

    /// Start and end of a span, in code points.
    #[must_use]
    pub fn chars(&self, span: TextSpan) -> (u32, u32) {
        (
            self.chars_before(span.start()),
            self.chars_before(span.end()),
        )
    }

    fn chars_before(&self, byte: u32) -> u32 {
        let at = byte as usize;
        let Some(count) = self.chars.get(at / CHUNK).or(self.chars.last()) else {
            return byte;
        };
        let from = (at / CHUNK).min(self.chars.len() - 1) * CHUNK;
        let bytes = self.text().as_bytes().get(from..at).unwrap_or_default();
        count + starts(bytes)
    }

    /// Number of repaired spans that touch `span`.
    #[must_use]
    pub fn repairs_in(&self, span: TextSpan) -> usize {
        self.repairs().within(span).count()
    }
}
