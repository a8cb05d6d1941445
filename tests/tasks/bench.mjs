// npm run bench: sets up what is missing, builds the Wasm and measures; npm run bench -- FILE takes another text.

import path from 'node:path';
import { buildWasm } from './build.mjs';
import { setUp } from './setup.mjs';
import { main, run } from './steps.mjs';

await main(async () => {
  await setUp();
  await buildWasm();
  await run(process.execPath, ['tests/bench/run.mjs', ...process.argv.slice(2).map((file) => path.resolve(file))]);
});
