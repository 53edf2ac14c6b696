import { describe, expect, it } from 'vitest';
import { serverAddress } from '../../../../../../src/host/engine/remote/connection/address.ts';
import { toFailure } from '../../../../../../src/protocol/failures.ts';

describe('the address of a server', () => {
  it.each([
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
    ['http://127.0.0.1:8080/v1', 'http://127.0.0.1:8080'],
    ['http://127.0.0.1:8080/v1/v1/', 'http://127.0.0.1:8080'],
    ['http://127.0.0.1:8080/v1/completions', 'http://127.0.0.1:8080'],
    ['http://127.0.0.1:8080/v1/chat/completions/', 'http://127.0.0.1:8080'],
    ['https://models.example.com/team/v1', 'https://models.example.com/team'],
    ['  localhost:8000 ', 'http://localhost:8000'],
    ['[::1]:8000', 'http://[::1]:8000'],
    ['models.example.com', 'https://models.example.com'],
    ['10.0.0.7:8000', 'https://10.0.0.7:8000'],
  ])('%s is %s', (typed, root) => {
    expect(serverAddress(typed).root).toBe(root);
  });

  it.each([
    ['http://127.9.9.9:1', true, true],
    ['http://localhost', true, true],
    ['http://[::1]:8000', true, true],
    ['http://10.0.0.7', false, true],
    ['http://127.0.0.1.example.com', false, true],
    ['http://localhost.example.com', false, true],
    ['https://example.com', false, false],
  ])('%s: on this machine %s, for all to read %s', (typed, isLoopback, isPlain) => {
    expect(serverAddress(typed)).toMatchObject({ isLoopback, isPlain });
  });

  it.each([
    ['', 'form'],
    ['ftp://example.com', 'form'],
    ['two words', 'form'],
    ['http://', 'form'],
    ['https://me:pass@example.com', 'credentials'],
    ['https://example.com/?key=1', 'query'],
    ['https://example.com/#x', 'query'],
  ])('refuses %s', (typed, problem) => {
    let failure: unknown;
    try {
      serverAddress(typed);
    } catch (error) {
      failure = toFailure(error);
    }
    expect(failure).toMatchObject({ name: 'server-address-invalid', problem });
    expect(JSON.stringify(failure)).not.toMatch(/pass|key=1/);
  });
});
