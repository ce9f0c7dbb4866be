//! One query: how it stands, what happened as far as a councillor may know, and following it up.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use redress_casework::case::CaseView;
use redress_domain::case::{ClockMoved, Command, ContactPurpose, Direction, Entry, Event, NewContact};
use redress_domain::conduct::CouncillorsTold;
use redress_domain::id::PersonId;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::{Channel, ClockKind, Priority, Role, SupportNeed};
use redress_domain::words::WordsRef;
use redress_pages::case::vocabulary;
use redress_pages::conduct::say::open_channel;
use redress_pages::councillor::query::{CLOSED_MEANWHILE, Known, MayDo, QueryPage, Step};
use redress_pages::form::FormState;
use redress_pages::format::{date_time, long_date};
use redress_pages::{Page as _, words};

use crate::App;
use crate::error::{Answer, PageError};
use crate::form::Form;
use crate::here::Here;
use crate::once::{act_once, fresh_form, once_with_its_words};
use crate::path::Path;
use crate::public::track::story;
use crate::session::{SignedIn, see_other};
use crate::staff::lines::first_words;
use crate::staff::typed;
use crate::why::why;

/// The routes of this file.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/councillor/q/{reference}", get(show).post(act))
}

/// The query, if it is one that they raised. Members never see a case that they did not raise
/// (LGSCO guide for members), whatever other part they play.
pub(super) async fn open(
    app: &App,
    here: &Here,
    (signed_in, reference): (&SignedIn, &str),
) -> Result<CaseView, PageError> {
    let reference = typed::reference(reference).ok_or(PageError::NotFound)?;
    let mut view = app
        .casework
        .follow_case(here.id(), &signed_in.actor, &reference)
        .await?;
    // What binds the resident alone: nobody else on the case is their business.
    let resident: Vec<&PersonId> = view.case.customer.iter().collect();
    view.bindings = app.casework.bindings(here.id(), &resident).await?;
    view.bindings
        .retain(|binding| binding.reaches(&view.id, view.case.service.as_ref()));
    if view.case.logged_by == signed_in.actor.id {
        Ok(view)
    } else {
        Err(PageError::NotFound)
    }
}

async fn show(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path(reference): Path<String>,
) -> Answer {
    let view = open(&app, &here, (&signed_in, &reference)).await?;
    let form = fresh_form(&app);
    respond(&here, (&signed_in, &view), (&form, StatusCode::OK))
}

fn respond(
    here: &Here,
    (signed_in, view): (&SignedIn, &CaseView),
    (form, status): (&FormState, StatusCode),
) -> Answer {
    let shell = super::shell(here, signed_in);
    let page = QueryPage::new(shell, form, known(here, (signed_in, view))?);
    Ok((status, Html(page.html())).into_response())
}

async fn act(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    Path(reference): Path<String>,
    Form(mut form): Form,
) -> Answer {
    let view = open(&app, &here, (&signed_in, &reference)).await?;
    let fresh = app.casework.fresh();
    let (command, said) = if form.value("do") == "sorted" {
        let words = fresh.some_words(form.value("note"));
        (Command::ConfirmSorted { words }, "You said that this is sorted")
    } else {
        let Some(question) = form.require("question", "Enter what you want to ask") else {
            let wrong = (&form, StatusCode::UNPROCESSABLE_ENTITY);
            return respond(&here, (&signed_in, &view), wrong);
        };
        if view.case.is_closed() {
            form.error("question", CLOSED_MEANWHILE);
            let late = (&form, StatusCode::CONFLICT);
            return respond(&here, (&signed_in, &view), late);
        }
        let contact = NewContact {
            id: fresh.contact(),
            direction: Direction::In,
            channel: Channel::Councillor,
            at: app.casework.outside().now(),
            purpose: ContactPurpose::Information,
            words: fresh.words(&question),
        };
        (Command::RecordContact(contact), "Your follow-up was sent")
    };
    let at = (here.id(), &signed_in.actor, &view.id);
    // Of the two things that can be done here, the button says which.
    let sent = once_with_its_words(&form).map(|sent| format!("{sent} {}", form.value("do")));
    act_once(&app, at, (&[command], sent)).await?;
    signed_in.say(said);
    Ok(see_other(&format!("/councillor/q/{}", view.case.reference)))
}

fn known(here: &Here, (signed_in, view): (&SignedIn, &CaseView)) -> Result<Known, PageError> {
    let case = &view.case;
    let policy = here.policy()?;
    let mut facts = vec![
        ("Reference".to_owned(), case.reference.to_string()),
        ("Status".to_owned(), words::status(case.status()).to_owned()),
        ("Sent".to_owned(), date_time(case.logged_at)),
    ];
    let ward = case.ward.as_ref().and_then(|id| policy.ward(id));
    facts.extend(ward.map(|ward| ("Ward".to_owned(), ward.name.clone())));
    let service = case.service.as_ref().and_then(|id| policy.service(id));
    facts.extend(service.map(|service| ("Service".to_owned(), service.name.clone())));
    for clock in case.clocks.values().filter(|clock| clock.is_running()) {
        let by = format!("By {}", long_date(clock.due_on));
        facts.push((words::clock(clock.kind).to_owned(), by));
    }
    let why = whys(view)?;
    facts.extend(arrangement(policy, view).map(|said| ("Staying in touch".to_owned(), said)));
    if let Some(until) = case.follow_up_until {
        let open = format!("Until {}, then it closes", long_date(until));
        facts.push(("You can follow up".to_owned(), open));
    }
    let steps = view
        .entries
        .iter()
        .filter_map(|entry| step(signed_in, view, entry));
    let may = if case.is_closed() {
        MayDo::Nothing
    } else if case.raised_by == Role::Councillor && !case.is_complaint() {
        MayDo::FollowUpAndSort
    } else {
        MayDo::FollowUp
    };
    Ok(Known {
        reference: case.reference.to_string(),
        title: first_words(view.text(&case.what_happened)),
        progress: story::steps(view, story::status(view)),
        facts,
        why,
        wrote: wrote(view),
        steps: steps.collect(),
        tell: tell(&policy.council.name, view),
        may,
    })
}

/// Why each date that runs is the day that it is, in the words that the customer reads on their own page.
fn whys(view: &CaseView) -> Result<Vec<(String, Vec<String>)>, PageError> {
    let running = view.case.clocks.values().filter(|clock| clock.is_running());
    let mut whys = Vec::new();
    for clock in running {
        let promise = format!("{}: by {}", words::clock(clock.kind), long_date(clock.due_on));
        let sentences = why(view, clock)?.into_iter();
        let sentences =
            sentences.map(|said| said.replace("The customer last heard", "The resident last heard"));
        whys.push((promise, sentences.collect()));
    }
    Ok(whys)
}

/// Everything that the councillor wrote, as they wrote it. Of the resident only what they are called: how to reach them
/// may have been corrected since, and is between them and the council.
fn wrote(view: &CaseView) -> Vec<(String, String)> {
    let case = &view.case;
    let logged = view.entries.iter().find_map(|entry| logged(&entry.event));
    let (support, support_words) = logged.unwrap_or_default();
    let text = |words: &Option<WordsRef>| words.as_ref().map(|words| view.text(words).to_owned());
    let resident = case.customer.as_ref().and_then(|id| view.person(id));
    let resident = resident.map(|person| person.name.clone());
    let urgent = (case.priority == Priority::Urgent).then(|| "Yes".to_owned());
    let needs: Vec<&str> = support.iter().map(|need| words::support(*need)).collect();
    let said = [
        (
            "What the resident asked",
            Some(view.text(&case.what_happened).to_owned()),
        ),
        ("Where it is", text(&case.place)),
        ("Resident’s name", resident),
        ("What they would like", text(&case.wanted)),
        ("How it affects them", text(&case.effect)),
        ("Help they need", Some(needs.join("\n"))),
        ("More about what they need", text(&support_words)),
        ("Somebody is in danger", urgent),
    ];
    let said = said
        .into_iter()
        .filter_map(|(name, words)| Some((name.to_owned(), words?)));
    said.filter(|(_, words)| !words.is_empty()).collect()
}

/// What the resident needs, as it was said when the query was logged.
fn logged(event: &Event) -> Option<(Vec<SupportNeed>, Option<WordsRef>)> {
    if let Event::Logged {
        support,
        support_words,
        ..
    } = event
    {
        Some((support.clone(), support_words.clone()))
    } else {
        None
    }
}

/// What the policy lets a councillor know of how their resident is in touch with the council: nothing, unless it says
/// more, and never why (domain 5.9).
fn arrangement(policy: &Policy, view: &CaseView) -> Option<String> {
    let told = policy.conduct.as_ref()?.councillors_told;
    let binding = view.bindings.first().filter(|_| !view.case.is_closed())?;
    match told {
        CouncillorsTold::Nothing => None,
        CouncillorsTold::OpenChannel => {
            let channel = open_channel(binding.open_channel);
            let only = redress_domain::conduct::leaves_one_way(&binding.measures);
            only.then(|| format!("We are in touch with this resident by {channel}."))
        }
        CouncillorsTold::WhatToDo => Some(crate::staff::what_to_do::what_to_do(policy, binding)),
    }
}

/// What the councillor can send on to the resident.
fn tell(council: &str, view: &CaseView) -> String {
    let case = &view.case;
    let reply = case
        .clock(ClockKind::Reply)
        .filter(|clock| clock.is_running())
        .map(|clock| format!(" They will reply by {}.", long_date(clock.due_on)));
    let answer = view
        .entries
        .iter()
        .rev()
        .find_map(|entry| answer_in(&entry.event));
    let answer = answer
        .map(|words| format!("\n\nThey answered:\n{}", view.text(words)))
        .unwrap_or_default();
    format!(
        "I passed your question to {council}. The reference is {}. You can quote it to them at any time.{}{answer}",
        case.reference,
        reply.unwrap_or_default()
    )
}

fn answer_in(event: &Event) -> Option<&WordsRef> {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "only a contact that answers is looked for"
    )]
    match event {
        Event::ContactRecorded {
            direction: Direction::Out,
            purpose: ContactPurpose::Answer,
            words,
            ..
        } => Some(words),
        _ => None,
    }
}

/// An event as a councillor may know it: what they said themselves and what the council said, not
/// what the resident said to the council, and nothing that staff write among themselves.
fn step(signed_in: &SignedIn, view: &CaseView, entry: &Entry) -> Option<Step> {
    let own = entry.actor == signed_in.actor.id;
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "what is not for the customer or about the query is left out"
    )]
    let (what, said) = match &entry.event {
        Event::Logged { .. } => ("You sent it".to_owned(), None),
        Event::Assigned { team, .. } => {
            let team = view.policy().ok().and_then(|policy| policy.team(team));
            let name = team.map_or("a team", |team| team.name.as_str());
            (format!("It went to {name}"), None)
        }
        Event::KindChanged { to, .. } => {
            let kind = words::kind(*to).to_lowercase();
            (format!("It is dealt with as a {kind}"), None)
        }
        Event::ContactRecorded {
            direction,
            purpose,
            words,
            ..
        } => match (direction, purpose, own) {
            (Direction::In, _, true) => ("You followed it up".to_owned(), Some(words)),
            (Direction::In, _, false) => ("The council heard about it again".to_owned(), None),
            (Direction::Out, ContactPurpose::Answer, _) => ("The council answered".to_owned(), Some(words)),
            (Direction::Out, _, _) => ("The council wrote about it".to_owned(), Some(words)),
        },
        Event::FileAdded { name, .. } if own => ("You added a photo or file".to_owned(), Some(name)),
        Event::Acknowledged { .. } => ("The council acknowledged the complaint".to_owned(), None),
        Event::ReplySent { undo_until, .. } if *undo_until <= view.now => {
            ("The council replied to the resident".to_owned(), None)
        }
        Event::Extended { .. } => ("The council needs more time".to_owned(), None),
        // What was promised moves visibly (domain, section 8).
        Event::ClockMoved {
            clock,
            because: ClockMoved::CalendarChanged,
        } => {
            let (what, on) = (words::clock(clock.kind), long_date(clock.due_on));
            let moved = vocabulary::moved(ClockMoved::CalendarChanged);
            (format!("{what} moved to {on}, {moved}"), None)
        }
        Event::QueryAnswered { open_until, .. } => {
            let until = open_until.map(|until| format!("You can follow it up until {}", long_date(until)));
            (until.unwrap_or_else(|| "The council answered".to_owned()), None)
        }
        Event::SortedConfirmed { words } => ("You said that it is sorted".to_owned(), words.as_ref()),
        Event::Closed { sentence, .. } => ("It was closed".to_owned(), sentence.as_ref()),
        Event::Reopened { .. } => ("It was opened again".to_owned(), None),
        _ => return None,
    };
    Some(Step {
        when: date_time(entry.at),
        what,
        said: said.map(|words| view.text(words).to_owned()),
    })
}
