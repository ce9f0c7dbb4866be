//! The table of all measures.

mod contacts;

use super::{Definition, Formula, Part, UpTo};
use crate::measure::fact::FactKind;
use crate::measure::{By, Measure};

const OF_CASES: &[By] = &[By::Service, By::Team, By::Month, By::Channel, By::Kind, By::Ward];
/// What comes in can be told apart by day as well.
const OF_DAYS: &[By] = &[
    By::Service,
    By::Team,
    By::Month,
    By::Channel,
    By::Kind,
    By::Ward,
    By::Day,
];
const OF_STAGES: &[By] = &[By::Service, By::Team, By::Month, By::Channel, By::Ward, By::Stage];
const OF_DETAILS: &[By] = &[
    By::Service,
    By::Team,
    By::Month,
    By::Channel,
    By::Kind,
    By::Ward,
    By::Detail,
];
const WITH_STAGES: &[By] = &[
    By::Service,
    By::Team,
    By::Month,
    By::Channel,
    By::Ward,
    By::Stage,
    By::Detail,
];
const NOW: &[By] = &[
    By::Service,
    By::Team,
    By::Channel,
    By::Kind,
    By::Ward,
    By::Stage,
    By::Detail,
];

const DUE_LEFT_OUT: &str =
    "Promises that ended because the case was withdrawn, not accepted or merged; what is not due yet";
const CODE_6: &str = "Complaint Handling Code, section 6";
/// No ward: of few answers from few streets somebody would know whose they are.
const OF_ANSWERS: &[By] = &[
    By::Service,
    By::Team,
    By::Month,
    By::Channel,
    By::Kind,
    By::Detail,
];
const SURVEY: &str = "Paper 004, 6.4; the questions are the policy's";
const COUNCILS: &str = "What councils report (paper 002: one overview of response times)";

/// Short for the table below.
const fn define(
    (name, question): (&'static str, &'static str),
    (counted, left_out): (&'static str, &'static str),
    source: &'static str,
    formula: Formula,
    by: &'static [By],
) -> Definition {
    Definition {
        name,
        question,
        counted,
        left_out,
        source,
        formula,
        by,
    }
}

const RECEIVED: &[FactKind] = &[
    FactKind::ComplaintReceived,
    FactKind::RequestReceived,
    FactKind::QuestionReceived,
    FactKind::QueryReceived,
    FactKind::CommentReceived,
    FactKind::ComplimentReceived,
];

impl Measure {
    /// Whether a promise to the public can be held against it: it is a share that is computed.
    pub const fn can_hold_a_promise(self) -> bool {
        matches!(self.definition().formula, Formula::Share(..))
    }

    /// What it is.
    pub const fn definition(self) -> Definition {
        match self {
            Self::Received
            | Self::ComplaintsReceived
            | Self::ComplimentsReceived
            | Self::CouncillorQueries
            | Self::SettledAtFirstContact
            | Self::Closed
            | Self::WorkingDaysToClose
            | Self::OpenNow
            | Self::OverdueNow
            | Self::NoWordFor
            | Self::Reopened => self.of_cases(),
            Self::AcknowledgedInTime
            | Self::Stage1InTime
            | Self::Stage2InTime
            | Self::Stage1InTimeWithoutExtension
            | Self::Stage2InTimeWithoutExtension => self.of_complaints_in_time(),
            Self::Stage1WorkingDays
            | Self::Stage2WorkingDays
            | Self::Stage2Asked
            | Self::Escalated
            | Self::NotAccepted
            | Self::Findings
            | Self::Upheld => self.of_complaints(),
            Self::FirstAnswerInTime
            | Self::RequestInTime
            | Self::CouncillorQueriesInTime
            | Self::QuestionsInTime
            | Self::RemediesInTime
            | Self::RemediesDue
            | Self::PartnersInTime => self.of_promises(),
            Self::SatisfactionWithHandling
            | Self::SatisfactionWithResult
            | Self::SurveyResponse
            | Self::SurveyNotAsked
            | Self::SurveyAnswers
            | Self::SurveyThemes => self.of_the_survey(),
            Self::Contacts
            | Self::AvoidableContact
            | Self::AvoidableCauses
            | Self::ContactCost
            | Self::StepsReached => self.of_contacts(),
            Self::OmbudsmanEnquiries
            | Self::OmbudsmanDecisions
            | Self::OmbudsmanUpheld
            | Self::SatisfactoryRemedy
            | Self::Determinations
            | Self::ArrangementsInForce
            | Self::LikelyLate
            | Self::UnassignedAtDailyCheck => self.of_others(),
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the list of all stands in definition()"
    )]
    const fn of_cases(self) -> Definition {
        match self {
            Self::Received => define(
                ("Received", "How much comes in, and how?"),
                (
                    "Every case, on the day of receipt",
                    "Nothing; a contact that joined a case that was there is no case",
                ),
                COUNCILS,
                Formula::Count(RECEIVED),
                OF_DAYS,
            ),
            Self::ComplaintsReceived => define(
                ("Complaints received", "How many complaints come in?"),
                (
                    "Complaints, on the day of receipt",
                    "Requests, also where somebody was annoyed, unless they became a complaint",
                ),
                "Complaint Handling Code 1.2",
                Formula::Count(&[FactKind::ComplaintReceived]),
                OF_DAYS,
            ),
            Self::ComplimentsReceived => define(
                ("Compliments received", "What do people thank us for?"),
                ("Compliments, on the day of receipt", "Nothing"),
                "Ours (paper 001: compliments count)",
                Formula::Count(&[FactKind::ComplimentReceived]),
                OF_CASES,
            ),
            Self::CouncillorQueries => define(
                ("Councillors' queries", "How many queries do councillors bring?"),
                (
                    "Queries that a councillor raised, on the day of receipt: questions, and what triage found to be a request",
                    "Complaints that a councillor passed on: they are complaints; comments and compliments: they ask for nothing",
                ),
                "Paper 002",
                Formula::Count(&[FactKind::QueryReceived]),
                OF_CASES,
            ),
            Self::SettledAtFirstContact => define(
                (
                    "Settled at first contact",
                    "How often is it settled while the customer is there?",
                ),
                (
                    "Requests, questions and queries by phone, in person and by web chat, on the day of receipt; settled: an outcome at first contact is recorded, the customer did not say no to it, and the case was not opened again",
                    "Forms, letters and messages: nobody is there to hear the answer; complaints: each gets a reply, so none is settled at first contact (Complaint Handling Code 5.2); comments and compliments: they ask for nothing",
                ),
                "Paper 004, 3.3; Wychavon's standard",
                Formula::Share(&[FactKind::FirstContact], Part::Kept),
                OF_CASES,
            ),
            Self::Closed => define(
                ("Closed", "How many cases end, and how?"),
                (
                    "Cases that are closed, on the day of closing, by how they ended",
                    "Cases that were opened again since",
                ),
                COUNCILS,
                Formula::Count(&[FactKind::Closed]),
                OF_DETAILS,
            ),
            Self::WorkingDaysToClose => define(
                ("Working days to close", "How long does it take to the end?"),
                (
                    "Working days from receipt to closing, of cases that are closed",
                    "Cases that were opened again since",
                ),
                COUNCILS,
                Formula::WorkingDays(FactKind::Closed),
                OF_DETAILS,
            ),
            Self::OpenNow => define(
                ("Open now", "What waits, and on whom?"),
                ("Cases that are open now, by where they stand", "Closed cases"),
                COUNCILS,
                Formula::Standing(FactKind::Open, UpTo::Today),
                NOW,
            ),
            Self::OverdueNow => define(
                ("Overdue now", "What is overdue this morning?"),
                (
                    "Open cases with a promise that was due before today, by what is owed",
                    "What is due today; cases that owe nothing",
                ),
                COUNCILS,
                Formula::Standing(FactKind::Owed, UpTo::Yesterday),
                NOW,
            ),
            Self::NoWordFor => define(
                ("No word for a while", "Who has heard nothing from us?"),
                (
                    "Open cases whose last word to the customer, or receipt, is so many days ago or more (14 unless asked otherwise)",
                    "Closed cases",
                ),
                "Paper 002: nobody is left waiting without a word",
                Formula::Standing(FactKind::LastWord, UpTo::DaysAgo),
                NOW,
            ),
            _ => define(
                ("Opened again", "How often was the end not the end?"),
                (
                    "Complaints, on the day of receipt; so: opened again at least once",
                    "Requests for stage 2",
                ),
                "Ours",
                Formula::Share(&[FactKind::ComplaintReceived], Part::Of(FactKind::Reopened)),
                OF_CASES,
            ),
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the list of all stands in definition()"
    )]
    const fn of_complaints_in_time(self) -> Definition {
        match self {
            Self::AcknowledgedInTime => define(
                (
                    "Acknowledged in time",
                    "Do people hear soon that we have their complaint?",
                ),
                (
                    "Acknowledgements of complaints and of requests for stage 2, on the day that they fell due; in time: sent by then",
                    DUE_LEFT_OUT,
                ),
                "Complaint Handling Code 6.2",
                Formula::Share(&[FactKind::AcknowledgementDue], Part::Kept),
                OF_STAGES,
            ),
            Self::Stage1InTime => define(
                (
                    "Stage 1 replies in time",
                    "Do we reply when we said that we would?",
                ),
                (
                    "Replies of stage 1, on the day that they fell due, extensions included; in time: sent by then",
                    DUE_LEFT_OUT,
                ),
                CODE_6,
                Formula::Share(&[FactKind::Stage1Due], Part::Kept),
                OF_STAGES,
            ),
            Self::Stage2InTime => define(
                (
                    "Stage 2 replies in time",
                    "Do we reply to reviews when we said that we would?",
                ),
                (
                    "Replies of stage 2, on the day that they fell due, extensions included; in time: sent by then",
                    DUE_LEFT_OUT,
                ),
                CODE_6,
                Formula::Share(&[FactKind::Stage2Due], Part::Kept),
                OF_STAGES,
            ),
            Self::Stage1InTimeWithoutExtension => define(
                (
                    "Stage 1 replies in time without extension",
                    "Do we reply by the date promised first?",
                ),
                (
                    "Replies of stage 1, on the day that they fell due, extensions included; in time: sent by the date promised first",
                    DUE_LEFT_OUT,
                ),
                CODE_6,
                Formula::Share(&[FactKind::Stage1Due], Part::KeptFirst),
                OF_STAGES,
            ),
            _ => define(
                (
                    "Stage 2 replies in time without extension",
                    "Do we reply to reviews by the date promised first?",
                ),
                (
                    "Replies of stage 2, on the day that they fell due, extensions included; in time: sent by the date promised first",
                    DUE_LEFT_OUT,
                ),
                CODE_6,
                Formula::Share(&[FactKind::Stage2Due], Part::KeptFirst),
                OF_STAGES,
            ),
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the list of all stands in definition()"
    )]
    const fn of_complaints(self) -> Definition {
        match self {
            Self::Stage1WorkingDays => define(
                ("Working days to the stage 1 reply", "How long does a reply take?"),
                (
                    "Working days from receipt, or reopening, to the reply, of replies that went",
                    "Complaints without a reply yet",
                ),
                COUNCILS,
                Formula::WorkingDays(FactKind::Stage1Replied),
                OF_STAGES,
            ),
            Self::Stage2WorkingDays => define(
                (
                    "Working days to the stage 2 reply",
                    "How long does a review take?",
                ),
                (
                    "Working days from the request for stage 2 to the reply, of replies that went",
                    "Reviews without a reply yet",
                ),
                COUNCILS,
                Formula::WorkingDays(FactKind::Stage2Replied),
                OF_STAGES,
            ),
            Self::Stage2Asked => define(
                ("Stage 2 asked for", "How many ask for a review?"),
                (
                    "Requests for stage 2, on the day of asking, accepted or not",
                    "An earlier request of the same complaint",
                ),
                CODE_6,
                Formula::Count(&[FactKind::Stage2Asked]),
                OF_STAGES,
            ),
            Self::Escalated => define(
                (
                    "Taken to stage 2",
                    "How often does our first reply not settle it?",
                ),
                (
                    "Replies of stage 1, on the day that they went; so: stage 2 was asked for afterwards",
                    "Complaints without a reply yet",
                ),
                COUNCILS,
                Formula::Share(&[FactKind::Stage1Replied], Part::Kept),
                OF_STAGES,
            ),
            Self::NotAccepted => define(
                ("Not accepted", "What do we turn away, and why?"),
                (
                    "Complaints not accepted, on the day of closing, and requests for stage 2 not accepted, on the day of asking, by coded reason",
                    "Proposals to which nobody agreed",
                ),
                "Complaint Handling Code 2 and 8.1: types of complaint refused",
                Formula::Count(&[FactKind::Refused]),
                WITH_STAGES,
            ),
            Self::Findings => define(
                ("Findings", "What did we find?"),
                (
                    "Points of complaint in replies that went, on the day of the reply, by finding",
                    "Points of replies that did not go",
                ),
                CODE_6,
                Formula::Count(&[FactKind::Found]),
                WITH_STAGES,
            ),
            _ => define(
                ("Upheld", "How often were we wrong?"),
                (
                    "Points of complaint in replies that went; so: upheld, wholly or in part",
                    "Points of replies that did not go",
                ),
                "What councils report; a high share is not in itself poor performance (PSOW)",
                Formula::Share(&[FactKind::Found], Part::Kept),
                WITH_STAGES,
            ),
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the list of all stands in definition()"
    )]
    const fn of_promises(self) -> Definition {
        match self {
            Self::FirstAnswerInTime => define(
                ("First answers in time", "Do people get a first answer soon?"),
                (
                    "First answers to requests and whatever else its procedure promises one to, on the day that they fell due; in time: given by then",
                    DUE_LEFT_OUT,
                ),
                "Paper 002",
                Formula::Share(&[FactKind::FirstAnswerDue], Part::Kept),
                OF_CASES,
            ),
            Self::RequestInTime => define(
                ("Requests finished in time", "Is it done when the service said?"),
                (
                    "Requests with a target, on the day that it fell due; in time: finished by then, and not opened again after it. Closed as not done is late",
                    DUE_LEFT_OUT,
                ),
                "Paper 003: standards that can be measured",
                Formula::Share(&[FactKind::TargetDue], Part::Kept),
                OF_CASES,
            ),
            Self::CouncillorQueriesInTime => define(
                (
                    "Councillors' queries in time",
                    "Do councillors get their answers?",
                ),
                (
                    "Answers to councillors' queries, and first answers to those that are requests, on the day that they fell due; in time: given by then",
                    DUE_LEFT_OUT,
                ),
                "Paper 002",
                Formula::Share(&[FactKind::QueryDue], Part::Kept),
                OF_CASES,
            ),
            Self::QuestionsInTime => define(
                ("Questions in time", "Do questions get their answers?"),
                (
                    "Answers to what is no complaint and no councillor's query, on the day that they fell due; in time: given by then",
                    DUE_LEFT_OUT,
                ),
                "Ours",
                Formula::Share(&[FactKind::AnswerDue], Part::Kept),
                OF_CASES,
            ),
            Self::RemediesInTime => define(
                ("Remedies in time", "Do we do what we promised?"),
                (
                    "Remedies with a date, on that day; in time: delivered by then",
                    "Remedies without a date; what is not due yet",
                ),
                "Complaint Handling Code 7",
                Formula::Share(&[FactKind::RemedyDue], Part::Kept),
                OF_DETAILS,
            ),
            Self::RemediesDue => define(
                ("Remedies promised", "What do we promise, to put things right?"),
                (
                    "Remedies with a date, on that day, by kind",
                    "Remedies without a date",
                ),
                "Complaint Handling Code 7",
                Formula::Count(&[FactKind::RemedyDue]),
                OF_DETAILS,
            ),
            _ => define(
                ("Partners' answers in time", "Do partners answer when we need it?"),
                (
                    "Answers of partners, on the day that they fell due; in time: given by then",
                    "Questions taken back or turned away",
                ),
                "Paper 002",
                Formula::Share(&[FactKind::PartnerDue], Part::Kept),
                OF_DETAILS,
            ),
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the list of all stands in definition()"
    )]
    const fn of_others(self) -> Definition {
        match self {
            Self::OmbudsmanEnquiries => define(
                ("Ombudsmen's enquiries", "How often does an Ombudsman ask?"),
                (
                    "Enquiries, on the day that they reached the council, by Ombudsman",
                    "Nothing",
                ),
                "LGSCO annual letter",
                Formula::Count(&[FactKind::OmbudsmanAsked]),
                OF_DETAILS,
            ),
            Self::OmbudsmanDecisions => define(
                ("Ombudsmen's decisions", "How often does an Ombudsman decide?"),
                (
                    "Final decisions, on the day of the decision, by Ombudsman; where no enquiry is on record, what one determined on one day is one decision",
                    "Drafts, and what came back as too early",
                ),
                "LGSCO annual letter",
                Formula::Count(&[FactKind::OmbudsmanDecided]),
                OF_DETAILS,
            ),
            Self::OmbudsmanUpheld => define(
                (
                    "Ombudsmen's decisions that found fault",
                    "How often did an Ombudsman find that we were wrong?",
                ),
                (
                    "Final decisions; so: fault on at least one point",
                    "Reasonable redress and what was settled with their help: no fault",
                ),
                "LGSCO annual letter",
                Formula::Share(&[FactKind::OmbudsmanDecided], Part::Kept),
                OF_DETAILS,
            ),
            Self::SatisfactoryRemedy => define(
                (
                    "Satisfactory remedy before the Ombudsman",
                    "Where we were wrong, how often had we put it right before the Ombudsman looked?",
                ),
                (
                    "Final decisions of the Local Government and Social Care Ombudsman that found fault; so: it found on each point at fault that the remedy that we had given was satisfactory",
                    "The Housing Ombudsman's decisions: what it calls reasonable redress is no fault",
                ),
                "LGSCO annual letter: satisfactory remedy before the complaint reached the Ombudsman",
                Formula::Share(&[FactKind::FaultFound], Part::Kept),
                OF_CASES,
            ),
            Self::Determinations => define(
                (
                    "Ombudsmen's determinations",
                    "What did an Ombudsman decide on each point?",
                ),
                (
                    "Points with a determination, on the day of the decision, by the Ombudsman's word; of the service that the point is about",
                    "Points without a day",
                ),
                "Housing Ombudsman",
                Formula::Count(&[FactKind::Determined]),
                OF_DETAILS,
            ),
            Self::ArrangementsInForce => define(
                (
                    "Contact arrangements in force",
                    "How many people's contact is limited?",
                ),
                (
                    "Arrangements in force today: how many, and no more",
                    "Who, where and why: that is on the files",
                ),
                "LGSCO guide; paper 004, 7",
                Formula::Arrangements,
                &[],
            ),
            Self::LikelyLate => define(
                ("Likely to be late", "Which replies will we probably miss?"),
                (
                    "Complaints whose reply is promised for today or later, of the 200 that are due soonest, where at least half of those that were at this step for as long took longer than is left",
                    "What is overdue already; steps of which too few were done to say; what was likely on an earlier day",
                ),
                "Ours (paper 002: nobody is left without an answer)",
                Formula::Forecasts,
                &[By::Service],
            ),
            _ => define(
                (
                    "Unassigned at the daily check",
                    "How much had nobody been given when we looked?",
                ),
                (
                    "What waited when the queue was checked, the most of any day in the period",
                    "Days without a check",
                ),
                "Paper 002: checked each working day",
                Formula::DailyChecks,
                &[By::Month],
            ),
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the list of all stands in definition()"
    )]
    const fn of_the_survey(self) -> Definition {
        match self {
            Self::SatisfactionWithHandling => define(
                (
                    "Satisfied with handling",
                    "How did people find the way we dealt with it?",
                ),
                (
                    "Answers on how it was handled, on the day of the first answer; so: satisfied or very satisfied",
                    "The result, which is asked apart; who was asked and did not answer; what was answered twice",
                ),
                SURVEY,
                Formula::Share(&[FactKind::SurveyHandling], Part::Kept),
                OF_ANSWERS,
            ),
            Self::SatisfactionWithResult => define(
                ("Satisfied with the result", "How did people find the result?"),
                (
                    "Answers on the result, on the day of the first answer; so: satisfied or very satisfied",
                    "How it was handled, which is asked apart; who was asked and did not answer",
                ),
                SURVEY,
                Formula::Share(&[FactKind::SurveyResult], Part::Kept),
                OF_ANSWERS,
            ),
            Self::SurveyResponse => define(
                ("Answered the survey", "How many of those that we ask answer?"),
                (
                    "People asked, on the day on which they were; so: they answered at least one question",
                    "Who was not asked: that is a figure of its own",
                ),
                SURVEY,
                Formula::Share(&[FactKind::SurveyAsked], Part::Kept),
                OF_ANSWERS,
            ),
            Self::SurveyNotAsked => define(
                ("Not asked in the survey", "Whom do we not ask, and why?"),
                (
                    "Closed cases whose customer was not asked, on the day on which that was decided, by why",
                    "Cases that were closed longer ago than the survey is open",
                ),
                SURVEY,
                Formula::Count(&[FactKind::SurveyPassedOver]),
                OF_ANSWERS,
            ),
            Self::SurveyAnswers => define(
                (
                    "Other answers to the survey",
                    "How easy was it, and were people treated fairly?",
                ),
                (
                    "Answers to the other questions, on the day of the first answer, by question and answer",
                    "Answers on satisfaction; questions that were skipped",
                ),
                SURVEY,
                Formula::Count(&[FactKind::SurveyAnswer]),
                OF_ANSWERS,
            ),
            _ => define(
                ("What answers are about", "What do people write of?"),
                (
                    "What was written in the survey, on the day of the first answer, by the theme that somebody gave it",
                    "What nobody has read and sorted yet",
                ),
                SURVEY,
                Formula::Count(&[FactKind::SurveyTheme]),
                OF_ANSWERS,
            ),
        }
    }
}
