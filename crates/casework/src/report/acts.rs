//! How an act on a report becomes a record, and who hears of it.

use redress_domain::id::{ActorId, CouncilId, UserId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::policy::Policy;
use redress_domain::report::{self, Approval, Command, Context, Entry, Event, Frozen, ReportKey, ReportSort};
use redress_domain::vocabulary::NotificationKind;
use redress_domain::words::Words;
use redress_store::changes::{Changes, ReadModel};
use redress_store::error::StoreError;
use redress_store::stream::StreamId;

use super::{LoadedReport, NotDone, project};
use crate::Casework;
use crate::failure::Failure;
use crate::stream::{self, Texts};
use crate::user::User;

impl Casework {
    /// Takes the figures of a report anew, while it is written: something was recorded late.
    ///
    /// Costs the report's own stream, what [`Casework::figures`] costs for each of its measures, and one commit.
    pub async fn take_figures(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (key, seen): (&ReportKey, i64),
    ) -> Result<(), NotDone> {
        let loaded = self.load_report(council, key).await?;
        if loaded.version != seen {
            return Err(NotDone::Moved);
        }
        let range = loaded.report.range.ok_or(Failure::NotFound)?;
        let figures = self.figures_of_report(council, key, range).await?;
        self.commit_report(council, actor, loaded, vec![Command::TakeFigures { figures }])
            .await
    }

    /// Sends a report out: what looks like a name in its texts, and in the sentences of the lessons that it lists as overdue, is
    /// looked for once more in this moment, and what is open and overdue now is kept with it.
    ///
    /// Costs what [`Casework::open_report`] costs of a draft, and one commit; of a year, what [`Casework::published`]
    /// costs for each quarter as well.
    pub async fn approve_report(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (key, seen): (&ReportKey, i64),
        why_it_may_stay: Option<Words>,
    ) -> Result<(), NotDone> {
        let now = match key.sort() {
            ReportSort::Briefing => self.figures_now(council).await?,
            ReportSort::Annual => Vec::new(),
        };
        self.approve_report_with(council, actor, (key, seen), (why_it_may_stay, now))
            .await
    }

    /// The same with what was open and overdue on the day, for whoever tells of one that is over: see
    /// [`figures_then`](Casework::figures_then). Costs what [`Casework::approve_report`] costs.
    pub async fn approve_report_with(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (key, seen): (&ReportKey, i64),
        (why_it_may_stay, now): (Option<Words>, Vec<Frozen>),
    ) -> Result<(), NotDone> {
        let loaded = self.load_report(council, key).await?;
        if loaded.version != seen {
            return Err(NotDone::Moved);
        }
        let range = loaded.report.range.ok_or(Failure::NotFound)?;
        let told = self.told_in(council, range).await?;
        let (late, actions) = match key.sort() {
            ReportSort::Briefing => (
                self.late_lessons(council).await?,
                self.earlier_actions(council, key).await?,
            ),
            ReportSort::Annual => (Vec::new(), Vec::new()),
        };
        let found = self.names_in_report(council, &loaded.report, &late).await?;
        let (totals_only, hidden) = match key.sort() {
            ReportSort::Briefing => (Vec::new(), Vec::new()),
            ReportSort::Annual => self.hidden_by_quarters(council, range).await?,
        };
        let approve = Command::Approve(Approval {
            flagged: u32::try_from(found.len()).unwrap_or(u32::MAX),
            why_it_may_stay,
            now,
            lessons: told.into_iter().map(|told| told.row.lesson_id).collect(),
            late: late.into_iter().map(|line| line.row.lesson_id).collect(),
            actions,
            totals_only,
            hidden,
        });
        self.commit_report(council, actor, loaded, vec![approve]).await
    }

    pub(super) async fn commit_report(
        &self,
        council: &CouncilId,
        actor: &Actor,
        loaded: LoadedReport,
        commands: Vec<Command>,
    ) -> Result<(), NotDone> {
        let at = self.outside().now();
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let key = loaded.key.clone();
        let context = Context {
            at,
            actor,
            policy,
            key: &key,
        };
        let (mut entries, mut texts) = (Vec::new(), Texts::new());
        let mut report = loaded.report;
        for command in commands {
            let words = command.words().into_iter();
            texts.extend(words.map(|(purpose, words)| (purpose, words.clone())));
            for event in report::decide(&report, command, &context)? {
                let actor = actor.id.clone();
                let entry = Entry { at, actor, event };
                report = report::evolve(report, &entry);
                entries.push(entry);
            }
        }
        if entries.is_empty() {
            return Ok(());
        }
        let mut changes = Changes::new(council.clone(), actor.id.clone(), at);
        let end = (StreamId::report(&key), loaded.version);
        stream::append(&self.fresh(), &mut changes, end, (&entries, Event::name), texts)?;
        changes.rows.extend(project::rows(&key, &report));
        changes.rows.extend(
            self.who_hears_of_report(council, (policy, &key), &entries)
                .await?,
        );
        match self.store.commit(changes).await {
            Ok(_) => Ok(()),
            Err(StoreError::Conflict { .. }) => Err(NotDone::Moved),
            Err(other) => Err(Failure::from(other).into()),
        }
    }

    /// Who hears of what happened to a report: whoever writes it, when it is drafted; the Executive, when it is there;
    /// whoever a meeting asks to do something. What they did themselves they know.
    async fn who_hears_of_report(
        &self,
        council: &CouncilId,
        (policy, key): (&Policy, &ReportKey),
        entries: &[Entry],
    ) -> Result<Vec<ReadModel>, Failure> {
        let is_news = |entry: &&Entry| {
            matches!(
                entry.event,
                Event::Drafted { .. } | Event::Approved { .. } | Event::Minuted { owner: Some(_), .. }
            )
        };
        let news: Vec<&Entry> = entries.iter().filter(is_news).collect();
        if news.is_empty() || key.sort() != ReportSort::Briefing {
            return Ok(Vec::new());
        }
        let users = self.users(council).await?;
        let with = |act: Act| -> Vec<UserId> {
            let may = |user: &&User| user.active && permission::may(policy, &user.actor(), act);
            users.iter().filter(may).map(|user| user.id.clone()).collect()
        };
        let ReportKey::Briefing { on, .. } = key else {
            return Ok(Vec::new());
        };
        let mut rows = Vec::new();
        for entry in news {
            let (kind, who, day) = match &entry.event {
                Event::Drafted { .. } => (NotificationKind::BriefingDrafted, with(Act::WriteReport), *on),
                Event::Approved { .. } => (NotificationKind::BriefingReady, with(Act::ReadBriefing), *on),
                Event::Minuted { owner, due_on, .. } => (
                    NotificationKind::MeetingAction,
                    owner.iter().cloned().collect(),
                    due_on.unwrap_or(*on),
                ),
                Event::FiguresTaken { .. }
                | Event::PartWritten { .. }
                | Event::ProvisionAnswered { .. }
                | Event::NamesChecked { .. }
                | Event::Responded { .. }
                | Event::Published {}
                | Event::FollowedUp { .. } => continue,
            };
            for user in who {
                if entry.actor == ActorId::User(user.clone()) {
                    continue;
                }
                let mut row = self.notification(user, kind, &entry.actor);
                row.report_key = Some(key.clone());
                row.about_on = Some(day);
                rows.push(ReadModel::Notification(Box::new(row)));
            }
        }
        Ok(rows)
    }
}
