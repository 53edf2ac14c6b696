import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chosenServer, Servers } from '../../../../src/host/models/servers.ts';
import { toFailure } from '../../../../src/protocol/failures.ts';

const kept = new Map<string, unknown>();
const secrets = new Map<string, string>();
const memento = {
  get: (key: string) => kept.get(key) as never,
  update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
};
const storage = {
  get: (key: string) => Promise.resolve(secrets.get(key)),
  store: (key: string, value: string) => Promise.resolve(void secrets.set(key, value)),
  delete: (key: string) => Promise.resolve(void secrets.delete(key)),
};
const servers = new Servers(memento, storage, () => '');

beforeEach(() => {
  kept.clear();
  secrets.clear();
});
afterEach(() => {
  delete process.env['CEREBRUM_API_KEY'];
});

describe('the servers of a user', () => {
  it('are offered with the latest first, each once', async () => {
    await servers.remember({ address: 'http://127.0.0.1:1' });
    await servers.remember({ address: 'https://a.example', model: 'large' });
    await servers.remember({ address: 'http://127.0.0.1:1' });
    expect(servers.known).toEqual([
      { address: 'http://127.0.0.1:1' },
      { address: 'https://a.example', model: 'large' },
    ]);
  });

  it('get their own key and no other, whatever the address looks like', async () => {
    await servers.setKey('https://a.example', 'key-a');
    expect(await servers.keyOf('https://a.example/v1/')).toBe('key-a');
    for (const other of ['https://b.example', 'http://a.example', 'https://a.example:444', 'https://a.example/team'])
      expect(await servers.keyOf(other)).toBe('');
    expect(JSON.stringify([...kept])).not.toContain('key-a');
  });

  it('get the key of the environment where none is stored, also without a secret storage', async () => {
    process.env['CEREBRUM_API_KEY'] = 'from-outside';
    expect(await servers.keyOf('https://a.example')).toBe('from-outside');
    const broken = new Servers(memento, { ...storage, get: () => Promise.reject(new Error('no keyring')) }, () => '');
    expect(await broken.keyOf('https://a.example')).toBe('from-outside');
  });

  it('are not talked to unencrypted without consent, which is for one host and port', async () => {
    const open = (address: string) =>
      servers.open(address).then(
        () => 'opened',
        (error: unknown) => toFailure(error).name,
      );
    expect(await open('http://10.0.0.7:8080')).toBe('server-not-encrypted');
    await servers.allowPlain('10.0.0.7:8080');
    expect(await open('http://10.0.0.7:8080')).toBe('opened');
    expect(await open('http://10.0.0.7:8081')).toBe('server-not-encrypted');
    expect(await open('http://127.0.0.1:8080')).toBe('opened');
  });

  it('are forgotten with their key and the consent, once no other model of theirs is known', async () => {
    const [small, large] = [
      { address: 'http://10.0.0.7:8080', model: 'small' },
      { address: 'http://10.0.0.7:8080', model: 'large' },
    ];
    await servers.remember(small);
    await servers.remember(large);
    await servers.setKey(small.address, 'key');
    await servers.allowPlain('10.0.0.7:8080');
    await servers.forget(small);
    expect(await servers.keyOf(large.address)).toBe('key');
    await servers.forget(large);
    expect(servers.known).toEqual([]);
    expect(secrets.size).toBe(0);
    expect(servers.mayBePlain('10.0.0.7:8080')).toBe(false);
  });

  it('are chosen by the setting, with the model that was picked there', async () => {
    await servers.remember({ address: 'https://a.example', model: 'large' });
    expect(chosenServer('', servers)).toBeUndefined();
    expect(chosenServer('https://a.example/v1', servers)).toEqual({ address: 'https://a.example', model: 'large' });
    expect(chosenServer('https://b.example', servers)).toEqual({ address: 'https://b.example' });
    expect(chosenServer('no address', servers)).toEqual({ address: 'no address' });
  });
});
