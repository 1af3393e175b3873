//! How a subcommand ends, and why it could not run. Must not say it to anybody.

/// How a subcommand ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Done, and nothing was found wrong: exit code 0.
    Done,
    /// Done, and something was found wrong: exit code 1.
    FoundWrong,
}

/// Why a subcommand could not run, in words, or that what it was given is wrong.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It could not run: exit code 2.
    #[error("{0}")]
    CouldNotRun(String),
    /// What it was given is wrong: exit code 1.
    #[error("{0}")]
    Wrong(String),
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::CouldNotRun(error.to_string())
    }
}

/// What comes of a subcommand.
pub type Outcome = Result<Ended, Failure>;
