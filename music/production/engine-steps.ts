import { type FileTags, musicTagsOf, type Recipe, type Score } from '@fermata/contracts/values';
import { drawnCoverOf } from '../engine/cover-source.ts';
import { deliveryOptionsOf } from '../engine/delivery-of.ts';
import type { CallOptions } from '../engine/engine-pool.ts';
import type {
  ComposedPiece,
  Delivery,
  Engine,
  MakeOptions,
  Master,
  Mix,
  RenderedStem,
} from '../engine/open-engine.ts';
import type { GivenCover, StemFile } from '../engine/program/protocol.ts';

export type CoverOption = GivenCover | 'drawn' | 'none';

interface Flac {
  readonly flac: Uint8Array;
}
interface Scored {
  readonly score: Score;
}

/**
 * The production line in one engine and in memory. `tags`: written into the delivered files, with those of the
 * score. `cover`: a given one, or whether it is drawn.
 */
export function engineSteps(
  engine: Engine,
  recipe: Recipe,
  tags: FileTags,
  { cover = 'none' }: { cover?: CoverOption } = {},
) {
  return {
    compose: (options: MakeOptions): Promise<ComposedPiece> => engine.compose(recipe, options),
    stems: ({ score }: Scored, options: MakeOptions): Promise<RenderedStem[]> =>
      engine.stems(recipe, score, options),
    mix: (stems: readonly StemFile[], options: CallOptions): Promise<Mix> =>
      engine.mix(stems, options),
    master: ({ flac }: Flac, options: CallOptions): Promise<Master> =>
      engine.master(recipe, flac, options),
    deliver: (
      { composed, master }: { readonly composed: Scored; readonly master: Master },
      options: CallOptions,
    ): Promise<Delivery> =>
      engine.deliver(
        master.flac,
        { ...tags, ...musicTagsOf(composed.score) },
        {
          ...options,
          ...deliveryOptionsOf(recipe),
          ...(cover === 'none'
            ? {}
            : {
                cover: cover === 'drawn' ? drawnCoverOf(composed.score, master.figures) : cover,
              }),
        },
      ),
  };
}
