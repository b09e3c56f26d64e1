//! A record: the bytes of one document, with what its container says of it.

use std::sync::Arc;

use crate::SourceRef;

/// One document as a container gives it: its bytes before charset decoding, and the container's own fields.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// The id of the output contract.
    pub id: String,
    /// Where it came from.
    pub source: SourceRef,
    /// The bytes, with the container's own codings undone.
    pub bytes: Arc<[u8]>,
    /// Charset label that the container declares.
    pub charset: Option<String>,
    /// Date field, as written.
    pub date: Option<String>,
    /// Language field (BCP 47), as written.
    pub lang: Option<String>,
    /// Title field.
    pub title: Option<String>,
    /// URL field.
    pub url: Option<String>,
}
