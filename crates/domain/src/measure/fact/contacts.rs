//! What a case gives of its customer's contacts, and of how far it went.

use super::{Fact, FactKind, Gather, Tally};
use crate::case::{AvoidableCause, ReviewState};
use crate::vocabulary::Channel;

crate::vocabulary! {
    /// The steps of a complaint, in their order: whoever came to one has come past those before it.
    pub enum Step {
        /// It came.
        Received = "received",
        /// It was acknowledged.
        Acknowledged = "acknowledged",
        /// It was replied to at stage 1.
        Stage1Replied = "stage-1-replied",
        /// Stage 2 was asked for.
        Stage2Asked = "stage-2-asked",
        /// It was replied to at stage 2.
        Stage2Replied = "stage-2-replied",
        /// An Ombudsman asked about it after that.
        OmbudsmanAsked = "ombudsman-asked",
    }
}

impl Gather<'_> {
    /// Each contact by its own channel, which need not be that of the case.
    pub(super) fn contacts(&mut self) {
        let case = self.case;
        // Those that another council had before it came here are counted there.
        let since = case.came_from.as_ref().map(|came| came.on);
        let here = case
            .contacts
            .iter()
            .filter(|made| since.is_none_or(|since| since < made.on));
        for made in here {
            let cause = made.cause();
            let contact = (FactKind::Contact, made.on);
            self.put_by_channel(
                made.channel,
                self.fact(contact, 0, ""),
                Tally::one(cause.is_some()),
            );
            if let Some(cause) = cause {
                let avoidable = (FactKind::AvoidableContact, made.on);
                let fact = self.fact(avoidable, 0, AvoidableCause::as_str(cause));
                self.put_by_channel(made.channel, fact, Tally::one(true));
            }
        }
    }

    fn put_by_channel(&mut self, channel: Channel, fact: Fact, tally: Tally) {
        self.facts.entry(Fact { channel, ..fact }).or_default().add(tally);
    }

    /// The furthest that a complaint came, on the day of its receipt: so those of one period are counted at every step.
    /// An Ombudsman who asked before our stages were over is no step of them.
    pub(super) fn steps(&mut self) {
        let case = self.case;
        if !case.is_complaint() {
            return;
        }
        let review = case.open_review();
        let stage_1 = review.map(|review| &review.stage_1);
        let acknowledged = stage_1.map_or(case.acknowledged_on, |stage| stage.acknowledged_on);
        let replied = stage_1.map_or(case.replied_on, |stage| stage.replied_on);
        let accepted = review.is_some_and(|review| review.state == ReviewState::Accepted);
        let stage_2_replied = accepted && case.replied_on.is_some();
        let furthest = if stage_2_replied && !case.enquiries.is_empty() {
            Step::OmbudsmanAsked
        } else if stage_2_replied {
            Step::Stage2Replied
        } else if case.review.is_some() {
            Step::Stage2Asked
        } else if replied.is_some() {
            Step::Stage1Replied
        } else if acknowledged.is_some() {
            Step::Acknowledged
        } else {
            Step::Received
        };
        let at = (FactKind::StepReached, case.received_on);
        self.put(at, 0, furthest.as_str(), Tally::one(false));
    }
}
