// A page whose text is read on the server, and set in a reader by the client.

import { load } from 'pilcrow-reader/core';
import { Reader } from './reader';

const TEXT = 'The mill reopens\n\nThe old mill on the river opened again on Satur-\nday. The flour came at noon.\n';

export default async function Page() {
  const { read } = await load();
  const document = read(TEXT);
  const words = document.blocks(1, 2)[0].text;
  document.free();
  return (
    <>
      <p id="server">{words}</p>
      <Reader text={TEXT} />
    </>
  );
}
