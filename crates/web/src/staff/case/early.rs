//! Settling a complaint early at stage 1: senior advice, and a talk with the customer.

use axum::Router;
use jiff::civil::Date;
use redress_domain::case::{
    Command, ContactPurpose, Direction, EarlyOrder, NewAdvice, NewContact, ReplySection, TalkAnswer,
    TalkOutcome, TalkWay,
};
use redress_domain::id::UserId;
use redress_domain::permission::Act;
use redress_domain::vocabulary::Channel;
use redress_pages::case::early as pages;
use redress_pages::form::FormState;
use redress_pages::format::{long_date, picker_date};

use super::acts::nothing;
use super::doing::{Doing, doing, require_date};
use super::opened::Opened;
use crate::App;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    [
        ("advice", &ASK),
        ("advice/give", &GIVE),
        ("talk", &OFFER),
        ("talk/answer", &ANSWER),
        ("talk/held", &HELD),
    ]
    .into_iter()
    .fold(Router::new(), |router, (rest, act)| {
        router.route(&format!("/staff/cases/{{reference}}/{rest}"), doing(act))
    })
}

/// The first draft of a reply with what was agreed, in the part that says what we will do. An agreement is no
/// reply: the findings stand in the parts before it.
pub(super) fn with_agreement(
    opened: &Opened,
    sections: Vec<(ReplySection, String)>,
) -> Vec<(ReplySection, String)> {
    let Some((on, words)) = &opened.view.case.early.agreed else {
        return sections;
    };
    let agreed = format!(
        "We talked about this on {}. We agreed this:\n\n{}",
        long_date(*on),
        opened.words(words).trim()
    );
    sections
        .into_iter()
        .map(|(section, text)| match section {
            ReplySection::Remedy => (section, format!("{agreed}\n\n{text}").trim_end().to_owned()),
            ReplySection::Complaint
            | ReplySection::LookedAt
            | ReplySection::Decision
            | ReplySection::Sorry
            | ReplySection::Actions
            | ReplySection::Further => (section, text),
        })
        .collect()
}

/// A day that may be left out.
fn some_day(form: &mut FormState) -> Option<Date> {
    form.filled("on")?;
    require_date(form, "on", "Enter or select a date")
}

static ASK: Doing = Doing {
    act: Act::RecordFinding,
    page: pages::ask,
    first: nothing,
    read: |_, form, fresh| {
        let adviser = UserId::parse(form.value("adviser")).ok();
        if adviser.is_none() {
            form.error("adviser", "Select who you ask");
        }
        let question = form.require("question", "Enter what you need to know");
        Ok(adviser.zip(question).map(|(adviser, question)| {
            Command::Early(EarlyOrder::AskAdvice {
                of: NewAdvice {
                    adviser,
                    // Found out by the act, from the list of users.
                    roles: Vec::new(),
                    services: Vec::new(),
                },
                question: fresh.words(&question),
            })
        }))
    },
    fields: &["adviser", "question"],
    done: "Asked. You will hear when they answer",
    to: "",
};

static GIVE: Doing = Doing {
    act: Act::Advise,
    page: pages::give,
    first: nothing,
    read: |_, form, fresh| {
        let words = form.require("words", "Enter what you advise");
        Ok(words.map(|words| {
            Command::Early(EarlyOrder::Advise {
                words: fresh.words(&words),
            })
        }))
    },
    fields: &["words"],
    done: "Advice sent",
    to: "",
};

static OFFER: Doing = Doing {
    act: Act::RecordFinding,
    page: pages::offer,
    first: nothing,
    read: |opened, form, fresh| {
        let way = TalkWay::parse(form.value("way"));
        if way.is_none() {
            form.error("way", "Select what you offer");
        }
        let on = some_day(form);
        let channel = Channel::parse(form.value("channel"));
        if channel.is_none() {
            form.error("channel", "Select how you offer it");
        }
        let words = form.require("words", "Enter what you tell the customer");
        let (Some(way), Some(channel), Some(words)) = (way, channel, words) else {
            return Ok(None);
        };
        Ok(Some(Command::Early(EarlyOrder::OfferTalk {
            way,
            on,
            contact: NewContact {
                id: fresh.contact(),
                direction: Direction::Out,
                channel,
                at: opened.view.now,
                purpose: ContactPurpose::Information,
                words: fresh.words(&words),
            },
        })))
    },
    fields: &["way", "on", "channel", "words"],
    done: "Offer recorded. The customer sees it",
    to: "",
};

static ANSWER: Doing = Doing {
    act: Act::RecordFinding,
    page: pages::answer,
    first: |opened| {
        let talk = opened.view.case.early.talk.as_ref();
        let on = talk.and_then(|talk| talk.on).map(picker_date);
        Ok(FormState::new().with("on", on.unwrap_or_default()))
    },
    read: |_, form, _| {
        let answer = TalkAnswer::parse(form.value("answer"));
        if answer.is_none() {
            form.error("answer", "Select what the customer said");
        }
        // The day stands in the form already, and means nothing to whoever declines.
        let on = match answer {
            Some(TalkAnswer::Declined) => None,
            Some(TalkAnswer::Accepted) | None => some_day(form),
        };
        Ok(answer.map(|answer| Command::Early(EarlyOrder::AnswerTalk { answer, on })))
    },
    fields: &["answer", "on"],
    done: "Answer saved",
    to: "",
};

static HELD: Doing = Doing {
    act: Act::RecordFinding,
    page: pages::held,
    first: |opened| Ok(FormState::new().with("on", picker_date(opened.view.today))),
    read: |_, form, fresh| {
        let on = require_date(form, "on", "Enter or select a date");
        let outcome = TalkOutcome::parse(form.value("outcome"));
        if outcome.is_none() {
            form.error("outcome", "Select what came of it");
        }
        let words = form.require("words", "Enter what was agreed or said");
        let (Some(on), Some(outcome), Some(words)) = (on, outcome, words) else {
            return Ok(None);
        };
        Ok(Some(Command::Early(EarlyOrder::HoldTalk {
            on,
            outcome,
            words: fresh.words(&words),
        })))
    },
    fields: &["on", "outcome", "words"],
    done: "Saved. Every point still needs its finding and the customer a reply",
    to: "",
};
