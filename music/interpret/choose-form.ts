import {
  type Brief,
  type EnergyCurve,
  type HitPoint,
  type Intent,
  MASTER_GOALS,
  type MasterGoal,
  MAX_FADE_SECONDS,
} from '@fermata/contracts/values';
import { contentsOf, isWanted, type TextReading } from './reading/wish.ts';

const QUIET_ENERGY = 0.15;
/** Where a growing piece is fullest, as a share of its length, if the text does not say. */
const CLIMAX_SHARE = 0.75;
/** Of a fade-out without a length: at most this share of the piece. */
const FADE = { seconds: 6, share: 0.25 } as const;
const MAX_HITS = 32;
const LUFS = { min: -30, max: -8 } as const;

/** Ending, fade, energy curve, hit points and loudness, as far as a text asks for them. */
export type FormFields = Pick<Intent, 'ending' | 'fade' | 'energyCurve' | 'hits' | 'master'>;

export function readForm(
  reading: TextReading,
  piece: { durationSeconds: number; energy: number },
): FormFields {
  const ending = endingWish(reading);
  const curve = curveWish(reading, piece);
  const fade = fadeWish(reading, piece.durationSeconds);
  const hits = hitsWish(reading, piece.durationSeconds);
  const master = loudnessWish(reading);
  return {
    ...(ending ? { ending } : {}),
    ...(fade === undefined ? {} : { fade }),
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
  if (!grows && !startsQuiet) return undefined;
  const end = durationSeconds - 0.1;
  const peak = Math.min(climax ?? durationSeconds * CLIMAX_SHARE, end - 0.1);
  const points = [
    { second: 0, energy: startsQuiet ? QUIET_ENERGY : grows ? Math.min(0.35, energy) : energy },
    ...(grows ? [{ second: peak, energy: 1 }] : []),
    ...(startsQuiet && !grows ? [{ second: durationSeconds * 0.4, energy }] : []),
  ].map((point) => ({ second: Math.round(point.second * 100) / 100, energy: point.energy }));
  return points.filter(
    ({ second }, index) => index === 0 || second > (points[index - 1]?.second ?? 0),
  );
}

/** Seconds of the fade-out that a text asks for, before the limits of the piece; undefined without one. */
function fadeSecondsOf(reading: TextReading, durationSeconds: number): number | undefined {
  const usual = Math.min(FADE.seconds, FADE.share * durationSeconds);
  const timed = contentsOf(reading, 'fade').find(isWanted)?.content;
  if (timed)
    return (
      timed.seconds ?? (timed.fromSecond === undefined ? usual : durationSeconds - timed.fromSecond)
    );
  return contentsOf(reading, 'ending').some(
    (found) => isWanted(found) && found.content.ending === 'fade',
  )
    ? usual
    : undefined;
}

function fadeWish(reading: TextReading, durationSeconds: number): number | undefined {
  const seconds = fadeSecondsOf(reading, durationSeconds);
  if (seconds === undefined || seconds <= 0) return undefined;
  return Math.floor(Math.min(seconds, MAX_FADE_SECONDS, durationSeconds) * 10) / 10;
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
