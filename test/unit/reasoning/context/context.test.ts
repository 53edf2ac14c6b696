import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rank, type ContextCandidate } from '../../../../src/reasoning/context/candidates.ts';
import { contextBudget, drafts, fill, withContext } from '../../../../src/reasoning/context/fill.ts';
import { namesIn, usedNames } from '../../../../src/reasoning/context/identifiers.ts';
import { holdsSecrets, isForeign } from '../../../../src/reasoning/context/privacy.ts';
import { forms } from '../../../../src/reasoning/context/shorten.ts';

const candidate = (change: Partial<ContextCandidate>): ContextCandidate => ({
  kind: 'definition',
  name: 'f',
  label: 'src/a.ts',
  uri: 'file:///src/a.ts',
  fence: 'typescript',
  firstLine: 1,
  lastLine: 3,
  code: 'function f() {\n  g();\n}',
  uses: 1,
  ...change,
});

describe('the names a selection uses', () => {
  const names = (code: string, fence = 'typescript') => usedNames(code, fence).map(({ name }) => name);

  it('leaves keywords, strings and comments out', () => {
    expect(names('const a = addFee("price"); // total\nreturn a;')).toEqual(['a', 'addFee']);
    expect(names("for n in orders:  # every order\n  print('n')", 'python')).toEqual(['n', 'orders', 'print']);
  });

  it('gives the first place of each and counts its uses', () => {
    expect(usedNames('f(1);\n  f(größe);', 'typescript')).toEqual([
      { name: 'f', line: 0, column: 0, uses: 2 },
      { name: 'größe', line: 1, column: 4, uses: 1 },
    ]);
  });

  it('tells a member from a variable of the same name', () => {
    expect(usedNames('total = cart.total();', 'typescript').map(({ column }) => column)).toEqual([0, 8, 13]);
  });

  it('keeps its places right behind a comment of several lines and a pair of surrogates', () => {
    expect(usedNames('/* 😀\n x */ y + "😀" + z', 'typescript')).toMatchObject([
      { name: 'y', line: 1, column: 6 },
      { name: 'z', line: 1, column: 17 },
    ]);
  });
});

describe('the names of a document', () => {
  it('are those of the lines that were selected, where they stand', () => {
    const document = ['let a = b;', '  call(a);'];
    const parts = [
      { code: '= b;', firstLine: 1 },
      { code: 'call(a);', firstLine: 2 },
    ];
    expect(namesIn(parts, 'typescript', (line) => document[line] ?? '')).toEqual([
      { name: 'b', line: 0, column: 8, uses: 1 },
      { name: 'call', line: 1, column: 2, uses: 1 },
      { name: 'a', line: 1, column: 7, uses: 1 },
    ]);
  });

  it('of a minified file are only the first, and its line is read once', () => {
    const line = Array.from({ length: 60_000 }, (_, i) => `function f${i}(a${i}){return b${i}}`).join('');
    let reads = 0;
    const names = namesIn([{ code: line, firstLine: 1 }], 'javascript', () => {
      reads++;
      return line;
    });
    expect(names).toHaveLength(40);
    expect(reads).toBe(1);
    const many = Array.from({ length: 90 }, (_, i) => ({ code: `g${i};`, firstLine: i + 1 }));
    expect(namesIn(many, 'javascript', () => '')).toHaveLength(40);
  });
});

describe('ranking what could be sent', () => {
  it('puts definitions before types before callers, often used names first', () => {
    const ranked = rank(
      [
        candidate({ kind: 'caller', uri: 'c' }),
        candidate({ kind: 'type', uri: 't' }),
        candidate({ uri: 'once' }),
        candidate({ uri: 'often', uses: 5 }),
      ],
      [],
    );
    expect(ranked.map(({ uri }) => uri)).toEqual(['often', 'once', 't', 'c']);
  });

  it('leaves out what is sent anyway and what lies inside something better', () => {
    const inner = candidate({ kind: 'type', firstLine: 2, lastLine: 2 });
    expect(rank([inner, candidate({})], [])).toEqual([candidate({})]);
    expect(rank([candidate({})], [{ uri: 'file:///src/a.ts', firstLine: 1, lastLine: 9 }])).toEqual([]);
    expect(rank([candidate({})], [{ uri: 'file:///src/b.ts', firstLine: 1, lastLine: 9 }])).toHaveLength(1);
  });

  it('keeps the problems of the lines that are sent', () => {
    const problem = candidate({ kind: 'problem', firstLine: 2, lastLine: 2 });
    expect(rank([problem], [{ uri: problem.uri, firstLine: 1, lastLine: 9 }])).toEqual([problem]);
  });
});

describe('shorter forms of a piece of code', () => {
  it('are its outline and its head', () => {
    const code = 'class Cart {\n  total() {\n    return 1;\n  }\n  size = 2;\n}';
    expect(forms(code)).toEqual([
      code,
      'class Cart {\n  total() {\n    …\n  }\n  size = 2;\n}',
      'class Cart {\n  …\n}',
    ]);
    expect(forms('def f(a):\n    return a')).toEqual(['def f(a):\n    return a', 'def f(a):\n    …']);
    expect(forms('const a = 1;')).toEqual(['const a = 1;']);
  });

  it('cut a minified line, never through a pair of surrogates', () => {
    for (const text of [`a${'😀'.repeat(600_000)}`, '😀'.repeat(600_000)]) {
      const [form = ''] = forms(text);
      expect(form.length).toBeLessThan(250);
      expect(/[\uD800-\uDFFF]/u.test(form)).toBe(false);
    }
  });
});

describe('filling the budget', () => {
  const cost = (text: string) => text.length;
  const measure = (candidates: readonly ContextCandidate[], budget: number) => {
    const all = drafts(candidates);
    return fill(
      all,
      all.map(({ texts }) => texts.map(cost)),
      budget,
    );
  };

  it('takes a long piece in a shorter form rather than half of the room', () => {
    const long = candidate({ code: `function f() {\n${'  g();\n'.repeat(40)}}`, lastLine: 42 });
    expect(measure([long], 10_000)[0]?.text).toContain('g();');
    expect(measure([long], 400)[0]?.text).toContain('function f() {\n  …\n}');
  });

  it('never exceeds the budget, whatever the pieces', () => {
    const piece = fc.record({
      kind: fc.constantFrom('definition', 'caller', 'signature', 'problem'),
      code: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: -10, max: 900 }), (pieces, budget) => {
        const picked = measure(
          pieces.map((change) => candidate(change as Partial<ContextCandidate>)),
          budget,
        );
        const sum = picked.reduce((total, { text }) => total + cost(text), 0);
        expect(sum).toBeLessThanOrEqual(Math.max(0, budget));
      }),
    );
  });

  it('gives a small window no context, unless the user wants it', () => {
    expect(contextBudget('auto', 1024, 700)).toBe(0);
    expect(contextBudget('always', 1024, 700)).toBe(525);
    expect(contextBudget('auto', 4096, 3000)).toBe(1500);
    expect(contextBudget('auto', 4096, -50)).toBe(0);
    expect(contextBudget('never', 8192, 7000)).toBe(0);
  });
});

describe('the prompt', () => {
  it('holds the pieces in front of the question, or the question alone', () => {
    expect(withContext('Why?', [])).toBe('Why?');
    expect(withContext('Why?', [{ text: 'a' }, { text: 'b' }])).toMatch(/^For reference.*\n\na\n\nb\n\nWhy\?$/);
  });
});

describe('files that are not read', () => {
  it.each(['/w/.env', '/w/.env.local', '/w/prod.env', '/w/id_rsa', '/w/tls/server.key', '/w/secrets.json'])(
    'hold secrets: %s',
    (path) => expect(holdsSecrets(path)).toBe(true),
  );
  it.each(
    (
      '.git-credentials .envrc .pypirc .kube/config .docker/config.json a.ppk AuthKey.p8 passwords.kdbx ' +
      'terraform.tfstate terraform.tfstate.backup prod.tfvars id_ed25519_sk server.pem.bak .env~ .id_rsa.swp #.env# ' +
      'id_rsa.old .aws/config .ssh/config .gnupg/secring .m2/settings.xml .config/gh/hosts.yml .vault-token ' +
      'app_credentials.json secrets.prod.yaml .bash_history machine.keytab Server.KEY'
    ).split(' '),
  )('are these, too: %s', (path) => expect(holdsSecrets(`/w/${path}`)).toBe(true));
  it.each(
    'id_rsa.pub config.json config kube/config secrets.test.ts tokenizer.json history.ts README.bak docker/config.json'.split(
      ' ',
    ),
  )('are not: %s', (path) => expect(holdsSecrets(`/w/${path}`)).toBe(false));
  it.each(['/w/environment.ts', '/w/src/env.ts', '/w/keys.ts', '/w/secretsManager.ts'])('are not these: %s', (path) =>
    expect(holdsSecrets(path)).toBe(false),
  );
  it.each(
    (
      'service-account.json serviceAccountKey.json service_account_prod.json shop-firebase-adminsdk-x1-ab.json ' +
      'client_secret_123.apps.googleusercontent.com.json kubeconfig kubeconfig.yaml x.kubeconfig ' +
      'id_rsa_github github_rsa my_id_rsa id_ed25519_work id_ed25519.work deploy-ed25519 ssh_host_rsa_key ' +
      'private_key.txt privatekey.asc privkey.pem .secrets .secret .credentials .smbcredentials .password .token ' +
      '.github_token .dev.vars .prod.vars .flaskenv env.local env.production .env-prod .env_prod .vault_pass ' +
      'vault-password.txt .Renviron .htdigest shop.htpasswd .msmtprc .authinfo .sentryclirc .clasprc.json ' +
      'passwords.txt password.txt passwords.csv db_password.txt token.txt token.json oauth_token.json token.pickle ' +
      'api_key.txt apikeys.json secrets/db_password secrets/db.txt auth.json local.settings.json ' +
      'appsettings.Production.json key.properties keystore.properties signing.properties prod.tfvars.json NuGet.Config ' +
      'wp-config.php .vscode/sftp.json kaggle.json .huggingface/token .cache/huggingface/token rclone.conf wg0.conf ' +
      'my.cnf cookies.txt wallet.dat ConsoleHost_history.txt fish_history .local/share/fish/fish_history .irb_history ' +
      'login.keychain-db .secrets.toml arduino_secrets.h secrets.py secrets.js example.com.key tls/example.pem ' +
      '.ssh/example .ssh/id_rsa .env.example.local .env.production auth.json~ .env.d example.key'
    ).split(' '),
  )('hold secrets by other customs: %s', (path) => expect(holdsSecrets(`/w/${path}`)).toBe(true));
  it.each(
    (
      '.env.example .env.sample .env.template .env.dist .env.schema .env-example .env.example~ example.env env.example ' +
      '.env.d.ts src/secrets.ts src/secret.ts credentials.ts credentials.tsx secrets.go secrets.md credentials.mdx ' +
      'secrets.schema.json secrets.example.yaml credentials-sample.json example.tfvars terraform.tfvars.example ' +
      'i18n/secret.json locales/en/password.json public/locales/pt-BR/auth.json fullchain.pem public.pem cacert.pem ' +
      '.ssh/id_rsa.pub id_ed25519_work.pub .aws/README.md tokens.json design-tokens.json tokens.css tokenizer.json ' +
      'secretary.txt reset_password.yaml secret-santa.json noncredentials.json password.ts PasswordForm.tsx wp-config-sample.php ' +
      'appsettings.json settings.json author.json history.txt service.json keys.json rsa.ts universal.txt'
    ).split(' '),
  )('do not, though they read like it: %s', (path) => expect(holdsSecrets(`/w/${path}`)).toBe(false));
  it.each(
    (
      'bower_components/a.js third_party/a.c third-party/a.c Pods/a.m .tox/py/a.py .venv/a.py .yarn/cache/a.js ' +
      'vendor/github.com/x/a.go vendor/symfony/console/a.php vendor/composer/ClassLoader.php vendor/autoload.php'
    ).split(' '),
  )('are those of others, too: %s', (path) => {
    expect(isForeign(path)).toBe(true);
    expect(isForeign(`/w/${path}`)).toBe(true);
  });
  it.each(['/home/u/go/pkg/mod/x/a.go', '/home/u/.cargo/registry/src/x/a.rs', '/usr/lib/python3.11/os.py'])(
    'are those of others: %s',
    (path) => expect(isForeign(path)).toBe(true),
  );
  it.each([
    'app/vendor/mine.ts',
    'models/vendor/a.ts',
    'app/vendor/list/page.tsx',
    'src/lib/python3/a.py',
    'pods/a.ts',
  ])('are one’s own: %s', (path) => expect(isForeign(`/w/${path}`)).toBe(false));
  it('are those of others', () => {
    expect(isForeign('/w/node_modules/a/index.d.ts')).toBe(true);
    expect(isForeign('/usr/lib/typescript/lib/lib.es2015.core.d.ts')).toBe(true);
    expect(isForeign('/w/src/lib/cart.ts')).toBe(false);
  });
});
