import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import {
  ENCODER_FILE,
  type EncoderManifest,
  type HeadName,
  readEncoderManifest,
} from './encoder-files.ts';
import { featuresOf } from './features.ts';

/** As the training tells the scripts apart. */
const OTHER_SCRIPT = /(?=\p{L})[^\0-\u024f]/u;

/** The likeliest class of a head other than `none`. */
export interface Likeliest {
  readonly name: string;
  readonly isCertain: boolean;
}

export type TextClasses = Readonly<Partial<Record<HeadName, Likeliest>>>;

/**
 * Names style, mood and scene of words by their meaning. One text a run, in fixed shapes on one thread: a result
 * depends on nothing but the text.
 */
export class TextEncoderModel {
  readonly manifest: EncoderManifest;
  readonly #session: InferenceSession;
  readonly #createTensor: (ids: Int32Array) => Tensor;

  private constructor(
    manifest: EncoderManifest,
    session: InferenceSession,
    createTensor: (ids: Int32Array) => Tensor,
  ) {
    this.manifest = manifest;
    this.#session = session;
    this.#createTensor = createTensor;
  }

  /** Throws if the model's file is not the one that the manifest names. */
  static async open({ threads = 1 } = {}): Promise<TextEncoderModel> {
    const manifest = readEncoderManifest();
    const bytes = await readFile(ENCODER_FILE);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (sha256 !== manifest.sha256)
      throw new Error(
        `${ENCODER_FILE} has the sha256 ${sha256}, not ${manifest.sha256} of its manifest; train it again`,
      );
    // The native library is loaded only by processes that read briefs.
    const onnx = await import('onnxruntime-node');
    const session = await onnx.InferenceSession.create(bytes, {
      executionProviders: ['cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      enableCpuMemArena: false,
    });
    const shape = [manifest.mostWords, manifest.mostFeatures];
    return new TextEncoderModel(manifest, session, (ids) => new onnx.Tensor('int32', ids, shape));
  }

  /** Empty for a text without letters. */
  async classify(text: string): Promise<TextClasses> {
    const { mostWords, mostFeatures, heads } = this.manifest;
    const words = featuresOf(text, this.manifest);
    if (words.length === 0) return {};
    const ids = new Int32Array(mostWords * mostFeatures);
    for (const [row, features] of words.entries()) ids.set(features, row * mostFeatures);
    const script = OTHER_SCRIPT.test(text) ? 'other' : 'latin';
    const outputs = await this.#session.run({ ids: this.#createTensor(ids) });
    return Object.fromEntries(
      Object.entries(heads).flatMap(([head, { classes, limits }]) => {
        const best = likeliestOf(classes, outputs[head]?.data);
        const { certain, likely } = limits[script];
        return best && best.probability >= likely
          ? [[head, { name: best.name, isCertain: best.probability >= certain }]]
          : [];
      }),
    );
  }
}

function likeliestOf(
  classes: readonly string[],
  data: Tensor['data'] | undefined,
): { name: string; probability: number } | undefined {
  if (!(data instanceof Float32Array) || data.length !== classes.length)
    throw new Error('the output of the text encoder does not fit its manifest');
  let best: { name: string; probability: number } | undefined;
  for (const [at, name] of classes.entries()) {
    const probability = data[at] ?? 0;
    if (at > 0 && probability > (best?.probability ?? 0)) best = { name, probability };
  }
  return best;
}
