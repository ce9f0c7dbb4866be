//! E-mail that is of no case goes when its time is over: nothing else would ever end it (UK GDPR, article 5(1)(e)).
//!
//! What waits for a person is kept until somebody says what it is, and what is a contact goes with its case.

use jiff::ToSpan as _;
use jiff::civil::Date;
use redress_domain::calendar::london::day_starts_at;
use redress_domain::id::{ActorId, CouncilId};
use redress_store::changes::{Changes, Erase};
use redress_store::stream::{StreamId, StreamSort};

use super::{KeepingEvent, PAGE};
use crate::Casework;
use crate::failure::Failure;

impl Casework {
    /// Erases the e-mails that were put away and are of no case, once they are as old as the policy keeps them; answers of how many.
    ///
    /// Costs two hundred rows of an index and a commit for each two hundred of them.
    pub async fn forget_mail_put_away(&self, council: &CouncilId) -> Result<usize, Failure> {
        let Some(before) = self.mail_is_kept_from(council, self.today())? else {
            return Ok(0);
        };
        let stream = StreamId::new(StreamSort::Retention, "mail".to_owned());
        let mut forgotten = 0_usize;
        loop {
            let page = self
                .store
                .mails_put_away(council, day_starts_at(before), PAGE)
                .await?;
            if page.is_empty() {
                return Ok(forgotten);
            }
            let mails = page.len();
            let actor = ActorId::Job("retention");
            let mut changes = Changes::new(council.clone(), actor, self.outside().now());
            self.say(&mut changes, &stream, &KeepingEvent::MailErased { before, mails })
                .await?;
            changes.erase = page.into_iter().map(Erase::Mail).collect();
            self.store.commit(changes).await?;
            forgotten = forgotten.saturating_add(mails);
        }
    }
    /// How many e-mails [`Casework::forget_mail_put_away`] erases on a day, counted up to a number.
    ///
    /// Costs as many rows of an index.
    pub async fn mail_due_to_forget(
        &self,
        council: &CouncilId,
        (on, at_most): (Date, i64),
    ) -> Result<usize, Failure> {
        let Some(before) = self.mail_is_kept_from(council, on)? else {
            return Ok(0);
        };
        let due = self
            .store
            .mails_put_away(council, day_starts_at(before), at_most)
            .await?;
        Ok(due.len())
    }

    /// The day from which on e-mails of no case are kept still, as today's policy says; none where there is no such day.
    fn mail_is_kept_from(&self, council: &CouncilId, on: Date) -> Result<Option<Date>, Failure> {
        let months = self
            .councils
            .get(council)?
            .policy(self.today())?
            .retention
            .mail_months;
        Ok(on.checked_sub(i64::from(months).months()).ok())
    }
}
