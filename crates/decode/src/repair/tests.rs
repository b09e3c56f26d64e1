//! Texts of several pieces: what holds for one piece holds for them.

use std::borrow::Cow;

use super::{chain::Reader, pieces, repair_in_pieces};
use crate::codecs::Codec;
use crate::decode::Decoded;

/// Plain news of our own, with letters beyond ASCII in most words.
const TEXTS: [&str; 4] = [
    "Le maire a présenté mardi le projet d’école maternelle, à côté du théâtre rénové. Près de là, un café à \
     l’enseigne bleue rouvrira dès février ; « rien n’est joué », répète la gérante.\n",
    "Der Müller fährt für zwölf Gäste über die schöne Brücke, während später die Bäckerei öffnet.\n",
    "Większość sąsiadów już śpi, gdy późną nocą wyjeżdża ostatni żółty tramwaj z pętli.\n",
    "Наступної суботи відкриють міст через річку, і діти підуть до школи новим шляхом.\n",
];

fn damage(text: &str, codec: Codec) -> String {
    let wrong = |c: char| {
        let mut buffer = [0; 4];
        let bytes = c.encode_utf8(&mut buffer).bytes();
        bytes
            .map(|b| {
                if b < 0x80 {
                    char::from(b)
                } else {
                    codec.char(b)
                }
            })
            .collect::<String>()
    };
    text.chars().map(wrong).collect()
}

/// Several times longer than the longest piece tried, in one codec and in two.
fn damaged() -> Vec<String> {
    let codecs = Codec::all().collect::<Vec<_>>();
    let clean = TEXTS.concat().repeat(4);
    let mut all: Vec<String> = codecs.iter().map(|c| damage(&clean, *c)).collect();
    all.push(damage(&damage(&clean, codecs[0]), codecs[2]));
    all.push(format!(
        "{}{clean}{}",
        damage(&clean, codecs[0]),
        damage(&clean, codecs[2])
    ));
    all.push(damage(&clean, codecs[2]).replace('\n', " "));
    all.push(
        damage(&clean, codecs[2])
            .replace('\u{a0}', " ")
            .replace("  ", " "),
    );
    all
}

fn repaired(text: &str, longest: usize) -> Decoded<'_> {
    let mut decoded = Decoded {
        text: Cow::Borrowed(text),
        ..Decoded::default()
    };
    repair_in_pieces(&mut decoded, &mut Vec::new(), longest);
    decoded
}

const LONGEST: [usize; 4] = [48, 200, 777, 4096];

#[test]
fn repairing_pieces_twice_changes_nothing() {
    for text in damaged() {
        for longest in LONGEST {
            let once = repaired(&text, longest).text.into_owned();
            assert_eq!(repaired(&once, longest).text, once, "{longest}");
        }
    }
}

#[test]
fn the_report_of_pieces_leads_back() {
    for text in damaged() {
        for longest in LONGEST {
            let decoded = repaired(&text, longest);
            let (mut back, mut at) = (String::new(), 0);
            let mut raw_end = 0;
            for repair in decoded.repairs.iter() {
                let span = repair.text.range();
                back.push_str(&decoded.text[at..span.start]);
                back.push_str(repair.before);
                at = span.end;
                let raw = decoded.map.raw(repair.text);
                assert_eq!(&text[raw.range()], repair.before, "{longest}");
                assert!(raw.start() >= raw_end);
                raw_end = raw.end();
            }
            back.push_str(&decoded.text[at..]);
            assert!(back == text, "{longest}");
        }
    }
}

#[test]
fn no_piece_ends_inside_a_sequence() {
    let clean = TEXTS.concat();
    for codec in Codec::all() {
        // One long line.
        let text = damage(&clean, codec).replace('\n', " ");
        for longest in 300..340 {
            let ends = pieces::pieces(&text, longest).scan(0, |at, piece| {
                *at += piece.len();
                Some(*at)
            });
            for end in ends {
                let inside = (end.saturating_sub(8)..end)
                    .filter(|start| text.is_char_boundary(*start))
                    .filter_map(|start| {
                        Reader::plain(&text).read(u32::try_from(start).ok()?, &[codec])
                    })
                    .any(|(c, to)| !c.is_ascii() && to as usize > end);
                assert!(!inside, "{} {longest} {end}", codec.label());
            }
        }
    }
}
