//! CSV: the flat form in the quoting of RFC 4180 with `\n` line ends. Null is an empty field, the empty string `""`.

use std::io::Write;

use crate::What;
use crate::flat::{Cell, columns};

pub(crate) fn header(what: What, utf16: bool) -> String {
    let names: Vec<_> = columns(what, utf16).into_iter().map(|c| c.0).collect();
    names.join(",") + "\n"
}

pub(crate) fn row<'a>(cells: impl Iterator<Item = Cell<'a>>, out: &mut Vec<u8>) {
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            out.push(b',');
        }
        // Writing to memory cannot fail.
        let _ = match cell {
            Cell::Null => Ok(()),
            Cell::Whole(n) => write!(out, "{n}"),
            // With its point, as JSON writes it: 1.0.
            Cell::Real(x) => write!(out, "{x:?}"),
            Cell::Text(text) => {
                quoted(&text, out);
                Ok(())
            }
        };
    }
    out.push(b'\n');
}

fn quoted(text: &str, out: &mut Vec<u8>) {
    let special = |b| matches!(b, b'"' | b',' | b'\n' | b'\r');
    if !text.is_empty() && !text.bytes().any(special) {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    out.push(b'"');
    out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoting_is_that_of_rfc_4180() {
        let mut out = Vec::new();
        for text in ["plain", "a,b", "say \"x\"", "two\nlines", ""] {
            quoted(text, &mut out);
            out.push(b'|');
        }
        let want = "plain|\"a,b\"|\"say \"\"x\"\"\"|\"two\nlines\"|\"\"|";
        assert_eq!(String::from_utf8(out).unwrap(), want);
    }

    #[test]
    fn null_is_not_the_empty_string() {
        let mut out = Vec::new();
        let text = |t: &'static str| Cell::Text(t.into());
        row(
            [Cell::Null, text(""), Cell::Whole(7), Cell::Real(1.0)].into_iter(),
            &mut out,
        );
        assert_eq!(out, b",\"\",7,1.0\n");
    }
}
