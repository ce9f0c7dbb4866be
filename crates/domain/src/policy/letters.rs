//! The paragraphs of letters that a council may word for itself, and what must stand in each.
//!
//! Everything else in a letter follows from the case. What a Code asks a letter to say stays in it: the
//! wording changes, the placeholder that carries it cannot be left out.

mod letter;
mod sentence;
mod taken_over;
mod wording;

use std::collections::BTreeMap;

pub use self::letter::Letter;
pub use self::taken_over::TakenOver;
pub use self::wording::{Place, StandingParagraph, Wording};
use crate::id::ServiceId;
use crate::language::Language;
use crate::vocabulary::Ombudsman;

/// The wordings that a council gave, by paragraph; a paragraph that is not here has its ordinary words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letters {
    /// The wordings that hold wherever nothing closer does.
    pub wordings: BTreeMap<LetterPart, String>,
    /// Every paragraph in Welsh that a letter in both languages may have; empty where the council writes no Welsh.
    pub welsh: BTreeMap<LetterPart, String>,
    /// The wordings for one procedure, stage or channel.
    pub special: Vec<Wording>,
    /// The paragraphs that can be put into a reply.
    pub standing: Vec<StandingParagraph>,
    /// How letters name the council's people.
    pub staff_names: StaffNames,
}

crate::vocabulary! {
    /// How letters name the council's people.
    pub enum StaffNames {
        /// "Jo Martin".
        FullName = "full-name",
        /// "Jo, Waste and recycling".
        FirstNameAndTeam = "first-name-and-team",
        /// "Waste and recycling".
        TeamOnly = "team-only",
    }
}

impl Default for StaffNames {
    /// Ours: a customer who knows who has their complaint can ask for them.
    fn default() -> Self {
        Self::FullName
    }
}

impl StaffNames {
    /// Somebody as a letter names them in a sentence.
    pub fn name(self, name: &str, team: &str) -> String {
        let first = name.split_whitespace().next().unwrap_or_default();
        match self {
            Self::FullName => name.trim().to_owned(),
            Self::FirstNameAndTeam => format!("{first}, {team}"),
            Self::TeamOnly => team.to_owned(),
        }
    }
}

crate::vocabulary! {
    /// A paragraph of a letter that a council may word for itself.
    pub enum LetterPart {
        /// The acknowledgement begins.
        AcknowledgementOpening = "acknowledgement_opening",
        /// The acknowledgement ends.
        AcknowledgementClosing = "acknowledgement_closing",
        /// The letter that tells of more time begins.
        ExtensionOpening = "extension_opening",
        /// How to go further when a reply is late.
        ExtensionDelay = "extension_delay",
        /// How to ask for stage 2.
        ReplyStage2 = "reply_stage_2",
        /// How to go further after the last stage.
        ReplyFinal = "reply_final",
        /// How to go further when a complaint is not accepted.
        RefusalDisagree = "refusal_disagree",
        /// The receipt of what a customer sent begins.
        ReceiptOpening = "receipt_opening",
        /// The reply to a complaint begins.
        ReplyOpening = "reply_opening",
        /// The message begins that a promise could not be kept.
        RemedyOpening = "remedy_opening",
        /// The message begins that confirms what was done while the customer was there.
        ConfirmationOpening = "confirmation_opening",
        /// Any other message begins.
        ContactOpening = "contact_opening",
        /// The message begins that a case was closed.
        ClosingOpening = "closing_opening",
        /// Which other council has taken the case over.
        TransferTakenOver = "transfer_taken_over",
        /// By when that council answers.
        TransferAnswerBy = "transfer_answer_by",
        /// That nothing has to be told again, and the reference that stays.
        TransferKept = "transfer_kept",
        /// Where it can be followed there.
        TransferFollow = "transfer_follow",
        /// The same where that council has no page.
        TransferAsk = "transfer_ask",
        /// That Welsh is welcome, where the council writes it.
        WelshWelcome = "welsh_welcome",
        /// What stands in the place of words that were written in English alone.
        WelshOnlyEnglish = "welsh_only_english",
        /// The reference, in every message.
        MessageReference = "message_reference",
        /// What the code of a message is for.
        CodeOpening = "code_opening",
        /// How to go further, in a message about a complaint.
        ComplaintFurther = "complaint_further",
        /// How to go further, in a message about anything else.
        OtherFurther = "other_further",
        /// How every letter and message begins.
        Greeting = "greeting",
        /// What stands for the name of a customer that we do not know.
        UnknownCustomer = "unknown_customer",
        /// The heading over how to reach the council.
        ContactHeading = "contact_heading",
        /// The line with the council's telephone number.
        ContactPhone = "contact_phone",
        /// The line with the council's e-mail address.
        ContactEmail = "contact_email",
        /// The line with the council's address.
        ContactPost = "contact_post",
        /// The heading over the points in an acknowledgement.
        PointsHeading = "acknowledgement_points_heading",
        /// The heading over what the customer would like.
        WantedHeading = "acknowledgement_wanted_heading",
        /// What stands there when they have not said.
        WantedUnknown = "acknowledgement_wanted_unknown",
        /// The heading over what happens next.
        NextHeading = "next_heading",
        /// Who looks into it, at stage 1.
        Handler = "acknowledgement_handler",
        /// Who reviews it, at stage 2.
        Reviewer = "acknowledgement_reviewer",
        /// By when the reply comes.
        ReplyPromised = "acknowledgement_reply_by",
        /// The same where no date is promised.
        ReplyUndated = "acknowledgement_reply_undated",
        /// The heading over the reason for more time.
        ExtensionWhyHeading = "extension_why_heading",
        /// What follows the reason for more time.
        ExtensionSorry = "extension_sorry",
        /// The heading over how to go further when a reply is late.
        ExtensionDelayHeading = "extension_delay_heading",
        /// The heading over the complaint in a reply.
        ReplyComplaintHeading = "reply_complaint_heading",
        /// The heading over what was looked at.
        ReplyLookedAtHeading = "reply_looked_at_heading",
        /// The heading over the decision.
        ReplyDecisionHeading = "reply_decision_heading",
        /// The heading over the apology.
        ReplySorryHeading = "reply_sorry_heading",
        /// The heading over the remedy.
        ReplyRemedyHeading = "reply_remedy_heading",
        /// The heading over what is still to be done.
        ReplyActionsHeading = "reply_actions_heading",
        /// The heading over how to go further.
        ReplyFurtherHeading = "reply_further_heading",
        /// What introduces the points of a reply.
        ReplyComplained = "reply_complained",
        /// What introduces what the customer asked for.
        ReplyAsked = "reply_asked",
        /// One point of a reply.
        ReplyPoint = "reply_point",
        /// What stage 1 found on a point, in the reply at stage 2.
        ReplyFirstFound = "reply_first_found",
        /// What introduces the remedies.
        ReplyRemedies = "reply_remedies",
        /// One remedy and by when it is done.
        ReplyAction = "reply_action",
        /// A point that was upheld.
        FoundUpheld = "found_upheld",
        /// A point that was partly upheld.
        FoundPartlyUpheld = "found_partly_upheld",
        /// A point that was not upheld.
        FoundNotUpheld = "found_not_upheld",
        /// A point that is outside the council's remit.
        FoundOutside = "found_outside_our_remit",
        /// A point that was put right.
        FoundResolved = "found_resolved",
        /// The letter begins that a complaint is not accepted.
        RefusalOpening = "refusal_opening",
        /// The letter begins that a request for stage 2 is not accepted.
        RefusalReviewOpening = "refusal_stage_2_opening",
        /// The heading over why.
        RefusalWhyHeading = "refusal_why_heading",
        /// The heading over how to go further.
        RefusalDisagreeHeading = "refusal_disagree_heading",
        /// What a problem is called in a sentence.
        MatterRequest = "matter_request",
        /// What a complaint is called in a sentence.
        MatterComplaint = "matter_complaint",
        /// What a comment is called in a sentence.
        MatterComment = "matter_comment",
        /// What a compliment is called in a sentence.
        MatterCompliment = "matter_compliment",
        /// What a question is called in a sentence.
        MatterEnquiry = "matter_enquiry",
        /// The receipt begins where nothing that was sent is repeated.
        ReceiptWithoutCopy = "receipt_without_copy",
        /// The message begins that asks how we did.
        SurveyOpening = "survey_opening",
        /// That the customer need do nothing.
        NothingToDo = "nothing_to_do",
        /// The heading over what the customer told us.
        ToldHeading = "told_heading",
        /// The heading over how to go further, in a message.
        FurtherHeading = "further_heading",
        /// By when somebody answers first.
        PromiseFirstAnswer = "promise_first_answer",
        /// By when we say how it is going.
        PromiseUpdate = "promise_update",
        /// By when a problem should be put right.
        PromiseTarget = "promise_target",
        /// By when a complaint is acknowledged.
        PromiseAcknowledge = "promise_acknowledge",
        /// By when we reply.
        PromiseReply = "promise_reply",
        /// A date that can still become earlier.
        AtTheLatest = "date_at_the_latest",
        /// The heading over a code.
        CodeHeading = "code_heading",
        /// How a code is used, and until when.
        CodeHow = "code_how",
        /// What to do with a code that one did not ask for.
        CodeNotYou = "code_not_you",
        /// A code as a text message.
        TextCode = "text_code",
        /// The same, where that is too long for one.
        TextCodeShort = "text_code_short",
        /// The subject of a receipt.
        SubjectReceipt = "subject_receipt",
        /// The subject of an acknowledgement.
        SubjectAcknowledgement = "subject_acknowledgement",
        /// The subject when more time is needed.
        SubjectExtension = "subject_extension",
        /// The subject when a complaint is not accepted.
        SubjectNotAccepted = "subject_not_accepted",
        /// The subject of a reply.
        SubjectReply = "subject_reply",
        /// The subject when a promise could not be kept.
        SubjectRemedy = "subject_remedy",
        /// The subject of what confirms something.
        SubjectConfirmation = "subject_confirmation",
        /// The subject of any other message.
        SubjectContact = "subject_contact",
        /// The subject when a case was closed.
        SubjectClosing = "subject_closing",
        /// The subject of a code.
        SubjectCode = "subject_code",
        /// The subject of a question to a partner.
        SubjectPartnerRequest = "subject_partner_request",
        /// The subject when there is something new for a partner.
        SubjectPartnerNews = "subject_partner_news",
        /// The subject of a reminder to a partner.
        SubjectPartnerReminder = "subject_partner_reminder",
        /// The subject of a letter about how somebody gets in touch: it says nothing of it.
        SubjectConduct = "subject_conduct",
        /// The subject of the message that asks how we did.
        SubjectSurvey = "subject_survey",
        /// The subject of its reminder.
        SubjectSurveyReminder = "subject_survey_reminder",
        /// What the link to the track page says.
        LinkFollow = "link_follow",
        /// What a partner's link says.
        LinkOpen = "link_open",
        /// What the link says in a letter about how somebody gets in touch.
        LinkAnswer = "link_answer",
        /// What the link says that opens a survey.
        LinkSurvey = "link_survey",
        /// What the link says that brings saved answers back; the subject of its message, too.
        LinkSaved = "link_saved",
        /// Why somebody gets a link to saved answers.
        SavedWhat = "saved_what",
        /// Until when it opens them.
        SavedHow = "saved_how",
        /// That nothing was sent yet.
        SavedNothingSent = "saved_nothing_sent",
        /// What to do if it was somebody else.
        SavedNotYou = "saved_not_you",
        /// What a partner is asked.
        PartnerRequest = "partner_request",
        /// What a partner is reminded of.
        PartnerReminder = "partner_reminder",
        /// That there is something new for a partner.
        PartnerNews = "partner_news",
        /// What a partner's code is for.
        PartnerCode = "partner_code",
        /// How a partner opens the request.
        PartnerHow = "partner_how",
        /// That nothing about anybody goes by e-mail.
        PartnerCareful = "partner_careful",
        /// Why we ask.
        SurveyWhy = "survey_why",
        /// Until when it can be answered.
        SurveyUntil = "survey_until",
        /// What its reminder says.
        SurveyAgain = "survey_again",
        /// The heading over what becomes of the answers.
        SurveyUseHeading = "survey_use_heading",
        /// What becomes of the answers.
        SurveyUse = "survey_use",
        /// The heading over how not to be asked.
        SurveyStopHeading = "survey_stop_heading",
        /// How not to be asked, by e-mail.
        SurveyStop = "survey_stop",
        /// How not to be asked, by post.
        SurveyStopByPost = "survey_stop_by_post",
        /// The heading over the form for the post.
        SurveyFormHeading = "survey_form_heading",
        /// The code of the form.
        SurveyFormCode = "survey_form_code",
        /// How the form is filled in.
        SurveyFormHow = "survey_form_how",
        /// How it can be answered on the website.
        SurveyFormOnline = "survey_form_online",
        /// The question at the end of the form.
        SurveyBetter = "survey_better",
        /// Whether a manager may get in touch.
        SurveyMayContact = "survey_may_contact",
        /// The box for yes.
        SurveyYes = "survey_yes",
        /// The box for no.
        SurveyNo = "survey_no",
        /// What happens when an answer is chosen.
        SurveyPress = "survey_press",
        /// What a text message says of the page where the letter is.
        TextRead = "text_read",
        /// The same where there is no page.
        TextAsk = "text_ask",
        /// The text message that asks how we did.
        TextSurvey = "text_survey",
        /// Its reminder.
        TextSurveyReminder = "text_survey_reminder",
        /// The same where there is no page.
        TextSurveyAsk = "text_survey_ask",
        /// The subject of what goes to an e-mail address that was changed: it says nothing of anybody.
        SubjectEmailChanged = "subject_email_changed",
        /// That the address is used no more.
        ChangedWhat = "email_changed_what",
        /// The heading over what to do if it was them.
        ChangedYesHeading = "email_changed_yes_heading",
        /// What to do if it was them.
        ChangedYes = "email_changed_yes",
        /// The heading over what to do if it was somebody else.
        ChangedNoHeading = "email_changed_no_heading",
        /// What to do if it was somebody else.
        ChangedNo = "email_changed_no",
    }
}

crate::vocabulary! {
    /// What is put into a paragraph when the letter is written: `((reference))`.
    pub enum Placeholder {
        /// The reference of the case.
        Reference = "reference",
        /// The customer's name.
        Customer = "customer",
        /// The council's name.
        Council = "council",
        /// The date by which the reply is now due.
        NewDate = "new date",
        /// Which Ombudsman it is, and how to reach them.
        Ombudsman = "ombudsman",
        /// How to reach the council.
        Contact = "contact",
        /// The date by which the reply is due, where one is promised.
        ReplyBy = "reply by",
        /// What the letter is about: "your complaint".
        Matter = "matter",
        /// The team that has the case.
        Team = "team",
        /// The stage of the complaint: "1".
        Stage = "stage",
        /// Who writes, with their team, as a sentence begins: "Jo Martin, Housing,".
        Writer = "writer",
        /// How long stage 2 can be asked for, where the policy has an end to it: "20 working days".
        AskWithin = "ask within",
        /// The number of a point.
        Number = "number",
        /// What was complained of.
        Point = "point",
        /// What was found on a point.
        Found = "found",
        /// What will be done.
        Action = "action",
        /// A date.
        Date = "date",
        /// A way to reach the council.
        Detail = "detail",
        /// A code.
        Code = "code",
        /// The moment until which something opens.
        Until = "until",
        /// What a partner calls the question by.
        Request = "request",
        /// The address of a page.
        Address = "address",
        /// The council that has taken a case over.
        OtherCouncil = "other council",
    }
}

/// What is wrong with a wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadWording {
    /// A placeholder that is none, or is not filled in this paragraph.
    Unknown(String),
    /// A placeholder that is begun and not ended: it would stand in the letter as it is written.
    Unclosed(String),
    /// A placeholder that this paragraph must have.
    Missing(Placeholder),
    /// More than one line, where a heading or a subject stands.
    MoreThanALine,
}

impl LetterPart {
    /// Its ordinary words.
    pub fn ordinary(self) -> &'static str {
        self.sentence().words
    }

    /// Its ordinary words at this stage, where this Ombudsman or the Information Commissioner comes next.
    ///
    /// LGSCO asks a last reply to say that it is the last, that the customer may ask for a review, until when, that
    /// older complaints are possible, who the Ombudsman is, that some things are beyond it, and what to send: in this
    /// order, with the words for the time limit (LGSCO, "Linking to us from your final response").
    pub fn ordinary_in(self, place: &Place<'_>) -> &'static str {
        match (self, place.ombudsman) {
            // Complaint Handling Code 6.11: a request for stage 2 is acknowledged as one.
            (Self::AcknowledgementOpening, _) if place.stage > 1 => {
                "You asked us to review our reply to your complaint, and we will. Your reference is ((reference)). \
                 Please use it when you call, write or visit."
            }
            (Self::ReplyFinal, Some(Ombudsman::Lgsco)) => {
                "We have now looked at your complaint in full. This is our final reply. You can ask the Local \
                 Government and Social Care Ombudsman to review it.\n\nYou usually have up to 12 months to do this. \
                 They start from the date you first knew about the matter you complained about, not from the date of \
                 this letter. The Ombudsman may look at an older complaint if there is a good reason.\n\n\
                 ((ombudsman))\n\nThe Ombudsman is fair. You can call Monday to Friday, 10am to 4pm, except on public \
                 holidays. There are some things it cannot or will not look at. Please \
                 send it this letter and our earlier replies."
            }
            // Housing Ombudsman: up to 12 months after the last reply.
            (Self::ReplyFinal, Some(Ombudsman::Housing)) => {
                "We have now looked at your complaint in full. This is our final reply. You can ask the Housing \
                 Ombudsman to look at it, for up to 12 months after this reply.\n\n((ombudsman))\n\nPlease send it \
                 this letter and our earlier replies."
            }
            // The Information Commissioner's Office is no Ombudsman, and other time limits hold there.
            (Self::ReplyFinal, Some(Ombudsman::Ico)) => {
                "We have now looked at your complaint in full. This is our final reply. You can complain to the \
                 Information Commissioner about it.\n\n((ombudsman))\n\nPlease send them this letter."
            }
            // Public Services Ombudsman (Wales) Act 2019, section 8: within one year of the day of first knowing.
            (Self::ReplyFinal, Some(Ombudsman::Psow)) => {
                "We have now looked at your complaint in full. This is our final reply. You can ask the Public Services \
                 Ombudsman for Wales to look at it, usually within one year of the day on which you first knew about the \
                 matter.\n\n((ombudsman))\n\nPlease send them this letter and our earlier replies."
            }
            (Self::RefusalDisagree, Some(Ombudsman::Ico)) => {
                "You can complain to the Information Commissioner about this decision.\n\n((ombudsman))"
            }
            (Self::ComplaintFurther, Some(Ombudsman::Ico)) => {
                "If you are unhappy with how we deal with your complaint, please tell us. You can also complain to the \
                 Information Commissioner. Our reply will say how."
            }
            (Self::SubjectAcknowledgement, _) if place.stage > 1 => {
                "We are reviewing our reply to ((matter))"
            }
            (Self::SubjectNotAccepted, _) if place.stage > 1 => "We will not review our reply to ((matter))",
            // A council that has an end to it says which.
            (Self::ReplyStage2, _) if place.has_end_for_stage_2 => {
                "You have ((ask within)) from the day of this letter to ask us to review it. A different person will look \
                 at it. You do not have to give reasons. Tell us in any way you like and quote ((reference)). If you ask \
                 later, please tell us why."
            }
            _ => self.ordinary(),
        }
    }

    /// What must stand in it.
    pub fn must_have(self) -> &'static [Placeholder] {
        self.sentence().must
    }

    /// The paragraph of the Code that asks for what must stand in it.
    #[expect(clippy::wildcard_enum_match_arm, reason = "a Code asks for a few of many")]
    pub const fn asked_for_by(self) -> Option<&'static str> {
        match self {
            // How long the reply will take; with the Ombudsman's details; at the end; when a complaint is not accepted.
            Self::ExtensionOpening => Some("6.4"),
            Self::ExtensionDelay => Some("6.5"),
            Self::ReplyStage2 | Self::ReplyFinal => Some("6.8"),
            Self::RefusalDisagree => Some("2"),
            _ => None,
        }
    }

    /// What may stand in it.
    pub fn may_have(self) -> impl Iterator<Item = Placeholder> {
        let sentence = self.sentence();
        sentence.sort.may_have().iter().chain(sentence.too).copied()
    }

    /// Whether it is a line: a heading, a subject, a date.
    pub fn is_one_line(self) -> bool {
        self.sentence().sort.is_one_line()
    }

    /// Whether a council that writes Welsh words it in Welsh: all that customers read. What goes to partners, and the
    /// survey, whose questions are the council's own, is in English.
    pub fn is_in_welsh(self) -> bool {
        let name = self.as_str();
        let is_of = |what: &str| name.split('_').any(|word| word == what);
        match self.letter() {
            Letter::Partner | Letter::Survey => false,
            Letter::Subject | Letter::Link | Letter::Text => {
                !is_of("partner") && !is_of("survey") && !matches!(self, Self::LinkOpen)
            }
            Letter::Every
            | Letter::Receipt
            | Letter::Acknowledgement
            | Letter::Extension
            | Letter::Reply
            | Letter::Refusal
            | Letter::Update
            | Letter::Code
            | Letter::Saved
            | Letter::EmailChanged
            | Letter::Welsh => true,
        }
    }

    /// Everything that is wrong with words for this paragraph.
    pub fn faults(self, words: &str) -> Vec<BadWording> {
        let mut faults = Vec::new();
        let mut found = Vec::new();
        for written in placeholders(words) {
            let known = written.as_ref().ok().and_then(|name| Placeholder::parse(name));
            match known.filter(|known| self.may_have().any(|may| may == *known)) {
                Some(known) => found.push(known),
                None => faults.push(BadWording::of(written)),
            }
        }
        if self.is_one_line() && words.trim().contains('\n') {
            faults.push(BadWording::MoreThanALine);
        }
        let missing = self.must_have().iter().filter(|must| !found.contains(must));
        faults.extend(missing.map(|must| BadWording::Missing(*must)));
        faults
    }
}

impl Letters {
    /// The words of a paragraph: the council's, or the ordinary ones.
    pub fn words(&self, part: LetterPart) -> &str {
        self.wordings
            .get(&part)
            .map_or_else(|| part.ordinary(), String::as_str)
    }

    /// The words of a paragraph in one letter: those for its procedure, stage and channel where the council
    /// gave some, the closest first; otherwise [`Self::words`].
    pub fn words_in(&self, part: LetterPart, place: &Place<'_>) -> &str {
        let fitting = self.special.iter().filter(|wording| wording.part == part);
        fitting
            .filter(|wording| wording.fits(place))
            .max_by_key(|wording| wording.closeness())
            .and_then(|wording| wording.words_in(place.language))
            .or_else(|| self.general(place.language).get(&part).map(String::as_str))
            .unwrap_or_else(|| part.ordinary_in(place))
    }

    /// The wordings in a language that hold wherever nothing closer does.
    const fn general(&self, language: Language) -> &BTreeMap<LetterPart, String> {
        match language {
            Language::English => &self.wordings,
            Language::Welsh => &self.welsh,
        }
    }

    /// The paragraphs that can be put into a reply about a service: those of every service, and its own.
    pub fn standing_for(&self, service: Option<&ServiceId>) -> impl Iterator<Item = &StandingParagraph> {
        self.standing.iter().filter(move |paragraph| {
            paragraph.services.is_empty()
                || service.is_some_and(|service| paragraph.services.contains(service))
        })
    }
}

impl BadWording {
    /// A placeholder that is none as it is written, or that is not ended.
    pub(crate) fn of(written: Result<&str, Unclosed<'_>>) -> Self {
        match written {
            Ok(name) => Self::Unknown(name.to_owned()),
            Err(Unclosed(begun)) => Self::Unclosed(begun.to_owned()),
        }
    }
}

/// Where a placeholder that is none, or is not ended, begins: line and column of the words, from 1.
pub fn place_in(words: &str, name: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for written in placeholders(words) {
        let begins = words.get(at..)?.find("((")? + at;
        let (Ok(found) | Err(Unclosed(found))) = written;
        if found == name {
            let before = words.get(..begins)?;
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next()?.chars().count() + 1;
            return Some((line, column));
        }
        at = begins + 2;
    }
    None
}

/// What stands after double brackets that are not ended before the next begin, to the end of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unclosed<'w>(pub(crate) &'w str);

/// What stands in double brackets, in order, as [`fill`] reads it.
pub(crate) fn placeholders(words: &str) -> impl Iterator<Item = Result<&str, Unclosed<'_>>> {
    words.split("((").skip(1).map(|rest| match rest.split_once("))") {
        Some((name, _)) => Ok(name.trim()),
        None => Err(Unclosed(rest.lines().next().unwrap_or_default().trim())),
    })
}

/// The words with each placeholder filled; more than one blank line in a row becomes one. What is put in is text: nothing
/// in it is filled again.
pub fn fill(words: &str, value: impl Fn(Placeholder) -> String) -> String {
    let mut filled = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once("((") {
        filled.push_str(before);
        let known = after.split_once("))");
        let known = known.and_then(|(name, after)| Some((Placeholder::parse(name.trim())?, after)));
        rest = if let Some((placeholder, after)) = known {
            filled.push_str(&value(placeholder));
            after
        } else {
            filled.push_str("((");
            after
        };
    }
    filled.push_str(rest);
    while filled.contains("\n\n\n") {
        filled = filled.replace("\n\n\n", "\n\n");
    }
    filled.trim().to_owned()
}

impl std::fmt::Display for BadWording {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown(name) => write!(formatter, "Placeholder (({name})) is not known."),
            Self::Unclosed(begun) => {
                write!(
                    formatter,
                    "Placeholder (({begun} is not ended: write )) after its name."
                )
            }
            Self::Missing(Placeholder::Ombudsman) => {
                formatter.write_str("The Ombudsman paragraph is missing.")
            }
            Self::Missing(placeholder) => write!(formatter, "Placeholder (({placeholder})) is missing."),
            Self::MoreThanALine => formatter.write_str("This must be one line."),
        }
    }
}

#[cfg(test)]
mod tests;
