//! How far a run is: a line that is drawn again and again on a screen, a line now and then in a log.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::tally::Tally;
use crate::failure::say;
use crate::summary::{count, megabytes};

/// How often a log hears of the run.
const LOGGED: Duration = Duration::from_secs(30);

#[derive(Clone)]
pub(crate) struct Progress {
    show: Show,
    noun: &'static str,
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
    pub(crate) fn new(quiet: bool, output: bool, noun: &'static str) -> Self {
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
        line + &format!(", {} skipped", tally.skipped)
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
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
