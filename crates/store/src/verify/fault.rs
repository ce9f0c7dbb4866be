//! What can be wrong with a record, in the words in which it is named.

use jiff::civil::Date;
use redress_domain::id::{FileId, PersonId, UserId, WordsId};

use crate::stream::StreamId;

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// An event is not what was hashed: a column of it was changed.
    #[error("{stream} version {version}: the event was altered")]
    Altered {
        /// The stream.
        stream: StreamId,
        /// The version.
        version: i64,
    },
    /// The body of an event is not what its digest says.
    #[error("{stream} version {version}: the body was altered")]
    BodyAltered {
        /// The stream.
        stream: StreamId,
        /// The version.
        version: i64,
    },
    /// The body of an event is gone, and nothing says that it was erased.
    #[error("{stream} version {version}: the body is missing")]
    BodyMissing {
        /// The stream.
        stream: StreamId,
        /// The version.
        version: i64,
    },
    /// An event does not follow the one before it.
    #[error("{stream} version {version}: it does not follow the event before it")]
    Unchained {
        /// The stream.
        stream: StreamId,
        /// The version.
        version: i64,
    },
    /// Events are missing from a stream.
    #[error("{stream}: versions {first} to {last} are missing")]
    Missing {
        /// The stream.
        stream: StreamId,
        /// The first version that is missing.
        first: i64,
        /// The last.
        last: i64,
    },
    /// An event was sealed, and is gone or another.
    #[error("{stream} version {version}: seal {position} is not for the event that is there")]
    SealedOtherwise {
        /// The seal.
        position: i64,
        /// The stream.
        stream: StreamId,
        /// The version.
        version: i64,
    },
    /// An event has neither a seal nor a place in the queue for one.
    #[error("{stream}: {count} events have neither a seal nor a place in the queue")]
    NeverSealed {
        /// The stream.
        stream: StreamId,
        /// How many.
        count: i64,
    },
    /// A seal is not what was hashed, or does not follow the one before it.
    #[error("seal {position}: it was altered or does not follow the seal before it")]
    SealAltered {
        /// The seal.
        position: i64,
    },
    /// Seals are missing.
    #[error("seals {first} to {last} are missing")]
    SealsMissing {
        /// The first that is missing.
        first: i64,
        /// The last.
        last: i64,
    },
    /// What the sealer remembers of the last seal is gone.
    #[error(
        "what the sealer remembers of its last seal, number {position}, is missing: seals after it may be missing too"
    )]
    SealHeadMissing {
        /// The last seal that is there.
        position: i64,
    },
    /// A seal stands where the sealer puts none: it begins at 1.
    #[error("seal {position}: the sealer numbers from 1, and did not make it")]
    SealOutOfOrder {
        /// The seal.
        position: i64,
    },
    /// Events say that they are older than an anchor that does not cover them.
    #[error(
        "{stream} version {version}: it says that it was recorded before the anchor of {day}, and was sealed after it ({count} \
         such); it was written in later, or a clock stood wrong"
    )]
    Backdated {
        /// The stream of the first of them.
        stream: StreamId,
        /// Its version.
        version: i64,
        /// The day of the anchor.
        day: Date,
        /// How many there are.
        count: i64,
    },
    /// A text is not what the event says.
    #[error("{stream} version {version}: the text {words} was altered")]
    WordsAltered {
        /// The stream.
        stream: StreamId,
        /// The version.
        version: i64,
        /// The text.
        words: WordsId,
    },
    /// The content of a file is not what the event says.
    #[error("{stream} version {version}: the file {file} was altered")]
    FileAltered {
        /// The stream.
        stream: StreamId,
        /// The version.
        version: i64,
        /// The file.
        file: FileId,
    },
    /// A text is gone, and nothing says that it was erased.
    #[error("{stream} version {version}: {id} is missing")]
    WordsMissing {
        /// The stream.
        stream: StreamId,
        /// The version.
        version: i64,
        /// The identifier, of a text or of a person.
        id: String,
    },
    /// Somebody's details are not what the last event about them says.
    #[error("the details of {0} were altered")]
    PersonAltered(PersonId),
    /// Somebody's details are gone, and nothing says that they were erased.
    #[error("the details of {0} are missing")]
    PersonMissing(PersonId),
    /// A version of the policy is not what was adopted.
    #[error("version {version} of the policy: its {what} is not what was adopted")]
    PolicyAltered {
        /// The version.
        version: i64,
        /// What of it: its text, or its first day.
        what: &'static str,
    },
    /// A version of the policy was adopted, and is gone.
    #[error("version {0} of the policy is missing")]
    PolicyMissing(i64),
    /// Somebody who can sign in may do other things than the record says.
    #[error("the user {user}: the {what} of the account: not what the record says")]
    UserAltered {
        /// Who.
        user: UserId,
        /// What of it: roles, teams, services, wards, whether they may sign in, or until when.
        what: &'static str,
    },
    /// Somebody was given leave to sign in, and their account is gone.
    #[error("the user {0}: the account is missing")]
    UserMissing(UserId),
    /// A case was recorded, and lists do not show it.
    #[error(
        "{0}: it was recorded, and is missing from the lists; `redress rebuild` makes them again from the record"
    )]
    NotListed(StreamId),
    /// Something is kept of which no event speaks.
    #[error("{0}: no event speaks of it")]
    NotRecorded(String),
    /// Something that was erased is in the record again.
    #[error("the {0}: it was erased, and is there again")]
    ErasedAndThere(String),
    /// What stands beside a stream is not what its events say.
    #[error("{stream}: the {what} is not what the events say")]
    NotAsRecorded {
        /// The stream.
        stream: StreamId,
        /// What.
        what: &'static str,
    },
    /// What the events of a stream say is not there.
    #[error("{stream}: the {what} is missing")]
    BesideMissing {
        /// The stream.
        stream: StreamId,
        /// What.
        what: &'static str,
    },
    /// Who read what on a day is not what was chained of it.
    #[error(
        "the access log of {day}: {said} readings were chained, and {found} are there, not the same; lines were taken out, changed or \
         put in, or a clock stood wrong"
    )]
    ReadingsAltered {
        /// The day.
        day: String,
        /// How many there were when it was chained.
        said: i64,
        /// How many are there.
        found: i64,
    },
    /// A value is not what the program writes, and cannot be read.
    #[error("{place}: the column {column} cannot be read: {why}")]
    Unreadable {
        /// Where: the stream and version, or what else it is.
        place: String,
        /// The column.
        column: String,
        /// What is wrong with it.
        why: String,
    },
    /// A page of the file is not what the engine wrote.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// An anchor is not what was hashed, or does not follow the one of the day before.
    #[error("the anchor of {0}: it was altered or does not follow the anchor before it")]
    AnchorAltered(Date),
    /// The seal that an anchor was made over is another now.
    #[error("the anchor of {day}: seal {position} is not the one that it was made over")]
    AnchoredOtherwise {
        /// The day.
        day: Date,
        /// The seal.
        position: i64,
    },
    /// An anchor that was kept elsewhere is another in the record.
    #[error("the anchor of {0}: not the one that was printed; what was sealed until then was written anew")]
    AnchorUnlike(Date),
    /// An anchor that was kept elsewhere is gone from the record.
    #[error("the anchor of {0} was printed, and is missing")]
    AnchorMissing(Date),
}
