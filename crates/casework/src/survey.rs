//! The survey after a case: who is asked, what they answer, and who reads it (paper 004, 6.3 and 6.4; ux P11, S23).
//!
//! A survey is a stream of its own beside its case. Whoever reads answers is not told whose they are, unless the
//! customer said that a manager may speak with them about it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use redress_domain::draft_code::DraftCode;
use redress_domain::id::{ActorId, CaseId, CouncilId, PersonId, QuestionId, ServiceId, WordsId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::reference::Reference;
use redress_domain::survey::{self, Answer, Command, Entry, Survey, SurveyRules};
use redress_domain::vocabulary::Kind;
use redress_domain::words::Digesting;
use redress_store::changes::ReadModel;
use redress_store::stream::{Recorded, StreamId};
use redress_store::survey::SurveyPlace;

use crate::Casework;
use crate::failure::Failure;
use crate::lists::{PAGE, is_for};
use crate::stream::entries_of;

mod acts;
mod ask;
mod results;

pub use redress_store::survey::SurveyRow;
pub use results::{Missing, QuestionResult, Results};

/// A survey with the version of its stream.
#[derive(Debug, Clone)]
pub(crate) struct LoadedSurvey {
    pub(crate) version: i64,
    pub(crate) survey: Survey,
}

/// A survey as whoever has its code sees it.
#[derive(Debug, Clone)]
pub struct OpenSurvey {
    /// What it is about, for the acts: it is shown to nobody.
    pub case: CaseId,
    /// What the case was.
    pub kind: Kind,
    /// The reference: whoever has the letter has it already.
    pub reference: Option<Reference>,
    /// The questions.
    pub rules: SurveyRules,
    /// What was answered so far.
    pub answers: BTreeMap<QuestionId, Answer>,
    /// Whether they wrote something.
    pub has_words: bool,
    /// Whether a manager may contact them, where they said.
    pub may_contact: Option<bool>,
    /// The last day.
    pub closes_on: Date,
    /// Whether answers are taken today.
    pub is_open: bool,
    /// Whether what they write is read as what else they send us is, with their name (domain 5.9).
    pub is_read_as_theirs: bool,
}

/// What somebody wrote, as its readers see it: without whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidLine {
    /// As it stands.
    pub row: SurveyRow,
    /// What they wrote; nothing once it was erased, or where they wrote nothing.
    pub said: Option<String>,
    /// The case, only where they said that a manager may contact them and the reader may open it.
    pub reference: Option<String>,
}

/// Why something was not done to a survey.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// A rule said no.
    #[error(transparent)]
    Refused(#[from] survey::Refusal),
    /// Anything else.
    #[error(transparent)]
    Failed(#[from] Failure),
}

pub(crate) fn loaded(recorded: Vec<Recorded>) -> Result<LoadedSurvey, Failure> {
    let version = recorded.last().map_or(0, |event| event.version);
    let entries: Vec<Entry> = entries_of(recorded)?;
    Ok(LoadedSurvey {
        version,
        survey: survey::fold(&entries),
    })
}

/// The rows of a stream.
pub(crate) fn rows_of_stream(stream: &StreamId, recorded: Vec<Recorded>) -> Result<Vec<ReadModel>, Failure> {
    let case = CaseId::parse(stream.id()).map_err(|error| Failure::Unreadable(error.to_string()))?;
    let loaded = loaded(recorded)?;
    let mut rows: Vec<ReadModel> = acts::row(&case, &loaded.survey).into_iter().collect();
    rows.push(acts::fact_rows(&case, None, survey::fact::facts(&loaded.survey)));
    Ok(rows)
}

/// Leaves a page of rows, of which one more was asked for; and the address of the last, after which the next page comes.
fn cut_to_a_page(rows: &mut Vec<SurveyRow>) -> Option<String> {
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > page;
    rows.truncate(page);
    let last = rows.last().filter(|_| more)?;
    Some(last.stands_at.clone())
}

/// Where the answers about a case stand for their readers.
///
/// The case's identifier begins with the moment at which it was logged, which its page shows: whoever read both would know
/// whose answers they are (decision 42). Its digest says neither, and a rebuild gives the same.
pub fn address_of(case: &CaseId) -> String {
    let mut digest = Digesting::plain();
    digest.take(b"answers to the survey about ");
    digest.take(case.as_str().as_bytes());
    digest.done().as_str().chars().take(32).collect()
}

impl Casework {
    pub(crate) async fn load_survey(
        &self,
        council: &CouncilId,
        case: &CaseId,
    ) -> Result<LoadedSurvey, Failure> {
        loaded(self.store.stream(council, &StreamId::survey(case)).await?)
    }

    /// What a code opens: nothing where there is no such code, its case was erased, or the policy asks nobody any more.
    ///
    /// Costs the code by its digest, the survey's own stream and that of the keeping of its case, the line of its case, and a look at whether anything binds;
    /// where something does, what [`Casework::answer_survey`] costs to find who reads it.
    pub async fn survey_of_code(
        &self,
        council: &CouncilId,
        code: &DraftCode,
    ) -> Result<Option<OpenSurvey>, Failure> {
        let Some(case) = self.store.survey_of_link(council, &code.hash()).await? else {
            return Ok(None);
        };
        // What was said of an erased case would be erased by nobody.
        if self.was_erased(council, &case).await? {
            return Ok(None);
        }
        let settings = self.councils.get(council)?;
        let Some(rules) = settings.policy(self.today())?.survey.clone() else {
            return Ok(None);
        };
        let survey = self.load_survey(council, &case).await?.survey;
        let (Some(asked), Some((about, _))) = (&survey.asked, &survey.begun) else {
            return Ok(None);
        };
        let line = self.store.case_by_id(council, &case).await?;
        let of_them = (&case, &asked.person);
        let is_read_as_theirs = !self.files_that_read_a_survey(council, of_them).await?.is_empty();
        Ok(Some(OpenSurvey {
            is_read_as_theirs,
            kind: about.kind,
            reference: line.and_then(|line| Reference::parse(&line.case.reference).ok()),
            answers: survey
                .answers
                .iter()
                .map(|(question, (_, answer))| (question.clone(), *answer))
                .collect(),
            has_words: survey.said.is_some(),
            may_contact: survey.may_contact,
            closes_on: asked.closes_on,
            is_open: survey.is_open_on(self.today()),
            rules,
            case,
        }))
    }

    /// Whether somebody reads single answers and what people wrote, be it of one service: who reads no cases reads none of them, for
    /// somebody may have named themselves.
    pub fn reads_what_was_written(&self, council: &CouncilId, actor: &Actor) -> Result<bool, Failure> {
        let scope = self.scope_of(council, actor)?;
        Ok(scope.is_none_or(|services| !services.is_empty()))
    }

    /// What people wrote, the newest first, of one service or of all that the reader has; and where it goes on.
    ///
    /// Costs one page of an index, and a row by its address. Who reads no cases reads no words either: somebody may have named
    /// themselves.
    pub async fn survey_words(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (service, before): (Option<&ServiceId>, Option<&str>),
    ) -> Result<(Vec<SaidLine>, Option<String>), Failure> {
        self.must_read_surveys(council, actor)?;
        let scope = self.scope_of(council, actor)?;
        let service = match &scope {
            None => service.cloned(),
            Some(services) => {
                let wanted = service.cloned().or_else(|| services.first().cloned());
                let Some(wanted) = wanted.filter(|wanted| services.contains(wanted)) else {
                    return Ok((Vec::new(), None));
                };
                Some(wanted)
            }
        };
        let before = self.place_of(council, before, |row| row.said_on).await?;
        let mut rows = self
            .store
            .survey_words(council, service.as_ref(), before.as_ref(), PAGE + 1)
            .await?;
        let next = cut_to_a_page(&mut rows);
        Ok((self.said_lines(council, actor, rows).await?, next))
    }

    /// Low scores that wait for a manager of the reader's services, the oldest first; and where it goes on.
    ///
    /// Costs one page of an index of what waits, with that of other services lying between, and its texts and cases.
    pub async fn surveys_that_wait(
        &self,
        council: &CouncilId,
        actor: &Actor,
        after: Option<&str>,
    ) -> Result<(Vec<SaidLine>, Option<String>), Failure> {
        self.must_read_surveys(council, actor)?;
        let scope = self.scope_of(council, actor)?;
        let after = self.place_of(council, after, |row| row.low_on).await?;
        let mut rows = self
            .store
            .surveys_that_wait(council, &scope, after.as_ref(), PAGE + 1)
            .await?;
        let next = cut_to_a_page(&mut rows);
        Ok((self.said_lines(council, actor, rows).await?, next))
    }

    /// The place in a list that an address stands for; the beginning, where there is none.
    async fn place_of(
        &self,
        council: &CouncilId,
        address: Option<&str>,
        day: fn(&SurveyRow) -> Option<Date>,
    ) -> Result<Option<SurveyPlace>, Failure> {
        let Some(address) = address else {
            return Ok(None);
        };
        let row = self.store.survey_at(council, address).await?;
        Ok(row.and_then(|row| Some((day(&row)?, row.case_id))))
    }

    /// One of them, by its address, for whoever may read surveys of its service; for anybody else as if there were none.
    ///
    /// Costs one row by its key, its texts and its case.
    pub async fn survey_line(
        &self,
        council: &CouncilId,
        actor: &Actor,
        address: &str,
    ) -> Result<SaidLine, Failure> {
        self.must_read_surveys(council, actor)?;
        let row = self
            .store
            .survey_at(council, address)
            .await?
            .ok_or(Failure::NotFound)?;
        let scope = self.scope_of(council, actor)?;
        let is_theirs =
            scope.is_none_or(|services| services.iter().any(|known| known.as_str() == row.service));
        if !is_theirs || row.answered_on.is_none() {
            return Err(Failure::NotFound);
        }
        let mut lines = self.said_lines(council, actor, vec![row]).await?;
        lines.pop().ok_or(Failure::NotFound)
    }

    async fn said_lines(
        &self,
        council: &CouncilId,
        actor: &Actor,
        rows: Vec<SurveyRow>,
    ) -> Result<Vec<SaidLine>, Failure> {
        let ids: Vec<&WordsId> = rows.iter().filter_map(|row| row.said_words.as_ref()).collect();
        let words = self.store.words(council, ids).await?;
        let of: Vec<CaseId> = rows.iter().map(|row| row.case_id.clone()).collect();
        // Only where the customer said so is it known whose answers these are.
        let named = |case: &CaseId| {
            let mut of_case = rows.iter().filter(|row| row.case_id == *case);
            of_case.any(|row| row.may_contact == Some(true))
        };
        let scope = self.scope_of(council, actor)?;
        let (mut references, mut about_them) = (BTreeMap::new(), BTreeSet::new());
        for line in self.store.case_lines_of(council, &of).await? {
            // Nobody reads what was said of a complaint about themselves (Complaint Handling Code 5: conflict of interest).
            if !is_for(actor, &line) {
                about_them.insert(line.case.case_id.clone());
            }
            let service = line.case.service.as_ref();
            let may_open = scope
                .as_ref()
                .is_none_or(|services| service.is_some_and(|service| services.contains(service)));
            if may_open && named(&line.case.case_id) {
                references.insert(line.case.case_id.clone(), line.case.reference.clone());
            }
        }
        let line = |row: SurveyRow| SaidLine {
            said: row.said_words.as_ref().and_then(|id| words.get(id)).cloned(),
            reference: references.remove(&row.case_id),
            row,
        };
        let theirs = rows.into_iter().filter(|row| !about_them.contains(&row.case_id));
        Ok(theirs.map(line).collect())
    }

    /// Whether somebody reads the single answers of a service; of all services, where none is named. Whoever opens no case at
    /// all, as the Executive, has nothing to lay beside them.
    pub(crate) fn reads_answers_of(
        &self,
        council: &CouncilId,
        actor: &Actor,
        service: Option<&ServiceId>,
    ) -> Result<bool, Failure> {
        let settings = self.councils.get(council)?;
        if !permission::may(settings.policy(self.today())?, actor, Act::ReadSurveys) {
            return Ok(false);
        }
        Ok(match self.scope_of(council, actor)? {
            None => true,
            Some(theirs) if theirs.is_empty() => true,
            Some(theirs) => service.is_some_and(|service| theirs.contains(service)),
        })
    }

    fn must_read_surveys(&self, council: &CouncilId, actor: &Actor) -> Result<(), Failure> {
        let settings = self.councils.get(council)?;
        let may = permission::may(settings.policy(self.today())?, actor, Act::ReadSurveys);
        may.then_some(()).ok_or(Failure::NotPermitted)
    }

    /// Whoever has the code does not want to be asked any more: written down for the person, and kept for every
    /// case of theirs. Nobody knows who has a code; where it came on paper, the record says who keyed it in.
    ///
    /// Costs the survey's own stream, the person's own stream, and one commit.
    pub async fn no_more_surveys(
        &self,
        council: &CouncilId,
        actor: &Actor,
        survey: &OpenSurvey,
    ) -> Result<(), Failure> {
        if actor.id != ActorId::Anonymous {
            let settings = self.councils.get(council)?;
            // A form that came by post is keyed in by whoever takes contacts down.
            if !permission::may(settings.policy(self.today())?, actor, Act::RecordContact) {
                return Err(Failure::NotPermitted);
            }
        }
        let loaded = self.load_survey(council, &survey.case).await?;
        let Some(asked) = loaded.survey.asked else {
            return Ok(());
        };
        self.answer_about_surveys(council, actor, &asked.person, false)
            .await
    }

    /// Whether somebody may be asked, where anybody said; the last word holds, under whichever identifier they
    /// said it.
    ///
    /// Costs the person's own stream, for each of their identifiers.
    pub async fn may_be_asked(
        &self,
        council: &CouncilId,
        person: &PersonId,
    ) -> Result<Option<bool>, Failure> {
        let mut last = None;
        for one in self.store.same_as(council, person).await? {
            let history = match self.history_of(council, &one).await {
                Ok(history) => history,
                Err(Failure::NotFound) => continue,
                Err(other) => return Err(other),
            };
            match history.may_be_asked() {
                // Of two who turned out to be one, a no of either holds.
                Some(false) => return Ok(Some(false)),
                Some(true) => last = Some(true),
                None => {}
            }
        }
        Ok(last)
    }

    /// Writes down whether the customer of a case may be asked: what they say on their page, or what whoever takes
    /// contacts down heard from them.
    ///
    /// Costs the case's own stream, the person's own stream, and one commit.
    pub async fn say_about_surveys(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (case, person, may): (&CaseId, &PersonId, bool),
    ) -> Result<(), Failure> {
        let (loaded, _) = self.load(council, case).await?;
        let is_theirs = match &actor.id {
            ActorId::Customer(who) => who == person && loaded.case.everybody().contains(&person),
            ActorId::User(_)
            | ActorId::Anonymous
            | ActorId::Job(_)
            | ActorId::Import(_)
            | ActorId::Program(_)
            | ActorId::Partner(_) => {
                let settings = self.councils.get(council)?;
                let policy = settings.policy(self.today())?;
                loaded.case.knows(person)
                    && permission::may_with(policy, actor, Act::RecordContact, &loaded.case.scope())
            }
        };
        if !is_theirs {
            return Err(Failure::NotFound);
        }
        self.answer_about_surveys(council, actor, person, may).await
    }

    /// Does things to a survey as it stands: all or none.
    ///
    /// Costs the survey's own stream and one commit, again for each time that somebody else was quicker.
    pub async fn act_on_survey(
        &self,
        council: &CouncilId,
        actor: &Actor,
        case: &CaseId,
        commands: Vec<Command>,
    ) -> Result<(), NotDone> {
        self.commit_survey(council, actor, case, (commands, Vec::new()))
            .await
    }
}
