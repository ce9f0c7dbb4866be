//! Each safeguard as a rule that says no, under the name of its source; and what holds whatever anybody does.

mod by_code;
mod by_hand;
mod dangers;
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
mod refused;
mod rests;
mod rules;
mod served;
mod shared;
mod since;
mod taken_in;
mod tend;
mod ways;
mod whole;
mod worded;
