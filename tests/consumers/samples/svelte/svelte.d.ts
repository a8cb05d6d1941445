// Tells Svelte's checker of the tag.

import type { HTMLAttributes } from 'svelte/elements';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'pilcrow-reader': HTMLAttributes<HTMLElement> & {
      src?: string;
      text?: string;
      theme?: string;
      'onpilcrow-load'?: (event: HTMLElementEventMap['pilcrow-load']) => void;
    };
  }
}
