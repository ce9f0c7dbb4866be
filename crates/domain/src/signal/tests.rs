//! What a signal counts and what it sets apart, who may do what with it, and what the yearly report says.

mod counts;
mod fairness;
mod golden;
mod harness;
mod reader;
