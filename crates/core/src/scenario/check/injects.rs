//! Checks injects. Must not ask whether they can fire: that is `possible`.

use super::super::diagnostic::Code;
use super::super::load::Loaded;
use super::super::model::{AttachmentKind, Card, Enclosed, Fires, Inject, RoleId};
use super::super::shape;
use super::checker::Checker;
use super::logic::Logic;

impl Checker {
    pub(super) fn injects(&mut self, loaded: &Loaded, cards: &[Card]) -> Vec<Inject> {
        let main = &loaded.scenario;
        let logic = Logic {
            cards,
            prompts: &main.prompts,
            checked: &[],
        };
        main.injects
            .iter()
            .map(|inject| {
                if inject.text.value.trim().is_empty() {
                    self.problem(
                        Code::Empty,
                        inject.text.mark,
                        format!("inject `{}` says nothing", inject.id),
                        "write the inject as it would be said or read",
                    );
                }
                if inject.to.is_empty() {
                    self.problem(
                        Code::Empty,
                        inject.id.mark,
                        format!("inject `{}` is for nobody", inject.id),
                        "name at least one role in `to`",
                    );
                }
                for technique in &inject.techniques {
                    if !is_technique(&technique.value) {
                        self.problem(
                            Code::BadId,
                            technique.mark,
                            format!("`{technique}` is not an ATT&CK technique"),
                            "techniques look like T1486 or T1543.003",
                        );
                    }
                }
                let to = self.find_all(|it| &it.roles, &inject.to);
                let attachments = self.attachments(inject, loaded);
                Inject {
                    id: inject.id.value.clone(),
                    title: inject.title.clone(),
                    fires: self.fires(&inject.fires, logic, &to),
                    channel: self.find(|it| &it.channels, &inject.channel),
                    from: inject.from.clone(),
                    to,
                    text: inject.text.value.clone(),
                    expect: inject.expect.clone(),
                    techniques: inject
                        .techniques
                        .iter()
                        .map(|technique| technique.value.clone())
                        .collect(),
                    objectives: self.find_all(|it| &it.objectives, &inject.objectives),
                    attachments,
                    alert: inject.alert,
                    opens: inject
                        .opens
                        .as_ref()
                        .map(|prompt| self.find(|it| &it.prompts, prompt)),
                }
            })
            .collect()
    }

    fn attachments(&mut self, inject: &shape::Inject, loaded: &Loaded) -> Vec<Enclosed> {
        let mut found = Vec::new();
        for asked in &inject.attachments {
            if asked.title.value.trim().is_empty() {
                self.problem(
                    Code::Empty,
                    asked.title.mark,
                    format!("`{}` has no title", asked.file),
                    "say what its sender calls it",
                );
            }
            let Some(file) = loaded.attachments.get(&asked.file.value) else {
                continue;
            };
            let table = matches!(file.kind, AttachmentKind::Table { .. });
            if asked.shows.value.trim().is_empty() && !table {
                self.problem(
                    Code::Empty,
                    asked.file.mark,
                    format!("nothing says what `{}` shows", asked.file),
                    "say in `shows` what can be seen or heard in it, for whoever can't",
                );
            }
            found.push(Enclosed {
                file: file.clone(),
                title: asked.title.value.clone(),
                shows: asked.shows.value.clone(),
            });
        }
        found
    }

    fn fires(&mut self, fires: &shape::Fires, logic: Logic<'_>, to: &[RoleId]) -> Fires {
        match fires {
            shape::Fires::At(when) => Fires::At(self.when(when)),
            shape::Fires::When {
                is,
                after_mins,
                not_before,
                not_after,
            } => Fires::When {
                is: self.condition_for(is, logic, to),
                after_mins: *after_mins,
                not_before: not_before.as_ref().map_or(0, |when| self.when(when)),
                not_after: not_after.as_ref().map_or(self.ends, |when| self.when(when)),
            },
            shape::Fires::After { inject, mins } => Fires::After {
                inject: self.find(|it| &it.injects, inject),
                mins: *mins,
            },
            shape::Fires::ByHand => Fires::ByHand,
        }
    }
}

/// `T1486` or `T1543.003`.
fn is_technique(text: &str) -> bool {
    let digits =
        |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    let Some(rest) = text.strip_prefix('T') else {
        return false;
    };
    match rest.split_once('.') {
        Some((technique, sub)) => digits(technique, 4) && digits(sub, 3),
        None => digits(rest, 4),
    }
}
