//! Another organisation is asked on the customer's behalf (S15), and what it says is taken down.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use jiff::civil::Date;
use redress_casework::outside::Fresh;
use redress_domain::case::{
    AnswerSharing, Command, ContactPurpose, Direction, NewAnswer, NewContact, NewReferral, ReferralOrder,
    SharedPart, SharingConsent,
};
use redress_domain::id::{FileId, PartnerId, ReferralId};
use redress_domain::permission::Act;
use redress_domain::vocabulary::Channel;
use redress_domain::words::Digest;
use redress_pages::Page as _;
use redress_pages::case::acts::Lists;
use redress_pages::case::partner as pages;
use redress_pages::form::FormState;
use redress_pages::format;

use super::doing::{Doing, doing, pressed, read_date, shown_as};
use super::opened::Opened;
use crate::App;
use crate::error::{Answer, PageError};

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    let of_case = [
        ("ask", &ASK),
        ("{id}/accepted", &ACCEPTED),
        ("{id}/not-theirs", &NOT_THEIRS),
        ("{id}/question", &QUESTION),
        ("{id}/tell", &TELL),
        ("{id}/answer", &ANSWER),
        ("{id}/customer", &CUSTOMER),
        ("{id}/end", &END),
    ];
    let router = Router::new().route("/staff/cases/{reference}/partners", get(show));
    of_case.into_iter().fold(router, |router, (rest, act)| {
        router.route(&format!("/staff/cases/{{reference}}/partners/{rest}"), doing(act))
    })
}

async fn show(State(app): State<App>, opened: Opened) -> Answer {
    let shell = opened.shell(&app).await?;
    let page = pages::page(shell, &opened.shown(), &FormState::new(), &Lists::default());
    Ok(shown_as(StatusCode::OK, page.html()))
}

/// Which referral the address names.
fn referral(opened: &Opened) -> Result<ReferralId, PageError> {
    let id = opened.which.as_deref().and_then(|id| ReferralId::parse(id).ok());
    id.filter(|id| opened.view.case.referral(id).is_some())
        .ok_or(PageError::NotFound)
}

/// An empty form about a referral of this case; where there is none of that name, there is no page.
fn about_a_referral(opened: &Opened) -> Result<FormState, PageError> {
    referral(opened).map(|_| FormState::new())
}

/// A date that need not be there, but must be one if it is.
fn some_date(form: &mut FormState, field: &str) -> Result<Option<Date>, ()> {
    let Some(typed) = form.filled(field).map(str::to_owned) else {
        return Ok(None);
    };
    read_date(&typed).map(Some).ok_or_else(|| {
        form.error(field, "Date must be a real date, like 17/5/2027");
    })
}

/// The parts that are ticked, in the order of the list.
fn parts(form: &FormState) -> Vec<SharedPart> {
    let ticked = |part: &&SharedPart| form.has("parts", part.as_str());
    SharedPart::ALL.iter().filter(ticked).copied().collect()
}

/// All that the partner is shown, word for word: one part after the other, each under its name. What the
/// case does not have is left out.
fn shared(opened: &Opened, parts: &[SharedPart], files: &[FileId]) -> String {
    let (case, view) = (&opened.view.case, &opened.view);
    let customer = view.customer.as_ref();
    let words = |words: Option<&redress_domain::words::WordsRef>| words.map(|words| opened.words(words));
    let told = |part: &SharedPart| {
        let text = match part {
            SharedPart::WhatHappened => Some(opened.words(&case.what_happened)),
            SharedPart::Place => words(case.place.as_ref()),
            SharedPart::When => case.happened_on.map(format::long_date),
            SharedPart::Wanted => Some(opened.wanted()),
            SharedPart::Effect => words(case.effect.as_ref()),
            SharedPart::Points => {
                let points = case.points.iter().map(|point| opened.words(&point.words));
                Some(points.collect::<Vec<_>>().join("\n"))
            }
            SharedPart::Name => customer.map(|person| person.name.clone()),
            SharedPart::Phone => customer.and_then(|person| person.phone.clone()),
            SharedPart::Email => customer.and_then(|person| person.email.clone()),
            SharedPart::Address => customer.and_then(|person| {
                let lines = [person.address.clone(), person.postcode.clone()];
                let lines: Vec<String> = lines.into_iter().flatten().collect();
                (!lines.is_empty()).then(|| lines.join("\n"))
            }),
        };
        let text = text.filter(|text| !text.trim().is_empty())?;
        Some(format!("{}:\n{}", pages::part(*part), text.trim()))
    };
    let mut texts: Vec<String> = parts.iter().filter_map(told).collect();
    let named = |file: &&redress_domain::case::AddedFile| files.contains(&file.file.id);
    let names: Vec<String> = case
        .files
        .iter()
        .filter(named)
        .map(|file| opened.words(&file.name))
        .collect();
    if !names.is_empty() {
        texts.push(format!("Files:\n{}", names.join("\n")));
    }
    texts.join("\n\n")
}

static ASK: Doing = Doing {
    act: Act::Refer,
    page: pages::ask,
    first: |_| {
        let by_default = SharedPart::ALL.iter().filter(|part| part.is_shared_by_default());
        let pairs = by_default.map(|part| ("parts", part.as_str()));
        Ok(FormState::from_pairs(pairs))
    },
    read: read_ask,
    fields: &["partner", "ask", "due", "parts", "files", "consent", "because"],
    done: "The request to the partner is recorded",
    to: "partners",
};

/// What goes is read before it goes: the button that asks works only for the text that was shown.
fn read_ask(opened: &Opened, form: &mut FormState, fresh: &Fresh<'_>) -> Result<Option<Command>, PageError> {
    let policy = opened.view.policy()?;
    let partner = PartnerId::parse(form.value("partner")).ok();
    let partner = partner.and_then(|id| policy.partner(&id));
    if partner.is_none() {
        form.error("partner", "Select who to ask");
    }
    let ask = form.require("ask", "Enter what we need");
    let due = some_date(form, "due");
    let parts = parts(form);
    let files: Vec<FileId> = form
        .values("files")
        .into_iter()
        .filter_map(|id| FileId::parse(id).ok())
        .collect();
    let text = shared(opened, &parts, &files);
    if text.is_empty() {
        form.error("parts", "Select what to share");
    }
    let consent = SharingConsent::parse(form.value("consent"));
    if consent.is_none() {
        form.error("consent", "Select whether the customer agrees");
    }
    let (Some(partner), Some(ask), Ok(due), Some(consent), false) =
        (partner, ask, due, consent, text.is_empty())
    else {
        return Ok(None);
    };
    // What is asked may name the customer too: it is read with the rest.
    let seen = format!("{}:\n{ask}\n\n{text}", pages::WHAT_WE_NEED);
    let digest = Digest::of(&[0; 16], seen.as_bytes()).as_str().to_owned();
    let is_read = pressed(form, "send") && form.value(pages::PREVIEWED) == digest;
    form.set(pages::PREVIEW, seen);
    form.set(pages::PREVIEWED, digest);
    if !is_read {
        return Ok(None);
    }
    let calendar = &opened.view.council.calendar;
    let due_on =
        due.unwrap_or_else(|| calendar.due(opened.view.today, partner.days, policy.calendar.day_one));
    let because = form.filled("because").map(|words| fresh.words(words));
    Ok(Some(Command::Referral(ReferralOrder::Refer(NewReferral {
        id: fresh.referral(),
        partner: partner.id.clone(),
        ask: fresh.words(&ask),
        shared: fresh.words(&text),
        parts,
        files,
        consent,
        because,
        due_on,
    }))))
}

static ACCEPTED: Doing = Doing {
    act: Act::Refer,
    page: pages::accepted,
    first: about_a_referral,
    read: |opened, form, fresh| {
        let referral = referral(opened)?;
        let Ok(by) = some_date(form, "by") else {
            return Ok(None);
        };
        let their_reference = form.filled("their_reference").map(|words| fresh.words(words));
        Ok(Some(Command::Referral(ReferralOrder::Accept {
            referral,
            by,
            their_reference,
        })))
    },
    fields: &["by", "their_reference"],
    done: "Recorded that they took it on",
    to: "partners",
};

static NOT_THEIRS: Doing = Doing {
    act: Act::Refer,
    page: pages::not_theirs,
    first: about_a_referral,
    read: |opened, form, fresh| {
        let referral = referral(opened)?;
        let instead = form.filled("instead").map(|words| fresh.words(words));
        let why = form.require("why", "Enter why it is not for them");
        Ok(why.map(|why| {
            Command::Referral(ReferralOrder::TurnAway {
                referral,
                why: fresh.words(&why),
                instead,
            })
        }))
    },
    fields: &["why", "instead"],
    done: "Recorded that it is not for them",
    to: "partners",
};

static QUESTION: Doing = Doing {
    act: Act::Refer,
    page: pages::question,
    first: about_a_referral,
    read: |opened, form, fresh| {
        let referral = referral(opened)?;
        let question = form.require("question", "Enter what they asked");
        Ok(question.map(|question| {
            Command::Referral(ReferralOrder::Ask {
                referral,
                question: fresh.words(&question),
            })
        }))
    },
    fields: &["question"],
    done: "Their question is recorded",
    to: "partners",
};

static TELL: Doing = Doing {
    act: Act::Refer,
    page: pages::tell,
    first: about_a_referral,
    read: |opened, form, fresh| {
        let referral = referral(opened)?;
        let words = form.require("words", "Enter what they were told");
        Ok(words.map(|words| {
            Command::Referral(ReferralOrder::Tell {
                referral,
                words: fresh.words(&words),
            })
        }))
    },
    fields: &["words"],
    done: "Recorded what they were told",
    to: "partners",
};

static ANSWER: Doing = Doing {
    act: Act::Refer,
    page: pages::answer,
    first: about_a_referral,
    read: |opened, form, fresh| {
        let referral = referral(opened)?;
        let found = form.require("found", "Enter what they found");
        let by = some_date(form, "by");
        let sharing = AnswerSharing::parse(form.value("sharing"));
        if sharing.is_none() {
            form.error("sharing", "Select if we can share it");
        }
        let (Some(found), Ok(by), Some(sharing)) = (found, by, sharing) else {
            return Ok(None);
        };
        let some = |field: &str| form.filled(field).map(|words| fresh.words(words));
        Ok(Some(Command::Referral(ReferralOrder::Answer(NewAnswer {
            referral,
            found: fresh.words(&found),
            done: some("done"),
            by,
            sharing,
            because: some("because"),
            their_reference: some("their_reference"),
        }))))
    },
    fields: &["found", "done", "by", "sharing", "because", "their_reference"],
    done: "Their answer is recorded. Now tell the customer",
    to: "partners",
};

static CUSTOMER: Doing = Doing {
    act: Act::Refer,
    page: pages::customer,
    first: about_a_referral,
    read: |opened, form, fresh| {
        let referral = referral(opened)?;
        let channel = Channel::parse(form.value("channel"));
        if channel.is_none() {
            form.error("channel", "Select how the customer is told");
        }
        let words = form.require("words", "Enter what the customer is told");
        Ok(channel.zip(words).map(|(channel, words)| {
            Command::Referral(ReferralOrder::PassOn {
                referral,
                contact: NewContact {
                    id: fresh.contact(),
                    direction: Direction::Out,
                    channel,
                    at: opened.view.now,
                    purpose: ContactPurpose::UpdateGiven,
                    words: fresh.words(&words),
                },
            })
        }))
    },
    fields: &["channel", "words"],
    done: "The customer is told what they said",
    to: "partners",
};

static END: Doing = Doing {
    act: Act::Refer,
    page: pages::end,
    first: about_a_referral,
    read: |opened, form, fresh| {
        let referral = referral(opened)?;
        let reason = form.require("reason", "Enter why it is ended");
        Ok(reason.map(|reason| {
            Command::Referral(ReferralOrder::End {
                referral,
                reason: fresh.words(&reason),
            })
        }))
    },
    fields: &["reason"],
    done: "The request to the partner is ended",
    to: "partners",
};
