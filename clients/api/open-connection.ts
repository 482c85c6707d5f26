import { once } from 'node:events';
import { IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { Readable } from 'node:stream';

/**
 * GET on its own connection, which ends when `signal` is aborted. fetch opens another connection after
 * an aborted response, and that idle connection delays a server's shutdown.
 */
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
  const responding: Promise<unknown[]> = once(request, 'response', { signal });
  // A later error ends the body, where its reader sees it.
  request.on('error', () => undefined);
  request.end();
  const [message] = await responding;
  if (!(message instanceof IncomingMessage) || message.statusCode === undefined)
    throw new Error('the response has no status');
  const known = Object.entries(message.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return new Response(Readable.toWeb(message), { status: message.statusCode, headers: known });
}
