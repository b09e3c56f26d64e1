//! The string literals of Rust source, without comments and without `#[cfg(test)]` modules.

/// Line and content of every string literal of production code. Escapes are left as they are written.
#[must_use]
pub fn string_literals(source: &str) -> Vec<(usize, String)> {
    let mut scan = Scan {
        source,
        at: 0,
        found: Vec::new(),
    };
    while scan.step() {}
    scan.found
}

struct Scan<'a> {
    source: &'a str,
    at: usize,
    found: Vec<(usize, String)>,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    /// Passes over one item; false at the end.
    fn step(&mut self) -> bool {
        let rest = self.rest();
        let Some(c) = rest.chars().next() else {
            return false;
        };
        let skip = if rest.starts_with("#[cfg(test)]") {
            tests_len(rest)
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some((open, close, raw)) = string_at(rest) {
            let body = &rest[open..];
            let end = if raw {
                body.find(&close)
            } else {
                plain_end(body)
            };
            let end = end.unwrap_or(body.len());
            let line = self.source[..self.at].matches('\n').count() + 1;
            let literal = body[..end].to_owned();
            self.found.push((line, literal));
            (open + end + close.len()).min(self.rest().len())
        } else if c == '\'' {
            char_len(rest)
        } else if c.is_alphanumeric() || c == '_' {
            rest.find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len())
        } else {
            c.len_utf8()
        };
        self.at += skip;
        true
    }
}

/// Length of a test module that starts here; of the attribute alone when it stands on something else.
fn tests_len(rest: &str) -> usize {
    let attribute = "#[cfg(test)]".len();
    let item = rest[attribute..].trim_start();
    if !item.starts_with("mod ") {
        return attribute;
    }
    // By habit a test module is the last item of its file and closes with a brace at the line's start.
    rest.find("\n}").map_or(rest.len(), |end| end + 2)
}

/// Length of the opening, text of the closing, and whether it is raw, where a string literal starts here.
fn string_at(rest: &str) -> Option<(usize, String, bool)> {
    let prefix = ["br", "cr", "b", "c", "r", ""].into_iter().find(|p| {
        rest.strip_prefix(p)
            .is_some_and(|r| r.starts_with('"') || p.ends_with('r') && r.starts_with('#'))
    })?;
    let after = &rest[prefix.len()..];
    let hashes = after.bytes().take_while(|b| *b == b'#').count();
    let close = format!("\"{}", "#".repeat(hashes));
    after[hashes..]
        .starts_with('"')
        .then(|| (prefix.len() + hashes + 1, close, prefix.ends_with('r')))
}

fn plain_end(body: &str) -> Option<usize> {
    let mut escaped = false;
    body.bytes().position(|b| {
        let end = b == b'"' && !escaped;
        escaped = b == b'\\' && !escaped;
        end
    })
}

/// Length of a character literal; of the quote alone for a lifetime.
fn char_len(rest: &str) -> usize {
    let body = &rest[1..];
    if body.starts_with('\\') {
        return body[2..].find('\'').map_or(1, |end| end + 4);
    }
    let first = body.chars().next().map_or(0, char::len_utf8);
    if first > 0 && body[first..].starts_with('\'') {
        first + 2
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_finds_literals_and_nothing_else() {
        let source = r###"
// "comment"
fn f<'a>(c: char) -> &'a str { match c { '"' => "one \" two", '\'' => r"three", 'é' => r#"fo"ur"#, _ => b"five" } }
/* "block" */
#[cfg(test)]
mod tests {
    const X: &str = "test";
}
const Y: &str = "six";
"###;
        let found: Vec<_> = string_literals(source)
            .into_iter()
            .map(|(_, s)| s)
            .collect();
        assert_eq!(found, [r#"one \" two"#, "three", "fo\"ur", "five", "six"]);
    }
}
