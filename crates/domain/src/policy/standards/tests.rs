//! Standards in words, measured or not.

use super::Measured;
use crate::measure::Measure;
use crate::policy::Policy;

fn demo() -> Policy {
    Policy::parse(include_str!("../../../../../policies/demo.toml")).unwrap()
}

#[test]
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the other measures are not measured here"
)]
fn each_public_standard_says_its_promise_its_target_and_how_the_council_did() {
    let text = demo().standards_text(|standard| match standard.measure {
        Measure::AcknowledgedInTime => Measured::Percent(100),
        Measure::Stage1InTime => Measured::Percent(92),
        _ => Measured::NotMeasuredForLongEnough,
    });
    assert!(text.contains("acknowledge your complaint within 5 working days.\n  Our target is every time.\n  We did this every time."));
    assert!(text.contains("We did this 92 times in every 100."));
    assert!(text.contains("We have not measured this for long enough yet"));
    assert!(text.contains("What we ask of you"));
}

#[test]
fn a_standard_that_is_not_public_stays_inside() {
    let mut policy = demo();
    policy.standards[0].is_public = false;
    let promise = policy.standards[0].promise.clone();
    assert!(
        !policy
            .standards_text(|_| Measured::NotMeasuredForLongEnough)
            .contains(&promise)
    );
}
