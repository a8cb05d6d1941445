// Makes sure that everything a build needs is there, and fetches what the project may fetch by itself.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ask, Problem, root, run, step, upToDate } from './steps.mjs';

/** What the Wasm is compiled for. */
export const TARGET = 'wasm32-unknown-unknown';
// wasm-bindgen writes and reads a private format: the tool and the crate in Cargo.toml must be of one version.
const BINDGEN = { crate: 'wasm-bindgen-cli', program: 'wasm-bindgen', version: '0.2.130' };
const RUST = "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh";

/** Everything that a build needs; says nothing about what is there already. */
export async function setUp() {
  checkNode();
  checkRust();
  await addTarget();
  await installPackages();
  await installTools();
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  // The package itself needs 20.16; the checkers of a checkout need 20.19.
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Problem(
      `node is ${process.versions.node}, and 20.19 or later is needed`,
      'install a current Node.js, for instance with: nvm install --lts',
    );
  }
}

function checkRust() {
  if (!ask('cargo', ['--version'])) throw new Problem('cargo is not on the PATH', `install Rust with: ${RUST}`);
  const found = ask('rustc', ['--version'])?.match(/^rustc (\d+\.\d+)/)?.[1] ?? '0.0';
  const wanted = readFileSync(path.join(root, 'Cargo.toml'), 'utf8').match(/^rust-version = "(\d+\.\d+)/m)?.[1] ?? '0.0';
  if (Number(found.split('.')[1]) < Number(wanted.split('.')[1])) {
    throw new Problem(
      `rustc is ${found}, and ${wanted} or later is needed`,
      ask('rustup', ['--version']) ? 'rustup update stable' : RUST,
    );
  }
  if (!ask('cc', ['--version'])) {
    throw new Problem(
      'there is no C linker (cc), and Rust links the tools with it',
      'on Debian or Ubuntu: apt-get install gcc libc6-dev; on macOS: xcode-select --install',
    );
  }
}

async function addTarget() {
  const folder = ask('rustc', ['--print', 'target-libdir', '--target', TARGET]);
  if (folder && existsSync(folder)) return;
  if (!ask('rustup', ['--version'])) {
    throw new Problem(
      `Rust's ${TARGET} target is not installed, and there is no rustup to add it`,
      `install Rust through rustup: ${RUST}`,
    );
  }
  await step(`adding Rust's ${TARGET} target`, () =>
    run('rustup', ['target', 'add', TARGET], { mend: `with the network up: rustup target add ${TARGET}` }),
  );
}

async function installPackages() {
  if (upToDate(['node_modules/.package-lock.json'], ['package-lock.json'])) return;
  if (!ask('npm', ['--version']))
    throw new Problem('npm is not on the PATH', 'install it with Node.js, or on Debian or Ubuntu: apt-get install npm');
  await step('installing the npm packages (about half a minute)', () =>
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      mend: 'with the network up and the registry within reach: npm ci',
    }),
  );
}

async function installTools() {
  const { crate, program, version } = BINDGEN;
  if (ask(program, ['--version'])?.split(' ')[1] === version) return;
  const wanted = `${crate}@${version}`;
  await step(`building ${wanted} into .tools (once; two to four minutes on two cores)`, () =>
    // Its own lock file names versions that registries have withdrawn, hence no --locked. A folder that stays for what is
    // compiled lets an interrupted build go on where it was. --force replaces another version's program.
    run('cargo', ['install', wanted, '--root', path.join(root, '.tools'), '--force'], {
      env: { CARGO_TARGET_DIR: path.join(root, 'target', 'tools') },
      mend: `with the network up: cargo install ${wanted} --root .tools`,
    }),
  );
}
