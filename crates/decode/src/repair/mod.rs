//! Repair of text that was read in the wrong charset, once or several times.
//!
//! The whole document is the evidence: [`survey`] finds which chain of codecs explains its suspicious sequences and
//! makes it read well, [`apply`] then undoes sequence by sequence what that chain explains, so that intact letters
//! and quotes in the same words stay as they are. That is repeated on the result until nothing is left to explain;
//! so a document damaged in several ways is repaired in several rounds, and repairing twice changes nothing.

mod apply;
mod chain;
mod code;
mod coherent;
mod controls;
mod fix;
mod gains;
mod groups;
mod guesses;
mod lattice;
mod leads;
mod lone;
mod loose;
mod loss;
mod mended;
mod mixup;
mod pieces;
mod reading;
mod rounds;
mod scan;
mod seq;
mod spaces;
mod starts;
mod support;
mod survey;
#[cfg(test)]
mod tests;

use claimsift_model::Note;

use crate::decode::Decoded;
use crate::notes::note;
use crate::weigh;
use chain::{Chain, Reader};
use fix::Fix;
use mended::Mended;
use rounds::Rounds;
use scan::Scan;

/// No real text was damaged in more ways; the bound keeps the work linear.
const MOST_ROUNDS: usize = 8;

/// Repairs never make a text more than twice as long, so offsets below this cannot run over.
const LONGEST: usize = (u32::MAX / 2) as usize;

/// Repairs the text in place, adding to its map and repairs.
pub(crate) fn repair(decoded: &mut Decoded<'_>, notes: &mut Vec<Note>) {
    if decoded.text.len() > LONGEST {
        note(notes, "the text is too long to be repaired");
        return;
    }
    repair_in_pieces(decoded, notes, pieces::LONGEST);
}

/// Repairs the text piece by piece. What one piece is too short to tell, another cut may show; so a text of several
/// pieces is gone over again until nothing in it changes, and repairing twice changes nothing.
fn repair_in_pieces(decoded: &mut Decoded<'_>, notes: &mut Vec<Note>, longest: usize) {
    let mut left = Left::default();
    for _ in 0..MOST_ROUNDS {
        let whole = decoded.text.len() <= longest;
        left = Left::default();
        if !pass(decoded, longest, &mut left) || whole {
            break;
        }
    }
    left.note(notes);
}

/// Repairs each piece once, and says whether anything changed.
fn pass(decoded: &mut Decoded<'_>, longest: usize, left: &mut Left) -> bool {
    let mut mended: Option<Mended<'_>> = None;
    let mut start = 0_u32;
    for piece in pieces::pieces(&decoded.text, longest) {
        let rounds = mend(piece, left);
        let placed = rounds.placed();
        if !placed.is_empty() {
            mended
                .get_or_insert_with(|| Mended::new(&decoded.text, &decoded.repairs))
                .add(start, &placed, rounds.text());
        }
        start += u32::try_from(piece.len()).unwrap_or(0);
    }
    let Some(mended) = mended else {
        return false;
    };
    let (text, stage, repairs) = mended.finish();
    decoded.text = text.into();
    decoded.map.push(stage);
    decoded.repairs = repairs;
    true
}

/// Repairs one piece of text, until nothing in it is left to explain.
fn mend<'a>(piece: &'a str, left: &mut Left) -> Rounds<'a> {
    let mut rounds = Rounds::new(piece);
    let mut scan = Scan::of(piece);
    for _ in 0..MOST_ROUNDS {
        let text = rounds.text();
        let steps = [round, step_controls, step_lone, step_mixup];
        let Some((chain, fixes)) = steps.iter().find_map(|step| step(text, &scan)) else {
            break;
        };
        rounds.push(&chain, fixes);
        scan = Scan::of(rounds.text());
    }
    left.count(rounds.text(), &scan);
    rounds
}

fn step_controls(text: &str, scan: &Scan) -> Option<(Chain, Vec<Fix>)> {
    if scan.controls {
        controls::fixes(text)
    } else {
        None
    }
}

fn step_lone(text: &str, scan: &Scan) -> Option<(Chain, Vec<Fix>)> {
    if scan.spaced { lone::fixes(text) } else { None }
}

fn step_mixup(text: &str, scan: &Scan) -> Option<(Chain, Vec<Fix>)> {
    mixup::fixes(text, &scan.census())
}

/// Points of strangeness from which a place looks damaged.
const STRANGE: i32 = 3;

/// What was not repaired.
#[derive(Debug, Default)]
struct Left {
    /// Places that look damaged.
    odd: usize,
    /// U+FFFD in the text.
    lost: usize,
}

impl Left {
    fn count(&mut self, text: &str, scan: &Scan) {
        self.lost += scan.lost;
        if scan.pairs {
            let reader = Reader::plain(text);
            let leads = leads::written_leads(&reader).filter(|lead| lead.pairs != 0);
            self.odd += leads.filter(|lead| odd(&reader, lead.at)).count();
        }
    }

    fn note(&self, notes: &mut Vec<Note>) {
        if self.odd > 0 {
            let text = "places that look damaged and were left as they are";
            note(notes, format!("{text}: {}", self.odd));
        }
        if self.lost > 0 {
            let text = "characters lost before, U+FFFD in the text";
            note(notes, format!("{text}: {}", self.lost));
        }
    }
}

/// Whether a place looks damaged.
fn odd(reader: &Reader, at: u32) -> bool {
    let [far, near] = reader.before(at);
    let Some((c, end)) = reader.char_at(at) else {
        return false;
    };
    let rest = reader.text.get(end as usize..).unwrap_or_default();
    let next = rest.chars().next().unwrap_or(' ');
    let behind = rest.get(next.len_utf8()..).unwrap_or_default();
    // A small letter before a soft hyphen is at home.
    let soft = next == '\u{ad}' && c.is_lowercase();
    !soft && starts::natural_start(c, next, behind) && weigh::cost(&[far, near, c, next]) >= STRANGE
}

fn round(text: &str, scan: &Scan) -> Option<(Chain, Vec<Fix>)> {
    if !scan.pairs && !chain::referring(text) {
        return None;
    }
    let reader = Reader::new(text);
    let leads = leads::leads(&reader);
    let (chain, reading) = survey::best_chain(&reader, &leads)?;
    let fixes = apply::fixes(&reader, &leads, &chain, reading);
    (!fixes.is_empty()).then_some((chain, fixes))
}
