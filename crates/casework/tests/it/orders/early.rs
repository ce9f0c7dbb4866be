//! Orders that settle a complaint early.

use redress_domain::case::{
    Command, ContactPurpose, Direction, EarlyOrder, NewAdvice, NewContact, TalkAnswer, TalkOutcome, TalkWay,
};
use redress_domain::vocabulary::Channel;

use super::Orders;
use crate::world::manager;

impl Orders<'_> {
    pub(crate) fn ask_advice(&self) -> Command {
        Command::Early(EarlyOrder::AskAdvice {
            of: NewAdvice {
                adviser: manager().user().unwrap().clone(),
                // Found out by the act.
                roles: Vec::new(),
                services: Vec::new(),
            },
            question: self.words("May we waive the charge?"),
        })
    }

    pub(crate) fn advise(&self) -> Command {
        Command::Early(EarlyOrder::Advise {
            words: self.words("Waive it"),
        })
    }

    pub(crate) fn offer_talk(&self) -> Command {
        Command::Early(EarlyOrder::OfferTalk {
            way: TalkWay::Meeting,
            on: Some(self.world.casework.today()),
            contact: NewContact {
                id: self.fresh().contact(),
                direction: Direction::Out,
                channel: Channel::Letter,
                at: self.world.casework.outside().now(),
                purpose: ContactPurpose::Information,
                words: self.words("Would you like to meet?"),
            },
        })
    }

    pub(crate) fn accept_talk() -> Command {
        Command::Early(EarlyOrder::AnswerTalk {
            answer: TalkAnswer::Accepted,
            on: None,
        })
    }

    pub(crate) fn hold_talk(&self) -> Command {
        Command::Early(EarlyOrder::HoldTalk {
            on: self.world.casework.today(),
            outcome: TalkOutcome::Agreed,
            words: self.words("A second bin by Friday"),
        })
    }

    /// All of them, in their order.
    pub(crate) fn settling_early(&self) -> Vec<Command> {
        vec![
            self.ask_advice(),
            self.advise(),
            self.offer_talk(),
            Self::accept_talk(),
            self.hold_talk(),
        ]
    }
}
