//! Every letter and message that a council sends, once, about a made-up case: to be read, printed and compared.

use jiff::civil::{Date, date};
use redress_domain::case::ReplySection;
use redress_domain::conduct::{AppealOutcome, Appealed, Check, CheckAnswer, Over, Purpose, Reach, Sentences};
use redress_domain::draft_code::DraftCode;
use redress_domain::language::Language;
use redress_domain::message::{ForPartner, ForSurvey, MessagePurpose, NewCode, Outgoing, Promised};
use redress_domain::policy::letters::{Place, TakenOver};
use redress_domain::policy::{ContactOption, Policy, Procedure};
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, ClockKind, Finding, Kind, RemedyKind};

use crate::conduct::{self, Answered, Both, Reasons, Terms};
use crate::letters::{self, About, PointTold, RemedyTold};

/// A letter or message about the made-up case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Specimen {
    /// What it is: "complaint-corporate: reply, stage 1".
    pub name: String,
    /// What it says.
    pub says: Outgoing,
    /// Where its link leads, where it has one.
    pub link: Option<String>,
}

const ON: Date = date(2026, 11, 23);
const NAME: &str = "Asha Patel";
const TEAM: &str = "Customer Services";

/// Every letter and message: those about complaints for each procedure and stage, the others once.
pub fn all(policy: &Policy) -> Vec<Specimen> {
    let reference = Reference::new(&policy.council.prefix, 29_711_032_111);
    let made = Made { policy, reference };
    let mut specimens = Vec::new();
    let complaints = policy.procedures.values();
    for procedure in complaints.filter(|procedure| procedure.kind == Kind::Complaint) {
        for stage in &procedure.stages {
            specimens.extend(made.of_stage(procedure, stage.number));
        }
    }
    specimens.extend(made.framed());
    specimens.extend(made.to_a_partner());
    specimens.extend(made.surveys());
    specimens.extend(made.of_a_conduct_file());
    specimens
}

struct Made<'p> {
    policy: &'p Policy,
    reference: Reference,
}

impl Made<'_> {
    fn says(&self, purpose: MessagePurpose, body: String) -> Outgoing {
        let complaint = self.policy.corporate_complaints();
        Outgoing {
            purpose,
            kind: Kind::Complaint,
            reference: self.reference.clone(),
            name: NAME.to_owned(),
            written_to: None,
            body,
            told: Vec::new(),
            promises: Vec::new(),
            code: None,
            team: TEAM.to_owned(),
            procedure: complaint.map(|procedure| procedure.id.clone()),
            stage: 1,
            channel: Channel::Letter,
            partner: None,
            survey: None,
            is_in_both: false,
            one_way: None,
        }
    }

    fn specimen(&self, name: &str, says: Outgoing) -> Specimen {
        let host = self.policy.council.hosts.first();
        let host = host.map_or("www.example.org", String::as_str);
        Specimen {
            name: name.to_owned(),
            link: Some(format!("https://{host}/track/{}", self.reference)),
            says,
        }
    }

    /// The letters that an officer writes about a complaint.
    fn of_stage(&self, procedure: &Procedure, stage: u8) -> Vec<Specimen> {
        let about = &About {
            policy: self.policy,
            reference: &self.reference,
            customer: NAME,
            from: "Jo Martin",
            team: TEAM,
            ombudsman: procedure.ombudsman,
            stage,
            is_additional: false,
            procedure: Some(&procedure.id),
            channel: Some(Channel::Letter),
            reply_by: Some(ON),
            is_in_both: false,
            language: Language::English,
        };
        let points = [
            (
                "Nobody came on 3 November.",
                Finding::Upheld,
                "The crew did not enter Mill Lane.",
            ),
            (
                "Nobody answered my call.",
                Finding::NotUpheld,
                "We answered on 4 November, at 10am.",
            ),
        ];
        let understood = points.map(|(point, _, _)| point.to_owned());
        let points = points.map(|(point, finding, reason)| PointTold {
            point: point.to_owned(),
            found: Some((finding, reason.to_owned())),
        });
        let remedies = [RemedyTold {
            kind: RemedyKind::Financial,
            words: "We pay back the fee of £30.".to_owned(),
            due_on: Some(ON),
        }];
        let mut sections =
            letters::reply_sections(about, ("Bins", "The fee back, please."), &points, &remedies);
        for (section, text) in &mut sections {
            if *section == ReplySection::LookedAt {
                "We read the record of the lorry, and spoke to the crew.".clone_into(text);
            } else if *section == ReplySection::Sorry {
                "We are sorry that we missed your bin, and that you had to write.".clone_into(text);
            }
        }
        let written = [
            (
                "acknowledgement",
                MessagePurpose::Acknowledgement,
                letters::acknowledgement(about, &understood, "The fee back, please.", None),
            ),
            (
                "more time",
                MessagePurpose::Extension,
                letters::extension(about, "We wait for the record of the lorry.", Some(ON)),
            ),
            (
                "not accepted",
                MessagePurpose::NotAccepted,
                letters::refusal(about, "The matter is before the court."),
            ),
            ("reply", MessagePurpose::Reply, letters::reply(about, &sections)),
        ];
        let specimen = |(what, purpose, body)| {
            let says = Outgoing {
                stage,
                procedure: Some(procedure.id.clone()),
                ..self.says(purpose, body)
            };
            self.specimen(&format!("{}: {what}, stage {stage}", procedure.id), says)
        };
        written.into_iter().map(specimen).collect()
    }

    /// The messages to customers that the program frames by itself.
    fn framed(&self) -> Vec<Specimen> {
        let told = vec![
            (
                "What happened".to_owned(),
                "My bin was missed.\n\nTwice.".to_owned(),
            ),
            (
                "What you would like us to do".to_owned(),
                "Collect it.".to_owned(),
            ),
        ];
        let promises = |promised: &[ClockKind]| {
            let promise = |kind: &ClockKind| Promised {
                kind: *kind,
                on: ON,
                at_the_latest: *kind == ClockKind::Reply,
            };
            promised.iter().map(promise).collect::<Vec<_>>()
        };
        let message = |purpose, body: &str| self.says(purpose, body.to_owned());
        let receipt = Outgoing {
            told: told.clone(),
            promises: promises(&[ClockKind::Acknowledge, ClockKind::Reply]),
            ..message(MessagePurpose::Receipt, "")
        };
        let of_a_problem = Outgoing {
            kind: Kind::ServiceRequest,
            procedure: None,
            promises: promises(&[ClockKind::FirstAnswer, ClockKind::Update, ClockKind::Target]),
            ..receipt.clone()
        };
        let code = Outgoing {
            code: "2026-11-02T10:30:00Z".parse().ok().map(|until| NewCode {
                digits: "123456".to_owned(),
                until,
            }),
            ..message(MessagePurpose::Code, "")
        };
        [
            ("receipt of a complaint", receipt),
            ("receipt of a problem", of_a_problem),
            (
                "message",
                message(MessagePurpose::Contact, "We called on Monday and will come back."),
            ),
            (
                "confirmation",
                message(MessagePurpose::Confirmation, "We gave you a new bin."),
            ),
            (
                "a promise not kept",
                message(
                    MessagePurpose::Remedy,
                    "The fee could not go to the account. We send a cheque.",
                ),
            ),
            ("closing", message(MessagePurpose::Closing, "The bin is there.")),
            (
                "closing: another council has it",
                message(MessagePurpose::Closing, &self.taken_over(Some(ON))),
            ),
            (
                "closing: another council without a page has it",
                message(MessagePurpose::Closing, &self.taken_over(None)),
            ),
            (
                "closing: it was withdrawn",
                message(MessagePurpose::Withdrawal, ""),
            ),
            (
                "a review that is no longer asked for",
                message(MessagePurpose::ReviewWithdrawal, ""),
            ),
            ("code", code),
            (
                "to an e-mail address that was changed",
                message(MessagePurpose::EmailChanged, ""),
            ),
        ]
        .map(|(name, says)| self.specimen(name, says))
        .into()
    }

    /// What the customer is told when another council has taken it over; with a date, and a page, or with neither.
    fn taken_over(&self, answer_by: Option<Date>) -> String {
        let told = TakenOver {
            council: &self.policy.council.name,
            other: "Eastshire Council",
            reference: self.reference.as_str(),
            answer_by,
            page: answer_by.map(|_| "https://eastshire.example/track"),
        };
        self.policy.letters.taken_over(&Place::default(), &told)
    }

    fn to_a_partner(&self) -> Vec<Specimen> {
        let partner = ForPartner {
            name: "Riverton Homes".to_owned(),
            request: format!("{}/P1", self.reference),
            due_on: ON,
            token: None,
        };
        [
            ("partner: request", MessagePurpose::PartnerRequest),
            ("partner: news", MessagePurpose::PartnerNews),
            ("partner: reminder", MessagePurpose::PartnerReminder),
        ]
        .map(|(name, purpose)| {
            let says = Outgoing {
                partner: Some(partner.clone()),
                channel: Channel::Email,
                ..self.says(purpose, String::new())
            };
            self.specimen(name, says)
        })
        .into()
    }

    fn surveys(&self) -> Vec<Specimen> {
        if self.policy.survey.is_none() {
            return Vec::new();
        }
        [
            ("survey", MessagePurpose::Survey, Channel::Email),
            ("survey: reminder", MessagePurpose::SurveyReminder, Channel::Email),
            ("survey by post", MessagePurpose::Survey, Channel::Letter),
            (
                "survey by post: reminder",
                MessagePurpose::SurveyReminder,
                Channel::Letter,
            ),
        ]
        .map(|(name, purpose, channel)| {
            let says = Outgoing {
                channel,
                survey: Some(ForSurvey {
                    code: DraftCode::of("a specimen"),
                    closes_on: ON,
                }),
                ..self.says(purpose, String::new())
            };
            self.specimen(name, says)
        })
        .into()
    }

    #[expect(clippy::too_many_lines, reason = "it is a list: one letter after another")]
    fn of_a_conduct_file(&self) -> Vec<Specimen> {
        let Some(rules) = &self.policy.conduct else {
            return Vec::new();
        };
        let say = &Sentences::new(self.policy, Language::English);
        let terms = Terms {
            measures: vec![say.measure(ContactOption::OneChannel, Channel::Letter)],
            reach: "the waste service".to_owned(),
            open_way: say.way(Channel::Letter),
            ends_on: date(2027, 5, 28),
            review_on: date(2027, 4, 30),
            in_practice: None,
        };
        let reasons = Reasons {
            why: "There were eleven calls in a week about a matter that is answered.".to_owned(),
            usable: "You write to us.".to_owned(),
            equality: "We asked what you need, and nothing stands in the way.".to_owned(),
            human_rights: "Article 8: it is the least that protects.".to_owned(),
            ..Reasons::default()
        };
        let every = Reasons {
            happened: vec!["23 November 2026, 10:30am, telephone: they shouted.".to_owned()],
            whole_council: Some("Four services were called.".to_owned()),
            checks: Check::ALL
                .iter()
                .map(|check| {
                    (
                        say.check(*check),
                        format!("{} We asked.", say.check_answer(CheckAnswer::Clear)),
                    )
                })
                .collect(),
            milder: vec!["We offered a weekly call.".to_owned()],
            nothing_milder: Some("The weekly call was not wanted.".to_owned()),
            ..reasons.clone()
        };
        let in_practice = Terms {
            measures: ContactOption::ALL
                .iter()
                .map(|measure| say.measure(*measure, Channel::Letter))
                .collect(),
            reach: say.reach(Reach::ThisMatter, &[self.reference.to_string()]),
            in_practice: Some("Sam Reid answers.".to_owned()),
            ..terms.clone()
        };
        let way = (&terms.measures[..], terms.open_way.as_str());
        let answered = [Answered {
            said: "You did not call me back.".to_owned(),
            said_all: Some(ON),
            answer: "You are right, and we are sorry. It came a day late.".to_owned(),
        }];
        let decided = (&rules.decided_by, &answered[..]);
        let both = Both {
            expects: "We answer each letter within 10 working days.".to_owned(),
            asks: Some("Please write to us, and do not ring.".to_owned()),
        };
        let appealed = Appealed {
            until: Some(terms.ends_on),
            ..Appealed::default()
        };
        let ended_before = Over {
            since: Some(ON),
            ..Over::default()
        };
        let letters = [
            (
                "warning",
                conduct::warning(say, NAME, ON),
                conduct::warning_parts(say, "No shouting."),
            ),
            (
                "interim measure",
                conduct::interim(say, NAME),
                conduct::interim_parts(say, way, (ON, ON), None),
            ),
            (
                "interim measure in the place of another",
                conduct::interim(say, NAME),
                conduct::interim_parts(say, way, (ON, ON), Some(ON)),
            ),
            (
                "report",
                conduct::report(say, NAME, None),
                conduct::report_parts(say, (rules, &rules.decided_by), (&terms, &both), &reasons),
            ),
            (
                "report on going on, with every reason",
                conduct::report(say, NAME, Some((Purpose::Renewal, terms.ends_on))),
                conduct::report_parts(say, (rules, &rules.longer_by), (&in_practice, &both), &every),
            ),
            (
                "report on going on at a review",
                conduct::report(say, NAME, Some((Purpose::Review, terms.ends_on))),
                conduct::report_parts(say, (rules, &rules.reviewed_by), (&terms, &both), &reasons),
            ),
            (
                "notice",
                conduct::notice(say, NAME, Purpose::First),
                conduct::notice_parts(
                    say,
                    (rules, Purpose::First, decided),
                    (&terms, &reasons.why, &both),
                ),
            ),
            (
                "not agreed",
                conduct::not_agreed(say, NAME),
                conduct::not_agreed_parts(say, decided, ("It is not needed.", None)),
            ),
            (
                "going on not agreed",
                conduct::not_agreed(say, NAME),
                conduct::not_agreed_parts(
                    say,
                    (&rules.decided_by, &[]),
                    ("It is not needed.", Some((Purpose::Renewal, terms.ends_on))),
                ),
            ),
            (
                "going on not agreed at a review",
                conduct::not_agreed(say, NAME),
                conduct::not_agreed_parts(
                    say,
                    (&rules.reviewed_by, &[]),
                    ("It is not needed.", Some((Purpose::Review, terms.ends_on))),
                ),
            ),
            (
                "nothing proposed any longer",
                conduct::withdrawn(say, NAME),
                conduct::withdrawn_parts(say, "You were right."),
            ),
            (
                "more time to comment",
                conduct::more_time(say, NAME),
                conduct::more_time_parts(say, "Your adviser is away until then.", terms.ends_on),
            ),
            (
                "interim measure ended",
                conduct::lifted(say, NAME),
                conduct::interim_ended_parts(say, "It was somebody else.", None),
            ),
            (
                "interim measure ended, and an arrangement goes on",
                conduct::lifted(say, NAME),
                conduct::interim_ended_parts(say, "It was somebody else.", Some(Channel::Online)),
            ),
            (
                "kinder",
                conduct::eased(say, NAME),
                conduct::eased_parts(say, way, (terms.ends_on, terms.review_on)),
            ),
            (
                "reviewed",
                conduct::notice(say, NAME, Purpose::Review),
                conduct::notice_parts(
                    say,
                    (rules, Purpose::Review, decided),
                    (&terms, "You write often still.", &both),
                ),
            ),
            (
                "ended",
                conduct::lifted(say, NAME),
                conduct::lifted_parts(say, "You have kept to what we agreed.", Over::default()),
            ),
            (
                "ended before they are told",
                conduct::lifted(say, NAME),
                conduct::lifted_parts(say, "Nobody said in time that it could stand.", ended_before),
            ),
            (
                "answer to an appeal",
                conduct::appeal(say, NAME),
                conduct::appeal_parts(
                    say,
                    &rules.appeal_to,
                    (AppealOutcome::NotUpheld, "It is the least that protects."),
                    appealed,
                ),
            ),
            (
                "appeal upheld",
                conduct::appeal(say, NAME),
                conduct::appeal_parts(
                    say,
                    &rules.appeal_to,
                    (AppealOutcome::Upheld, "It is too much."),
                    appealed,
                ),
            ),
            (
                "appeal upheld, and an interim measure stays",
                conduct::appeal(say, NAME),
                conduct::appeal_parts(
                    say,
                    &rules.appeal_to,
                    (AppealOutcome::Upheld, "It is too much."),
                    Appealed {
                        interim: Some(ON),
                        ..appealed
                    },
                ),
            ),
            (
                "appeal upheld after it ended",
                conduct::appeal(say, NAME),
                conduct::appeal_parts(
                    say,
                    &rules.appeal_to,
                    (AppealOutcome::Upheld, "It is too much."),
                    Appealed {
                        since: Some(ON),
                        ..appealed
                    },
                ),
            ),
        ];
        let letter = |(name, opening, parts): (&str, String, String)| {
            let told = [
                ("begins", "2026-11-23"),
                ("comments", "2026-12-07"),
                ("appeal", "2026-12-21"),
            ];
            let says = Outgoing {
                told: told.map(|(what, on)| (what.to_owned(), on.to_owned())).into(),
                ..self.says(MessagePurpose::Conduct, conduct::whole(&opening, &parts))
            };
            self.specimen(&format!("conduct: {name}"), says)
        };
        let mut specimens: Vec<Specimen> = letters.into_iter().map(letter).collect();
        for (what, way) in [("a closed way", "letter"), ("a visit", "phone by-appointment")] {
            let outside = self.says(MessagePurpose::ConductAnswer, way.to_owned());
            specimens.push(self.specimen(&format!("conduct: answer to {what}"), outside));
        }
        let used = self.says(MessagePurpose::ConductCode, "2026-11-23 phone".to_owned());
        specimens.push(self.specimen("conduct: a code was used", used));
        specimens
    }
}

#[cfg(test)]
mod tests;
