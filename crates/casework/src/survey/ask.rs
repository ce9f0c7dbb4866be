//! Whom to ask, and how: once a case, seldom a person, and nobody who said no.

use jiff::{Span, ToSpan as _};
use redress_domain::case::{Case, Outcome};
use redress_domain::draft_code::DraftCode;
use redress_domain::id::{ActorId, CaseId, CouncilId, PersonId};
use redress_domain::message::{ForSurvey, MessagePurpose};
use redress_domain::permission::Actor;
use redress_domain::policy::SurveyRules;
use redress_domain::survey::{About, Ask, Command, NotAskedBecause};
use redress_domain::vocabulary::{Channel, ReplyBy};
use redress_store::message::{MessageRow, MessageState};

use super::NotDone;
use crate::Casework;
use crate::case::Message;
use crate::code::channel_to;
use crate::failure::Failure;

/// How many cases a round sees to.
const TOGETHER: i64 = 100;

fn job() -> Actor {
    Actor::program(ActorId::Job("survey"))
}

/// Whom a case is asked about and by which way, or why nobody.
type Chosen = Result<(PersonId, Channel), NotAskedBecause>;

impl Casework {
    /// Asks the customers of cases that were closed so many days ago; answers of how many cases it was decided.
    /// `leaving` are the ways by which messages leave from here by themselves: e-mail, texts.
    ///
    /// Costs what was closed and not decided of, by index, and for each the streams of the case and its customer.
    pub async fn ask_surveys(&self, council: &CouncilId, leaving: &[Channel]) -> Result<usize, Failure> {
        let settings = self.councils.get(council)?;
        let Some(rules) = settings.policy(self.today())?.survey.clone() else {
            return Ok(0);
        };
        let to = self.today().saturating_sub(i64::from(rules.after_days).days());
        // What was closed long before the council began to ask is left alone: nobody remembers it.
        let from = to.saturating_sub(i64::from(rules.open_days).days());
        let due = self
            .store
            .cases_to_ask_about(council, (from, to), TOGETHER)
            .await?;
        let mut decided = 0;
        for case in due {
            if self
                .decide_whether_to_ask(council, (&rules, leaving), &case)
                .await?
            {
                decided += 1;
            }
        }
        Ok(decided)
    }

    async fn decide_whether_to_ask(
        &self,
        council: &CouncilId,
        (rules, leaving): (&SurveyRules, &[Channel]),
        id: &CaseId,
    ) -> Result<bool, Failure> {
        let case = match self.load(council, id).await {
            Ok((loaded, _)) => loaded.case,
            // Retention removed it.
            Err(Failure::NotFound) => return Ok(false),
            Err(other) => return Err(other),
        };
        let about = About {
            service: case.service.clone(),
            channel: case.channel,
            kind: case.kind,
            stage: case.stage,
            ward: case.ward.clone(),
        };
        let (command, messages) = match self.choose(council, (rules, leaving), (id, &case)).await? {
            Ok((person, by)) => {
                let message = self.survey_message(id, (&person, by), MessagePurpose::Survey);
                let ask = Ask {
                    about,
                    person,
                    by,
                    message: message.message_id.clone(),
                };
                (Command::Ask(ask), vec![message])
            }
            Err(because) => (Command::PassOver { about, because }, Vec::new()),
        };
        match self
            .commit_survey(council, &job(), id, (vec![command], messages))
            .await
        {
            Ok(()) => Ok(true),
            // Another worker was quicker.
            Err(NotDone::Refused(_)) => Ok(false),
            Err(NotDone::Failed(failure)) => Err(failure),
        }
    }

    async fn choose(
        &self,
        council: &CouncilId,
        (rules, leaving): (&SurveyRules, &[Channel]),
        (id, case): (&CaseId, &Case),
    ) -> Result<Chosen, Failure> {
        if !rules.kinds.contains(&case.kind) {
            return Ok(Err(NotAskedBecause::NotThisKind));
        }
        let is_import = matches!(case.logged_by, ActorId::Import(_));
        if is_import || matches!(case.outcome, Some(Outcome::Duplicate | Outcome::OtherCouncil)) {
            return Ok(Err(NotAskedBecause::NotOurs));
        }
        let Some(person) = case.correspondent().cloned() else {
            return Ok(Err(NotAskedBecause::Nobody));
        };
        if self.may_be_asked(council, &person).await? == Some(false) {
            return Ok(Err(NotAskedBecause::SaidNo));
        }
        let people = self.persons_today(council, std::slice::from_ref(&person));
        let (details, _) = people.await?;
        let Some(details) = details
            .get(&person)
            .filter(|_| case.reply_by() != Some(ReplyBy::NoContact))
        else {
            return Ok(Err(NotAskedBecause::NoWay));
        };
        // The way that they chose; who is answered by telephone is written to, if that can be done, and so is who is
        // answered by text where no texts leave.
        let letter = details.address.as_ref().map(|_| Channel::Letter);
        let email = details
            .email
            .as_ref()
            .filter(|_| leaving.contains(&Channel::Email))
            .map(|_| Channel::Email);
        let by = match channel_to(details) {
            Some(Channel::Email) => email.or(letter),
            Some(Channel::Letter) => letter,
            Some(Channel::Text) if leaving.contains(&Channel::Text) => Some(Channel::Text),
            _ if details.reply_by == Some(ReplyBy::NoContact) => None,
            _ => email.or(letter),
        };
        let Some(by) = by else {
            return Ok(Err(NotAskedBecause::NoWay));
        };
        // Whose contact is limited is reached by the way that is open and by no other.
        for binding in self.bindings(council, &[&person]).await? {
            if binding.reaches(id, case.service.as_ref()) && binding.closes(by) {
                return Ok(Err(NotAskedBecause::Restricted));
            }
        }
        let rest = Span::new().days(i64::from(rules.rest_days));
        let since = self.today().saturating_sub(rest);
        for one in self.store.same_as(council, &person).await? {
            if self.store.was_asked_since(council, &one, since).await? {
                return Ok(Err(NotAskedBecause::AskedLately));
            }
        }
        Ok(Ok((person, by)))
    }

    /// Whether a survey that waits to leave is asked of its reader still: a letter waits for its print run for days, and who said no
    /// meanwhile, has answered, whose case goes on or whose contact was limited is left in peace. Every other message is theirs.
    ///
    /// Costs, of a survey alone, its own stream, the person's, and a look at whether anything binds them.
    pub(crate) async fn is_asked_still(
        &self,
        council: &CouncilId,
        (id, case): (&CaseId, &Case),
        message: &Message,
    ) -> Result<bool, Failure> {
        let Some(person) = message
            .recipient
            .as_ref()
            .filter(|_| message.purpose.is_of_the_survey())
        else {
            return Ok(true);
        };
        let is_over = case.closed_on.is_none() || self.load_survey(council, id).await?.survey.is_answered();
        if is_over || self.may_be_asked(council, person).await? == Some(false) {
            return Ok(false);
        }
        let bindings = self.bindings(council, &[person]).await?;
        let is_closed = bindings
            .iter()
            .any(|binding| binding.reaches(id, case.service.as_ref()) && binding.closes(message.channel));
        Ok(!is_closed)
    }

    /// Reminds those who have not answered, once; answers how many.
    ///
    /// Costs what is due, by index. Who said no since, or whose contact was limited since, is left in peace.
    pub async fn remind_of_surveys(&self, council: &CouncilId) -> Result<usize, Failure> {
        let settings = self.councils.get(council)?;
        if settings.policy(self.today())?.survey.is_none() {
            return Ok(0);
        }
        let mut reminded = 0;
        let due = self
            .store
            .surveys_to_remind(council, self.today(), TOGETHER)
            .await?;
        for id in due {
            let survey = self.load_survey(council, &id).await?.survey;
            let Some(asked) = survey.asked else { continue };
            let said_no = self.may_be_asked(council, &asked.person).await? == Some(false);
            let bindings = self.bindings(council, &[&asked.person]).await?;
            let is_bound = bindings.iter().any(|binding| binding.closes(asked.by));
            let message = self.survey_message(&id, (&asked.person, asked.by), MessagePurpose::SurveyReminder);
            let remind = Command::Remind {
                message: message.message_id.clone(),
            };
            // The reminder is spent either way, so that the round does not come back to it.
            let messages = if said_no || is_bound {
                Vec::new()
            } else {
                vec![message]
            };
            let sends = !messages.is_empty();
            match self
                .commit_survey(council, &job(), &id, (vec![remind], messages))
                .await
            {
                Ok(()) => reminded += usize::from(sends),
                Err(NotDone::Refused(_)) => {}
                Err(NotDone::Failed(failure)) => return Err(failure),
            }
        }
        Ok(reminded)
    }

    fn survey_message(
        &self,
        case: &CaseId,
        (person, by): (&PersonId, Channel),
        purpose: MessagePurpose,
    ) -> MessageRow {
        MessageRow {
            message_id: self.fresh().message(),
            case_id: Some(case.clone()),
            recipient: Some(person.clone()),
            channel: by,
            purpose,
            subject_words: None,
            body_words: None,
            release_at: self.outside().now(),
            state: MessageState::Waiting,
            tries: 0,
            sent_at: None,
            last_error: None,
            referral: None,
            conduct: None,
            to_words: None,
        }
    }

    /// The code of a message that asks how we did. It is made here, at the last moment, so that it stands nowhere
    /// but in the message; each that went opens the survey until it closes.
    ///
    /// Costs the survey's own stream, and one row by its key.
    pub async fn for_survey(
        &self,
        council: &CouncilId,
        message: &Message,
    ) -> Result<Option<ForSurvey>, Failure> {
        let case = message.case_id.as_ref().ok_or(Failure::NotFound)?;
        let survey = self.load_survey(council, case).await?.survey;
        let Some(asked) = survey.asked else {
            return Ok(None);
        };
        let code = DraftCode::of(&self.fresh().secret());
        let now = self.outside().now();
        self.store
            .put_survey_link(council, (&code.hash(), case), now)
            .await?;
        Ok(Some(ForSurvey {
            code,
            closes_on: asked.closes_on,
        }))
    }
}
