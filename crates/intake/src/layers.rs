//! Compressions, undone while they stream, and the limits that keep a bomb from going off.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::damage::Damage;
use crate::gzip::Gzip;

/// A compression, known by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Codec {
    Gzip,
    Zstd,
    Bzip2,
    Xz,
}

impl Codec {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Bzip2 => "bzip2",
            Self::Xz => "xz",
        }
    }

    /// Endings of names, which are left off.
    pub(crate) const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Gzip => &[".gz", ".gzip"],
            Self::Zstd => &[".zst", ".zstd"],
            Self::Bzip2 => &[".bz2"],
            Self::Xz => &[".xz"],
        }
    }

    pub(crate) fn of(head: &[u8]) -> Option<Self> {
        if head.starts_with(&[0x1F, 0x8B, 8]) {
            Some(Self::Gzip)
        } else if head.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) || skippable(head) {
            Some(Self::Zstd)
        } else if head.starts_with(b"BZh") && head.get(4..10) == Some(&BLOCK) {
            Some(Self::Bzip2)
        } else if head.starts_with(&[0xFD, b'7', b'z', b'X', b'Z', 0]) {
            Some(Self::Xz)
        } else {
            None
        }
    }
}

/// The digits of pi, with which each block of bzip2 starts.
const BLOCK: [u8; 6] = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59];

/// A frame that zstd tools put before the data (0x184D2A50 and its neighbours, little end first).
fn skippable(head: &[u8]) -> bool {
    head.first().is_some_and(|b| b & 0xF0 == 0x50) && head.get(1..4) == Some(&[0x2A, 0x4D, 0x18])
}

/// Bytes read of a file of the system, and bytes that all its layers unpacked them to.
#[derive(Debug, Default)]
pub(crate) struct Gauge {
    /// Of all files of the run.
    all: Arc<AtomicU64>,
    read: Cell<u64>,
    unpacked: Cell<u64>,
    over: Cell<bool>,
}

/// Unpacked bytes below which no ratio is too high.
const SLACK: u64 = 64 << 20;

impl Gauge {
    /// Of a run that counts what it reads in `all`.
    pub(crate) fn new(all: Arc<AtomicU64>) -> Self {
        Self {
            all,
            ..Self::default()
        }
    }

    /// Of the next file of a run.
    pub(crate) fn next(&self) -> Self {
        Self::new(self.all.clone())
    }

    fn read(&self, bytes: u64) {
        self.read.set(self.read.get() + bytes);
        self.all.fetch_add(bytes, Ordering::Relaxed);
    }

    fn unpack(&self, bytes: u64, limits: (u64, u64)) -> io::Result<()> {
        let (ratio, total) = limits;
        let unpacked = self.unpacked.get() + bytes;
        self.unpacked.set(unpacked);
        let damage = if unpacked > SLACK && unpacked / ratio > self.read.get() {
            Damage::Bomb { ratio }
        } else if unpacked > total {
            Damage::TooMuch { limit: total }
        } else {
            return Ok(());
        };
        self.over.set(true);
        Err(damage.io())
    }

    /// A limit was broken: nothing more is unpacked from this file.
    pub(crate) const fn is_over(&self) -> bool {
        self.over.get()
    }
}

/// A file of the system: counts what is read, and fails once only.
pub(crate) struct Counted<R> {
    inner: R,
    gauge: Rc<Gauge>,
    failed: bool,
}

impl<R> Counted<R> {
    pub(crate) const fn new(inner: R, gauge: Rc<Gauge>) -> Self {
        Self {
            inner,
            gauge,
            failed: false,
        }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.failed {
            return Ok(0);
        }
        match self.inner.read(buffer) {
            Ok(n) => {
                self.gauge.read(n as u64);
                Ok(n)
            }
            Err(e) => {
                self.failed = e.kind() != io::ErrorKind::Interrupted;
                Err(e)
            }
        }
    }
}

impl<R: io::Seek> io::Seek for Counted<R> {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// Compressed bytes on their way into a decoder, which takes no more than it needs.
pub(crate) struct Packed<R> {
    inner: BufReader<R>,
    at: Rc<Cell<u64>>,
}

impl<R: Read> Packed<R> {
    fn new(inner: R, at: Rc<Cell<u64>>) -> Self {
        Self {
            inner: BufReader::with_capacity(1 << 16, inner),
            at,
        }
    }
}

impl<R: Read> Read for Packed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(buffer)?;
        self.consume(n);
        Ok(n)
    }
}

impl<R: Read> BufRead for Packed<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        self.at.set(self.at.get() + n as u64);
        self.inner.consume(n);
    }
}

/// Unpacked bytes. An error is given once and says where it is; what follows is what can still be read.
pub(crate) struct Unpacked<'a> {
    decoder: Box<dyn Read + 'a>,
    name: &'static str,
    at: Rc<Cell<u64>>,
    gauge: Rc<Gauge>,
    limits: (u64, u64),
    resumes: bool,
    done: bool,
}

impl<'a> Unpacked<'a> {
    /// Undoes `codec` over `reader`; `limits` are the highest ratio and the most bytes in all.
    pub(crate) fn new(
        codec: Codec,
        reader: impl Read + 'a,
        gauge: &Rc<Gauge>,
        limits: (u64, u64),
    ) -> io::Result<Self> {
        let at = Rc::new(Cell::new(0));
        let packed = Packed::new(reader, at.clone());
        let decoder: Box<dyn Read + 'a> = match codec {
            Codec::Gzip => Box::new(Gzip::new(packed)),
            Codec::Zstd => Box::new(zstd::stream::read::Decoder::with_buffer(packed)?),
            Codec::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(packed)),
            Codec::Xz => Box::new(lzma_rust2::XzReader::new(packed, true)),
        };
        Ok(Self {
            decoder,
            name: codec.name(),
            at,
            gauge: gauge.clone(),
            limits,
            resumes: codec == Codec::Gzip,
            done: false,
        })
    }

    /// A member of an archive, whose crate undoes the compression itself.
    pub(crate) fn member(
        name: &'static str,
        reader: impl Read + 'a,
        gauge: &Rc<Gauge>,
        limits: (u64, u64),
    ) -> Self {
        Self {
            decoder: Box::new(reader),
            name,
            at: Rc::default(),
            gauge: gauge.clone(),
            limits,
            resumes: false,
            done: false,
        }
    }
}

impl Read for Unpacked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.done || self.gauge.is_over() {
            return Ok(0);
        }
        match self.decoder.read(buffer) {
            Ok(n) => {
                self.gauge.unpack(n as u64, self.limits)?;
                Ok(n)
            }
            Err(e) if e.kind() == io::ErrorKind::Interrupted => Err(e),
            Err(e) => {
                self.done = !self.resumes;
                // What a layer below says of itself is the better message.
                let told = e.get_ref().is_some_and(|e| e.is::<Damage>());
                if told || e.kind() == io::ErrorKind::Unsupported {
                    return Err(e);
                }
                Err(Damage::Packed {
                    codec: self.name,
                    byte: self.at.get(),
                    cut: e.kind() == io::ErrorKind::UnexpectedEof,
                    why: e.to_string(),
                }
                .io())
            }
        }
    }
}
