import { ChildProcess, execFile } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { ENGINE_PROCESS_ARGS, EngineProcess } from './engine-process.ts';

/** Runs `expression` as the code of an engine; its value, or its error, as text. */
async function runInEngine(expression: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const engine = new EngineProcess(
    `const { parentPort } = require('node:worker_threads');
     parentPort.on('message', async () => {
       try {
         parentPort.postMessage({ kind: 'done', text: 'value: ' + String(await (async () => ${expression})()) });
       } catch (error) {
         parentPort.postMessage({ kind: 'done', text: String(error) });
       }
     });`,
    { onMessage: resolve, onEnd: reject },
  );
  engine.send({});
  try {
    const answer = await promise;
    return typeof answer === 'object' && answer !== null && 'text' in answer
      ? String(answer.text)
      : '';
  } finally {
    engine.kill();
    await engine.ended;
  }
}

test('an engine computes: WebAssembly, hashes and timers work', async () => {
  expect(
    await runInEngine(`{
      await new Promise((resolve) => setTimeout(resolve, 1));
      new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
      return require('node:crypto').createHash('sha256').update('').digest('hex').slice(0, 8);
    }`),
  ).toBe('value: e3b0c442');
});

test.each([
  ['files', `require('node:fs').readFileSync('/etc/hosts')`, 'may not use node:fs'],
  ['sockets', `require('node:net').connect(80, '127.0.0.1')`, 'may not use node:net'],
  ['programs', `require('node:child_process').execSync('id')`, 'may not use node:child_process'],
  ['modules through import', `import('node:fs')`, 'ERR_VM_DYNAMIC_IMPORT'],
  ['modules through process', `process.getBuiltinModule('fs')`, 'process is not defined'],
  ['requests', `fetch('http://127.0.0.1:1')`, 'fetch is not defined'],
  ['web sockets', `new WebSocket('ws://127.0.0.1:1')`, 'WebSocket is not defined'],
  ['eval', `eval('process')`, 'Code generation from strings disallowed'],
  ['the true Function', `(() => {}).constructor('return process')()`, 'Code generation'],
  ['another Function', `new Function('return process')()`, 'process is not defined'],
  ['import in a Function', `new Function('return import("node:fs")')()`, 'ERR_VM_DYNAMIC_IMPORT'],
  [
    'a thread',
    `new Promise((resolve) => {
       const { Worker } = require('node:worker_threads');
       const worker = new Worker('require("worker_threads").parentPort.postMessage(typeof process)');
       worker.on('message', resolve);
     })`,
    'value: undefined',
  ],
])('an engine is refused %s', async (_, expression, reason) => {
  expect(await runInEngine(expression)).toContain(reason);
});

test.each([
  ['files', `import { readFileSync } from 'node:fs'; readFileSync('/etc/hosts');`],
  ['writing', `import { writeFileSync } from 'node:fs'; writeFileSync('out', '');`],
  ['programs', `import { execFileSync } from 'node:child_process'; execFileSync('true');`],
  ['threads', `import { Worker } from 'node:worker_threads'; new Worker('1', { eval: true });`],
  ['the inspector', `import { open } from 'node:inspector'; open(0);`],
  ['internals', `process.binding('tcp_wrap');`],
  ['native code', `process.dlopen({ exports: {} }, '/x.node');`],
])('Node itself refuses %s to any code in the process', async (_, code) => {
  const folder = await mkdtemp(join(tmpdir(), 'fermata-engine-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const script = join(folder, 'script.mjs');
  await writeFile(script, code);
  await expect(
    promisify(execFile)(process.execPath, [...ENGINE_PROCESS_ARGS, script], { cwd: folder }),
  ).rejects.toThrow(/ERR_ACCESS_DENIED|ERR_DLOPEN_DISABLED/u);
});

test('the process ends with a reason when its program cannot run', async () => {
  const { promise, resolve } = Promise.withResolvers<Error>();
  const engine = new EngineProcess('throw new Error("broken build")', {
    onMessage: () => undefined,
    onEnd: resolve,
  });
  expect((await promise).message).toContain("the engine's process ended with code 1");
  await engine.ended;
});

test('the end is reported once, and a broken pipe ends the process', async () => {
  const children: ChildProcess[] = [];
  const note = (started: unknown): void => {
    if (typeof started !== 'object' || started === null || !('process' in started)) return;
    if (started.process instanceof ChildProcess) children.push(started.process);
  };
  subscribe('child_process', note);
  const reasons: string[] = [];
  const engine = new EngineProcess('', {
    onMessage: () => undefined,
    onEnd: ({ message }) => reasons.push(message),
  });
  unsubscribe('child_process', note);
  const [child] = children;
  if (!child) throw new Error('no process was started');
  const exit = Promise.withResolvers<NodeJS.Signals | null>();
  child.once('exit', (_, signal) => exit.resolve(signal));
  child.emit('error', new Error('kill EPERM'));
  child.stdout?.destroy(new Error('read EIO'));
  await engine.ended;
  expect(await exit.promise).toBe('SIGKILL');
  expect(reasons).toEqual(['kill EPERM']);
});

test('arrays of any size pass both ways unchanged, one message after the other', async () => {
  let answer = Promise.withResolvers<unknown>();
  const engine = new EngineProcess(
    `const { parentPort } = require('node:worker_threads');
     parentPort.on('message', ({ arrays }) => {
       const buffers = arrays.map(({ buffer }) => buffer);
       parentPort.postMessage({ kind: 'done', arrays }, buffers);
     });`,
    { onMessage: (message) => answer.resolve(message), onEnd: (reason) => answer.reject(reason) },
  );
  // The third is beyond the size that a file keeps.
  for (const length of [0, 3, 9_000_000, 70_000]) {
    const floats = Float32Array.from({ length }, (_, i) => Math.fround(i / 7));
    answer = Promise.withResolvers<unknown>();
    engine.send({ arrays: [floats, new Uint8Array([length % 256])] });
    expect(await answer.promise).toEqual({
      kind: 'done',
      arrays: [floats, new Uint8Array([length % 256])],
    });
  }
  engine.kill();
  await engine.ended;
});
