import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { PREVIEW_FACTS_HEADER } from '@fermata/contracts/http';
import type { PreviewFacts, Style } from '@fermata/contracts/values';
import { samplePreviewFacts } from '../../../contracts/testing/sample-preview-facts.ts';
import { saveDefaultPreviews } from './save-default-previews.ts';

const SECRET = 's'.repeat(32);
const [FIRST, NEXT] = ['a'.repeat(64), 'b'.repeat(64)] as const;

/** A preview service, and the loop that saves its previews. */
async function start(respond: RequestListener, stored: readonly PreviewFacts[] = []) {
  const server = createServer(respond);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const abort = new AbortController();
  const files: string[] = [];
  const rows: string[] = [];
  const warnings: string[] = [];
  const loop = saveDefaultPreviews(
    {
      service: {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        secret: SECRET,
      },
      catalogue: {
        previews: {
          defaults: () => Promise.resolve([...stored]),
          saveDefault: ({ made }) => {
            rows.push(`${made.engineSha256} ${made.intent.style}`);
            return Promise.resolve();
          },
        },
      },
      assets: {
        putDefaultPreview: (engineSha256, style, wav) => {
          files.push(`${engineSha256} ${style} ${Buffer.from(wav).toString()}`);
          return Promise.resolve();
        },
      },
      log: pino(
        { level: 'warn', base: null },
        { write: (line: string) => void warnings.push(line) },
      ),
      polls: { minMs: 1, maxMs: 2 },
    },
    abort.signal,
  );
  const stop = async (): Promise<void> => {
    abort.abort();
    await loop;
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(stop);
  return { files, rows, warnings, stop };
}

/** Answers as the service does whose previews `made` returns. */
const serviceOf =
  (made: () => { engineSha256: string; styles: readonly Style[] }): RequestListener =>
  (request, response) => {
    const { engineSha256, styles } = made();
    if (request.headers.authorization !== `Bearer ${SECRET}`)
      return void response.writeHead(401).end();
    if (request.url === '/defaults')
      return void response.end(JSON.stringify({ engineSha256, ready: false, styles }));
    const style = styles.find((each) => request.url === `/defaults/${each}`);
    if (style === undefined) return void response.writeHead(404).end();
    const facts = Buffer.from(JSON.stringify(samplePreviewFacts(engineSha256, style)));
    response.setHeader(PREVIEW_FACTS_HEADER, facts.length);
    response.end(Buffer.concat([facts, Buffer.from(`wav of ${style}`)]));
  };

test('saves each default preview once, as the service makes them, and those of its next build', async () => {
  const styles: Style[] = ['house'];
  let engineSha256: string = FIRST;
  const { files, rows } = await start(serviceOf(() => ({ engineSha256, styles })));
  await expect.poll(() => rows).toEqual([`${FIRST} house`]);
  styles.push('lo-fi');
  await expect.poll(() => rows).toEqual([`${FIRST} house`, `${FIRST} lo-fi`]);
  engineSha256 = NEXT;
  await expect.poll(() => rows.slice(2)).toEqual([`${NEXT} house`, `${NEXT} lo-fi`]);
  expect(files).toEqual([
    `${FIRST} house wav of house`,
    `${FIRST} lo-fi wav of lo-fi`,
    `${NEXT} house wav of house`,
    `${NEXT} lo-fi wav of lo-fi`,
  ]);
});

test('asks for none that an earlier process has saved', async () => {
  const asked: string[] = [];
  const service = serviceOf(() => ({ engineSha256: FIRST, styles: ['house', 'lo-fi'] }));
  const { rows } = await start(
    (request, response) => {
      asked.push(request.url ?? '');
      service(request, response);
    },
    [samplePreviewFacts(FIRST, 'house')],
  );
  await expect.poll(() => rows).toEqual([`${FIRST} lo-fi`]);
  expect(asked).not.toContain('/defaults/house');
});

test.each<[string, RequestListener]>([
  ['another secret', (_request, response) => void response.writeHead(401).end()],
  ['no JSON', (_request, response) => void response.end('<html>')],
  [
    'a preview without its facts',
    (request, response) =>
      void response.end(
        request.url === '/defaults'
          ? JSON.stringify({ engineSha256: FIRST, ready: true, styles: ['house'] })
          : 'RIFF',
      ),
  ],
])('a service with %s is reported once and polled again', async (_case, fail) => {
  let polls = 0;
  let isMended = false;
  const service = serviceOf(() => ({ engineSha256: FIRST, styles: ['house'] }));
  const { files, rows, warnings } = await start((request, response) => {
    if (request.url === '/defaults') polls += 1;
    (isMended ? service : fail)(request, response);
  });
  await expect.poll(() => polls).toBeGreaterThan(3);
  expect(warnings).toHaveLength(1);
  expect([files, rows]).toEqual([[], []]);
  isMended = true;
  await expect.poll(() => rows).toEqual([`${FIRST} house`]);
});

test('a service that does not answer does not keep the loop from stopping', async () => {
  const asked = Promise.withResolvers<void>();
  const { stop, warnings } = await start(() => asked.resolve());
  await asked.promise;
  await stop();
  expect(warnings).toEqual([]);
});
