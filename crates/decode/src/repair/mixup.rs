//! Text in one single-byte charset that was read in another: every letter is wrong by itself, nothing is a sequence.
//!
//! Only a document as a whole can tell: its letters fit no language as they are, and fit one to the last letter when
//! all of them are read in another charset.

use super::chain::{Chain, Reader};
use super::fix::{Fix, Text};
use super::loss::MIXED;
use crate::beyond_ascii::beyond_ascii;
use crate::cases;
use crate::census::Census;
use crate::codecs::Codec;
use crate::letters;
use crate::weigh;

/// Fewest letters that are evidence, how many of a hundred fit a language before at most, and after at least.
const FEWEST: i64 = 16;
const BEFORE: i64 = 90;
const AFTER: i64 = 99;

/// Scripts of thousands of characters are in no single-byte charset.
const MOST: usize = 256;

/// Points of strangeness that show damage where the letters alone do not.
const PLAIN: i64 = 16;

/// The fixes that read the text in the charset it was written in, if one stands out.
pub(crate) fn fixes(text: &str, chars: &[(char, u32)]) -> Option<(Chain, Vec<Fix>)> {
    if chars.len() > MOST || at_home(chars) {
        return None;
    }
    let odd = strange(chars);
    if !odd && !upside_down(text, chars) {
        return None;
    }
    let mut best: Option<(i64, Codec, Codec)> = None;
    for read_as in Codec::with_koi8() {
        for written in Codec::with_koi8().filter(|c| *c != read_as) {
            let score = fit(chars, read_as, written);
            if let Some(score) = score
                && best.is_none_or(|b| score > b.0)
            {
                best = Some((score, read_as, written));
            }
        }
    }
    let (_, read_as, written) = best?;
    let fixes = rewrite(text, read_as, written);
    let (before, after) = costs(text, &fixes);
    let better = if odd {
        after * 2 <= before
    } else {
        before >= PLAIN && after * 8 <= before
    };
    better.then(|| (Chain::default().then(read_as), fixes))
}

/// Points of strangeness at the places of the fixes, without and with them.
fn costs(text: &str, fixes: &[Fix]) -> (i64, i64) {
    let reader = Reader::plain(text);
    let (mut before, mut after) = (0, 0);
    let mut window = Vec::new();
    for fix in fixes {
        let (edge, next) = (reader.before(fix.start), reader.after(fix.end));
        let old = text
            .get(fix.start as usize..fix.end as usize)
            .unwrap_or_default();
        let mut buffer = [0; 5];
        let new = fix.text.as_str(&mut buffer);
        for (sum, middle) in [(&mut before, old), (&mut after, new)] {
            window.clear();
            window.extend(edge);
            window.extend(middle.chars());
            window.push(next);
            *sum += i64::from(weigh::cost(&window));
        }
    }
    (before, after)
}

/// Letters inside the best language in hundredths, with its score, or nothing to go by. Signs count as letters that no
/// language has; punctuation does not count.
fn judge(chars: impl Iterator<Item = (char, u32)>) -> (i64, i64, i64) {
    let mut letters = Census::default();
    let (mut total, mut outside, mut small) = (0, 0, 0);
    for (c, n) in chars {
        let many = i64::from(n);
        if is_letter(c) {
            letters.add_many(c, n);
            small += if cases::is_small(c) { many } else { 0 };
            total += many;
        } else if !weigh::neutral(c) {
            outside += many;
            total += many;
        }
    }
    let Some((_, score, inside)) = letters.best() else {
        return (0, 0, total);
    };
    let inside = inside * (total - outside) / total.max(1);
    (inside, score + small * 2 - outside * 4, total)
}

/// Whether nearly all letters are those of one language, and few of them are capitals or quotes: then nothing is
/// [`strange`] or [`upside_down`], and the other languages need not be weighed. For a language that writes no more
/// than [`BEFORE`] of a hundred has at most 2.37 points a letter, 3 for each one and -4 for each other; and what is
/// missing costs this one a quarter of a point at most.
fn at_home(chars: &[(char, u32)]) -> bool {
    let (mut all, mut letters, mut capitals, mut quotes) = (0, 0, 0, 0);
    let mut languages = u64::MAX;
    for (c, n) in chars.iter().map(|(c, n)| (*c, i64::from(*n))) {
        if is_letter(c) {
            letters += n;
            let common = languages & letters::common_in(cases::lower(c));
            languages = if common == 0 { languages } else { common };
        } else if !weigh::neutral(c) {
            return false;
        }
        all += n;
        capitals += if cases::is_capital(c) { n } else { 0 };
        quotes += if weigh::bracketing(c) { n } else { 0 };
    }
    let home = languages.trailing_zeros() as usize;
    let weight = |(c, n): &(char, u32)| {
        i64::from(letters::weight_in(home, cases::lower(*c))) * i64::from(*n)
    };
    let own = chars.iter().filter(|x| is_letter(x.0));
    let points: i64 = own.map(weight).sum();
    all < FEWEST || (points * 100 >= letters * 262 && capitals.max(quotes) * 4 < all)
}

fn is_letter(c: char) -> bool {
    cases::is_letter(c) && weigh::natural(c)
}

fn strange(chars: &[(char, u32)]) -> bool {
    let (inside, _, total) = judge(chars.iter().copied());
    total >= FEWEST && inside <= BEFORE
}

/// Whether letters that fit a language stand where they look strange: small and capital are swapped, or what looks
/// like punctuation stands inside words.
fn upside_down(text: &str, chars: &[(char, u32)]) -> bool {
    let count = |pick: fn(char) -> bool| -> i64 {
        let picked = chars.iter().filter(|x| pick(x.0));
        picked.map(|x| i64::from(x.1)).sum()
    };
    let total = count(|_| true);
    let capitals = count(cases::is_capital);
    // Looked for in the counts first: most texts need no second look.
    if total < FEWEST || capitals.max(count(weigh::bracketing)) * 4 < total {
        return false;
    }
    let mut points = 0;
    let reader = Reader::plain(text);
    for (at, c) in beyond_ascii(text) {
        let Some((start, end)) = span(at, c) else {
            break;
        };
        let [far, near] = reader.before(start);
        points += i64::from(weigh::cost(&[far, near, c, reader.after(end)]));
    }
    points >= PLAIN.max(total / 32)
}

fn fit(chars: &[(char, u32)], read_as: Codec, written: Codec) -> Option<i64> {
    let mut read = Vec::with_capacity(chars.len());
    for (c, n) in chars {
        read.push((written.char(read_as.byte(*c)?), *n));
    }
    let kinds = read.iter().filter(|x| cases::is_letter(x.0)).count();
    let (inside, score, total) = judge(read.into_iter());
    (inside >= AFTER && total >= FEWEST && kinds >= 3).then_some(score)
}

/// Where a character at `at` starts and ends.
fn span(at: usize, c: char) -> Option<(u32, u32)> {
    Some((
        u32::try_from(at).ok()?,
        u32::try_from(at + c.len_utf8()).ok()?,
    ))
}

/// A fix for each run of neighbours that change.
fn rewrite(text: &str, read_as: Codec, written: Codec) -> Vec<Fix> {
    let mut fixes: Vec<Fix> = Vec::new();
    for (at, c) in beyond_ascii(text) {
        let Some(new) = read_as.byte(c).map(|b| written.char(b)).filter(|n| *n != c) else {
            continue;
        };
        let Some((start, end)) = span(at, c) else {
            break;
        };
        match fixes.last_mut() {
            Some(Fix {
                end: until,
                text: Text::Run(text),
                ..
            }) if *until == start => {
                *until = end;
                text.push(new);
            }
            _ => fixes.push(Fix {
                start,
                end,
                text: Text::Run(new.to_string()),
                loss: MIXED,
                gain: 0,
            }),
        }
    }
    fixes
}

#[cfg(test)]
mod tests {
    use super::super::scan::Scan;
    use super::*;

    #[test]
    fn what_is_at_home_is_found_by_the_counts_alone() {
        let at_home = |text: &str| at_home(&Scan::of(text).census());
        let french = "« Été, là où çà et là l’été s’étire » : déjà vu, créé.".repeat(20);
        for text in [
            &format!("{french} Naïf."),
            &"łąka, żółw, święto, być".repeat(9),
            "",
        ] {
            assert!(at_home(text), "{text}");
        }
        for text in ["ĂŠtĂŠ".repeat(9), "ÉTÉ ÇÀ".repeat(9), format!("{french}¬")] {
            assert!(!at_home(&text), "{text}");
        }
    }
}
