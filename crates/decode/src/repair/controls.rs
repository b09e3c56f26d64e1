//! Controls that are what windows-1252 has there: the text was read as latin-1, which nobody writes.

use super::chain::{Chain, Reader};
use super::fix::{Fix, Text};
use super::loss::MIXED;
use crate::codecs::Codec;
use crate::weigh;

/// The fixes that make punctuation of controls.
pub(crate) fn fixes(text: &str) -> Option<(Chain, Vec<Fix>)> {
    let mut codecs = Codec::all();
    let (windows, latin) = (codecs.next()?, codecs.next()?);
    let reader = Reader::plain(text);
    let places = memchr::memchr_iter(0xC2, text.as_bytes());
    let fixes: Vec<Fix> = places.filter_map(|at| fix(&reader, windows, at)).collect();
    (!fixes.is_empty()).then(|| (Chain::default().then(latin), fixes))
}

fn fix(reader: &Reader, windows: Codec, at: usize) -> Option<Fix> {
    let start = u32::try_from(at).ok()?;
    let (control, end) = reader.char_at(start).filter(|x| x.0.is_control())?;
    let read = windows.char(u8::try_from(control).ok()?);
    let ([far, near], after) = (reader.before(start), reader.after(end));
    // Behind such a letter it is the rest of a damaged one.
    let half = ('\u{C2}'..='\u{DF}').contains(&near);
    let fits = weigh::natural(read)
        && !read.is_control()
        && !after.is_control()
        && weigh::cost(&[far, near, read, after]) <= 1;
    (fits && !half).then_some(Fix {
        start,
        end,
        text: Text::One(read),
        loss: MIXED,
        gain: 4,
    })
}
