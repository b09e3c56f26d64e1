//! Which blocks of a page are its article.

use super::html::{Block, Part};

/// The blocks that are kept, as their parts.
pub(super) fn article(blocks: &[Block]) -> Vec<&[Part]> {
    let by_names = sum(blocks, |b| !b.around && !b.named_around);
    let by_elements = sum(blocks, |b| !b.around);
    // A class name that takes most of the page away names a layout, not a part about the page.
    let names_count = by_names * 3 >= by_elements;
    let body = |b: &Block| !b.around && !(names_count && b.named_around) && !is_links(b);
    let all = sum(blocks, body);
    let marked = |inside: fn(&Block) -> bool| {
        let inner = sum(blocks, |b| body(b) && inside(b));
        inner >= MARKED && inner * 4 >= all
    };
    let kept: Vec<bool> = if marked(|b| b.article) {
        blocks.iter().map(|b| body(b) && b.article).collect()
    } else if marked(|b| b.main) {
        blocks.iter().map(|b| body(b) && b.main).collect()
    } else {
        dense(blocks, &body)
    };
    let kept = blocks.iter().zip(kept).filter(|(_, kept)| *kept);
    kept.map(|(b, _)| b.parts.as_slice()).collect()
}

/// Signs that an element which says that it is the article must hold to be believed.
const MARKED: usize = 140;
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

/// More than half of it are links.
const fn is_links(block: &Block) -> bool {
    block.linked * 2 > block.length && !block.heading
}

/// Prose, and the short blocks near it: lines of lists, headings, cells. A page without prose is taken whole.
fn dense(blocks: &[Block], body: &dyn Fn(&Block) -> bool) -> Vec<bool> {
    let prose: Vec<usize> = blocks
        .iter()
        .enumerate()
        .filter(|(_, b)| body(b) && !b.heading && b.length >= PROSE)
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
