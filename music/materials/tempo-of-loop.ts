import type { Brief, UsedMaterial } from '@fermata/contracts/values';
import { loopTempo } from './read-loop.ts';

/** The tempo of a brief's audio loop, by the bars that it states; undefined without a loop of known length. */
export function tempoOfLoop(
  { audioLoop }: Pick<Brief, 'audioLoop'>,
  materials: readonly UsedMaterial[] = [],
): number | undefined {
  const used = materials.find(({ sha256 }) => sha256 === audioLoop?.sha256);
  return audioLoop && used?.durationSeconds !== undefined
    ? loopTempo(audioLoop.bars, used.durationSeconds)
    : undefined;
}
