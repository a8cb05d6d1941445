// Takes the picture that README.md shows: node tests/page/picture.mjs writes www/docs/reader.jpg.

import { fileURLToPath } from 'node:url';
import { launch, serve } from '../browser.mjs';

const FILE = fileURLToPath(new URL('../../www/docs/reader.jpg', import.meta.url));

const [browser, server] = await Promise.all([launch(), serve()]);
const page = await browser.newPage({ viewport: { width: 1180, height: 700 }, colorScheme: 'light' });
await page.goto(`${server.url}?src=samples/swifts.txt`);
await page.locator('pilcrow-reader:state(ready)').waitFor();
await page.keyboard.press('/');
await page.keyboard.type('roof');
await page.waitForFunction(() => (CSS.highlights.get('pilcrow-hit-current')?.size ?? 0) > 0);
await page.waitForTimeout(500);
await page.screenshot({ path: FILE, type: 'jpeg', quality: 70 });
await browser.close();
await server.close();
console.log(`the picture is in ${FILE}`);
