//! The same documents in every container: whole, cut and corrupted. All fixtures are built here.
#![allow(clippy::unwrap_used)] // a test may

use std::io::{Cursor, Write};
use std::sync::Arc;

use claimsift_intake::{Fault, Format, Options, from_reader};
use claimsift_model::{Markup, Record};

const TEXTS: [&str; 3] = [
    "La mairie a payé 12 000 euros pour trois bancs.",
    "The plant, \"Sun & Wind\", makes 40 MW;\nit cost 9 million.",
    "Rien à signaler : 3 % de hausse.",
];

fn read(name: &str, bytes: Vec<u8>) -> Vec<Result<Record, Fault>> {
    read_with(name, bytes, Options::default())
}

fn read_with(name: &str, bytes: Vec<u8>, options: Options) -> Vec<Result<Record, Fault>> {
    from_reader(name, Cursor::new(bytes), options).collect()
}

fn texts(items: &[Result<Record, Fault>]) -> Vec<String> {
    let records = items.iter().filter_map(|i| i.as_ref().ok());
    records
        .map(|r| String::from_utf8(r.bytes.to_vec()).unwrap())
        .collect()
}

fn faults(items: &[Result<Record, Fault>]) -> Vec<&Fault> {
    items.iter().filter_map(|i| i.as_ref().err()).collect()
}

fn jsonl() -> Vec<u8> {
    let lines = TEXTS
        .iter()
        .map(|t| serde_json::json!({"text": t}).to_string() + "\n");
    lines.collect::<String>().into_bytes()
}

fn json() -> Vec<u8> {
    let rows: Vec<_> = TEXTS
        .iter()
        .map(|t| serde_json::json!({"text": t, "tags": [{"a": 1}, []]}))
        .collect();
    serde_json::to_string_pretty(&rows).unwrap().into_bytes()
}

fn csv(mark: &str) -> Vec<u8> {
    let rows = TEXTS
        .iter()
        .map(|t| format!("x{mark}\"{}\"\r\n", t.replace('"', "\"\"")));
    (format!("title{mark}text\r\n") + &rows.collect::<String>()).into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut bz = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
    bz.write_all(bytes).unwrap();
    bz.finish().unwrap()
}

fn xz(bytes: &[u8]) -> Vec<u8> {
    let options = lzma_rust2::XzOptions::with_preset(1);
    let mut xz = lzma_rust2::XzWriter::new(Vec::new(), options).unwrap();
    xz.write_all(bytes).unwrap();
    xz.finish().unwrap()
}

fn tar() -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (i, text) in TEXTS.iter().enumerate() {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        tar.append_data(&mut header, format!("d/{i}.txt"), text.as_bytes())
            .unwrap();
    }
    tar.into_inner().unwrap()
}

fn zip() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (i, text) in TEXTS.iter().enumerate() {
        zip.start_file(
            format!("d/{i}.txt"),
            zip::write::SimpleFileOptions::default(),
        )
        .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn warc_record(kind: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <http://e.org/a>\r\nWARC-Date: 2024-01-02T03:04:05Z\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(text: &str, fields: &str) -> Vec<u8> {
    let block =
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n{fields}\r\n{text}");
    warc_record(
        "response",
        "application/http; msgtype=response",
        block.as_bytes(),
    )
}

fn warc() -> Vec<u8> {
    let chunked = format!("{:x}\r\n{}\r\n0\r\n\r\n", TEXTS[2].len(), TEXTS[2]);
    [
        warc_record("warcinfo", "application/warc-fields", b"software: x\r\n"),
        response(TEXTS[0], ""),
        warc_record("conversion", "text/plain", TEXTS[1].as_bytes()),
        response(&chunked, "Transfer-Encoding: chunked\r\n"),
    ]
    .concat()
}

fn parquet() -> Vec<u8> {
    use parquet::data_type::{ByteArray, ByteArrayType};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    let schema = "message m { required binary text (UTF8); required binary title (UTF8); }";
    let schema = Arc::new(parquet::schema::parser::parse_message_type(schema).unwrap());
    let properties = Arc::new(WriterProperties::builder().build());
    let mut file = SerializedFileWriter::new(Vec::new(), schema, properties).unwrap();
    let mut group = file.next_row_group().unwrap();
    while let Some(mut column) = group.next_column().unwrap() {
        let cells: Vec<_> = TEXTS.iter().map(|t| ByteArray::from(*t)).collect();
        column
            .typed::<ByteArrayType>()
            .write_batch(&cells, None, None)
            .unwrap();
        column.close().unwrap();
    }
    group.close().unwrap();
    file.into_inner().unwrap()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;")
}

fn feed() -> Vec<u8> {
    let items = TEXTS.iter().map(|t| {
        format!("<item><title>T</title><pubDate>Tue, 18 Nov 2025 08:00:00 GMT</pubDate><description>{}</description></item>", escaped(t))
    });
    format!(
        "<?xml version=\"1.0\"?><rss><channel><title>c</title>{}</channel></rss>",
        items.collect::<String>()
    )
    .into_bytes()
}

fn wiki() -> Vec<u8> {
    let pages = TEXTS.iter().map(|t| {
        format!("<page><title>T</title><ns>0</ns><id>7</id><revision><id>8</id><text>{}</text></revision></page>", escaped(t))
    });
    format!(
        "<mediawiki>{}<page><ns>1</ns></page></mediawiki>",
        pages.collect::<String>()
    )
    .into_bytes()
}

fn all() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("jsonl", jsonl()),
        ("json", json()),
        ("csv", csv(",")),
        ("tsv", csv("\t")),
        ("semicolons", csv(";")),
        ("tar", tar()),
        ("zip", zip()),
        ("warc", warc()),
        ("parquet", parquet()),
        ("feed", feed()),
        ("wiki", wiki()),
    ]
}

#[test]
fn the_same_documents_come_out_of_every_container_and_compression() {
    for (name, bytes) in all() {
        let packed = [
            ("plain", bytes.clone()),
            ("gzip", gzip(&bytes)),
            ("zstd", zstd::encode_all(&bytes[..], 3).unwrap()),
            ("bzip2", bzip2(&bytes)),
            ("xz", xz(&bytes)),
            (
                "two members",
                [gzip(&bytes[..9]), gzip(&bytes[9..])].concat(),
            ),
        ];
        for (codec, packed) in packed {
            let items = read("dump", packed);
            assert!(
                faults(&items).is_empty(),
                "{name} {codec}: {:?}",
                faults(&items)[0]
            );
            assert_eq!(texts(&items), TEXTS, "{name} {codec}");
        }
    }
}

#[test]
fn what_is_cut_or_corrupted_is_reported_and_never_panics() {
    for (name, bytes) in all() {
        for cut in (1..bytes.len()).step_by(7) {
            let items = read_with("dump", bytes[..cut].to_vec(), Options::default());
            // Only what was whole may come out; a line of a table or a text may be cut without a trace.
            if !matches!(name, "csv" | "tsv" | "semicolons") && cut > 512 {
                let whole = texts(&items).iter().all(|t| TEXTS.contains(&t.as_str()));
                assert!(whole, "{name} cut at {cut}: {:?}", texts(&items));
            }
        }
        for at in (0..bytes.len()).step_by(11) {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x55;
            let _ = read("dump", bytes);
        }
    }
}

#[test]
fn a_cut_gzip_gives_what_came_before_and_says_where() {
    let many: Vec<u8> = (0..20_000)
        .flat_map(|i: u32| {
            format!(
                "{{\"id\":{i},\"text\":\"{}\"}}\n",
                i.wrapping_mul(2_654_435_761)
            )
            .into_bytes()
        })
        .collect();
    let packed = gzip(&many);
    let items = read("dump.jsonl.gz", packed[..packed.len() / 2].to_vec());
    assert!(texts(&items).len() > 5000);
    let found = faults(&items);
    assert!(found.len() == 1 && found[0].is_bad_container(), "{found:?}");
    assert!(
        found[0].to_string().contains("ends early, at byte"),
        "{}",
        found[0]
    );
}

#[test]
fn a_broken_member_costs_itself_alone() {
    let mut members: Vec<_> = TEXTS.iter().map(|t| gzip(&response(t, ""))).collect();
    let middle = members[1].len() / 2;
    members[1][middle] ^= 0xFF;
    let items = read("a.warc.gz", members.concat());
    assert_eq!(texts(&items), [TEXTS[0], TEXTS[2]]);
    assert!(!faults(&items).is_empty());
}

#[test]
fn a_record_of_the_wrong_length_does_not_take_the_next_with_it() {
    let bytes = String::from_utf8(warc()).unwrap();
    let length = format!("Content-Length: {}\r\n\r\nLa", TEXTS[1].len()).replace("La", "The");
    let wrong = bytes.replace(&length, "Content-Length: 300\r\n\r\nThe");
    assert_ne!(bytes, wrong);
    let items = read("a.warc", wrong.into_bytes());
    assert_eq!(texts(&items), [TEXTS[0], TEXTS[2]]);
    let found = faults(&items);
    assert_eq!((found.len(), found[0].record()), (1, Some(2)), "{found:?}");
}

#[test]
fn records_of_archives_say_where_they_come_from() {
    let items = read("a.warc", warc());
    let first = items[0].as_ref().unwrap();
    assert_eq!(first.url.as_deref(), Some("http://e.org/a"));
    assert_eq!(first.fetched.as_deref(), Some("2024-01-02T03:04:05Z"));
    assert_eq!(
        (first.date.as_deref(), first.charset.as_deref()),
        (None, Some("utf-8"))
    );
    assert_eq!(first.id, "a.warc#1");
    let items = read("a.zip", zip());
    let first = items[0].as_ref().unwrap();
    assert_eq!(
        (first.id.as_str(), first.source.member.as_deref()),
        ("a.zip!d/0.txt", Some("d/0.txt"))
    );
    let items = read("f", feed());
    let first = items[0].as_ref().unwrap();
    assert_eq!(
        (first.published.as_deref(), first.markup),
        (Some("2025-11-18"), Markup::Html)
    );
}

#[test]
fn a_missing_column_lists_the_columns_there_are() {
    let mut options = Options::default();
    options.fields.date = "when".to_owned();
    for (bytes, format) in [(csv(","), Format::Csv), (parquet(), Format::Parquet)] {
        let items = read_with(
            "t",
            bytes,
            Options {
                format,
                ..options.clone()
            },
        );
        let message = items[0].as_ref().unwrap_err().to_string();
        assert!(
            message.contains("\"when\"") && message.contains("title"),
            "{message}"
        );
        assert_eq!(items.len(), 1);
    }
}

#[test]
fn a_bomb_and_a_line_without_end_are_stopped() {
    let bomb = gzip(&vec![b'a'; 100 << 20]);
    let items = read("bomb.txt.gz", bomb);
    assert!(faults(&items)[0].is_too_large(), "{:?}", items[0]);
    let long = [
        b"{\"text\":\"".as_slice(),
        &vec![b'a'; 70 << 20],
        b"\"}\n",
        &jsonl(),
    ]
    .concat();
    let items = read("long.jsonl", long);
    assert_eq!(texts(&items), TEXTS);
    assert!(faults(&items)[0].is_too_large() && faults(&items)[0].byte() == Some(0));
    let mut nested = gzip(b"x");
    for _ in 0..9 {
        nested = gzip(&nested);
    }
    assert!(faults(&read("n", nested))[0].is_too_large());
}

#[test]
fn paths_out_of_an_archive_are_refused() {
    let mut tar = tar();
    // The name stands at the start of the header; the checksum is made right again.
    let sum = |block: &[u8]| -> u32 {
        block
            .iter()
            .enumerate()
            .map(|(i, b)| {
                if (148..156).contains(&i) {
                    32
                } else {
                    u32::from(*b)
                }
            })
            .sum()
    };
    tar[..9].copy_from_slice(b"../00.txt");
    let told = format!("{:06o}\0 ", sum(&tar[..512]));
    tar[148..156].copy_from_slice(told.as_bytes());
    let items = read("a.tar", tar);
    assert_eq!(texts(&items), &TEXTS[1..]);
    assert!(faults(&items)[0].to_string().contains("out of the archive"));
}

#[test]
fn an_array_with_a_broken_object_goes_on_at_the_next_line() {
    let text =
        "[\n{\"text\": \"a\"},\n{\"text\": \"b\n},\n{\"text\": \"c\"},\n5,\n{\"text\": \"d\"}\n]";
    let items = read("a.json", text.as_bytes().to_vec());
    assert_eq!(texts(&items), ["a", "c", "d"]);
    assert_eq!(faults(&items).len(), 2);
}

#[test]
fn an_encrypted_file_is_named_and_the_others_are_read() {
    let mut zip = zip();
    // The flag of encryption of the first file, in its own header and in the list at the end.
    let list = zip.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    zip[6] |= 1;
    zip[list + 8] |= 1;
    let items = read("a.zip", zip);
    assert_eq!(texts(&items), &TEXTS[1..]);
    let message = faults(&items)[0].to_string();
    assert!(message.contains("encrypted"), "{message}");
}

/// The declaration, and the text in that charset.
fn legacy(xml: &[u8]) -> Vec<u8> {
    let xml = String::from_utf8(xml.to_vec()).unwrap();
    let xml = xml.replace("<?xml version=\"1.0\"?>", "");
    let xml = format!("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>{xml}");
    xml.chars()
        .map(|c| u8::try_from(c as u32).unwrap())
        .collect()
}

fn wide(bytes: &[u8]) -> Vec<u8> {
    let text = format!("\u{FEFF}{}", std::str::from_utf8(bytes).unwrap());
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn containers_are_read_in_the_charset_that_they_are_written_in() {
    for (name, bytes) in [
        ("feed", legacy(&feed())),
        ("wiki", legacy(&wiki())),
        ("wide feed", wide(&feed())),
        ("wide table", wide(&csv("\t"))),
        ("wide lines", wide(&jsonl())),
    ] {
        let items = read("dump", bytes);
        assert_eq!(texts(&items), TEXTS, "{name}");
        assert!(faults(&items).is_empty(), "{name}");
    }
}

#[test]
fn a_byte_that_is_no_utf8_does_not_cost_the_rest_of_a_feed() {
    let bytes = feed();
    let at = bytes.windows(2).position(|w| w == "é".as_bytes()).unwrap();
    let bytes = [&bytes[..at], b"\xE9", &bytes[at + 2..]].concat();
    assert_eq!(texts(&read("dump", bytes)), TEXTS);
}

#[test]
fn the_documents_of_an_envelope_are_read() {
    let articles = String::from_utf8(json()).unwrap();
    let answer =
        |line: &str| format!("{{\"status\": \"ok\",{line}\"articles\": {articles}, \"more\": []}}");
    for answer in [answer(" "), answer("\n")] {
        let items = read("answer.json", answer.clone().into_bytes());
        assert_eq!(texts(&items), TEXTS);
        let second = items[1].as_ref().unwrap();
        let byte = usize::try_from(second.source.byte).unwrap();
        assert!(answer[byte..].starts_with('{') && second.id.ends_with("#1"));
    }
}

#[test]
fn a_line_that_is_no_document_is_kept_with_its_fault() {
    let items = read("a.jsonl", b"{\"text\": \"a\"}\n{\"text\": oops}\n".to_vec());
    let row = serde_json::to_value(faults(&items)[0]).unwrap();
    assert_eq!(
        (&row["bytes"], &row["line"]),
        (&"{\"text\": oops}".into(), &2.into())
    );
}
