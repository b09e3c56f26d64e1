//! Offsets in UTF-16 code units, as JavaScript counts.

use claimsift_model::{Document, TextSpan};

/// Where the text has characters that take two UTF-16 code units; built once a document.
pub(crate) struct Utf16 {
    wide: Vec<u32>,
}

impl Utf16 {
    pub(crate) fn new(text: &str) -> Self {
        // Only a first byte from F0 on starts a character above U+FFFF.
        let wide = text
            .bytes()
            .zip(0_u32..)
            .filter(|(b, _)| *b >= 0xF0)
            .map(|(_, at)| at)
            .collect();
        Self { wide }
    }

    pub(crate) fn span(&self, document: &Document, span: TextSpan) -> [u32; 2] {
        let (start, end) = document.chars(span);
        [
            start + self.wide_before(span.start()),
            end + self.wide_before(span.end()),
        ]
    }

    fn wide_before(&self, byte: u32) -> u32 {
        u32::try_from(self.wide.partition_point(|at| *at < byte)).unwrap_or(u32::MAX)
    }
}
