//! How long jobs wait.

use super::*;

#[test]
fn a_job_that_fails_waits_twice_as_long_each_time_but_never_more_than_ten_minutes() {
    assert_eq!(wait_after(Job::Seal, 0), SignedDuration::from_secs(1));
    assert_eq!(wait_after(Job::Seal, 1), SignedDuration::from_secs(2));
    assert_eq!(wait_after(Job::Seal, 5), SignedDuration::from_secs(32));
    assert_eq!(wait_after(Job::Seal, 30), LONGEST);
    assert_eq!(wait_after(Job::Seal, u32::MAX), LONGEST);
    assert_eq!(wait_after(Job::Sweep, 3), SignedDuration::from_hours(1));
}
