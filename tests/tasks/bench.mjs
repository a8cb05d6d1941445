// npm run bench: sets up what is missing, builds and measures; npm run bench -- FILE takes another text, and npm run bench -- start or
// npm run bench -- archive measure the element's start over a slow line, or an archive of 20,000 texts; npm run bench -- reader [FILE], the
// reader on a book.

import path from 'node:path';
import { build } from './build.mjs';
import { main, run } from './steps.mjs';

const OTHERS = ['start', 'archive', 'reader'];

await main(async () => {
  await build();
  const [first, ...rest] = process.argv.slice(2);
  if (OTHERS.includes(first)) await run(process.execPath, [`tests/bench/${first}.mjs`, ...rest]);
  else await run(process.execPath, ['tests/bench/run.mjs', ...process.argv.slice(2).map((file) => path.resolve(file))]);
});
