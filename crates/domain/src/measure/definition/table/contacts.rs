//! What is measured of contacts, their cost, and how far complaints go.

use super::{Definition, Formula, OF_CASES, OF_DAYS, OF_DETAILS, Part, define};
use crate::measure::fact::FactKind;
use crate::measure::{By, Measure};

impl Measure {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the list of all stands in definition()"
    )]
    pub(super) const fn of_contacts(self) -> Definition {
        match self {
            Self::Contacts => define(
                (
                    "Contacts",
                    "How often do customers have to get in touch, and how?",
                ),
                (
                    "Every contact from a customer on a case, the one that opened it among them, on its day and by its own channel",
                    "What we sent; emails that nobody put on a case",
                ),
                "Paper 000: avoidable contact and channel shift",
                Formula::Count(&[FactKind::Contact]),
                OF_DAYS,
            ),
            Self::AvoidableContact => define(
                (
                    "Avoidable contact",
                    "How often could we have saved the customer a contact?",
                ),
                (
                    "Contacts, on their day; so: staff said that it could have been saved, or it asked how it is going, or a promise had passed its date. Of many nobody said anything: they count as not so, and the share is the least that it can be",
                    "Nothing. A contact of which staff said that it was needed is not so, whatever the record shows",
                ),
                "After National Indicator 14 (2008 to 2010); the causes that staff are asked for are the policy's",
                Formula::Share(&[FactKind::Contact], Part::Kept),
                OF_CASES,
            ),
            Self::AvoidableCauses => define(
                (
                    "Why contact was avoidable",
                    "What makes customers get in touch who need not have to?",
                ),
                (
                    "Contacts that could have been saved, on their day, each by one cause: what staff said; for chasing after a promise had passed its date, that date",
                    "Contacts that were needed, and those of which nothing is known",
                ),
                "After National Indicator 14 (2008 to 2010); the causes that staff are asked for are the policy's",
                Formula::Count(&[FactKind::AvoidableContact]),
                OF_DETAILS,
            ),
            Self::ContactCost => define(
                ("Cost of contact", "What does contact cost, by channel?"),
                (
                    "Contacts, on their day, each at the council's own cost of its channel on that day",
                    "Contacts by a channel for which no cost was given: they are counted and said apart",
                ),
                "The council's own figures ([[channel_cost]] of its policy); published ones disagree",
                Formula::Cost(FactKind::Contact),
                &[By::Service, By::Team, By::Month, By::Channel],
            ),
            _ => define(
                (
                    "How far complaints go",
                    "How many complaints are settled at each step?",
                ),
                (
                    "Complaints, on the day of receipt, by the furthest step that they have reached by now; whoever came to a step has come past those before it",
                    "Steps still ahead: complaints of the last weeks have had less time. An Ombudsman who asked before our stages were over",
                ),
                "Complaint Handling Code, section 6",
                Formula::Count(&[FactKind::StepReached]),
                OF_DETAILS,
            ),
        }
    }
}
