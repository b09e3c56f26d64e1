//! Where chunks go, in order.

use std::io::{self, Write};

use crate::encode::Body;
use crate::{Chunk, Encoder};

/// The receiving end of a run: chunks in order, then the end.
pub trait Sink: Send {
    /// Writes the next chunk, made by an [`Encoder`] of the same format.
    ///
    /// # Errors
    ///
    /// When the system does not take the bytes.
    fn write(&mut self, chunk: Chunk) -> io::Result<()>;

    /// Hands over what is held back, so that whoever reads the other end sees it; gives the number of bytes
    /// written so far where the output can be cut and continued there.
    ///
    /// # Errors
    ///
    /// As [`Sink::write`].
    fn flush(&mut self) -> io::Result<Option<u64>>;

    /// Writes what stands at the end; `header` says what made the output, as JSON.
    ///
    /// # Errors
    ///
    /// As [`Sink::write`].
    fn finish(&mut self, header: &str) -> io::Result<()>;
}

/// A format whose bytes stand one after the other.
pub struct Stream<W> {
    to: W,
    encoder: Encoder,
    /// Bytes written.
    position: u64,
    /// Whether something was written that the next chunk must be set apart from.
    items: bool,
}

impl<W: Write + Send> Stream<W> {
    /// Writes to `to` from the beginning.
    ///
    /// # Errors
    ///
    /// When the system does not take the first bytes.
    pub fn begin(to: W, encoder: Encoder) -> io::Result<Self> {
        let mut stream = Self::resume(to, encoder, 0, false);
        stream.bytes(encoder.begin().into_bytes())?;
        Ok(stream)
    }

    /// Goes on at `position` of an output that was cut; `items` says whether it has any records yet.
    pub const fn resume(to: W, encoder: Encoder, position: u64, items: bool) -> Self {
        Self {
            to,
            encoder,
            position,
            items,
        }
    }

    /// Bytes that are not part of a batch, as a member of their own.
    fn bytes(&mut self, bytes: Vec<u8>) -> io::Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        let bytes = self.encoder.shape.compression.member(bytes)?;
        self.packed(&bytes)
    }

    fn packed(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.to.write_all(bytes)?;
        self.position += bytes.len() as u64;
        Ok(())
    }
}

impl<W: Write + Send> Sink for Stream<W> {
    fn write(&mut self, chunk: Chunk) -> io::Result<()> {
        if self.items && chunk.items {
            self.bytes(self.encoder.between().as_bytes().to_vec())?;
        }
        self.items |= chunk.items;
        match chunk.body {
            Body::Bytes(bytes) => self.packed(&bytes),
            _ => Ok(()),
        }
    }

    fn flush(&mut self) -> io::Result<Option<u64>> {
        self.to.flush()?;
        Ok(Some(self.position))
    }

    fn finish(&mut self, _: &str) -> io::Result<()> {
        self.bytes(self.encoder.end(self.items).as_bytes().to_vec())?;
        if self.position == 0 {
            // An empty file is no gzip file; an empty member is.
            let empty = self.encoder.shape.compression.member(Vec::new())?;
            self.packed(&empty)?;
        }
        self.to.flush()
    }
}
