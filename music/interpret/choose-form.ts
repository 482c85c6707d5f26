import type { Brief, EnergyCurve, HitPoint, Intent, MasterGoal } from '@fermata/contracts/values';
import { MASTER_GOALS } from '@fermata/contracts/values';
import { contentsOf, isWanted, type TextReading } from './reading/wish.ts';

const QUIET_ENERGY = 0.15;
/** Where a growing piece is fullest, as a share of its length, if the text does not say. */
const CLIMAX_SHARE = 0.75;
const FADE_SECONDS = 8;
const MAX_HITS = 32;
const LUFS = { min: -30, max: -8 } as const;

/** Ending, energy curve, hit points and loudness, as far as a text or a field asks for them. */
export type FormFields = Pick<Intent, 'ending' | 'energyCurve' | 'hits' | 'master'>;

export function readForm(
  reading: TextReading,
  piece: { durationSeconds: number; energy: number },
): FormFields {
  const ending = endingWish(reading);
  const curve = curveWish(reading, piece, ending === 'loop');
  const hits = hitsWish(reading, piece.durationSeconds);
  const master = loudnessWish(reading);
  return {
    ...(ending ? { ending } : {}),
    ...(curve ? { energyCurve: curve } : {}),
    ...(hits.length > 0 ? { hits } : {}),
    ...(master ? { master } : {}),
  };
}

function endingWish(reading: TextReading): Brief['ending'] {
  const all = contentsOf(reading, 'ending');
  const loop = all.find(({ content }) => content.ending === 'loop');
  if (loop) return loop.wish.polarity === 'wanted' ? 'loop' : 'final';
  return all.some(({ content, wish }) => content.ending === 'final' && wish.polarity === 'wanted')
    ? 'final'
    : undefined;
}

function curveWish(
  reading: TextReading,
  { durationSeconds, energy }: { durationSeconds: number; energy: number },
  isLoop: boolean,
): EnergyCurve | undefined {
  const shapes = contentsOf(reading, 'shape')
    .filter(isWanted)
    .map(({ content }) => content.shape);
  const climax = contentsOf(reading, 'cue')
    .filter(isWanted)
    .find(({ content }) => content.event === 'climax')?.content.second;
  const wantsClimax =
    climax !== undefined ||
    contentsOf(reading, 'event').some(
      (found) => isWanted(found) && found.content.event === 'climax',
    );
  const grows = shapes.includes('build') || wantsClimax;
  const startsQuiet = shapes.includes('quiet-start');
  const fades =
    !isLoop &&
    contentsOf(reading, 'ending').some(
      (found) => isWanted(found) && found.content.ending === 'fade',
    );
  if (!grows && !startsQuiet && !fades) return undefined;
  const end = durationSeconds - 0.1;
  const peak = Math.min(climax ?? durationSeconds * CLIMAX_SHARE, end - 0.1);
  const points = [
    { second: 0, energy: startsQuiet ? QUIET_ENERGY : grows ? Math.min(0.35, energy) : energy },
    ...(grows ? [{ second: peak, energy: 1 }] : []),
    ...(startsQuiet && !grows ? [{ second: durationSeconds * 0.4, energy }] : []),
    ...(fades && !grows ? [{ second: Math.max(peak * 0.5, end - FADE_SECONDS), energy }] : []),
    ...(fades ? [{ second: end, energy: 0.05 }] : []),
  ].map((point) => ({ second: Math.round(point.second * 100) / 100, energy: point.energy }));
  return points.filter(
    ({ second }, index) => index === 0 || second > (points[index - 1]?.second ?? 0),
  );
}

function hitsWish(reading: TextReading, durationSeconds: number): HitPoint[] {
  const hits = contentsOf(reading, 'cue')
    .filter(isWanted)
    .flatMap(({ content: { second, event } }) =>
      event === 'climax' || second >= durationSeconds ? [] : [{ second, event }],
    );
  return hits
    .sort((a, b) => a.second - b.second)
    .filter(({ second }, index, all) => index === 0 || second > (all[index - 1]?.second ?? 0))
    .slice(0, MAX_HITS);
}

function loudnessWish(reading: TextReading): MasterGoal | undefined {
  const first = contentsOf(reading, 'loudness').find(isWanted);
  return (
    first && {
      targetLufs: Math.max(LUFS.min, Math.min(LUFS.max, first.content.lufs)),
      ceilingDbtp: MASTER_GOALS.streaming.ceilingDbtp,
    }
  );
}
