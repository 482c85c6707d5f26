import { Agent, request as ask, type IncomingMessage } from 'node:http';
import {
  PREVIEW_FACTS_HEADER,
  PreviewMade,
  type PreviewOrder,
  PreviewRefusal,
  PreviewStarters,
  type Style,
} from '@fermata/contracts';

/** As the preview service has it too (apps/preview): the two rooms share `contracts` alone, so each has its own. */
export type MadePreview = { readonly made: PreviewMade; readonly wav: Uint8Array };

/** The preview service is there, and makes none: `refusal` says why. What it throws itself has the same name, and stays on its side of the wire. */
export class PreviewRefused extends Error {
  override readonly name = 'PreviewRefused';
  readonly refusal: PreviewRefusal;
  constructor(refusal: PreviewRefusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}

/** The preview service does not answer, or not what it should. */
export class PreviewAway extends Error {
  override readonly name = 'PreviewAway';
}

/** All that the API asks of the preview service. Every method throws PreviewAway where it does not answer before the signal. */
export interface PreviewDoor {
  make(order: PreviewOrder, signal: AbortSignal): Promise<MadePreview>;
  starters(signal: AbortSignal): Promise<PreviewStarters>;
  starter(style: Style, signal: AbortSignal): Promise<MadePreview>;
  close(): void;
}

const MOST_BYTES = 8 * 1024 * 1024;

/** Holds its connections open: a new one for each request would cost time that previews do not have. Without `url` nobody is there. */
export function openPreviewDoor({
  url,
  secret,
}: {
  url: string | null;
  secret: string;
}): PreviewDoor {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });

  const exchange = (
    method: string,
    path: string,
    body: string | undefined,
    signal: AbortSignal,
  ): Promise<{ status: number; facts: number; bytes: Buffer }> =>
    new Promise((resolve, reject) => {
      const away = (why: string, cause?: unknown): void =>
        reject(new PreviewAway(`the preview service ${why}`, { cause }));
      if (url === null) return away('is not configured');
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
        (answer: IncomingMessage) => {
          const chunks: Buffer[] = [];
          let size = 0;
          answer.on('data', (chunk: Buffer) => {
            size += chunk.length;
            if (size > MOST_BYTES) request.destroy(new Error('its answer is too long'));
            chunks.push(chunk);
          });
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              facts: Number(answer.headers[PREVIEW_FACTS_HEADER] ?? 0),
              bytes: Buffer.concat(chunks),
            }),
          );
          answer.on('error', (error) => away('broke off', error));
        },
      );
      request.on('error', (error) =>
        away(signal.aborted ? 'did not answer in time' : 'does not answer', error),
      );
      request.end(body);
    });

  const made = ({ status, facts, bytes }: Awaited<ReturnType<typeof exchange>>): MadePreview => {
    if (status === 200) {
      const told = PreviewMade.safeParse(jsonOrUndefined(bytes.subarray(0, facts)));
      if (!told.success)
        throw new PreviewAway(
          'the preview service answered in a form that this version does not know',
          { cause: told.error },
        );
      return { made: told.data, wav: bytes.subarray(facts) };
    }
    const refusal = PreviewRefusal.safeParse(jsonOrUndefined(bytes));
    throw refusal.success
      ? new PreviewRefused(refusal.data)
      : new PreviewAway(`the preview service answered ${status}`);
  };

  return {
    make: async (order, signal) =>
      made(await exchange('POST', '/previews', JSON.stringify(order), signal)),
    async starters(signal) {
      const { status, bytes } = await exchange('GET', '/starters', undefined, signal);
      const list = PreviewStarters.safeParse(jsonOrUndefined(bytes));
      if (status !== 200 || !list.success)
        throw new PreviewAway(
          `the preview service answered ${status}${status === 401 ? ': FERMATA_PREVIEW_SECRET is not the same there' : ''}`,
        );
      return list.data;
    },
    starter: async (style, signal) =>
      made(await exchange('GET', `/starters/${style}`, undefined, signal)),
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
