//! Measures every stage of claimsift on fixtures.
fn main() {}
