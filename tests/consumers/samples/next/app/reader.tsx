// The reader on the client.

'use client';

import type { PilcrowReader } from 'pilcrow-reader';
import { useEffect, useRef } from 'react';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'pilcrow-reader': DetailedHTMLProps<HTMLAttributes<PilcrowReader>, PilcrowReader> & { src?: string; theme?: string };
    }
  }
}

export function Reader({ text }: { text: string }) {
  const reader = useRef<PilcrowReader>(null);
  useEffect(() => {
    import('pilcrow-reader/define').then(() => {
      if (reader.current) reader.current.text = text;
    });
  }, [text]);
  return <pilcrow-reader ref={reader} />;
}
