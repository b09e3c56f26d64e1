//! Heads of WARC records and of HTTP responses, read as leniently as browsers read them.

/// The text of a head, line by line.
pub(super) struct Lines<'a>(pub(super) &'a [u8]);

/// Names, in small letters, and values, in order.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `name: value` lines; a line that starts with white space goes on with the one before.
    pub(super) fn of(lines: Lines<'_>) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in lines.0.split(|b| *b == b'\n') {
            let text = String::from_utf8_lossy(line);
            let folded = text.starts_with([' ', '\t']);
            if folded && let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(text.trim());
            } else if let Some((name, value)) = text.split_once(':') {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Self(fields)
    }

    /// The first value of a name, which is given in small letters.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// A response, with its body as it was sent.
pub(super) struct Response<'a> {
    pub(super) status: u16,
    pub(super) fields: Fields,
    pub(super) body: &'a [u8],
}

/// Reads the head of a response; `None` when it has none.
pub(super) fn response(block: &[u8]) -> Option<Response<'_>> {
    let (head, body) = divide(block);
    let end = memchr::memchr(b'\n', head).map_or(head.len(), |at| at + 1);
    let (first, rest) = head.split_at_checked(end)?;
    let first = String::from_utf8_lossy(first);
    let mut words = first.split_whitespace();
    if !words.next()?.starts_with("HTTP") {
        return None;
    }
    Some(Response {
        status: words.next()?.parse().ok()?,
        fields: Fields::of(Lines(rest)),
        body,
    })
}

/// Head and body, at the first empty line.
fn divide(block: &[u8]) -> (&[u8], &[u8]) {
    for end in memchr::memchr_iter(b'\n', block) {
        let rest = block.get(end + 1..).unwrap_or_default();
        for mark in [&b"\r\n"[..], b"\n"] {
            if let Some(body) = rest.strip_prefix(mark) {
                return (block.get(..end + 1).unwrap_or_default(), body);
            }
        }
    }
    (block, &[])
}
