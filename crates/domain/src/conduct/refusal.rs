//! Why something may not be done to a conduct file. Each is a safeguard, and names where it comes from.

use jiff::civil::Date;

use super::{Check, LetterPart};
use crate::customer::adjustment::AdjustmentKind;
use crate::language::Language;
use crate::permission::Act;
use crate::policy::ContactOption;
use crate::vocabulary::Channel;

/// The safeguard that said no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The actor may not do this.
    #[error("not permitted: {0}")]
    NotPermitted(Act),
    /// The council has no behaviour policy: nobody is restricted without one (paper 003, 4.5).
    #[error("the council has no behaviour policy")]
    NoPolicy,
    /// There is no file yet: it begins with an incident.
    #[error("there is no incident")]
    NoIncident,
    /// It is closed.
    #[error("the file is closed")]
    Closed,
    /// One file is about one person.
    #[error("it is about somebody else")]
    AnotherPerson,
    /// A text that this act needs is missing.
    #[error("{0} is missing")]
    TextMissing(&'static str),
    /// Domain 5.3 and 5.5: reasons are words by which others see why.
    #[error("{0} is no reason: it has too few words")]
    TooFewWords(&'static str),
    /// It cannot have happened after now.
    #[error("it is in the future")]
    InTheFuture,
    /// It happened today, and at a time that is still to come.
    #[error("its time is in the future")]
    TimeInTheFuture,
    /// At least one category of the policy's list (domain 5.1).
    #[error("the policy has no such category, or none was given")]
    NotACategory,
    /// There is no such incident, comment or contact.
    #[error("there is no such {0}")]
    NoSuch(&'static str),
    /// Domain 5.3: no warning before every check is answered with its reason.
    #[error("these checks are not answered: {}", .0.iter().map(|check| check.as_str()).collect::<Vec<_>>().join(", "))]
    ChecksMissing(Vec<Check>),
    /// Domain 5.3: what we did wrong ourselves is put right first.
    #[error("these are ours to mend first: {}", .0.iter().map(|check| check.as_str()).collect::<Vec<_>>().join(", "))]
    OursToMend(Vec<Check>),
    /// Domain 5.4: no proposal before a warning.
    #[error("they were not warned")]
    NotWarned,
    /// The Ombudsman's guide, part 3: what they were warned of has to have gone on.
    #[error("nothing happened after the warning of {0}")]
    NothingSince(Date),
    /// Domain 5.4; Civil Procedure Rules, rule 6.26: a warning that is in the post has warned nobody yet.
    #[error("the warning counts from the end of {0}")]
    WarnedFrom(Date),
    /// Domain 5.7: what was not agreed is not proposed again, or more, without anything new.
    #[error("nothing new happened after the decision of {0}")]
    NothingNewSince(Date),
    /// Domain 5.5: what is proposed is of the policy's options, and at least one.
    #[error("the policy has no such measure, or none was given")]
    NotAnOption,
    /// The policy had it when it was proposed, and has it no longer: it is proposed again.
    #[error("the policy no longer has the measure {0}")]
    NoLongerAnOption(ContactOption),
    /// Domain 5.5: the way that stays open is one by which the council says that it can be reached.
    #[error("the council does not say how to reach it by {0}")]
    NotPublished(Channel),
    /// Domain 5.4 and 5.10: a renewal that asks more than what is in force takes a warning since that began.
    #[error("it asks more than what is in force, and they were not warned since that began")]
    WidensUnwarned,
    /// To be kinder needs nobody's leave; nobody alone says anew what was decided of who answers, when, or for how long.
    #[error("it says something else than what was decided, with what goes left out")]
    NotAsDecided,
    /// Domain 5.9: whoever has to keep to a measure is told who answers, when, or for how long.
    #[error("it does not say who answers, when, or for how long")]
    NotSpelledOut,
    /// The Ombudsman's guide, part 6: usually the one service; the whole council only for a reason of its own.
    #[error("the whole council needs its own reason")]
    WholeCouncilWithoutReason,
    /// It reaches one service, and does not say which.
    #[error("the service is missing")]
    ServiceMissing,
    /// The Ombudsman's guide, part 6: an arrangement about a matter says which, and binds on nothing else.
    #[error("the cases of the matter are missing")]
    CasesMissing,
    /// A case that is said to be this person's is somebody else's.
    #[error("the case is not of this person")]
    NotTheirCase,
    /// Domain 5.4 and 5.8: a letter has all that it must say, or does not go.
    #[error("the letter has no: {}", .0.iter().map(|part| part.as_str()).collect::<Vec<_>>().join(", "))]
    PartsMissing(Vec<LetterPart>),
    /// The same of a letter in two languages: each part of it says all.
    #[error("the part in {} has no: {}", .0.name(), .1.iter().map(|part| part.as_str()).collect::<Vec<_>>().join(", "))]
    PartsMissingIn(Language, Vec<LetterPart>),
    /// Welsh Language Standards (No. 1) Regulations 2015, standards 2 and 5: what lacks a language goes to no reader of both.
    #[error("the letter has no part in {}", .0.name())]
    LanguageMissing(Language),
    /// Domain 5.9: what was not known is answered before an arrangement goes on, or its file is closed.
    #[error("new information has no answer")]
    InformationWaits,
    /// Equality Act 2010, section 20: an adjustment that was agreed since is weighed before an arrangement goes on.
    #[error("an agreed adjustment was not weighed")]
    AdjustmentWaits,
    /// Nothing waits for such an answer.
    #[error("there is nothing to answer")]
    NothingToAnswer,
    /// To be kinder needs nobody's leave; what is harsher, or the same, is no easing.
    #[error("that is not kinder than what is in force")]
    NotKinder,
    /// Paper 001, 4.3: contact is not limited unless nothing milder protects.
    #[error("the reason why nothing milder protects is missing")]
    NothingMilderMissing,
    /// Every arrangement has an end, and the policy says how late it may be.
    #[error("it must end on or before {0}")]
    TooLong(Date),
    /// An arrangement ends after it begins, and is looked at again before that.
    #[error("the days do not follow one another")]
    DaysOutOfOrder,
    /// Domain 5.10: what goes on at its review does so until the end that stands.
    #[error("it ended on {0}, and goes on beyond that by a renewal")]
    BeyondItsEnd(Date),
    /// Domain 5.10: what goes on at its review is looked at again on a later day.
    #[error("it is looked at again by {0} already")]
    ReviewedLater(Date),
    /// Paper 004, 7.1; domain 5.10: that an arrangement goes on at its review takes a report that was shared.
    #[error("that it goes on takes a report")]
    TakesAReport,
    /// Ours: somebody has to be there on the day on which it is looked at again.
    #[error("{0} is no working day")]
    NoWorkingDay(Date),
    /// Domain 5.5: the way that stays open is one that the measures leave open.
    #[error("what is proposed closes the way that should stay open")]
    OpenChannelClosed,
    /// Equality Act 2010, section 20: the way that should stay open is one that an agreed adjustment rules out.
    #[error("the agreed adjustment {0} rules out the way that should stay open")]
    AdjustmentRulesOut(AdjustmentKind),
    /// No address is on file for a way that is left open, or an agreed adjustment rules paper out.
    #[error("there is no address to which a letter can go")]
    NoWayForLetters,
    /// Domain 5.6: more time ends later than what they have, and is still to come.
    #[error("more time to comment ends after {0}")]
    NoMoreTime(Date),
    /// As many as the policy takes at once.
    #[error("a comment has {0} files at the most")]
    TooManyFiles(u16),
    /// Domain 5.6 and 5.8: a letter names the days that count from when it leaves.
    #[error("the letter names days that counted from when it went before")]
    NamesDaysOfBefore,
    /// Paper 004, 7.1: what was decided rests on a report that reads otherwise by now. It is withdrawn, and proposed anew.
    #[error("what was decided rests on a report that reads otherwise by now")]
    ReadsOtherwise,
    /// UK GDPR, article 5(1)(d): an incident was struck out since, or the warning or the report did not reach them, and
    /// nobody has said whether the arrangement can stand.
    #[error("nobody has said whether the arrangement can stand")]
    GroundsWait,
    /// The Ombudsman's guide, part 3: all that it rested on was struck out, or came after no warning that they had.
    #[error("nothing is left on which it rests")]
    RestsOnNothing,
    /// A renewal needs an arrangement that is in force.
    #[error("no arrangement is in force")]
    NotInForce,
    /// An arrangement is in force: it is renewed, not proposed again.
    #[error("an arrangement is in force")]
    InForce,
    /// There is no report that waits.
    #[error("there is no proposal")]
    NoProposal,
    /// Paper 004, 7.1: the report is shared with the customer before anybody decides.
    #[error("the report was not shared")]
    NotShared,
    /// What is said to be a comment on the report is older than the report.
    #[error("the report was shared on {0}, and this is older")]
    BeforeItWasShared(Date),
    /// Domain 5.6: ten working days at least. Nobody who made the case against somebody ends the time in which they answer it.
    #[error("somebody who took no part takes down that they said all")]
    SaidAllToWhoTookPart,
    /// It was shared before.
    #[error("the report was shared before")]
    AlreadyShared,
    /// Paper 004, 7.1: they have the time that the policy gives them, unless they said that they said all.
    #[error("they have until {0} to comment")]
    TimeForComments(Date),
    /// Paper 004, 7.1: each comment has an answer before it is decided.
    #[error("{0} comments have no answer")]
    CommentsUnanswered(usize),
    /// It was answered before.
    #[error("it was answered before")]
    AlreadyAnswered,
    /// Domain 5.7: whoever decides says that they read the comments.
    #[error("whoever decides has not read the comments")]
    CommentsUnread,
    /// Domain 5.7: whoever decides took no part before.
    #[error("somebody who decides took part before")]
    TookPart,
    /// Domain 5.7: nobody who dealt with one of the person's cases decides about their contact.
    #[error("somebody who decides dealt with their case")]
    DealtWithTheirCase,
    /// Paper 003, 4.5.4: the post that the policy names decides.
    #[error("this is not who the policy names to decide")]
    NotTheDecider,
    /// Domain 5.10: whoever holds the post that hears appeals decides nothing, so that somebody is left to hear one.
    #[error("whoever hears appeals decides nothing")]
    HearsAppeals,
    /// A panel is of three at least, each once, with its chair among them.
    #[error("a panel is of three at least, each once, with its chair among them")]
    NotAPanel,
    /// The votes say something else than the decision.
    #[error("the votes do not carry this decision")]
    VotesAgainst,
    /// A restriction is never longer in sum than the policy's longest, but by the senior post.
    #[error("in sum it is longer than the policy allows this post")]
    LongerThanMayBeRenewed,
    /// Equality Act 2010, section 20: what was agreed with them rules out the way by which the letter is to go.
    #[error("what was agreed with them rules out the way by which the letter goes")]
    DoesNotReachThem(AdjustmentKind),
    /// A letter is handed over in person, by post, by e-mail, or read to them by phone.
    #[error("that way carries no letter")]
    CarriesNoLetter,
    /// There is no decision whose notice waits.
    #[error("no notice waits to be sent")]
    NoNoticeWaits,
    /// Domain 5.4: an interim safety measure lasts ten working days at the most, and another does not stand in the place of
    /// the way that it begins.
    #[error("an interim safety measure is over, and the way that it began has not been begun")]
    InterimBefore,
    /// Domain 5.4: it is for danger, and there is none on the file.
    #[error("no incident says that anybody was in danger")]
    NoDanger,
    /// Ours: who saw the danger and who meets it are two people.
    #[error("whoever reported the danger orders nothing")]
    OwnReport,
    /// It came when no arrangement was in force, and no report waited on which they could comment.
    #[error("no arrangement was in force then")]
    NoArrangementThen,
    /// Domain 5.9: a new matter becomes a case of its own.
    #[error("a new matter needs a case of its own")]
    CaseMissing,
    /// Domain 5.10: the appeal came too late, or before there was anything to appeal.
    #[error("there is nothing that can be appealed now")]
    NoAppealNow,
    /// Domain 5.10: an appeal is decided before the arrangement is renewed.
    #[error("an appeal waits to be decided")]
    AppealWaits,
    /// There is no appeal that waits.
    #[error("no appeal waits")]
    NoAppealWaits,
    /// Domain 5.9: nothing is filed unread.
    #[error("{0} contacts were not read")]
    ContactsUnread(usize),
    /// A letter of the same kind is on its way: what it brings about waits until it has left.
    #[error("a letter is on its way")]
    LetterOnItsWay,
    /// Something has still to be done.
    #[error("it is not at its end")]
    NotAtItsEnd,
    /// Domain 5.9: something urgent was passed on, and nobody has taken it up.
    #[error("something urgent was not taken up")]
    UrgentWaits,
    /// Domain 5.9: nobody holds the post that hears of something urgent.
    #[error("nobody is there who could be told")]
    NobodyToTell,
    /// Equality Act 2010, section 20: nobody has said how the letter keeps to what was agreed.
    #[error("nobody has said how the letter keeps to {0:?}")]
    FormatUnmet(Vec<AdjustmentKind>),
    /// Domain 5.9: a request under a statute follows a procedure that the policy names for it.
    #[error("that case follows no procedure of a request under a statute")]
    NotStatutory,
    /// Domain 5.9; paper 004, 7.4: a new matter is a case of its own, and not one that was there before they said it.
    #[error("the case was there before they said it")]
    CaseOfBefore,
    /// Nothing is done to a file whose texts were erased.
    #[error("it was erased")]
    Erased,
    /// Somebody said why it is kept for longer.
    #[error("it is held")]
    Held,
    /// It is not kept for longer than the policy says.
    #[error("it is not held")]
    NotHeld,
    /// UK GDPR, article 5(1)(e): it is kept until then.
    #[error("it is kept until {0}")]
    KeptUntil(Date),
}
