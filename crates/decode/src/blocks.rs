//! Division of a text into paragraphs, headings and items, by its lines alone.

use claimsift_model::{Block, BlockRole, TextSpan};

/// One block a line that holds anything; spans leave the surrounding white space out.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = text.get(at..end).unwrap_or_default();
        if let Some(block) = block(line, at) {
            blocks.push(block);
        }
        at = end + 1;
    }
    blocks
}

fn block(line: &str, at: usize) -> Option<Block> {
    let left = line.trim_start();
    let inner = left.trim_end();
    let start = u32::try_from(at + line.len() - left.len()).ok()?;
    let end = start.checked_add(u32::try_from(inner.len()).ok()?)?;
    (!inner.is_empty()).then(|| Block {
        span: TextSpan::new(start, end),
        role: role(inner),
    })
}

fn role(line: &str) -> BlockRole {
    if is_item(line) {
        BlockRole::Item
    } else if !line.chars().any(char::is_alphanumeric) {
        // Rules, rows of stars, arrows: nothing is said there.
        BlockRole::Boilerplate
    } else if is_title(line) {
        BlockRole::Title
    } else {
        BlockRole::Body
    }
}

fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    let bullet = chars.next().is_some_and(|c| "-–—*•·▪●◦‣►■□".contains(c));
    bullet && chars.next().is_some_and(char::is_whitespace)
}

/// Longest heading, in bytes; longer lines are cut paragraphs.
const LONGEST_TITLE: usize = 200;

fn is_title(line: &str) -> bool {
    let last = line.trim_end_matches(['»', '”', '"', '’', '\'', ')', ']', ' ', '\u{a0}']);
    line.len() <= LONGEST_TITLE && !last.ends_with(['.', '…', '!', ';', ':', ',', '。', '！', '？'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_roles() {
        let text = " A heading \r\n\n- an item.\n* * *\nA sentence that ends.\n\u{a0}\nIs it?";
        let found: Vec<_> = blocks(text)
            .iter()
            .map(|b| (&text[b.span.range()], b.role))
            .collect();
        assert_eq!(
            found,
            [
                ("A heading", BlockRole::Title),
                ("- an item.", BlockRole::Item),
                ("* * *", BlockRole::Item),
                ("A sentence that ends.", BlockRole::Body),
                ("Is it?", BlockRole::Title),
            ]
        );
        assert!(blocks("").is_empty() && blocks("\n \n").is_empty());
    }
}
