//! New expected values, written into the files of packs.

use std::fs;
use std::io::{self, BufRead};
use std::path::Path;

use claimsift_extract::Fault;

use super::{Tried, Verdict};
use crate::failure::{Stop, say};

/// Writes what came out where an example wants another value; asks first when `review`. Gives how many were written.
pub(super) fn accept(tried: &[Tried], review: bool) -> Result<usize, Stop> {
    let mut written = 0;
    let mut answers = io::stdin().lock().lines();
    for t in tried
        .iter()
        .filter(|t| t.verdict() == Verdict::Fails(Fault::Wrong))
    {
        let (Some(old), Some(new)) = (&t.example.gives, t.trial.got.first()) else {
            continue;
        };
        if review {
            let e = &t.example;
            say(&format!(
                "{} ({}) {}:{}\n    «{}»\n    wants {old}\n    got   {new}",
                e.rule, e.lang, e.file, e.line, e.text
            ));
            match ask(&mut answers)? {
                Answer::Accept => {}
                Answer::Reject => continue,
                Answer::Stop => break,
            }
        }
        written += usize::from(replace(t, old, new)?);
    }
    Ok(written)
}

enum Answer {
    Accept,
    Reject,
    Stop,
}

fn ask(answers: &mut impl Iterator<Item = io::Result<String>>) -> Result<Answer, Stop> {
    loop {
        say("a accept, r reject, s skip this and all that follow?");
        let Some(line) = answers.next() else {
            return Ok(Answer::Stop);
        };
        let line =
            line.map_err(|e| Stop::failed(format!("standard input: cannot be read ({e})")))?;
        match line.trim() {
            "a" => return Ok(Answer::Accept),
            "r" => return Ok(Answer::Reject),
            "s" | "q" => return Ok(Answer::Stop),
            _ => {}
        }
    }
}

/// Puts a new value behind an example in its file. Where the file is built in, or writes the example in another way,
/// a person has to do it.
fn replace(t: &Tried, old: &str, new: &str) -> Result<bool, Stop> {
    let e = &t.example;
    let path = Path::new(&e.file);
    let Ok(text) = fs::read_to_string(path) else {
        say(&format!("{}: is built in; mend it in the sources", e.file));
        return Ok(false);
    };
    let before = format!("{} => {old}", e.text);
    if text.matches(&before).count() != 1 || new.contains(['"', '\\', '\n']) {
        say(&format!("{}:{}: mend it by hand to {new}", e.file, e.line));
        return Ok(false);
    }
    let after = text.replacen(&before, &format!("{} => {new}", e.text), 1);
    fs::write(path, after).map_err(|e| Stop::writing(&path.display().to_string(), &e))?;
    Ok(true)
}
