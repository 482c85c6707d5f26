import type { Command } from 'commander';
import { z } from 'zod';
import { DEADLINE_MS, PreviewRequest, VariationRequest } from '@fermata/contracts/http';
import { MOODS, PART_NAMES, STYLES } from '@fermata/contracts/values';
import { flagOf } from '../define-command.ts';
import { invalidOptions } from '../invalid-options.ts';

const figure = z
  .string()
  .trim()
  .regex(/^-?\d+(\.\d+)?$/, 'must be a number')
  .transform(Number)
  .optional();
const text = z.string().optional();

/** The options of a preview; the request's schema validates their values. */
export const PreviewOptions = z.object({
  style: text,
  mood: text,
  tempo: figure,
  key: text,
  energy: figure,
  seed: figure,
  without: z.array(z.string()).optional(),
  part: text,
  seconds: figure,
  deadline: figure,
  fallback: z.boolean().default(true),
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
    .option('--key <key>', 'such as "C minor" or "Eb dorian"')
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
    .option('--track', 'make a track from it');
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

/** The body of `POST /v1/previews`. Throws a CommandError that names each invalid option. */
export const previewRequest = (
  phrase: string | undefined,
  options: PreviewOptions,
): PreviewRequest =>
  parseRequest(PreviewRequest, {
    text: phrase,
    durationSeconds: options.seconds,
    ...fields(options),
  });
/** The body of `POST /v1/previews/:id/variations`. */
export const variationRequest = (options: PreviewOptions): VariationRequest =>
  parseRequest(VariationRequest, { part: options.part, ...fields(options) });

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
}: PreviewOptions): Record<string, unknown> {
  const [tonic, mode, ...rest] = key?.trim().split(/\s+/) ?? [];
  return {
    style,
    mood,
    tempoBpm: tempo,
    key: key === undefined ? undefined : { tonic, mode: rest.length > 0 ? undefined : mode },
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
