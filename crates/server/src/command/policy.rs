//! `redress policy`: a council's policy file, looked at without a record.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;
use redress_casework::outside::Outside as _;
use redress_domain::calendar::london::civil_date;
use redress_domain::flow_chart::{FlowChart, Form};
use redress_domain::policy::Policy;
use redress_domain::policy::difference::difference;

use crate::open::{each_once, policy_files, read};
use crate::outside::SystemClock;
use crate::progress::{note, say};
use crate::trouble::Trouble;

/// Look at a council's policy file: its mistakes, flow charts, standards, and what changed.
#[derive(Debug, Args)]
pub(crate) struct PolicyCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Say every mistake in the files, with its line and how to mend it
    ///
    /// Ends with 1 when there is any mistake. Warnings are shown, and are no mistakes.
    Check {
        /// The policy files, and folders of them; those of one installation are checked together
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Draw a flow chart of how a complaint goes
    Flowchart {
        /// The policy file
        file: PathBuf,
        /// For whom
        #[arg(long, value_enum, default_value = "external")]
        chart: Chart,
        /// How
        #[arg(long, value_enum, default_value = "svg")]
        format: ChartForm,
    },
    /// Write what the public is promised, what no longer is, and what is asked in return
    Standards {
        /// The policy file
        file: PathBuf,
        /// The day on which it is read; today, unless another is given
        #[arg(long)]
        day: Option<Date>,
    },
    /// Say what changed from one version to another, a sentence a setting
    Difference {
        /// The version before
        before: PathBuf,
        /// The version after
        after: PathBuf,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Chart {
    /// For members of staff, councillors and partners.
    Internal,
    /// For customers.
    External,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ChartForm {
    /// A picture.
    Svg,
    /// Numbered steps.
    Text,
}

impl PolicyCommand {
    pub(crate) fn run(self) -> Result<(), Trouble> {
        match self.what {
            What::Check { files } => check(&files),
            What::Flowchart { file, chart, format } => flowchart(&file, chart, format),
            What::Standards { file, day } => {
                let policy = policy_in(&file)?;
                let on = day.unwrap_or_else(|| civil_date(SystemClock.now()));
                // There is no record to look at: how the council did is on its own page.
                say(policy.standards_text(on, |_| None).trim_end());
                Ok(())
            }
            What::Difference { before, after } => {
                let changes = difference(&policy_in(&before)?, &policy_in(&after)?);
                if changes.is_empty() {
                    say("Nothing changed.");
                }
                for change in changes {
                    say(change);
                }
                Ok(())
            }
        }
    }
}

fn check(files: &[PathBuf]) -> Result<(), Trouble> {
    let mut is_bad = false;
    let mut policies = Vec::new();
    for file in &policy_files(files)? {
        let source = read(file)?;
        let report = Policy::check(&source);
        is_bad |= !report.mistakes.is_empty();
        policies.extend(Policy::parse(&source).ok());
        say(report.to_text(&file.display().to_string()).trim_end());
    }
    each_once(&policies)?;
    if is_bad { Err(Trouble::no()) } else { Ok(()) }
}

fn policy_in(file: &Path) -> Result<Policy, Trouble> {
    let source = read(file)?;
    Policy::parse(&source).map_err(|_mistakes| {
        note(
            Policy::check(&source)
                .to_text(&file.display().to_string())
                .trim_end(),
        );
        Trouble::broken(format!("{} has mistakes", file.display())).next("mend what is said above")
    })
}

fn flowchart(file: &Path, chart: Chart, format: ChartForm) -> Result<(), Trouble> {
    let policy = policy_in(file)?;
    let chart = match chart {
        Chart::Internal => FlowChart::for_people_inside(&policy),
        Chart::External => FlowChart::for_customers(&policy),
    };
    match format {
        ChartForm::Svg => say(chart.to_svg("chart", Form::Wide)),
        ChartForm::Text => say(chart.to_text().trim_end()),
    }
    Ok(())
}
