import type { Logger } from 'pino';
import { DEADLINE_MS, type DefaultPreviewsStatus } from '@fermata/contracts/http';
import { type Style, STYLES } from '@fermata/contracts/values';
import type { MadePreview } from '@fermata/domain/preview';
import type { PreviewMaker } from './preview-maker.ts';

/** Arbitrary but fixed, so that one engine has one set of default previews. */
const SEED = 20_261_122;

/** One preview for each style, made in the background. */
export class DefaultPreviews {
  readonly #maker: PreviewMaker;
  readonly #engineSha256: string;
  readonly #made = new Map<Style, MadePreview>();

  constructor(maker: PreviewMaker, engineSha256: string) {
    this.#maker = maker;
    this.#engineSha256 = engineSha256;
  }

  async make(signal: AbortSignal, log: Logger): Promise<void> {
    for (const style of STYLES) {
      if (signal.aborted) return;
      try {
        this.#made.set(
          style,
          await this.#maker.make(
            {
              prompt: { style, seed: SEED, takes: [], durationSeconds: 30 },
              deadlineMs: DEADLINE_MS.max,
            },
            signal,
            { background: true },
          ),
        );
      } catch (error) {
        if (!signal.aborted)
          log.error({ err: error, style }, 'a default preview could not be made');
      }
    }
  }

  list(): DefaultPreviewsStatus {
    return {
      engineSha256: this.#engineSha256,
      ready: this.#made.size === STYLES.length,
      styles: [...this.#made.keys()],
    };
  }

  find(style: string): MadePreview | undefined {
    return [...this.#made].find(([name]) => name === style)?.[1];
  }
}
