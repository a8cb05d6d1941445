// The interface's words in Chinese.

export const words = {
  contents: '目录',
  search: '在本文中搜索',
  previous: '上一处',
  next: '下一处',
  none: '无',
  at: '{at}/{count}',

  matches: { other: '共 {count} 处' },
  nothingFound: '未找到“{query}”',
  hit: '第 {at} 处，共 {count} 处',
  hitIn: '第 {at} 处，共 {count} 处，位于“{section}”',
  opened: '已打开“{title}”',
  openedUntitled: '已打开文本',

  loading: '正在打开文本…',
  retry: '重试',
  dismiss: '关闭',
  named: '“{name}”',
  unnamed: '此文本',
  notFound: '找不到{text}。请检查地址。',
  refused: '无法获取{text}：服务器返回 {status}。',
  'not-text': '{text}不是文本。请打开纯文本文件，或复制文字后粘贴到这里。',
  empty: '{text}是空的：没有可读的内容。',
  'too-big': '{text}太大，无法一次读取。请打开其中一部分，最多 64 MB。',
  'bad-src': '无法从{text}这个地址获取文本。请使用 http 或 https。',
  timeout: '{text}没有送达：服务器没有响应。请稍后重试。',
  network: '无法获取{text}。网络可能已断开，或其服务器不允许其他网站使用（CORS）。',
  unreadable: '无法从磁盘读取{text}。文件可能已被移动或锁定，请重新打开。',
  engine: '阅读器无法在此浏览器中启动，因此这里显示原始文本，不能搜索。',
  unknown: '无法打开{text}。',
};
