//! The code that opens the private parts of the track page: asked for, made at the last moment,
//! tried a few times, used once. Only its digest is kept.

use jiff::{SignedDuration, Timestamp};
use redress_domain::id::{CouncilId, MessageId, PersonId, UserId};
use redress_domain::message::{MessagePurpose, NewCode};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::policy::defaults;
use redress_domain::vocabulary::{Channel, ReplyBy};
use redress_domain::words::Digest;
use redress_store::code::{CodeRow, GivenRow};
use serde::{Deserialize, Serialize};

use crate::Casework;
use crate::case::CaseView;
use crate::failure::Failure;
use crate::lists::Person;
use crate::sending::{OutboxLine, PAGE, State};

/// How many tries one code has. With [`ASKED`] codes an hour, whoever guesses has 25 tries among a
/// million: it takes three years of trying to have an even chance.
pub const TRIES: i64 = 5;
/// How many codes can be asked for in an hour, for one person on one case.
const ASKED: i64 = 5;
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// Who of the council gave a code out, when and how: they know it as well as the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenOut {
    /// Who.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
    /// How: read out, or in a letter or a text message that they wrote.
    pub channel: Channel,
}

/// What came of typing a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// It is right, and opens this once; with who gave it out, where somebody of the council did.
    Right(Option<GivenOut>),
    /// It is not, or there is none.
    Wrong,
}

/// What came of asking for a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// It is on its way by this channel.
    By(Channel),
    /// Too many were asked for in the last hour.
    TooMany,
    /// Nothing on file reaches them.
    NoWay,
}

/// How a code reaches somebody: the way they want to be answered, if what that takes is on file.
pub fn channel_to(person: &Person) -> Option<Channel> {
    let email = person.email.as_ref().map(|_| Channel::Email);
    let phone = |channel| person.phone.as_ref().map(|_| channel);
    let letter = person.address.as_ref().map(|_| Channel::Letter);
    match person.reply_by {
        Some(ReplyBy::Email) => email,
        Some(ReplyBy::Text) => phone(Channel::Text),
        Some(ReplyBy::Phone) => phone(Channel::Phone),
        Some(ReplyBy::Letter) => letter,
        Some(ReplyBy::NoContact) => None,
        None => email.or(letter),
    }
}

impl Casework {
    /// Puts a code for somebody who proved their postcode or last name on its way, by their channel.
    ///
    /// What goes by hand waits in the outbox once, however often it is asked for.
    ///
    /// Costs two rows by their keys.
    pub async fn ask_for_code(&self, view: &CaseView, person: &PersonId) -> Result<Asked, Failure> {
        let Some(channel) = view.person(person).and_then(channel_to) else {
            return Ok(Asked::NoWay);
        };
        let council = &view.council.id;
        let key = format!("code:{}:{person}", view.id);
        if self.count_try(council, &key, HOUR).await? > ASKED {
            return Ok(Asked::TooMany);
        }
        let waits = view.messages.iter().any(|message| {
            message.purpose == MessagePurpose::Code
                && message.state == State::Waiting
                && message.recipient.as_ref() == Some(person)
        });
        if !waits {
            let message = self.message_to(view, (person, channel), MessagePurpose::Code);
            self.store.put_message(council, &message).await?;
        }
        Ok(Asked::By(channel))
    }

    /// Makes a code in place of the one before; it lasts as long as the policy says for a channel.
    pub(crate) async fn make_code(
        &self,
        view: &CaseView,
        (person, channel): (&PersonId, Channel),
        given_by: Option<&UserId>,
    ) -> Result<NewCode, Failure> {
        let rules = view.policy().map_or(defaults::CODE, |policy| policy.code);
        let lasts = if channel == Channel::Letter {
            SignedDuration::from_hours(24 * i64::from(rules.days_by_post))
        } else {
            SignedDuration::from_mins(i64::from(rules.minutes))
        };
        let now = self.outside().now();
        let until = now.saturating_add(lasts).unwrap_or(Timestamp::MAX);
        // The remainder is even to one part in 10 to the 32nd.
        let digits = format!("{:06}", u128::from_le_bytes(self.outside().chance()) % 1_000_000);
        let salt = self.fresh().salt();
        let code = CodeRow {
            salt,
            digest: Digest::of(&salt, digits.as_bytes()),
        };
        let given = GivenRow {
            given_by: given_by.cloned(),
            given_at: given_by.map(|_| now),
            given_as: given_by.map(|_| channel),
        };
        let whose = (&view.id, person);
        self.store
            .put_code(&view.council.id, whose, (&code, &given), until)
            .await?;
        Ok(NewCode { digits, until })
    }

    /// Makes a code that a member of staff gives to the customer: read out, by text or in a letter.
    ///
    /// That it was made is noted with who read the case; what waits in the outbox for it is done.
    ///
    /// Costs two rows by their keys, and one for each message of the case that waits for a code.
    pub async fn give_code(
        &self,
        view: &CaseView,
        actor: &Actor,
        (person, channel): (&PersonId, Channel),
    ) -> Result<NewCode, Failure> {
        if !view.may(actor, Act::RecordContact) {
            return Err(Failure::NotPermitted);
        }
        let person = view.person(person).ok_or(Failure::NotFound)?;
        let whose = (&person.person_id, channel);
        let code = self.make_code(view, whose, actor.user()).await?;
        self.record_reading(view, actor, "code").await?;
        let (council, now) = (&view.council.id, self.outside().now());
        let waiting = view.messages.iter().filter(|message| {
            message.purpose == MessagePurpose::Code && message.recipient.as_ref() == Some(&person.person_id)
        });
        for message in waiting {
            self.store
                .message_by_hand(council, &message.message_id, now)
                .await?;
        }
        Ok(code)
    }

    /// Codes that wait for somebody to give them, as they go by one of these channels, the oldest first, a page at a time: for
    /// whoever may read every case, without those of complaints about themselves. None of them is made yet.
    ///
    /// Costs one page of the index of codes that wait.
    pub async fn codes_to_give(
        &self,
        council: &CouncilId,
        (actor, by): (&Actor, &[Channel]),
        after: Option<&(Timestamp, MessageId)>,
    ) -> Result<Vec<OutboxLine>, Failure> {
        self.may_read_all(council, actor)?;
        let wanted = (by, actor.user());
        Ok(self.store.codes_waiting(council, wanted, after, PAGE).await?)
    }

    /// How many there are, counted up to a hundred; nothing for who gives none.
    ///
    /// Costs at most a hundred rows of an index.
    pub async fn count_codes_to_give(
        &self,
        council: &CouncilId,
        (actor, by): (&Actor, &[Channel]),
    ) -> Result<Option<i64>, Failure> {
        let settings = self.councils.get(council)?;
        let policy = settings.policy(self.today())?;
        let gives = [Act::ReadAnyCase, Act::RecordContact];
        if !gives.into_iter().all(|act| permission::may(policy, actor, act)) {
            return Ok(None);
        }
        let wanted = (by, actor.user());
        Ok(Some(self.store.count_codes_waiting(council, wanted, 100).await?))
    }

    /// Whether `typed` is the code of somebody on the case, and who gave it out. A code that is right opens once.
    ///
    /// Costs one row by its key, twice when the code is right.
    pub async fn try_code(&self, view: &CaseView, person: &PersonId, typed: &str) -> Result<Typed, Failure> {
        let typed: String = typed.chars().filter(char::is_ascii_digit).collect();
        let (council, whose) = (&view.council.id, (&view.id, person));
        let now = self.outside().now();
        let Some((code, given)) = self.store.try_code(council, whose, now, TRIES).await? else {
            return Ok(Typed::Wrong);
        };
        // Both are digests: how far they agree tells nothing of the digits.
        if Digest::of(&code.salt, typed.as_bytes()) != code.digest {
            return Ok(Typed::Wrong);
        }
        if !self.store.use_code(council, whose).await? {
            return Ok(Typed::Wrong);
        }
        let given = given.given_by.zip(given.given_at).zip(given.given_as);
        Ok(Typed::Right(given.map(|((by, at), channel)| GivenOut {
            by,
            at,
            channel,
        })))
    }
}
