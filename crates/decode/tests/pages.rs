//! Pages and wiki sources: what is kept, and the way back to the bytes.
#![allow(clippy::unwrap_used)] // a test may

use claimsift_decode::{Options, document};
use claimsift_model::{Document, Markup, Record, TextSpan};

fn read(markup: Markup, text: &str) -> Document {
    let record = Record {
        bytes: text.as_bytes().into(),
        markup,
        ..Record::default()
    };
    document(record, &Options::default())
}

const PAGE: &str = r#"<!DOCTYPE html><html lang="fr"><head><title>Un pont &amp; un quai | Journal</title>
<meta property="article:published_time" content="2024-03-05T08:00:00+01:00">
<link rel="canonical" href="https://e.org/pont"><style>p{margin:10px}</style>
<script type="application/ld+json">{"datePublished": "2023-01-01"}</script></head>
<body class="has-menu"><nav><ul><li><a href="/">Accueil 2024</a></li></ul></nav>
<div class="cookie-consent">Nous utilisons 12 cookies.</div>
<article><h1>Un pont</h1><p>La ville a pay&eacute; <b>12&nbsp;000</b>
 euros<sup>2</sup> pour le pont, qui mesure 40&#160;m&egrave;tres et qui relie deux quais depuis hier matin.</p>
<table><tr><td>Nord</td><td>600 MW</td><td>900</td></tr></table>
<p>Prix&nbsp;: 10<sup>1</sup> <del>30</del> euros<br>Fin.</p></article>
<aside>Lire aussi : 99 ponts</aside><footer>&copy; 2024</footer><script>var a = "5 euros";</script></body></html>"#;

#[test]
fn the_article_comes_out_and_what_is_around_it_does_not() {
    let doc = read(Markup::Html, PAGE);
    let lines: Vec<_> = doc.text().split('\n').collect();
    assert_eq!(
        lines,
        [
            "Un pont",
            "La ville a payé 12\u{a0}000 euros2 pour le pont, qui mesure 40\u{a0}mètres et qui relie deux quais depuis hier matin.",
            "Nord\t600 MW\t900",
            "Prix\u{a0}: 10^1 euros",
            "Fin."
        ]
    );
    assert_eq!(doc.title(), Some("Un pont & un quai | Journal"));
    assert_eq!(
        (doc.lang(), doc.url()),
        (Some("fr"), Some("https://e.org/pont"))
    );
    let published = doc.published().unwrap();
    assert_eq!(
        (
            published.start.to_string().as_str(),
            published.source.name()
        ),
        ("2024-03-05", "metadata")
    );
}

/// The bytes of a page without tags, with the references of these tests resolved, and without white space.
fn bare(raw: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in raw.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    for (name, sign) in [
        ("&eacute;", "é"),
        ("&egrave;", "è"),
        ("&nbsp;", ""),
        ("&#160;", ""),
        ("&amp;", "&"),
    ] {
        text = text.replace(name, sign);
    }
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '^')
        .collect()
}

#[test]
fn every_span_leads_back_to_its_bytes() {
    let doc = read(Markup::Html, PAGE);
    let bounds: Vec<u32> = doc
        .text()
        .char_indices()
        .map(|(i, _)| u32::try_from(i).unwrap())
        .collect();
    for (i, start) in bounds.iter().enumerate() {
        for end in bounds.iter().skip(i + 1).take(40) {
            let span = TextSpan::new(*start, *end);
            let quote = doc.slice(span);
            if quote.trim() != quote
                || quote.contains('\n')
                || quote.contains('^')
                || quote.contains("10")
            {
                continue;
            }
            let raw = std::str::from_utf8(&doc.raw_bytes()[doc.raw(span).range()]).unwrap();
            if raw.contains("<del>") {
                continue;
            }
            let want: String = quote.chars().filter(|c| !c.is_whitespace()).collect();
            assert_eq!(bare(raw), want, "{quote:?} from {raw:?}");
        }
    }
}

#[test]
fn a_page_names_its_charset() {
    let page = b"<html><head><meta charset=windows-1251></head><body><p>\xcf\xf0\xe8\xe2\xe5\xf2</p></body></html>";
    let record = Record {
        bytes: page.as_slice().into(),
        markup: Markup::Html,
        ..Record::default()
    };
    assert_eq!(document(record, &Options::default()).text(), "Привет");
}

#[test]
fn damage_in_a_page_is_repaired_after_its_references() {
    let doc = read(
        Markup::Html,
        "<p>Le caf&Atilde;&copy; a <b>Ã©tÃ©</b> fermÃ©.</p>",
    );
    assert_eq!(doc.text(), "Le café a été fermé.");
}

#[test]
fn any_bytes_and_any_marks_do() {
    for text in [
        "",
        "<",
        "<p",
        "&",
        "&#",
        "&#x;",
        "</p></p>",
        "<p>a<!--",
        "<script>x",
        "<a><a><a>b",
        "<svg/><p>x",
    ] {
        let _ = read(Markup::Html, text);
        let _ = read(Markup::Html, &text.repeat(50));
        let _ = read(Markup::Wikitext, text);
    }
    for text in [
        "{{", "[[", "<ref>", "[http://", "<", "==", "'''", "{|", "<!--",
    ] {
        let _ = read(Markup::Wikitext, &text.repeat(20_000));
        let _ = read(Markup::Html, &text.repeat(20_000));
    }
}

#[test]
fn wiki_sources_become_prose() {
    let source = "{{Infobox|a={{b}}}}\n'''Le pont''' est un [[pont (ouvrage)|ouvrage]] de [[Nantes]]<ref>Page 12</ref>.\n== Travaux ==\n* Il a coûté 5&nbsp;millions [https://e.org source].\n[[Fichier:A.jpg|vignette|Un [[quai]] de 3 m]]\n{| class=\"x\"\n|-\n| 7\n|}\nFin.<!-- 9 -->__NOTOC__\n[[Catégorie:Pont]]";
    let doc = read(Markup::Wikitext, source);
    let lines: Vec<_> = doc
        .text()
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect();
    assert_eq!(
        lines,
        [
            "Le pont est un ouvrage de Nantes.",
            "Travaux",
            "Il a coûté 5\u{a0}millions source.",
            "Fin."
        ]
    );
    let at = doc.text().find("ouvrage de Nantes").unwrap();
    let start = u32::try_from(at).unwrap();
    let raw = doc.raw(TextSpan::new(start, start + 17));
    assert_eq!(&source[raw.range()], "ouvrage]] de [[Nantes");
}

const FIRST: &str = "La société Valmécan a annoncé mardi un investissement de 120 millions d’euros dans son usine de Roanne, qui emploie 800 salariés.";
const SECOND: &str = "Le chantier doit commencer en mars, a précisé sa directrice générale, Claire Monteil, lors d’une conférence de presse.";
const OTHER: &str = "Brévane lève 15 millions d’euros pour ses batteries, une opération menée par deux fonds suisses.";

/// Lines of a page's text that are not among its first two paragraphs.
fn rest(page: &str) -> Vec<String> {
    let doc = read(Markup::Html, page);
    let lines: Vec<_> = doc.text().split('\n').collect();
    assert!(
        lines.contains(&FIRST) && lines.contains(&SECOND),
        "{lines:?}"
    );
    let others = lines.iter().filter(|l| ![FIRST, SECOND].contains(l));
    others.map(|l| (*l).to_owned()).collect()
}

#[test]
fn cards_of_other_articles_are_no_text() {
    let card = format!(
        "<article class=card><a href=x><h3>Brévane lève des fonds</h3></a><p>{OTHER}</p></article>"
    );
    let beside = format!(
        "<main><div><h1>Usine</h1><p>{FIRST}</p><p>{SECOND}</p></div><section>{card}{card}</section></main>"
    );
    assert_eq!(rest(&beside), ["Usine"]);
    let inside = format!("<article><h1>Usine</h1><p>{FIRST}</p>{card}<p>{SECOND}</p></article>");
    assert_eq!(rest(&inside), ["Usine"]);
}

#[test]
fn posts_of_a_live_page_stay_though_their_headings_are_links() {
    let post = |heading: &str, text: &str| {
        format!(
            "<article><h3><a href=x>{heading}</a></h3><p>{text} {text} {text} {text}</p></article>"
        )
    };
    let page = format!(
        "<main>{}{}{}</main>",
        post("a", FIRST),
        post("b", SECOND),
        post("c", OTHER)
    );
    let text = read(Markup::Html, &page);
    for part in [FIRST, SECOND, OTHER] {
        assert!(text.text().contains(part), "{part}");
    }
}

#[test]
fn names_of_parts_about_the_page_are_read_in_every_spelling() {
    for name in [
        "RelatedLinks_list__z",
        "comment-list",
        "jp-relatedposts",
        "newsletter_box",
        "CommentSection",
    ] {
        let page = format!(
            "<body class=\"single social-post\"><div class=entry><h1>Usine</h1><p>{FIRST}</p><div class=\"{name}\"><p>{OTHER}</p></div>\
             <p>{SECOND}</p></div></body>"
        );
        assert_eq!(rest(&page), ["Usine"], "{name}");
    }
}

#[test]
fn a_page_laid_out_in_tables_is_read() {
    let page = format!(
        "<TABLE><TR><TD colspan=2><A HREF=/>Accueil</A> | <A HREF=/eco>Economie</A></TD></TR><TR><TD><A>Bourse</A></TD>\
         <TD><FONT size=5>Usine</FONT><BR><BR>{FIRST}<BR><BR>{SECOND}</TD></TR></TABLE>"
    );
    assert_eq!(rest(&page), ["Usine"]);
}
