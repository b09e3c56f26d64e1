//! The corpus of sentences of our own: every claim in them, slot by slot; precision and recall are held.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use claimsift_extract::{Options, Reading, read, shown};
use claimsift_model::{Claim, Document, Mention, Party};
use claimsift_packs::Packs;
use serde::Deserialize;

const LANGUAGES: [&str; 2] = ["fr", "en"];

/// The slots that are judged, as cases name them.
const SLOTS: [(&str, &str); 7] = [
    ("", "predicate"),
    ("s", "subject"),
    ("o", "object"),
    ("t", "timing"),
    ("m", "modality"),
    ("d", "direction"),
    ("by", "speaker"),
];

/// Most words that a party may have beyond those a case names.
const MORE: usize = 6;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    theme: Vec<Theme>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Theme {
    phenomenon: String,
    #[serde(default)]
    cases: Vec<String>,
    /// Cases that are known not to pass.
    #[serde(default)]
    fails: Vec<String>,
}

/// A claim that a case expects: its figure, and what each slot must hold.
struct Wanted<'c> {
    figure: &'c str,
    slots: BTreeMap<&'static str, &'c str>,
}

/// What of a slot was right, filled and wanted.
#[derive(Default, Clone, Copy)]
struct Count {
    right: u32,
    filled: u32,
    wanted: u32,
}

impl Count {
    const fn permille(part: u32, whole: u32) -> u32 {
        match (part * 1000).checked_div(whole) {
            Some(share) => share,
            None => 1000,
        }
    }

    const fn scores(self) -> [u32; 2] {
        [
            Self::permille(self.right, self.filled),
            Self::permille(self.right, self.wanted),
        ]
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus")
}

fn themes(lang: &str) -> Vec<Theme> {
    let folder = root().join(lang).join("claims");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.sort();
    let theme = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        toml::from_str::<File>(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    };
    paths.into_iter().flat_map(|p| theme(p).theme).collect()
}

fn wanted(expected: &str) -> Vec<Wanted<'_>> {
    if expected == "nothing" {
        return Vec::new();
    }
    let claim = |one| {
        let mut words = str::split(one, ' ').filter(|w| !w.is_empty());
        let figure = words.next().unwrap();
        let mut slots = BTreeMap::from([("predicate", words.next().unwrap())]);
        for word in words {
            let (key, value) = word.split_once('=').unwrap_or_else(|| panic!("{one}"));
            let known = SLOTS.iter().find(|(k, _)| *k == key);
            slots.insert(known.unwrap_or_else(|| panic!("{one}")).1, value);
        }
        slots.entry("modality").or_insert("asserted");
        Wanted { figure, slots }
    };
    expected.split(" | ").map(claim).collect()
}

/// The figure of a mention without its unit.
fn figure(mention: &Mention) -> String {
    let shown = shown(mention);
    shown.split(' ').next().unwrap_or_default().to_owned()
}

/// The texts that a slot is judged by; none when it is empty.
fn held(document: &Document, claim: &Claim, slot: &str) -> Vec<String> {
    let party = |p: &Option<Party>| {
        p.iter()
            .flat_map(|p| std::iter::once(p).chain(&p.members))
            .flat_map(|p| {
                let text = document.slice(p.span).to_owned();
                std::iter::once(text).chain(p.name.clone())
            })
            .collect()
    };
    match slot {
        "predicate" => vec![claim.predicate.name().to_owned()],
        "subject" => party(&claim.subject),
        "object" => party(&claim.object),
        "speaker" => party(&claim.speaker),
        "timing" => claim.timing.iter().map(|t| t.edtf.clone()).collect(),
        "modality" => vec![claim.modalities.leading().name().to_owned()],
        _ => claim
            .direction
            .iter()
            .map(|d| d.name().to_owned())
            .collect(),
    }
}

/// Whether one of the texts is what the case names: its words, and few more.
fn right(texts: &[String], wanted: &str) -> bool {
    texts.iter().any(|text| {
        let words: Vec<&str> = text
            .split([' ', '’', '\'', '\u{a0}', ',', '"', '«', '»', '“', '”', '('])
            .collect();
        words.contains(&wanted) && words.len() <= MORE + 1
    })
}

/// Compares one case; says whether it passes, and counts.
fn judge(
    document: &Document,
    reading: &Reading,
    expected: &[Wanted<'_>],
    counts: &mut BTreeMap<&'static str, Count>,
    levels: &mut BTreeMap<u16, Count>,
) -> bool {
    let mut passes = reading.claims.len() == expected.len();
    let mut rest: Vec<&Claim> = reading.claims.iter().collect();
    let found = counts.entry("claim").or_default();
    found.filled += u32::try_from(rest.len()).unwrap();
    found.wanted += u32::try_from(expected.len()).unwrap();
    for want in expected {
        let mention = |c: &&Claim| &reading.mentions[c.figure.0 as usize];
        let Some(at) = rest.iter().position(|c| figure(mention(c)) == want.figure) else {
            passes = false;
            continue;
        };
        let claim = rest.remove(at);
        counts.entry("claim").or_default().right += 1;
        let mut sound = true;
        for (_, slot) in SLOTS {
            let texts = held(document, claim, slot);
            let value = want.slots.get(slot).copied();
            if value == Some("*") {
                continue;
            }
            let ok = value.is_some_and(|v| right(&texts, v));
            let count = counts.entry(slot).or_default();
            count.filled += u32::from(!texts.is_empty());
            count.wanted += u32::from(value.is_some());
            count.right += u32::from(ok);
            passes &= ok || value.is_none() && texts.is_empty();
            if matches!(slot, "predicate" | "subject") {
                sound &= ok || value.is_none() && texts.is_empty();
            }
        }
        let level = levels.entry(claim.confidence).or_default();
        level.filled += 1;
        level.right += u32::from(sound);
    }
    passes
}

fn line(document: &Document, reading: &Reading) -> String {
    let mut all = Vec::new();
    for claim in &reading.claims {
        let mut out = figure(&reading.mentions[claim.figure.0 as usize]);
        for (key, slot) in SLOTS {
            let texts = held(document, claim, slot);
            if !texts.is_empty() && texts != ["asserted"] {
                let eq = if key.is_empty() { "" } else { "=" };
                let _ = write!(out, " {key}{eq}{}", texts.join("/"));
            }
        }
        all.push(out);
    }
    all.join(" | ")
}

type Scores = BTreeMap<String, BTreeMap<String, [u32; 2]>>;

#[test]
fn claims_of_the_corpus() {
    let packs = Packs::builtin();
    let (mut wrong, mut scores) = (Vec::new(), Scores::new());
    let mut levels = BTreeMap::new();
    for lang in LANGUAGES {
        let mut counts = BTreeMap::new();
        let options = Options {
            lang: Some(lang.to_owned()),
        };
        for theme in themes(lang) {
            let known = theme.fails.iter().map(|c| (c, false));
            for (case, passing) in theme.cases.iter().map(|c| (c, true)).chain(known) {
                let (text, expected) = case.rsplit_once(" => ").unwrap();
                let document = Document::of_paragraph(text);
                let reading = read(&document, &packs, &options);
                let expected = wanted(expected);
                let passes = judge(&document, &reading, &expected, &mut counts, &mut levels);
                if passes != passing {
                    let got = line(&document, &reading);
                    let what = if passes { "passes now" } else { "got" };
                    wrong.push(format!(
                        "{lang} {}: {case}\n    {what} {got}",
                        theme.phenomenon
                    ));
                }
            }
        }
        let own = counts
            .iter()
            .map(|(slot, c)| ((*slot).to_owned(), c.scores()));
        scores.insert(lang.to_owned(), own.collect());
    }
    println!(
        "confidence: right (predicate and subject), claims\n{}",
        table(&levels)
    );
    println!("{}", hold(&scores));
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    calibrated(&levels);
}

fn table(levels: &BTreeMap<u16, Count>) -> String {
    let row = |(level, c): (&u16, &Count)| {
        format!(
            "  {level:>4}  {:>4} of {:>4}  {:>4}\n",
            c.right,
            c.filled,
            c.scores()[0]
        )
    };
    levels.iter().map(row).collect()
}

/// Claims at a higher level are right more often, where there are enough of them to tell.
fn calibrated(levels: &BTreeMap<u16, Count>) {
    const ENOUGH: u32 = 20;
    const SLACK: u32 = 30;
    let told: Vec<(u16, u32)> = levels
        .iter()
        .filter(|(_, c)| c.filled >= ENOUGH)
        .map(|(level, c)| (*level, c.scores()[0]))
        .collect();
    for pair in told.windows(2) {
        assert!(pair[0].1 <= pair[1].1 + SLACK, "{told:?}");
    }
}

/// Compares the scores with those that are committed: falls fail, rises are told. `CLAIMSIFT_UPDATE=1` writes them.
fn hold(scores: &Scores) -> String {
    let path = root().join("scores.toml");
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let before: Scores = toml::from_str(&written).unwrap_or_default();
    let mut out = String::from(
        "# Claims of the corpus, by slot: precision and recall in thousandths. `cargo test -p claimsift-extract claims`\n\
         # fails when one falls; `CLAIMSIFT_UPDATE=1` writes them anew.\n",
    );
    let mut told = String::new();
    for (lang, slots) in scores {
        let _ = writeln!(out, "\n[{lang}]");
        for (slot, now) in slots {
            let _ = writeln!(out, "{slot} = {now:?}");
            let _ = writeln!(
                told,
                "{lang} {slot:<10} precision {:>4} recall {:>4}",
                now[0], now[1]
            );
            let held = before.get(lang).and_then(|s| s.get(slot)).copied();
            let update = std::env::var_os("CLAIMSIFT_UPDATE").is_some();
            let Some(held) = held.filter(|_| !update) else {
                continue;
            };
            assert!(
                now[0] >= held[0] && now[1] >= held[1],
                "{lang} {slot} fell from {held:?} to {now:?}"
            );
            if *now != held {
                let _ = writeln!(
                    told,
                    "    rose from {held:?}: put it into corpus/scores.toml"
                );
            }
        }
    }
    if std::env::var_os("CLAIMSIFT_UPDATE").is_some() {
        std::fs::write(&path, out).unwrap();
    }
    told
}
