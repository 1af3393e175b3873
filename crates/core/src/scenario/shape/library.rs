//! A file of parts that scenarios share. Must not hold what is particular to one exercise.

use super::{
    Body, Build, Card, Channel, Count, Crew, Inject, Link, Objective, Organisation, Pathway,
    Prompt, Role, Segment, Service, System,
};
use crate::scenario::mark::Marked;
use schemars::JsonSchema;
use serde::Deserialize;

/// A file of parts that several scenarios can include: any of its lists may be left out.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Library {
    /// The version of the format: `1`.
    pub schema: Count,
    /// Further files, relative to this one.
    #[serde(default)]
    #[schemars(extend("is" = "path"))]
    pub include: Vec<Marked<String>>,
    /// Parts of the files that this one includes that are left out, each as its list and id:
    /// `"cards/isolate-segment"`. One of the same id here takes their place: so a library is shared
    /// and changed in places without being copied.
    #[serde(default)]
    pub leave_out: Vec<Marked<String>>,
    /// Organisations that play together, if there are several.
    #[serde(default)]
    pub organisations: Vec<Organisation>,
    /// Operating systems and what an exploit does to them.
    #[serde(default)]
    pub builds: Vec<Build>,
    /// Parts of the network with their hosts.
    #[serde(default)]
    pub segments: Vec<Segment>,
    /// What joins the segments.
    #[serde(default)]
    pub links: Vec<Link>,
    /// Computer systems that services need.
    #[serde(default)]
    pub systems: Vec<System>,
    /// Clinical services.
    #[serde(default)]
    pub services: Vec<Service>,
    /// Ways in which emergency patients can be sent elsewhere.
    #[serde(default)]
    pub pathways: Vec<Pathway>,
    /// People who do technical work.
    #[serde(default)]
    pub crews: Vec<Crew>,
    /// Ways in which messages arrive.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// Organisations that can be told or asked.
    #[serde(default)]
    pub bodies: Vec<Body>,
    /// Chairs at the table.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// The playbook: action cards that are always to hand.
    #[serde(default)]
    pub cards: Vec<Card>,
    /// Messages that several scenarios send. They come after the main file's own.
    #[serde(default)]
    pub injects: Vec<Inject>,
    /// Decisions that several scenarios put to the team. They come after the main file's own.
    #[serde(default)]
    pub prompts: Vec<Prompt>,
    /// Objectives of several scenarios. They come after the main file's own.
    #[serde(default)]
    pub objectives: Vec<Objective>,
}
