//! Each safeguard as a rule that says no, under the name of its source; and what holds whatever anybody does.

mod harness;
mod keep;
mod letters;
mod properties;
mod questions;
mod rules;
mod tend;
