//! The reply goes: each case gets a letter of its own, once, in pieces.
//!
//! The order is: the act on the case, kept once by a key of the reply and the case; then the common cause's note
//! of it. Cut off between the two, the next round finds the act done and makes the note.

use std::collections::BTreeSet;

use redress_domain::case::{
    Case, Command as CaseCommand, ContactPurpose, Direction, Kept, NewContact, Outcome, PeopleOrder,
};
use redress_domain::cause::{CauseAnswer, CauseReply, Command, KeptBack};
use redress_domain::customer::adjustment::AdjustmentKind;
use redress_domain::id::{ActorId, AdjustmentId, CaseId, CauseId, CouncilId, ServiceId};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::Channel;
use redress_store::changes::Once;

use super::{LoadedCause, NotDone};
use crate::Casework;
use crate::act::Loaded;
use crate::failure::Failure;
use crate::people::adjustment::holds;

/// The job that answers.
const JOB: &str = "answer-causes";

/// Under what it is kept that a case was answered.
const ONCE: &str = "cause-answered";

/// How many common causes a round sees to.
const TOGETHER: i64 = 10;

/// How many cases are answered before it is noted.
const PIECE: usize = 25;

/// How many pieces of one common cause a round sends, so that nothing else waits for long.
const PIECES: usize = 4;

/// What became of a case.
enum Seen {
    Answered,
    KeptBack(KeptBack),
    /// Somebody acted on it in this moment: the next round looks at it anew.
    Later,
}

/// What is sent, and for which.
struct Sending<'a> {
    id: &'a CauseId,
    service: Option<&'a ServiceId>,
    reply: &'a CauseReply,
    text: &'a str,
}

impl Casework {
    /// Sends the replies that go, each on the cases that it has not reached; answers how many cases were seen to.
    ///
    /// Costs an act on each case and a note for each piece; an empty index where nothing goes.
    pub async fn answer_causes(&self, council: &CouncilId) -> Result<usize, Failure> {
        let mut count = 0;
        for id in self.store.causes_to_answer(council, TOGETHER).await? {
            for _ in 0..PIECES {
                let seen_to = Box::pin(self.answer_piece(council, &id)).await?;
                count += seen_to;
                if seen_to < PIECE {
                    break;
                }
            }
        }
        Ok(count)
    }

    async fn answer_piece(&self, council: &CouncilId, id: &CauseId) -> Result<usize, Failure> {
        let loaded = self.load_cause(council, id).await?;
        let LoadedCause { cause, .. } = &loaded;
        let Some(reply) = &cause.reply else { return Ok(0) };
        let words = self.store.words(council, vec![&reply.text.id]).await?;
        let sending = Sending {
            id,
            service: cause.service.as_ref(),
            reply,
            // What was erased says nothing to anybody: each is kept back.
            text: words.get(&reply.text.id).map_or("", String::as_str),
        };
        let piece: Vec<CaseId> = cause.to_answer().take(PIECE).cloned().collect();
        let mut answered = BTreeSet::new();
        let mut notes = Vec::new();
        for case in &piece {
            match Box::pin(self.answer_case(council, &sending, case)).await? {
                Seen::Later => {}
                Seen::Answered => {
                    answered.insert(case.clone());
                }
                Seen::KeptBack(because) => notes.push(Command::KeepBack {
                    case: case.clone(),
                    because,
                }),
            }
        }
        let seen_to = answered.len() + notes.len();
        if !answered.is_empty() {
            notes.push(Command::Answered { cases: answered });
        }
        let actor = Actor::program(ActorId::Job(JOB));
        match self.act_on_latest_cause(council, &actor, id, &notes).await {
            // Another worker was quicker, and noted the same.
            Ok(()) | Err(NotDone::Refused(_) | NotDone::Moved) => Ok(seen_to),
            Err(NotDone::Failed(failure)) => Err(failure),
        }
    }

    /// Answers one case, once for a reply however often it is tried; or says why a person has to.
    async fn answer_case(
        &self,
        council: &CouncilId,
        sending: &Sending<'_>,
        case: &CaseId,
    ) -> Result<Seen, Failure> {
        let key = format!("{}/{case}", sending.reply.id);
        if self.store.answer_before(council, (ONCE, &key)).await?.is_some() {
            return Ok(Seen::Answered);
        }
        let loaded = match self.load(council, case).await {
            Ok((loaded, _)) => loaded,
            // Retention removed it, and whose it was.
            Err(Failure::NotFound) => return Ok(Seen::KeptBack(KeptBack::Gone)),
            Err(other) => return Err(other),
        };
        if let Some(because) = self.kept_back(council, sending, &loaded).await? {
            return Ok(Seen::KeptBack(because));
        }
        let Ok(said) = self.adjustments_kept(council, &loaded.case).await? else {
            return Ok(Seen::KeptBack(KeptBack::Adjustment));
        };
        let said = (!said.is_empty()).then_some(CaseCommand::People(PeopleOrder::SayAdjustments {
            adjustments: said,
            kept: Kept::Yes,
            reason: None,
        }));
        let channel = self.channel_to_write(council, (case, &loaded.case)).await?;
        let orders: Vec<CaseCommand> = said.into_iter().chain([self.order(sending, channel)]).collect();
        let once = |_: &Loaded| Once {
            scope: ONCE,
            key: key.clone(),
            result: String::new(),
        };
        let actor = Actor::program(ActorId::Job(JOB));
        // As it was looked at: what somebody did to it since may make it differ.
        let at = (case, Some(loaded.version));
        match Box::pin(self.act_once(council, &actor, at, (&orders, &once))).await {
            Ok(_) | Err(Failure::AlreadyDone(_)) => Ok(Seen::Answered),
            Err(Failure::Refused(_) | Failure::NotPermitted) => Ok(Seen::KeptBack(KeptBack::Rule)),
            Err(Failure::Conflict { .. }) => Ok(Seen::Later),
            Err(other) => Err(other),
        }
    }

    /// Why a case is not answered with the others.
    async fn kept_back(
        &self,
        council: &CouncilId,
        sending: &Sending<'_>,
        Loaded { id, case, .. }: &Loaded,
    ) -> Result<Option<KeptBack>, Failure> {
        if sending.text.trim().is_empty() {
            return Ok(Some(KeptBack::Gone));
        }
        if case.is_closed() {
            return Ok(Some(KeptBack::Closed));
        }
        // Complaint Handling Code 6.7 and 6.8: a complaint has a reply of its own, with every point and every part.
        if case.is_complaint() {
            return Ok(Some(KeptBack::Complaint));
        }
        if case.service.as_ref() != sending.service {
            return Ok(Some(KeptBack::OtherService));
        }
        // Where two people grouped it at the same moment, one of the two answers.
        let open = self.store.open_causes_of(council, &[id]).await?;
        let is_anothers = open.get(id).is_some_and(|first| first != sending.id);
        Ok(is_anothers.then_some(KeptBack::OtherCause))
    }

    /// What was agreed with the reader that a letter keeps to by itself: large print, in which every letter to
    /// them is set. `Err` when something was agreed that only a person can keep to (Equality Act 2010, section 20).
    async fn adjustments_kept(
        &self,
        council: &CouncilId,
        case: &Case,
    ) -> Result<Result<Vec<AdjustmentId>, ()>, Failure> {
        let today = self.today();
        let mut kept = Vec::new();
        // Whoever came with a case that goes on in this one gets the letter too.
        for reader in case.readers() {
            for line in self.adjustments_of(council, reader.person).await? {
                let kind = line.row.kind;
                // One text for all is in one language.
                let bears = kind.bears_on_letters() || kind == AdjustmentKind::Welsh;
                if !holds(&line, today) || !bears {
                    continue;
                }
                if line.row.kind != AdjustmentKind::LargePrint {
                    return Ok(Err(()));
                }
                kept.push(line.row.adjustment_id);
            }
        }
        Ok(Ok(kept))
    }

    /// What is done to a case: a word to its customer by the way that they chose, or its end with that word.
    fn order(&self, sending: &Sending<'_>, channel: Channel) -> CaseCommand {
        let words = self.fresh().words(sending.text);
        let outcome = match sending.reply.answer {
            CauseAnswer::Update => {
                return CaseCommand::RecordContact(NewContact {
                    id: self.fresh().contact(),
                    direction: Direction::Out,
                    channel,
                    at: self.outside().now(),
                    purpose: ContactPurpose::UpdateGiven,
                    words,
                });
            }
            CauseAnswer::Done => Outcome::Done,
            CauseAnswer::NotDone => Outcome::NotDone,
        };
        CaseCommand::Close {
            outcome,
            sentence: words,
            lesson: None,
        }
    }
}
