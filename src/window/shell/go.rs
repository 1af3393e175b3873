//! Where somebody wants to go from the screen that is shown. Whoever wants to says so with one of
//! these, and one place does it: `Shell::go`. Must not do anything itself.

/// A way from the screen that is shown to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// To the choice of scenarios.
    Home,
    /// To the briefing of the scenario at this place in the library.
    Choose(usize),
    /// To an exercise of the past, by its place on the home screen: on with it, or to its review.
    Open(usize),
    /// To the exercise whose record is named on the home screen.
    OpenNamed,
    /// To what was rehearsed, member by member.
    Register,
    /// To England on 12–19 May 2017.
    Hindcast,
    /// To writing the scenario that is chosen.
    Author,
    /// To writing one that is begun now, of the title that was typed on the home screen.
    Write,
    /// From writing to the choice of scenarios, if nothing would be lost by that.
    LeaveAuthor,
    /// From writing to the briefing of what was written.
    TryOut,
    /// STARTEX, with nobody but the people who sit there.
    Begin,
    /// To an exercise that goes another way from the moment that is looked at.
    Branch,
    /// From an exercise that has ended to what came of it.
    Review,
    /// To the screen that was being made ready, if it is.
    Arrive,
}
