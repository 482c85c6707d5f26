import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';

/** How the fake answers. `slow`: never. `status`: with this status. */
export type FakeBehaviour =
  | { readonly kind: 'call'; readonly args: unknown }
  | { readonly kind: 'refusal' | 'talk' | 'invalid-json' | 'invalid-body' | 'slow' }
  | { readonly kind: 'status'; readonly status: number };

export interface FakeRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  /** When it is answered or cancelled. */
  readonly closed: Promise<unknown>;
}

export interface FakeLanguageModel {
  readonly url: string;
  /** For the list of allowed hosts. */
  readonly host: string;
  readonly requests: FakeRequest[];
  behave(behaviour: FakeBehaviour): void;
  /** Waits for the next request. */
  nextRequest(): Promise<FakeRequest>;
  close(): void;
}

/** The function that a request offers. */
const nameIn = (body: unknown): string =>
  /"name":"(?<name>understand_\w+)"/.exec(JSON.stringify(body))?.groups?.['name'] ?? '';

/** Speaks the function calling of Gemini, OpenAI and Ollama, by the path of a request. */
export async function startFakeLanguageModel(): Promise<FakeLanguageModel> {
  let behaviour: FakeBehaviour = { kind: 'call', args: {} };
  const requests: FakeRequest[] = [];
  const server = createServer((request, response) => {
    const closed = once(response, 'close');
    void readText(request).then((body) => {
      const { url: path = '', headers } = request;
      const asked = { path, headers, body: JSON.parse(body) as unknown, closed };
      requests.push(asked);
      server.emit('asked');
      if (behaviour.kind === 'slow') return;
      if (behaviour.kind === 'status')
        return void response.writeHead(behaviour.status, { 'retry-after': '1' }).end('{}');
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(
          behaviour.kind === 'invalid-body'
            ? '{"candid'
            : JSON.stringify(answerTo(path, nameIn(asked.body))),
        );
    });
  });

  function answerTo(path: string, name: string): unknown {
    if (path.endsWith('/chat/completions')) return openai(name);
    if (path === '/api/chat') return ollama(name);
    return gemini(name);
  }

  function gemini(name: string): unknown {
    switch (behaviour.kind) {
      case 'call':
        return {
          candidates: [
            {
              finishReason: 'STOP',
              content: {
                role: 'model',
                parts: [{ functionCall: { name, args: behaviour.args } }],
              },
            },
          ],
        };
      case 'refusal':
        return { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } };
      case 'invalid-json':
        return {
          candidates: [
            {
              finishReason: 'STOP',
              content: { parts: [{ functionCall: { name, args: 'style: house' } }] },
            },
          ],
        };
      default:
        return {
          candidates: [{ finishReason: 'STOP', content: { parts: [{ text: 'House music!' }] } }],
        };
    }
  }

  function openai(name: string): unknown {
    const message =
      behaviour.kind === 'call' || behaviour.kind === 'invalid-json'
        ? {
            role: 'assistant',
            content: null,
            tool_calls: [
              {
                id: 'call_1',
                type: 'function',
                function: {
                  name,
                  arguments:
                    behaviour.kind === 'call' ? JSON.stringify(behaviour.args) : '{"style": [',
                },
              },
            ],
          }
        : behaviour.kind === 'refusal'
          ? { role: 'assistant', content: null, refusal: 'I cannot help with that.' }
          : { role: 'assistant', content: 'House music!' };
    return { choices: [{ index: 0, finish_reason: 'stop', message }] };
  }

  function ollama(name: string): unknown {
    const calls =
      behaviour.kind === 'call' || behaviour.kind === 'invalid-json'
        ? {
            tool_calls: [
              {
                function: {
                  name,
                  arguments: behaviour.kind === 'call' ? behaviour.args : 'style: house',
                },
              },
            ],
          }
        : {};
    return { done: true, message: { role: 'assistant', content: '', ...calls } };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    requests,
    behave: (next) => {
      behaviour = next;
    },
    nextRequest: async () => {
      const known = requests.length;
      await once(server, 'asked');
      const request = requests[known];
      if (!request) throw new Error('the request was taken off the list');
      return request;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
