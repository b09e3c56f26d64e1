//! Which blocks of a page are its article.

use std::collections::{BTreeMap, BTreeSet};

use super::html::{Block, Heading};

/// The blocks that are kept, as their parts.
pub(super) fn article(blocks: &[Block]) -> Vec<&Block> {
    let by_names = sum(blocks, |b| !b.around && !b.named_around);
    let by_elements = sum(blocks, |b| !b.around);
    // A class name that takes most of the page away names a layout, not a part about the page.
    let names_count = by_names * 3 >= by_elements;
    let cards = cards(blocks);
    let telling = telling(blocks);
    let body = |b: &Block| {
        let card = b.article.is_some_and(|a| cards.contains(&a));
        let told = b.place.is_some_and(|cell| telling.contains(&cell.row));
        let links = is_links(b) && !told;
        !b.around && !(names_count && b.named_around) && !card && !links
    };
    let all = sum(blocks, body);
    let marked = |inside: fn(&Block) -> bool| {
        let inner = sum(blocks, |b| body(b) && inside(b));
        inner >= MARKED && inner * 4 >= all
    };
    let kept: Vec<bool> = if marked(|b| b.article.is_some()) {
        let inside = |b: &Block| body(b) && b.article.is_some();
        blocks.iter().map(inside).collect()
    } else if marked(|b| b.main) {
        blocks.iter().map(|b| body(b) && b.main).collect()
    } else {
        dense(blocks, &body)
    };
    let kept = blocks.iter().zip(kept).filter(|(_, kept)| *kept);
    kept.map(|(b, _)| b).collect()
}

/// The rows of tables that tell a figure: their heads may well be links.
fn telling(blocks: &[Block]) -> BTreeSet<u32> {
    let row = |b: &Block| Some(b.place?.row);
    let mut rows: BTreeSet<u32> = blocks
        .iter()
        .filter(|b| b.figures)
        .filter_map(row)
        .collect();
    let prose = blocks.iter().filter(|b| b.length > LONGEST_CELL);
    prose.filter_map(row).for_each(|r| {
        rows.remove(&r);
    });
    rows
}

/// The articles that only point to others: their heading is a link, they are short, and they are not what most of the
/// page is about. The posts of a live page are longer.
fn cards(blocks: &[Block]) -> BTreeSet<u32> {
    let mut prose: BTreeMap<Option<u32>, usize> = BTreeMap::new();
    let mut pointing = BTreeSet::new();
    for block in blocks.iter().filter(|b| !b.around) {
        *prose.entry(block.article).or_default() += block.length - block.linked;
        if block.heading.is_some() && block.linked * 2 > block.length {
            pointing.extend(block.article);
        }
    }
    let most = prose.iter().max_by_key(|(_, length)| **length);
    let most = most.and_then(|(article, _)| *article);
    let length = |article: &u32| prose.get(&Some(*article)).copied().unwrap_or_default();
    pointing.retain(|article| Some(*article) != most && length(article) < CARD);
    pointing
}

/// Signs that an element which says that it is the article must hold to be believed.
const MARKED: usize = 140;
/// Signs of the longest cell of a row that stays a line; longer ones are the columns of a page.
pub(super) const LONGEST_CELL: usize = 100;
/// Signs of the longest text that is still a pointer to an article.
const CARD: usize = 300;
/// Signs of a block that is prose without doubt.
const PROSE: usize = 80;
/// How many short blocks may stand between two of prose.
const NEAR: usize = 6;

fn sum(blocks: &[Block], which: impl Fn(&Block) -> bool) -> usize {
    blocks
        .iter()
        .filter(|b| which(b))
        .map(|b| b.length - b.linked)
        .sum()
}

/// More than half of it are links; the heading of a page may well point to itself.
fn is_links(block: &Block) -> bool {
    block.linked * 2 > block.length && block.heading != Some(Heading::Top)
}

/// Prose, and the short blocks near it: lines of lists, headings, cells. A page without prose is taken whole.
fn dense(blocks: &[Block], body: &dyn Fn(&Block) -> bool) -> Vec<bool> {
    let prose: Vec<usize> = blocks
        .iter()
        .enumerate()
        .filter(|(_, b)| body(b) && b.heading.is_none() && b.length >= PROSE)
        .map(|(i, _)| i)
        .collect();
    let near = |i: usize| {
        let next = prose.partition_point(|p| *p < i);
        let after = prose.get(next).map(|p| p - i);
        let before = next
            .checked_sub(1)
            .and_then(|n| prose.get(n))
            .map(|p| i - p);
        match (before, after) {
            (Some(before), Some(after)) => before <= NEAR || after <= NEAR,
            (None, Some(after)) => after <= NEAR,
            (Some(before), None) => before <= NEAR,
            (None, None) => true,
        }
    };
    let keep = |(i, b): (usize, &Block)| body(b) && (prose.is_empty() || b.cell || near(i));
    blocks.iter().enumerate().map(keep).collect()
}
