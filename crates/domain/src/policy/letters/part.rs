//! The names of all paragraphs, and of what is put into them.

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
        /// How to go further after an additional reply of stage 1, while the review waits for it.
        ReplyAdditional = "reply_additional",
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
        /// What begins the message that something was withdrawn.
        ClosingWithdrawn = "closing_withdrawn",
        /// What begins the message that a request for stage 2 was taken back.
        ClosingReviewWithdrawn = "closing_review_withdrawn",
        /// What to do if it was somebody else who withdrew it.
        ClosingNotYou = "closing_not_you",
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
        /// The heading over what must change.
        ConductMustChangeHeading = "conduct_must_change_heading",
        /// The heading over what could follow.
        ConductCouldFollowHeading = "conduct_could_follow_heading",
        /// The heading over the policy in a warning.
        ConductPolicyHeading = "conduct_policy_heading",
        /// The heading over why it is decided.
        ConductWhyHeading = "conduct_why_heading",
        /// The heading over what is decided.
        ConductDecidedHeading = "conduct_decided_heading",
        /// The heading over what they said of a report, and the answers.
        ConductAnswersHeading = "conduct_answers_heading",
        /// The heading over what an interim measure asks.
        ConductAskedHeading = "conduct_asked_heading",
        /// The heading over how long it lasts.
        ConductHowLongHeading = "conduct_how_long_heading",
        /// The heading over what the council will do.
        ConductExpectsHeading = "conduct_expects_heading",
        /// The heading over what is asked of them.
        ConductAsksHeading = "conduct_asks_heading",
        /// The heading over the way that stays open.
        ConductOpenWayHeading = "conduct_open_way_heading",
        /// The heading over how to appeal.
        ConductAppealHeading = "conduct_appeal_heading",
        /// The heading over how to go to the Ombudsman.
        ConductOmbudsmanHeading = "conduct_ombudsman_heading",
        /// The heading over help and adjustments.
        ConductHelpHeading = "conduct_help_heading",
        /// The heading over the days that count from a letter.
        ConductDaysHeading = "conduct_days_heading",
        /// What stays open to them, whatever is arranged.
        ConductAlways = "conduct_always",
        /// That a letter can be had in another way.
        ConductHelp = "conduct_help",
        /// That adjustments are kept to.
        ConductAdjustments = "conduct_adjustments",
        /// How to complain about it.
        ConductOmbudsman = "conduct_ombudsman",
        /// The way that stays open.
        ConductOpenWay = "conduct_open_way",
        /// How a new matter is dealt with.
        ConductNewMatters = "conduct_new_matters",
        /// How to reach the council where nothing limits it.
        ConductEveryWay = "conduct_every_way",
        /// What stands before the measures.
        ConductWhileItLasts = "conduct_while_it_lasts",
        /// Until when it lasts, and when it is looked at again.
        ConductEnds = "conduct_ends",
        /// That they can be heard before the review.
        ConductBeforeThat = "conduct_before_that",
        /// By which post it was decided.
        ConductWhoDecided = "conduct_who_decided",
        /// What the post had before it, where they commented.
        ConductCommented = "conduct_commented",
        /// The same where they did not.
        ConductNotCommented = "conduct_not_commented",
        /// What stands before something that they said.
        ConductYouSaid = "conduct_you_said",
        /// That somebody who works for the council wrote down that it is all.
        ConductSaidAll = "conduct_said_all",
        /// What stands before its answer.
        ConductOurAnswer = "conduct_our_answer",
        /// A letter begins about what was looked at again.
        ConductLookedAgain = "conduct_looked_again",
        /// A letter begins that follows a report.
        ConductAfterReport = "conduct_after_report",
        /// A letter begins that answers whoever asked for more time to comment.
        ConductMoreTimeAsked = "conduct_more_time_asked",
        /// A warning begins.
        ConductWarningOpening = "conduct_warning_opening",
        /// What whoever writes a warning puts into it.
        ConductWarningFacts = "conduct_warning_facts",
        /// That their matter goes on.
        ConductWarningGoesOn = "conduct_warning_goes_on",
        /// What could follow, by which policy.
        ConductCouldFollow = "conduct_could_follow",
        /// The policy in short, and where all of it is.
        ConductPolicy = "conduct_policy",
        /// The letter of an interim safety measure begins.
        ConductInterimOpening = "conduct_interim_opening",
        /// What whoever writes it puts into it.
        ConductInterimFacts = "conduct_interim_facts",
        /// That nothing else is decided.
        ConductInterimClosing = "conduct_interim_closing",
        /// What stands before what it asks.
        ConductUntilThen = "conduct_until_then",
        /// From when to when it lasts.
        ConductInterimLong = "conduct_interim_long",
        /// That it takes the place of one in force.
        ConductInterimInPlace = "conduct_interim_in_place",
        /// The report begins.
        ConductReportOpening = "conduct_report_opening",
        /// The report begins that an arrangement go on.
        ConductRenewalOpening = "conduct_renewal_opening",
        /// The report begins that an arrangement go on at its review.
        ConductReviewOpening = "conduct_review_opening",
        /// The heading over what is proposed.
        ConductProposedHeading = "conduct_proposed_heading",
        /// How far it would reach, how long, and the way that would stay open.
        ConductProposed = "conduct_proposed",
        /// The heading over what it rests on.
        ConductHappenedHeading = "conduct_happened_heading",
        /// The heading over why it would reach the whole council.
        ConductWholeCouncilHeading = "conduct_whole_council_heading",
        /// The heading over why they can use the way that stays open.
        ConductUsableHeading = "conduct_usable_heading",
        /// The heading over what was checked before a warning.
        ConductChecksHeading = "conduct_checks_heading",
        /// The heading over what milder was tried.
        ConductMilderHeading = "conduct_milder_heading",
        /// The heading over why nothing milder protects.
        ConductNothingMilderHeading = "conduct_nothing_milder_heading",
        /// The heading over equality.
        ConductEqualityHeading = "conduct_equality_heading",
        /// The heading over human rights.
        ConductHumanRightsHeading = "conduct_human_rights_heading",
        /// The heading over what the council would do.
        ConductWouldDoHeading = "conduct_would_do_heading",
        /// The heading over what would be asked of them.
        ConductWouldAskHeading = "conduct_would_ask_heading",
        /// The heading over their say.
        ConductSayHeading = "conduct_say_heading",
        /// How long they have to comment, and who decides.
        ConductSay = "conduct_say",
        /// Where and how they can comment.
        ConductSayHow = "conduct_say_how",
        /// What is asked first: whether the complaint was handled properly.
        ConductCheckHandled = "conduct_check_handled",
        /// The same of how the council wrote.
        ConductCheckCommunicated = "conduct_check_communicated",
        /// The same of what is new.
        ConductCheckNew = "conduct_check_new",
        /// The same of needs.
        ConductCheckNeeds = "conduct_check_needs",
        /// The same of another route.
        ConductCheckRoute = "conduct_check_route",
        /// The same of other services.
        ConductCheckServices = "conduct_check_services",
        /// The same of equality and human rights.
        ConductCheckRights = "conduct_check_rights",
        /// Nothing was found to put right first.
        ConductCheckClear = "conduct_check_clear",
        /// Something was.
        ConductCheckOurs = "conduct_check_ours",
        /// The notice begins.
        ConductNoticeOpening = "conduct_notice_opening",
        /// How far it reaches.
        ConductReach = "conduct_reach",
        /// From when it lasts.
        ConductBegins = "conduct_begins",
        /// What stands where a record has no words for what is asked.
        ConductAsksAbove = "conduct_asks_above",
        /// How to appeal, to whom, and by when.
        ConductAppeal = "conduct_appeal",
        /// That nothing is arranged.
        ConductNotAgreed = "conduct_not_agreed",
        /// That an arrangement does not go on.
        ConductNotRenewed = "conduct_not_renewed",
        /// The letter begins that an arrangement is kinder.
        ConductEasedOpening = "conduct_eased_opening",
        /// What whoever writes it puts into it.
        ConductEasedWhy = "conduct_eased_why",
        /// What stands before what is asked from then on.
        ConductFromToday = "conduct_from_today",
        /// That an arrangement ends.
        ConductEndsToday = "conduct_ends_today",
        /// That an arrangement has ended before they are told.
        ConductHasEnded = "conduct_has_ended",
        /// That an interim measure ends.
        ConductInterimEndsToday = "conduct_interim_ends_today",
        /// The way that an arrangement leaves open, after an interim measure has ended.
        ConductWayGoesOn = "conduct_way_goes_on",
        /// That an arrangement goes on.
        ConductReviewed = "conduct_reviewed",
        /// That nothing is proposed any longer.
        ConductWithdrawn = "conduct_withdrawn",
        /// That they have more time to comment.
        ConductMoreTime = "conduct_more_time",
        /// The answer to an appeal begins.
        ConductAppealOpening = "conduct_appeal_opening",
        /// By which post an appeal was decided.
        ConductAppealDecided = "conduct_appeal_decided",
        /// That an appeal is upheld.
        ConductAppealUpheld = "conduct_appeal_upheld",
        /// That an appeal is upheld against what is over by then.
        ConductAppealUpheldLate = "conduct_appeal_upheld_late",
        /// That an appeal is not upheld against what is over by then.
        ConductAppealNotUpheldLate = "conduct_appeal_not_upheld_late",
        /// That it is not, and until when the arrangement lasts.
        ConductAppealNotUpheld = "conduct_appeal_not_upheld",
        /// That what was decided stays.
        ConductAppealStays = "conduct_appeal_stays",
        /// That an interim measure stays.
        ConductInterimStays = "conduct_interim_stays",
        /// The day on which it begins.
        ConductDayBegins = "conduct_day_begins",
        /// The last day for comments.
        ConductDayComments = "conduct_day_comments",
        /// The last day for an appeal.
        ConductDayAppeal = "conduct_day_appeal",
        /// The answer begins to what came by a way that is closed for now.
        ConductOutside = "conduct_outside",
        /// The same to a visit without an appointment.
        ConductOutsideVisit = "conduct_outside_visit",
        /// How a new matter of theirs is dealt with.
        ConductOutsideNew = "conduct_outside_new",
        /// How often the answer is sent.
        ConductOutsideOnce = "conduct_outside_once",
        /// That something was said with a code which we gave out.
        ConductCodeUsed = "conduct_code_used",
        /// What to do where it was somebody else.
        ConductCodeNotYou = "conduct_code_not_you",
        /// A way in a sentence: the page of your case.
        ConductWayPage = "conduct_way_page",
        /// A way in a sentence: email.
        ConductWayEmail = "conduct_way_email",
        /// A way in a sentence: telephone.
        ConductWayPhone = "conduct_way_phone",
        /// A way in a sentence: letter.
        ConductWayLetter = "conduct_way_letter",
        /// A way in a sentence: a meeting in person.
        ConductWayMeeting = "conduct_way_meeting",
        /// A way in a sentence: web chat.
        ConductWayChat = "conduct_way_chat",
        /// A way in a sentence: social media.
        ConductWaySocial = "conduct_way_social",
        /// A way in a sentence: text message.
        ConductWayText = "conduct_way_text",
        /// A way in a sentence: your councillor.
        ConductWayCouncillor = "conduct_way_councillor",
        /// A way in a sentence: our website.
        ConductWayWebsite = "conduct_way_website",
        /// A way in a sentence: the way that our last letter names.
        ConductWayLastLetter = "conduct_way_last_letter",
        /// A measure in a list.
        ConductMeasureNamed = "conduct_measure_named",
        /// A measure in a list.
        ConductMeasureOneWay = "conduct_measure_one_way",
        /// A measure in a list.
        ConductMeasureTimes = "conduct_measure_times",
        /// A measure in a list.
        ConductMeasureLength = "conduct_measure_length",
        /// A measure in a list.
        ConductMeasureRepeats = "conduct_measure_repeats",
        /// A measure in a list.
        ConductMeasureFiled = "conduct_measure_filed",
        /// A measure in a list.
        ConductMeasurePremises = "conduct_measure_premises",
        /// A measure in a list.
        ConductMeasureAgreement = "conduct_measure_agreement",
        /// How far it reaches: one matter.
        ConductReachMatter = "conduct_reach_matter",
        /// The same, with its references.
        ConductReachMatters = "conduct_reach_matters",
        /// One service.
        ConductReachService = "conduct_reach_service",
        /// The whole council.
        ConductReachCouncil = "conduct_reach_council",
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
        /// The day on which something begins.
        Begins = "begins",
        /// The last day on which it lasts.
        Ends = "ends",
        /// The day by which it is looked at again.
        ReviewBy = "review by",
        /// A way to reach the council.
        Way = "way",
        /// A post.
        Post = "post",
        /// How long somebody has.
        Time = "time",
        /// How long a post has to decide.
        DecidedWithin = "decided within",
        /// How far an arrangement reaches.
        Reach = "reach",
        /// The references of cases.
        Cases = "cases",
        /// Who looks at a complaint when the council is done: "the Ombudsman".
        ComesNext = "who comes next",
        /// What whoever is unhappy can do: "make a complaint".
        Complain = "complain",
    }
}
