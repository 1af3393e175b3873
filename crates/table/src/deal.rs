//! How the hosts of a segment are dealt to the floors on which it stands: evenly, so that every floor
//! shows the same share, for the model knows no more. Must not know where the floors are.

/// For every host of a segment, in the order in which hosts are drawn, the bay in which it stands: each
/// bay gets as many as it has room for, and at every point of the list as near its share as can be.
pub fn order(room: &[u32]) -> Vec<u16> {
    let total: u64 = room.iter().map(|it| u64::from(*it)).sum();
    let mut given = vec![0_u64; room.len()];
    (1..=total)
        .filter_map(|so_far| {
            let wants = |bay: &usize| {
                let fair = so_far * u64::from(room[*bay]);
                fair as i64 - (given[*bay] * total) as i64
            };
            let bay = (0..room.len())
                .filter(|bay| given[*bay] < u64::from(room[*bay]))
                .max_by_key(|bay| (wants(bay), std::cmp::Reverse(*bay)))?;
            given[bay] += 1;
            Some(bay as u16)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hosts_go_round() {
        assert_eq!(order(&[2, 2, 2]), [0, 1, 2, 0, 1, 2]);
        assert_eq!(order(&[3, 1]), [0, 0, 1, 0]);
        assert!(order(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn each_bay_is_filled_and_no_floor_runs_ahead(room in proptest::collection::vec(0_u32..200, 1..7)) {
            let dealt = order(&room);
            let total: u32 = room.iter().sum();
            prop_assert_eq!(dealt.len(), total as usize);
            let mut given = vec![0_u32; room.len()];
            for (so_far, bay) in dealt.iter().enumerate() {
                given[usize::from(*bay)] += 1;
                for (bay, given) in given.iter().enumerate() {
                    let fair = (so_far + 1) as f64 * f64::from(room[bay]) / f64::from(total);
                    // Never a whole host ahead, and not two behind.
                    prop_assert!(f64::from(*given) < fair + 1.0, "{given} of {fair}");
                    prop_assert!(f64::from(*given) > fair - 2.0, "{given} of {fair}");
                }
            }
            prop_assert_eq!(given, room);
        }
    }
}
