// Shows below each reader of the gallery the lines of the style sheet that dress it.

const css = await (await fetch(new URL('docs.css', import.meta.url))).text();
for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-rules]'))) {
  const rules = css.match(new RegExp(`^\\.${place.dataset['rules']} pilcrow-reader[^}]*}`, 'gm'));
  place.textContent = rules?.join('\n\n') ?? '';
}
