//! What each event makes of a conduct file.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

use super::contacts;
use super::due::{LOOK_WITHIN, SHARE_WITHIN};
use super::interim::InterimMeasure;
use super::keep;
use super::letter::{self, Letter, LetterKind, LetterState, overtake};
use super::part;
use super::served::at_the_end_of;
use super::silence::lapse;
use super::state::{
    AddedFile, AppealState, Arrangement, Beside, Comment, Incident, Refused, Report, Said, Shared, Terms,
    ToNotify, With,
};
use super::tend::{self, Tended};
use super::{
    AgreedLess, AppealOutcome, CheckAnswer, ConductFile, Entry, Event, Outcome, Purpose, Question,
    needs_to_be_spelled_out,
};
use crate::calendar::london::civil_date;
use crate::id::{ActorId, CommentId, IncidentId, PostId};

/// The file after all of its events.
pub fn fold(entries: &[Entry]) -> ConductFile {
    entries.iter().fold(ConductFile::default(), evolve)
}

/// The file after one more event.
#[expect(clippy::too_many_lines, reason = "one arm for each event")]
pub fn evolve(file: ConductFile, entry: &Entry) -> ConductFile {
    let today = civil_date(entry.at);
    let mut file = file;
    lapse(&mut file, today);
    let mut file = begun_again(file, &entry.event);
    part::note(&mut file, entry, today);
    // How a letter keeps to what was agreed is asked of each anew.
    if is_a_letter(&entry.event) {
        file.format_met.clear();
    }
    match &entry.event {
        Event::IncidentReported {
            id,
            person,
            on,
            at,
            was_danger,
            ..
        } => {
            file.person = Some(person.clone());
            let binds = file.in_force(today).is_some();
            let reported_by = if let ActorId::User(user) = &entry.actor {
                Some(user.clone())
            } else {
                None
            };
            file.incidents.push(Incident {
                id: id.clone(),
                on: *on,
                reported_on: today,
                at: *at,
                was_danger: *was_danger,
                reported_by,
                after_warning: file.warned_at,
                after_arrived: file.warned_at,
                look_by: (!binds).then(|| today.saturating_add(LOOK_WITHIN.days())),
            });
        }
        Event::CheckAnswered { check, answer, .. } => {
            file.checks.insert(*check, *answer);
            // Domain 5.3: what is ours to mend is mended before anybody is warned.
            if *answer == CheckAnswer::OursToMend {
                overtake(&mut file, &[LetterKind::Warning]);
            }
            file.used_checks.remove(check);
            if file.checks_missing().is_empty() {
                looked_at(&mut file);
            }
            reads_otherwise(&mut file, today);
        }
        Event::MilderTried { .. } => reads_otherwise(&mut file, today),
        Event::Warned {
            letter, counts_from, ..
        } => {
            overtake(&mut file, &[LetterKind::Warning]);
            let warned = counts_from.map_or(entry.at, at_the_end_of);
            file.warned_at = Some(warned);
            letter::warned(&mut file, letter, warned);
            looked_at(&mut file);
            file.used_checks = file.checks.keys().copied().collect();
        }
        Event::InterimOrdered {
            measures,
            open_channel,
            ends_on,
            in_practice,
            dangers,
            letter,
            letter_by,
            ..
        } => {
            let dangers = if dangers.is_empty() {
                dangers_known(&file)
            } else {
                dangers.clone()
            };
            let is_followed = file.is_pending();
            // It takes the place of one in force.
            let over = file.interim.take().filter(|before| !before.is_in_force(today));
            file.interims_before.extend(over);
            file.interim = Some(InterimMeasure {
                dangers,
                known: file.incidents.iter().map(|known| known.id.clone()).collect(),
                in_practice: in_practice.clone(),
                from: today,
                ends_on: *ends_on,
                measures: measures.clone(),
                open_channel: *open_channel,
                ended_on: None,
                // They have a report already, or a decision: the way goes on from there.
                is_followed,
                ordered_by: entry.actor.user().cloned(),
                letter: letter.clone(),
                letter_by: letter_by.unwrap_or(today.saturating_add(1.day())),
            });
        }
        Event::Proposed { .. } => {
            overtake(&mut file, &[LetterKind::Report]);
            looked_at(&mut file);
            propose(&mut file, &entry.event, today);
            if let Some(interim) = &mut file.interim {
                interim.is_followed = true;
            }
            // Where nothing binds, why they can use the way is said anew, with what was agreed by now.
            if file.report.as_ref().is_some_and(|report| report.shared.is_none()) {
                nothing_to_weigh(&mut file, today);
            }
        }
        Event::ReportShared { comments_until, .. } => {
            overtake(&mut file, &[LetterKind::Report]);
            file.shared_on = Some(today);
            if let Some(report) = &mut file.report {
                report.had_on = report.had_on.or(Some(today));
                report.shared = Some(Shared {
                    on: today,
                    comments_until: *comments_until,
                    terms: report.terms.clone(),
                    said: report.said.clone(),
                });
            }
        }
        Event::Commented { id, on, is_all, .. } => comment(&mut file, id, (*on, *is_all), today),
        Event::CommentAnswered { id, .. } => {
            let of_report = file.report.iter_mut().flat_map(|report| &mut report.comments);
            let comments = of_report.chain(&mut file.late_comments);
            for comment in comments.filter(|comment| comment.id == *id) {
                comment.is_answered = true;
            }
        }
        Event::Decided {
            outcome,
            votes,
            notice_due_on,
            post,
            agreed_less,
            ..
        } => {
            // What whoever decides agrees may be less than what was proposed.
            if let Some((report, less)) = file.report.as_mut().zip(agreed_less.as_ref()) {
                agree_to_less(report, less);
            }
            file.decided.extend(votes.iter().map(|(user, _)| user.clone()));
            if let ActorId::User(user) = &entry.actor {
                file.decided.insert(user.clone());
            }
            decide(&mut file, (*outcome, entry.at), (*notice_due_on, post.as_ref()));
        }
        Event::NoticeSent {
            from, appeal_until, ..
        } => {
            overtake(&mut file, &[LetterKind::Notice]);
            notify(&mut file, *from, *appeal_until);
            nothing_to_weigh(&mut file, today);
        }
        Event::ContactCame { .. } => contacts::came(&mut file, &entry.event),
        Event::ContactSorted {
            id,
            sort,
            case,
            answer_by,
            ..
        } => contacts::sort(&mut file, (id, *sort), (case.as_ref(), *answer_by), today),
        Event::Lifted { keeps_the_report, .. } => {
            // What would have had it go on is over with it.
            if !keeps_the_report {
                overtake(&mut file, &[LetterKind::Report, LetterKind::Notice]);
                file.report = None;
                file.to_notify = None;
            }
            end(&mut file, today);
        }
        Event::Appealed { due_on, contact, .. } => {
            file.said_here.extend(contact.clone());
            // Domain 5.10: it is decided before what it is against goes on.
            overtake(&mut file, &[LetterKind::Notice]);
            file.is_over(Beside::Appeal);
            file.appeal = Some(AppealState {
                against: file.arrangement.as_ref().map(|arrangement| arrangement.from),
                due_on: *due_on,
                outcome: None,
            });
        }
        Event::AppealDecided { outcome, .. } => {
            if let Some(appeal) = &mut file.appeal {
                appeal.outcome = Some(*outcome);
            }
            let is_of_before = file.arrangement.as_ref().is_some_and(|it| it.is_of_before);
            // What is considered since the way began again is another matter.
            if *outcome == AppealOutcome::Upheld && !is_of_before {
                overtake(&mut file, &[LetterKind::Report, LetterKind::Notice]);
                file.report = None;
                file.to_notify = None;
                // Domain 5.4: what is for danger now is no part of what was appealed against, and ends on its own day.
                end_arrangement(&mut file, today);
            }
        }
        Event::Closed { .. } => {
            overtake(
                &mut file,
                &[LetterKind::Warning, LetterKind::Report, LetterKind::Notice],
            );
            file.is_closed = true;
            file.closed_on = Some(today);
            looked_at(&mut file);
            nothing_to_weigh(&mut file, today);
        }
        Event::FileAdded {
            incident,
            file: added,
            name,
            ..
        } => file.files.push(AddedFile {
            with: With::Incident(incident.clone()),
            file: added.clone(),
            name: name.clone(),
        }),
        Event::OutsideAnswered { .. } => file.outside_answered_on = Some(today),
        Event::LetterWritten { .. } => write(&mut file, &entry.event),
        Event::AdjustmentAgreed {
            kind,
            weigh_by,
            silence_ends_it_after,
        } => {
            // What is on its way was written before it was agreed.
            overtake(&mut file, &[LetterKind::Report, LetterKind::Notice]);
            let before = file.way_ends.filter(|_| !file.adjustments_wait.is_empty());
            file.way_ends = before.or(*silence_ends_it_after);
            file.adjustments_wait.push((*kind, *weigh_by));
        }
        Event::LeftAsItIs { question, .. } => match question {
            Question::Adjustment => file.adjustments_wait.clear(),
            Question::Information => file.information_waits.clear(),
            Question::Grounds => file.grounds_are_weighed(),
        },
        Event::Eased { .. } => ease(&mut file, &entry.event, today),
        Event::LetterLeft { message, by } => letter::left(&mut file, message, (today, *by)),
        Event::LetterNotReached { message } => letter::not_reached(&mut file, message),
        Event::Kept(kept) => keep::evolve(&mut file, kept, today),
        Event::Tended(tended) => {
            if let Tended::Reviewed {
                post: Some(_), votes, ..
            } = tended
            {
                file.decided.extend(votes.iter().map(|(user, _)| user.clone()));
                if let ActorId::User(user) = &entry.actor {
                    file.decided.insert(user.clone());
                }
            }
            tend::evolve(&mut file, tended, today);
        }
    }
    file
}

/// What an order in an older record is for, which names no incident: those that say since the way began that anybody was in
/// danger.
fn dangers_known(file: &ConductFile) -> Vec<IncidentId> {
    let known = file.incidents.iter().skip(file.incidents_before);
    known
        .filter(|incident| incident.was_danger)
        .map(|incident| incident.id.clone())
        .collect()
}

/// Somebody looked at what was reported: every check has an answer, they were warned, or the file was closed.
fn looked_at(file: &mut ConductFile) {
    for incident in &mut file.incidents {
        incident.look_by = None;
    }
}

/// An adjustment is weighed against what binds, or is to bind.
pub(super) fn nothing_to_weigh(file: &mut ConductFile, today: Date) {
    let is_decided = file.to_notify.is_some();
    if !is_decided && file.binding(today).is_none() {
        file.adjustments_wait.clear();
    }
}

/// A new incident on a file that was closed begins the way again: what was checked and warned of then says nothing of
/// what happens now (domain 5.3). Everything else stays: what happened and what came in; who took a part, as what they
/// reported is quoted still (domain 5.7); and what they were told that they may appeal against (domain 5.10).
fn begun_again(file: ConductFile, event: &Event) -> ConductFile {
    if !file.is_closed || !matches!(event, Event::IncidentReported { .. }) {
        return file;
    }
    let arrangement = file.arrangement.clone().map(|arrangement| Arrangement {
        is_of_before: true,
        ..arrangement
    });
    ConductFile {
        incidents_before: file.incidents.len(),
        restricted_before: file.restricted(),
        interims_before: file
            .interims_before
            .iter()
            .chain(&file.interim)
            .cloned()
            .collect(),
        arrangement,
        checks: BTreeMap::new(),
        used_checks: BTreeSet::new(),
        warned_at: None,
        interim: None,
        has_new_information: false,
        late_comments: Vec::new(),
        is_closed: false,
        closed_on: None,
        goes_on_in: None,
        ..file
    }
}

/// A letter is on its way out.
fn write(file: &mut ConductFile, event: &Event) {
    let Event::LetterWritten {
        message,
        kind,
        channel,
        letter,
        must_change,
    } = event
    else {
        return;
    };
    match kind {
        // It comes in the place of one that did not arrive.
        LetterKind::Warning | LetterKind::Report | LetterKind::Notice => overtake(file, &[*kind]),
        LetterKind::Interim
        | LetterKind::Lifted
        | LetterKind::Appeal
        | LetterKind::Eased
        | LetterKind::Withdrawn
        | LetterKind::Reviewed
        | LetterKind::MoreTime => {}
    }
    file.letters.push(Letter {
        message: message.clone(),
        kind: *kind,
        channel: *channel,
        words: letter.clone(),
        must_change: must_change.clone(),
        state: LetterState::Waiting,
        is_carried: false,
        left_on: None,
        before: None,
    });
}

/// The report quotes the incidents, the checks and what was milder: one of them that is struck out, answered anew or
/// added is something that they have not read (paper 004, 7.1). Then it is shared again, with the time for comments; and
/// what was decided on the one before is not told, but proposed again.
pub(super) fn reads_otherwise(file: &mut ConductFile, today: Date) {
    overtake(file, &[LetterKind::Report, LetterKind::Notice]);
    if let Some(waits) = &mut file.to_notify {
        waits.reads_otherwise = true;
    }
    if let Some(report) = &mut file.report {
        if report.shared.take().is_some() {
            report.share_by = today.saturating_add(SHARE_WITHIN.days());
        }
        for comment in &mut report.comments {
            comment.is_of_before = true;
        }
    }
}

/// Whether it is a letter that goes to the person.
fn is_a_letter(event: &Event) -> bool {
    matches!(
        event,
        Event::Warned { .. }
            | Event::InterimOrdered { .. }
            | Event::ReportShared { .. }
            | Event::NoticeSent { .. }
            | Event::Lifted { .. }
            | Event::AppealDecided { .. }
            | Event::Eased { .. }
            | Event::LetterWritten { .. }
            | Event::Tended(
                Tended::Withdrawn { letter: Some(_), .. }
                    | Tended::Reviewed { letter: Some(_), .. }
                    | Tended::MoreTimeGiven { .. }
                    | Tended::Struck { letter: Some(_), .. }
            )
    )
}

fn comment(file: &mut ConductFile, id: &CommentId, (on, is_all): (Date, bool), today: Date) {
    let said = Comment {
        is_all,
        ..Comment::unanswered(id)
    };
    if let Some(report) = &mut file.report {
        // What was said before they had the report as it is now is of the one before.
        let is_of_before = report.shared.as_ref().is_none_or(|shared| on < shared.on);
        report.comments.push(Comment { is_of_before, ..said });
        return;
    }
    if let Some(waits) = &mut file.to_notify {
        waits.comments.push(id.clone());
    }
    file.late_comments.push(said);
    // Paper 004, 7.1: whoever decides has read all that they said in time.
    reads_otherwise(file, today);
}

fn propose(file: &mut ConductFile, event: &Event, today: Date) {
    let Event::Proposed {
        purpose,
        measures,
        reach,
        service,
        cases,
        ends_on,
        review_on,
        open_channel,
        is_no_harsher,
        why_usable,
        reasons,
        equality,
        human_rights,
        expects,
        asks,
        in_practice,
        why_whole_council,
        why_nothing_milder,
    } = event
    else {
        return;
    };
    let before = file.report.take();
    let had_on = before.as_ref().and_then(|before| before.had_on);
    let more_time_until = before.as_ref().and_then(|before| before.more_time_until);
    // To save it again gives no more time to share it.
    let unseen = before.as_ref().filter(|before| before.shared.is_none());
    let share_by = unseen.map_or(today.saturating_add(SHARE_WITHIN.days()), |before| {
        before.share_by
    });
    let (shared, mut comments) = before
        .map(|before| (before.shared.filter(|_| *is_no_harsher), before.comments))
        .unwrap_or_default();
    // What they said of the report before keeps its answer, and is no comment on this one (paper 004, 7.1).
    for comment in &mut comments {
        comment.is_of_before |= shared.is_none();
    }
    // Domain 5.6: each has an answer.
    comments.append(&mut file.late_comments);
    // So has what they said before the review.
    let said = file.said_for_review.iter().flatten();
    let said: Vec<_> = said
        .filter(|id| purpose.goes_on() && comments.iter().all(|known| known.id != **id))
        .collect();
    comments.extend(said.into_iter().map(Comment::unanswered));
    file.report = Some(Report {
        terms: Terms {
            measures: measures.clone(),
            reach: *reach,
            service: service.clone(),
            cases: cases.clone(),
            ends_on: *ends_on,
            review_on: *review_on,
            open_channel: *open_channel,
            in_practice: in_practice.clone(),
        },
        said: Said {
            why_usable: why_usable.clone(),
            reasons: reasons.clone(),
            equality: equality.clone(),
            human_rights: human_rights.clone(),
            expects: expects.clone(),
            asks: asks.clone(),
            why_whole_council: why_whole_council.clone(),
            why_nothing_milder: why_nothing_milder.clone(),
        },
        purpose: *purpose,
        shared,
        share_by,
        had_on,
        more_time_until,
        comments,
    });
    file.has_new_information = false;
    file.is_closed = false;
}

fn agree_to_less(report: &mut Report, less: &AgreedLess) {
    let terms = &mut report.terms;
    terms.measures.clone_from(&less.measures);
    terms.ends_on = less.ends_on;
    terms.review_on = less.review_on;
    let is_needed = less
        .measures
        .iter()
        .any(|measure| needs_to_be_spelled_out(*measure));
    terms.in_practice = terms.in_practice.take().filter(|_| is_needed);
}

fn decide(
    file: &mut ConductFile,
    (outcome, at): (Outcome, Timestamp),
    (notice_due_on, post): (Option<Date>, Option<&PostId>),
) {
    if outcome == Outcome::AskedForMore {
        return;
    }
    if outcome == Outcome::NotAgreed {
        let terms = file.report.as_ref().map(|report| report.terms.clone());
        file.refused = terms.map(|terms| Refused { terms, at });
    }
    file.to_notify = file
        .report
        .take()
        .zip(notice_due_on)
        .map(|(report, due_on)| ToNotify {
            outcome,
            purpose: report.purpose,
            post: post.cloned(),
            was_commented: !report.comments.is_empty(),
            was_heard: report.is_heard(),
            comments: report.comments.iter().map(|comment| comment.id.clone()).collect(),
            terms: report.terms,
            due_on,
            reads_otherwise: false,
            had_on: report.had_on,
            decided_on: civil_date(at),
        });
}

fn notify(file: &mut ConductFile, from: Date, appeal_until: Date) {
    let Some(decided) = file.to_notify.take() else {
        return;
    };
    file.late_comments.clear();
    // Domain 5.4: the way was gone to its end.
    if let Some(interim) = &mut file.interim {
        interim.is_followed = true;
    }
    if decided.purpose.goes_on() {
        // What came since it was decided waits for its answer.
        let comes_later = |id: &CommentId| !decided.comments.contains(id);
        file.said_for_review
            .retain(|said| said.as_ref().is_some_and(comes_later));
        file.is_over(Beside::Review);
    }
    if decided.outcome != Outcome::Agreed {
        // Paper 004, 7.1: what nobody agreed to let go on at its review ends.
        if decided.purpose == Purpose::Review {
            end_arrangement(file, from);
        }
        return;
    }
    let since = file.since(from);
    // What came into question was the one before.
    file.grounds_are_weighed();
    file.ended_untold = None;
    file.arrangement = Some(Arrangement {
        from,
        since,
        was_heard: decided.was_heard,
        terms: decided.terms,
        appeal_until,
        ended_on: None,
        is_of_before: false,
    });
    looked_at(file);
    // One that came since the decision waits for its answer all the same: an appeal of before is none against this.
    file.appeal = file.appeal.take().filter(|appeal| appeal.outcome.is_none());
    // What stays as it is ends nothing that is for danger now (domain 5.4).
    if let Some(interim) = &mut file.interim
        && decided.purpose != Purpose::Review
        && interim.is_in_force(from)
    {
        interim.ended_on = Some(from);
    }
}

/// Made kinder, it answers what asked for it; what was agreed is weighed against an interim measure apart.
fn ease(file: &mut ConductFile, event: &Event, today: Date) {
    let Event::Eased {
        measures,
        ends_on,
        review_on,
        open_channel,
        in_practice,
        ..
    } = event
    else {
        return;
    };
    if let Some(arrangement) = &mut file.arrangement {
        arrangement.terms.measures.clone_from(measures);
        arrangement.terms.ends_on = *ends_on;
        arrangement.terms.review_on = *review_on;
        arrangement.terms.open_channel = *open_channel;
        // What is asked no longer is told to nobody (domain 5.9).
        let is_needed = measures.iter().any(|measure| needs_to_be_spelled_out(*measure));
        let said = in_practice.clone().or(arrangement.terms.in_practice.take());
        arrangement.terms.in_practice = said.filter(|_| is_needed);
    }
    // Equality Act 2010, section 20: what is left was held against what was agreed by now.
    file.way_ends = None;
    if file.interim_in_force(today).is_none() {
        file.adjustments_wait.clear();
    }
    file.information_waits.clear();
    // One day less is no ground: where nothing is left, the question stays (the Ombudsman's guide, part 3).
    if file.rests_on_something() {
        file.grounds_are_weighed();
    }
}

fn end_arrangement(file: &mut ConductFile, on: Date) {
    file.information_waits.clear();
    file.grounds_are_weighed();
    file.ended_untold = None;
    file.way_ends = None;
    if let Some(arrangement) = &mut file.arrangement {
        arrangement.ended_on = arrangement.ended_on.or(Some(on));
    }
    nothing_to_weigh(file, on);
}

fn end(file: &mut ConductFile, on: Date) {
    end_arrangement(file, on);
    // What is proposed is weighed all the same.
    if !file.is_pending() {
        file.adjustments_wait.clear();
    }
    if let Some(interim) = &mut file.interim {
        interim.ended_on = interim.ended_on.or(Some(on));
    }
}
