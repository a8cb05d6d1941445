// The interface's words in Spanish.

export const words = {
  contents: 'Índice',
  search: 'Buscar en este texto',
  previous: 'Resultado anterior',
  next: 'Resultado siguiente',
  none: 'ninguno',
  at: '{at} de {count}',

  matches: { one: '{count} resultado', many: '{count} de resultados', other: '{count} resultados' },
  nothingFound: 'no se encontró nada para {query}',
  hit: 'resultado {at} de {count}',
  hitIn: 'resultado {at} de {count}, sección {section}',
  opened: 'se abrió {title}',
  openedUntitled: 'se abrió el texto',

  loading: 'Abriendo el texto…',
  retry: 'Reintentar',
  dismiss: 'Cerrar',
  named: '«{name}»',
  unnamed: 'Este texto',
  notFound: 'No se encontró: {text}. Compruebe la dirección.',
  refused: '{text} no se pudo obtener: el servidor respondió {status}.',
  'not-text': '{text} no es un texto. Abra un archivo de texto sin formato, o copie las palabras y péguelas aquí.',
  empty: '{text} no contiene nada que leer.',
  'too-big': '{text} es demasiado grande para leerse de una vez. Abra una parte, de hasta 64 MB.',
  'bad-src': '{text} no es una dirección de la que se pueda obtener un texto. Use http o https.',
  timeout: '{text} no llegó: el servidor dejó de responder. Inténtelo de nuevo dentro de un rato.',
  network: '{text} no se pudo obtener. Quizá no haya conexión, o su servidor no lo comparta con otros sitios (CORS).',
  unreadable: '{text} no se pudo leer del disco. Quizá se haya movido o esté bloqueado; ábralo de nuevo.',
  engine: 'El lector no pudo iniciarse en este navegador: este es el texto tal como llegó, sin búsqueda.',
  unknown: '{text} no se pudo abrir.',
};
