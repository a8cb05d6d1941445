//! Reads texts natively: `cargo run --example read FILE` shows how one reads, as the chapters of `tests/spec/` write it; and
//! `cargo run --release --example read -- OUT_DIR FILE…` writes the JSON of many, for scoring them at once.

mod reads;

use pilcrow::Format;
use reads::reads;
use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match &arguments[..] {
        [] => println!("usage: read FILE, or read OUT_DIR FILE…"),
        [file] => println!("{}", reads(&text_of(file)?, Format::Auto)),
        [out, files @ ..] => write_all(Path::new(out), files)?,
    }
    Ok(())
}

fn write_all(out: &Path, files: &[String]) -> io::Result<()> {
    std::fs::create_dir_all(out)?;
    for file in files {
        let document = pilcrow::read(text_of(file)?, Format::Auto);
        let name = Path::new(file).with_extension("json");
        let json = pilcrow::export::export(&document, pilcrow::export::Export::Json);
        std::fs::write(out.join(name.file_name().expect("a file has a name")), json)?;
    }
    Ok(())
}

fn text_of(file: &str) -> io::Result<String> {
    Ok(String::from_utf8_lossy(&std::fs::read(file)?).into_owned())
}
