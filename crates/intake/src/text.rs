//! A plain-text file: the file is the record.

use std::io::{BufRead, Read};
use std::sync::Arc;

use claimsift_model::{Record, SourceRef};

use crate::{Error, Source};

pub(crate) struct TextFile<R> {
    reader: Option<R>,
    id: String,
    path: String,
    limit: u64,
}

impl<R> TextFile<R> {
    pub(crate) const fn new(reader: R, id: String, path: String, limit: u64) -> Self {
        Self {
            reader: Some(reader),
            id,
            path,
            limit,
        }
    }
}

impl<R: BufRead + Send> Source for TextFile<R> {
    fn next_record(&mut self) -> Option<Result<Record, Error>> {
        let reader = self.reader.take()?;
        let mut bytes = Vec::new();
        // One byte more than allowed tells a file at the limit from one above it; the length that the system
        // gives cannot, for pipes have none.
        if let Err(e) = reader.take(self.limit + 1).read_to_end(&mut bytes) {
            return Some(Err(Error::io(&self.path, e)));
        }
        if bytes.len() as u64 > self.limit {
            return Some(Err(Error::too_large(
                &self.path,
                "one document",
                self.limit,
            )));
        }
        Some(Ok(Record {
            id: std::mem::take(&mut self.id),
            source: SourceRef {
                path: std::mem::take(&mut self.path),
                record: None,
                byte: 0,
            },
            bytes: Arc::from(bytes),
            ..Record::default()
        }))
    }
}
