import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { History } from '../../../src/host/history/history.ts';
import { modelRun } from '../../../src/host/models/modelRun.ts';
import { NextQuestion, type AttachedThings } from '../../../src/host/panel/composer/nextQuestion.ts';
import { failureText } from '../../../src/host/platform/texts/failureText.ts';
import { OpenChats } from '../../../src/host/sessions/openChats.ts';
import type { ContextMeter } from '../../../src/protocol/composer.ts';
import { SESSION_SETTINGS } from '../../support/chats.ts';
import { remoteEngine } from '../../support/remoteEngine.ts';
import { TestMemento } from '../../unit/host/history/chats.ts';

class Nothing extends EventEmitter<{ changed: [] }> implements AttachedThings {
  readonly isEmpty = true;
  read = () => Promise.resolve([]);
  remove = () => undefined;
  restore = () => undefined;
}

it('a panel that opens, and a draft that is typed, ask a server nothing: the meter estimates', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const isModels = request.url === '/v1/models';
    response.writeHead(isModels ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isModels ? { data: [{ id: 'm', owned_by: 'somebody', max_model_len: 4096 }] } : {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const engine = remoteEngine(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  const folder = mkdtempSync(join(tmpdir(), 'draft-'));
  const history = new History(join(folder, 'history.db'), new TestMemento(), (failure) => {
    throw new Error(failure.name);
  });
  const settings = { ...SESSION_SETTINGS, contextSize: 4096 };
  const failureView = (failure: Parameters<typeof failureText>[0]) => ({
    ...{ name: failure.name, ...failureText(failure), actions: [] },
  });
  const openChats = new OpenChats({ engine, history, settings: () => settings, failureView, runOf: modelRun });
  const next = new NextQuestion(engine, openChats, new Nothing(), new TestMemento(), () => settings);
  const told = async (): Promise<ContextMeter> => {
    for (;;) {
      const [message] = (await once(next, 'message')) as [{ type: string; meter?: ContextMeter }];
      if (message.meter !== undefined) return message.meter;
    }
  };
  try {
    await engine.start();
    const before = asked.length;
    expect(before).toBeGreaterThan(0);
    const opened = told();
    next.messages();
    const empty = await opened;
    const typed = told();
    next.setDraft('What is the password of the demo account, which is hunter2?', true);
    expect((await typed).question).toBeGreaterThan(empty.question);
    expect(empty.isEstimate).toBe(true);
    expect(asked.length).toBe(before);
  } finally {
    next.dispose();
    await openChats.stopAll();
    history.close();
    await engine.stop();
    server.close();
    rmSync(folder, { recursive: true });
  }
});
