import { Inject, Injectable } from '@nestjs/common';
import type { PreviewServiceRequest } from '@fermata/contracts/http';
import { deriveId } from '@fermata/contracts/values';
import {
  type MadePreview,
  PreviewRefusedError,
  type PreviewWithAudio,
} from '@fermata/domain/preview';
import type { ApiConfig } from '../config.ts';
import { CONFIG } from '../infrastructure/injection-tokens.ts';
import { CostQueue, previewCostEntry } from './cost-queue.ts';
import { DefaultPreviews } from './default-previews.ts';
import { PreviewClient } from './preview-client.ts';
import { PreviewMemory } from './preview-memory.ts';

/** Part of a deadline that is reserved for receiving the audio and sending the response. */
export const RESPONSE_MARGIN = { milliseconds: 12, share: 0.03 } as const;

/** `elapsed`: milliseconds since the request arrived. `clientGone`: aborted when the client disconnects. */
export interface RequestTiming {
  readonly elapsed: () => number;
  readonly clientGone: AbortSignal;
}

/** Has previews made within the deadline of their request, and remembers them. */
@Injectable()
export class FreshPreviews {
  #inFlight = 0;

  constructor(
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(PreviewClient) private readonly client: PreviewClient,
    @Inject(DefaultPreviews) private readonly defaults: DefaultPreviews,
    @Inject(PreviewMemory) private readonly memory: PreviewMemory,
    @Inject(CostQueue) private readonly costs: CostQueue,
  ) {}

  /** Throws PreviewRefusedError and PreviewServiceUnavailableError. */
  async make(
    projectId: string,
    {
      prompt,
      promptSha256,
      choices,
    }: Pick<PreviewWithAudio, 'promptSha256'> & Pick<PreviewServiceRequest, 'prompt' | 'choices'>,
    timing: RequestTiming & { readonly deadlineMs: number },
  ): Promise<PreviewWithAudio> {
    this.defaults.refresh();
    const { made, wav } = await this.#request({ prompt, choices }, timing);
    this.defaults.setEngine(made.engineSha256);
    const previewId = deriveId('prv', projectId, made.engineSha256, promptSha256);
    const preview = { previewId, prompt, promptSha256, made, wav };
    this.memory.add(projectId, preview);
    this.costs.add(previewCostEntry(projectId, preview, this.config.rates));
    return preview;
  }

  async #request(
    request: Pick<PreviewServiceRequest, 'prompt' | 'choices'>,
    { deadlineMs, elapsed, clientGone }: RequestTiming & { readonly deadlineMs: number },
  ): Promise<MadePreview> {
    const { milliseconds, share } = RESPONSE_MARGIN;
    const remainingMs = deadlineMs - elapsed() - Math.max(milliseconds, share * deadlineMs);
    if (remainingMs <= 0)
      throw new PreviewRefusedError({
        reason: 'deadline',
        detail: 'no time is left before the deadline',
        retryAfterMs: 0,
      });
    if (this.#inFlight >= this.config.limits.concurrentPreviews)
      throw new PreviewRefusedError({
        reason: 'overloaded',
        detail: `${this.#inFlight} previews are being made`,
        retryAfterMs: 1000,
      });
    this.#inFlight += 1;
    try {
      return await this.client.make(
        { ...request, deadlineMs: remainingMs },
        AbortSignal.any([AbortSignal.timeout(Math.ceil(remainingMs)), clientGone]),
      );
    } finally {
      this.#inFlight -= 1;
    }
  }
}
