//! The command line of claimsift.
fn main() {}
