//! The `wardroom` program. Must not do more than hand the arguments on.

fn main() -> std::process::ExitCode {
    wardroom::cli::main()
}
