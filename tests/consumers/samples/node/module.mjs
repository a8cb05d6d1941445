// The core as an ES module has it, and stems for what is written in German.

import { load } from 'pilcrow-reader/core';
import { loadStems } from 'pilcrow-reader/stems';

const { read } = await load();
const document = read('The mill reopens\n\nIt opened on Satur-\nday.\n');
console.log(document.blocks(1, 2)[0].text);
document.free();

const german = read('Der Hafen\n\nDas Haus am Hafen ist alt, und der Wirt hat es nicht gestrichen.\n');
await loadStems({ lang: german.lang });
console.log(german.search('Häusern').total);
german.free();
