//! An order in which each thing comes after what it needs. Must not know what the things are.

/// Puts things in an order in which each comes after what it needs; and one thing that needs
/// itself, if there is one.
pub(super) fn in_order(needs: &[Vec<usize>]) -> (Vec<usize>, Option<usize>) {
    let mut order = Vec::with_capacity(needs.len());
    let mut placed = vec![false; needs.len()];
    loop {
        let before = order.len();
        for at in 0..needs.len() {
            let ready = needs[at]
                .iter()
                .all(|need| placed.get(*need).copied().unwrap_or(true));
            if !placed[at] && ready {
                placed[at] = true;
                order.push(at);
            }
        }
        if order.len() == needs.len() {
            return (order, None);
        }
        if order.len() == before {
            return (order, placed.iter().position(|placed| !placed));
        }
    }
}
