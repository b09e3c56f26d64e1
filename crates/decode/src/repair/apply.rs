//! Undoing, sequence by sequence, what a chain explains.

use super::Fix;
use super::chain::{Chain, Lead, Reader, Seq};
use super::loose::{LOST, Loose, QUOTE, SPACE, STRIPPED};
use super::spaces::Spaces;
use super::survey::{Reading, weigh_all};
use crate::letters::{Alphabet, Census};

/// The fixes that `chain` makes to the document, in order.
pub(crate) fn fixes(reader: &Reader, leads: &[Lead], chain: &Chain) -> Vec<Fix> {
    if chain.lowered {
        return lowered(reader, leads, chain);
    }
    let mut reading = Reading::new(reader, leads, chain);
    let alphabet = alphabet(&reading);
    let strict: Vec<Seq> = reading.wanted().copied().collect();
    let loose = Loose {
        reader,
        chain,
        allowed: allowed(reader, &strict),
        alphabet,
    };
    let supposed = suppose(&loose, leads, &strict, &reading);
    reading.seqs = strict;
    reading.seqs.extend(supposed);
    reading.seqs.sort_unstable_by_key(|s| s.start);
    weigh_all(reader, &mut reading.seqs);
    let kept = reading.seqs.iter().filter(|s| keeps(&reading, s));
    let kept: Vec<Seq> = kept.copied().collect();
    let spaces = Spaces::new(reader, &kept, alphabet);
    kept.iter().map(|seq| fix(reader, &spaces, seq)).collect()
}

/// Lower-cased damage is read with suppositions throughout; the letters found first tell the language for the rest.
fn lowered(reader: &Reader, leads: &[Lead], chain: &Chain) -> Vec<Fix> {
    let first = Reading::new(reader, leads, chain);
    let second = Reading::lowered(reader, leads, chain, alphabet(&first));
    let spaces = Spaces::new(reader, &[], None);
    second
        .wanted()
        .map(|seq| fix(reader, &spaces, seq))
        .collect()
}

fn keeps(reading: &Reading, seq: &Seq) -> bool {
    if seq.loss == 0 {
        return true;
    }
    let bar = reading.groups.get(&seq.lead).map_or(6, |g| g.bar());
    match seq.loss {
        SPACE => seq.gain >= bar.max(-1),
        _ => seq.gain >= bar.max(1),
    }
}

/// The language whose letters the sound sequences spell.
fn alphabet(reading: &Reading) -> Option<&'static Alphabet> {
    let mut census = Census::default();
    for seq in reading.wanted() {
        if seq.read.is_alphabetic() {
            census.add(seq.read);
        }
    }
    census.best().filter(|b| b.2 >= 80).map(|b| b.0)
}

/// What the document shows may be supposed: controls are stripped from all of a text or from none of it.
fn allowed(reader: &Reader, strict: &[Seq]) -> u8 {
    let mut allowed = SPACE | QUOTE;
    if reader.text.contains(char::REPLACEMENT_CHARACTER) {
        allowed |= LOST;
    }
    let source = |s: &Seq| {
        reader
            .text
            .get(s.start as usize..s.end as usize)
            .unwrap_or_default()
    };
    let controls = strict
        .iter()
        .any(|s| source(s).chars().any(char::is_control));
    if !controls && strict.len() >= 8 {
        allowed |= STRIPPED;
    }
    allowed
}

fn suppose(loose: &Loose, leads: &[Lead], strict: &[Seq], reading: &Reading) -> Vec<Seq> {
    let mut found: Vec<Seq> = Vec::new();
    let mut sound = strict.iter().peekable();
    let mut end = 0;
    for lead in leads {
        while let Some(seq) = sound.next_if(|s| s.start <= lead.at) {
            end = end.max(seq.end);
        }
        if lead.at < end {
            continue;
        }
        let group = reading.groups.get(&lead.char).copied().unwrap_or_default();
        let limit = sound.peek().map_or(u32::MAX, |s| s.start);
        if let Some(seq) = loose.best(lead.at, lead.char, group.bar())
            && seq.end <= limit
        {
            end = seq.end;
            found.push(seq);
        }
    }
    found
}

fn fix(reader: &Reader, spaces: &Spaces, seq: &Seq) -> Fix {
    let mut text = seq.read.to_string();
    if seq.loss & SPACE != 0 && spaces.gives_back(reader, seq) {
        text.push(' ');
    }
    Fix {
        start: seq.start,
        end: seq.end,
        text,
        loss: seq.loss,
        gain: seq.gain,
    }
}
