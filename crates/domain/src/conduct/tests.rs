//! Each safeguard as a rule that says no, under the name of its source; and what holds whatever anybody does.

mod by_hand;
mod fair;
mod harness;
mod heard;
mod interim;
mod keep;
mod letters;
mod more_time;
mod onward;
mod posts;
mod properties;
mod questions;
mod reasons;
mod rests;
mod rules;
mod shared;
mod since;
mod tend;
mod ways;
mod whole;
mod worded;
