//! JSON Lines: one object a line, one document an object.

use std::io::BufRead;
use std::sync::Arc;

use claimsift_model::{Record, SourceRef};

use crate::line::{Line, Lines};
use crate::row::parse;
use crate::{Error, Fields, Options, Source};

pub(crate) struct JsonLines<R> {
    lines: Lines<R>,
    id: String,
    path: String,
    fields: Fields,
    max_document: u64,
    record: u64,
    failed: bool,
}

impl<R: BufRead> JsonLines<R> {
    pub(crate) fn new(reader: R, id: String, path: String, options: &Options) -> Self {
        Self {
            lines: Lines::new(reader, options.max_line),
            id,
            path,
            fields: options.fields.clone(),
            max_document: options.max_document,
            record: 0,
            failed: false,
        }
    }

    fn record(&mut self, line: &[u8]) -> Result<Record, Error> {
        let number = self.record;
        self.record += 1;
        let row = parse(line, &self.fields).map_err(|e| bad_line(&self.path, &e))?;
        let Some(text) = row.text else {
            return Err(Error::bad(&self.path, self.no_text(&row.keys)));
        };
        if text.len() as u64 > self.max_document {
            return Err(Error::too_large(
                &self.path,
                "one document",
                self.max_document,
            ));
        }
        let lossy =
            |field: Option<Vec<u8>>| field.map(|b| String::from_utf8_lossy(&b).into_owned());
        Ok(Record {
            id: row.id.unwrap_or_else(|| format!("{}#{number}", self.id)),
            source: SourceRef {
                path: self.path.clone(),
                record: Some(number),
                byte: self.lines.start,
            },
            bytes: Arc::from(text),
            charset: None,
            date: row.date,
            lang: lossy(row.lang),
            title: lossy(row.title),
            url: lossy(row.url),
        })
    }

    fn no_text(&self, keys: &[String]) -> String {
        format!(
            "no string field \"{}\" (its fields: {}); name the one that holds the text with --text-field",
            self.fields.text,
            if keys.is_empty() {
                "none".to_owned()
            } else {
                keys.join(", ")
            }
        )
    }
}

impl<R: BufRead + Send> Source for JsonLines<R> {
    fn next_record(&mut self) -> Option<Result<Record, Error>> {
        while !self.failed {
            let line = match self.lines.next() {
                Ok(line) => line?,
                Err(e) => {
                    self.failed = true;
                    return Some(Err(Error::io(&self.path, e)));
                }
            };
            let result = match &line {
                Line::TooLong => {
                    self.record += 1;
                    Err(Error::too_large(
                        &self.path,
                        "one line",
                        self.max_document.saturating_mul(8),
                    ))
                }
                Line::Kept(bytes) => {
                    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
                    if bytes.trim_ascii().is_empty() {
                        continue;
                    }
                    self.record(bytes)
                }
            };
            return Some(result.map_err(|e| e.at(self.lines.line, self.lines.start)));
        }
        None
    }
}

fn bad_line(path: &str, error: &serde_json::Error) -> Error {
    let why = error.to_string();
    // The parser sees one line only, so its "line 1" would mislead.
    let why = why.split(" at line ").next().unwrap_or_default().to_owned();
    Error::bad(
        path,
        format!(
            "not a JSON object with a document: {why}, at column {}; this line is skipped",
            error.column()
        ),
    )
}
