import { STYLES } from '@fermata/contracts/values';
import { type Engine, excerptOf } from '@fermata/music';
import type { PreviewMaker } from './preview-maker.ts';

/** Seconds of each part that a process renders to warm up: every DSP is compiled and has run. */
const WARM_SECONDS = 1;

/** Loads the models and starts the processes; each renders a moment of every style. */
export async function warmUp(
  engine: Engine,
  maker: PreviewMaker,
  signal: AbortSignal,
): Promise<void> {
  await maker.load();
  const previews = [];
  for (const style of STYLES) {
    const { recipe } = await maker.plan({ style, seed: 1, takes: [], durationSeconds: 30 });
    const excerpt = excerptOf((await engine.compose(recipe, { signal })).score);
    const parts = excerpt.parts.map((part) => ({
      ...part,
      notes: part.notes.filter(({ start }) => start < WARM_SECONDS / 2),
    }));
    previews.push({ recipe, excerpt: { ...excerpt, durationSeconds: WARM_SECONDS, parts } });
  }
  await engine.warmUp(previews, { signal });
}
