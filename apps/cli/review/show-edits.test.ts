import { createServer } from 'node:http';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { ApiClient } from '@fermata/clients/api';
import type { NoteUnderstandingView } from '@fermata/contracts/http';
import { TrackId } from '@fermata/contracts/values';
import { EXIT } from '../exit-codes.ts';
import { Output } from '../output.ts';
import { showEdits } from './send-edits.ts';

const review = { trackId: TrackId.parse(`trk_${'0a'.repeat(12)}`), version: 2 };
const singer = {
  ...{ quote: 'a singer', field: 'vocals', value: null, reason: 'there is no voice' },
  outcome: 'impossible' as const,
};

let answer: NoteUnderstandingView;
let asked: { path: string | undefined; body: unknown }[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    asked.push({ path: request.url, body: JSON.parse(body) as unknown });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
});
let client: ApiClient;
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const signal = new AbortController().signal;
  client = new ApiClient({ url: `http://127.0.0.1:${port}`, key: 'fmk_test', signal });
});
afterAll(() => server.close());
beforeEach(() => {
  asked = [];
});

function shown(request: Parameters<typeof showEdits>[3]) {
  const stderr = new PassThrough();
  const output = new Output({ json: false, stdout: new PassThrough(), stderr });
  const text = (): string => String(stderr.read());
  return { edits: showEdits(output, client, review, request), text };
}

test('a note is understood for the version under review, and shown with the wishes that cannot be met', async () => {
  answer = { edits: [{ op: 'tempo', bpm: 70 }], understanding: [singer] };
  const { edits, text } = shown({ note: 'slower, a singer', edits: [] });
  expect(await edits).toEqual(answer.edits);
  expect(asked).toEqual([
    {
      path: `/v1/tracks/${review.trackId}/edits/understand`,
      body: { note: 'slower, a singer', version: 2 },
    },
  ]);
  const lines = text();
  expect(lines).toContain('The next version: tempo 70 beats a minute.');
  expect(lines).toContain('there is no voice');
});

test('a note without any edit is refused with the reasons', async () => {
  answer = { edits: [], understanding: [singer] };
  await expect(shown({ note: 'a singer', edits: [] }).edits).rejects.toMatchObject({
    exitCode: EXIT.refused,
    details: ['“a singer”: there is no voice'],
  });
});

test('edits beside a note are shown as they are, and the note is not read', async () => {
  const { edits, text } = shown({
    note: 'for the record',
    edits: [{ op: 'remove', part: 'bass' }],
  });
  expect(await edits).toEqual([{ op: 'remove', part: 'bass' }]);
  expect(text()).toContain('without bass');
  expect(asked).toEqual([]);
});
