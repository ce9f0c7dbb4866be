//! Letters with all that they must say, for orders of which another thing is tried.

use jiff::civil::Date;

use super::harness::{Given, words};
use crate::conduct::{Command, Easing, Interim, Sentences, Tend, parts};
use crate::customer::adjustment::AdjustmentKind;
use crate::language::Language;
use crate::vocabulary::Channel;
use crate::words::Words;

impl Given {
    /// Somebody who cannot read print has it brought to them.
    fn reached_by(&self, channel: Channel) -> Channel {
        let cannot_read = self.adjustments.contains(&AdjustmentKind::CannotReadPrint);
        if channel == Channel::Letter && cannot_read {
            Channel::InPerson
        } else {
            channel
        }
    }

    /// What says the sentences of its letters.
    pub(super) fn say(&self) -> Sentences<'_> {
        Sentences::new(&self.policy, Language::English)
    }

    /// The same order, its letter with all that it must say.
    pub(super) fn whole(&self, day: Date, command: Command) -> Command {
        let add = |letter: Words, required: &[parts::Required]| {
            words(&format!("{}\n\n{}", letter.text, parts::least(required)))
        };
        let say = &self.say();
        match command {
            Command::Warn { letter, must_change } => Command::Warn {
                letter: add(letter, &parts::of_warning(say, &must_change.text)),
                must_change,
            },
            Command::OrderInterim(interim) => {
                let in_place_of = self.file.interim_in_force(day).map(|it| it.from);
                let (open, ends_on) = (interim.open_channel, interim.ends_on);
                let required = parts::of_interim(say, &interim.measures, open, ends_on, in_place_of);
                let letter = add(interim.letter.clone(), &required);
                Command::OrderInterim(Interim { letter, ..interim })
            }
            Command::SendNotice { letter, channel } => {
                let conduct = self.policy.conduct.as_ref().unwrap();
                let required = self.file.to_notify.as_ref();
                let required = required.map(|waits| parts::of_notice(say, waits, conduct));
                Command::SendNotice {
                    letter: add(letter, &required.unwrap_or_default()),
                    channel: self.reached_by(channel),
                }
            }
            Command::ShareReport { report, channel } => Command::ShareReport {
                report,
                channel: self.reached_by(channel),
            },
            Command::Ease(easing) => {
                let letter = add(easing.letter.clone(), &parts::of_easing(say, &easing));
                Command::Ease(Easing { letter, ..easing })
            }
            Command::Lift { reason, letter } => Command::Lift {
                letter: add(letter, &parts::of_lifting(say, self.file.over(day))),
                reason,
            },
            Command::DecideAppeal {
                outcome,
                reasons,
                letter,
            } => {
                let conduct = self.policy.conduct.as_ref().unwrap();
                let required = parts::of_appeal(say, outcome, self.file.appealed(day), conduct);
                Command::DecideAppeal {
                    outcome,
                    reasons,
                    letter: add(letter, &required),
                }
            }
            Command::Tend(Tend::Withdraw { reason, letter }) => Command::Tend(Tend::Withdraw {
                letter: letter.map(|letter| add(letter, &parts::of_withdrawal(say))),
                reason,
            }),
            Command::Tend(Tend::GiveMoreTime {
                until,
                reason,
                letter,
            }) => Command::Tend(Tend::GiveMoreTime {
                until,
                reason,
                letter: add(letter, &parts::of_more_time(say, until)),
            }),
            Command::Tend(Tend::Strike {
                incident,
                is_moved,
                reason,
                letter: None,
            }) => {
                let open = self.file.in_force(day).map(|it| it.terms.open_channel);
                let ends = self.file.interim_rests_on(&incident, day);
                let least = words(&parts::least(&parts::of_interim_ended(say, open)));
                Command::Tend(Tend::Strike {
                    incident,
                    is_moved,
                    reason,
                    letter: ends.then_some(least),
                })
            }
            Command::Send {
                order,
                message,
                channel,
            } => Command::Send {
                order: Box::new(self.whole(day, *order)),
                message,
                channel,
            },
            Command::Carry {
                order,
                message,
                channel,
            } => Command::Carry {
                order: Box::new(self.whole(day, *order)),
                message,
                channel,
            },
            other @ (Command::ReportIncident(_)
            | Command::AnswerCheck(_)
            | Command::TryMilder { .. }
            | Command::Propose(_)
            | Command::Comment(_)
            | Command::AnswerComment { .. }
            | Command::Decide(_)
            | Command::RecordContact(_)
            | Command::SortContact(_)
            | Command::Appeal { .. }
            | Command::Close { .. }
            | Command::AddFile(_)
            | Command::LetterLeft { .. }
            | Command::LetterNotReached { .. }
            | Command::AdjustmentAgreed { .. }
            | Command::LeaveAsItIs { .. }
            | Command::Keep(_)
            | Command::Tend(_)) => other,
        }
    }
}
