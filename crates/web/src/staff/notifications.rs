//! What the reader was told, and answering a colleague who calls for help.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::failure::Failure;
use redress_casework::lists::PAGE;
use redress_casework::notify::{ByRaised, Told};
use redress_domain::case::{HelpAnswer, Refusal};
use redress_domain::id::{HelpId, NotificationId};
use redress_domain::permission::Act;
use redress_domain::vocabulary::NotificationKind;
use redress_pages::Page as _;
use redress_pages::form::FormState;
use redress_pages::format::{date_time, long_date};
use redress_pages::staff::notifications::{AnswerHelp, Notice, Notifications};

use crate::App;
use crate::error::{Answer, PageError};
use crate::form::{Form, read};
use crate::here::Here;
use crate::path::Path;
use crate::session::{SignedIn, see_other};

const HERE: &str = "/staff/notifications";

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/staff/notifications", get(show).post(seen))
        .route("/staff/help/{id}", get(call).post(answer))
}

async fn show(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let after = after(query.value("after"));
    let told = app
        .casework
        .notifications(here.id(), &signed_in.actor, after.as_ref())
        .await?;
    let is_full = i64::try_from(told.len()).is_ok_and(|count| count >= PAGE);
    let next = told.last().filter(|_| is_full).map(|last| {
        let at = last.row.raised_at.as_microsecond();
        format!("{HERE}?after={at}.{}", last.row.notification_id)
    });
    let notices = told.iter().map(|told| notice(&here, &signed_in, told)).collect();
    let shell = signed_in.shell(&app, &here).await?;
    Ok(Html(Notifications::new(shell, notices, next).html()).into_response())
}

fn after(text: &str) -> Option<ByRaised> {
    let (at, id) = text.split_once('.')?;
    let at = jiff::Timestamp::from_microsecond(at.parse().ok()?).ok()?;
    Some((at, NotificationId::parse(id).ok()?))
}

async fn seen(State(app): State<App>, here: Here, signed_in: SignedIn) -> Answer {
    app.casework
        .see_notifications(here.id(), &signed_in.actor)
        .await?;
    Ok(see_other(HERE))
}

/// What somebody was told, in words.
#[expect(clippy::too_many_lines, reason = "one sentence for each kind, side by side")]
pub(super) fn notice(here: &Here, signed_in: &SignedIn, told: &Told) -> Notice {
    let row = &told.row;
    let by = told.by.as_deref().unwrap_or("Somebody");
    let day = row.about_on.map(long_date).unwrap_or_default();
    let case = told.case.as_ref().map(|line| line.case.reference.clone());
    let named = case.as_deref().unwrap_or_default();
    let is_open = row.seen_at.is_none() && row.done_at.is_none();
    let what = match row.kind {
        NotificationKind::CheckMissed => format!("Nobody has checked the unassigned items on {day}"),
        NotificationKind::CheckStillMissed => {
            format!("Still nobody has checked the unassigned items on {day}")
        }
        NotificationKind::HelpAsked if is_open => format!("{by} asks for help while a customer waits"),
        NotificationKind::HelpAsked => format!("{by} asked for help, and has an answer"),
        NotificationKind::HelpAnswered if told.said.is_none() => format!("{by} is on it"),
        NotificationKind::HelpAnswered => format!("{by} answered your call for help"),
        NotificationKind::QueryAnswered => format!("Your query {named} was answered"),
        NotificationKind::QueryClosed => format!("Your query {named} was closed"),
        NotificationKind::MessageCame => format!("Something came in on case {named} and waits to be read"),
        NotificationKind::ConcernRaised => format!("A concern for somebody was raised on case {named}"),
        NotificationKind::ReplyApproved => format!("The reply of case {named} was approved. You can send it"),
        NotificationKind::NotReached => {
            format!("A message about case {named} did not arrive. Use another way to tell them")
        }
        NotificationKind::PartnerSaid => {
            format!("The organisation that you asked on case {named} wrote back")
        }
        NotificationKind::PartnerDue => {
            format!("A partner’s answer on case {named} is due soon. We reminded them")
        }
        NotificationKind::PartnerOverdue => {
            format!("A partner’s answer on case {named} is overdue. We reminded them")
        }
        NotificationKind::RemedyDue => format!("What was promised on case {named} is due soon"),
        NotificationKind::RemedyOverdue => format!("What was promised on case {named} is overdue"),
        NotificationKind::PaymentAsked => format!("A payment on case {named} waits for your approval"),
        NotificationKind::PaymentAnswered => {
            format!("The payment that you asked for on case {named} was decided")
        }
        NotificationKind::ReviewerNamed => format!("You are to review case {named} at stage 2"),
        NotificationKind::WorkSentBack => format!("Work on case {named} came back to you"),
        NotificationKind::AdviceAsked => format!("{by} asks for your advice on case {named}"),
        NotificationKind::AdviceGiven => format!("{by} advised you on case {named}"),
        NotificationKind::LessonGiven => format!("You have the action of a lesson, by {day}"),
        NotificationKind::LessonEnded => {
            format!("You no longer have what was due by {day} about a lesson: see what is done instead, or why nothing is")
        }
        NotificationKind::LessonDue => format!("The action of a lesson is due on {day}"),
        NotificationKind::LessonOverdue => format!("The action of a lesson was due on {day}"),
        NotificationKind::LessonWorked => {
            "Did it work? Say so on a lesson of which you had the action".to_owned()
        }
        NotificationKind::LessonLookAgain => {
            "What was done about a lesson did not work: look at it again, and say what more will be done"
                .to_owned()
        }
        NotificationKind::LessonToCheck => {
            "What people are to be told of a lesson waits for somebody to check it for names".to_owned()
        }
        NotificationKind::LessonTold => {
            "People are told what a lesson changed in your service: you said, we did".to_owned()
        }
        NotificationKind::CauseToApprove => {
            format!("{by} asks you to approve a reply to cases with one cause")
        }
        NotificationKind::CauseDecided => {
            format!("{by} approved your reply to cases with one cause, or sent it back")
        }
        NotificationKind::CauseKeptBack => {
            "Your reply to cases with one cause was sent. Some of them need a person".to_owned()
        }
        NotificationKind::SurveyLow => {
            "A customer was dissatisfied, and said so in the survey. Look at what they said".to_owned()
        }
        NotificationKind::BriefingDrafted => {
            format!("The briefing for the meeting of {day} is drafted and waits for you")
        }
        NotificationKind::BriefingReady => {
            format!("The briefing for the meeting of {day} is there to be read")
        }
        NotificationKind::MeetingAction => format!("A meeting asked you to do something by {day}"),
        NotificationKind::WordDue => format!("The customer of case {named} is to hear from you by {day}"),
        NotificationKind::WorkLeft => {
            format!("A colleague’s last day is {day}, and they still have open cases: give them to somebody")
        }
        NotificationKind::ConductWaits => "A conduct file waits for you".to_owned(),
        NotificationKind::ConductContacts => {
            "What came in under a contact arrangement waits to be read".to_owned()
        }
        NotificationKind::ConductReview => {
            "A contact arrangement is to be reviewed within four weeks".to_owned()
        }
        NotificationKind::ConductNoticeLate => {
            "The notice of a decision on a conduct file is late: nothing binds before it is sent".to_owned()
        }
        NotificationKind::ConductInterimUnsent => {
            "The letter of an interim safety measure has not left: it binds, and nothing has told them".to_owned()
        }
        NotificationKind::ConductUnread => {
            "A contact under a contact arrangement was not read in time".to_owned()
        }
        NotificationKind::ConductInformation => {
            "New information came under a contact arrangement: decide whether it changes anything".to_owned()
        }
        NotificationKind::ConductAdjustment => {
            "A contact arrangement may stand against an adjustment that was agreed: weigh it".to_owned()
        }
        NotificationKind::ConductDanger => "In danger now: decide on an interim safety measure".to_owned(),
        NotificationKind::ConductWayLate => {
            "After an interim safety measure, nothing was proposed and the file is not closed: go on with it".to_owned()
        }
        NotificationKind::ConductInterimAgain => {
            "An interim safety measure follows another, and they had no report to comment on in between: look at it".to_owned()
        }
        NotificationKind::ConductNobodyLeft => {
            "Nobody who took no part is left to decide on a conduct file, or to hear its appeal".to_owned()
        }
        NotificationKind::ConductUrgent => {
            "Somebody may be at risk, or the Ombudsman is asked: take it up now".to_owned()
        }
        NotificationKind::ConductNotTold => {
            "Somebody used a way that is closed, and no message could go: tell them which way is open"
                .to_owned()
        }
        NotificationKind::ConductLetterLost => "A letter of a conduct file did not arrive".to_owned(),
        NotificationKind::ConductLapsed => {
            "A contact arrangement has lapsed, and nobody had decided whether it goes on: close the file, or say what follows"
                .to_owned()
        }
        NotificationKind::ConductMerged => {
            "Somebody said who else in our records the person of a conduct file is, or is not: compare them"
                .to_owned()
        }
        NotificationKind::ConductCaseMerged => {
            "A case of the person of a conduct file goes on together with another, or no longer does: see what that changes"
                .to_owned()
        }
        NotificationKind::PolicyReview => format!("The policy is to be reviewed by {day}"),
        NotificationKind::EmergencyUsed => {
            "Somebody signed in with the emergency account: look at how it was used".to_owned()
        }
    };
    let link = link(here, signed_in, told);
    Notice {
        what,
        when: date_time(row.raised_at),
        said: told.said.clone(),
        link,
        is_new: is_open,
    }
}

/// Where it leads, and what the link says.
fn link(here: &Here, signed_in: &SignedIn, told: &Told) -> Option<(String, String)> {
    let row = &told.row;
    let by = told.by.as_deref().unwrap_or("Somebody");
    let is_open = row.seen_at.is_none() && row.done_at.is_none();
    let case = told.case.as_ref().map(|line| line.case.reference.clone());
    let triage = signed_in.may(here, Act::Triage).then(|| {
        (
            "Go to the unassigned items".to_owned(),
            "/staff/triage".to_owned(),
        )
    });
    let of_case = case.map(|case| {
        let words = format!("See case {case}");
        (words, format!("/staff/cases/{case}{}", part_of(row.kind)))
    });
    match row.kind {
        NotificationKind::CheckMissed | NotificationKind::CheckStillMissed => triage,
        NotificationKind::HelpAsked if is_open => row
            .help_id
            .as_ref()
            .map(|help| (format!("Answer {by}"), format!("/staff/help/{help}"))),
        NotificationKind::LessonGiven
        | NotificationKind::LessonEnded
        | NotificationKind::LessonDue
        | NotificationKind::LessonOverdue
        | NotificationKind::LessonWorked
        | NotificationKind::LessonLookAgain
        | NotificationKind::LessonToCheck
        | NotificationKind::LessonTold => row
            .lesson_id
            .as_ref()
            .map(|lesson| ("See the lesson".to_owned(), format!("/staff/lessons/{lesson}"))),
        NotificationKind::CauseToApprove
        | NotificationKind::CauseDecided
        | NotificationKind::CauseKeptBack => row
            .cause_id
            .as_ref()
            .map(|cause| ("See the cases".to_owned(), format!("/staff/causes/{cause}"))),
        NotificationKind::BriefingDrafted | NotificationKind::BriefingReady => row
            .report_key
            .as_ref()
            .map(|key| ("See the briefing".to_owned(), super::briefings::path_of(key))),
        NotificationKind::MeetingAction => row
            .report_key
            .as_ref()
            .map(|key| ("See what it is".to_owned(), super::briefings::path_of(key))),
        NotificationKind::HelpAsked
        | NotificationKind::HelpAnswered
        | NotificationKind::QueryAnswered
        | NotificationKind::QueryClosed
        | NotificationKind::MessageCame
        | NotificationKind::ReplyApproved
        | NotificationKind::NotReached
        | NotificationKind::ConcernRaised
        | NotificationKind::PartnerSaid
        | NotificationKind::PartnerDue
        | NotificationKind::PartnerOverdue
        | NotificationKind::RemedyDue
        | NotificationKind::RemedyOverdue
        | NotificationKind::PaymentAsked
        | NotificationKind::PaymentAnswered
        | NotificationKind::ReviewerNamed
        | NotificationKind::WorkSentBack
        | NotificationKind::AdviceAsked
        | NotificationKind::AdviceGiven
        | NotificationKind::WordDue => of_case,
        NotificationKind::WorkLeft => Some(("See who has what".to_owned(), "/staff/workload".to_owned())),
        NotificationKind::ConductContacts | NotificationKind::ConductUnread => of_file(told, "/contacts"),
        NotificationKind::ConductUrgent => of_file(told, "/urgent"),
        NotificationKind::ConductInformation | NotificationKind::ConductAdjustment => {
            of_file(told, "/question")
        }
        NotificationKind::ConductWaits
        | NotificationKind::ConductReview
        | NotificationKind::ConductNoticeLate
        | NotificationKind::ConductInterimUnsent
        | NotificationKind::ConductWayLate
        | NotificationKind::ConductInterimAgain
        | NotificationKind::ConductNobodyLeft
        | NotificationKind::ConductNotTold
        | NotificationKind::ConductLetterLost
        | NotificationKind::ConductLapsed
        | NotificationKind::ConductCaseMerged => of_file(told, ""),
        NotificationKind::ConductDanger => of_file(told, "/interim"),
        NotificationKind::ConductMerged => of_file(told, "/compare"),
        NotificationKind::SurveyLow => Some((
            "See what they said".to_owned(),
            "/staff/surveys/waiting".to_owned(),
        )),
        NotificationKind::PolicyReview => Some(("See the policy".to_owned(), "/staff/settings".to_owned())),
        NotificationKind::EmergencyUsed => row
            .raised_by
            .user()
            .map(|account| ("See the account".to_owned(), format!("/admin/users/{account}"))),
    }
}

/// A page of the conduct file that something is about; whose it is is said there alone.
fn of_file(told: &Told, page: &str) -> Option<(String, String)> {
    let file = told.row.conduct.as_ref()?;
    Some((
        "Open the file".to_owned(),
        format!("/staff/arrangements/{file}{page}"),
    ))
}

/// The part of the case's page that something is about.
const fn part_of(kind: NotificationKind) -> &'static str {
    match kind {
        NotificationKind::RemedyDue
        | NotificationKind::RemedyOverdue
        | NotificationKind::PaymentAsked
        | NotificationKind::PaymentAnswered => "/actions",
        NotificationKind::AdviceAsked => "/advice/give",
        NotificationKind::CheckMissed
        | NotificationKind::CheckStillMissed
        | NotificationKind::AdviceGiven
        | NotificationKind::HelpAsked
        | NotificationKind::HelpAnswered
        | NotificationKind::QueryAnswered
        | NotificationKind::QueryClosed
        | NotificationKind::MessageCame
        | NotificationKind::ReplyApproved
        | NotificationKind::NotReached
        | NotificationKind::ConcernRaised
        | NotificationKind::PartnerSaid
        | NotificationKind::PartnerDue
        | NotificationKind::PartnerOverdue
        | NotificationKind::ReviewerNamed
        | NotificationKind::WorkSentBack
        | NotificationKind::LessonGiven
        | NotificationKind::LessonEnded
        | NotificationKind::LessonDue
        | NotificationKind::LessonOverdue
        | NotificationKind::LessonWorked
        | NotificationKind::LessonLookAgain
        | NotificationKind::LessonToCheck
        | NotificationKind::LessonTold
        | NotificationKind::CauseToApprove
        | NotificationKind::CauseDecided
        | NotificationKind::CauseKeptBack
        | NotificationKind::SurveyLow
        | NotificationKind::BriefingDrafted
        | NotificationKind::BriefingReady
        | NotificationKind::MeetingAction
        | NotificationKind::WordDue
        | NotificationKind::WorkLeft
        | NotificationKind::ConductWaits
        | NotificationKind::ConductContacts
        | NotificationKind::ConductReview
        | NotificationKind::ConductNoticeLate
        | NotificationKind::ConductInterimUnsent
        | NotificationKind::ConductUnread
        | NotificationKind::ConductInformation
        | NotificationKind::ConductAdjustment
        | NotificationKind::ConductDanger
        | NotificationKind::ConductWayLate
        | NotificationKind::ConductInterimAgain
        | NotificationKind::ConductNobodyLeft
        | NotificationKind::ConductUrgent
        | NotificationKind::ConductNotTold
        | NotificationKind::ConductLetterLost
        | NotificationKind::ConductLapsed
        | NotificationKind::ConductMerged
        | NotificationKind::ConductCaseMerged
        | NotificationKind::PolicyReview
        | NotificationKind::EmergencyUsed => "",
    }
}

/// The call that the address names, if it was made to the reader.
async fn called(
    app: &App,
    here: &Here,
    (signed_in, id): (&SignedIn, &str),
) -> Result<(HelpId, Told), PageError> {
    let id = HelpId::parse(id).map_err(|_not_an_id| PageError::NotFound)?;
    let told = app.casework.help(here.id(), &signed_in.actor, &id).await?;
    let to_me = |told: &Told| {
        told.row.kind == NotificationKind::HelpAsked && Some(&told.row.user_id) == signed_in.actor.user()
    };
    let call = told.into_iter().find(to_me).ok_or(PageError::NotFound)?;
    Ok((id, call))
}

fn page(
    here: &Here,
    (signed_in, shell): (&SignedIn, redress_pages::Shell),
    (call, id): (&Told, &HelpId),
    form: &FormState,
) -> AnswerHelp {
    let mut shown = notice(here, signed_in, call);
    shown.link = call.case.as_ref().map(|line| {
        let case = &line.case.reference;
        (format!("See case {case}"), format!("/staff/cases/{case}"))
    });
    AnswerHelp::new(shell, form, (shown, &format!("/staff/help/{id}")))
}

async fn call(State(app): State<App>, here: Here, signed_in: SignedIn, Path(id): Path<String>) -> Answer {
    let (id, call) = called(&app, &here, (&signed_in, &id)).await?;
    let shell = signed_in.shell(&app, &here).await?;
    let page = page(&here, (&signed_in, shell), (&call, &id), &FormState::new());
    Ok(Html(page.html()).into_response())
}

async fn answer(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(mut form): Form,
) -> Answer {
    let (id, call) = called(&app, &here, (&signed_in, &id)).await?;
    let chosen = HelpAnswer::parse(form.value("answer"));
    if let Some(chosen) = chosen {
        let said = form.value("said").to_owned();
        let answered = app
            .casework
            .answer_help(here.id(), &signed_in.actor, &id, (chosen, &said));
        let outcome = match answered.await {
            Ok(()) => "Your answer was sent",
            Err(Failure::Refused(Refusal::NothingToChange)) => "Somebody has answered already",
            Err(Failure::Refused(Refusal::TextMissing(_))) => "",
            Err(other) => return Err(other.into()),
        };
        if !outcome.is_empty() {
            signed_in.say(outcome);
            return Ok(see_other("/staff"));
        }
        form.error("said", "Enter what to do");
    } else {
        form.error("answer", "Select what you will do");
    }
    let shell = signed_in.shell(&app, &here).await?;
    let page = page(&here, (&signed_in, shell), (&call, &id), &form);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.html())).into_response())
}
