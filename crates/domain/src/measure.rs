//! The measures that Redress computes: a public standard can be tied to these and no others.

crate::vocabulary! {
    /// A measure, by name. What is counted and left out is said where it is computed.
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
    }
}
