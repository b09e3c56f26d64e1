//! What a file is: by its first bytes, then by its name.

use claimsift_model::Markup;

use crate::layers::Codec;
use crate::{Format, Options, unicode, xml};

/// What to do with the bytes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Packed(Codec),
    Zip,
    Tar,
    /// Documents in this container; never `Auto`.
    Documents(Format),
    /// What it is, and the way out.
    Unsupported(&'static str, &'static str),
    /// Its name promises a container that it is not.
    NotAsNamed(&'static str),
}

/// The start of a file, enough to tell its kind.
pub(crate) const SNIFF: usize = 4096;

const OTHER: &str = "not documents by their name";

/// The last ending of a name, in small letters.
fn ending(name: &str) -> Option<String> {
    let file = name.rsplit('/').next().unwrap_or(name);
    let (stem, ending) = file.rsplit_once('.')?;
    (!stem.is_empty()).then(|| ending.to_ascii_lowercase())
}

/// Why a file of this name in a folder or an archive is passed over, if it is.
pub(crate) fn passed_over(name: &str) -> Option<&'static str> {
    const READ: [&str; 22] = [
        "txt", "html", "htm", "xhtml", "json", "jsonl", "ndjson", "csv", "tsv", "parquet", "warc",
        "wet", "xml", "rss", "atom", "zip", "tar", "tgz", "gz", "zst", "bz2", "xz",
    ];
    let known = ending(name).is_some_and(|e| READ.contains(&e.as_str()));
    (!known).then_some(OTHER)
}

/// Decides what the bytes that start with `head` are.
pub(crate) fn recognise(name: &str, head: &[u8], options: &Options) -> What {
    if let Some(codec) = Codec::of(head) {
        return What::Packed(codec);
    }
    let any = options.format == Format::Auto || options.format == Format::Parquet;
    if any && head.starts_with(b"PAR1") {
        return What::Documents(Format::Parquet);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return What::Zip;
    }
    if is_tar(head) {
        return What::Tar;
    }
    if options.format != Format::Auto {
        return What::Documents(options.format);
    }
    if let Some((what, remedy)) = unsupported(head) {
        return What::Unsupported(what, remedy);
    }
    let narrow = unicode::wide(head).map(|wide| wide.decode(head).0);
    let text = narrow.as_deref().map_or(head, str::as_bytes);
    by_content(name, text, options)
        .or_else(|| by_name(name, head))
        .unwrap_or(What::Documents(Format::Text))
}

fn unsupported(head: &[u8]) -> Option<(&'static str, &'static str)> {
    const KNOWN: [(&[u8], &str, &str); 7] = [
        (
            b"%PDF-",
            "a PDF, which is not read",
            "export its text first",
        ),
        (b"\x89PNG", "an image, which is not read", ""),
        (b"\xFF\xD8\xFF", "an image, which is not read", ""),
        (b"GIF8", "an image, which is not read", ""),
        (
            b"7z\xBC\xAF\x27\x1C",
            "a 7z archive, which is not read",
            "unpack it into a folder first",
        ),
        (
            b"Rar!\x1A\x07",
            "a RAR archive, which is not read",
            "unpack it into a folder first",
        ),
        (
            b"SQLite format 3\0",
            "a SQLite database, which is not read",
            "export a table as CSV first",
        ),
    ];
    let found = KNOWN.iter().find(|(magic, ..)| head.starts_with(magic));
    found.map(|(_, what, remedy)| (*what, *remedy))
}

/// A header block whose checksum is right: the sum of its bytes, with the sum itself read as spaces.
fn is_tar(head: &[u8]) -> bool {
    let Some(block) = head.get(..512) else {
        return false;
    };
    let sum = |from: usize, to: usize| -> u64 {
        block
            .iter()
            .skip(from)
            .take(to - from)
            .map(|b| u64::from(*b))
            .sum()
    };
    let digits: Vec<u8> = block
        .iter()
        .skip(148)
        .take(8)
        .copied()
        .filter(u8::is_ascii_digit)
        .collect();
    let told = std::str::from_utf8(&digits)
        .ok()
        .and_then(|d| u64::from_str_radix(d, 8).ok());
    block.first() != Some(&0) && told == Some(sum(0, 148) + 8 * 32 + sum(156, 512))
}

fn without_mark(head: &[u8]) -> &[u8] {
    head.strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(head)
        .trim_ascii_start()
}

fn by_content(name: &str, head: &[u8], options: &Options) -> Option<What> {
    let start = without_mark(head);
    if start.starts_with(b"WARC/") {
        return Some(What::Documents(Format::Warc));
    }
    let text = ending(name).is_some_and(|e| e == "txt");
    let format = match start.first()? {
        b'<' => match xml::root(start)?.as_str() {
            "mediawiki" => Format::MediaWiki,
            "rss" | "feed" | "rdf:RDF" => Format::Feed,
            root if root.eq_ignore_ascii_case("html") => Format::Html,
            _ => return None,
        },
        // A note in brackets opens many a plain text.
        b'{' | b'[' if text => return None,
        b'{' if is_lines(start) => Format::Jsonl,
        b'{' if starts_object(start) => Format::Json,
        b'[' if starts_object(start.get(1..)?.trim_ascii_start()) => Format::Json,
        _ if !text && is_table(start, options) => Format::Csv,
        _ => return None,
    };
    Some(What::Documents(format))
}

fn starts_object(head: &[u8]) -> bool {
    let rest = head.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    rest.is_some_and(|r| r.starts_with(b"\"") || r.starts_with(b"}"))
}

/// An object whose first key follows on the same line, and that ends with the line where the end can be seen.
fn is_lines(head: &[u8]) -> bool {
    let key = head.iter().skip(1).find(|b| !matches!(b, b' ' | b'\t'));
    let end = memchr::memchr(b'\n', head).and_then(|at| head.get(..at));
    key == Some(&b'"') && end.is_none_or(|line| line.trim_ascii_end().ends_with(b"}"))
}

/// A first line in which the field of the text is one of several cells.
fn is_table(head: &[u8], options: &Options) -> bool {
    let line = head
        .split(|b| *b == b'\n')
        .next()
        .unwrap_or_default()
        .trim_ascii_end();
    let of = |mark: u8| {
        let mut cells = line.split(|b| *b == mark).map(|c| {
            c.strip_prefix(b"\"")
                .and_then(|c| c.strip_suffix(b"\""))
                .unwrap_or(c)
        });
        line.contains(&mark) && cells.any(|c| c == options.fields.text.as_bytes())
    };
    [b',', b';', b'\t', b'|'].into_iter().any(of)
}

fn by_name(name: &str, head: &[u8]) -> Option<What> {
    let ending = ending(name)?;
    let binary = head.contains(&0);
    let format = match ending.as_str() {
        "html" | "htm" | "xhtml" | "xml" => Format::Html,
        "jsonl" | "ndjson" => Format::Jsonl,
        "json" => Format::Json,
        "csv" => Format::Csv,
        "tsv" => Format::Tsv,
        "warc" | "wet" => Format::Warc,
        "rss" | "atom" => Format::Feed,
        "parquet" => return Some(What::NotAsNamed("Parquet")),
        "gz" | "tgz" if binary => return Some(What::NotAsNamed("gzip")),
        "zst" if binary => return Some(What::NotAsNamed("zstd")),
        "bz2" if binary => return Some(What::NotAsNamed("bzip2")),
        "xz" if binary => return Some(What::NotAsNamed("xz")),
        "zip" if binary => return Some(What::NotAsNamed("ZIP")),
        "tar" if binary => return Some(What::NotAsNamed("tar")),
        _ => return None,
    };
    Some(What::Documents(format))
}

/// What a document is written in, by its first bytes: a page opens with its own name.
pub(crate) fn markup(bytes: &[u8]) -> Markup {
    let head = without_mark(bytes.get(..SNIFF).unwrap_or(bytes));
    let page =
        head.starts_with(b"<") && xml::root(head).is_some_and(|r| r.eq_ignore_ascii_case("html"));
    if page { Markup::Html } else { Markup::Plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(name: &str, head: &[u8]) -> What {
        recognise(name, head, &Options::default())
    }

    #[test]
    fn first_bytes_and_names_decide() {
        let is = What::Documents;
        assert_eq!(format("a.txt", b"{\"id\": 1}"), is(Format::Text));
        assert_eq!(format("-", b"{\"id\": 1}"), is(Format::Jsonl));
        assert_eq!(
            format("-", b"\xEF\xBB\xBF\n{ \"id\": 1}\n"),
            is(Format::Jsonl)
        );
        assert_eq!(format("x.json", b"{\n  \"id\": 1\n}"), is(Format::Json));
        assert_eq!(format("x.jsonl", b" [\n {\"id\": 1}"), is(Format::Json));
        assert_eq!(format("notes", b"Le 23 octobre"), is(Format::Text));
        assert_eq!(format("notes", b"[1] Le 23 octobre"), is(Format::Text));
        assert_eq!(format("-", b"id,text\n1,a"), is(Format::Csv));
        assert_eq!(format("-", b"a text, in lines"), is(Format::Text));
        assert_eq!(
            format("-", b"<?xml version='1.0'?>\n<!-- c --><rss>"),
            is(Format::Feed)
        );
        assert_eq!(format("x", b"<!DOCTYPE HTML PUBLIC '-'>"), is(Format::Html));
        assert_eq!(format("x.gz", b"\0\0abc"), What::NotAsNamed("gzip"));
        assert_eq!(passed_over("a/.txt"), Some(OTHER));
        assert_eq!(passed_over("a/b.TXT"), None);
    }
}
