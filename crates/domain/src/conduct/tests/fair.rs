//! What has to have come before anything binds somebody: told once more from the events alone, apart from the rules.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Time};

use super::fair_in_danger::{danger_is_met_until_its_day, interim_is_fair};
use super::harness::Given;
use super::review::settled_the_end;
use super::served::time_is_whole;
use crate::calendar::london::{civil_date, time_zone};
use crate::conduct::{
    Check, Entry, Event, Kept, LetterKind, Outcome, Purpose, Question, ReviewOutcome, Tended, Voted,
    holds_post,
};
use crate::id::{ActorId, IncidentId, PostId, UserId};
use crate::permission::Actor;

pub(super) type Fair = Result<(), String>;

pub(super) fn need(is: bool, what: &str) -> Fair {
    if is {
        Ok(())
    } else {
        Err(format!("it binds without {what}"))
    }
}

/// Holds what binds on a day to everything that has to have come before it, and each appeal to an answer and to who gave
/// it.
pub(super) fn is_fair(given: &Given, on: Date) -> Fair {
    appeals_are_heard_by_another_post(given)?;
    an_appeal_waits_until_it_is_decided(given)?;
    a_review_takes_a_report_and_its_post(given)?;
    danger_is_met_until_its_day(given, on)?;
    time_is_whole(given)?;
    if given.file.interim_in_force(on).is_some() {
        interim_is_fair(given, on)?;
    }
    if given.file.in_force(on).is_some() {
        arrangement_is_fair(given, on)?;
    }
    Ok(())
}

/// Where the way began that goes on now: after a file was closed, an incident begins it again.
#[expect(clippy::wildcard_enum_match_arm, reason = "two events say where it begins")]
pub(super) fn began(entries: &[Entry], before: usize) -> usize {
    let (mut closed, mut began) = (false, 0);
    for (at, entry) in entries.iter().enumerate().take(before) {
        match &entry.event {
            Event::Closed { .. } => closed = true,
            Event::IncidentReported { .. } if closed => (closed, began) = (false, at),
            _ => {}
        }
    }
    began
}

pub(super) fn last(entries: &[Entry], before: usize, is: impl Fn(&Event) -> bool) -> Option<usize> {
    entries.iter().take(before).rposition(|entry| is(&entry.event))
}

pub(super) fn user(entry: &Entry) -> Option<&UserId> {
    if let ActorId::User(user) = &entry.actor {
        Some(user)
    } else {
        None
    }
}

/// When a warning counts: what went by post, at the end of the day on which it is taken to have reached them.
fn counts(entry: &Entry) -> Option<DateTime> {
    let Event::Warned { counts_from, .. } = &entry.event else {
        return None;
    };
    let left = time_zone().to_datetime(entry.at);
    Some(counts_from.map_or(left, |day| day.at(23, 59, 59, 0)))
}

/// Everybody who took a part in what led to it, also before the way began again: what happened then is quoted still.
fn involved(entries: &[Entry], to: usize) -> BTreeSet<&UserId> {
    let is_part = |event: &Event| {
        matches!(
            event,
            Event::IncidentReported { .. }
                | Event::CheckAnswered { .. }
                | Event::MilderTried { .. }
                | Event::Warned { .. }
                | Event::LetterWritten {
                    kind: LetterKind::Warning | LetterKind::Report,
                    ..
                }
                | Event::ReportShared { .. }
                | Event::Commented { is_all: true, .. }
                | Event::Eased { .. }
                | Event::InterimOrdered { .. }
                | Event::Proposed { .. }
                | Event::CommentAnswered { .. }
                | Event::LeftAsItIs {
                    question: Question::Adjustment,
                    ..
                }
                | Event::FileAdded { .. }
                | Event::AppealDecided { .. }
                | Event::Kept(Kept::Compared { .. })
                | Event::Tended(
                    Tended::Reviewed { post: None, .. }
                        | Tended::Withdrawn { .. }
                        | Tended::Struck { .. }
                        | Tended::MoreTimeGiven { .. }
                )
        )
    };
    // Whoever gave out the code with which something was said knows it, too.
    let gave_the_code = entries.iter().take(to).filter_map(|entry| {
        if let Event::Tended(Tended::SaidByCode { by, .. }) = &entry.event {
            return Some(by);
        }
        None
    });
    let before = entries.iter().take(to);
    before
        .filter(|entry| is_part(&entry.event))
        .filter_map(user)
        .chain(gave_the_code)
        .collect()
}

pub(super) fn holds(given: &Given, user: &UserId, post: &PostId) -> bool {
    let actor = given.with_roles(&Actor {
        id: ActorId::User(user.clone()),
        roles: Vec::new(),
        services: Vec::new(),
    });
    holds_post(&given.policy, &actor, post)
}

fn appeals_are_heard_by_another_post(given: &Given) -> Fair {
    let conduct = given.policy.conduct.as_ref().unwrap();
    let entries = &given.entries;
    let answers = entries.iter().enumerate();
    for (at, entry) in answers.filter(|(_, entry)| matches!(entry.event, Event::AppealDecided { .. })) {
        let hears = user(entry).ok_or("an appeal was decided by nobody")?;
        need(
            holds(given, hears, &conduct.appeal_to),
            "the post that hears appeals",
        )?;
        for post in [&conduct.decided_by, &conduct.longer_by, &conduct.interim_by] {
            let other = *post != conduct.appeal_to;
            need(other, "another post to hear the appeal")?;
        }
        // That somebody heard another appeal keeps them from no other.
        let is_none = |before: &&Entry| !matches!(before.event, Event::AppealDecided { .. });
        let led_to_it: Vec<Entry> = entries.iter().take(at).filter(is_none).cloned().collect();
        let free = !involved(&led_to_it, led_to_it.len()).contains(hears);
        let dealt = given.dealt_with_them.contains(hears);
        need(free && !dealt, "somebody uninvolved to hear the appeal")?;
        let decided = entries.iter().take(at).any(|before| {
            let Event::Decided { votes, .. } = &before.event else {
                return false;
            };
            user(before) == Some(hears) || votes.iter().any(|(voter, _)| voter == hears)
        });
        need(!decided, "an appeal that another person heard")?;
    }
    Ok(())
}

/// Domain 5.10: nothing but its decision ends an appeal.
fn an_appeal_waits_until_it_is_decided(given: &Given) -> Fair {
    let entries = &given.entries;
    let asked = last(entries, entries.len(), |event| {
        matches!(event, Event::Appealed { .. })
    });
    let decided = last(entries, entries.len(), |event| {
        matches!(event, Event::AppealDecided { .. })
    });
    let waits = asked.is_some() && asked > decided;
    if waits && !given.file.appeal_waits() {
        return Err("an appeal was lost".to_owned());
    }
    Ok(())
}

/// Domain 5.10: whether somebody who was told that an arrangement binds them, and that they may appeal until then, can
/// still ask for the first time.
pub(super) fn may_appeal(given: &Given, on: Date) -> bool {
    let entries = &given.entries;
    let is_notice = |event: &Event| matches!(event, Event::NoticeSent { .. });
    let Some(notice) = last(entries, entries.len(), is_notice) else {
        return false;
    };
    let of = last(
        entries,
        notice,
        |event| matches!(event, Event::Decided { outcome, .. } if *outcome != Outcome::AskedForMore),
    );
    let agreed = of.is_some_and(|of| {
        matches!(
            entries[of].event,
            Event::Decided {
                outcome: Outcome::Agreed,
                ..
            }
        )
    });
    let Event::NoticeSent { appeal_until, .. } = &entries[notice].event else {
        return false;
    };
    let since = |entry: &Entry| {
        matches!(
            entry.event,
            Event::Appealed { .. } | Event::LetterNotReached { .. }
        )
    };
    agreed && on <= *appeal_until && !entries.iter().skip(notice).any(since)
}

/// Paper 004, 7.1; domain 5.10: nothing lets an arrangement go on at its review but a report, and that by the post of reviews.
fn a_review_takes_a_report_and_its_post(given: &Given) -> Fair {
    let conduct = given.policy.conduct.as_ref().unwrap();
    let entries = &given.entries;
    let goes_on = |event: &Event| {
        matches!(
            event,
            Event::Tended(Tended::Reviewed {
                outcome: ReviewOutcome::GoesOn,
                ..
            })
        )
    };
    need(!entries.iter().any(|entry| goes_on(&entry.event)), "a report")?;
    for (at, entry) in entries.iter().enumerate() {
        let Event::Decided { post, votes, .. } = &entry.event else {
            continue;
        };
        let proposed = last(entries, at, |event| matches!(event, Event::Proposed { .. }));
        let proposed = proposed.ok_or("it was decided without a proposal")?;
        let Event::Proposed {
            purpose: Purpose::Review,
            ..
        } = entries[proposed].event
        else {
            continue;
        };
        need(
            post.as_ref() == Some(&conduct.reviewed_by),
            "a review by its post",
        )?;
        let is_panel = votes.len() >= 3 || !conduct.is_reviewed_by_panel;
        need(is_panel, "a review by its panel")?;
    }
    Ok(())
}

/// Whether something was reported before `to` that happened after the first warning since `from`, and was not struck out up
/// to `until`.
fn went_on(entries: &[Entry], (from, to, until): (usize, usize, usize)) -> bool {
    let is_warning = |entry: &Entry| matches!(entry.event, Event::Warned { .. });
    let Some(first) = entries.iter().skip(from).position(is_warning) else {
        return false;
    };
    let Some(warned) = counts(&entries[from + first]) else {
        return false;
    };
    let stands = |at: usize, id: &IncidentId| {
        let mut gone = entries.iter().take(until).skip(at).filter_map(struck);
        gone.all(|gone| gone != id)
    };
    let mut since = entries.iter().enumerate().take(to).skip(from + first);
    since.any(|(at, entry)| {
        let Event::IncidentReported { id, on, at: time, .. } = &entry.event else {
            return false;
        };
        // Without a time it happened at the beginning of its day: before any warning of it.
        on.to_datetime(time.unwrap_or(Time::midnight())) >= warned && stands(at, id)
    })
}

fn arrangement_is_fair(given: &Given, on: Date) -> Fair {
    let (entries, conduct) = (&given.entries, given.policy.conduct.as_ref().unwrap());
    let found = |at: Option<usize>, what: &str| at.ok_or_else(|| format!("it binds without {what}"));
    let (decided, notice) = told(entries).ok_or("it binds without a decision and its notice")?;
    let from = began(entries, decided);
    let proposed = found(
        last(entries, decided, |event| matches!(event, Event::Proposed { .. })),
        "a proposal",
    )?;
    let shared = found(
        last(entries, decided, |event| {
            matches!(event, Event::ReportShared { .. })
        }),
        "a shared report",
    )?;
    need(proposed >= from && shared >= from, "a report of this time")?;
    was_shared(entries, (proposed, shared, decided, notice))?;
    was_warned(entries, (from, proposed, notice))?;
    was_commented(entries, shared, decided)?;
    is_authorised(given, decided)?;
    report_arrived(entries, shared, notice)?;
    arrived(given, notice)?;
    warning_arrived(given, from)?;
    let arrangement = given.file.in_force(on).ok_or("it is gone")?;
    need(on <= arrangement.terms.ends_on, "an end")?;
    need(
        arrangement.terms.review_on <= arrangement.terms.ends_on,
        "a review before its end",
    )?;
    let longest = i32::from(conduct.longest_months).months();
    let settled = settled_the_end(entries, decided);
    let by_senior = matches!(&entries[settled].event, Event::Decided { post: Some(post), .. } if *post == conduct.longer_by);
    // What is decided counts from the decision; a few days pass until its notice.
    let in_sum = (arrangement.since + longest) >= arrangement.terms.ends_on;
    need(in_sum || by_senior, "the senior post, which it needs in sum")
}

/// The decision by which an arrangement came to bind last, and its notice: the notice of a renewal that was not agreed leaves
/// what is in force as it is, and so does a decision that was withdrawn.
fn told(entries: &[Entry]) -> Option<(usize, usize)> {
    let is_decision =
        |event: &Event| matches!(event, Event::Decided { outcome, .. } if *outcome != Outcome::AskedForMore);
    (0..entries.len()).rev().find_map(|notice| {
        let sent = &entries[notice];
        let is_notice = matches!(&sent.event, Event::NoticeSent { from, .. } if *from == civil_date(sent.at));
        let decided = last(entries, notice, is_decision).filter(|_| is_notice)?;
        let agreed = matches!(
            entries[decided].event,
            Event::Decided {
                outcome: Outcome::Agreed,
                ..
            }
        );
        let mut between = entries[decided..notice].iter();
        let withdrawn = between.any(|entry| matches!(entry.event, Event::Tended(Tended::Withdrawn { .. })));
        (agreed && !withdrawn).then_some((decided, notice))
    })
}

/// Paper 004, 7.1: what was decided is what was shared, or eases it word for word.
fn was_shared(entries: &[Entry], (proposed, shared, decided, notice): (usize, usize, usize, usize)) -> Fair {
    let read = last(entries, shared, |event| matches!(event, Event::Proposed { .. }));
    let read = read.ok_or("a report without a proposal was shared")?;
    // Until the notice: what a decision rests on is what they read, too.
    let touched = entries.iter().take(notice).skip(shared).any(|entry| {
        matches!(
            entry.event,
            Event::CheckAnswered { .. } | Event::MilderTried { .. } | Event::Tended(Tended::Struck { .. })
        )
    });
    need(!touched, "a report with the incidents and checks that they read")?;
    need(decided < notice, "a notice after its decision")?;
    let mut late = entries.iter().take(notice).skip(decided);
    let said = late.any(|entry| matches!(entry.event, Event::Commented { .. }));
    need(!said, "a decision on all that they said in time")?;
    let (
        Event::Proposed {
            purpose,
            measures,
            ends_on,
            review_on,
            open_channel,
            why_usable,
            reasons,
            equality,
            human_rights,
            expects,
            asks,
            why_nothing_milder,
            ..
        },
        Event::Proposed {
            purpose: was_purpose,
            measures: were_measures,
            ends_on: ended_on,
            review_on: reviewed_on,
            open_channel: was_open,
            why_usable: was_usable,
            reasons: were_reasons,
            equality: was_equality,
            human_rights: were_rights,
            expects: were_expected,
            asks: were_asked,
            why_nothing_milder: was_milder,
            ..
        },
    ) = (&entries[proposed].event, &entries[read].event)
    else {
        return Err("no proposal".to_owned());
    };
    let same = purpose == was_purpose
        && open_channel == was_open
        && why_usable == was_usable
        && reasons == were_reasons
        && equality == was_equality
        && human_rights == were_rights
        && expects == were_expected
        && asks == were_asked
        && why_nothing_milder == was_milder;
    let less = measures.iter().all(|measure| were_measures.contains(measure))
        && ends_on <= ended_on
        && review_on <= reviewed_on;
    need(same && less, "the report that they read")
}

/// Domain 5.3 and 5.4: checks, a warning, and something that happened after it.
fn was_warned(entries: &[Entry], (from, proposed, notice): (usize, usize, usize)) -> Fair {
    let warned = last(entries, proposed, |event| matches!(event, Event::Warned { .. }));
    let warned = warned
        .filter(|at| *at >= from)
        .ok_or("it binds without a warning")?;
    for check in Check::ALL {
        let before = entries.iter().take(warned).skip(from);
        let answered = before
            .map(|entry| &entry.event)
            .any(|event| matches!(event, Event::CheckAnswered { check: known, .. } if known == check));
        need(answered, check.as_str())?;
    }
    let renews = matches!(
        entries[proposed].event,
        Event::Proposed {
            purpose: Purpose::Renewal | Purpose::Review,
            ..
        }
    );
    let proposed_at = time_zone().to_datetime(entries[proposed].at);
    let is_theirs = counts(&entries[warned]).is_some_and(|counts| counts <= proposed_at);
    need(is_theirs || renews, "a warning that had reached them")?;
    // What was struck out before the notice is none of them.
    need(
        went_on(entries, (from, proposed, notice)) || renews,
        "anything after the warning",
    )
}

pub(super) fn struck(entry: &Entry) -> Option<&IncidentId> {
    if let Event::Tended(Tended::Struck { incident, .. }) = &entry.event {
        Some(incident)
    } else {
        None
    }
}

/// Paper 004, 7.1: time for comments, and an answer to each.
fn was_commented(entries: &[Entry], shared: usize, decided: usize) -> Fair {
    let Event::ReportShared { comments_until, .. } = &entries[shared].event else {
        return Err("no report".to_owned());
    };
    let mut last_day = *comments_until;
    let mut commented = false;
    for (at, entry) in entries.iter().enumerate().take(decided).skip(shared) {
        if let Event::Tended(Tended::MoreTimeGiven { until, .. }) = &entry.event {
            need(*until > last_day, "more time that is more")?;
            last_day = *until;
            // Whoever asks for time has more to say.
            commented = false;
        }
        let Event::Commented { id, is_all, .. } = &entry.event else {
            continue;
        };
        commented |= *is_all;
        let later = entries.iter().take(decided).skip(at);
        let answered = later
            .map(|entry| &entry.event)
            .any(|event| matches!(event, Event::CommentAnswered { id: known, .. } if known == id));
        need(answered, "an answer to a comment")?;
    }
    let over = civil_date(entries[decided].at) > last_day;
    need(commented || over, "time for comments")
}

/// Domain 5.7: whoever signed and whoever voted holds the post and took no part; a panel is of three, and carries it.
fn is_authorised(given: &Given, decided: usize) -> Fair {
    let conduct = given.policy.conduct.as_ref().unwrap();
    let entry = &given.entries[decided];
    let Event::Decided {
        votes,
        post: Some(post),
        ..
    } = &entry.event
    else {
        return Err("it was decided by no post".to_owned());
    };
    need(
        [&conduct.decided_by, &conduct.reviewed_by, &conduct.longer_by].contains(&post),
        "a post that decides",
    )?;
    let signs = user(entry).ok_or("it was decided by nobody")?;
    let people: BTreeSet<&UserId> = votes.iter().map(|(voter, _)| voter).chain([signs]).collect();
    let parts = involved(&given.entries, decided);
    for one in &people {
        need(holds(given, one, post), "an authorised decider")?;
        need(
            !holds(given, one, &conduct.appeal_to),
            "somebody left for the appeal",
        )?;
        need(!parts.contains(one), "an uninvolved decider")?;
        let dealt = given.dealt_with_them.contains(one);
        need(!dealt, "somebody who dealt with no case of theirs")?;
    }
    // Which of the two a panel decides is asked of the report itself.
    let by_panel = (*post == conduct.decided_by && conduct.is_decided_by_panel)
        || (*post == conduct.reviewed_by && conduct.is_reviewed_by_panel);
    if by_panel {
        need(votes.len() >= 3 && people.len() == votes.len(), "a panel")?;
        let for_it = votes.iter().filter(|(_, voted)| *voted == Voted::For).count();
        need(for_it * 2 > votes.len(), "the votes that carry it")?;
    } else {
        need(votes.is_empty(), "one person who decides")?;
    }
    Ok(())
}

/// Paper 004, 7.1: what came back before the notice left was never theirs, unless they spoke of it.
fn report_arrived(entries: &[Entry], shared: usize, notice: usize) -> Fair {
    let before = shared.checked_sub(1).and_then(|at| entries.get(at));
    let Some(Event::LetterLeft { message, .. }) = before.map(|entry| &entry.event) else {
        return Ok(());
    };
    let between = || entries.iter().take(notice).skip(shared).map(|entry| &entry.event);
    let last = between().rev().find(|event| {
        matches!(event, Event::LetterNotReached { message: known } | Event::LetterLeft { message: known, .. }
            if known == message)
    });
    let came_back = matches!(last, Some(Event::LetterNotReached { .. }));
    // What they said of a report before it says nothing of this one.
    let shared_on = civil_date(entries[shared].at);
    let mut said = entries.iter().take(notice).skip(shared);
    let spoke = said.any(|entry| matches!(entry.event, Event::Commented { on, .. } if on >= shared_on));
    need(!came_back || spoke, "a report that arrived")
}

/// Domain 5.4: once every warning before what it rests on came back, it is asked whether it can stand, unless they spoke.
fn warning_arrived(given: &Given, from: usize) -> Fair {
    let entries = &given.entries;
    let came_back = |at: usize| {
        let before = at.checked_sub(1).map(|before| &entries[before].event);
        let Some(Event::LetterLeft { message, .. }) = before else {
            return false;
        };
        let is_it = |entry: &Entry| matches!(&entry.event, Event::LetterNotReached { message: known } if known == message);
        entries.iter().skip(at).any(is_it)
    };
    let arrived: Vec<Entry> = entries
        .iter()
        .enumerate()
        .skip(from)
        .filter(|(at, entry)| !matches!(entry.event, Event::Warned { .. }) || !came_back(*at))
        .map(|(_, entry)| entry.clone())
        .collect();
    let spoke = entries
        .iter()
        .skip(from)
        .any(|entry| matches!(entry.event, Event::Commented { .. } | Event::Appealed { .. }));
    let rests = went_on(&arrived, (0, arrived.len(), arrived.len()));
    need(
        rests || spoke || given.file.grounds_wait.is_some(),
        "a warning that arrived",
    )
}

/// A notice that did not arrive binds nobody, unless they answered it or something came after it.
fn arrived(given: &Given, notice: usize) -> Fair {
    let entries = &given.entries;
    let Some(Event::LetterLeft { message, .. }) = notice
        .checked_sub(1)
        .and_then(|at| entries.get(at))
        .map(|entry| &entry.event)
    else {
        return Ok(());
    };
    let bounced = entries.iter().skip(notice).position(
        |entry| matches!(&entry.event, Event::LetterNotReached { message: known } if known == message),
    );
    let moved_on = entries
        .iter()
        .skip(notice)
        .take(bounced.unwrap_or_default())
        .any(|entry| {
            matches!(
                entry.event,
                Event::Proposed { .. } | Event::Appealed { .. } | Event::Closed { .. }
            )
        });
    let arrangement = given.file.arrangement.as_ref();
    let renewed = arrangement.is_some_and(|it| it.since < it.from);
    need(bounced.is_none() || moved_on || renewed, "a notice that arrived")
}
