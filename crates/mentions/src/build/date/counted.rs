//! Dates that are counted out: *the last three months*, *two weeks after Christmas*, *earlier this year*.

use claimsift_engine::pattern::SlotName;
use claimsift_model::{Precision, Value};
use claimsift_packs::class;

use super::part::open;
use super::{Captures, small, whole};
use crate::dates::{From, Open, Period, Pick, Unit, What};
use crate::item::Reach;

pub(super) const THIS_YEAR: What = What::Shifted {
    unit: Unit::Year,
    by: 0,
    from: From::Document,
};

pub(super) const TODAY: What = What::Shifted {
    unit: Unit::Day,
    by: 0,
    from: From::Document,
};

/// Units that dates are counted out by; more are no date of news.
const MOST: i64 = 1000;

/// The number of units, with the sign of the word beside it; none counts one.
fn signed(of: &Captures<'_, '_>) -> Option<i64> {
    let one = of.part(SlotName::Amount).is_none()
        || of
            .node(SlotName::Amount)
            .is_some_and(|n| n.class == class::ONE);
    let n = if one { 1 } else { whole(of, SlotName::Amount)? };
    let sign = of
        .part(SlotName::ShiftBy)
        .map_or(Some(1), |_| of.number(SlotName::ShiftBy))?;
    let word = of
        .node(SlotName::Unit)
        .filter(|n| n.class == class::LENGTH_WORD);
    let times = word.map_or(1, |word| word.value);
    let n = n.checked_mul(sign)?.checked_mul(times)?;
    (n != 0 && n.abs() <= MOST).then_some(n)
}

/// The unit; a word such as *fortnight* is so many of one.
fn unit(of: &Captures<'_, '_>) -> Option<Unit> {
    let word = of.node(SlotName::Unit)?;
    Unit::of(if word.class == class::LENGTH_WORD {
        word.extra
    } else {
        word.value
    })
}

/// The date captured, where it is one that days can be counted from.
fn base(of: &Captures<'_, '_>) -> Option<What> {
    let expr = of.item(SlotName::Base)?.date.as_ref()?;
    let told = !matches!(
        expr.what,
        What::Vague { .. } | What::Between(..) | What::Run { .. }
    );
    let what = match &expr.what {
        // The whole expression has a verb, not its end: *va fermer six jours à compter de vendredi*.
        What::Open(open, pick) if pick.is_free() => What::Open(*open, Pick::Usual),
        what => what.clone(),
    };
    (told && expr.part_of_day.is_none()).then_some(what)
}

/// *the last three months*, *les trois prochaines semaines*.
pub(super) fn run(of: &Captures<'_, '_>) -> Option<What> {
    let (unit, by) = (unit(of)?, signed(of)?);
    Some(What::Run {
        unit,
        by,
        base: None,
    })
}

/// *the previous ten weeks*: beside the date told last.
pub(super) fn run_beside(of: &Captures<'_, '_>) -> Option<What> {
    let told = What::Shifted {
        unit: Unit::Day,
        by: 0,
        from: From::Text,
    };
    let (unit, by) = (unit(of)?, signed(of)?);
    Some(What::Run {
        unit,
        by,
        base: Some(Box::new(told)),
    })
}

/// *two years and three months ago*, *il y a un an et demi*: a length in several units, or with a half.
pub(super) fn far(of: &Captures<'_, '_>, sign: i64, from: From, run: bool) -> Option<What> {
    let Value::Timex(written) = &of.item(SlotName::Base)?.value else {
        return None;
    };
    let mut parts = super::length::several(written)?;
    if let Some(unit) = Unit::of(of.number(SlotName::Unit).unwrap_or_default()) {
        // *ces trois derniers mois et deux semaines*
        parts.insert(0, (unit, whole(of, SlotName::Amount)?));
    }
    let falls = parts.windows(2).all(|p| p[0].0 > p[1].0);
    let small = parts.iter().all(|(_, n)| (1..=MOST).contains(n));
    let parts = parts.into_iter().map(|(unit, n)| (unit, n * sign));
    let parts: Vec<_> = parts.collect();
    (falls && small && parts.len() > 1).then_some(What::Far { parts, from, run })
}

/// *the last three months and two weeks*.
pub(super) fn far_run(of: &Captures<'_, '_>) -> Option<What> {
    far(of, of.number(SlotName::ShiftBy)?, From::Now, true)
}

/// *two weeks starting on 3 May*.
pub(super) fn run_from(of: &Captures<'_, '_>) -> Option<What> {
    let base = Some(Box::new(base(of)?));
    let (unit, by) = (unit(of)?, signed(of)?);
    Some(What::Run { unit, by, base })
}

/// *the twelve months to March 2024*, *l’exercice clos le 31 décembre 2024*.
pub(super) fn run_to(of: &Captures<'_, '_>) -> Option<What> {
    let base = Some(Box::new(base(of)?));
    let (unit, by) = match of.part(SlotName::Unit) {
        Some(_) => (unit(of)?, signed(of)?.checked_neg()?),
        None => (Unit::Year, -1),
    };
    Some(What::Run { unit, by, base })
}

/// *within three months*: from the day of writing.
pub(super) fn within_now(of: &Captures<'_, '_>) -> Option<What> {
    let base = Some(Box::new(TODAY));
    let (unit, by) = match of.part(SlotName::Base) {
        Some(length) => length_of(of, length)?,
        None => (unit(of)?, signed(of)?),
    };
    Some(What::Run { unit, by, base })
}

/// A length of time in one unit, and its number.
fn length_of(of: &Captures<'_, '_>, length: Reach) -> Option<(Unit, i64)> {
    let Value::Timex(written) = &of.item(SlotName::Base)?.value else {
        return None;
    };
    let (unit, n) = super::length::single(written)?;
    let workday = |at| {
        let mut nodes = of.scene.chart.nodes(at, class::PERIOD);
        nodes.any(|node| node.value == Unit::Workday.number())
    };
    let workdays = (length.start as usize..length.end as usize).any(workday);
    let unit = match unit {
        Unit::Day if workdays => Unit::Workday,
        unit => unit,
    };
    (n <= MOST).then_some((unit, n))
}

/// *between now and November*.
pub(super) fn up_to(of: &Captures<'_, '_>) -> Option<What> {
    let year = of
        .number(SlotName::Amount)
        .and_then(|y| i16::try_from(y).ok());
    let end = match year {
        Some(year) => What::Fixed(Period::Year(year)),
        None => base(of)?,
    };
    let end = match end {
        What::Open(open, Pick::Usual) => What::Open(open, Pick::Due),
        end => end,
    };
    Some(What::Between(Box::new(TODAY), Box::new(end)))
}

/// *the last five months of 2021*, *les neuf premiers mois de l’année*.
pub(super) fn ends(of: &Captures<'_, '_>) -> Option<What> {
    let (unit, by) = (unit(of)?, signed(of)?);
    let whole = match of.part(SlotName::Base) {
        Some(_) => base(of)?,
        None => THIS_YEAR,
    };
    (unit.precision() < whole.precision()).then(|| What::Ends {
        unit,
        by,
        of: Box::new(whole),
        told: false,
    })
}

/// *two weeks after Christmas*, *trois jours avant le 12 mai*, *la veille de Noël*.
pub(super) fn offset(of: &Captures<'_, '_>) -> Option<What> {
    let unit = match of.part(SlotName::Unit) {
        Some(_) => unit(of)?,
        None => Unit::Day,
    };
    let base = match (base(of)?, of.node(SlotName::ShiftBy).map(|n| n.extra)) {
        // *lundi en huit*: that of the week behind the one that comes.
        (What::Open(open @ Open::Weekday(_), Pick::Usual), Some(2)) => What::Open(open, Pick::Due),
        (base, _) => base,
    };
    // *ten years from January 2020* begin then; *ten days from Tuesday* are counted.
    let begins = of.node(SlotName::ShiftBy).is_some_and(|n| n.extra == 1)
        && of.part(SlotName::Unit).is_some();
    if begins && base.precision() != Precision::Day {
        return None;
    }
    Some(What::Offset {
        unit,
        by: signed(of)?,
        base: Box::new(base),
    })
}

/// *the Monday after Easter*, *le vendredi avant le 3 mai*.
pub(super) fn next_to(of: &Captures<'_, '_>) -> Option<What> {
    let base = base(of).filter(|b| b.precision() == Precision::Day)?;
    Some(What::NextTo {
        open: open(of)?,
        side: small(of, SlotName::ShiftBy)?,
        base: Box::new(base),
    })
}

/// *earlier this month*, *plus tard dans l’année*.
pub(super) fn cut(of: &Captures<'_, '_>) -> Option<What> {
    let whole = match of.part(SlotName::Base) {
        Some(_) => base(of)?,
        None => What::Shifted {
            unit: unit(of)?,
            by: 0,
            from: From::Document,
        },
    };
    let past = of.number(SlotName::ShiftBy)? < 0;
    matches!(whole, What::Shifted { unit, by: 0, .. } if unit != Unit::Day).then(|| What::Cut {
        of: Box::new(whole),
        past,
    })
}

/// *the same month of last year*.
pub(super) fn same(of: &Captures<'_, '_>) -> Option<What> {
    Some(What::Same {
        unit: unit(of)?,
        of: Box::new(base(of)?),
    })
}

/// *the week of 3 May*, *the Labor Day weekend*.
pub(super) fn around(of: &Captures<'_, '_>) -> Option<What> {
    let base = match (of.part(SlotName::Open), of.node(SlotName::Open)) {
        // *la semaine du 5*
        (Some(_), None) => What::Open(Open::DayOnly(small(of, SlotName::Open)?, None), Pick::Usual),
        (Some(_), Some(_)) => What::Open(open(of)?, Pick::Usual),
        (None, _) => base(of)?,
    };
    let unit = match of.part(SlotName::Unit) {
        Some(_) => unit(of)?,
        None => Unit::Week,
    };
    let day = base.precision() == Precision::Day;
    let feast = matches!(
        base,
        What::Open(Open::Feast(..) | Open::Day(..), _) | What::Fixed(Period::Day(_))
    );
    (day && (feast || unit == Unit::Week)).then(|| What::Around(unit, Box::new(base)))
}

/// *the second Tuesday of November*, *le dernier vendredi du mois*.
pub(super) fn ranked(of: &Captures<'_, '_>) -> Option<What> {
    let rank = match small(of, SlotName::Amount)? {
        -1 => LAST,
        rank => rank,
    };
    let month = match of.part(SlotName::Base) {
        Some(_) => base(of)?,
        None => What::Shifted {
            unit: Unit::Month,
            by: 0,
            from: From::Document,
        },
    };
    let open = Open::Ranked(rank, small(of, SlotName::Open)?);
    (month.precision() == Precision::Month).then(|| What::Within(open, Box::new(month)))
}

/// The rank of the last weekday of a month, as feasts have it.
const LAST: i8 = 9;
