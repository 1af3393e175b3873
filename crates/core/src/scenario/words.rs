//! Parts of a scenario as they are said. Must not judge them.

use super::model::{Fires, RoleId, Scenario};

impl Scenario {
    /// The titles of roles: `IT director, Site manager`; parted by semicolons where one of them has a comma.
    pub fn role_titles(&self, roles: &[RoleId]) -> String {
        let titles: Vec<&str> = roles
            .iter()
            .map(|id| self.roles[id.at()].title.as_str())
            .collect();
        let comma = titles.iter().any(|it| it.contains(','));
        titles.join(if comma { "; " } else { ", " })
    }

    /// When an inject is sent, in words.
    pub fn fires_in_words(&self, fires: &Fires) -> String {
        match fires {
            Fires::At(mins) => self.clock(u64::from(*mins) * 60),
            Fires::After { inject, mins } => {
                format!("{mins} min after “{}”", self.injects[inject.at()].title)
            }
            Fires::ByHand => "by hand".to_owned(),
            Fires::When {
                after_mins,
                not_before,
                ..
            } => {
                let mut words = "when its condition is true".to_owned();
                if *after_mins > 0 {
                    words.push_str(&format!(", {after_mins} min later"));
                }
                if *not_before > 0 {
                    words.push_str(&format!(
                        ", from {}",
                        self.clock(u64::from(*not_before) * 60)
                    ));
                }
                words
            }
        }
    }
}
