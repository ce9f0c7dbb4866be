//! Reports that are frozen when they go out: the briefing for a meeting, and the annual report with its self-assessment.
//!
//! While one is written its reader sees the record as it is; once it went out they see what stood in its events.

use std::collections::BTreeMap;

use jiff::civil::Date;
use redress_domain::id::{ActorId, CouncilId, UserId, WordsId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::policy::Policy;
use redress_domain::report::state::{Approved, ReportState};
use redress_domain::report::{
    self, ActionState, Command, EarlierAction, Entry, Frozen, MinuteKind, Report, ReportKey, ReportSort,
};
use redress_domain::vocabulary::Role;
use redress_domain::words::WordsRef;
use redress_store::changes::ReadModel;
use redress_store::stream::{Recorded, StreamId};

use crate::Casework;
use crate::failure::Failure;
use crate::lesson::{Found, LessonLine, Told, Wanted};
use crate::lists::PAGE;
use crate::stream::entries_of;

mod acts;
mod draft;
pub mod figures;
mod project;

pub use redress_store::report::ReportRow;

/// How many lessons and actions a report lists.
const MOST: i64 = 100;

/// A report with the version of its stream.
#[derive(Debug, Clone)]
pub(crate) struct LoadedReport {
    pub(crate) key: ReportKey,
    pub(crate) version: i64,
    pub(crate) report: Report,
}

/// Something that an earlier meeting asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// On which report.
    pub report: ReportKey,
    /// The number of the item.
    pub item: u32,
    /// What; nothing once that was erased.
    pub words: Option<String>,
    /// Who does it; older records do not say.
    pub owner: Option<String>,
    /// By when.
    pub due_on: Date,
    /// How it stands, or stood when the briefing was approved.
    pub state: ActionState,
    /// What was said of it last.
    pub said: Option<String>,
}

/// A report as its page shows it.
#[derive(Debug, Clone)]
pub struct ReportView {
    /// Which.
    pub key: ReportKey,
    /// The version that the reader sees.
    pub version: i64,
    /// How it stands.
    pub report: Report,
    /// The figures of its period as the record has them today, while it is written: what differs was recorded late.
    pub today: Vec<Frozen>,
    /// What is open and overdue: now, or when it went out.
    pub now: Vec<Frozen>,
    /// What people were told of lessons in its period.
    pub told: Vec<Told>,
    /// Lessons whose action is overdue, or was.
    pub late: Vec<LessonLine>,
    /// What earlier meetings asked for: what is open, and what was done since the last of them.
    pub actions: Vec<Asked>,
    /// What looks like a name in the texts, and in the sentences of lessons that are overdue, while it is written.
    pub found: Vec<Found>,
    /// The names of owners of actions.
    pub names: BTreeMap<UserId, String>,
    /// Whether the reader sees nothing but what the meeting asked of them.
    pub is_only_theirs: bool,
    /// Today, in London.
    pub on: Date,
    words: BTreeMap<WordsId, String>,
}

impl ReportView {
    /// The text that an event speaks of; `None` once it was erased.
    pub fn words(&self, words: &WordsRef) -> Option<&str> {
        self.words.get(&words.id).map(String::as_str)
    }

    /// The frozen figures of a measure: the whole, and the lines that it is told apart by.
    pub fn figures(&self, measure: redress_domain::measure::Measure) -> impl Iterator<Item = &Frozen> {
        let figures = self.report.figures.iter();
        figures.filter(move |frozen| frozen.measure == measure && frozen.of.is_none())
    }
}

/// Why something was not done to a report.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// A rule said no.
    #[error(transparent)]
    Refused(#[from] report::Refusal),
    /// Somebody else acted since the reader saw the report.
    #[error("somebody else acted in the meantime")]
    Moved,
    /// Anything else.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// Who may read what went out: the Executive, and whoever writes or approves it. Drafts are for whoever writes them, and those
/// of the annual report for whoever approves it.
pub fn may_read(policy: &Policy, actor: &Actor) -> bool {
    let acts = [Act::ReadBriefing, Act::WriteReport, Act::ApproveReport];
    acts.iter().any(|act| permission::may(policy, actor, *act))
}

pub(crate) fn loaded(key: &ReportKey, recorded: Vec<Recorded>) -> Result<LoadedReport, Failure> {
    let version = recorded.last().map_or(0, |event| event.version);
    let entries: Vec<Entry> = entries_of(recorded)?;
    let report = entries.iter().fold(Report::default(), report::evolve);
    Ok(LoadedReport {
        key: key.clone(),
        version,
        report,
    })
}

/// A report with nothing in it but what its meeting asked of somebody; `None` where it asked nothing of them.
fn asked_of(loaded: LoadedReport, actor: &Actor) -> Option<LoadedReport> {
    let user = actor.user()?;
    let approved = loaded.report.approved?;
    let minutes = loaded.report.minutes.into_iter();
    let minutes: Vec<_> = minutes
        .filter(|minute| minute.owner.as_ref() == Some(user))
        .collect();
    (!minutes.is_empty()).then(|| LoadedReport {
        report: Report {
            range: loaded.report.range,
            approved: Some(Approved {
                on: approved.on,
                ..Approved::default()
            }),
            minutes,
            ..Report::default()
        },
        key: loaded.key,
        version: loaded.version,
    })
}

/// The rows of a stream.
pub(crate) fn rows_of_stream(stream: &StreamId, recorded: Vec<Recorded>) -> Result<Vec<ReadModel>, Failure> {
    let key =
        ReportKey::parse(stream.id()).ok_or_else(|| Failure::Unreadable(format!("{stream} is no report")))?;
    Ok(project::rows(&key, &loaded(&key, recorded)?.report))
}

impl Casework {
    /// Does `commands` to a report that the actor saw at version `seen`: all or none.
    ///
    /// Costs one read of the report's own stream and one commit.
    pub async fn act_on_report(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (key, seen): (&ReportKey, i64),
        commands: Vec<Command>,
    ) -> Result<(), NotDone> {
        let loaded = self.load_report(council, key).await?;
        if loaded.version != seen {
            return Err(NotDone::Moved);
        }
        for command in &commands {
            if let Command::Write { cases, .. } = command {
                self.must_know(council, actor, cases.iter()).await?;
            }
            if let Command::Minute(minute) = command
                && let Some(owner) = &minute.owner
            {
                self.must_work_here(council, owner).await?;
            }
        }
        let commands = self.read_for_names(council, &loaded, commands).await?;
        self.commit_report(council, actor, loaded, commands).await
    }

    /// What looks like a name in what a meeting or the governing body said, in this moment.
    ///
    /// Costs what the check costs: the stream of each case of note, and an index of names.
    pub async fn names_in_said(
        &self,
        council: &CouncilId,
        report: &Report,
        text: &str,
    ) -> Result<Vec<Found>, Failure> {
        self.names_in_texts(council, &report.cases(), &[text]).await
    }

    /// What a meeting or the governing body said is written down with names in it only where somebody says why.
    async fn read_for_names(
        &self,
        council: &CouncilId,
        loaded: &LoadedReport,
        commands: Vec<Command>,
    ) -> Result<Vec<Command>, NotDone> {
        let mut found = 0;
        for words in commands.iter().filter_map(Command::said) {
            let names = self.names_in_said(council, &loaded.report, &words.text).await?;
            found += names.len();
        }
        let flagged = u32::try_from(found).unwrap_or(u32::MAX);
        let is_check = |command: &Command| matches!(command, Command::CheckNames { .. });
        if found > 0 && !commands.iter().any(is_check) {
            return Err(report::Refusal::NamesFound(flagged).into());
        }
        let mut checked = Vec::with_capacity(commands.len());
        for command in commands {
            if let Command::CheckNames { why_it_may_stay, .. } = command {
                checked.extend((found > 0).then_some(Command::CheckNames {
                    flagged,
                    why_it_may_stay,
                }));
            } else {
                checked.push(command);
            }
        }
        Ok(checked)
    }

    /// A meeting asks its officers. A councillor has figures in tens, and is asked in the meeting of members (decision 61).
    async fn must_work_here(&self, council: &CouncilId, owner: &UserId) -> Result<(), NotDone> {
        let users = self.users(council).await?;
        let owner = users.iter().find(|user| user.active && user.id == *owner);
        match owner {
            Some(user) if !user.roles.contains(&Role::Councillor) => Ok(()),
            Some(_) | None => Err(report::Refusal::NoOwner.into()),
        }
    }

    /// A page of reports of one sort, the newest first; whoever does not write them sees what went out.
    ///
    /// Costs one page of an index.
    pub async fn reports(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (sort, before): (ReportSort, Option<(Date, &ReportKey)>),
    ) -> Result<Vec<ReportRow>, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        if !may_read(policy, actor) {
            return Err(Failure::NotPermitted);
        }
        let mut rows = self.store.reports(council, (sort, None), before, PAGE).await?;
        let approves = sort == ReportSort::Annual && permission::may(policy, actor, Act::ApproveReport);
        if !approves && !permission::may(policy, actor, Act::WriteReport) {
            rows.retain(|row| row.state != ReportState::Draft);
        }
        Ok(rows)
    }

    /// A page of briefings that went out, for members: figures alone are shown of them.
    ///
    /// Costs one page of an index, with drafts lying between.
    pub async fn briefings_out(
        &self,
        council: &CouncilId,
        before: Option<(Date, &ReportKey)>,
    ) -> Result<Vec<ReportRow>, Failure> {
        let wanted = (ReportSort::Briefing, Some(ReportState::Approved));
        Ok(self.store.reports(council, wanted, before, PAGE).await?)
    }

    /// The annual reports that are public, the newest first.
    ///
    /// Costs one page of an index, with drafts lying between.
    pub async fn annual_reports_out(&self, council: &CouncilId) -> Result<Vec<ReportRow>, Failure> {
        let wanted = (ReportSort::Annual, Some(ReportState::Published));
        Ok(self.store.reports(council, wanted, None, PAGE).await?)
    }

    /// Opens a report; for whoever may not read it, as if there were none. Whoever a meeting asked to do something opens that,
    /// and nothing else of it: the cases of note are for the Executive.
    ///
    /// Costs the report's own stream and its texts; of a draft, its figures as [`Casework::figures`] has them, what
    /// is late, and the check for names.
    pub async fn open_report(
        &self,
        council: &CouncilId,
        actor: &Actor,
        key: &ReportKey,
    ) -> Result<ReportView, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let writes = permission::may(policy, actor, Act::WriteReport)
            || (key.sort() == ReportSort::Annual && permission::may(policy, actor, Act::ApproveReport));
        let loaded = self.load_report(council, key).await?;
        let reads = match loaded.report.state() {
            ReportState::Draft => writes,
            ReportState::Approved | ReportState::Adopted | ReportState::Published => may_read(policy, actor),
        };
        if reads {
            return self.view_report(council, loaded).await;
        }
        let theirs = asked_of(loaded, actor).ok_or(Failure::NotFound)?;
        let mut view = self.view_report(council, theirs).await?;
        view.is_only_theirs = true;
        Ok(view)
    }

    /// An annual report that is public; all others are not found.
    ///
    /// Costs the report's own stream and its texts.
    pub async fn public_report(&self, council: &CouncilId, key: &ReportKey) -> Result<ReportView, Failure> {
        let loaded = self.load_report(council, key).await?;
        if loaded.report.published_on.is_none() {
            return Err(Failure::NotFound);
        }
        self.view_report(council, loaded).await
    }

    /// A briefing that went out, for members. What is shown of it holds no text and no case.
    ///
    /// Costs the report's own stream.
    pub async fn briefing_out(&self, council: &CouncilId, key: &ReportKey) -> Result<Report, Failure> {
        let loaded = self.load_report(council, key).await?;
        if key.sort() != ReportSort::Briefing || loaded.report.approved.is_none() {
            return Err(Failure::NotFound);
        }
        Ok(loaded.report)
    }

    async fn view_report(&self, council: &CouncilId, loaded: LoadedReport) -> Result<ReportView, Failure> {
        let LoadedReport { key, version, report } = loaded;
        let range = report.range.ok_or(Failure::NotFound)?;
        let (mut today, mut found) = (Vec::new(), Vec::new());
        let (now, told, late, open);
        match &report.approved {
            None => {
                today = self.figures_of_report(council, &key, range).await?;
                now = self.figures_now(council).await?;
                told = self.told_in(council, range).await?;
                late = self.late_lessons(council).await?;
                open = self.earlier_actions(council, &key).await?;
                found = match key.sort() {
                    ReportSort::Briefing => self.names_in_report(council, &report, &late).await?,
                    // It lists no lesson whose action is overdue.
                    ReportSort::Annual => self.names_in_report(council, &report, &[]).await?,
                };
            }
            Some(approved) => {
                now = approved.now.clone();
                told = self.told_then(council, &approved.lessons).await?;
                late = self.lessons_then(council, (&approved.late, approved.on)).await?;
                open = approved.actions.clone();
            }
        }
        let minutes = report.minutes.iter();
        let said = minutes.clone().filter_map(|minute| minute.said.as_ref());
        let spoken: Vec<WordsId> = report
            .texts()
            .into_iter()
            .chain(report.response.iter().map(|response| &response.words))
            .chain(minutes.clone().map(|minute| &minute.words))
            .chain(said.map(|(_, words)| words))
            .chain(open.iter().map(|action| &action.words))
            .chain(open.iter().filter_map(|action| action.said.as_ref()))
            .map(|words| words.id.clone())
            .collect();
        let words = self.store.words(council, &spoken).await?;
        let owners = minutes.filter_map(|minute| minute.owner.clone());
        let theirs = open.iter().filter_map(|action| action.owner.clone());
        let names = self.names_of(council, owners.chain(theirs).collect()).await?;
        let actions = asked(open, (&words, &names));
        Ok(ReportView {
            key,
            version,
            today,
            now,
            told,
            late,
            actions,
            found,
            names,
            is_only_theirs: false,
            on: self.today(),
            words,
            report,
        })
    }

    /// What looks like a name in what a report says: in what was written for it, and in the sentences of the lessons that it lists
    /// as overdue, each by the people of its own cases (ux 3.9.3). What people were told of lessons was read for names before.
    ///
    /// Costs what the check costs, for the report and again for each lesson, which are at most a page.
    pub(super) async fn names_in_report(
        &self,
        council: &CouncilId,
        report: &Report,
        late: &[LessonLine],
    ) -> Result<Vec<Found>, Failure> {
        let texts: Vec<WordsId> = report.texts().into_iter().map(|words| words.id.clone()).collect();
        let mut found = self.names_in(council, &report.cases(), &texts).await?;
        for line in late {
            let cases = self.load_lesson(council, &line.row.lesson_id).await?.lesson.cases;
            let sentence = line.learned.as_deref().unwrap_or_default();
            found.extend(self.names_in_texts(council, &cases, &[sentence]).await?);
        }
        found.sort();
        found.dedup();
        Ok(found)
    }

    /// What meetings before one asked for: all that is open, the first due first, and what was done since the last of them, so
    /// that the next meeting opens with the last one's actions and their state.
    ///
    /// Costs at most [`MOST`] rows of an index of what is open, and the stream of each report that they are of.
    pub(super) async fn earlier_actions(
        &self,
        council: &CouncilId,
        key: &ReportKey,
    ) -> Result<Vec<EarlierAction>, Failure> {
        let ReportKey::Briefing { on, .. } = key else {
            return Ok(Vec::new());
        };
        let rows = self.store.open_report_actions(council, MOST).await?;
        let open = rows.into_iter().map(|row| (row.report_key, row.item));
        let mut asked: Vec<(ReportKey, u32)> = open
            .filter_map(|(report, item)| Some((report, u32::try_from(item).ok()?)))
            .filter(|(report, _)| report != key)
            .collect();
        // Ux 3.9.6. A draft that nobody approved told nobody what was done since the meeting before it.
        let sort = (ReportSort::Briefing, Some(ReportState::Approved));
        let before = self.store.reports(council, sort, Some((*on, key)), 1).await?;
        if let Some(before) = before.into_iter().next() {
            let last = self.load_report(council, &before.report_key).await?.report;
            let then = last.approved.iter().flat_map(|approved| &approved.actions);
            let then = then.filter(|action| action.state == ActionState::Open);
            let then = then.filter_map(|action| Some((ReportKey::parse(&action.report)?, action.item)));
            let minuted = last
                .minutes
                .iter()
                .filter(|minute| minute.kind == MinuteKind::Action);
            let minuted = minuted.map(|minute| (before.report_key.clone(), minute.item));
            for one in then.chain(minuted) {
                if !asked.contains(&one) {
                    asked.push(one);
                }
            }
        }
        let mut actions = Vec::new();
        let mut asked_in: BTreeMap<ReportKey, Report> = BTreeMap::new();
        for (report, item) in asked {
            if !asked_in.contains_key(&report) {
                let loaded = self.load_report(council, &report).await?;
                asked_in.insert(report.clone(), loaded.report);
            }
            let minutes = asked_in.get(&report).and_then(|report| report.minute(item));
            let Some(minute) = minutes else {
                continue;
            };
            let Some(due_on) = minute.due_on else { continue };
            actions.push(EarlierAction {
                report: report.to_string(),
                item,
                words: minute.words.clone(),
                due_on,
                owner: minute.owner.clone(),
                state: minute.state,
                said: minute.said.as_ref().map(|(_, words)| words.clone()),
            });
        }
        Ok(actions)
    }

    /// Lessons whose action is overdue.
    pub(super) async fn late_lessons(&self, council: &CouncilId) -> Result<Vec<LessonLine>, Failure> {
        let wanted = Wanted {
            due_before: Some(self.today()),
            ..Wanted::default()
        };
        let job = Actor::program(ActorId::Job("draft-reports"));
        self.lessons(council, &job, (&wanted, None)).await
    }

    pub(crate) async fn load_report(
        &self,
        council: &CouncilId,
        key: &ReportKey,
    ) -> Result<LoadedReport, Failure> {
        let recorded = self.store.stream(council, &StreamId::report(key)).await?;
        if recorded.is_empty() {
            return Err(Failure::NotFound);
        }
        loaded(key, recorded)
    }

    /// Whether somebody has still to do what a meeting asked for.
    ///
    /// Costs at most a hundred rows of an index of what is open.
    pub async fn open_report_actions_of(&self, council: &CouncilId, actor: &Actor) -> Result<usize, Failure> {
        let Some(user) = actor.user() else { return Ok(0) };
        let rows = self.store.open_report_actions(council, MOST).await?;
        let theirs = rows.iter().filter(|row| row.owner == *user);
        Ok(theirs.filter(|row| row.state == ActionState::Open).count())
    }
}

/// The same with its words and names.
fn asked(
    actions: Vec<EarlierAction>,
    (words, names): (&BTreeMap<WordsId, String>, &BTreeMap<UserId, String>),
) -> Vec<Asked> {
    let one = |action: EarlierAction| {
        Some(Asked {
            report: ReportKey::parse(&action.report)?,
            item: action.item,
            words: words.get(&action.words.id).cloned(),
            owner: action.owner.and_then(|owner| names.get(&owner).cloned()),
            due_on: action.due_on,
            state: action.state,
            said: action.said.and_then(|said| words.get(&said.id).cloned()),
        })
    };
    actions.into_iter().filter_map(one).collect()
}
