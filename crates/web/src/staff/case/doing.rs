//! How every act on a case goes: its form is shown, read, done, or shown again with what is wrong.
//!
//! Each form carries the version of the case that its reader saw. When somebody else acted since,
//! the same form comes back with everything typed, what happened, and the new version, so that a
//! second press goes through.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::{MethodRouter, get};
use jiff::civil::Date;
use redress_casework::failure::Failure;
use redress_casework::lists::Person;
use redress_casework::outside::Fresh;
use redress_casework::user::User;
use redress_domain::case::{
    Case, Command, Direction, EarlyOrder, Kept, PeopleOrder, ReferralOrder, Refusal, RemedyOrder,
    SubjectOrder,
};
use redress_domain::id::UserId;
use redress_domain::permission::Act;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::Channel;
use redress_pages::Page as _;
use redress_pages::case::act::{SIGNS, WHOLE_FORM, changed_since};
use redress_pages::case::acts::MakePage;
use redress_pages::case::people::{KEPT, WHY};
use redress_pages::case::refusals::words_for;
use redress_pages::case::way::{AS_ASKED, THE_OPEN_ONE, WAY, WAY_ASKED};
use redress_pages::form::{FormState, SEEN};
use redress_pages::staff::about::ABOUT;

use super::opened::Opened;
use super::reply::of_signs;
use crate::App;
use crate::error::{Answer, PageError};
pub(crate) use crate::form::read_date;
use crate::form::{Form, seen};
use crate::session::see_other;
use crate::staff::avoidable::with_said;
use crate::staff::triage::warn_of_absence;

/// One act: its permission, its page, and how its form is read.
pub(crate) struct Doing {
    /// What the reader must be permitted.
    pub(crate) act: Act,
    /// The page.
    pub(crate) page: MakePage,
    /// What stands in the form at first.
    pub(crate) first: fn(&Opened) -> Result<FormState, PageError>,
    /// Reads the form. Nothing, and no error in the form, shows the page again.
    pub(crate) read: fn(&Opened, &mut FormState, &Fresh<'_>) -> Result<Option<Command>, PageError>,
    /// The fields, in their order.
    pub(crate) fields: &'static [&'static str],
    /// What the next page says.
    pub(crate) done: &'static str,
    /// The page that it leads to, of the case's pages.
    pub(crate) to: &'static str,
}

/// The routes of an act.
pub(crate) fn doing(doing: &'static Doing) -> MethodRouter<App> {
    get(move |State(app): State<App>, opened: Opened| show(doing, app, opened))
        .post(move |State(app): State<App>, opened: Opened, Form(form): Form| take(doing, app, opened, form))
}

async fn show(doing: &Doing, app: App, opened: Opened) -> Answer {
    opened.require(doing.act)?;
    let form = (doing.first)(&opened)?;
    page(doing, &app, &opened, (StatusCode::OK, &form)).await
}

async fn page(doing: &Doing, app: &App, opened: &Opened, (status, form): (StatusCode, &FormState)) -> Answer {
    let shell = opened.shell(app).await?;
    let lists = opened.lists(app).await?;
    let page = (doing.page)(shell, &opened.shown(), form, &lists);
    Ok((status, Html(page.html())).into_response())
}

async fn take(doing: &Doing, app: App, opened: Opened, form: FormState) -> Answer {
    opened.require(doing.act)?;
    let (mut form, mut opened) = (form, opened);
    opened.other = named_case(&app, &opened, &form).await?;
    let command = (doing.read)(&opened, &mut form, &app.casework.fresh())?;
    if command.as_ref().and_then(chosen_way) == Some(Channel::Letter) && !has_address(&opened) {
        form.error("channel", NO_ADDRESS);
    }
    if let Some(command) = &command {
        warn_of_signs((command, &opened), &mut form);
        require_way(&mut form);
    }
    let named = command
        .as_ref()
        .map(|command| handed_to(command, &opened.view.case));
    for (id, field) in named.unwrap_or_default() {
        let user = app.casework.user(opened.here.id(), id).await?;
        match user.filter(User::works_here) {
            None => form.error(field, "Select somebody who works for the council"),
            Some(user) if matches!(command, Some(Command::Assign { .. })) => {
                warn_of_absence(&app, &opened.here, (&user, &mut form)).await?;
            }
            Some(_) => {}
        }
    }
    let Some(command) = command.filter(|_| form.errors().is_empty()) else {
        form.errors_mut().sort_by_fields(doing.fields);
        let status = if form.errors().is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        return page(doing, &app, &opened, (status, &form)).await;
    };
    match act(&app, &opened, &form, command).await? {
        Acted::Done(_) => {
            opened.reader.say(doing.done);
            let to = format!("{}/{}", opened.shown().path(), doing.to);
            // Whoever gives a case away, or says that it is about them, may no longer be able to open it.
            if matches!(doing.act, Act::Assign | Act::Refuse) && opened.again(&app).await.is_err() {
                return Ok(see_other("/staff/my-cases"));
            }
            Ok(see_other(to.trim_end_matches('/')))
        }
        Acted::Refused(refusal) => {
            refused(&mut form, &opened, (&refusal, doing.fields));
            page(doing, &app, &opened, (StatusCode::UNPROCESSABLE_ENTITY, &form)).await
        }
        Acted::Conflict { version, since } => {
            let opened = opened.again(&app).await?;
            form.set(SEEN, version.to_string());
            let shell = opened.shell(&app).await?;
            let shell = shell.alert(changed_since(&since, &opened));
            let lists = opened.lists(&app).await?;
            let page = (doing.page)(shell, &opened.shown(), &form, &lists);
            Ok((StatusCode::CONFLICT, Html(page.html())).into_response())
        }
    }
}

/// Whether a person chose the one way that an arrangement leaves open, where something says another.
pub(crate) fn way_chosen(form: &FormState) -> Option<bool> {
    match form.value(WAY) {
        THE_OPEN_ONE => Some(true),
        AS_ASKED => Some(false),
        _ => None,
    }
}

/// Asks for it, where the page did.
pub(crate) fn require_way(form: &mut FormState) {
    if form.filled(WAY_ASKED).is_some() && way_chosen(form).is_none() {
        form.error(WAY, "Select how it goes");
    }
}

/// What is said where a letter could go nowhere.
const NO_ADDRESS: &str =
    "There is no postal address on file. Select another way, or add their address under “People” first";

/// By which way a command says something to the customer, where whoever gives it chose the way.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the orders that say something by a way of their own; the others do not"
)]
fn chosen_way(command: &Command) -> Option<Channel> {
    match command {
        Command::RecordContact(contact)
        | Command::Early(EarlyOrder::OfferTalk { contact, .. })
        | Command::Referral(ReferralOrder::PassOn { contact, .. }) => {
            (contact.direction == Direction::Out).then_some(contact.channel)
        }
        _ => None,
    }
}

/// Says once which signs of what is sent no letter can show, of its reader's name and address too where it goes by post; the second
/// time they are meant.
fn warn_of_signs((command, opened): (&Command, &Opened), form: &mut FormState) {
    let mut fields = vec!["letter", "sentence"];
    let way = chosen_way(command);
    fields.extend(way.map(|_| "words"));
    let is_sent = way.is_some() || fields.iter().any(|field| form.filled(field).is_some());
    let by_post = way.or_else(|| opened.view.channel_for_letters()) == Some(Channel::Letter);
    let reader = if is_sent && by_post {
        opened
            .view
            .correspondent()
            .map(on_the_envelope)
            .unwrap_or_default()
    } else {
        String::new()
    };
    let typed: Vec<_> = fields
        .into_iter()
        .map(|field| (field, form.value(field).to_owned()))
        .collect();
    let all: String = typed
        .iter()
        .map(|(_, text)| text.as_str())
        .chain([reader.as_str()])
        .collect();
    let signs: String = redress_pdf::unshown(&all).into_iter().collect();
    if signs.is_empty() || form.value(SIGNS) == signs {
        return;
    }
    for (field, text) in typed {
        if let Some(said) = of_signs(&text) {
            form.error(field, format!("{said}, or send it again if you mean it"));
        }
    }
    let unshown: String = redress_pdf::unshown(&reader).into_iter().collect();
    if !unshown.is_empty() {
        form.error(
            WHOLE_FORM,
            format!(
                "No letter can show “{unshown}” of the name or address of whoever it goes to: it would have \u{FFFD} on it, also in \
                 the window of the envelope. Ask how they write it in Latin letters, or send it again and write the envelope by hand"
            ),
        );
    }
    form.set(SIGNS, signs);
}

/// What of somebody stands on an envelope and above a letter.
fn on_the_envelope(reader: &Person) -> String {
    let address = reader.address.as_deref().unwrap_or_default();
    [reader.name.as_str(), reader.addressed(), address].join("\n")
}

/// Whether a letter about the case has somewhere to go.
fn has_address(opened: &Opened) -> bool {
    let reader = opened.view.correspondent();
    let address = reader.and_then(|reader| reader.address.as_deref());
    address.is_some_and(|address| !address.trim().is_empty())
}

/// To whom a command hands something, or whom it newly says a case is about, and the field that says so: an identifier
/// alone says nothing of where somebody works.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the orders that hand something to somebody; the others do not"
)]
fn handed_to<'c>(command: &'c Command, case: &Case) -> Vec<(&'c UserId, &'static str)> {
    match command {
        Command::Assign { owner, .. } => owner.iter().map(|owner| (owner, "owner")).collect(),
        Command::PromiseRemedy(remedy) | Command::RecordRecommendation(remedy) => {
            remedy.owner.iter().map(|owner| (owner, "owner")).collect()
        }
        Command::Remedy(RemedyOrder::GiveTo { owner, .. }) => vec![(owner, "owner")],
        Command::ReturnToStage1(order) => vec![(&order.officer, "officer")],
        Command::Subject(SubjectOrder::Say { about, .. }) => {
            let about = about.iter().flatten().filter(|user| !case.about.contains(user));
            about.map(|user| (user, ABOUT)).collect()
        }
        _ => Vec::new(),
    }
}

/// What became of an act, as far as a form can say it.
pub(crate) enum Acted {
    /// It was done; the case is at this version now.
    Done(i64),
    /// A rule said no.
    Refused(Refusal),
    /// Somebody else acted in the meantime.
    Conflict {
        /// The version that the case is at.
        version: i64,
        /// What they did.
        since: Vec<redress_domain::case::Entry>,
    },
}

/// Does a command to the case as the form's reader saw it.
pub(crate) async fn act(
    app: &App,
    opened: &Opened,
    form: &FormState,
    command: Command,
) -> Result<Acted, PageError> {
    let commands = with_said(form, with_adjustments((app, opened), form, command));
    let (council, actor) = (opened.here.id(), &opened.reader.actor);
    let (at, sent) = ((&opened.view.id, Some(seen(form)?)), form.as_sent());
    let by = ((commands.as_slice(), sent.as_str()), way_chosen(form));
    let acted = app.casework.act_of_form_by(council, actor, at, by);
    became(acted.await)
}

/// Does a command to the case as it stands, whatever anybody did since the form was opened; the same form again is done
/// once.
pub(crate) async fn act_on_latest(
    app: &App,
    opened: &Opened,
    form: &FormState,
    command: Command,
) -> Result<Acted, PageError> {
    // What its reader saw tells one form from the next one with the same words.
    seen(form)?;
    let (council, actor) = (opened.here.id(), &opened.reader.actor);
    let (at, commands, sent) = ((&opened.view.id, None), [command], form.as_sent());
    let acted = app.casework.act_of_form(council, actor, at, (&commands, &sent));
    became(acted.await)
}

/// The order, after what the form says of whether what it sends keeps to what was agreed with its reader.
pub(crate) fn with_adjustments(
    (app, opened): (&App, &Opened),
    form: &FormState,
    command: Command,
) -> Vec<Command> {
    let kept = Kept::parse(form.value(KEPT));
    let readers = opened.view.case.readers();
    let agreed = opened.view.adjustments.iter().filter(|(person, line)| {
        readers.iter().any(|reader| reader.person == person) && line.row.kind.bears_on_letters()
    });
    let adjustments: Vec<_> = agreed.map(|(_, line)| line.row.adjustment_id.clone()).collect();
    let Some(kept) = kept.filter(|_| !adjustments.is_empty()) else {
        return vec![command];
    };
    let reason = form.filled(WHY).map(|why| app.casework.fresh().words(why));
    let say = PeopleOrder::SayAdjustments {
        adjustments,
        kept,
        reason,
    };
    vec![Command::People(say), command]
}

/// Does commands to the case at this version, all or none; what was `sent` again is done once.
pub(crate) async fn act_at(
    app: &App,
    opened: &Opened,
    (seen, sent, one_way): (i64, &str, Option<bool>),
    commands: Vec<Command>,
) -> Result<Acted, PageError> {
    let (council, actor) = (opened.here.id(), &opened.reader.actor);
    let at = (&opened.view.id, Some(seen));
    let by = ((commands.as_slice(), sent), one_way);
    let acted = app.casework.act_of_form_by(council, actor, at, by);
    became(acted.await)
}

/// Whether this was done before: a second press, or a page that was loaded again.
pub(crate) async fn was_done(app: &App, opened: &Opened, sent: &str) -> Result<bool, PageError> {
    let (council, actor) = (opened.here.id(), &opened.reader.actor);
    let done = app
        .casework
        .form_was_done(council, actor, (&opened.view.id, sent));
    Ok(done.await?)
}

fn became(acted: Result<i64, Failure>) -> Result<Acted, PageError> {
    match acted {
        Ok(version) => Ok(Acted::Done(version)),
        Err(Failure::Refused(Refusal::NotPermitted(_))) => Err(PageError::NotPermitted),
        Err(Failure::Refused(refusal)) => Ok(Acted::Refused(refusal)),
        Err(Failure::Conflict { version, since }) => Ok(Acted::Conflict { version, since }),
        Err(other) => Err(other.into()),
    }
}

/// Says in the form what a rule said no to: beside the field that it is about, if the form has it.
pub(crate) fn refused(form: &mut FormState, opened: &Opened, (refusal, fields): (&Refusal, &[&str])) {
    let said = words_for(refusal, Some(&opened.view.case));
    let field = said
        .field
        .filter(|field| fields.contains(&field.as_str()) || [KEPT, WHY].contains(&field.as_str()))
        .unwrap_or_else(|| WHOLE_FORM.to_owned());
    form.error(&field, said.text);
}

/// The case whose reference the form names, if the reader may know of it.
async fn named_case(
    app: &App,
    opened: &Opened,
    form: &FormState,
) -> Result<Option<redress_domain::id::CaseId>, PageError> {
    let Some(Ok(reference)) = form.filled("other").map(Reference::parse) else {
        return Ok(None);
    };
    let found = app
        .casework
        .find_case_by_reference(opened.here.id(), &opened.reader.actor, &reference)
        .await?;
    Ok(found.map(|line| line.case.case_id))
}

/// The date in a field that must have one, or the error that says so.
pub(crate) fn require_date(form: &mut FormState, field: &str, message: &str) -> Option<Date> {
    let typed = form.require(field, message)?;
    let date = read_date(&typed);
    if date.is_none() {
        form.error(field, "Date must be a real date, like 17/5/2027");
    }
    date
}

/// Whether this button was pressed.
pub(crate) fn pressed(form: &FormState, intent: &str) -> bool {
    form.value(redress_pages::case::acts::INTENT) == intent
}

/// A page with this status.
pub(crate) fn shown_as(status: StatusCode, html: String) -> Response {
    (status, Html(html)).into_response()
}

#[cfg(test)]
mod tests {
    //! How dates are read.

    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_date_is_read_with_any_of_the_usual_marks() {
        for typed in ["17/5/2027", "17-05-2027", "17.5.2027", " 17 5 2027 "] {
            assert_eq!(read_date(typed), Some(date(2027, 5, 17)), "{typed}");
        }
        for typed in ["", "17/5", "31/2/2027", "17/5/27", "17/5/2027/1", "May"] {
            assert_eq!(read_date(typed), None, "{typed}");
        }
    }
}
