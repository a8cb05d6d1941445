// The interface's words in Japanese.

export const words = {
  contents: '目次',
  search: 'この文章を検索',
  previous: '前の一致',
  next: '次の一致',
  none: 'なし',
  at: '{at}/{count}',

  matches: { other: '{count} 件' },
  nothingFound: '「{query}」は見つかりません',
  hit: '{count} 件中 {at} 件目',
  hitIn: '{count} 件中 {at} 件目、「{section}」の節',
  opened: '「{title}」を開きました',
  openedUntitled: '文章を開きました',

  loading: '文章を開いています…',
  retry: 'もう一度',
  dismiss: '閉じる',
  named: '「{name}」',
  unnamed: 'この文章',
  notFound: '{text}が見つかりません。アドレスを確かめてください。',
  refused: '{text}を取得できません。サーバーの応答は {status} でした。',
  'not-text': '{text}はテキストではありません。プレーンテキストのファイルを開くか、文字をコピーしてここに貼り付けてください。',
  empty: '{text}は空です。読むものがありません。',
  'too-big': '{text}は大きすぎて一度に読めません。64 MB までの一部分を開いてください。',
  'bad-src': '{text}は文章を取得できるアドレスではありません。http か https を使ってください。',
  timeout: '{text}が届きません。サーバーが応答しなくなりました。しばらくしてからもう一度お試しください。',
  network: '{text}を取得できません。ネットワークが切れているか、サーバーがほかのサイトに公開していません（CORS）。',
  unreadable: '{text}をディスクから読めません。移動またはロックされた可能性があります。もう一度開いてください。',
  engine: 'このブラウザーではリーダーを起動できないため、届いたままの文章を検索なしで表示しています。',
  unknown: '{text}を開けません。',
};
