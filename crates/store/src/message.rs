//! The outbox: messages that are to leave the building, and what became of them.
//!
//! A message that is mailed is leased to one worker at a time. Until its lease ends, or it is to be
//! tried again, nobody else takes it.

use jiff::Timestamp;
use redress_domain::id::{CaseId, ConductId, CouncilId, MessageId, PersonId, ReferralId, UserId, WordsId};
use redress_domain::message::MessagePurpose;
use redress_domain::vocabulary::Channel;

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Row, Statement, sql};
use crate::error::StoreError;
use crate::work::Work;

redress_domain::vocabulary! {
    /// What became of a message.
    pub enum MessageState {
        /// It waits for its moment; until then it can be taken back.
        Waiting = "waiting",
        /// It was handed over: shown online and ready to print, or given to the customer by hand.
        Sent = "sent",
        /// A mail server took it.
        Mailed = "mailed",
        /// It was taken back before its moment.
        TakenBack = "taken-back",
        /// It could not be sent, and nobody tries any more.
        GivenUp = "given-up",
    }
}

row! {
    /// A message in the outbox.
    pub struct MessageRow {
        /// The message.
        pub message_id: MessageId,
        /// Which case it is about.
        pub case_id: Option<CaseId>,
        /// To whom; `None` when not to a customer.
        pub recipient: Option<PersonId>,
        /// How it leaves.
        pub channel: Channel,
        /// What it is for.
        pub purpose: MessagePurpose,
        /// Its subject.
        pub subject_words: Option<WordsId>,
        /// Its body.
        pub body_words: Option<WordsId>,
        /// From when on it may leave.
        pub release_at: Timestamp,
        /// What became of it.
        pub state: MessageState,
        /// How often sending was tried.
        pub tries: i64,
        /// When it was handed over.
        pub sent_at: Option<Timestamp>,
        /// Why the last try failed.
        pub last_error: Option<String>,
        /// The question to a partner that it is about; it goes to that partner.
        pub referral: Option<ReferralId>,
        /// The conduct file whose letter it is.
        pub conduct: Option<ConductId>,
        /// The address that it goes to, where that is not the one on file.
        pub to_words: Option<WordsId>,
    }
}

/// A message with the reference of the case that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageLine {
    /// The message.
    pub message: MessageRow,
    /// The case.
    pub reference: String,
}

/// What a try at sending came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tried {
    /// A mail server took it.
    Mailed,
    /// It is tried again at a moment.
    Again(Timestamp),
    /// Nobody tries any more.
    GivenUp,
}

impl Store {
    /// Messages whose moment has come, the oldest first, without codes and without those that go by
    /// the channels `but`, of which there are three at most.
    pub async fn messages_to_release(
        &self,
        council: &CouncilId,
        (at, but): (Timestamp, &[Channel]),
        limit: i64,
    ) -> Result<Vec<MessageRow>, StoreError> {
        let statement = sql!("message/to_release.sql").bind(council).at(at).int(limit);
        let mut but = but.iter().map(|channel| channel.as_str());
        let mut next = || but.next().unwrap_or_default();
        let statement = statement.text(next()).text(next()).text(next());
        let rows = self.rows(statement).await?;
        rows.iter().map(MessageRow::from_row).collect()
    }

    /// Leases messages that go by a channel and whose moment has come to `worker` until a moment:
    /// nobody else gets them before. A worker that dies loses them at that moment.
    pub async fn lease_messages(
        &self,
        council: &CouncilId,
        (worker, channel): (&str, Channel),
        (at, until): (Timestamp, Timestamp),
        limit: i64,
    ) -> Result<Vec<MessageRow>, StoreError> {
        let statement = sql!("message/lease.sql").bind(council).text(worker);
        let statement = statement.at(at).at(until).int(limit).bind(&channel);
        let rows = self.write(Work::Run(vec![statement])).await?.rows();
        rows.iter().map(MessageRow::from_row).collect()
    }

    /// Messages in a state before a key, the newest first, without those of cases about this user.
    pub async fn messages_in_state(
        &self,
        council: &CouncilId,
        (state, not_about): (MessageState, Option<&UserId>),
        before: Option<&(Timestamp, MessageId)>,
        limit: i64,
    ) -> Result<Vec<MessageLine>, StoreError> {
        let statement = sql!("message/page.sql").bind(council).bind(&state);
        let statement = match before {
            Some((at, id)) => statement.at(*at).bind(id),
            None => statement.at(Timestamp::MAX).text(""),
        };
        let statement = statement.int(limit).bind(&not_about.cloned());
        self.rows(statement).await?.iter().map(line).collect()
    }

    /// Codes that wait and go by one of these channels, after a key, the oldest first, without those of cases about this user.
    pub async fn codes_waiting(
        &self,
        council: &CouncilId,
        (channels, not_about): (&[Channel], Option<&UserId>),
        after: Option<&(Timestamp, MessageId)>,
        limit: i64,
    ) -> Result<Vec<MessageLine>, StoreError> {
        let statement = sql!("message/codes.sql").bind(council).text(&one_of(channels));
        let statement = match after {
            Some((at, id)) => statement.at(*at).bind(id),
            None => statement.at(Timestamp::MIN).text(""),
        };
        let statement = statement.int(limit).bind(&not_about.cloned());
        self.rows(statement).await?.iter().map(line).collect()
    }

    /// How many codes wait that go by one of these channels, counted up to a limit, without those of cases about this user.
    pub async fn count_codes_waiting(
        &self,
        council: &CouncilId,
        (channels, not_about): (&[Channel], Option<&UserId>),
        limit: i64,
    ) -> Result<i64, StoreError> {
        let statement = sql!("message/count_codes.sql")
            .bind(council)
            .text(&one_of(channels));
        let statement = statement.int(limit).bind(&not_about.cloned());
        self.row(statement).await?.map_or(Ok(0), |row| row.get("n"))
    }

    /// How many messages are in a state, counted up to a limit, without those of cases about this user.
    pub async fn count_messages(
        &self,
        council: &CouncilId,
        (state, not_about): (MessageState, Option<&UserId>),
        limit: i64,
    ) -> Result<i64, StoreError> {
        let statement = sql!("message/count.sql").bind(council).bind(&state).int(limit);
        let statement = statement.bind(&not_about.cloned());
        self.row(statement).await?.map_or(Ok(0), |row| row.get("n"))
    }

    /// Puts a message into the outbox outside an act.
    pub async fn put_message(&self, council: &CouncilId, message: &MessageRow) -> Result<(), StoreError> {
        self.run(sql!("message/put.sql").bind(council).args(message.to_args()))
            .await?;
        Ok(())
    }

    /// A message.
    pub async fn message(
        &self,
        council: &CouncilId,
        id: &MessageId,
    ) -> Result<Option<MessageRow>, StoreError> {
        let row = self.row(sql!("message/get.sql").bind(council).bind(id)).await?;
        row.as_ref().map(MessageRow::from_row).transpose()
    }

    /// The messages about a case, the oldest first.
    pub async fn messages_of_case(
        &self,
        council: &CouncilId,
        case: &CaseId,
    ) -> Result<Vec<MessageRow>, StoreError> {
        let rows = self
            .rows(sql!("message/of_case.sql").bind(council).bind(case))
            .await?;
        rows.iter().map(MessageRow::from_row).collect()
    }

    /// The letters of a conduct file, the oldest first.
    pub async fn messages_of_conduct(
        &self,
        council: &CouncilId,
        file: &ConductId,
    ) -> Result<Vec<MessageRow>, StoreError> {
        let rows = self
            .rows(sql!("message/of_conduct.sql").bind(council).bind(file))
            .await?;
        rows.iter().map(MessageRow::from_row).collect()
    }

    /// Writes down what became of messages, of those that still wait, in one commit; answers how many
    /// did. Of several who try, one is told so.
    pub async fn settle_messages(
        &self,
        council: &CouncilId,
        ids: impl IntoIterator<Item = &MessageId>,
        state: MessageState,
        at: Timestamp,
    ) -> Result<i64, StoreError> {
        let sent_at = (state == MessageState::Sent).then_some(at);
        let settle = |id| {
            let statement = sql!("message/settle.sql").bind(council).bind(id);
            statement.bind(&state).bind(&sent_at)
        };
        let statements: Vec<Statement> = ids.into_iter().map(settle).collect();
        if statements.is_empty() {
            return Ok(0);
        }
        Ok(self.write(Work::Run(statements)).await?.count())
    }

    /// Writes down what a try came to, if `worker` still holds the message; answers whether it did.
    pub async fn finish_message(
        &self,
        council: &CouncilId,
        (id, worker): (&MessageId, &str),
        (tried, why): (&Tried, Option<&str>),
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let statement = tried.statement(council, (id, worker), why, at);
        Ok(self.run(statement).await? == 1)
    }

    /// Lets a message that was given up be tried again; answers whether it was given up.
    pub async fn try_message_again(&self, council: &CouncilId, id: &MessageId) -> Result<bool, StoreError> {
        Ok(self.run(sql!("message/again.sql").bind(council).bind(id)).await? == 1)
    }

    /// Writes down that somebody handed a message over in another way; answers whether it was open.
    pub async fn message_by_hand(
        &self,
        council: &CouncilId,
        id: &MessageId,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let statement = sql!("message/by_hand.sql").bind(council).bind(id).at(at);
        Ok(self.run(statement).await? == 1)
    }
}

fn line(row: &Row) -> Result<MessageLine, StoreError> {
    Ok(MessageLine {
        message: MessageRow::from_row(row)?,
        reference: row.get("reference")?,
    })
}

/// Channels between commas.
fn one_of(channels: &[Channel]) -> String {
    let add = |text: String, channel: &Channel| text + channel.as_str() + ",";
    channels.iter().fold(",".to_owned(), add)
}

impl Tried {
    pub(crate) fn statement(
        &self,
        council: &CouncilId,
        (id, worker): (&MessageId, &str),
        why: Option<&str>,
        at: Timestamp,
    ) -> Statement {
        let why = why.map(str::to_owned);
        let finish = |state: MessageState, sent_at: Option<Timestamp>| {
            let statement = sql!("message/finish.sql").bind(council).bind(id).bind(&state);
            statement.text(worker).bind(&sent_at).bind(&why)
        };
        match self {
            Self::Mailed => finish(MessageState::Mailed, Some(at)),
            Self::GivenUp => finish(MessageState::GivenUp, None),
            Self::Again(again_at) => {
                let statement = sql!("message/retry.sql").bind(council).bind(id).at(*again_at);
                statement.bind(&why).text(worker)
            }
        }
    }
}
