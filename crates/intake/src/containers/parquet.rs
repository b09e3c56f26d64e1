//! Parquet files: one document a row; only the columns that are asked for are read, page by page.

use std::io::Read;

use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use ::parquet::record::reader::RowIter;
use ::parquet::record::{Field, Row as Cells};
use ::parquet::schema::types::Type;

use super::csv::{Columns, REMEDY};
use super::on_disk::on_disk;
use super::row::Row;
use super::rows::{At, deliver};
use crate::fault::Fault;
use crate::out::Flow;
use crate::place::Place;
use crate::run::Run;

/// Reads row by row. The list of columns stands at the end, so what does not lie on disk is copied there first.
pub(crate) fn read(reader: impl Read, place: &Place, run: &mut Run) -> Flow {
    let file = match on_disk(reader, place, run) {
        Ok(file) => file,
        Err(error) => return run.out.fault(place.broken(error)),
    };
    let file = match SerializedFileReader::new(file) {
        Ok(file) => file,
        Err(error) => return run.out.fault(broken(place, &error)),
    };
    let root = file.metadata().file_metadata().schema();
    let (name, schema) = (root.name().to_owned(), root.get_fields().to_vec());
    let header: Vec<_> = schema.iter().map(|f| f.name().to_owned()).collect();
    let columns = match Columns::find(&header, &run.options.fields) {
        Ok(columns) => columns,
        Err(missing) => return run.out.fault(place.bad_container(missing, REMEDY)),
    };
    let wanted = schema.into_iter().filter(|f| {
        header
            .iter()
            .position(|h| h == f.name())
            .is_some_and(|i| columns.has(i))
    });
    let projection = Type::group_type_builder(&name)
        .with_fields(wanted.collect())
        .build();
    let projection = match projection {
        Ok(projection) => projection,
        Err(error) => return run.out.fault(broken(place, &error)),
    };
    let mut record = 0;
    for group in 0..file.num_row_groups() {
        let first = record;
        match file.get_row_group(group) {
            Ok(rows) => {
                record += u64::try_from(rows.metadata().num_rows()).unwrap_or(0);
                read_group(&*rows, projection.clone(), first, place, run)?;
            }
            Err(error) => run
                .out
                .fault(broken(place, &error).record_at(Some(first), 0))?,
        }
    }
    Flow::Continue(())
}

/// Reads a group of rows; one that is broken costs what follows in its group.
fn read_group(
    group: &dyn RowGroupReader,
    projection: Type,
    first: u64,
    place: &Place,
    run: &mut Run,
) -> Flow {
    let rows = match RowIter::from_row_group(Some(projection), group) {
        Ok(rows) => rows,
        Err(error) => {
            return run
                .out
                .fault(broken(place, &error).record_at(Some(first), 0));
        }
    };
    let fields = run.options.fields.clone();
    for (record, row) in (first..).zip(rows) {
        let at = At {
            record,
            ..At::default()
        };
        match row {
            Ok(cells) => deliver(read_row(cells, &fields), at, place, run)?,
            Err(error) => return run.out.fault(at.mark(broken(place, &error))),
        }
    }
    Flow::Continue(())
}

fn read_row(cells: Cells, fields: &crate::Fields) -> Row {
    let mut row = Row::default();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    for (name, cell) in cells.into_columns() {
        let value = plain(cell);
        match &name {
            n if *n == fields.text => row.text = value,
            n if *n == fields.id => row.id = value.map(text),
            n if *n == fields.date => row.date = value.map(text),
            n if *n == fields.lang => row.lang = value,
            n if *n == fields.title => row.title = value,
            n if *n == fields.url => row.url = value,
            _ => {}
        }
        row.keys.push(name);
    }
    row
}

/// A cell as text; of a point in time, the day.
fn plain(cell: Field) -> Option<Vec<u8>> {
    match cell {
        Field::Null => None,
        Field::Str(text) => Some(text.into_bytes()),
        Field::Bytes(bytes) => Some(bytes.data().to_vec()),
        Field::TimestampMillis(_) | Field::TimestampMicros(_) => Some(
            cell.to_string()
                .chars()
                .take(10)
                .collect::<String>()
                .into_bytes(),
        ),
        other => Some(other.to_string().into_bytes()),
    }
}

fn broken(place: &Place, error: &ParquetError) -> Fault {
    let cause: String = error.to_string().chars().take(200).collect();
    place.bad_container(
        format!("is damaged, or no Parquet that can be read ({cause})"),
        "what came before was read; fetch the file again",
    )
}
