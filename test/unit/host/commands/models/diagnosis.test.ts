import { describe, expect, it } from 'vitest';
import { diagnosis, type DiagnosisFacts } from '../../../../../src/host/commands/models/diagnosis.ts';

const facts: DiagnosisFacts = {
  versions: { cerebrum: '0.1.0', vscode: '1.106.0', node: '22.20.0', engine: '3.21.1' },
  remote: undefined,
  system: { platform: 'linux', arch: 'x64', release: '6.1.0', version: '#1 SMP' },
  cpu: { model: 'A Processor', threads: 8 },
  memory: { total: 16 * 2 ** 30, free: 9.5 * 2 ** 30 },
  backends: [
    { backend: 'metal', passed: false, reason: { name: 'other-platform' } },
    { backend: 'cuda', passed: false, reason: { name: 'library-missing', library: 'libcublas.so.13' } },
    {
      backend: 'vulkan',
      passed: true,
      devices: ['A | Card'],
      totalVram: 8 * 2 ** 30,
      freeVram: 7 * 2 ** 30,
      unified: false,
    },
  ],
  model: {
    path: '/home/ada/models/cerebrum.gguf',
    problem: 'Model file not found. /home/ada/models/cerebrum.gguf',
  },
  engine: {
    state: 'failed',
    failure: { name: 'engine-died', cause: 'SIGSEGV: boom', log: 'loading /home/ada/models/cerebrum.gguf ```' },
  },
  settings: {
    moreTries: 'demoModel',
    modelPath: '/home/ada/models/cerebrum.gguf',
    serverAddress: '',
    serverCaFile: '',
    gpu: 'auto',
    contextSize: 4096,
    kvCacheType: 'f16',
    threads: 0,
    lookupDecoding: 'auto',
    preload: false,
    unloadAfter: 30,
    maxTokens: 1024,
    votes: 5,
    stopVote: 'certain',
    thinkingTokens: 0,
    temperature: 0,
    systemPrompt: 'You are the secret helper of Ada.',
    modelsFolder: '/home/ada/models',
    downloadEndpoint: 'https://example.org',
    context: 'auto',
    prefetch: true,
    runCode: true,
    codeLens: false,
    showValues: true,
    history: 'on',
  },
  log: Array.from({ length: 100 }, (_, i) => `line ${i} of /home/ada/x`).join('\n'),
  home: '/home/ada',
};

describe('a diagnosis', () => {
  const report = diagnosis(facts);

  it('begins with what comes of it all', () => {
    const verdictOf = (more: Partial<DiagnosisFacts>) => diagnosis({ ...facts, ...more }).split('\n')[2];
    expect(report.split('\n')[2]).toMatch(/^\*\*It does not work: .+\*\*$/);
    const idle = { engine: { state: 'idle' } } as const;
    expect(verdictOf(idle)).toBe('**It cannot work: Model file not found. ~/models/cerebrum.gguf**');
    const server = { ...facts.settings, serverAddress: 'https://example.org' };
    expect(verdictOf({ ...idle, settings: server })).toBe('**A server is to answer; it was not asked yet.**');
    const summary = {
      bytes: 1,
      architecture: 'llama',
      layers: 1,
      parameters: 1,
      quantization: 'Q8_0',
      contextLength: 8,
    };
    const model = { path: '/x/m.gguf', summary: { ...summary, tokenizer: 'llama', vocabularySize: 1 } } as unknown;
    const there = { ...idle, model: model as DiagnosisFacts['model'] };
    expect(verdictOf(there)).toBe('**It should work: the model is not loaded; Vulkan works.**');
    expect(verdictOf({ ...there, backends: [] })).toContain('It cannot work: no backend works here');
  });

  it('tells each backend with its reason', () => {
    expect(report).toContain('| Metal | no | This backend does not exist on this system. |');
    expect(report).toContain('| CUDA | no | A library it needs is missing: libcublas.so.13. |');
    expect(report).toContain('| Vulkan | yes | A \\| Card, 7.5 GB free of 8.6 GB |');
  });

  it('tells versions, the machine, why the engine failed, settings and the end of the log', () => {
    for (const told of ['0.1.0', '1.106.0', '3.21.1', '10.2 GB free of 17.2 GB', 'A Processor, 8 threads']) {
      expect(report).toContain(told);
    }
    expect(report).toContain('SIGSEGV: boom');
    expect(report).toContain('cerebrum.contextSize: 4096');
    expect(report).toContain('line 99');
    expect(report).not.toContain('line 10 ');
  });

  it('holds no path below the home folder', () => {
    expect(report).not.toMatch(/\bada\b/i);
    expect(report).toContain('~/models/cerebrum.gguf');
  });

  it('finds the home folder of Windows in all its spellings', () => {
    const home = 'C:\\Users\\Ada';
    const log = 'a C:\\Users\\Ada\\x\nb c:/Users/ada/x\nc {"p":"C:\\\\Users\\\\Ada\\\\x"}';
    const windows = diagnosis({ ...facts, home, log, model: { path: `${home}\\m.gguf`, problem: '' } });
    expect(windows.replaceAll('/home/ada', '')).not.toMatch(/Users.{1,2}ada/i);
  });

  it('holds no folder elsewhere and no secret of an address', () => {
    const path = '/mnt/Client Acme/models/cerebrum.gguf';
    const told = diagnosis({
      ...facts,
      model: { path, problem: `Damaged. ${path} is cut.` },
      settings: {
        ...facts.settings,
        modelPath: path,
        modelsFolder: '/data/acme',
        downloadEndpoint: 'https://ada:pass@mirror.example/hub?token=hf_abc',
      },
      log: 'read /srv/acme/a.gguf\nread D:\\Acme\\b.gguf and \\\\nas\\acme\\c.gguf\nGET https://x:pass@mirror/a?sig=hf_abc 403',
    });
    expect(told).not.toMatch(/acme|pass|hf_abc/i);
    for (const name of ['…/cerebrum.gguf', '…/a.gguf', '…/b.gguf', '…/c.gguf', 'mirror.example/hub'])
      expect(told).toContain(name);
    expect(report).toContain('https://example.org');
  });

  it('names the kind of a remote, never its address', () => {
    expect(diagnosis({ ...facts, remote: 'wsl' })).toContain('1.106.0 (wsl)');
    expect(diagnosis({ ...facts, remote: '10.0.0.7:8080' })).not.toContain('10.0.0.7');
  });

  it('does not name the server that answers', () => {
    const settings = { ...facts.settings, serverAddress: 'https://models.customer.example/team' };
    const told = diagnosis({ ...facts, settings, log: 'Server models.customer.example: vllm, context 4096.' });
    expect(told).toContain('cerebrum.server.address: (set)');
    expect(told).toContain('vllm, context 4096');
    expect(told).not.toContain('customer');
  });

  it('says of a system prompt only that there is one', () => {
    expect(report).not.toContain('secret helper');
    expect(report).toContain('cerebrum.systemPrompt: (set)');
  });

  it('fences a log that holds fences', () => {
    expect(report).toContain('````\nloading ~/models/cerebrum.gguf ```\n````');
  });
});
