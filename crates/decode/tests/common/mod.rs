//! Our own sentences, ways to damage them, and a small source of deterministic chance.

#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "../../src/dos.rs"]
mod dos;

use claimsift_decode::{Options, document};
use claimsift_model::{Document, Record};
use encoding_rs::Encoding;

/// Language and a few sentences of our own.
pub(crate) const SENTENCES: [(&str, &str); 17] = [
    (
        "fr",
        "Les élèves ont fêté Noël à l’école où ils étaient reçus.\nLa forêt brûlait déjà, là-bas, près du château.\nÀ Orléans, l’été a été très sec.",
    ),
    (
        "de",
        "Über den Dächern hörte man die müden Vögel.\nDie Straße führt in größeren Bögen um Köln.\nÄrzte prüfen jährlich fünf Präparate.",
    ),
    (
        "pt",
        "A estação não abriu às três da manhã.\nO avô dançou à noite com os irmãos e as irmãs.\nAções da empresa caíram até três por cento.",
    ),
    (
        "es",
        "El niño soñó con un pájaro azul mañana.\n¿Cuándo llegó el camión a la estación?\nSegún él, habrá más años así.",
    ),
    (
        "it",
        "La città è più bella perché c’è il mare.\nPerò nessuno può dire quando finirà.\nLunedì andrò in un caffè.",
    ),
    (
        "pl",
        "Żółta łódź płynęła wśród gęstej mgły.\nKsiądz źle spał, więc poszedł później.\nDziś będą świeże jabłka i gruszki.",
    ),
    (
        "cs",
        "Příští středu přijede můj žlutý vůz.\nDěti běžely k řece a křičely štěstím.\nŽádný člověk není úplně stejný.",
    ),
    (
        "sk",
        "Môj otec kúpil šesť veľkých dýň.\nĽudia včera čakali na vlak štyri hodiny.\nDážď zmyl všetky stopy.",
    ),
    (
        "hu",
        "Az őszi erdő gyönyörű színű.\nHűvös szél fújt, és a fűszál lehajolt.\nA bíró később döntött az ügyről.",
    ),
    (
        "ro",
        "Fetița își caută mâine pisica în grădină.\nȚara are multe păduri și râuri.\nÎn față stă o casă înaltă.",
    ),
    (
        "tr",
        "Çocuklar güneşli günde şarkı söyledi.\nİki yaşlı ağaç yağmurda ışıldıyordu.\nDün akşam çok soğuktu.",
    ),
    (
        "vi",
        "Buổi sáng mẹ tôi nấu phở rất ngon.\nTrẻ em được nghỉ học vì trời mưa lớn.\nNgười dân làng trồng lúa bên sông.",
    ),
    (
        "ru",
        "Вчера вечером мы гуляли у реки.\nШкольники читали новые книги вслух.\nЗавтра ожидается сильный ветер.",
    ),
    (
        "uk",
        "Їжак їв яблука під нашою грушею.\nУчора ввечері йшов дощ, і річка піднялася.",
    ),
    (
        "el",
        "Το πρωί ήπιαμε καφέ δίπλα στη θάλασσα.\nΗ γιαγιά μας έφτιαξε γλυκό από σύκα.",
    ),
    (
        "lv",
        "Vakarā bērni spēlējās pie jūras.\nĶirši šogad ir īpaši saldi un lēti.\nMēs gājām mājās pa ceļu.",
    ),
    (
        "sv",
        "Gården låg öde när våren kom åter.\nPå ängen växte blåklockor överallt.",
    ),
];

/// Charsets that UTF-8 gets read as, by the labels of encoding_rs; behind them those that it does not have.
pub(crate) const ALL_CODECS: [&str; 12] = [
    "windows-1252",
    "windows-1250",
    "iso-8859-2",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1257",
    "macintosh",
    "iso-8859-15",
    LATIN_1,
    "ibm437",
    "ibm850",
];

/// Those that encoding_rs has.
pub(crate) const CODECS: [&str; 8] = *ALL_CODECS.first_chunk().unwrap();

/// Real latin-1, which WHATWG reads as windows-1252.
const LATIN_1: &str = "latin-1, in truth";

/// What `codec` reads `byte` as; nothing where it does not define it.
pub(crate) fn read_as(byte: u8, codec: &str) -> Option<char> {
    let dos = |table: &str| table.chars().nth(usize::from(byte & 0x7F));
    match codec {
        _ if byte < 0x80 => Some(char::from(byte)),
        LATIN_1 => Some(char::from(byte)),
        "ibm437" => dos(dos::CP437),
        "ibm850" => dos(dos::CP850),
        _ => {
            let encoding = Encoding::for_label(codec.as_bytes()).unwrap();
            let bytes = [byte];
            let (text, _) = encoding.decode_without_bom_handling(&bytes);
            text.chars().next().filter(|c| *c != '\u{FFFD}')
        }
    }
}

/// `c` encoded as UTF-8 and read as `codec`.
pub(crate) fn wrong(c: char, codec: &str) -> String {
    let mut buffer = [0; 4];
    let bytes = c.encode_utf8(&mut buffer).bytes();
    bytes
        .map(|b| read_as(b, codec).unwrap_or_else(|| char::from(b)))
        .collect()
}

/// Damages each character beyond ASCII that `hit` picks.
pub(crate) fn damage(text: &str, codec: &str, mut hit: impl FnMut(char) -> bool) -> String {
    text.chars()
        .map(|c| {
            if !c.is_ascii() && hit(c) {
                wrong(c, codec)
            } else {
                c.to_string()
            }
        })
        .collect()
}

pub(crate) fn doc(bytes: &[u8]) -> Document {
    let record = Record {
        bytes: bytes.into(),
        ..Record::default()
    };
    document(record, &Options::default())
}

/// Deterministic numbers.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}
