//! The measures that Redress computes, one catalogue for the whole program: a public standard can be tied to
//! these and no others.

use jiff::civil::Date;

pub mod catalogue;
pub mod compare;
pub mod control;
pub mod definition;
pub mod every;
pub mod fact;
pub mod figure;
pub mod season;
pub mod suppress;

#[cfg(test)]
mod tests;

crate::vocabulary! {
    /// A measure, by name. What is counted and left out is said in its [`definition`](Measure::definition).
    pub enum Measure {
        /// Share of complaints acknowledged within their limit.
        AcknowledgedInTime = "acknowledged-in-time",
        /// Share of stage 1 replies sent within their limit.
        Stage1InTime = "stage-1-in-time",
        /// Share of stage 2 replies sent within their limit.
        Stage2InTime = "stage-2-in-time",
        /// Share of requests that had a first answer within its limit.
        FirstAnswerInTime = "first-answer-in-time",
        /// Share of requests finished within the target of their service.
        RequestInTime = "request-in-time",
        /// Share of contacts settled at first contact.
        SettledAtFirstContact = "settled-at-first-contact",
        /// Share of customers satisfied with how it was handled.
        SatisfactionWithHandling = "satisfaction-with-handling",
        /// Share of customers satisfied with the result.
        SatisfactionWithResult = "satisfaction-with-result",
        /// Share of remedies delivered by their date.
        RemediesInTime = "remedies-in-time",
        /// Everything received.
        Received = "received",
        /// Complaints received.
        ComplaintsReceived = "complaints-received",
        /// Contacts of customers, by each contact's own channel.
        Contacts = "contacts",
        /// Share of contacts that customers could have been saved.
        AvoidableContact = "avoidable-contact",
        /// Contacts that customers could have been saved, by why.
        AvoidableCauses = "avoidable-causes",
        /// What contacts cost, by the council's own unit costs.
        ContactCost = "contact-cost",
        /// Complaints by how far they went.
        StepsReached = "steps-reached",
        /// Compliments received.
        ComplimentsReceived = "compliments-received",
        /// Councillors' queries received.
        CouncillorQueries = "councillor-queries",
        /// Share of councillors' queries answered within their limit.
        CouncillorQueriesInTime = "councillor-queries-in-time",
        /// Share of questions answered within their limit.
        QuestionsInTime = "questions-in-time",
        /// Share of stage 1 replies sent by the date promised first.
        Stage1InTimeWithoutExtension = "stage-1-in-time-without-extension",
        /// Share of stage 2 replies sent by the date promised first.
        Stage2InTimeWithoutExtension = "stage-2-in-time-without-extension",
        /// Working days to the reply of stage 1.
        Stage1WorkingDays = "stage-1-working-days",
        /// Working days to the reply of stage 2.
        Stage2WorkingDays = "stage-2-working-days",
        /// Cases closed.
        Closed = "closed",
        /// Working days from receipt to the end.
        WorkingDaysToClose = "working-days-to-close",
        /// Cases open now, by what they wait for.
        OpenNow = "open-now",
        /// Cases overdue now.
        OverdueNow = "overdue-now",
        /// Open cases whose customer has had no word for so many days.
        NoWordFor = "no-word-for",
        /// Share of complaints opened again.
        Reopened = "reopened",
        /// Requests for stage 2.
        Stage2Asked = "stage-2-asked",
        /// Share of stage 1 replies after which stage 2 was asked for.
        Escalated = "escalated",
        /// Complaints and requests for stage 2 that were not accepted.
        NotAccepted = "not-accepted",
        /// What was found on each point.
        Findings = "findings",
        /// Share of points upheld, wholly or in part.
        Upheld = "upheld",
        /// Enquiries of Ombudsmen.
        OmbudsmanEnquiries = "ombudsman-enquiries",
        /// Decisions of Ombudsmen.
        OmbudsmanDecisions = "ombudsman-decisions",
        /// Share of Ombudsmen's decisions that found fault.
        OmbudsmanUpheld = "ombudsman-upheld",
        /// Share of those in which a satisfactory remedy was given before.
        SatisfactoryRemedy = "satisfactory-remedy",
        /// What Ombudsmen decided on each point.
        Determinations = "determinations",
        /// Remedies promised, by kind.
        RemediesDue = "remedies-due",
        /// Share of partners' answers given by their date.
        PartnersInTime = "partners-in-time",
        /// Contact arrangements in force.
        ArrangementsInForce = "arrangements-in-force",
        /// Complaints whose reply will probably be late.
        LikelyLate = "likely-late",
        /// Items that nobody had been given when the queue was checked.
        UnassignedAtDailyCheck = "unassigned-at-daily-check",
        /// Share of those asked in the survey who answered.
        SurveyResponse = "survey-response",
        /// Closed cases whose customer was not asked, by why.
        SurveyNotAsked = "survey-not-asked",
        /// Other answers to the survey, by question.
        SurveyAnswers = "survey-answers",
        /// What answers in words were about.
        SurveyThemes = "survey-themes",
    }
}

crate::vocabulary! {
    /// What the sums are told apart by, one thing at a time.
    pub enum Split {
        /// By nothing more than the service and the month.
        Nothing = "nothing",
        /// By how it came.
        Channel = "channel",
        /// By what it is.
        Kind = "kind",
        /// By the stage.
        Stage = "stage",
        /// By where it is.
        Ward = "ward",
        /// By what else tells it apart: how it ended, what was found, why it was not accepted.
        Detail = "detail",
    }
}

crate::vocabulary! {
    /// What somebody wants a figure told apart by.
    pub enum By {
        /// A line for each service.
        Service = "service",
        /// A line for each team.
        Team = "team",
        /// A line for each channel.
        Channel = "channel",
        /// A line for each ward.
        Ward = "ward",
        /// A line for each stage.
        Stage = "stage",
        /// A line for each kind of case.
        Kind = "kind",
        /// A line for each month.
        Month = "month",
        /// A line for each day.
        Day = "day",
        /// A line for each outcome, finding, reason: what the measure itself tells apart.
        Detail = "detail",
    }
}

impl By {
    /// How the sums are told apart for it.
    pub const fn split(self) -> Split {
        match self {
            Self::Service | Self::Team | Self::Month | Self::Day => Split::Nothing,
            Self::Channel => Split::Channel,
            Self::Ward => Split::Ward,
            Self::Stage => Split::Stage,
            Self::Kind => Split::Kind,
            Self::Detail => Split::Detail,
        }
    }
}

/// A span of days, the first and the last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl Range {
    /// From the beginning of the record to a day.
    pub fn until(to: Date) -> Self {
        Self {
            from: jiff::civil::date(1, 1, 1),
            to,
        }
    }

    /// The quarter of the year in which a day lies.
    pub fn quarter_of(day: Date) -> Self {
        let first_month = (day.month() - 1) / 3 * 3 + 1;
        let from = day
            .first_of_month()
            .with()
            .month(first_month)
            .build()
            .unwrap_or(day);
        let last = from.with().month(first_month + 2).build().unwrap_or(from);
        Self {
            from,
            to: last.last_of_month(),
        }
    }

    /// The quarter before one.
    #[must_use]
    pub fn quarter_before(self) -> Self {
        Self::quarter_of(self.from.yesterday().unwrap_or(self.from))
    }

    /// The month in which a day lies.
    pub fn month_of(day: Date) -> Self {
        Self {
            from: day.first_of_month(),
            to: day.last_of_month(),
        }
    }

    /// How many months it has, of which it begins or ends any.
    pub fn months(self) -> i32 {
        let of = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
        (of(self.to) - of(self.from)).max(0) + 1
    }

    /// The first day of each month of which it has any day, in order; it ends where time does.
    pub fn each_month(self) -> impl Iterator<Item = Date> {
        let next = |month: &Date| month.checked_add(jiff::Span::new().months(1)).ok();
        std::iter::successors(Some(self.from.first_of_month()), next)
            .take_while(move |month| *month <= self.to)
    }

    /// The same days a year earlier.
    #[must_use]
    pub fn a_year_before(self) -> Self {
        let year = jiff::Span::new().years(1);
        let back = |day: Date| day.saturating_sub(year);
        let to = back(self.to);
        let is_end = self.to == self.to.last_of_month();
        Self {
            from: back(self.from),
            to: if is_end { to.last_of_month() } else { to },
        }
    }

    /// In words: "October 2026", "July to September 2026", one day, or from one day to another.
    pub fn in_words(self) -> String {
        if self.from == self.to {
            return self.from.strftime("%-d %B %Y").to_string();
        }
        let whole = self.from.day() == 1 && self.to == self.to.last_of_month();
        if whole && self.from.first_of_month() == self.to.first_of_month() {
            return self.from.strftime("%B %Y").to_string();
        }
        if whole && self.from.year() == self.to.year() {
            return format!("{} to {}", self.from.strftime("%B"), self.to.strftime("%B %Y"));
        }
        if whole {
            return format!("{} to {}", self.from.strftime("%B %Y"), self.to.strftime("%B %Y"));
        }
        format!(
            "{} to {}",
            self.from.strftime("%-d %B %Y"),
            self.to.strftime("%-d %B %Y")
        )
    }
}
