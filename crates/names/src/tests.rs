//! Sentences of our own: who is in them, and what stands for whom.

use std::sync::LazyLock;

use claimsift_mentions::{Tokens, tokens};
use claimsift_model::Document;
use claimsift_packs::Packs;

use super::{NameKind, NameTable, names};

static PACKS: LazyLock<Packs> = LazyLock::new(Packs::builtin);

/// The names and tokens of a text, which live as long as the tests.
fn table(lang: &str, text: &str) -> (NameTable<'static>, &'static Tokens<'static>) {
    let document = Box::leak(Box::new(Document::of_paragraph(text)));
    let tokens = Box::leak(Box::new(tokens(document, &PACKS, Some(lang))));
    (names(document, tokens, &PACKS), tokens)
}

fn letter(kind: NameKind) -> char {
    match kind {
        NameKind::Organisation => 'o',
        NameKind::Person => 'p',
        NameKind::Place => 'l',
        NameKind::Product => 't',
        NameKind::Unknown => 'u',
    }
}

/// The spots of a text in order, each with its canonical name and kind.
fn shown(lang: &str, text: &str) -> String {
    let (table, _) = table(lang, text);
    let spot = |s: &super::Spot| {
        let name = &table.names[s.name];
        format!("{} ({})", name.canonical, letter(name.kind))
    };
    table.spots.iter().map(spot).collect::<Vec<_>>().join(" | ")
}

/// What the words between brackets stand for.
fn stands(lang: &str, text: &str) -> String {
    let start = text.find('[').unwrap();
    let end = text.find(']').unwrap() - 1;
    let plain = text.replace(['[', ']'], "");
    let (table, tokens) = table(lang, &plain);
    let at = |byte: usize| {
        tokens
            .all
            .partition_point(|t| (t.span.start() as usize) < byte)
    };
    let range = at(start)..at(end);
    let names: Vec<&str> = table
        .resolve_all(range)
        .iter()
        .map(|n| &*table.names[*n].canonical)
        .collect();
    if names.is_empty() {
        "-".to_owned()
    } else {
        names.join(" + ")
    }
}

fn check(cases: &[(&str, &str, &str)], show: fn(&str, &str) -> String) {
    let mut wrong = Vec::new();
    for (lang, text, want) in cases {
        let got = show(lang, text);
        if got != *want {
            wrong.push(format!("«{text}»\n   wants {want}\n     got {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const FRENCH_NAMES: &[(&str, &str, &str)] = &[
    (
        "fr",
        "Thomas Kervan, PDG d’Orvane Cloud, salue l’accord.",
        "Thomas Kervan (p) | Orvane Cloud (o)",
    ),
    (
        "fr",
        "Le fabricant Solarix a vendu 3 usines à Bruno Lemerle.",
        "Solarix (o) | Bruno Lemerle (p)",
    ),
    (
        "fr",
        "Selon Voltéo Cloud, la demande monte.",
        "Voltéo Cloud (u)",
    ),
    (
        "fr",
        "Jeudi, Voltéo a perdu 3 %. Voltéo SA emploie 200 personnes.",
        "Voltéo (o) | Voltéo (o)",
    ),
    (
        "fr",
        "Le ministre de l'Agriculture Bruno Lemerle a parlé. M. Lemerle a ajouté un mot.",
        "Bruno Lemerle (p) | Bruno Lemerle (p)",
    ),
    (
        "fr",
        "L'entreprise fondée par Alice et Marc Tavelin grandit.",
        "Alice Tavelin (p) | Marc Tavelin (p)",
    ),
    (
        "fr",
        "Le PDG d’Orvane, Sam Kessler, a affirmé son ambition.",
        "Orvane (o) | Sam Kessler (p)",
    ),
    (
        "fr",
        "« Nous avançons », assure Ilya Renko, le patron de Brevia.",
        "Ilya Renko (p) | Brevia (o)",
    ),
    (
        "fr",
        "Ilya Renko, analyste chez T. B. Walden, a souligné ce point.",
        "Ilya Renko (p) | T. B. Walden (u)",
    ),
    (
        "fr",
        "Les puces de NORVIA et celles de Norvia sont les mêmes.",
        "NORVIA (u) | NORVIA (u)",
    ),
    (
        "fr",
        "Le rapport du Programme des Nations unies pour les mers (PNUM) alerte. Le PNUM attend.",
        "Programme des Nations unies pour les mers (o) | Programme des Nations unies pour les mers (o) | Programme des Nations unies pour les mers (o)",
    ),
    (
        "fr",
        "L'Agence internationale de l'énergie prévoit une hausse.",
        "Agence internationale de l'énergie (o)",
    ),
    (
        "fr",
        "La croissance du PIB et l’essor de l’IA rassurent.",
        "",
    ),
    ("fr", "Soutenue par des fonds, la filière avance.", ""),
    (
        "fr",
        "Une Expansion Colossale pour une Filière sans Limites",
        "",
    ),
    ("fr", "Orvane Accélère sa Conquête", ""),
    ("fr", "Mais Orvane résiste.", "Orvane (u)"),
    ("fr", "Son modèle Lumen progresse.", "Lumen (t)"),
    (
        "fr",
        "Le site ouvrira au Texas et en Saône-et-Loire.",
        "Texas (l) | Saône-et-Loire (l)",
    ),
    (
        "fr",
        "Elle a rejoint L'Oréal puis Coca-Cola.",
        "L'Oréal (u) | Coca-Cola (u)",
    ),
    ("fr", "En avril, Brevia & Fils recule.", "Brevia & Fils (u)"),
    (
        "fr",
        "Les salariés de Système U et de Fnac Darty votent.",
        "Système U (u) | Fnac Darty (u)",
    ),
    ("fr", "Le Français moyen dépense peu.", ""),
    ("fr", "Croissance : plus 3 % cette année.", ""),
    ("fr", "Il a investi 3 M€ lundi.", ""),
    (
        "fr",
        "Le ministre de l'Agriculture Alain Le Goff a parlé, puis M. Le Goff a ri.",
        "Alain Le Goff (p) | Alain Le Goff (p)",
    ),
    (
        "fr",
        "Elle rejoint Meta et Brevia AI.",
        "Meta (o) | Brevia AI (u)",
    ),
    ("fr", "2010 : PREMIER REPORT ET DÉCÈS - Coût estimé", ""),
    (
        "fr",
        "Elle doit tout à la Banque européenne d’investissement et à la Cour des comptes.",
        "Banque européenne d’investissement (o) | Cour des comptes (o)",
    ),
    (
        "fr",
        "Selon la commissaire à la Pêche, Livia Tresca, rien ne change.",
        "Pêche (u) | Livia Tresca (p)",
    ),
];

#[test]
fn french_names() {
    check(FRENCH_NAMES, shown);
}

const ENGLISH_NAMES: &[(&str, &str, &str)] = &[
    ("en", "Tavex gets access to chips.", "Tavex (u)"),
    ("en", "Boeing said spending rose.", "Boeing (o)"),
    ("en", "Spending rose.", ""),
    (
        "en",
        "Halden Solar Holdings Ltd. gained 6 percent. Investors like Halden Solar.",
        "Halden Solar Holdings (o) | Halden Solar Holdings (o)",
    ),
    (
        "en",
        "On Monday, Orvane Co. rose as Orvane bought a mine.",
        "Orvane (o) | Orvane (o)",
    ),
    (
        "en",
        "Orvane Chief Executive Tim Walden said the plant will open. Walden said it twice.",
        "Orvane (u) | Tim Walden (p) | Tim Walden (p)",
    ),
    (
        "en",
        "Speaking alongside Iowa Gov. Kim Harrow, he smiled.",
        "Iowa (l) | Kim Harrow (p)",
    ),
    (
        "en",
        "The deal with Orvane’s cloud unit is done.",
        "Orvane (u)",
    ),
    ("en", "Analysts at D. A. Walden agree.", "D. A. Walden (u)"),
    (
        "en",
        "It was approved by the Ohio River Navigation Authority.",
        "Ohio River Navigation Authority (o)",
    ),
    ("en", "Revenue rose 3 percent.", ""),
    ("en", "The AI and GPU markets and GDP grew in May.", ""),
    ("en", "Chinese and American firms met on Tuesday.", ""),
    (
        "en",
        "Tavelin and Orvane said so. Shares of Tavelin fell.",
        "Tavelin (u) | Orvane (u) | Tavelin (u)",
    ),
    ("en", "Orvane Plans Big New Center In Ohio", ""),
    (
        "en",
        "He works for the Bank of Norvia.",
        "Bank of Norvia (o)",
    ),
    (
        "en",
        "We asked eMarvin and iCloud users.",
        "eMarvin (u) | iCloud (u)",
    ),
    ("en", "Officials Say So", ""),
    (
        "en",
        "A Brevia-backed start-up hired the Norvia team.",
        "Norvia (u)",
    ),
];

#[test]
fn english_names() {
    check(ENGLISH_NAMES, shown);
}

const FRENCH_ANAPHORS: &[(&str, &str, &str)] = &[
    (
        "fr",
        "Outre Norvia, la start-up des frères Tavel quitte [son] fournisseur.",
        "-",
    ),
    (
        "fr",
        "Hier, Brevia a montré son modèle Lumen. Le marché salue [la maison mère de Lumen].",
        "Brevia",
    ),
    (
        "fr",
        "Hier, Norvia a signé. Outre Norvia, [la startup] des frères Tavel collabore avec Brevia.",
        "-",
    ),
    (
        "fr",
        "Un rival d'OpenAI, [la firme de Mountain View], attend.",
        "Google",
    ),
    (
        "fr",
        "Il s'agit de [sa] force face à son rival, Brevia.",
        "-",
    ),
    (
        "fr",
        "Jeudi, Orvane a signé un accord avec Brevia. [L'entreprise] gagne un client.",
        "Orvane",
    ),
    (
        "fr",
        "Mais Orvane, l'éditeur de Lumen, résiste. [La start-up] cherche des fonds.",
        "Orvane",
    ),
    (
        "fr",
        "Mais Orvane, l'éditeur de Lumen, résiste. [La start-up] cherche des fonds. Elle compte sur Brevia.",
        "Orvane",
    ),
    (
        "fr",
        "Mais Orvane résiste. La start-up cherche des fonds. [Elle] compte sur Brevia.",
        "Orvane",
    ),
    (
        "fr",
        "Jeudi, Brevia et Norvia ont signé un accord. [Les deux géants] se partagent le marché.",
        "Brevia + Norvia",
    ),
    (
        "fr",
        "Jeudi, Brevia et Norvia ont signé un accord. [L'entreprise] se réjouit.",
        "-",
    ),
    (
        "fr",
        "« Oui », assure Ilya Renko, le patron de Brevia. Depuis, [il] se tait.",
        "Ilya Renko",
    ),
    (
        "fr",
        "« Oui », assure Ilya Renko, le patron de Brevia. Depuis, [il] faut attendre.",
        "-",
    ),
    (
        "fr",
        "Hier, Brevia a vendu un site. Cette décision surprend. Mais [elle] rapporte.",
        "-",
    ),
    ("fr", "Orvane a annoncé qu’[il] embaucherait.", "Orvane"),
    ("fr", "Orvane a annoncé qu’[il] faut attendre.", "-"),
    (
        "fr",
        "Les analystes suivent [le géant de Redmond] de près. Microsoft monte.",
        "Microsoft",
    ),
    ("fr", "Le marché attend [la firme à la pomme].", "Apple"),
    (
        "fr",
        "Mais Orvane, le créateur de Lumen, résiste. Le rival [du créateur de Lumen] attend.",
        "Orvane",
    ),
    (
        "fr",
        "Hier, Norvia a signé avec Brevia. Le rival [du créateur de Zéphyr] attend.",
        "-",
    ),
    ("fr", "[Le groupe Brevia] recrute.", "Brevia"),
    (
        "fr",
        "Orvane va dépenser 3 milliards, tandis que Norvia et Brevia vont investir dans [la société].",
        "Orvane",
    ),
    (
        "fr",
        "Jeudi, Brevia a réuni ses cadres au Texas. [Le groupe] embauche.",
        "Brevia",
    ),
    (
        "fr",
        "Le ministre de l'Agriculture Bruno Lemerle a parlé. [Le ministre] a promis.",
        "Bruno Lemerle",
    ),
    (
        "fr",
        "La ministre de la Culture Alice Tavelin a parlé. Brevia attend. [Le préfet] a promis.",
        "-",
    ),
    (
        "fr",
        "Depuis mai, Brevia embauche. Le site a doublé [ses] effectifs.",
        "-",
    ),
    ("fr", "Depuis mai, Brevia double [ses] effectifs.", "Brevia"),
    ("fr", "[L'entreprise] ne dit rien.", "-"),
    ("fr", "En doublant [ses] ventes, Brevia rassure.", "Brevia"),
    (
        "fr",
        "Ilya Renko, le patron de Brevia, a parlé. Le marché attend. [Il] a ajouté un mot.",
        "Ilya Renko",
    ),
    (
        "fr",
        "Ilya Renko, le patron de Brevia, a parlé. « Le site va ouvrir », a-t-[il] précisé.",
        "Ilya Renko",
    ),
    ("fr", "[L'administration Brown] attend.", "-"),
];

#[test]
fn french_anaphors() {
    check(FRENCH_ANAPHORS, stands);
}

const ENGLISH_ANAPHORS: &[(&str, &str, &str)] = &[
    (
        "en",
        "On Monday, Orvane will purchase land in Ohio. [The company] will receive a credit.",
        "Orvane",
    ),
    (
        "en",
        "Demand is weak, Walden Inc. wrote to clients. [The bank] estimates less.",
        "Walden",
    ),
    (
        "en",
        "Shares of makers fell, Walden Inc. said. [The association] estimates less.",
        "-",
    ),
    (
        "en",
        "The Solar Power Association met. Walden Inc. came. [The association] estimates less.",
        "Solar Power Association",
    ),
    (
        "en",
        "On Monday, Orvane bought a mine. [It] paid in cash.",
        "Orvane",
    ),
    (
        "en",
        "The changes will cut demand at Orvane. [It] had been strong.",
        "-",
    ),
    (
        "en",
        "Tim Walden runs the plant. [He] said it pays.",
        "Tim Walden",
    ),
    (
        "en",
        "On Monday, Orvane bought a mine. [He] was not there.",
        "-",
    ),
    (
        "en",
        "Orvane and Brevia agreed. [The two companies] will share.",
        "Orvane + Brevia",
    ),
    ("en", "On Monday, Orvane raised [its] prices.", "Orvane"),
    (
        "en",
        "Norvia Grid said on Tuesday [it] would hire.",
        "Norvia Grid",
    ),
    (
        "en",
        "Orvane is growing. [The Tampa-based company] is hiring.",
        "Orvane",
    ),
    ("en", "[The Redmond giant] said so.", "Microsoft"),
    ("en", "He left [the firm behind ChatGPT] in June.", "OpenAI"),
];

#[test]
fn english_anaphors() {
    check(ENGLISH_ANAPHORS, stands);
}

#[test]
fn phrases() {
    let (table, tokens) = table("fr", "Le PDG d’Orvane, Sam Kessler, a parlé à Tim Walden.");
    let shown: Vec<Option<usize>> = table
        .spots
        .iter()
        .map(|s| table.apposition(s).map(|p| p.len()))
        .collect();
    assert_eq!(shown, [None, Some(8), None]);
    assert!(table.is_person(table.spots[1].name));
    assert_eq!(table.spots_in(0).len(), 3);
    assert_eq!(tokens.sentences.len(), 1);
}
