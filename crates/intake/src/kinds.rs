//! What a file is: by its name, then by its first bytes.

use crate::Format;

/// What a folder walk does with a file of this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Walked {
    Text,
    Jsonl,
    /// `.json`: read when its first bytes look like JSON Lines.
    Json,
    Ignored(&'static str),
}

const LATER: &str = "of a kind that is not read yet";
const COMPRESSED: &str = "compressed, which is not read yet";
const OTHER: &str = "not documents by their name";

fn extension(name: &str) -> Option<String> {
    let (stem, ext) = name.rsplit_once('.')?;
    (!stem.is_empty()).then(|| ext.to_ascii_lowercase())
}

pub(crate) fn by_name(name: &str) -> Walked {
    match extension(name).as_deref() {
        Some("txt") => Walked::Text,
        Some("jsonl" | "ndjson") => Walked::Jsonl,
        Some("json") => Walked::Json,
        Some("html" | "htm" | "csv" | "tsv" | "parquet" | "warc" | "wet" | "xml") => {
            Walked::Ignored(LATER)
        }
        Some("zip" | "tar" | "gz" | "zst" | "bz2" | "xz") => Walked::Ignored(COMPRESSED),
        _ => Walked::Ignored(OTHER),
    }
}

/// The start of a file, enough to tell its kind.
pub(crate) const SNIFF: usize = 4096;

/// A container that is not read yet, by its first bytes: its name, and the way out.
pub(crate) fn unsupported(head: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 8] = [
        (
            &[0x1F, 0x8B],
            "gzip data, which is not read yet; unpack it first: gzip -dc FILE | claimsift extract -",
        ),
        (
            &[0x28, 0xB5, 0x2F, 0xFD],
            "zstd data, which is not read yet; unpack it first: zstd -dc FILE | claimsift extract -",
        ),
        (
            b"BZh",
            "bzip2 data, which is not read yet; unpack it first: bzip2 -dc FILE | claimsift extract -",
        ),
        (
            &[0xFD, b'7', b'z', b'X', b'Z', 0],
            "xz data, which is not read yet; unpack it first: xz -dc FILE | claimsift extract -",
        ),
        (
            b"PK\x03\x04",
            "a ZIP archive, which is not read yet; unpack it into a folder first",
        ),
        (
            b"PAR1",
            "Parquet, which is not read yet; export it as JSON Lines first",
        ),
        (b"%PDF-", "a PDF, which is not read; export its text first"),
        (b"\x89PNG", "an image, which is not read"),
    ];
    KNOWN
        .iter()
        .find(|(magic, _)| head.starts_with(magic))
        .map(|(_, what)| *what)
}

/// Text or JSON Lines, by the name when it says so, else by the first bytes.
pub(crate) fn decide(name: &str, head: &[u8]) -> Format {
    match by_name(name) {
        Walked::Text => Format::Text,
        Walked::Jsonl => Format::Jsonl,
        _ if looks_like_jsonl(head) => Format::Jsonl,
        _ => Format::Text,
    }
}

/// An object opens and its first key follows on the same line; a pretty-printed object breaks the line first.
pub(crate) fn looks_like_jsonl(head: &[u8]) -> bool {
    let head = head
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(head)
        .trim_ascii_start();
    let Some(rest) = head.strip_prefix(b"{") else {
        return false;
    };
    let key = rest.iter().position(|b| !matches!(b, b' ' | b'\t'));
    key.and_then(|at| rest.get(at)) == Some(&b'"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_first_bytes_decide() {
        assert_eq!(decide("a.txt", b"{\"id\": 1}"), Format::Text);
        assert_eq!(decide("-", b"{\"id\": 1}"), Format::Jsonl);
        assert_eq!(decide("-", b"\xEF\xBB\xBF\n{ \"id\": 1}"), Format::Jsonl);
        assert_eq!(decide("x.json", b"{\n  \"id\": 1\n}"), Format::Text);
        assert_eq!(decide("notes", b"Le 23 octobre"), Format::Text);
        assert_eq!(by_name("A.JSONL"), Walked::Jsonl);
        assert_eq!(by_name(".txt"), Walked::Ignored(OTHER));
    }
}
