//! A case as a signed-in reader opened it, and what its pages ask of it.

use std::collections::BTreeMap;

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use jiff::civil::Date;
use redress_casework::case::{CaseView, Message};
use redress_casework::cause::CauseLine;
use redress_casework::council::Council;
use redress_casework::people::adjustment::AdjustmentLine;
use redress_casework::user::User;
use redress_correspondence::letters::{About, PointTold, RemedyTold};
use redress_domain::case::{
    Command, Context, Event, Point, PointState, Refusal, Relation, ReplySection, decide, may_advise,
};
use redress_domain::conduct::OneWay;
use redress_domain::id::{
    ActorId, CaseId, ContactId, CouncilId, MessageId, PersonId, PointId, ProcedureId, ReasonCode, ServiceId,
    TeamId, UserId,
};
use redress_domain::language::WelshLetters;
use redress_domain::message::MessagePurpose;
use redress_domain::permission::Act;
use redress_domain::policy::{LateFor, Policy, RefusalReason, ReturnToStage1, Stage};
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, ClockKind, Finding, Kind, Role};
use redress_domain::words::WordsRef;
use redress_pages::Shell;
use redress_pages::case::acts::{Line, Lists};
use redress_pages::case::lists::Sent;
use redress_pages::case::{Agreement, Elsewhere, Known, Person, Shown, vocabulary};

use super::code::waiting_codes;
use super::fate::{fates, letter_of, with_fate};
use super::letters;
use crate::error::PageError;
use crate::here::Here;
use crate::path::Path;
use crate::session::SignedIn;
use crate::staff::about::can_be;
use crate::staff::triage::away_until;
use crate::{App, Sending};

/// A case that somebody opened: the extractor of every page of a case.
pub(crate) struct Opened {
    pub(crate) here: Here,
    pub(crate) reader: SignedIn,
    pub(crate) view: Box<CaseView>,
    /// What it has in common with others, where the page says it.
    causes: Vec<CauseLine>,
    /// What GOV.UK Notify said of what was sent, in words, where the page says it.
    fates: BTreeMap<MessageId, String>,
    /// On which day letters were printed, where the page says it.
    pub(crate) printed: BTreeMap<MessageId, Date>,
    /// The frame of a page that only shows, as it was when the case was opened.
    frame: Option<Shell>,
    /// By which channels what the council sends leaves by itself.
    leaving: Vec<Channel>,
    /// Which point or action the address names.
    pub(crate) which: Option<String>,
    /// The case that the form names.
    pub(crate) other: Option<CaseId>,
}

impl FromRequestParts<App> for Opened {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let reader = SignedIn::from_request_parts(parts, app).await?;
        let here = Here::from_request_parts(parts, app).await?;
        let Path(named) = Path::<BTreeMap<String, String>>::from_request_parts(parts, app)
            .await
            .map_err(|_not_a_path| PageError::NotFound)?;
        let reference = named.get("reference").map(|typed| Reference::parse(typed));
        let Some(Ok(reference)) = reference else {
            return Err(PageError::NotFound);
        };
        // Where a page says what it has in common with others.
        let last = parts.uri.path().rsplit('/').next().unwrap_or_default();
        let says_causes = parts.method == Method::GET
            && (last == "links" || Some(last) == named.get("reference").map(String::as_str));
        let view = async {
            let view = app.casework.open_case(here.id(), &reader.actor, &reference);
            let view = view.await.map_err(PageError::from)?;
            let causes = if says_causes {
                let causes = app.casework.causes_of_case(here.id(), &reader.actor, &view.id);
                causes.await?
            } else {
                Vec::new()
            };
            Ok::<_, PageError>((view, causes))
        };
        // A page that only shows needs its frame too, and neither waits for the other.
        let ((view, causes), frame) = if parts.method == Method::GET {
            let (view, frame) = tokio::try_join!(view, reader.counted_shell(app, &here))?;
            (view, Some(frame))
        } else {
            (view.await?, None)
        };
        let ways = [Channel::Email, Channel::Text, Channel::Letter];
        let leaving = ways.into_iter().filter(|way| app.leaves_by_itself(&here, *way));
        Ok(Self {
            leaving: leaving.collect(),
            here,
            reader,
            view: Box::new(view),
            causes,
            fates: BTreeMap::new(),
            printed: BTreeMap::new(),
            frame,
            which: named.get("id").cloned(),
            other: None,
        })
    }
}

impl Opened {
    /// The councils that agree with this one to send cases to one another.
    fn councils_that_agree(&self, app: &App) -> Result<Vec<Line>, PageError> {
        let known = app.casework.transfer_councils(self.here.id())?.into_iter();
        let agree = known.filter(|known| known.agrees);
        let line = |known: redress_casework::measure::hub::Neighbour| (known.id.to_string(), known.name);
        Ok(agree
            .map(line)
            .filter_map(|(id, name)| Some((id, name?)))
            .collect())
    }

    /// The case as it stands now: after an act, or after somebody else's.
    pub(crate) async fn again(self, app: &App) -> Result<Self, PageError> {
        let reference = self.view.case.reference.clone();
        let view = app
            .casework
            .open_case(self.here.id(), &self.reader.actor, &reference)
            .await?;
        Ok(Self {
            view: Box::new(view),
            frame: None,
            ..self
        })
    }

    /// The case with what GOV.UK Notify said of what was sent, and with when it was printed.
    pub(crate) async fn with_fates(mut self, app: &App) -> Result<Self, PageError> {
        let messages: Vec<&Message> = self.view.messages.iter().collect();
        let said = app
            .casework
            .what_notify_said(self.here.id(), messages.iter().copied())
            .await?;
        self.fates = fates(&messages, &said);
        let printed = app.casework.printed_on(self.here.id(), messages.into_iter());
        self.printed = printed.await?;
        Ok(self)
    }

    /// The frame of its pages.
    pub(crate) async fn shell(&self, app: &App) -> Result<Shell, PageError> {
        match &self.frame {
            Some(frame) => {
                let shell = self.reader.with_outcome(frame.clone());
                Ok(waiting_codes(app, self).into_iter().fold(shell, Shell::alert))
            }
            None => self.reader.shell(app, &self.here).await,
        }
    }

    /// The case on its way into a page.
    pub(crate) fn shown(&self) -> Shown<'_> {
        Shown {
            case: &self.view.case,
            entries: &self.view.entries,
            version: self.view.version,
            calendar: &self.view.council.calendar,
            today: self.view.today,
            now: self.view.now,
            known: self,
        }
    }

    /// Holds the reader to a permission on this case.
    pub(crate) fn require(&self, act: Act) -> Result<(), PageError> {
        if self.view.may(&self.reader.actor, act) {
            Ok(())
        } else {
            Err(PageError::NotPermitted)
        }
    }

    fn policy(&self) -> Option<&Policy> {
        self.council().policy(self.view.today).ok()
    }

    /// The procedure of the case, as it was when the case was received.
    pub(crate) fn pinned_procedure(&self) -> Option<&redress_domain::policy::Procedure> {
        let case = &self.view.case;
        let pinned = self.council().versions.version(case.policy_version);
        pinned.and_then(|policy| policy.procedures.get(&case.procedure))
    }

    fn council(&self) -> &Council {
        &self.view.council
    }

    /// The point that the address names.
    pub(crate) fn point(&self) -> Result<&Point, PageError> {
        let id = self.which.as_deref().and_then(|id| PointId::parse(id).ok());
        let mut points = self.view.case.points.iter();
        points
            .find(|point| Some(&point.id) == id.as_ref())
            .ok_or(PageError::NotFound)
    }

    /// A text of the case.
    pub(crate) fn words(&self, words: &WordsRef) -> String {
        self.view.text(words).to_owned()
    }

    /// What the customer would like: in their words or, where they chose from the list alone, in its.
    pub(crate) fn wanted(&self) -> String {
        let words = self.view.case.wanted.as_ref().map(|words| self.words(words));
        crate::letter::asked_for(&self.view, &words.unwrap_or_default())
    }

    /// What a letter about this case needs to know. The case's owner signs it.
    pub(crate) fn letter<T>(&self, write: impl FnOnce(&About<'_>) -> T) -> Result<T, PageError> {
        crate::letter::written(&self.view, &self.reader.user.name, write)
    }

    /// What a rule would say no to, without doing it.
    pub(crate) fn refuses(&self, command: Command) -> Result<Option<Refusal>, PageError> {
        let context = Context {
            at: self.view.now,
            actor: &self.reader.actor,
            rules: self.view.rules()?,
        };
        Ok(decide(&self.view.case, command, &context).err())
    }

    /// The points and findings, as a letter tells them.
    pub(crate) fn points_told(&self) -> Vec<PointTold> {
        let told = |point: &Point| PointTold {
            point: self.words(&point.words),
            found: self.found(point),
        };
        self.view.case.points.iter().map(told).collect()
    }

    /// What was found on a point: at stage 2 by the reviewer, with what stage 1 found before it.
    fn found(&self, point: &Point) -> Option<(Finding, String)> {
        let first = match &point.state {
            PointState::Open => None,
            PointState::Found { finding, reason } => Some((*finding, self.words(reason))),
        };
        let case = &self.view.case;
        if case.open_review().is_none() || case.open_return().is_some() {
            return first;
        }
        let review = point.review.as_ref()?;
        let finding = review.finding.or(first.as_ref().map(|(finding, _)| *finding))?;
        let before = first.and_then(|(finding, _)| {
            let told = |about: &About<'_>| redress_correspondence::letters::first_found(about, finding);
            Some(self.letter(told).ok()? + "\n")
        });
        let reason = self.words(&review.reason);
        Some((finding, format!("{}{reason}", before.unwrap_or_default())))
    }

    /// The actions, as a letter tells them.
    pub(crate) fn remedies_told(&self) -> Vec<RemedyTold> {
        let remedies = self.view.case.remedies.iter();
        let told = remedies.map(|remedy| RemedyTold {
            kind: remedy.kind,
            words: self.words(&remedy.words),
            due_on: remedy.due_on,
        });
        told.collect()
    }

    /// The parts of the reply as they were saved.
    pub(crate) fn saved_sections(&self) -> Vec<(ReplySection, String)> {
        crate::letter::saved_sections(&self.view)
    }

    /// The stage that the case is at, by the procedure that binds it.
    pub(crate) fn stage(&self) -> Option<&Stage> {
        let procedure = self.view.procedure().ok()?;
        let number = self.view.case.stage;
        procedure.stages.iter().find(|stage| stage.number == number)
    }

    /// The stage whose reply is written now, by the same procedure.
    pub(crate) fn stage_that_answers(&self) -> Option<&Stage> {
        let procedure = self.view.procedure().ok()?;
        let number = self.view.case.stage_that_answers();
        procedure.stages.iter().find(|stage| stage.number == number)
    }

    /// What was sent about the case, the newest first. What was taken back was not.
    pub(crate) fn sent(&self, sending: Sending) -> Vec<Sent> {
        let shown = self.shown();
        let sent = |message: &Message| {
            let state = letters::state(message, (sending, self.view.now))?;
            let state = letters::with_print(state, self.printed.get(&message.message_id));
            Some(Sent {
                what: vocabulary::message(message.purpose).to_owned(),
                href: shown.at(&format!("letters/{}", message.message_id)),
                at: message.release_at,
                state: with_fate(state, self.fates.get(&message.message_id)),
            })
        };
        self.view.messages.iter().rev().filter_map(sent).collect()
    }

    /// What there is to choose from.
    pub(crate) async fn lists(&self, app: &App) -> Result<Lists, PageError> {
        let policy = self.view.policy()?;
        let line = |id: &str, name: &str| (id.to_owned(), name.to_owned());
        let users = app.casework.users(self.here.id()).await?;
        let handles = |role: &Role| {
            matches!(
                role,
                Role::Adviser
                    | Role::Officer
                    | Role::ServiceManager
                    | Role::Reviewer
                    | Role::ComplaintsManager
            )
        };
        let reviewers = self.reviewers(&users);
        let advisers = self.advisers(policy, &users);
        let about = &self.view.case.about;
        let named = |user: &User| line(user.id.as_str(), &user.name);
        let staff: Vec<Line> = users
            .iter()
            .filter(|user| can_be(user, about))
            .map(named)
            .collect();
        let workers: Vec<Line> = self.workers(policy, &users).map(named).collect();
        let away = app.casework.away_today(self.here.id()).await?;
        let until = |user: &User| {
            let absence = away.iter().find(|absence| absence.user_id == user.id);
            absence.map_or_else(String::new, |absence| away_until(absence.away_to))
        };
        let users = users
            .iter()
            .filter(|user| user.active && user.roles.iter().any(handles))
            .map(|user| (user.id.to_string(), format!("{}{}", user.name, until(user))));
        let teams = policy.teams.iter().map(|team| line(team.id.as_str(), &team.name));
        let services = policy.services_on(self.here.today);
        // Only whoever asked late is told that they did.
        let is_late = self.view.case.asked_late_for_stage_2();
        let fits = |reason: &&RefusalReason| is_late || reason.late_for != Some(LateFor::Stage2);
        let reasons = policy.refusal_reasons.iter().filter(fits);
        Ok(Lists {
            teams: teams.collect(),
            avoidable: policy.reports.avoidable.clone(),
            services: services
                .map(|service| line(service.id.as_str(), &service.name))
                .collect(),
            users: users.collect(),
            staff,
            workers,
            reviewers,
            advisers,
            partners: policy
                .partners
                .iter()
                .map(|partner| line(partner.id.as_str(), &partner.name))
                .collect(),
            councils: self.councils_that_agree(app)?,
            procedures: self.procedures(),
            reasons: reasons
                .map(|reason| line(reason.code.as_str(), &reason.name))
                .collect(),
            furthest: self.furthest(),
            agreed_by: self.stage().map(|stage| stage.beyond_agreed_by),
            which: self.which.clone(),
            same: Vec::new(),
        })
    }

    /// Who may review the complaint: whoever plays the part that the procedure names for stage 2, and had
    /// no part in stage 1 (Complaint Handling Code 6).
    fn reviewers(&self, users: &[User]) -> Vec<Line> {
        let case = &self.view.case;
        let procedure = self.view.procedure().ok();
        let stages = procedure.iter().flat_map(|procedure| &procedure.stages);
        let Some(handler) = stages
            .filter(|stage| stage.number == 2)
            .map(|stage| stage.handler)
            .next()
        else {
            return Vec::new();
        };
        let may = |user: &&User| {
            user.active && user.roles.contains(&handler) && !case.had_part_in_stage_1(&user.id)
        };
        users
            .iter()
            .filter(may)
            .map(|user| (user.id.to_string(), user.name.clone()))
            .collect()
    }

    /// Who could do more work on it at stage 1: not the reviewer, who asks for it.
    fn workers<'u>(&self, policy: &'u Policy, users: &'u [User]) -> impl Iterator<Item = &'u User> {
        let case = self.view.case.clone();
        users.iter().filter(move |user| {
            let may = user.works_here() && case.may_be_worked_on_by(&user.actor(), policy);
            may && case.reviewer() != Some(&user.id)
        })
    }

    /// Who may advise on the case, beside the reader (paper 004, 8.1).
    fn advisers(&self, policy: &Policy, users: &[User]) -> Vec<Line> {
        let case = &self.view.case;
        let others = users
            .iter()
            .filter(|user| user.active && user.id != self.reader.user.id);
        others
            .filter(|user| may_advise(case, &user.actor(), policy))
            .map(|user| (user.id.to_string(), user.name.clone()))
            .collect()
    }

    /// The procedures of the policy that binds the case: another version's would not be taken.
    fn procedures(&self) -> Vec<Line> {
        let pinned = self.council().versions.version(self.view.case.policy_version);
        let procedures = pinned.iter().flat_map(|policy| policy.procedures.values());
        // What was acknowledged as a complaint stays one.
        let case = &self.view.case;
        let stays = case.is_complaint() && case.acknowledged_on.is_some();
        procedures
            .filter(|procedure| !stays || procedure.kind == Kind::Complaint)
            .map(|procedure| (procedure.id.to_string(), procedure.name.clone()))
            .collect()
    }

    /// What kind of case follows a procedure.
    pub(crate) fn kind_of(&self, procedure: &ProcedureId) -> Option<Kind> {
        let pinned = self.council().versions.version(self.view.case.policy_version)?;
        Some(pinned.procedures.get(procedure)?.kind)
    }

    /// The last day that a first extension, asked for in time, may reach without anybody's agreement.
    fn furthest(&self) -> Option<Date> {
        let clock = self.view.case.clock(ClockKind::Reply)?;
        let limit = self.stage()?.extend_by?;
        let is_first_and_in_time = clock.extensions.is_empty() && self.view.today <= clock.due_on;
        is_first_and_in_time.then(|| clock.furthest_extension(limit, &self.council().calendar))
    }
}

impl Opened {
    /// Somebody's details, with where they lived before and will live.
    fn details(&self, row: &redress_casework::lists::Person) -> Person {
        let lived = self.view.lived.get(&row.person_id);
        let stays = lived.map(|lived| lived.elsewhere(self.view.today));
        let elsewhere = stays.into_iter().flatten().map(|stay| Elsewhere {
            address: stay.address,
            from: stay.from,
            until: stay.until,
        });
        Person {
            elsewhere: elsewhere.collect(),
            ..person(row)
        }
    }
}

pub(crate) fn person(row: &redress_casework::lists::Person) -> Person {
    Person {
        name: row.name.clone(),
        called: row.called.clone(),
        email: row.email.clone(),
        phone: row.phone.clone(),
        address: row.address.clone(),
        postcode: row.postcode.clone(),
        elsewhere: Vec::new(),
    }
}

impl Known for Opened {
    fn actor(&self, actor: &ActorId) -> String {
        self.view.name_of(actor)
    }

    fn reader(&self) -> Option<UserId> {
        self.reader.actor.user().cloned()
    }

    fn welsh(&self) -> WelshLetters {
        let policy = self.view.policy().ok();
        policy.map_or(WelshLetters::None, |policy| policy.languages.welsh)
    }

    fn councils(&self) -> Vec<(CouncilId, String)> {
        let known = self.view.councils.iter();
        known.map(|(id, name)| (id.clone(), name.clone())).collect()
    }

    fn user(&self, user: &UserId) -> String {
        self.view.name_of_user(user).to_owned()
    }

    fn text(&self, words: &WordsRef) -> String {
        self.words(words)
    }

    fn service(&self, id: &ServiceId) -> String {
        let known = self.policy().and_then(|policy| policy.service(id));
        known
            .map_or(id.as_str(), |service| service.name.as_str())
            .to_owned()
    }

    fn complaints_of(&self, id: &ServiceId) -> Option<ProcedureId> {
        let pinned = self.council().versions.version(self.view.case.policy_version)?;
        let current = self.policy().and_then(|policy| policy.service(id));
        let service = pinned.service(id).or(current)?;
        let follows = pinned.procedures.get(&service.complaints)?;
        Some(follows.id.clone())
    }

    fn team(&self, id: &TeamId) -> String {
        let mut teams = self.policy().into_iter().flat_map(|policy| &policy.teams);
        let known = teams.find(|team| team.id == *id);
        known.map_or(id.as_str(), |team| team.name.as_str()).to_owned()
    }

    fn procedure(&self, id: &ProcedureId) -> String {
        let version = self.view.case.policy_version;
        self.council().procedure_name(version, id).to_owned()
    }

    fn return_to_stage_1(&self) -> Option<ReturnToStage1> {
        self.view.procedure().ok()?.return_to_stage_1
    }

    fn reason(&self, code: &ReasonCode) -> String {
        let known = self.policy().and_then(|policy| policy.refusal_reason(code));
        known
            .map_or(code.as_str(), |reason| reason.name.as_str())
            .to_owned()
    }

    fn customer(&self) -> Option<Person> {
        self.view.customer.as_ref().map(|row| self.details(row))
    }

    fn representative(&self) -> Option<Person> {
        self.view.representative.as_ref().map(|row| self.details(row))
    }

    fn correspondent(&self) -> Option<Person> {
        self.view.correspondent().map(|row| self.details(row))
    }

    fn is_representative(&self, actor: &ActorId) -> bool {
        let representative = self.view.case.representative.as_ref();
        representative.is_some_and(|(person, _)| *actor == ActorId::Customer(person.clone()))
    }

    fn person(&self, id: &PersonId) -> Option<Person> {
        self.view.people.get(id).map(|row| self.details(row))
    }

    fn adjustments(&self) -> Vec<Agreement> {
        let agreed = self.view.adjustments.iter();
        let agreement = |(person, line): &(PersonId, AdjustmentLine)| Agreement {
            person: person.clone(),
            id: line.row.adjustment_id.clone(),
            kind: line.row.kind,
            words: line.words.clone(),
            from: line.row.from_on,
            review_on: line.row.review_on,
        };
        agreed.map(agreement).collect()
    }

    fn arrangements(&self) -> Vec<String> {
        // Whoever needs it works on an open case.
        if self.view.case.is_closed() {
            return Vec::new();
        }
        let bindings = self.view.bindings.iter();
        let said = bindings.map(|binding| {
            let who = self.person_name(binding.shown_for.as_ref().unwrap_or(&binding.person));
            let policy = self.here.policy().ok();
            let what = policy.map(|policy| crate::staff::what_to_do::what_to_do(policy, binding));
            format!("{who}. {}", what.unwrap_or_default())
        });
        said.collect()
    }

    fn leaves_by_itself(&self, channel: Channel) -> bool {
        self.leaving.contains(&channel)
    }

    fn one_way_to(&self, reader: &PersonId) -> Option<OneWay> {
        self.view.one_way_to(reader)
    }

    fn reference_of(&self, case: &CaseId) -> Option<String> {
        self.view.references.get(case).map(ToString::to_string)
    }

    fn links(&self) -> Vec<(Relation, String)> {
        let links = self.view.links.iter();
        links
            .map(|(relation, reference)| (*relation, reference.to_string()))
            .collect()
    }

    fn causes(&self) -> Vec<(String, String, i64)> {
        let causes = self.causes.iter().map(|line| {
            let name = line.name.clone().unwrap_or_else(|| "[removed]".to_owned());
            (
                format!("/staff/causes/{}", line.row.cause_id),
                name,
                line.row.cases,
            )
        });
        causes.collect()
    }

    fn letter(&self, words: &WordsRef) -> Option<String> {
        let mut messages = self.view.messages.iter();
        let message = messages.find(|message| message.body_words.as_ref() == Some(&words.id))?;
        Some(self.shown().at(&format!("letters/{}", message.message_id)))
    }

    fn fate(&self, event: &Event) -> Option<String> {
        let is_receipt = matches!(event, Event::Logged { .. });
        let mut messages = self.view.messages.iter();
        let message = messages.find(|message| {
            let sent = message.body_words.as_ref();
            if let Event::NotReached { message: id, .. } = event {
                message.message_id == *id
            } else if is_receipt {
                message.purpose == MessagePurpose::Receipt
            } else {
                sent.is_some_and(|words| letter_of(event).is_some_and(|of| of.id == *words))
            }
        })?;
        self.fates.get(&message.message_id).cloned()
    }

    fn original(&self, contact: Option<&ContactId>) -> Option<String> {
        let mut mails = self.view.mails.iter();
        let mail = mails.find(|mail| mail.contact_id.as_ref() == contact)?;
        Some(self.shown().at(&format!("mail/{}", mail.mail_id)))
    }

    fn writer(&self, contact: &ContactId) -> Option<String> {
        self.view.writer(contact).map(str::to_owned)
    }

    fn may(&self, act: Act) -> bool {
        self.view.may(&self.reader.actor, act) && self.here.follows_up(act)
    }

    fn is_reader(&self, actor: &ActorId) -> bool {
        *actor == self.reader.actor.id
    }
}
