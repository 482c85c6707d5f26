import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import type { ApiClient } from '@fermata/clients/api';
import { instant } from '@fermata/clients/words';
import {
  PREVIEW_MEDIA_TYPE,
  PREVIEW_VIEW_HEADER,
  PreviewSession,
  PreviewView,
  TrackAccepted,
} from '@fermata/contracts/http';
import { PreviewId, PreviewSessionId } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { type CommandContext, defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { createFile, findPresent } from '../files/save-new-file.ts';
import { parseId } from '../parse-id.ts';
import { pairs, table } from '../render/table.ts';
import { understandingText } from '../render/understanding-text.ts';
import { findPreview } from './find-preview.ts';
import { parsePreviewId } from './parse-preview-id.ts';
import {
  addPreviewOptions,
  PreviewOptions,
  previewRequest,
  VARIATION_FLAGS,
  variationRequest,
} from './preview-request.ts';
import { addPreviewTrackCommand } from './track-command.ts';

/** Adds `preview "…"` and its commands `vary`, `select`, `session`, `track`. */
export function addPreviewCommands(program: Command): void {
  const preview = defineCommand(program, {
    usage: 'preview [text]',
    summary: 'make a preview of eight seconds; with the id of a preview, show it',
    options: (command) =>
      addPreviewOptions(command)
        .option(
          '--seconds <length>',
          'how long the track would be, in seconds or minutes:seconds (default: as the text says, or 30)',
        )
        .option('--strict', 'fail if a wish of the text cannot be met or is not understood'),
    schema: PreviewOptions,
    async run(context, options, [text]) {
      const api = await context.api('creator');
      const id = PreviewId.safeParse(text?.trim()).data;
      return show(
        context,
        api,
        options,
        id === undefined
          ? await fetchPreview(api, '/v1/previews', previewRequest(text, options), options)
          : { view: await findPreview(api, id, options), saved: null },
      );
    },
  });
  defineCommand(preview, {
    usage: 'vary <preview>',
    summary: `change one thing in a preview, with exactly one of ${VARIATION_FLAGS}; only that is rendered again`,
    options: (command) =>
      addPreviewOptions(command).option('--part <part>', 'play this part with other notes'),
    schema: PreviewOptions,
    async run(context, options, [preview]) {
      const api = await context.api('creator');
      return show(
        context,
        api,
        options,
        await fetchPreview(
          api,
          `/v1/previews/${parsePreviewId(preview)}/variations`,
          variationRequest(options),
          options,
        ),
      );
    },
  });
  addPreviewTrackCommand(preview);
  defineCommand(preview, {
    usage: 'select <preview>',
    summary: 'record in the session that this preview was chosen',
    options: (command) =>
      command.option(
        '--session <session>',
        'the session (default: the last one in which it was requested)',
      ),
    schema: z.object({ session: z.string().optional() }),
    async run({ api, output }, { session }, [preview]) {
      const updated = await (
        await api('creator')
      ).post(
        `/v1/previews/${parsePreviewId(preview)}/select`,
        session === undefined ? {} : { sessionId: session },
        PreviewSession,
      );
      output.result(updated, () => `Selected in ${updated.sessionId}.`);
      return EXIT.ok;
    },
  });
  defineCommand(preview, {
    usage: 'session <session>',
    summary: 'the requests, previews and choices of a session',
    schema: z.object({}),
    async run({ api, output }, _options, [session]) {
      const id = parseId(PreviewSessionId, session, { kind: 'preview session', prefix: 'pvs' });
      const found = await (await api('creator')).get(`/v1/preview-sessions/${id}`, PreviewSession);
      output.result(found, () =>
        table(
          [
            { title: 'when' },
            { title: 'choice' },
            { title: 'requested', max: 60 },
            { title: 'came' },
            { title: 'preview' },
          ],
          found.entries.map(({ at, kind, prompt, variation, source, previewId, trackId }) => [
            instant(at),
            kind,
            trackId ??
              (variation ? JSON.stringify(variation) : (prompt?.text ?? prompt?.style ?? '')),
            source ?? '',
            previewId,
          ]),
        ),
      );
      return EXIT.ok;
    },
  });
}

interface FetchedPreview {
  readonly view: PreviewView;
  readonly saved: string | null;
}

/** If it is to be saved, the response contains the WAV. */
async function fetchPreview(
  api: ApiClient,
  path: string,
  body: unknown,
  { out }: PreviewOptions,
): Promise<FetchedPreview> {
  if (out === undefined) return { view: await api.post(path, body, PreviewView), saved: null };
  const { facts, bytes } = await api.download(
    path,
    body,
    { mediaType: PREVIEW_MEDIA_TYPE, factsHeader: PREVIEW_VIEW_HEADER },
    PreviewView,
  );
  return { view: facts, saved: await save(resolve(out), bytes) };
}

async function show(
  { output }: CommandContext,
  api: ApiClient,
  { track, candidates, seconds }: PreviewOptions,
  { view, saved }: FetchedPreview,
): Promise<ExitCode> {
  // A fallback is not the requested music.
  const accepted =
    track && view.source !== 'fallback'
      ? await api.post(
          '/v1/tracks',
          { previewId: view.previewId, candidates, durationSeconds: seconds },
          TrackAccepted,
          {
            idempotencyKey: [
              'cli',
              view.previewId,
              ...(candidates === undefined ? [] : [candidates]),
              ...(seconds === undefined ? [] : [`${seconds}s`]),
            ].join('-'),
          },
        )
      : null;
  output.result(
    {
      ...view,
      ...(saved === null ? {} : { savedAs: saved }),
      ...(accepted === null ? {} : { track: accepted }),
    },
    () => {
      const rendered = view.parts.filter(({ made }) => made === 'rendered').map(({ part }) => part);
      return [
        `${view.source}: ${view.reason} (${Math.round(view.timings.total)} ` +
          `ms${rendered.length > 0 ? `, rendered ${rendered.join(', ')}` : ''}).`,
        ...(view.nearness.differs.length > 0
          ? [
              `Similarity ${Math.round(100 * view.nearness.value)} %: ${view.nearness.differs.join('; ')}.`,
            ]
          : []),
        pairs([
          ['preview', view.previewId],
          ['session', view.sessionId],
          [
            'music',
            `${view.style}, ${view.mood}, ${view.tempoBpm} beats a minute, ${view.key.tonic} ` +
              `${view.key.mode}, energy ${view.energy}, seed ${view.seed}`,
          ],
          ['play', view.url],
          ...(saved === null ? [] : [['saved', saved] as const]),
          ...(accepted === null ? [] : [['track', accepted.trackId] as const]),
        ]),
        // A fallback was made for other words.
        view.source === 'fallback' ? '' : understandingText(view.understanding),
        accepted === null
          ? `Change one thing: fermata preview vary ${view.previewId} --part bass`
          : `Follow it: fermata track watch ${accepted.trackId}`,
        ...(track && accepted === null
          ? [
              'No track was made: a fallback is not the music that you requested. Try ' +
                'again, with a longer --deadline if the machine is busy.',
            ]
          : []),
      ]
        .filter((section) => section !== '')
        .join('\n');
    },
  );
  return track && accepted === null ? EXIT.failed : EXIT.ok;
}

async function save(path: string, wav: Uint8Array): Promise<string> {
  if (await createFile(path, wav)) return path;
  const same = { sha256: createHash('sha256').update(wav).digest('hex'), bytes: wav.byteLength };
  if ((await findPresent(path, same)) === 'same') return path;
  throw new CommandError(
    EXIT.usage,
    `--out: ${path} is another file, which stays as it is; choose another name.`,
  );
}
