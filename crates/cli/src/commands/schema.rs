//! `schema`: the JSON Schema of the output, and calls that load it.

use claimsift_sinks as sinks;

use crate::args::{Reader, Schema, What};
use crate::failure::Stop;
use crate::output::Output;
use crate::summary::Outcome;

pub(crate) fn run(args: &Schema) -> Result<Outcome, Stop> {
    let what = match args.what {
        Some(What::Claim) => Some(sinks::What::Claims),
        Some(What::Mention) => Some(sinks::What::Mentions),
        Some(What::Pack) | None => None,
    };
    let text = match args.reader {
        None if matches!(args.what, Some(What::Pack)) => {
            format!("{:#}\n", claimsift_packs::schema().to_value())
        }
        None => format!("{:#}\n", sinks::schema(what)),
        Some(reader) => {
            let reader = match reader {
                Reader::Duckdb => sinks::Reader::DuckDb,
                Reader::Pandas => sinks::Reader::Pandas,
                Reader::Polars => sinks::Reader::Polars,
            };
            sinks::reader_call(reader, what.unwrap_or(sinks::What::Claims))
        }
    };
    let mut out = Output::open(None)?;
    out.write(text.as_bytes())?;
    out.finish()?;
    Ok(Outcome::Done)
}
