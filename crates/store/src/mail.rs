//! E-mail that came in: the bytes of each message in parts, and what became of it.
//!
//! A message is written whole, in one transaction: what was answered for is there.

use jiff::Timestamp;
use redress_domain::id::{ActorId, CaseId, ContactId, CouncilId, MailId, PersonId};
use redress_domain::incoming::{MailDoubt, MailState};
use redress_domain::words::Digest;

use crate::Store;
use crate::column::{Record as _, row};
use crate::engine::{Row, Statement, sql};
use crate::error::StoreError;
use crate::file::PART;
use crate::work::Work;

row! {
    /// An e-mail that came in, without its bytes.
    pub struct MailRow {
        /// Which.
        pub mail_id: MailId,
        /// The digest of the message, line ends aside.
        pub digest: Digest,
        /// How many bytes it has.
        pub size: i64,
        /// When it came in.
        pub received_at: Timestamp,
        /// The address that it was delivered to, where the server said so.
        pub recipient: Option<String>,
        /// Its Message-ID.
        pub message_id: Option<String>,
        /// The address that it says it is from.
        pub sender: Option<String>,
        /// The name beside it.
        pub sender_name: Option<String>,
        /// Its subject.
        pub subject: Option<String>,
        /// What became of it.
        pub state: MailState,
        /// Why it waits for a person.
        pub doubt: Option<MailDoubt>,
        /// The case that it belongs to, or may belong to.
        pub case_id: Option<CaseId>,
        /// The contact that it is.
        pub contact_id: Option<ContactId>,
        /// Who said what it is; none where the program did.
        pub decided_by: Option<ActorId>,
        /// When.
        pub decided_at: Option<Timestamp>,
        /// Why.
        pub reason: Option<String>,
    }
}

row! {
    /// How the mailbox was last found.
    pub struct MailboxRow {
        /// When it was last read to the end.
        pub read_at: Option<Timestamp>,
        /// Since when it cannot be read.
        pub failing_since: Option<Timestamp>,
        /// Why not.
        pub why: Option<String>,
    }
}

/// A place in a list of e-mails: the next page comes after it.
pub type ByArrival = (Timestamp, MailId);

impl MailRow {
    /// The statement that writes down what became of it.
    pub(crate) fn settle(&self, council: &str) -> Statement {
        let statement = sql!("mail/settle.sql").text(council).bind(&self.mail_id);
        let statement = statement.bind(&self.state).bind(&self.doubt).bind(&self.case_id);
        let statement = statement.bind(&self.contact_id).bind(&self.decided_by);
        statement.bind(&self.decided_at).bind(&self.reason)
    }
}

impl Store {
    /// Keeps an e-mail whole or not at all. Answers the one that was kept before when the same message
    /// comes again.
    pub async fn keep_mail(
        &self,
        council: &CouncilId,
        mail: &MailRow,
        content: &[u8],
    ) -> Result<Option<MailRow>, StoreError> {
        if let Some(before) = self.mail_of_digest(council, &mail.digest).await? {
            return Ok(Some(before));
        }
        let mut statements = vec![sql!("mail/put.sql").bind(council).args(mail.to_args())];
        for (number, part) in (0..).zip(content.chunks(PART)) {
            let statement = sql!("mail/put_part.sql").bind(council).bind(&mail.mail_id);
            statements.push(statement.int(number).bytes(part.to_vec()));
        }
        match self.write(Work::Run(statements)).await {
            Ok(_) => Ok(None),
            // Somebody kept the same message at the same moment, or the write failed: then nothing is there.
            Err(error) => match self.mail_of_digest(council, &mail.digest).await {
                Ok(Some(before)) => Ok(Some(before)),
                Ok(None) | Err(_) => Err(error),
            },
        }
    }

    async fn mail_of_digest(
        &self,
        council: &CouncilId,
        digest: &Digest,
    ) -> Result<Option<MailRow>, StoreError> {
        let statement = sql!("mail/of_digest.sql").bind(council).bind(digest);
        let row = self.row(statement).await?;
        row.as_ref().map(MailRow::from_row).transpose()
    }

    /// An e-mail, without its bytes.
    pub async fn mail(&self, council: &CouncilId, id: &MailId) -> Result<Option<MailRow>, StoreError> {
        let row = self.row(sql!("mail/get.sql").bind(council).bind(id)).await?;
        row.as_ref().map(MailRow::from_row).transpose()
    }

    /// One part of an e-mail's bytes; `None` after the last.
    pub async fn mail_part(
        &self,
        council: &CouncilId,
        (id, number): (&MailId, i64),
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let statement = sql!("mail/part.sql").bind(council).bind(id).int(number);
        match self.row(statement).await? {
            Some(row) => row.bytes("content"),
            None => Ok(None),
        }
    }

    /// The e-mails of a case, the oldest first.
    pub async fn mails_of_case(
        &self,
        council: &CouncilId,
        case: &CaseId,
        limit: i64,
    ) -> Result<Vec<MailRow>, StoreError> {
        let statement = sql!("mail/of_case.sql").bind(council).bind(case).int(limit);
        read(&self.rows(statement).await?)
    }

    /// The case of an e-mail that came in with this Message-ID.
    pub async fn case_of_mail(&self, council: &CouncilId, said: &str) -> Result<Option<CaseId>, StoreError> {
        let row = self
            .row(sql!("mail/of_message_id.sql").bind(council).text(said))
            .await?;
        row.map_or(Ok(None), |row| row.get("case_id"))
    }

    /// The e-mails on cases that came in with this Message-ID, the oldest first.
    pub async fn mails_of_same_id(
        &self,
        council: &CouncilId,
        said: &str,
        limit: i64,
    ) -> Result<Vec<MailRow>, StoreError> {
        let statement = sql!("mail/of_same_id.sql").bind(council).text(said).int(limit);
        read(&self.rows(statement).await?)
    }

    /// The Message-ID of the e-mail that opened a case.
    pub async fn mail_that_opened(
        &self,
        council: &CouncilId,
        case: &CaseId,
    ) -> Result<Option<String>, StoreError> {
        let row = self.row(sql!("mail/opened.sql").bind(council).bind(case)).await?;
        row.map_or(Ok(None), |row| row.get("message_id"))
    }

    /// The e-mails in a state, the newest first, after a place in that order.
    pub async fn mails_in_state(
        &self,
        council: &CouncilId,
        state: MailState,
        after: Option<&ByArrival>,
        limit: i64,
    ) -> Result<Vec<MailRow>, StoreError> {
        let statement = sql!("mail/page.sql").bind(council).bind(&state);
        let statement = match after {
            Some((at, id)) => statement.at(*at).bind(id),
            None => statement.at(Timestamp::MAX).text(""),
        };
        read(&self.rows(statement.int(limit)).await?)
    }

    /// E-mails that were kept before a moment and not looked at yet, the oldest first.
    pub async fn unsorted_mails(
        &self,
        council: &CouncilId,
        before: Timestamp,
        limit: i64,
    ) -> Result<Vec<MailRow>, StoreError> {
        let statement = sql!("mail/unsorted.sql").bind(council).at(before).int(limit);
        read(&self.rows(statement).await?)
    }

    /// E-mails that came before a moment, are of no case and were put away, the oldest first.
    pub async fn mails_put_away(
        &self,
        council: &CouncilId,
        before: Timestamp,
        limit: i64,
    ) -> Result<Vec<MailId>, StoreError> {
        let statement = sql!("mail/put_away.sql").bind(council).at(before).int(limit);
        let rows = self.rows(statement).await?;
        rows.iter().map(|row| row.get("mail_id")).collect()
    }

    /// How many e-mails are in a state, counted up to a limit.
    pub async fn count_mails(
        &self,
        council: &CouncilId,
        state: MailState,
        limit: i64,
    ) -> Result<i64, StoreError> {
        let statement = sql!("mail/count.sql").bind(council).bind(&state).int(limit);
        self.row(statement).await?.map_or(Ok(0), |row| row.get("n"))
    }

    /// Writes down what an e-mail says of itself.
    pub async fn mail_was_read(&self, council: &CouncilId, mail: &MailRow) -> Result<(), StoreError> {
        let statement = sql!("mail/read.sql").bind(council).bind(&mail.mail_id);
        let statement = statement.bind(&mail.message_id).bind(&mail.sender);
        self.run(statement.bind(&mail.sender_name).bind(&mail.subject))
            .await?;
        Ok(())
    }

    /// Writes down what became of an e-mail that changes no case.
    pub async fn settle_mail(&self, council: &CouncilId, mail: &MailRow) -> Result<(), StoreError> {
        self.run(mail.settle(council.as_str())).await?;
        Ok(())
    }

    /// The token for the answers of somebody about a case: the one there is, or `fresh`.
    pub async fn reply_token(
        &self,
        council: &CouncilId,
        (case, person): (&CaseId, &PersonId),
        fresh: &str,
    ) -> Result<String, StoreError> {
        let put = sql!("reply_token/put.sql").bind(council).text(fresh);
        self.run(put.bind(case).bind(person)).await?;
        let get = sql!("reply_token/of_person.sql").bind(council);
        let row = self.row(get.bind(case).bind(person)).await?;
        row.map_or(Ok(fresh.to_owned()), |row| row.get("token"))
    }

    /// The case that a token leads to.
    pub async fn case_of_reply_token(
        &self,
        council: &CouncilId,
        token: &str,
    ) -> Result<Option<CaseId>, StoreError> {
        let row = self
            .row(sql!("reply_token/get.sql").bind(council).text(token))
            .await?;
        row.map(|row| row.get("case_id")).transpose()
    }

    /// Writes down how the mailbox was found.
    pub async fn mailbox_was(&self, council: &CouncilId, found: &MailboxRow) -> Result<(), StoreError> {
        self.run(sql!("mailbox/put.sql").bind(council).args(found.to_args()))
            .await?;
        Ok(())
    }

    /// How the mailbox was last found; `None` where none was ever read.
    pub async fn mailbox(&self, council: &CouncilId) -> Result<Option<MailboxRow>, StoreError> {
        let row = self.row(sql!("mailbox/get.sql").bind(council)).await?;
        row.as_ref().map(MailboxRow::from_row).transpose()
    }
}

fn read(rows: &[Row]) -> Result<Vec<MailRow>, StoreError> {
    rows.iter().map(MailRow::from_row).collect()
}
