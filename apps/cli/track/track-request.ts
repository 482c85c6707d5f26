import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { TrackRequest } from '@fermata/contracts/http';
import type { TrackRequest as Request } from '@fermata/contracts/http';
import { canonicalSha256 } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';
import { flagOf, invalidOptions, withFlags } from '../invalid-options.ts';
import { actorId, splitList } from '../option-values.ts';
import { METADATA_FLAGS, metadataOf } from '../profile/metadata-options.ts';
import {
  parseEnergyCurve,
  parseHit,
  parseMasterGoal,
  parsePublishAt,
} from './parse-track-options.ts';
import type { BriefOptions, TrackOptions } from './track-options.ts';

type Options = Partial<TrackOptions> & z.infer<typeof BriefOptions>;

// The path of each option in the request, to name the option of an issue.
const FLAGS: Record<string, keyof TrackOptions> = {
  'brief.text': 'brief',
  'brief.durationSeconds': 'seconds',
  'brief.seed': 'seed',
  'brief.style': 'style',
  'brief.mood': 'mood',
  'brief.tempoBpm': 'tempo',
  'brief.key': 'key',
  'brief.metre': 'metre',
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
  if (options.motifUse !== undefined && options.motif === undefined)
    throw new CommandError(EXIT.usage, '--motif-use needs --motif.');
  if (options.loopBars !== undefined && options.loop === undefined)
    throw new CommandError(EXIT.usage, '--loop-bars needs --loop.');
  if (options.pickSeconds !== undefined && options.pick !== 'person')
    throw new CommandError(EXIT.usage, '--pick-seconds needs --pick person.');
  const fields = omitUndefined({
    brief: omitUndefined({
      text: options.brief,
      durationSeconds: options.seconds,
      seed: options.seed,
      style: options.style,
      mood: options.mood,
      tempoBpm: options.tempo,
      metre: options.metre,
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
      key: options.key,
    }),
    candidates: options.candidates,
    alternates: options.alternates && splitList(options.alternates),
    pick:
      options.pick === undefined
        ? undefined
        : omitUndefined({ by: options.pick, limitSeconds: options.pickSeconds }),
    review: omitUndefined({
      quorum: options.quorum,
      reviewers: options.reviewer?.map(actorId),
      ownWorkAllowed: options.ownWork,
      reminderSeconds: options.reminderSeconds,
      escalationSeconds: options.escalationSeconds,
      expirySeconds: options.expirySeconds,
      graceSeconds: options.graceSeconds,
    }),
    release: omitUndefined({
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
    metadata: omitUndefined({
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

const omitUndefined = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
