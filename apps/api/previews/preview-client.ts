import { Agent, request as ask, type IncomingMessage } from 'node:http';
import {
  DefaultPreviewsStatus,
  PREVIEW_FACTS_HEADER,
  PreviewFacts,
  PreviewRefusal,
  type PreviewServiceRequest,
} from '@fermata/contracts/http';
import type { Style } from '@fermata/contracts/values';

/** As the preview service has it too (apps/preview): the two rooms share `contracts` alone, so each has its own. */
export type MadePreview = { readonly made: PreviewFacts; readonly wav: Uint8Array };

/** The preview service is there, and makes none: `refusal` says why. What it throws itself has the same name, and stays on its side of the wire. */
export class PreviewRefusedError extends Error {
  override readonly name = 'PreviewRefusedError';
  readonly refusal: PreviewRefusal;
  constructor(refusal: PreviewRefusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}

/** The preview service does not answer, or not what it should. */
export class PreviewServiceUnavailableError extends Error {
  override readonly name = 'PreviewServiceUnavailableError';
}

/** All that the API asks of the preview service. Every method throws PreviewServiceUnavailableError where it does not answer before the signal. */
export interface PreviewClient {
  make(order: PreviewServiceRequest, signal: AbortSignal): Promise<MadePreview>;
  listDefaults(signal: AbortSignal): Promise<DefaultPreviewsStatus>;
  getDefault(style: Style, signal: AbortSignal): Promise<MadePreview>;
  close(): void;
}

const MAX_BYTES = 8 * 1024 * 1024;

/** Holds its connections open: a new one for each request would cost time that previews do not have. Without `url` nobody is there. */
export function openPreviewClient({
  url,
  secret,
}: {
  url: string | null;
  secret: string;
}): PreviewClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });

  const exchange = (
    method: string,
    path: string,
    body: string | undefined,
    signal: AbortSignal,
  ): Promise<{ status: number; facts: number; bytes: Buffer }> =>
    new Promise((resolve, reject) => {
      const fail = (why: string, cause?: unknown): void =>
        reject(new PreviewServiceUnavailableError(`the preview service ${why}`, { cause }));
      if (url === null) return fail('is not configured');
      const request = ask(
        `${url}${path}`,
        {
          method,
          agent,
          signal,
          headers: {
            authorization: `Bearer ${secret}`,
            ...(body === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
          },
        },
        (response: IncomingMessage) => {
          const chunks: Buffer[] = [];
          let size = 0;
          response.on('data', (chunk: Buffer) => {
            size += chunk.length;
            if (size > MAX_BYTES) request.destroy(new Error('its answer is too long'));
            chunks.push(chunk);
          });
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              facts: Number(response.headers[PREVIEW_FACTS_HEADER] ?? 0),
              bytes: Buffer.concat(chunks),
            }),
          );
          response.on('error', (error) => fail('broke off', error));
        },
      );
      request.on('error', (error) =>
        fail(signal.aborted ? 'did not answer in time' : 'does not answer', error),
      );
      request.end(body);
    });

  const parsePreview = ({
    status,
    facts,
    bytes,
  }: Awaited<ReturnType<typeof exchange>>): MadePreview => {
    if (status === 200) {
      const parsed = PreviewFacts.safeParse(jsonOrUndefined(bytes.subarray(0, facts)));
      if (!parsed.success)
        throw new PreviewServiceUnavailableError(
          'the preview service answered in a form that this version does not know',
          { cause: parsed.error },
        );
      return { made: parsed.data, wav: bytes.subarray(facts) };
    }
    const refusal = PreviewRefusal.safeParse(jsonOrUndefined(bytes));
    throw refusal.success
      ? new PreviewRefusedError(refusal.data)
      : new PreviewServiceUnavailableError(`the preview service answered ${status}`);
  };

  return {
    make: async (order, signal) =>
      parsePreview(await exchange('POST', '/previews', JSON.stringify(order), signal)),
    async listDefaults(signal) {
      const { status, bytes } = await exchange('GET', '/defaults', undefined, signal);
      const list = DefaultPreviewsStatus.safeParse(jsonOrUndefined(bytes));
      if (status !== 200 || !list.success)
        throw new PreviewServiceUnavailableError(
          `the preview service answered ${status}${status === 401 ? ': FERMATA_PREVIEW_SECRET is not the same there' : ''}`,
        );
      return list.data;
    },
    getDefault: async (style, signal) =>
      parsePreview(await exchange('GET', `/defaults/${style}`, undefined, signal)),
    close: () => agent.destroy(),
  };
}

function jsonOrUndefined(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
