//! Broken packs: each mistake is told with its line, its column and the way out.

use claimsift_packs::{OwnFile, Packs};

/// What is said of each of these English files, laid over the built-in packs together: one mistake hides no other.
fn messages(texts: &[String]) -> Vec<String> {
    let file = |(i, text): (usize, &String)| OwnFile {
        name: format!("{i}.toml"),
        lang: Some("en".to_owned()),
        text: text.replace("mine.x", &format!("mine.x{i}")),
    };
    let files: Vec<_> = texts.iter().enumerate().map(file).collect();
    let errors = Packs::with(&files).err().unwrap_or_default();
    let of = |f: &OwnFile| {
        let own = errors.iter().filter(|e| e.file == f.name);
        own.map(|e| format!("{}\n", e.to_string().replacen(&f.name, "mine.toml", 1)))
            .collect()
    };
    files.iter().map(of).collect()
}

const EXAMPLES: &str = "fires = ['5 mugs => 5 1']\nquiet = ['mugs']\n";
const FRAME_EXAMPLES: &str =
    "fires = ['Lyon pays 5 euros => predicate=cost']\nquiet = ['Lyon pays.']\n";

fn rule(body: &str) -> String {
    format!("[[rule]]\nid = 'mine.x'\n{body}\n{EXAMPLES}")
}

fn frame(body: &str) -> String {
    format!("[[frame]]\nid = 'mine.x'\n{body}\n{FRAME_EXAMPLES}")
}

/// Whole files, each with what must be said of it.
const FILES: &[(&str, &str)] = &[
    ("[set\nabout = ['x']", "mine.toml:1:5: unclosed table"),
    (
        "[set]\nabout = 'x'",
        "mine.toml:2:9: invalid type: string \"x\", expected a sequence",
    ),
    (
        "[set]\nabout = ['x",
        "mine.toml:2:12: invalid literal string",
    ),
    (
        "[sett]\nabout = ['x']",
        "mine.toml:1:2: unknown field `sett`, expected one of `pack`",
    ),
    (
        "[set]\nabout = ['of sorts', 'of sorts']",
        "mine.toml:2:11: `of sorts`: this word stands twice in one class; keep one of the two",
    ),
    (
        "[set]\nabout = ['  ']",
        "a word with no letter, digit or sign in it",
    ),
    (
        "[class.month]\nsol = 'thirteen'",
        "mine.toml:2:7: data did not match any variant",
    ),
    (
        "[class.month]\nsol = 13.5",
        "mine.toml:2:7: data did not match any variant",
    ),
    ("[unit.mug]\ncode = '{mug}'", "missing field `dimension`"),
    (
        "[unit.mug]\ndimension = 'volume'\ncode = '{mug}'",
        "mine.toml:2:13: unknown variant `volume`, expected one of `power`",
    ),
    (
        "[unit.mug]\ndimension = 'quantity'\ncode = '{mug}'\nfactor = 'two'",
        "`two` is no decimal number",
    ),
    (
        "[unit_names.mugs]\none = ['mug']",
        "mine.toml:1:13: `mugs`: no unit has this id; add it to `units.toml`, or mend the spelling",
    ),
    (
        "[unit_names.watt]\nsingular = ['mug']",
        "mine.toml:2:1: unknown field `singular`, expected one of `one`",
    ),
    (
        "[currency_names.Euro]\nmany = ['quids']",
        "`Euro` is no code of a currency: three capitals, as in ISO 4217",
    ),
    (
        "[alias]\n'the firm' = 3",
        "mine.toml:2:14: invalid type: integer `3`, expected a string",
    ),
    (
        "[verbs]\nregular = ['mug']",
        "mine.toml:2:13: `mug`: this verb has no forms: paradigm `regular` is missing or does not fit it; there are: doubled",
    ),
    (
        "[verb_roles]\nsings = ['add']",
        "unknown variant `sings`, expected one of `have`",
    ),
    (
        "[verb_roles]\nspeech = ['zyx']",
        "`zyx`: a verb without forms has a role",
    ),
    (
        "[drop]\nabouts = ['about']",
        "`abouts`: no class or set has this name",
    ),
    (
        "[[rule]]\nid = 'mine.x'\nmatch = 'amount:number'\nbuild = 'count'",
        "a rule needs an example that `fires` and one that stays `quiet`",
    ),
];

/// The bodies of rules, likewise.
const RULES: &[(&str, &str)] = &[
    (
        "match = 'any? any? any? any? any? any? any? any? any? any? any? any? any? any? any? any? any? amount:number noun:noun'\nbuild = 'count'",
        "`match` can be gone through in more than 100000 ways; make it two rules",
    ),
    (
        "match = 'amount:number'\nbuild = 'cuont'",
        "mine.toml:4:9: unknown variant `cuont`, expected one of `range`",
    ),
    ("match = 'amount:number ('\nbuild = 'count'", "`match`"),
    (
        "match = 'amount:number noun:noun @nonesuch'\nbuild = 'count'",
        "no class or set is called `@nonesuch`",
    ),
    (
        "match = 'number'\nbuild = 'count'",
        "this build needs a capture called `amount`",
    ),
    (
        "match = 'amount:number noun:noun much:noun'\nbuild = 'count'",
        "much",
    ),
    (
        "match = 'amount:number noun:noun'\nbuild = 'count'\ngives = 'mug'",
        "`gives`: no class is called `mug`",
    ),
    (
        "match = 'amount:number noun:noun'\nbuild = 'count'\nunless = '('",
        "`unless`",
    ),
    (
        "match = 'amount:number noun:noun'\nbuild = 'count'\nnot_after = ['@mug']",
        "no class or set is called `@mug`",
    ),
    (
        "match = 'amount:number noun:noun'\nbuild = 'count'\nwhen = 'now'",
        "unknown field `when`, expected one of `id`",
    ),
];

/// The bodies of frames, likewise.
const FRAMES: &[(&str, &str)] = &[
    (
        "predicate = 'mugs'\nverb = ['pay']\nfigure = ['money']",
        "`mugs` is no predicate; there are: investment",
    ),
    (
        "predicate = 'cost'\nverb = ['pay']\nfigure = ['mug']",
        "`figure`: `mug` is no kind of figure; there are: money",
    ),
    (
        "predicate = 'cost'\nfigure = ['money']",
        "a frame needs a `verb` or a `noun`",
    ),
    (
        "predicate = 'cost'\nverb = ['zyx']\nfigure = ['money']",
        "`zyx`: a verb of a frame without forms; add it to `verbs`",
    ),
    (
        "predicate = 'cost'\nverb = ['pay']\nfigure = ['money']\nobject = ['zyx']",
        "`object`: `zyx` is no preposition of the pack; add it to `prepositions`",
    ),
    (
        "predicate = 'cost'\nverb = ['pay']\nfigure = ['money']\nsubject = 'who'",
        "unknown variant `who`, expected one of `actor`",
    ),
];

#[test]
fn each_mistake_says_where_it_is_and_what_to_do() {
    let mut all: Vec<(String, &str)> = FILES
        .iter()
        .map(|(text, says)| ((*text).to_owned(), *says))
        .collect();
    all.extend(RULES.iter().map(|(body, says)| (rule(body), *says)));
    all.extend(FRAMES.iter().map(|(body, says)| (frame(body), *says)));
    let texts: Vec<_> = all.iter().map(|(text, _)| text.clone()).collect();
    let said = messages(&texts);
    let unsaid = all
        .iter()
        .zip(said)
        .filter(|((_, says), got)| !got.contains(says));
    let unsaid: Vec<_> = unsaid
        .map(|((text, says), got)| format!("{text}\n--- should say\n{says}\n--- says\n{got}"))
        .collect();
    assert!(unsaid.is_empty(), "{}", unsaid.join("\n\n"));
}

#[test]
fn examples_are_checked_too() {
    let text = "[[rule]]\nid = 'mine.x'\nmatch = 'amount:number'\nbuild = 'count'\nfires = ['5 mugs']\nquiet = ['mugs => 5 1']";
    let got = messages(&[text.to_owned()]).concat();
    assert!(
        got.contains("an example that fires ends in `=> value`"),
        "{got}"
    );
    assert!(got.contains("a quiet example has no `=>`"), "{got}");
}

#[test]
fn all_mistakes_come_at_once_and_once() {
    let file = |name: &str, lang: Option<&str>, text: &str| OwnFile {
        name: name.to_owned(),
        lang: lang.map(str::to_owned),
        text: text.to_owned(),
    };
    let files = [
        file(
            "all.toml",
            None,
            "[sett]\nx = []\n[[rule]]\nid = 'mine.y'\n",
        ),
        file("en.toml", Some("en"), "[set]\nabout = ['so', 'so']"),
    ];
    let errors = Packs::with(&files).err().unwrap_or_default();
    let shown: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(shown.len(), 3, "{shown:#?}");
}

#[test]
fn what_is_built_in_gives_way() {
    let file = OwnFile {
        name: "mine.toml".to_owned(),
        lang: Some("en".to_owned()),
        text:
            "[class.month]\n'january' = 2\n[drop]\nrule = ['money.before']\n'@about' = ['roughly']"
                .to_owned(),
    };
    let packs = Packs::with(&[file]).ok().unwrap_or_default();
    let english = packs.by_tag("en");
    let rules = english.map(|l| {
        l.pack
            .rules
            .iter()
            .filter(|r| &*r.id == "money.before")
            .count()
    });
    assert_eq!(rules, Some(0));
    assert_ne!(packs.hash(), Packs::builtin().hash());
}
