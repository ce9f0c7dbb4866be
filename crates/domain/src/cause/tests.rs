//! Common causes: every rule by name, and what holds whatever anybody does.

mod harness;
mod properties;
mod rules;
