//! Why something may not be done to a common cause.

use crate::id::CaseId;
use crate::permission::Act;

/// The rule that said no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The actor may not do this.
    #[error("not permitted: {0}")]
    NotPermitted(Act),
    /// There is no such common cause yet.
    #[error("there is no such common cause")]
    NoCause,
    /// It was begun before.
    #[error("it was begun before")]
    BegunBefore,
    /// It is over.
    #[error("it is finished")]
    Finished,
    /// A text that this act needs is missing.
    #[error("{0} is missing")]
    TextMissing(&'static str),
    /// The policy has no such service.
    #[error("the policy has no such service")]
    NoService,
    /// It ends before it begins, or in the future.
    #[error("the days are not in order, or are not over")]
    BadPeriod,
    /// Every one of these is in it already.
    #[error("nothing is new in it")]
    NothingNew,
    /// More cases than one reply goes to.
    #[error("it has more than {0} cases")]
    TooMany(usize),
    /// The case is not in it.
    #[error("the case is not in it")]
    NotItsCase,
    /// The case is in another one, which is open.
    #[error("the case {0} is in another common cause")]
    InAnother(CaseId),
    /// The case is closed.
    #[error("the case {0} is closed")]
    CaseClosed(CaseId),
    /// The case is with another service.
    #[error("the case {0} is with another service")]
    OtherService(CaseId),
    /// No case in it waits for the reply.
    #[error("no case in it waits for a reply")]
    NoCases,
    /// There is no reply, or it is not that far.
    #[error("there is no reply that this can be done to")]
    ReplyNotReady,
    /// The reply goes, and has not reached every case yet.
    #[error("the reply is being sent")]
    IsBeingSent,
    /// Whoever wrote a reply does not approve it.
    #[error("an author cannot approve")]
    AuthorCannotApprove,
    /// What goes to many names one of them.
    #[error("the text has the reference of a case")]
    NamesACase,
}
