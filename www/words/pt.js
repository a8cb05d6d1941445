// The interface's words in Portuguese.

export const words = {
  contents: 'Índice',
  search: 'Procurar neste texto',
  previous: 'Resultado anterior',
  next: 'Resultado seguinte',
  none: 'nenhum',
  at: '{at} de {count}',

  matches: { one: '{count} resultado', many: '{count} de resultados', other: '{count} resultados' },
  nothingFound: 'nada encontrado para {query}',
  hit: 'resultado {at} de {count}',
  hitIn: 'resultado {at} de {count}, secção {section}',
  opened: '{title} foi aberto',
  openedUntitled: 'o texto foi aberto',

  loading: 'A abrir o texto…',
  retry: 'Tentar de novo',
  dismiss: 'Fechar',
  named: '“{name}”',
  unnamed: 'Este texto',
  notFound: '{text} não foi encontrado. Verifique o endereço.',
  refused: '{text} não pôde ser obtido: o servidor respondeu {status}.',
  'not-text': '{text} não é um texto. Abra um ficheiro de texto simples, ou copie as palavras e cole-as aqui.',
  empty: '{text} está vazio: não há nada para ler.',
  'too-big': '{text} é grande demais para ser lido de uma só vez. Abra uma parte, até 64 MB.',
  'bad-src': '{text} não é um endereço de onde se possa obter um texto. Use http ou https.',
  timeout: '{text} não chegou: o servidor deixou de responder. Tente de novo daqui a pouco.',
  network: '{text} não pôde ser obtido. A rede pode estar em baixo, ou o servidor não o partilha com outros sítios (CORS).',
  unreadable: '{text} não pôde ser lido do disco. Pode ter sido movido ou bloqueado; abra-o outra vez.',
  engine: 'O leitor não conseguiu arrancar neste navegador: este é o texto tal como chegou, sem pesquisa.',
  unknown: '{text} não pôde ser aberto.',
};
