//! The trust's network: segments, hosts, links, systems, crews. Must not hold any state.

use super::{Count, Id, Share, Text};
use crate::scenario::mark::Marked;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An operating system, and what a successful exploit does to a host that runs it unpatched.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Build {
    /// How host groups name it, e.g. `"win7"`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// Name, e.g. `"Windows 7"`.
    pub name: String,
    /// What an exploit does.
    pub when_hit: WhenHit,
}

/// What a successful exploit does to an unpatched host.
///
/// Checked: `infected` lies between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, JsonSchema)]
pub enum WhenHit {
    /// The worm runs on it, silently at first; then it locks.
    Infected,
    /// It mostly crashes (Windows XP did): with the chance `infected`, 0 to 1, it is infected.
    /// Otherwise it goes down and is back, as vulnerable as before, in a mean of `reboot_mins`.
    Crashes {
        /// Chance of an infection instead, 0 to 1.
        infected: f64,
        /// Minutes until somebody has restarted it.
        reboot_mins: u32,
    },
    /// Nothing: the worm has no exploit for it.
    Immune,
}

/// One of several organisations that play together on one clock: each sees its own messages,
/// services and part of the map. Without any in the list, the trust plays alone.
///
/// What a decision does to a whole trust it does to the organisation of whoever takes it; targets
/// are its own, and what lies outside. Conditions are asked of the organisation of the first role
/// that a message is for or that may decide, and of the objective's; `Of` asks another. `Cancelled`
/// counts all of them together.
///
/// Checked: where there are several, every inside segment, crew, role and objective says whose it
/// is (`of`); all segments of a service are of one; each has one flow of emergency attendances at
/// most.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// How `of` names it, e.g. `"harrowmere"`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// Name, as on the screens.
    pub name: String,
    /// A word or two for where there is little room.
    pub short: String,
    /// What it is, in one sentence.
    pub about: String,
    /// Whether it acts for all the others: it is shown all their services, and may play cards on
    /// what is theirs. `false` if left out.
    #[serde(default)]
    pub oversees: bool,
}

/// A part of the network: hosts that reach each other without passing a firewall.
///
/// Checked: there are at least as many addresses as hosts, the place lies on the map, and at least
/// one link reaches the segment. `outside: true` marks the national network, the internet and the
/// like; the worm's pressure and the kill-switch domain come from there, and cards can't isolate
/// it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// How links, services and cards name it, e.g. `"outpatients"`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// Name on the map.
    pub name: String,
    /// The organisation whose it is, where there are several.
    #[schemars(extend("is" = "organisation"))]
    pub of: Option<Id>,
    /// Site, floor and department in words, for the map's tooltip.
    pub location: String,
    /// Where it lies on the map.
    pub place: Place,
    /// Where its machines stand, so that the trust can be shown as a model on a table. Not for what
    /// lies outside, which has no building here.
    pub stands: Option<Marked<Stand>>,
    /// Addresses in its netblocks that a local scan walks through (at least its hosts).
    pub address_space: Count,
    /// Whether its hosts reach the internet only through a proxy. The worm's question to the
    /// kill-switch domain ignores proxies, so such hosts never hear the answer.
    #[serde(default)]
    pub proxy: bool,
    /// Whether it stands for the world outside the trust.
    #[serde(default)]
    pub outside: bool,
    /// Whether network monitoring shows infected hosts here before they lock.
    #[serde(default)]
    pub monitored: bool,
    /// The machines in it, in groups that are alike; none if left out.
    #[serde(default)]
    pub hosts: Vec<HostGroup>,
}

/// A rectangle on the map, in thousandths of its width and height.
///
/// Checked: width and height are above 0; `x + w` and `y + h` are 1000 at most.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Left edge.
    pub x: u32,
    /// Top edge.
    pub y: u32,
    /// Width.
    pub w: u32,
    /// Height.
    pub h: u32,
}

/// Where machines stand: site, building, wing, floors. For eyes only: nothing in an exercise hangs
/// on it.
///
/// Departments that share a floor stand side by side, each in its wing. A segment on several floors
/// has its machines dealt evenly over them; a host group of it that stands elsewhere says so itself.
///
/// Checked: no name is empty, there is at least one floor, each is written as on a lift's buttons,
/// and none stands twice. One site, and one building, is always spelt alike.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stand {
    /// The site, in a word or two: `"Northgate"`. It is written on the site's plate.
    pub site: Text,
    /// The building on that site: `"Main block"`.
    pub building: Text,
    /// The part of the building, where several departments share a floor: `"east"`.
    pub wing: Option<Text>,
    /// As on a lift's buttons: `"B"` a basement (`"B2"` the one below it, down to `"B9"`), `"LG"`
    /// lower ground, `"G"` ground, `"1"` to `"40"` above it.
    pub floors: Vec<Text>,
}

/// Hosts of one kind and build in a segment.
///
/// Checked: `patched` is not more than `count`, and `count` not more than ten million; `spare` is
/// less than `count`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HostGroup {
    /// Its id, unique in the whole estate.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// What they are, in the plural: `"booking desks"`.
    pub name: String,
    /// What kind of machine.
    pub kind: HostKind,
    /// The build they run.
    #[schemars(extend("is" = "build"))]
    pub build: Id,
    /// How many.
    pub count: Count,
    /// How many of them already have the patch.
    pub patched: Count,
    /// How many of them can fail without anybody noticing, as in a cluster. None if left out: of a
    /// lone database server that is the whole.
    pub spare: Option<Count>,
    /// Where they stand, if not where their segment does.
    pub stands: Option<Marked<Stand>>,
}

/// What kind of machine, which says who can rebuild it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema, Serialize,
)]
pub enum HostKind {
    /// Desktop or laptop: desktop engineers re-image it.
    Desktop,
    /// Server: server engineers rebuild it.
    Server,
    /// Medical or laboratory device: its supplier must touch it.
    Device,
}

/// What a link lets through.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema, Serialize,
)]
pub enum Traffic {
    /// Windows file sharing, TCP port 445: what the worm needs.
    Smb,
    /// Clinical applications.
    Clinical,
    /// E-mail.
    Mail,
    /// The web. The worm's question to the kill-switch domain goes this way, too.
    Web,
}

/// A link between two segments. Traffic passes either way.
///
/// Checked: the two ends differ.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// How cards and conditions name it, e.g. `"n3"`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// Name, e.g. `"N3 connection"`.
    pub name: String,
    /// One end.
    #[schemars(extend("is" = "segment"))]
    pub from: Id,
    /// The other end.
    #[schemars(extend("is" = "segment"))]
    pub to: Id,
    /// What it lets through.
    pub carries: Vec<Traffic>,
}

/// A computer system. It is up as far as its hosts and what it depends on are.
///
/// Checked: it has hosts or `hosted_in`, and does not depend on itself by way of others. With
/// hosts, it needs every group of servers: its own share is the product, over its groups of
/// servers, of the share that works, `(working + spare) ÷ count` and 1 at most; times the mean of
/// that over its groups of other machines. A group out of reach counts as none. So a database that
/// has a group of its own stops the system when it is lost, and a cluster survives as many as are
/// `spare`. Without hosts, a system is up while it is reached. While e-mail is switched off, the
/// system that carries the e-mail channel is down.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct System {
    /// How services, channels and other systems name it, e.g. `"pacs"`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// Name, e.g. `"PACS, the picture archive"`.
    pub name: String,
    /// What staff lose when it is gone, in half a sentence.
    pub gives: String,
    /// The host groups it runs on.
    #[serde(default)]
    #[schemars(extend("is" = "group"))]
    pub hosts: Vec<Id>,
    /// The outside segment it is reached in, if it has no hosts here.
    #[schemars(extend("is" = "segment"))]
    pub hosted_in: Option<Id>,
    /// Systems it depends on.
    #[serde(default)]
    pub needs: Vec<SystemNeed>,
    /// What a link must let through to reach it: `Clinical` unless said otherwise.
    pub over: Option<Traffic>,
    /// Who supports it from outside, if anybody.
    pub supplier: Option<String>,
}

/// A dependency of one system on another.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SystemNeed {
    /// The other system.
    #[schemars(extend("is" = "system"))]
    pub system: Id,
    /// The share of this system that is lost while the other is wholly gone.
    #[schemars(extend("is" = "share"))]
    pub loss: Share,
}

/// A skill that technical work asks for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema, Serialize,
)]
pub enum Skill {
    /// Desktop engineers and the help desk.
    Desktop,
    /// Server engineers.
    Servers,
    /// Network engineers.
    Network,
    /// People who deal with suppliers and medical devices.
    Suppliers,
    /// Ward and department teams.
    Wards,
    /// Operational managers, switchboard, communications.
    Managers,
}

/// People with one skill, and when they are at work.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Crew {
    /// How mutual aid and calling in name it, e.g. `"network"`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// Name, in the plural: `"network engineers"`.
    pub name: String,
    /// The organisation whose they are, where there are several.
    #[schemars(extend("is" = "organisation"))]
    pub of: Option<Id>,
    /// What they can do.
    pub skill: Skill,
    /// Everybody in the crew, at work or at home.
    pub people: Count,
    /// When how many are at work.
    pub shifts: Vec<Shift>,
    /// Hours at work after which they slow.
    pub fresh_hours: u32,
    /// The share of their pace lost with every further hour.
    #[schemars(extend("is" = "share"))]
    pub fatigue_per_hour: Share,
}

/// So many of a crew between two hours of a day.
///
/// Checked: `from_hour` lies before `to_hour`, which is 24 at most: write a night shift as two, one
/// to 24 and one from 0. Shifts of the same hour add up, to no more than the crew has.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    /// On which days.
    pub days: Days,
    /// First hour of the day, 0 to 23.
    pub from_hour: Count,
    /// Hour at which they leave, 1 to 24, after `from_hour`.
    pub to_hour: Count,
    /// How many.
    pub people: Count,
}

/// Which days of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum Days {
    /// Monday to Friday.
    Weekdays,
    /// Saturday and Sunday.
    Weekend,
    /// All seven.
    Everyday,
}

/// A way in which messages arrive.
///
/// What happens while the system is down, below 0.4 of its capacity: an e-mail waits until e-mail
/// is back or the out-of-band channel opens; a call from the region comes by mobile after 10
/// minutes; anything else comes on foot after 15. With the out-of-band channel open, all of them
/// come by it after 10 minutes.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// How injects name it, e.g. `"phone"`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// Name, e.g. `"E-mail"`.
    pub name: String,
    /// What a message on it looks like.
    pub kind: ChannelKind,
    /// The system it travels over; without one it always arrives.
    #[schemars(extend("is" = "system"))]
    pub carried_by: Option<Id>,
}

/// What a message looks like.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema, Serialize,
)]
pub enum ChannelKind {
    /// An e-mail.
    Email,
    /// A phone call, with a card to be read out.
    Phone,
    /// A bleep: a few words on a small screen.
    Bleep,
    /// A help-desk ticket.
    HelpDesk,
    /// A news item.
    News,
    /// A call from the region or a national body.
    RegionalCall,
    /// Somebody at the door.
    WalkIn,
    /// A message on the out-of-band channel.
    Message,
}

/// An organisation or person outside the room that can be told.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// How cards and conditions name it, e.g. `"icb"`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// Name, e.g. `"Integrated care board on call"`.
    pub name: String,
    /// Hours within which telling it is a legal duty, from when the trust knows. The short way to
    /// write one clock; where there are several, use `clocks`.
    pub clock_hours: Option<u32>,
    /// Its legal clocks, where there are several: a first notice and then a report, say.
    #[serde(default)]
    pub clocks: Vec<LegalClock>,
    /// Whether it can lend people, or find them: mutual aid comes once one of those has been told.
    #[serde(default)]
    pub lends: bool,
}

/// A time within which something must by law be told, from when the trust knows.
///
/// Checked: it gives at least an hour and at most a year.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LegalClock {
    /// What is due when it runs out, e.g. `"first notice"`.
    pub what: String,
    /// Hours from when the trust knows.
    pub hours: u32,
}

/// A chair at the table.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// How `by` and `to` name it, e.g. `"on-call-exec"`.
    #[schemars(extend("is" = "id"))]
    pub id: Id,
    /// Title, e.g. `"On-call executive"`.
    pub title: String,
    /// The organisation whose chair it is, where there are several.
    #[schemars(extend("is" = "organisation"))]
    pub of: Option<Id>,
    /// Three or four words for the briefing screen: `"Beds, flow, diverts"`.
    pub part: String,
    /// The staff group, for the training-needs consultation.
    pub staff_group: String,
    /// What this person knows at STARTEX that others may not.
    pub knows: Vec<String>,
    /// What this person may decide, in words; cards and prompts name the roles they are open to.
    pub decides: Vec<String>,
    /// The role card: who you are and what matters to you, in the second person.
    pub brief: String,
    /// Whether the team can't be complete without it.
    #[serde(default)]
    pub core: bool,
}
