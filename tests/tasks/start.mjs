// npm start: sets up what is missing, builds, and serves the page until it is interrupted.

import path from 'node:path';
import { build } from './build.mjs';
import { serveFolder } from './serve.mjs';
import { main, root } from './steps.mjs';

await main(async () => {
  await build();
  const { url } = await serveFolder(path.join(root, 'www'), Number(process.env.PORT ?? 8080));
  console.log(`\nPilcrow is at ${url}  (Ctrl+C ends it)`);
});
