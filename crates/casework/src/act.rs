//! The one way in: begin → history → evolve → permit → decide → append, project, enqueue → commit.

use std::collections::BTreeMap;

use redress_domain::case::{self, Case, Command, Entry, Event, LinkTo, LoggedCase, Refusal};
use redress_domain::id::{CaseId, CouncilId, HelpId, PersonId, UserId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::policy::Limit;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{ReplyBy, Role};
use redress_store::changes::ReadModel;
use redress_store::error::StoreError;
use redress_store::stream::{Recorded, StreamId};

use crate::Casework;
use crate::council::Council;
use crate::failure::Failure;
use crate::notify;
use crate::once::MakeOnce;
use crate::plan::{Planned, Setting, plan, plan_log, record, register};
use crate::review;
use crate::stream::entries_of;

use crate::user::User;

/// How often an act is decided again because another one came between. Of those who contend for
/// one case, one gets on at each turn.
const TRIES: usize = 32;

/// A case with the version of its stream.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Which.
    pub id: CaseId,
    /// The version of its last event.
    pub version: i64,
    /// How it stands.
    pub case: Case,
}

/// What a new case came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// The case.
    pub id: CaseId,
    /// Its reference.
    pub reference: Reference,
    /// The version of its stream: what the next act has seen.
    pub version: i64,
}

/// Somebody whom a contact is from, or about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewPerson {
    /// The name, as given.
    pub name: String,
    /// An e-mail address.
    pub email: Option<String>,
    /// A telephone number.
    pub phone: Option<String>,
    /// A postal address.
    pub address: Option<String>,
    /// A postcode.
    pub postcode: Option<String>,
    /// How to answer.
    pub reply_by: Option<ReplyBy>,
}

impl NewPerson {
    /// Whether nothing is known at all.
    pub fn is_unknown(&self) -> bool {
        *self
            == Self {
                reply_by: self.reply_by,
                ..Self::default()
            }
    }
}

/// Everything that opens a case, as one act.
#[derive(Debug, Clone)]
pub struct NewCase {
    /// The contact.
    pub contact: LoggedCase,
    /// The customer, if not known yet; `contact.customer` names them.
    pub customer: Option<(PersonId, NewPerson)>,
    /// Whoever speaks for the customer, if not known yet.
    pub representative: Option<(PersonId, NewPerson)>,
    /// What is done to the case in the same breath: settled at first contact, say.
    pub then: Vec<Command>,
    /// A case that this one belongs with.
    pub link: Option<LinkTo>,
    /// What makes a form posted twice harmless.
    pub once: Option<String>,
    /// A target that was promised in another system, in place of the service's own.
    pub target: Option<Limit>,
    /// A call for help that was made before there was a case; `then` holds its order.
    pub help: Option<HelpId>,
    /// A contact under an arrangement was read, and this case is what became of it: it is no second contact.
    pub is_of_contact: bool,
}

impl NewCase {
    /// A contact and nothing else.
    pub fn of(contact: LoggedCase) -> Self {
        Self {
            contact,
            customer: None,
            representative: None,
            then: Vec::new(),
            link: None,
            once: None,
            target: None,
            help: None,
            is_of_contact: false,
        }
    }
}

/// Whether whoever opened a case is sent a receipt, if they are owed one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Receipt {
    /// They are.
    #[default]
    Sent,
    /// Not by itself: a program wrote, or so many came that it could be one.
    Withheld,
}

/// Makes the rows that go with a new case.
pub(crate) type MakeRows<'a> = &'a (dyn Fn(&Loaded) -> Vec<ReadModel> + Send + Sync);

/// What is committed together with a new case.
#[derive(Clone, Copy, Default)]
pub(crate) struct Beside<'b> {
    /// What makes a repetition of the same request harmless.
    pub(crate) once: Option<MakeOnce<'b>>,
    /// Rows that go with it.
    pub(crate) rows: Option<MakeRows<'b>>,
    /// Whether a receipt goes.
    pub(crate) receipt: Receipt,
}

/// What is done to a case in one commit.
#[derive(Clone, Copy)]
pub(crate) struct Doing<'d> {
    /// The commands, in order.
    pub(crate) commands: &'d [Command],
    /// What makes a repetition of the same request harmless.
    pub(crate) once: Option<MakeOnce<'d>>,
    /// Rows that go with it.
    pub(crate) rows: &'d [ReadModel],
    /// People whom the council did not know before.
    pub(crate) people: &'d [(PersonId, NewPerson)],
    /// Whether a person chose the one way that an arrangement leaves open, where something says another.
    pub(crate) one_way: Option<bool>,
}

impl<'d> Doing<'d> {
    /// These commands and nothing else.
    pub(crate) fn of(commands: &'d [Command]) -> Self {
        Self {
            commands,
            once: None,
            rows: &[],
            people: &[],
            one_way: None,
        }
    }
}

impl Casework {
    /// Opens a case. Costs the same however many cases there are: one stream is written, no list
    /// read; with a link, the other case's stream is read and written too.
    ///
    /// Whether the actor may know the case that this one is linked to is asked at the door, where a
    /// customer proves whose matter it is.
    pub async fn log(&self, council: &CouncilId, actor: &Actor, new: NewCase) -> Result<Logged, Failure> {
        let loaded = self.log_with(council, actor, new, Beside::default()).await?;
        Ok(Logged {
            id: loaded.id,
            reference: loaded.case.reference,
            version: loaded.version,
        })
    }

    pub(crate) async fn log_with(
        &self,
        council: &CouncilId,
        actor: &Actor,
        new: NewCase,
        beside: Beside<'_>,
    ) -> Result<Loaded, Failure> {
        let Beside { once, rows, receipt } = beside;
        let settings = self.councils.get(council)?;
        let mut new = new;
        for _ in 0..TRIES {
            let setting = self.setting(&settings, actor);
            let mut planned = plan_log(&setting, new.clone())?;
            let links: Vec<&LinkTo> = new.link.iter().chain(links_in(&new.then)).collect();
            for (other, events) in links_back(&planned.after.id, links)? {
                let (other, _) = self.load(council, &other).await?;
                planned.absorb(record(&setting, other, events)?);
            }
            if let Some(once) = once {
                planned.changes.once = Some(once(&planned.after));
            }
            if let Some(rows) = rows {
                planned.changes.rows.extend(rows(&planned.after));
            }
            Box::pin(self.keep_to_the_one_way(&setting, &mut planned, None)).await?;
            if !new.is_of_contact {
                Box::pin(self.under_arrangements(&setting, council, (None, &mut planned))).await?;
            }
            if receipt == Receipt::Withheld {
                planned.changes.messages.clear();
            }
            // What was done at once is written to them as any letter is.
            let by = (actor, new.then.as_slice());
            Box::pin(self.hold_to_adjustments(council, by, &planned.changes.messages)).await?;
            Box::pin(self.hold_to_languages(&setting, &planned.changes)).await?;
            match self.store.commit(planned.changes).await {
                Ok(_) => return Ok(planned.after),
                // Chance gave a reference that is in use: of 31⁷, one act in 27,000 meets that where there
                // are a million cases, and a million cases met it eighteen times while they came.
                Err(StoreError::Taken(_)) => {
                    new.contact.reference = self.fresh().reference(new.contact.reference.prefix());
                }
                // The case that this one is linked to has moved on: it is read again.
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
        Err(Failure::Taken)
    }

    /// The reference that a form got that was sent before under the same [`NewCase::once`].
    ///
    /// Costs one row by its key.
    pub async fn logged_before(&self, council: &CouncilId, once: &str) -> Result<Option<Reference>, Failure> {
        let before = self.store.answer_before(council, ("log", once)).await?;
        Ok(before.and_then(|reference| Reference::parse(&reference).ok()))
    }

    /// Does `command` to a case that the actor saw at version `seen`; answers the version after it.
    ///
    /// When somebody else acted since, nothing is written and [`Failure::Conflict`] says what they
    /// did, as far as the actor may know. Costs one read of the case's own stream and one commit,
    /// however many cases there are; a link reads and writes the other case's stream too.
    pub async fn act(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (case, seen): (&CaseId, i64),
        command: Command,
    ) -> Result<i64, Failure> {
        let doing = Doing::of(std::slice::from_ref(&command));
        let after = self.act_seen(council, actor, (case, Some(seen)), doing).await?;
        Ok(after.version)
    }

    /// The same with several commands, all in one commit or none.
    ///
    /// Costs what [`Casework::act`] costs, for all of them together.
    pub async fn act_all(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (case, seen): (&CaseId, i64),
        commands: &[Command],
    ) -> Result<i64, Failure> {
        let doing = Doing::of(commands);
        let after = self.act_seen(council, actor, (case, Some(seen)), doing).await?;
        Ok(after.version)
    }

    /// Does `command` to a case as it stands, whatever anybody did since: for what is never in
    /// anybody's way, such as a contact that came in. Costs what [`Casework::act`] costs.
    pub async fn act_on_latest(
        &self,
        council: &CouncilId,
        actor: &Actor,
        case: &CaseId,
        command: Command,
    ) -> Result<i64, Failure> {
        let doing = Doing::of(std::slice::from_ref(&command));
        let after = self.act_seen(council, actor, (case, None), doing).await?;
        Ok(after.version)
    }

    /// The same with several commands, all in one commit: what somebody tells and the files that go
    /// with it.
    ///
    /// Costs what [`Casework::act`] costs, for all of them together.
    pub async fn act_all_on_latest(
        &self,
        council: &CouncilId,
        actor: &Actor,
        case: &CaseId,
        commands: &[Command],
    ) -> Result<i64, Failure> {
        let after = self
            .act_seen(council, actor, (case, None), Doing::of(commands))
            .await?;
        Ok(after.version)
    }

    /// The same as [`Casework::act`], with all that is committed together with it.
    pub(crate) async fn act_seen(
        &self,
        council: &CouncilId,
        actor: &Actor,
        at: (&CaseId, Option<i64>),
        doing: Doing<'_>,
    ) -> Result<Loaded, Failure> {
        // What is planned is large, and stands in one place of its own.
        Box::pin(self.act_and_commit(council, actor, at, doing)).await
    }

    async fn act_and_commit(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (case, seen): (&CaseId, Option<i64>),
        doing: Doing<'_>,
    ) -> Result<Loaded, Failure> {
        let Doing {
            commands,
            once,
            rows,
            people,
            one_way,
        } = doing;
        let settings = self.councils.get(council)?;
        let mut version = 0;
        for _ in 0..TRIES {
            let (loaded, entries) = self.load(council, case).await?;
            version = loaded.version;
            if let Some(seen) = seen.filter(|seen| *seen != version) {
                let policy = settings.policy(self.today())?;
                let since = what_happened_since(policy, actor, &loaded, (entries, seen));
                return Err(Failure::Conflict { version, since });
            }
            let setting = self.setting(&settings, actor);
            self.both_agree(council, commands)?;
            let (commands, request) = Box::pin(self.with_requests(&setting, &loaded, commands)).await?;
            let commands = Box::pin(self.with_roles_of_the_named(council, commands)).await?;
            let before = loaded.case.clone();
            let mut planned = plan(&setting, loaded, commands.clone())?;
            let managers = Box::pin(self.managers_to_tell(council, &planned)).await?;
            let told = notify::of_closed_case(&setting, (&planned.after, &planned.entries), &managers);
            planned.changes.rows.extend(told);
            let makes_request = request.is_some();
            if let Some(request) = request {
                planned.absorb(request);
            }
            for (other, events) in links_back(case, links_in(&commands).collect())? {
                let other = self.linked(&setting, &other).await?;
                planned.absorb(record(&setting, other, events)?);
            }
            let sides = (&before, &planned.after);
            for other in Box::pin(self.on_the_other_side(&setting, sides, &commands)).await? {
                Box::pin(self.tell_of_cases_together(&mut planned, &other)).await?;
                planned.absorb(other);
            }
            for (person, details) in people {
                register(&setting, (person.clone(), details.clone()), &mut planned.changes)?;
            }
            Box::pin(self.keep_to_the_one_way(&setting, &mut planned, one_way)).await?;
            let by = (actor, commands.as_slice());
            Box::pin(self.hold_to_adjustments(council, by, &planned.changes.messages)).await?;
            Box::pin(self.hold_to_languages(&setting, &planned.changes)).await?;
            planned
                .changes
                .rows
                .extend(self.who_hears_of(&setting, council, &planned).await?);
            planned.changes.rows.extend(rows.iter().cloned());
            Box::pin(self.under_arrangements(&setting, council, (Some(&before), &mut planned))).await?;
            let hears = Box::pin(self.who_hears_of_remedies(&setting, council, &planned)).await?;
            let handed = review::handed_over(&setting, &before, &planned);
            planned.changes.rows.extend(hears.into_iter().chain(handed));
            self.lessons_of_closing(&setting, &mut planned)?;
            Box::pin(self.nothing_comes_onto_what_was_erased(council, (&before, &mut planned))).await?;
            planned.changes.once = once.map(|once| once(&planned.after));
            if planned.changes.appends.is_empty() && once.is_none() {
                return Ok(planned.after);
            }
            match self.store.commit(planned.changes).await {
                Ok(_) => return Ok(planned.after),
                // Somebody was quicker, on this case or on the linked one: it is read again, and
                // then it shows which.
                Err(StoreError::Conflict { .. }) => {}
                // The reference that chance gave the request is in use: another one is tried.
                Err(StoreError::Taken(_)) if makes_request => {}
                Err(other) => return Err(other.into()),
            }
        }
        let since = Vec::new();
        Err(Failure::Conflict { version, since })
    }

    /// Those who hear of what came in on a closed case. Asked only when something did.
    async fn managers_to_tell(&self, council: &CouncilId, planned: &Planned) -> Result<Vec<UserId>, Failure> {
        if !planned.after.case.is_closed() || planned.after.case.unread.is_none() {
            return Ok(Vec::new());
        }
        let users = self.users(council).await?.into_iter();
        let answers = |user: &User| user.active && user.roles.contains(&Role::ComplaintsManager);
        Ok(users.filter(answers).map(|user| user.id).collect())
    }

    pub(crate) fn setting<'s>(&'s self, council: &'s Council, actor: &'s Actor) -> Setting<'s> {
        let now = self.outside().now();
        Setting {
            council,
            actor,
            at: now,
            recorded_at: now,
            fresh: self.fresh(),
        }
    }

    /// The case that somebody links to: one that they may read or follow, otherwise as if there
    /// were none.
    pub(crate) async fn linked(&self, setting: &Setting<'_>, id: &CaseId) -> Result<Loaded, Failure> {
        let (other, _) = self.load(&setting.council.id, id).await?;
        let policy = setting.council.policy(self.today())?;
        let scope = other.case.scope();
        let knows = permission::may_read(policy, setting.actor, &scope)
            || permission::may_with(policy, setting.actor, Act::FollowOwn, &scope);
        if knows { Ok(other) } else { Err(Failure::NotFound) }
    }

    /// The case as it stands, with everything that happened to it.
    pub(crate) async fn load(
        &self,
        council: &CouncilId,
        id: &CaseId,
    ) -> Result<(Loaded, Vec<Entry>), Failure> {
        loaded(id, self.store.stream(council, &StreamId::case(id)).await?)
    }
}

/// A case as its events make it.
pub(crate) fn loaded(id: &CaseId, recorded: Vec<Recorded>) -> Result<(Loaded, Vec<Entry>), Failure> {
    let version = recorded.last().map_or(0, |event| event.version);
    let entries = entries_of(recorded)?;
    let case = case::fold(&entries).ok_or(Failure::NotFound)?;
    let id = id.clone();
    Ok((Loaded { id, version, case }, entries))
}

/// The links among commands.
pub(crate) fn links_in<'c>(
    commands: impl IntoIterator<Item = &'c Command>,
) -> impl Iterator<Item = &'c LinkTo> {
    commands.into_iter().filter_map(|command| match command {
        Command::Link(link) => Some(link),
        Command::Triage(_)
        | Command::ChangeKind { .. }
        | Command::Assign { .. }
        | Command::Transfer { .. }
        | Command::Acknowledge(_)
        | Command::RecordContact(_)
        | Command::ReadMessages
        | Command::SayAvoidable { .. }
        | Command::RecordTime { .. }
        | Command::AddFile(_)
        | Command::RecordConsent { .. }
        | Command::AddNote { .. }
        | Command::AddPoint(_)
        | Command::RecordFinding { .. }
        | Command::RecordDetermination { .. }
        | Command::PromiseRemedy(_)
        | Command::DeliverRemedy { .. }
        | Command::CannotDeliverRemedy { .. }
        | Command::Extend(_)
        | Command::AgreeLongExtension { .. }
        | Command::DraftReply(_)
        | Command::AskForApproval { .. }
        | Command::ApproveReply { .. }
        | Command::SendBackReply { .. }
        | Command::SendReply { .. }
        | Command::UndoSend { .. }
        | Command::SettleAtFirstContact(_)
        | Command::ProposeRefusal(_)
        | Command::AgreeRefusal { .. }
        | Command::DeclineRefusal { .. }
        | Command::Withdraw { .. }
        | Command::Close { .. }
        | Command::Reopen { .. }
        | Command::ConfirmSorted { .. }
        | Command::CloseUnfollowed { .. }
        | Command::AskForHelp { .. }
        | Command::AnswerHelp { .. }
        | Command::AskForStage2(_)
        | Command::AcceptStage2 { .. }
        | Command::NameReviewer { .. }
        | Command::DeclareConflict { .. }
        | Command::ReviewPoint { .. }
        | Command::ReturnToStage1(_)
        | Command::AgreeReturn { .. }
        | Command::FinishReturn { .. }
        | Command::RecordEnquiry(_)
        | Command::SendDocuments { .. }
        | Command::RecordDraftDecision { .. }
        | Command::RecordFinalDecision { .. }
        | Command::RecordRecommendation(_)
        | Command::TakeBack(_)
        | Command::People(_)
        | Command::Between(_)
        | Command::Council(_)
        | Command::Subject(_)
        | Command::Referral(_)
        | Command::Remedy(_)
        | Command::Early(_)
        | Command::MakeBundle(_)
        | Command::MoveClocks { .. } => None,
    })
}

/// What links from one case write into the others, so that both commit together.
pub(crate) fn links_back(
    from: &CaseId,
    links: Vec<&LinkTo>,
) -> Result<BTreeMap<CaseId, Vec<Event>>, Failure> {
    let mut back: BTreeMap<CaseId, Vec<Event>> = BTreeMap::new();
    for link in links {
        if link.case == *from {
            return Err(Failure::Refused(Refusal::LinkedToItself));
        }
        back.entry(link.case.clone()).or_default().push(Event::Linked {
            case: from.clone(),
            relation: link.relation.reverse(),
        });
    }
    Ok(back)
}

/// What happened after the version that `actor` had seen, as far as they may know: all of it for
/// who may read the case, what the customer sees for whose matter it is and for who logged it.
fn what_happened_since(
    policy: &redress_domain::policy::Policy,
    actor: &Actor,
    loaded: &Loaded,
    (entries, seen): (Vec<Entry>, i64),
) -> Vec<Entry> {
    let scope = loaded.case.scope();
    let reads = permission::may_read(policy, actor, &scope);
    let follows =
        actor.roles == [Role::Customer] || permission::may_with(policy, actor, Act::FollowOwn, &scope);
    let since = entries
        .into_iter()
        .skip(usize::try_from(seen).unwrap_or_default());
    since
        .filter(|entry| reads || (follows && entry.event.is_for_the_customer()))
        .collect()
}
