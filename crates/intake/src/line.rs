//! Lines of bytes with a length limit, and where each one starts.

use std::io::{self, BufRead};

/// A line of a stream.
pub(crate) struct Line<'a> {
    /// Its number, from 1.
    pub(crate) number: u64,
    /// Byte at which it starts.
    pub(crate) start: u64,
    /// What it holds without its line end; `None` when it is too long to be kept.
    pub(crate) bytes: Option<&'a [u8]>,
}

/// Reads lines and counts lines and bytes.
pub(crate) struct Lines<R> {
    reader: R,
    limit: u64,
    /// Lines read so far.
    pub(crate) line: u64,
    /// Byte at which the line last read starts.
    pub(crate) start: u64,
    next: u64,
    /// Bytes that the line last read takes up in the reader's buffer, which is where it was left.
    lent: usize,
    /// The line last read, where it was more than the buffer holds of it.
    kept: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    pub(crate) const fn new(reader: R, limit: u64) -> Self {
        Self {
            reader,
            limit,
            line: 0,
            start: 0,
            next: 0,
            lent: 0,
            kept: Vec::new(),
        }
    }

    /// The next line; one above the limit is passed over without being kept in memory.
    pub(crate) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        let (mut too_long, mut any) = (false, false);
        self.kept.clear();
        self.start = self.next;
        self.reader.consume(std::mem::take(&mut self.lent));
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            if chunk.is_empty() {
                break;
            }
            let first = !std::mem::replace(&mut any, true);
            let end = memchr::memchr(b'\n', chunk);
            let part = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or_default();
            too_long |= (self.kept.len() + part.len()) as u64 > self.limit;
            let used = end.map_or(chunk.len(), |e| e + 1);
            self.next += used as u64;
            if first && end.is_some() {
                self.lent = used;
                break;
            }
            if too_long {
                self.kept = Vec::new();
            } else {
                self.kept.extend_from_slice(part);
            }
            self.reader.consume(used);
            if end.is_some() {
                break;
            }
        }
        if !any {
            return Ok(None);
        }
        self.line += 1;
        let bytes = match self.lent.checked_sub(1) {
            Some(len) => self.reader.fill_buf()?.get(..len).unwrap_or_default(),
            None => &self.kept,
        };
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        Ok(Some(Line {
            number: self.line,
            start: self.start,
            bytes: (!too_long).then_some(bytes),
        }))
    }
}
