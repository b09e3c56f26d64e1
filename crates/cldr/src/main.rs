//! Writes `crates/packs/data/generated/<tag>.toml` from the Unicode Common Locale Data Repository: magnitudes, marks,
//! names of currencies, units, months, weekdays and periods.
//!
//! ```text
//! npm install cldr-core@48.2.0 cldr-numbers-full@48.2.0 cldr-units-full@48.2.0 cldr-dates-full@48.2.0
//! cargo run -p claimsift-cldr -- node_modules crates/packs/data/generated [TAG…]
//! ```
//!
//! It knows the form of CLDR's JSON and of packs, and no word of any language. What CLDR lacks or news writes
//! otherwise is laid over it by hand, in `crates/packs/data/lang`.

mod currencies;
mod dates;
mod names;
mod numbers;
mod source;
mod units;
mod write;

use std::io;
use std::path::Path;
use std::process::ExitCode;

use crate::source::Source;
use crate::write::Writer;

/// The languages that are generated when none is named.
const TAGS: &[&str] = &[
    "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "hr", "hu", "it", "lt", "lv",
    "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "tr", "uk",
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [packages, out, tags @ ..] = arguments.as_slice() else {
        eprintln!("usage: claimsift-cldr NODE_MODULES OUT [TAG…]");
        return ExitCode::from(2);
    };
    let tags: Vec<&str> = if tags.is_empty() {
        TAGS.to_vec()
    } else {
        tags.iter().map(String::as_str).collect()
    };
    for tag in tags {
        if let Err(error) = generate(Path::new(packages), Path::new(out), tag) {
            eprintln!("{tag}: {error}");
            return ExitCode::from(2);
        }
    }
    match std::fs::copy(
        Path::new(packages).join("cldr-core/LICENSE"),
        Path::new(out).join("LICENSE"),
    ) {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("licence: {error}");
            ExitCode::from(2)
        }
    }
}

fn generate(packages: &Path, out: &Path, tag: &str) -> io::Result<()> {
    let source = Source::read(packages, tag)?;
    let mut writer = Writer::new(&source.version);
    numbers::write(&source, &mut writer);
    dates::write(&source, &mut writer);
    units::write(&source, &mut writer);
    currencies::write(&source, &mut writer);
    std::fs::write(out.join(format!("{tag}.toml")), writer.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where CLDR's packages are installed, `CLAIMSIFT_CLDR` names their folder: what they make is what is committed.
    #[test]
    fn committed_files_are_written_again() {
        let Some(packages) = std::env::var_os("CLAIMSIFT_CLDR") else {
            return;
        };
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packs/data/generated");
        let out = std::env::temp_dir().join(format!("claimsift-cldr-{}", std::process::id()));
        std::fs::create_dir_all(&out).unwrap();
        for entry in std::fs::read_dir(&committed).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let Some(tag) = name.strip_suffix(".toml") else {
                continue;
            };
            generate(Path::new(&packages), &out, tag).unwrap();
            let read = |folder: &Path| std::fs::read_to_string(folder.join(&name)).unwrap();
            assert!(read(&out) == read(&committed), "{name} differs");
        }
        std::fs::remove_dir_all(&out).unwrap();
    }
}
