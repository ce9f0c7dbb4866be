//! Conduct files (S17, S18): the register, each step of the way, and reporting an incident.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{FromRequestParts, RawQuery, State};
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use jiff::civil::Date;
use redress_casework::conduct::{
    ConductContactLine, ConductLine, ConductView, CountsFor, OtherFile, Register, Way,
};
use redress_casework::lists::PAGE;
use redress_casework::user::User;
use redress_domain::conduct::{LetterKind, decides_as, decides_for, holds_post, of_theirs};
use redress_domain::id::{ActorId, CaseId, ConductId, ContactId, PostId, ServiceId, UserId};
use redress_domain::permission::{self, Act};
use redress_domain::policy::{Conduct, ContactOption, Policy};
use redress_domain::vocabulary::Channel;
use redress_domain::words::WordsRef;
use redress_pages::Page as _;
use redress_pages::case::letter::Block;
use redress_pages::components::SubNavigation;
use redress_pages::conduct::letters::Going;
use redress_pages::conduct::question::Left;
use redress_pages::conduct::register::{self, Line, Waiting};
use redress_pages::conduct::tend::NAMES_OUT;
use redress_pages::conduct::{Choices, Known, Said, Shown, file, say};
use redress_pages::form::FormState;
use redress_pages::format::{date_only, date_time};
use redress_pages::words;

use super::lines;
use crate::App;
use crate::error::{Answer, PageError};
use crate::form::read;
use crate::here::Here;
use crate::path::Path;
use crate::session::SignedIn;
use crate::staff::named;

mod compare;
mod files;
pub(in crate::staff) mod incident;
mod letters;
mod names;
mod readings;
pub(in crate::staff) mod refusals;
mod sent;
mod steps;

/// The register.
const REGISTER: &str = "/staff/arrangements";

/// The lists of the register, in the order in which they need somebody.
const LISTS: [(Register, &str); 4] = [
    (Register::Considered, "Being considered"),
    (Register::InForce, "In force"),
    (Register::ReviewDue, "Review due"),
    (Register::Ended, "Ended"),
];

/// The routes of this file and of those beneath it.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(REGISTER, get(list))
        .route("/staff/arrangements/contacts", get(contacts))
        .route("/staff/arrangements/{id}", get(show))
        .route("/staff/arrangements/{id}/files/{file}", get(files::save))
        .merge(steps::routes())
        .merge(sent::routes())
        .merge(readings::routes())
        .merge(compare::routes())
}

/// The routes of this file and of those beneath it that take files.
pub(super) fn routes_with_files() -> Router<App> {
    incident::routes_with_files().merge(files::routes_with_files())
}

/// A conduct file that somebody opened.
pub(super) struct OpenFile {
    pub(super) here: Here,
    pub(super) reader: SignedIn,
    pub(super) view: Box<ConductView>,
    names: BTreeMap<UserId, String>,
    /// The names of those who hold neither the post that decides nor the one that hears appeals.
    juniors: Vec<String>,
    /// What the policy says of contact, with the times that this person has.
    conduct: Option<Conduct>,
    /// Whether their letters are in Welsh beside English.
    is_in_both: bool,
    path: String,
    name: String,
}

impl FromRequestParts<App> for OpenFile {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let reader = SignedIn::from_request_parts(parts, app).await?;
        let here = Here::from_request_parts(parts, app).await?;
        let Path(named) = Path::<BTreeMap<String, String>>::from_request_parts(parts, app)
            .await
            .map_err(|_not_a_path| PageError::NotFound)?;
        let id = named.get("id").and_then(|id| ConductId::parse(id).ok());
        let id = id.ok_or(PageError::NotFound)?;
        // Whoever only sorts what came in opens the contacts, and no other page of the file.
        let mut parts = here.path.split('/').skip_while(|part| *part != id.as_str());
        let page = parts.nth(1).unwrap_or("file").to_owned();
        let view = if page == "urgent" {
            app.casework
                .open_conduct_urgent(here.id(), &reader.actor, &id)
                .await?
        } else if page == "contacts" || page == "sort-again" {
            app.casework
                .open_conduct_to_sort(here.id(), &reader.actor, &id)
                .await?
        } else {
            app.casework
                .open_conduct(here.id(), &reader.actor, (&id, &page))
                .await?
        };
        Self::of(app, here, reader, view).await
    }
}

impl OpenFile {
    async fn of(app: &App, here: Here, reader: SignedIn, view: ConductView) -> Result<Self, PageError> {
        let users = app.casework.users(here.id()).await?;
        let policy = here.policy()?;
        let posts = policy.conduct.iter();
        let posts: Vec<&PostId> = posts
            .flat_map(|conduct| {
                let decide = [&conduct.decided_by, &conduct.reviewed_by, &conduct.longer_by];
                decide.into_iter().chain([&conduct.appeal_to])
            })
            .collect();
        let is_junior = |user: &&User| posts.iter().all(|post| !holds_post(policy, &user.actor(), post));
        let juniors = users.iter().filter(is_junior).map(|user| user.name.clone());
        let person = view.file.person.as_ref();
        let conduct = policy.conduct.as_ref();
        Ok(Self {
            conduct: conduct.map(|conduct| of_theirs(conduct, &view.agreed)),
            is_in_both: app.casework.writes_in_both_to(here.id(), person).await?,
            juniors: juniors.collect(),
            names: users.into_iter().map(|user| (user.id, user.name)).collect(),
            path: format!("{REGISTER}/{}", view.id),
            name: view
                .person
                .as_ref()
                .map_or_else(|| "[removed]".to_owned(), |person| person.name.clone()),
            here,
            reader,
            view: Box::new(view),
        })
    }

    pub(super) fn policy(&self) -> Result<&Policy, PageError> {
        self.here.policy()
    }

    pub(super) fn conduct(&self) -> Result<&Conduct, PageError> {
        self.conduct.as_ref().ok_or(PageError::NotFound)
    }

    pub(super) fn id(&self) -> &ConductId {
        &self.view.id
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// A text of the file as somebody outside may read it: junior staff are not named in it (domain 5.8).
    pub(super) fn without_juniors(&self, text: &str) -> String {
        names::without(text, &self.juniors, &self.name)
    }

    /// The same of what a letter quotes or gives as a reason; a first name alone goes out where whoever writes says so.
    pub(super) fn quoted(&self, text: &str, form: &FormState) -> String {
        let text = self.without_juniors(text);
        if form.value(NAMES_OUT) == "yes" {
            names::without_first(&text, &self.juniors, &self.name)
        } else {
            text
        }
    }

    /// The first colleague without a deciding post who is named in a text, in whichever form.
    pub(super) fn names_a_junior(&self, text: &str) -> Option<&str> {
        names::named(text, &self.juniors, &self.name)
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    pub(super) fn shown(&self) -> Result<Shown<'_>, PageError> {
        Ok(Shown {
            path: &self.path,
            version: self.view.version,
            file: &self.view.file,
            entries: &self.view.entries,
            name: &self.name,
            conduct: self.conduct()?,
            today: self.view.today,
            known: self,
        })
    }

    /// What the selects offer.
    pub(super) async fn choices(&self, app: &App, letter: Option<LetterKind>) -> Result<Choices, PageError> {
        let going = match letter {
            Some(kind) => self.going(app, kind).await?,
            None => Going::default(),
        };
        let comments_until = match letter {
            Some(kind @ LetterKind::Report) => {
                let goes = (&*self.view, (kind, Channel::Letter));
                let counts = app.casework.conduct_days_today(self.here.id(), goes)?;
                let until = counts.iter().find(|counts| counts.what == CountsFor::Comments);
                until.map(|counts| counts.on)
            }
            Some(_) | None => None,
        };
        let (policy, conduct) = (self.policy()?, self.conduct()?);
        let services = policy.services.iter();
        let services = services.map(|service| (service.id.to_string(), service.name.clone()));
        let (decides, by_panel) = decides_for(&self.view.file, (conduct, self.view.today));
        let deciders = self.free_of(app, decides).await?;
        let agreed = match &self.view.file.person {
            Some(person) => app.casework.agreed_with_person(self.here.id(), person).await?,
            None => Vec::new(),
        };
        let statutory = conduct.statutory.iter().filter_map(|id| {
            let procedure = policy.procedures.get(id)?;
            Some((id.to_string(), procedure.name.clone()))
        });
        let named = policy.post(decides);
        Ok(Choices {
            by_panel,
            decides: named.map_or_else(|| decides.to_string(), |post| post.name.clone()),
            services: services.collect(),
            statutory: statutory.collect(),
            left_to_a_person: agreed
                .iter()
                .map(|(kind, _)| *kind)
                .filter(|kind| policy.languages.leave_to_a_person(*kind))
                .collect(),
            agreed,
            deciders,
            comments_until,
            going,
            ..Choices::default()
        })
    }

    /// Those who hold a post that decides, hear no appeal, and took no part.
    async fn free_of(&self, app: &App, post: &PostId) -> Result<Vec<(String, String)>, PageError> {
        let (policy, conduct) = (self.policy()?, self.conduct()?);
        let mut free = Vec::new();
        for user in app.casework.users(self.here.id()).await? {
            let actor = user.actor();
            let took_part = self.view.file.has_part(&user.id);
            let decides = decides_as(policy, &actor, post) && !holds_post(policy, &actor, &conduct.appeal_to);
            if user.active && decides && !took_part {
                free.push((user.id.to_string(), user.name));
            }
        }
        Ok(free)
    }

    /// Who decides at a review that it goes on, in the place of who decides on a report (paper 004, 7.1).
    async fn who_reviews(&self, app: &App, choices: &mut Choices) -> Result<(), PageError> {
        let (policy, conduct) = (self.policy()?, self.conduct()?);
        let named = policy.post(&conduct.reviewed_by);
        choices.by_panel = conduct.is_reviewed_by_panel;
        choices.decides = named.map_or_else(|| conduct.reviewed_by.to_string(), |post| post.name.clone());
        choices.deciders = self.free_of(app, &conduct.reviewed_by).await?;
        Ok(())
    }

    /// What was said in the contacts that nobody has read.
    async fn said(&self, app: &App) -> Result<BTreeMap<String, Said>, PageError> {
        let said = app.casework.conduct_said(self.here.id(), &self.view).await?;
        let line = |said: redress_casework::conduct::Said| {
            let line = Said {
                reference: said.reference.map(|reference| reference.to_string()),
                opened: said.opened,
                when: date_time(said.at),
                channel: said.channel,
                words: said.words,
            };
            (said.contact.to_string(), line)
        };
        Ok(said.into_iter().map(line).collect())
    }

    /// The person's open cases, and those that the file names already.
    async fn cases(&self, app: &App) -> Result<Vec<(String, String)>, PageError> {
        let Some(person) = &self.view.file.person else {
            return Ok(Vec::new());
        };
        let named = self.view.file.report.as_ref().map(|report| &report.terms);
        let named = named.or(self.view.file.arrangement.as_ref().map(|it| &it.terms));
        let named = named.map_or(&[][..], |terms| &terms.cases);
        let lines = app
            .casework
            .cases_of_customer(self.here.id(), &self.reader.actor, person)
            .await?;
        let mut cases: Vec<(String, String)> = Vec::new();
        for line in lines {
            let id = &line.case.case_id;
            if !line.case.closed || named.contains(id) {
                let words = line.summary.as_deref().unwrap_or_default();
                let first: Vec<_> = words.split_whitespace().take(10).collect();
                cases.push((
                    id.to_string(),
                    format!("{} {}", line.case.reference, first.join(" ")),
                ));
            }
        }
        for case in named {
            if cases.iter().all(|(value, _)| value != case.as_str()) {
                cases.push((case.to_string(), self.reference(case)));
            }
        }
        Ok(cases)
    }

    /// The other files of this person, each with its name, day and how it stands, for whoever keeps them.
    async fn others(&self, app: &App) -> Result<Vec<(String, String)>, PageError> {
        if !self.may(Act::ManageConduct) {
            return Ok(Vec::new());
        }
        let others = app.casework.other_files(self.here.id(), &self.view).await?;
        let line = |other: OtherFile| {
            let name = other.name.filter(|name| !name.is_empty());
            let name = name.unwrap_or_else(|| "[removed]".to_owned());
            let (_, stands) = say::standing(other.standing, false, other.is_closed);
            let on = date_only(other.opened_on);
            (
                other.id.to_string(),
                format!("{name}, opened on {on}: {}", stands.to_lowercase()),
            )
        };
        Ok(others.into_iter().map(line).collect())
    }

    /// Who is left to decide, while there is something to decide.
    async fn left(&self, app: &App) -> Result<Option<Left>, PageError> {
        if self.view.file.is_closed {
            return Ok(None);
        }
        let (policy, conduct) = (self.policy()?, self.conduct()?);
        let left = app
            .casework
            .left_on_conduct(self.here.id(), &self.view.file)
            .await?;
        let Some(left) = left else { return Ok(None) };
        let name = |id: &PostId| {
            let post = policy.post(id);
            post.map_or_else(|| id.to_string(), |post| post.name.clone())
        };
        Ok(Some(Left {
            decides: name(&left.decides),
            hears: name(&conduct.appeal_to),
            // Once it is decided, nobody is needed for that.
            can_decide: left.can_decide
                || self.view.file.report.is_none() && self.view.file.arrangement.is_some(),
            can_hear_an_appeal: left.can_hear_an_appeal,
        }))
    }

    /// How a letter of a kind goes that is written now.
    async fn going(&self, app: &App, kind: LetterKind) -> Result<Going, PageError> {
        let way = app.casework.conduct_way(self.here.id(), &self.view.id, kind);
        Ok(match way.await? {
            Way::Outbox(Channel::Email) => Going::Email,
            Way::Outbox(_) => Going::Post,
            Way::NoAddress => Going::NoAddress,
            Way::RuledOut(kind) => Going::RuledOut(kind),
        })
    }
}

impl Known for OpenFile {
    fn reference(&self, case: &CaseId) -> String {
        let known = self.view.references.get(case);
        known.map_or_else(|| "[removed]".to_owned(), ToString::to_string)
    }

    fn text(&self, words: &WordsRef) -> String {
        self.view.words(words).unwrap_or("[removed]").to_owned()
    }

    fn letter(&self, words: &WordsRef) -> Vec<Block> {
        crate::letter::blocks(&self.text(words))
    }

    fn service(&self, service: &ServiceId) -> String {
        let policy = self.here.policy().ok();
        let known = policy.and_then(|policy| policy.service(service));
        known.map_or_else(|| service.to_string(), |known| known.name.clone())
    }

    fn actor(&self, actor: &ActorId) -> String {
        named::actor(&self.names, actor, &self.name)
    }

    fn may(&self, act: Act) -> bool {
        self.here
            .policy()
            .is_ok_and(|policy| permission::may(policy, &self.reader.actor, act))
    }
}

async fn list(State(app): State<App>, here: Here, signed_in: SignedIn, RawQuery(query): RawQuery) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let wanted = Register::parse(query.value("list")).unwrap_or(Register::Considered);
    let after = ConductId::parse(query.value("after")).ok();
    let found = app
        .casework
        .conduct_register(here.id(), &signed_in.actor, (wanted, after.as_ref()))
        .await?;
    let tabs = LISTS.iter().fold(
        SubNavigation::new("Contact arrangements"),
        |tabs, (list, text)| tabs.item(*text, &format!("{REGISTER}?list={list}"), *list == wanted),
    );
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count >= PAGE);
    let last = found.last().filter(|_| is_full);
    let next = last.map(|line| lines::with(&here.path, &query, ("after", line.row.file_id.as_str())));
    let policy = here.policy()?;
    let posts = app.casework.conduct_decided_by(here.id(), &found).await?;
    let decided_by = |line: &ConductLine| {
        let post = posts.get(&line.row.file_id);
        let post = post.map(|id| {
            policy
                .post(id)
                .map_or_else(|| id.to_string(), |post| post.name.clone())
        });
        post.unwrap_or_default()
    };
    let rows: Vec<Line> = found
        .iter()
        .map(|line| row((policy, decided_by(line)), line, here.today))
        .collect();
    let shell = signed_in.shell(&app, &here).await?;
    let named = LISTS
        .iter()
        .find(|(list, _)| *list == wanted)
        .map_or("", |(_, text)| text);
    let page = register::register(
        shell,
        (tabs, &named.to_lowercase()),
        &rows,
        (here.today, next.as_deref()),
    );
    Ok(Html(page.html()).into_response())
}

fn row((policy, decided_by): (&Policy, String), line: &ConductLine, today: Date) -> Line {
    let row = &line.row;
    let measures = row.measures.split(',').filter_map(ContactOption::parse);
    let agreed: Vec<&str> = measures.map(say::option).collect();
    let service = row.service.as_ref().and_then(|id| policy.service(id));
    let scope = row.reach.map_or_else(String::new, |reach| match service {
        Some(service) => format!("{}: {}", say::reach(reach), service.name),
        None => say::reach(reach).to_owned(),
    });
    let binds = row.binds_from <= Some(today) && row.binds_until >= Some(today);
    Line {
        name: line.name.clone().unwrap_or_else(|| "[removed]".to_owned()),
        href: format!("{REGISTER}/{}", row.file_id),
        scope,
        agreed: agreed.join("; "),
        decided_by,
        review_on: row.review_on,
        ends_on: row.binds_until,
        standing: (row.standing, binds, row.is_closed),
        due: row
            .due_what
            .zip(row.due_on)
            .filter(|_| row.due_until.is_none_or(|until| today <= until))
            .map(|(what, on)| (say::due(what).to_owned(), on)),
    }
}

async fn contacts(
    State(app): State<App>,
    here: Here,
    signed_in: SignedIn,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = read(query.unwrap_or_default().as_bytes());
    let after = query
        .value("after")
        .split_once('.')
        .and_then(|(day, id)| Some((day.parse::<Date>().ok()?, ContactId::parse(id).ok()?)));
    let after = after.as_ref().map(|(day, id)| (*day, id));
    let found = app
        .casework
        .open_conduct_contacts(here.id(), &signed_in.actor, after)
        .await?;
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count >= PAGE);
    let last = found.last().filter(|_| is_full);
    let next = last.map(|line| {
        let key = format!("{}.{}", line.row.read_by, line.row.contact_id);
        lines::with(&here.path, &query, ("after", &key))
    });
    let waiting = |line: &ConductContactLine| Waiting {
        what: line.reference.clone().unwrap_or_else(|| "No case".to_owned()),
        href: format!("{REGISTER}/{}/contacts", line.row.file_id),
        came_on: line.row.came_on,
        channel: words::channel(line.row.channel).to_owned(),
        mail: line
            .mail
            .as_ref()
            .filter(|_| line.row.case_id.is_none())
            .map(|mail| format!("/staff/mail/{mail}")),
        read_by: line.row.read_by,
    };
    let waiting: Vec<Waiting> = found.iter().map(waiting).collect();
    let shell = signed_in.shell(&app, &here).await?;
    let page = register::contacts(shell, &waiting, (here.today, next.as_deref()));
    Ok(Html(page.html()).into_response())
}

async fn show(State(app): State<App>, opened: OpenFile) -> Answer {
    let shell = opened.reader.shell(&app, &opened.here).await?;
    let left = opened.left(&app).await?;
    let others = opened.others(&app).await?;
    let page = file::page(shell, &opened.shown()?, left.as_ref(), &others);
    Ok(Html(page.html()).into_response())
}
