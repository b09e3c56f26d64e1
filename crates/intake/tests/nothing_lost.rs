//! What a careless reader would lose without a word. All fixtures are built here.
#![allow(clippy::unwrap_used)] // a test may

use std::fs;
use std::io::{Cursor, Write};

use claimsift_intake::{Fault, Format, Options, Records, from_reader, open};

/// The texts that come out, and the faults.
fn read(name: &str, bytes: impl Into<Vec<u8>>) -> (Vec<String>, Vec<String>) {
    all(from_reader(
        name,
        Cursor::new(bytes.into()),
        Options::default(),
    ))
}

fn all(records: Records) -> (Vec<String>, Vec<String>) {
    let (mut texts, mut faults) = (Vec::new(), Vec::new());
    for item in records {
        match item {
            Ok(record) => texts.push(String::from_utf8(record.bytes.to_vec()).unwrap()),
            Err(fault) => faults.push(Fault::to_string(&fault)),
        }
    }
    (texts, faults)
}

#[test]
fn an_atom_entry_has_its_text_behind_a_link_without_content() {
    let feed = r#"<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><link href="http://a.example/"/>
        <category term="x"/><id>1</id><content type="html">&lt;p&gt;3 bancs&lt;/p&gt;</content></entry></feed>"#;
    let items: Vec<_> = from_reader("feed", Cursor::new(feed), Options::default()).collect();
    let record = items[0].as_ref().unwrap();
    assert_eq!(record.bytes.to_vec(), b"<p>3 bancs</p>");
    assert_eq!(
        (record.id.as_str(), record.url.as_deref()),
        ("1", Some("http://a.example/"))
    );
}

#[test]
fn markup_that_a_feed_writes_out_parts_its_blocks() {
    let feed = r#"<feed><entry><title>A <b>b</b></title><content type="xhtml"><div><p>3 &lt; 4</p><p>5<br/>6</p></div>
        </content></entry></feed>"#;
    let items: Vec<_> = from_reader("feed", Cursor::new(feed), Options::default()).collect();
    let record = items[0].as_ref().unwrap();
    let text = String::from_utf8(record.bytes.to_vec()).unwrap();
    assert_eq!(text.trim(), "<div><p>3 &lt; 4</p><p>5<br></br>6</p></div>");
    assert_eq!(record.title.as_deref(), Some("A b"));
}

#[test]
fn every_array_of_documents_in_an_envelope_is_read() {
    let (texts, faults) = read(
        "a.json",
        r#"{"2024": {"articles": [{"text": "a"}]}, "2025": {"articles": [{"text": "b"}, {"text": "c"}]}}"#,
    );
    assert_eq!((texts.concat().as_str(), faults.len()), ("abc", 0));
}

#[test]
fn objects_one_behind_the_other_may_share_a_line() {
    let (texts, faults) = read(
        "a.json",
        "{\"text\": \"a\"}{\"text\": \"b\"}, {\"text\": \"c\"}\n{\"text\": \"d\"} oops\n",
    );
    assert_eq!(texts.concat(), "abcd");
    assert!(faults.len() == 1 && faults[0].starts_with("a.json, line 2"));
}

#[test]
fn an_array_that_is_cut_between_two_objects_is_told() {
    let (texts, faults) = read("a.json", r#"[{"text": "a"}, {"text": "b"},"#);
    assert_eq!(texts.concat(), "ab");
    assert!(faults.len() == 1 && faults[0].contains("an array that does not end"));
    assert_eq!(read("a.json", "[".repeat(100_000)).1.len(), 1);
    assert_eq!(read("a.json", r#"[{"text": "a"}, []]"#).1.len(), 0);
}

#[test]
fn a_row_whose_quote_is_open_at_the_end_is_no_document() {
    let (texts, faults) = read("a.csv", "id,text\n1,a\n2,\"b\n3,c\n4,d\n");
    assert_eq!(texts, ["a"]);
    assert!(
        faults.len() == 1 && faults[0].starts_with("a.csv, line 3 (byte 12)"),
        "{faults:?}"
    );
    // A line end at the end is nobody's duty.
    for end in ["2,\"b\"", "2,b", "2,b\r", "2,\"b\"\r\n\n"] {
        let (texts, faults) = read("a.csv", format!("id,text\n1,a\n{end}"));
        assert_eq!(
            (texts.concat().as_str(), faults.len()),
            ("ab", 0),
            "{end:?}"
        );
    }
}

#[test]
fn a_field_that_was_named_and_that_no_record_has_is_told() {
    let lines = "{\"text\": \"a\", \"day\": \"2025\"}\n{\"text\": \"b\", \"when\": \"2024\"}\n";
    let array = format!("[{}]", lines.trim().replace('\n', ","));
    for (name, dump) in [("a.jsonl", lines), ("a.json", &array)] {
        let read = |date: &str| {
            let mut options = Options::default();
            options.fields.date = date.to_owned();
            all(from_reader(name, Cursor::new(dump.to_owned()), options))
        };
        let (texts, faults) = read("date_published");
        assert_eq!(texts, ["a", "b"]);
        let cause = "no record has a field \"date_published\" (the first one's: text, day)";
        assert!(faults.len() == 1 && faults[0].contains(cause), "{faults:?}");
        // Some records may well lack it; the usual names are not asked for.
        assert!(read("when").1.is_empty() && read("date").1.is_empty());
    }
}

#[test]
fn a_file_that_is_not_what_it_was_called_is_told() {
    for (name, format) in [
        ("a", Format::Feed),
        ("a", Format::MediaWiki),
        ("a.rss", Format::Auto),
    ] {
        let options = Options {
            format,
            ..Options::default()
        };
        let (_, faults) = all(from_reader(
            name,
            Cursor::new("no <b>such</b> thing"),
            options,
        ));
        assert!(
            faults.len() == 1 && faults[0].contains("holds no"),
            "{faults:?}"
        );
    }
    let (_, faults) = read("a", "<rss><channel><title>No news</title></channel></rss>");
    assert!(faults.is_empty());
}

#[test]
fn a_cut_archive_says_so() {
    let mut tar = tar::Builder::new(Vec::new());
    for name in ["a.txt", "b.txt"] {
        let mut header = tar::Header::new_gnu();
        header.set_size(2);
        header.set_cksum();
        tar.append_data(&mut header, name, &b"3\n"[..]).unwrap();
    }
    let bytes = tar.into_inner().unwrap();
    let (texts, faults) = read("a.tar", &bytes[..1100]);
    assert_eq!(texts, ["3\n"]);
    assert!(faults[0].contains("is damaged") && faults[0].contains("fetch the file again"));
}

fn zipped(method: zip::CompressionMethod) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(method);
    zip.start_file("a.txt", options).unwrap();
    zip.write_all(b"Trois bancs, 12 000 euros.").unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn archives_are_read_however_they_are_packed_or_said_not_to_be() {
    use zip::CompressionMethod::{Bzip2, Deflated, Stored, Xz, Zstd};
    for method in [Stored, Deflated, Bzip2, Zstd, Xz] {
        assert_eq!(read("a.zip", zipped(method)).0.len(), 1, "{method}");
    }
    // The method stands in the header of the file and in the list.
    let mut bytes = zipped(Stored);
    let list = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    (bytes[8], bytes[list + 10]) = (98, 98);
    let (texts, faults) = read("a.zip", bytes);
    assert!(texts.is_empty() && faults.len() == 1);
    assert!(
        faults[0].contains("packed in a way that is not read"),
        "{faults:?}"
    );
}

#[test]
fn a_line_that_cannot_be_read_to_its_end_is_counted() {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    gz.write_all(b"{\"text\": \"a\"}\n{\"text\": \"b\"}\n")
        .unwrap();
    let bytes = gz.finish().unwrap();
    let (texts, faults) = read("a.jsonl.gz", &bytes[..bytes.len() - 12]);
    assert_eq!(texts, ["a"]);
    assert!(
        faults[0].starts_with("a.jsonl.gz, line 2 (byte 14)"),
        "{faults:?}"
    );
}

#[test]
fn results_of_earlier_runs_are_passed_over() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    fs::create_dir(root.join("brat")).unwrap();
    for name in [
        "a.txt",
        "brat/a.txt",
        "c.jsonl",
        "c.jsonl.run.json",
        "brat.run.json",
    ] {
        fs::write(root.join(name), "3\n").unwrap();
    }
    fs::write(root.join("own.run.json"), "{\"text\": \"4\"}").unwrap();
    let mut records = open(&[root.to_owned()], Options::default());
    let ids: Vec<_> = records.by_ref().map(|r| r.unwrap().id).collect();
    assert_eq!(ids, ["a.txt", "own.run.json#0"]);
    assert_eq!(records.ignored()["results of earlier runs"], 4);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_passed_over() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    fs::write(root.join("a.txt"), "3\n").unwrap();
    let socket = std::os::unix::net::UnixListener::bind(root.join("b.txt")).unwrap();
    let mut records = open(&[root.to_owned()], Options::default());
    assert_eq!(records.by_ref().filter(Result::is_ok).count(), 1);
    assert_eq!(records.ignored()["pipes, sockets and devices"], 1);
    drop(socket);
}
