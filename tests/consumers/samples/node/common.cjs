// The core as CommonJS has it.

import('pilcrow-reader/core')
  .then(({ load }) => load())
  .then(({ read }) => {
    const document = read('The mill reopens\n\nIt opened on Satur-\nday.\n');
    console.log(document.blocks(1, 2)[0].text);
    document.free();
  });
