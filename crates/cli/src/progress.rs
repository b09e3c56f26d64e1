//! A progress line on standard error, and messages that do not tear it.

use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::failure::say;
use crate::summary::count;

pub(crate) struct Progress(Option<ProgressBar>);

impl Progress {
    /// Shown only when `wanted` and standard error is a screen.
    pub(crate) fn new(wanted: bool) -> Self {
        if !wanted || !io::stderr().is_terminal() {
            return Self(None);
        }
        let bar = ProgressBar::new_spinner();
        if let Ok(style) =
            ProgressStyle::with_template("{spinner} {msg}{bytes} read, {bytes_per_sec}, {elapsed}")
        {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(Some(bar))
    }

    pub(crate) fn advance(&self, documents: u64, bytes: u64) {
        if let Some(bar) = &self.0 {
            bar.set_message(format!("{}, ", count(documents, "document")));
            bar.inc(bytes);
        }
    }

    pub(crate) fn say(&self, message: &str) {
        match &self.0 {
            Some(bar) => bar.suspend(|| say(message)),
            None => say(message),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
