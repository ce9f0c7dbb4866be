//! What whoever approves a reply to many is shown: the queue, the names in its text, and one letter as it will go.

use redress_domain::cause::CauseAnswer;
use redress_domain::id::{CaseId, CauseId, CouncilId, WordsId};
use redress_domain::message::{MessagePurpose, Outgoing};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::policy::Policy;
use redress_domain::reference::Reference;

use super::CauseLine;
use crate::Casework;
use crate::case::CaseView;
use crate::failure::Failure;
use crate::lesson::Found;
use crate::lists::PAGE;
use crate::sending::State;

/// One letter of a reply to many, as it will go.
#[derive(Debug, Clone)]
pub struct OneLetter {
    /// The case.
    pub reference: Reference,
    /// What the letter says.
    pub says: Outgoing,
    view: CaseView,
}

impl OneLetter {
    /// The policy whose words it has.
    pub fn policy(&self) -> Result<&Policy, Failure> {
        self.view.policy()
    }
}

/// A complaint's common cause whose words it may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedText {
    /// The common cause.
    pub cause: CauseId,
    /// What it is called.
    pub name: String,
    /// The words of its reply.
    pub text: String,
}

impl Casework {
    /// Replies to many that wait for `actor` to approve them, the first begun first.
    ///
    /// Costs what waits for approval.
    pub async fn causes_to_approve(
        &self,
        council: &CouncilId,
        actor: &Actor,
    ) -> Result<Vec<CauseLine>, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let approver = actor
            .user()
            .filter(|_| permission::may(policy, actor, Act::ApproveReply));
        let Some(user) = approver else {
            return Ok(Vec::new());
        };
        let scope = self.scope_of(council, actor)?;
        let rows = self
            .store
            .causes_to_approve(council, (&scope, user), PAGE)
            .await?;
        self.cause_lines(council, rows).await
    }

    /// What in the text of the reply looks like somebody's name, or another way to them: the people of its cases, and
    /// everybody who can sign in. A person decides: a word found may be no name here.
    ///
    /// Costs the stream of each of its cases, so it is for the pages on which somebody checks.
    pub async fn names_in_reply(
        &self,
        council: &CouncilId,
        actor: &Actor,
        id: &CauseId,
    ) -> Result<Vec<Found>, Failure> {
        let view = self.open_cause(council, actor, (id, None)).await?;
        let Some(reply) = &view.cause.reply else {
            return Ok(Vec::new());
        };
        let texts: Vec<WordsId> = vec![reply.text.id.clone()];
        let cases = view.cause.waiting().cloned().collect();
        self.names_in(council, &cases, &texts).await
    }

    /// The letter that one of its cases will get, word for word: of the case that is named, or of the first that the
    /// reader may open. None where no case waits for it.
    ///
    /// Costs the stream of that case.
    pub async fn one_letter(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, case): (&CauseId, Option<&CaseId>),
    ) -> Result<Option<OneLetter>, Failure> {
        let view = self.open_cause(council, actor, (id, None)).await?;
        let Some(reply) = &view.cause.reply else {
            return Ok(None);
        };
        let text = view.words(&reply.text).unwrap_or("[removed]").to_owned();
        let purpose = match reply.answer {
            CauseAnswer::Update => MessagePurpose::Contact,
            CauseAnswer::Done | CauseAnswer::NotDone => MessagePurpose::Closing,
        };
        let mut waiting = view.cause.waiting();
        let is_meant = |one: &&CaseId| case.is_none_or(|case| case == *one);
        let Some(member) = waiting.find(is_meant) else {
            return Ok(None);
        };
        let line = self.store.case_by_id(council, member).await?;
        let reference = line.and_then(|line| Reference::parse(&line.case.reference).ok());
        let reference = reference.ok_or(Failure::NotFound)?;
        let opened = self.open_case(council, actor, &reference).await?;
        let to = opened.case.correspondent().cloned();
        let channel = opened.channel_for_letters();
        let mut blank = crate::partner::blank_message(
            self.fresh().message(),
            opened.id.clone(),
            purpose,
            self.outside().now(),
        );
        blank.recipient = to;
        blank.state = State::Waiting;
        blank.channel = channel.unwrap_or(blank.channel);
        let mut says = opened.outgoing(&blank, None);
        says.body = text;
        Ok(Some(OneLetter {
            reference,
            says,
            view: opened,
        }))
    }

    /// The words of the replies of the common causes that a case is in, for whoever writes the case's own reply.
    ///
    /// Costs a stream for each of its common causes: one, as a rule.
    pub async fn shared_texts(
        &self,
        council: &CouncilId,
        actor: &Actor,
        case: &CaseId,
    ) -> Result<Vec<SharedText>, Failure> {
        let mut texts = Vec::new();
        for line in self.causes_of_case(council, actor, case).await? {
            let cause = line.row.cause_id;
            let view = self.open_cause(council, actor, (&cause, None)).await?;
            let text = view
                .cause
                .reply
                .as_ref()
                .and_then(|reply| view.words(&reply.text));
            texts.extend(text.map(|text| SharedText {
                cause: cause.clone(),
                name: line.name.clone().unwrap_or_default(),
                text: text.to_owned(),
            }));
        }
        Ok(texts)
    }
}
