//! Claims and mentions to JSON Lines, JSON and CSV.
