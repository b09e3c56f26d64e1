//! SQLite: a table of documents, one of records with indexes, and one that says what made them.
//!
//! Values are text, for the column type of exact decimals does not exist there.

use std::fmt::Write;
use std::io;
use std::path::Path;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};

use crate::documents::COLUMNS;
use crate::encode::{Body, Rows};
use crate::flat::{Cell, Kind, columns};
use crate::sink::Sink;
use crate::{Chunk, Encoder, What};

/// A database that is being written.
pub struct Sqlite {
    database: Connection,
    document: String,
    record: String,
    indexes: String,
    documents: i64,
}

impl Sqlite {
    /// A new database at `path`, where there is none yet.
    ///
    /// # Errors
    ///
    /// When it cannot be created.
    pub fn create(path: &Path, encoder: &Encoder) -> io::Result<Self> {
        let table = match encoder.what {
            What::Claims => "claims",
            What::Mentions => "mentions",
        };
        let columns = columns(encoder.what, encoder.utf16);
        let database = Connection::open(path).map_err(failed)?;
        // The file gets its name when it is whole, so no journal of its own need guard it.
        let pragmas =
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;";
        let tables = format!(
            "{pragmas} CREATE TABLE run (key TEXT PRIMARY KEY, value TEXT NOT NULL);
             CREATE TABLE documents (document INTEGER PRIMARY KEY, {});
             CREATE TABLE {table} (document INTEGER NOT NULL REFERENCES documents, {});
             BEGIN;",
            declared(&COLUMNS),
            declared(&columns)
        );
        database.execute_batch(&tables).map_err(failed)?;
        let indexed: &[&str] = match encoder.what {
            What::Claims => &[
                "document",
                "id",
                "kind",
                "predicate",
                "subject_name",
                "doc_date",
            ],
            What::Mentions => &["document", "kind", "unit"],
        };
        let mut indexes = "CREATE INDEX documents_doc_id ON documents (doc_id);".to_owned();
        for column in indexed {
            // Writing to a string cannot fail.
            let _ = write!(
                indexes,
                "CREATE INDEX {table}_{column} ON {table} ({column});"
            );
        }
        Ok(Self {
            database,
            document: insert("documents", COLUMNS.len()),
            record: insert(table, columns.len()),
            indexes,
            documents: 0,
        })
    }

    fn rows(&mut self, all: &[Rows]) -> rusqlite::Result<()> {
        let mut document = self.database.prepare(&self.document)?;
        let mut record = self.database.prepare(&self.record)?;
        for rows in all {
            self.documents += 1;
            let number = Cell::Whole(self.documents);
            let with_number = |row| params_from_iter(std::iter::once(&number).chain(row));
            document.execute(with_number(&rows.document))?;
            for row in &rows.records {
                record.execute(with_number(row))?;
            }
        }
        Ok(())
    }

    fn end(&mut self, header: &str) -> rusqlite::Result<()> {
        let header: serde_json::Value = serde_json::from_str(header).unwrap_or_default();
        let fields = header.as_object().into_iter().flatten();
        for (key, value) in fields {
            let value = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            let row = [key.as_str(), value.as_str()];
            self.database
                .execute("INSERT INTO run VALUES (?1, ?2)", row)?;
        }
        self.database.execute_batch(&self.indexes)?;
        self.database.execute_batch("COMMIT; PRAGMA optimize;")
    }
}

impl Sink for Sqlite {
    fn write(&mut self, chunk: Chunk) -> io::Result<()> {
        if let Body::Rows(all) = chunk.body {
            self.rows(&all).map_err(failed)?;
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<Option<u64>> {
        Ok(None)
    }

    fn finish(&mut self, header: &str) -> io::Result<()> {
        self.end(header).map_err(failed)
    }
}

fn declared(columns: &[(&str, Kind)]) -> String {
    let declared = columns.iter().map(|(name, kind)| {
        let kind = match kind {
            Kind::Text | Kind::Decimal | Kind::Day => "TEXT",
            Kind::Whole => "INTEGER",
            Kind::Real => "REAL",
        };
        format!("\"{name}\" {kind}")
    });
    declared.collect::<Vec<_>>().join(", ")
}

/// An insertion of a number and as many columns.
fn insert(table: &str, columns: usize) -> String {
    format!("INSERT INTO {table} VALUES (?{})", ", ?".repeat(columns))
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Whole(n) => ValueRef::Integer(*n),
            Self::Real(x) => ValueRef::Real(*x),
        }))
    }
}

/// SQLite's errors as the system's, so that a full disk is told as one.
fn failed(error: rusqlite::Error) -> io::Error {
    let kind = match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => io::ErrorKind::StorageFull,
        _ => io::ErrorKind::Other,
    };
    io::Error::new(kind, error)
}
