import { once } from 'node:events';
import { Agent, request as ask, type IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { PREVIEW_MEDIA_TYPE, PREVIEW_VIEW_HEADER, PreviewView } from '@fermata/contracts/http';
import type { Style } from '@fermata/contracts/values';
import type { TestStack } from '../testing/test-stack.ts';

/**
 * One request as its client sees it, in milliseconds. `completeMs`: to the last byte of the WAV;
 * `answerMs`: to the description of the preview.
 */
export interface PreviewExchange {
  readonly status: number;
  readonly answerMs: number;
  readonly completeMs: number;
  readonly view: PreviewView | undefined;
  readonly retryAfterSeconds: number;
}
interface RawExchange {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly headMs: number;
  readonly lastMs: number;
}

/** Requests previews over HTTP with the key of a creator, on keep-alive connections. */
export class PreviewClient {
  readonly #testStack: TestStack;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(testStack: TestStack) {
    this.#testStack = testStack;
  }

  /** The response contains the WAV. */
  fresh(style: Style, seed: number, deadlineMs: number): Promise<PreviewExchange> {
    return this.#request('/v1/previews', { style, text: style, seed, deadlineMs });
  }

  vary(
    previewId: string,
    change: Readonly<Record<string, unknown>>,
    deadlineMs: number,
  ): Promise<PreviewExchange> {
    return this.#request(`/v1/previews/${previewId}/variations`, { ...change, deadlineMs });
  }

  /** The response is JSON; the WAV is fetched from its URL. */
  freshByAddress(style: Style, seed: number, deadlineMs: number): Promise<PreviewExchange> {
    return this.#requestByAddress('/v1/previews', { style, text: style, seed, deadlineMs });
  }

  varyByAddress(
    previewId: string,
    change: Readonly<Record<string, unknown>>,
    deadlineMs: number,
  ): Promise<PreviewExchange> {
    return this.#requestByAddress(`/v1/previews/${previewId}/variations`, {
      ...change,
      deadlineMs,
    });
  }

  /** The time for a nearly empty response over HTTP on this machine. */
  async empty(): Promise<number> {
    return (await this.#exchange('GET', '/health/live', {})).lastMs;
  }

  close(): void {
    this.#agent.destroy();
  }

  async #request(path: string, body: unknown): Promise<PreviewExchange> {
    const { status, headers, bytes, headMs, lastMs } = await this.#exchange(
      'POST',
      path,
      { accept: PREVIEW_MEDIA_TYPE },
      body,
    );
    if (status !== 200) return failedExchange(status, headers, lastMs);
    const view = PreviewView.parse(JSON.parse(String(headers[PREVIEW_VIEW_HEADER])));
    if (bytes.length !== view.bytes)
      throw new Error(
        `the preview ${view.previewId} states ${view.bytes} bytes, but ${bytes.length} arrived`,
      );
    return { status, answerMs: headMs, completeMs: lastMs, view, retryAfterSeconds: 0 };
  }

  async #requestByAddress(path: string, body: unknown): Promise<PreviewExchange> {
    const { status, headers, bytes, lastMs } = await this.#exchange('POST', path, {}, body);
    if (status !== 200) return failedExchange(status, headers, lastMs);
    const view = PreviewView.parse(JSON.parse(bytes.toString('utf8')));
    const audio = await this.#exchange('GET', view.url, {});
    if (audio.status !== 200 || audio.bytes.length !== view.bytes)
      throw new Error(
        `the preview ${view.previewId} states ${view.bytes} bytes; ` +
          `${view.url} answers ${audio.status} with ${audio.bytes.length}`,
      );
    return {
      status,
      answerMs: lastMs,
      completeMs: lastMs + audio.lastMs,
      view,
      retryAfterSeconds: 0,
    };
  }

  async #exchange(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: unknown,
  ): Promise<RawExchange> {
    const client = this.#testStack.as('ada');
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const start = performance.now();
    const request = ask(new URL(path, client.url), {
      method,
      agent: this.#agent,
      headers: {
        ...headers,
        authorization: `Bearer ${this.#testStack.keyOf('ada')}`,
        ...(sent === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }),
      },
    });
    const answered = once(request, 'response');
    request.end(sent);
    const response: unknown[] = await answered;
    const answer = response[0];
    if (!(answer instanceof IncomingMessage)) throw new Error(`${method} ${path} was not answered`);
    const headMs = performance.now() - start;
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    await once(answer, 'end');
    const lastMs = performance.now() - start;
    return {
      status: answer.statusCode ?? 0,
      headers: answer.headers,
      bytes: Buffer.concat(chunks),
      headMs,
      lastMs,
    };
  }
}

const failedExchange = (
  status: number,
  headers: IncomingHttpHeaders,
  ms: number,
): PreviewExchange => ({
  status,
  answerMs: ms,
  completeMs: ms,
  view: undefined,
  retryAfterSeconds: Number(headers['retry-after'] ?? 0),
});
