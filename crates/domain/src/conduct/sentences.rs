//! The sentences of a file's letters, in the words of the policy and in one language.
//!
//! Whoever writes a letter and whoever holds it to the record say them from here, so that both say the same.

use jiff::civil::Date;

use super::{AppealOutcome, Check, CheckAnswer, LetterPart, Over, Reach};
use crate::id::PostId;
use crate::language::{Language, part_in};
use crate::policy::letters::{LetterPart as Part, Place, Placeholder, fill};
use crate::policy::{ContactOption, Limit, Policy};
use crate::vocabulary::{Channel, Ombudsman};

/// Says the sentences of letters of conduct files.
#[derive(Debug, Clone, Copy)]
pub struct Sentences<'p> {
    /// Whose words they are.
    pub policy: &'p Policy,
    /// The language that they are said in.
    pub language: Language,
}

impl<'p> Sentences<'p> {
    /// What says them in the words of a policy.
    pub const fn new(policy: &'p Policy, language: Language) -> Self {
        Self { policy, language }
    }

    /// A sentence in which nothing is put in but the council.
    pub fn say(&self, part: Part) -> String {
        self.say_of(part, &[])
    }

    /// A sentence about something that only it knows.
    pub fn say_of(&self, part: Part, of: &[(Placeholder, &str)]) -> String {
        let place = Place {
            language: self.language,
            ..Place::default()
        };
        fill(self.policy.letters.words_in(part, &place), |wanted| {
            let own = of.iter().find(|(placeholder, _)| *placeholder == wanted);
            match own {
                Some((_, value)) => (*value).to_owned(),
                None if wanted == Placeholder::Council => self.policy.council_in(self.language).to_owned(),
                None => String::new(),
            }
        })
    }

    /// How a greeting begins, before any name.
    pub fn greeting(&self) -> String {
        let place = Place {
            language: self.language,
            ..Place::default()
        };
        let words = self.policy.letters.words_in(Part::Greeting, &place);
        words.split("((").next().unwrap_or_default().trim().to_owned()
    }

    /// What stands over a part of a letter; nothing over what opens it.
    pub fn heading(&self, part: LetterPart) -> String {
        part.heading()
            .map_or_else(String::new, |heading| self.say(heading))
    }

    /// "Wednesday 25 November 2026".
    pub fn long_date(&self, on: Date) -> String {
        self.language.long_date(on)
    }

    /// "10 working days".
    pub fn time(&self, limit: Limit) -> String {
        self.language.limit(limit)
    }

    /// What a post is called.
    pub fn post(&self, id: &PostId) -> String {
        let post = self.policy.post(id);
        post.map_or_else(|| id.to_string(), |post| post.name.clone())
    }

    /// Who can be asked beside the council, and how to reach them: whoever looks at its corporate complaints.
    pub fn ombudsman(&self) -> String {
        let corporate = self.policy.corporate_complaints();
        let theirs = corporate.and_then(|procedure| procedure.ombudsman);
        theirs.unwrap_or(Ombudsman::Lgsco).how_to_reach_in(self.language)
    }

    /// A page of the council's for the public, by its address; in words, where the policy names no host.
    pub fn page(&self, path: &str) -> String {
        match self.policy.council.hosts.first() {
            Some(host) => format!("https://{host}{path}"),
            None => self.way(Channel::Api),
        }
    }

    /// The behaviour policy in short, with the page on which all of it is (domain 5.4: the policy enclosed; paper 003, 4.5). It
    /// comes from the same values as that page.
    pub fn behaviour_policy(&self) -> String {
        let Some(conduct) = &self.policy.conduct else {
            return String::new();
        };
        let page = self.page("/contact-arrangements");
        let (time, post) = (self.time(conduct.comments_within), self.post(&conduct.decided_by));
        let of = [
            (Placeholder::Address, page.as_str()),
            (Placeholder::Time, time.as_str()),
            (Placeholder::Post, post.as_str()),
        ];
        self.say_of(Part::ConductPolicy, &of)
    }

    /// That an arrangement ends with the letter, or since when it is over; and that an interim measure ends, where that is said
    /// beside it.
    pub fn over(&self, over: Over) -> Vec<String> {
        let ended = match over.since {
            Some(since) => self.has_ended(since),
            None => self.say(Part::ConductEndsToday),
        };
        let interim = over.interim_too.then(|| self.say(Part::ConductInterimEndsToday));
        std::iter::once(ended).chain(interim).collect()
    }

    /// That an interim measure takes the place of the one that began on a day.
    pub fn in_place_of(&self, began: Date) -> String {
        let began = self.long_date(began);
        self.say_of(Part::ConductInterimInPlace, &[(Placeholder::Date, &began)])
    }

    /// What follows from an appeal against what is over by then: whether it is upheld, and since when nothing of it holds.
    pub fn appeal_over(&self, outcome: AppealOutcome, since: Date) -> [String; 2] {
        let decided = match outcome {
            AppealOutcome::Upheld => Part::ConductAppealUpheldLate,
            AppealOutcome::NotUpheld => Part::ConductAppealNotUpheldLate,
        };
        [self.say(decided), self.has_ended(since)]
    }

    fn has_ended(&self, since: Date) -> String {
        let since = self.long_date(since);
        self.say_of(Part::ConductHasEnded, &[(Placeholder::Date, &since)])
    }

    /// What somebody wrote, as this language has it: all of it, where it was written in one alone.
    pub fn own(&self, text: &str) -> String {
        part_in(text, self.language).unwrap_or_else(|| text.to_owned())
    }

    /// A way to reach the council, in the middle of a sentence.
    pub fn way(&self, channel: Channel) -> String {
        self.say(match channel {
            Channel::Online => Part::ConductWayPage,
            Channel::Email => Part::ConductWayEmail,
            Channel::Phone => Part::ConductWayPhone,
            Channel::Letter => Part::ConductWayLetter,
            Channel::InPerson => Part::ConductWayMeeting,
            Channel::WebChat => Part::ConductWayChat,
            Channel::SocialMedia => Part::ConductWaySocial,
            Channel::Text => Part::ConductWayText,
            Channel::Councillor => Part::ConductWayCouncillor,
            Channel::Api | Channel::Import => Part::ConductWayWebsite,
        })
    }

    /// A measure in a list, as a sentence without its end.
    pub fn measure(&self, measure: ContactOption, open: Channel) -> String {
        let way = self.way(open);
        let part = match measure {
            ContactOption::NamedContact => Part::ConductMeasureNamed,
            ContactOption::OneChannel => Part::ConductMeasureOneWay,
            ContactOption::SetTimes => Part::ConductMeasureTimes,
            ContactOption::CallLength => Part::ConductMeasureLength,
            ContactOption::NoAcknowledgementOfRepeats => Part::ConductMeasureRepeats,
            ContactOption::FileWithoutReply => Part::ConductMeasureFiled,
            ContactOption::Premises => Part::ConductMeasurePremises,
            ContactOption::BehaviourAgreement => Part::ConductMeasureAgreement,
        };
        self.say_of(part, &[(Placeholder::Way, &way)])
    }

    /// How far an arrangement reaches, in the middle of a sentence.
    pub fn reach(&self, reach: Reach, cases: &[String]) -> String {
        if !cases.is_empty() {
            let cases = cases.join(", ");
            return self.say_of(Part::ConductReachMatters, &[(Placeholder::Cases, &cases)]);
        }
        self.say(match reach {
            Reach::ThisMatter => Part::ConductReachMatter,
            Reach::ThisService => Part::ConductReachService,
            Reach::WholeCouncil => Part::ConductReachCouncil,
        })
    }

    /// What was asked before a warning, as the person reads it.
    pub fn check(&self, check: Check) -> String {
        self.say(match check {
            Check::HandledProperly => Part::ConductCheckHandled,
            Check::CommunicatedWell => Part::ConductCheckCommunicated,
            Check::NewInformation => Part::ConductCheckNew,
            Check::NeedsAndAdjustments => Part::ConductCheckNeeds,
            Check::AnotherRoute => Part::ConductCheckRoute,
            Check::OtherServices => Part::ConductCheckServices,
            Check::EqualityAndHumanRights => Part::ConductCheckRights,
        })
    }

    /// What a check came to, as the person reads it.
    pub fn check_answer(&self, answer: CheckAnswer) -> String {
        self.say(match answer {
            CheckAnswer::Clear => Part::ConductCheckClear,
            CheckAnswer::OursToMend => Part::ConductCheckOurs,
        })
    }
}

impl LetterPart {
    /// The paragraph that stands over it; none over what opens the letter.
    const fn heading(self) -> Option<Part> {
        Some(match self {
            Self::WhatHappened => return None,
            Self::MustChange => Part::ConductMustChangeHeading,
            Self::CouldFollow => Part::ConductCouldFollowHeading,
            Self::Policy => Part::ConductPolicyHeading,
            Self::Why => Part::ConductWhyHeading,
            Self::Decided => Part::ConductDecidedHeading,
            Self::Answers => Part::ConductAnswersHeading,
            Self::Asked => Part::ConductAskedHeading,
            Self::HowLong => Part::ConductHowLongHeading,
            Self::Expects => Part::ConductExpectsHeading,
            Self::Asks => Part::ConductAsksHeading,
            Self::OpenWay => Part::ConductOpenWayHeading,
            Self::Appeal => Part::ConductAppealHeading,
            Self::Ombudsman => Part::ConductOmbudsmanHeading,
            Self::Help => Part::ConductHelpHeading,
        })
    }
}
