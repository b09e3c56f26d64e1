//! Packs of the user's own: found, read, laid over the built-in ones.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use claimsift_packs::{OwnFile, PackError, Packs};
use serde::Deserialize;

use crate::args::Own;
use crate::failure::Stop;

/// A file that names packs, looked for in the current folder and those above it.
const CONFIG: &str = "claimsift.toml";

/// Bounds on what is read, so that a pack from a stranger takes bounded work.
const MAX_FILE: u64 = 1 << 20;
const MAX_FILES: usize = 1000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    /// Folders of packs, from the folder of the file.
    #[serde(default)]
    packs: Vec<PathBuf>,
}

/// The packs to read with: built in, from `claimsift.toml`, from `--pack`; and a check that `lang` is one of them.
pub(crate) fn load(own: &Own, lang: &str) -> Result<Packs, Stop> {
    let folders = folders(&own.packs, own.no_config)?;
    let packs = laid_over(&files(&folders)?)?;
    if lang != "auto" && packs.index(lang).is_none() {
        let known: Vec<_> = packs.tags().collect();
        return Err(Stop::failed(format!(
            "--lang {lang}: there is no pack for this language; there are: auto, {}",
            known.join(", ")
        )));
    }
    Ok(packs)
}

/// The built-in packs with these files laid over them; a mistake in them is shown with its line.
pub(crate) fn laid_over(files: &[OwnFile]) -> Result<Packs, Stop> {
    Packs::with(files).map_err(|errors| {
        let count = errors.len();
        let shown: Vec<_> = errors.iter().map(|e| shown(e, files)).collect();
        Stop::failed(format!(
            "the packs have {}:\n\n{}",
            crate::values::count(count as u64, "mistake"),
            shown.join("\n\n")
        ))
    })
}

/// A mistake in its file, as compilers show it.
fn shown(error: &PackError, files: &[OwnFile]) -> String {
    let file = files.iter().find(|f| f.name == error.file);
    let (Some(file), Some(span)) = (file, &error.span) else {
        return error.to_string();
    };
    let title = match error.item.as_str() {
        "" => error.message.clone(),
        item => format!("`{item}`: {}", error.message),
    };
    let end = span.end.clamp(span.start, file.text.len());
    let snippet = Snippet::source(&file.text)
        .path(&file.name)
        .annotation(AnnotationKind::Primary.span(span.start.min(end)..end));
    let report = [Group::with_title(Level::ERROR.primary_title(&title)).element(snippet)];
    let coloured =
        io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    let renderer = if coloured {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.render(&report)
}

/// The folders of packs, those of the configuration first.
pub(crate) fn folders(named: &[PathBuf], no_config: bool) -> Result<Vec<PathBuf>, Stop> {
    let mut folders = if no_config { Vec::new() } else { configured()? };
    folders.extend(named.iter().cloned());
    Ok(folders)
}

fn configured() -> Result<Vec<PathBuf>, Stop> {
    let here = std::env::current_dir().unwrap_or_default();
    let Some(path) = here
        .ancestors()
        .map(|f| f.join(CONFIG))
        .find(|p| p.is_file())
    else {
        return Ok(Vec::new());
    };
    let name = path.display();
    let text = fs::read_to_string(&path)
        .map_err(|e| Stop::failed(format!("{name}: cannot be read ({e})")))?;
    let config: Config = toml::from_str(&text).map_err(|e| {
        Stop::failed(format!(
            "{name}: {e}it may hold `packs = [\"folder\"]`; --no-config passes it over"
        ))
    })?;
    let folder = path.parent().unwrap_or(Path::new(""));
    Ok(config.packs.iter().map(|p| folder.join(p)).collect())
}

/// The files of packs, in a stable order: what stands in `lang/<tag>` is about that language, the rest about all.
pub(crate) fn files(folders: &[PathBuf]) -> Result<Vec<OwnFile>, Stop> {
    let mut files = Vec::new();
    for folder in folders {
        if !folder.is_dir() {
            return Err(Stop::failed(format!(
                "{}: is no folder; a pack is one, and `claimsift pack new` makes it",
                folder.display()
            )));
        }
        let before = files.len();
        for part in ["", "common", "common/rules"] {
            read_folder(&folder.join(part), None, &mut files)?;
        }
        for tag in entries(&folder.join("lang")) {
            let lang = tag.file_name().map(|n| n.to_string_lossy().into_owned());
            read_folder(&tag, lang, &mut files)?;
        }
        if files.len() == before {
            return Err(Stop::failed(format!(
                "{}: holds no pack; words of a language stand in lang/<tag>/*.toml, the rest in common/*.toml",
                folder.display()
            )));
        }
    }
    Ok(files)
}

fn read_folder(folder: &Path, lang: Option<String>, files: &mut Vec<OwnFile>) -> Result<(), Stop> {
    let toml = |p: &PathBuf| {
        p.is_file()
            && p.extension().is_some_and(|e| e == "toml")
            && p.file_name().is_none_or(|n| n != CONFIG)
    };
    for path in entries(folder).into_iter().filter(toml) {
        let name = path.display().to_string();
        let too_much =
            path.metadata().is_ok_and(|m| m.len() > MAX_FILE) || files.len() >= MAX_FILES;
        if too_much {
            return Err(Stop::failed(format!(
                "{name}: too much for a pack; a file may have 1 MiB, and there may be {MAX_FILES} of them"
            )));
        }
        let text = fs::read_to_string(&path).map_err(|e| {
            Stop::failed(format!(
                "{name}: cannot be read ({e}); packs are TOML in UTF-8"
            ))
        })?;
        files.push(OwnFile {
            name,
            lang: lang.clone(),
            text,
        });
    }
    Ok(())
}

/// The entries of a folder, sorted; none when it is not there.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .map(|d| d.filter_map(|e| Some(e.ok()?.path())).collect())
        .unwrap_or_default();
    paths.sort();
    paths
}
