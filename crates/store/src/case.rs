//! Cases as lists show them: the read model, and the pages that are read from it.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::id::{
    ActorId, CaseId, CouncilId, PersonId, PointId, ProcedureId, ServiceId, TeamId, UserId, WardId, WordsId,
};
use redress_domain::vocabulary::{Channel, ClockKind, Finding, Kind, Priority, Role};

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Arg, Row, Statement, sql};
use crate::error::StoreError;

row! {
    /// A case, as lists show it.
    pub struct CaseRow {
        /// The case.
        pub case_id: CaseId,
        /// The version of its stream that this row shows.
        pub version: i64,
        /// What people call it.
        pub reference: String,
        /// What it is.
        pub kind: Kind,
        /// Which procedure it follows.
        pub procedure: ProcedureId,
        /// Which version of the policy it follows.
        pub policy_version: i64,
        /// 1 or 2 for a complaint, 0 for what has no stages.
        pub stage: i64,
        /// Where it stands.
        pub status: String,
        /// How soon it needs somebody.
        pub priority: Priority,
        /// Which service answers for it.
        pub service: Option<ServiceId>,
        /// Which team works on it.
        pub team: Option<TeamId>,
        /// Which officer has it.
        pub owner: Option<UserId>,
        /// Whose matter it is.
        pub customer: Option<PersonId>,
        /// What it is about, in the customer's words.
        pub summary_words: Option<WordsId>,
        /// How it came.
        pub channel: Channel,
        /// What part the person plays who raised it.
        pub raised_by_role: Role,
        /// Who logged it.
        pub logged_by: ActorId,
        /// The day on which it was received.
        pub received_on: Date,
        /// The moment at which it was received.
        pub received_at: Timestamp,
        /// Whether somebody said what it is and whose.
        pub triaged: bool,
        /// When it was acknowledged.
        pub acknowledged_on: Option<Date>,
        /// By when it had to be.
        pub acknowledge_due_on: Option<Date>,
        /// When a request had its first answer.
        pub first_answered_on: Option<Date>,
        /// By when the reply of the present stage is due.
        pub reply_due_on: Option<Date>,
        /// When the reply of the present stage was sent.
        pub replied_on: Option<Date>,
        /// The nearest open promise; `None` when none is open.
        pub due_on: Option<Date>,
        /// What was promised for that day.
        pub due_what: Option<ClockKind>,
        /// Whether a deadline was moved.
        pub extended: bool,
        /// Whether it was settled at first contact.
        pub settled_at_first_contact: bool,
        /// Whether a reply waits for approval.
        pub awaiting_approval: bool,
        /// Who wrote that reply.
        pub author_of_reply: Option<UserId>,
        /// How it ended.
        pub outcome: Option<String>,
        /// Whether it is closed.
        pub closed: bool,
        /// When it was closed.
        pub closed_on: Option<Date>,
        /// When the customer last heard from the council.
        pub last_word_on: Option<Date>,
        /// When the row last changed.
        pub updated_at: Timestamp,
        /// The ward that it is in.
        pub ward: Option<WardId>,
        /// When anybody last did anything to it.
        pub touched_at: Timestamp,
        /// The last day on which the answer to a query can be followed up.
        pub follow_up_until: Option<Date>,
        /// Whether its reply is approved and waits to be sent.
        pub ready_to_send: bool,
        /// The members of staff whom it is about, between commas; `None` when it is about nobody.
        pub about: Option<String>,
    }
}

row! {
    /// A stage of a complaint, for the measures.
    pub struct CaseStage {
        /// The case.
        pub case_id: CaseId,
        /// 1 or 2.
        pub stage: i64,
        /// What the case is.
        pub kind: Kind,
        /// Which procedure it follows.
        pub procedure: ProcedureId,
        /// Which service answers for it.
        pub service: Option<ServiceId>,
        /// When the stage began.
        pub started_on: Date,
        /// By when it was to be acknowledged.
        pub acknowledge_due_on: Option<Date>,
        /// When it was acknowledged.
        pub acknowledged_on: Option<Date>,
        /// By when the reply is due, extensions included.
        pub reply_due_on: Option<Date>,
        /// When the reply was sent.
        pub replied_on: Option<Date>,
        /// Whether the deadline was moved.
        pub extended: bool,
        /// How the stage ended.
        pub outcome: Option<String>,
    }
}

row! {
    /// A point of a complaint.
    pub struct CasePoint {
        /// The case.
        pub case_id: CaseId,
        /// The point.
        pub point_id: PointId,
        /// Its number in the complaint, from 1.
        pub number: i64,
        /// What is complained of.
        pub words: Option<WordsId>,
        /// Which service it is about.
        pub service: Option<ServiceId>,
        /// What was found.
        pub finding: Option<Finding>,
        /// When.
        pub found_on: Option<Date>,
    }
}

/// Of how many people who were found it is asked who else they are.
const FEW: usize = 5;

/// How many customers `case/of_customers.sql` asks for at once.
const CUSTOMERS: usize = 50;

/// Stands for "no day" in the order by due date: after every day there is.
const NO_DAY: &str = "9999-12-31";

impl CaseRow {
    /// The values of `case/put.sql` after the council.
    pub(crate) fn to_put(&self) -> Vec<Arg> {
        let mut args = self.to_args();
        args.push(Arg::Text(Some(self.due_key())));
        args
    }

    /// The members of staff whom it is about.
    pub fn about_whom(&self) -> Vec<UserId> {
        let about = self.about.as_deref().unwrap_or_default().split(',');
        about.filter_map(|user| UserId::parse(user).ok()).collect()
    }

    /// Whether it is about a member of staff: then lists leave it out for them.
    pub fn is_about(&self, user: &UserId) -> bool {
        let about = self.about.as_deref().unwrap_or_default();
        about.split(',').any(|known| known == user.as_str())
    }

    /// Its nearest promise, as it is ordered and counted by.
    pub(crate) fn due_key(&self) -> String {
        due_key(self.due_on)
    }
}

fn due_key(due_on: Option<Date>) -> String {
    due_on.map_or_else(|| NO_DAY.to_owned(), |day| day.to_string())
}

/// A line of a list of cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    /// The case.
    pub case: CaseRow,
    /// The customer's name, unless there is none or it was erased.
    pub customer_name: Option<String>,
    /// The first 200 characters of what it is about.
    pub summary: Option<String>,
}

impl CaseLine {
    pub(crate) fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            case: CaseRow::from_row(row)?,
            customer_name: row.get("customer_name")?,
            summary: row.get("summary")?,
        })
    }
}

/// A place in a list by due date: the next page comes after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByDue {
    /// The due date of the last line.
    pub due_on: Option<Date>,
    /// The case of the last line.
    pub case_id: CaseId,
}

/// A place in a list by the moment of receipt: the next page comes after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByReceipt {
    /// When the case of the last line was received.
    pub received_at: Timestamp,
    /// The case of the last line.
    pub case_id: CaseId,
}

impl CaseRow {
    /// Its place in lists by due date.
    pub fn by_due(&self) -> ByDue {
        ByDue {
            due_on: self.due_on,
            case_id: self.case_id.clone(),
        }
    }

    /// Its place in lists by receipt.
    pub fn by_receipt(&self) -> ByReceipt {
        ByReceipt {
            received_at: self.received_at,
            case_id: self.case_id.clone(),
        }
    }
}

/// Whose open cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenOf {
    /// An officer's.
    Owner(UserId),
    /// A service's.
    Service(ServiceId),
    /// A team's.
    Team(TeamId),
    /// Everybody's, or those of some services; without those that are about this user.
    Everybody(Scope, Option<UserId>),
    /// Those of them that no officer has.
    Nobody(Scope, Option<UserId>),
    /// Those of them that are reviewed at stage 2, or wait to be.
    AtStage2(Scope, Option<UserId>),
}

/// The services that somebody may see; `None` is all of them, and cases without a service.
pub type Scope = Option<Vec<ServiceId>>;

/// The scope between commas, as statements look through it.
pub(crate) fn between_commas(scope: &Scope) -> Option<String> {
    let services = scope.as_ref()?;
    Some(
        services
            .iter()
            .fold(",".to_owned(), |text, service| text + service.as_str() + ","),
    )
}

/// For which service something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfService {
    /// Nobody has said.
    Unknown,
    /// This one.
    One(ServiceId),
}

/// What a case that nobody has looked at must be to be listed. What is `None` does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ToTriage {
    /// What it seems to be.
    pub kind: Option<Kind>,
    /// How it came.
    pub channel: Option<Channel>,
    /// For which service it seems to be.
    pub service: Option<OfService>,
    /// Received on this day or earlier.
    pub received_to: Option<Date>,
    /// Not about this member of staff.
    pub not_about: Option<UserId>,
}

/// What a case must be to be found. What is `None` does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Where it stands.
    pub status: Option<String>,
    /// What it is.
    pub kind: Option<Kind>,
    /// Its service.
    pub service: Option<ServiceId>,
    /// Its team.
    pub team: Option<TeamId>,
    /// Its officer.
    pub owner: Option<UserId>,
    /// Open, and due before this day.
    pub due_before: Option<Date>,
    /// How it came.
    pub channel: Option<Channel>,
    /// Received on this day or later.
    pub received_from: Option<Date>,
    /// Received on this day or earlier.
    pub received_to: Option<Date>,
    /// Closed or open.
    pub closed: Option<bool>,
    /// Open, and due on this day or later.
    pub due_from: Option<Date>,
    /// Only what somebody may see.
    pub scope: Scope,
    /// Not about this member of staff.
    pub not_about: Option<UserId>,
}

impl Wanted {
    /// Whether no closed case is wanted.
    fn is_open(&self) -> bool {
        self.closed == Some(false) || self.due_before.is_some()
    }

    /// Whether a line is as wanted: what `case/find.sql` asks of a row.
    pub fn fits(&self, line: &CaseLine) -> bool {
        let case = &line.case;
        let is_open_and = |fits: &dyn Fn(Date) -> bool| !case.closed && case.due_on.is_some_and(fits);
        self.status.as_ref().is_none_or(|status| case.status == *status)
            && self.kind.is_none_or(|kind| case.kind == kind)
            && (self.service.is_none() || case.service == self.service)
            && (self.team.is_none() || case.team == self.team)
            && (self.owner.is_none() || case.owner == self.owner)
            && self.due_before.is_none_or(|day| is_open_and(&|due| due < day))
            && self.due_from.is_none_or(|day| is_open_and(&|due| due >= day))
            && self.channel.is_none_or(|channel| case.channel == channel)
            && self.received_from.is_none_or(|day| case.received_on >= day)
            && self.received_to.is_none_or(|day| case.received_on <= day)
            && self.closed.is_none_or(|closed| case.closed == closed)
            && is_in(&self.scope, case.service.as_ref())
            && !self.not_about.as_ref().is_some_and(|user| case.is_about(user))
    }
}

impl Statement {
    /// Before every key that comes later: identifiers are hexadecimal, and `~` comes after them.
    pub(crate) fn before_receipt(self, after: Option<&ByReceipt>) -> Self {
        match after {
            Some(key) => self.at(key.received_at).bind(&key.case_id),
            None => self.int(i64::MAX).text("~"),
        }
    }

    pub(crate) fn after_due(self, after: Option<&ByDue>) -> Self {
        match after {
            Some(key) => self.text(&due_key(key.due_on)).bind(&key.case_id),
            None => self.text("").text(""),
        }
    }
}

impl Store {
    pub(crate) async fn lines(&self, statement: Statement) -> Result<Vec<CaseLine>, StoreError> {
        self.rows(statement)
            .await?
            .iter()
            .map(CaseLine::from_row)
            .collect()
    }

    /// The case with this reference, exactly as it is stored.
    pub async fn case_by_reference(
        &self,
        council: &CouncilId,
        reference: &str,
    ) -> Result<Option<CaseLine>, StoreError> {
        Ok(self
            .lines(sql!("case/by_reference.sql").bind(council).text(reference))
            .await?
            .pop())
    }

    /// The case with this identifier.
    pub async fn case_by_id(&self, council: &CouncilId, id: &CaseId) -> Result<Option<CaseLine>, StoreError> {
        Ok(self
            .lines(sql!("case/by_id.sql").bind(council).bind(id))
            .await?
            .pop())
    }

    /// Cases that nobody has looked at: the urgent first, then the oldest. `after` is the last line
    /// of the page before.
    pub async fn cases_to_triage(
        &self,
        council: &CouncilId,
        wanted: &ToTriage,
        (after, limit): (Option<(Priority, &ByReceipt)>, i64),
    ) -> Result<Vec<CaseLine>, StoreError> {
        let mut lines = Vec::new();
        for priority in [Priority::Urgent, Priority::Standard] {
            let key = match after {
                Some((at, _)) if at == Priority::Standard && priority == Priority::Urgent => continue,
                Some((at, key)) if at == priority => Some(key),
                Some(_) | None => None,
            };
            let room = limit - i64::try_from(lines.len()).unwrap_or(limit);
            let statement = sql!("case/to_triage.sql").bind(council).bind(&priority);
            let statement = match key {
                Some(key) => statement.at(key.received_at).bind(&key.case_id),
                None => statement.int(i64::MIN).text(""),
            };
            let service = wanted.service.as_ref().map(|service| match service {
                OfService::Unknown => "-".to_owned(),
                OfService::One(id) => id.to_string(),
            });
            let statement = statement.int(room).bind(&wanted.kind).bind(&wanted.channel);
            if room > 0 {
                let statement = statement.bind(&service).bind(&wanted.received_to);
                lines.extend(self.lines(statement.bind(&wanted.not_about)).await?);
            }
        }
        Ok(lines)
    }

    /// Open cases, the most urgent first; those without a due date last.
    pub async fn open_cases(
        &self,
        council: &CouncilId,
        of: &OpenOf,
        after: Option<&ByDue>,
        limit: i64,
    ) -> Result<Vec<CaseLine>, StoreError> {
        let statement = match of {
            OpenOf::Owner(owner) => sql!("case/open_of_owner.sql").bind(council).bind(owner),
            OpenOf::Service(service) => sql!("case/open_of_service.sql").bind(council).bind(service),
            OpenOf::Team(team) => sql!("case/open_of_team.sql").bind(council).bind(team),
            OpenOf::Everybody(..) => sql!("case/open_by_due.sql").bind(council),
            OpenOf::Nobody(..) => sql!("case/open_unassigned.sql").bind(council),
            OpenOf::AtStage2(..) => sql!("case/open_at_stage_2.sql").bind(council),
        };
        let statement = statement.after_due(after).int(limit);
        let statement = match of {
            OpenOf::Owner(_) | OpenOf::Service(_) | OpenOf::Team(_) => statement,
            OpenOf::Everybody(scope, not_about)
            | OpenOf::Nobody(scope, not_about)
            | OpenOf::AtStage2(scope, not_about) => statement.bind(&between_commas(scope)).bind(not_about),
        };
        self.lines(statement).await
    }

    /// Open cases whose customer waits for a first answer or an update, of some services or of one officer,
    /// the most urgent first.
    pub async fn cases_waiting_for_word(
        &self,
        council: &CouncilId,
        (scope, owner): (&Scope, Option<&UserId>),
        after: Option<&ByDue>,
        limit: i64,
    ) -> Result<Vec<CaseLine>, StoreError> {
        let statement = sql!("case/waiting_for_word.sql").bind(council).after_due(after);
        let statement = statement.int(limit).bind(&between_commas(scope));
        self.lines(statement.bind(&owner.cloned())).await
    }

    /// The same of everybody, after a day and a case, for who reminds of them.
    pub async fn cases_due_a_word(
        &self,
        council: &CouncilId,
        (due_on, case): (Date, &str),
        limit: i64,
    ) -> Result<Vec<CaseLine>, StoreError> {
        let statement = sql!("case/waiting_for_word.sql")
            .bind(council)
            .on(due_on)
            .text(case);
        let statement = statement.int(limit).bind(&None::<String>);
        self.lines(statement.bind(&None::<UserId>)).await
    }

    /// Cases of an officer whose reply is approved and waits to be sent, the most urgent first.
    pub async fn cases_to_send(
        &self,
        council: &CouncilId,
        owner: &UserId,
        after: Option<&ByDue>,
        limit: i64,
    ) -> Result<Vec<CaseLine>, StoreError> {
        let statement = sql!("case/to_send.sql").bind(council).bind(owner);
        self.lines(statement.after_due(after).int(limit)).await
    }

    /// Cases of an officer that were closed on or after a day, the last closed first.
    pub async fn closed_cases_of_owner(
        &self,
        council: &CouncilId,
        owner: &UserId,
        since: Date,
        limit: i64,
    ) -> Result<Vec<CaseLine>, StoreError> {
        let statement = sql!("case/closed_of_owner.sql")
            .bind(council)
            .bind(owner)
            .on(since);
        self.lines(statement.text(NO_DAY).text("~").int(limit)).await
    }

    /// Cases with a reply that waits for approval by somebody other than its author, and not about them.
    pub async fn cases_awaiting_approval(
        &self,
        council: &CouncilId,
        scope: &Scope,
        not_by: &UserId,
        (after, limit): (Option<&ByDue>, i64),
    ) -> Result<Vec<CaseLine>, StoreError> {
        let statement = sql!("case/awaiting_approval.sql")
            .bind(council)
            .after_due(after)
            .int(limit);
        self.lines(statement.bind(&between_commas(scope)).bind(not_by))
            .await
    }

    /// Cases of a customer, the newest first.
    pub async fn cases_of_customer(
        &self,
        council: &CouncilId,
        customer: &PersonId,
        after: Option<&ByReceipt>,
        limit: i64,
    ) -> Result<Vec<CaseLine>, StoreError> {
        let statement = sql!("case/of_customer.sql").bind(council).bind(customer);
        self.lines(statement.before_receipt(after).int(limit)).await
    }

    /// The cases that somebody is or was on beside their customers, after one of them.
    pub async fn cases_with_person(
        &self,
        council: &CouncilId,
        person: &PersonId,
        after: Option<&CaseId>,
        limit: i64,
    ) -> Result<Vec<CaseId>, StoreError> {
        let statement = sql!("case/with_person.sql").bind(council).bind(person);
        let statement = statement.text(after.map_or("", CaseId::as_str));
        let rows = self.rows(statement.int(limit)).await?;
        rows.iter().map(|row| row.get("case_id")).collect()
    }

    /// Cases that somebody logged and that are not about them, the newest first.
    pub async fn cases_logged_by(
        &self,
        council: &CouncilId,
        actor: &ActorId,
        after: Option<&ByReceipt>,
        limit: i64,
    ) -> Result<Vec<CaseLine>, StoreError> {
        let statement = sql!("case/logged_by.sql").bind(council).bind(actor);
        let statement = statement.before_receipt(after).int(limit);
        self.lines(statement.bind(&actor.user().cloned())).await
    }

    /// Cases that are as wanted, the newest first.
    pub async fn find_cases(
        &self,
        council: &CouncilId,
        wanted: &Wanted,
        after: Option<&ByReceipt>,
        limit: i64,
    ) -> Result<Vec<CaseLine>, StoreError> {
        let statement = if wanted.owner.is_some() {
            sql!("case/find_of_owner.sql")
        } else if wanted.service.is_some() && wanted.is_open() {
            sql!("case/find_open_of_service.sql")
        } else if wanted.service.is_none() && wanted.is_open() {
            sql!("case/find_open.sql")
        } else if wanted.service.is_some() {
            sql!("case/find_of_service.sql")
        } else if wanted.team.is_some() {
            sql!("case/find_of_team.sql")
        } else {
            sql!("case/find.sql")
        };
        let statement = statement.bind(council).before_receipt(after).int(limit);
        let statement = statement
            .bind(&wanted.status)
            .bind(&wanted.kind)
            .bind(&wanted.service);
        let statement = statement
            .bind(&wanted.owner)
            .bind(&wanted.due_before)
            .bind(&wanted.channel);
        let statement = statement
            .bind(&wanted.received_from)
            .bind(&wanted.received_to)
            .bind(&wanted.closed);
        let statement = statement.bind(&between_commas(&wanted.scope)).bind(&wanted.team);
        let statement = statement.bind(&wanted.due_from).bind(&wanted.not_about);
        self.lines(statement).await
    }

    /// Cases of people whose name, postcode, telephone number or e-mail address begins with what
    /// was typed, the newest first of each.
    pub async fn cases_of_people_like(
        &self,
        council: &CouncilId,
        typed: &str,
        scope: &Scope,
        limit: i64,
    ) -> Result<Vec<CaseLine>, StoreError> {
        let mut lines = Vec::new();
        let mut people = self.ids_of_people_like(council, typed, 2 * CUSTOMERS).await?;
        // Whoever was said to be the same as one of a few is found with them.
        if people.len() <= FEW {
            for person in people.clone() {
                let same = self.same_as(council, &person).await?;
                people.extend(same);
            }
            people.sort();
            people.dedup();
        }
        for some in people.chunks(CUSTOMERS) {
            let places = (0..CUSTOMERS).map(|at| Arg::Text(some.get(at).map(ToString::to_string)));
            let statement = sql!("case/of_customers.sql").bind(council).int(limit);
            let cases = self.lines(statement.args(places.collect())).await?;
            lines.extend(
                cases
                    .into_iter()
                    .filter(|line| is_in(scope, line.case.service.as_ref())),
            );
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.case.received_at));
        lines.truncate(usize::try_from(limit).unwrap_or(0));
        Ok(lines)
    }

    /// The stages of a complaint, in order.
    pub async fn case_stages(&self, council: &CouncilId, id: &CaseId) -> Result<Vec<CaseStage>, StoreError> {
        let rows = self.rows(sql!("case/stages.sql").bind(council).bind(id)).await?;
        rows.iter().map(CaseStage::from_row).collect()
    }

    /// The points of a complaint, in order.
    pub async fn case_points(&self, council: &CouncilId, id: &CaseId) -> Result<Vec<CasePoint>, StoreError> {
        let rows = self.rows(sql!("case/points.sql").bind(council).bind(id)).await?;
        rows.iter().map(CasePoint::from_row).collect()
    }
}

fn is_in(scope: &Scope, service: Option<&ServiceId>) -> bool {
    match (scope, service) {
        (None, _) => true,
        (Some(services), Some(service)) => services.contains(service),
        (Some(_), None) => false,
    }
}
