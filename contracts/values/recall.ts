import { z } from 'zod';
import { Sha256 } from './ids.ts';
import { plainLine } from './plain-text.ts';

/** The build of an engine, or a version of a model, as recipes name them. */
export const RecallSubject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('engine'), sha256: Sha256 }),
  z.strictObject({ kind: z.literal('model'), name: plainLine(100), version: plainLine(100) }),
]);

export type RecallSubject = z.infer<typeof RecallSubject>;

/** For sentences: `engine 0123456789ab`, `model theory@1.2.0`. */
export const describeRecallSubject = (subject: RecallSubject): string =>
  subject.kind === 'engine'
    ? `engine ${subject.sha256.slice(0, 12)}`
    : `model ${subject.name}@${subject.version}`;

/** The effect of a recall on a track, with its releases. `refuse`: its approval and release are refused. */
export const RecallAction = z.enum(['withdraw', 'stop-release', 'refuse', 'nothing']);

export type RecallAction = z.infer<typeof RecallAction>;

/** Tracks made with the subject of a recall, by the effect of the recall on them and on all releases with them. */
export const RecallCounts = z.object({
  /** Partners have a release with them, which is withdrawn. */
  withdraw: z.int().min(0),
  /** A release with them runs, and is stopped. */
  stopRelease: z.int().min(0),
  /** No release has them: their approval and their release are refused. */
  refuse: z.int().min(0),
  /** They have ended, and no partner has them. */
  nothing: z.int().min(0),
  /** Withdrawn since the start; part of `nothing` or, if another release had them, of `refuse`. */
  withdrawn: z.int().min(0),
});

export type RecallCounts = z.infer<typeof RecallCounts>;
