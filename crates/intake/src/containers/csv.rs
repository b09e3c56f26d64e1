//! Tables in CSV and its kin: one document a row; the first row names the columns.

use std::io::{self, BufRead};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::row::Row;
use super::rows::{At, deliver, too_long};
use crate::Fields;
use crate::fault::Fault;
use crate::out::Flow;
use crate::place::Place;
use crate::run::Run;

/// Reads row by row; the mark between cells is looked up in the first line when `mark` does not say.
pub(crate) fn read(
    mut reader: impl BufRead,
    place: &Place,
    mark: Option<u8>,
    run: &mut Run,
) -> Flow {
    let mark = match mark {
        Some(mark) => mark,
        None => mark_of(&mut reader, &run.options.fields.text),
    };
    let mut table = Table::new(reader, mark, run.options.max_line);
    let header = match table.next() {
        Ok(Some(Cells::Kept)) => table.cells().map(name).collect::<Vec<_>>(),
        Ok(Some(Cells::Cut)) => return run.out.fault(open_quote(place)),
        Ok(_) => return too_long("the row of column names", At::default(), place, run),
        Err(error) => return run.out.fault(place.broken(error)),
    };
    let columns = match Columns::find(&header, &run.options.fields) {
        Ok(columns) => columns,
        Err(missing) => {
            let fault = place.bad_container(missing, REMEDY);
            return run.out.fault(fault);
        }
    };
    let mut record = 0;
    loop {
        let row = table.next();
        let at = At {
            record,
            line: Some(table.start_line),
            byte: table.start,
        };
        match row {
            Ok(None) => return Flow::Continue(()),
            Err(error) => {
                run.out.fault(at.mark(place.broken(error)))?;
                continue;
            }
            Ok(Some(Cells::TooLong)) => too_long("a row", at, place, run)?,
            Ok(Some(Cells::Cut)) => run.out.fault(at.mark(open_quote(place)))?,
            Ok(Some(Cells::Kept)) if table.ends.len() != header.len() => {
                let why = format!(
                    "a row of {} cells below {} columns",
                    table.ends.len(),
                    header.len()
                );
                let fault =
                    place.bad_record(why, "this row is skipped; look for a stray quote or mark");
                run.out.fault(at.mark(fault))?;
            }
            Ok(Some(Cells::Kept)) => deliver(columns.row(&table), at, place, run)?,
        }
        record += 1;
    }
}

pub(super) const REMEDY: &str = "name its columns with --text-field, --id-field, --date-field, --lang-field, --url-field, --title-field";

fn open_quote(place: &Place) -> Fault {
    place.bad_record(
        "a row whose last quote is not closed before the file ends",
        "look for a stray quote in it, or fetch the file again",
    )
}

fn name(cell: &[u8]) -> String {
    let cell = cell.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(cell);
    String::from_utf8_lossy(cell.trim_ascii()).into_owned()
}

/// The mark that splits the first line into the column of the text, else the one that splits it most.
fn mark_of(reader: &mut impl BufRead, text: &str) -> u8 {
    let head = reader.fill_buf().unwrap_or_default();
    let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
    let score = |mark: &u8| {
        let mut cells = line.split(|b| b == mark);
        let count = cells.clone().count();
        let named = cells.any(|c| name(c).trim_matches('"') == text);
        (named && count > 1, count)
    };
    let marks = [b'|', b'\t', b';', b','];
    marks.into_iter().max_by_key(score).unwrap_or(b',')
}

/// Which columns hold the fields of a record.
pub(super) struct Columns {
    pub(super) text: usize,
    pub(super) id: Option<usize>,
    pub(super) date: Option<usize>,
    pub(super) lang: Option<usize>,
    pub(super) url: Option<usize>,
    pub(super) title: Option<usize>,
}

impl Columns {
    /// A column that was asked for by name must be there, as the text must; the others may be missing.
    pub(super) fn find(header: &[String], fields: &Fields) -> Result<Self, String> {
        let usual = Fields::default();
        let find = |name: &str, usual: &str| match header.iter().position(|h| h == name) {
            None if name != usual || usual == "text" => Err(format!(
                "no column \"{name}\" (its columns: {})",
                header.join(", ")
            )),
            found => Ok(found),
        };
        Ok(Self {
            text: find(&fields.text, &usual.text)?.unwrap_or_default(),
            id: find(&fields.id, &usual.id)?,
            date: find(&fields.date, &usual.date)?,
            lang: find(&fields.lang, &usual.lang)?,
            url: find(&fields.url, &usual.url)?,
            title: find(&fields.title, &usual.title)?,
        })
    }

    /// Whether a column is one of them.
    pub(super) fn has(&self, at: usize) -> bool {
        let others = [self.id, self.date, self.lang, self.url, self.title];
        at == self.text || others.contains(&Some(at))
    }

    fn row<R: BufRead>(&self, table: &Table<R>) -> Row {
        let cell = |at: usize| table.cell(at).unwrap_or_default().to_vec();
        let filled = |at: Option<usize>| Some(cell(at?)).filter(|c| !c.is_empty());
        let label = |at| filled(at).map(|c| String::from_utf8_lossy(&c).into_owned());
        Row {
            id: label(self.id),
            text: Some(cell(self.text)),
            date: label(self.date),
            lang: filled(self.lang),
            title: filled(self.title),
            url: filled(self.url),
            keys: Vec::new(),
        }
    }
}

enum Cells {
    Kept,
    TooLong,
    /// The file ends inside a quote.
    Cut,
}

/// Rows, with what stands between quotes put together; the last one is kept.
struct Table<R> {
    reader: R,
    core: Reader,
    limit: u64,
    out: Vec<u8>,
    ends: Vec<usize>,
    at: u64,
    line: u64,
    start: u64,
    start_line: u64,
}

impl<R: BufRead> Table<R> {
    fn new(reader: R, mark: u8, limit: u64) -> Self {
        Self {
            reader,
            core: ReaderBuilder::new().delimiter(mark).build(),
            limit,
            out: Vec::new(),
            ends: Vec::new(),
            at: 0,
            line: 1,
            start: 0,
            start_line: 1,
        }
    }

    fn cell(&self, at: usize) -> Option<&[u8]> {
        let from = match at.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.out.get(from..*self.ends.get(at)?)
    }

    fn cells(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.ends.len()).filter_map(|at| self.cell(at))
    }

    /// Line ends before a row belong to no row.
    fn skip_ends(&mut self) -> io::Result<()> {
        loop {
            let chunk = self.reader.fill_buf()?;
            let n = chunk
                .iter()
                .take_while(|b| matches!(b, b'\r' | b'\n'))
                .count();
            if n == 0 {
                return Ok(());
            }
            self.line +=
                memchr::memchr_iter(b'\n', chunk.get(..n).unwrap_or_default()).count() as u64;
            self.reader.consume(n);
            self.at += n as u64;
        }
    }

    /// The next row; one above the limit is passed over without being kept.
    fn next(&mut self) -> io::Result<Option<Cells>> {
        self.skip_ends()?;
        (self.start, self.start_line) = (self.at, self.line);
        self.out.resize(self.out.capacity().max(1 << 12), 0);
        self.ends.resize(self.ends.capacity().max(16), 0);
        let (mut wrote, mut ended, mut too_long) = (0, 0, false);
        let (mut at_end, mut cut) = (false, false);
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => {
                    self.core.reset();
                    return Err(e);
                }
            };
            // The last row may lack its line end; where one does not end it, a quote is open.
            let last = chunk.is_empty() && self.at > self.start;
            let added = last && !std::mem::replace(&mut at_end, true);
            let chunk = if added { b"\n" } else { chunk };
            let out = self.out.get_mut(wrote..).unwrap_or_default();
            let ends = self.ends.get_mut(ended..).unwrap_or_default();
            let (result, read, put, ends) = self.core.read_record(chunk, out, ends);
            let part = chunk.get(..read).unwrap_or_default();
            self.line += memchr::memchr_iter(b'\n', part).count() as u64;
            if added {
                // Where there was no room, it is asked again.
                at_end = read > 0;
            } else {
                self.reader.consume(read);
                self.at += read as u64;
            }
            (wrote, ended) = (wrote + put, ended + ends);
            match result {
                ReadRecordResult::InputEmpty => cut |= added,
                ReadRecordResult::OutputFull if too_long || wrote as u64 >= self.limit => {
                    (too_long, wrote) = (true, 0);
                }
                ReadRecordResult::OutputFull => self.out.resize(self.out.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if ended >= MOST_CELLS => {
                    (too_long, ended) = (true, 0)
                }
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::End => return Ok(None),
                ReadRecordResult::Record => break,
            }
        }
        self.ends.truncate(ended);
        Ok(Some(match (too_long, cut) {
            (true, _) => Cells::TooLong,
            (_, true) => Cells::Cut,
            _ => Cells::Kept,
        }))
    }
}

/// Cells that a row may have; no table of documents comes near.
const MOST_CELLS: usize = 1 << 16;
