const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const two = (value: number) => String(value).padStart(2, '0');

/** Writes local time as C's `strftime` does in English. What is not known stays as it is. */
export function strftime(time: Date, format: string): string {
  const [month, day] = [MONTHS[time.getMonth()] ?? '', DAYS[time.getDay()] ?? ''];
  const startOfYear = Date.UTC(time.getFullYear(), 0, 0);
  const dayOfYear = (Date.UTC(time.getFullYear(), time.getMonth(), time.getDate()) - startOfYear) / 86_400_000;
  const hour12 = time.getHours() % 12 || 12;
  const parts: Readonly<Record<string, string>> = {
    Y: String(time.getFullYear()),
    y: two(time.getFullYear() % 100),
    m: two(time.getMonth() + 1),
    B: month,
    b: month.slice(0, 3),
    h: month.slice(0, 3),
    d: two(time.getDate()),
    e: String(time.getDate()).padStart(2, ' '),
    j: String(dayOfYear).padStart(3, '0'),
    A: day,
    a: day.slice(0, 3),
    w: String(time.getDay()),
    H: two(time.getHours()),
    I: two(hour12),
    p: time.getHours() < 12 ? 'AM' : 'PM',
    M: two(time.getMinutes()),
    S: two(time.getSeconds()),
    n: '\n',
    t: '\t',
    '%': '%',
  };
  const plain = (sign: string) => (parts[sign] ?? '').replace(/^0(?=\d)/, '');
  return format
    .replaceAll('%F', '%Y-%m-%d')
    .replaceAll('%T', '%H:%M:%S')
    .replaceAll('%D', '%m/%d/%y')
    .replace(/%(-?)([A-Za-z%])/g, (whole, dash: string, sign: string) =>
      parts[sign] === undefined ? whole : dash === '' ? parts[sign] : plain(sign),
    );
}
