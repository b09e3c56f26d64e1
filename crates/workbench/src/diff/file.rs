//! A file of records, read document by document.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::Saved;

/// A JSON Lines file of claims or mentions. Only where each document lies is kept, so that two files of any size can
/// be compared.
#[derive(Debug)]
pub struct ClaimFile {
    path: PathBuf,
    file: File,
    /// Documents in the order of the file.
    order: Vec<String>,
    /// Where the lines of a document lie: byte, length, number of the first line.
    pieces: BTreeMap<String, Vec<(u64, usize, usize)>>,
}

/// Why a file could not be read: its name, the line, the cause and the way out.
#[derive(Debug)]
pub struct ReadError(String);

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ReadError {}

/// What must be known of a line to find it again.
#[derive(Deserialize)]
struct Key {
    doc_id: String,
}

impl ClaimFile {
    /// Opens a file and notes where its documents lie.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or a line of it is no record.
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        let file = File::open(path).map_err(|e| failed(path, &e))?;
        let mut this = Self {
            path: path.to_owned(),
            file,
            order: Vec::new(),
            pieces: BTreeMap::new(),
        };
        this.index().map(|()| this)
    }

    /// Whether a file begins like records of this program.
    #[must_use]
    pub fn is_one(path: &Path) -> bool {
        let Ok(file) = File::open(path) else {
            return false;
        };
        let mut line = String::new();
        let mut start = BufReader::new(file.take(1 << 20));
        start.read_line(&mut line).is_ok() && serde_json::from_str::<Key>(&line).is_ok()
    }

    /// The ids of its documents, in their order.
    pub fn documents(&self) -> impl Iterator<Item = &String> {
        self.order.iter()
    }

    /// Whether it holds a document.
    #[must_use]
    pub fn has(&self, document: &str) -> bool {
        self.pieces.contains_key(document)
    }

    /// The records of a document; none when it is not there.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or a line of it is no record.
    pub fn records(&mut self, document: &str) -> Result<Vec<Saved>, ReadError> {
        let mut records = Vec::new();
        for &(byte, len, first) in self.pieces.get(document).into_iter().flatten() {
            let mut bytes = vec![0; len];
            self.file
                .seek(SeekFrom::Start(byte))
                .map_err(|e| failed(&self.path, &e))?;
            self.file
                .read_exact(&mut bytes)
                .map_err(|e| failed(&self.path, &e))?;
            for (i, line) in bytes.split(|b| *b == b'\n').enumerate() {
                if !line.trim_ascii().is_empty() {
                    let record = serde_json::from_slice(line);
                    records.push(record.map_err(|e| not_a_record(&self.path, first + i, &e))?);
                }
            }
        }
        Ok(records)
    }

    fn index(&mut self) -> Result<(), ReadError> {
        let path = self.path.clone();
        let mut reader = BufReader::with_capacity(1 << 16, &self.file);
        let (mut byte, mut line, mut number) = (0, Vec::new(), 0);
        let mut last: Option<String> = None;
        loop {
            line.clear();
            let len = reader
                .read_until(b'\n', &mut line)
                .map_err(|e| failed(&path, &e))?;
            if len == 0 {
                return Ok(());
            }
            number += 1;
            if !line.trim_ascii().is_empty() {
                let key: Key =
                    serde_json::from_slice(&line).map_err(|e| not_a_record(&path, number, &e))?;
                note(
                    &mut self.pieces,
                    &mut self.order,
                    (byte, len, number),
                    last.as_ref(),
                    &key.doc_id,
                );
                last = Some(key.doc_id);
            }
            byte += len as u64;
        }
    }
}

/// Notes a line; lines of one document that follow each other are one piece.
fn note(
    pieces: &mut BTreeMap<String, Vec<(u64, usize, usize)>>,
    order: &mut Vec<String>,
    (byte, len, number): (u64, usize, usize),
    last: Option<&String>,
    document: &str,
) {
    if !pieces.contains_key(document) {
        order.push(document.to_owned());
    }
    let pieces = pieces.entry(document.to_owned()).or_default();
    match pieces.last_mut() {
        Some(piece) if last.is_some_and(|l| l == document) && piece.0 + piece.1 as u64 == byte => {
            piece.1 += len;
        }
        _ => pieces.push((byte, len, number)),
    }
}

fn failed(path: &Path, error: &io::Error) -> ReadError {
    ReadError(format!("{}: cannot be read ({error})", path.display()))
}

fn not_a_record(path: &Path, line: usize, error: &serde_json::Error) -> ReadError {
    ReadError(format!(
        "{}, line {line}: no claim or mention of this program ({error}); write them with --format jsonl, uncompressed",
        path.display()
    ))
}
