//! The paragraphs of the two Codes that a council assesses itself against.
//!
//! Each stands with where the record shows whether it complies. What a paragraph asks is said in our words; the numbers are those of the Codes as we could read them.
//! Of the Housing Ombudsman's of 1 April 2024 we could read 5.1 to 5.4, 6.1 to 6.4, 6.10 to 6.13 and 9: where its other paragraphs of sections 5 and 6 begin and
//! end is to be held against its text.

use super::Report;
use crate::measure::Measure;
use crate::policy::{Limit, Policy, Procedure, RefusedBy, Unit, defaults};
use crate::vocabulary::{Ombudsman, Role};

/// A paragraph of a Code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Provision {
    /// Its name in the record.
    pub id: &'static str,
    /// Whose Code.
    pub code: Ombudsman,
    /// Its number there.
    pub paragraph: &'static str,
    /// What it asks.
    pub asks: &'static str,
    /// What of the record shows it.
    pub shown_by: &'static [ShownBy],
}

/// What of the record shows whether we comply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownBy {
    /// A figure of the year.
    Figure(Measure),
    /// What the policy says.
    Rule(Rule),
    /// Of how many lessons people were told in the year.
    Lessons,
    /// When the governing body responded to the report.
    Response,
    /// What the record does not have: whoever says that we comply says where it is shown.
    Elsewhere(&'static str),
}

/// Something that the policy says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// How long an acknowledgement may take.
    Acknowledge,
    /// How long the reply of stage 1 may take.
    Stage1,
    /// How much longer it may take.
    Stage1Longer,
    /// How long the reply of stage 2 may take.
    Stage2,
    /// How much longer it may take.
    Stage2Longer,
    /// How many stages there are.
    Stages,
    /// How old a matter may be.
    AcceptWithin,
    /// For which coded reasons a complaint may not be accepted.
    Reasons,
    /// Who turns a request for stage 2 away.
    Stage2Refused,
    /// How often adjustments are reviewed.
    Adjustments,
    /// That there is a policy on behaviour.
    Conduct,
    /// Where the policy departs from the Code, with its reasons.
    Departures,
    /// Which posts see to complaints, and oversee them.
    People,
    /// Who reviews at stage 2, and who may not.
    Reviewers,
}

impl Provision {
    /// Whether the record has not all that shows it, so that "we comply" alone would rest on nothing that anybody can look at.
    pub fn needs_words(&self) -> bool {
        self.shown_by
            .iter()
            .any(|shown_by| matches!(shown_by, Elsewhere(_)))
    }
}

const fn lgsco(
    id: &'static str,
    paragraph: &'static str,
    asks: &'static str,
    shown_by: &'static [ShownBy],
) -> Provision {
    Provision {
        id,
        code: Ombudsman::Lgsco,
        paragraph,
        asks,
        shown_by,
    }
}

const fn housing(
    id: &'static str,
    paragraph: &'static str,
    asks: &'static str,
    shown_by: &'static [ShownBy],
) -> Provision {
    Provision {
        id,
        code: Ombudsman::Housing,
        paragraph,
        asks,
        shown_by,
    }
}

use ShownBy::{Elsewhere, Figure, Lessons, Response, Rule as Says};

/// Every paragraph, in the order of the Codes.
pub const PROVISIONS: &[Provision] = &[
    lgsco(
        "lgsco-1",
        "1.2 to 1.8",
        "A complaint is what the Code says it is, whatever word is used and whoever brings it; requests for a service are recorded, monitored and reviewed.",
        &[Figure(Measure::Received), Figure(Measure::ComplaintsReceived)],
    ),
    lgsco(
        "lgsco-2",
        "Section 2",
        "A complaint is accepted unless there is a valid reason, on its own merits, and within 12 months; whoever is refused is told why and how to reach the Ombudsman.",
        &[
            Says(Rule::AcceptWithin),
            Says(Rule::Reasons),
            Figure(Measure::NotAccepted),
        ],
    ),
    lgsco(
        "lgsco-3",
        "Section 3",
        "People can complain by any channel and to any member of staff, with reasonable adjustments; the policy is published; surveys say how to complain.",
        &[Says(Rule::Adjustments)],
    ),
    lgsco(
        "lgsco-4",
        "Section 4",
        "Complaints have people and time of their own, and a person who oversees them.",
        &[
            Says(Rule::People),
            Elsewhere("how much time of their own they have for it"),
        ],
    ),
    lgsco(
        "lgsco-5.1",
        "5.1, 5.2",
        "There is one policy, with no more stages than two and none by another name.",
        &[Says(Rule::Stages)],
    ),
    lgsco(
        "lgsco-5.4",
        "5.3 to 5.5",
        "Whoever looks into it clarifies what is unclear, is independent, hears the person, and has no interest of their own; a person hears when and why a reply will be late.",
        &[
            Says(Rule::Reviewers),
            Says(Rule::Stage1Longer),
            Elsewhere("that each person was heard, and that nobody had an interest of their own"),
        ],
    ),
    lgsco(
        "lgsco-5.6",
        "5.6",
        "Reasonable adjustments are recorded and kept under review.",
        &[Says(Rule::Adjustments)],
    ),
    lgsco(
        "lgsco-5.7",
        "5.7",
        "Nobody is refused stage 2 without a valid reason that is stated.",
        &[Says(Rule::Stage2Refused), Figure(Measure::Stage2Asked)],
    ),
    lgsco(
        "lgsco-5.9",
        "Rest of section 5",
        "There is a full record of each complaint, and a policy on behaviour whose restrictions are reasoned, proportionate and reviewed.",
        &[Says(Rule::Conduct), Figure(Measure::ArrangementsInForce)],
    ),
    lgsco(
        "lgsco-6.2",
        "6.2",
        "A complaint is acknowledged and logged within 5 working days.",
        &[Says(Rule::Acknowledge), Figure(Measure::AcknowledgedInTime)],
    ),
    lgsco(
        "lgsco-6.3",
        "6.3",
        "Stage 1 is replied to within 10 working days of the acknowledgement.",
        &[
            Says(Rule::Stage1),
            Figure(Measure::Stage1InTimeWithoutExtension),
            Figure(Measure::Stage1InTime),
        ],
    ),
    lgsco(
        "lgsco-6.4",
        "6.4, 6.5",
        "An extension is no longer than 10 working days without good reason, and comes with the Ombudsman's details.",
        &[Says(Rule::Stage1Longer)],
    ),
    lgsco(
        "lgsco-6.6",
        "6.6",
        "A reply goes when the answer is known; what is still to be done is followed up.",
        &[Figure(Measure::RemediesInTime)],
    ),
    lgsco(
        "lgsco-6.7",
        "6.7, 6.8",
        "A reply deals with every point, with reasons, the decision, the remedy and how to take it further.",
        &[Figure(Measure::Findings)],
    ),
    lgsco(
        "lgsco-6.10",
        "Stage 2",
        "Stage 2 is acknowledged within 5 working days and replied to within 20, by somebody else, without reasons being required.",
        &[
            Says(Rule::Stage2),
            Says(Rule::Stage2Longer),
            Figure(Measure::Stage2InTime),
        ],
    ),
    lgsco(
        "lgsco-7",
        "Section 7",
        "What went wrong is put right: fitting remedies, with what happens by when, followed through.",
        &[Figure(Measure::RemediesDue), Figure(Measure::RemediesInTime)],
    ),
    lgsco(
        "lgsco-8",
        "Section 8",
        "There is an annual report with its six parts, and it is published with the governing body's response.",
        &[Response, Says(Rule::Departures)],
    ),
    lgsco(
        "lgsco-9",
        "Section 9",
        "We look beyond the one complaint; a senior person oversees, and a member is responsible; members see figures and no case.",
        &[
            Says(Rule::People),
            Lessons,
            Elsewhere("which member is responsible"),
        ],
    ),
    housing(
        "housing-1",
        "Section 1",
        "A complaint is what the Code says it is, without the word; whoever is dissatisfied is given the choice to complain.",
        &[Figure(Measure::ComplaintsReceived)],
    ),
    housing(
        "housing-2",
        "Section 2",
        "A complaint is accepted unless there is a valid reason with evidence; no blanket exclusions.",
        &[Says(Rule::AcceptWithin), Figure(Measure::NotAccepted)],
    ),
    housing(
        "housing-3",
        "Section 3",
        "It is easy to complain, by different channels, with adjustments.",
        &[Says(Rule::Adjustments)],
    ),
    housing(
        "housing-4",
        "Section 4",
        "A complaints officer, or a team, has the access and authority to settle complaints.",
        &[
            Says(Rule::People),
            Elsewhere("what they may settle without asking anybody"),
        ],
    ),
    housing(
        "housing-5",
        "5.1 to 5.5",
        "There is one policy; no stage 0, and no more than two stages, third parties included.",
        &[Says(Rule::Stages)],
    ),
    housing(
        "housing-5.6",
        "5.6 to 5.9",
        "What is complained of and hoped for is set out, and what is unclear is asked; whoever looks into it is independent, hears the person and has no interest of their own; if a reply will be late, it is agreed how often the person hears.",
        &[
            Says(Rule::Reviewers),
            Says(Rule::Stage1Longer),
            Elsewhere("that each person was heard, and that nobody had an interest of their own"),
        ],
    ),
    housing(
        "housing-5.10",
        "5.10",
        "Reasonable adjustments are made, recorded and kept under review.",
        &[Says(Rule::Adjustments)],
    ),
    housing(
        "housing-5.11",
        "5.11",
        "Nobody is refused stage 2 without a valid reason that is stated.",
        &[Says(Rule::Stage2Refused), Figure(Measure::Stage2Asked)],
    ),
    housing(
        "housing-5.12",
        "5.12 to 5.15",
        "There is a full record of each complaint, and it can be put right at any stage; there is a policy on behaviour, whose restrictions are reasoned, proportionate and reviewed.",
        &[Says(Rule::Conduct), Figure(Measure::ArrangementsInForce)],
    ),
    housing(
        "housing-6.2",
        "6.1, 6.2",
        "A complaint is acknowledged, defined and logged within 5 working days.",
        &[Says(Rule::Acknowledge), Figure(Measure::AcknowledgedInTime)],
    ),
    housing(
        "housing-6.3",
        "6.3, 6.4",
        "Stage 1 is replied to within 10 working days, with no more than 10 more.",
        &[
            Says(Rule::Stage1),
            Says(Rule::Stage1Longer),
            Figure(Measure::Stage1InTimeWithoutExtension),
            Figure(Measure::Stage1InTime),
        ],
    ),
    housing(
        "housing-6.5",
        "6.5, 6.6",
        "An extension comes with the Ombudsman's details; a reply goes when the answer is known, and what is still to be done is followed up.",
        &[Says(Rule::Stage1Longer), Figure(Measure::RemediesInTime)],
    ),
    housing(
        "housing-6.7",
        "6.7 to 6.9",
        "A reply deals with every point, with reasons, the decision, the remedy and how to take it further; what else comes up is part of it, or a complaint of its own.",
        &[Figure(Measure::Findings)],
    ),
    housing(
        "housing-6.10",
        "6.10 to 6.13",
        "What is unresolved goes to stage 2 without reasons being required, to somebody else.",
        &[Says(Rule::Stage2Refused), Figure(Measure::Stage2Asked)],
    ),
    housing(
        "housing-6.14",
        "Stage 2",
        "Stage 2 is replied to within 20 working days, with no more than 20 more, and is final.",
        &[
            Says(Rule::Stage2),
            Says(Rule::Stage2Longer),
            Figure(Measure::Stage2InTime),
        ],
    ),
    housing(
        "housing-7",
        "Section 7",
        "What went wrong is acknowledged and put right, and what was promised is done.",
        &[Figure(Measure::RemediesInTime)],
    ),
    housing(
        "housing-8",
        "Section 8",
        "The self-assessment and the annual report go to the governing body, and are published with its response.",
        &[Response, Says(Rule::Departures)],
    ),
    housing(
        "housing-9",
        "9.1 to 9.5",
        "We learn beyond the one complaint; a senior lead and a member of the governing body are responsible.",
        &[
            Says(Rule::People),
            Lessons,
            Elsewhere("which member of the governing body is responsible"),
        ],
    ),
];

/// The paragraphs that bind a council: the Housing Ombudsman's only where it is a landlord.
pub fn that_bind(policy: &Policy) -> impl Iterator<Item = &'static Provision> {
    let is_landlord = procedure(policy, Ombudsman::Housing).is_some();
    PROVISIONS
        .iter()
        .filter(move |provision| provision.code != Ombudsman::Housing || is_landlord)
}

/// The paragraphs that a report shows: those that bind the council, while it is written; once it went out those that it answered, and none
/// that came to the list since. It changes no more.
pub fn shown_in(policy: &Policy, report: &Report) -> impl Iterator<Item = &'static Provision> {
    let is_out = report.approved.is_some();
    that_bind(policy).filter(move |provision| !is_out || report.answers.contains_key(provision.id))
}

/// A paragraph, by its name in the record.
pub fn named(id: &str) -> Option<&'static Provision> {
    PROVISIONS.iter().find(|provision| provision.id == id)
}

fn procedure(policy: &Policy, code: Ombudsman) -> Option<&Procedure> {
    let name = match code {
        Ombudsman::Lgsco => defaults::CORPORATE,
        Ombudsman::Housing => defaults::HOUSING,
        Ombudsman::Ico => defaults::DATA_PROTECTION,
        // No Code of his is among the provisions.
        Ombudsman::Psow => return None,
    };
    policy
        .procedures
        .values()
        .find(|procedure| procedure.id.as_str() == name)
}

const fn months(count: u16) -> Limit {
    Limit {
        count,
        unit: Unit::Months,
    }
}

/// The posts that hold a role, by name.
fn posts(policy: &Policy, role: Role) -> String {
    let posts = policy.posts.iter().filter(|post| post.roles.contains(&role));
    let names: Vec<&str> = posts.map(|post| post.name.as_str()).collect();
    if names.is_empty() {
        "no post by name".to_owned()
    } else {
        names.join(", ")
    }
}

impl Rule {
    /// What the policy says, in words, for the procedure that follows a Code.
    pub fn said(self, policy: &Policy, code: Ombudsman) -> String {
        let Some(procedure) = procedure(policy, code) else {
            return "The policy has no such procedure.".to_owned();
        };
        let limit = |what: &str, limit: Option<Limit>| match limit {
            Some(limit) => format!("{what}: {limit}."),
            None => format!("{what}: no limit in the policy."),
        };
        let stage = |number: u8| procedure.stages.iter().find(|stage| stage.number == number);
        match self {
            Self::Acknowledge => limit("Acknowledgement", procedure.acknowledge),
            Self::Stage1 => limit("Reply at stage 1", stage(1).map(|stage| stage.reply)),
            Self::Stage1Longer => limit("Extension at stage 1", stage(1).and_then(|stage| stage.extend_by)),
            Self::Stage2 => limit("Reply at stage 2", stage(2).map(|stage| stage.reply)),
            Self::Stage2Longer => limit("Extension at stage 2", stage(2).and_then(|stage| stage.extend_by)),
            Self::Stages => format!("Stages in the policy: {}.", procedure.stages.len()),
            Self::AcceptWithin => limit("How old a matter may be", procedure.accept_within),
            Self::Reasons => format!(
                "Coded reasons for not accepting a complaint, each with what the customer is told: {}.",
                policy.refusal_reasons.len()
            ),
            Self::Stage2Refused => match procedure.stage_2_refused_by {
                RefusedBy::SecondPerson => {
                    "A request for stage 2 is turned away by two people only.".to_owned()
                }
                RefusedBy::OnePerson => "A request for stage 2 is turned away by one person.".to_owned(),
            },
            Self::Adjustments => format!(
                "Adjustments are reviewed every {}.",
                months(policy.people.review_adjustments_months)
            ),
            Self::Conduct => match &policy.conduct {
                Some(conduct) => format!(
                    "Comments on a report are asked for within {}; an arrangement ends after {} at the latest.",
                    conduct.comments_within,
                    months(conduct.longest_months)
                ),
                None => "The policy has no rules on behaviour.".to_owned(),
            },
            Self::People => format!(
                "Posts in the policy. Oversee complaints: {}. Answer for services: {}. Executive: {}.",
                posts(policy, Role::ComplaintsManager),
                posts(policy, Role::ServiceManager),
                posts(policy, Role::Executive)
            ),
            Self::Reviewers => format!(
                "Review at stage 2: {}. Whoever had a part in stage 1, by the record of the case, is refused as its reviewer.",
                posts(policy, Role::Reviewer)
            ),
            Self::Departures => match procedure.departures.len() {
                0 => "The policy departs from no paragraph of the Code.".to_owned(),
                1 => "The policy departs from the Code in 1 point, with its reason.".to_owned(),
                count => format!("The policy departs from the Code in {count} points, each with its reason."),
            },
        }
    }
}
