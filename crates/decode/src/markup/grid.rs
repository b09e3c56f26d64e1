//! Where the cells of tables stand.

use super::tag::Tag;

/// A cell by its row and column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    /// Number of the row on the page.
    pub(super) row: u32,
    pub(super) column: u32,
}

/// Which cell is open. A table inside another, and cells that reach over rows, break the order of columns: from there on
/// the cells have no place.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: u32,
    /// The open cell, and the column behind it.
    pub(super) cell: Option<Cell>,
    next: Option<u32>,
    /// Tables that are open.
    depth: u32,
    broken: bool,
}

/// Most columns that a cell may reach over.
const WIDEST: u32 = 32;

impl Grid {
    pub(super) fn open(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "table" => {
                self.depth += 1;
                self.broken = self.depth > 1;
                (self.cell, self.next) = (None, None);
            }
            "tr" => {
                self.rows += 1;
                (self.cell, self.next) = (None, Some(0).filter(|_| !self.broken));
            }
            "td" | "th" => self.open_cell(tag),
            _ => {}
        }
    }

    fn open_cell(&mut self, tag: &Tag) {
        let reach = |name| tag.get(name).and_then(|n| n.trim().parse::<u32>().ok());
        if reach("rowspan").is_some_and(|n| n != 1) {
            self.broken = true;
        }
        let column = self.next.filter(|_| !self.broken);
        self.cell = column.map(|column| Cell {
            row: self.rows,
            column,
        });
        let wide = reach("colspan").unwrap_or(1).clamp(1, WIDEST);
        self.next = column.and_then(|c| c.checked_add(wide));
    }

    pub(super) fn close(&mut self, name: &str) {
        match name {
            "table" => {
                self.depth = self.depth.saturating_sub(1);
                self.broken = self.depth > 0;
                (self.cell, self.next) = (None, None);
            }
            "td" | "th" => self.cell = None,
            "tr" => (self.cell, self.next) = (None, None),
            _ => {}
        }
    }
}
