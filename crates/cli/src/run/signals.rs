//! Signals that ask the run to stop: the first one lets it finish what it has begun, the second one does not.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// What has been caught.
pub(crate) struct Signals(Arc<AtomicUsize>);

impl Signals {
    /// Catches them from now on.
    pub(crate) fn catch() -> Self {
        let caught = Arc::new(AtomicUsize::new(0));
        for signal in [SIGINT, SIGTERM] {
            // Where a signal cannot be caught it ends the program at once, which loses nothing that is written.
            let _ = register(signal, &caught);
        }
        // A file that may grow no more is an error of writing, to be told like a full disk, and not the end.
        #[cfg(unix)]
        let _ = flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
        Self(caught)
    }

    /// The exit code that goes with the signal that came, by the shell's custom.
    pub(crate) fn caught(&self) -> Option<u8> {
        let signal = self.0.load(Ordering::Relaxed);
        (signal > 0).then(|| u8::try_from(128 + signal).unwrap_or(u8::MAX))
    }
}

fn register(signal: i32, caught: &Arc<AtomicUsize>) -> io::Result<()> {
    let again = Arc::new(AtomicBool::new(false));
    // In this order: the first signal finds `again` unset and sets it.
    flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&again))?;
    flag::register(signal, again)?;
    let number = usize::try_from(signal).unwrap_or_default();
    flag::register_usize(signal, Arc::clone(caught), number)?;
    Ok(())
}
