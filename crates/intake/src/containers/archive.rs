//! What the readers of archives share.

use std::ops::ControlFlow;

use crate::fault::{Fault, Kind};
use crate::kinds;
use crate::place::Place;
use crate::run::Run;

/// The name of a file in an archive, if it stays inside.
pub(super) fn inner_name(
    name: &str,
    place: &Place,
    run: &mut Run,
) -> ControlFlow<(), Option<String>> {
    let name = name.replace('\\', "/");
    let name = name.trim_start_matches("./");
    if !name.starts_with('/') && name.split('/').all(|part| part != "..") {
        return ControlFlow::Continue(Some(name.to_owned()));
    }
    let fault = Fault::new(
        Kind::BadRecord,
        "its path leads out of the archive",
        "it is skipped; whoever made the archive may mean harm",
    );
    run.out.fault(place.inside(name).mark(fault))?;
    ControlFlow::Continue(None)
}

/// Whether a file in an archive is read; what is passed over is counted.
pub(super) fn wanted(name: &str, run: &mut Run) -> bool {
    let reason = run.globs.passed_over(name, || kinds::passed_over(name));
    if let Some(reason) = reason {
        run.out.ignore(reason);
    }
    reason.is_none()
}
