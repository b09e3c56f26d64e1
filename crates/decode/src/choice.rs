//! The charset that a record is read in.

use std::borrow::Cow;

use claimsift_model::DecodeReport;
use encoding_rs::Encoding;

use crate::legacy::Table;

/// Which charset it is, and why.
#[derive(Debug)]
pub(crate) struct Choice<'a> {
    pub(crate) encoding: &'static Encoding,
    /// Length of the byte order mark.
    pub(crate) bom: usize,
    /// A single-byte charset that takes the place of `encoding`.
    pub(crate) table: Option<Table>,
    /// Whether it is UTF-32, and the least byte comes last.
    pub(crate) utf32: Option<bool>,
    /// The bytes, where they were found to be UTF-8 on the way.
    pub(crate) sound: Option<&'a str>,
    pub(crate) report: DecodeReport,
}

impl Choice<'static> {
    /// A charset as browsers know it, behind a byte order mark of `bom` bytes.
    pub(crate) fn new(
        encoding: &'static Encoding,
        bom: usize,
        why: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            encoding,
            bom,
            table: None,
            utf32: None,
            sound: None,
            report: DecodeReport {
                encoding: encoding.name().into(),
                why: why.into(),
            },
        }
    }
}
