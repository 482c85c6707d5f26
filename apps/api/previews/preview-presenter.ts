import { Inject, Injectable } from '@nestjs/common';
import { PREVIEW_MEDIA_TYPE, type PreviewSource, type PreviewView } from '@fermata/contracts/http';
import type { Nearness } from '@fermata/contracts/values';
import { type Preview, wavByteLength } from '@fermata/domain/preview';
import { absentFromPreview } from '@fermata/music';
import type { ApiConfig } from '../config.ts';
import { createSignedLinkQuery, type LinkTarget } from '../http/signed-link.ts';
import { CONFIG } from '../infrastructure/injection-tokens.ts';

/** The target of signed links to a preview's audio. */
export const AUDIO_LINK: LinkTarget = { purpose: 'preview-audio', idParameter: 'previewId' };

/** The fields of a response besides the preview itself. */
export interface PreviewResponse {
  readonly source: PreviewSource;
  readonly reason: string;
  readonly nearness: Nearness;
  readonly deadlineMs: number | null;
  readonly sessionId: string;
  /** Milliseconds from the arrival of the request. */
  readonly totalMs: number;
}

/** Presents previews as responses, with an address of their audio that needs no key. */
@Injectable()
export class PreviewPresenter {
  constructor(@Inject(CONFIG) private readonly config: ApiConfig) {}

  present(projectId: string, preview: Preview, response: PreviewResponse): PreviewView {
    const { previewId, prompt, made } = preview;
    const { totalMs, ...rest } = response;
    const { style, mood, tempoBpm, key, energy, notes, understanding = [] } = made.intent;
    const isFresh = response.source === 'fresh';
    const until = Math.floor(Date.now() / 1000 + this.config.limits.previewLinkSeconds);
    return {
      ...rest,
      previewId,
      url: this.#audioUrl(projectId, previewId, until),
      expiresAt: new Date(until * 1000).toISOString(),
      mediaType: PREVIEW_MEDIA_TYPE,
      bytes: wavByteLength(made),
      sha256: made.sha256,
      durationSeconds: made.durationSeconds,
      sampleRate: made.sampleRate,
      style,
      mood,
      tempoBpm,
      key,
      energy,
      seed: prompt.seed,
      takes: prompt.takes,
      recipeId: made.recipeId,
      notes: [...notes, ...absentFromPreview(made.recipe)],
      understanding,
      parts: isFresh
        ? made.parts
        : made.parts.map(({ part }) => ({ part, made: 'cached', milliseconds: 0 })),
      timings: {
        ...(isFresh ? made.timings : { waited: 0, composed: 0, rendered: 0, mixed: 0 }),
        total: Math.round(totalMs * 10) / 10,
      },
    };
  }

  #audioUrl(projectId: string, id: string, until: number): string {
    const { publicUrl, tokenSecret } = this.config;
    const { purpose } = AUDIO_LINK;
    const query = createSignedLinkQuery(tokenSecret, { purpose, projectId, id, until });
    return `${publicUrl ?? ''}/v1/previews/${id}/audio?${query}`;
  }
}
