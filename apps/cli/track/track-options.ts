import type { Command } from 'commander';
import { z } from 'zod';
import {
  ALTERNATES,
  HitPoint,
  MASTER_GOALS,
  METRES,
  MOODS,
  MotifUse,
  PART_NAMES,
  PublishOn,
  STYLES,
  Use,
} from '@fermata/contracts/values';
import { anyOf, Figure, Length } from '../option-values.ts';
import { addMetadataOptions, MetadataOptions } from '../profile/metadata-options.ts';

const text = z.string().optional();

/** The options of `track create` and `demo`; `TrackRequest` validates their values. */
export const BriefOptions = z.object({
  brief: z.string(),
  seconds: Length,
  seed: Figure,
  style: text,
  mood: text,
  tempo: Figure,
  key: text,
  metre: text,
  energy: Figure,
  use: text,
  title: text,
  candidates: Figure,
  ending: text,
  energyCurve: text,
  hit: z.array(z.string()).optional(),
  motif: text,
  motifUse: text,
  loop: text,
  loopBars: Figure,
  loudness: text,
  soundFontParts: text,
  alternates: text,
  new: z.boolean().default(false),
});
export const TrackOptions = BriefOptions.extend({
  pick: text,
  pickSeconds: Figure,
  quorum: Figure,
  reviewer: z.array(z.string()).optional(),
  ownWork: z.boolean().optional(),
  reminderSeconds: Figure,
  escalationSeconds: Figure,
  expirySeconds: Figure,
  graceSeconds: Figure,
  partner: text,
  publishOn: text,
  publishAt: text,
  onRejection: text,
  questionSeconds: Figure,
  answerSeconds: Figure,
  takedownSeconds: Figure,
  releaseTerritories: text,
  ...MetadataOptions.shape,
  releaseTitle: text,
  cover: text,
  idempotencyKey: text,
  strict: z.boolean().default(false),
});
export type TrackOptions = z.infer<typeof TrackOptions>;

export function addBriefOptions(command: Command): Command {
  return command
    .option('--seconds <length>', 'length, 3 to 600 seconds, or minutes:seconds (default: 30)')
    .option('--seed <number>', 'the same seed gives the same music')
    .option('--style <style>', `${anyOf(STYLES)}; default: from the brief`)
    .option('--mood <mood>', anyOf(MOODS))
    .option('--tempo <bpm>', 'beats a minute, 40 to 200')
    .option('--key <key>', 'such as "F# minor", "Am" or "fis-Moll"')
    .option('--metre <metre>', `${anyOf(METRES)}, if the style plays it (default: by the seed)`)
    .option('--energy <number>', '0 (still) to 1 (full)')
    .option('--use <use>', `${anyOf(Use.options)} (default: commercial)`)
    .option('--title <title>', 'the title (default: generated)')
    .option('--ending <ending>', 'final (a last chord) or loop (repeats seamlessly)')
    .option('--energy-curve <points>', 'energy by second, such as "0:0.2,20:0.9"')
    .option(
      '--hit <second:event...>',
      `an event at a second of the picture, such as 12.5:drop (${HitPoint.shape.event.options.join(', ')})`,
    )
    .option('--motif <sha256>', 'a melody to use ("fermata material add" prints its sha256)')
    .option('--motif-use <use>', `${anyOf(MotifUse.shape.use.options)} it (default: vary)`)
    .option('--loop <sha256>', 'a licensed audio loop to use')
    .option('--loop-bars <number>', 'number of bars of the audio loop (default: 4)')
    .option(
      '--loudness <goal>',
      `${anyOf(Object.keys(MASTER_GOALS))}, or LUFS/dBTP such as -16/-1 (default: streaming)`,
    )
    .option(
      '--sound-font-parts <parts>',
      `parts that the SoundFont plays, of ${PART_NAMES.join(', ')}`,
    )
    .option('--alternates <cuts>', `further cuts, of ${ALTERNATES.join(', ')}`)
    .option('--candidates <number>', 'number of candidates, 1 to 8 (default: 3)')
    .option('--new', 'create another track even if this request was made before');
}

export function addTermsOptions(command: Command): Command {
  return addMetadataOptions(command)
    .option('--release-title <title>', 'the title of the release (default: the track’s)')
    .option('--cover <sha256>', 'a picture that was added (default: drawn from the music)')
    .option('--pick <mode>', 'rating, or person: a person may pick until the limit')
    .option('--pick-seconds <number>', 'time limit for the pick (default: a day)')
    .option('--quorum <number>', 'approvals needed, 1 to 5 (default: 1, or the project’s minimum)')
    .option('--reviewer <actor...>', 'the reviewers who may decide (default: all)')
    .option('--own-work', 'let the creator of the track decide on it, too')
    .option('--reminder-seconds <number>', 'when to remind the reviewers (default: a day)')
    .option('--escalation-seconds <number>', 'when to escalate (default: two days)')
    .option('--expiry-seconds <number>', 'when the review expires (default: a week)')
    .option(
      '--grace-seconds <number>',
      'time in which a decision can be undone (default: 10, or the project’s minimum)',
    )
    .option('--publish-on <start>', `${anyOf(PublishOn.options)} (default: approval)`)
    .option(
      '--publish-at <time>',
      'with --publish-on date: local time and time zone, such as "2027-03-01T09:00 Europe/Berlin"',
    )
    .option(
      '--partner <names>',
      'the partners to publish at, separated by commas (default: sandbox)',
    )
    .option(
      '--on-rejection <terms>',
      'if a partner does not take it: best-effort (default), all-or-nothing or ask',
    )
    .option('--question-seconds <number>', 'with ask: limit for the answer (default: a week)')
    .option('--answer-seconds <number>', 'time limit for the partner’s answer (default: a day)')
    .option('--takedown-seconds <number>', 'limit for a takedown at the partner (default: a week)')
    .option(
      '--release-territories <codes>',
      'where it may be sold, such as DE,FR (default: everywhere)',
    )
    .option('--strict', 'make nothing if a wish of the brief cannot be met or is not understood')
    .option(
      '--idempotency-key <key>',
      'the key of this request (default: made from the other options)',
    );
}
