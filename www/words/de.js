// The interface's words in German.

export const words = {
  contents: 'Inhalt',
  search: 'In diesem Text suchen',
  previous: 'Voriger Treffer',
  next: 'Nächster Treffer',
  none: 'keine',
  at: '{at} von {count}',

  matches: { one: '{count} Treffer', other: '{count} Treffer' },
  nothingFound: 'nichts gefunden zu {query}',
  hit: 'Treffer {at} von {count}',
  hitIn: 'Treffer {at} von {count}, Abschnitt {section}',
  opened: '{title} ist geöffnet',
  openedUntitled: 'der Text ist geöffnet',

  loading: 'Der Text wird geöffnet …',
  retry: 'Noch einmal',
  dismiss: 'Schließen',
  named: '„{name}“',
  unnamed: 'Dieser Text',
  notFound: '{text} wurde nicht gefunden. Bitte die Adresse prüfen.',
  refused: '{text} war nicht zu bekommen: Der Server antwortete mit {status}.',
  'not-text': '{text} ist kein Text. Öffnen Sie eine reine Textdatei, oder kopieren Sie die Wörter und fügen Sie sie hier ein.',
  empty: '{text} ist leer: Es gibt darin nichts zu lesen.',
  'too-big': '{text} ist zu groß, um in einem Stück gelesen zu werden. Öffnen Sie einen Teil davon, bis zu 64 MB.',
  'bad-src': '{text} ist keine Adresse, von der sich ein Text holen lässt. Möglich sind http und https.',
  timeout: '{text} kam nicht an: Der Server ist verstummt. Versuchen Sie es später noch einmal.',
  network:
    '{text} war nicht zu bekommen. Vielleicht fehlt das Netz, oder der Server gibt ihn anderen Seiten nicht heraus (CORS).',
  unreadable:
    '{text} ließ sich nicht von der Platte lesen. Vielleicht wurde die Datei verschoben oder gesperrt; öffnen Sie sie noch einmal.',
  engine: 'In diesem Browser kann das Lesegerät nicht starten. Dies ist der Text, wie er kam, ohne Suche.',
  unknown: '{text} ließ sich nicht öffnen.',
};
