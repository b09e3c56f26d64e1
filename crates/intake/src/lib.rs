//! Dump containers to records.
