//! JSON arrays, and objects one behind the other however they are laid out: one document an object.
//!
//! The objects are cut out of the stream by their braces and strings alone, so that one is in memory at a time and
//! a broken one costs itself; each is then parsed as a line of JSON Lines is.

use std::io::{self, BufRead};

use super::envelope;
use super::row::{self, Row};
use super::rows::{At, deliver, too_long};
use crate::out::Flow;
use crate::place::Place;
use crate::run::Run;

/// Reads object by object.
pub(crate) fn read(reader: impl BufRead, place: &Place, run: &mut Run) -> Flow {
    let mut record = 0;
    let top = At::default();
    elements(reader, top, Envelopes::Opened, &mut record, place, run)
}

/// Whether an object that is no document is searched for some; what is in an envelope is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Envelopes {
    Opened,
    Left,
}

/// Reads the objects of what starts at `outer`, and counts them in `record`.
fn elements(
    reader: impl BufRead,
    outer: At,
    envelopes: Envelopes,
    record: &mut u64,
    place: &Place,
    run: &mut Run,
) -> Flow {
    let mut elements = Elements::new(reader, run.options.max_line);
    loop {
        let element = elements.next();
        let at = At {
            record: *record,
            byte: outer.byte + elements.start,
            ..outer
        };
        match element {
            Ok(None) => return Flow::Continue(()),
            Err(error) => {
                run.out.fault(at.mark(place.broken(error)))?;
                continue;
            }
            Ok(Some(Element::TooLong)) => {
                *record += 1;
                too_long("an object", at, place, run)?;
            }
            Ok(Some(Element::Broken(why))) => {
                *record += 1;
                let fault = place.bad_record(why, "reading goes on at the next object");
                run.out.fault(at.mark(fault))?;
            }
            Ok(Some(Element::Object(bytes))) => match envelopes {
                Envelopes::Opened => object(&bytes, at, record, place, run)?,
                Envelopes::Left => {
                    *record += 1;
                    let row = row::parse(&bytes, &run.options.fields);
                    one(row, &bytes, at, place, run)?;
                }
            },
        }
    }
}

/// Hands the document of an object over, or the documents inside it, and counts them in `record`.
pub(super) fn object(bytes: &[u8], at: At, record: &mut u64, place: &Place, run: &mut Run) -> Flow {
    let row = row::parse(bytes, &run.options.fields);
    match &row {
        Err(_) if envelope::has_more(bytes) => {
            return elements(bytes, at, Envelopes::Opened, record, place, run);
        }
        Ok(Row { text: None, .. }) => {
            let fields = run.options.fields.clone();
            let mut arrays = envelope::Documents::of(bytes, &fields).peekable();
            if arrays.peek().is_some() {
                return arrays.try_for_each(|(start, inside)| {
                    let at = At {
                        byte: at.byte + start as u64,
                        ..at
                    };
                    elements(inside, at, Envelopes::Left, record, place, run)
                });
            }
        }
        _ => {}
    }
    *record += 1;
    one(row, bytes, at, place, run)
}

fn one(
    row: Result<Row, serde_json::Error>,
    bytes: &[u8],
    at: At,
    place: &Place,
    run: &mut Run,
) -> Flow {
    match row {
        Ok(row) => {
            run.asked.see(&row, bytes, &run.options.fields);
            deliver(row, at, place, run)
        }
        Err(error) => {
            let why = format!("not a JSON object with a document: {}", reason(&error));
            let fault = place.bad_record(why, "this object is skipped");
            run.out.fault(at.mark(fault.keeping(bytes)))
        }
    }
}

/// What the parser says. It sees one object only, so its "line 1" would mislead.
fn reason(error: &serde_json::Error) -> String {
    let why = error.to_string();
    let why = why.split(" at line ").next().unwrap_or_default();
    format!("{why}, at column {}", error.column())
}

enum Element {
    Object(Vec<u8>),
    TooLong,
    Broken(&'static str),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before an object; brackets and commas are passed over.
    Between,
    /// In a value that is no object.
    Stray,
    Object,
    Text,
    Escape,
    /// After a broken object, in the middle of a line.
    Lost,
    /// After a broken object, at the start of a line.
    Line,
}

struct Elements<R> {
    reader: R,
    limit: u64,
    state: State,
    depth: u32,
    /// Arrays around the objects that are open.
    arrays: u64,
    /// Something was broken, so that an array may have lost its end.
    broken: bool,
    at: u64,
    /// Byte at which the last element starts.
    start: u64,
    kept: Vec<u8>,
    too_long: bool,
}

impl<R: BufRead> Elements<R> {
    const fn new(reader: R, limit: u64) -> Self {
        Self {
            reader,
            limit,
            state: State::Between,
            depth: 0,
            arrays: 0,
            broken: false,
            at: 0,
            start: 0,
            kept: Vec::new(),
            too_long: false,
        }
    }

    fn next(&mut self) -> io::Result<Option<Element>> {
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => {
                    // What was read of the object is gone; what comes next may be the middle of another.
                    (self.state, self.kept) = (State::Lost, Vec::new());
                    self.broken = true;
                    return Err(e);
                }
            };
            if chunk.is_empty() {
                return Ok(self.end());
            }
            let mut scan = Scan {
                state: self.state,
                depth: self.depth,
                arrays: self.arrays,
                used: 0,
                from: 0,
                opened: None,
            };
            let done = scan.run(chunk);
            if let Some(opened) = scan.opened {
                self.start = self.at + opened as u64;
                self.kept.clear();
                self.too_long = false;
            }
            if matches!(scan.state, State::Object | State::Text | State::Escape)
                || done == Some(Done::Object)
            {
                let part = chunk.get(scan.from..scan.used).unwrap_or_default();
                self.too_long |= (self.kept.len() + part.len()) as u64 > self.limit;
                if self.too_long {
                    self.kept = Vec::new();
                } else {
                    self.kept.extend_from_slice(part);
                }
            }
            (self.state, self.depth, self.arrays) = (scan.state, scan.depth, scan.arrays);
            let used = scan.used;
            self.reader.consume(used);
            self.at += used as u64;
            match done {
                Some(Done::Object) if self.too_long => return Ok(Some(Element::TooLong)),
                Some(Done::Object) => {
                    return Ok(Some(Element::Object(std::mem::take(&mut self.kept))));
                }
                Some(Done::Broken(why)) => {
                    self.broken = true;
                    return Ok(Some(Element::Broken(why)));
                }
                None => {}
            }
        }
    }

    fn end(&mut self) -> Option<Element> {
        let open = matches!(self.state, State::Object | State::Text | State::Escape);
        let stray = self.state == State::Stray;
        self.state = State::Between;
        let cut = std::mem::take(&mut self.arrays) > 0 && !self.broken;
        if open {
            self.broken = true;
            Some(Element::Broken("an object that does not end"))
        } else if stray {
            Some(Element::Broken(STRAY))
        } else if cut {
            self.start = self.at;
            Some(Element::Broken(
                "an array that does not end before the file",
            ))
        } else {
            None
        }
    }
}

const STRAY: &str = "not a JSON object with a document";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Done {
    Object,
    Broken(&'static str),
}

/// One look at a chunk of bytes, up to the end of an element.
struct Scan {
    state: State,
    depth: u32,
    arrays: u64,
    used: usize,
    /// Where the part of the element in this chunk starts.
    from: usize,
    /// Where an element started, if one did.
    opened: Option<usize>,
}

impl Scan {
    fn run(&mut self, chunk: &[u8]) -> Option<Done> {
        while let Some(byte) = chunk.get(self.used) {
            if self.state == State::Text {
                self.skip_text(chunk);
                if self.used == chunk.len() {
                    return None;
                }
            }
            let byte = chunk.get(self.used).copied().unwrap_or(*byte);
            self.used += 1;
            let done = self.step(byte);
            if done.is_some() {
                return done;
            }
        }
        None
    }

    /// To the next byte of a string that means anything.
    fn skip_text(&mut self, chunk: &[u8]) {
        let rest = chunk.get(self.used..).unwrap_or_default();
        self.used += memchr::memchr3(b'"', b'\\', b'\n', rest).unwrap_or(rest.len());
    }

    fn step(&mut self, byte: u8) -> Option<Done> {
        match (self.state, byte) {
            (State::Between | State::Line, b'{') => self.open(State::Object),
            (State::Between, b'[') => self.arrays += 1,
            (State::Between, b']') => self.arrays = self.arrays.saturating_sub(1),
            (State::Between, b',' | b' ' | b'\t' | b'\r' | b'\n' | 0xEF | 0xBB | 0xBF) => {}
            (State::Between, _) => self.open(State::Stray),
            (State::Stray, b',' | b'\n' | b']') => {
                self.state = State::Between;
                return Some(Done::Broken(STRAY));
            }
            (State::Object, b'"') => self.state = State::Text,
            (State::Object, b'{' | b'[') => self.depth += 1,
            (State::Object, b'}' | b']') if self.depth > 1 => self.depth -= 1,
            (State::Object, b'}' | b']') => {
                self.state = State::Between;
                return Some(Done::Object);
            }
            (State::Text, b'\\') => self.state = State::Escape,
            (State::Text, b'"') => self.state = State::Object,
            (State::Text, b'\n') => {
                self.state = State::Line;
                return Some(Done::Broken("a string that does not end with its line"));
            }
            (State::Escape, _) => self.state = State::Text,
            (State::Lost, b'\n') => self.state = State::Line,
            (State::Line, b' ' | b'\t' | b'\r' | b'\n' | b',' | b'[') => {}
            (State::Line, _) => self.state = State::Lost,
            _ => {}
        }
        None
    }

    fn open(&mut self, state: State) {
        self.state = state;
        self.depth = 1;
        self.from = self.used - 1;
        self.opened = Some(self.from);
    }
}
