//! Checks how the time in the room is spent. Must not judge how many injects are too many for whom: that is
//! advice.

use super::super::diagnostic::Code;
use super::super::mark::Mark;
use super::super::model::{
    Fires, Inject, MOST_CORE, Mins, Role, RoleId, RoomPart, RoomPartKind, RunSheet,
};
use super::super::shape;
use super::checker::Checker;

impl Checker {
    pub(super) fn run_sheet(
        &mut self,
        main: &shape::Scenario,
        injects: &[Inject],
        roles: &[Role],
    ) -> Option<RunSheet> {
        let sheet = main.run_sheet.as_ref()?;
        let parts = self.room_parts(&sheet.parts, main.room_mins);
        let mut core = vec![false; injects.len()];
        for id in &sheet.core {
            let found = self.find(|it| &it.injects, id);
            if let Some(core) = core.get_mut(found.at()) {
                *core = true;
            }
        }
        for of in 0..self.tables.organisations.ids.len() {
            let theirs = |to: &RoleId| roles[to.at()].of.at() == of;
            let here = injects.iter().zip(&core);
            let here = here.filter(|(inject, core)| **core && inject.to.iter().any(theirs));
            let count = here.count();
            if let Some(first) = sheet.core.first().filter(|_| count > MOST_CORE) {
                self.problem(
                    Code::Count,
                    first.mark,
                    format!("{count} injects are core for one room; it can take in {MOST_CORE}"),
                    "keep those that open a decision or tell what nobody else does; the rest stays in the full set",
                );
            }
        }
        for id in &sheet.core {
            let named = injects.iter().find(|it| it.id == id.value);
            if let Some(Fires::After { inject, .. }) = named.map(|it| &it.fires)
                && core.get(inject.at()) == Some(&false)
            {
                let waits = &injects[inject.at()].id;
                self.problem(
                    Code::NeverFires,
                    id.mark,
                    format!("core inject `{id}` comes after `{waits}`, which is not core"),
                    "make both core, or let this one fire by itself",
                );
            }
        }
        Some(RunSheet { parts, core })
    }

    fn room_parts(&mut self, parts: &[shape::RoomPart], room_mins: u32) -> Vec<RoomPart> {
        let mut from: Mins = 0;
        let mut last: Option<Mark> = None;
        let mut made = Vec::new();
        for part in parts {
            let (kind, mins) = match part {
                shape::RoomPart::Brief(mins) => (RoomPartKind::Brief, mins),
                shape::RoomPart::Break(mins) => (RoomPartKind::Break, mins),
                shape::RoomPart::Debrief(mins) => (RoomPartKind::Debrief, mins),
                shape::RoomPart::Actions(mins) => (RoomPartKind::Actions, mins),
                shape::RoomPart::Play { mins, until } => {
                    let to = self.when(until);
                    if to <= from {
                        self.problem(
                            Code::Time,
                            until.mark,
                            "a part of play ends after it begins",
                            "put the parts in order",
                        );
                    }
                    let kind = RoomPartKind::Play { from, until: to };
                    from = to;
                    last = Some(until.mark);
                    (kind, mins)
                }
            };
            if mins.value == 0 {
                self.problem(
                    Code::Count,
                    mins.mark,
                    "this part takes no time",
                    "give it minutes of real time, or take it out",
                );
            }
            made.push(RoomPart {
                kind,
                mins: mins.value,
            });
        }
        match last {
            Some(mark) if from != self.ends => self.problem(
                Code::Time,
                mark,
                "the last part of play doesn't end at ENDEX",
                "let it end when the exercise does",
            ),
            None => {
                if let Some(shape::RoomPart::Brief(mins) | shape::RoomPart::Break(mins)) =
                    parts.first()
                {
                    self.problem(
                        Code::Empty,
                        mins.mark,
                        "nobody plays in this run sheet",
                        "add `Play(mins: …, until: …)`",
                    );
                }
            }
            Some(_) => {}
        }
        let all: u32 = made.iter().map(|it| it.mins).sum();
        if let Some(mark) = last
            && all != room_mins
        {
            self.problem(
                Code::Count,
                mark,
                format!("the parts take {all} minutes, and `room_mins` says {room_mins}"),
                "make the two the same",
            );
        }
        made
    }
}
