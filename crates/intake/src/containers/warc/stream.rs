//! The bytes of a web archive, record by record, and the way to the next record after a broken one.

use std::io::{self, BufRead, Read};

use super::http::{Fields, Lines};

pub(super) struct Stream<R> {
    reader: R,
    /// Bytes that are read again: they were taken for a part of the record before.
    again: io::Cursor<Vec<u8>>,
    at: u64,
    /// Byte at which the last record starts.
    pub(super) start: u64,
    /// The place is not known to be the start of a record, and that was reported.
    lost: bool,
}

pub(super) enum Head {
    Record(Fields),
    Broken(&'static str),
    End,
}

/// Most bytes of the head of a record.
const LONGEST_HEAD: usize = 1 << 18;

impl<R: BufRead> Stream<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader,
            again: io::Cursor::default(),
            at: 0,
            start: 0,
            lost: false,
        }
    }

    /// The head of the next record.
    pub(super) fn next_head(&mut self) -> io::Result<Head> {
        loop {
            self.start = self.at;
            let Some(line) = self.line(LONGEST_HEAD)? else {
                return Ok(Head::End);
            };
            if is_version(&line) {
                self.lost = false;
                return self.head();
            }
            if !line.trim_ascii().is_empty() && !self.lost {
                self.lost = true;
                return Ok(Head::Broken("no record where one should start"));
            }
        }
    }

    fn head(&mut self) -> io::Result<Head> {
        let mut head = Vec::new();
        loop {
            let Some(line) = self.line(LONGEST_HEAD)? else {
                return Ok(Head::Broken("a record that ends in its head"));
            };
            if is_version(&line) {
                // The head before it was cut.
                self.read_again(line);
                return Ok(Head::Broken("a record that ends in its head"));
            }
            if line.trim_ascii().is_empty() {
                return Ok(Head::Record(Fields::of(Lines(&head))));
            }
            head.extend_from_slice(&line);
            if head.len() > LONGEST_HEAD {
                self.lost = true;
                return Ok(Head::Broken("a record with a head that does not end"));
            }
        }
    }

    /// The block of a record. Where it holds the start of another record and does not end as it should, its length
    /// was wrong: that record is read next.
    pub(super) fn block(&mut self, length: u64) -> io::Result<Vec<u8>> {
        let mut block = Vec::new();
        let error = self.take(length, &mut block).err();
        if error.is_none() && self.ends_well()? {
            return Ok(block);
        }
        let next = next_record(&block);
        if let Some(at) = next {
            self.read_again(block.split_off(at));
        }
        match (error, next) {
            (Some(error), _) if error.kind() != io::ErrorKind::UnexpectedEof => Err(error),
            (_, None) => {
                self.lost = true;
                Err(io::ErrorKind::UnexpectedEof.into())
            }
            _ => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }

    /// Passes over a block.
    pub(super) fn skip(&mut self, length: u64) -> io::Result<()> {
        let mut left = length;
        let mut part = Vec::new();
        while left > 0 {
            part.clear();
            let n = left.min(1 << 16);
            self.take(n, &mut part)?;
            left -= n;
        }
        Ok(())
    }

    /// Reads exactly `length` bytes, or gives what there is and an error.
    fn take(&mut self, length: u64, into: &mut Vec<u8>) -> io::Result<()> {
        let mut reader = Both(&mut self.again, &mut self.reader);
        let result = Read::take(&mut reader, length).read_to_end(into);
        self.at += into.len() as u64;
        result?;
        if (into.len() as u64) < length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }

    /// Whether a line end, another record or the end of the file follows.
    fn ends_well(&mut self) -> io::Result<bool> {
        let mut reader = Both(&mut self.again, &mut self.reader);
        let rest = match reader.fill_buf() {
            Ok(rest) => rest,
            // The next read meets it as well, or what follows it.
            Err(e) if e.kind() == io::ErrorKind::Interrupted => return Ok(true),
            Err(e) => return Err(e),
        };
        Ok(rest.is_empty()
            || rest.starts_with(b"\r")
            || rest.starts_with(b"\n")
            || rest.starts_with(b"WARC/"))
    }

    fn read_again(&mut self, bytes: Vec<u8>) {
        self.at -= bytes.len() as u64;
        let rest = usize::try_from(self.again.position()).unwrap_or(usize::MAX);
        let mut bytes = bytes;
        bytes.extend_from_slice(self.again.get_ref().get(rest..).unwrap_or_default());
        self.again = io::Cursor::new(bytes);
    }

    /// The next line with its end; of one above `limit`, the start.
    fn line(&mut self, limit: usize) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let mut any = false;
        loop {
            let mut reader = Both(&mut self.again, &mut self.reader);
            let chunk = match reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            if chunk.is_empty() {
                return Ok(any.then_some(line));
            }
            any = true;
            let end = memchr::memchr(b'\n', chunk).map(|at| at + 1);
            let part = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or_default();
            let room = limit.saturating_sub(line.len()).min(part.len());
            line.extend_from_slice(part.get(..room).unwrap_or_default());
            let used = part.len();
            reader.consume(used);
            self.at += used as u64;
            if end.is_some() {
                return Ok(Some(line));
            }
        }
    }
}

/// `WARC/1.0` and its kin, alone on a line.
fn is_version(line: &[u8]) -> bool {
    let Some(version) = line.strip_prefix(b"WARC/") else {
        return false;
    };
    let version = version.trim_ascii_end();
    !version.is_empty()
        && version.len() <= 6
        && version.iter().all(|b| b.is_ascii_digit() || *b == b'.')
}

/// Where the next record starts inside a block.
fn next_record(block: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(block, b"\nWARC/")
        .map(|at| at + 1)
        .find(|at| {
            let rest = block.get(*at..).unwrap_or_default();
            let line = rest
                .split_inclusive(|b| *b == b'\n')
                .next()
                .unwrap_or_default();
            is_version(line)
        })
}

/// One reader before the other.
struct Both<'a, R>(&'a mut io::Cursor<Vec<u8>>, &'a mut R);

impl<R: BufRead> Read for Both<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => self.1.read(buffer),
            n => Ok(n),
        }
    }
}

impl<R: BufRead> BufRead for Both<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.0.fill_buf()?.is_empty() {
            return self.1.fill_buf();
        }
        self.0.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        if self.0.position() < self.0.get_ref().len() as u64 {
            self.0.consume(n);
        } else {
            self.1.consume(n);
        }
    }
}
