//! What the outside knows and the rules do not: the time, and chance.

use jiff::Timestamp;
use redress_domain::id::{
    AdjustmentId, CaseId, CauseId, CommentId, ConcernId, ConductId, ContactId, FileId, HelpId, IncidentId,
    LessonId, MailId, MessageId, NotificationId, PersonId, PointId, ReferralId, RemedyId, ReplyId, SignalId,
    TransferId, UserId, WordsId,
};
use redress_domain::reference::Reference;
use redress_domain::words::{Salt, Words};

/// The time and chance. The server reads the machine's; tests and the demo bring their own.
pub trait Outside: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;

    /// Sixteen bytes by chance, from a source fit for secrets.
    fn chance(&self) -> [u8; 16];
}

/// Fresh identifiers, salts and references.
#[derive(Clone, Copy)]
pub struct Fresh<'o> {
    outside: &'o dyn Outside,
}

macro_rules! fresh {
    ($($(#[$meta:meta])* $name:ident -> $id:ident;)+) => {
        $($(#[$meta])*
        pub fn $name(&self) -> $id {
            // A UUID of version 7 has the shape that every identifier of ours accepts.
            $id::parse(self.uuid()).unwrap_or_else(|_| unreachable!("a UUID is an identifier"))
        })+
    };
}

impl<'o> Fresh<'o> {
    /// Fresh things from this outside.
    pub fn new(outside: &'o dyn Outside) -> Self {
        Self { outside }
    }

    fn uuid(self) -> String {
        let millis = u64::try_from(self.outside.now().as_millisecond()).unwrap_or_default();
        let [_, _, _, _, _, _, random @ ..] = self.outside.chance();
        uuid::Builder::from_unix_timestamp_millis(millis, &random)
            .into_uuid()
            .to_string()
    }

    fresh! {
        /// A case.
        case -> CaseId;
        /// A person.
        person -> PersonId;
        /// A user.
        user -> UserId;
        /// A point.
        point -> PointId;
        /// A contact.
        contact -> ContactId;
        /// A reply.
        reply -> ReplyId;
        /// A remedy.
        remedy -> RemedyId;
        /// A file.
        file -> FileId;
        /// A message.
        message -> MessageId;
        /// A question to a partner.
        referral -> ReferralId;
        /// A conduct file.
        conduct -> ConductId;
        /// An incident.
        incident -> IncidentId;
        /// A comment on a report.
        comment -> CommentId;
        /// A signal.
        signal -> SignalId;
        /// A lesson.
        lesson -> LessonId;
        /// A common cause.
        cause -> CauseId;
        /// That a case goes to another council.
        transfer -> TransferId;
        /// A call for help.
        help -> HelpId;
        /// An adjustment.
        adjustment -> AdjustmentId;
        /// A concern.
        concern -> ConcernId;
        /// Something that somebody is told.
        notification -> NotificationId;
        /// An e-mail that came in.
        mail -> MailId;
        /// A text.
        words_id -> WordsId;
    }

    /// Sixteen random bytes that go into a digest.
    pub fn salt(&self) -> Salt {
        self.outside.chance()
    }

    /// A text on its way into the record.
    pub fn words(&self, text: &str) -> Words {
        Words::new(self.words_id(), self.salt(), text)
    }

    /// A text, unless it is blank.
    pub fn some_words(&self, text: &str) -> Option<Words> {
        (!text.trim().is_empty()).then(|| self.words(text))
    }

    /// A reference with this prefix.
    pub fn reference(&self, prefix: &str) -> Reference {
        // The remainder that becomes a reference is even to one part in four thousand million.
        let chance = u128::from_le_bytes(self.outside.chance()) % u128::from(u64::MAX);
        Reference::new(prefix, u64::try_from(chance).unwrap_or_default())
    }

    /// A secret of 32 bytes for a session or a draft, as text that fits in a cookie.
    pub fn secret(&self) -> String {
        let (one, other) = (self.outside.chance(), self.outside.chance());
        [one, other]
            .concat()
            .iter()
            .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
    }
}
