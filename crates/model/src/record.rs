//! A record: the bytes of one document, with what its container says of it.

use crate::SourceRef;

/// What the bytes of a record are written in, apart from their charset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Markup {
    /// The text itself.
    #[default]
    Plain,
    /// A page or a piece of one.
    Html,
    /// The source of a wiki page.
    Wikitext,
}

/// One document as a container gives it: its bytes before charset decoding, and the container's own fields.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// The id of the output contract.
    pub id: String,
    /// Where it came from.
    pub source: SourceRef,
    /// The bytes, with the container's own codings undone.
    pub bytes: Vec<u8>,
    /// Charset label that the container declares.
    pub charset: Option<String>,
    /// What the bytes are written in.
    pub markup: Markup,
    /// Date field, as written.
    pub date: Option<String>,
    /// Date of publication that stands in metadata (a feed's entry), as written.
    pub published: Option<String>,
    /// When it was fetched or last changed, as written.
    pub fetched: Option<String>,
    /// Language field (BCP 47), as written.
    pub lang: Option<String>,
    /// Title field.
    pub title: Option<String>,
    /// URL field.
    pub url: Option<String>,
}
