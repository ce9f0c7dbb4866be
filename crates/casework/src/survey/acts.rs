//! How an act on a survey becomes a record, and who hears of a low score.

use redress_domain::customer;
use redress_domain::id::{ActorId, CaseId, CouncilId, PersonId, ThemeId, UserId};
use redress_domain::measure::fact::Facts;
use redress_domain::permission::{self, Act, Actor};
use redress_domain::survey::{self, Answer, Command, Context, Entry, Event, QuestionKind, Survey};
use redress_domain::vocabulary::{Channel, NotificationKind, Role};
use redress_store::changes::{Changes, ReadModel};
use redress_store::error::StoreError;
use redress_store::fact::{FactRows, GivenBy};
use redress_store::message::MessageRow;
use redress_store::stream::StreamId;
use redress_store::survey::SurveyRow;

use super::NotDone;
use crate::Casework;
use crate::failure::Failure;
use crate::stream::{self, Texts};
use crate::user::User;

/// How often an act is decided again because another one came between.
const TRIES: usize = 16;

/// What lists show of a survey.
pub(super) fn row(case: &CaseId, survey: &Survey) -> Option<ReadModel> {
    let (about, begun_on) = survey.begun.as_ref()?;
    let of_kind = |kind: QuestionKind| -> Option<Answer> {
        let mut answers = survey.answers.values();
        answers
            .find(|(known, _)| *known == kind)
            .map(|(_, answer)| *answer)
    };
    let themes: Vec<&str> = survey.themes.iter().map(ThemeId::as_str).collect();
    Some(ReadModel::Survey(Box::new(SurveyRow {
        case_id: case.clone(),
        begun_on: *begun_on,
        because: survey.passed_over,
        asked: survey.asked.as_ref().map(|asked| asked.person.clone()),
        service: about
            .service
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        channel: about.channel,
        kind: about.kind,
        remind_on: survey.reminds_on(),
        closes_on: survey.asked.as_ref().map(|asked| asked.closes_on),
        answered_on: survey.answered_on,
        said_words: survey.said.as_ref().map(|said| said.words.id.clone()),
        said_on: survey.said.as_ref().map(|said| said.on),
        themes: themes.join(","),
        low_on: survey.low_on,
        waits: survey.waits_for_manager(),
        may_contact: survey.may_contact,
        handling: of_kind(QuestionKind::Handling),
        outcome: of_kind(QuestionKind::Outcome),
        lessons: i64::try_from(survey.lessons.len()).unwrap_or(i64::MAX),
        stands_at: super::address_of(case),
    })))
}

/// What a survey gives to be counted: all of it, or what an act changed of what it gave `before`.
pub(super) fn fact_rows(case: &CaseId, before: Option<Facts>, now: Facts) -> ReadModel {
    ReadModel::Facts(Box::new(FactRows {
        by: GivenBy::Survey(case.clone()),
        before,
        now,
    }))
}

impl Casework {
    /// Does things to a survey as it stands, with the messages that go with it.
    pub(super) async fn commit_survey(
        &self,
        council: &CouncilId,
        actor: &Actor,
        case: &CaseId,
        (commands, messages): (Vec<Command>, Vec<MessageRow>),
    ) -> Result<(), NotDone> {
        for _ in 0..TRIES {
            let loaded = self.load_survey(council, case).await?;
            let now = self.outside().now();
            let settings = self.councils.get(council)?;
            let context = Context {
                at: now,
                actor,
                policy: settings.policy(self.today())?,
            };
            let mut changes = Changes::new(council.clone(), actor.id.clone(), now);
            let mut survey = loaded.survey.clone();
            let mut entries = Vec::new();
            let mut texts = Texts::new();
            for command in commands.clone() {
                let words = command.words().into_iter();
                texts.extend(words.map(|(purpose, words)| (purpose, words.clone())));
                for event in survey::decide(&survey, command, &context)? {
                    let actor = actor.id.clone();
                    let at = now;
                    let entry = Entry { at, actor, event };
                    survey = survey::evolve(survey, &entry);
                    entries.push(entry);
                }
            }
            if entries.is_empty() {
                return Ok(());
            }
            let at = (StreamId::survey(case), loaded.version);
            stream::append(&self.fresh(), &mut changes, at, (&entries, Event::name), texts)?;
            changes.rows.extend(row(case, &survey));
            let before = survey::fact::facts(&loaded.survey);
            changes
                .rows
                .push(fact_rows(case, Some(before), survey::fact::facts(&survey)));
            if entries.iter().any(|entry| entry.event == (Event::LowScore {})) {
                changes
                    .rows
                    .extend(self.who_hears_of_low(council, &survey, actor).await?);
            }
            changes.messages.clone_from(&messages);
            let has_words = |entry: &Entry| matches!(entry.event, Event::WordsGiven { .. });
            if let Some(asked) = survey.asked.as_ref().filter(|_| entries.iter().any(has_words)) {
                // A form that came by post is keyed in by staff; everybody else writes on the page.
                let by = if actor.user().is_some() {
                    Channel::Letter
                } else {
                    Channel::Online
                };
                let of_them = (case, &asked.person);
                Box::pin(self.words_of_a_survey_are_read(&mut changes, of_them, by)).await?;
            }
            match self.store.commit(changes).await {
                Ok(_) => return Ok(()),
                // Somebody else answered, acted on the file, or another worker asked: it is decided again.
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(Failure::from(other).into()),
            }
        }
        Err(Failure::Unreadable("a survey changed again and again".to_owned()).into())
    }

    /// Who hears of a low score: the managers of the service, and where there is none, those who answer for
    /// complaints. They are told which service, and not whose answers.
    async fn who_hears_of_low(
        &self,
        council: &CouncilId,
        survey: &Survey,
        actor: &Actor,
    ) -> Result<Vec<ReadModel>, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let users = self.users(council).await?;
        let service = survey.begun.as_ref().and_then(|(about, _)| about.service.clone());
        let reads = |user: &&User| user.active && permission::may(policy, &user.actor(), Act::ReadSurveys);
        let manages = |user: &&User| {
            reads(user)
                && user.roles.contains(&Role::ServiceManager)
                && service
                    .as_ref()
                    .is_some_and(|service| user.services.contains(service))
        };
        let answers = |user: &&User| reads(user) && user.roles.contains(&Role::ComplaintsManager);
        let mut who: Vec<UserId> = users.iter().filter(manages).map(|user| user.id.clone()).collect();
        if who.is_empty() {
            who = users.iter().filter(answers).map(|user| user.id.clone()).collect();
        }
        // Who keyed the form in sees it there, and who answered is not named.
        who.retain(|user| actor.user() != Some(user));
        let tell = |user| {
            let mut row = self.notification(user, NotificationKind::SurveyLow, &ActorId::Job("survey"));
            row.about_on = survey.low_on;
            ReadModel::Notification(Box::new(row))
        };
        Ok(who.into_iter().map(tell).collect())
    }

    /// Writes down whether somebody may be asked.
    pub(super) async fn answer_about_surveys(
        &self,
        council: &CouncilId,
        actor: &Actor,
        person: &PersonId,
        may: bool,
    ) -> Result<(), Failure> {
        loop {
            let history = self.history_of(council, person).await?;
            if history.may_be_asked() == Some(may) {
                return Ok(());
            }
            let mut changes = self.changes(council, actor);
            let event = customer::Event::SurveysAnswered { may };
            self.append_to(&mut changes, (person, history), (vec![event], Vec::new()))?;
            match self.store.commit(changes).await {
                Ok(_) => return Ok(()),
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
    }
}
