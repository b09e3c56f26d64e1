//! What holds for any bytes: no panic, offsets that lead back, repair that is done once and for all.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use claimsift_decode::{Options, document};
use claimsift_model::{Record, TextSpan};
use common::{CODECS, Dice, SENTENCES, damage, doc};

const LABELS: [&str; 12] = [
    "utf-8",
    "windows-1252",
    "windows-1251",
    "windows-1253",
    "shift_jis",
    "gbk",
    "big5",
    "euc-kr",
    "iso-2022-jp",
    "gb18030",
    "utf-16le",
    "utf-16be",
];

/// Bytes with a taste for what is hard: leads, follows, zeros, marks, entities.
fn bytes(dice: &mut Dice) -> Vec<u8> {
    let pieces: [&[u8]; 14] = [
        b"\xC3",
        b"\xA9",
        b"\xE2\x80",
        b"\xF0\x9F",
        b"\0",
        b"\xFF\xFE",
        b"\xEF\xBB\xBF",
        b" ",
        b"&Atilde;",
        b"&copy;",
        b"abc",
        "Ã©".as_bytes(),
        "Ă ".as_bytes(),
        "\n".as_bytes(),
    ];
    let mut all = Vec::new();
    for _ in 0..dice.roll(40) {
        match dice.roll(3) {
            0 => all.push(u8::try_from(dice.roll(256)).unwrap()),
            _ => all.extend_from_slice(pieces[dice.roll(pieces.len())]),
        }
    }
    all
}

#[test]
fn any_bytes_give_a_document() {
    let mut dice = Dice(1);
    for i in 0..2000 {
        let bytes = bytes(&mut dice);
        let record = Record {
            bytes: bytes.as_slice().into(),
            ..Record::default()
        };
        let options = Options {
            encoding: (i % 2 == 0).then(|| LABELS[dice.roll(LABELS.len())].to_owned()),
            ..Options::default()
        };
        let doc = document(record, &options);
        let mut end = 0;
        for (at, c) in doc.text().char_indices() {
            let span = TextSpan::new(
                u32::try_from(at).unwrap(),
                u32::try_from(at + c.len_utf8()).unwrap(),
            );
            let raw = doc.raw(span);
            assert!(raw.start() <= raw.end() && raw.range().end <= bytes.len());
            assert!(raw.end() >= end, "{bytes:x?}");
            end = raw.end();
        }
    }
}

#[test]
fn offsets_lead_back_through_legacy_charsets() {
    for (text, label) in [
        (SENTENCES[12].1, "windows-1251"),
        (SENTENCES[12].1, "koi8-r"),
        (SENTENCES[0].1, "windows-1252"),
        (SENTENCES[14].1, "iso-8859-7"),
        ("日本語のテキスト、abc、改行\nカタカナ", "shift_jis"),
        ("日本語のテキスト、abc、改行\nカタカナ", "euc-jp"),
        ("中文文本 and ASCII 混合", "gb18030"),
        ("한국어 텍스트", "euc-kr"),
    ] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let (bytes, _, _) = encoding.encode(text);
        let record = Record {
            bytes: bytes.as_ref().into(),
            charset: Some(label.to_owned()),
            ..Record::default()
        };
        let doc = document(record, &Options::default());
        if doc.text() != text {
            // iso-8859-7 has no curly quotes and the like; what was encoded is what counts.
            continue;
        }
        for (at, c) in text.char_indices() {
            let start = u32::try_from(at).unwrap();
            let raw = doc.raw(TextSpan::new(
                start,
                start + u32::try_from(c.len_utf8()).unwrap(),
            ));
            let (back, _) = encoding.decode_without_bom_handling(&bytes[raw.range()]);
            assert_eq!(back, c.to_string(), "{label} at {at}");
        }
    }
}

#[test]
fn raw_spans_decode_and_repair_to_their_text() {
    for (lang, truth) in SENTENCES {
        for codec in CODECS {
            let damaged = damage(truth, codec, |_| true);
            let doc = doc(damaged.as_bytes());
            assert_eq!(doc.text(), truth, "{lang} {codec}");
            for (at, c) in truth.char_indices() {
                let start = u32::try_from(at).unwrap();
                let raw = doc.raw(TextSpan::new(
                    start,
                    start + u32::try_from(c.len_utf8()).unwrap(),
                ));
                let want = if c.is_ascii() {
                    c.to_string()
                } else {
                    common::wrong(c, codec)
                };
                assert_eq!(damaged[raw.range()], want, "{lang} {codec}");
            }
        }
    }
}

#[test]
fn repair_is_idempotent() {
    let mut dice = Dice(9);
    for _ in 0..800 {
        let once = doc(&bytes(&mut dice)).text().to_owned();
        // At the start of a file it is a byte order mark.
        let once = once.trim_start_matches('\u{FEFF}');
        let again = doc(once.as_bytes());
        assert_eq!(again.text(), once);
    }
    for (lang, truth) in SENTENCES {
        for codec in CODECS {
            for odds in [2, 3, 10] {
                let damaged = damage(truth, codec, |_| dice.roll(odds) != 0).to_lowercase();
                let once = doc(damaged.as_bytes()).text().to_owned();
                assert_eq!(doc(once.as_bytes()).text(), once, "{lang} {codec}");
            }
        }
    }
}

#[test]
fn faulty_bytes_are_read_alone() {
    let mut bytes = "L’été est là, ".as_bytes().to_vec();
    bytes.extend(b"caf\xE9 \x93ouvert\x94 ");
    bytes.extend("près d’ici".as_bytes());
    let doc = doc(&bytes);
    assert_eq!(doc.text(), "L’été est là, café “ouvert” près d’ici");
    assert_eq!(doc.decoding().encoding, "UTF-8");
    assert_eq!(doc.repairs().len(), 3);
    assert_eq!(
        bytes[doc.raw(doc.repairs().get(0).unwrap().text).range()],
        [0xE9]
    );
}

#[test]
fn a_character_cut_off_at_the_end() {
    let doc = doc(b"L\xE2\x80\x99\xC3\xA9t\xC3\xA9 \xE2\x80");
    assert_eq!(doc.text(), "L’été \u{FFFD}");
    let r = doc.repairs().get(0).unwrap();
    assert_eq!(r.before, "\\xE2\\x80");
    assert_eq!(doc.raw(r.text).range(), 10..12);
}

#[test]
fn a_mark_counts_in_raw_offsets_only() {
    let doc = doc(b"\xEF\xBB\xBFabc");
    assert_eq!(doc.text(), "abc");
    assert_eq!(doc.raw(TextSpan::new(0, 1)).range(), 3..4);
}
