//! The behaviour policy: a council may be kinder than the floor, never harsher.

use std::collections::BTreeMap;

use super::Names;
use super::field::{Bounds, Field, Word as _};
use super::table::Table;
use crate::conduct::CouncillorsTold;
use crate::id::{PostId, ProcedureId, TeamId};
use crate::permission::{Act, limits};
use crate::policy::{
    Conduct, ConductCategory, ContactOption, LEAST_APPEAL, LEAST_COMMENTS, Limit, Procedure, Signal,
    SignalKind, Unit, defaults,
};
use crate::vocabulary::Role;

/// The longest that an appeal waits for its decision, in working days (domain 5.10).
const LATEST_APPEAL: u16 = 20;
/// The longest that an arrangement may last before it lapses, in months.
const LONGEST_MONTHS: u16 = 12;
/// The longest that a notice takes after its decision, in working days (domain 5.8).
const LATEST_NOTICE: u16 = 5;
/// The longest that new information waits for an answer, in working days (domain 5.9; ours: as long as they have to
/// comment).
const LATEST_ANSWER: u16 = 10;
/// The shortest and the longest time for which a conduct file is kept after its end, in months.
const LEAST_KEPT: u16 = 12;
const MOST_KEPT: u16 = 120;
/// The longest that an interim safety measure lasts, in working days.
const LONGEST_INTERIM: u16 = 10;

pub(super) fn read(
    table: &Table<'_>,
    names: &Names,
    procedures: &BTreeMap<ProcedureId, Procedure>,
) -> Option<Conduct> {
    keep_to_the_floor(table);
    let decided_by = table.must("decided_by", "\"executive-team\"");
    let decided = decided_by.as_ref().and_then(|field| read_decider(field, names));
    let reviewed_by = table.may("reviewed_by");
    let reviewed = reviewed_by.as_ref().and_then(|field| read_decider(field, names));
    for (decider, field) in [(&decided, &decided_by), (&reviewed, &reviewed_by)] {
        if let (Some((post, _)), Some(field)) = (decider, field) {
            can_be_told_apart(post, field, names);
        }
    }
    let (interim_by, interim_longest) = read_interim(table, names);
    let appeal = read_appeal(table, names);
    let contacts_go_to = table
        .must("contacts_go_to", "\"customer-services\"")
        .and_then(|field| field.refers("team", &names.teams, TeamId::parse));
    let longest = table
        .may("longest")
        .and_then(|field| field.limit(&Bounds::months(1..=LONGEST_MONTHS)));
    let comments = table
        .may("comments_within")
        .and_then(|field| at_least(&field, LEAST_COMMENTS));
    let notice = table
        .may("notice_within")
        .and_then(|field| at_most(&field, LATEST_NOTICE));
    let information = table
        .may("information_within")
        .and_then(|field| at_most(&field, LATEST_ANSWER));
    let options = table
        .may("options")
        .map_or_else(|| ContactOption::WORDS.to_vec(), |field| field.words());
    let categories = table
        .may("categories")
        .map_or_else(|| ConductCategory::WORDS.to_vec(), |field| field.words());
    let signals = read_signals(table);
    let milder_first = table
        .may("milder_first")
        .and_then(|field| field.yes())
        .unwrap_or(false);
    let longer_by = table.may("longer_by");
    let posts = Posts {
        decided: decided.as_ref().map(|(post, _)| post),
        interim: interim_by.and_then(|field| Some((decider(&field, names)?, field))),
        longer: longer_by.and_then(|field| Some((decider(&field, names)?, field))),
        reviewed: reviewed.as_ref().map(|(post, _)| post),
    };
    let hears = appeal.iter().filter_map(|(to, ..)| to.as_ref());
    for (post, field) in posts.longer.iter().chain(hears) {
        can_be_told_apart(post, field, names);
    }
    posts.stand_apart(names, appeal.as_ref().and_then(|(to, ..)| to.as_ref()));
    let (interim_by, longer_by) = posts.named();
    let councillors_told = table
        .may("councillors_told")
        .and_then(|field| field.word())
        .unwrap_or(CouncillorsTold::Nothing);
    // Storage limitation (UK GDPR, article 5(1)(e)); six years is the time for a claim (Limitation Act 1980, section 5).
    let kept = table
        .may("kept")
        .and_then(|field| field.limit(&Bounds::months(LEAST_KEPT..=MOST_KEPT)));
    let statutory = read_statutory(table, procedures);
    table.done();
    let (decided_by, is_decided_by_panel) = decided?;
    // Paper 004, 7.1: whoever decides, where the file is silent.
    let same = (decided_by.clone(), is_decided_by_panel);
    let (reviewed_by, is_reviewed_by_panel) = reviewed.unwrap_or(same);
    let (appeal_to, appeal_within, appeal_decided_within) = appeal?;
    let (appeal_to, interim_by) = (appeal_to?.0, interim_by?);
    Some(Conduct {
        longer_by: longer_by.unwrap_or_else(|| interim_by.clone()),
        interim_by,
        contacts_go_to: contacts_go_to?,
        comments_within: comments.unwrap_or(defaults::working_days(LEAST_COMMENTS)),
        notice_within: notice.unwrap_or(defaults::working_days(5)),
        information_within: information.unwrap_or(defaults::working_days(LATEST_ANSWER)),
        longest_months: longest.map_or(defaults::ARRANGEMENT_MONTHS, |limit| limit.count),
        decided_by,
        is_decided_by_panel,
        reviewed_by,
        is_reviewed_by_panel,
        appeal_within,
        appeal_decided_within,
        appeal_to,
        interim_longest,
        options,
        categories,
        signals,
        milder_first,
        councillors_told,
        statutory,
        kept_months: kept.map_or(defaults::CONDUCT_KEPT_MONTHS, |limit| limit.count),
    })
}

/// Freedom of Information Act 2000, section 10; UK GDPR, article 12(3): such a request has a clock of its own.
fn read_statutory(table: &Table<'_>, procedures: &BTreeMap<ProcedureId, Procedure>) -> Vec<ProcedureId> {
    let Some(field) = table.may("statutory") else {
        return Vec::new();
    };
    let named: Vec<String> = field.texts();
    let mut known = Vec::new();
    for name in named {
        match ProcedureId::parse(&name) {
            Ok(id) if procedures.contains_key(&id) => known.push(id),
            Ok(_) | Err(_) => field.wrong(
                format!("\"{name}\" is no procedure of this file."),
                "Name a procedure, such as one that you add: [procedure.information-request].",
            ),
        }
    }
    known
}

/// What the file may say for its readers but not change.
fn keep_to_the_floor(table: &Table<'_>) {
    if let Some(field) = table.may("share_report") {
        field.only(
            "always",
            "the customer sees the report before anybody decides (paper 004, 7.1).",
        );
    }
    if let Some(field) = table.may("at_the_end") {
        field.only(
            "lapses",
            "an arrangement ends on its day unless it is renewed with reasons.",
        );
    }
}

/// A time that the customer has: longer is kinder. Calendar days run over Christmas and Easter, too: so many that as many
/// working days are always among them, counting half the days, are four weeks for ten.
fn at_least(field: &Field<'_>, least: u16) -> Option<Limit> {
    let limit = field.limit(&Bounds::days(1..=130))?;
    let is_enough = match limit.unit {
        Unit::WorkingDays | Unit::StatutoryDays => limit.count >= least,
        Unit::CalendarDays => u32::from(limit.count) * 5 >= u32::from(least) * 14,
        Unit::Months => true,
    };
    if is_enough {
        return Some(limit);
    }
    let mend = format!("Write \"{least} working days\" or more.");
    field.wrong(format!("{limit} is harsher than a policy may be."), mend);
    None
}

/// A time that the council takes: shorter is kinder.
fn at_most(field: &Field<'_>, most: u16) -> Option<Limit> {
    let limit = field.limit(&Bounds::days(1..=most.saturating_mul(3)))?;
    if super::procedures::is_within(limit, most) {
        return Some(limit);
    }
    let mend = format!("Write \"{most} working days\" or less.");
    field.wrong(format!("{limit} is harsher than a policy may be."), mend);
    None
}

/// Paper 003, 4.5.4: a letter says which post decided, or heard the appeal. The program knows a post by its roles: where another one
/// holds the same, whoever holds one is told of as the other.
fn can_be_told_apart(post: &PostId, field: &Field<'_>, names: &Names) {
    let is_same = |other: &&String| {
        *other != post.as_str()
            && names.holds_all_of(other, post.as_str())
            && names.holds_all_of(post.as_str(), other)
    };
    if let Some(other) = names.posts.iter().find(is_same) {
        let what = format!(
            "Letters say that \"{post}\" decided, and \"{other}\" holds the same roles: nobody can tell them apart."
        );
        let mend =
            format!("Give \"{post}\" a role that \"{other}\" does not hold, or take one from \"{other}\".");
        field.findings.warning(&field.span, &field.key, what, mend);
    }
}

/// A post that decides about people's contact, and holds a role that may.
fn decider(field: &Field<'_>, names: &Names) -> Option<PostId> {
    let post = field.refers("post", &names.posts, PostId::parse)?;
    if !names.deciders.iter().any(|name| name == post.as_str()) {
        let may: Vec<&str> = limits(Act::DecideRestriction)
            .most
            .iter()
            .map(|role| role.as_str())
            .collect();
        let mend = format!(
            "Give the post one of these roles: {}; or name another post.",
            may.join(", ")
        );
        field.wrong(
            format!("The post \"{post}\" holds no role that may decide this."),
            mend,
        );
    }
    Some(post)
}

fn read_decider(field: &Field<'_>, names: &Names) -> Option<(PostId, bool)> {
    if field.as_str().is_some() {
        return decider(field, names).map(|post| (post, false));
    }
    let table = field.table()?;
    let post = table
        .must("post", "\"executive-team\"")
        .and_then(|field| decider(&field, names));
    let panel = table.may("as");
    if let Some(field) = &panel {
        field.only("panel", "either one person decides, or a panel does.");
    }
    table.done();
    Some((post?, panel.is_some()))
}

fn read_interim<'a>(table: &Table<'a>, names: &Names) -> (Option<Field<'a>>, Limit) {
    let mut longest = defaults::working_days(LONGEST_INTERIM);
    let example = "{ by = \"chief-executive\", longest = \"10 working days\" }";
    let Some(group) = table
        .must("interim_safety_measure", example)
        .and_then(|field| field.table())
    else {
        return (None, longest);
    };
    let by = group.must(
        "by",
        &format!(
            "\"{}\"",
            names.posts.first().map_or("chief-executive", String::as_str)
        ),
    );
    if let Some(field) = group.may("longest")
        && let Some(limit) = field.limit(&Bounds::days(1..=14))
    {
        let is_short = super::procedures::is_within(limit, LONGEST_INTERIM);
        if !is_short {
            field.wrong(
                format!("{limit} is harsher than a policy may be."),
                "Write \"10 working days\" or less.",
            );
        }
        longest = limit;
    }
    group.done();
    (by, longest)
}

/// The post that hears appeals, with where it is named, and the two times.
type Appeal<'a> = (Option<(PostId, Field<'a>)>, Limit, Limit);

fn read_appeal<'a>(table: &Table<'a>, names: &Names) -> Option<Appeal<'a>> {
    let group = table
        .must("appeal", "{ to = \"monitoring-officer\" }")
        .and_then(|field| field.table())?;
    let to = group
        .must("to", "\"monitoring-officer\"")
        .and_then(|field| Some((decider(&field, names)?, field)));
    let ask = group
        .may("ask_within")
        .and_then(|field| at_least(&field, LEAST_APPEAL));
    let answer = group
        .may("decided_within")
        .and_then(|field| at_most(&field, LATEST_APPEAL));
    group.done();
    let twenty = defaults::working_days(20);
    Some((to, ask.unwrap_or(twenty), answer.unwrap_or(twenty)))
}

/// The posts that decide, or order an interim measure, each with where it is named.
struct Posts<'d, 'a> {
    decided: Option<&'d PostId>,
    interim: Option<(PostId, Field<'a>)>,
    longer: Option<(PostId, Field<'a>)>,
    reviewed: Option<&'d PostId>,
}

impl Posts<'_, '_> {
    /// The post of interim measures, and the one that decides on what is longer, where it is named.
    fn named(self) -> (Option<PostId>, Option<PostId>) {
        let post = |named: Option<(PostId, Field<'_>)>| named.map(|(post, _)| post);
        (post(self.interim), post(self.longer))
    }

    /// The program knows a post by its roles. So whoever holds a post that decides must not by that alone hold one
    /// that stands above it, or that hears an appeal against it (domain 5.4, 5.7 and 5.10).
    fn stand_apart(&self, names: &Names, appeal: Option<&(PostId, Field<'_>)>) {
        for (senior, field) in self.interim.iter().chain(&self.longer) {
            if let Some(decided) = self.decided
                && names.holds_all_of(decided.as_str(), senior.as_str())
            {
                field.wrong(
                    format!("Whoever holds \"{decided}\", which decides, holds \"{senior}\" too: it is no senior post."),
                    "Name a senior post with a role that the other does not hold.",
                );
            }
        }
        let Some((hears, field)) = appeal else { return };
        let named = self.interim.iter().chain(&self.longer).map(|(post, _)| post);
        let decides = self.decided.into_iter().chain(self.reviewed);
        let mut deciders: Vec<&PostId> = decides.chain(named).collect();
        deciders.sort();
        deciders.dedup();
        if deciders.contains(&hears) {
            field.wrong(
                format!("\"{hears}\" would hear appeals on a file on which it decided itself."),
                "Name a different senior post, which decides nothing and orders no interim safety measure.",
            );
            return;
        }
        let above = |decides: &&&PostId| names.holds_all_of(decides.as_str(), hears.as_str());
        if let Some(decides) = deciders.iter().find(above) {
            field.wrong(
                format!(
                    "Whoever holds \"{decides}\", which decides, holds \"{hears}\" too, and could hear the appeal."
                ),
                "Give the post that hears appeals a role that no post which decides holds.",
            );
        }
    }
}

/// The longest that a signal waits for its reader, in working days.
const LONGEST_SIGNAL: u16 = 60;

fn read_signals(table: &Table<'_>) -> Vec<Signal> {
    let listed = table.may("signals").map(|field| field.list()).unwrap_or_default();
    let mut signals: Vec<Signal> = Vec::new();
    for field in &listed {
        let Some(signal) = read_signal(field) else {
            continue;
        };
        if signals.iter().any(|known| known.when == signal.when) {
            field.wrong(
                format!("\"{}\" is counted twice.", signal.when),
                "Keep one of the two: one rule for each thing that is counted.",
            );
        } else {
            signals.push(signal);
        }
    }
    signals
}

fn read_signal(field: &Field<'_>) -> Option<Signal> {
    let group = field.table()?;
    let when: Option<SignalKind> = group
        .must("when", "\"contacts on one matter\"")
        .and_then(|field| field.word());
    let more_than = group.must("more_than", "10").and_then(|field| {
        let count = field.whole(1..=1000)?;
        let floor = when.map_or(1, SignalKind::floor);
        if count < floor {
            field.wrong(
                format!("More than {count} is harsher than a policy may be: one contact, or two, is nothing to remark on."),
                format!("Write {floor} or more."),
            );
        }
        Some(count)
    });
    let within = group
        .must("in", "\"20 working days\"")
        .and_then(|field| field.limit(&Bounds::days(1..=260).or_months(1..=24)));
    let tell = group
        .must("tell", "\"complaints-manager\"")
        .and_then(|field| manager(&field));
    let expires = group
        .may("expires")
        .and_then(|field| field.limit(&Bounds::days(1..=LONGEST_SIGNAL)));
    group.done();
    Some(Signal {
        when: when?,
        more_than: more_than?,
        within: within?,
        tell: tell?,
        expires: expires.unwrap_or(defaults::working_days(20)),
    })
}

/// A role that keeps conduct files. The front line is told nothing of a signal (domain 5.2).
fn manager(field: &Field<'_>) -> Option<Role> {
    let role = field.told()?;
    let may = limits(Act::ManageConduct).most;
    if may.contains(&role) {
        return Some(role);
    }
    let may: Vec<&str> = may.iter().map(|role| role.as_str()).collect();
    field.wrong(
        format!("A signal goes to a manager who keeps conduct files, and {role} does not."),
        format!("Name one of: {}.", may.join(", ")),
    );
    None
}
