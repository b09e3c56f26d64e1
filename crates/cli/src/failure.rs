//! How a run ends early, and how a person is told.

use std::io::{self, Write};

/// Why a run stopped before its end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The reader of our output went away.
    PipeClosed,
    /// It could not run; the message names the thing, the cause and the way out.
    Failed(String),
    /// A signal asked for it; the message says what is kept.
    Signal(u8, String),
}

impl Stop {
    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self::Failed(message.into())
    }

    /// Output to `name` failed.
    pub(crate) fn writing(name: &str, error: &io::Error) -> Self {
        let remedy = match error.kind() {
            io::ErrorKind::BrokenPipe => return Self::PipeClosed,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "; make room and try again"
            }
            io::ErrorKind::FileTooLarge => "; the system sets a limit to the size of files",
            _ => "",
        };
        Self::Failed(format!("{name}: cannot be written ({error}){remedy}"))
    }
}

/// One line on standard error. That nobody can read it must not stop the run.
pub(crate) fn say(message: &str) {
    let _ = writeln!(io::stderr(), "claimsift: {message}");
}
