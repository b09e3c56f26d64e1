//! brat's pages in a folder or a ZIP archive.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::Chunk;
use crate::brat::configuration;
use crate::encode::Body;
use crate::sink::Sink;

const CONFIGURATION: &str = "annotation.conf";
const HEADER: &str = "run.json";

/// A collection of pages that is being written.
pub enum Archive {
    /// A folder of files.
    Folder(PathBuf),
    /// A ZIP archive, until it is finished.
    Zip(Option<Box<ZipWriter<File>>>),
}

impl Archive {
    /// A folder at `path`, made now.
    ///
    /// # Errors
    ///
    /// When it cannot be created.
    pub fn folder(path: &Path) -> io::Result<Self> {
        fs::create_dir_all(path)?;
        let mut archive = Self::Folder(path.to_owned());
        archive.file(CONFIGURATION, &configuration())?;
        Ok(archive)
    }

    /// A ZIP archive in `file`.
    ///
    /// # Errors
    ///
    /// When the system does not take the first bytes.
    pub fn zip(file: File) -> io::Result<Self> {
        let mut archive = Self::Zip(Some(Box::new(ZipWriter::new(file))));
        archive.file(CONFIGURATION, &configuration())?;
        Ok(archive)
    }

    fn file(&mut self, name: &str, text: &str) -> io::Result<()> {
        match self {
            Self::Folder(folder) => fs::write(folder.join(name), text),
            Self::Zip(None) => Ok(()),
            Self::Zip(Some(zip)) => {
                // No time, so that the same run gives the same bytes.
                let options = SimpleFileOptions::default()
                    .compression_method(CompressionMethod::Deflated)
                    .last_modified_time(DateTime::default());
                zip.start_file(name, options)?;
                zip.write_all(text.as_bytes())
            }
        }
    }
}

impl Sink for Archive {
    fn write(&mut self, chunk: Chunk) -> io::Result<()> {
        if let Body::Pages(pages) = chunk.body {
            for page in pages {
                self.file(&format!("{}.txt", page.stem), &page.text)?;
                self.file(&format!("{}.ann", page.stem), &page.annotations)?;
            }
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<Option<u64>> {
        Ok(None)
    }

    fn finish(&mut self, header: &str) -> io::Result<()> {
        self.file(HEADER, header)?;
        if let Self::Zip(zip) = self
            && let Some(zip) = zip.take()
        {
            zip.finish()?;
        }
        Ok(())
    }
}
