//! Answers to what came by a closed way go only while they are so: they lapse with the arrangement (domain 5.10).

use jiff::civil::Date;
use redress_domain::conduct::{Event, closes};
use redress_domain::id::{ActorId, ContactId, CouncilId, MessageId};
use redress_domain::message::MessagePurpose;
use redress_domain::vocabulary::Channel;
use redress_store::changes::{Changes, ReadModel};

use super::LoadedFile;
use crate::Casework;
use crate::case::Message;
use crate::failure::Failure;
use crate::kept::Kept;

/// What an answer to a closed way answered, and which way it names as open.
pub(super) fn answered<'f>(loaded: &'f LoadedFile, message: &MessageId) -> Option<(&'f ContactId, Channel)> {
    loaded.entries.iter().find_map(|entry| {
        if let Event::OutsideAnswered {
            contact,
            message: known,
            open_channel,
            ..
        } = &entry.event
            && known == message
        {
            return Some((contact, *open_channel));
        }
        None
    })
}

/// Whether an answer to a closed way is so on a day: that way is closed, and the one that it names open. All other letters
/// are.
fn is_still_so(loaded: &LoadedFile, message: &MessageId, on: Date) -> bool {
    let Some((contact, named)) = answered(loaded, message) else {
        return true;
    };
    let came_by = loaded.entries.iter().find_map(|entry| {
        if let Event::ContactCame { id, channel, .. } = &entry.event
            && id == contact
        {
            return Some(*channel);
        }
        None
    });
    loaded.file.binding(on).is_some_and(|(measures, open)| {
        open == named && came_by.is_none_or(|way| closes(&measures, open, way))
    })
}

impl Casework {
    /// Of these messages those that may go. An answer to what came by a closed way that is no longer so does not: it
    /// lapses with the arrangement (domain 5.10), and is out of the outbox with this.
    pub(crate) async fn without_stale_answers(
        &self,
        council: &CouncilId,
        messages: Vec<Message>,
    ) -> Result<Vec<Message>, Failure> {
        let mut may_go = Vec::with_capacity(messages.len());
        let mut stale = Vec::new();
        for message in messages {
            let is_answer = message.purpose == MessagePurpose::ConductAnswer;
            let is_stale = match message.conduct.as_ref().filter(|_| is_answer) {
                Some(id) => {
                    let loaded = self.load_conduct(council, id).await?;
                    !is_still_so(&loaded, &message.message_id, self.today())
                }
                None => false,
            };
            if is_stale {
                stale.push(ReadModel::TakenBack(message.message_id));
            } else {
                may_go.push(message);
            }
        }
        self.put_aside(council, stale).await?;
        Ok(may_go)
    }

    /// Puts answers that wait for the printer and are no longer so out of the next print run.
    pub(crate) async fn put_stale_answers_aside(
        &self,
        council: &CouncilId,
        waiting: Vec<Kept>,
    ) -> Result<Vec<Kept>, Failure> {
        let mut to_print = Vec::with_capacity(waiting.len());
        let mut stale = Vec::new();
        for kept in waiting {
            let is_so = match &kept.conduct {
                Some(id) => {
                    let loaded = self.load_conduct(council, id).await?;
                    is_still_so(&loaded, &kept.message_id, self.today())
                }
                None => true,
            };
            if is_so {
                to_print.push(kept);
            } else {
                stale.push(ReadModel::TakenBack(kept.message_id.clone()));
                let kept = Kept {
                    by_post: false,
                    ..kept
                };
                stale.push(ReadModel::KeptLetter(Box::new(kept)));
            }
        }
        self.put_aside(council, stale).await?;
        Ok(to_print)
    }

    async fn put_aside(&self, council: &CouncilId, rows: Vec<ReadModel>) -> Result<(), Failure> {
        if rows.is_empty() {
            return Ok(());
        }
        let program = ActorId::Job("send-messages");
        let mut changes = Changes::new(council.clone(), program, self.outside().now());
        changes.rows = rows;
        self.store.commit(changes).await?;
        Ok(())
    }
}
