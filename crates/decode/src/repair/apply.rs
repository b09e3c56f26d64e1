//! Undoing, sequence by sequence, what a chain explains.

use std::cell::OnceCell;

use super::chain::{Chain, Reader};
use super::fix::{Fix, Text};
use super::gains::weigh_new;
use super::lattice::{self, Lattice};
use super::leads::Lead;
use super::loose::Loose;
use super::loss::{CONTROLS, LOST, LOWERED, QUOTE, SPACE, STRIPPED};
use super::reading::Reading;
use super::seq::Seq;
use super::spaces::Spaces;
use crate::cases;
use crate::census::Census;
use crate::chance::BIT;
use crate::language;
use crate::letters::Alphabet;
use crate::neighbours::Neighbours;
use crate::runs::Runs;

/// The fixes that `chain`, which makes `reading` of the document, makes to it, in order.
pub(crate) fn fixes(
    reader: &Reader,
    leads: &[Lead],
    chain: &Chain,
    mut reading: Reading,
) -> Vec<Fix> {
    let alphabet = alphabet(&reading);
    let strict: Vec<Seq> = if chain.lowered {
        Vec::new()
    } else {
        reading.wanted().copied().collect()
    };
    let allowed = if chain.lowered {
        LOWERED
    } else {
        allowed(reader, chain, &strict)
    };
    let loose = Loose::new(reader, chain, allowed, alphabet);
    let supposed = Suppose::new(&loose, &strict, &reading).all(leads);
    reading.keep_wanted(chain.lowered);
    weigh_new(reader, &mut reading.seqs, supposed);
    let kept = reading.seqs.iter().filter(|s| keeps(&reading, s));
    let kept: Vec<Seq> = kept.copied().collect();
    let spaces = Spaces::new(reader, &kept, alphabet);
    kept.iter().map(|seq| fix(&spaces, seq)).collect()
}

fn keeps(reading: &Reading, seq: &Seq) -> bool {
    if seq.sure || seq.loss == 0 {
        return true;
    }
    let group = reading.groups.of(seq.lead);
    let bar = group.bar();
    match seq.loss {
        // Where the same letter is damage elsewhere, a word of its own is, too.
        SPACE if seq.read == 'à' && group.good > 0 && group.alone == 0 => seq.gain >= -1,
        SPACE => seq.gain >= bar.max(-1),
        _ => seq.gain >= bar.max(1),
    }
}

/// The language whose letters the sound sequences spell.
fn alphabet(reading: &Reading) -> Option<&'static Alphabet> {
    census(reading).best().filter(|b| b.2 >= 80).map(|b| b.0)
}

fn census(reading: &Reading) -> Census {
    let read = reading.wanted().map(|s| s.read);
    Census::of(read.filter(|c| cases::is_letter(*c)))
}

/// Sequences read for sure before controls are supposed to be missing.
const ENOUGH: usize = 4;

/// What the document shows may be supposed: controls are stripped from all of a text or from none of it.
fn allowed(reader: &Reader, chain: &Chain, strict: &[Seq]) -> u8 {
    let mut allowed = SPACE | QUOTE;
    if reader.text.contains(char::REPLACEMENT_CHARACTER) {
        allowed |= LOST;
    }
    let (Some(codec), true) = (chain.codecs.first(), strict.len() >= ENOUGH) else {
        return allowed;
    };
    let chars = strict.iter().flat_map(|s| s.written(reader.text).chars());
    let (mut controls, mut low) = (false, false);
    for c in chars {
        controls |= c.is_control();
        low |= codec.byte(c).is_some_and(|b| b < 0xA0);
    }
    match (controls, low) {
        (true, _) => allowed,
        (false, true) => allowed | STRIPPED,
        (false, false) => allowed | STRIPPED | CONTROLS,
    }
}

/// The most of a text that is counted, and that its language is told from, in characters.
const COUNTED: usize = 1 << 14;
const READ: usize = 1 << 10;

/// Finds what can be read with suppositions.
struct Suppose<'a> {
    loose: &'a Loose<'a>,
    strict: &'a [Seq],
    reading: &'a Reading,
    lattice: OnceCell<Option<Lattice<'a>>>,
}

impl<'a> Suppose<'a> {
    const fn new(loose: &'a Loose<'a>, strict: &'a [Seq], reading: &'a Reading) -> Self {
        Self {
            loose,
            strict,
            reading,
            lattice: OnceCell::new(),
        }
    }

    fn all(&self, leads: &[Lead]) -> Vec<Seq> {
        let mut found: Vec<Seq> = Vec::new();
        let mut sound = self.strict.iter().peekable();
        let (mut end, mut seen) = (0, 0);
        for lead in leads {
            while let Some(seq) = sound.next_if(|s| s.start <= lead.at) {
                end = end.max(seq.end);
            }
            if lead.at < end {
                continue;
            }
            let limit = sound.peek().map_or(u32::MAX, |s| s.start);
            if let Some(seq) = self.single(lead)
                && seq.end <= limit
            {
                end = seq.end;
                found.push(seq);
            } else if lead.at >= seen
                && self.doubtful(lead)
                && let Some(lattice) = self.lattice()
            {
                let (word, stop) = lattice.word(*lead, &found, |c| self.bare(c));
                end = word.last().map_or(end, |s| s.end);
                seen = stop;
                found.extend(word);
            }
        }
        found
    }

    /// Whether the place could be damage. Without controls, the letters found so far may tell the wrong language.
    fn doubtful(&self, lead: &Lead) -> bool {
        if self.loose.allowed & CONTROLS != 0 {
            return self.loose.starts_any(lead.char);
        }
        let mut readings = self.loose.readings(lead.at, lead.char);
        readings.next().is_some()
    }

    fn single(&self, lead: &Lead) -> Option<Seq> {
        if self.loose.allowed & LOWERED != 0 {
            return None;
        }
        self.loose.best(lead.at, lead.char)
    }

    /// What it costs to leave a character as it is: little where it often stands by itself.
    fn bare(&self, c: char) -> i32 {
        let group = self.reading.groups.of(c);
        match group.bar() {
            3.. if self.loose.allowed & CONTROLS != 0 => 3 * BIT,
            3.. => 0,
            _ => 6 * BIT,
        }
    }

    fn lattice(&self) -> Option<&Lattice<'a>> {
        let make = || {
            let (reader, chain) = (self.loose.reader, self.loose.chain);
            let certain = || lattice::certain(reader, self.strict);
            let text: Vec<char> = certain().take(READ).collect();
            let alphabet = language::of(&text, &census(self.reading), chain.lowered)?;
            let document = Runs::of(certain().take(COUNTED));
            Some(Lattice {
                loose: Loose::new(reader, chain, self.loose.allowed, Some(alphabet)),
                neighbours: Neighbours::new(alphabet, document),
                strict: self.strict,
            })
        };
        self.lattice.get_or_init(make).as_ref()
    }
}

fn fix(spaces: &Spaces, seq: &Seq) -> Fix {
    let spaced = seq.loss & SPACE != 0 && spaces.gives_back(seq);
    let text = if spaced {
        Text::Spaced(seq.read)
    } else {
        Text::One(seq.read)
    };
    Fix {
        start: seq.start,
        end: seq.end,
        text,
        loss: seq.loss,
        gain: seq.gain,
    }
}
