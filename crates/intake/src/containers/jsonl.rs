//! JSON Lines: one object a line, one document an object.

use std::io::BufRead;

use super::json::object;
use super::rows::{At, too_long};
use crate::line::Lines;
use crate::out::Flow;
use crate::place::Place;
use crate::run::Run;

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
                // The line that could not be read to its end.
                run.out.fault(fault.on_line(lines.line + 1))?;
                continue;
            }
        };
        let at = At {
            record,
            line: Some(line.number),
            byte: line.start,
        };
        let Some(bytes) = line.bytes else {
            record += 1;
            too_long("a line", at, place, run)?;
            continue;
        };
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        if !bytes.trim_ascii().is_empty() {
            object(bytes, at, &mut record, place, run)?;
        }
    }
}
