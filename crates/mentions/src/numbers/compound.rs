//! Number words written together: *einundzwanzig*, *centottanta*, *tweeëntwintigduizend*.
//!
//! The word is cut into number words of the lexicon so that they make one number, which they then do on the register as
//! if they stood apart. Units may stand before their tens, with a joining word between them.

use claimsift_engine::{Node, Shape, fold_into};
use claimsift_model::Decimal;
use claimsift_packs::{HeadSide, Language, class};

use crate::numbers::nodes::RANK_TOO;
use crate::numbers::pieces::{Compound, Piece};
use crate::numbers::register::Register;
use crate::scene::Scene;

/// Longest word that is cut, in bytes.
const LONGEST: usize = 120;

/// Cuts that are tried before a word is given up.
const TRIES: usize = 400;

impl Compound {
    /// Does all its pieces on the register, or nothing.
    pub(crate) fn apply(&self, register: &mut Register) -> Option<()> {
        let mut next = register.clone();
        for piece in &self.pieces {
            run(*piece, &mut next)?;
        }
        *register = next;
        Some(())
    }
}

fn run(piece: Piece, register: &mut Register) -> Option<()> {
    match piece {
        Piece::Add(value, room) => register.add(value, room),
        Piece::Times(factor, room) => register.times(factor, room),
        Piece::Scale(exponent, kind) => register.magnitude(exponent, kind),
        Piece::Share(upper, lower) => {
            let whole = register.group.fract().is_zero();
            let share = Decimal::from(upper).checked_div(lower.into())?;
            register.literal_more(share, whole)
        }
        Piece::Last(value) | Piece::Part(value) => last(value, register),
        Piece::PartEnding => register.open.then_some(()),
    }
}

/// A rank behind other words adds, or multiplies what stands before it where it is a power of ten.
fn last(value: i64, register: &mut Register) -> Option<()> {
    if register.open && value <= register.room {
        return register.add(value, 0);
    }
    let power = value.checked_ilog10().unwrap_or(0);
    match value {
        100 => register.times(100, 0),
        _ if power >= 3 && 10_i64.pow(power) == value => register.magnitude(i64::from(power), 0),
        _ if !register.open => register.add(value, 0),
        _ => None,
    }
}

/// Cuts every word of the sentence that the lexicon does not hold and that is made of number words; adds what they make
/// to the chart, for rules to see. Where only ranks and parts are one word, other words stay whole.
pub(crate) fn read(scene: &mut Scene<'_>) {
    let style = &scene.language.pack.style;
    let (all, ranks) = (style.compound, style.rank_chain);
    if !all && !ranks {
        return;
    }
    let nouns = style.head == HeadSide::Capital;
    let mut key = String::new();
    for at in 0..scene.tokens.len() {
        let token = &scene.tokens[at];
        // A capital inside a sentence is a name, or a century; where nouns have one, a part of a whole too.
        let title = token.shape == Shape::Title && at > 0;
        let name = title && !nouns;
        if !token.is_word() || name || token.span.len() as usize > LONGEST || known(scene, at) {
            continue;
        }
        key.clear();
        fold_into(scene.slice(at), &mut key);
        let Some(pieces) = cut(scene.language, &key).filter(|pieces| {
            let part = matches!(pieces.last(), Some(Piece::Part(_) | Piece::PartEnding));
            part || !title && (all || ends_in_part(pieces))
        }) else {
            continue;
        };
        add(scene, Compound { token: at, pieces });
    }
}

fn ends_in_part(pieces: &[Piece]) -> bool {
    let last = pieces.last();
    matches!(
        last,
        Some(Piece::Last(_) | Piece::Part(_) | Piece::PartEnding)
    )
}

/// Whether the lexicon holds the word as a number.
fn known(scene: &Scene<'_>, at: usize) -> bool {
    let numbers = [
        class::ADD,
        class::TIMES,
        class::SCALE,
        class::RANK,
        class::PART,
        class::VAGUE,
    ];
    numbers.iter().any(|c| scene.chart.starts(at, *c))
}

fn add(scene: &mut Scene<'_>, compound: Compound) -> Option<()> {
    let mut register = Register::default();
    compound.apply(&mut register)?;
    let value = i64::try_from(register.value()?).ok();
    let start = u32::try_from(compound.token).ok()?;
    let mut node = |class, value, extra| {
        let end = start + 1;
        scene.chart.add(Node {
            start,
            end,
            class,
            value,
            extra,
            item: 0,
        });
    };
    match compound.pieces.last() {
        Some(Piece::Last(_)) => {
            node(class::RANK, value?, 0);
            node(class::PART, value?, RANK_TOO);
            return Some(());
        }
        Some(Piece::Part(_) | Piece::PartEnding) => {
            node(class::PART, value.filter(|v| *v > 2)?, 0);
            return Some(());
        }
        _ => {}
    }
    node(class::ADD, value.unwrap_or(0), 0);
    scene.compounds.push(compound);
    Some(())
}

/// The number words that a folded word is made of; `None` when it is no number.
fn cut(language: &Language, word: &str) -> Option<Vec<Piece>> {
    let mut cutter = Cutter {
        language,
        word,
        tries: 0,
        pieces: Vec::new(),
    };
    let register = Register::default();
    cutter.from(0, &register).then_some(cutter.pieces)
}

struct Cutter<'a> {
    language: &'a Language,
    word: &'a str,
    tries: usize,
    pieces: Vec<Piece>,
}

impl Cutter<'_> {
    /// Whether the rest of the word from `at` can be cut; the longest pieces are tried first.
    fn from(&mut self, at: usize, register: &Register) -> bool {
        if at == self.word.len() {
            return true;
        }
        let ends: Vec<usize> = self.ends(at).collect();
        for end in ends.into_iter().rev() {
            for (piece, end) in self.pieces(at, end) {
                self.tries += 1;
                let mut next = register.clone();
                let over = ends_in_part(&[piece]) && end < self.word.len();
                if self.tries > TRIES || over || run(piece, &mut next).is_none() {
                    continue;
                }
                self.pieces.push(piece);
                if self.from(end, &next) {
                    return true;
                }
                self.pieces.pop();
            }
        }
        false
    }

    fn ends(&self, at: usize) -> impl Iterator<Item = usize> + use<'_> {
        let rest = &self.word[at.min(LONGEST)..];
        rest.char_indices().map(move |(i, c)| at + i + c.len_utf8())
    }

    /// The pieces that the letters from `at` to `end` are, and where each ends.
    fn pieces(&self, at: usize, end: usize) -> Vec<(Piece, usize)> {
        let mut found = Vec::new();
        let lexemes = self.language.lexicon.of_word(&self.word[at..end]);
        for lexeme in lexemes.filter(|l| l.exact.is_none()) {
            let (value, extra) = (lexeme.value, lexeme.extra);
            match lexeme.class {
                class::ADD => {
                    found.extend(self.tens(end, value));
                    found.push((Piece::Add(value, extra), end));
                }
                class::TIMES => found.push((Piece::Times(value, extra), end)),
                class::SCALE if value == 3 || end - at > 4 => {
                    found.push((Piece::Scale(value, extra), end))
                }
                class::FRACTION_SIGN => found.push((Piece::Share(value, extra), end)),
                class::RANK => found.push((Piece::Last(value), end)),
                class::PART if at > 0 && extra != RANK_TOO => found.push((Piece::Part(value), end)),
                class::PART_ENDING if at > 0 => found.push((Piece::PartEnding, end)),
                class::JOIN if at > 0 && self.word[at..end].chars().all(char::is_alphabetic) => {
                    found.extend(self.ends(end).flat_map(|next| self.adds(end, next)));
                }
                _ => {}
            }
        }
        found
    }

    /// What adds, behind a joining word: *hundertundfünf*.
    fn adds(&self, at: usize, end: usize) -> Vec<(Piece, usize)> {
        let all = self.pieces(at, end).into_iter();
        all.filter(|(p, _)| matches!(p, Piece::Add(..) | Piece::Share(..)) || ends_in_part(&[*p]))
            .collect()
    }

    /// Units before their tens: *einundzwanzig*, *drieënveertigste*.
    fn tens(&self, at: usize, units: i64) -> Vec<(Piece, usize)> {
        let mut found = Vec::new();
        if !(1..10).contains(&units) {
            return found;
        }
        let is = |from: usize, to: usize, class| {
            let lexemes = self.language.lexicon.of_word(&self.word[from..to]);
            lexemes.filter(|l| l.class == class).map(|l| l.value).next()
        };
        for join in self
            .ends(at)
            .filter(|end| is(at, *end, class::JOIN).is_some())
        {
            for end in self.ends(join) {
                let ten = |value: &i64| value % 10 == 0 && (20..100).contains(value);
                if let Some(tens) = is(join, end, class::ADD).filter(ten) {
                    found.push((Piece::Add(tens + units, 0), end));
                }
                if let Some(tens) = is(join, end, class::RANK).filter(ten) {
                    found.push((Piece::Last(tens + units), end));
                } else if let Some(tens) = is(join, end, class::PART).filter(ten) {
                    found.push((Piece::Part(tens + units), end));
                }
            }
        }
        found
    }
}
