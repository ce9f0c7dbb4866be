//! The public standards in words, from the policy (paper 001, 4.1; paper 003, 4.4).

use jiff::civil::Date;

use super::{Dropped, Policy, Standard};

/// What was measured for one standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured {
    /// So many per cent.
    Percent(u8),
    /// It was counted, and so few were of one sort that somebody could be told apart.
    TooFew,
    /// There was nothing to count in the time.
    None,
    /// Nothing was counted yet.
    NotMeasuredForLongEnough,
}

/// One standard, as the public reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardInWords {
    /// The promise.
    pub promise: String,
    /// The target: "Our target is 95 in every 100."
    pub target: Option<String>,
    /// How the council did: "We did this 92 times in every 100."
    pub result: String,
    /// What that counts, as the catalogue has it.
    pub counted: &'static str,
}

impl Standard {
    /// This standard in words, with what was measured.
    pub fn in_words(&self, measured: Measured) -> StandardInWords {
        let target = self.target_percent.map(|percent| match percent {
            100 => "Our target is every time.".to_owned(),
            percent => format!("Our target is {percent} times in every 100."),
        });
        let result = match measured {
            Measured::Percent(100) => "We did this every time.".to_owned(),
            Measured::Percent(percent) => format!("We did this {percent} times in every 100."),
            Measured::TooFew => {
                "Fewer than 20 came up in that time, or fewer than 5 of them went one way: we cannot tell you how we did without telling of somebody.".to_owned()
            }
            Measured::None => "It did not come up in that time.".to_owned(),
            Measured::NotMeasuredForLongEnough => {
                "We have not measured this for long enough yet to tell you how we did.".to_owned()
            }
        };
        StandardInWords {
            promise: self.promise.clone(),
            target,
            result,
            counted: self.measure.definition().counted,
        }
    }
}

impl Policy {
    /// The standards that the public sees on a day: none that nothing measures (paper 003, 4.4), and none that was dropped by
    /// then. Councils decide ahead; a promise holds until its last day.
    pub fn public_standards(&self, on: Date) -> impl Iterator<Item = &Standard> {
        let asks_customers = self.survey.is_some();
        self.standards.iter().filter(move |standard| {
            let is_measured = asks_customers || !standard.measure.definition().is_of_the_survey();
            let holds = standard.dropped.as_ref().is_none_or(|dropped| on < dropped.on);
            standard.is_public && is_measured && holds
        })
    }

    /// The promises that the public was given and that were dropped by a day, with when and why.
    pub fn dropped_standards(&self, by: Date) -> impl Iterator<Item = (&Standard, &Dropped)> {
        let public = self.standards.iter().filter(|standard| standard.is_public);
        let dropped = public.filter_map(|standard| Some((standard, standard.dropped.as_ref()?)));
        dropped.filter(move |(_, dropped)| dropped.on <= by)
    }

    /// The statement, the standards of a day with what was measured of each, what is promised no longer by then and what is asked in
    /// return, as plain text. Where nothing was looked at, nothing is said of how the council did.
    pub fn standards_text(&self, on: Date, measured: impl Fn(&Standard) -> Option<Measured>) -> String {
        let mut lines = vec![
            format!("What you can expect from {}", self.council.name),
            String::new(),
        ];
        if let Some(statement) = &self.statement {
            lines.extend([statement.clone(), String::new()]);
        }
        for standard in self.public_standards(on) {
            let measured = measured(standard);
            let words = standard.in_words(measured.unwrap_or(Measured::None));
            lines.push(format!("- {}", words.promise));
            lines.extend(words.target.map(|target| format!("  {target}")));
            lines.extend(measured.map(|_| format!("  {}", words.result)));
        }
        let dropped: Vec<String> = self
            .dropped_standards(on)
            .map(|(standard, dropped)| {
                let since = dropped.on.strftime("%-d %B %Y");
                let promise = &standard.promise;
                format!("- {promise} Not since {since}. Why: {}", dropped.because)
            })
            .collect();
        // Paper 003, 4.4: it stands there when a promise was dropped, and why, as on the page for the public.
        if !dropped.is_empty() {
            lines.extend([
                String::new(),
                "What we no longer promise".to_owned(),
                String::new(),
            ]);
            lines.extend(dropped);
        }
        lines.extend([String::new(), "What we ask of you".to_owned(), String::new()]);
        lines.extend(
            self.expectations
                .iter()
                .map(|expectation| format!("- {expectation}")),
        );
        lines.push(String::new());
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests;
