import type { Edit, Intent, PartName } from '@fermata/contracts/values';
import { partsOf } from '../plan/composition-of.ts';
import { firstEdits } from '../plan/first-edits.ts';
import { levelDbOf } from '../read-levels.ts';
import { timeSpanOf } from '../read-presence.ts';
import type { LevelChange } from '../reading/meaning.ts';
import type { WishContent } from '../reading/wish.ts';
import { approximated, type Explanation, honoured, ignored, impossible } from './explanation.ts';

type Presence = Extract<WishContent, { kind: 'presence' }>;

/** A part that plays, or is silent, for a time. */
export function explainPresence(
  { part, scope, isExcluded }: Presence,
  intent: Intent,
): Explanation {
  const { durationSeconds } = intent;
  const { from, to } = timeSpanOf(scope, durationSeconds);
  if (!partsOf(intent).includes(part))
    return isExcluded
      ? honoured('presence', part, `there is no ${part} part`)
      : impossible('presence', part, noPart(part, intent));
  if (to <= from)
    return isExcluded
      ? honoured('presence', part, `the piece ends before, at ${durationSeconds} s`)
      : impossible('presence', part, `the piece ends before, at ${durationSeconds} s`);
  const issue = issueOf(intent, (edit) => edit.op === 'presence' && edit.part === part);
  if (issue !== undefined) return impossible('presence', part, issue);
  const own = (intent.presence ?? []).filter((span) => span.part === part);
  const end = (toSecond: number | undefined): number => toSecond ?? durationSeconds;
  const isMet = isExcluded
    ? own.every(({ fromSecond, toSecond }) => fromSecond >= to || end(toSecond) <= from)
    : own.some(({ fromSecond, toSecond }) => fromSecond <= from && end(toSecond) >= to);
  if (!isMet) return ignored('presence', part, `other words decide when the ${part} part plays`);
  const time = `from ${from} s to ${to === durationSeconds ? 'the end' : `${to} s`}`;
  return honoured(
    'presence',
    part,
    isExcluded ? `the ${part} part is silent ${time}` : `the ${part} part plays ${time}`,
  );
}

/** A part that is louder or quieter than usual. */
export function explainLevel(part: PartName, change: LevelChange, intent: Intent): Explanation {
  if (!partsOf(intent).includes(part)) return impossible('levels', part, noPart(part, intent));
  const issue = issueOf(intent, (edit) => edit.op === 'level' && edit.part === part);
  if (issue !== undefined) return impossible('levels', part, issue);
  const db = intent.levels?.find((level) => level.part === part)?.db;
  return db === levelDbOf(change)
    ? honoured('levels', part, `the ${part} part is ${Math.abs(db)} dB ${change} than usual`)
    : ignored('levels', part, `other words decide how loud the ${part} part is`);
}

/** A fade-out. `wanted`: its seconds, if the text names them. */
export function explainFade(wanted: number | undefined, intent: Intent): Explanation {
  const { fade, durationSeconds } = intent;
  const issue = issueOf(intent, ({ op }) => op === 'fade');
  if (issue !== undefined) return impossible('fade', null, issue);
  if (fade === undefined)
    return impossible('fade', null, `the piece ends before, at ${durationSeconds} s`);
  return (wanted === undefined || Math.abs(wanted - fade) < 0.1 ? honoured : approximated)(
    'fade',
    `${fade} s`,
    `it fades out over the last ${fade} s`,
  );
}

const noPart = (part: PartName, { style, withoutParts }: Intent): string =>
  withoutParts.includes(part)
    ? `the ${part} part is left out`
    : `${style} has no ${part} part here`;

const issueOf = (intent: Intent, isMeant: (edit: Edit) => boolean): string | undefined =>
  firstEdits(intent).impossible.find(({ edit }) => isMeant(edit))?.reason;
