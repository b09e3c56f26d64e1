//! How far a run is: a line that is drawn again and again on a screen, a line now and then in a log.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use claimsift_intake::Meter;
use indicatif::{ProgressBar, ProgressStyle};

use crate::failure::say;
use crate::tally::Tally;
use crate::values::{count, megabytes};

/// How often a log hears of the run.
const LOGGED: Duration = Duration::from_secs(30);

/// Seconds before which nothing is said of the time left.
const SETTLED: f64 = 2.0;

#[derive(Clone)]
pub(crate) struct Progress {
    show: Show,
    noun: &'static str,
    meter: Meter,
    begin: Instant,
    logged: Instant,
}

#[derive(Clone)]
enum Show {
    Nothing,
    Screen(ProgressBar),
    Log,
}

impl Progress {
    /// `output` says that records go to standard output, where a line would get in their way if that is a screen.
    pub(crate) fn new(quiet: bool, output: bool, noun: &'static str, meter: Meter) -> Self {
        let show = if quiet || output && io::stdout().is_terminal() {
            Show::Nothing
        } else if io::stderr().is_terminal() {
            Show::Screen(bar())
        } else {
            Show::Log
        };
        let now = Instant::now();
        Self {
            show,
            noun,
            meter,
            begin: now,
            logged: now,
        }
    }

    pub(crate) fn advance(&mut self, tally: &Tally) {
        match &self.show {
            Show::Screen(bar) => bar.set_message(self.line(tally)),
            Show::Log if self.logged.elapsed() >= LOGGED => {
                say(&self.line(tally));
                self.logged = Instant::now();
            }
            Show::Log | Show::Nothing => {}
        }
    }

    fn line(&self, tally: &Tally) -> String {
        let seconds = self.begin.elapsed().as_secs_f64().max(0.001);
        let megabytes = megabytes(tally.bytes);
        let mut line = format!(
            "{}, {megabytes:.1} MB, {:.1} MB/s",
            count(tally.documents, "document"),
            megabytes / seconds
        );
        if !self.noun.is_empty() {
            line += &format!(", {}", count(tally.records, self.noun));
        }
        line += &format!(", {} skipped", tally.skipped);
        if let Some(left) = self.left(seconds) {
            line += &format!(", {left} left");
        }
        line
    }

    /// What is left when the rest takes as long as what was read so far, a byte for a byte.
    fn left(&self, seconds: f64) -> Option<String> {
        let (read, total) = (self.meter.read(), self.meter.total()?);
        if read == 0 || seconds < SETTLED {
            return None;
        }
        let seconds = seconds * total.saturating_sub(read) as f64 / read as f64;
        Some(match seconds.ceil() as u64 {
            seconds @ 0..100 => format!("{seconds} s"),
            seconds @ 100..6000 => format!("{} min", seconds.div_ceil(60)),
            seconds => format!("{} h", seconds.div_ceil(3600)),
        })
    }

    pub(crate) fn say(&self, message: &str) {
        match &self.show {
            Show::Screen(bar) => bar.suspend(|| say(message)),
            Show::Log | Show::Nothing => say(message),
        }
    }

    /// Takes the line off the screen.
    pub(crate) fn clear(&self) {
        if let Show::Screen(bar) = &self.show {
            bar.finish_and_clear();
        }
    }
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}, {elapsed}") {
        bar.set_style(style);
    }
    bar.set_message("reading");
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
