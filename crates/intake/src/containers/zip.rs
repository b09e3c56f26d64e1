//! ZIP archives. Their list of files stands at the end, so what does not lie on disk is copied there first.

use std::io::{self, BufReader, Read, Seek};

use ::zip::ZipArchive;
use ::zip::read::read_zipfile_from_stream;
use ::zip::result::ZipError;

use super::archive::{inner_name, wanted};
use super::on_disk::on_disk;
use crate::fault::{Fault, Kind};
use crate::layers::{Counted, Unpacked};
use crate::out::Flow;
use crate::place::Place;
use crate::read;
use crate::run::Run;

/// Reads each file of the archive as if it lay in a folder.
pub(crate) fn read(reader: impl Read, place: &Place, run: &mut Run) -> Flow {
    let file = match on_disk(reader, place, run) {
        Ok(file) => file,
        Err(error) => return run.out.fault(place.broken(error)),
    };
    let mut file = BufReader::with_capacity(1 << 16, Counted::new(file, run.gauge.clone()));
    match ZipArchive::new(&mut file) {
        Ok(archive) => listed(archive, place, run),
        Err(error) => {
            run.out.fault(place.broken(io_error(error)))?;
            if let Err(error) = file.rewind() {
                return run.out.fault(place.broken(error));
            }
            unlisted(file, place, run)
        }
    }
}

fn listed<R: Read + Seek>(mut archive: ZipArchive<R>, place: &Place, run: &mut Run) -> Flow {
    if archive.index_for_name("[Content_Types].xml").is_some() {
        let fault = place.unsupported(
            "an office document, which is not read",
            "export its text first",
        );
        return run.out.fault(fault);
    }
    for index in 0..archive.len() {
        let raw = match archive.by_index_raw(index) {
            Ok(raw) => raw,
            Err(error) => {
                run.out.fault(place.broken(io_error(error)))?;
                continue;
            }
        };
        let name: String = raw
            .name()
            .map_or_else(|_| lossy(raw.name_raw()), Into::into);
        let (folder, locked) = (raw.is_dir(), raw.encrypted());
        drop(raw);
        if folder {
            continue;
        }
        let Some(name) = inner_name(&name, place, run)? else {
            continue;
        };
        if !wanted(&name, run) {
            continue;
        }
        let inside = place.inside(&name);
        if locked {
            let fault = Fault::new(
                Kind::Unsupported,
                "is encrypted",
                "unpack the archive with its password first",
            );
            run.out.fault(inside.mark(fault))?;
            continue;
        }
        match archive.by_index(index) {
            Ok(member) => {
                let mut member = Unpacked::member("ZIP", member, &run.gauge, run.limits());
                read::read(&mut member, &inside, run)?;
            }
            Err(error) => run.out.fault(inside.broken(io_error(error)))?,
        }
    }
    Flow::Continue(())
}

/// An archive whose list is lost: its files from the first on, as far as they can be told apart.
fn unlisted(mut file: impl Read, place: &Place, run: &mut Run) -> Flow {
    loop {
        let member = match read_zipfile_from_stream(&mut file) {
            Ok(Some(member)) => member,
            // The loss was reported.
            Ok(None) | Err(_) => return Flow::Continue(()),
        };
        if member.is_dir() {
            continue;
        }
        let name: String = member
            .name()
            .map_or_else(|_| lossy(member.name_raw()), Into::into);
        let Some(name) = inner_name(&name, place, run)? else {
            continue;
        };
        if wanted(&name, run) {
            let mut member = Unpacked::member("ZIP", member, &run.gauge, run.limits());
            read::read(&mut member, &place.inside(&name), run)?;
        }
    }
}

fn lossy(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

fn io_error(error: ZipError) -> io::Error {
    match error {
        ZipError::Io(error) => error,
        error @ (ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_)) => {
            io::Error::new(io::ErrorKind::Unsupported, error)
        }
        other => io::Error::new(io::ErrorKind::InvalidData, other),
    }
}
