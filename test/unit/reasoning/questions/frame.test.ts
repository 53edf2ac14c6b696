import { describe, expect, it } from 'vitest';
import { codeIn } from '../../../../src/reasoning/questions/askedCode.ts';
import { frameQuestion, valueLines, valueQuestion, type Stop } from '../../../../src/reasoning/questions/frame.ts';
import { programIn } from '../../../../src/reasoning/run/programIn.ts';
import { looksSecret, withoutSecrets } from '../../../../src/reasoning/questions/secrets.ts';
import { cpuTime } from '../../../support/cpuTime.ts';

const code = '  let sum = 0;\n  sum += price;';
const snippet = {
  label: 'src/cart.ts',
  language: 'TypeScript',
  fence: 'typescript',
  parts: [{ code, firstLine: 3, lastLine: 4 }] as const,
};
const stop: Stop = {
  name: 'total',
  line: 4,
  variables: [
    { name: 'other', value: '1' },
    { name: 'sum', value: '0' },
    { name: 'price', value: 'Price', fields: [{ name: 'net', value: '12' }] },
  ],
};

describe('the question about a stopped program', () => {
  it('names the place and holds the code, then the values that the code names', () => {
    expect(frameQuestion(stop, snippet)).toBe(
      [
        'The program is stopped at src/cart.ts, line 4 in total, before this line runs. Explain step by step what has happened here and what comes next.',
        '```typescript\nlet sum = 0;\nsum += price;\n```',
        'The values now:',
        '```text\nsum = 0\nprice = Price { net: 12 }\n```',
      ].join('\n\n'),
    );
  });

  it.each([
    ['where it is stopped', frameQuestion(stop, snippet)],
    ['where the debugger told no values', frameQuestion({ ...stop, name: '', variables: [], isLate: true }, snippet)],
    ['where an exception stopped it', frameQuestion({ ...stop, exception: 'TypeError: no\nstack' }, snippet)],
    ['about a value', valueQuestion({ name: 'sum', value: '0' }, stop, snippet)],
  ])('has its code not run with values of another run, %s', (_, question) => {
    expect(codeIn(question)[0]).toContain('sum += price;');
    expect(programIn(question)).toBeUndefined();
  });

  it('says that the debugger told no values', () => {
    const late = { ...stop, variables: [], isLate: true };
    expect(frameQuestion(late, snippet)).toMatch(/```\n\nThe debugger did not tell the values\.$/);
    expect(frameQuestion({ ...stop, variables: [] }, snippet)).not.toContain('debugger');
  });

  it('asks for the reason when an exception stopped it, and why a value is what it is', () => {
    const failed = { ...stop, exception: 'TypeError: x is\nnot a function', variables: [] };
    expect(frameQuestion(failed, snippet)).toMatch(
      /^Why does this program stop with an exception at src\/cart\.ts, line 4\? TypeError: x is not a function\n\n```typescript\n[^`]*```$/,
    );
    expect(valueQuestion({ name: 'sum', value: '0' }, stop, snippet)).toMatch(
      /^Why is sum 0 at src\/cart\.ts, line 4\?/,
    );
  });

  it('has code whose lines steps can be tied to, and values that are none', () => {
    expect(codeIn(frameQuestion(stop, snippet))).toEqual(['let sum = 0;\nsum += price;']);
  });

  it('leaves out what a module brings with it, and names the innermost variables where the code names none', () => {
    const variables = [
      { name: 'count', value: '3' },
      { name: 'module', value: 'Module {…}' },
      { name: '__dirname', value: "'/home/ada'" },
    ];
    expect(valueLines(variables, 'let count = 3;')).toEqual(['count = 3']);
    expect(valueLines(variables, 'console.log(__dirname)')).toEqual(["__dirname = '/home/ada'"]);
    expect(valueLines(variables.slice(0, 1), 'go();')).toEqual(['count = 3']);
  });

  it('is bounded: many variables, long values, many members, and names hidden by inner ones', () => {
    const many = Array.from({ length: 100 }, (_, i) => ({ name: `v${i}`, value: '😀'.repeat(1000) }));
    const lines = valueLines(many, '');
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.join('').length).toBeLessThanOrEqual(1000);
    const short = Array.from({ length: 100 }, (_, i) => ({ name: `v${i}`, value: '1' }));
    expect(valueLines(short, '')).toHaveLength(16);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(140);
    expect(lines.every((line) => !/[\uD800-\uDFFF]/u.test(line))).toBe(true);
    const fields = Array.from({ length: 20 }, (_, i) => ({ name: `f${i}`, value: '1' }));
    expect(valueLines([{ name: 'a', value: 'A', fields }], '')[0]).toMatch(/f7: 1, … }$/);
    expect(
      valueLines(
        [
          { name: 'a', value: '1' },
          { name: 'a', value: '2' },
        ],
        '',
      ),
    ).toEqual(['a = 1']);
  });
});

describe('secrets', () => {
  it('are left out, by their names and by their form', () => {
    const variables = [
      { name: 'dbPassword', value: "'x'" },
      {
        name: 'config',
        value: 'Object',
        fields: [
          { name: 'apiKey', value: "'y'" },
          { name: 'port', value: '80' },
        ],
      },
      { name: 'url', value: "'postgres://ada:pa55@db/shop'" },
      { name: 'token', value: "'+'" },
    ];
    expect(valueLines(variables, '')).toEqual(['config = Object { port: 80, … }', "token = '+'"]);
    expect(valueQuestion({ name: 'password', value: "'hunter2'" }, { ...stop, variables }, snippet)).not.toMatch(
      /hunter2/,
    );
  });

  it.each([
    ['authToken', "'b4d455e0a1c34f9e8d'", true],
    ['x', '-----BEGIN RSA PRIVATE KEY-----', true],
    ['x', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc', true],
    ['x', 'ghp_0123456789abcdefghij', true],
    ['clientSecret', '1', true],
    ['tokens', '(3) [1, 2, 3]', false],
    ['author', "'Ada Lovelace'", false],
    ['total', '23', false],
    ['url', "'https://example.org/cart'", false],
  ])('%s = %s: %s', (name, value, expected) => {
    expect(looksSecret(name, value)).toBe(expected);
  });

  it.each(
    (
      'pwd pass PASS dbPass userPwd oldpwd pw pin userPin otp api-key apikey API_KEY privkey privateKey encryptionKey ' +
      'signingKey masterKey authKey accountKey seedPhrase recoveryCode passwort kennwort connectionString passphrase ' +
      'accessToken refresh_token db_password2 userpassword AWS_SECRET_ACCESS_KEY secrets credentials'
    ).split(' '),
  )('have names: %s', (name) => {
    expect(looksSecret(name, "'hunter2'")).toBe(true);
    expect(looksSecret(name, 'hunter2')).toBe(true);
    expect(looksSecret(`'${name}'`, '"hunter2"')).toBe(true);
    for (const nothing of ['None', 'null', 'undefined', '""', "''", '[]', 'true', 'False']) {
      expect(looksSecret(name, nothing)).toBe(false);
    }
  });

  it.each([
    ['otp', '123456'],
    ['pin', '1234'],
    ['mnemonic', "'legal winner thank year wave'"],
    ['authorization', "'Bearer abcd'"],
  ])('are so by their name and value: %s = %s', (name, value) => expect(looksSecret(name, value)).toBe(true));

  it.each([
    'ghu_abcdefghijklmnopqrstuvwxyz0123456789',
    'ghr_abcdefghijklmnopqrstuvwxyz0123456789',
    'npm_abcdefghijklmnopqrstuvwxyz0123456789',
    'pypi-AgEIcHlwaS5vcmcabcdefghijkl',
    'AIzaSyA1234567890abcdefghijklmnopqrstuv',
    'ya29.a0AfH6SMBabcdefghijklmnop',
    'SG.abcdefghijklmnop.qrstuvwxyz0123456789',
    'rk_live_abcdefghijklmnop12345678',
    'sk_test_abcdefghijklmnop12345678',
    'sk-proj-abcdefghijklmnopqrstuvwxyz0123456789',
    'sk-ant-api03-abcdefghijklmnop',
    'sk-abcdefghijklmnopqrstuvwxyz0123456789',
    'xoxb-1234567890-abcdefghijklmnop',
    'xapp-1-A1234-abcdefghijklmnop',
    'hf_abcdefghijklmnopqrstuvwxyz',
    'dop_v1_abcdef0123456789abcdef0123456789',
    'shpat_abcdef0123456789abcdef0123456789',
    'hvs.CAESIabcdefghijklmnop',
    'AGE-SECRET-KEY-1ABCDEFGHIJ',
    'AKIAIOSFODNN7EXAMPLE',
    'PuTTY-User-Key-File-2: ssh-rsa',
    'https://hooks.slack.com/services/T000/B000/XXXXXXXXXXXXXXXXXXXXXXXX',
    'redis://:pw@h:6379',
    'https://user:pw@h',
    'https://h/?access_token=abc123',
    'https://h/?a=1&api_key=abcdef',
    'Server=x;Database=y;User Id=sa;Password=hunter2;',
    'DefaultEndpointsProtocol=https;AccountKey=abc123==',
    'Authorization: Bearer abcd',
    'Bearer abcdef1234567890abcdef',
    'Basic dXNlcjpwYXNzd29yZA==',
  ])('have forms: %s', (value) => {
    expect(looksSecret('x', `"${value}"`)).toBe(true);
    expect(looksSecret('x', `{a: "${value}"}`)).toBe(true);
  });

  it.each([
    ['JavaScript', `{ user: "a", password: "hunter2" }`],
    ['JavaScript, cut', `{user: 'a', password: 'hunt…`],
    ['a Map', `Map(1) {'password' => 'hunter2'}`],
    ['Python', `User(name="a", password="hunter2")`],
    ['a dict', `{'user': 'a', 'password': b'hunter2'}`],
    ['JSON', `{"AWS_SECRET_ACCESS_KEY": "wJalrXUt"}`],
    ['JSON in a string', String.raw`"{\"a\":1,\"password\":\"hunter2\"}"`],
    ['a header', `{ authorization: 'Bearer abcd' }`],
    ['C#', `User { Name = a, Password = hunter2 }`],
    ['Go', `{Name:a Password:letmein Age:3}`],
    ['Java', `User[name=a, password=correct horse]`],
    ['within others', `{ db: { pass: "hunter2" } }`],
    ['others within', `{ credentials: { user: "a" } }`],
    ['numbers', `{ pin: 1234 }`],
  ])('are members, as this shows them: %s', (_, value) => {
    expect(looksSecret('opts', value)).toBe(true);
    expect(valueLines([{ name: 'opts', value }], 'opts')).toEqual([]);
    expect(frameQuestion({ ...stop, exception: `Error: no ${value}`, variables: [] }, snippet)).not.toMatch(
      /hunt|letmein|wJalr|abcd|correct|horse|1234|user: "a" }/,
    );
  });

  it.each([
    ['passwordLength', '8'],
    ['hasPassword', 'true'],
    ['isPassword', 'false'],
    ['passwordError', '"too short"'],
    ['passwordField', '<input>'],
    ['verifyPassword', 'ƒ verifyPassword(plain) { … }'],
    ['get_secret', '<function get_secret at 0x7f1234>'],
    ['secretary', '"Bob"'],
    ['authorId', '"a1b2c3d4-e5f6-7890-abcd-ef1234567890"'],
    ['authority', '"https://example.org/path1/x"'],
    ['tokenizer', 'GPT2Tokenizer(vocab_size=50257)'],
    ['token', 'Token(kind="NAME", text="abc1")'],
    ['session', '<requests.sessions.Session object at 0x00007f8b1c2d3e40>'],
    ['state', '{tokens: Array(3), source: "abc123def456ghi789"}'],
    ['model', '"sk-learn-classifier-models"'],
    ['path', '"/home/u/sk-learn_models_2023_x"'],
    ['x', '"hf_internal_testing_tiny"'],
    ['task', '"task-abcdefghijklmnopqrst"'],
    ['pwd', "'/home/ada/shop'"],
    ['pass', '3'],
    ['renderPass', 'RenderPass {clear: true}'],
    ['pin', '13'],
    ['compass', '"north"'],
    ['mnemonic', '"mov eax, ebx"'],
    ['keyCode', '65'],
    ['primaryKey', '"id"'],
    ['publicKey', '"abc"'],
    ['sql', '"UPDATE users SET password = ? WHERE pin = $1 AND secret = :secret"'],
    ['form', '{password: "", passwordValid: false, accessKeys: []}'],
    ['message', '"password: must be longer than 8"'],
    ['url', '"http://h:8080/a@b"'],
    ['time', '"12:30:45@utc"'],
    ['name', '"std::secret::Name"'],
  ])('are not all that reads like one: %s = %s', (name, value) => expect(looksSecret(name, value)).toBe(false));

  it.each([
    ['Login failed for {"user": "a", "password": "hunter2"}: no', 'Login failed for {"user": "a", "password": …}: no'],
    ["Invalid 'Server=x;Password=hunter2;Port=1': bad", "Invalid 'Server=x;Password=…;Port=1': bad"],
    ['redis://:pw@h:6379: refused', 'redis://…@h:6379: refused'],
    ['-----BEGIN RSA PRIVATE KEY-----\nab\n-----END RSA PRIVATE KEY-----\nis bad', '…\nis bad'],
    [
      'ValidationError: password: Path `password` is required.',
      'ValidationError: password: Path `password` is required.',
    ],
    ["SecretNotFound: 'db-creds'", "SecretNotFound: 'db-creds'"],
  ])('are left out of an exception: %s', (exception, shown) => {
    expect(withoutSecrets(exception)).toBe(shown);
    const question = frameQuestion({ ...stop, exception, variables: [] }, snippet);
    expect(question).toContain(`line 4? ${shown.replace('\n', ' ')}\n`);
  });

  it('hide outer variables of the same name', () => {
    const variables = [
      { name: 'password', value: "'hunter2'" },
      { name: 'password', value: 'None' },
      { name: 'a', value: '1' },
    ];
    expect(valueLines(variables, '')).toEqual(['a = 1']);
  });

  it('are looked for in no long time', () => {
    const started = cpuTime();
    for (const part of ['a', 'a:', 'a:[', 'a="', 'password:', 'password=[true ', 'sk-', '://', 'a-']) {
      looksSecret('token', part.repeat(1e6 / part.length));
    }
    expect(cpuTime() - started).toBeLessThan(10_000);
  });
});
