//! What became of a letter of a conduct file, and what follows on the file: in one commit, so that nothing binds without it.

use redress_domain::conduct::{Command, ConductFile, LetterState};
use redress_domain::id::{ConductId, CouncilId, MessageId};
use redress_domain::message::MessagePurpose;
use redress_domain::permission::{self, Act, Actor};
use redress_domain::vocabulary::{Channel, NotificationKind};
use redress_store::changes::{Changes, GivenUp, HandedOver, ReadModel};
use redress_store::error::StoreError;

use super::letter::LetterLine;
use super::{LoadedFile, NotDone};
use crate::Casework;
use crate::case::Message;
use crate::failure::Failure;
use crate::kept::Kept;

/// What became of a letter.
pub(crate) enum Became<'a> {
    /// A worker handed it over.
    HandedOver { worker: &'a str },
    /// GOV.UK Notify took it from a worker.
    TakenByNotify {
        worker: &'a str,
        row: Box<redress_store::notify::NotifyRow>,
    },
    /// Somebody brought it to them.
    ByHand(Channel),
    /// Its worker gave it up.
    GivenUp { worker: &'a str, why: &'a str },
    /// It came back, or was reported lost; with the rows that say so.
    Bounced { why: &'a str, rows: Vec<ReadModel> },
}

impl Casework {
    /// One letter of a file, for somebody who opens its letters.
    async fn own_conduct_letter(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, message): (&ConductId, &MessageId),
    ) -> Result<LetterLine, Failure> {
        let view = self.open_conduct(council, actor, (id, "letters")).await?;
        let mut lines = self.conduct_letters(council, &view).await?.into_iter();
        lines
            .find(|line| line.message.message_id == *message)
            .ok_or(Failure::NotFound)
    }

    /// Somebody who keeps the file brought a letter, by `channel`, that was not printed or could not be sent.
    ///
    /// Costs what [`Casework::open_conduct`] costs, the letters of the file, and what [`Casework::act_on_conduct`]
    /// costs.
    pub async fn carried_conduct_letter(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, message): (&ConductId, &MessageId),
        channel: Channel,
    ) -> Result<bool, NotDone> {
        let line = self.own_conduct_letter(council, actor, (id, message)).await?;
        let is_open = match line.state {
            LetterState::Waiting | LetterState::NotReached => true,
            LetterState::Left | LetterState::Overtaken => false,
        };
        if !is_open {
            return Ok(false);
        }
        self.conduct_became(council, actor, &line.message, Became::ByHand(channel))
            .await
    }

    /// Somebody who keeps the file says that a letter which has left came back, or did not arrive: the Royal Mail tells
    /// nobody but who opens the envelope. What it brought about is undone, as for an e-mail that bounced (domain 5.8).
    /// Answers whether it was so.
    ///
    /// Costs what [`Casework::carried_conduct_letter`] costs.
    pub async fn conduct_letter_came_back(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, message): (&ConductId, &MessageId),
    ) -> Result<bool, NotDone> {
        let line = self.own_conduct_letter(council, actor, (id, message)).await?;
        if line.state != LetterState::Left {
            return Ok(false);
        }
        let came_back = Became::Bounced {
            why: "It came back",
            rows: Vec::new(),
        };
        Box::pin(self.conduct_became(council, actor, &line.message, came_back)).await
    }

    /// Lets a letter that was given up be tried again; answers whether it was.
    ///
    /// Costs what [`Casework::open_conduct`] costs, and one row by its key.
    pub async fn try_conduct_letter_again(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (id, message): (&ConductId, &MessageId),
    ) -> Result<bool, Failure> {
        let view = self.open_conduct(council, actor, (id, "letters")).await?;
        let settings = self.councils.get(council)?;
        if !permission::may(settings.policy(self.today())?, actor, Act::ManageConduct) {
            return Err(Failure::NotFound);
        }
        let letter = view.file.letter(message);
        if letter.is_none_or(|letter| letter.state != LetterState::NotReached) {
            return Ok(false);
        }
        Ok(self.store.try_message_again(council, message).await?)
    }

    /// Writes down what became of a letter, together with what follows on its file: nothing binds without the one or
    /// the other. Answers whether it was so; not where another worker holds it by now.
    pub(crate) async fn conduct_became(
        &self,
        council: &CouncilId,
        actor: &Actor,
        message: &Message,
        became: Became<'_>,
    ) -> Result<bool, NotDone> {
        let id = message.conduct.as_ref().ok_or(Failure::NotFound)?;
        let message_id = message.message_id.clone();
        for _ in 0..super::TRIES {
            let loaded = self.load_conduct(council, id).await?;
            let state = loaded.file.letter(&message_id).map(|letter| letter.state);
            let has_left = match became {
                Became::HandedOver { .. } | Became::TakenByNotify { .. } | Became::ByHand(_) => true,
                Became::GivenUp { .. } | Became::Bounced { .. } => false,
            };
            // Printed letters are written down with their run; what has left once leaves no more.
            let brings_nothing_about = message.purpose != MessagePurpose::Conduct;
            let command = match (has_left, state) {
                _ if brings_nothing_about => None,
                (true, Some(LetterState::Left)) => None,
                (true, _) => Some(Command::LetterLeft {
                    message: message_id.clone(),
                    by: if let Became::ByHand(channel) = became {
                        Some(channel)
                    } else {
                        None
                    },
                }),
                (false, _) => Some(Command::LetterNotReached {
                    message: message_id.clone(),
                }),
            };
            let mut changes = Changes::new(council.clone(), actor.id.clone(), self.outside().now());
            let told = loaded.clone();
            if let Some(command) = command {
                Box::pin(self.plan_conduct(&mut changes, actor, loaded, vec![command])).await?;
            }
            self.settle_with(&mut changes, (council, &told, message), &became)
                .await?;
            match self.store.commit(changes).await {
                Ok(_) => return Ok(true),
                Err(StoreError::Taken(_)) => return Ok(false),
                // Somebody acted on the file: it is read again.
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(Failure::from(other).into()),
            }
        }
        Err(NotDone::Moved)
    }

    async fn settle_with(
        &self,
        changes: &mut Changes,
        (council, loaded, message): (&CouncilId, &LoadedFile, &Message),
        became: &Became<'_>,
    ) -> Result<(), Failure> {
        let message = message.message_id.clone();
        match became {
            Became::HandedOver { worker } => {
                let worker = (*worker).to_owned();
                changes.handed_over = Some(HandedOver { message, worker });
            }
            Became::TakenByNotify { worker, row } => {
                let worker = (*worker).to_owned();
                changes.handed_over = Some(HandedOver { message, worker });
                changes.rows.push(ReadModel::Notify(row.clone()));
            }
            Became::ByHand(_) => {
                let now = changes.at;
                if let Some(kept) = self.store.kept_letter(council, &message).await? {
                    // It is not printed once more.
                    changes.rows.push(ReadModel::KeptLetter(Box::new(Kept {
                        by_post: false,
                        ..kept
                    })));
                }
                changes.rows.push(ReadModel::ByHand(message, now));
            }
            Became::GivenUp { worker, why } => {
                changes.given_up = Some(GivenUp {
                    message,
                    worker: (*worker).to_owned(),
                    why: (*why).to_owned(),
                });
            }
            Became::Bounced { why, rows } => {
                changes.rows.extend(rows.iter().cloned());
                changes.rows.push(ReadModel::Bounced {
                    message,
                    why: (*why).to_owned(),
                });
            }
        }
        if matches!(became, Became::GivenUp { .. } | Became::Bounced { .. }) {
            let kind = NotificationKind::ConductLetterLost;
            let holders = self.holders(council, loaded).await?;
            changes.rows.extend(self.tell_of_conduct(
                (&loaded.id, &changes.actor, changes.at),
                kind,
                &holders,
            ));
        }
        Ok(())
    }

    /// What a print run of these letters brings about on their files, in the run's own commit.
    pub(crate) async fn conduct_printed(
        &self,
        changes: &mut Changes,
        (actor, letters): (&Actor, &[Kept]),
    ) -> Result<(), NotDone> {
        let council = changes.council.clone();
        let mut files: Vec<&ConductId> = letters.iter().filter_map(|kept| kept.conduct.as_ref()).collect();
        files.sort();
        files.dedup();
        for id in files {
            let loaded = self.load_conduct(&council, id).await?;
            let of_file = letters.iter().filter(|kept| kept.conduct.as_ref() == Some(id));
            // An answer to what came by a closed way brings nothing about.
            let of_file = of_file.filter(|kept| loaded.file.letter(&kept.message_id).is_some());
            let commands = of_file.map(|kept| Command::LetterLeft {
                message: kept.message_id.clone(),
                by: None,
            });
            let commands: Vec<Command> = commands.collect();
            Box::pin(self.plan_conduct(changes, actor, loaded, commands)).await?;
        }
        Ok(())
    }

    /// Letters that were overtaken are not to go: out of the outbox, and out of the next print run.
    pub(super) async fn take_back(
        &self,
        changes: &mut Changes,
        (council, before, after): (&CouncilId, &ConductFile, &ConductFile),
    ) -> Result<(), Failure> {
        let overtaken = after.letters.iter().filter(|letter| {
            letter.state == LetterState::Overtaken
                && before
                    .letter(&letter.message)
                    .is_some_and(|known| known.state != LetterState::Overtaken)
        });
        for letter in overtaken {
            changes.rows.push(ReadModel::TakenBack(letter.message.clone()));
            let kept = self.store.kept_letter(council, &letter.message).await?;
            if let Some(kept) = kept.filter(|kept| kept.run_on.is_none()) {
                changes.rows.push(ReadModel::KeptLetter(Box::new(Kept {
                    by_post: false,
                    ..kept
                })));
            }
        }
        Ok(())
    }
}
