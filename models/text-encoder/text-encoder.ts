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
import { type HeadProbabilities, type TextClasses, textClasses } from './text-classes.ts';

/**
 * Names style, mood, energy, instrument and scene of words by their meaning. One text a run, in fixed shapes on one
 * thread: a result depends on nothing but the text.
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
    const outputs = await this.#session.run({ ids: this.#createTensor(ids) });
    const of = (head: HeadName): Float32Array =>
      probabilitiesOf(outputs[head]?.data, heads[head].classes.length);
    const probabilities: HeadProbabilities = {
      ...{ style: of('style'), mood: of('mood'), energy: of('energy') },
      ...{ instrument: of('instrument'), scene: of('scene'), wish: of('wish') },
    };
    return textClasses(text, probabilities, heads);
  }
}

function probabilitiesOf(data: Tensor['data'] | undefined, classes: number): Float32Array {
  if (!(data instanceof Float32Array) || data.length !== classes)
    throw new Error('the output of the text encoder does not fit its manifest');
  return data;
}
