//! A made-up case about which another organisation was asked.

use jiff::civil::date;
use redress_domain::case::{
    AnswerSharing, Command, NewAnswer, NewReferral, ReferralOrder, SharedPart, SharingConsent,
};
use redress_domain::id::{PartnerId, ReferralId};

use super::super::super::acts::{Lists, MakePage};
use super::super::super::partner;
use super::super::super::timeline::{self, Wanted};
use super::super::{JO, Story, id, shell};
use crate::form::FormState;
use crate::layout::Sample;

fn referral() -> ReferralId {
    ReferralId::parse(id(800_001)).expect("a made-up identifier")
}

impl Story {
    fn referred() -> Self {
        Self::answered().step(JO, |story| {
            Command::Referral(ReferralOrder::Refer(NewReferral {
                id: referral(),
                partner: PartnerId::parse("severn-water").expect("a made-up name"),
                ask: story.words("Was the main in Mill Lane mended?"),
                shared: story.words("What happened:\nWater runs down Mill Lane."),
                parts: vec![SharedPart::WhatHappened],
                files: Vec::new(),
                consent: SharingConsent::Yes,
                because: None,
                due_on: date(2026, 12, 18),
            }))
        })
    }

    fn partner_asks() -> Self {
        Self::referred().step(JO, |story| {
            Command::Referral(ReferralOrder::Ask {
                referral: referral(),
                question: story.words("Which side of the lane?"),
            })
        })
    }

    fn partner_answered() -> Self {
        Self::partner_asks().step(JO, |story| {
            Command::Referral(ReferralOrder::Answer(NewAnswer {
                referral: referral(),
                found: story.words("The main was cracked."),
                done: Some(story.words("It was mended on Monday.")),
                by: None,
                sharing: AnswerSharing::WithChanges,
                because: Some(story.words("Leave out the depth.")),
                their_reference: Some(story.words("SW 77")),
            }))
        })
    }

    fn partner_turned_away() -> Self {
        Self::referred().step(JO, |story| {
            Command::Referral(ReferralOrder::TurnAway {
                referral: referral(),
                why: story.words("The pipe is private."),
                instead: Some(story.words("Whoever owns the house.")),
            })
        })
    }
}

pub(super) fn of_partners(choices: &Lists) -> Vec<Sample> {
    let (none, asked) = (Story::answered(), Story::partner_asks());
    let (answered, away) = (Story::partner_answered(), Story::partner_turned_away());
    let empty = FormState::new();
    let preview = FormState::new()
        .with("partner", "severn-water")
        .with("parts", "what-happened")
        .with("consent", "yes")
        .with(partner::PREVIEW, "What we need from them:\nPlease look at the drain.\n\nWhat happened:\nWater runs down Mill Lane.")
        .with(partner::PREVIEWED, "0123");
    let wrong = FormState::new()
        .with_error("partner", "Select who to ask")
        .with_error("parts", "Select what to share")
        .with_error("consent", "Select whether the customer agrees");
    let of_one = Lists {
        which: Some(referral().to_string()),
        ..choices.clone()
    };
    let nobody = Lists {
        partners: Vec::new(),
        ..choices.clone()
    };
    let pages: [(&str, &Story, MakePage); 11] = [
        ("none", &none, partner::page),
        ("asked", &asked, partner::page),
        ("answered", &answered, partner::page),
        ("turned away", &away, partner::page),
        ("accepted", &asked, partner::accepted),
        ("not theirs", &asked, partner::not_theirs),
        ("question", &asked, partner::question),
        ("tell", &asked, partner::tell),
        ("answer", &asked, partner::answer),
        ("tell the customer", &answered, partner::customer),
        ("end", &away, partner::end),
    ];
    let sample = |(name, story, page): &(&str, &Story, MakePage)| {
        Sample::of(
            &format!("partners: {name}"),
            &page(shell(), &story.shown(), &empty, &of_one),
        )
    };
    let ask = |name: &str, form: &FormState, lists: &Lists| {
        let page = partner::ask(shell(), &none.shown(), form, lists);
        Sample::of(&format!("partners: {name}"), &page)
    };
    let timeline = timeline::page(shell(), &answered.shown(), Wanted::All, None);
    pages
        .iter()
        .map(sample)
        .chain([
            ask("ask", &empty, choices),
            ask("ask, read before it goes", &preview, choices),
            ask("ask with errors", &wrong, choices),
            ask("nobody to ask", &empty, &nobody),
            Sample::of("case timeline, a partner answered", &timeline),
        ])
        .collect()
}
