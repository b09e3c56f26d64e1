//! One file a container: each reads bytes and hands over records and faults.

mod archive;
pub(crate) mod asked;
pub(crate) mod csv;
mod envelope;
pub(crate) mod json;
pub(crate) mod jsonl;
mod on_disk;
mod row;
mod rows;
pub(crate) mod tar;
pub(crate) mod text;
mod xml_text;
pub(crate) mod zip;

pub(crate) mod feed;
pub(crate) mod mediawiki;
pub(crate) mod parquet;
pub(crate) mod warc;
