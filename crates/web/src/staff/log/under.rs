//! A case that is made of a contact under an arrangement: filled in from it, and sorted with it (domain 5.9).

use jiff::Timestamp;
use redress_casework::act::{Logged, NewCase};
use redress_casework::failure::Failure;
use redress_domain::calendar::london::civil_date;
use redress_domain::case::{Command, TriageAnswers};
use redress_domain::conduct::Sort;
use redress_domain::id::{ConductId, ContactId, ProcedureId};
use redress_domain::policy::Procedure;
use redress_domain::vocabulary::Kind;
use redress_pages::form::FormState;
use redress_pages::format::{self, picker_date};

use crate::App;
use crate::error::PageError;
use crate::here::Here;
use crate::session::SignedIn;

/// The contact that the form is made of.
fn named(form: &FormState) -> Option<(ConductId, ContactId)> {
    let (file, contact) = form.value("under").split_once('.')?;
    Some((ConductId::parse(file).ok()?, ContactId::parse(contact).ok()?))
}

/// The procedure of a request under a statute that the case follows at once, where the policy names it.
pub(super) fn procedure<'h>(here: &'h Here, form: &FormState) -> Result<Option<&'h Procedure>, PageError> {
    let policy = here.policy()?;
    let Some(id) = form
        .filled("procedure")
        .and_then(|id| ProcedureId::parse(id).ok())
    else {
        return Ok(None);
    };
    let is_statutory = policy
        .conduct
        .iter()
        .any(|conduct| conduct.statutory.contains(&id));
    if named(form).is_none() || !is_statutory {
        return Ok(None);
    }
    Ok(policy.procedures.get(&id))
}

/// Fills the form in from the contact: who, when, how and what was said.
pub(super) async fn fill_in(
    app: &App,
    here: &Here,
    (signed_in, query, form): (&SignedIn, &FormState, &mut FormState),
) -> Result<(), PageError> {
    let Some((file, contact)) = named(query) else {
        return Ok(());
    };
    let read = app
        .casework
        .conduct_contact_to_log(here.id(), &signed_in.actor, (&file, &contact));
    let (said, person) = read.await?;
    form.set("under", query.value("under"));
    form.set("procedure", query.value("procedure"));
    form.set("channel", said.channel.as_str());
    form.set("received_on", picker_date(civil_date(said.at)));
    form.set("received_time", format::time(london_time(said.at)));
    form.set("what_happened", said.words.unwrap_or_default());
    form.set("unhappy", "no");
    form.set("settled", "no");
    if let Some(person) = person {
        form.set("name", person.name.clone());
        form.set("email", person.email.clone().unwrap_or_default());
        form.set("phone", person.phone.clone().unwrap_or_default());
        form.set("address", person.address.clone().unwrap_or_default());
        form.set("postcode", person.postcode.clone().unwrap_or_default());
        form.set("person", person.person_id.to_string());
        form.set("do", "match");
    }
    Ok(())
}

/// What the clock on the wall said.
pub(super) fn london_time(now: Timestamp) -> jiff::civil::Time {
    let time = redress_domain::calendar::london::time_zone()
        .to_datetime(now)
        .time();
    jiff::civil::Time::constant(time.hour(), time.minute(), 0, 0)
}

/// Has the new case follow its procedure, and be no second contact under the arrangement. Answers whether the form has
/// all that this needs.
pub(super) fn follow(here: &Here, form: &mut FormState, new: &mut NewCase) -> Result<bool, PageError> {
    new.is_of_contact = named(form).is_some();
    let Some(procedure) = procedure(here, form)? else {
        return Ok(true);
    };
    let Some(service) = new.contact.service.clone() else {
        form.error("service", "Select the service that answers it");
        return Ok(false);
    };
    if form.value("settled") == "yes" {
        form.error(
            "settled",
            "A request under a statute is answered in writing. Select No",
        );
        return Ok(false);
    }
    let is_complaint = procedure.kind == Kind::Complaint;
    if is_complaint != (form.value("unhappy") == "yes") {
        let message = if is_complaint {
            "This procedure is for a complaint. Select Yes"
        } else {
            "This procedure is for a request. Select No"
        };
        form.error("unhappy", message);
        return Ok(false);
    }
    new.contact.kind = procedure.kind;
    new.then.push(Command::Triage(TriageAnswers {
        kind: procedure.kind,
        kind_reason: None,
        procedure: procedure.id.clone(),
        service,
        team: None,
        owner: None,
        priority: new.contact.priority,
        ward: None,
        about: new.contact.about.clone(),
        note: None,
    }));
    Ok(true)
}

/// Says that the contact was read and became the case; answers where its file goes on.
pub(super) async fn sorted(
    app: &App,
    here: &Here,
    (signed_in, form, logged): (&SignedIn, &FormState, &Logged),
) -> Result<Option<String>, PageError> {
    let Some((file, contact)) = named(form) else {
        return Ok(None);
    };
    let sort = if procedure(here, form)?.is_some() {
        Sort::StatutoryRequest
    } else {
        Sort::NewMatter
    };
    let became = (sort, logged.id.clone());
    let done = app
        .casework
        .contact_became(here.id(), &signed_in.actor, (&file, contact), became)
        .await;
    match done {
        Ok(()) => signed_in.say(&format!(
            "Logged as {}, and the contact is sorted",
            logged.reference
        )),
        Err(redress_casework::conduct::NotDone::Failed(Failure::NotFound)) => {
            return Err(PageError::NotFound);
        }
        // The case is there; the contact still waits, and says so.
        Err(_) => signed_in.say(&format!(
            "Logged as {}. Sort the contact with this reference",
            logged.reference
        )),
    }
    Ok(Some(format!("/staff/arrangements/{file}/contacts")))
}
