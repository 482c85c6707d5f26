import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sseMessages } from './sse-messages.ts';
import type { SseMessage } from './sse-messages.ts';

async function read(chunks: readonly Uint8Array[]): Promise<SseMessage[]> {
  const messages: SseMessage[] = [];
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  for await (const message of sseMessages(body)) messages.push(message);
  return messages;
}

const stream =
  'retry: 2000\n: hello\n\nid: 7\nevent: track.held\ndata: {"a":"ü"}\n\n: still ' +
  'here\n\ndata:x\r\ndata: y\r\n\r\nid: 8\rdata\r\rdata: cut off';
const messages = [
  { id: '7', data: '{"a":"ü"}' },
  { id: '7', data: 'x\ny' },
  { id: '8', data: '' },
];

it('reads the complete messages of a stream', async () => {
  expect(await read([new TextEncoder().encode(stream)])).toEqual(messages);
});

it('reads the same messages for any chunks', async () => {
  const bytes = new TextEncoder().encode(stream);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 12 }),
      async (places) => {
        const cuts = [0, ...places.toSorted((a, b) => a - b), bytes.length];
        expect(
          await read(cuts.slice(1).map((end, index) => bytes.slice(cuts[index], end))),
        ).toEqual(messages);
      },
    ),
  );
});

it('rejects a message that does not end', async () => {
  await expect(
    read(Array.from({ length: 5 }, () => new TextEncoder().encode('x'.repeat(1024 * 1024)))),
  ).rejects.toThrow('does not end');
});
