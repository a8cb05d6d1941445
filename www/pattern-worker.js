// Runs a regular expression apart from the page, so that it can be stopped; `patterns.js` makes it and gives it its tasks.

import { matchesOf } from './matches.js';

addEventListener('message', ({ data }) => postMessage(matchesOf(data)));
