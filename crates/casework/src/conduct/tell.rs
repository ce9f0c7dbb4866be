//! Who is told that a conduct file waits for them: on their own pages, and nothing of whose it is.

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use redress_domain::conduct::{self, Arrangement, ConductFile, Due, DueKind, Event, Sort, Standing, Tended};
use redress_domain::id::{ActorId, ConductId, CouncilId, PostId, UserId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::policy::Policy;
use redress_domain::vocabulary::NotificationKind;
use redress_store::changes::{Changes, Once, ReadModel};
use redress_store::conduct_decision::{DecisionDay, DecisionRow};
use redress_store::error::StoreError;

use super::LoadedFile;
use crate::Casework;
use crate::failure::Failure;
use crate::lists::PAGE;
use crate::user::User;

/// How many days before its day whoever keeps or reviews an arrangement hears of its review: four weeks, as that it goes on takes a
/// report, ten working days for comments and an answer to each (paper 004, 7.1).
const REVIEW_AHEAD: i32 = 28;

/// How many days before silence ends an arrangement its holder is told.
const SILENCE_AHEAD: i32 = 4;

/// The longest that anything waits which stays due: the twenty working days of an appeal.
const LONGEST_WAIT: i32 = 40;

/// For how many days after an arrangement lapsed it is told, where no round ran on the day after.
const LAPSED_SINCE: i32 = 28;

/// How many days before the policy's review its owner is told.
const POLICY_AHEAD: i32 = 28;

impl Casework {
    /// Those who hold a file: who may keep it and took a part in it; all who may, where none of them did.
    pub(crate) async fn holders(
        &self,
        council: &CouncilId,
        loaded: &LoadedFile,
    ) -> Result<Vec<UserId>, Failure> {
        let policy = self.councils.get(council)?;
        let policy = policy.policy(self.today())?;
        let users = self.users(council).await?;
        Ok(holders(policy, &users, &loaded.file))
    }

    /// Who is told at once of what a contact turned out to be: of safety, whom the policy names for concerns; of the
    /// Ombudsman, whoever keeps files and answers for complaints. Where nobody is named, whoever keeps files.
    pub(super) async fn told_at_once(&self, council: &CouncilId, sort: Sort) -> Result<Vec<UserId>, Failure> {
        let policy = self.councils.get(council)?;
        let policy = policy.policy(self.today())?;
        let users = self.users(council).await?;
        let named: Vec<&User> = match sort {
            Sort::Safeguarding => {
                let roles = &policy.people.concerns_go_to;
                let hears = |user: &&User| user.active && user.roles.iter().any(|role| roles.contains(role));
                users.iter().filter(hears).collect()
            }
            Sort::ForTheOmbudsman
            | Sort::NewMatter
            | Sort::NewInformation
            | Sort::NothingNew
            | Sort::StatutoryRequest
            | Sort::Comment
            | Sort::Appeal
            | Sort::BeforeReview => with(policy, &users, &[Act::ManageConduct]),
        };
        let told = if named.is_empty() {
            with(policy, &users, &[Act::ManageConduct])
        } else {
            named
        };
        Ok(told.into_iter().map(|user| user.id.clone()).collect())
    }

    /// Rows that tell these people something of a file.
    pub(crate) fn tell_of_conduct(
        &self,
        (id, by, at): (&ConductId, &ActorId, Timestamp),
        kind: NotificationKind,
        users: &[UserId],
    ) -> Vec<ReadModel> {
        let others = users.iter().filter(|user| *by != ActorId::User((*user).clone()));
        let row = |user: &UserId| {
            let mut row = self.notification(user.clone(), kind, by);
            row.raised_at = at;
            row.conduct = Some(id.clone());
            ReadModel::Notification(Box::new(row))
        };
        others.map(row).collect()
    }

    /// Adds to what an act changes that those are told whose turn has come by it.
    pub(super) async fn tell_whose_turn_it_is(
        &self,
        changes: &mut Changes,
        id: &ConductId,
        (before, after): (&ConductFile, &ConductFile),
        events: &[Event],
    ) -> Result<(), Failure> {
        let council = changes.council.clone();
        for event in events {
            // Domain 5.9: at once, to whom the record says that it went.
            if let Event::Tended(Tended::PassedOn { told, .. }) = event {
                let by = (id, &changes.actor, changes.at);
                let rows = self.tell_of_conduct(by, NotificationKind::ConductUrgent, told);
                changes.rows.extend(rows);
            }
        }
        let mut turns = turns((before, after), events, self.today());
        let needs = needs_somebody(after, self.today());
        let changed = before.took_part != after.took_part || before.standing() != after.standing();
        if needs && changed && self.is_nobody_left(&council, after).await? {
            let was = needs_somebody(before, self.today()) && self.is_nobody_left(&council, before).await?;
            turns.extend((!was).then_some(Turn::NobodyLeft));
        }
        if turns.is_empty() {
            return Ok(());
        }
        let settings = self.councils.get(&council)?;
        let policy = settings.policy(self.today())?;
        let users = self.users(&council).await?;
        for turn in turns {
            let (kind, told) = turn.of((policy, self.today()), &users, after);
            let by = changes.actor.clone();
            let rows = self.tell_of_conduct((id, &by, changes.at), kind, &told);
            changes.rows.extend(rows);
        }
        Ok(())
    }

    /// Tells what a day brings: reviews within four weeks, notices that are late, reports whose time for comments is
    /// over, open ways that cannot be used any more by what was agreed; and the owner of the policy that its review
    /// comes. Each is told once. Answers how many files there were.
    ///
    /// Costs the files on which something is due, and one commit for each of which nobody was told.
    pub async fn tell_of_conduct_due(&self, council: &CouncilId) -> Result<usize, Failure> {
        let actor = Actor::program(ActorId::Job("tell-of-conduct"));
        let today = self.today();
        let settings = self.councils.get(council)?;
        let policy = settings.policy(today)?;
        self.tell_of_policy_review(council, &actor, policy).await?;
        if policy.conduct.is_none() {
            return Ok(0);
        }
        let soon = today.saturating_add(Span::new().days(REVIEW_AHEAD));
        let near = today.saturating_add(Span::new().days(SILENCE_AHEAD));
        let mut told = self.weigh_what_has_begun(council).await?;
        told += self.tell_of_lapsed(council, &actor).await?;
        // A row has the earliest of what stays due; a review may come before that.
        let ahead = today.saturating_add(Span::new().days(REVIEW_AHEAD + LONGEST_WAIT));
        for row in self.store.conduct_due(council, (ahead, today), PAGE).await? {
            let loaded = self.load_conduct(council, &row.file_id).await?;
            told += usize::from(self.tell_that_nobody_is_left(council, &actor, &loaded).await?);
            // Equality Act 2010, section 20: before silence ends what leaves them no way, too.
            let way_ends = loaded.file.way_end().filter(|by| *by <= near);
            let way_ends = way_ends.map(|on| Due {
                kind: DueKind::WeighAdjustment,
                on,
                until: None,
            });
            for due in loaded.file.due_on(today).into_iter().chain(way_ends) {
                let turn = match due.kind {
                    // Domain 5.9: read within one working day; whoever keeps the file hears when it was not.
                    DueKind::ReadContact | DueKind::TakeUp if due.on < today => Turn::Unread,
                    DueKind::AnswerInformation if due.on < today => Turn::Information,
                    DueKind::WeighAdjustment if due.on < today || way_ends == Some(due) => Turn::Adjustment,
                    // Silence ends it: whoever keeps it hears before, and that they have to be told after.
                    DueKind::WeighGrounds if due.on <= near => Turn::Holders,
                    // Ours: what was reported is looked at by somebody, or closed.
                    DueKind::TellThatItEnded | DueKind::LookAtIncident | DueKind::ShareReport
                        if due.on <= today =>
                    {
                        Turn::Holders
                    }
                    DueKind::Review if due.on <= soon => Turn::Review,
                    DueKind::SendNotice if due.on <= today => Turn::NoticeLate,
                    DueKind::SendInterim if due.on <= today => Turn::InterimUnsent,
                    DueKind::BeginTheWay if due.on <= today => Turn::WayLate,
                    // Domain 5.10: nobody waits for an answer to an appeal unnoticed.
                    DueKind::DecideAppeal if due.on <= today => Turn::Appeal,
                    DueKind::AnswerComments if due.on < today && is_ready(&loaded.file, today) => {
                        Turn::Decider
                    }
                    // Ux P15: they were told by when. Whoever decides hears of it, or whoever has still to get it there.
                    DueKind::Decide if due.on <= today && is_ready(&loaded.file, today) => Turn::Decider,
                    DueKind::Decide if due.on <= today => Turn::Holders,
                    DueKind::Review
                    | DueKind::SendNotice
                    | DueKind::SendInterim
                    | DueKind::AnswerComments
                    | DueKind::Decide
                    | DueKind::ReadContact
                    | DueKind::AnswerInformation
                    | DueKind::WeighAdjustment
                    | DueKind::BeginTheWay
                    | DueKind::TakeUp
                    | DueKind::WeighGrounds
                    | DueKind::TellThatItEnded
                    | DueKind::LookAtIncident
                    | DueKind::ShareReport
                    | DueKind::DecideAppeal => continue,
                };
                let users = self.users(council).await?;
                let (kind, users) = turn.of((policy, today), &users, &loaded.file);
                let key = format!("{kind} {} {}", loaded.id, due.on);
                let mut changes = Changes::new(council.clone(), actor.id.clone(), self.outside().now());
                let rows = self.tell_of_conduct((&loaded.id, &actor.id, changes.at), kind, &users);
                changes.rows.extend(rows);
                told += usize::from(self.once(changes, key).await?);
            }
        }
        Ok(told)
    }

    /// Ux 3.6.13: who holds a file hears that its arrangement has lapsed, where nobody had decided whether it goes on, eased or
    /// ended it; a renewal that was proposed, or is with the person, decides nothing. Once for each; the yearly figures count the same ones.
    ///
    /// Costs the decisions whose arrangement ended within four weeks, and the file of each that lapsed so.
    async fn tell_of_lapsed(&self, council: &CouncilId, actor: &Actor) -> Result<usize, Failure> {
        let today = self.today();
        let days = (
            today.saturating_sub(Span::new().days(LAPSED_SINCE)),
            today.yesterday().unwrap_or(today),
        );
        let by = (DecisionDay::Ended, days.0, days.1);
        let mut told = 0;
        let mut after: Option<DecisionRow> = None;
        loop {
            let page = self.store.conduct_decisions(council, by, after.as_ref(), PAGE);
            let page = page.await?;
            for row in page.iter().filter(|row| !row.looked_at && row.ended_on.is_none()) {
                let Some(on) = row.ends_on else { continue };
                let loaded = self.load_conduct(council, &row.file_id).await?;
                let has_lapsed = |it: &Arrangement| it.terms.ends_on == on && it.ended_on.is_none();
                let file = loaded.file.as_of(today);
                let is_over = file.is_closed || file.erased_on.is_some();
                if is_over || !file.arrangement.as_ref().is_some_and(has_lapsed) {
                    continue;
                }
                let settings = self.councils.get(council)?;
                let users = self.users(council).await?;
                let (kind, users) = Turn::Lapsed.of((settings.policy(today)?, today), &users, &file);
                let mut changes = Changes::new(council.clone(), actor.id.clone(), self.outside().now());
                let rows = self.tell_of_conduct((&loaded.id, &actor.id, changes.at), kind, &users);
                changes.rows.extend(rows);
                let key = format!("{kind} {} {on}", loaded.id);
                told += usize::from(self.once(changes, key).await?);
            }
            after = page.into_iter().last();
            if after.is_none() {
                return Ok(told);
            }
        }
    }

    /// Domain 5.7 and 5.10: who holds a file hears that nobody is left to decide on it or to hear its appeal, once for each
    /// of how it stands.
    async fn tell_that_nobody_is_left(
        &self,
        council: &CouncilId,
        actor: &Actor,
        loaded: &LoadedFile,
    ) -> Result<bool, Failure> {
        let today = self.today();
        if !needs_somebody(&loaded.file, today) || !self.is_nobody_left(council, &loaded.file).await? {
            return Ok(false);
        }
        let settings = self.councils.get(council)?;
        let users = self.users(council).await?;
        let (kind, told) = Turn::NobodyLeft.of((settings.policy(today)?, today), &users, &loaded.file);
        let key = format!("{kind} {} {}", loaded.id, loaded.file.standing());
        let mut changes = Changes::new(council.clone(), actor.id.clone(), self.outside().now());
        let rows = self.tell_of_conduct((&loaded.id, &actor.id, changes.at), kind, &told);
        changes.rows.extend(rows);
        self.once(changes, key).await
    }

    /// Paper 003, 3.1: the policy is reviewed every two years, and with it the page of what the council expects and
    /// asks (4.1).
    async fn tell_of_policy_review(
        &self,
        council: &CouncilId,
        actor: &Actor,
        policy: &Policy,
    ) -> Result<(), Failure> {
        let (due_on, today) = (policy.review_due_on(), self.today());
        let ahead = due_on.saturating_sub(Span::new().days(POLICY_AHEAD));
        if today < ahead {
            return Ok(());
        }
        let when = if today < due_on { "soon" } else { "due" };
        let key = format!("policy {due_on} {when}");
        if self.store.answer_before(council, (SCOPE, &key)).await?.is_some() {
            return Ok(());
        }
        let mut changes = Changes::new(council.clone(), actor.id.clone(), self.outside().now());
        let users = self.users(council).await?;
        for user in with(policy, &users, &[Act::AdoptPolicy]) {
            let mut row = self.notification(user.id.clone(), NotificationKind::PolicyReview, &actor.id);
            row.about_on = Some(due_on);
            changes.rows.push(ReadModel::Notification(Box::new(row)));
        }
        self.once(changes, key).await?;
        Ok(())
    }

    /// Commits what was not committed under this key before; answers whether it was now.
    async fn once(&self, mut changes: Changes, key: String) -> Result<bool, Failure> {
        let council = changes.council.clone();
        if self.store.answer_before(&council, (SCOPE, &key)).await?.is_some() {
            return Ok(false);
        }
        changes.once = Some(Once {
            scope: SCOPE,
            key,
            result: String::new(),
        });
        match self.store.commit(changes).await {
            Ok(_) => Ok(true),
            Err(StoreError::AlreadyDone(_)) => Ok(false),
            Err(other) => Err(other.into()),
        }
    }
}

/// What was told once is remembered under this.
const SCOPE: &str = "conduct-told";

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// Whoever keeps files at all: a new one.
    Keepers,
    /// Whoever holds this one.
    Holders,
    /// Whoever decides.
    Decider,
    /// Whoever hears the appeal.
    Appeal,
    /// Whoever reads what comes in.
    Readers,
    /// Whoever holds it, before its review.
    Review,
    /// Whoever may order an interim safety measure: somebody is in danger now.
    Danger,
    /// Whoever hears appeals: an interim safety measure follows another, and the person had no report in between.
    InterimAgain,
    /// Whoever holds it, where an interim safety measure ends and the way was not begun.
    WayLate,
    /// Whoever holds it, where nobody is left who could decide, or hear an appeal.
    NobodyLeft,
    /// Whoever holds it, whose notice is late.
    NoticeLate,
    /// Whoever ordered an interim safety measure, and whoever holds the file: its letter has not left.
    InterimUnsent,
    /// Whoever holds it, on which a contact was not read in time.
    Unread,
    /// Whoever holds it, on which new information has no answer.
    Information,
    /// Whoever holds it: no message could go that says which way is open.
    NotTold,
    /// Whoever holds it, whose arrangement may stand against an agreed adjustment.
    Adjustment,
    /// Whoever holds it, whose arrangement lapsed undecided.
    Lapsed,
}

impl Turn {
    fn of(
        self,
        (policy, today): (&Policy, Date),
        users: &[User],
        file: &ConductFile,
    ) -> (NotificationKind, Vec<UserId>) {
        let ids = |users: Vec<&User>| users.into_iter().map(|user| user.id.clone()).collect();
        let conduct = policy.conduct.as_ref();
        let post = |post: Option<&PostId>, but: &dyn Fn(&User) -> bool| {
            let holds = |user: &&User| {
                user.active
                    && !but(user)
                    && post.is_some_and(|post| conduct::decides_as(policy, &user.actor(), post))
            };
            users.iter().filter(holds).map(|user| user.id.clone()).collect()
        };
        match self {
            Self::Keepers => (
                NotificationKind::ConductWaits,
                ids(with(policy, users, &[Act::ManageConduct])),
            ),
            Self::Holders => (NotificationKind::ConductWaits, holders(policy, users, file)),
            Self::Decider => {
                let part = |user: &User| file.has_part(&user.id);
                let post_that_decides = conduct.map(|conduct| conduct::post_for(file, (conduct, today)));
                (NotificationKind::ConductWaits, post(post_that_decides, &part))
            }
            Self::Appeal => {
                let part = |user: &User| !file.may_hear(&user.id);
                let hears = conduct.map(|conduct| &conduct.appeal_to);
                (NotificationKind::ConductWaits, post(hears, &part))
            }
            Self::Readers => {
                let may = with(policy, users, &[Act::SortRestrictedContact]);
                let team = conduct.map(|conduct| &conduct.contacts_go_to);
                let of_team: Vec<&User> = may
                    .iter()
                    .filter(|user| team.is_some_and(|team| user.teams.contains(team)))
                    .copied()
                    .collect();
                // Where nobody of the team may read them, whoever may is told.
                let told = if of_team.is_empty() { may } else { of_team };
                (NotificationKind::ConductContacts, ids(told))
            }
            // Paper 004, 7.1: that it goes on is decided by the post that the policy names, and so is that new information
            // changes nothing.
            Self::Review | Self::Information => {
                let part = |user: &User| file.has_part(&user.id);
                let mut told: Vec<UserId> = post(conduct.map(|conduct| &conduct.reviewed_by), &part);
                told.extend(holders(policy, users, file));
                told.sort();
                told.dedup();
                let kind = if matches!(self, Self::Review) {
                    NotificationKind::ConductReview
                } else {
                    NotificationKind::ConductInformation
                };
                (kind, told)
            }
            Self::Danger => {
                // Staff are protected by whoever holds the post, and by whoever stands above it.
                let orders = |user: &&User| {
                    let by = conduct.map(|conduct| &conduct.interim_by);
                    user.active && by.is_some_and(|by| conduct::holds_post(policy, &user.actor(), by))
                };
                let told = users.iter().filter(orders).map(|user| user.id.clone());
                (NotificationKind::ConductDanger, told.collect())
            }
            Self::InterimAgain => {
                let hears = conduct.map(|conduct| &conduct.appeal_to);
                (NotificationKind::ConductInterimAgain, post(hears, &|_| false))
            }
            Self::WayLate => (NotificationKind::ConductWayLate, holders(policy, users, file)),
            Self::NobodyLeft => (NotificationKind::ConductNobodyLeft, holders(policy, users, file)),
            Self::NoticeLate => (NotificationKind::ConductNoticeLate, holders(policy, users, file)),
            Self::InterimUnsent => {
                let ordered_by = file
                    .interim
                    .as_ref()
                    .and_then(|interim| interim.ordered_by.as_ref());
                let ordered = |user: &&User| user.active && Some(&user.id) == ordered_by;
                let mut told = holders(policy, users, file);
                told.extend(users.iter().filter(ordered).map(|user| user.id.clone()));
                told.sort();
                told.dedup();
                (NotificationKind::ConductInterimUnsent, told)
            }
            Self::Unread => (NotificationKind::ConductUnread, holders(policy, users, file)),
            Self::NotTold => (NotificationKind::ConductNotTold, holders(policy, users, file)),
            Self::Adjustment => (NotificationKind::ConductAdjustment, holders(policy, users, file)),
            Self::Lapsed => (NotificationKind::ConductLapsed, holders(policy, users, file)),
        }
    }
}

/// Whether somebody has to decide on a file, or may have to hear an appeal.
fn needs_somebody(file: &ConductFile, today: Date) -> bool {
    let may_appeal = file
        .arrangement
        .as_ref()
        .is_some_and(|it| today <= it.appeal_until && file.appeal.is_none());
    file.report.is_some() || file.to_notify.is_some() || file.appeal_waits() || may_appeal
}

/// Whether nothing stands between a report and its decision but somebody who decides.
fn is_ready(file: &ConductFile, today: Date) -> bool {
    let report = file.report.as_ref();
    report.is_some_and(|report| {
        let is_answered = report.comments.iter().all(|comment| comment.is_answered);
        // What nobody has read may be one.
        is_answered && file.unread().next().is_none() && report.had_their_time(today)
    })
}

/// Whose turn has come by these events.
fn turns((before, after): (&ConductFile, &ConductFile), events: &[Event], today: Date) -> Vec<Turn> {
    let mut turns = Vec::new();
    for event in events {
        let turn = match event {
            // Domain 5.4: whoever may meet danger hears of it at once.
            Event::IncidentReported { was_danger: true, .. } => {
                turns.push(Turn::Danger);
                Some(Turn::Keepers)
            }
            // Domain 5.4: danger upon danger is met, and somebody who ordered none of it sees that it is.
            Event::InterimOrdered { .. } => {
                turns.extend(before.follows_unheard(today).then_some(Turn::InterimAgain));
                Some(Turn::Keepers)
            }
            // Domain 5.4: the full path starts at once.
            Event::IncidentReported { .. } => Some(Turn::Keepers),
            // Domain 5.10: what they say before a review is read by whoever reviews. And what was said with a code that staff
            // gave out, somebody else than the person may have said: who holds the file looks at it.
            Event::Commented { .. }
            | Event::Decided { .. }
            | Event::Tended(
                Tended::BindsNobody { .. } | Tended::SaidForReview { .. } | Tended::SaidByCode { .. },
            ) => Some(Turn::Holders),
            Event::CommentAnswered { .. } => {
                let all = after.standing() == Standing::Shared && is_ready(after, Date::MIN);
                all.then_some(Turn::Decider)
            }
            Event::Appealed { .. } => Some(Turn::Appeal),
            Event::ContactCame { .. } => before.unread().next().is_none().then_some(Turn::Readers),
            Event::ContactSorted { sort, .. } | Event::Tended(Tended::SortedAgain { to: sort, .. }) => {
                match sort {
                    Sort::NewInformation => Some(Turn::Information),
                    Sort::Safeguarding => Some(Turn::Holders),
                    // A comment and an appeal are told of as that.
                    Sort::NewMatter
                    | Sort::NothingNew
                    | Sort::StatutoryRequest
                    | Sort::ForTheOmbudsman
                    | Sort::Comment
                    | Sort::Appeal
                    | Sort::BeforeReview => None,
                }
            }
            Event::AdjustmentAgreed { .. } => Some(Turn::Adjustment),
            Event::Tended(Tended::NotTold { .. }) => Some(Turn::NotTold),
            Event::CheckAnswered { .. }
            | Event::MilderTried { .. }
            | Event::Warned { .. }
            | Event::Proposed { .. }
            | Event::ReportShared { .. }
            | Event::NoticeSent { .. }
            | Event::Lifted { .. }
            | Event::AppealDecided { .. }
            | Event::Closed { .. }
            | Event::FileAdded { .. }
            | Event::OutsideAnswered { .. }
            | Event::LeftAsItIs { .. }
            | Event::Eased { .. }
            | Event::LetterWritten { .. }
            | Event::LetterLeft { .. }
            | Event::LetterNotReached { .. }
            | Event::Tended(_)
            | Event::Kept(_) => None,
        };
        turns.extend(turn.filter(|turn| !turns.contains(turn)));
    }
    turns
}

/// Everybody who works here and may do one of these.
fn with<'u>(policy: &Policy, users: &'u [User], acts: &[Act]) -> Vec<&'u User> {
    let may = |user: &&User| {
        let actor = user.actor();
        user.active && acts.iter().any(|act| permission::may(policy, &actor, *act))
    };
    users.iter().filter(may).collect()
}

fn holders(policy: &Policy, users: &[User], file: &ConductFile) -> Vec<UserId> {
    let keepers = with(policy, users, &[Act::ManageConduct]);
    let took_part = |user: &&User| file.has_part(&user.id);
    let of_file: Vec<&User> = keepers.iter().copied().filter(took_part).collect();
    let told = if of_file.is_empty() { keepers } else { of_file };
    told.into_iter().map(|user| user.id.clone()).collect()
}
