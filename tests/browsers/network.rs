//! The network of one device: its way to the server, which can be cut as Wi-Fi is, under open streams as well.
//! Must not know what goes over it.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// A way to one address. Chromium takes it for a proxy, and all that it sends goes there.
pub struct Network {
    /// Where the device finds it.
    pub address: String,
    cut: Arc<AtomicBool>,
    open: Arc<Mutex<Vec<TcpStream>>>,
}

impl Network {
    /// A way to a host and port.
    pub fn to(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let cut = Arc::new(AtomicBool::new(false));
        let open = Arc::new(Mutex::new(Vec::new()));
        let (is_cut, opened, server) = (cut.clone(), open.clone(), server.to_owned());
        std::thread::spawn(move || {
            for device in listener.incoming().map_while(Result::ok) {
                let reached = TcpStream::connect(&server);
                match reached {
                    Ok(server) if !is_cut.load(Ordering::SeqCst) => pass(device, server, &opened),
                    _ => drop(device),
                }
            }
        });
        Self { address, cut, open }
    }

    /// Cuts it, or mends it.
    pub fn cut(&self, cut: bool) {
        self.cut.store(cut, Ordering::SeqCst);
        if cut {
            for stream in self.open.lock().unwrap().drain(..) {
                let _gone = stream.shutdown(Shutdown::Both);
            }
        }
    }
}

/// Passes on what each side sends, until one of them has gone.
fn pass(device: TcpStream, server: TcpStream, open: &Arc<Mutex<Vec<TcpStream>>>) {
    let both = |from: &TcpStream, to: &TcpStream| {
        let (mut from, mut to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
        std::thread::spawn(move || {
            let mut part = [0; 16 * 1_024];
            while let Ok(length @ 1..) = from.read(&mut part) {
                if to.write_all(&part[..length]).is_err() {
                    break;
                }
            }
            let _gone = to.shutdown(Shutdown::Both);
            let _gone = from.shutdown(Shutdown::Both);
        });
    };
    both(&device, &server);
    both(&server, &device);
    open.lock().unwrap().extend([device, server]);
}
