import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalSha256, parseJson } from '@fermata/contracts/values';
import type {
  AudioCapabilities,
  AudioGenerator,
  AudioJobState,
  AudioRequest,
} from '../audio-generator.ts';
import { aceStepManifest, type AceStepSettings } from './ace-step-manifest.ts';
import { AudioServiceError } from './audio-service-error.ts';
import { type SendRequest, serviceCaller } from './call-audio-service.ts';
import { checkAudio, toleranceOf } from './check-audio.ts';

const CAPABILITIES: AudioCapabilities = {
  seconds: { min: 10, max: 600 },
  tempoBpm: { min: 30, max: 300 },
  ...{ promptLength: 511, lyricsLength: 4095 },
  ...{ genres: 'any', vocals: true, stems: false },
  ...{ cancels: false, findsSubmissions: false },
};
const MAX_ANSWER_BYTES = 256 * 1024;
const HEADER_BYTES = 64 * 1024;
/** 48 kHz, two channels, at most 32 bits. */
const BYTES_PER_SECOND = 48_000 * 2 * 4;

const JobId = z.string().regex(/^[\w-]{1,100}$/);
const Submitted = z.looseObject({ task_id: JobId });
/** `status`: 0 waiting, 1 done, 2 failed. `result`: a JSON array, empty for a task that the service does not know. */
const Queried = z
  .array(
    z.looseObject({
      task_id: JobId,
      status: z.union([z.literal(0), z.literal(1), z.literal(2)]),
      result: z.string(),
    }),
  )
  .length(1);
const Results = z.array(z.unknown());
const Result = z.looseObject({
  file: z.string().min(1).max(2000),
  seed_value: z.coerce.string().max(200).default(''),
  dit_model: z.string().max(200).default(''),
});

/** ACE-Step 1.5: https://github.com/ace-step/ACE-Step-1.5/blob/main/docs/en/API.md */
export function openAceStep(settings: AceStepSettings, send: SendRequest): AudioGenerator {
  const { model, timeoutMs } = settings;
  const call = serviceCaller(settings, send);
  const json = { maxBytes: MAX_ANSWER_BYTES, timeoutMs, oversized: 'malformed' } as const;

  return {
    manifest: aceStepManifest(settings),
    capabilities: CAPABILITIES,

    async submit(request, signal) {
      assertWithin(request);
      const body = JSON.stringify({ ...bodyOf(request), model });
      const sent = { method: 'POST', path: '/release_task', body } as const;
      const answer = await call(sent, { ...json, begins: true }, signal);
      const submitted = Submitted.safeParse(dataIn(answer, 'unknown-outcome'));
      if (submitted.success) return submitted.data.task_id;
      throw new AudioServiceError('unknown-outcome', 'did not name the job that it began');
    },

    async poll(jobId, signal) {
      const body = JSON.stringify({ task_id_list: [jobId] });
      const answer = await call({ method: 'POST', path: '/query_result', body }, json, signal);
      const queried = Queried.safeParse(dataIn(answer, 'malformed')).data?.[0];
      if (queried?.task_id !== jobId) throw malformed();
      return stateOf(queried);
    },

    async fetch({ id, request, file }, signal) {
      const path = `/v1/audio?path=${encodeURIComponent(file.path)}`;
      const maxBytes =
        HEADER_BYTES +
        Math.ceil((request.seconds + toleranceOf(request.seconds)) * BYTES_PER_SECOND);
      const timeoutMs = settings.fetchTimeoutMs;
      const limits = { maxBytes, timeoutMs, oversized: 'unusable' } as const;
      const wav = await call({ method: 'GET', path }, limits, signal);
      const { sampleRate, seconds } = checkAudio(wav, request.seconds);
      const receipt = {
        ...{ jobId: id, requestSha256: canonicalSha256(request) },
        ...{ seed: file.seed, model: file.model },
        fileSha256: createHash('sha256').update(wav).digest('hex'),
      };
      return { wav, sampleRate, seconds, receipt };
    },

    // Its API has no call for this.
    cancel: () => Promise.resolve('runs-on'),
  };
}

function assertWithin({ prompt, lyrics, seconds, tempoBpm }: AudioRequest): void {
  const isWithin = (value: number, { min, max }: { min: number; max: number }) =>
    value >= min && value <= max;
  if (!isWithin(seconds, CAPABILITIES.seconds))
    throw new RangeError(`ACE-Step makes 10 to 600 seconds of audio, not ${seconds}`);
  if (tempoBpm !== null && !isWithin(tempoBpm, CAPABILITIES.tempoBpm))
    throw new RangeError(`ACE-Step plays at 30 to 300 bpm, not at ${tempoBpm}`);
  if (prompt.length > CAPABILITIES.promptLength)
    throw new RangeError(`ACE-Step reads ${CAPABILITIES.promptLength} characters of a description`);
  if (lyrics !== null && lyrics.text.length > CAPABILITIES.lyricsLength)
    throw new RangeError(`ACE-Step reads ${CAPABILITIES.lyricsLength} characters of lyrics`);
}

/** Its language model is switched off: it would rewrite the prompt, and the seed would not determine the audio. */
const bodyOf = ({ prompt, lyrics, seconds, tempoBpm, seed }: AudioRequest) => ({
  ...{ prompt, lyrics: lyrics?.text ?? '[Instrumental]' },
  ...(lyrics ? { vocal_language: lyrics.language } : {}),
  ...(tempoBpm === null ? {} : { bpm: tempoBpm }),
  ...{ audio_duration: seconds, audio_format: 'wav', batch_size: 1 },
  ...{ use_random_seed: false, seed },
  ...{ thinking: false, use_cot_caption: false, use_cot_language: false },
});

/** The envelope of every answer but audio; its code repeats the HTTP status. */
const Envelope = z.looseObject({ data: z.unknown(), code: z.literal(200) });

function dataIn(body: Uint8Array, failure: 'unknown-outcome' | 'malformed'): unknown {
  const envelope = Envelope.safeParse(parseJson(body));
  if (envelope.success) return envelope.data.data;
  throw new AudioServiceError(failure, 'sent an answer of another form');
}

function stateOf({ status, result }: { status: 0 | 1 | 2; result: string }): AudioJobState {
  if (status === 2) return { kind: 'failed' };
  const results = Results.safeParse(parseJson(result)).data;
  if (!results) throw malformed();
  if (status === 0) return { kind: results.length === 0 ? 'lost' : 'waiting' };
  const done = Result.safeParse(results[0]).data;
  const path = done && pathIn(done.file);
  if (!path) throw malformed();
  return { kind: 'done', file: { path, seed: done.seed_value, model: done.dit_model } };
}

/** The address of a file is never followed as it is: only its path at the service is used. */
function pathIn(file: string): string | null {
  const url = URL.parse(file, 'http://service.invalid');
  if (url?.host !== 'service.invalid' || url.pathname !== '/v1/audio') return null;
  return url.searchParams.get('path');
}

const malformed = () => new AudioServiceError('malformed', 'sent an answer of another form');
