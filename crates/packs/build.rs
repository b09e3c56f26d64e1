//! Compiles `data/` into one table a language, and lists them; so there is no registry to forget.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

use claimsift_packs_compile::{Language, Layer, Pack, Source, Tells, class_names, compile};
use serde::Serialize;

fn main() {
    println!("cargo::rerun-if-changed=data");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let common = [Path::new("data/common"), Path::new("data/common/rules")];
    let common = common
        .map(|dir| sources(sorted(dir), Layer::Common))
        .concat();
    let languages: Vec<(String, Vec<Source>)> =
        tags().into_iter().map(|t| (t.clone(), own(&t))).collect();
    let all = languages.iter().flat_map(|(_, own)| own);
    let names = class_names(&all.chain(&common).cloned().collect::<Vec<_>>());
    let mut list = String::from("&[\n");
    let mut packs = Vec::new();
    for (tag, own) in &languages {
        let (pack, examples) = compile(tag, &[common.clone(), own.clone()].concat(), &names)
            .unwrap_or_else(|errors| {
                stop(&errors.iter().map(|e| format!("{e}\n")).collect::<String>())
            });
        store(
            &out.join(format!("{tag}.pack")),
            &Language::new(pack.clone()),
        );
        store(&out.join(format!("{tag}.examples")), &examples);
        let file =
            |end: &str| format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{tag}.{end}\"))");
        let fallback = pack.style.fallback;
        let _ = writeln!(
            list,
            "    Builtin {{ tag: {tag:?}, bytes: {}, examples: {}, fallback: {fallback} }},",
            file("pack"),
            file("examples")
        );
        packs.push(pack);
    }
    list.push(']');
    tells(&out, &packs);
    write(&out.join("list.rs"), &list);
    write(&out.join("sources.rs"), &source_list(&common, &languages));
}

/// The files as they are written, for compiling them again with a user's own.
fn source_list(common: &[Source], languages: &[(String, Vec<Source>)]) -> String {
    let of_all = common.iter().map(|s| (None, s));
    let own = languages
        .iter()
        .flat_map(|(tag, own)| own.iter().map(move |s| (Some(tag), s)));
    let mut list = String::from("&[\n");
    let root = env::current_dir().unwrap_or_else(|e| stop(&e.to_string()));
    for (tag, source) in of_all.chain(own) {
        let (path, layer) = (root.join(&source.file), source.layer);
        let _ = writeln!(
            list,
            "    ({tag:?}, {:?}, Layer::{layer:?}, include_str!({:?})),",
            source.file,
            path.display().to_string()
        );
    }
    list.push(']');
    list
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap_or_else(|e| stop(&e.to_string()));
}

/// What chooses a language, apart from the languages.
fn tells(out: &Path, packs: &[Pack]) {
    store(&out.join("frequent.tells"), &Tells::frequent(packs));
    store(&out.join("all.tells"), &Tells::all(packs));
}

/// A language is a folder of `data/lang`, a file of `data/generated`, or both.
fn tags() -> BTreeSet<String> {
    let paths = [Path::new("data/lang"), Path::new("data/generated")];
    let toml = |p: &PathBuf| p.is_dir() || p.extension().is_some_and(|e| e == "toml");
    let paths = paths.into_iter().flat_map(sorted).filter(toml);
    paths
        .filter_map(|p| Some(p.file_stem()?.to_string_lossy().into_owned()))
        .collect()
}

fn own(tag: &str) -> Vec<Source> {
    let generated = Path::new("data/generated").join(format!("{tag}.toml"));
    let generated = Some(generated).filter(|p| p.exists());
    let mut own = sources(generated.into_iter().collect(), Layer::Generated);
    own.extend(sources(
        sorted(&Path::new("data/lang").join(tag)),
        Layer::Hand,
    ));
    own
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

fn sources(files: Vec<PathBuf>, layer: Layer) -> Vec<Source> {
    let files = files
        .into_iter()
        .filter(|p| p.extension().is_some_and(|e| e == "toml"));
    files
        .map(|path| Source {
            file: path.display().to_string(),
            text: fs::read_to_string(&path)
                .unwrap_or_else(|e| stop(&format!("{}: {e}", path.display()))),
            layer,
        })
        .collect()
}
