// The page as an installed one: kept for when there is no network, and opening what other programs hand over.

/**
 * @typedef {object} InstalledParts
 * @property {(files: File[]) => void} onFiles
 * @property {(text: string) => void} onText
 */

/** @param {InstalledParts} parts */
export async function install({ onFiles, onText }) {
  const { launchQueue } = /** @type {{ launchQueue?: { setConsumer: (consumer: (launch: any) => unknown) => void } }} */ (
    globalThis
  );
  launchQueue?.setConsumer(async ({ files = [] }) => {
    const opened = await Promise.all(files.map((/** @type {{ getFile: () => Promise<File> }} */ file) => file.getFile()));
    if (opened.length) onFiles(opened);
  });
  try {
    // Browsers that keep nothing, and pages that are not secure, have no service workers; the page works all the same.
    await navigator.serviceWorker?.register('offline.js');
    if (new URLSearchParams(location.search).has('shared')) await takeShared(onFiles, onText);
  } catch {
    // Refused: then there is only no help without a network.
  }
}

/**
 * Takes what the worker has laid down.
 * @param {InstalledParts['onFiles']} onFiles @param {InstalledParts['onText']} onText
 */
async function takeShared(onFiles, onText) {
  const cache = await caches.open('pilcrow-shared');
  const kept = await cache.keys();
  const responses = await Promise.all(kept.map((request) => cache.match(request)));
  await caches.delete('pilcrow-shared');
  history.replaceState(null, '', location.pathname);
  const files = [];
  for (const [at, response] of responses.entries()) {
    const name = decodeURIComponent(new URL(kept[at].url).search.slice(1));
    if (response && name) files.push(new File([await response.blob()], name));
    else if (response) onText(await response.text());
  }
  if (files.length) onFiles(files);
}
