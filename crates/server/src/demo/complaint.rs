//! How a complaint goes: acknowledged, looked into, answered, sometimes late, sometimes not accepted.

use redress_casework::failure::Failure;
use redress_domain::calendar::london;
use redress_domain::case::{
    Acknowledgement, Command, ContactPurpose, Direction, Extension, ExtensionReason, LessonAnswer,
    NewPayment, Outcome, PointDraft, RefusalProposal, Remedy, RemedyOrder, ReplySection, ReplyText,
};
use redress_domain::id::{PointId, ReasonCode, RemedyId, ReplyId};
use redress_domain::vocabulary::{ClockKind, Finding, Kind, Ombudsman, RemedyKind, Role};

use crate::demo::story::Story;
use crate::demo::texts::Complaint;

impl<'s> Story<'s, '_, '_> {
    /// The whole way of a complaint, as far as time has come.
    pub(crate) fn complaint(mut self, situation: &'s Complaint) -> Result<(), Failure> {
        let wait = self.dice.between(0, 1);
        if self.later(wait).is_none() {
            return Ok(());
        }
        self.triage(Kind::Complaint, false, true)?;
        if self.dice.happens(5) {
            return self.not_accepted();
        }
        if self.dice.happens(4) {
            return self.withdrawn();
        }
        let late = self.dice.happens(8);
        let wait = if late {
            self.dice.between(6, 8)
        } else {
            self.dice.between(0, 3)
        };
        if self.later(wait).is_none() {
            return Ok(());
        }
        let points = self.acknowledge(situation)?;
        if self.dice.happens(20) {
            self.chased()?;
        }
        let extended = self.dice.happens(16);
        let late = self.dice.happens(14);
        let wait = self.dice.between(2, 6);
        if self.later(wait).is_none() {
            return Ok(());
        }
        let upheld = self.investigate(situation, &points)?;
        if extended {
            let wait = self.dice.between(1, 2);
            if self.later(wait).is_none() {
                return Ok(());
            }
            self.extend()?;
        }
        let wait = match (late, extended) {
            (true, _) => self.dice.between(8, 14),
            (false, true) => self.dice.between(3, 7),
            (false, false) => self.dice.between(0, 2),
        };
        if self.later(wait).is_none() {
            return Ok(());
        }
        self.reply(situation, upheld)
    }

    pub(super) fn ombudsman(&self) -> &'static str {
        let procedure = self
            .stage
            .policy
            .procedure_for(Kind::Complaint, Some(&self.service));
        match procedure.and_then(|procedure| procedure.ombudsman) {
            Some(Ombudsman::Housing) => "the Housing Ombudsman",
            Some(Ombudsman::Psow) => "the Public Services Ombudsman for Wales",
            Some(Ombudsman::Ico) => "the Information Commissioner",
            Some(Ombudsman::Lgsco) | None => "the Local Government and Social Care Ombudsman",
        }
    }

    pub(super) fn letter(&self, body: &str) -> redress_domain::words::Words {
        self.letter_by(self.officer.name, body)
    }

    pub(super) fn letter_by(&self, signed: &str, body: &str) -> redress_domain::words::Words {
        let (name, council) = (&self.customer_name, &self.stage.policy.council.name);
        self.words(&format!(
            "Dear {name},\n\n{body}\n\nYours sincerely,\n{signed}\n{council}"
        ))
    }

    pub(super) fn acknowledge(&mut self, situation: &'s Complaint) -> Result<Vec<PointId>, Failure> {
        let mut new_points = Vec::new();
        let mut list = String::new();
        for (number, point) in (1..).zip(&situation.points) {
            let words = self.words(&point.words);
            list.push_str(&format!("\n{number}. {}", words.text));
            new_points.push(PointDraft {
                id: self.stage.fresh.point(),
                words,
            });
        }
        let ids = new_points.iter().map(|point| point.id.clone()).collect();
        let letter = self.letter(&format!(
            "Thank you for your complaint. This is what we understand it to be:\n{list}\n\nI will look into it and \
             reply within 10 working days. If I have understood you wrongly, please tell me. You can ask {} \
             for advice at any time.",
            self.ombudsman()
        ));
        let acknowledgement = Acknowledgement {
            new_points,
            wanted: None,
            letter,
        };
        let officer = self.officer.actor.clone();
        self.act(&officer, vec![Command::Acknowledge(acknowledgement)])?;
        Ok(ids)
    }

    /// What is found on each point; answers whether any was upheld.
    fn investigate(&mut self, situation: &'s Complaint, points: &[PointId]) -> Result<bool, Failure> {
        let officer = self.officer.actor.clone();
        let mut upheld = false;
        let mut commands = Vec::new();
        for (id, point) in points.iter().zip(&situation.points) {
            let finding = self.dice.weighted(
                &[
                    (Finding::Upheld, 48),
                    (Finding::PartlyUpheld, 17),
                    (Finding::NotUpheld, 35),
                ],
                Finding::Upheld,
            );
            let is_upheld = finding != Finding::NotUpheld;
            upheld |= is_upheld;
            let reason = if is_upheld {
                &point.upheld
            } else {
                &point.not_upheld
            };
            commands.push(Command::RecordFinding {
                point: id.clone(),
                finding,
                reason: self.words(reason),
            });
        }
        if upheld {
            let days = self.dice.between(8, 20);
            let due = crate::demo::year::working_days_later(self.at, days, self.stage.calendar, self.dice);
            commands.push(Command::PromiseRemedy(Remedy {
                id: self.stage.fresh.remedy(),
                kind: situation.remedy.kind,
                words: self.words(&situation.remedy.words),
                owner: Some(self.officer_id()),
                due_on: Some(london::civil_date(due)),
            }));
        }
        self.act(&officer, commands)?;
        Ok(upheld)
    }

    /// When the reply is due, until that day.
    fn reply_due(&self) -> Option<jiff::civil::Date> {
        let case = &self.batch.case(&self.case)?.case;
        let due = case.clock(ClockKind::Reply)?.due_on;
        (london::civil_date(self.at) <= due).then_some(due)
    }

    fn extend(&mut self) -> Result<(), Failure> {
        if self.reply_due().is_none() {
            return Ok(());
        }
        let days = self.dice.between(4, 9);
        self.extend_by(days)
    }

    /// So many working days more are taken, before the day on which the reply is due.
    pub(super) fn extend_by(&mut self, days: i64) -> Result<(), Failure> {
        let Some(mut to) = self.reply_due() else {
            return Ok(());
        };
        for _ in 0..days {
            to = self.stage.calendar.next_working_day(to);
        }
        let letter = self.letter(&format!(
            "I need more time for a good answer to your complaint. You will have my reply by {}. If you are unhappy \
             with this you can ask {} for advice, free of charge.",
            to.strftime("%-d %B %Y"),
            self.ombudsman()
        ));
        let extension = Extension {
            to,
            reason: self.dice.weighted(
                &[
                    (ExtensionReason::Complex, 40),
                    (ExtensionReason::WaitingForOthers, 40),
                    (ExtensionReason::Absence, 20),
                ],
                ExtensionReason::Complex,
            ),
            because: self.words("The contractor's records are needed and come next week."),
            letter,
        };
        let officer = self.officer.actor.clone();
        self.act(&officer, vec![Command::Extend(extension)])
    }

    pub(super) fn draft(&self, situation: &Complaint, upheld: bool, reply: &ReplyId) -> ReplyText {
        let points: Vec<String> = situation.points.iter().map(|point| point.words.clone()).collect();
        let (sorry, remedy, actions) = if upheld {
            (
                "We did not do what you could expect of us, and I am sorry.",
                situation.remedy.words.as_str(),
                "The remedy above is still to be done. I see to it myself and write to you when it is.",
            )
        } else {
            (
                "I am sorry that this has troubled you.",
                "As I have not found that we were at fault, I do not propose a remedy.",
                "Nothing is left to be done.",
            )
        };
        let further = format!(
            "If you are not satisfied you can ask for a review at stage 2. You need give no reason. After that you can go \
             to {}, free of charge.",
            self.ombudsman()
        );
        let decision = if upheld {
            "I have looked at each point and found that we were at fault. What I found, and why, stands beside each."
        } else {
            "I have looked at each point and do not find that we were at fault. The reasons stand beside each."
        };
        let sections = [
            (ReplySection::Complaint, points.join("\n")),
            (
                ReplySection::LookedAt,
                "I have read the record, spoken to those who were there and looked at our own rules."
                    .to_owned(),
            ),
            (ReplySection::Decision, decision.to_owned()),
            (ReplySection::Sorry, sorry.to_owned()),
            (ReplySection::Remedy, remedy.to_owned()),
            (ReplySection::Actions, actions.to_owned()),
            (ReplySection::Further, further),
        ];
        ReplyText {
            id: reply.clone(),
            sections: sections
                .map(|(section, text)| (section, self.words(&text)))
                .to_vec(),
        }
    }

    fn reply(&mut self, situation: &'s Complaint, upheld: bool) -> Result<(), Failure> {
        let (officer, manager) = (self.officer.actor.clone(), self.manager.actor.clone());
        let reply = self.stage.fresh.reply();
        let text = self.draft(situation, upheld, &reply);
        let ask = || Command::AskForApproval { reply: reply.clone() };
        self.act(&officer, vec![Command::DraftReply(text.clone()), ask()])?;
        if self.dice.happens(15) {
            let wait = self.dice.between(0, 1);
            if self.later(wait).is_none() {
                return Ok(());
            }
            let what_to_change = self.words("Please say sorry before you explain, and name the day.");
            let reply = reply.clone();
            self.act(
                &manager,
                vec![Command::SendBackReply {
                    reply,
                    what_to_change,
                }],
            )?;
            if self.later(0).is_none() {
                return Ok(());
            }
            let text = self.draft(situation, upheld, &text.id);
            self.act(&officer, vec![Command::DraftReply(text), ask()])?;
        }
        let wait = self.dice.between(0, 2);
        if self.later(wait).is_none() {
            return Ok(());
        }
        self.act(&manager, vec![Command::ApproveReply { reply: reply.clone() }])?;
        let minutes = self.dice.between(5, 80);
        if self.minutes(minutes).is_none() {
            return Ok(());
        }
        let body: Vec<String> = self
            .draft(situation, upheld, &reply)
            .sections
            .into_iter()
            .map(|(_, words)| words.text)
            .collect();
        let letter = self.letter(&format!(
            "Stage 1: our reply to your complaint\n\n{}",
            body.join("\n\n")
        ));
        self.act(&officer, vec![Command::SendReply { reply, letter }])?;
        self.afterwards(situation, upheld)
    }

    /// What was promised is done, and the case is closed with what was learned.
    fn afterwards(&mut self, situation: &'s Complaint, upheld: bool) -> Result<(), Failure> {
        let officer = self.officer.actor.clone();
        if self.dice.happens(12) {
            let wait = self.dice.between(1, 3);
            if self.later(wait).is_none() {
                return Ok(());
            }
            let adviser = self.adviser.actor.clone();
            let text = "Thank you for the clear letter. I am glad that somebody listened.";
            self.contact(&adviser, (Direction::In, ContactPurpose::Thanks), text)?;
        }
        let wait = self.dice.between(3, 8);
        if self.later(wait).is_none() {
            return Ok(());
        }
        let lesson = if upheld {
            LessonAnswer::Lesson(self.words(&situation.lesson.learned))
        } else {
            LessonAnswer::NoneBecause(self.words("Our rules were followed and are clear."))
        };
        let sentence = self.words("We have answered your complaint in full. You can still ask for a review.");
        let close = Command::Close {
            outcome: Outcome::Done,
            sentence,
            lesson: Some(lesson),
        };
        self.read_what_came()?;
        self.act(&officer, vec![close])?;
        let open = self.batch.case(&self.case).and_then(|loaded| {
            let open = loaded.case.remedies.iter().find(|remedy| remedy.is_open());
            open.map(|remedy| remedy.id.clone())
        });
        let Some(remedy) = open else { return Ok(()) };
        let wait = self.dice.between(1, 14);
        if self.dice.happens(8) || self.later(wait).is_none() {
            return Ok(());
        }
        self.deliver(situation, remedy)
    }

    /// What was promised is done: money is approved by somebody else and paid.
    pub(super) fn deliver(&mut self, situation: &Complaint, remedy: RemedyId) -> Result<(), Failure> {
        let officer = self.officer.actor.clone();
        if situation.remedy.kind != RemedyKind::Financial {
            let evidence = self.words("Done, and the customer has confirmed it on the phone.");
            return self.act(&officer, vec![Command::DeliverRemedy { remedy, evidence }]);
        }
        let ask = RemedyOrder::AskPayment(NewPayment {
            remedy: remedy.clone(),
            pence: 5_000,
            payee: self.words("The customer, as our payments team knows them."),
        });
        self.act(&officer, vec![Command::Remedy(ask)])?;
        let approve = RemedyOrder::ApprovePayment {
            remedy: remedy.clone(),
        };
        let manager = self.manager.actor.clone();
        self.act(&manager, vec![Command::Remedy(approve)])?;
        let paid = RemedyOrder::RecordPayment {
            remedy,
            on: london::civil_date(self.at),
            evidence: self.words("In the list of payments of that day."),
        };
        self.act(&officer, vec![Command::Remedy(paid)])
    }

    fn not_accepted(&mut self) -> Result<(), Failure> {
        let managers: Vec<_> = self.stage.staff.with(Role::ComplaintsManager, None);
        let (Some(first), Some(second)) = (managers.first(), managers.get(1)) else {
            return Ok(());
        };
        let Ok(code) = ReasonCode::parse("already-considered") else {
            return Ok(());
        };
        let wait = self.dice.between(1, 3);
        if self.later(wait).is_none() {
            return Ok(());
        }
        let letter = self.letter(&format!(
            "We gave you our final answer on this matter before, after both stages, and nothing new has come since. \
             We therefore do not look into it again. You can ask {} to look at this decision, free of charge.",
            self.ombudsman()
        ));
        let proposal = RefusalProposal {
            code,
            evidence: self
                .words("Our final answer of last year is about the same matter; nothing has happened since."),
            letter,
        };
        self.act(&first.actor, vec![Command::ProposeRefusal(proposal)])?;
        let wait = self.dice.between(0, 2);
        if self.later(wait).is_none() {
            return Ok(());
        }
        self.act(&second.actor, vec![Command::AgreeRefusal { request: None }])
    }
}
