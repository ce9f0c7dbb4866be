//! The views of performance: what is looked at together, on the pages and in what is mailed.

use redress_domain::measure::{By, Measure};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::policy::Policy;

/// Whoever may see how the council does. No figure holds a name; the cases behind it are listed by permission.
pub const SEEN_BY: &[Act] = &[
    Act::ReadCase,
    Act::ReadAnyCase,
    Act::SeeWorkload,
    Act::ReadBriefing,
];

/// Whether somebody may see how the council does.
pub fn may_see(policy: &Policy, actor: &Actor) -> bool {
    SEEN_BY.iter().any(|act| permission::may(policy, actor, *act))
}

/// What is looked at together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// Its word in addresses.
    pub word: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Each measure on it, with what it is told apart by.
    pub on_it: &'static [(Measure, By)],
}

impl View {
    /// The view of this word.
    pub fn of(word: &str) -> Option<&'static Self> {
        VIEWS.iter().find(|view| view.word == word)
    }
}

/// The views, in their order.
pub const VIEWS: [View; 8] = [
    View {
        word: "overview",
        name: "Overview",
        on_it: &[
            (Measure::Received, By::Month),
            (Measure::ComplaintsReceived, By::Service),
            (Measure::OpenNow, By::Detail),
            (Measure::OverdueNow, By::Service),
            (Measure::LikelyLate, By::Service),
            (Measure::ComplimentsReceived, By::Service),
            (Measure::ComplimentsReceived, By::Team),
        ],
    },
    View {
        word: "time",
        name: "Time",
        on_it: &[
            (Measure::AcknowledgedInTime, By::Month),
            (Measure::Stage1InTime, By::Month),
            (Measure::Stage1InTimeWithoutExtension, By::Month),
            (Measure::Stage1WorkingDays, By::Month),
            (Measure::FirstAnswerInTime, By::Month),
            (Measure::RequestInTime, By::Service),
            (Measure::NoWordFor, By::Service),
        ],
    },
    View {
        word: "outcomes",
        name: "Outcomes",
        on_it: &[
            (Measure::Findings, By::Detail),
            (Measure::Upheld, By::Service),
            (Measure::NotAccepted, By::Detail),
            (Measure::Closed, By::Detail),
            (Measure::Reopened, By::Service),
            (Measure::RemediesInTime, By::Month),
            (Measure::RemediesDue, By::Detail),
        ],
    },
    View {
        word: "stages",
        name: "Stages",
        on_it: &[
            (Measure::Escalated, By::Service),
            (Measure::Stage2Asked, By::Month),
            (Measure::Stage2InTime, By::Month),
            (Measure::Stage2InTimeWithoutExtension, By::Month),
            (Measure::Stage2WorkingDays, By::Month),
            (Measure::OmbudsmanDecisions, By::Detail),
            (Measure::OmbudsmanUpheld, By::Detail),
            (Measure::SatisfactoryRemedy, By::Service),
            (Measure::Determinations, By::Detail),
        ],
    },
    View {
        word: "channels",
        name: "Channels",
        on_it: &[
            (Measure::Received, By::Channel),
            (Measure::SettledAtFirstContact, By::Channel),
            (Measure::WorkingDaysToClose, By::Channel),
        ],
    },
    View {
        word: "demand",
        name: "Demand",
        on_it: &[
            (Measure::Received, By::Service),
            (Measure::Received, By::Kind),
            (Measure::Received, By::Ward),
            (Measure::ComplaintsReceived, By::Month),
        ],
    },
    View {
        word: "costs",
        name: "Contact and cost",
        on_it: &[
            (Measure::ContactCost, By::Channel),
            (Measure::ContactCost, By::Service),
            (Measure::Contacts, By::Channel),
            (Measure::AvoidableCauses, By::Detail),
            (Measure::AvoidableContact, By::Service),
            (Measure::AvoidableContact, By::Channel),
        ],
    },
    View {
        word: "others",
        name: "Councillors, partners and arrangements",
        on_it: &[
            (Measure::CouncillorQueries, By::Month),
            (Measure::CouncillorQueriesInTime, By::Month),
            (Measure::PartnersInTime, By::Detail),
            (Measure::UnassignedAtDailyCheck, By::Month),
            (Measure::ArrangementsInForce, By::Month),
        ],
    },
];
