//! The settings: drafts and versions of the policy, people who sign in, and who changed what and why.

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use redress_casework::Casework;
use redress_casework::audit::{Change, Filter};
use redress_casework::council::Councils;
use redress_casework::failure::Failure;
use redress_casework::policy::{Adopting, NewText};
use redress_casework::user::Described;
use redress_domain::id::{UserId, WardId};
use redress_domain::permission::Actor;
use redress_domain::policy::Policy;
use redress_domain::settings::Refusal;
use redress_domain::settings::user::Access;
use redress_domain::vocabulary::{ClockKind, Kind, Role};

use crate::on_both_engines;
use crate::orders::Orders;
use crate::world::{World, adviser};

/// An administrator who can sign in.
async fn administrator(world: &World, name: &str) -> Actor {
    world.hires(name, &[Role::Administrator], &[]).await
}

fn text(text: impl Into<String>, because: &str) -> NewText {
    NewText {
        text: text.into(),
        because: because.to_owned(),
    }
}

fn adopting(starts_on: &str) -> Adopting {
    Adopting {
        starts_on: starts_on.parse().unwrap(),
        body: "Cabinet".to_owned(),
        decided_on: date(2026, 10, 27),
        minute: "https://westshire.example.org/minutes/9".to_owned(),
        because: "The Cabinet agreed.".to_owned(),
    }
}

/// Drafts a change of the text and adopts it from a day.
async fn adopted(world: &World, actor: &Actor, (from, to): (&str, &str), starts_on: &str) -> u32 {
    let draft = world.casework.policy_draft(&world.council, actor).await.unwrap();
    assert!(draft.text.contains(from), "{from}");
    let changed = text(draft.text.replacen(from, to, 1), "It is better so.");
    let seen = world
        .casework
        .draft_policy(&world.council, actor, (draft.seen, changed))
        .await;
    let adopted = world
        .casework
        .adopt_draft(&world.council, actor, (seen.unwrap(), adopting(starts_on)));
    adopted.await.unwrap()
}

pub(crate) fn everything() -> Filter {
    Filter {
        actor: None,
        kind: None,
        from: Timestamp::UNIX_EPOCH,
        until: "2100-01-01T00:00:00Z".parse().unwrap(),
    }
}

async fn audit(world: &World, filter: &Filter) -> Vec<Change> {
    let auditor = Actor {
        roles: vec![Role::Auditor],
        ..adviser()
    };
    world
        .casework
        .audit(&world.council, &auditor, (filter, None))
        .await
        .unwrap()
}

/// Another process over the same database.
/// The version that somebody's form would be made from now.
async fn seen(world: &World, id: &UserId) -> i64 {
    world.casework.user_version(&world.council, id).await.unwrap()
}

async fn another_process(world: &World) -> Casework {
    let other = Casework::new(world.store().clone(), Councils::default(), world.outside.clone());
    other.load_councils().await.unwrap();
    other
}

const BINS: (&str, &str) = ("name = \"Bins and recycling\"", "name = \"Bins\"");

on_both_engines! {
    async fn a_draft_holds_for_nobody_until_it_is_adopted_from_its_day(world: World) {
        let ada = administrator(&world, "Ada").await;
        assert_eq!(adopted(&world, &ada, BINS, "2026-11-03").await, 2);
        let name = || {
            let settings = world.casework.councils().get(&world.council).unwrap();
            settings.policy(world.casework.today()).unwrap().services[0].name.clone()
        };
        assert_eq!(name(), "Bins and recycling");
        world.wait_days(1);
        assert_eq!(name(), "Bins");
        let draft = world.casework.policy_draft(&world.council, &ada).await.unwrap();
        assert!(!draft.is_begun, "the draft became a version");
        assert!(draft.text.contains("starts_on = 2026-11-03") && draft.text.contains("# Who is who."));
    }

    async fn who_saw_an_older_draft_is_told_and_nothing_is_written(world: World) {
        let (ada, bea) = (administrator(&world, "Ada").await, administrator(&world, "Bea").await);
        let seen = world.casework.policy_draft(&world.council, &ada).await.unwrap();
        let first = text(seen.text.replace(BINS.0, BINS.1), "Shorter.");
        world.casework.draft_policy(&world.council, &ada, (seen.seen, first)).await.unwrap();
        let second = text(seen.text.replace(BINS.0, "name = \"Waste\""), "Clearer.");
        let answer = world.casework.draft_policy(&world.council, &bea, (seen.seen, second)).await;
        assert!(matches!(answer, Err(Failure::Conflict { .. })), "{answer:?}");
        let now = world.casework.policy_draft(&world.council, &bea).await.unwrap();
        assert!(now.text.contains(BINS.1));
    }

    async fn a_text_with_mistakes_or_without_a_reason_is_no_draft(world: World) {
        let ada = administrator(&world, "Ada").await;
        let before = world.events_as_text().await;
        let draft = world.casework.policy_draft(&world.council, &ada).await.unwrap();
        let broken = text(draft.text.replace("team = \"waste-crews\"", "team = \"waste-crew\""), "Why not.");
        let answer = world.casework.draft_policy(&world.council, &ada, (draft.seen, broken)).await;
        let Err(Failure::Settings(Refusal::Mistakes(mistakes))) = answer else { panic!("{answer:?}") };
        assert!(mistakes[0].line > 1 && mistakes[0].what.contains("waste-crew"), "{mistakes:?}");
        let silent = text(draft.text.replace(BINS.0, BINS.1), " ");
        let answer = world.casework.draft_policy(&world.council, &ada, (draft.seen, silent)).await;
        assert!(matches!(answer, Err(Failure::Settings(Refusal::ReasonMissing))), "{answer:?}");
        let officer = Actor { roles: vec![Role::Officer], ..ada };
        let answer = world.casework.policy_draft(&world.council, &officer).await;
        assert!(matches!(answer, Err(Failure::NotPermitted)));
        assert_eq!(world.events_as_text().await, before);
    }

    async fn another_process_takes_up_a_version_without_being_started_again(world: World) {
        let ada = administrator(&world, "Ada").await;
        let other = another_process(&world).await;
        adopted(&world, &ada, BINS, "2026-11-02").await;
        let name = || {
            let settings = other.councils().get(&world.council).unwrap();
            settings.policy(other.today()).unwrap().services[0].name.clone()
        };
        assert_eq!(name(), "Bins and recycling");
        other.follow_policy(&world.council).await.unwrap();
        assert_eq!(name(), "Bins");
    }

    async fn a_closure_adopted_for_later_moves_the_open_clocks_when_its_day_comes_and_once(world: World) {
        let ada = administrator(&world, "Ada").await;
        let case = world.logged(Kind::Complaint).await;
        world.done(&adviser(), &case.id, Orders::of(&world).triage(Kind::Complaint)).await;
        let due = async || {
            let view = world.casework.open_case(&world.council, &adviser(), &case.reference).await.unwrap();
            view.case.clock(ClockKind::Acknowledge).unwrap().due_on
        };
        adopted(&world, &ada, ("closed = [2026-12-29", "closed = [2026-11-05, 2026-12-29"), "2026-11-04").await;
        assert_eq!(due().await, date(2026, 11, 9), "it does not hold yet");
        world.wait_days(2);
        // A process that was started again in between knows that the version has not been begun.
        let other = another_process(&world).await;
        other.follow_policy(&world.council).await.unwrap();
        assert_eq!(due().await, date(2026, 11, 10));
        other.follow_policy(&world.council).await.unwrap();
        world.casework.follow_policy(&world.council).await.unwrap();
        let events = world.events_as_text().await;
        assert_eq!(events.matches("\"policy-started\"").count(), 1, "{events}");
        assert_eq!(due().await, date(2026, 11, 10));
    }

    async fn an_adoption_that_has_not_begun_is_withdrawn_and_another_comes_before_it(world: World) {
        let ada = administrator(&world, "Ada").await;
        let other = another_process(&world).await;
        assert_eq!(adopted(&world, &ada, BINS, "2028-11-01").await, 2);
        let (council, casework) = (&world.council, &world.casework);
        let seen = casework.policy_draft(council, &ada).await.unwrap().seen;
        let answer = casework.withdraw_policy(council, &ada, (seen, 2, " ")).await;
        assert!(matches!(answer, Err(Failure::Settings(Refusal::ReasonMissing))), "{answer:?}");
        casework.withdraw_policy(council, &ada, (seen, 2, "The wrong year.")).await.unwrap();
        let draft = casework.policy_draft(council, &ada).await.unwrap();
        assert!(draft.text.contains(BINS.0), "the next draft follows the version before it");
        assert_eq!(adopted(&world, &ada, BINS, "2026-11-03").await, 3);
        other.follow_policy(council).await.unwrap();
        world.wait_days(1);
        for process in [casework, &other] {
            let settings = process.councils().get(council).unwrap();
            let (number, policy) = settings.versions.in_force_on(process.today()).unwrap();
            assert_eq!((number, policy.services[0].name.as_str()), (3, "Bins"));
            assert_eq!(settings.versions.in_force_on(date(2029, 1, 1)).unwrap().0, 3);
        }
        let withdrawn = Filter { kind: Some("policy-withdrawn".to_owned()), ..everything() };
        let told = audit(&world, &withdrawn).await;
        assert_eq!((told[0].by.as_deref(), told[0].because.as_deref()), (Some("Ada"), Some("The wrong year.")));
        world.casework.rebuild(council, |_| {}).await.unwrap();
        assert_eq!(audit(&world, &withdrawn).await, told);
        world.assert_sound().await;
    }

    async fn the_same_decision_sent_twice_is_one_version(world: World) {
        let ada = administrator(&world, "Ada").await;
        let (council, casework) = (&world.council, &world.casework);
        let draft = casework.policy_draft(council, &ada).await.unwrap();
        let changed = text(draft.text.replacen(BINS.0, BINS.1, 1), "Shorter.");
        let seen = casework.draft_policy(council, &ada, (draft.seen, changed)).await.unwrap();
        let adopt = async |actor: &Actor, from: &str| casework.adopt_draft(council, actor, (seen, adopting(from))).await;
        assert_eq!(adopt(&ada, "2026-11-02").await.unwrap(), 2);
        let again = adopt(&ada, "2026-11-02").await;
        assert!(matches!(&again, Err(Failure::AlreadyDone(number)) if number == "2"), "{again:?}");
        // Another decision, or another person's, is no second press.
        let bea = administrator(&world, "Bea").await;
        for answer in [adopt(&ada, "2026-12-01").await, adopt(&bea, "2026-11-02").await] {
            assert!(matches!(answer, Err(Failure::Conflict { .. })), "{answer:?}");
        }
        assert_eq!(casework.policy_versions(council, &ada).await.unwrap().len(), 2);
    }

    async fn a_file_for_a_far_day_is_not_taken_in(world: World) {
        let far = Policy::parse(&crate::world::POLICY.replace("starts_on = 2026-04-01", "starts_on = 2062-04-01")).unwrap();
        let answer = world.casework.adopt_policy(&crate::world::setup(), far).await;
        assert!(matches!(answer, Err(Failure::Settings(Refusal::StartsTooFarAhead { .. }))), "{answer:?}");
    }

    async fn the_audit_says_what_somebody_who_is_invited_may_do(world: World) {
        let ada = administrator(&world, "Ada").await;
        invited(&world, &ada, "Cy").await;
        let filter = Filter { kind: Some("user-invited".to_owned()), ..everything() };
        let told = audit(&world, &filter).await;
        assert!(told[0].difference.contains(&"Roles: officer.".to_owned()), "{:?}", told[0].difference);
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(audit(&world, &filter).await, told);
    }

    async fn a_service_with_an_open_case_is_not_taken_out(world: World) {
        let ada = administrator(&world, "Ada").await;
        world.logged(Kind::Complaint).await;
        let draft = world.casework.policy_draft(&world.council, &ada).await.unwrap();
        let without = redress_domain::policy::edit::take_out(&draft.text, "service", "waste").unwrap();
        // A paragraph of a reply is for that service alone.
        let without = without.replace("services = [\"waste\"]", "services = [\"parks\"]");
        let answer = world.casework.draft_policy(&world.council, &ada, (draft.seen, text(without, "It goes."))).await;
        let Err(Failure::Settings(Refusal::ServiceHasCases { open, .. })) = answer else { panic!("{answer:?}") };
        assert_eq!(open, 1);
    }

    async fn the_audit_says_who_changed_what_when_and_why_in_words(world: World) {
        let ada = administrator(&world, "Ada").await;
        world.wait(SignedDuration::from_mins(1));
        adopted(&world, &ada, BINS, "2026-11-02").await;
        let changes = audit(&world, &everything()).await;
        let told: Vec<(&str, Option<&str>)> =
            changes.iter().map(|change| (change.kind.as_str(), change.by.as_deref())).collect();
        assert_eq!(
            told,
            [
                ("policy-started", None),
                ("policy-adopted", Some("Ada")),
                ("policy-drafted", Some("Ada")),
                ("user-set", None),
                ("policy-adopted", None),
            ],
            "{changes:?}"
        );
        let drafted = &changes[2];
        assert_eq!(drafted.because.as_deref(), Some("It is better so."));
        assert_eq!(drafted.difference, ["Service Bins and recycling, name: “Bins and recycling” → “Bins”."]);
        let of_ada = Filter { actor: Some(ada.id.clone()), kind: Some("policy-drafted".to_owned()), ..everything() };
        assert_eq!(audit(&world, &of_ada).await.len(), 1);
        let before = Filter { until: world.casework.outside().now() - SignedDuration::from_hours(1), ..everything() };
        assert!(audit(&world, &before).await.is_empty());
        let answer = world.casework.audit(&world.council, &adviser(), (&everything(), None)).await;
        assert!(matches!(answer, Err(Failure::NotPermitted)));
    }

    async fn settings_events_are_sealed_verified_and_rebuilt_like_all_others(world: World) {
        let ada = administrator(&world, "Ada").await;
        adopted(&world, &ada, BINS, "2026-11-02").await;
        let invited = invited(&world, &ada, "Cy").await;
        world.casework.end_user(&world.council, &ada, (&invited.user, date(2026, 12, 1), "Leaves.")).await.unwrap();
        let live = audit(&world, &everything()).await;
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(audit(&world, &everything()).await, live);
        world.assert_sound().await;
        let events = world.events_as_text().await;
        for canary in ["Cy", "cy@", "Leaves", "It is better so", "Bins"] {
            assert!(!events.contains(canary), "{canary} is in the record");
        }
    }

    async fn wards_are_changed_with_a_reason_and_being_away_is_in_the_record_and_not_in_the_log(world: World) {
        let ada = administrator(&world, "Ada").await;
        let link = invited(&world, &ada, "Cy").await;
        let ward = WardId::parse("mill-hill").unwrap();
        let access = Access { wards: vec![ward.clone()], ..access(&[Role::Councillor]) };
        let new = Described { access, ..described("Cy", "Elected.") };
        world.casework.change_user(&world.council, &ada, (&link.user, seen(&world, &link.user).await, new)).await.unwrap();
        let cy = world.casework.user(&world.council, &link.user).await.unwrap().unwrap();
        assert_eq!(cy.wards, [ward]);
        let changed = Filter { kind: Some("user-changed".to_owned()), ..everything() };
        let live = audit(&world, &changed).await;
        assert!(live[0].difference.contains(&"Wards: added mill-hill.".to_owned()), "{:?}", live[0].difference);
        let cover = invited(&world, &ada, "Di").await.user;
        let away = invited(&world, &ada, "Ed").await.user;
        let ed = world.casework.user(&world.council, &away).await.unwrap().unwrap().actor();
        let days = (date(2026, 11, 3), date(2026, 11, 6));
        world.casework.go_away(&world.council, &ed, days, &cover).await.unwrap();
        world.casework.come_back(&world.council, &ed).await.unwrap();
        let live = audit(&world, &everything()).await;
        assert!(live.iter().all(|change| !change.kind.starts_with("away")), "{live:?}");
        let new = Described { name: "Ed Jones".to_owned(), ..described("Ed", "Married.") };
        world.casework.change_user(&world.council, &ada, (&away, seen(&world, &away).await, new)).await.unwrap();
        let live = audit(&world, &everything()).await;
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(audit(&world, &everything()).await, live);
        world.assert_sound().await;
    }

    async fn whoever_is_invited_chooses_a_password_once_with_the_link(world: World) {
        let ada = administrator(&world, "Ada").await;
        let link = invited(&world, &ada, "Cy").await;
        let cy = world.casework.whose_link(&world.council, &link.token).await.unwrap().unwrap();
        assert_eq!((cy.name.as_str(), cy.roles.as_slice()), ("Cy", [Role::Staff, Role::Officer].as_slice()));
        world.casework.choose_password(&world.council, &link.token, "a hash".to_owned()).await.unwrap();
        let again = world.casework.choose_password(&world.council, &link.token, "another".to_owned()).await;
        assert!(matches!(again, Err(Failure::NotFound)), "{again:?}");
        let cy = world.casework.user(&world.council, &link.user).await.unwrap().unwrap();
        assert_eq!(cy.password_hash.as_deref(), Some("a hash"));
        let known = redress_casework::session::Session {
            token_hash: "known".to_owned(),
            user_id: Some(cy.id.clone()),
            body: "{}".to_owned(),
            expires_at: world.casework.outside().now() + SignedDuration::from_hours(9),
        };
        world.casework.keep_session(&world.council, &known).await.unwrap();
        let fresh = world.casework.make_password_link(&world.council, &ada, (&cy.id, "Forgot it.")).await.unwrap();
        // Another may know the password: the link is the only way in.
        let cy = world.casework.user(&world.council, &cy.id).await.unwrap().unwrap();
        assert_eq!(cy.password_hash, None);
        assert_eq!(world.casework.session_with_user(&world.council, "known").await.unwrap(), None);
        world.wait_days(4);
        assert!(world.casework.whose_link(&world.council, &fresh.token).await.unwrap().is_none(), "it has ended");
    }

    async fn a_change_of_somebody_keeps_their_password_and_an_end_date_ends_their_leave(world: World) {
        let ada = administrator(&world, "Ada").await;
        let link = invited(&world, &ada, "Cy").await;
        world.casework.choose_password(&world.council, &link.token, "a hash".to_owned()).await.unwrap();
        let new = Described {
            name: "Cy Jones".to_owned(),
            access: access(&[Role::Reviewer]),
            ..described("Cy", "A new post.")
        };
        world.casework.change_user(&world.council, &ada, (&link.user, seen(&world, &link.user).await, new)).await.unwrap();
        let cy = world.casework.user(&world.council, &link.user).await.unwrap().unwrap();
        assert_eq!((cy.name.as_str(), cy.password_hash.as_deref()), ("Cy Jones", Some("a hash")));
        let changed = Filter { kind: Some("user-changed".to_owned()), ..everything() };
        let last = &audit(&world, &changed).await[0];
        assert_eq!(
            last.difference,
            ["The name changed.", "Roles: added reviewer.", "Roles: taken away officer."]
        );
        world.casework.end_user(&world.council, &ada, (&cy.id, date(2026, 11, 3), "Leaves.")).await.unwrap();
        let is_active = async || {
            world.casework.user(&world.council, &link.user).await.unwrap().unwrap().active
        };
        world.wait_days(1);
        assert!(is_active().await, "the last day counts");
        world.wait_days(1);
        assert!(!is_active().await);
    }

    async fn a_form_from_before_gives_back_nothing_that_was_taken_away(world: World) {
        let ada = administrator(&world, "Ada").await;
        let bea = administrator(&world, "Bea").await;
        let (link, council) = (invited(&world, &ada, "Cy").await, &world.council);
        let before = seen(&world, &link.user).await;
        let taken = Described { access: access(&[Role::Adviser]), ..described("Cy", "An officer no longer.") };
        world.casework.change_user(council, &ada, (&link.user, before, taken.clone())).await.unwrap();
        let name = Described { name: "Cy Jones".to_owned(), ..described("Cy", "Married.") };
        let answer = world.casework.change_user(council, &bea, (&link.user, before, name.clone())).await;
        let now = seen(&world, &link.user).await;
        assert!(matches!(answer, Err(Failure::Conflict { version, .. }) if version == now), "{answer:?}");
        let cy = world.casework.user(council, &link.user).await.unwrap().unwrap();
        assert_eq!((cy.name.as_str(), cy.roles.as_slice()), ("Cy", [Role::Staff, Role::Adviser].as_slice()));
        // The same form, sent twice, is done and recorded once.
        world.casework.change_user(council, &ada, (&link.user, before, taken)).await.unwrap();
        assert_eq!(seen(&world, &link.user).await, now);
        // Who saw what there is decides.
        world.casework.change_user(council, &bea, (&link.user, now, name)).await.unwrap();
    }

    async fn an_administrator_keeps_their_own_role_and_an_address_is_somebodys_once(world: World) {
        let ada = administrator(&world, "Ada").await;
        administrator(&world, "Bea").await;
        let own: &UserId = ada.user().unwrap();
        let new = Described { access: access(&[Role::Staff]), ..described("Ada", "Enough.") };
        let answer = world.casework.change_user(&world.council, &ada, (own, seen(&world, own).await, new)).await;
        assert!(matches!(answer, Err(Failure::Settings(Refusal::OwnAdministratorRole))), "{answer:?}");
        let answer = world.casework.invite_user(&world.council, &ada, described("BEA", "Again.")).await;
        assert!(matches!(answer, Err(Failure::Taken)), "{answer:?}");
    }
}

fn access(roles: &[Role]) -> Access {
    Access {
        roles: roles.to_vec(),
        teams: Vec::new(),
        services: Vec::new(),
        wards: Vec::new(),
        partner: None,
    }
}

fn described(name: &str, because: &str) -> Described {
    Described {
        email: format!("{name}@westshire.example.org"),
        name: name.to_owned(),
        access: access(&[Role::Officer]),
        because: because.to_owned(),
    }
}

async fn invited(world: &World, actor: &Actor, name: &str) -> redress_casework::user::PasswordLink {
    let new = described(name, "New in the team.");
    world
        .casework
        .invite_user(&world.council, actor, new)
        .await
        .unwrap()
}
