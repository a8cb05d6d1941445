// The interface's words in Italian.

export const words = {
  contents: 'Indice',
  search: 'Cerca in questo testo',
  previous: 'Risultato precedente',
  next: 'Risultato successivo',
  none: 'nessuno',
  at: '{at} di {count}',

  matches: { one: '{count} risultato', many: '{count} di risultati', other: '{count} risultati' },
  nothingFound: 'nessun risultato per {query}',
  hit: 'risultato {at} di {count}',
  hitIn: 'risultato {at} di {count}, sezione {section}',
  opened: '{title} è aperto',
  openedUntitled: 'il testo è aperto',

  loading: 'Apertura del testo…',
  retry: 'Riprova',
  dismiss: 'Chiudi',
  named: '«{name}»',
  unnamed: 'Questo testo',
  notFound: '{text} non è stato trovato. Controlla l’indirizzo.',
  refused: '{text} non è disponibile: il server ha risposto {status}.',
  'not-text': '{text} non è un testo. Apri un file di solo testo, oppure copia le parole e incollale qui.',
  empty: '{text} è vuoto: non c’è niente da leggere.',
  'too-big': '{text} è troppo grande per essere letto in una volta. Aprine una parte, fino a 64 MB.',
  'bad-src': '{text} non è un indirizzo da cui si possa prendere un testo. Usa http o https.',
  timeout: '{text} non è arrivato: il server non risponde più. Riprova tra un po’.',
  network: '{text} non è raggiungibile. Forse manca la rete, o il server non lo condivide con altri siti (CORS).',
  unreadable: '{text} non si è potuto leggere dal disco. Forse è stato spostato o bloccato; aprilo di nuovo.',
  engine: 'Il lettore non è riuscito ad avviarsi in questo browser: ecco il testo così come è arrivato, senza ricerca.',
  unknown: '{text} non si è potuto aprire.',
};
