//! The name of the first element of a page or an XML file.

/// The root element of what starts with `head`, or the one that its document type names.
pub(crate) fn root(head: &[u8]) -> Option<String> {
    let mut rest = head.trim_ascii_start();
    loop {
        let inner = rest.strip_prefix(b"<")?;
        rest = if inner.starts_with(b"?") {
            after(inner, b"?>")?
        } else if inner.starts_with(b"!--") {
            after(inner, b"-->")?
        } else if let Some(kind) = inner.strip_prefix(b"!") {
            let doctype = kind.get(..7)?.eq_ignore_ascii_case(b"doctype");
            return doctype
                .then(|| name(kind.get(7..)?.trim_ascii_start()))
                .flatten();
        } else {
            return name(inner);
        }
        .trim_ascii_start();
    }
}

fn after<'a>(text: &'a [u8], mark: &[u8]) -> Option<&'a [u8]> {
    let at = memchr::memmem::find(text, mark)?;
    text.get(at + mark.len()..)
}

fn name(text: &[u8]) -> Option<String> {
    let end = text
        .iter()
        .position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/' | b'['));
    let name = text.get(..end.unwrap_or(text.len()))?;
    let letter = name.first().is_some_and(u8::is_ascii_alphabetic);
    letter.then(|| String::from_utf8_lossy(name).into_owned())
}

#[cfg(test)]
mod tests {
    use super::root;

    #[test]
    fn roots() {
        for (text, want) in [
            ("<html>", Some("html")),
            ("<!doctype html><p>", Some("html")),
            (
                "<?xml version='1.0'?>\n<!-- a --> <rss version='2.0'>",
                Some("rss"),
            ),
            ("<feed/>", Some("feed")),
            ("< 5 percent", None),
            ("<?xml", None),
            ("", None),
        ] {
            assert_eq!(root(text.as_bytes()).as_deref(), want, "{text}");
        }
    }
}
