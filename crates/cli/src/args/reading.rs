//! The arguments that say how a text is read and shown.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use serde::Serialize;

use crate::values;

#[derive(Debug, ClapArgs, Serialize)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Reading {
    /// Encoding of the input: auto, or a label such as windows-1252
    #[arg(long, value_name = "LABEL", default_value = "auto", value_parser = values::encoding)]
    pub(crate) encoding: String,
    /// Leave damaged text as it is
    #[arg(long)]
    pub(crate) no_repair: bool,
    /// Document date where a document gives none: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_parser = values::date)]
    pub(crate) date: Option<String>,
    /// Document date, whatever the document says
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    pub(crate) date_override: Option<String>,
}

#[derive(Debug, ClapArgs, Serialize)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Language {
    /// Language of the text: auto, or the tag of a pack, such as fr
    #[arg(long, default_value = "auto", value_parser = values::lang)]
    pub(crate) lang: String,
    #[command(flatten)]
    #[serde(skip)]
    pub(crate) own: Own,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Packs")]
pub(crate) struct Own {
    /// Lay a pack of one's own over the built-in ones; may be given again, the last one wins
    #[arg(long = "pack", value_name = "DIR")]
    pub(crate) packs: Vec<PathBuf>,
    /// Take no packs from a claimsift.toml in this folder or one above it
    #[arg(long)]
    pub(crate) no_config: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Style {
    /// Tables to read
    Text,
    /// One JSON value
    Json,
}

impl Reading {
    /// The options of decoding.
    pub(crate) fn options(&self) -> claimsift_decode::Options {
        claimsift_decode::Options {
            encoding: label(&self.encoding),
            repair: !self.no_repair,
            strip: true,
            date: self.date.clone(),
            date_override: self.date_override.clone(),
        }
    }
}

impl Language {
    /// The options of extraction.
    pub(crate) fn options(&self) -> claimsift_extract::Options {
        claimsift_extract::Options {
            lang: (self.lang != "auto").then(|| self.lang.clone()),
        }
    }
}

/// An encoding label; `None` for `auto`.
pub(crate) fn label(encoding: &str) -> Option<String> {
    (encoding != "auto").then(|| encoding.to_owned())
}
