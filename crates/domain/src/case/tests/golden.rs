//! The form in which events stand in the record, kept for ever: one file for each.
