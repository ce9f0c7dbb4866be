//! Closed lists of words: how they are spelled in files, in the record and in addresses.

/// Declares an enum whose variants each have one spelling, the same in policy files, events,
/// database rows and web addresses.
#[macro_export]
macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $( $(#[$variant_meta:meta])* $variant:ident = $spelling:literal, )+ }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[$variant_meta])* $variant, )+ }

        impl $name {
            /// Every word of the list, in its order.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];

            /// The one spelling.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $spelling, )+ }
            }

            /// Reads the spelling, exactly; `None` for any other word.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $( $spelling => Some(Self::$variant), )+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize<'de>>::deserialize(deserializer)?;
                Self::parse(&text).ok_or_else(|| {
                    let known: Vec<&str> = Self::ALL.iter().map(|word| word.as_str()).collect();
                    serde::de::Error::custom(format!("\"{text}\" is not one of: {}", known.join(", ")))
                })
            }
        }
    };
}

vocabulary! {
    /// What a case is.
    pub enum Kind {
        /// A request that the council provides or improves a service, fixes a problem or
        /// reconsiders a decision (Complaint Handling Code 1.2). "Problem" at the public door.
        ServiceRequest = "service-request",
        /// An expression of dissatisfaction, however made (Complaint Handling Code 1.2).
        Complaint = "complaint",
        /// A comment or suggestion.
        Comment = "comment",
        /// Thanks or praise.
        Compliment = "compliment",
        /// A question.
        Enquiry = "enquiry",
    }
}

vocabulary! {
    /// How a contact reached the council, or left it.
    pub enum Channel {
        /// The public pages of Redress.
        Online = "online",
        /// E-mail.
        Email = "email",
        /// A telephone call.
        Phone = "phone",
        /// A letter or paper form.
        Letter = "letter",
        /// Face to face: at a counter or on a visit.
        InPerson = "in-person",
        /// Web chat.
        WebChat = "web-chat",
        /// A social media message or post.
        SocialMedia = "social-media",
        /// A text message.
        Text = "text",
        /// A councillor passed it on.
        Councillor = "councillor",
        /// Another program, through the programming interface.
        Api = "api",
        /// A record taken over from another system.
        Import = "import",
    }
}

vocabulary! {
    /// How soon a case needs somebody.
    pub enum Priority {
        /// The ordinary clocks.
        Standard = "standard",
        /// Danger, safeguarding or a legal date.
        Urgent = "urgent",
    }
}

vocabulary! {
    /// What was found on one point of a complaint.
    pub enum Finding {
        /// The council got it wrong.
        Upheld = "upheld",
        /// The council got part of it wrong.
        PartlyUpheld = "partly-upheld",
        /// The council did not get it wrong.
        NotUpheld = "not-upheld",
        /// It is for somebody else to answer.
        OutsideOurRemit = "outside-our-remit",
        /// It was put right and the customer agrees.
        Resolved = "resolved",
    }
}

vocabulary! {
    /// What an Ombudsman decided on one point, in that Ombudsman's own words.
    pub enum Determination {
        /// Both Ombudsmen: fault was found (LGSCO).
        Upheld = "upheld",
        /// LGSCO: fault was found, and that the council had given a satisfactory remedy before.
        UpheldRemediedBefore = "upheld-remedied-before",
        /// LGSCO: no fault was found.
        NotUpheld = "not-upheld",
        /// Housing Ombudsman.
        SevereMaladministration = "severe-maladministration",
        /// Housing Ombudsman.
        Maladministration = "maladministration",
        /// Housing Ombudsman.
        ServiceFailure = "service-failure",
        /// Housing Ombudsman.
        ReasonableRedress = "reasonable-redress",
        /// Housing Ombudsman.
        NoMaladministration = "no-maladministration",
        /// Housing Ombudsman: settled with the Ombudsman's intervention.
        ResolvedWithIntervention = "resolved-with-intervention",
        /// Outside the Ombudsman's jurisdiction.
        OutsideJurisdiction = "outside-jurisdiction",
        /// The point was withdrawn.
        Withdrawn = "withdrawn",
    }
}

vocabulary! {
    /// The eight kinds of remedy (Complaint Handling Code section 7).
    pub enum RemedyKind {
        /// Say sorry.
        Apology = "apology",
        /// Acknowledge what went wrong.
        Acknowledgement = "acknowledgement",
        /// Explain, assist or give reasons.
        Explanation = "explanation",
        /// Take the action that was delayed.
        Action = "action",
        /// Reconsider or change a decision.
        Decision = "decision",
        /// Amend a record, or add a correction.
        Record = "record",
        /// Pay money.
        Financial = "financial",
        /// Change a policy, procedure or practice.
        Practice = "practice",
    }
}

vocabulary! {
    /// The Ombudsman to whom a customer can go, free of charge.
    pub enum Ombudsman {
        /// The Local Government and Social Care Ombudsman.
        Lgsco = "lgsco",
        /// The Housing Ombudsman.
        Housing = "housing",
        /// The Information Commissioner.
        Ico = "ico",
        /// The Public Services Ombudsman for Wales: of a council there, in place of the first two.
        Psow = "psow",
    }
}

vocabulary! {
    /// A part of the United Kingdom with its own bank holidays, and all of them together.
    pub enum Division {
        /// England and Wales.
        EnglandAndWales = "england-and-wales",
        /// Scotland.
        Scotland = "scotland",
        /// Northern Ireland.
        NorthernIreland = "northern-ireland",
        /// A day that is a bank holiday in any part of the United Kingdom is not a working day
        /// (Freedom of Information Act 2000, section 10(6)).
        AllParts = "all-parts",
    }
}

vocabulary! {
    /// Which day is the first one counted.
    pub enum DayOne {
        /// The next working day after receipt.
        NextWorkingDay = "next-working-day",
        /// Receipt is first rolled forward to a working day; the next working day after it is day one.
        RollForward = "roll-forward",
    }
}

vocabulary! {
    /// The promises that a clock can hold.
    pub enum ClockKind {
        /// A request gets its first answer.
        FirstAnswer = "first-answer",
        /// A request gets its next update.
        Update = "update",
        /// The work asked for is done: the target of the service.
        Target = "target",
        /// A complaint is acknowledged.
        Acknowledge = "acknowledge",
        /// A complaint is answered at the stage it is at.
        Reply = "reply",
    }
}

vocabulary! {
    /// What somebody is told on their own pages.
    pub enum NotificationKind {
        /// Nobody checked the unassigned queue by the first time of the policy (paper 002).
        CheckMissed = "check-missed",
        /// Nobody had checked it by the second time either.
        CheckStillMissed = "check-still-missed",
        /// A colleague calls for help while a customer waits (paper 004, 3.3a).
        HelpAsked = "help-asked",
        /// The team lead answered.
        HelpAnswered = "help-answered",
        /// A councillor's query was answered.
        QueryAnswered = "query-answered",
        /// A councillor's query was closed.
        QueryClosed = "query-closed",
        /// Something came in on a case that one has, or answers for.
        MessageCame = "message-came",
        /// A reply of a case that one has was approved, and can be sent.
        ReplyApproved = "reply-approved",
        /// A message about a case that one has did not reach the customer.
        NotReached = "not-reached",
        /// A concern for somebody's safety or wellbeing was raised on a case.
        ConcernRaised = "concern-raised",
        /// A partner accepted, asked, answered, or said that it is not for them.
        PartnerSaid = "partner-said",
        /// A partner's answer is due soon.
        PartnerDue = "partner-due",
        /// A partner's answer is overdue.
        PartnerOverdue = "partner-overdue",
        // Promised remedies, and what is handed to somebody.
        /// A remedy that one sees to is due soon.
        RemedyDue = "remedy-due",
        /// A remedy that one sees to, or answers for, is overdue.
        RemedyOverdue = "remedy-overdue",
        /// A payment waits for one's approval.
        PaymentAsked = "payment-asked",
        /// A payment that one asked for was approved, or not.
        PaymentAnswered = "payment-answered",
        /// One is named to review a complaint at stage 2.
        ReviewerNamed = "reviewer-named",
        /// Work came back: a reply to change, or stage 1 to do more.
        WorkSentBack = "work-sent-back",
        // Lessons.
        /// One has the action of a lesson.
        LessonGiven = "lesson-given",
        /// What one had to do about a lesson is done by somebody else, or not at all.
        LessonEnded = "lesson-ended",
        /// The action of a lesson is due soon.
        LessonDue = "lesson-due",
        /// The action of a lesson is overdue.
        LessonOverdue = "lesson-overdue",
        /// It is time to ask whether what was done about a lesson worked.
        LessonWorked = "lesson-worked",
        /// What was done about a lesson did not work: it is time to look at it again.
        LessonLookAgain = "lesson-look-again",
        /// What people are to be told of a lesson waits for a second person.
        LessonToCheck = "lesson-to-check",
        /// People are told what changed in one's service.
        LessonTold = "lesson-told",
        // Common causes.
        /// A reply to many cases waits for one's approval.
        CauseToApprove = "cause-to-approve",
        /// A reply to many cases that one wrote was approved, or sent back.
        CauseDecided = "cause-decided",
        /// A reply to many cases that one sent went, and some of them need a person.
        CauseKeptBack = "cause-kept-back",
        // The survey.
        /// A customer was dissatisfied: a manager looks at what they said.
        SurveyLow = "survey-low",
        // Words that are owed.
        // Reports.
        /// A briefing was drafted, and waits for whoever writes it.
        BriefingDrafted = "briefing-drafted",
        /// A briefing is there to be read.
        BriefingReady = "briefing-ready",
        /// A meeting asked one to do something by a day.
        MeetingAction = "meeting-action",
        /// A first answer or an update is due soon on a case that one has (paper 002).
        WordDue = "word-due",
        /// Somebody who can sign in no more, or soon not, still has open cases: one gives them to others.
        WorkLeft = "work-left",
        // Settling a complaint early.
        /// A colleague asks for senior advice (paper 004, 8.1).
        AdviceAsked = "advice-asked",
        /// The advice that one asked for was given.
        AdviceGiven = "advice-given",
        // Conduct files.
        /// A conduct file waits for one's decision, answer or next step.
        ConductWaits = "conduct-waits",
        /// What came in under an arrangement waits to be read.
        ConductContacts = "conduct-contacts",
        /// An arrangement is to be looked at again within four weeks.
        ConductReview = "conduct-review",
        /// The notice of a decision is not out, and its day has come.
        ConductNoticeLate = "conduct-notice-late",
        /// The letter of an interim safety measure has not left, and its day has come: it binds already.
        ConductInterimUnsent = "conduct-interim-unsent",
        /// A contact that came under an arrangement was not read in time.
        ConductUnread = "conduct-unread",
        /// New information came under an arrangement: decide whether it changes anything.
        ConductInformation = "conduct-information",
        /// An arrangement may stand against an adjustment that was agreed since.
        ConductAdjustment = "conduct-adjustment",
        /// An incident says that somebody is in danger now: one may order an interim safety measure.
        ConductDanger = "conduct-danger",
        /// After an interim safety measure, nothing was proposed, and the file was not closed.
        ConductWayLate = "conduct-way-late",
        /// An interim safety measure follows another, and nothing came between that the person could comment on.
        ConductInterimAgain = "conduct-interim-again",
        /// Nobody who took no part is left to decide on a conduct file, or to hear its appeal.
        ConductNobodyLeft = "conduct-nobody-left",
        /// A letter of a conduct file did not arrive, or could not be sent.
        ConductLetterLost = "conduct-letter-lost",
        /// Something urgent came under an arrangement: it is taken up at once.
        ConductUrgent = "conduct-urgent",
        /// Somebody said that the person of a conduct file is somebody else in our records as well, or took that back.
        ConductMerged = "conduct-merged",
        /// An arrangement lapsed, and nobody had decided whether it goes on.
        ConductLapsed = "conduct-lapsed",
        /// A case of the person of a conduct file goes on together with another, or no longer does.
        ConductCaseMerged = "conduct-case-merged",
        /// Nobody could be told which way is open, who had used one that is closed.
        ConductNotTold = "conduct-not-told",
        /// The policy, and with it what the council expects and asks, is to be reviewed.
        PolicyReview = "policy-review",
        /// Somebody signed in with the emergency account.
        EmergencyUsed = "emergency-used",
    }
}

vocabulary! {
    /// What part a person plays in the council's work.
    pub enum Role {
        /// The person whose matter it is.
        Customer = "customer",
        /// Acts for a customer, with consent.
        Representative = "representative",
        /// A member of the council.
        Councillor = "councillor",
        /// Another organisation that answers a referral.
        Partner = "partner",
        /// Any member of staff (paper 002; paper 004, 1.2).
        Staff = "staff",
        /// Customer Services.
        Adviser = "adviser",
        /// An officer of a service.
        Officer = "officer",
        /// Answers for a service.
        ServiceManager = "service-manager",
        /// Reviews complaints at stage 2.
        Reviewer = "reviewer",
        /// Answers for how complaints are handled.
        ComplaintsManager = "complaints-manager",
        /// Decides under the behaviour policy.
        AuthorisingOfficer = "authorising-officer",
        /// The Executive Team.
        Executive = "executive",
        /// Checks the use of personal data.
        Auditor = "auditor",
        /// Keeps the settings; reads no case by being administrator.
        Administrator = "administrator",
    }
}

impl Role {
    /// Whether whoever plays the part works for the council.
    pub const fn is_staff(self) -> bool {
        match self {
            Self::Customer | Self::Representative | Self::Councillor | Self::Partner => false,
            Self::Staff
            | Self::Adviser
            | Self::Officer
            | Self::ServiceManager
            | Self::Reviewer
            | Self::ComplaintsManager
            | Self::AuthorisingOfficer
            | Self::Executive
            | Self::Auditor
            | Self::Administrator => true,
        }
    }
}

vocabulary! {
    /// How a customer wants to be answered.
    pub enum ReplyBy {
        /// By e-mail.
        Email = "email",
        /// By text message.
        Text = "text",
        /// By telephone.
        Phone = "phone",
        /// By letter.
        Letter = "letter",
        /// Not at all: an anonymous customer, who can still follow the reference.
        NoContact = "no-contact",
    }
}

vocabulary! {
    /// Help that a customer needs to deal with the council (Equality Act 2010, section 20).
    pub enum SupportNeed {
        /// Letters in large print.
        LargePrint = "large-print",
        /// Letters in Easy Read.
        EasyRead = "easy-read",
        /// Another language or British Sign Language.
        Language = "language",
        /// Calls at certain times only.
        CallTimes = "call-times",
        /// Somebody else to speak for them.
        SpokesPerson = "spokes-person",
        /// More time.
        MoreTime = "more-time",
        /// Something else, said in words.
        SomethingElse = "something-else",
    }
}

vocabulary! {
    /// What a file is, found out from its bytes and never from its name.
    pub enum FileType {
        /// A photograph in the JPEG format.
        Jpg = "jpg",
        /// A picture in the PNG format.
        Png = "png",
        /// A photograph as telephones take it.
        Heic = "heic",
        /// A document in the PDF format.
        Pdf = "pdf",
        /// A text document of a word processor (Office Open XML).
        Docx = "docx",
        /// A film.
        Mp4 = "mp4",
        /// A sound recording.
        Mp3 = "mp3",
    }
}

impl FileType {
    /// What browsers call it.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpg => "image/jpeg",
            Self::Png => "image/png",
            Self::Heic => "image/heic",
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Mp4 => "video/mp4",
            Self::Mp3 => "audio/mpeg",
        }
    }
}

vocabulary! {
    /// Who sees a file.
    pub enum SeenBy {
        /// The customer, and staff who may open the case.
        Everyone = "everyone",
        /// Staff who may open the case.
        Staff = "staff",
    }
}

vocabulary! {
    /// Whether a file was looked at by a virus scanner.
    pub enum Scan {
        /// The council has no scanner.
        NotScanned = "not-scanned",
        /// The scanner did not answer yet.
        Waiting = "waiting",
        /// Nothing was found.
        Clean = "clean",
        /// A virus was found: nobody gets the file.
        Infected = "infected",
    }
}

impl Determination {
    /// Whether that Ombudsman uses the word.
    pub const fn is_of(self, ombudsman: Ombudsman) -> bool {
        match self {
            Self::OutsideJurisdiction | Self::Withdrawn => true,
            Self::UpheldRemediedBefore => matches!(ombudsman, Ombudsman::Lgsco),
            Self::Upheld | Self::NotUpheld => {
                matches!(ombudsman, Ombudsman::Lgsco | Ombudsman::Ico | Ombudsman::Psow)
            }
            Self::SevereMaladministration
            | Self::Maladministration
            | Self::ServiceFailure
            | Self::ReasonableRedress
            | Self::NoMaladministration
            | Self::ResolvedWithIntervention => matches!(ombudsman, Ombudsman::Housing),
        }
    }
}
