//! Repair of text that was read in the wrong charset, once or several times.
//!
//! The whole document is the evidence: [`survey`] finds which chain of codecs explains its suspicious sequences and
//! makes it read well, [`apply`] then undoes sequence by sequence what that chain explains, so that intact letters
//! and quotes in the same words stay as they are. That is repeated on the result until nothing is left to explain;
//! so a document damaged in several ways is repaired in several rounds, and repairing twice changes nothing.

mod apply;
mod chain;
mod controls;
mod groups;
mod lattice;
mod lone;
mod loose;
mod mixup;
mod rounds;
mod scan;
mod spaces;
mod survey;

use claimsift_model::{Edit, Note};

use crate::decode::Decoded;
use crate::{note, weigh};
use chain::{Chain, Reader};
use rounds::Rounds;
use scan::Scan;

/// No real text was damaged in more ways; the bound keeps the work linear.
const MOST_ROUNDS: usize = 8;

/// Repairs never make a text more than twice as long, so offsets below this cannot run over.
const LONGEST: usize = (u32::MAX / 2) as usize;

/// One damaged sequence and what it stands for.
#[derive(Debug, Clone)]
pub(crate) struct Fix {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) text: Text,
    pub(crate) loss: u8,
    pub(crate) gain: i32,
}

/// What a sequence stands for: nearly always one letter, for which no memory is asked.
#[derive(Debug, Clone)]
pub(crate) enum Text {
    One(char),
    /// With the word space that was lost behind it.
    Spaced(char),
    Run(String),
}

impl Text {
    /// The text, for which `buffer` is long enough.
    pub(crate) fn as_str<'a>(&'a self, buffer: &'a mut [u8; 5]) -> &'a str {
        let (c, space) = match self {
            Self::One(c) => (*c, 0),
            Self::Spaced(c) => (*c, 1),
            Self::Run(text) => return text,
        };
        *buffer = [b' '; 5];
        let len = c.encode_utf8(buffer).len() + space;
        std::str::from_utf8(buffer.get(..len).unwrap_or_default()).unwrap_or_default()
    }

    pub(crate) const fn len(&self) -> usize {
        match self {
            Self::One(c) => c.len_utf8(),
            Self::Spaced(c) => c.len_utf8() + 1,
            Self::Run(text) => text.len(),
        }
    }
}

/// Repairs the text in place, adding to its map and repairs.
pub(crate) fn repair(decoded: &mut Decoded, notes: &mut Vec<Note>) {
    if decoded.text.len() > LONGEST {
        note(notes, "the text is too long to be repaired");
        return;
    }
    let mut rounds = Rounds::new();
    let mut scan = Scan::of(&decoded.text);
    for _ in 0..MOST_ROUNDS {
        let text = rounds.text().unwrap_or(&decoded.text);
        let steps = [round, step_controls, step_lone, step_mixup];
        let Some((chain, fixes)) = steps.iter().find_map(|step| step(text, &scan)) else {
            break;
        };
        let (text, stage) = edited(text, &fixes);
        scan = Scan::of(&text);
        rounds.push(chain, fixes, text, stage);
    }
    let text = rounds.text().unwrap_or(&decoded.text);
    flag(text, &scan, notes);
    rounds.finish(decoded);
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

/// Notes what looks damaged and was not repaired.
fn flag(text: &str, scan: &Scan, notes: &mut Vec<Note>) {
    if scan.pairs {
        let reader = Reader::plain(text);
        let leads = chain::leads(&reader);
        let odd = leads.iter().filter(|lead| {
            let [far, near] = reader.before(lead.at);
            let Some((c, end)) = reader.char_at(lead.at) else {
                return false;
            };
            let rest = text.get(end as usize..).unwrap_or_default();
            let next = rest.chars().next().unwrap_or(' ');
            let behind = rest.get(next.len_utf8()..).unwrap_or_default();
            // A small letter before a soft hyphen is at home.
            let soft = next == '\u{ad}' && c.is_lowercase();
            !soft
                && chain::natural_start(c, next, behind)
                && weigh::cost(&[far, near, c, next]) >= STRANGE
        });
        match odd.count() {
            0 => {}
            n => note(
                notes,
                format!("places that look damaged and were left as they are: {n}"),
            ),
        }
    }
    let lost = scan.lost;
    if lost > 0 {
        note(
            notes,
            format!("characters lost before, U+FFFD in the text: {lost}"),
        );
    }
}

fn round(text: &str, scan: &Scan) -> Option<(Chain, Vec<Fix>)> {
    if !scan.pairs && !chain::referring(text) {
        return None;
    }
    let reader = Reader::new(text);
    let leads = chain::leads(&reader);
    let (chain, reading) = survey::best_chain(&reader, &leads)?;
    let fixes = apply::fixes(&reader, &leads, &chain, reading);
    (!fixes.is_empty()).then_some((chain, fixes))
}

fn edited(text: &str, fixes: &[Fix]) -> (String, claimsift_model::Stage) {
    let mut edit = Edit::new(text.len());
    let mut at = 0;
    for fix in fixes {
        edit.keep(text.get(at..fix.start as usize).unwrap_or_default());
        edit.replace(fix.end - fix.start, fix.text.as_str(&mut [0; 5]));
        at = fix.end as usize;
    }
    edit.keep(text.get(at..).unwrap_or_default());
    edit.finish()
}
