//! How closed lists of words, texts and identifiers are described to programs.

use std::borrow::Cow;

use redress_domain::case::{self, ReplySection, Status};
use redress_domain::customer::adjustment::AdjustmentKind as AdjustmentKinds;
use redress_domain::vocabulary as known;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};

/// The channels that a program may name; a record from another system is imported instead.
pub(crate) const CHANNELS: &[known::Channel] = &[
    known::Channel::Online,
    known::Channel::Email,
    known::Channel::Phone,
    known::Channel::Letter,
    known::Channel::InPerson,
    known::Channel::WebChat,
    known::Channel::SocialMedia,
    known::Channel::Text,
    known::Channel::Councillor,
    known::Channel::Api,
];

fn one_of<T: std::fmt::Display>(all: &[T]) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(all.iter().map(ToString::to_string)))
        .into()
}

macro_rules! described {
    ($($(#[$meta:meta])* $name:ident = $schema:expr;)+) => {$(
        $(#[$meta])*
        pub(crate) struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                $schema
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }
        }
    )+};
}

fn shaped(pattern: &str) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some(pattern))
        .into()
}

described! {
    /// What a case is.
    Kind = one_of(known::Kind::ALL);
    /// How a contact came.
    Channel = one_of(known::Channel::ALL);
    /// How a contact came, as a program may say.
    ChannelNamed = one_of(CHANNELS);
    /// Where a case stands.
    CaseStatus = one_of(Status::ALL);
    /// How soon a case needs somebody.
    Priority = one_of(known::Priority::ALL);
    /// How somebody wants to be answered.
    ReplyBy = one_of(known::ReplyBy::ALL);
    /// What was promised.
    ClockKind = one_of(known::ClockKind::ALL);
    /// What was found on a point.
    Finding = one_of(known::Finding::ALL);
    /// How a case ended.
    Outcome = one_of(case::Outcome::ALL);
    /// How a case is closed.
    OutcomeOfClosing = one_of(case::Outcome::OF_CLOSING);
    /// Which way a contact went.
    Direction = one_of(case::Direction::ALL);
    /// Whether a customer could have been saved a contact, and why they had to make it.
    Avoidable = one_of(case::Avoidable::ALL);
    /// What a contact was for.
    Purpose = one_of(case::ContactPurpose::ALL);
    /// Whether what is sent keeps to what was agreed with whoever gets it.
    AdjustmentsKept = one_of(case::Kept::ALL);
    /// What was agreed with somebody, so that they can deal with the council as others do.
    AdjustmentKind = one_of(AdjustmentKinds::ALL);
    /// Why more time is needed.
    ExtensionReason = one_of(case::ExtensionReason::ALL);
    /// A part of a reply.
    Section = one_of(ReplySection::ALL);
    /// How two cases belong together.
    Relation = one_of(case::Relation::ALL);
    /// A text that somebody wrote: not blank, at most 10,000 characters.
    Text = ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(1))
        .max_length(Some(super::checks::LONGEST))
        .pattern(Some("\\S"))
        .into();
    /// A short name of the council's policy.
    Name = shaped("^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$");
    /// An identifier that Redress gave.
    Id = shaped("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$");
    /// A moment with its zone.
    Moment = ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
        .into();
    /// A day.
    Day = ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
        .into();
}
