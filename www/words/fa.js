// The interface's words in Persian.

export const words = {
  contents: 'فهرست',
  search: 'جستجو در این متن',
  previous: 'یافتهٔ پیشین',
  next: 'یافتهٔ بعدی',
  none: 'هیچ',
  at: '{at} از {count}',

  matches: { one: '{count} یافته', other: '{count} یافته' },
  nothingFound: 'چیزی برای {query} یافت نشد',
  hit: 'یافتهٔ {at} از {count}',
  hitIn: 'یافتهٔ {at} از {count}، در بخش {section}',
  opened: '{title} باز شد',
  openedUntitled: 'متن باز شد',

  loading: 'در حال باز کردن متن…',
  retry: 'دوباره',
  dismiss: 'بستن',
  named: '«{name}»',
  unnamed: 'این متن',
  notFound: '{text} پیدا نشد. نشانی را بررسی کنید.',
  refused: '{text} دریافت نشد: پاسخ سرور {status} بود.',
  'not-text': '{text} متن نیست. یک پروندهٔ متنی ساده باز کنید، یا واژه‌ها را رونوشت کنید و اینجا بچسبانید.',
  empty: '{text} خالی است: چیزی برای خواندن ندارد.',
  'too-big': '{text} بزرگ‌تر از آن است که یک‌جا خوانده شود. بخشی از آن را، تا ۶۴ مگابایت، باز کنید.',
  'bad-src': '{text} نشانی‌ای نیست که بتوان متنی از آن گرفت. از http یا https استفاده کنید.',
  timeout: '{text} نرسید: سرور خاموش ماند. کمی بعد دوباره امتحان کنید.',
  network: '{text} دریافت نشد. شاید شبکه قطع باشد، یا سرور آن را در اختیار سایت‌های دیگر نگذارد (CORS).',
  unreadable: '{text} از دیسک خوانده نشد. شاید جابه‌جا یا قفل شده باشد؛ دوباره بازش کنید.',
  engine: 'خواننده در این مرورگر به کار نیفتاد؛ این متن است همان‌گونه که رسید، بدون جستجو.',
  unknown: '{text} باز نشد.',
};
