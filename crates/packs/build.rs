//! Compiles `data/` into one table a language, and lists them; so there is no registry to forget.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

use claimsift_packs_compile::{Language, Source, compile};
use serde::Serialize;

fn main() {
    println!("cargo::rerun-if-changed=data");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let common = sources(&[Path::new("data/common"), Path::new("data/common/rules")]);
    let mut list = String::from("&[\n");
    for dir in sorted(Path::new("data/lang")) {
        let tag = dir
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        let mut all = common.clone();
        all.extend(sources(&[&dir]));
        match compile(&tag, &all) {
            Ok((pack, examples)) => {
                store(&out.join(format!("{tag}.pack")), &Language::new(pack));
                store(&out.join(format!("{tag}.examples")), &examples);
                let file = |end: &str| {
                    format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{tag}.{end}\"))")
                };
                let _ = writeln!(
                    list,
                    "    ({tag:?}, {}, {}),",
                    file("pack"),
                    file("examples")
                );
            }
            Err(errors) => stop(&errors.iter().map(|e| format!("{e}\n")).collect::<String>()),
        }
    }
    list.push(']');
    fs::write(out.join("list.rs"), list).unwrap_or_else(|e| stop(&e.to_string()));
}

fn store(path: &Path, what: &impl Serialize) {
    let bytes = postcard::to_allocvec(what).unwrap_or_else(|e| stop(&e.to_string()));
    fs::write(path, bytes).unwrap_or_else(|e| stop(&e.to_string()));
}

fn stop(message: &str) -> ! {
    eprintln!("{message}");
    process::exit(1)
}

fn sorted(dir: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(dir)
        .map(|d| d.filter_map(|e| Some(e.ok()?.path())).collect())
        .unwrap_or_default();
    paths.sort();
    paths
}

fn sources(dirs: &[&Path]) -> Vec<Source> {
    let files = dirs
        .iter()
        .flat_map(|d| sorted(d))
        .filter(|p| p.extension().is_some_and(|e| e == "toml"));
    files
        .map(|path| Source {
            file: path.display().to_string(),
            text: fs::read_to_string(&path)
                .unwrap_or_else(|e| stop(&format!("{}: {e}", path.display()))),
        })
        .collect()
}
