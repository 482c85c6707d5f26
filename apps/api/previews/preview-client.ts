import { Agent, type IncomingMessage, request as sendRequest } from 'node:http';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  DefaultPreviewsStatus,
  PREVIEW_FACTS_HEADER,
  type PreviewServiceRequest,
} from '@fermata/contracts/http';
import { readBounded } from '@fermata/contracts/io';
import { parseJson, PreviewFacts, PreviewRefusal, type Style } from '@fermata/contracts/values';
import { type MadePreview, PreviewRefusedError } from '@fermata/domain/preview';
import type { ApiConfig } from '../config.ts';
import { CONFIG } from '../infrastructure/injection-tokens.ts';

/** The preview service does not answer, or its answer is not valid. */
export class PreviewServiceUnavailableError extends Error {
  override readonly name = 'PreviewServiceUnavailableError';
}

interface ServiceRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  readonly signal: AbortSignal;
}
interface ServiceResponse {
  readonly status: number;
  /** Length of the JSON before the WAV. */
  readonly factsBytes: number;
  readonly bytes: Uint8Array;
}

const MAX_BYTES = 8 * 1024 * 1024;
const MAX_SOCKETS = 128;

/**
 * Client of the preview service. Every method throws PreviewServiceUnavailableError if there is no valid answer before
 * the signal aborts. Connections stay open, as setting one up would cost time that previews do not have.
 */
@Injectable()
export class PreviewClient implements OnApplicationShutdown {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS });

  constructor(
    @Inject(CONFIG) private readonly config: Pick<ApiConfig, 'previewUrl' | 'previewSecret'>,
  ) {}

  /** Throws PreviewRefusedError if the service answers that it makes none. */
  async make(request: PreviewServiceRequest, signal: AbortSignal): Promise<MadePreview> {
    const body = JSON.stringify(request);
    return parsePreview(await this.#send({ method: 'POST', path: '/previews', body, signal }));
  }

  async listDefaults(signal: AbortSignal): Promise<DefaultPreviewsStatus> {
    const { status, bytes } = await this.#send({ method: 'GET', path: '/defaults', signal });
    const defaults = DefaultPreviewsStatus.safeParse(parseJson(bytes));
    if (status === 200 && defaults.success) return defaults.data;
    const hint = status === 401 ? ': FERMATA_PREVIEW_SECRET differs there' : '';
    throw new PreviewServiceUnavailableError(`the preview service answered ${status}${hint}`);
  }

  async getDefault(style: Style, signal: AbortSignal): Promise<MadePreview> {
    return parsePreview(await this.#send({ method: 'GET', path: `/defaults/${style}`, signal }));
  }

  onApplicationShutdown(): void {
    this.#agent.destroy();
  }

  #send({ method, path, body, signal }: ServiceRequest): Promise<ServiceResponse> {
    const { previewUrl, previewSecret } = this.config;
    return new Promise((resolve, reject) => {
      const fail = (problem: string, cause?: unknown): void =>
        reject(new PreviewServiceUnavailableError(`the preview service ${problem}`, { cause }));
      if (previewUrl === null) return fail('is not configured');
      const request = sendRequest(
        `${previewUrl}${path}`,
        {
          method,
          agent: this.#agent,
          signal,
          headers: {
            authorization: `Bearer ${previewSecret}`,
            ...(body === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
          },
        },
        (response: IncomingMessage) => {
          readBounded(response, MAX_BYTES).then(
            (bytes) => {
              if (bytes === null) return fail('sent a response that is too long');
              resolve({
                status: response.statusCode ?? 0,
                factsBytes: Number(response.headers[PREVIEW_FACTS_HEADER] ?? 0),
                bytes,
              });
            },
            (error: unknown) => fail('closed the connection', error),
          );
        },
      );
      request.on('error', (error) =>
        fail(signal.aborted ? 'did not answer in time' : 'does not answer', error),
      );
      request.end(body);
    });
  }
}

function parsePreview({ status, factsBytes, bytes }: ServiceResponse): MadePreview {
  if (status === 200) {
    const facts = PreviewFacts.safeParse(parseJson(bytes.subarray(0, factsBytes)));
    if (facts.success) return { made: facts.data, wav: bytes.subarray(factsBytes) };
    throw new PreviewServiceUnavailableError(
      'the preview service sent a response that this version cannot read',
      { cause: facts.error },
    );
  }
  const refusal = PreviewRefusal.safeParse(parseJson(bytes));
  throw refusal.success
    ? new PreviewRefusedError(refusal.data)
    : new PreviewServiceUnavailableError(`the preview service answered ${status}`);
}
