//! Parquet: the flat form in typed columns. Exact decimals stand there twice: as text, and as DECIMAL(38,9) where
//! they fit; days are DATE. What made the file stands in its metadata.

use std::io::{self, Write};
use std::sync::Arc;

use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::parser::parse_message_type;

use crate::columnar::Column;
use crate::encode::Body;
use crate::flat::{Cell, Kind, columns};
use crate::sink::Sink;
use crate::{Chunk, Encoder, What};

/// A row group is written when it has as many bytes or rows, which bounds the memory.
const GROUP_BYTES: usize = 16 << 20;
const GROUP_ROWS: usize = 1 << 16;

/// A Parquet file that is being written.
pub struct Parquet<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Column>,
    rows: usize,
    bytes: usize,
}

impl<W: Write + Send> Parquet<W> {
    /// Begins a file.
    ///
    /// # Errors
    ///
    /// When the system does not take the first bytes.
    pub fn begin(to: W, encoder: &Encoder) -> io::Result<Self> {
        let columns = columns(encoder.what, encoder.utf16);
        let schema = parse_message_type(&schema(encoder.what, &columns)).map_err(failed)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_created_by(concat!("claimsift ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let writer = SerializedFileWriter::new(to, Arc::new(schema), Arc::new(properties));
        Ok(Self {
            writer: writer.map_err(failed)?,
            columns: columns.iter().map(|(_, kind)| Column::of(*kind)).collect(),
            rows: 0,
            bytes: 0,
        })
    }

    fn push(&mut self, row: &[Cell<'static>]) -> Result<(), ParquetError> {
        for (column, cell) in self.columns.iter_mut().zip(row) {
            column.push(cell);
        }
        self.rows += 1;
        self.bytes += row.iter().map(Cell::size).sum::<usize>();
        if self.rows >= GROUP_ROWS || self.bytes >= GROUP_BYTES {
            self.write_group()?;
        }
        Ok(())
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for column in &mut self.columns {
            for part in column.take() {
                if let Some(mut to) = group.next_column()? {
                    part.write(&mut to)?;
                    to.close()?;
                }
            }
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }

    fn end(&mut self, header: &str) -> Result<(), ParquetError> {
        self.write_group()?;
        let header = KeyValue::new("claimsift".to_owned(), header.to_owned());
        self.writer.append_key_value_metadata(header);
        self.writer.finish().map(|_| ())
    }
}

impl<W: Write + Send> Sink for Parquet<W> {
    fn write(&mut self, chunk: Chunk) -> io::Result<()> {
        if let Body::Rows(all) = chunk.body {
            let mut rows = all.iter().flat_map(|rows| &rows.records);
            rows.try_for_each(|row| self.push(row)).map_err(failed)?;
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

/// The schema in Parquet's own language.
fn schema(what: What, columns: &[(&str, Kind)]) -> String {
    let fields = columns.iter().map(|(name, kind)| match kind {
        Kind::Text => format!("OPTIONAL BYTE_ARRAY {name} (STRING);"),
        Kind::Decimal => format!(
            "OPTIONAL BYTE_ARRAY {name} (STRING); \
             OPTIONAL FIXED_LEN_BYTE_ARRAY (16) {name}_decimal (DECIMAL(38,9));"
        ),
        Kind::Day => format!("OPTIONAL INT32 {name} (DATE);"),
        Kind::Whole => format!("OPTIONAL INT64 {name};"),
        Kind::Real => format!("OPTIONAL DOUBLE {name};"),
    });
    let name = match what {
        What::Claims => "claim",
        What::Mentions => "mention",
    };
    format!("message {name} {{ {} }}", fields.collect::<String>())
}

/// Parquet's errors as the system's, so that a full disk is told as one.
fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(io) => *io,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}
