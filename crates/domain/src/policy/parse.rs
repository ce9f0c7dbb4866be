//! Reading a policy file: every mistake at once, each with its place and how to mend it.
//!
//! The file is walked by hand over a parse that keeps the place of each value. What a setting may hold
//! stands where the setting is read, and a setting that nobody reads is unknown.

mod colour;
mod conduct;
mod contacts;
mod departures;
mod durations;
mod field;
mod findings;
mod identity;
mod languages;
mod learning;
mod letters;
mod mail;
mod nearest;
mod partners;
mod people;
mod procedures;
mod promises;
mod remedies;
mod reports;
mod retention;
mod sign_in;
mod survey;
mod table;
mod targets;

use std::ops::Range;

use toml::de::{DeTable, DeValue};

pub use self::colour::{LEAST_CONTRAST, contrast_with_white};
use self::field::read_limit;
use self::findings::Findings;
pub use self::findings::{Mistake, Report};
use self::table::Table;
use super::{
    Adoption, Brand, CalendarRules, ContactDetails, Council, CouncilWords, DailyCheck, Policy, defaults,
};
use crate::id::CouncilId;
use crate::permission::{Act, limits};
use crate::policy::letters::Letter;
use crate::vocabulary::{DayOne, Division, Kind, Role};

impl Policy {
    /// Reads a policy file, or says everything that is wrong with it.
    pub fn parse(source: &str) -> Result<Self, Vec<Mistake>> {
        let (policy, report) = read(source);
        if report.mistakes.is_empty() {
            Ok(policy)
        } else {
            Err(report.mistakes)
        }
    }

    /// Everything an officer should look at in a policy file, the warnings too.
    pub fn check(source: &str) -> Report {
        read(source).1
    }
}

/// The names that the file gives, gathered first so that settings can refer to what comes later.
struct Names {
    teams: Vec<String>,
    posts: Vec<String>,
    /// Where the id of each post stands.
    places: Vec<(String, Range<usize>)>,
    /// The posts that hold a role which may decide about people's contact.
    deciders: Vec<String>,
    /// The roles of each post, in order.
    roles: Vec<(String, Vec<String>)>,
    /// The posts that hold a role which may answer a call for help.
    leads: Vec<String>,
    /// The procedures that a complaint can follow.
    complaints: Vec<String>,
    /// The services.
    services: Vec<String>,
}

impl Names {
    fn gather(entries: &DeTable<'_>) -> Self {
        let mut complaints = vec![
            defaults::CORPORATE.to_owned(),
            defaults::DATA_PROTECTION.to_owned(),
        ];
        if let Some(DeValue::Table(named)) = entries.get("procedure").map(toml::Spanned::get_ref) {
            for (name, settings) in named {
                let name = name.get_ref().to_string();
                if !complaints.contains(&name)
                    && (name == defaults::HOUSING || is_complaint(settings.get_ref()))
                {
                    complaints.push(name);
                }
            }
        }
        Self {
            teams: ids_under(entries, "team", |_| true),
            posts: ids_under(entries, "post", |_| true),
            places: places_of(entries, "post", |_| true),
            deciders: ids_under(entries, "post", may_decide),
            roles: roles_of_posts(entries),
            leads: ids_under(entries, "post", may_answer_help),
            complaints,
            services: ids_under(entries, "service", |_| true),
        }
    }
}

impl Names {
    /// Whether whoever holds one post holds every role of another, and so that post as well.
    fn holds_all_of(&self, one: &str, other: &str) -> bool {
        let of = |post: &str| self.roles.iter().find(|(known, _)| known == post);
        of(one)
            .zip(of(other))
            .is_some_and(|(one, other)| other.1.iter().all(|role| one.1.contains(role)))
    }
}

/// The roles that each post of the file holds, in order and each once.
fn roles_of_posts(entries: &DeTable<'_>) -> Vec<(String, Vec<String>)> {
    let Some(DeValue::Array(posts)) = entries.get("post").map(toml::Spanned::get_ref) else {
        return Vec::new();
    };
    let text = |value: &DeValue<'_>| value.as_str().map(str::to_owned);
    let roles_of = |post: &toml::Spanned<DeValue<'_>>| {
        let DeValue::Table(post) = post.get_ref() else {
            return None;
        };
        let id = text(post.get("id")?.get_ref())?;
        let DeValue::Array(roles) = post.get("roles")?.get_ref() else {
            return None;
        };
        let roles = roles.iter().filter_map(|role| text(role.get_ref()));
        let mut roles: Vec<String> = roles.map(|role| role.replace(' ', "-")).collect();
        roles.sort();
        roles.dedup();
        Some((id, roles))
    };
    posts.iter().filter_map(roles_of).collect()
}

fn is_complaint(procedure: &DeValue<'_>) -> bool {
    let DeValue::Table(settings) = procedure else {
        return false;
    };
    let kind = settings.get("kind").map(toml::Spanned::get_ref);
    matches!(kind, Some(DeValue::String(kind)) if kind == Kind::Complaint.as_str())
}

fn ids_under(entries: &DeTable<'_>, name: &str, is_meant: fn(&DeTable<'_>) -> bool) -> Vec<String> {
    let meant = places_of(entries, name, is_meant).into_iter();
    meant.map(|(id, _)| id).collect()
}

/// The ids of the groups under `[[name]]` that are meant, each with where it stands.
fn places_of(
    entries: &DeTable<'_>,
    name: &str,
    is_meant: fn(&DeTable<'_>) -> bool,
) -> Vec<(String, Range<usize>)> {
    let Some(DeValue::Array(items)) = entries.get(name).map(toml::Spanned::get_ref) else {
        return Vec::new();
    };
    let place_of = |item: &toml::Spanned<DeValue<'_>>| {
        let entries = item.get_ref().as_table().filter(|entries| is_meant(entries))?;
        let id = entries.get("id")?;
        Some((id.get_ref().as_str()?.to_owned(), id.span()))
    };
    items.iter().filter_map(place_of).collect()
}

fn may_decide(post: &DeTable<'_>) -> bool {
    may_hold(post, Act::DecideRestriction)
}

fn may_answer_help(post: &DeTable<'_>) -> bool {
    may_hold(post, Act::AnswerHelp)
}

/// Whether a post holds a role to which some policy may give the act.
fn may_hold(post: &DeTable<'_>, act: Act) -> bool {
    let Some(DeValue::Array(roles)) = post.get("roles").map(toml::Spanned::get_ref) else {
        return false;
    };
    let most = limits(act).most;
    roles.iter().any(|role| match role.get_ref() {
        DeValue::String(text) => most.iter().any(|role| role.as_str() == text.replace(' ', "-")),
        DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => false,
    })
}

/// Whether a text is a length of time, as a policy file writes it: "10 working days".
pub(super) fn is_limit(text: &str) -> bool {
    read_limit(text).is_some()
}

fn read(source: &str) -> (Policy, Report) {
    let findings = Findings::in_source(source);
    let (document, errors) = DeTable::parse_recoverable(source);
    for error in &errors {
        findings.syntax(error.span().unwrap_or(0..0), &sentence(error.message()));
    }
    if !findings.is_broken() {
        let policy = read_document(source, document.get_ref(), &findings);
        return (policy, findings.into_report());
    }
    // Nothing of what was read of a file that is no TOML is told, unless it is whole without the lines
    // that broke it.
    findings.forget_what_was_read();
    let unheard = Findings::in_source(source);
    let policy = read_document(source, document.get_ref(), &unheard);
    if let Some(rest) = findings.without_broken_lines() {
        let (document, errors) = DeTable::parse_recoverable(&rest);
        let again = Findings::in_source(&rest);
        for error in &errors {
            again.syntax(error.span().unwrap_or(0..0), &sentence(error.message()));
        }
        if !again.is_broken() {
            read_document(&rest, document.get_ref(), &again);
            findings.go_on_with(again);
        }
    }
    (policy, findings.into_report())
}

fn sentence(message: &str) -> String {
    let first = message.lines().next().unwrap_or("not TOML");
    format!("This is not TOML: {}.", first.trim_end_matches('.'))
}

fn read_document<'a>(source: &'a str, entries: &'a DeTable<'a>, findings: &'a Findings<'a>) -> Policy {
    let names = Names::gather(entries);
    let file = Table::new(String::new(), 0..0, entries, findings);
    let council = file
        .must(
            "council",
            "{ id = \"westshire\", … }, or a group that begins [council]",
        )
        .and_then(|field| field.table());
    let council = council.and_then(|table| read_council(&table));
    let adoption = file
        .group("adoption")
        .and_then(|table| read_adoption(&table, council.as_ref()));
    let statement = file.group("statement").and_then(|table| {
        let text = table
            .must("text", "\"We treat every customer …\"")
            .and_then(|field| field.text());
        table.done();
        text
    });
    let permissions = people::permissions(&file);
    let procedures = procedures::read(&file, &permissions);
    let teams = people::teams(&file, &names);
    let services = people::services(&file, &names);
    let posts = people::posts(&file);
    let languages = languages::read(&file);
    let survey = survey::survey(&file, languages.welsh);
    let standards = promises::standards(&file, (&procedures, survey.is_some()));
    let meetings = people::meetings(&file, &names);
    let kpis = targets::kpis(&file, &names, survey.is_some());
    targets::Managers {
        posts: &posts,
        services: &services,
        meetings: &meetings,
        kpis: &kpis,
    }
    .all_have_targets(&names, findings);
    let known: Vec<String> = procedures.keys().map(ToString::to_string).collect();
    let letters = letters::read(&file, (&known, &names), languages.welsh);
    let behaviour = file
        .group("conduct")
        .and_then(|table| conduct::read(&table, &names, &procedures));
    let partners = partners::partners(&file);
    let sent = [
        behaviour.as_ref().map(|_| Letter::Conduct),
        survey.as_ref().map(|_| Letter::Survey),
        partners.first().map(|_| Letter::Partner),
    ];
    let sent: Vec<Letter> = sent.into_iter().flatten().collect();
    languages::hold(&file, (&languages, &letters), (&procedures, &sent));
    let policy = Policy {
        source: source.to_owned(),
        adoption,
        statement,
        calendar: read_calendar(&file),
        teams,
        services,
        wards: people::wards(&file),
        partners,
        referrals: partners::rules(&file),
        remedies: remedies::remedies(&file),
        procedures,
        mail: mail::mail(&file),
        code: mail::code(&file),
        daily_check: read_daily_check(&file),
        files: contacts::files(&file),
        updates: contacts::updates(&file),
        people: contacts::people(&file),
        idle_after: read_idle(&file),
        forecast_from: read_forecast(&file),
        refusal_reasons: promises::refusal_reasons(&file, &names),
        standards,
        expectations: promises::expectations(&file),
        kpis,
        posts,
        meetings,
        permissions,
        conduct: behaviour,
        learning: learning::learning(&file),
        survey,
        guidance: learning::guidance(&file),
        retention: retention::retention(&file),
        sign_in: sign_in::sign_in(&file),
        reports: reports::reports(&file),
        transfer: reports::transfer(&file),
        internal_routes: promises::internal_routes(&file),
        languages,
        letters,
        identity_provider: identity::identity_provider(&file, &names),
        council: council.unwrap_or_else(|| Council {
            id: defaults::nameless(),
            name: String::new(),
            prefix: String::new(),
            hosts: Vec::new(),
            starts_on: jiff::civil::Date::MIN,
            review_every_months: defaults::REVIEW_EVERY_MONTHS,
            words: defaults::words(),
            contact: ContactDetails::default(),
            brand: defaults::brand(),
        }),
    };
    file.done();
    policy
}

fn read_council(table: &Table<'_>) -> Option<Council> {
    let id = table
        .must("id", "\"westshire\"")
        .and_then(|field| field.id(CouncilId::parse));
    let name = table
        .must("name", "\"Westshire Council\"")
        .and_then(|field| field.text());
    let prefix = table.must("prefix", "\"WS\"").and_then(|field| {
        let text = field.text()?;
        let is_capitals = text.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_capitals && (2..=4).contains(&text.len()) {
            return Some(text);
        }
        field.wrong(
            format!("\"{text}\" cannot begin a reference."),
            "Write two to four capital letters from A to Z, such as \"WS\".",
        );
        None
    });
    let hosts = table
        .may("hosts")
        .map(|field| read_hosts(&field))
        .unwrap_or_default();
    let starts_on = table
        .must("starts_on", "2026-04-01")
        .and_then(|field| field.date());
    let review = table
        .may("review_every")
        .and_then(|field| field.limit(&field::Bounds::months(1..=60)));
    let words = read_words(table);
    let contact = table
        .group("contact")
        .map(|group| read_contact(&group))
        .unwrap_or_default();
    let brand = read_brand(table);
    table.done();
    Some(Council {
        id: id?,
        name: name?,
        prefix: prefix?,
        hosts,
        starts_on: starts_on?,
        review_every_months: review.map_or(defaults::REVIEW_EVERY_MONTHS, |limit| limit.count),
        words,
        contact,
        brand,
    })
}

fn read_hosts(field: &field::Field<'_>) -> Vec<String> {
    let mut hosts: Vec<String> = Vec::new();
    for item in field.list() {
        let Some(host) = item.text().map(|host| host.to_lowercase()) else {
            continue;
        };
        let letters = |letter: char| letter.is_ascii_alphanumeric() || ".-:".contains(letter);
        if !host.chars().all(letters) {
            item.wrong(
                format!("\"{host}\" is not a host name."),
                "Write it like this: \"complaints.example.org\"",
            );
        } else if hosts.contains(&host) {
            item.wrong(format!("\"{host}\" stands here twice."), "Keep one of the two.");
        } else {
            hosts.push(host);
        }
    }
    hosts
}

fn read_words(council: &Table<'_>) -> CouncilWords {
    let mut words = defaults::words();
    let Some(table) = council.group("words") else {
        return words;
    };
    for (name, word) in [
        ("customer", &mut words.customer),
        ("request", &mut words.request),
        ("restriction", &mut words.restriction),
    ] {
        if let Some(text) = table.may(name).and_then(|field| field.text()) {
            *word = text;
        }
    }
    table.done();
    words
}

fn read_contact(table: &Table<'_>) -> ContactDetails {
    let text = |name: &str| table.may(name).and_then(|field| field.text());
    let contact = ContactDetails {
        phone: text("phone"),
        email: table.may("email").and_then(|field| mail::address(&field)),
        address: table
            .may("address")
            .map(|field| field.texts())
            .unwrap_or_default(),
        hours: text("hours"),
        website: table.may("website").and_then(|field| field.link()),
        emergency: text("emergency"),
    };
    table.done();
    contact
}

fn read_brand(council: &Table<'_>) -> Brand {
    let mut brand = defaults::brand();
    let Some(table) = council.group("brand") else {
        return brand;
    };
    if let Some(colour) = table.may("colour").and_then(|field| field.colour()) {
        brand.colour = colour;
    }
    if let Some(colour) = table.may("link").and_then(|field| field.colour()) {
        brand.link = colour;
    }
    table.done();
    brand
}

fn read_adoption(table: &Table<'_>, council: Option<&Council>) -> Option<Adoption> {
    let body = table.must("body", "\"Cabinet\"").and_then(|field| field.text());
    let decided = table.must("decided_on", "2026-02-10").and_then(|field| {
        let date = field.date()?;
        if council.is_some_and(|council| date > council.starts_on) {
            field.wrong(
                format!("{date} is after the day on which the policy starts; nobody is bound before it is decided."),
                "Correct this day, or start the policy later (council.starts_on).",
            );
        }
        Some(date)
    });
    let adoption = (|| {
        Some(Adoption {
            body: body?,
            decided_on: decided?,
            minute: table.may("minute").and_then(|field| field.link()),
            consulted: table
                .may("consulted")
                .map(|field| field.texts())
                .unwrap_or_default(),
            equality_screening: table.may("equality_screening").and_then(|field| field.link()),
        })
    })();
    for name in ["minute", "consulted", "equality_screening"] {
        // Asked for above only when the rest was right; they are known either way.
        let _ = table.may(name);
    }
    table.done();
    adoption
}

fn read_calendar(file: &Table<'_>) -> CalendarRules {
    let mut rules = CalendarRules {
        division: Division::EnglandAndWales,
        day_one: DayOne::NextWorkingDay,
        closed: Vec::new(),
    };
    let Some(table) = file.group("calendar") else {
        return rules;
    };
    if let Some(division) = table.may("division").and_then(|field| field.word()) {
        rules.division = division;
    }
    if let Some(day_one) = table.may("day_one").and_then(|field| field.word()) {
        rules.day_one = day_one;
    }
    for day in table.may("closed").map(|field| field.list()).unwrap_or_default() {
        let Some(date) = day.date() else { continue };
        if rules.closed.contains(&date) {
            day.wrong(format!("{date} stands here twice."), "Keep one of the two.");
        } else {
            rules.closed.push(date);
        }
    }
    table.done();
    rules
}

fn read_daily_check(file: &Table<'_>) -> DailyCheck {
    let mut check = defaults::daily_check();
    let Some(table) = file.group("daily_check") else {
        return check;
    };
    if let Some(by) = table.may("by").and_then(|field| field.time()) {
        check.by = by;
    }
    if let Some(alert) = table.may("alert").map(|field| told(&field)) {
        check.alert = alert;
    }
    if let Some(field) = table.may("alert_again_at")
        && let Some(again) = field.time()
    {
        if again <= check.by {
            field.wrong(
                "The second alert is not after the first.",
                "Write a later time of the same day.",
            );
        }
        check.alert_again_at = again;
    }
    if let Some(then) = table.may("then").map(|field| told(&field)) {
        check.then = then;
    }
    table.done();
    check
}

fn told(field: &field::Field<'_>) -> Vec<Role> {
    for item in field.list() {
        let _ = item.told();
    }
    field.words()
}

/// How long an open case may lie still before a manager sees it.
fn read_idle(file: &Table<'_>) -> super::Limit {
    let Some(table) = file.group("idle") else {
        return defaults::IDLE_AFTER;
    };
    let after = table
        .must("after", "\"5 working days\"")
        .and_then(|field| field.limit(&field::Bounds::days(1..=60)));
    table.done();
    after.unwrap_or(defaults::IDLE_AFTER)
}

fn read_forecast(file: &Table<'_>) -> u16 {
    let Some(table) = file.group("forecast") else {
        return defaults::FORECAST_FROM;
    };
    let from = table
        .must("such_cases", "20")
        .and_then(|field| field.whole(10..=200));
    table.done();
    from.unwrap_or(defaults::FORECAST_FROM)
}

#[cfg(test)]
mod tests;
