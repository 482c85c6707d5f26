import type { Command } from 'commander';
import { z } from 'zod';
import { DEADLINE_MS, PreviewRequest, VariationRequest } from '@fermata/contracts/http';
import { MOODS, PART_NAMES, STYLES, VARIATIONS } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';
import { flagOf, invalidOptions } from '../invalid-options.ts';
import { Figure, Length } from '../option-values.ts';

const text = z.string().optional();

/** The options of a preview; the request's schema validates their values. */
export const PreviewOptions = z.object({
  style: text,
  mood: text,
  tempo: Figure,
  key: text,
  energy: Figure,
  seed: Figure,
  without: z.array(z.string()).optional(),
  part: text,
  seconds: Length,
  candidates: Figure,
  deadline: Figure,
  fallback: z.boolean().default(true),
  strict: z.boolean().default(false),
  session: text,
  out: text,
  track: z.boolean().default(false),
});
export type PreviewOptions = z.infer<typeof PreviewOptions>;

export function addPreviewOptions(command: Command): Command {
  return command
    .option('--style <style>', STYLES.join(', '))
    .option('--mood <mood>', MOODS.join(', '))
    .option('--tempo <bpm>', 'beats a minute, 40 to 200')
    .option('--key <key>', 'such as "F# minor", "Am" or "fis-Moll"')
    .option('--energy <number>', '0 (still) to 1 (full)')
    .option('--seed <number>', 'the same seed gives the same music')
    .option('--without <part...>', `leave out: ${PART_NAMES.join(', ')}`)
    .option(
      '--deadline <ms>',
      'time limit for the answer in ms, 50 to 5000 (default: 500; with --track 5000)',
    )
    .option('--no-fallback', 'fail instead of returning an earlier preview')
    .option('--session <session>', 'continue this session')
    .option('--out <file>', 'save the WAV to this file')
    .option('--track', 'make a track from it')
    .option(
      '--candidates <number>',
      'with --track: candidates of the track, 1 to 8; the preview is the first (default: 1)',
    );
}

const FLAGS: Record<string, keyof PreviewOptions> = {
  style: 'style',
  mood: 'mood',
  tempoBpm: 'tempo',
  key: 'key',
  energy: 'energy',
  seed: 'seed',
  withoutParts: 'without',
  part: 'part',
  durationSeconds: 'seconds',
  deadlineMs: 'deadline',
  sessionId: 'session',
};

/** The options of which a variation takes exactly one. */
export const VARIATION_FLAGS = VARIATIONS.map((name) => flagOf(FLAGS[name] ?? name)).join(', ');

/** The body of `POST /v1/previews`. Throws a CommandError that names each invalid option. */
export const previewRequest = (
  phrase: string | undefined,
  options: PreviewOptions,
): PreviewRequest =>
  parseRequest(PreviewRequest, {
    text: phrase,
    durationSeconds: options.seconds,
    strict: options.strict ? true : undefined,
    ...fields(options),
  });
/** The body of `POST /v1/previews/:id/variations`. */
export function variationRequest(options: PreviewOptions): VariationRequest {
  const wanted = { part: options.part, ...fields(options) };
  if (VARIATIONS.filter((name) => wanted[name] !== undefined).length !== 1)
    throw new CommandError(EXIT.usage, `Change exactly one of ${VARIATION_FLAGS}.`);
  return parseRequest(VariationRequest, wanted);
}

function fields({
  style,
  mood,
  tempo,
  key,
  energy,
  seed,
  without,
  deadline,
  fallback,
  session,
  track,
}: PreviewOptions) {
  return {
    style,
    mood,
    tempoBpm: tempo,
    key,
    energy,
    seed,
    withoutParts: without,
    deadlineMs: deadline ?? (track ? DEADLINE_MS.max : undefined),
    fallback,
    sessionId: session,
  };
}

function parseRequest<T>(schema: z.ZodType<T>, fieldValues: Record<string, unknown>): T {
  const request = schema.safeParse(
    Object.fromEntries(Object.entries(fieldValues).filter(([, value]) => value !== undefined)),
  );
  if (request.success) return request.data;
  throw invalidOptions(
    request.error.issues.map((issue) => {
      const name = FLAGS[String(issue.path[0] ?? '')];
      return {
        flag: name && flagOf(name),
        message:
          issue.code === 'invalid_value'
            ? `must be one of ${issue.values.join(', ')}`
            : issue.message,
      };
    }),
  );
}
