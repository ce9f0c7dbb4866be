//! How a value of the domain stands in a column, the same on both engines.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::id::{
    ActorId, AdjustmentId, CaseId, CauseId, ConductId, ContactId, CouncilId, FileId, HelpId, LessonId,
    MailId, MessageId, NotificationId, PartnerId, PersonId, PointId, ProcedureId, ReferralId, RemedyId,
    ServiceId, TeamId, UserId, WardId, WordsId,
};
use redress_domain::vocabulary::{
    Channel, ClockKind, FileType, Finding, Kind, NotificationKind, Ombudsman, Priority, RemedyKind, ReplyBy,
    Role, Scan,
};
use redress_domain::words::{Digest, Salt};

use crate::engine::{Arg, Row};
use crate::error::StoreError;

/// A value that a column can hold, null or not.
pub(crate) trait Column: Sized {
    fn to_arg(&self) -> Arg;
    fn from_row(row: &Row, column: &str) -> Result<Self, StoreError>;
}

/// A value that a column can hold, and that is never null itself.
pub(crate) trait Stored: Sized {
    fn stored(value: Option<&Self>) -> Arg;
    fn read(row: &Row, column: &str) -> Result<Option<Self>, StoreError>;
}

impl<S: Stored> Column for S {
    fn to_arg(&self) -> Arg {
        S::stored(Some(self))
    }

    fn from_row(row: &Row, column: &str) -> Result<Self, StoreError> {
        S::read(row, column)?.ok_or_else(|| unreadable(column, "it is null"))
    }
}

impl<S: Stored> Column for Option<S> {
    fn to_arg(&self) -> Arg {
        S::stored(self.as_ref())
    }

    fn from_row(row: &Row, column: &str) -> Result<Self, StoreError> {
        S::read(row, column)
    }
}

pub(crate) fn unreadable(column: &str, why: impl Into<String>) -> StoreError {
    StoreError::Unreadable {
        column: column.to_owned(),
        why: why.into(),
    }
}

impl Stored for String {
    fn stored(value: Option<&Self>) -> Arg {
        Arg::Text(value.cloned())
    }

    fn read(row: &Row, column: &str) -> Result<Option<Self>, StoreError> {
        row.text(column)
    }
}

impl Stored for i64 {
    fn stored(value: Option<&Self>) -> Arg {
        Arg::Int(value.copied())
    }

    fn read(row: &Row, column: &str) -> Result<Option<Self>, StoreError> {
        row.int(column)
    }
}

impl Stored for bool {
    fn stored(value: Option<&Self>) -> Arg {
        Arg::Bool(value.copied())
    }

    fn read(row: &Row, column: &str) -> Result<Option<Self>, StoreError> {
        row.bool(column)
    }
}

impl Stored for Timestamp {
    fn stored(value: Option<&Self>) -> Arg {
        Arg::Int(value.map(|at| at.as_microsecond()))
    }

    fn read(row: &Row, column: &str) -> Result<Option<Self>, StoreError> {
        let micros = row.int(column)?;
        micros
            .map(Timestamp::from_microsecond)
            .transpose()
            .map_err(|error| unreadable(column, error.to_string()))
    }
}

impl Stored for Salt {
    fn stored(value: Option<&Self>) -> Arg {
        Arg::Text(value.map(|salt| data_encoding::HEXLOWER.encode(salt)))
    }

    fn read(row: &Row, column: &str) -> Result<Option<Self>, StoreError> {
        let Some(text) = row.text(column)? else {
            return Ok(None);
        };
        let bytes = data_encoding::HEXLOWER
            .decode(text.as_bytes())
            .map_err(|error| unreadable(column, error.to_string()))?;
        Self::try_from(bytes)
            .map(Some)
            .map_err(|bytes| unreadable(column, format!("{} bytes", bytes.len())))
    }
}

/// Types that stand in a text column by their `Display`, and come back by the function named.
macro_rules! stored_as_text {
    ($($kind:ty, $parse:expr;)+) => {$(
        impl Stored for $kind {
            fn stored(value: Option<&Self>) -> Arg {
                Arg::Text(value.map(ToString::to_string))
            }

            fn read(row: &Row, column: &str) -> Result<Option<Self>, StoreError> {
                let parse = $parse;
                row.text(column)?.map(parse).transpose().map_err(|error| unreadable(column, error.to_string()))
            }
        }
    )+};
}

/// Lists of words, by their one spelling.
macro_rules! stored_as_word {
    ($($kind:ty;)+) => { stored_as_text! {$(
        $kind, |text: String| <$kind>::parse(&text).ok_or_else(|| format!("\"{text}\" is not a word of the list"));
    )+} };
}

stored_as_text! {
    ActorId, ActorId::try_from;
    AdjustmentId, AdjustmentId::try_from;
    CaseId, CaseId::try_from;
    CauseId, CauseId::try_from;
    ConductId, ConductId::try_from;
    ContactId, ContactId::try_from;
    CouncilId, CouncilId::try_from;
    FileId, FileId::try_from;
    HelpId, HelpId::try_from;
    LessonId, LessonId::try_from;
    MailId, MailId::try_from;
    MessageId, MessageId::try_from;
    NotificationId, NotificationId::try_from;
    PartnerId, PartnerId::try_from;
    PersonId, PersonId::try_from;
    PointId, PointId::try_from;
    ProcedureId, ProcedureId::try_from;
    ReferralId, ReferralId::try_from;
    RemedyId, RemedyId::try_from;
    ServiceId, ServiceId::try_from;
    redress_domain::id::SignalId, redress_domain::id::SignalId::try_from;
    TeamId, TeamId::try_from;
    redress_domain::id::TransferId, redress_domain::id::TransferId::try_from;
    UserId, UserId::try_from;
    WardId, WardId::try_from;
    WordsId, WordsId::try_from;
    redress_domain::report::ReportKey, |text: String| {
        redress_domain::report::ReportKey::parse(&text).ok_or_else(|| format!("\"{text}\" is no report"))
    };
    crate::stream::StreamId, crate::stream::StreamId::try_from;
    Date, |text: String| text.parse::<Date>();
}

stored_as_word! {
    redress_domain::cause::CauseMember;
    redress_domain::cause::CauseStage;
    redress_domain::conduct::AppealOutcome;
    redress_domain::conduct::DueKind;
    redress_domain::conduct::Reach;
    redress_domain::conduct::Standing;
    redress_domain::lesson::DrawnFrom;
    redress_domain::lesson::Went;
    redress_domain::lesson::LessonStage;
    redress_domain::lesson::LessonReminder;
    redress_domain::lesson::RootCause;
    redress_domain::lesson::Worked;
    redress_domain::lesson::DueKind;
    redress_domain::measure::every::Every;
    redress_domain::survey::Answer;
    redress_domain::survey::NotAskedBecause;
    redress_domain::problem::NoProblem;
    redress_domain::problem::ProblemSign;
    redress_domain::report::ActionState;
    redress_domain::report::ReportSort;
    redress_domain::report::state::ReportState;
    redress_domain::customer::adjustment::AdjustmentKind;
    redress_domain::policy::SignalKind;
    redress_domain::signal::Standing;
    Channel;
    ClockKind;
    FileType;
    Finding;
    Kind;
    NotificationKind;
    Priority;
    RemedyKind;
    ReplyBy;
    Ombudsman;
    redress_domain::case::EnquiryStep;
    redress_domain::case::Referral;
    redress_domain::case::ReplyStep;
    redress_domain::incoming::MailDoubt;
    redress_domain::incoming::MailState;
    redress_domain::case::ReferralState;
    redress_domain::message::MessagePurpose;
    Role;
    redress_domain::permission::Ground;
    Scan;
    crate::keeping::Keeping;
    crate::message::MessageState;
    crate::webhook::WebhookState;
}

impl Stored for Digest {
    fn stored(value: Option<&Self>) -> Arg {
        Arg::Text(value.map(|digest| digest.as_str().to_owned()))
    }

    fn read(row: &Row, column: &str) -> Result<Option<Self>, StoreError> {
        Ok(row.text(column)?.map(Self::from_stored))
    }
}

/// A row of a table.
pub(crate) trait Record: Sized {
    /// The names of its fields, in their order.
    const FIELDS: &'static [&'static str];
    /// Its values, in the order of its fields.
    fn to_args(&self) -> Vec<Arg>;
    /// Reads it from columns that have the names of its fields.
    fn from_row(row: &Row) -> Result<Self, StoreError>;
}

/// Declares a row: a struct whose fields are columns of the same name, in the order in which its
/// statement binds them after the council.
macro_rules! row {
    (
        $(#[$meta:meta])*
        pub struct $name:ident { $( $(#[$field_meta:meta])* pub $field:ident: $kind:ty, )+ }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name { $( $(#[$field_meta])* pub $field: $kind, )+ }

        impl $crate::column::Record for $name {
            const FIELDS: &'static [&'static str] = &[ $( stringify!($field), )+ ];

            fn to_args(&self) -> Vec<$crate::engine::Arg> {
                vec![ $( $crate::column::Column::to_arg(&self.$field), )+ ]
            }

            fn from_row(row: &$crate::engine::Row) -> Result<Self, $crate::error::StoreError> {
                Ok(Self { $( $field: row.get(stringify!($field))?, )+ })
            }
        }
    };
}
pub(crate) use row;
