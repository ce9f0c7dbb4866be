//! Stage 2 (S12, S13): asked for, accepted or not, reviewed, sent back for more work and given back.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use redress_correspondence::letters;
use redress_domain::case::{
    AskForStage2, Command, ContactPurpose, Direction, NewContact, NewReviewer, NoPart, RefusalProposal,
    ReturnOrder, ReviewView,
};
use redress_domain::id::{ReasonCode, UserId};
use redress_domain::permission::Act;
use redress_domain::vocabulary::{Channel, Finding};
use redress_pages::Page as _;
use redress_pages::case::acts::Lists;
use redress_pages::case::refusals::point_number;
use redress_pages::case::stage_2 as pages;
use redress_pages::form::FormState;
use redress_pages::format::picker_date;

use super::acts::{First, nothing, written_letter};
use super::doing::{Doing, doing, require_date, shown_as};
use super::opened::Opened;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::session::see_other;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    let of_case = [
        ("ask", &ASK),
        ("reviewer", &NAME_REVIEWER),
        ("conflict", &CONFLICT),
        ("points/{id}", &POINT),
        ("tell", &TELL),
        ("return", &RETURN),
        ("return/agree", &AGREE_RETURN),
        ("done", &DONE),
    ];
    let router = Router::new()
        .route("/staff/cases/{reference}/stage-2", doing(&ACCEPT))
        .route(
            "/staff/cases/{reference}/stage-2/review",
            get(show_review).post(take_review),
        );
    of_case.into_iter().fold(router, |router, (rest, act)| {
        router.route(&format!("/staff/cases/{{reference}}/stage-2/{rest}"), doing(act))
    })
}

static ASK: Doing = Doing {
    act: Act::RecordContact,
    page: pages::ask,
    first: |opened| Ok(FormState::new().with("on", picker_date(opened.view.today))),
    read: |_, form, fresh| {
        let channel = Channel::parse(form.value("channel"));
        if channel.is_none() {
            form.error("channel", "Select how they asked");
        }
        let on = require_date(form, "on", "Enter or select a date");
        let reasons = form.filled("reasons").map(|reasons| fresh.words(reasons));
        let (Some(channel), Some(on)) = (channel, on) else {
            return Ok(None);
        };
        Ok(Some(Command::AskForStage2(AskForStage2 { channel, on, reasons })))
    },
    fields: &["channel", "on", "reasons"],
    done: "Request for stage 2 recorded",
    to: "",
};

/// The reviewer that the form names, one of those who may be, and whether the tick is there.
fn reviewer(form: &mut FormState) -> Option<NewReviewer> {
    let reviewer = UserId::parse(form.value("reviewer")).ok();
    if reviewer.is_none() {
        form.error("reviewer", "Select a reviewer");
    }
    let no_part = if form.has("no_part", "no-part") {
        NoPart::Declared
    } else {
        form.error("no_part", "Confirm that the reviewer had no part in stage 1");
        NoPart::NotDeclared
    };
    reviewer
        .filter(|_| no_part == NoPart::Declared)
        .map(|reviewer| NewReviewer {
            reviewer,
            no_part,
            // Found out by the act, from the list of users.
            roles: Vec::new(),
        })
}

static ACCEPT: Doing = Doing {
    act: Act::AcceptStage2,
    page: pages::accept,
    first: nothing,
    read: |opened, form, fresh| match form.value("decision") {
        "accept" => {
            let reviewer = reviewer(form);
            let discretion = form.filled("discretion").map(|words| fresh.words(words));
            Ok(reviewer.map(|reviewer| Command::AcceptStage2 { reviewer, discretion }))
        }
        "refuse" => refuse(opened, form, fresh),
        _ => {
            form.error("decision", "Select a decision");
            Ok(None)
        }
    },
    fields: &[
        "decision",
        "reviewer",
        "no_part",
        "discretion",
        "code",
        "evidence",
        "letter",
    ],
    done: "Saved",
    to: "",
};

/// The letter is written at the first press, and read before the second.
fn refuse(
    opened: &Opened,
    form: &mut FormState,
    fresh: &redress_casework::outside::Fresh<'_>,
) -> Result<Option<Command>, PageError> {
    let code = ReasonCode::parse(form.value("code")).ok();
    let policy = opened.view.policy()?;
    let reason = code.as_ref().and_then(|code| policy.refusal_reason(code));
    if reason.is_none() {
        form.error("code", "Select a reason");
    }
    let evidence = form.require("evidence", "Enter the evidence");
    let (Some(reason), Some(evidence)) = (reason, evidence) else {
        return Ok(None);
    };
    if form.filled("letter").is_none() {
        let told = reason.told(policy, opened.pinned_procedure());
        let letter = opened.letter(|about| letters::refusal(about, &told))?;
        form.set("letter", letter);
        return Ok(None);
    }
    let code = reason.code.clone();
    Ok(written_letter(form).map(|letter| {
        Command::ProposeRefusal(RefusalProposal {
            code,
            evidence: fresh.words(&evidence),
            letter: fresh.words(&letter),
        })
    }))
}

static NAME_REVIEWER: Doing = Doing {
    act: Act::AcceptStage2,
    page: pages::name_reviewer,
    first: nothing,
    read: |_, form, fresh| {
        let reviewer = reviewer(form);
        let reason = form.filled("reason").map(|reason| fresh.words(reason));
        Ok(reviewer.map(|reviewer| Command::NameReviewer { reviewer, reason }))
    },
    fields: &["reviewer", "no_part", "reason"],
    done: "Reviewer named",
    to: "",
};

static CONFLICT: Doing = Doing {
    act: Act::Review,
    page: pages::conflict,
    first: nothing,
    read: |_, form, fresh| {
        let reason = form.require("reason", "Enter what the conflict is");
        Ok(reason.map(|reason| Command::DeclareConflict {
            reason: fresh.words(&reason),
        }))
    },
    fields: &["reason"],
    done: "Conflict declared. Somebody else must be named as the reviewer",
    to: "",
};

static POINT: Doing = Doing {
    act: Act::Review,
    page: pages::point,
    first: |opened| {
        let Some(review) = &opened.point()?.review else {
            return Ok(FormState::new());
        };
        let finding = review.finding.map(Finding::as_str);
        Ok(FormState::new()
            .with("view", review.view.as_str())
            .with("finding", finding.unwrap_or_default())
            .with("reason", opened.words(&review.reason)))
    },
    read: |opened, form, fresh| {
        let point = opened.point()?.id.clone();
        let view = ReviewView::parse(form.value("view"));
        if view.is_none() {
            form.error("view", "Select what you make of it");
        }
        let finding = Finding::parse(form.value("finding"));
        if view == Some(ReviewView::Change) && finding.is_none() {
            form.error("finding", "Select what you find instead of what stage 1 found");
        }
        let reason = form.require("reason", "Enter the reason");
        if !form.errors().is_empty() {
            return Ok(None);
        }
        Ok(view.zip(reason).map(|(view, reason)| Command::ReviewPoint {
            point,
            view,
            finding,
            reason: fresh.words(&reason),
        }))
    },
    fields: &["view", "finding", "reason"],
    done: "Point reviewed",
    to: "stage-2/review",
};

/// A first draft of why it goes back, with the points that stage 1 did not look at.
#[expect(
    clippy::unnecessary_wraps,
    reason = "the forms that begin with something may fail"
)]
fn why_it_goes_back(opened: &Opened) -> First {
    let case = &opened.view.case;
    let not_looked_at = case.points.iter().filter(|point| {
        let view = point.review.as_ref().map(|review| review.view);
        view == Some(ReviewView::NotLookedAtFully)
    });
    let points: Vec<String> = not_looked_at
        .map(|point| format!("- {}", opened.words(&point.words).trim()))
        .collect();
    let points = if points.is_empty() {
        "- [what]".to_owned()
    } else {
        points.join("\n")
    };
    let clock = case.clock(redress_domain::vocabulary::ClockKind::Reply);
    let date = clock.map(|clock| redress_pages::format::long_date(clock.due_on));
    let date = date.map_or(String::new(), |date| format!(" We will still reply by {date}."));
    let words = format!(
        "I am reviewing our first reply to your complaint. It did not look fully at this:\n\n{points}\n\nI am asking \
         the service to do that work now.{date} You do not need to do anything."
    );
    Ok(FormState::new().with("words", words))
}

static TELL: Doing = Doing {
    act: Act::Review,
    page: pages::tell,
    first: why_it_goes_back,
    read: |opened, form, fresh| {
        let channel = Channel::parse(form.value("channel"));
        if channel.is_none() {
            form.error("channel", "Select how you tell them");
        }
        let words = form.require("words", "Enter what you tell them");
        if words.as_ref().is_some_and(|words| words.contains("[what]")) {
            form.error("words", "Replace “[what]” in the message");
        }
        if !form.errors().is_empty() {
            return Ok(None);
        }
        Ok(channel.zip(words).map(|(channel, words)| {
            Command::RecordContact(NewContact {
                id: fresh.contact(),
                direction: Direction::Out,
                channel,
                at: opened.view.now,
                purpose: ContactPurpose::ReturnExplained,
                words: fresh.words(&words),
            })
        }))
    },
    fields: &["channel", "words"],
    done: "The customer is told. Now send it back to stage 1",
    to: "stage-2/return",
};

static RETURN: Doing = Doing {
    act: Act::Review,
    page: pages::send_back,
    first: |opened| {
        let review = opened.view.case.open_review();
        let officer = review.and_then(|review| review.stage_1.owner.as_ref());
        let officer = officer.map(ToString::to_string);
        Ok(FormState::new().with("officer", officer.unwrap_or_default()))
    },
    read: |_, form, fresh| {
        let tasks = form.require("tasks", "Tell the stage 1 officer what to do");
        let due_on = require_date(form, "due", "Enter a working day before the stage 2 reply date");
        let officer = UserId::parse(form.value("officer")).ok();
        if officer.is_none() {
            form.error("officer", "Select who does it");
        }
        let (Some(tasks), Some(due_on), Some(officer)) = (tasks, due_on, officer) else {
            return Ok(None);
        };
        Ok(Some(Command::ReturnToStage1(ReturnOrder {
            officer,
            tasks: fresh.words(&tasks),
            due_on,
            // Found out by the act, from the list of users.
            roles: Vec::new(),
            services: Vec::new(),
        })))
    },
    fields: &["tasks", "due", "officer"],
    done: "Sent back for more work. You stay the reviewer",
    to: "",
};

static AGREE_RETURN: Doing = Doing {
    act: Act::AgreeReturn,
    page: pages::agree_return,
    first: nothing,
    read: |_, form, fresh| {
        let because = form.require("because", "Enter the reason");
        Ok(because.map(|because| Command::AgreeReturn {
            because: fresh.words(&because),
        }))
    },
    fields: &["because"],
    done: "Agreed. The reviewer can send it back once more",
    to: "",
};

static DONE: Doing = Doing {
    act: Act::WriteReply,
    page: pages::done,
    first: nothing,
    read: |_, form, fresh| {
        let words = form.require("words", "Enter what was done");
        Ok(words.map(|words| Command::FinishReturn {
            words: fresh.words(&words),
        }))
    },
    fields: &["words"],
    done: "Given back to the reviewer",
    to: "",
};

async fn show_review(State(app): State<App>, opened: Opened) -> Answer {
    review_page(&app, &opened, (StatusCode::OK, &FormState::new())).await
}

async fn review_page(app: &App, opened: &Opened, (status, form): (StatusCode, &FormState)) -> Answer {
    let shell = opened.shell(app).await?;
    let page = pages::review(shell, &opened.shown(), form, &Lists::default());
    Ok(shown_as(status, page.html()))
}

/// What the review comes to decides what is done next; nothing is recorded by it.
async fn take_review(State(app): State<App>, opened: Opened, Form(form): Form) -> Answer {
    opened.require(Act::Review)?;
    let mut form = form;
    match form.value("overall") {
        "send-back" => return Ok(see_other(&opened.shown().at("stage-2/return"))),
        "uphold" | "change" => {
            if let Some(what) = does_not_fit(&opened, form.value("overall")) {
                form.error("overall", what);
            }
        }
        _ => form.error("overall", "Select what the review comes to"),
    }
    if form.errors().is_empty() {
        return Ok(see_other(&opened.shown().at("reply")));
    }
    review_page(&app, &opened, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await
}

/// Why the points say something else than the whole.
fn does_not_fit(opened: &Opened, overall: &str) -> Option<String> {
    let case = &opened.view.case;
    let with = |view| {
        let mut points = case.points.iter();
        points.find(|point| point.review.as_ref().map(|review| review.view) == view)
    };
    if let Some(open) = with(None) {
        return Some(format!("Review point {} first", point_number(case, &open.id)));
    }
    if let Some(open) = with(Some(ReviewView::NotLookedAtFully)) {
        return Some(format!(
            "Stage 1 did not look at point {} fully. Send it back, or look at it yourself and say what you find",
            point_number(case, &open.id)
        ));
    }
    match (overall, with(Some(ReviewView::Change))) {
        ("uphold", Some(changed)) => Some(format!(
            "You changed the finding on point {}. Select “Change the decision”",
            point_number(case, &changed.id)
        )),
        ("change", None) => Some("You agree with every point. Select “Uphold stage 1”".to_owned()),
        _ => None,
    }
}
