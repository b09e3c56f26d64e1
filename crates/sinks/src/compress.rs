//! Compression by the ending of a name.
//!
//! Bytes are compressed batch by batch, each batch being a member (frame, stream) of its own: all four formats allow
//! any number of them in a file, and every reader puts them together. So the work can be done on any thread, the
//! bytes do not depend on how many there are, and a run that was killed can go on behind the last whole member.

use std::io::{self, Write};

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Compression {
    /// Not at all.
    #[default]
    None,
    /// `.gz`
    Gzip,
    /// `.zst`
    Zstd,
    /// `.bz2`
    Bzip2,
    /// `.xz`
    Xz,
}

impl Compression {
    pub(crate) const ENDINGS: [(&str, Self); 4] = [
        ("gz", Self::Gzip),
        ("zst", Self::Zstd),
        ("bz2", Self::Bzip2),
        ("xz", Self::Xz),
    ];

    /// The compression that the ending of a file name asks for, and the name without that ending.
    #[must_use]
    pub fn of_name(name: &str) -> (&str, Self) {
        let found = Self::ENDINGS.iter().find_map(|(ending, compression)| {
            let stem = name.strip_suffix(ending)?.strip_suffix('.')?;
            (!stem.is_empty()).then_some((stem, *compression))
        });
        found.unwrap_or((name, Self::None))
    }

    /// Its name; `None` has the name "none".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Bzip2 => "bzip2",
            Self::Xz => "xz",
        }
    }

    /// One member that holds `bytes`.
    ///
    /// # Errors
    ///
    /// When the library refuses, which no bytes are known to cause.
    pub fn member(self, bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        match self {
            Self::None => Ok(bytes),
            Self::Gzip => {
                let level = flate2::Compression::new(6);
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
                encoder.write_all(&bytes)?;
                encoder.finish()
            }
            Self::Zstd => zstd::bulk::compress(&bytes, 3),
            Self::Bzip2 => {
                let level = bzip2::Compression::new(6);
                let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), level);
                encoder.write_all(&bytes)?;
                encoder.finish()
            }
            Self::Xz => {
                let options = lzma_rust2::XzOptions::with_preset(6);
                let mut encoder = lzma_rust2::XzWriter::new(Vec::new(), options)?;
                encoder.write_all(&bytes)?;
                encoder.finish()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn unpacked(compression: Compression, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        match compression {
            Compression::None => out.extend_from_slice(bytes),
            Compression::Gzip => {
                flate2::read::MultiGzDecoder::new(bytes)
                    .read_to_end(&mut out)
                    .unwrap();
            }
            Compression::Zstd => {
                zstd::Decoder::new(bytes)
                    .unwrap()
                    .read_to_end(&mut out)
                    .unwrap();
            }
            Compression::Bzip2 => {
                bzip2::read::MultiBzDecoder::new(bytes)
                    .read_to_end(&mut out)
                    .unwrap();
            }
            Compression::Xz => {
                lzma_rust2::XzReader::new(bytes, true)
                    .read_to_end(&mut out)
                    .unwrap();
            }
        }
        out
    }

    #[test]
    fn members_are_read_as_one() {
        for (_, compression) in Compression::ENDINGS {
            let mut file = compression.member(b"one\n".to_vec()).unwrap();
            file.extend(compression.member(Vec::new()).unwrap());
            file.extend(compression.member(b"two\n".repeat(1000)).unwrap());
            let got = unpacked(compression, &file);
            assert_eq!(got.len(), 4004, "{compression:?}");
            assert!(got.starts_with(b"one\ntwo\n"));
        }
    }
}
