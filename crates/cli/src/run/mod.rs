//! Documents in, records out, in order, on any number of threads.
//!
//! A run is a straight line: the goal is checked, an earlier run is taken up where that is asked for, the workers
//! do the work, and the output gets its name. Whatever happens in between, a file that has its name is whole, and
//! what was written by a run that can be resumed is kept.

mod batch;
mod files;
mod goal;
mod job;
mod journal;
mod mark;
mod progress;
mod rejects;
mod signals;
mod workers;
mod writer;

use std::thread;
use std::time::Instant;

use claimsift_intake::Records;

use self::batch::Batches;
use self::files::Files;
use self::goal::Goal;
use self::journal::Entry;
use self::mark::Mark;
use self::progress::Progress;
use self::signals::Signals;
use self::workers::{Rest, Work};
use self::writer::{Save, Writer};
use crate::failure::{Stop, say};
use crate::place::{beside, write_whole};
use crate::summary::Summary;
use crate::tally::Counts;

pub(crate) use self::job::Job;

/// How a run ended: what was done, and why it was not all.
type End = (Summary, Option<Stop>);

impl Job<'_> {
    /// Runs `work` over every document. The summary is printed, and written where that is asked for.
    pub(crate) fn run<W: Work>(&self, records: Records, work: W) -> Result<Summary, Stop> {
        let start = Instant::now();
        let files = Files::of(self)?;
        let earlier = files.earlier(self)?;
        let (mut summary, stop) = match earlier {
            // Killed between the last byte and the name.
            Some(entry) if entry.whole => {
                files.commit()?;
                (Summary::new(entry.tally, Counts::new()), None)
            }
            earlier => self.work(&files, earlier, records, work)?,
        };
        summary.wall = start.elapsed();
        summary.threads = self.threads();
        if !self.running.quiet {
            say(&summary.line(self.noun));
        }
        if let Some(path) = &self.running.summary {
            write_whole(
                path,
                &format!("{:#}\n", summary.json(self.header.identity())),
            )?;
        }
        stop.map_or(Ok(summary), Err)
    }

    fn work<W: Work>(
        &self,
        files: &Files,
        earlier: Option<Entry>,
        mut records: Records,
        work: W,
    ) -> Result<End, Stop> {
        let signals = Signals::catch();
        let screen = matches!(files.goal, Goal::Stdout);
        let progress = Progress::new(self.running.quiet, screen, self.noun, records.meter());
        let mut batches = Batches::new(records, self.running.batch_bytes());
        let mark = earlier.as_ref().map_or_else(Mark::default, |e| e.mark);
        batches.skip_to(mark)?;
        let mut writer = Writer {
            name: files.goal.name(),
            rejects: files.open_rejects(earlier.as_ref())?,
            sink: match &earlier {
                Some(entry) => files.goal.reopen(&self.encoder, entry)?,
                None => files.goal.open(&self.encoder, self.shape)?,
            },
            journal: files.journal.clone(),
            run: self.header.identity().clone(),
            progress: progress.clone(),
            tally: earlier.map(|e| e.tally).unwrap_or_default(),
            mark,
        };
        let done = writer.save(Save::Now).and_then(|()| {
            workers::run(
                batches,
                writer,
                self.encoder,
                self.threads(),
                &signals,
                work,
            )
        });
        let done = done.and_then(|(writer, rest)| self.end(files, writer, rest));
        progress.clear();
        done.map_err(|stop| files.abandon(stop))
    }

    /// The threads have come to rest.
    fn end(&self, files: &Files, mut writer: Writer, rest: Rest) -> Result<End, Stop> {
        let tally = writer.tally.clone();
        let ignored = match rest {
            Rest::All(ignored) => ignored,
            Rest::Stopped(code) => {
                writer.save(Save::Now)?;
                let message = files.kept("stopped by a signal");
                files.discard_if_lost();
                let stop = Stop::Signal(code, message);
                return Ok((Summary::new(tally, Counts::new()), Some(stop)));
            }
        };
        let summary = Summary::new(tally, ignored);
        if summary.tally.documents == 0 && summary.tally.skipped > 0 {
            files.commit_rejects_only()?;
            return Ok((summary, Some(Stop::failed("nothing could be read"))));
        }
        let header = self.header.text(&summary);
        writer.finish(&header)?;
        if let Some(place) = files.goal.place().filter(|_| self.has_header) {
            write_whole(&beside(place.path(), ".run.json"), &header)?;
        }
        writer.save(Save::Whole)?;
        files.commit()?;
        Ok((summary, None))
    }

    fn threads(&self) -> usize {
        let all = || thread::available_parallelism().map_or(1, usize::from);
        self.running.threads.map_or_else(all, usize::from)
    }
}
