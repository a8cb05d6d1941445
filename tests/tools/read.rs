//! Reads texts natively and writes their JSON: `cargo run --release --example read -- OUT_DIR FILE…`, for scoring many at once.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().expect("usage: read OUT_DIR FILE…");
    std::fs::create_dir_all(&out)?;
    for file in arguments {
        let text = String::from_utf8_lossy(&std::fs::read(&file)?).into_owned();
        let document = pilcrow::read(text, pilcrow::Format::Auto);
        let name = Path::new(&file).with_extension("json");
        let json = pilcrow::export::export(&document, pilcrow::export::Export::Json);
        std::fs::write(Path::new(&out).join(name.file_name().expect("a file has a name")), json)?;
    }
    Ok(())
}
