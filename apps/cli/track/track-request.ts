import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { z } from 'zod';
import { TrackRequest } from '@fermata/contracts/http';
import type { TrackRequest as Request } from '@fermata/contracts/http';
import {
  ALTERNATES,
  canonicalSha256,
  HitPoint,
  MASTER_GOALS,
  MOODS,
  MotifUse,
  PART_NAMES,
  PublishOn,
  STYLES,
  Use,
} from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';
import { flagOf, invalidOptions, withFlags } from '../invalid-options.ts';
import { Figure, Length, splitList } from '../option-values.ts';
import {
  addMetadataOptions,
  METADATA_FLAGS,
  metadataOf,
  MetadataOptions,
} from '../profile/metadata-options.ts';

const text = z.string().optional();
const choice = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const anyOf = (values: readonly string[]): string => choice.format(values);

/** The options of `track create` and `demo`; `TrackRequest` validates their values. */
export const BriefOptions = z.object({
  brief: z.string(),
  seconds: Length,
  seed: Figure,
  style: text,
  mood: text,
  tempo: Figure,
  key: text,
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
});
export type TrackOptions = z.infer<typeof TrackOptions>;
type Options = Partial<TrackOptions> & z.infer<typeof BriefOptions>;

export function addBriefOptions(command: Command): Command {
  return command
    .option('--seconds <length>', 'length, 5 to 300 seconds, or minutes:seconds (default: 30)')
    .option('--seed <number>', 'the same seed gives the same music')
    .option('--style <style>', `${anyOf(STYLES)}; default: from the brief`)
    .option('--mood <mood>', anyOf(MOODS))
    .option('--tempo <bpm>', 'beats a minute, 40 to 200')
    .option('--key <key>', 'such as "C minor" or "Eb dorian"')
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
    .option('--loop <sha256>', 'a licensed recording to use')
    .option('--loop-bars <number>', 'number of bars of the recording (default: 4)')
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
    .option('--pick <mode>', 'score, or person: a person may pick until the limit')
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
    .option(
      '--idempotency-key <key>',
      'the key of this request (default: made from the other options)',
    );
}

// The path of each option in the request, to name the option of an issue.
const FLAGS: Record<string, keyof TrackOptions> = {
  'brief.text': 'brief',
  'brief.durationSeconds': 'seconds',
  'brief.seed': 'seed',
  'brief.style': 'style',
  'brief.mood': 'mood',
  'brief.tempoBpm': 'tempo',
  'brief.key': 'key',
  'brief.ending': 'ending',
  'brief.energyCurve': 'energyCurve',
  'brief.hits': 'hit',
  'brief.motif': 'motif',
  'brief.motif.use': 'motifUse',
  'brief.audioLoop': 'loop',
  'brief.audioLoop.bars': 'loopBars',
  'brief.master': 'loudness',
  'brief.soundFontParts': 'soundFontParts',
  alternates: 'alternates',
  'brief.energy': 'energy',
  'brief.use': 'use',
  'brief.title': 'title',
  candidates: 'candidates',
  pick: 'pick',
  'pick.limitSeconds': 'pickSeconds',
  'review.quorum': 'quorum',
  'review.reviewers': 'reviewer',
  'review.ownWorkAllowed': 'ownWork',
  'review.reminderSeconds': 'reminderSeconds',
  'review.escalationSeconds': 'escalationSeconds',
  'review.expirySeconds': 'expirySeconds',
  'review.graceSeconds': 'graceSeconds',
  'release.partners': 'partner',
  'release.publishOn': 'publishOn',
  'release.publishAt': 'publishAt',
  'release.onRejection': 'onRejection',
  'release.questionSeconds': 'questionSeconds',
  'release.answerSeconds': 'answerSeconds',
  'release.takedownSeconds': 'takedownSeconds',
  'release.territories': 'releaseTerritories',
  ...METADATA_FLAGS,
  'metadata.releaseTitle': 'releaseTitle',
  'metadata.cover': 'cover',
};

/** The body of `POST /v1/tracks`. Throws a CommandError that names each invalid option. */
export function trackRequest(options: Options): Request {
  const [tonic, mode, ...rest] = options.key?.trim().split(/\s+/) ?? [];
  if (options.motifUse !== undefined && options.motif === undefined)
    throw new CommandError(EXIT.usage, '--motif-use needs --motif.');
  if (options.loopBars !== undefined && options.loop === undefined)
    throw new CommandError(EXIT.usage, '--loop-bars needs --loop.');
  if (options.pickSeconds !== undefined && options.pick !== 'person')
    throw new CommandError(EXIT.usage, '--pick-seconds needs --pick person.');
  const fields = dropUndefined({
    brief: dropUndefined({
      text: options.brief,
      durationSeconds: options.seconds,
      seed: options.seed,
      style: options.style,
      mood: options.mood,
      tempoBpm: options.tempo,
      energy: options.energy,
      ending: options.ending,
      energyCurve: options.energyCurve && parseEnergyCurve(options.energyCurve),
      hits: options.hit?.map(parseHit),
      master: options.loudness && parseMasterGoal(options.loudness),
      motif:
        options.motif === undefined
          ? undefined
          : { sha256: options.motif, use: options.motifUse ?? 'vary' },
      audioLoop:
        options.loop === undefined
          ? undefined
          : { sha256: options.loop, bars: options.loopBars ?? 4 },
      soundFontParts: options.soundFontParts && splitList(options.soundFontParts),
      use: options.use,
      title: options.title,
      key:
        options.key === undefined ? undefined : { tonic, mode: rest.length > 0 ? undefined : mode },
    }),
    candidates: options.candidates,
    alternates: options.alternates && splitList(options.alternates),
    pick:
      options.pick === undefined
        ? undefined
        : dropUndefined({ by: options.pick, limitSeconds: options.pickSeconds }),
    review: dropUndefined({
      quorum: options.quorum,
      reviewers: options.reviewer?.map(actorId),
      ownWorkAllowed: options.ownWork,
      reminderSeconds: options.reminderSeconds,
      escalationSeconds: options.escalationSeconds,
      expirySeconds: options.expirySeconds,
      graceSeconds: options.graceSeconds,
    }),
    release: dropUndefined({
      publishOn: options.publishOn,
      publishAt: options.publishAt === undefined ? undefined : parsePublishAt(options.publishAt),
      partners: options.partner === undefined ? undefined : splitList(options.partner),
      onRejection: options.onRejection,
      questionSeconds: options.questionSeconds,
      answerSeconds: options.answerSeconds,
      takedownSeconds: options.takedownSeconds,
      territories:
        options.releaseTerritories && splitList(options.releaseTerritories.toUpperCase()),
    }),
    metadata: dropUndefined({
      ...metadataOf(options),
      releaseTitle: options.releaseTitle,
      cover: options.cover,
    }),
  });
  const request = TrackRequest.safeParse(fields);
  if (request.success) return request.data;
  throw invalidOptions(
    request.error.issues.map((issue) => ({
      flag: flagForPath(issue.path),
      message:
        issue.code === 'invalid_value'
          ? `must be one of ${issue.values.join(', ')}`
          : issue.message,
    })),
  );
}

/** An error of the API with the options in place of its fields. */
export const withOptionNames = (error: unknown): unknown => withFlags(error, flagForPath);

/** The same arguments give the same key, so a repeated command finds the track that the first one made. */
export function idempotencyKeyOf(
  request: Request,
  options: Pick<Options, 'idempotencyKey' | 'new'>,
): string {
  if (options.idempotencyKey !== undefined && options.new)
    throw new CommandError(EXIT.usage, '--new and --idempotency-key exclude each other.');
  if (options.new) return `cli-${randomUUID()}`;
  return options.idempotencyKey ?? `cli-${canonicalSha256(request).slice(0, 40)}`;
}

function flagForPath(path: readonly PropertyKey[]): string {
  for (let length = path.length; length > 0; length -= 1) {
    const name = FLAGS[path.slice(0, length).map(String).join('.')];
    if (name !== undefined) return flagOf(name);
  }
  return path.map(String).join('.');
}

/** `rita` or `act_rita` */
export const actorId = (name: string): string => (name.startsWith('act_') ? name : `act_${name}`);

const dropUndefined = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** "0:0.2,20:0.9" */
const parseEnergyCurve = (list: string): { second: number; energy: number }[] =>
  splitList(list).map((pair) => {
    const [second, energy] = pair.split(':');
    return {
      second: parseNumber(second, '--energy-curve', '"second:energy", such as "0:0.2,20:0.9"'),
      energy: parseNumber(energy, '--energy-curve', '"second:energy", such as "0:0.2,20:0.9"'),
    };
  });

/** "12.5:drop" */
function parseHit(pair: string): { second: number; event: string } {
  const [second, event = ''] = pair.split(':');
  return {
    second: parseNumber(second, '--hit', '"second:event", such as 12.5:drop'),
    event: event.trim(),
  };
}

/** "2027-03-01T09:00 Europe/Berlin"; the request's schema checks both. */
function parsePublishAt(value: string): { localDateTime: string; timeZone: string } {
  const [localDateTime = '', timeZone = '', ...rest] = value.trim().split(/\s+/);
  if (timeZone === '' || rest.length > 0)
    throw invalidOptions([
      {
        flag: '--publish-at',
        message: 'must be a local time and a time zone, such as "2027-03-01T09:00 Europe/Berlin"',
      },
    ]);
  return { localDateTime, timeZone };
}

/** "broadcast", or "-16/-1" (LUFS/dBTP), or "-16" with the usual ceiling. */
function parseMasterGoal(value: string): { targetLufs: number; ceilingDbtp: number } {
  const known = Object.entries(MASTER_GOALS).find(([name]) => name === value.trim());
  if (known) return known[1];
  const [lufs, peak] = value.split('/');
  const form = `${anyOf(Object.keys(MASTER_GOALS))}, or LUFS/dBTP such as -16/-1`;
  return {
    targetLufs: parseNumber(lufs, '--loudness', form),
    ceilingDbtp:
      peak === undefined
        ? MASTER_GOALS.streaming.ceilingDbtp
        : parseNumber(peak, '--loudness', form),
  };
}

/** The request's schema checks the range. */
function parseNumber(value: string | undefined, flag: string, form: string): number {
  if (value === undefined || !/^\s*-?\d+(\.\d+)?\s*$/.test(value))
    throw invalidOptions([{ flag, message: `must be ${form}` }]);
  return Number(value);
}
