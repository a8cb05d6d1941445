// A reader in React: attributes, properties, an event and a method, all typed.

import 'pilcrow-reader/define';
import type { PilcrowReader } from 'pilcrow-reader';
import { type DetailedHTMLProps, type HTMLAttributes, useEffect, useRef } from 'react';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'pilcrow-reader': DetailedHTMLProps<HTMLAttributes<PilcrowReader>, PilcrowReader> & {
        src?: string;
        text?: string;
        theme?: string;
      };
    }
  }
}

const TEXT = 'The mill reopens\n\nThe old mill on the river opened again on Satur-\nday. The flour came at noon.\n';

export function App() {
  const reader = useRef<PilcrowReader>(null);
  useEffect(() => {
    const element = reader.current;
    const onLoad = (event: HTMLElementEventMap['pilcrow-load']) => {
      document.body.dataset.words = event.detail.title;
    };
    element?.addEventListener('pilcrow-load', onLoad);
    return () => element?.removeEventListener('pilcrow-load', onLoad);
  }, []);
  return <pilcrow-reader ref={reader} text={TEXT} theme="light" />;
}
