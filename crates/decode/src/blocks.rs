//! Division of a text into paragraphs, headings and items, by its lines alone.

use claimsift_model::{Block, BlockRole, TextSpan};

/// One block a line that holds anything; spans leave the surrounding white space out, but for the empty cells of a row.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut before = None;
    let mut at = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = text.get(at..end).unwrap_or_default();
        let row = cells(line);
        blocks.extend(block(line, at));
        // One line alone is no table.
        if row.is_some() && row == before {
            for block in blocks.iter_mut().rev().take(2) {
                mark(text, block);
            }
        }
        before = row.or_else(|| before.filter(|_| is_rule(line)));
        at = end + 1;
    }
    blocks
}

/// Bytes of the longest line that is looked at as a row, and of its longest cell.
const LONGEST_ROW: usize = 1000;
const LONGEST_CELL: usize = 120;

/// What parts the cells of a line that may be a row of a table.
fn cells(line: &str) -> Option<char> {
    let inner = line.trim_matches(|c: char| c == ' ' || c == '\r');
    if inner.len() > LONGEST_ROW {
        return None;
    }
    let bars = inner.starts_with('|') && inner.get(1..).is_some_and(|r| r.contains('|'));
    let mark = if bars {
        '|'
    } else if inner.trim_end().contains('\t') {
        '\t'
    } else {
        return None;
    };
    let mut cells = inner.split(mark).map(str::trim);
    let short = cells.clone().all(|c| c.len() <= LONGEST_CELL);
    // A bullet or the number of an item, then its text: no table.
    let first = cells.find(|c| !c.is_empty()).unwrap_or_default();
    let item = first.ends_with(['.', ')']) && first.len() <= 4
        || !first.chars().any(char::is_alphanumeric);
    (short && (!item || is_rule(inner))).then_some(mark)
}

/// The line of dashes under the heads of a table.
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| "|-–—:=+ \t\r".contains(c))
}

/// Makes a block a row; the tabs before it are its first cells.
fn mark(text: &str, block: &mut Block) {
    if block.role == BlockRole::Boilerplate {
        return;
    }
    let start = block.span.start() as usize;
    let before = text.get(..start).unwrap_or_default();
    let tabs = before.len() - before.trim_end_matches(['\t', ' ']).len();
    let from = u32::try_from(start - tabs).unwrap_or_else(|_| block.span.start());
    block.span = TextSpan::new(from, block.span.end());
    block.role = BlockRole::Row;
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
    fn rows_of_tables() {
        let text = "A line.\n\tWind\tSun\nNorth\t12\t7\n\n| Place | MW |\n|---|---|\n| Vorel | 40 |\n\
                    1.\tAn item\n2.\tAnother\nOne\ttab alone";
        let rows: Vec<_> = blocks(text)
            .iter()
            .filter(|b| b.role == BlockRole::Row)
            .map(|b| &text[b.span.range()])
            .collect();
        let all = [
            "\tWind\tSun",
            "North\t12\t7",
            "| Place | MW |",
            "| Vorel | 40 |",
        ];
        assert_eq!(rows, all);
    }

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
