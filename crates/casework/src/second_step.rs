//! The second step at sign-in: a code from an authenticator app (RFC 6238), or one of ten recovery codes.
//!
//! The secret is shown once and holds from the first code that is given. A code is taken once, whichever process takes it:
//! the last step that was taken is kept in one statement with the question whether it was. Recovery codes are kept as
//! hashes, and each is used once.

use jiff::Timestamp;
use redress_domain::draft_code::DraftCode;
use redress_domain::id::{CouncilId, UserId};
use redress_domain::permission::Actor;
use redress_domain::settings::user::{Command, Event, OwnStep, decide_own_step};
use redress_store::changes::ReadModel;
use redress_store::second_step::SecondStepRow;
use totp_rs::{Builder, Totp};

use crate::Casework;
use crate::failure::Failure;

/// How many recovery codes somebody has at first.
pub const RECOVERY_CODES: usize = 10;

/// How often an act on somebody's own account is tried again because something else about them was recorded meanwhile.
const TRIES: usize = 3;

/// What an authenticator app and the service both know: 160 bits, as RFC 4226 (4, R6) recommends.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 20]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secret(..)")
    }
}

impl Secret {
    /// Reads a secret in base32, as it was shown.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = data_encoding::BASE32_NOPAD.decode(text.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// The secret in base32, for whoever types it.
    pub fn to_text(&self) -> String {
        data_encoding::BASE32_NOPAD.encode(&self.0)
    }

    /// The code at a moment.
    pub fn code_at(&self, at: Timestamp) -> Option<String> {
        Some(self.totp()?.generate(seconds(at)).to_string())
    }

    /// The step whose code this is: that of `at`, the one before or the one after (RFC 6238, 5.2, and 6 for a clock that
    /// is a little wrong).
    pub fn step_of(&self, code: &str, at: Timestamp) -> Option<i64> {
        let step = self.totp()?.check(code, seconds(at))?;
        i64::try_from(step).ok()
    }

    /// SHA-1, six digits, thirty seconds, one step either side: what every authenticator app does. HMAC does not rest on
    /// what SHA-1 lost (RFC 4226, B.2).
    fn totp(&self) -> Option<Totp> {
        let secret = totp_rs::Secret::new_stack(self.0);
        let builder = Builder::new().with_secret(secret);
        builder
            .with_digits(6)
            .with_step_duration(30)
            .with_skew(1)
            .build()
            .ok()
    }
}

/// Somebody's second step, as far as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecondStep {
    /// Since when.
    pub set_at: Timestamp,
    /// How many recovery codes are left.
    pub codes_left: i64,
}

/// With what somebody proved their second step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProvedBy {
    /// A code from their authenticator app.
    App,
    /// A recovery code; so many are left.
    RecoveryCode(i64),
}

impl Casework {
    /// A secret that nobody has yet.
    pub fn fresh_secret(&self) -> Secret {
        let (one, other) = (self.outside().chance(), self.outside().chance());
        let mut bytes = [0; 20];
        for (place, byte) in bytes.iter_mut().zip(one.into_iter().chain(other)) {
            *place = byte;
        }
        Secret(bytes)
    }

    /// Somebody's second step, if they have one.
    ///
    /// Costs a row by its key, and the ten below another.
    pub async fn second_step(
        &self,
        council: &CouncilId,
        user: &UserId,
    ) -> Result<Option<SecondStep>, Failure> {
        let Some(row) = self.store.second_step(council, user).await? else {
            return Ok(None);
        };
        let codes_left = self.store.recovery_codes_left(council, user).await?;
        Ok(Some(SecondStep {
            set_at: row.set_at,
            codes_left,
        }))
    }

    /// Whether somebody has a second step.
    ///
    /// Costs a row by its key.
    pub async fn has_second_step(&self, council: &CouncilId, user: &UserId) -> Result<bool, Failure> {
        Ok(self.store.second_step(council, user).await?.is_some())
    }

    /// Sets `actor`'s own second step up, in place of one that they had, and answers their recovery codes, which are told
    /// once; `None` when the code is not that of the secret. They are signed out everywhere.
    ///
    /// Costs what [`Casework::end_user`] costs, and the person's codes and sessions, by index.
    pub async fn set_second_step(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (secret, code): (&Secret, &str),
    ) -> Result<Option<Vec<DraftCode>>, Failure> {
        let user = actor.user().ok_or(Failure::NotPermitted)?;
        let now = self.outside().now();
        let Some(step) = secret.step_of(code, now) else {
            return Ok(None);
        };
        let row = SecondStepRow {
            user_id: user.clone(),
            secret: secret.to_text(),
            set_at: now,
            // The code that was given to set it up does not sign anybody in as well.
            last_step: step,
        };
        let (codes, mut rows) = self.fresh_recovery_codes(user);
        rows.push(ReadModel::SecondStep(Box::new(row)));
        rows.push(ReadModel::NoSessions(user.clone()));
        self.own_step(council, actor, (OwnStep::Set, rows)).await?;
        Ok(Some(codes))
    }

    /// Takes `actor`'s own second step away, unless the policy requires one of them. They are signed out everywhere.
    ///
    /// Costs what [`Casework::set_second_step`] costs.
    pub async fn end_second_step(&self, council: &CouncilId, actor: &Actor) -> Result<(), Failure> {
        let user = actor.user().ok_or(Failure::NotPermitted)?;
        self.own_step(council, actor, (OwnStep::End, without(user))).await
    }

    /// Makes recovery codes for `actor`, which are told once; those that they had open nothing any more.
    ///
    /// Costs what [`Casework::set_second_step`] costs.
    pub async fn make_recovery_codes(
        &self,
        council: &CouncilId,
        actor: &Actor,
    ) -> Result<Vec<DraftCode>, Failure> {
        let user = actor.user().ok_or(Failure::NotPermitted)?;
        let (codes, rows) = self.fresh_recovery_codes(user);
        self.own_step(council, actor, (OwnStep::MakeCodes, rows)).await?;
        Ok(codes)
    }

    /// Whether what was typed proves somebody's second step: with a code of their app that was not taken before, or a
    /// recovery code, which is used up. A wrong code, one that was taken, and one of somebody who has no second step get
    /// the same answer.
    ///
    /// Costs two rows by their keys; a recovery code is an event besides.
    pub async fn prove_second_step(
        &self,
        council: &CouncilId,
        actor: &Actor,
        typed: &str,
    ) -> Result<Option<ProvedBy>, Failure> {
        let user = actor.user().ok_or(Failure::NotPermitted)?;
        if let Ok(code) = DraftCode::parse(typed) {
            if !self.store.take_recovery_code(council, user, &code.hash()).await? {
                return Ok(None);
            }
            let used = (OwnStep::UseCode, Vec::new());
            self.own_step(council, actor, used).await?;
            let left = self.store.recovery_codes_left(council, user).await?;
            return Ok(Some(ProvedBy::RecoveryCode(left)));
        }
        let code: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
        let row = self.store.second_step(council, user).await?;
        let secret = row.and_then(|row| Secret::parse(&row.secret));
        let Some((secret, step)) = secret.and_then(|secret| {
            let step = secret.step_of(&code, self.outside().now())?;
            Some((secret, step))
        }) else {
            return Ok(None);
        };
        let taken = (user, secret.to_text());
        let taken = self
            .store
            .take_step(council, (taken.0, taken.1.as_str(), step))
            .await?;
        Ok(taken.then_some(ProvedBy::App))
    }

    /// Takes somebody else's second step away, for a reason: a lost telephone. They are signed out everywhere.
    ///
    /// Costs what [`Casework::set_second_step`] costs.
    pub async fn reset_second_step(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, because): (&UserId, &str),
    ) -> Result<(), Failure> {
        let command = |because| Command::ResetSecondStep { because };
        self.order_user((council, actor, id), (because, command), |_, _| without(id))
            .await
    }

    /// What somebody does about their own: decided and written, again where something else was recorded meanwhile.
    async fn own_step(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (step, rows): (OwnStep, Vec<ReadModel>),
    ) -> Result<(), Failure> {
        let user = actor.user().ok_or(Failure::NotPermitted)?;
        let mut tries = 0;
        loop {
            let known = self.known_user(council, user).await?;
            let settings = self.councils.get(council)?;
            let event = decide_own_step(&known.state, step, settings.policy(self.today())?)?;
            let written: (Vec<Event>, _, _) = (vec![event], Vec::new(), rows.clone());
            tries += 1;
            match self
                .append_user((council, actor, user), known.version, written)
                .await
            {
                Err(Failure::Conflict { .. }) if tries < TRIES => {}
                done => return done,
            }
        }
    }

    pub(crate) fn fresh_recovery_codes(&self, user: &UserId) -> (Vec<DraftCode>, Vec<ReadModel>) {
        let codes: Vec<DraftCode> = (0..RECOVERY_CODES)
            .map(|_| DraftCode::of(&self.fresh().secret()))
            .collect();
        let mut rows = vec![ReadModel::NoRecoveryCodes(user.clone())];
        let kept = codes.iter().map(DraftCode::hash);
        rows.extend(kept.map(|hash| ReadModel::RecoveryCode(user.clone(), hash)));
        (codes, rows)
    }
}

/// What goes when a second step does.
fn without(user: &UserId) -> Vec<ReadModel> {
    vec![
        ReadModel::NoSecondStep(user.clone()),
        ReadModel::NoRecoveryCodes(user.clone()),
        ReadModel::NoSessions(user.clone()),
    ]
}

/// Seconds since 1970; a moment before has none.
fn seconds(at: Timestamp) -> u64 {
    u64::try_from(at.as_second()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    //! The codes are those of the RFC, and hold for a step either side.

    use super::*;

    fn of_the_rfc() -> Secret {
        Secret(*b"12345678901234567890")
    }

    #[test]
    fn a_code_is_that_of_rfc_6238_appendix_b() {
        // The last six of the eight digits there, for SHA-1.
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            let at = Timestamp::from_second(second).unwrap();
            assert_eq!(of_the_rfc().code_at(at).as_deref(), Some(code), "{second}");
        }
    }

    #[test]
    fn a_code_holds_for_its_step_and_one_on_either_side_and_says_which_it_is() {
        let made = Timestamp::from_second(1_111_111_111).unwrap();
        let code = of_the_rfc().code_at(made).unwrap();
        let step = 1_111_111_111 / 30;
        for (seconds, found) in [
            (-31, Some(step)),
            (0, Some(step)),
            (48, Some(step)),
            (-62, None),
            (60, None),
        ] {
            let at = Timestamp::from_second(1_111_111_111 + seconds).unwrap();
            assert_eq!(of_the_rfc().step_of(&code, at), found, "{seconds}");
        }
        for wrong in ["", "05047", "0504711", "O50471", "287082"] {
            assert_eq!(of_the_rfc().step_of(wrong, made), None, "{wrong}");
        }
    }

    #[test]
    fn a_secret_is_read_as_it_was_shown_and_never_shown_by_chance() {
        let secret = of_the_rfc();
        assert_eq!(secret.to_text(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(Secret::parse(&secret.to_text()), Some(secret.clone()));
        for wrong in ["", "GEZDGNBV", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ0"] {
            assert_eq!(Secret::parse(wrong), None, "{wrong}");
        }
        assert_eq!(format!("{secret:?}"), "Secret(..)");
    }
}
