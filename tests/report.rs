//! The page of `report`, opened in a browser without a window. Skipped, with a message, where there is no Chromium.
#![allow(clippy::unwrap_used, clippy::panic)] // a test may

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

mod program;

use program::{err, folder, out, run};

/// What Chromium is called on the systems we know.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

const FLAGS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
    "--virtual-time-budget=20000",
    "--dump-dom",
];

fn browser() -> Option<&'static str> {
    let found = BROWSERS
        .into_iter()
        .find(|b| Command::new(b).arg("--version").output().is_ok());
    if found.is_none() {
        println!("skipped: there is no Chromium on this machine");
    }
    found
}

/// Opens a page, runs `script` in it, and gives what that returns. Errors on the page's console fail the test.
fn in_browser(browser: &str, page: &Path, script: &str) -> Value {
    let html = fs::read_to_string(page).unwrap();
    let probe = format!(
        "<script>addEventListener('load', () => {{ let result; try {{ result = (() => {{ {script} }})(); }}
         catch (e) {{ result = {{error: String(e)}}; }}
         const pre = document.createElement('pre'); pre.id = 'probe'; pre.textContent = JSON.stringify(result);
         document.body.append(pre); }});</script></body>"
    );
    let probed = page.with_extension("probe.html");
    fs::write(&probed, html.replace("</body>", &probe)).unwrap();
    let profile = page.with_extension("profile");
    let done = Command::new(browser)
        .args(FLAGS)
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!(
            "file://{}",
            probed.canonicalize().unwrap().display()
        ))
        .output()
        .unwrap();
    let log = String::from_utf8_lossy(&done.stderr);
    let console: Vec<_> = log.lines().filter(|l| l.contains("CONSOLE")).collect();
    assert!(console.is_empty(), "{console:#?}");
    let dom = String::from_utf8_lossy(&done.stdout);
    let (_, rest) = dom
        .split_once("<pre id=\"probe\">")
        .unwrap_or_else(|| panic!("no result: {log}"));
    let text = rest.split_once("</pre>").unwrap().0;
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&");
    serde_json::from_str(&text).unwrap()
}

fn report(folder: &Path, input: &str) -> std::path::PathBuf {
    let page = folder.join("page.html");
    let done = run(&["report", input, "-o", &page.display().to_string()]);
    assert_eq!(done.status.code(), Some(0), "{}{}", out(&done), err(&done));
    page
}

#[test]
fn a_click_opens_the_card_and_a_filter_counts_right() {
    let Some(browser) = browser() else { return };
    let page = report(&folder("report-seeds"), "corpus/seeds");
    let claims = run(&["extract", "-q", "corpus/seeds"]);
    let claims: Vec<Value> = out(&claims)
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let power = claims.iter().filter(|c| c["kind"] == "power").count();
    let got = in_browser(
        browser,
        &page,
        "const $ = (s) => document.querySelector(s);
         const seen = {ready: document.documentElement.dataset.ready, totals: $('#totals').textContent};
         document.querySelectorAll('article').forEach((a) => a.scrollIntoView());
         dispatchEvent(new Event('beforeprint'));
         seen.marks = document.querySelectorAll('mark').length;
         seen.fixes = document.querySelectorAll('.fix').length;
         const mark = document.querySelectorAll('mark')[2];
         mark.click();
         seen.mark = mark.textContent;
         seen.card = $('#card h2').textContent;
         const box = $('input[data-group=kind][data-value=power]');
         box.click();
         seen.filtered = $('#totals').textContent;
         $('#view-table').click();
         seen.rows = $('#table').getAttribute('aria-rowcount');
         document.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}));
         seen.stepped = $('#card .kind').textContent;
         $('#reset').click();
         const search = $('#search');
         search.value = 'no such words anywhere';
         search.dispatchEvent(new Event('input'));
         seen.empty = !$('#empty').hidden;
         return seen;",
    );
    assert_eq!(got["ready"], "yes", "{got}");
    assert!(
        got["totals"]
            .as_str()
            .unwrap()
            .starts_with(&format!("{} claims", claims.len())),
        "{got}"
    );
    assert_eq!(got["mark"], got["card"], "{got}");
    assert!(
        got["filtered"]
            .as_str()
            .unwrap()
            .starts_with(&format!("{power} of {}", claims.len())),
        "{got}"
    );
    assert_eq!(got["rows"], (power + 1).to_string(), "{got}");
    assert!(
        got["stepped"].as_str().unwrap().starts_with("power"),
        "{got}"
    );
    assert_eq!(got["empty"], true, "{got}");
    assert!(got["fixes"].as_u64().unwrap() > 100, "{got}");
    // Several claims may stand on one figure.
    let marks = usize::try_from(got["marks"].as_u64().unwrap()).unwrap();
    assert!(marks <= claims.len() && marks + 5 > claims.len(), "{got}");
}

#[test]
fn a_malicious_article_is_only_text() {
    let Some(browser) = browser() else { return };
    let folder = folder("report-malice");
    let evil = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> \u{202e}La ville \
                paiera 3 millions d’euros. <!-- {{data}} \u{2028} ";
    let long = format!(
        "La mairie paiera 5 millions d’euros. {}",
        "mot ".repeat(260_000)
    );
    let lines = [
        json!({"id": "</script><b>1", "title": "<i>x</i>", "text": evil}),
        json!({"id": "2", "text": long}),
    ];
    let input = folder.join("evil.jsonl");
    fs::write(&input, lines.map(|l| format!("{l}\n")).concat()).unwrap();
    let page = report(&folder, &input.display().to_string());
    let got = in_browser(
        browser,
        &page,
        "dispatchEvent(new Event('beforeprint'));
         const text = [...document.querySelectorAll('article .text')].map((n) => n.textContent);
         return {title: document.title, images: document.querySelectorAll('img').length,
           scripts: document.querySelectorAll('script').length, italics: document.querySelectorAll('i').length,
           first: text[0], second: text[1].length, marks: document.querySelectorAll('mark').length};",
    );
    assert_eq!(got["title"], "Claims of evil.jsonl", "{got}");
    assert_eq!(
        (&got["images"], &got["italics"]),
        (&json!(0), &json!(0)),
        "{got}"
    );
    assert_eq!(got["scripts"], 3, "the page's two and the probe: {got}");
    assert_eq!(got["first"], evil, "{got}");
    assert!(got["second"].as_u64().unwrap() > 1_000_000);
    assert_eq!(got["marks"], 2, "{got}");
}

#[test]
fn the_page_of_a_difference_shows_what_changed() {
    let Some(browser) = browser() else { return };
    let folder = folder("report-diff");
    let old = folder.join("old.jsonl").display().to_string();
    run(&["extract", "-q", "corpus/seeds", "-o", &old]);
    let new = folder.join("new.jsonl").display().to_string();
    let text = fs::read_to_string(&old).unwrap();
    let (first, rest) = text.split_once('\n').unwrap();
    fs::write(&new, rest.replacen("\"asserted\"", "\"denied\"", 1)).unwrap();
    let page = folder.join("page.html");
    run(&[
        "diff",
        &old,
        &new,
        "--format",
        "html",
        "-o",
        &page.display().to_string(),
    ]);
    let got = in_browser(
        browser,
        &page,
        "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}));
         const removed = document.querySelector('#card h2').textContent;
         document.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}));
         return {totals: document.querySelector('#totals').textContent, removed,
           del: document.querySelector('#card del').textContent, ins: document.querySelector('#card ins').textContent};",
    );
    let first: Value = serde_json::from_str(first).unwrap();
    assert!(
        got["totals"].as_str().unwrap().starts_with("2 differences"),
        "{got}"
    );
    assert_eq!(got["removed"], first["quote"], "{got}");
    assert_eq!(
        (&got["del"], &got["ins"]),
        (&json!("asserted"), &json!("denied")),
        "{got}"
    );
}

/// The page that is committed as an example is what the program makes of the seeds. `CLAIMSIFT_UPDATE=1` writes it anew.
#[test]
fn the_example_is_current() {
    let made = run(&[
        "report",
        "corpus/seeds",
        "--title",
        "Five articles about AI deals",
    ]);
    let path = program::root().join("crates/report/example/seeds.html");
    if std::env::var_os("CLAIMSIFT_UPDATE").is_some() {
        fs::write(&path, &made.stdout).unwrap();
    }
    let same = fs::read(&path).unwrap_or_default() == made.stdout;
    assert!(
        same,
        "run this test with CLAIMSIFT_UPDATE=1 and look at the page"
    );
}
