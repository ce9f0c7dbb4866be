//! Orders about a question to a partner.

use redress_domain::case::{
    AnswerSharing, Command, ContactPurpose, Direction, NewAnswer, NewReferral, ReferralOrder, SharedPart,
    SharingConsent,
};
use redress_domain::id::{PartnerId, ReferralId};

use super::Orders;

impl Orders<'_> {
    /// A question to Severn Water, answered within 14 days.
    pub(crate) fn refer(&self, referral: &ReferralId) -> Command {
        let fortnight = jiff::Span::new().days(14);
        Command::Referral(ReferralOrder::Refer(NewReferral {
            id: referral.clone(),
            partner: PartnerId::parse("severn-water").unwrap(),
            ask: self.words("Was the main mended?"),
            shared: self.words("Water runs down the road"),
            parts: vec![SharedPart::WhatHappened],
            files: Vec::new(),
            consent: SharingConsent::NotNeeded,
            because: Some(self.words("The law makes us share it")),
            due_on: self.world.casework.today().saturating_add(fortnight),
        }))
    }

    pub(crate) fn turn_away(&self, referral: &ReferralId) -> Command {
        Command::Referral(ReferralOrder::TurnAway {
            referral: referral.clone(),
            why: self.words("The pipe is private"),
            instead: Some(self.words("Whoever owns the house")),
        })
    }

    pub(crate) fn end_referral(&self, referral: &ReferralId) -> Command {
        Command::Referral(ReferralOrder::End {
            referral: referral.clone(),
            reason: self.words("The customer found out"),
        })
    }

    /// What follows a question that is answered, in the order in which it comes.
    pub(crate) fn until_the_customer_is_told(&self, referral: &ReferralId) -> Vec<Command> {
        let Command::RecordContact(contact) = self.contact(Direction::Out, ContactPurpose::UpdateGiven)
        else {
            unreachable!("a contact is recorded");
        };
        let id = || referral.clone();
        let orders = [
            ReferralOrder::Accept {
                referral: id(),
                by: Some(self.world.casework.today()),
                their_reference: Some(self.words("SW 77")),
            },
            ReferralOrder::Ask {
                referral: id(),
                question: self.words("Which side?"),
            },
            ReferralOrder::Tell {
                referral: id(),
                words: self.words("The north side"),
            },
            ReferralOrder::Answer(NewAnswer {
                referral: id(),
                found: self.words("The main was cracked"),
                done: Some(self.words("It was mended")),
                by: Some(self.world.casework.today()),
                sharing: AnswerSharing::WithChanges,
                because: Some(self.words("Leave out the depth")),
                their_reference: Some(self.words("SW 78")),
            }),
            ReferralOrder::PassOn {
                referral: id(),
                contact,
            },
        ];
        orders.into_iter().map(Command::Referral).collect()
    }
}
