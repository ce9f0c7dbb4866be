//! Lists of cases, each for somebody: only what they may see, a page at a time, by key.

use jiff::civil::Date;
use redress_domain::calendar::london::civil_date;
use redress_domain::id::{CouncilId, HelpId, PersonId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::reference::Reference;
use redress_store::case::CaseRow;
use redress_store::question::Question;
use redress_store::today::{OpenCounts, Untriaged};

use crate::Casework;
use crate::failure::Failure;
use crate::remedy::PromisesDue;
use crate::saved_filter::SavedFilter;
use crate::updates::UpdatesWaiting;
use crate::user::User;

/// A line of a list.
pub type CaseLine = redress_store::case::CaseLine;
/// A place in a list by due date.
pub type ByDue = redress_store::case::ByDue;
/// A place in a list by receipt.
pub type ByReceipt = redress_store::case::ByReceipt;
/// What a case must be to be found.
pub type Wanted = redress_store::case::Wanted;
/// Whose open cases.
pub type OpenOf = redress_store::case::OpenOf;
/// The services that somebody may see.
pub type Scope = redress_store::case::Scope;
/// A case that an Ombudsman has.
pub type EnquiryLine = redress_store::enquiry::EnquiryLine;
/// A place in the queue of what Ombudsmen have.
pub type AfterEnquiry = (String, redress_domain::id::CaseId);
/// What an item of the triage queue must be to be listed.
pub type ToTriage = redress_store::case::ToTriage;
/// For which service something is.
pub type OfService = redress_store::case::OfService;
/// A place in the triage queue.
pub type InQueue = (redress_domain::vocabulary::Priority, ByReceipt);
/// Somebody's details.
pub type Person = redress_store::person::PersonRow;

/// How many lines a page of a list has (ux, section 1.3).
pub const PAGE: i64 = 25;

/// What needs somebody today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Today {
    /// The cases that they own.
    pub own: OpenCounts,
    /// The cases of their services; of all, for whoever may read any.
    pub services: OpenCounts,
    /// What nobody has looked at yet, for whoever triages.
    pub untriaged: Option<Untriaged>,
    /// How many replies wait for their approval.
    pub approvals: i64,
    /// How many customers wait for an update that they asked for.
    pub updates: UpdatesWaiting,
    /// How many cases have something to read that came in.
    pub unread: i64,
    /// How many approved replies of theirs wait to be sent.
    pub to_send: i64,
    /// How many promises are theirs to keep, and overdue in their services.
    pub promises: PromisesDue,
}

/// What the navigation counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What nobody has looked at yet, for whoever triages.
    pub to_triage: Option<i64>,
    /// How many replies wait for their approval.
    pub approvals: i64,
    /// Calls for help to them that nobody has answered, the oldest first; nothing for who answers none.
    pub calls: Option<Vec<HelpId>>,
}

/// What is asked for [`Waiting`].
type AskedWaiting = Question<'static, ((Option<i64>, i64), Vec<HelpId>)>;

/// What stands around a list of cases: see [`Casework::around_a_list`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AroundAList {
    /// What the navigation counts.
    pub waiting: Waiting,
    /// Everybody who can sign in, or once could, by name.
    pub users: Vec<User>,
    /// The searches that the reader keeps, by name.
    pub saved: Vec<SavedFilter>,
}

/// Whether a line may be shown to `actor`: nobody is shown a case about themselves (Complaint Handling Code 5).
pub(crate) fn is_for(actor: &Actor, line: &CaseLine) -> bool {
    !is_about(actor, &line.case)
}

/// Whether a case is about whoever acts.
pub(crate) fn is_about(actor: &Actor, case: &CaseRow) -> bool {
    actor.user().is_some_and(|user| case.is_about(user))
}

impl Casework {
    /// The services that `actor` may see in lists; `None` is all of them.
    pub fn scope_of(&self, council: &CouncilId, actor: &Actor) -> Result<Scope, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        Ok(if permission::reads_any(policy, actor) {
            None
        } else if [Act::ReadCase, Act::ReadAnyCase]
            .into_iter()
            .any(|act| permission::may(policy, actor, act))
        {
            Some(actor.services.clone())
        } else {
            // Somebody of the service's team who may not open its cases sees none of them listed.
            Some(Vec::new())
        })
    }

    /// Today in London.
    pub fn today(&self) -> Date {
        civil_date(self.outside().now())
    }

    fn require(&self, council: &CouncilId, actor: &Actor, act: Act) -> Result<(), Failure> {
        let settings = self.councils.get(council)?;
        let permitted = permission::may(settings.policy(self.today())?, actor, act);
        if permitted {
            Ok(())
        } else {
            Err(Failure::NotPermitted)
        }
    }

    /// Whether `actor` may open the cases that they own.
    pub(crate) fn may_read_own(&self, council: &CouncilId, actor: &Actor) -> Result<bool, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        Ok(permission::may(policy, actor, Act::ReadCase))
    }

    /// What the navigation of every page counts for `actor`: cases to triage, for whoever does that,
    /// and replies that wait for their approval.
    ///
    /// Costs a row for each service and due date of what waits to be triaged, and one for each reply
    /// that waits and for each call for help.
    pub async fn waiting_for(&self, council: &CouncilId, actor: &Actor) -> Result<Waiting, Failure> {
        let counted = self.store.ask(self.ask_waiting(council, actor)?).await?;
        self.waiting_of(council, actor, counted)
    }

    /// The calls for help to `actor` that nobody has answered, the oldest first; nothing for who answers none.
    ///
    /// Costs a row for each call, by index.
    pub async fn calls(&self, council: &CouncilId, actor: &Actor) -> Result<Option<Vec<HelpId>>, Failure> {
        if !self.is_called(council, actor)? {
            return Ok(None);
        }
        let asked = redress_store::notification::calls(council, actor.user());
        Ok(Some(self.store.ask(asked).await?))
    }

    fn is_called(&self, council: &CouncilId, actor: &Actor) -> Result<bool, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        Ok(permission::may(policy, actor, Act::AnswerHelp))
    }

    fn waiting_of(
        &self,
        council: &CouncilId,
        actor: &Actor,
        ((to_triage, approvals), calls): ((Option<i64>, i64), Vec<HelpId>),
    ) -> Result<Waiting, Failure> {
        Ok(Waiting {
            to_triage,
            approvals,
            calls: self.is_called(council, actor)?.then_some(calls),
        })
    }

    fn ask_waiting(&self, council: &CouncilId, actor: &Actor) -> Result<AskedWaiting, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let triages = permission::may(policy, actor, Act::Triage);
        let approves = permission::may(policy, actor, Act::ApproveReply);
        let scope = self.scope_of(council, actor)?;
        let approver = actor.user().filter(|_| approves).map(|user| (&scope, user));
        let called = actor
            .user()
            .filter(|_| permission::may(policy, actor, Act::AnswerHelp));
        let counts = redress_store::today::waiting_counts(council, triages, approver);
        Ok(counts.and(redress_store::notification::calls(council, called)))
    }

    /// What stands around a list of cases: what the navigation counts, everybody whose cases can be asked for,
    /// and the searches that `actor` keeps.
    ///
    /// Costs one walk: a row for each person who works for the council, and for each search that is kept.
    pub async fn around_a_list(&self, council: &CouncilId, actor: &Actor) -> Result<AroundAList, Failure> {
        let waiting = self.ask_waiting(council, actor)?;
        let asked = waiting.and(redress_store::user::users(council));
        let saved = crate::saved_filter::ask_for(council, actor);
        let ((counted, users), saved) = self.store.ask(asked.and(saved)).await?;
        let users = users.into_iter().map(|row| self.user_of(council, row));
        Ok(AroundAList {
            waiting: self.waiting_of(council, actor, counted)?,
            users: users.collect::<Result<_, _>>()?,
            saved,
        })
    }

    /// What needs `actor` today. Counts open cases by index; right at midnight without a job.
    ///
    /// Costs a row for each service, status and due date that an open case has, and one for each open
    /// case of `actor`: none for what was closed.
    pub async fn what_needs_me(&self, council: &CouncilId, actor: &Actor) -> Result<Today, Failure> {
        let settings = self.councils.get(council)?;
        let today = self.today();
        let window = (today, settings.calendar.next_working_day(today));
        let scope = self.scope_of(council, actor)?;
        let none = OpenCounts {
            open: 0,
            overdue: 0,
            due_soon: 0,
            unassigned: 0,
        };
        let own = match actor.user() {
            Some(user) => self.store.open_counts_of_owner(council, window, user).await?,
            None => none,
        };
        let policy = settings.policy(today)?;
        let triages = permission::may(policy, actor, Act::Triage);
        let untriaged = if triages {
            Some(self.store.untriaged(council).await?)
        } else {
            None
        };
        let approves = permission::may(policy, actor, Act::ApproveReply);
        let approvals = match actor.user().filter(|_| approves) {
            Some(user) => self.store.approvals_waiting(council, &scope, user).await?,
            None => 0,
        };
        Ok(Today {
            own,
            services: self.store.open_counts(council, window, &scope).await?,
            untriaged,
            approvals,
            updates: self.updates_waiting(council, actor).await?,
            unread: self.count_unread_for(council, actor).await?,
            to_send: self.replies_to_send(council, actor).await?,
            promises: self.promises_due(council, actor, window.1).await?,
        })
    }

    /// What nobody has looked at yet and is as wanted: urgent first, then the oldest.
    ///
    /// Costs one page of an index, however many cases there are; with something wanted, it walks what
    /// nobody has looked at until a page is full.
    pub async fn triage_queue(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (wanted, after): (&ToTriage, Option<&InQueue>),
    ) -> Result<Vec<CaseLine>, Failure> {
        self.require(council, actor, Act::Triage)?;
        let after = after.map(|(priority, key)| (*priority, key));
        let wanted = ToTriage {
            not_about: actor.user().cloned(),
            ..wanted.clone()
        };
        Ok(self
            .store
            .cases_to_triage(council, &wanted, (after, PAGE))
            .await?)
    }

    /// The open cases that `actor` owns, the most urgent first.
    ///
    /// Costs one page of an index, however many cases there are.
    pub async fn my_cases(
        &self,
        council: &CouncilId,
        actor: &Actor,
        after: Option<&ByDue>,
    ) -> Result<Vec<CaseLine>, Failure> {
        let Some(user) = actor.user() else {
            return Ok(Vec::new());
        };
        Ok(self
            .store
            .open_cases(council, &OpenOf::Owner(user.clone()), after, PAGE)
            .await?)
    }

    /// The cases of `actor` whose reply is approved and waits for them to send it, the most urgent first.
    ///
    /// Costs one page of an index, however many cases there are.
    pub async fn my_replies_to_send(
        &self,
        council: &CouncilId,
        actor: &Actor,
        after: Option<&ByDue>,
    ) -> Result<Vec<CaseLine>, Failure> {
        match actor.user() {
            Some(user) => Ok(self.store.cases_to_send(council, user, after, PAGE).await?),
            None => Ok(Vec::new()),
        }
    }

    async fn replies_to_send(&self, council: &CouncilId, actor: &Actor) -> Result<i64, Failure> {
        match actor.user() {
            Some(user) => Ok(self.store.replies_to_send(council, user).await?),
            None => Ok(0),
        }
    }

    /// The cases of `actor` that were closed in the last 30 days, the last first.
    ///
    /// Costs one page of an index, however many cases there are.
    pub async fn my_closed_cases(
        &self,
        council: &CouncilId,
        actor: &Actor,
    ) -> Result<Vec<CaseLine>, Failure> {
        let Some(user) = actor.user() else {
            return Ok(Vec::new());
        };
        let since = self.today().saturating_sub(jiff::Span::new().days(30));
        Ok(self
            .store
            .closed_cases_of_owner(council, user, since, PAGE)
            .await?)
    }

    /// The cases that `actor` logged, the newest first (paper 002: whoever logged it can follow it).
    ///
    /// Costs one page of an index, however many cases there are.
    pub async fn cases_i_logged(
        &self,
        council: &CouncilId,
        actor: &Actor,
        after: Option<&ByReceipt>,
    ) -> Result<Vec<CaseLine>, Failure> {
        Ok(self
            .store
            .cases_logged_by(council, &actor.id, after, PAGE)
            .await?)
    }

    /// Replies that wait for `actor` to approve them.
    ///
    /// Costs what waits for approval, and of that what `actor` may see.
    pub async fn approvals(
        &self,
        council: &CouncilId,
        actor: &Actor,
        after: Option<&ByDue>,
    ) -> Result<Vec<CaseLine>, Failure> {
        self.require(council, actor, Act::ApproveReply)?;
        let Some(user) = actor.user() else {
            return Ok(Vec::new());
        };
        let scope = self.scope_of(council, actor)?;
        Ok(self
            .store
            .cases_awaiting_approval(council, &scope, user, (after, PAGE))
            .await?)
    }

    /// Open cases of the services of `actor` (all, for whoever may read any), the most urgent first.
    ///
    /// Costs one page of the index of open cases; for whoever sees few services, the open cases of others
    /// that lie between.
    pub async fn open_cases(
        &self,
        council: &CouncilId,
        actor: &Actor,
        after: Option<&ByDue>,
    ) -> Result<Vec<CaseLine>, Failure> {
        let scope = self.scope_of(council, actor)?;
        Ok(self
            .store
            .open_cases(
                council,
                &OpenOf::Everybody(scope, actor.user().cloned()),
                after,
                PAGE,
            )
            .await?)
    }

    /// Open cases that no officer has, of those that `actor` may see, the most urgent first.
    ///
    /// Costs one page of the index of open cases, and the open cases with an officer that lie between.
    pub async fn cases_without_officer(
        &self,
        council: &CouncilId,
        actor: &Actor,
        after: Option<&ByDue>,
    ) -> Result<Vec<CaseLine>, Failure> {
        let scope = self.scope_of(council, actor)?;
        Ok(self
            .store
            .open_cases(
                council,
                &OpenOf::Nobody(scope, actor.user().cloned()),
                after,
                PAGE,
            )
            .await?)
    }

    /// Open cases at stage 2, of those that `actor` may see, the most urgent first.
    ///
    /// Costs one page of the index of what is at stage 2.
    pub async fn stage_2_queue(
        &self,
        council: &CouncilId,
        actor: &Actor,
        after: Option<&ByDue>,
    ) -> Result<Vec<CaseLine>, Failure> {
        let scope = self.scope_of(council, actor)?;
        Ok(self
            .store
            .open_cases(
                council,
                &OpenOf::AtStage2(scope, actor.user().cloned()),
                after,
                PAGE,
            )
            .await?)
    }

    /// Cases that an Ombudsman has, of those that `actor` may see, what is owed soonest first.
    ///
    /// Costs one page of the index of open enquiries.
    pub async fn ombudsman_queue(
        &self,
        council: &CouncilId,
        actor: &Actor,
        after: Option<&AfterEnquiry>,
    ) -> Result<Vec<EnquiryLine>, Failure> {
        let scope = self.scope_of(council, actor)?;
        let mut lines = self.store.open_enquiries(council, &scope, after, PAGE).await?;
        lines.retain(|enquiry| is_for(actor, &enquiry.line));
        Ok(lines)
    }

    /// Cases that are as wanted, of those that `actor` may see, the newest first.
    ///
    /// Costs one page of an index where a service, an officer or "open" is wanted, or nothing is; any other
    /// filter is tried on the cases in turn, the newest first, until the page is full.
    pub async fn find_cases(
        &self,
        council: &CouncilId,
        actor: &Actor,
        wanted: &Wanted,
        (after, limit): (Option<&ByReceipt>, i64),
    ) -> Result<Vec<CaseLine>, Failure> {
        let wanted = Wanted {
            scope: self.scope_of(council, actor)?,
            not_about: actor.user().cloned(),
            ..wanted.clone()
        };
        Ok(self.store.find_cases(council, &wanted, after, limit).await?)
    }

    /// The same, with a page of another length, for who says how long.
    ///
    /// Costs what [`Casework::find_cases`] costs, for a page of that length.
    pub async fn find_cases_page(
        &self,
        council: &CouncilId,
        actor: &Actor,
        wanted: &Wanted,
        (after, limit): (Option<&ByReceipt>, i64),
    ) -> Result<Vec<CaseLine>, Failure> {
        let wanted = Wanted {
            scope: self.scope_of(council, actor)?,
            not_about: actor.user().cloned(),
            ..wanted.clone()
        };
        Ok(self.store.find_cases(council, &wanted, after, limit).await?)
    }

    /// Cases whose customer has a name, postcode, telephone number or e-mail address that begins
    /// with what was typed, of those that `actor` may see.
    ///
    /// Costs at most 2,000 names that begin so, and a page of cases of each fifty people of a hundred.
    pub async fn find_cases_by_person(
        &self,
        council: &CouncilId,
        actor: &Actor,
        typed: &str,
    ) -> Result<Vec<CaseLine>, Failure> {
        let scope = self.scope_of(council, actor)?;
        Ok(self
            .store
            .cases_of_people_like(council, typed, &scope, PAGE)
            .await?
            .into_iter()
            .filter(|line| is_for(actor, line))
            .collect())
    }

    /// The case with this reference, if `actor` may read or follow it.
    ///
    /// Costs one row by its key.
    pub async fn find_case_by_reference(
        &self,
        council: &CouncilId,
        actor: &Actor,
        reference: &Reference,
    ) -> Result<Option<CaseLine>, Failure> {
        let line = self.store.case_by_reference(council, reference.as_str()).await?;
        let scope = self.scope_of(council, actor)?;
        Ok(line.filter(|line| {
            let in_scope = scope.as_ref().is_none_or(|services| {
                line.case
                    .service
                    .as_ref()
                    .is_some_and(|service| services.contains(service))
            });
            let owns = actor.user().is_some() && actor.user() == line.case.owner.as_ref();
            is_for(actor, line) && (in_scope || owns || line.case.logged_by == actor.id)
        }))
    }

    /// Other cases of a customer, for whoever may read any.
    ///
    /// Whoever was said to be the same person counts as one. Costs one page of the customer's own cases.
    pub async fn cases_of_customer(
        &self,
        council: &CouncilId,
        actor: &Actor,
        customer: &PersonId,
    ) -> Result<Vec<CaseLine>, Failure> {
        self.require(council, actor, Act::Log)?;
        let scope = self.scope_of(council, actor)?;
        let mut lines = Vec::new();
        for one in self.store.same_as(council, customer).await? {
            lines.extend(self.store.cases_of_customer(council, &one, None, PAGE).await?);
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.case.received_at));
        lines.truncate(usize::try_from(PAGE).unwrap_or_default());
        let seen = |line: &CaseLine| {
            let in_scope = scope.as_ref().is_none_or(|services| {
                line.case
                    .service
                    .as_ref()
                    .is_some_and(|service| services.contains(service))
            });
            in_scope && is_for(actor, line)
        };
        Ok(lines.into_iter().filter(seen).collect())
    }

    /// People like what was typed, for whoever logs a contact.
    ///
    /// Costs at most 2,000 names that begin so.
    pub async fn people_like(
        &self,
        council: &CouncilId,
        actor: &Actor,
        typed: &str,
    ) -> Result<Vec<Person>, Failure> {
        self.require(council, actor, Act::RecordContact)?;
        let like = self.store.people_like(council, typed, 10).await?;
        self.at_their_address(council, like).await
    }
}
