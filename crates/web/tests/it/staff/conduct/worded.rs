//! Letters in the council's own words, and in Welsh beside English, as whoever keeps a file writes them.

use axum::http::StatusCode;
use redress_domain::customer::adjustment::{AdjustmentKind, NewAdjustment};
use redress_domain::policy::Policy;

use super::{File, PROPOSAL, reported};
use crate::app::{POLICY, TestApp};

const GWYNFRYN: &str = include_str!("../../../../../../examples/gwynfryn.toml");

impl File {
    /// The council adopts a version that says other things, in force before anybody was reported.
    async fn adopts(&self, source: &str) {
        let source = source.replacen("starts_on = 2026-04-01", "starts_on = 2026-10-01", 1);
        let policy = Policy::parse(&source).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
        let setup = TestApp::setup();
        self.app.casework.adopt_policy(&setup, policy).await.unwrap();
    }

    /// Something is agreed with whoever the file is about.
    async fn agrees(&self, kind: AdjustmentKind) {
        let setup = TestApp::setup();
        let casework = &self.app.casework;
        let view = casework
            .open_case(&self.app.council, &setup, &self.reference)
            .await
            .unwrap();
        let whose = view.case.customer.clone().unwrap();
        let new = NewAdjustment {
            id: casework.fresh().adjustment(),
            kind,
            words: None,
            from: casework.today(),
            review_on: None,
        };
        casework
            .agree_adjustment(&self.app.council, &setup, (&view.id, &whose), &new)
            .await
            .unwrap();
    }

    /// The newest letter of the file, as whoever keeps it reads it.
    async fn letter(&mut self) -> String {
        let page = self.keeper.get(&self.at).await.is(StatusCode::OK);
        page.text()
    }
}

// ADR 68: a warning is in the words of the policy, and one that went keeps those that it had.
#[tokio::test]
async fn a_warning_is_in_the_words_of_the_policy_and_stays_as_it_went() {
    let mut file = reported("no").await;
    file.checked().await;
    file.warned().await;
    assert!(file.letter().await.contains("What needs to change"));
    let own = "staff_names = \"full-name\"\nconduct_must_change_heading = \"What we need from now on\"";
    file.adopts(&POLICY.replacen("staff_names = \"full-name\"", own, 1))
        .await;
    assert!(file.letter().await.contains("What needs to change"));
    // What was checked for one warning says nothing of the next.
    file.checked().await;
    file.warned().await;
    let said = file.letter().await;
    assert!(said.contains("What we need from now on"), "{said}");
}

/// The demo's council as one in Wales.
pub(crate) fn in_wales() -> String {
    let (_, welsh) = GWYNFRYN.split_once("[letters.welsh]").unwrap();
    let (welsh, wordings) = welsh.split_once("# What says something else").unwrap();
    let (_, wordings) = wordings.split_once('\n').unwrap();
    let source = POLICY.replacen(
        "[calendar]\n",
        "[languages]\nwelsh = \"on-request\"\nname = \"Cyngor Sir Gwynfryn\"\n\n[calendar]\n",
        1,
    );
    let source = source.replace(
        "[[survey.question]]\n",
        "[[survey.question]]\nwelsh = \"Beth yw eich barn?\"\n",
    );
    // What the demo words for one procedure or channel alone has no Welsh.
    let (before, rest) = source.split_once("[[wording]]").unwrap();
    let (_, after) = rest.split_once("[[paragraph]]").unwrap();
    format!("{before}{wordings}\n[[paragraph]]{after}\n[letters.welsh]{welsh}")
}

// Welsh Language Standards (No. 1) Regulations 2015, standards 2, 5 and 6.
#[tokio::test]
async fn a_warning_to_a_reader_of_both_is_written_in_both_or_does_not_go() {
    let mut file = reported("no").await;
    file.checked().await;
    file.adopts(&in_wales()).await;
    file.agrees(AdjustmentKind::Welsh).await;
    let mut keeper = std::mem::replace(&mut file.keeper, file.app.browser());
    let path = format!("{}/warning", file.at);
    keeper
        .get(&path)
        .await
        .says("[Cymraeg] Annwyl Asha Patel Rwy’n ysgrifennu am yr hyn a ddigwyddodd: dydd Llun 2 Tachwedd 2026.")
        .says("[English] Dear Asha Patel I am writing about what happened on Monday 2 November 2026.");
    let welsh = "[Cymraeg]\nAnnwyl Asha\n\nGwaeddasoch ar fy nghydweithiwr wrth y cownter.";
    let english = "[English]\nDear Asha\n\nYou shouted at my colleague at the counter.";
    let both = format!("{welsh}\n{english}");
    let must_change = "[Cymraeg]\nDim gweiddi.\n[English]\nNo shouting.";
    for (letter, must_change) in [
        (
            "Dear Asha\n\nYou shouted at my colleague at the counter.",
            must_change,
        ),
        (both.as_str(), "No shouting."),
    ] {
        let fields = [
            ("must_change", must_change),
            ("letter", letter),
            ("going", "by-hand"),
            ("channel", "letter"),
        ];
        file.sends(&mut keeper, "warning", &fields)
            .await
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .says("Write the Welsh part under a line that says [Cymraeg]")
            .says("You shouted at my colleague at the counter.");
    }
    let fields = [
        ("must_change", must_change),
        ("letter", both.as_str()),
        ("going", "by-hand"),
        ("channel", "letter"),
    ];
    file.sends(&mut keeper, "warning", &fields).await.to(&file.at);
    let page = keeper.get(&file.at).await;
    page.says("Yr hyn y mae angen ei newid Dim gweiddi. Beth allai ddilyn")
        .says("What needs to change No shouting. What could follow")
        .says("lang=\"cy\"");
}

// Equality Act 2010, section 20: who has twice the time reads so, and so does whoever writes to them.
#[tokio::test]
async fn a_report_says_the_time_that_this_person_has() {
    let mut file = reported("no").await;
    file.checked_and_warned().await;
    file.agrees(AdjustmentKind::MoreTime).await;
    file.does("proposal", PROPOSAL).await;
    let page = file.keeper.get(&format!("{}/share", file.at)).await;
    page.says("They have 20 working days to comment")
        .says("You have 20 working days to comment")
        .does_not_say("10 working days to comment");
}
