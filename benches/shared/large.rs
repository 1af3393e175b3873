//! Scenarios of any size, for the benches: written as a person would write them, and checked.

use std::fmt::Write as _;
use std::sync::Arc;
use wardroom_core::scenario::{Scenario, check};

/// How large a scenario is.
#[derive(Clone, Copy, Debug)]
pub struct Large {
    /// In all.
    pub hosts: u32,
    /// Each with as many of the hosts, around one hub.
    pub segments: u32,
    /// Whether every fourth segment has a service, with its servers.
    pub services: bool,
    /// Each with as many of the segments.
    pub organisations: u32,
    /// A quarter comes at its time, a quarter after another, the others on conditions, hardly two of
    /// which are the same.
    pub injects: u32,
    /// From STARTEX to ENDEX.
    pub days: u32,
}

impl Default for Large {
    fn default() -> Self {
        Self {
            hosts: 10_000,
            segments: 40,
            services: true,
            organisations: 1,
            injects: 100,
            days: 3,
        }
    }
}

/// Servers of a segment that has a service.
const SERVERS: u32 = 4;

impl Large {
    /// The scenario.
    pub fn scenario(self) -> Arc<Scenario> {
        let files = [
            ("large.ron", self.main()),
            ("estate.ron", self.estate()),
            ("services.ron", self.services()),
        ];
        let fetch = |path: &str| {
            let file = files.iter().find(|(name, _)| *name == path);
            file.map(|(_, text)| text.clone().into_bytes())
                .ok_or_else(|| "there is no such file".to_owned())
        };
        match check(files[0].0, &fetch) {
            Ok(mut scenario) => {
                // No file may ask for so many addresses; the worm looks at them all the same.
                scenario.worm.remote_address_space = self.hosts * 2;
                Arc::new(scenario)
            }
            Err(problems) => panic!("{}", problems.render(false)),
        }
    }

    fn mins(self) -> u32 {
        self.days * 1_440
    }

    fn main(self) -> String {
        format!(
            "#![enable(implicit_some)]
Scenario(schema: 1, id: \"large\", title: \"Large\", summary: \"For measuring.\", level: \"core\", trust: \"A trust\",
room_mins: 60, starts: \"2017-05-12T12:00\", ends: \"T+{}\", include: [\"estate.ron\", \"services.ron\"],
briefing: Briefing(situation: \"It is noon.\", known: [], rules: []),
threat: Worm(local_scans_per_min: 10.0, remote_scans_per_min: 1.2, remote_address_space: 1, success: 0.014,
silent_mins: 30.0, scan_lifetime: Fixed(hours: 24.0), outside: OutsidePressure(from: \"net\", scans_per_min: 8.0,
starts: \"T+0\", grows_mins: 60, ends: \"T+1440\"), first: [FirstHosts(group: \"g0\", count: 3)]),
pace: Pace(patch_mins: 5.0, rebuild_desktop_mins: 10.0, rebuild_server_mins: 60.0, rebuild_device_mins: 60.0,
report_day_mins: 10.0, report_night_mins: 10.0, reports_per_min: 3, uncoordinated: 0.9, ed_margin: 1.1,
ed_overwhelmed: 100000),
injects: [{}], prompts: [], objectives: [], teams: [], debrief: [], history: [])\n",
            self.mins(),
            self.injects()
        )
    }

    fn injects(self) -> String {
        let services = self.segments.div_ceil(4);
        (0..self.injects).fold(String::new(), |mut all, at| {
            let (nth, segment) = (at / 4, at / 4 % self.segments);
            let fires = match at % 4 {
                0 => format!("At(\"T+{}\")", nth % self.mins()),
                1 => format!("After(inject: \"i{}\", mins: {})", at - 1, 1 + nth % 60),
                2 => format!(
                    "When(is: LockedIn(segment: \"s{segment}\", at_least: {}))",
                    1 + nth / self.segments
                ),
                _ => format!(
                    "When(is: All([Delivered(\"i{}\"), ServiceBelow(service: \"c{}\", share: 0.{:04})]))",
                    at - 2,
                    nth % services,
                    1 + nth % 9_999
                ),
            };
            let _ = writeln!(
                all,
                "Inject(id: \"i{at}\", title: \"A message\", fires: {fires}, channel: \"phone\", \
                 from: \"Somebody\", to: [\"lead{}\"], text: \"Nothing.\", expect: \"Nothing.\"),",
                at % self.organisations
            );
            all
        })
    }

    /// Which organisation a segment is of, as a file says it.
    fn of(self, segment: u32) -> String {
        if self.organisations == 1 {
            return String::new();
        }
        let of = u64::from(segment) * u64::from(self.organisations) / u64::from(self.segments);
        format!("of: \"o{of}\", ")
    }

    fn estate(self) -> String {
        const PLACE: &str = "place: Place(x: 0, y: 0, w: 10, h: 10)";
        const CARRIES: &str = "carries: [Smb, Clinical, Mail, Web]";
        let (mut segments, mut links) = (String::new(), String::new());
        for at in 0..self.segments {
            let hosts = self.hosts / self.segments;
            let servers = if self.services && at % 4 == 0 {
                SERVERS
            } else {
                0
            };
            let desktops = hosts.saturating_sub(servers).max(1);
            let _ = writeln!(
                segments,
                "Segment(id: \"s{at}\", name: \"Segment {at}\", {}location: \"in\", {PLACE}, address_space: {}, hosts: [\
                 HostGroup(id: \"g{at}\", name: \"Desktops\", kind: Desktop, build: \"old\", count: {desktops}, patched: 0),",
                self.of(at),
                (desktops + servers) * 2
            );
            if servers > 0 {
                let _ = writeln!(
                    segments,
                    "HostGroup(id: \"v{at}\", name: \"Servers\", kind: Server, build: \"old\", count: {servers}, patched: 1),"
                );
            }
            segments.push_str("]),\n");
            let _ = writeln!(
                links,
                "Link(id: \"l{at}\", name: \"Link {at}\", from: \"hub\", to: \"s{at}\", {CARRIES}),"
            );
        }
        format!(
            "#![enable(implicit_some)]
Library(schema: 1, {}builds: [Build(id: \"old\", name: \"Old\", when_hit: Infected)],
segments: [Segment(id: \"net\", name: \"The net\", location: \"out\", {PLACE}, address_space: 1, outside: true),
Segment(id: \"hub\", name: \"Hub\", {}location: \"in\", {PLACE}, address_space: 16, hosts: []),
{segments}],
links: [Link(id: \"up\", name: \"Up\", from: \"net\", to: \"hub\", {CARRIES}), {links}],
channels: [Channel(id: \"phone\", name: \"Phone\", kind: Phone)],
roles: [{}])\n",
            self.organised(),
            self.of(0),
            self.leads(),
        )
    }

    fn organised(self) -> String {
        if self.organisations == 1 {
            return String::new();
        }
        let each = (0..self.organisations).fold(String::new(), |mut all, at| {
            let _ = write!(
                all,
                "Organisation(id: \"o{at}\", name: \"Trust {at}\", short: \"T{at}\", about: \"A trust.\"), "
            );
            all
        });
        format!("organisations: [{each}], ")
    }

    fn leads(self) -> String {
        (0..self.organisations).fold(String::new(), |mut all, at| {
            let of = match self.organisations {
                1 => String::new(),
                _ => format!("of: \"o{at}\", "),
            };
            let _ = write!(
                all,
                "Role(id: \"lead{at}\", title: \"Lead {at}\", {of}part: \"Leads\", staff_group: \"Managers\", \
                 knows: [], decides: [], brief: \"You lead.\", core: true), "
            );
            all
        })
    }

    fn services(self) -> String {
        let hours = ["4"; 24].join(",");
        let (mut systems, mut services) = (String::new(), String::new());
        let segments = if self.services { self.segments } else { 0 };
        for (nth, segment) in (0..segments).step_by(4).enumerate() {
            let _ = writeln!(
                systems,
                "System(id: \"y{nth}\", name: \"System {nth}\", gives: \"Records.\", hosts: [\"v{segment}\"]),"
            );
            let _ = writeln!(
                services,
                "Service(id: \"c{nth}\", name: \"Clinic {nth}\", segments: [\"s{segment}\"], needs: [\
                 Need(what: System(\"y{nth}\"), weight: Important, loss: 0.5), Need(what: Screens, weight: Important, loss: 0.5)], \
                 paper: Paper(mobilise_mins: 20, holds: 0.7, endures_hours: 12, then: 0.5, meanwhile: \"By hand.\"), \
                 flows: [Flow(id: \"f{nth}\", name: \"Clinic\", kind: Appointments, weekday: 200, weekend: 50, by_hour: [{hours}])], \
                 patients: Patients(day: 30, night: 10, high: 0.1, medium: 0.3), reports_after_mins: 10),"
            );
        }
        format!(
            "#![enable(implicit_some)]\nLibrary(schema: 1, systems: [{systems}], services: [{services}])\n"
        )
    }
}
