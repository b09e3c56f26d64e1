//! The writing end of a run: output, rejects, counts, messages and journal, batch by batch.

use claimsift_sinks::Sink;
use serde_json::Value;

use super::batch::Done;
use super::journal::{Entry, Journal};
use super::mark::Mark;
use super::progress::Progress;
use super::rejects::Rejects;
use crate::failure::Stop;
use crate::tally::{Tally, Watch};

pub(crate) struct Writer {
    /// What the output is called in messages.
    pub(crate) name: String,
    pub(crate) sink: Box<dyn Sink>,
    pub(crate) rejects: Option<Rejects>,
    pub(crate) journal: Option<Journal>,
    /// What the journal says is run.
    pub(crate) run: Value,
    pub(crate) progress: Progress,
    pub(crate) tally: Tally,
    pub(crate) mark: Mark,
}

impl Writer {
    pub(crate) fn write(&mut self, done: Done) -> Result<(), Stop> {
        let mut watch = Watch::start();
        self.tally.add(done.tally);
        for line in self.tally.said.drain(..) {
            self.progress.say(&line);
        }
        if let Some(rejects) = &mut self.rejects {
            rejects.write(&done.rejects)?;
        }
        let written = done.chunk.and_then(|chunk| self.sink.write(chunk));
        written.map_err(|e| Stop::writing(&self.name, &e))?;
        self.mark = done.mark;
        self.save(Save::WhenDue)?;
        watch.lap(&mut self.tally.time, "write");
        self.progress.advance(&self.tally);
        Ok(())
    }

    /// Hands over what is held back, and notes how far the run has come.
    pub(crate) fn save(&mut self, save: Save) -> Result<(), Stop> {
        let position = self
            .sink
            .flush()
            .map_err(|e| Stop::writing(&self.name, &e))?;
        let (Some(journal), Some(output)) = (&mut self.journal, position) else {
            return Ok(());
        };
        if matches!(save, Save::WhenDue) && !journal.is_due() {
            return Ok(());
        }
        journal.write(&Entry {
            run: self.run.clone(),
            mark: self.mark,
            output,
            rejects: self.rejects.as_ref().map(Rejects::position),
            tally: self.tally.clone(),
            whole: matches!(save, Save::Whole),
        })
    }

    /// Writes what stands at the end of the output.
    pub(crate) fn finish(&mut self, header: &str) -> Result<(), Stop> {
        let done = self.sink.finish(header);
        done.map_err(|e| Stop::writing(&self.name, &e))
    }
}

/// When the journal is written.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Save {
    WhenDue,
    Now,
    /// Now, and all that is left is to give the files their names.
    Whole,
}
