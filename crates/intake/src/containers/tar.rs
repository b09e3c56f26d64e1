//! tar archives, read as they stream.

use std::io::{self, BufReader, Read};

use super::archive::{inner_name, wanted};
use crate::layers::Unpacked;
use crate::out::Flow;
use crate::place::Place;
use crate::read;
use crate::run::Run;

/// Reads each file of the archive as if it lay in a folder.
pub(crate) fn read(reader: impl Read, place: &Place, run: &mut Run) -> Flow {
    let mut archive = ::tar::Archive::new(BufReader::with_capacity(1 << 16, reader));
    // One archive behind the other, as `cat` makes them.
    archive.set_ignore_zeros(true);
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return run.out.fault(place.broken(damaged(error))),
    };
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return run.out.fault(place.broken(damaged(error))),
        };
        let kind = entry.header().entry_type();
        if kind.is_dir() {
            continue;
        }
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if !kind.is_file() && !kind.is_contiguous() {
            run.out.ignore("links and devices in archives");
            continue;
        }
        let Some(name) = inner_name(&name, place, run)? else {
            continue;
        };
        if !wanted(&name, run) {
            continue;
        }
        let whole = Whole {
            left: entry.size(),
            inner: entry,
        };
        let mut member = Unpacked::member("tar", whole, &run.gauge, run.limits());
        read::read(&mut member, &place.inside(&name), run)?;
    }
    Flow::Continue(())
}

/// What the crate says of a header that makes no sense, or that is cut, has no kind of its own.
fn damaged(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::Other => io::Error::new(io::ErrorKind::InvalidData, error),
        _ => error,
    }
}

/// A file that has all the bytes that its header tells of: the archive may be cut.
struct Whole<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Whole<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.left = self.left.saturating_sub(n as u64);
        if n == 0 && self.left > 0 && !buffer.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(n)
    }
}
