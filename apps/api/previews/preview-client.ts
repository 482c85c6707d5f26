import { Agent, type IncomingMessage, request as sendRequest } from 'node:http';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  PREVIEW_FACTS_HEADER,
  type PreviewServiceRequest,
  splitPreview,
} from '@fermata/contracts/http';
import { readBounded } from '@fermata/contracts/io';
import { parseJson, PreviewRefusal } from '@fermata/contracts/values';
import { type MadePreview, PreviewRefusedError } from '@fermata/domain/preview';
import type { ApiConfig } from '../config.ts';
import { CONFIG } from '../infrastructure/injection-tokens.ts';

/** The preview service does not answer, or its response is not valid. */
export class PreviewServiceUnavailableError extends Error {
  override readonly name = 'PreviewServiceUnavailableError';
}

interface ServiceResponse {
  readonly status: number;
  /** Length of the JSON before the WAV. */
  readonly factsBytes: number;
  readonly bytes: Uint8Array;
}

const MAX_BYTES = 8 * 1024 * 1024;
const MAX_SOCKETS = 128;

/** Client of the preview service. Connections stay open, as opening one takes time that previews do not have. */
@Injectable()
export class PreviewClient implements OnApplicationShutdown {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS });

  constructor(@Inject(CONFIG) private readonly config: Pick<ApiConfig, 'previewService'>) {}

  /**
   * Throws PreviewRefusedError if the service makes none, and PreviewServiceUnavailableError if there is no valid
   * response before the signal aborts.
   */
  async make(request: PreviewServiceRequest, signal: AbortSignal): Promise<MadePreview> {
    return parsePreview(await this.#send(JSON.stringify(request), signal));
  }

  onApplicationShutdown(): void {
    this.#agent.destroy();
  }

  #send(body: string, signal: AbortSignal): Promise<ServiceResponse> {
    const { previewService } = this.config;
    return new Promise((resolve, reject) => {
      const fail = (problem: string, cause?: unknown): void =>
        reject(new PreviewServiceUnavailableError(`the preview service ${problem}`, { cause }));
      if (previewService === null) return fail('is not configured');
      const request = sendRequest(
        `${previewService.url}/previews`,
        {
          method: 'POST',
          agent: this.#agent,
          signal,
          headers: {
            authorization: `Bearer ${previewService.secret}`,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
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
    const preview = splitPreview(bytes, factsBytes);
    if (preview.success) return preview.data;
    throw new PreviewServiceUnavailableError(
      'the preview service sent a response that this version cannot read',
      { cause: preview.error },
    );
  }
  const refusal = PreviewRefusal.safeParse(parseJson(bytes));
  throw refusal.success
    ? new PreviewRefusedError(refusal.data)
    : new PreviewServiceUnavailableError(`the preview service answered ${status}`);
}
