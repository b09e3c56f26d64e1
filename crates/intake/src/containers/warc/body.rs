//! Bodies of HTTP responses: chunks put together, compression undone.

use std::io::Read;

use super::http::Response;

pub(super) enum Fault {
    TooLarge,
    Bad(String),
}

/// The body as the page's author wrote it, of at most `limit` bytes.
pub(super) fn decode(response: &Response<'_>, limit: u64) -> Result<Vec<u8>, Fault> {
    let field = |name| {
        response
            .fields
            .get(name)
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    let mut body = if field("transfer-encoding").contains("chunked") {
        chunks(response.body)?
    } else {
        response.body.to_vec()
    };
    // The last coding was put on last.
    for coding in field("content-encoding").rsplit(',') {
        body = uncompressed(coding.trim(), body, limit)?;
    }
    Ok(body)
}

/// Puts chunks together. Archives that undid the chunks and kept the header are common: without a first chunk
/// the body is taken as it is.
fn chunks(body: &[u8]) -> Result<Vec<u8>, Fault> {
    let (mut out, mut rest) = (Vec::new(), body);
    while !rest.is_empty() {
        let Some((size, after)) = chunk_size(rest) else {
            if out.is_empty() {
                return Ok(body.to_vec());
            }
            return Err(Fault::Bad("a chunked body that breaks off".to_owned()));
        };
        if size == 0 {
            break;
        }
        let Some((chunk, next)) = after.split_at_checked(size) else {
            return Err(Fault::Bad("a chunked body that ends early".to_owned()));
        };
        out.extend_from_slice(chunk);
        rest = next
            .strip_prefix(b"\r\n")
            .or(next.strip_prefix(b"\n"))
            .unwrap_or(next);
    }
    Ok(out)
}

/// The size that a chunk's first line gives in hexadecimal, and what follows the line.
fn chunk_size(text: &[u8]) -> Option<(usize, &[u8])> {
    let end = memchr::memchr(b'\n', text.get(..text.len().min(1 << 10))?)?;
    let (line, rest) = (text.get(..end)?, text.get(end + 1..)?);
    let digits = line.split(|b| *b == b';').next()?.trim_ascii();
    let digits = std::str::from_utf8(digits).ok()?;
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let size = plain.then(|| usize::from_str_radix(digits, 16).ok())??;
    Some((size, rest))
}

fn uncompressed(coding: &str, body: Vec<u8>, limit: u64) -> Result<Vec<u8>, Fault> {
    match coding {
        // Archives that undid the compression and kept the header are common, too.
        "gzip" | "x-gzip" if body.starts_with(&[0x1F, 0x8B]) => {
            all(flate2::bufread::MultiGzDecoder::new(&*body), "gzip", limit)
        }
        "deflate" => match all(flate2::bufread::ZlibDecoder::new(&*body), "deflate", limit) {
            Err(Fault::Bad(_)) => {
                // Many servers leave the wrapper out that the standard asks for.
                all(
                    flate2::bufread::DeflateDecoder::new(&*body),
                    "deflate",
                    limit,
                )
            }
            done => done,
        },
        "br" => all(
            brotli_decompressor::Decompressor::new(&*body, 1 << 12),
            "brotli",
            limit,
        ),
        "zstd" => match zstd::stream::read::Decoder::with_buffer(&*body) {
            Ok(decoder) => all(decoder, "zstd", limit),
            Err(e) => Err(Fault::Bad(format!("a body that is no zstd data ({e})"))),
        },
        _ => Ok(body),
    }
}

fn all(decoder: impl Read, name: &str, limit: u64) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    match decoder.take(limit + 1).read_to_end(&mut out) {
        Err(e) => Err(Fault::Bad(format!(
            "a body that is no whole {name} data ({e})"
        ))),
        Ok(_) if out.len() as u64 > limit => Err(Fault::TooLarge),
        Ok(_) => Ok(out),
    }
}
