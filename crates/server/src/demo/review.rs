//! Complaints of the demo that went further than a reply: stage 2 asked for, being reviewed and answered, one
//! with the Ombudsman, and a promise that is due soon beside one that is overdue; and as many more, over the year, as a council
//! of that size has (of its peers' replies at stage 1, one in five or more is taken further).

use jiff::{Span, Timestamp};
use redress_casework::Casework;
use redress_casework::failure::Failure;
use redress_domain::calendar::london;
use redress_domain::case::{
    Acknowledgement, AnswerSharing, AskForStage2, Command, ContactPurpose, Direction, EnquiryStep,
    LessonAnswer, NewAnswer, NewContact, NewEnquiry, NewReferral, NewReviewer, NoPart, Outcome,
    ReferralOrder, Remedy, ReplySection, ReplyText, ReviewView, SharedPart, SharingConsent,
};
use redress_domain::id::{PointId, ReplyId};
use redress_domain::permission::Actor;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::{Channel, Determination, Finding, Kind, Ombudsman, Role};

use crate::demo::chance::{Dice, Staged};
use crate::demo::fill::Plan;
use crate::demo::staff::Colleague;
use crate::demo::story::{Opening, Stage, Story};
use crate::demo::texts::Complaint;
use crate::demo::year::office_time;
use crate::progress::note;
use crate::trouble::Trouble;

/// How far a complaint went. Days are counted back from the demo's day.
#[derive(Debug, Clone, Copy)]
enum Went {
    /// Stage 2 is asked for and waits to be accepted.
    Asked,
    /// A reviewer has it, and has looked at one point.
    Reviewed,
    /// Stage 2 is answered, and the case closed.
    Answered,
    /// The same, and the Ombudsman asks about it.
    Ombudsman,
    /// Answered at stage 1, with a promise that is due in so many days, or was so many days ago.
    Promised { due_in: i32 },
    /// Answered at stage 2, and the Ombudsman decided that the council was at fault, or was not.
    Decided { fault: bool },
    /// Closed after stage 1, and opened again because it was not done as the reply said.
    Reopened,
}

/// How the others went, one after the other.
const OTHERS: [Went; 8] = [
    Went::Answered,
    Went::Decided { fault: true },
    Went::Answered,
    Went::Reopened,
    Went::Answered,
    Went::Decided { fault: false },
    Went::Answered,
    Went::Answered,
];

/// One of so many cases is a complaint that goes further.
const ONE_IN: usize = 40;

/// Between how many days ago the others were asked about, so that all that follows is over.
const OTHERS_AGO: (i32, i32) = (115, 325);

/// What is told: how far each went, and how many days ago stage 2 was asked for or the case was closed.
const TOLD: [(Went, i32, &str); 6] = [
    (Went::Ombudsman, 115, "complaint that is with the Ombudsman"),
    (Went::Answered, 60, "complaint that was answered at stage 2"),
    (Went::Promised { due_in: -5 }, 35, "promise that is overdue"),
    (Went::Reviewed, 17, "complaint that is being reviewed"),
    (Went::Promised { due_in: 2 }, 13, "promise that is due soon"),
    (Went::Asked, 1, "request for stage 2"),
];

/// Who takes part at stage 2.
struct Seconds {
    reviewer: Colleague,
    manager: Colleague,
}

/// Tells the six and the others, through the same rules as everything else. What a policy does not allow is left out, and said.
pub(crate) async fn tell(
    casework: &Casework,
    (clock, stage): (&Staged, &Stage<'_>),
    plan: Plan,
) -> Result<(), Trouble> {
    let seconds = Seconds {
        reviewer: match stage.staff.with(Role::Reviewer, None).first() {
            Some(reviewer) => (*reviewer).clone(),
            None => return Ok(()),
        },
        manager: match stage.staff.with(Role::ComplaintsManager, None).first() {
            Some(manager) => (*manager).clone(),
            None => return Ok(()),
        },
    };
    // With two points, so that one can be looked at and the other not.
    let fits = |situation: &&Complaint| situation.points.len() > 1 && has_stage_2(stage.policy, situation);
    let situations: Vec<&Complaint> = stage.texts.situations.complaint.iter().filter(fits).collect();
    let mut dice = Dice::new(plan.seed ^ 0x7374_6167_6532_7331);
    let mut batch = casework.batch(&stage.policy.council.id, None)?;
    // How long replies to complaints about building sites took is told elsewhere, and stays as it is.
    let is_slow = |situation: &Complaint| situation.service == stage.texts.situations.slow.service;
    let not_slow = situations.iter().filter(|situation| !is_slow(situation)).cycle();
    let others = others(plan).map(|(went, ago)| (went, ago, "complaint that went further"));
    let told = TOLD.into_iter().zip(situations.iter().cycle());
    for ((went, ago, what), situation) in told.chain(others.zip(not_slow)) {
        let told = one(
            (stage, clock),
            (&mut batch, &mut dice),
            situation,
            (went, ago, &seconds),
        );
        match told {
            Ok(()) => {}
            Err(Failure::Refused(refusal)) => note(format!("The demo tells of no {what}: {refusal}.")),
            Err(other) => return Err(other.into()),
        }
    }
    batch.commit().await?;
    Ok(())
}

/// The others, the earliest first, as many as the cases ask for.
fn others(plan: Plan) -> impl Iterator<Item = (Went, i32)> {
    let count = i32::try_from(plan.cases / ONE_IN).unwrap_or_default();
    let (last, first) = OTHERS_AGO;
    let agos = (0..count).map(move |number| first - (first - last) * number / count.max(1));
    OTHERS.into_iter().cycle().zip(agos)
}

fn has_stage_2(policy: &Policy, situation: &Complaint) -> bool {
    let service = policy
        .services
        .iter()
        .find(|service| service.id.as_str() == situation.service);
    service
        .and_then(|service| policy.procedure_for(Kind::Complaint, Some(&service.id)))
        .is_some_and(|procedure| procedure.stages.iter().any(|stage| stage.number == 2))
}

fn one<'s>(
    (stage, clock): (&'s Stage<'s>, &Staged),
    (batch, dice): (&mut redress_casework::batch::Batch<'_>, &mut Dice),
    situation: &'s Complaint,
    (went, ago, seconds): (Went, i32, &Seconds),
) -> Result<(), Failure> {
    let opening = Opening {
        kind: Kind::Complaint,
        service: &situation.service,
        says: situation.says.first().map_or("", String::as_str),
        tail: "",
        wants: Some(&situation.wants),
        effect: situation.effect.as_deref(),
        support: situation.support,
        urgent: false,
    };
    let at = moment(stage, (ago + 20, dice));
    // Names of what is new begin with the moment at which it came.
    clock.set(at);
    let Some(mut story) = Story::begin(stage, (batch, dice), at, &opening)? else {
        return Ok(());
    };
    let due_in = match went {
        Went::Promised { due_in } => Some(due_in),
        Went::Asked
        | Went::Reviewed
        | Went::Answered
        | Went::Ombudsman
        | Went::Decided { .. }
        | Went::Reopened => None,
    };
    let asks = matches!(went, Went::Decided { .. } | Went::Reopened);
    let points = story.stage_1(situation, (ago + 20, asks), due_in)?;
    if due_in.is_some() {
        return Ok(());
    }
    if matches!(went, Went::Reopened) {
        return story.opened_again(situation, ago);
    }
    story.asked(ago)?;
    if matches!(went, Went::Asked) {
        return Ok(());
    }
    story.accepted(ago, seconds)?;
    match went {
        Went::Reviewed => story.first_point_reviewed(&points, (4, seconds)),
        Went::Answered => story.answered(situation, &points, (ago, seconds)),
        Went::Ombudsman => {
            story.answered(situation, &points, (ago, seconds))?;
            story.enquired(8, seconds)
        }
        Went::Decided { fault } => {
            story.answered(situation, &points, (ago, seconds))?;
            story.decided(&points, (ago, seconds), fault)
        }
        Went::Asked | Went::Promised { .. } | Went::Reopened => Ok(()),
    }
}

/// A moment in the office on the last working day that is so many days ago, and never after the demo's present.
pub(super) fn moment(stage: &Stage<'_>, (ago, dice): (i32, &mut Dice)) -> Timestamp {
    let mut date = london::civil_date(stage.now).saturating_sub(Span::new().days(ago));
    while !stage.calendar.is_working_day(date) {
        date = date.saturating_sub(Span::new().days(1));
    }
    office_time(date, dice).min(stage.now)
}

impl<'s> Story<'s, '_, '_> {
    /// The time goes on to a working day so many days before the demo's.
    pub(super) fn until(&mut self, ago: i32) {
        let at = moment(self.stage, (ago, self.dice));
        self.at = at.max(self.at);
    }

    /// Stage 1 from the door to its end, in seventeen days from `ago`. Where something is promised it is upheld.
    fn stage_1(
        &mut self,
        situation: &'s Complaint,
        (ago, asks_a_partner): (i32, bool),
        due_in: Option<i32>,
    ) -> Result<Vec<PointId>, Failure> {
        let (officer, manager) = (self.officer.actor.clone(), self.manager.actor.clone());
        self.until(ago - 1);
        self.triage(Kind::Complaint, false, true)?;
        self.until(ago - 3);
        let points = self.acknowledge(situation)?;
        if asks_a_partner {
            self.partner_asked(ago - 4)?;
        }
        self.until(ago - 6);
        let upheld = due_in.is_some();
        let finding = if upheld {
            Finding::Upheld
        } else {
            Finding::NotUpheld
        };
        let mut found = Vec::new();
        for (point, text) in points.iter().zip(&situation.points) {
            let reason = if upheld { &text.upheld } else { &text.not_upheld };
            found.push(Command::RecordFinding {
                point: point.clone(),
                finding,
                reason: self.words(reason),
            });
        }
        if let Some(due_in) = due_in {
            found.push(Command::PromiseRemedy(self.promise(situation, due_in)));
        }
        self.act(&officer, found)?;
        self.until(ago - 9);
        let reply = self.stage.fresh.reply();
        let text = self.draft(situation, upheld, &reply);
        let ask = Command::AskForApproval { reply: reply.clone() };
        let body = body_of(&text);
        self.act(&officer, vec![Command::DraftReply(text), ask])?;
        self.until(ago - 10);
        self.act(&manager, vec![Command::ApproveReply { reply: reply.clone() }])?;
        self.until(ago - 11);
        let letter = self.letter(&format!("Stage 1: our reply to your complaint\n\n{body}"));
        self.act(&officer, vec![Command::SendReply { reply, letter }])?;
        self.until(ago - 17);
        let lesson = if upheld {
            LessonAnswer::Lesson(self.words(&situation.lesson.learned))
        } else {
            LessonAnswer::NoneBecause(self.words("Our rules were followed and are clear."))
        };
        self.end(&officer, lesson)?;
        Ok(points)
    }

    /// A partner is asked, answers the day after, and the customer hears of it.
    fn partner_asked(&mut self, ago: i32) -> Result<(), Failure> {
        let Some(partner) = self
            .stage
            .policy
            .partners
            .first()
            .map(|partner| partner.id.clone())
        else {
            return Ok(());
        };
        let (officer, referral) = (self.officer.actor.clone(), self.stage.fresh.referral());
        let order = Command::Referral;
        self.until(ago);
        let refer = NewReferral {
            id: referral.clone(),
            partner: partner.clone(),
            ask: self
                .words("Was anybody of yours at work there in those days, and when will it be finished?"),
            shared: self.words("A customer complains of what was left undone. No name or address is given."),
            parts: vec![SharedPart::WhatHappened],
            files: Vec::new(),
            consent: SharingConsent::Yes,
            because: None,
            due_on: london::civil_date(self.at).saturating_add(Span::new().days(7)),
        };
        self.act(&officer, vec![order(ReferralOrder::Refer(refer))])?;
        self.until(ago - 1);
        let answer = NewAnswer {
            referral: referral.clone(),
            found: self.words("Our crew was there for two days, and closed the works."),
            done: None,
            by: None,
            sharing: AnswerSharing::Yes,
            because: None,
            their_reference: None,
        };
        let actor = Actor::partner(partner);
        self.act(&actor, vec![order(ReferralOrder::Answer(answer))])?;
        let contact = NewContact {
            id: self.stage.fresh.contact(),
            direction: Direction::Out,
            channel: Channel::Email,
            at: self.at,
            purpose: ContactPurpose::UpdateGiven,
            words: self.words("The company says that its crew was there for two days, and has finished."),
        };
        let told = ReferralOrder::PassOn { referral, contact };
        self.act(&officer, vec![order(told)])
    }

    /// The customer shows, a week after it was closed, that it was not done as the reply said; a second reply says so.
    fn opened_again(&mut self, situation: &'s Complaint, ago: i32) -> Result<(), Failure> {
        let (officer, manager) = (self.officer.actor.clone(), self.manager.actor.clone());
        self.until(ago - 4);
        let reason = self.words("The customer sent a photo: it is as it was before our reply.");
        self.act(&manager, vec![Command::Reopen { reason }])?;
        self.until(ago - 8);
        let reply = self.stage.fresh.reply();
        let text = self.draft(situation, true, &reply);
        let body = body_of(&text);
        let ask = Command::AskForApproval { reply: reply.clone() };
        self.act(&officer, vec![Command::DraftReply(text), ask])?;
        self.until(ago - 9);
        self.act(&manager, vec![Command::ApproveReply { reply: reply.clone() }])?;
        self.until(ago - 10);
        let letter = self.letter(&format!("Your complaint, opened again: our reply\n\n{body}"));
        self.act(&officer, vec![Command::SendReply { reply, letter }])?;
        self.until(ago - 14);
        let lesson = LessonAnswer::Lesson(self.words(&situation.lesson.learned));
        self.end(&officer, lesson)
    }

    fn promise(&self, situation: &Complaint, due_in: i32) -> Remedy {
        let today = london::civil_date(self.stage.now);
        Remedy {
            id: self.stage.fresh.remedy(),
            kind: situation.remedy.kind,
            words: self.words(&situation.remedy.words),
            owner: Some(self.officer_id()),
            due_on: Some(today.saturating_add(Span::new().days(due_in))),
        }
    }

    pub(super) fn end(
        &mut self,
        actor: &Actor,
        lesson: LessonAnswer<redress_domain::words::Words>,
    ) -> Result<(), Failure> {
        let close = Command::Close {
            outcome: Outcome::Done,
            sentence: self
                .words("We have answered your complaint in full. Our reply says what you can do next."),
            lesson: Some(lesson),
        };
        self.act(actor, vec![close])
    }

    /// The customer asks on the phone; the adviser takes it down.
    fn asked(&mut self, ago: i32) -> Result<(), Failure> {
        self.until(ago);
        let asked = AskForStage2 {
            channel: Channel::Phone,
            on: london::civil_date(self.at),
            reasons: Some(self.words(
                "I have read your reply. It goes by your own record, and nobody asked me what I saw. Please look again.",
            )),
        };
        let adviser = self.adviser.actor.clone();
        self.act(&adviser, vec![Command::AskForStage2(asked)])
    }

    /// Accepted two days after it was asked for, with a reviewer who had no part in stage 1, and acknowledged by them.
    fn accepted(&mut self, ago: i32, seconds: &Seconds) -> Result<(), Failure> {
        self.until(ago - 2);
        let accept = Command::AcceptStage2 {
            reviewer: NewReviewer {
                reviewer: seconds.reviewer.id.clone(),
                no_part: NoPart::Declared,
                roles: seconds.reviewer.actor.roles.clone(),
            },
            discretion: None,
        };
        self.act(&seconds.manager.actor, vec![accept])?;
        self.until(ago - 3);
        let acknowledgement = Acknowledgement {
            new_points: Vec::new(),
            wanted: None,
            letter: self.letter_by(
                seconds.reviewer.name,
                "Thank you for asking us to look again. I had no part in our first reply. I will look at each point of \
                 your complaint and reply within 20 working days. If I have understood you wrongly, please tell me.",
            ),
        };
        self.act(
            &seconds.reviewer.actor,
            vec![Command::Acknowledge(acknowledgement)],
        )
    }

    /// The reviewer agrees with stage 1 on the first point, and has not come to the others.
    fn first_point_reviewed(
        &mut self,
        points: &[PointId],
        (ago, seconds): (i32, &Seconds),
    ) -> Result<(), Failure> {
        self.until(ago);
        let commands = points.iter().take(1).map(|point| self.agreed(point)).collect();
        self.act(&seconds.reviewer.actor, commands)
    }

    fn agreed(&self, point: &PointId) -> Command {
        Command::ReviewPoint {
            point: point.clone(),
            view: ReviewView::Agree,
            finding: None,
            reason: self.words("I rang the customer and heard what they saw. It agrees with the record."),
        }
    }

    /// The reviewer finds otherwise on the first point and agrees on the others; stage 2 is answered 23 days after it
    /// was asked for, and closed four days later.
    fn answered(
        &mut self,
        situation: &'s Complaint,
        points: &[PointId],
        (ago, seconds): (i32, &Seconds),
    ) -> Result<(), Failure> {
        let reviewer = seconds.reviewer.actor.clone();
        self.until(ago - 15);
        let mut reviewed = Vec::new();
        for (number, (point, text)) in points.iter().zip(&situation.points).enumerate() {
            reviewed.push(if number == 0 {
                Command::ReviewPoint {
                    point: point.clone(),
                    view: ReviewView::Change,
                    finding: Some(Finding::Upheld),
                    reason: self.words(&text.upheld),
                }
            } else {
                self.agreed(point)
            });
        }
        let promise = self.promise(situation, 30 - ago);
        let remedy = promise.id.clone();
        reviewed.push(Command::PromiseRemedy(promise));
        self.act(&reviewer, reviewed)?;
        self.until(ago - 20);
        let reply = self.stage.fresh.reply();
        let text = self.draft_of_review(situation, &reply);
        let body = body_of(&text);
        let ask = Command::AskForApproval { reply: reply.clone() };
        self.act(&reviewer, vec![Command::DraftReply(text), ask])?;
        self.until(ago - 22);
        let manager = seconds.manager.actor.clone();
        self.act(&manager, vec![Command::ApproveReply { reply: reply.clone() }])?;
        self.until(ago - 23);
        let letter = self.letter_by(
            seconds.reviewer.name,
            &format!("Stage 2: our reply to your complaint\n\n{body}"),
        );
        self.act(&reviewer, vec![Command::SendReply { reply, letter }])?;
        self.until(ago - 27);
        self.deliver(situation, remedy)?;
        let lesson = LessonAnswer::Lesson(self.words(&situation.lesson.learned));
        self.end(&reviewer, lesson)
    }

    fn draft_of_review(&self, situation: &Complaint, reply: &ReplyId) -> ReplyText {
        let points: Vec<&str> = situation
            .points
            .iter()
            .map(|point| point.words.as_str())
            .collect();
        let further = format!(
            "This is our last word on your complaint. If you are not satisfied you can go to {}, free of charge.",
            self.ombudsman()
        );
        let sections = [
            (ReplySection::Complaint, points.join("\n")),
            (
                ReplySection::LookedAt,
                "I have read our first reply and the whole record, and heard what you saw.".to_owned(),
            ),
            (
                ReplySection::Decision,
                "On the first point I find that we were at fault, and our first reply was wrong. On the rest I agree with it. \
                 The reasons stand beside each."
                    .to_owned(),
            ),
            (
                ReplySection::Sorry,
                "I am sorry for what happened, and that you had to ask twice.".to_owned(),
            ),
            (ReplySection::Remedy, situation.remedy.words.clone()),
            (
                ReplySection::Actions,
                "The remedy above is still to be done. We write to you when it is.".to_owned(),
            ),
            (ReplySection::Further, further),
        ];
        ReplyText {
            id: reply.clone(),
            sections: sections
                .map(|(section, text)| (section, self.words(&text)))
                .to_vec(),
        }
    }

    /// The Ombudsman asks six weeks after stage 2 was asked for, and decides within two months more.
    fn decided(
        &mut self,
        points: &[PointId],
        (ago, seconds): (i32, &Seconds),
        fault: bool,
    ) -> Result<(), Failure> {
        let (officer, manager) = (self.officer.actor.clone(), seconds.manager.actor.clone());
        let procedure = self
            .stage
            .policy
            .procedure_for(Kind::Complaint, Some(&self.service));
        let ombudsman = procedure
            .and_then(|procedure| procedure.ombudsman)
            .unwrap_or(Ombudsman::Lgsco);
        self.until(ago - 45);
        let asked_on = london::civil_date(self.at);
        let enquiry = NewEnquiry {
            ombudsman,
            reference: self.words(&format!("26 00{} {:03}", ago % 10, ago)),
            received_on: asked_on,
            questions: Some(self.words("Please send your two replies and the record of the visits.")),
            documents_due_on: Some(asked_on.saturating_add(Span::new().days(14))),
            step: EnquiryStep::Enquiry,
        };
        self.act(&manager, vec![Command::RecordEnquiry(enquiry)])?;
        self.until(ago - 52);
        let words = self.words("Both replies, the record of the visits and the calls.");
        self.act(&manager, vec![Command::SendDocuments { words }])?;
        self.until(ago - 100);
        let decided_on = london::civil_date(self.at);
        let says = if fault {
            "There was fault, which caused the customer trouble. What the council offered at stage 2 puts it right."
        } else {
            "The council looked into it as it should, and gave its reasons. There was no fault."
        };
        let words = self.words(says);
        self.act(&manager, vec![Command::RecordFinalDecision { words, decided_on }])?;
        let determination = match (ombudsman, fault) {
            (Ombudsman::Housing, true) => Determination::ServiceFailure,
            (Ombudsman::Housing, false) => Determination::NoMaladministration,
            (Ombudsman::Lgsco | Ombudsman::Psow | Ombudsman::Ico, true) => {
                Determination::UpheldRemediedBefore
            }
            (Ombudsman::Lgsco | Ombudsman::Psow | Ombudsman::Ico, false) => Determination::NotUpheld,
        };
        let determined = points.iter().map(|point| Command::RecordDetermination {
            service: None,
            point: point.clone(),
            ombudsman,
            determination,
            decided_on: Some(decided_on),
        });
        self.act(&officer, determined.collect())
    }

    /// The Ombudsman asks for documents, which are due ten days after the demo's day.
    fn enquired(&mut self, ago: i32, seconds: &Seconds) -> Result<(), Failure> {
        self.until(ago);
        let procedure = self
            .stage
            .policy
            .procedure_for(Kind::Complaint, Some(&self.service));
        let ombudsman = procedure.and_then(|procedure| procedure.ombudsman);
        let due = london::civil_date(self.stage.now).saturating_add(Span::new().days(10));
        let enquiry = NewEnquiry {
            ombudsman: ombudsman.unwrap_or(Ombudsman::Lgsco),
            reference: self.words("26 004 117"),
            received_on: london::civil_date(self.at),
            questions: Some(self.words(
                "Please send your two replies and the record of the calls. What did you do so that it does not happen again?",
            )),
            documents_due_on: Some(due),
            step: EnquiryStep::Enquiry,
        };
        self.act(&seconds.manager.actor, vec![Command::RecordEnquiry(enquiry)])
    }
}

pub(super) fn body_of(text: &ReplyText) -> String {
    let parts: Vec<&str> = text
        .sections
        .iter()
        .map(|(_, words)| words.text.as_str())
        .collect();
    parts.join("\n\n")
}
