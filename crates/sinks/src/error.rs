//! The one error of this crate.

use std::fmt;

/// A record that could not be written.
#[derive(Debug)]
pub struct Error {
    doc_id: String,
    cause: serde_json::Error,
}

impl Error {
    pub(crate) fn new(doc_id: &str, cause: serde_json::Error) -> Self {
        Self {
            doc_id: doc_id.to_owned(),
            cause,
        }
    }

    /// The document whose record it was.
    #[must_use]
    pub fn doc_id(&self) -> &str {
        &self.doc_id
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: a record could not be written ({})",
            self.doc_id, self.cause
        )
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}
