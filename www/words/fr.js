// The interface's words in French.

export const words = {
  contents: 'Sommaire',
  search: 'Chercher dans ce texte',
  previous: 'Résultat précédent',
  next: 'Résultat suivant',
  none: 'aucun',
  at: '{at} sur {count}',

  matches: { one: '{count} résultat', many: '{count} de résultats', other: '{count} résultats' },
  nothingFound: 'rien trouvé pour {query}',
  hit: 'résultat {at} sur {count}',
  hitIn: 'résultat {at} sur {count}, section {section}',
  opened: '{title} est ouvert',
  openedUntitled: 'le texte est ouvert',

  loading: 'Ouverture du texte…',
  retry: 'Réessayer',
  dismiss: 'Fermer',
  named: '« {name} »',
  unnamed: 'Ce texte',
  notFound: '{text} est introuvable. Vérifiez l’adresse.',
  refused: '{text} n’a pas pu être récupéré : le serveur a répondu {status}.',
  'not-text': '{text} n’est pas un texte. Ouvrez un fichier de texte brut, ou copiez les mots et collez-les ici.',
  empty: '{text} est vide : il n’y a rien à lire.',
  'too-big': '{text} est trop grand pour être lu d’un seul tenant. Ouvrez-en une partie, jusqu’à 64 Mo.',
  'bad-src': '{text} n’est pas une adresse d’où l’on peut récupérer un texte. Utilisez http ou https.',
  timeout: '{text} n’est pas arrivé : le serveur s’est tu. Réessayez dans un moment.',
  network:
    '{text} n’a pas pu être récupéré. Le réseau est peut-être coupé, ou le serveur ne le partage pas avec d’autres sites (CORS).',
  unreadable: '{text} n’a pas pu être lu sur le disque. Le fichier a peut-être été déplacé ou verrouillé ; ouvrez-le à nouveau.',
  engine: 'Le lecteur n’a pas pu démarrer dans ce navigateur : voici le texte tel qu’il est arrivé, sans recherche.',
  unknown: '{text} n’a pas pu être ouvert.',
};
