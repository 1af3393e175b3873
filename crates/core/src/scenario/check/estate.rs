//! Checks the network: segments, hosts, links, systems, crews, channels. Must not know about
//! services or people's decisions.

use super::super::diagnostic::Code;
use super::super::model::{
    Channel, Crew, Days, Group, Link, Segment, SegmentId, System, SystemId, WhenHit,
};
use super::super::shape;
use super::checker::{Checker, MAX_HOSTS};
use super::order::in_order;

impl Checker {
    pub(super) fn segments(&mut self, parts: &shape::Library) -> (Vec<Segment>, Vec<Group>) {
        for build in &parts.builds {
            if let WhenHit::Crashes { infected, .. } = build.when_hit
                && !(0.0..=1.0).contains(&infected)
            {
                self.problem(
                    Code::Share,
                    build.id.mark,
                    format!(
                        "build `{}`: {infected} is not a share between 0 and 1",
                        build.id
                    ),
                    "give the chance of an infection as a share, e.g. 0.05",
                );
            }
        }
        let mut groups = Vec::new();
        let segments = parts
            .segments
            .iter()
            .enumerate()
            .map(|(at, segment)| {
                let first = groups.len();
                for hosts in &segment.hosts {
                    groups.push(self.group(hosts, parts, segment));
                }
                let hosts = groups[first..]
                    .iter()
                    .fold(0_u32, |sum, group| sum.saturating_add(group.count));
                if segment.address_space.value < hosts {
                    self.problem(
                        Code::Count,
                        segment.address_space.mark,
                        format!(
                            "segment `{}` has {hosts} hosts but only {} addresses",
                            segment.id, segment.address_space
                        ),
                        "give at least as many addresses as hosts",
                    );
                }
                let place = segment.place;
                if place.w == 0
                    || place.h == 0
                    || place.x.saturating_add(place.w) > 1000
                    || place.y.saturating_add(place.h) > 1000
                {
                    self.problem(
                        Code::Count,
                        segment.id.mark,
                        format!("segment `{}` does not lie on the map", segment.id),
                        "place is in thousandths of the map: x + w and y + h may be 1000 at most",
                    );
                }
                Segment {
                    id: segment.id.value.clone(),
                    name: segment.name.clone(),
                    of: self.owners.segments.get(at).copied().flatten(),
                    location: segment.location.clone(),
                    place,
                    stands: self.segment_stands(segment),
                    address_space: segment.address_space.value.max(1),
                    proxy: segment.proxy,
                    outside: segment.outside,
                    monitored: segment.monitored,
                    groups: (first..groups.len()).map(Into::into).collect(),
                    hosts,
                    links: Vec::new(),
                }
            })
            .collect();
        let all: u64 = groups.iter().map(|group| u64::from(group.count)).sum();
        if all > u64::from(MAX_HOSTS)
            && let Some(segment) = parts.segments.first()
        {
            self.problem(
                Code::Count,
                segment.id.mark,
                format!("the estate has {all} hosts"),
                "no estate may have more than ten million hosts",
            );
        }
        (segments, groups)
    }

    fn group(
        &mut self,
        hosts: &shape::HostGroup,
        parts: &shape::Library,
        segment: &shape::Segment,
    ) -> Group {
        let build = self.find(|it| &it.builds, &hosts.build);
        if hosts.count.value > MAX_HOSTS {
            self.problem(
                Code::Count,
                hosts.count.mark,
                format!("{} hosts are more than this program can count", hosts.count),
                "no group may have more than ten million hosts",
            );
        }
        if hosts.patched.value > hosts.count.value {
            self.problem(
                Code::Count,
                hosts.patched.mark,
                format!(
                    "{} of {} hosts can't be patched",
                    hosts.patched, hosts.count
                ),
                "patched hosts are counted among all hosts of the group",
            );
        }
        let spare = hosts.spare.as_ref().map_or(0, |spare| {
            if spare.value >= hosts.count.value {
                self.problem(
                    Code::Count,
                    spare.mark,
                    format!(
                        "{} of {} hosts can't all be to spare",
                        spare, hosts.count
                    ),
                    "`spare` counts those that can fail without anybody noticing: fewer than `count`",
                );
            }
            spare.value
        });
        let build = parts.builds.get(build);
        Group {
            id: hosts.id.value.clone(),
            name: hosts.name.clone(),
            segment: self.find(|it| &it.segments, &segment.id),
            kind: hosts.kind,
            build: build.map_or_else(String::new, |build| build.name.clone()),
            when_hit: build.map_or(WhenHit::Immune, |build| build.when_hit),
            count: hosts.count.value.min(MAX_HOSTS),
            patched: hosts.patched.value.min(hosts.count.value),
            spare,
            stands: self.group_stands(hosts, segment),
        }
    }

    pub(super) fn links(&mut self, parts: &shape::Library) -> Vec<Link> {
        parts
            .links
            .iter()
            .map(|link| {
                if link.from == link.to {
                    self.problem(
                        Code::Count,
                        link.to.mark,
                        format!("link `{}` joins a segment with itself", link.id),
                        "name two different segments",
                    );
                }
                let mut carries = [false; 4];
                for traffic in &link.carries {
                    carries[*traffic as usize] = true;
                }
                Link {
                    id: link.id.value.clone(),
                    name: link.name.clone(),
                    from: self.find(|it| &it.segments, &link.from),
                    to: self.find(|it| &it.segments, &link.to),
                    carries,
                }
            })
            .collect()
    }

    /// Segments with their links.
    pub(super) fn joined(
        &mut self,
        mut segments: Vec<Segment>,
        links: &[Link],
        parts: &shape::Library,
    ) -> Vec<Segment> {
        for (at, link) in links.iter().enumerate() {
            for end in [link.from, link.to] {
                if let Some(segment) = segments.get_mut(end.at()) {
                    segment.links.push(at.into());
                }
            }
        }
        for (segment, shape) in segments.iter().zip(&parts.segments) {
            if segment.links.is_empty() {
                self.problem(
                    Code::Unreached,
                    shape.id.mark,
                    format!("no link reaches segment `{}`", segment.id),
                    "add a Link(…) with this segment as `from` or `to`",
                );
            }
        }
        segments
    }

    pub(super) fn systems(&mut self, parts: &shape::Library, groups: &[Group]) -> Vec<System> {
        parts
            .systems
            .iter()
            .map(|system| {
                let hosts = self.find_all(|it| &it.groups, &system.hosts);
                let mut segments: Vec<SegmentId> = hosts
                    .iter()
                    .filter_map(|group| groups.get(group.at()))
                    .map(|group| group.segment)
                    .collect();
                if let Some(hosted_in) = &system.hosted_in {
                    segments.push(self.find(|it| &it.segments, hosted_in));
                }
                segments.sort();
                segments.dedup();
                if segments.is_empty() {
                    self.problem(
                        Code::NotHosted,
                        system.id.mark,
                        format!("nobody hosts system `{}`", system.id),
                        "name its host groups in `hosts`, or the outside segment in `hosted_in`",
                    );
                }
                let needs = system
                    .needs
                    .iter()
                    .map(|need| {
                        let loss = self.share(&need.loss);
                        (self.find(|it| &it.systems, &need.system), loss)
                    })
                    .collect();
                System {
                    id: system.id.value.clone(),
                    name: system.name.clone(),
                    gives: system.gives.clone(),
                    groups: hosts,
                    segments,
                    needs,
                    over: system.over.unwrap_or(shape::Traffic::Clinical),
                    supplier: system.supplier.clone(),
                }
            })
            .collect()
    }

    pub(super) fn system_order(
        &mut self,
        parts: &shape::Library,
        systems: &[System],
    ) -> Vec<SystemId> {
        let needs: Vec<Vec<usize>> = systems
            .iter()
            .map(|system| system.needs.iter().map(|(need, _)| need.at()).collect())
            .collect();
        let (order, circle) = in_order(&needs);
        if let Some(at) = circle
            && let Some(system) = parts.systems.get(at)
        {
            self.problem(
                Code::Circle,
                system.id.mark,
                format!("system `{}` depends on itself, by way of others", system.id),
                "take one of the `needs` out",
            );
        }
        order.into_iter().map(Into::into).collect()
    }

    pub(super) fn crews(&mut self, parts: &shape::Library) -> Vec<Crew> {
        let hours = self.hours();
        parts
            .crews
            .iter()
            .map(|crew| {
                let mut at_work_by_hour = vec![0_u32; hours];
                for shift in &crew.shifts {
                    let (from, to) = (shift.from_hour.value, shift.to_hour.value);
                    if from >= to || to > 24 {
                        self.problem(
                            Code::Time,
                            shift.to_hour.mark,
                            format!("a shift can't last from {from} to {to} o'clock"),
                            "hours are 0 to 24; write a night shift as two, to 24 and from 0",
                        );
                        continue;
                    }
                    if shift.people.value > crew.people.value {
                        self.problem(
                            Code::Count,
                            shift.people.mark,
                            format!(
                                "{} of {} people can't be at work",
                                shift.people, crew.people
                            ),
                            "`people` of the team counts everybody, at work or at home",
                        );
                    }
                    for (hour, at_work) in at_work_by_hour.iter_mut().enumerate() {
                        let (weekend, of_day) = self.calendar(hour);
                        let day = match shift.days {
                            Days::Weekdays => !weekend,
                            Days::Weekend => weekend,
                            Days::Everyday => true,
                        };
                        if day && (from..to).contains(&of_day) {
                            *at_work = at_work.saturating_add(shift.people.value);
                        }
                    }
                }
                for at_work in &mut at_work_by_hour {
                    *at_work = (*at_work).min(crew.people.value);
                }
                Crew {
                    id: crew.id.value.clone(),
                    name: crew.name.clone(),
                    of: self.whose(crew.of.as_ref(), &crew.id, "crew"),
                    skill: crew.skill,
                    people: crew.people.value,
                    at_work_by_hour,
                    fresh_hours: crew.fresh_hours,
                    fatigue_per_hour: self.share(&crew.fatigue_per_hour),
                }
            })
            .collect()
    }

    pub(super) fn channels(&mut self, parts: &shape::Library) -> Vec<Channel> {
        parts
            .channels
            .iter()
            .map(|channel| Channel {
                id: channel.id.value.clone(),
                name: channel.name.clone(),
                kind: channel.kind,
                carried_by: channel
                    .carried_by
                    .as_ref()
                    .map(|id| self.find(|it| &it.systems, id)),
            })
            .collect()
    }

    pub(super) fn outside(&mut self, id: &shape::Id, segments: &[Segment]) -> SegmentId {
        let found = self.find(|it| &it.segments, id);
        if segments.get(found.at()).is_some_and(|it| !it.outside) {
            self.problem(
                Code::Target,
                id.mark,
                format!("segment `{id}` lies inside the trust"),
                "name a segment with `outside: true`",
            );
        }
        found
    }
}
