//! How a problem, a question, a comment or thanks goes on.

use redress_casework::failure::Failure;
use redress_domain::case::{
    Agreed, Command, ContactPurpose, Direction, FirstContactSettlement, Outcome, ToldHow,
};
use redress_domain::vocabulary::{Channel, Kind};

use crate::demo::story::Story;
use crate::demo::texts::{Question, Request};

impl<'s> Story<'s, '_, '_> {
    /// A problem: settled at once, or triaged, answered, worked on and closed, some of them late.
    pub(crate) fn request(mut self, situation: &'s Request) -> Result<(), Failure> {
        let kind = Kind::ServiceRequest;
        let spoken = matches!(
            self.channel,
            Channel::Phone | Channel::InPerson | Channel::WebChat
        );
        if spoken && !situation.urgent && self.dice.happens(24) {
            let settled = self.pick(&self.stage.texts.situations.tails.settled);
            return self.settle(kind, settled);
        }
        let wait = i64::from(!situation.urgent && self.dice.happens(35));
        if self.later(wait).is_none() {
            return Ok(());
        }
        let has_owner = self.dice.happens(88);
        self.triage(kind, situation.urgent, has_owner)?;
        let officer = self.officer.actor.clone();
        if self.dice.happens(7) {
            return self.withdrawn();
        }
        let slow = self.dice.happens(9);
        let wait = if slow {
            self.dice.between(4, 8)
        } else {
            self.dice.between(0, 2)
        };
        if self.later(wait).is_none() {
            return Ok(());
        }
        let out = (Direction::Out, ContactPurpose::UpdateGiven);
        self.contact(&officer, out, &situation.first)?;
        if slow && self.dice.happens(60) {
            self.chased()?;
        }
        if self.dice.happens(8) && self.question()?.is_none() {
            return Ok(());
        }
        let target = self
            .stage
            .policy
            .services
            .iter()
            .find(|known| known.id == self.service);
        let days = target
            .and_then(|service| service.target)
            .map_or(10, |limit| i64::from(limit.count));
        let late = self.dice.happens(13);
        let mut left = if late {
            days + self.dice.between(1, 9)
        } else {
            self.dice.between(1, (days * 7 / 10).max(2))
        };
        while left > 8 {
            if self.later(8).is_none() {
                return Ok(());
            }
            left -= 8;
            let update = self.pick(&self.stage.texts.situations.tails.update);
            self.contact(&officer, out, update)?;
        }
        if self.later(left).is_none() {
            return Ok(());
        }
        self.ended(situation)
    }

    fn ended(&mut self, situation: &'s Request) -> Result<(), Failure> {
        let officer = self.officer.actor.clone();
        let not_done = self.dice.happens(12);
        let text = if not_done {
            &situation.not_done
        } else {
            self.pick(&situation.done)
        };
        let close = |sentence| Command::Close {
            outcome: if not_done { Outcome::NotDone } else { Outcome::Done },
            sentence,
            lesson: None,
        };
        let sentence = self.words(text);
        self.act(&officer, vec![close(sentence)])?;
        if !self.dice.happens(4) {
            return Ok(());
        }
        let wait = self.dice.between(2, 12);
        if self.later(wait).is_none() {
            return Ok(());
        }
        let manager = self.manager.actor.clone();
        let reason = self.words("The customer rang: it is the same again.");
        self.act(&manager, vec![Command::Reopen { reason }])?;
        if self.later(3).is_none() {
            return Ok(());
        }
        let sentence = self.words("We came again, and stayed until it was done.");
        self.act(&officer, vec![close(sentence)])
    }

    /// A question, a comment or thanks.
    pub(crate) fn question_or_thanks(mut self, kind: Kind, situation: &'s Question) -> Result<(), Failure> {
        let spoken = matches!(
            self.channel,
            Channel::Phone | Channel::InPerson | Channel::WebChat
        );
        if kind == Kind::Enquiry && spoken && self.dice.happens(80) {
            return self.settle(kind, &situation.answer);
        }
        let wait = self.dice.between(0, 1);
        if self.later(wait).is_none() {
            return Ok(());
        }
        self.triage(kind, false, true)?;
        let wait = self.dice.between(0, 4);
        if self.later(wait).is_none() {
            return Ok(());
        }
        let sentence = self.words(&situation.answer);
        let officer = self.officer.actor.clone();
        let outcome = Outcome::Done;
        self.act(
            &officer,
            vec![Command::Close {
                outcome,
                sentence,
                lesson: None,
            }],
        )
    }

    fn settle(&mut self, kind: Kind, text: &str) -> Result<(), Failure> {
        let minutes = self.dice.between(3, 14);
        if self.minutes(minutes).is_none() {
            return Ok(());
        }
        self.triage(kind, false, false)?;
        let agreed = if self.dice.happens(93) {
            Agreed::Yes
        } else {
            Agreed::NotSure
        };
        let settlement = FirstContactSettlement {
            what_was_done: self.words(text),
            agreed,
            told_how_to_complain: ToldHow::Told,
        };
        let adviser = self.adviser.actor.clone();
        self.act(&adviser, vec![Command::SettleAtFirstContact(settlement)])
    }

    pub(crate) fn withdrawn(&mut self) -> Result<(), Failure> {
        let wait = self.dice.between(1, 3);
        if self.later(wait).is_none() {
            return Ok(());
        }
        let reason = self.pick(&self.stage.texts.situations.tails.withdrawn);
        let reason = Some(self.words(reason));
        let adviser = self.adviser.actor.clone();
        self.act(&adviser, vec![Command::Withdraw { reason }])
    }

    /// The customer asks how it is going.
    pub(crate) fn chased(&mut self) -> Result<(), Failure> {
        if self.later(1).is_none() {
            return Ok(());
        }
        let adviser = self.adviser.actor.clone();
        let text = self.pick(&self.stage.texts.situations.tails.chase);
        self.contact(&adviser, (Direction::In, ContactPurpose::AskedForUpdate), text)
    }

    /// The officer asks the customer something, who answers.
    fn question(&mut self) -> Result<Option<()>, Failure> {
        let officer = self.officer.actor.clone();
        let text = self.pick(&self.stage.texts.situations.tails.question);
        self.contact(
            &officer,
            (Direction::Out, ContactPurpose::QuestionToCustomer),
            text,
        )?;
        let wait = self.dice.between(1, 4);
        if self.later(wait).is_none() {
            return Ok(None);
        }
        let adviser = self.adviser.actor.clone();
        let text = "Any day after four is fine. It is the one with the green door.";
        self.contact(&adviser, (Direction::In, ContactPurpose::Answer), text)?;
        self.read_what_came()?;
        Ok(Some(()))
    }
}
