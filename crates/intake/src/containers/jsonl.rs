//! JSON Lines: one object a line, one document an object.

use std::io::BufRead;

use super::json::object;
use super::rows::{At, too_long};
use crate::line::{Line, Lines};
use crate::out::Flow;
use crate::place::Place;
use crate::read::Run;

/// Reads line by line; a line that is no document costs itself alone.
pub(crate) fn read(reader: impl BufRead, place: &Place, run: &mut Run) -> Flow {
    let mut lines = Lines::new(reader, run.options.max_line);
    let mut record = 0;
    loop {
        let line = match lines.next() {
            Ok(None) => return Flow::Continue(()),
            Ok(Some(line)) => line,
            Err(error) => {
                let fault = place.broken(error).record_at(Some(record), lines.start);
                run.out.fault(fault.on_line(lines.line))?;
                continue;
            }
        };
        let Some(line) = content(line) else { continue };
        let at = At {
            record,
            line: Some(lines.line),
            byte: lines.start,
        };
        match line {
            None => {
                record += 1;
                too_long("a line", at, place, run)?;
            }
            Some(bytes) => object(&bytes, at, &mut record, place, run)?,
        }
    }
}

/// What a line holds: nothing, too much (`Some(None)`), or an object.
fn content(line: Line) -> Option<Option<Vec<u8>>> {
    let Line::Kept(mut bytes) = line else {
        return Some(None);
    };
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    (!bytes.trim_ascii().is_empty()).then_some(Some(bytes))
}
