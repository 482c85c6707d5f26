import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { PREVIEW_FACTS_HEADER, type PreviewServiceRequest } from '@fermata/contracts/http';
import { PreviewClient, PreviewServiceUnavailableError } from './preview-client.ts';

const wanted: PreviewServiceRequest = {
  prompt: { style: 'lo-fi', durationSeconds: 30, seed: 1, takes: [] },
  deadlineMs: 500,
};

test.each<[string, number, Record<string, string>, string]>([
  ['no facts header', 200, {}, '{}'],
  ['a header that is not a number', 200, { [PREVIEW_FACTS_HEADER]: 'many' }, '{}'],
  ['a negative header', 200, { [PREVIEW_FACTS_HEADER]: '-1' }, '{}'],
  ['truncated facts', 200, { [PREVIEW_FACTS_HEADER]: '1' }, '{}'],
  ['facts beyond the end', 200, { [PREVIEW_FACTS_HEADER]: '99999' }, '{"engineSha256":'],
  ['facts of another version', 200, { [PREVIEW_FACTS_HEADER]: '2' }, '{}RIFF'],
  ['no body', 200, { [PREVIEW_FACTS_HEADER]: '2' }, ''],
  ['a refusal without JSON', 503, {}, '<html>'],
])('a service that answers with %s counts as unavailable', async (_case, status, headers, body) => {
  const server = createServer(
    (request, response) =>
      void request.resume().on('end', () => response.writeHead(status, headers).end(body)),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const client = new PreviewClient({
    previewService: {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      secret: 's',
    },
  });
  try {
    await expect(client.make(wanted, AbortSignal.timeout(10_000))).rejects.toThrow(
      PreviewServiceUnavailableError,
    );
  } finally {
    client.onApplicationShutdown();
    const closed = once(server, 'close');
    server.close();
    await closed;
  }
});
