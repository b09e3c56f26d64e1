//! Fields of JSON that were asked for by name. One that no record has is most likely a slip, and would be missed by nobody.

use super::row::{self, Row};
use crate::Fields;

/// Those of a file that no record has had so far.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    fields: Vec<Field>,
    /// The fields of the first record that lacks one of them.
    there: Vec<String>,
}

#[derive(Debug, Clone, Copy)]
enum Field {
    Id,
    Date,
    Lang,
    Url,
    Title,
}

impl Field {
    const ALL: [Self; 5] = [Self::Id, Self::Date, Self::Lang, Self::Url, Self::Title];

    const fn name(self, fields: &Fields) -> &String {
        match self {
            Self::Id => &fields.id,
            Self::Date => &fields.date,
            Self::Lang => &fields.lang,
            Self::Url => &fields.url,
            Self::Title => &fields.title,
        }
    }

    const fn is_in(self, row: &Row) -> bool {
        match self {
            Self::Id => row.id.is_some(),
            Self::Date => row.date.is_some(),
            Self::Lang => row.lang.is_some(),
            Self::Url => row.url.is_some(),
            Self::Title => row.title.is_some(),
        }
    }
}

impl Asked {
    /// Before the first record of a file. The usual names are asked for by nobody.
    pub(crate) fn of(fields: &Fields) -> Self {
        let usual = Fields::default();
        let own = |field: &Field| field.name(fields) != field.name(&usual);
        Self {
            fields: Field::ALL.into_iter().filter(own).collect(),
            there: Vec::new(),
        }
    }

    /// Looks at the record that `bytes` hold.
    pub(super) fn see(&mut self, row: &Row, bytes: &[u8], fields: &Fields) {
        self.fields.retain(|field| !field.is_in(row));
        if !self.fields.is_empty() && self.there.is_empty() {
            self.there = row::names(bytes, fields);
        }
    }

    /// What is wrong with a file that was read to its end.
    pub(crate) fn missing(self, fields: &Fields) -> Option<String> {
        let first = self.fields.first().filter(|_| !self.there.is_empty())?;
        let name = first.name(fields);
        let there = self.there.join(", ");
        Some(format!(
            "no record has a field \"{name}\" (the first one's: {there})"
        ))
    }
}
