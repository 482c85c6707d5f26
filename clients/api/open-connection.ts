import { once } from 'node:events';
import { type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { Readable } from 'node:stream';

/** GET on a connection of its own that is gone when `signal` is aborted. fetch would connect anew after an aborted answer, and that unused connection holds up a server that stops. */
export async function openConnection(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  const request = (url.startsWith('https:') ? overHttps : overHttp)(url, {
    headers,
    signal,
    agent: false,
  });
  const responding = once(request, 'response', { signal });
  // What breaks later breaks the body, which tells its reader.
  request.on('error', () => undefined);
  request.end();
  const [message]: IncomingMessage[] = await responding;
  if (message?.statusCode === undefined) throw new Error('an answer without a status');
  const known = Object.entries(message.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return new Response(Readable.toWeb(message), { status: message.statusCode, headers: known });
}
