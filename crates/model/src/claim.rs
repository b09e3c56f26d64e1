//! A claim: a figure with its subject, predicate, object, time, certainty and speaker.

use std::borrow::Cow;

use crate::{Day, MentionId, Per, TextSpan};

/// What is said of the subject; the list of the output contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it
pub enum Predicate {
    Investment,
    Spending,
    Funding,
    Acquisition,
    Valuation,
    Revenue,
    Profit,
    Loss,
    Cost,
    Price,
    Debt,
    Fine,
    Budget,
    Capacity,
    Production,
    Consumption,
    Supply,
    Jobs,
    Customers,
    Ownership,
    Growth,
    PriceChange,
    Event,
    Other,
}

impl Predicate {
    /// Every predicate, in the order of the contract.
    pub const ALL: [Self; 24] = [
        Self::Investment,
        Self::Spending,
        Self::Funding,
        Self::Acquisition,
        Self::Valuation,
        Self::Revenue,
        Self::Profit,
        Self::Loss,
        Self::Cost,
        Self::Price,
        Self::Debt,
        Self::Fine,
        Self::Budget,
        Self::Capacity,
        Self::Production,
        Self::Consumption,
        Self::Supply,
        Self::Jobs,
        Self::Customers,
        Self::Ownership,
        Self::Growth,
        Self::PriceChange,
        Self::Event,
        Self::Other,
    ];

    /// The name in the output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Investment => "investment",
            Self::Spending => "spending",
            Self::Funding => "funding",
            Self::Acquisition => "acquisition",
            Self::Valuation => "valuation",
            Self::Revenue => "revenue",
            Self::Profit => "profit",
            Self::Loss => "loss",
            Self::Cost => "cost",
            Self::Price => "price",
            Self::Debt => "debt",
            Self::Fine => "fine",
            Self::Budget => "budget",
            Self::Capacity => "capacity",
            Self::Production => "production",
            Self::Consumption => "consumption",
            Self::Supply => "supply",
            Self::Jobs => "jobs",
            Self::Customers => "customers",
            Self::Ownership => "ownership",
            Self::Growth => "growth",
            Self::PriceChange => "price_change",
            Self::Event => "event",
            Self::Other => "other",
        }
    }

    /// The predicate of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.name() == name)
    }
}

/// How sure the text is; in rising order of precedence, so that the greatest one that holds is *the* modality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it
pub enum Modality {
    Asserted,
    Estimated,
    Reported,
    Planned,
    Possible,
    Denied,
}

impl Modality {
    /// Every modality, in rising order of precedence.
    pub const ALL: [Self; 6] = [
        Self::Asserted,
        Self::Estimated,
        Self::Reported,
        Self::Planned,
        Self::Possible,
        Self::Denied,
    ];

    /// The name in the output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Estimated => "estimated",
            Self::Reported => "reported",
            Self::Planned => "planned",
            Self::Possible => "possible",
            Self::Denied => "denied",
        }
    }

    /// The modality of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.name() == name)
    }
}

/// The modalities that hold of a claim; with none set it is asserted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Modalities(u8);

impl Modalities {
    /// Adds one.
    pub fn add(&mut self, modality: Modality) {
        if modality != Modality::Asserted {
            self.0 |= 1 << modality as u8;
        }
    }

    /// Adds all of `other`.
    pub fn extend(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// The others.
    #[must_use]
    pub const fn without(self, modality: Modality) -> Self {
        Self(self.0 & !(1 << modality as u8))
    }

    /// Whether it holds.
    #[must_use]
    pub const fn has(self, modality: Modality) -> bool {
        self.0 & (1 << modality as u8) != 0
    }

    /// All that hold, highest precedence first; `asserted` alone when none does.
    pub fn all(self) -> impl Iterator<Item = Modality> {
        let held = Modality::ALL.into_iter().rev();
        let held = held.filter(move |m| self.has(*m));
        held.chain((self.0 == 0).then_some(Modality::Asserted))
    }

    /// The one that goes before the others.
    #[must_use]
    pub fn leading(self) -> Modality {
        Modality::ALL
            .into_iter()
            .rev()
            .find(|m| self.has(*m))
            .unwrap_or(Modality::Asserted)
    }
}

/// Which way a change goes. It never changes a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it
pub enum Direction {
    Up,
    Down,
}

impl Direction {
    /// The name in the output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// A person, organisation or thing that fills a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// The words of the text.
    pub span: TextSpan,
    /// The canonical name in the document, where the text supports one.
    pub name: Option<String>,
    /// The parties of a coordination.
    pub members: Vec<Party>,
}

/// How a date governs a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it
pub enum TimingRole {
    At,
    By,
    Since,
    Until,
    From,
}

impl TimingRole {
    /// The name in the output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::At => "at",
            Self::By => "by",
            Self::Since => "since",
            Self::Until => "until",
            Self::From => "from",
        }
    }
}

/// The date that governs a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timing {
    /// EDTF.
    pub edtf: String,
    /// First day.
    pub start: Day,
    /// One past the last day.
    pub end: Day,
    /// How it governs.
    pub role: TimingRole,
    /// Where the date is written.
    pub span: TextSpan,
}

/// Why a slot was filled as it was, for `explain`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotReason {
    /// Slot name in the output.
    pub slot: &'static str,
    /// One plain line.
    pub why: Cow<'static, str>,
}

/// A figure with what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The figure or date claimed.
    pub figure: MentionId,
    /// What.
    pub predicate: Predicate,
    /// Of whom or what.
    pub subject: Option<Party>,
    /// The other party or thing.
    pub object: Option<Party>,
    /// Who says so; `None` is the article itself.
    pub speaker: Option<Party>,
    /// When.
    pub timing: Option<Timing>,
    /// How sure.
    pub modalities: Modalities,
    /// Which way.
    pub direction: Option<Direction>,
    /// The rate, from the mention's words or from the clause.
    pub per: Option<Per>,
    /// The sentence it stands in.
    pub sentence: TextSpan,
    /// Index, in the document's claims, of the claim that this one repeats.
    pub same_as: Option<usize>,
    /// Index, in the document's claims, of the claim whose amount this one converts.
    pub converts: Option<usize>,
    /// Probability that figure, subject and predicate are right, in thousandths.
    pub confidence: u16,
    /// Why each slot was filled; the frame and those that lost only where somebody asks.
    pub why: Vec<SlotReason>,
}
