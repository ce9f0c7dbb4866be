//! The sentences of letters about how somebody gets in touch (domain, section 5).

use super::{Sentence, Sort, sentence};
use crate::policy::letters::{LetterPart, Placeholder as P};

const fn heading(part: LetterPart, words: &'static str) -> Sentence {
    sentence(part, Sort::Line, &[], &[], words)
}

const fn line(part: LetterPart, must: &'static [P], words: &'static str) -> Sentence {
    sentence(part, Sort::Line, must, must, words)
}

const fn said(part: LetterPart, must: &'static [P], words: &'static str) -> Sentence {
    sentence(part, Sort::Conduct, must, must, words)
}

const fn block(part: LetterPart, words: &'static str) -> Sentence {
    sentence(part, Sort::Block, &[], &[], words)
}

/// Each once, in the order of the letters.
pub(super) const CONDUCT: &[Sentence] = &[
    heading(LetterPart::ConductMustChangeHeading, "What needs to change"),
    heading(LetterPart::ConductCouldFollowHeading, "What could follow"),
    heading(LetterPart::ConductPolicyHeading, "Our policy"),
    heading(LetterPart::ConductWhyHeading, "Why"),
    heading(LetterPart::ConductDecidedHeading, "What is decided"),
    heading(
        LetterPart::ConductAnswersHeading,
        "What you said, and our answers",
    ),
    heading(LetterPart::ConductAskedHeading, "What we ask for now"),
    heading(LetterPart::ConductHowLongHeading, "How long it lasts"),
    heading(LetterPart::ConductExpectsHeading, "What we will do"),
    heading(LetterPart::ConductAsksHeading, "What we ask you to do"),
    heading(LetterPart::ConductOpenWayHeading, "How to reach us"),
    heading(LetterPart::ConductAppealHeading, "If you do not agree"),
    heading(LetterPart::ConductOmbudsmanHeading, "The Ombudsman"),
    heading(LetterPart::ConductHelpHeading, "Help"),
    heading(LetterPart::ConductDaysHeading, "The days that count"),
    block(
        LetterPart::ConductAlways,
        "You can always report a new problem, ask for a service and call in an emergency. You can use your rights to information. You can speak to your councillor or the Ombudsman.",
    ),
    block(
        LetterPart::ConductHelp,
        "If you need this in another way, such as large print or read to you, or want somebody to help you, please tell us.",
    ),
    block(
        LetterPart::ConductAdjustments,
        "We keep to every adjustment that is agreed with you, and you can ask for one.",
    ),
    said(
        LetterPart::ConductOmbudsman,
        &[P::Ombudsman],
        "You can also complain about how we did this: to us, and then to the Ombudsman. ((ombudsman))",
    ),
    said(
        LetterPart::ConductOpenWay,
        &[P::Way],
        "By ((way)). We read everything that you send.",
    ),
    block(
        LetterPart::ConductNewMatters,
        "Each new matter is dealt with like anybody’s.",
    ),
    block(
        LetterPart::ConductEveryWay,
        "You can reach us in every way, as anybody can.",
    ),
    said(LetterPart::ConductWhileItLasts, &[], "While it lasts:"),
    said(
        LetterPart::ConductEnds,
        &[P::Ends, P::ReviewBy],
        "It ends by itself after ((ends)). We look at it again by ((review by)).",
    ),
    said(
        LetterPart::ConductBeforeThat,
        &[],
        "You can tell us what you think before that, on the page of your case or as you reach us now.",
    ),
    said(
        LetterPart::ConductWhoDecided,
        &[P::Post],
        "The ((post)) decided this.",
    ),
    said(
        LetterPart::ConductCommented,
        &[],
        "We sent you the report, and they read what you said and our answers.",
    ),
    said(
        LetterPart::ConductNotCommented,
        &[],
        "We sent you the report, and had no comments from you in the time for them.",
    ),
    heading(LetterPart::ConductYouSaid, "You said:"),
    // Domain 5.6 and 5.8: on whose word their time ended before its last day.
    said(
        LetterPart::ConductSaidAll,
        &[P::Date],
        "On ((date)) we wrote down that you told us this is all, so that we need not wait until your last day.",
    ),
    heading(LetterPart::ConductOurAnswer, "Our answer:"),
    said(
        LetterPart::ConductLookedAgain,
        &[],
        "We have looked again at how you and the council stay in touch.",
    ),
    said(
        LetterPart::ConductAfterReport,
        &[],
        "We sent you a report about how you and the council stay in touch.",
    ),
    said(
        LetterPart::ConductMoreTimeAsked,
        &[],
        "You asked for more time to comment on our report about how you and the council stay in touch.",
    ),
    said(
        LetterPart::ConductWarningOpening,
        &[P::Date],
        "I am writing about what happened on ((date)).",
    ),
    line(
        LetterPart::ConductWarningFacts,
        &[],
        "What happened, as facts, and what it did to others.",
    ),
    said(
        LetterPart::ConductWarningGoesOn,
        &[],
        "We go on dealing with your matter.",
    ),
    block(
        LetterPart::ConductCouldFollow,
        "If it happens again, we may propose how we stay in touch from then on. You would see our report first and could comment on it, before anybody decides.",
    ),
    said(
        LetterPart::ConductPolicy,
        &[P::Address, P::Time, P::Post],
        "This is our policy in short. All of it is at ((address)). If you want it on paper or in another way, please tell us. Before anything is arranged, you see our report. You have ((time)) to comment, and we answer each comment. The ((post)) decides, and nobody decides who took part before. What is arranged has an end and a review. It leaves you a way to reach us that you can use. You can appeal against it. A new problem is always dealt with.",
    ),
    said(
        LetterPart::ConductInterimOpening,
        &[],
        "Somebody was put in danger. Until we have looked at it, we ask you to keep to what stands below.",
    ),
    line(LetterPart::ConductInterimFacts, &[], "What happened, as facts."),
    said(
        LetterPart::ConductInterimClosing,
        &[],
        "This keeps people safe. We have decided nothing else about you.",
    ),
    said(LetterPart::ConductUntilThen, &[], "Until then:"),
    said(
        LetterPart::ConductInterimLong,
        &[P::Begins, P::Ends],
        "It begins on ((begins)). It ends by itself after ((ends)).",
    ),
    said(
        LetterPart::ConductInterimInPlace,
        &[P::Date],
        "It takes the place of the interim safety measure that began on ((date)).",
    ),
    said(
        LetterPart::ConductReportOpening,
        &[],
        "We are thinking of an arrangement about how you and the council stay in touch. Nothing is decided. This is our report. Please tell us what you think of it.",
    ),
    said(
        LetterPart::ConductRenewalOpening,
        &[P::Ends],
        "The arrangement about how you and the council stay in touch ends after ((ends)). We are thinking of letting it go on after that day. Nothing is decided. This is our report. Please tell us what you think of it.",
    ),
    said(
        LetterPart::ConductReviewOpening,
        &[P::Ends],
        "We are looking again at how you and the council stay in touch. We are thinking of letting what we arranged go on, until ((ends)) at the latest. Nothing is decided. This is our report. Please tell us what you think of it.",
    ),
    heading(LetterPart::ConductProposedHeading, "What we propose"),
    said(
        LetterPart::ConductProposed,
        &[P::Reach, P::Ends, P::ReviewBy, P::Way],
        "It would be about ((reach)). It would end by itself after ((ends)), and we would look at it again by ((review by)). You could always reach us by ((way)).",
    ),
    heading(LetterPart::ConductHappenedHeading, "What happened"),
    heading(LetterPart::ConductWholeCouncilHeading, "Why the whole council"),
    heading(
        LetterPart::ConductUsableHeading,
        "Why this way is one that you can use",
    ),
    heading(LetterPart::ConductChecksHeading, "What we asked ourselves first"),
    heading(LetterPart::ConductMilderHeading, "What we tried"),
    heading(
        LetterPart::ConductNothingMilderHeading,
        "Why nothing milder protects",
    ),
    heading(LetterPart::ConductEqualityHeading, "Equality"),
    heading(LetterPart::ConductHumanRightsHeading, "Human rights"),
    heading(LetterPart::ConductWouldDoHeading, "What we would do"),
    heading(LetterPart::ConductWouldAskHeading, "What we would ask you to do"),
    heading(LetterPart::ConductSayHeading, "Your say"),
    said(
        LetterPart::ConductSay,
        &[P::Time, P::Post],
        "You have ((time)) to comment, in any way that suits you. They count from the day of this letter, or by post from the second working day after it. If you need more time, ask us. We answer each point, and change the report where you are right. Once your comments are answered, or the time has passed, the ((post)) decides. Nobody decides who took part before.",
    ),
    said(
        LetterPart::ConductSayHow,
        &[P::Address, P::Contact],
        "You can comment on your page at ((address)), with the reference of this letter and the code that we then send you. You can also write, email or ring: ((contact)). On the phone, somebody writes down what you say and reads it back to you. Somebody who helps you can say it for you.",
    ),
    line(
        LetterPart::ConductCheckHandled,
        &[],
        "Did we deal with your complaint properly?",
    ),
    line(
        LetterPart::ConductCheckCommunicated,
        &[],
        "Did we answer you in time, and in words that can be understood?",
    ),
    line(
        LetterPart::ConductCheckNew,
        &[],
        "Is there anything new in what you tell us?",
    ),
    line(
        LetterPart::ConductCheckNeeds,
        &[],
        "Do you need help or an adjustment that you do not have?",
    ),
    line(
        LetterPart::ConductCheckRoute,
        &[],
        "Is there another way for you, such as an appeal, an advocate or another body?",
    ),
    line(
        LetterPart::ConductCheckServices,
        &[],
        "Which other services does it concern, and who leads?",
    ),
    line(
        LetterPart::ConductCheckRights,
        &[],
        "Equality and human rights: what did we consider?",
    ),
    line(
        LetterPart::ConductCheckClear,
        &[],
        "We found nothing that we have to put right first.",
    ),
    line(
        LetterPart::ConductCheckOurs,
        &[],
        "We had something to put right first.",
    ),
    said(
        LetterPart::ConductNoticeOpening,
        &[],
        "We have decided how you and the council stay in touch.",
    ),
    said(LetterPart::ConductReach, &[P::Reach], "It is about ((reach))."),
    block(LetterPart::ConductBegins, "It begins with this letter."),
    said(LetterPart::ConductAsksAbove, &[], "It stands above."),
    said(
        LetterPart::ConductAppeal,
        &[P::Time, P::Post, P::DecidedWithin],
        "You can appeal within ((time)). It counts from the day of this letter, or by post from the second working day after it. Write to us, or use the page of your case. The ((post)) decides within ((decided within)), and took no part before.",
    ),
    block(
        LetterPart::ConductNotAgreed,
        "There will be no such arrangement. You can reach us in every way, as anybody can.",
    ),
    said(
        LetterPart::ConductNotRenewed,
        &[P::Ends],
        "The arrangement does not go on: it ends by itself after ((ends)). After that day you can reach us in every way, as anybody can.",
    ),
    said(
        LetterPart::ConductEasedOpening,
        &[],
        "From today we ask less of you.",
    ),
    line(LetterPart::ConductEasedWhy, &[], "Why it changes."),
    said(LetterPart::ConductFromToday, &[], "From today:"),
    block(
        LetterPart::ConductEndsToday,
        "The arrangement ends today. Nothing of it holds any longer.",
    ),
    said(
        LetterPart::ConductHasEnded,
        &[P::Date],
        "The arrangement has ended. Nothing of it has held since ((date)).",
    ),
    block(
        LetterPart::ConductInterimEndsToday,
        "The interim safety measure ends today. Nothing of it holds any longer.",
    ),
    said(
        LetterPart::ConductWayGoesOn,
        &[P::Way],
        "What our last letter says goes on. You can reach us by ((way)).",
    ),
    block(
        LetterPart::ConductReviewed,
        "What we arranged goes on until its end.",
    ),
    block(
        LetterPart::ConductWithdrawn,
        "We no longer propose what that report says. Nothing of it comes about.",
    ),
    said(
        LetterPart::ConductMoreTime,
        &[P::Ends],
        "You have more time to comment: until ((ends)). Nobody decides before that day is over, unless you tell us that you have said all. Each point that you make has an answer.",
    ),
    said(
        LetterPart::ConductAppealOpening,
        &[],
        "You appealed against our decision on how you and the council stay in touch.",
    ),
    said(
        LetterPart::ConductAppealDecided,
        &[P::Post],
        "The ((post)) decided this, and took no part before.",
    ),
    block(
        LetterPart::ConductAppealUpheld,
        "Your appeal is upheld: the arrangement ends today.",
    ),
    block(LetterPart::ConductAppealUpheldLate, "Your appeal is upheld."),
    block(
        LetterPart::ConductAppealNotUpheldLate,
        "Your appeal is not upheld.",
    ),
    said(
        LetterPart::ConductAppealNotUpheld,
        &[P::Ends],
        "The arrangement stays as it is. It ends by itself after ((ends)), if nothing else is decided before.",
    ),
    said(
        LetterPart::ConductAppealStays,
        &[],
        "What was decided stays as it is.",
    ),
    said(
        LetterPart::ConductInterimStays,
        &[P::Ends],
        "The interim safety measure is no part of it: it stays, and ends by itself after ((ends)).",
    ),
    said(LetterPart::ConductDayBegins, &[P::Date], "It begins on ((date))."),
    said(
        LetterPart::ConductDayComments,
        &[P::Date],
        "You can comment until ((date)).",
    ),
    said(
        LetterPart::ConductDayAppeal,
        &[P::Date],
        "You can appeal until ((date)).",
    ),
    said(
        LetterPart::ConductOutside,
        &[P::Way],
        "You got in touch with us in another way than the one in our letter. We have taken down what you told us, and somebody reads it. Please use this way from now on: ((way)).",
    ),
    said(
        LetterPart::ConductOutsideVisit,
        &[P::Way],
        "You came to one of our buildings without an appointment. We have taken down what you told us, and somebody reads it. Please ask us for an appointment before you come, by ((way)).",
    ),
    block(
        LetterPart::ConductOutsideNew,
        "We deal with each new matter of yours as we do for anybody.",
    ),
    said(
        LetterPart::ConductOutsideOnce,
        &[],
        "We send this once a week at most, however often you are in touch.",
    ),
    said(
        LetterPart::ConductCodeUsed,
        &[P::Date, P::Way],
        "On ((date)) somebody told us something about how you and the council stay in touch, on the page of your case. They used a code that we had given out for you. We gave it out by ((way)).",
    ),
    block(
        LetterPart::ConductCodeNotYou,
        "If this was you, there is nothing to do. If it was not you, please tell us now, in any way that suits you. We will look into it before anybody decides.",
    ),
    line(LetterPart::ConductWayPage, &[], "the page of your case"),
    line(LetterPart::ConductWayEmail, &[], "email"),
    line(LetterPart::ConductWayPhone, &[], "telephone"),
    line(LetterPart::ConductWayLetter, &[], "letter"),
    line(LetterPart::ConductWayMeeting, &[], "a meeting in person"),
    line(LetterPart::ConductWayChat, &[], "web chat"),
    line(LetterPart::ConductWaySocial, &[], "social media"),
    line(LetterPart::ConductWayText, &[], "text message"),
    line(LetterPart::ConductWayCouncillor, &[], "your councillor"),
    line(LetterPart::ConductWayWebsite, &[], "our website"),
    line(
        LetterPart::ConductWayLastLetter,
        &[],
        "the way that our last letter names",
    ),
    line(
        LetterPart::ConductMeasureNamed,
        &[],
        "one named person answers you",
    ),
    line(
        LetterPart::ConductMeasureOneWay,
        &[P::Way],
        "we use one way to stay in touch: ((way))",
    ),
    line(
        LetterPart::ConductMeasureTimes,
        &[],
        "calls or visits are at set times",
    ),
    line(LetterPart::ConductMeasureLength, &[], "calls have a set length"),
    line(
        LetterPart::ConductMeasureRepeats,
        &[],
        "we do not acknowledge what we have answered before",
    ),
    line(
        LetterPart::ConductMeasureFiled,
        &[],
        "we read and keep what says nothing new, without a reply",
    ),
    line(
        LetterPart::ConductMeasurePremises,
        &[],
        "you visit our buildings by appointment",
    ),
    line(
        LetterPart::ConductMeasureAgreement,
        &[],
        "you and we sign an agreement about how we treat each other",
    ),
    line(LetterPart::ConductReachMatter, &[], "this matter"),
    line(
        LetterPart::ConductReachMatters,
        &[P::Cases],
        "this matter alone: ((cases))",
    ),
    line(LetterPart::ConductReachService, &[], "one service"),
    line(LetterPart::ConductReachCouncil, &[], "the whole council"),
];
