//! One document with a mention of every shape and a claim with every slot filled, made by hand: it tests the output
//! without a language pack.

use std::sync::Arc;

use claimsift_model::{
    Amount, Anchor, Claim, DateModifier, DateReading, Day, Direction, Document, DocumentBuilder,
    Flag, Kind, Mention, MentionId, Modalities, Modality, Modifier, Party, Per, Precision,
    Predicate, Published, PublishedSource, Record, Resolved, TextSpan, Timing, TimingRole, Value,
};

/// The text of the document.
pub const TEXT: &str = "\u{1F680} Nvidia et « OpenAI », dit-elle, paieront plus de 2,50 milliards d’euros, \"un tiers\" \
de 7 GW, d’ici 2026; 3 mois.";

/// The document, its mentions and its claims.
#[must_use]
pub fn reading() -> (Document, Vec<Mention>, Vec<Claim>) {
    let document = DocumentBuilder {
        record: Arc::new(Record {
            id: "sample, \"1\"".to_owned(),
            bytes: TEXT.as_bytes().into(),
            title: Some("A title, with a comma".to_owned()),
            url: Some("https://example.org/a".to_owned()),
            ..Record::default()
        }),
        text: TEXT.to_owned(),
        published: day(2025, 10, 28).map(|start| Published {
            start,
            end: start.next(),
            precision: Precision::Day,
            source: PublishedSource::Field,
            span: None,
        }),
        ..DocumentBuilder::default()
    };
    let mentions = mentions();
    let claims = claims(&mentions);
    (document.finish(), mentions, claims)
}

fn day(year: i16, month: i8, day: i8) -> Option<Day> {
    Day::new(year, month, day)
}

fn span(words: &str) -> TextSpan {
    let at = TEXT.find(words).unwrap_or_default();
    let end = |n: usize| u32::try_from(n).unwrap_or_default();
    TextSpan::new(end(at), end(at + words.len()))
}

fn mention(words: &str, kind: Kind, value: Value) -> Mention {
    Mention {
        span: span(words),
        kind,
        value,
        counted: None,
        per: None,
        flags: Vec::new(),
        alternatives: Vec::new(),
        rule: "sample.rule".into(),
        converts: None,
        extent: span(words),
    }
}

fn amount(amount: Amount, unit: &str) -> Value {
    Value::Amount {
        amount,
        unit: Some(unit.into()),
    }
}

fn mentions() -> Vec<Mention> {
    let money =
        Amount::exact("2500000000.0".parse().unwrap_or_default()).modified(Modifier::MoreThan);
    let mut money = mention("2,50 milliards d’euros", Kind::Money, amount(money, "EUR"));
    money.alternatives.push(mention(
        "2,50 milliards",
        Kind::Number,
        amount(Amount::exact(3.into()), "1"),
    ));
    money.flag(Flag::Vague);
    money.flag(Flag::AmbiguousCurrency);
    let third = Amount::fraction(1, 3).unwrap_or(Amount::unreadable());
    let ratio = mention("un tiers", Kind::Ratio, amount(third, "1"));
    let mut power = mention(
        "7 GW",
        Kind::Power,
        amount(Amount::between(1.into(), 7.into()), "W"),
    );
    power.per = Some(Per {
        value: 1.into(),
        unit: "a".into(),
    });
    power.counted = Some(span("GW"));
    let resolved = day(2026, 1, 1)
        .zip(day(2027, 1, 1))
        .map(|(start, end)| Resolved {
            edtf: "2026".to_owned(),
            start,
            end,
        });
    let date = DateReading {
        timex: "2026".to_owned(),
        resolved,
        precision: Precision::Year,
        anchor: Anchor::Absolute,
        modifier: DateModifier::Before,
    };
    let date = mention("2026", Kind::Date, Value::Date(date));
    let months = mention("3 mois", Kind::Duration, Value::Timex("P3M".to_owned()));
    vec![money, ratio, power, date, months]
}

fn claims(mentions: &[Mention]) -> Vec<Claim> {
    let party = |words: &str, members| Party {
        span: span(words),
        name: Some(words.to_owned()),
        members,
    };
    let both = vec![party("Nvidia", Vec::new()), party("OpenAI", Vec::new())];
    let subject = Party {
        name: None,
        ..party("Nvidia et « OpenAI »", both)
    };
    let mut modalities = Modalities::default();
    modalities.add(Modality::Planned);
    modalities.add(Modality::Possible);
    let timing = day(2026, 1, 1)
        .zip(day(2027, 1, 1))
        .map(|(start, end)| Timing {
            edtf: "2026".to_owned(),
            start,
            end,
            role: TimingRole::By,
            span: span("2026"),
        });
    let full = Claim {
        figure: MentionId(0),
        predicate: Predicate::PriceChange,
        subject: Some(subject),
        object: Some(party("OpenAI", Vec::new())),
        speaker: Some(party("elle", Vec::new())),
        timing,
        modalities,
        direction: Some(Direction::Down),
        per: Some(Per {
            value: "0.50".parse().unwrap_or_default(),
            unit: "W".into(),
        }),
        sentence: span(TEXT),
        same_as: None,
        converts: None,
        confidence: 870,
        why: Vec::new(),
    };
    let bare = |figure: usize| Claim {
        figure: MentionId(u32::try_from(figure).unwrap_or_default()),
        subject: None,
        object: None,
        speaker: None,
        timing: None,
        direction: None,
        per: None,
        same_as: Some(0),
        converts: Some(0),
        ..full.clone()
    };
    let rest = (1..mentions.len()).map(bare).collect::<Vec<_>>();
    // A second claim on the first figure has an id of its own.
    let second = Claim {
        predicate: Predicate::Cost,
        ..full.clone()
    };
    [vec![full.clone(), second], rest].concat()
}
