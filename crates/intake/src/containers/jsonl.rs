//! JSON Lines: one object a line, one document an object.

use std::io::BufRead;

use super::row::parse;
use super::rows::{At, deliver, too_long};
use crate::fault::Fault;
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
        record += 1;
        match line {
            None => too_long("a line", at, place, run)?,
            Some(bytes) => match parse(&bytes, &run.options.fields) {
                Ok(row) => deliver(row, at, place, run)?,
                Err(error) => run.out.fault(at.mark(bad_line(place, &error)))?,
            },
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

fn bad_line(place: &Place, error: &serde_json::Error) -> Fault {
    place.bad_record(
        format!("not a JSON object with a document: {}", reason(error)),
        "this line is skipped",
    )
}

/// What the parser says. It sees one line only, so its "line 1" would mislead.
pub(super) fn reason(error: &serde_json::Error) -> String {
    let why = error.to_string();
    let why = why.split(" at line ").next().unwrap_or_default();
    format!("{why}, at column {}", error.column())
}
