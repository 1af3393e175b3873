//! Checks how fast people work and report. Must not know who they are.

use super::super::diagnostic::Code;
use super::super::model::Pace;
use super::super::shape;
use super::checker::Checker;
use super::services::ED_LEANS;

impl Checker {
    pub(super) fn pace(&mut self, pace: &shape::Pace) -> Pace {
        for (name, mins) in [
            ("patch_mins", &pace.patch_mins),
            ("rebuild_desktop_mins", &pace.rebuild_desktop_mins),
            ("rebuild_server_mins", &pace.rebuild_server_mins),
            ("rebuild_device_mins", &pace.rebuild_device_mins),
            ("report_day_mins", &pace.report_day_mins),
            ("report_night_mins", &pace.report_night_mins),
            ("ed_margin", &pace.ed_margin),
        ] {
            if !(mins.value > 0.0 && mins.value <= 1e6) {
                self.problem(
                    Code::Count,
                    mins.mark,
                    format!("the pace's `{name}` is {mins}"),
                    "give a number above 0",
                );
            }
        }
        if pace.ed_overwhelmed.value == 0 {
            self.problem(
                Code::Count,
                pace.ed_overwhelmed.mark,
                "the pace's `ed_overwhelmed` is 0",
                "give the number of waiting patients at which ambulances turn away",
            );
        }
        Pace {
            patch_mins: pace.patch_mins.value,
            rebuild_desktop_mins: pace.rebuild_desktop_mins.value,
            rebuild_server_mins: pace.rebuild_server_mins.value,
            rebuild_device_mins: pace.rebuild_device_mins.value,
            report_day_mins: pace.report_day_mins.value,
            report_night_mins: pace.report_night_mins.value,
            reports_per_min: pace.reports_per_min,
            uncoordinated: self.share(&pace.uncoordinated),
            ed_margin: pace.ed_margin.value,
            ed_overwhelmed: pace.ed_overwhelmed.value,
            ed_leans: pace
                .ed_leans
                .as_ref()
                .map_or(ED_LEANS, |share| self.share(share)),
        }
    }
}
