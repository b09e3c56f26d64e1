//! The files of a run: they get their names together, or what can be continued is kept, or nothing is left.

use std::collections::BTreeSet;

use claimsift_sinks::Format;

use super::goal::Goal;
use super::job::Job;
use super::journal::{Entry, Journal};
use super::rejects::Rejects;
use crate::failure::{Stop, say};
use crate::output::is_device;
use crate::place::{Place, beside};

pub(crate) struct Files {
    pub(crate) goal: Goal,
    pub(crate) journal: Option<Journal>,
    rejects: Option<Place>,
}

impl Files {
    /// Checks that all may be written; touches nothing.
    pub(crate) fn of(job: &Job<'_>) -> Result<Self, Stop> {
        let (target, running) = (job.target, job.running);
        apart(job)?;
        if target.resume {
            can_resume(job)?;
        }
        let replace = target.force || target.resume;
        if let Some(path) = &running.summary {
            Place::new(path, replace)?;
        }
        let rejects = running
            .rejects
            .as_deref()
            .map(|path| Place::new(path, replace));
        let goal = Goal::of(target, job.shape)?;
        let journal = goal.place().filter(|_| job.shape.format.is_stream());
        Ok(Self {
            journal: journal.map(|place| Journal::of(place.path())),
            rejects: rejects.transpose()?,
            goal,
        })
    }

    /// What an earlier run has left, where it is to be taken up.
    pub(crate) fn earlier(&self, job: &Job<'_>) -> Result<Option<Entry>, Stop> {
        let (Some(journal), Some(place)) = (&self.journal, self.goal.place()) else {
            return Ok(None);
        };
        let name = place.path().display();
        match (journal.exists(), job.target.resume) {
            (true, true) => {
                let entry = journal.read(job.header.identity())?;
                if entry.rejects.is_some() == self.rejects.is_some() {
                    return Ok(Some(entry));
                }
                Err(Stop::failed(
                    "--resume: the run that was stopped had other --rejects; run it as it was, or start over with --force",
                ))
            }
            (true, false) if !job.target.force => Err(Stop::failed(format!(
                "{name}: a run that writes it was stopped or is under way; go on with --resume, or start over with --force"
            ))),
            (false, true) if place.path().exists() => Err(Stop::failed(format!(
                "--resume: {name} is there already, and whole; --force makes it anew"
            ))),
            (false, true) => {
                say(&format!(
                    "--resume: nothing of {name} is there yet; it begins at the beginning"
                ));
                Ok(None)
            }
            _ => Ok(None),
        }
    }

    pub(crate) fn open_rejects(&self, earlier: Option<&Entry>) -> Result<Option<Rejects>, Stop> {
        let position = earlier.and_then(|e| e.rejects).unwrap_or_default();
        let open = |place| Rejects::open(place, position);
        self.rejects.as_ref().map(open).transpose()
    }

    /// Gives the files their names. What has it already, from a run that was killed here, keeps it.
    pub(crate) fn commit(&self) -> Result<(), Stop> {
        let places = self.goal.place().into_iter().chain(&self.rejects);
        for place in places.filter(|place| place.part().exists()) {
            place.commit()?;
        }
        if let Some(journal) = &self.journal {
            journal.remove();
        }
        Ok(())
    }

    /// There is no output, but what went wrong is told.
    pub(crate) fn commit_rejects_only(&self) -> Result<(), Stop> {
        if let Some(place) = self.goal.place() {
            place.discard();
        }
        self.commit()
    }

    /// What a person is told who stops a run, or has it stopped.
    pub(crate) fn kept(&self, why: &str) -> String {
        let name = self.goal.name();
        match (&self.journal, self.goal.place()) {
            (Some(_), _) => format!("{why}; go on with the same command and --resume"),
            (None, Some(_)) => format!(
                "{why}; nothing of {name} is kept, for this format cannot be resumed (JSON Lines and CSV can)"
            ),
            (None, None) => why.to_owned(),
        }
    }

    /// The run has failed: removes what cannot be continued, and says what can.
    pub(crate) fn abandon(&self, stop: Stop) -> Stop {
        self.discard_if_lost();
        match (stop, &self.journal) {
            (Stop::Failed(message), Some(journal)) if journal.exists() => {
                Stop::Failed(self.kept(&message))
            }
            (stop, _) => stop,
        }
    }

    /// Without a journal nobody can go on with what was written.
    pub(crate) fn discard_if_lost(&self) {
        if self.journal.is_none() {
            self.goal
                .place()
                .into_iter()
                .chain(&self.rejects)
                .for_each(Place::discard);
        }
    }
}

/// No file of a run takes the place of another, or of what the run reads, however much force is allowed.
fn apart(job: &Job<'_>) -> Result<(), Stop> {
    let (rejects, summary) = (&job.running.rejects, &job.running.summary);
    let output = job.target.path().filter(|path| !is_device(path));
    let given = output.into_iter().chain(rejects.as_deref());
    let mut taken = BTreeSet::new();
    for path in given.chain(summary.as_deref()) {
        let in_place = job.in_place && Some(path) == output;
        if job.input.reads(path) && !in_place {
            let name = path.display();
            return Err(Stop::failed(format!(
                "{name}: is read by this run, and would be lost; name another file"
            )));
        }
        let mut files = vec![path.to_owned()];
        if Some(path) == output {
            files.extend([".part", ".journal", ".run.json"].map(|end| beside(path, end)));
        } else if Some(path) == rejects.as_deref() {
            files.push(beside(path, ".part"));
        }
        for file in files {
            let whole = std::path::absolute(&file).unwrap_or(file);
            if let Some(twice) = taken.replace(whole) {
                let name = twice.display();
                return Err(Stop::failed(format!(
                    "{name}: this run would write it twice; name another file"
                )));
            }
        }
    }
    Ok(())
}

fn can_resume(job: &Job<'_>) -> Result<(), Stop> {
    let format = job.shape.format;
    let refused = if !format.is_stream() {
        let instead = match format {
            Format::Parquet | Format::Sqlite => {
                "write -o claims.jsonl with --resume and load that (claimsift schema --for duckdb)"
            }
            _ => "write -o claims.jsonl with --resume, or run it anew",
        };
        format!("{} cannot be resumed; {instead}", format.name())
    } else if job.target.path().is_none() {
        "standard output cannot be resumed; name a file with -o".to_owned()
    } else if job.input.reads_stdin() {
        "standard input cannot be read again; save it to a file first".to_owned()
    } else {
        return Ok(());
    };
    Err(Stop::failed(format!("--resume: {refused}")))
}
