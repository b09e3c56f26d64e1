//! What repair makes of damage made by code from our own sentences, beside the rates that `matrix.rs` holds: what is
//! reported, what can be undone, what is no damage.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use claimsift_model::{Repair, RepairKind};
use common::{CODECS, SENTENCES, damage, doc, wrong};

#[test]
fn three_times_in_three_codecs() {
    let once = damage(SENTENCES[0].1, "windows-1252", |_| true);
    let twice = damage(&once, "windows-1250", |_| true);
    let mixed = damage(&twice, "windows-1252", |_| true);
    assert_eq!(doc(mixed.as_bytes()).text(), SENTENCES[0].1);
}

#[test]
fn references_that_spell_no_damage_stay() {
    let plain = "Caf&eacute; &amp; th&eacute; &laquo;&nbsp;noir&nbsp;&raquo;";
    assert_eq!(doc(plain.as_bytes()).text(), plain);
}

#[test]
fn merged_spaces_are_given_back() {
    let truth = SENTENCES[0].1;
    for codec in ["windows-1252", "windows-1250", "windows-1254"] {
        let damaged = damage(truth, codec, |c| c != '’');
        let merged = damaged.replace('\u{a0}', " ").replace("  ", " ");
        let out = doc(merged.as_bytes());
        assert_eq!(out.text(), truth, "{codec}");
        let spaces = out
            .repairs()
            .iter()
            .filter(|r| r.damage.kind == RepairKind::MergedSpace);
        assert!(spaces.clone().count() > 1 && spaces.clone().all(|r| r.damage.lossy));
    }
}

#[test]
fn two_dumps_in_one() {
    let (a, b) = (SENTENCES[0].1, SENTENCES[5].1);
    let both = format!(
        "{}\n{}",
        damage(a, "windows-1250", |_| true),
        damage(b, "windows-1252", |_| true)
    );
    assert_eq!(doc(both.as_bytes()).text(), format!("{a}\n{b}"));
}

#[test]
fn clean_text_stays() {
    let mut all = String::new();
    for (lang, text) in SENTENCES {
        for variant in [text.to_owned(), text.to_uppercase(), quoted(text)] {
            assert_eq!(doc(variant.as_bytes()).text(), variant, "{lang}");
            all.push_str(&variant);
            all.push('\n');
        }
    }
    let doc = doc(all.as_bytes());
    assert_eq!(doc.text(), all);
    assert!(doc.repairs().is_empty());
}

fn quoted(text: &str) -> String {
    let words = text.split(' ').map(|w| format!("«{}»", w.to_uppercase()));
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn one_word_is_enough_where_it_is_plain() {
    assert_eq!(doc("un cafÃ© noir".as_bytes()).text(), "un café noir");
    assert_eq!(
        doc("It’s â€œfineâ€\u{9d}, he said".as_bytes()).text(),
        "It’s “fine”, he said"
    );
    for clean in [
        "SÃO",
        "AMANHÃ…",
        "«MAÇÃ»",
        "Å… det var",
        "В°",
        "Â",
        "naïve café",
    ] {
        assert_eq!(doc(clean.as_bytes()).text(), clean);
    }
}

/// What stood there, in bytes: those that are no characters are told as `\xE9`.
fn before(repair: &Repair<'_>) -> Vec<u8> {
    let bytes = repair.before.as_bytes();
    if repair.damage.kind != RepairKind::FaultyBytes {
        return bytes.to_vec();
    }
    let (mut all, mut rest) = (Vec::new(), bytes);
    while let Some((first, others)) = rest.split_first() {
        let number = rest.strip_prefix(b"\\x").and_then(|r| r.get(..2));
        let number = number.and_then(|n| u8::from_str_radix(str::from_utf8(n).ok()?, 16).ok());
        all.push(number.unwrap_or(*first));
        rest = if number.is_some() { &rest[4..] } else { others };
    }
    all
}

/// The report in reverse gives the input back.
fn undone(input: &[u8], what: &str) {
    let out = doc(input);
    let mut back = Vec::new();
    let (mut at, mut raw) = (0, 0);
    for r in out.repairs().iter() {
        let of = out.raw(r.text);
        back.extend_from_slice(&out.text().as_bytes()[at..r.text.range().start]);
        assert_eq!(back.len(), of.range().start, "{what}");
        assert!(raw <= of.range().start, "{what}");
        let before = before(&r);
        assert_eq!(before, input[of.range()], "{what}");
        back.extend_from_slice(&before);
        (at, raw) = (r.text.range().end, of.range().end);
    }
    back.extend_from_slice(&out.text().as_bytes()[at..]);
    assert_eq!(back, input, "{what}");
}

#[test]
fn repairs_can_be_undone() {
    type Kind = (&'static str, fn(&str) -> String);
    let kinds: [Kind; 8] = [
        ("once", str::to_owned),
        ("twice", |d| damage(d, "windows-1252", |_| true)),
        ("merged", |d| d.replace('\u{a0}', " ").replace("  ", " ")),
        ("straight", |d| {
            d.replace(['‘', '’'], "'").replace(['“', '”', '„'], "\"")
        }),
        ("stripped", |d| {
            d.replace(|c: char| c.is_control() && c != '\n', "")
        }),
        ("lost", |d| {
            d.replace(|c: char| c.is_control() && c != '\n', "\u{FFFD}")
        }),
        ("lowered", str::to_lowercase),
        ("written", |d| {
            let one = |c: char| {
                if c.is_ascii() {
                    c.to_string()
                } else {
                    format!("&#{};", u32::from(c))
                }
            };
            d.chars().map(one).collect()
        }),
    ];
    for (lang, truth) in SENTENCES {
        for codec in CODECS {
            for (kind, further) in kinds {
                let damaged = further(&damage(truth, codec, |_| true));
                undone(damaged.as_bytes(), &format!("{lang} {codec} {kind}"));
            }
        }
    }
}

#[test]
fn a_word_of_one_letter_before_a_name_or_a_quote() {
    let truth =
        "Née à Lyon, elle a étudié à « Jussieu », puis à “Gand” et à Évora : là, à côté d’Élise.\n";
    for codec in ["windows-1252", "windows-1250", "iso-8859-15"] {
        let damaged = damage(truth, codec, |c| !"’«»“”".contains(c));
        let merged = damaged.replace('\u{a0}', " ").replace("  ", " ");
        assert_eq!(doc(merged.as_bytes()).text(), truth, "{codec}");
    }
    assert_eq!(
        doc("On va Ã\u{a0} Gand.".as_bytes()).text(),
        "On va à Gand."
    );
    assert_eq!(doc("et voilĂ\u{a0}".as_bytes()).text(), "et voilà");
    for clean in ["IRMÃ\u{a0}de", "la lettre Ă est", "MAÇÃ\u{a0}"] {
        assert_eq!(doc(clean.as_bytes()).text(), clean);
    }
}

#[test]
fn what_it_is_damaged_by_is_reported() {
    let text = format!("un caf{} noir", wrong('é', "windows-1250"));
    let doc = doc(text.as_bytes());
    let r = doc.repairs().get(0).unwrap();
    assert_eq!((r.before, doc.slice(r.text)), ("Ă©", "é"));
    let damage = r.damage;
    assert_eq!(
        (&*damage.chain, damage.kind, damage.lossy),
        ("windows-1250", RepairKind::Mojibake, false)
    );
    assert_eq!(doc.raw(r.text).range(), 6..10);
}

#[test]
fn mixed_up_charsets() {
    for (i, written, read_as) in [
        (5, "iso-8859-2", "windows-1252"),
        (12, "windows-1251", "windows-1252"),
        (12, "koi8-r", "windows-1251"),
    ] {
        // A few lines are too little to go by.
        let truth = SENTENCES[i].1.repeat(4);
        let of = |label: &str| encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let (bytes, _, lost) = of(written).encode(&truth);
        assert!(!lost);
        let (mixed, _) = of(read_as).decode_without_bom_handling(&bytes);
        let out = doc(mixed.as_bytes());
        assert_eq!(out.text(), truth, "{written} read as {read_as}");
        assert!(
            out.repairs()
                .iter()
                .all(|r| r.damage.kind == RepairKind::MixUp && !r.damage.lossy)
        );
    }
}

/// At least so many of our texts come out whole, and what had to be supposed is said.
fn lossy(kind: RepairKind, codec: &str, least: usize, make: impl Fn(&str) -> String) {
    let (mut right, mut kinds) = (0, 0);
    for (_, truth) in SENTENCES {
        let truth = [truth; 4].join("\n");
        let out = doc(make(&damage(&truth, codec, |_| true)).as_bytes());
        right += usize::from(out.text() == truth);
        kinds += out
            .repairs()
            .iter()
            .filter(|r| r.damage.kind == kind)
            .count();
        assert!(
            out.repairs()
                .iter()
                .filter(|r| r.damage.kind == kind)
                .all(|r| r.damage.lossy)
        );
    }
    assert!(
        right >= least && kinds > 0,
        "{codec}: {right} whole, {kinds} repairs"
    );
}

#[test]
fn stripped_controls() {
    let strip = |text: &str| text.replace(|c: char| c.is_control() && c != '\n', "");
    lossy(RepairKind::StrippedControls, "windows-1252", 13, strip);
    lossy(RepairKind::StrippedControls, "iso-8859-2", 5, strip);
}

#[test]
fn straightened_quotes() {
    let straighten = |text: &str| {
        text.replace(['‘', '’', '‚'], "'")
            .replace(['“', '”', '„'], "\"")
    };
    lossy(RepairKind::Straightened, "windows-1252", 13, straighten);
}

#[test]
fn lost_bytes() {
    let lose = |text: &str| {
        let lost = |c: char| {
            if c.is_control() && c != '\n' {
                '\u{FFFD}'
            } else {
                c
            }
        };
        text.chars().map(lost).collect()
    };
    lossy(RepairKind::LostBytes, "windows-1252", 13, lose);
}

#[test]
fn lower_cased() {
    let lower = |text: &str| {
        let small = |c: char| {
            if c.is_ascii() {
                c
            } else {
                c.to_lowercase().next().unwrap_or(c)
            }
        };
        text.chars().map(small).collect()
    };
    lossy(RepairKind::Lowered, "windows-1252", 8, lower);
}

#[test]
fn whole_is_the_same_as_parts() {
    // Where each part holds evidence enough.
    for (lang, truth) in SENTENCES {
        for codec in CODECS {
            let part = damage(truth, codec, |_| true);
            let whole = [part.as_str(); 5].join("\n");
            let parts = [doc(part.as_bytes()).text(); 5].join("\n");
            assert_eq!(doc(whole.as_bytes()).text(), parts, "{lang} {codec}");
        }
    }
}

#[test]
fn controls_and_wide_text() {
    let text = "parl\u{e9}\u{85} Tu sais, \u{93}oui\u{94} dit-il";
    assert_eq!(doc(text.as_bytes()).text(), "parlé… Tu sais, “oui” dit-il");
    for (_, truth) in SENTENCES {
        let little: Vec<u8> = truth.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(doc(&little).text(), truth);
        let four: Vec<u8> = truth
            .chars()
            .flat_map(|c| u32::from(c).to_be_bytes())
            .collect();
        assert_eq!(doc(&four).text(), truth);
    }
}

#[test]
fn faulty_bytes_beside_other_damage_are_undone_too() {
    for (lang, truth) in SENTENCES {
        let mut bytes = damage(truth, "windows-1250", |_| true).into_bytes();
        bytes.extend_from_slice(b"\nun caf\xE9 noir ");
        bytes.extend_from_slice(damage(truth, "windows-1252", |_| true).as_bytes());
        undone(&bytes, lang);
    }
}

#[test]
fn soft_hyphens_are_no_damage() {
    let out = doc("la télé\u{ad}vi\u{ad}sion exté\u{ad}rieure".as_bytes());
    assert!(out.repairs().is_empty() && out.notes().is_empty());
}

#[test]
fn what_is_left_is_noted() {
    let out = doc("un caf\u{FFFD} et un th\u{FFFD}".as_bytes());
    assert!(out.repairs().is_empty());
    assert!(out.notes().iter().any(|n| n.text.contains("U+FFFD")));
}

/// Good text that looks like damage: signs behind capitals, notes, line art, phonetics, other scripts.
const GOOD: [&str; 17] = [
    "FÃ de automobilismo, a IRMÃ dela comprou LÃ e MAÇÃ…",
    "Depois de amanhã: «AMANHÃ», “MANHÔ e ‘IRMÃ’ — não é ROMÃ?",
    "Limba română: NICIODATĂ™, «CASĂ», MAMĂ… VIAȚĂ – și BĂRBAȚI",
    "«ΚΑΛΗΜΈΡΑ», “Ναί”, ’ς τον καιρό… «Ώρα» Ά· Έ·",
    "∀x ∈ ℝ: x² ≥ 0 ± ½ ÷ ¼ × ¾ ≠ ∞ ¬p ∨ q √2 ≈ 1,41 ∑∂∏",
    "let s = \"Â\"; let t = 'Ã'; // Ä, Å, Æ — « è » ; regex: [À-ÿ]+ [Ã-Ö]",
    "/ˈʃaːtɔ̃/ [ɛ̃] ‹â› ‹ê› ⟨ã⟩ ˈœ̃ – œ̃, dʒ, θ, ð",
    "Estoit jà là, où nostre roy fust né ; qu’il eust esté à Sainct-Denys.",
    "M. Â. Ângelo, Å. Ångström, Ã. Ñáñez, Ø. Ødegård, Þ. Þórðarson, Đ. Đukić",
    "╔══════╦═════╗ ║ Ã ║ é ║ ╠══════╬═════╣ ║ à ║ ç ║ ╚══════╩═════╝ █░█░█░",
    "हिन्दी समाचार, বাংলা খবর, தமிழ் செய்தி 😀😃 👍🏽 ★★★☆☆ ✓ ♥ ♫",
    "det var en kald dag, “BÅDE” På‡ 3 av 4",
    "İSTANBUL’DA ŞİŞLİ’DE… «IĞDIR» “ÇAĞRI” ‘GÂVUR’ – ÂŞIK™ HÂLÂ",
    "ŁÓDŹ, „ŻÓŁĆ”, «GĘŚ», ŹDŹBŁO… UMĚNÍ† TŘETÍ‡ KŁĘBY–",
    "ĢĒRBONIS “ĻAUDIS” «ŪDENS»… Rīgā™ “KĀ” – ā…",
    "MERG ÎMPREUNĂ† pe drum",
    "Днес е хубаво, Румунії… «ЁЖ», “Чё”, Ђак, љубав, њива и № 5",
];

#[test]
fn good_text_that_looks_like_damage_stays() {
    for line in GOOD {
        let words = line.split(' ').filter(|word| word.chars().count() > 1);
        for text in words.chain([line, &line.to_uppercase(), &line.replace(' ', "\u{a0}")]) {
            let out = doc(text.as_bytes());
            assert_eq!(out.text(), text);
        }
    }
}

#[test]
fn letters_with_a_note_or_in_quotes_stay() {
    for text in [
        "О†",
        "и С‡ и",
        "Ο†",
        "Ğ†",
        "Å\u{ad}",
        "её‰",
        "зі†",
        "Ù´",
        "Ý¨",
        "íž¨",
    ] {
        assert_eq!(doc(text.as_bytes()).text(), text);
    }
}

#[test]
fn words_of_any_script() {
    for word in [
        "हिन्दी",
        "தமிழ்",
        "ქართული",
        "Հայերեն",
        "简体中文",
        "한국어",
        "עברית",
        "አማርኛ",
    ] {
        let damaged = damage(word, "windows-1252", |_| true);
        assert_eq!(doc(damaged.as_bytes()).text(), word);
    }
    let notes = format!("la la la{} fin", damage("♫", "windows-1252", |_| true));
    assert_eq!(doc(notes.as_bytes()).text(), "la la la♫ fin");
    let accents = "e\u{301}te\u{301} pre\u{302}t";
    let damaged = damage(accents, "windows-1252", |_| true);
    assert_eq!(doc(damaged.as_bytes()).text(), accents);
}
