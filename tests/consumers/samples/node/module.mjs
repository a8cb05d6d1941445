// The core as an ES module has it.

import { load } from 'pilcrow-reader/core';

const { read } = await load();
const document = read('The mill reopens\n\nIt opened on Satur-\nday.\n');
console.log(document.blocks(1, 2)[0].text);
document.free();
