//! What is said while something takes its time: a bar on a terminal, plain lines elsewhere.

use std::io::{self, IsTerminal as _, Write as _};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Says a line on the standard output. When nobody reads it any more, nothing is said.
pub(crate) fn say(line: impl AsRef<str>) {
    let _ = writeln!(io::stdout().lock(), "{}", line.as_ref());
}

/// Says a line on the standard error, where it does not mix with an answer.
pub(crate) fn note(line: impl AsRef<str>) {
    let _ = writeln!(io::stderr().lock(), "{}", line.as_ref());
}

/// How far something is.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    what: &'static str,
    total: u64,
    done: u64,
    said: u64,
}

impl Progress {
    /// Begins to count up to `total`.
    pub(crate) fn start(what: &'static str, total: u64) -> Self {
        let bar = io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{msg} {bar:40} {pos} of {len}, {eta} left");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.set_message(what);
            bar
        });
        if bar.is_none() {
            note(format!("{what}: {total} to do"));
        }
        Self {
            bar,
            what,
            total,
            done: 0,
            said: 0,
        }
    }

    /// Begins to count without knowing how far: shown on a terminal alone.
    pub(crate) fn endless(what: &'static str) -> Self {
        let bar = io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{spinner} {pos} {msg}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
            bar.set_message(what);
            bar
        });
        Self {
            bar,
            what,
            total: 0,
            done: 0,
            said: 10,
        }
    }

    /// So many are done by now.
    pub(crate) fn at(&mut self, done: u64) {
        self.more(done.saturating_sub(self.done));
    }

    /// So many more are done. Elsewhere than on a terminal a line says so at each tenth.
    pub(crate) fn more(&mut self, count: u64) {
        self.done += count;
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
            return;
        }
        let tenth = self.done.saturating_mul(10).checked_div(self.total).unwrap_or(10);
        if tenth > self.said {
            self.said = tenth;
            note(format!("{}: {} of {}", self.what, self.done, self.total));
        }
    }

    /// It is over.
    pub(crate) fn finish(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}
