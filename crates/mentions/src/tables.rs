//! Tables: their cells, the heads of columns and rows, and the units that heads give to bare numbers.
//!
//! A head is believed as it is written: a number gets a unit only where a head states one, and where two heads state
//! different ones it stays a number.

mod units;

use std::ops::Range;

use claimsift_engine::{ClassMask, Token};
use claimsift_model::{BlockRole, Document, Kind, Mention, Modifier, TextSpan};
use claimsift_packs::Packs;

use crate::found::Found;
use crate::tokens::{Sentence, Tokens};

/// Rows that follow each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The cells of each row, left to right.
    pub rows: Vec<Vec<Cell>>,
    /// Index of the block of the last row.
    last: usize,
}

/// A cell that holds anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Its column, from 0.
    pub column: usize,
    /// Index of its sentence.
    pub sentence: usize,
}

/// A cell of figures with its heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The cell.
    pub cell: Cell,
    /// The head of its row.
    pub label: Option<Cell>,
    /// The head of its column.
    pub head: Option<Cell>,
    /// The cell where heads of rows and columns meet.
    pub corner: Option<Cell>,
}

/// The cells of a row as ranges of tokens, each with its column.
pub(crate) fn cells(
    text: &str,
    tokens: &[Token],
    row: Range<usize>,
    span: TextSpan,
) -> Option<Vec<(usize, Range<usize>)>> {
    let own = text.get(span.range())?;
    let mark = if own.contains('\t') { '\t' } else { '|' };
    let mut cells: Vec<(usize, Range<usize>)> = Vec::new();
    let (mut column, mut at) = (0, row.start);
    let mut place = span.start();
    for part in own.split(mark) {
        let end = place + u32::try_from(part.len()).ok()?;
        while tokens
            .get(at)
            .is_some_and(|t| at < row.end && t.span.start() < place)
        {
            at += 1;
        }
        let from = at;
        while tokens
            .get(at)
            .is_some_and(|t| at < row.end && t.span.start() < end)
        {
            at += 1;
        }
        if from < at {
            cells.push((column, from..at));
        }
        column += 1;
        place = end + 1;
    }
    Some(cells)
}

/// Adds the cells of a row: each is a sentence in the language of the document.
pub(crate) fn push(
    document: &Document,
    block: usize,
    lang: usize,
    cells: Vec<(usize, Range<usize>)>,
    out: &mut Tokens<'_>,
) {
    let mut row = Vec::with_capacity(cells.len());
    for (column, tokens) in cells {
        let own = out.all.get(tokens.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (own.first(), own.last()) else {
            continue;
        };
        row.push(Cell {
            column,
            sentence: out.sentences.len(),
        });
        let span = first.span.join(last.span);
        out.sentences.push(Sentence {
            span,
            tokens,
            block,
            lang,
            classes: ClassMask::NONE,
        });
    }
    match out.tables.last_mut() {
        Some(table) if follows(document, table.last, block) => {
            table.rows.push(row);
            table.last = block;
        }
        _ => out.tables.push(Table {
            rows: vec![row],
            last: block,
        }),
    }
}

/// Whether nothing but a rule stands between two rows: no other block, and no empty line.
fn follows(document: &Document, last: usize, next: usize) -> bool {
    let blocks = document.blocks().get(last..=next).unwrap_or_default();
    let rules = blocks.iter().skip(1).rev().skip(1);
    let near = |pair: &[claimsift_model::Block]| match pair {
        [a, b] => document
            .text()
            .get(a.span.end() as usize..b.span.start() as usize)
            .is_some_and(|between| between.matches('\n').count() == 1),
        _ => false,
    };
    rules.into_iter().all(|b| b.role == BlockRole::Boilerplate) && blocks.windows(2).all(near)
}

/// Gives the bare years of heads their dates and the bare numbers of cells the units of their heads.
pub(crate) fn settle(document: &Document, packs: &Packs, tokens: &Tokens<'_>, found: &mut Found) {
    for table in &tokens.tables {
        units::years(tokens, table, found);
        let mut heads = units::Heads::new(document, packs, tokens);
        for place in table.places(tokens, found) {
            heads.settle(place, found);
        }
    }
}

impl Table {
    /// The cells with figures that stand under a row of heads, or behind the label of a table of two columns.
    #[must_use]
    pub fn places(&self, tokens: &Tokens<'_>, found: &Found) -> Vec<Place> {
        let mut all = Vec::new();
        let mut heads: Option<&Vec<Cell>> = None;
        for (index, row) in self.rows.iter().enumerate() {
            if titles(tokens, found, row, index == 0) {
                heads = Some(row);
                continue;
            }
            let label = row.iter().find(|c| worded(tokens, found, **c)).copied();
            let first = label.map_or(0, |l| l.column);
            let head = |c: &Cell| heads?.iter().find(|h| h.column == c.column).copied();
            let pair = row.len() == 2;
            let told = |c: &&Cell| label.is_none_or(|l| l.column < c.column);
            let figures = row.iter().filter(|c| Some(**c) != label).filter(told);
            all.extend(
                figures
                    .filter(|c| pair || head(c).is_some())
                    .map(|cell| Place {
                        cell: *cell,
                        label,
                        head: head(cell),
                        corner: heads.and_then(|h| h.iter().find(|h| h.column == first).copied()),
                    }),
            );
        }
        all
    }
}

/// Whether a row holds the heads of columns: two or more cells, and no figure but dates; below the first row, none at all.
fn titles(tokens: &Tokens<'_>, found: &Found, row: &[Cell], first: bool) -> bool {
    let plain = |c: &Cell| {
        let timed = |m: &Mention| (first || m.kind == Kind::Set) && timed(m);
        let own = found.mentions.get(found.within(c.sentence));
        let said = own.unwrap_or_default().iter().all(|m| timed(m) || bare(m));
        said && (first || words(tokens, *c))
    };
    row.len() > 1 && row.iter().all(plain)
}

/// A date, a length of time, *annual*.
const fn timed(mention: &Mention) -> bool {
    matches!(mention.kind, Kind::Date | Kind::Duration | Kind::Set)
}

/// *in millions of euros*: a magnitude without a number is no figure.
fn bare(mention: &Mention) -> bool {
    mention
        .amount()
        .is_some_and(|a| a.modifier() == Modifier::Several)
}

/// Whether a cell is words, without an amount.
fn worded(tokens: &Tokens<'_>, found: &Found, cell: Cell) -> bool {
    let own = found
        .mentions
        .get(found.within(cell.sentence))
        .unwrap_or_default();
    let dated = own.iter().any(|m| m.kind == Kind::Date);
    let said = |m: &Mention| timed(m) || m.kind == Kind::Ordinal || bare(m);
    own.iter().all(said) && (dated || words(tokens, cell))
}

fn words(tokens: &Tokens<'_>, cell: Cell) -> bool {
    let own = tokens
        .sentences
        .get(cell.sentence)
        .map(|s| s.tokens.clone());
    let own = own.and_then(|t| tokens.all.get(t)).unwrap_or_default();
    own.iter().any(Token::is_word)
}
