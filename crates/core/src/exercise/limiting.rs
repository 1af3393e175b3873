//! What holds a service back: of all that it needs, the one whose want takes most of it now. Must not
//! change anything.

use super::exercise::Exercise;
use super::rules::leaning::{loss, share};
use crate::scenario::{NeedWhat, ServiceId};

/// What a service lacks most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lack {
    /// What it needs.
    pub what: NeedWhat,
    /// How much of that there is, 0 to 1.
    pub share: f64,
}

/// What takes less of a service than this holds it back no more than the day does.
const WORTH_TELLING: f64 = 0.02;

impl Exercise {
    /// The need of a service whose want takes most of it in this minute, `loss × (1 − share)`; none if no
    /// need takes a fiftieth of it.
    pub fn lacks_most(&self, id: ServiceId) -> Option<Lack> {
        let service = &self.scenario.services[id.at()];
        let taken = service.needs.iter().map(|need| {
            let share = share(service, need.what, &self.reach, &self.state);
            let lack = Lack {
                what: need.what,
                share,
            };
            (loss(service, need, &self.state) * (1.0 - share), lack)
        });
        taken
            .filter(|(taken, _)| *taken >= WORTH_TELLING)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, lack)| lack)
    }
}
