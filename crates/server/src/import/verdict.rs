//! The other system's verdicts on time, beside those that follow from our own rules.
//!
//! Ours: a promise is a civil date, kept when the record was closed on that day or before it. An
//! open record is judged on the last day that the file knows of, as the other system did.

use jiff::Timestamp;
use redress_domain::calendar::london::civil_date;

use crate::progress::say;

/// One record's verdicts.
#[derive(Debug, Clone)]
pub(crate) struct Compared {
    /// Theirs, if they gave one: whether it was on time.
    pub(crate) theirs: Option<bool>,
    /// When it was received.
    pub(crate) received_at: Timestamp,
    /// By when it was promised.
    pub(crate) target_at: Option<Timestamp>,
    /// When it was closed.
    pub(crate) closed_at: Option<Timestamp>,
}

/// All records' verdicts, and why those differ that do.
#[derive(Debug, Default)]
pub(crate) struct Verdicts {
    all: Vec<Compared>,
    agree: usize,
    no_target: usize,
    no_verdict: usize,
    same_day: usize,
    open: usize,
    other: usize,
}

impl Verdicts {
    pub(crate) fn add(&mut self, compared: Compared) {
        self.all.push(compared);
    }

    /// Compares them, once every row is known.
    pub(crate) fn settle(&mut self) {
        let moments = self
            .all
            .iter()
            .flat_map(|one| [Some(one.received_at), one.closed_at])
            .flatten();
        let last_day = moments.max().map(civil_date);
        for one in &self.all {
            let day = one.closed_at.map(civil_date).or(last_day);
            let (Some(target_at), Some(day)) = (one.target_at, day) else {
                self.no_target += 1;
                continue;
            };
            let ours = day <= civil_date(target_at);
            match one.theirs {
                None => self.no_verdict += 1,
                Some(theirs) if theirs == ours => self.agree += 1,
                Some(_) if one.closed_at.is_none() => self.open += 1,
                Some(_) if day == civil_date(target_at) => self.same_day += 1,
                Some(_) => self.other += 1,
            }
        }
    }

    /// Says how many agree, and why the others do not.
    pub(crate) fn say(&self) {
        if self.all.is_empty() {
            return;
        }
        say(format!(
            "On time or not: of {} verdicts, {} agree with the source’s own.",
            self.all.len(),
            self.agree
        ));
        let reasons = [
            (
                self.no_target,
                "have no target in the source, so no promise that could be kept or broken",
            ),
            (
                self.same_day,
                "were done on the day of the target but after its hour: late there, in time here",
            ),
            (
                self.open,
                "are open, and the source judged them on another day than the last in the file",
            ),
            (self.no_verdict, "have no verdict in the source"),
            (self.other, "differ for another reason"),
        ];
        for (count, why) in reasons.into_iter().filter(|(count, _)| *count > 0) {
            say(format!("  {count} {why}."));
        }
    }
}
