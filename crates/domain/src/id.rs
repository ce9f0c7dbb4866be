//! Identifiers: what the record calls things, without saying anything about them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{text}\" is not {expected}")]
pub struct BadId {
    text: String,
    expected: &'static str,
}

fn is_slug(text: &str) -> bool {
    let letters = text
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    letters && !text.is_empty() && text.len() <= 48 && !text.starts_with('-') && !text.ends_with('-')
}

fn is_uuid(text: &str) -> bool {
    let shape = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
    };
    text.len() == 36 && text.bytes().enumerate().all(shape)
}

macro_rules! identifier {
    ($(#[$meta:meta])* $name:ident, $check:ident, $expected:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Takes the text if it has the right shape.
            pub fn parse(text: impl Into<String>) -> Result<Self, BadId> {
                let text = text.into();
                if $check(&text) { Ok(Self(text)) } else { Err(BadId { text, expected: $expected }) }
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadId;
            fn try_from(text: String) -> Result<Self, BadId> {
                Self::parse(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(&self.0)
            }
        }
    };
}

macro_rules! name_in_policy {
    ($($(#[$meta:meta])* $name:ident;)+) => {
        $(identifier!($(#[$meta])* $name, is_slug, "a short name of lower-case letters, digits and hyphens");)+
    };
}

macro_rules! given_by_us {
    ($($(#[$meta:meta])* $name:ident;)+) => {
        $(identifier!($(#[$meta])* $name, is_uuid, "an identifier such as 01932c07-a12b-7f3e-8c58-0123456789ab");)+
    };
}

name_in_policy! {
    /// A question of the survey: `listened`.
    QuestionId;
    /// What an answer in words is about: `waiting`.
    ThemeId;
    /// A council, by a short name: `lancaster`.
    CouncilId;
    /// A service of the policy file: `waste`.
    ServiceId;
    /// A team of the policy file: `waste-crews`.
    TeamId;
    /// A procedure of the policy file: `complaint-corporate`.
    ProcedureId;
    /// A post of the policy file: `chief-executive`.
    PostId;
    /// A coded reason of the policy file: `out-of-time`.
    ReasonCode;
    /// A public standard of the policy file: `reply-in-time`.
    StandardId;
    /// A ward of the council.
    WardId;
    /// A partner of the policy file: `severn-water`.
    PartnerId;
}

given_by_us! {
    /// A case.
    CaseId;
    /// A customer, or anybody else whom the council holds details of.
    PersonId;
    /// A piece of text that stands outside the event log.
    WordsId;
    /// A member of staff, councillor or partner who can sign in.
    UserId;
    /// One point of a complaint.
    PointId;
    /// A contact: one message or conversation.
    ContactId;
    /// A reply: one draft, from its first word to its sending.
    ReplyId;
    /// A promised remedy.
    RemedyId;
    /// A message in the outbox.
    MessageId;
    /// A file that came with a contact, or that a member of staff added.
    FileId;
    /// A call for help while a customer waits.
    HelpId;
    /// Something that somebody is told.
    NotificationId;
    /// An e-mail that came in.
    MailId;
    /// A reasonable adjustment that was agreed with a person.
    AdjustmentId;
    /// A concern for somebody's safety or wellbeing.
    ConcernId;
    /// A question to a partner.
    ReferralId;
    /// The conduct file of one person: from the first incident to the end of any arrangement.
    ConductId;
    /// An incident on a conduct file.
    IncidentId;
    /// A comment of the person on a report.
    CommentId;
    /// A signal: something in the record that a manager is asked to look at.
    SignalId;
    /// A lesson.
    LessonId;
    /// A common cause of many cases.
    CauseId;
    /// That a case goes from one council to another.
    TransferId;
}

/// Who did something. Nothing in the record has a blank author.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
pub enum ActorId {
    /// Somebody who signed in.
    User(UserId),
    /// A customer, on the public pages.
    Customer(PersonId),
    /// Somebody on the public pages who gave no name.
    Anonymous,
    /// A job of the program, by its name.
    Job(&'static str),
    /// An import, by the name of its mapping.
    Import(ReasonCode),
    /// A token of the programming interface, or the command line.
    Program(ReasonCode),
    /// Somebody of a partner organisation, on a question that was put to it.
    Partner(PartnerId),
}

impl ActorId {
    /// The user, if a person who signed in.
    pub const fn user(&self) -> Option<&UserId> {
        match self {
            Self::User(user) => Some(user),
            Self::Customer(_)
            | Self::Anonymous
            | Self::Job(_)
            | Self::Import(_)
            | Self::Program(_)
            | Self::Partner(_) => None,
        }
    }
}

/// The jobs that may act, by name.
pub const JOBS: &[&str] = &[
    "release-messages",
    "seal",
    "move-clocks",
    "daily-check",
    "keep-letters",
    "send-messages",
    "govuk-notify",
    "close-queries",
    "remind-partners",
    "remind-owners",
    "raise-signals",
    "tell-of-conduct",
    "erase",
    "learn",
    "answer-causes",
    "hand-over",
    "survey",
    "retention",
    "draft-reports",
    "identity-provider",
    "sign-in",
    "scan-files",
    "chain-readings",
    "setup",
    crate::incoming::JOB,
    "other",
];

// By hand: derived, the name of a job would have to be borrowed from the text for ever.
impl<'de> Deserialize<'de> for ActorId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_from(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

impl From<ActorId> for String {
    fn from(actor: ActorId) -> Self {
        actor.to_string()
    }
}

impl fmt::Display for ActorId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User(id) => write!(formatter, "user:{id}"),
            Self::Partner(id) => write!(formatter, "partner:{id}"),
            Self::Customer(id) => write!(formatter, "customer:{id}"),
            Self::Anonymous => formatter.write_str("anonymous"),
            Self::Job(name) => write!(formatter, "job:{name}"),
            Self::Import(name) => write!(formatter, "import:{name}"),
            Self::Program(name) => write!(formatter, "program:{name}"),
        }
    }
}

impl TryFrom<String> for ActorId {
    type Error = BadId;
    fn try_from(text: String) -> Result<Self, BadId> {
        let (sort, rest) = text.split_once(':').unwrap_or((text.as_str(), ""));
        match sort {
            "user" => UserId::parse(rest).map(Self::User),
            "partner" => PartnerId::parse(rest).map(Self::Partner),
            "customer" => PersonId::parse(rest).map(Self::Customer),
            "anonymous" => Ok(Self::Anonymous),
            "job" => Ok(Self::Job(
                JOBS.iter()
                    .find(|name| **name == rest)
                    .copied()
                    .unwrap_or("other"),
            )),
            "import" => ReasonCode::parse(rest).map(Self::Import),
            "program" => ReasonCode::parse(rest).map(Self::Program),
            _ => Err(BadId {
                text,
                expected: "an actor",
            }),
        }
    }
}
