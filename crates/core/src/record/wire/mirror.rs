//! From what the program holds to what is written and back, field by field. Must not leave one out:
//! the compiler asks for each on both sides.

/// The same value on the other side of the border: as the program holds it, or as it is written.
pub(in crate::record) trait Mirror<T> {
    /// The same value there.
    fn mirror(&self) -> T;
}

/// The same fields on both sides. A field that one side gains is missed here by the compiler.
macro_rules! same_fields {
    ($a:path, $b:path { $($field:ident),* $(,)? }) => {
        impl $crate::record::wire::mirror::Mirror<$b> for $a {
            fn mirror(&self) -> $b {
                let Self { $($field),* } = self;
                $b { $($field: $field.mirror()),* }
            }
        }
        impl $crate::record::wire::mirror::Mirror<$a> for $b {
            fn mirror(&self) -> $a {
                let Self { $($field),* } = self;
                $a { $($field: $field.mirror()),* }
            }
        }
    };
}

/// The same variants, with the same fields, on both sides.
macro_rules! same_variants {
    ($a:path, $b:path { $($variant:ident $({ $($field:ident),* $(,)? })? $(( $one:ident ))?),* $(,)? }) => {
        impl $crate::record::wire::mirror::Mirror<$b> for $a {
            fn mirror(&self) -> $b {
                use $a as From;
                use $b as To;
                match self {
                    $(From::$variant $({ $($field),* })? $(($one))? =>
                        To::$variant $({ $($field: $field.mirror()),* })? $(($one.mirror()))?),*
                }
            }
        }
        impl $crate::record::wire::mirror::Mirror<$a> for $b {
            fn mirror(&self) -> $a {
                use $b as From;
                use $a as To;
                match self {
                    $(From::$variant $({ $($field),* })? $(($one))? =>
                        To::$variant $({ $($field: $field.mirror()),* })? $(($one.mirror()))?),*
                }
            }
        }
    };
}

pub(super) use {same_fields, same_variants};

macro_rules! as_it_is {
    ($($plain:ty),*) => {
        $(impl Mirror<$plain> for $plain {
            fn mirror(&self) -> $plain {
                self.clone()
            }
        })*
    };
}

as_it_is!(String, bool, u8, u32, u64, f64, [f64; 3], (String, f64));
as_it_is!(crate::cycle::ExerciseType);

impl<A: Mirror<B>, B> Mirror<Option<B>> for Option<A> {
    fn mirror(&self) -> Option<B> {
        self.as_ref().map(Mirror::mirror)
    }
}

impl<A: Mirror<B>, B> Mirror<Vec<B>> for Vec<A> {
    fn mirror(&self) -> Vec<B> {
        self.iter().map(Mirror::mirror).collect()
    }
}

impl<A: Mirror<B>, B> Mirror<Box<B>> for Box<A> {
    fn mirror(&self) -> Box<B> {
        Box::new((**self).mirror())
    }
}

impl<A: Mirror<B>, B> Mirror<(B, B)> for (A, A) {
    fn mirror(&self) -> (B, B) {
        (self.0.mirror(), self.1.mirror())
    }
}

impl<A: Mirror<B>, B> Mirror<std::collections::BTreeMap<String, B>>
    for std::collections::BTreeMap<String, A>
{
    fn mirror(&self) -> std::collections::BTreeMap<String, B> {
        self.iter()
            .map(|(key, value)| (key.clone(), value.mirror()))
            .collect()
    }
}
