//! What effects are aimed at: something that they name, or what their card is played on. Must not do
//! anything to it.

use crate::scenario::{
    BodyId, CrewId, FlowId, LinkId, PathwayId, Pick, RebuildItem, SegmentId, ServiceId, SystemId,
    Target,
};

/// Something that an effect can be aimed at.
pub trait Aim: Copy {
    /// The same as a card's target.
    fn target(self) -> Target;
    /// A card's target, if it is of this kind.
    fn of(target: Target) -> Option<Self>;
}

/// What an effect is aimed at, in the hands of a card that is played on a target.
pub fn aim<T: Aim>(pick: &Pick<T>, target: Option<Target>) -> Option<T> {
    match pick {
        Pick::This(id) => Some(*id),
        Pick::Target => target.and_then(T::of),
    }
}

/// What an effect names itself.
pub fn named<T: Aim>(pick: &Pick<T>) -> Vec<Target> {
    match pick {
        Pick::This(id) => vec![id.target()],
        Pick::Target => Vec::new(),
    }
}

macro_rules! aims {
    ($($id:ident: $kind:ident),* $(,)?) => {$(
        impl Aim for $id {
            fn target(self) -> Target {
                Target::$kind(self)
            }

            fn of(target: Target) -> Option<Self> {
                match target {
                    Target::$kind(id) => Some(id),
                    _ => None,
                }
            }
        }
    )*};
}

aims! {
    SegmentId: Segment, LinkId: Link, ServiceId: Service, PathwayId: Pathway, FlowId: Flow,
    SystemId: System, BodyId: Body, CrewId: Crew,
}

impl Aim for RebuildItem {
    fn target(self) -> Target {
        match self {
            Self::System(id) => Target::System(id),
            Self::Segment(id) => Target::Segment(id),
        }
    }

    fn of(target: Target) -> Option<Self> {
        match target {
            Target::System(id) => Some(Self::System(id)),
            Target::Segment(id) => Some(Self::Segment(id)),
            _ => None,
        }
    }
}
