//! Checks what attacks the trust. Must not ask whether any of it can come about.

use super::super::diagnostic::Code;
use super::super::mark::Marked;
use super::super::model::{
    Begins, Card, Extortion, Group, Harm, Intrusion, IntrusionId, Key, KillSwitch, Leap, Mins,
    Outage, ScanLifetime, Segment, Span, Stage, Worm,
};
use super::super::shape;
use super::checker::{Checker, LONGEST_MINS};
use super::logic::Logic;

/// What attacks, by family.
pub struct Threats {
    pub worm: Worm,
    pub outages: Vec<Outage>,
    pub intrusions: Vec<Intrusion>,
    pub stages: Vec<Stage>,
    pub extortions: Vec<Extortion>,
}

impl Checker {
    pub(super) fn threats(
        &mut self,
        main: &shape::Scenario,
        cards: &[Card],
        groups: &[Group],
        segments: &[Segment],
    ) -> Threats {
        let logic = Logic {
            cards,
            prompts: &main.prompts,
            checked: &[],
        };
        let mut all = Threats {
            worm: Worm::none(),
            outages: Vec::new(),
            intrusions: Vec::new(),
            stages: Vec::new(),
            extortions: Vec::new(),
        };
        let mut worms = 0;
        for threat in main.threat.iter().chain(&main.threats) {
            match threat {
                shape::Threat::Worm(worm) => {
                    worms += 1;
                    if worms > 1 {
                        self.problem(
                            Code::Count,
                            worm.remote_address_space.mark,
                            "a scenario has one worm at most",
                            "take one of them out",
                        );
                    }
                    all.worm = self.worm(worm, groups, segments);
                }
                shape::Threat::Outage(it) => {
                    let outage = self.outage(it, logic);
                    all.outages.push(outage);
                }
                shape::Threat::Intrusion(it) => {
                    let id = IntrusionId::from(all.intrusions.len());
                    let driven_out = it.driven_out.as_ref().map(|it| self.condition(it, logic));
                    all.intrusions.push(Intrusion {
                        id: it.id.value.clone(),
                        driven_out,
                    });
                    for stage in &it.stages {
                        let stage = self.stage(stage, id, logic);
                        all.stages.push(stage);
                    }
                }
                shape::Threat::Extortion(it) => {
                    let extortion = self.extortion(it, logic);
                    all.extortions.push(extortion);
                }
            }
        }
        all
    }

    fn begins(&mut self, begins: &shape::MoveWhen, logic: Logic<'_>) -> Begins {
        match begins {
            shape::MoveWhen::At(when) => Begins::At(self.when(when)),
            shape::MoveWhen::Once { is, after_mins } => {
                Begins::Once(self.condition(is, logic), *after_mins)
            }
        }
    }

    /// Hours as minutes.
    fn minutes_of(&mut self, hours: &Marked<f64>) -> f64 {
        let most = f64::from(LONGEST_MINS) / 60.0;
        if !(0.0..=most).contains(&hours.value) {
            self.problem(
                Code::Count,
                hours.mark,
                format!("{hours} hours are longer than any exercise"),
                "hours are 0 or more",
            );
            return 0.0;
        }
        hours.value * 60.0
    }

    fn three(&mut self, hours: [&Marked<f64>; 3]) -> Span {
        let [soonest, likeliest, latest] = hours.map(|it| self.minutes_of(it));
        if soonest > likeliest || likeliest > latest {
            self.problem(
                Code::Count,
                hours[1].mark,
                "soonest, likeliest and latest are in the wrong order",
                "the soonest is the smallest, the latest the largest",
            );
        }
        Span {
            soonest,
            likeliest,
            latest,
        }
    }

    fn span_of(&mut self, span: &shape::Span) -> Span {
        self.three([
            &span.soonest_hours,
            &span.likeliest_hours,
            &span.latest_hours,
        ])
    }

    fn outage(&mut self, outage: &shape::Outage, logic: Logic<'_>) -> Outage {
        let mut least = 0.0;
        let returns = outage
            .returns
            .iter()
            .map(|it| {
                let share = self.share(&it.share);
                if share <= least {
                    self.problem(
                        Code::Share,
                        it.share.mark,
                        "each return brings back more than the one before it",
                        "let the shares rise, the last one to 1.0 if all comes back",
                    );
                }
                least = share;
                let hours = [&it.soonest_hours, &it.likeliest_hours, &it.latest_hours];
                (share, self.three(hours))
            })
            .collect();
        if outage.takes.is_empty() {
            self.problem(
                Code::Empty,
                outage.id.mark,
                format!("outage `{}` takes nothing", outage.id),
                "name the systems that are gone in `takes`",
            );
        }
        Outage {
            id: outage.id.value.clone(),
            takes: self.find_all(|it| &it.systems, &outage.takes),
            begins: self.begins(&outage.begins, logic),
            returns,
        }
    }

    fn stage(&mut self, stage: &shape::Stage, intrusion: IntrusionId, logic: Logic<'_>) -> Stage {
        let does = stage
            .does
            .iter()
            .map(|harm| match harm {
                shape::Harm::LockHosts { segment, share } => Harm::LockHosts {
                    segment: self.find(|it| &it.segments, segment),
                    share: self.share(share),
                },
                shape::Harm::SpoilBackups { factor } => {
                    if !(1.0..=1000.0).contains(&factor.value) {
                        self.problem(
                            Code::Count,
                            factor.mark,
                            format!("servers can't take {factor} times as long to rebuild"),
                            "give a factor of 1 or more",
                        );
                    }
                    Harm::SpoilBackups {
                        factor: factor.value,
                    }
                }
            })
            .collect();
        Stage {
            id: stage.id.value.clone(),
            name: stage.name.clone(),
            intrusion,
            at_least: self.minutes_of(&stage.at_least_hours) as Mins,
            mean_mins: self.minutes_of(&stage.mean_hours),
            not_before: stage.not_before.as_ref().map_or(0, |it| self.when(it)),
            held_by: stage.held_by.as_ref().map(|it| self.condition(it, logic)),
            trace_mean_mins: stage
                .trace_mean_hours
                .as_ref()
                .map(|it| self.minutes_of(it)),
            does,
        }
    }

    fn extortion(&mut self, it: &shape::Extortion, logic: Logic<'_>) -> Extortion {
        let key = it.key.as_ref().map(|key| Key {
            offered: self.span_of(&key.offered),
            works: self.share(&key.works),
            factor: self.share(&key.factor),
        });
        Extortion {
            id: it.id.value.clone(),
            begins: self.begins(&it.begins, logic),
            proof: it.proof.as_ref().map(|it| self.span_of(it)),
            deadline: self.minutes_of(&it.deadline_hours) as Mins,
            publishes: it.publishes.as_ref().map(|it| self.span_of(it)),
            publishes_chance: it
                .publishes_chance
                .as_ref()
                .map_or(1.0, |it| self.share(it)),
            key,
        }
    }

    pub(super) fn leaps(&mut self, main: &shape::Scenario) -> Vec<Leap> {
        let mut last = 0;
        main.leaps
            .iter()
            .map(|leap| {
                let (at, to) = (self.when(&leap.at), self.when(&leap.to));
                if at < last || to <= at {
                    self.problem(
                        Code::Time,
                        leap.at.mark,
                        "a leap ends after it begins, and begins after the one before it has ended",
                        "put the leaps in order",
                    );
                }
                last = to;
                Leap {
                    at,
                    to,
                    told: leap.told.value.clone(),
                }
            })
            .collect()
    }

    fn worm(&mut self, worm: &shape::Worm, groups: &[Group], segments: &[Segment]) -> Worm {
        for (name, rate) in [
            ("local_scans_per_min", &worm.local_scans_per_min),
            ("remote_scans_per_min", &worm.remote_scans_per_min),
            ("silent_mins", &worm.silent_mins),
            ("scans_per_min", &worm.outside.scans_per_min),
        ] {
            if !(0.0..=1e9).contains(&rate.value) {
                self.problem(
                    Code::Count,
                    rate.mark,
                    format!("the worm's `{name}` is {rate}"),
                    "rates and times are 0 or more",
                );
            }
        }
        let lifetime = match worm.scan_lifetime.value {
            ScanLifetime::Fixed { hours } => hours,
            ScanLifetime::Memoryless { mean_mins } => mean_mins,
            ScanLifetime::Endless => 1.0,
        };
        if !(lifetime > 0.0 && lifetime < 1e6) {
            self.problem(
                Code::Count,
                worm.scan_lifetime.mark,
                format!("the worm's `scan_lifetime` is {lifetime}"),
                "give hours or minutes above 0, or Endless",
            );
        }
        let first = worm
            .first
            .iter()
            .map(|first| {
                let group = self.find(|it| &it.groups, &first.group);
                let vulnerable = groups
                    .get(group.at())
                    .map_or(0, |group| group.count - group.patched);
                if first.count.value > vulnerable {
                    self.problem(
                        Code::Count,
                        first.count.mark,
                        format!(
                            "{} hosts can't be infected at STARTEX: the group has {vulnerable} without the patch",
                            first.count
                        ),
                        "choose a larger group or fewer hosts",
                    );
                }
                (group, first.count.value.min(vulnerable))
            })
            .collect();
        let outside = &worm.outside;
        let outside_from = self.outside(&outside.from, segments);
        let kill_switch = worm.kill_switch.as_ref().map(|switch| KillSwitch {
            registered: self.when(&switch.registered),
            reached_in: self.outside(&switch.reached_in, segments),
        });
        Worm {
            local_scans_per_min: worm.local_scans_per_min.value,
            remote_scans_per_min: worm.remote_scans_per_min.value,
            remote_address_space: worm.remote_address_space.value.max(1),
            success: self.share(&worm.success),
            // Endlessly silent hosts never lock; with no silence at all they lock at once.
            lock_chance: if worm.silent_mins.value > 0.0 {
                -libm::expm1(-1.0 / worm.silent_mins.value)
            } else {
                1.0
            },
            scan_lifetime: worm.scan_lifetime.value,
            outside_from,
            outside_scans_per_min: outside.scans_per_min.value,
            outside_starts: self.when(&outside.starts),
            outside_grows: outside.grows_mins,
            outside_ends: self.when(&outside.ends),
            kill_switch,
            first,
        }
    }
}
