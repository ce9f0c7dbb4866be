//! Our components against the packages' own: the same options must give the same HTML.
//!
//! govuk-frontend publishes fixtures; the Ministry of Justice's package has none, so its templates
//! are rendered by npm nunjucks, with options of ours. A fixture whose options we all know must
//! match exactly, but for white space and the spelling of character references. The others are
//! listed in `conformance.txt` by the option that we left out; the list is held, so that a new
//! version of a package shows what it brought.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use redress_pages::components as c;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

type Render = fn(&Value) -> Result<String, serde_json::Error>;

fn render<T: DeserializeOwned + ToString>(options: &Value) -> Result<String, serde_json::Error> {
    T::deserialize(options).map(|component| component.to_string())
}

const GOVUK: [(&str, Render); 30] = [
    ("back-link", render::<c::BackLink>),
    ("breadcrumbs", render::<c::Breadcrumbs>),
    ("button", render::<c::Button>),
    ("character-count", render::<c::CharacterCount>),
    ("checkboxes", render::<c::Checkboxes>),
    ("date-input", render::<c::DateInput>),
    ("details", render::<c::Details>),
    ("error-message", render::<c::ErrorMessage>),
    ("error-summary", render::<c::ErrorSummary>),
    ("fieldset", render::<c::Fieldset>),
    ("file-upload", render::<c::FileUpload>),
    ("generic-header", render::<c::GenericHeader>),
    ("hint", render::<c::Hint>),
    ("input", render::<c::Input>),
    ("inset-text", render::<c::InsetText>),
    ("label", render::<c::Label>),
    ("notification-banner", render::<c::NotificationBanner>),
    ("pagination", render::<c::Pagination>),
    ("panel", render::<c::Panel>),
    ("password-input", render::<c::PasswordInput>),
    ("phase-banner", render::<c::PhaseBanner>),
    ("radios", render::<c::Radios>),
    ("select", render::<c::Select>),
    ("service-navigation", render::<c::ServiceNavigation>),
    ("skip-link", render::<c::SkipLink>),
    ("summary-list", render::<c::SummaryList>),
    ("table", render::<c::Table>),
    ("tag", render::<c::Tag>),
    ("task-list", render::<c::TaskList>),
    ("warning-text", render::<c::WarningText>),
];

const MOJ: [(&str, Render); 14] = [
    ("alert", render::<c::Alert>),
    ("badge", render::<c::Badge>),
    ("button-menu", render::<c::ButtonMenu>),
    ("date-picker", render::<c::DatePicker>),
    ("filter", render::<c::Filter>),
    ("identity-bar", render::<c::IdentityBar>),
    ("interruption-card", render::<c::InterruptionCard>),
    ("notification-badge", render::<c::NotificationBadge>),
    ("page-header-actions", render::<c::PageHeaderActions>),
    ("search", render::<c::Search>),
    ("side-navigation", render::<c::SideNavigation>),
    ("sub-navigation", render::<c::SubNavigation>),
    ("ticket-panel", render::<c::TicketPanel>),
    ("timeline", render::<c::Timeline>),
];

#[derive(Deserialize)]
struct Fixtures {
    fixtures: Vec<Fixture>,
}

#[derive(Deserialize)]
struct Fixture {
    name: String,
    options: Value,
    html: String,
}

/// Where npm put the packages: as the build script finds them.
fn node_modules() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let found = std::env::var_os("REDRESS_NODE_MODULES")
        .map(PathBuf::from)
        .or_else(|| {
            let root = root.canonicalize().ok()?;
            root.ancestors()
                .map(|folder| folder.join("node_modules"))
                .find(|path| path.join("govuk-frontend").is_dir())
        });
    found.unwrap_or_else(|| panic!("the npm packages are missing: run `npm ci` in {}", root.display()))
}

/// HTML without the differences that a browser does not see.
fn normal(html: &str) -> String {
    let mut text = html.split_whitespace().collect::<Vec<_>>().join(" ");
    for (from, to) in [
        ("&#39;", "'"),
        ("&#34;", "&quot;"),
        ("&#38;", "&amp;"),
        ("&#60;", "&lt;"),
        ("&#62;", "&gt;"),
        ("&#x2f;", "/"),
        (" >", ">"),
        (" \"", "\""),
        (" />", "/>"),
    ] {
        text = text.replace(from, to);
    }
    // Space matters beside inline elements only.
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(start) = rest.find('<') {
        let end = rest[start..].find('>').map_or(rest.len(), |end| start + end + 1);
        let tag = &rest[start..end];
        let name: String = tag
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(|c| c.is_alphanumeric())
            .collect();
        let is_inline = matches!(name.as_str(), "a" | "span" | "strong" | "time");
        let before = &rest[..start];
        out.push_str(if is_inline { before } else { before.trim_end() });
        out.push_str(tag);
        rest = &rest[end..];
        if !is_inline {
            rest = rest.trim_start();
        }
    }
    out.push_str(rest);
    // Between two tags it never does.
    while out.contains("> <") {
        out = out.replace("> <", "><");
    }
    out
}

/// `unknown field` and its name, without the list of the known ones.
fn missing(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let unknown = text
        .strip_prefix("unknown field `")
        .and_then(|rest| rest.split('`').next());
    unknown.map_or_else(
        || text.split(", expected").next().unwrap_or(&text).to_owned(),
        str::to_owned,
    )
}

#[derive(Default)]
struct Tally {
    passed: usize,
    missing: BTreeMap<String, usize>,
    wrong: Vec<String>,
}

impl Tally {
    fn compare(&mut self, name: &str, expected: &str, ours: &Result<String, serde_json::Error>) {
        match ours {
            Ok(html) if normal(html) == normal(expected) => self.passed += 1,
            Ok(html) => self.wrong.push(format!(
                "{name}\n  theirs {}\n  ours   {}",
                normal(expected),
                normal(html)
            )),
            Err(error) => *self.missing.entry(missing(error)).or_default() += 1,
        }
    }

    fn write(&self, component: &str, list: &mut String) {
        write!(list, "{component}: {} match", self.passed).unwrap();
        let missing: Vec<_> = self
            .missing
            .iter()
            .map(|(option, count)| format!("{option} {count}"))
            .collect();
        if !missing.is_empty() {
            write!(list, "; left out: {}", missing.join(", ")).unwrap();
        }
        list.push('\n');
    }
}

#[test]
fn every_fixture_whose_options_we_know_matches() {
    let packages = node_modules();
    let mut list = String::from("govuk-frontend\n");
    let mut wrong = Vec::new();
    for (component, render) in GOVUK {
        let path = packages
            .join("govuk-frontend/dist/govuk/components")
            .join(component)
            .join("fixtures.json");
        let text =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let fixtures: Fixtures = serde_json::from_str(&text).unwrap();
        let mut tally = Tally::default();
        for fixture in fixtures.fixtures {
            let ours = render(&fixture.options);
            tally.compare(&format!("{component}: {}", fixture.name), &fixture.html, &ours);
        }
        tally.write(component, &mut list);
        wrong.append(&mut tally.wrong);
    }
    list.push_str("\n@ministryofjustice/frontend\n");
    for ((component, render), expected) in MOJ.into_iter().zip(moj_expected(&packages)) {
        let mut tally = Tally::default();
        for (index, (options, html)) in expected.iter().enumerate() {
            tally.compare(&format!("{component}: {index}"), html, &render(options));
        }
        tally.write(component, &mut list);
        wrong.append(&mut tally.wrong);
    }
    assert!(
        wrong.is_empty(),
        "{} do not match:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    hold(&list);
}

/// Options and HTML of each component in [`MOJ`], as nunjucks renders the package's templates.
fn moj_expected(packages: &Path) -> Vec<Vec<(Value, String)>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let output = Command::new("node")
        .arg(here.join("moj.cjs"))
        .arg(packages)
        .arg(here.join("moj.json"))
        .args(MOJ.map(|(name, _)| name))
        .output()
        .expect("node is needed: install Node.js 20 or newer");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Compares with the list that is held; `UPDATE_CONFORMANCE=1` writes it anew.
fn hold(list: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/conformance.txt");
    if std::env::var_os("UPDATE_CONFORMANCE").is_some() {
        std::fs::write(&path, list).unwrap();
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        held, list,
        "read what changed, then run the test with UPDATE_CONFORMANCE=1"
    );
}
