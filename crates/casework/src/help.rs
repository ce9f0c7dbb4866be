//! "Get help now": the team lead is called while the customer waits, and answers (paper 004, 3.3a).

use jiff::Timestamp;
use redress_domain::case::{Command, HelpAnswer, Refusal};
use redress_domain::id::{ActorId, CaseId, CouncilId, HelpId, TeamId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::policy::Policy;
use redress_domain::vocabulary::{NotificationKind, Role};
use redress_store::changes::{Changes, ReadModel};
use redress_store::notification::NotificationRow;

use crate::Casework;
use crate::act::{Doing, Loaded, NewCase};
use crate::failure::Failure;
use crate::notify::Told;
use crate::once::{MakeOnce, form_done, key_of_form};
use crate::plan::{Setting, plan};
use crate::user::User;

/// A call for help that went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// Which.
    pub help: HelpId,
    /// The names of those who were called.
    pub names: Vec<String>,
}

/// Who is called for a team: its lead as the policy names it, or whoever answers for the team; and
/// for one who is away, whoever covers.
struct Leads {
    team: TeamId,
    people: Vec<User>,
}

impl Casework {
    /// Calls the lead of the team of `actor`; with a case, the call stands on it, and the same form sent again calls nobody again.
    /// Nobody at all to call is refused.
    ///
    /// Costs a row for each person who works for the council and for each absence, and one commit; with a case, what
    /// [`Casework::act`] costs.
    pub async fn ask_for_help(
        &self,
        council: &CouncilId,
        actor: &Actor,
        on: Option<(&CaseId, Option<&str>)>,
        said: &str,
    ) -> Result<Called, Failure> {
        let case = on.map(|(case, _)| case);
        let settings = self.councils.get(council)?;
        if !permission::may(settings.policy(self.today())?, actor, Act::Log) {
            return Err(Failure::NotPermitted);
        }
        let leads = self.leads_for(council, actor).await?;
        let help = self.fresh().help();
        let words = self.fresh().some_words(said);
        let names = leads.people.iter().map(|user| user.name.clone()).collect();
        let rows: Vec<ReadModel> = leads
            .people
            .iter()
            .map(|lead| {
                let row = self.notification(lead.id.clone(), NotificationKind::HelpAsked, &actor.id);
                let on_the_case = words.as_ref().filter(|_| case.is_some());
                ReadModel::Notification(Box::new(NotificationRow {
                    case_id: case.cloned(),
                    help_id: Some(help.clone()),
                    words_id: on_the_case.map(|words| words.id.clone()),
                    said: words
                        .as_ref()
                        .filter(|_| case.is_none())
                        .map(|words| words.text.clone()),
                    ..row
                }))
            })
            .collect();
        match on {
            Some((case, form)) => {
                let key = form.map(|form| key_of_form(actor, case, form));
                let done = |after: &Loaded| form_done(key.as_deref().unwrap_or_default(), after);
                let command = Command::AskForHelp {
                    help: help.clone(),
                    team: leads.team,
                    words,
                };
                let doing = Doing {
                    rows: &rows,
                    once: key.as_ref().map(|_| &done as MakeOnce<'_>),
                    ..Doing::of(std::slice::from_ref(&command))
                };
                match self.act_seen(council, actor, (case, None), doing).await {
                    Ok(_) | Err(Failure::AlreadyDone(_)) => {}
                    Err(other) => return Err(other),
                }
            }
            None => self.tell(council, actor, rows).await?,
        }
        Ok(Called { help, names })
    }

    async fn tell(&self, council: &CouncilId, actor: &Actor, rows: Vec<ReadModel>) -> Result<(), Failure> {
        let mut changes = Changes::new(council.clone(), actor.id.clone(), self.outside().now());
        changes.rows = rows;
        self.store.commit(changes).await?;
        Ok(())
    }

    async fn leads_for(&self, council: &CouncilId, actor: &Actor) -> Result<Leads, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let users = self.users(council).await?;
        let asker = actor.user();
        let own = users.iter().find(|user| Some(&user.id) == asker);
        let central = policy.central_team().map(|team| team.id.clone());
        let teams = own.map(|user| user.teams.clone()).unwrap_or_default();
        for team in teams.into_iter().chain(central) {
            let mut people = leads_of(policy, &users, &team);
            people.retain(|user| Some(&user.id) != asker);
            if !people.is_empty() {
                let people = self.with_covers(council, (people, &users)).await?;
                let people = self.those_at_work(council, people).await?;
                return Ok(Leads { team, people });
            }
        }
        Err(Failure::Refused(Refusal::NotInPolicy("team lead")))
    }

    /// The people, and for each who is away whoever covers; for a cover who is away too, whoever covers them.
    async fn with_covers(
        &self,
        council: &CouncilId,
        (people, users): (Vec<User>, &[User]),
    ) -> Result<Vec<User>, Failure> {
        let away = self.store.away_on(council, self.today()).await?;
        let mut all = people;
        let mut at = 0;
        while let Some(person) = all.get(at) {
            let absence = away.iter().find(|absence| absence.user_id == person.id);
            let is_cover =
                |user: &&User| user.active && absence.is_some_and(|absence| absence.covered_by == user.id);
            let is_new = |user: &&User| all.iter().all(|other| other.id != user.id);
            let cover = users.iter().find(is_cover).filter(is_new).cloned();
            all.extend(cover);
            at += 1;
        }
        Ok(all)
    }

    /// Answers a call for help: it is off everybody's list, whoever called is told, and the case, if
    /// there is one, holds it.
    ///
    /// Costs the rows of the call, by index, and one commit; with a case, what [`Casework::act`] costs.
    pub async fn answer_help(
        &self,
        council: &CouncilId,
        actor: &Actor,
        help: &HelpId,
        (answer, said): (HelpAnswer, &str),
    ) -> Result<(), Failure> {
        let settings = self.councils.get(council)?;
        let called = self.store.called_by(council, help).await?;
        let asks = |row: &&NotificationRow| row.kind == NotificationKind::HelpAsked;
        let to_me = called
            .iter()
            .filter(asks)
            .find(|row| Some(&row.user_id) == actor.user());
        let call = to_me.ok_or(Failure::NotFound)?;
        if !permission::may(settings.policy(self.today())?, actor, Act::AnswerHelp) {
            return Err(Failure::NotPermitted);
        }
        if call.done_at.is_some() {
            return Err(Failure::Refused(Refusal::NothingToChange));
        }
        let words = self.fresh().some_words(said);
        if answer == HelpAnswer::Advice && words.is_none() {
            return Err(Failure::Refused(Refusal::TextMissing("the advice")));
        }
        let mut rows = vec![ReadModel::HelpDone(help.clone(), self.outside().now())];
        if let ActorId::User(asker) = &call.raised_by {
            let row = self.notification(asker.clone(), NotificationKind::HelpAnswered, &actor.id);
            let text = words.as_ref().map(|words| words.text.clone());
            rows.push(ReadModel::Notification(Box::new(NotificationRow {
                case_id: call.case_id.clone(),
                help_id: Some(help.clone()),
                words_id: words
                    .as_ref()
                    .filter(|_| call.case_id.is_some())
                    .map(|words| words.id.clone()),
                said: text.filter(|_| call.case_id.is_none()),
                ..row
            })));
        }
        match &call.case_id {
            Some(case) => {
                let help = help.clone();
                let command = Command::AnswerHelp { help, answer, words };
                let doing = Doing {
                    rows: &rows,
                    ..Doing::of(std::slice::from_ref(&command))
                };
                self.act_seen(council, actor, (case, None), doing).await?;
            }
            None => self.tell(council, actor, rows).await?,
        }
        Ok(())
    }

    /// Puts a call that was made before there was a case on the case that is about to be logged.
    ///
    /// Costs the rows of the call, by index, and a row for each person who works for the council and for each
    /// absence.
    pub async fn help_on_new_case(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (new, help): (&mut NewCase, &HelpId),
    ) -> Result<(), Failure> {
        let called = self.store.called_by(council, help).await?;
        let own = called
            .iter()
            .find(|row| row.kind == NotificationKind::HelpAsked && row.raised_by == actor.id);
        let Some(call) = own.filter(|row| row.case_id.is_none()) else {
            return Ok(());
        };
        let leads = self.leads_for(council, actor).await?;
        new.then.push(Command::AskForHelp {
            help: help.clone(),
            team: leads.team,
            words: call
                .said
                .as_deref()
                .and_then(|said| self.fresh().some_words(said)),
        });
        new.help = Some(help.clone());
        Ok(())
    }

    /// What a lead answered before there was a case is put on it in their name, with its own time.
    ///
    /// Costs the rows of the call, by index, one row by its key, and what [`Casework::act`] costs.
    pub async fn help_after_log(
        &self,
        council: &CouncilId,
        case: &CaseId,
        help: &HelpId,
    ) -> Result<(), Failure> {
        let called = self.store.called_by(council, help).await?;
        let answers = |row: &&NotificationRow| row.kind == NotificationKind::HelpAnswered;
        let Some(answered) = called.iter().find(answers) else {
            return Ok(());
        };
        let ActorId::User(lead) = &answered.raised_by else {
            return Ok(());
        };
        let lead = self.user(council, lead).await?.ok_or(Failure::NotFound)?;
        let words = answered
            .said
            .as_deref()
            .and_then(|said| self.fresh().some_words(said));
        let answer = if words.is_some() {
            HelpAnswer::Advice
        } else {
            HelpAnswer::OnIt
        };
        let command = Command::AnswerHelp {
            help: help.clone(),
            answer,
            words,
        };
        self.record_late(council, &lead.actor(), case, (command, answered.raised_at))
            .await
    }

    async fn record_late(
        &self,
        council: &CouncilId,
        actor: &Actor,
        case: &CaseId,
        (command, at): (Command, Timestamp),
    ) -> Result<(), Failure> {
        let settings = self.councils.get(council)?;
        let (loaded, _) = self.load(council, case).await?;
        let now = self.outside().now();
        let setting = Setting {
            at: at.min(now),
            ..self.setting(&settings, actor)
        };
        let planned = plan(&setting, loaded, vec![command])?;
        self.store.commit(planned.changes).await?;
        Ok(())
    }

    /// How a call for help stands, for whoever made it: whether somebody answered, and what.
    ///
    /// Costs the rows of the call, by index, and for each at most three rows by their keys.
    pub async fn help(
        &self,
        council: &CouncilId,
        actor: &Actor,
        help: &HelpId,
    ) -> Result<Vec<Told>, Failure> {
        let rows = self.store.called_by(council, help).await?;
        let own = rows
            .into_iter()
            .filter(|row| row.raised_by == actor.id || Some(&row.user_id) == actor.user());
        self.told(council, own.collect()).await
    }
}

/// The people who lead a team: those who hold a role of its lead's post and work in it, or hold it at
/// all; without a post, the managers of the team, or whoever answers for complaints.
pub(crate) fn leads_of(policy: &Policy, users: &[User], team: &TeamId) -> Vec<User> {
    let lead = policy.team(team).and_then(|team| team.lead.as_ref());
    let post = lead.and_then(|post| policy.post(post));
    let of_post = post.map(|post| post.roles.clone()).unwrap_or_default();
    let may_answer = |user: &&User| permission::may(policy, &user.actor(), Act::AnswerHelp);
    let holders = |roles: &[Role], in_team: Option<&TeamId>| -> Vec<User> {
        users
            .iter()
            .filter(|user| user.active && roles.iter().any(|role| user.roles.contains(role)))
            .filter(|user| in_team.is_none_or(|team| user.teams.contains(team)))
            .filter(may_answer)
            .cloned()
            .collect()
    };
    let ways = [
        holders(&of_post, Some(team)),
        holders(&of_post, None),
        holders(&[Role::ServiceManager], Some(team)),
        holders(&[Role::ComplaintsManager], None),
    ];
    ways.into_iter()
        .find(|people| !people.is_empty())
        .unwrap_or_default()
}
