import type { ModelManifest } from '@fermata/contracts/values';

/** What a generator is asked for. Canonical JSON of it identifies the request. */
export interface AudioRequest {
  /** The music in words. */
  readonly prompt: string;
  /** Null: instrumental. */
  readonly lyrics: { readonly text: string; readonly language: string } | null;
  readonly seconds: number;
  /** Null: the generator chooses. */
  readonly tempoBpm: number | null;
  readonly seed: number;
}

export interface AudioCapabilities {
  readonly seconds: { readonly min: number; readonly max: number };
  readonly tempoBpm: { readonly min: number; readonly max: number };
  /** In UTF-16 code units. */
  readonly promptLength: number;
  readonly lyricsLength: number;
  /** `any`: genres are words of the prompt. */
  readonly genres: 'any' | readonly string[];
  readonly vocals: boolean;
  /** One file for each part, instead of one mix. */
  readonly stems: boolean;
  /** A job can be stopped at the service. */
  readonly cancels: boolean;
  /** A submission whose answer was lost can be found again, so it can be repeated without paying twice. */
  readonly findsSubmissions: boolean;
}

/** A finished file at the service. `seed` and `model` are as the service states them. */
export interface GeneratedFile {
  readonly path: string;
  readonly seed: string;
  readonly model: string;
}

export type AudioJobState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'done'; readonly file: GeneratedFile }
  /** The service ended the job without audio. */
  | { readonly kind: 'failed' }
  /** The service does not know the job: it has restarted, or has deleted it. Its audio cannot be fetched. */
  | { readonly kind: 'lost' };

/** Proof of where audio comes from that cannot be made again: the part of a recipe that attests it. */
export interface AudioReceipt {
  readonly jobId: string;
  /** Of the canonical form of the AudioRequest. */
  readonly requestSha256: string;
  readonly seed: string;
  readonly model: string;
  /** Of the file as the service sent it. */
  readonly fileSha256: string;
}

/** A complete WAV of the length asked for, not silent, with finite samples. */
export interface GeneratedAudio {
  readonly wav: Uint8Array;
  readonly sampleRate: number;
  readonly seconds: number;
  readonly receipt: AudioReceipt;
}

/**
 * Makes audio in jobs at a service. Only `submit` costs money: keep the job's id before anything else, then every other
 * call can be repeated by another process. All throw AudioServiceError, whose `next` says what may be done, and the
 * reason of `signal`; a submission that it stops may have begun a job.
 */
export interface AudioGenerator {
  /** Its licence, training data, price and place of execution. */
  readonly manifest: ModelManifest;
  readonly capabilities: AudioCapabilities;
  /** Returns the id of a new job. Throws a RangeError, and sends nothing, for a request beyond the capabilities. */
  submit(request: AudioRequest, signal: AbortSignal): Promise<string>;
  poll(jobId: string, signal: AbortSignal): Promise<AudioJobState>;
  fetch(
    job: { readonly id: string; readonly request: AudioRequest; readonly file: GeneratedFile },
    signal: AbortSignal,
  ): Promise<GeneratedAudio>;
  /** `runs-on`: the service cannot stop it; its result is not fetched. */
  cancel(jobId: string, signal: AbortSignal): Promise<'cancelled' | 'runs-on'>;
}
