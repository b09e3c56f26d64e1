//! `pack`: packs of one's own, begun and checked.

use std::fs;
use std::path::Path;

use crate::args::Pack;
use crate::commands::packs;
use crate::failure::{Stop, say};
use crate::summary::Outcome;
use crate::values::count;

/// What a new pack holds: a file for each thing that people add first.
const TEMPLATE: [(&str, &str); 4] = [
    ("README.md", include_str!("pack/README.md")),
    ("common/units.toml", include_str!("pack/units.toml")),
    ("lang/en/words.toml", include_str!("pack/en.toml")),
    ("lang/fr/words.toml", include_str!("pack/fr.toml")),
];

pub(crate) fn run(args: &Pack) -> Result<Outcome, Stop> {
    match args {
        Pack::New { name } => new(name),
        Pack::Check { folders } => check(folders),
    }
}

fn new(folder: &Path) -> Result<Outcome, Stop> {
    let name = folder.display();
    if folder.exists() {
        return Err(Stop::failed(format!(
            "{name}: is there already; choose another name"
        )));
    }
    for (file, text) in TEMPLATE {
        let path = folder.join(file);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(&path, text))
            .map_err(|e| Stop::failed(format!("{}: cannot be written ({e})", path.display())))?;
    }
    say(&format!(
        "{name}: begun; its README.md says what to do. Try:\n    claimsift test {name}\n    claimsift extract --pack {name} PATH"
    ));
    Ok(Outcome::Done)
}

fn check(named: &[std::path::PathBuf]) -> Result<Outcome, Stop> {
    let folders = packs::folders(named, !named.is_empty())?;
    if folders.is_empty() {
        return Err(Stop::failed(
            "name a folder, or list it in a claimsift.toml: packs = [\"folder\"]",
        ));
    }
    let files = packs::files(&folders)?;
    match packs::laid_over(&files) {
        Ok(_) => {
            say(&format!(
                "{}, no mistakes; `claimsift test` runs the examples",
                count(files.len() as u64, "file")
            ));
            Ok(Outcome::Done)
        }
        Err(Stop::Failed(mistakes)) => {
            say(&mistakes);
            Ok(Outcome::Found)
        }
        Err(other) => Err(other),
    }
}
