import { createServer } from 'node:http';
import { z } from 'zod';

const Message = z.object({
  type: z.string(),
  timestamp: z.string(),
  data: z.object({
    reference: z.string(),
    code: z.string().optional(),
    url: z.string().optional(),
  }),
});

export type Received = { headers: Record<string, string>; body: string; at: number };

/** Stores every webhook and responds with the next status of `answers`, then 204. */
export async function webhookReceiver(port = 0) {
  const received: Received[] = [];
  const nextStatuses: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      received.push({ headers, body: Buffer.concat(chunks).toString(), at: Date.now() });
      const status = nextStatuses.shift() ?? 204;
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = z.object({ port: z.number() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${address.port}/v1/partners/sandbox/webhooks`,
    port: address.port,
    received,
    answers: nextStatuses,
    messages: () => received.map(({ body }) => Message.parse(JSON.parse(body))),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
