//! How fast a text is read natively, beside a bare count of its lines as the floor; prints MB/s as JSON.

use std::hint::black_box;
use std::time::Instant;

const ROUNDS: usize = 9;

fn main() {
    let path = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let Some(path) = path else { return println!("usage: cargo bench --bench parse -- FILE") };
    let text = std::fs::read_to_string(path).expect("the file is UTF-8 text");

    let read = rate(&text, |text| pilcrow::read(text, pilcrow::Format::Auto).blocks().len());
    let lines = rate(&text, |text| text.lines().count());
    println!(r#"{{"read":{read},"lines":{lines}}}"#);
}

/// The median rate, in millions of bytes a second.
fn rate(text: &str, work: impl Fn(&str) -> usize) -> f64 {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let started = Instant::now();
            black_box(work(black_box(text)));
            started.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    text.len() as f64 / 1e6 / times[ROUNDS / 2]
}
