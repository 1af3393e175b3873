//! What is asked for on the home screen. Must not do it.

/// What is asked for on the home screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HomeAction {
    /// This scenario.
    Choose(usize),
    /// This exercise of the past.
    Open(usize),
    /// This unfinished exercise is not to be offered any more.
    Dismiss(usize),
    /// The record that was named.
    OpenNamed,
    /// A scenario of this title is to be begun.
    Begin,
    /// This scenario is to be changed.
    Edit(usize),
    /// What was rehearsed in this and other folders, member by member.
    Register,
    /// England on 12–19 May 2017.
    Hindcast,
    /// The sheet with keys and settings.
    Display,
}
