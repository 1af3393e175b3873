//! A side as a picture: ground and houses as they stand on the table, and on them what is known. It is drawn
//! once, and shown twice: with numbers where there is little room, with names where there is more; the style
//! shows one of them. Must not decide what is known.

use super::marks::{Mark, blocked, cut};
use super::sides::{Label, columns};
use super::words::sentence;
use crate::plan::{PlanDoor, PlanSide, path, tenths};
use maud::{Markup, PreEscaped, html};
use wardroom_core::views::{KnownArea, KnownDoor, KnownLink, KnownSide};
use wardroom_table::{Bay, Point};

/// Height of what is locked over its floor, in pitches: enough to be seen on a telephone.
const LOCKED_HIGH: f32 = 1.3;

/// Height of what stands over an isolated floor, in pitches.
const VAULT_HIGH: f32 = 2.2;

/// From the middle of a pad to where the line from its name ends.
const PAD: f32 = 7.0;

/// Where a number can stand beside its mark, from the middle of the mark: to the left, the right, above, below.
const BESIDE: [[f32; 2]; 4] = [[-15.0, 0.0], [15.0, 0.0], [0.0, -15.0], [0.0, 15.0]];

/// The picture, and what its marks mean.
pub(super) fn pictured(side: &KnownSide, plan: &PlanSide, nth: usize) -> Markup {
    let said = sentence(side);
    let all = format!("plan-{nth}");
    let [wide, high] = plan.size.map(tenths);
    let labels: Vec<Label> = side
        .areas
        .iter()
        .filter_map(|it| label(it, side, plan))
        .collect();
    let columns = columns(labels, plan.size);
    html! {
        figure .plan {
            (drawn_once(side, plan, nth))
            svg .few viewBox={ "0 0 " (wide) " " (high) } role="img" aria-label=(said) {
                use href={ "#" (all) } width=(wide) height=(high) {}
                @for (number, [x, y]) in numbers(side, plan) { text x=(tenths(x)) y=(tenths(y + 3.8)) { (number) } }
            }
            svg .named viewBox={ "0 0 " (columns.size[0]) " " (tenths(columns.size[1])) } role="img" aria-label=(said) {
                use href={ "#" (all) } x=(columns.origin[0]) y=(tenths(columns.origin[1])) width=(wide) height=(high) {}
                @for it in &columns.labels { path .to d=(path(it.line, false)) {} (it.written()) }
            }
            (legend())
        }
    }
}

/// What both pictures show, under an id.
fn drawn_once(side: &KnownSide, plan: &PlanSide, nth: usize) -> Markup {
    let [wide, high] = plan.size.map(tenths);
    let scale = plan.projection.scale;
    let [x, y] = plan.projection.origin.map(tenths);
    // √3/2 and 1/2: a circle on a floor is seen as on the table.
    let lying = format!(
        "matrix({a} {b} -{a} {b} {x} {y})",
        a = (scale * 866.0).round() / 1_000.0,
        b = (scale * 500.0).round() / 1_000.0
    );
    let (dots, hatch) = (format!("dots-{nth}"), format!("hatch-{nth}"));
    html! {
        svg .once width="0" height="0" aria-hidden="true" { defs {
            pattern id=(dots) width="1" height="1" patternUnits="userSpaceOnUse" patternTransform=(lying) { circle .dv cx=".5" cy=".5" r=".3" {} }
            pattern id=(hatch) width="2.4" height="2.4" patternUnits="userSpaceOnUse" patternTransform=(lying) { path .ht d="M0 0L2.4 2.4M-.6 1.8L.6 3M1.8-.6L3 .6" {} }
            symbol id={ "plan-" (nth) } viewBox={ "0 0 " (wide) " " (high) } {
                (PreEscaped(&plan.ground))
                @for link in &side.links { @if let Some(run) = plan.run(&link.id) {
                    path .cable .off[link.cut.is_some()] d=(path(run.iter().copied(), false)) {}
                } }
                (PreEscaped(&plan.houses))
                @for area in &side.areas { (floors(area, plan, [&dots, &hatch])) }
                @if let (Some(door), Some(there)) = (&side.door, &plan.door) { (people(door, there)) }
                @for area in &side.areas { @for [x, y] in marked(area, plan) {
                    g .mark transform={ "translate(" (tenths(x)) " " (tenths(y)) ")" } { (Mark::of(area).shape()) }
                } }
                @for (link, [x, y]) in cuts(side, plan) {
                    g .mark transform={ "translate(" (tenths(x)) " " (tenths(y)) ")" } { @if link.cut.is_some() { (cut()) } @else { (blocked()) } }
                }
            }
        } }
    }
}

/// The floors of an area: how its services stand, what of it is locked, whether it is isolated.
fn floors(area: &KnownArea, plan: &PlanSide, [dots, hatch]: [&str; 2]) -> Markup {
    let state = Mark::of(area).floor();
    let over = if state == "nr" { hatch } else { dots };
    html! {
        @for bay in plan.bays(&area.id) {
            @let floor = path(plan.corners(bay.rect, bay.z), true);
            path .fl .(state) d=(floor) {}
            path fill={ "url(#" (over) ")" } d=(floor) {}
            @if area.locked > 0 { (locked(area, bay, plan)) }
            @if area.isolated.is_some() { (vault(bay, plan)) }
        }
    }
}

/// The locked devices of an area on one of its floors: its share of them, from the cable's end.
fn locked(area: &KnownArea, bay: &Bay, plan: &PlanSide) -> Markup {
    let share = f64::from(area.locked.min(area.devices)) / f64::from(area.devices.max(1));
    let here = (share * f64::from(bay.hosts)).ceil() as u32;
    let [x0, y0, x1, y1] = bay.rect;
    let long = (here.div_ceil(bay.rows.max(1)) as f32).min(x1 - x0);
    let rect = if bay.mirrored {
        [x0, y0, x0 + long, y1]
    } else {
        [x1 - long, y0, x1, y1]
    };
    let low = plan.corners(rect, bay.z);
    let high = plan.corners(rect, bay.z + LOCKED_HIGH);
    html! {
        path .lk-l d=(path([high[3], high[2], low[2], low[3]], true)) {}
        path .lk-r d=(path([high[2], high[1], low[1], low[2]], true)) {}
        path .lk-t d=(path(high, true)) {}
    }
}

/// What stands over an isolated floor.
fn vault(bay: &Bay, plan: &PlanSide) -> Markup {
    let [x0, y0, x1, y1] = bay.rect;
    let rect = [x0 - 0.4, y0 - 0.4, x1 + 0.4, y1 + 0.4];
    let low = plan.corners(rect, bay.z);
    let high = plan.corners(rect, bay.z + VAULT_HIGH);
    let outline = [high[0], high[1], low[1], low[2], low[3], high[3]];
    let edges = [[high[2], high[1]], [high[2], high[3]], [high[2], low[2]]];
    let edges: String = edges.map(|it| path(it, false)).concat();
    html! { path .vault d={ (path(outline, true)) (edges) } {} }
}

/// Who waits before the emergency department, one dot each, and the ambulances.
fn people(door: &KnownDoor, there: &PlanDoor) -> Markup {
    let dots = |places: &[[f32; 2]], count: usize| -> String {
        let points = places.iter().take(count);
        points.map(|it| path([*it], false) + "h.01").collect()
    };
    let sent = door.diverted.len() + usize::from(door.turns_away);
    let ramp = dots(&there.ramp, door.on_ramp as usize);
    html! {
        path .wait d=(dots(&there.places, door.waiting as usize)) {}
        path .van-e d=(ramp) {}
        path .van d=(ramp) {}
        path .sent d=(dots(&there.road, sent)) {}
    }
}

/// Where the marks of an area stand: on each of its floors.
fn marked(area: &KnownArea, plan: &PlanSide) -> Vec<[f32; 2]> {
    let bays = plan.bays(&area.id).iter();
    bays.map(|bay| middle(bay, plan)).collect()
}

fn middle(bay: &Bay, plan: &PlanSide) -> [f32; 2] {
    let [x0, y0, x1, y1] = bay.rect;
    plan.projection.place(Point {
        x: f32::midpoint(x0, x1),
        y: f32::midpoint(y0, y1),
        z: bay.z,
    })
}

/// The floor at which an area is named: its highest, as it is seen first.
fn highest<'a>(area: &KnownArea, plan: &'a PlanSide) -> Option<&'a Bay> {
    let bays = plan.bays(&area.id).iter();
    bays.min_by(|a, b| middle(a, plan)[1].total_cmp(&middle(b, plan)[1]))
}

/// The place at which an area is numbered: on its highest floor, or its pad.
fn stands(area: &KnownArea, plan: &PlanSide) -> Option<[f32; 2]> {
    let highest = highest(area, plan).map(|bay| middle(bay, plan));
    highest.or_else(|| plan.pad(&area.id))
}

/// Where that ends on the left and on the right.
fn ends(area: &KnownArea, plan: &PlanSide) -> Option<[[f32; 2]; 2]> {
    if let Some(bay) = highest(area, plan) {
        let [_, right, _, left] = plan.corners(bay.rect, bay.z);
        return Some([left, right]);
    }
    let [x, y] = plan.pad(&area.id)?;
    Some([[x - PAD, y], [x + PAD, y]])
}

/// What was done to links, and where each is marked: before the floor that misses it, or the pad.
fn cuts<'a>(side: &'a KnownSide, plan: &PlanSide) -> Vec<(&'a KnownLink, [f32; 2])> {
    let done = side
        .links
        .iter()
        .filter(|it| it.cut.is_some() || it.blocked);
    let mut found: Vec<(&KnownLink, [f32; 2])> = Vec::new();
    for link in done {
        let bay = plan.bays(&link.area).first();
        let place = bay.map(|it| cable_end(it, plan)).or_else(|| {
            let [from, to] = *plan.run(&link.id)?.first_chunk()?;
            Some([0, 1].map(|axis| f32::midpoint(from[axis], to[axis])))
        });
        let Some(mut place) = place else {
            continue;
        };
        // Two links of one floor have their marks side by side.
        while found.iter().any(|(_, it)| near(*it, place, 13.0)) {
            place[0] += 13.0;
        }
        found.push((link, place));
    }
    found
}

/// Where a floor's cable comes in.
fn cable_end(bay: &Bay, plan: &PlanSide) -> [f32; 2] {
    let [x0, y0, x1, y1] = bay.rect;
    plan.projection.place(Point {
        x: if bay.mirrored { x0 } else { x1 },
        y: f32::midpoint(y0, y1),
        z: bay.z,
    })
}

/// Whether two marks would touch.
fn near(a: [f32; 2], b: [f32; 2], apart: f32) -> bool {
    (a[0] - b[0]).abs() < apart && (a[1] - b[1]).abs() < apart
}

/// Where the number of each area stands: beside its mark, where no other mark or number is.
fn numbers(side: &KnownSide, plan: &PlanSide) -> Vec<(usize, [f32; 2])> {
    let marks = side.areas.iter().flat_map(|it| marked(it, plan));
    let cuts = cuts(side, plan).into_iter().map(|(_, place)| place);
    let mut taken: Vec<[f32; 2]> = marks.chain(cuts).collect();
    let mut found = Vec::new();
    for (nth, area) in side.areas.iter().enumerate() {
        let Some(stands) = stands(area, plan) else {
            continue;
        };
        let free = |place: &[f32; 2]| {
            let inside = place[0] > 8.0 && place[0] < plan.size[0] - 8.0;
            inside && !taken.iter().any(|it| near(*it, *place, 13.0))
        };
        let beside = BESIDE.map(|[x, y]| [stands[0] + x, stands[1] + y]);
        let place = if area.outside {
            stands
        } else {
            beside.into_iter().find(free).unwrap_or(beside[0])
        };
        taken.push(place);
        found.push((nth + 1, place));
    }
    found
}

/// What is written beside the picture of an area; nothing if it stands nowhere.
fn label(area: &KnownArea, side: &KnownSide, plan: &PlanSide) -> Option<Label> {
    let door = side.door.as_ref().filter(|it| it.area == area.id);
    let links = side.links.iter().filter(|it| it.area == area.id);
    let links: Vec<&KnownLink> = links.collect();
    Some(Label::of(area, &links, door, ends(area, plan)?))
}

/// What the marks mean.
fn legend() -> Markup {
    let sign =
        |mark: Markup| html! { svg .key viewBox="-8 -8 16 16" aria-hidden="true" { (mark) } };
    html! {
        figcaption .legend .small .quiet {
            span { (sign(html! { path .hatched d="M-7-5h14V5h-14z" {} path .ht d="M-7 1l4-6M-5 5l7-10M0 5l6-9M4 5l3-5" {} })) "not reported" }
            span { (sign(html! { path .lk-t d="M-7-2L0-6l7 4-7 4z" {} path .lk-l d="M-7-2l7 4v4l-7-4z" {} path .lk-r d="M7-2L0 2v4l7-4z" {} })) "locked devices" }
            span { (sign(cut())) "cut" }
            span { (sign(html! { path .vault d="M-7-5h14V5h-14z" {} })) "isolated" }
            span { (sign(blocked())) "file sharing blocked" }
        }
    }
}
