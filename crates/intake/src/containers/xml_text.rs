//! What the readers of XML containers share.

use std::io::{self, BufRead, Read};

use quick_xml::events::Event;
use quick_xml::{Error, Reader};

use crate::damage::{self, Damage};
use crate::fault::Fault;
use crate::place::Place;

/// The events of an XML file, with where each starts, read on over what strict readers stop at.
pub(super) struct Events<R> {
    xml: Reader<Limited<R>>,
    /// Byte of the container at which the last event starts.
    pub(super) start: u64,
}

impl<R: BufRead> Events<R> {
    /// One event may take up to `limit` bytes.
    pub(super) fn new(reader: R, limit: u64) -> Self {
        let mut xml = Reader::from_reader(Limited::new(reader, limit));
        let config = xml.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { xml, start: 0 }
    }

    pub(super) fn next<'b>(&mut self, buffer: &'b mut Vec<u8>) -> Result<Event<'b>, Error> {
        buffer.clear();
        self.xml.get_mut().left = self.xml.get_ref().limit;
        self.start = self.xml.buffer_position();
        self.xml.read_event_into(buffer)
    }
}

/// The file cannot be read on.
pub(super) fn fault(place: &Place, error: Error) -> Fault {
    match error {
        Error::Io(error) => {
            let known = error.get_ref().and_then(|e| e.downcast_ref::<TooLong>());
            if let Some(TooLong(limit)) = known {
                return place.mark(Fault::too_large("an element", *limit, "--max-doc-bytes"));
            }
            let damage = error.get_ref().and_then(|e| e.downcast_ref::<Damage>());
            match damage {
                Some(damage) => place.mark(damage::fault_of(damage)),
                None => place.bad_container(format!("is damaged ({error})"), REMEDY),
            }
        }
        other => place.bad_container(format!("is no well-formed XML here ({other})"), REMEDY),
    }
}

/// Nothing in the file is what it was read as.
pub(super) fn other_root(place: &Place, what: &str) -> Fault {
    let cause = format!("holds no {what}");
    place.bad_container(cause, "name what it is with --input, or leave that out")
}

const REMEDY: &str = "what came before was read; fetch the file again";

/// The text of a reference, `amp` or `#233`; what is unknown stays as it is.
pub(super) fn reference(name: &str) -> String {
    let number = name
        .strip_prefix('#')
        .and_then(|n| match n.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => n.parse().ok(),
        });
    if let Some(c) = number.and_then(char::from_u32) {
        return c.to_string();
    }
    match quick_xml::escape::resolve_xml_entity(name) {
        Some(text) => text.to_owned(),
        None => format!("&{name};"),
    }
}

/// A reader that gives no more than a number of bytes to one event, for those are gathered in memory.
struct Limited<R> {
    inner: R,
    limit: u64,
    left: u64,
}

#[derive(Debug)]
struct TooLong(u64);

impl std::fmt::Display for TooLong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "an element above {} bytes", self.0)
    }
}

impl std::error::Error for TooLong {}

impl<R> Limited<R> {
    const fn new(inner: R, limit: u64) -> Self {
        Self {
            inner,
            limit,
            left: limit,
        }
    }
}

impl<R: BufRead> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(buffer)?;
        self.consume(n);
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Limited<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::Error::other(TooLong(self.limit)));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        self.left = self.left.saturating_sub(n as u64);
        self.inner.consume(n);
    }
}
