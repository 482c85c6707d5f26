import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Sha256 } from '@fermata/contracts/values';
import { Script } from './script-of.ts';

/** From these probabilities on, a class is certain or likely. 1: never. */
const Limits = z.object({ certain: z.number(), likely: z.number() });

const Head = z.object({
  /** In the order of the model's output; the first is `none`. */
  classes: z.array(z.string()).min(2),
  /** By the script of the text. Without an entry, the head never answers. */
  limits: z.partialRecord(Script, Limits),
});

export const EncoderManifest = z.object({
  name: z.string(),
  version: z.string(),
  sha256: Sha256,
  /** Of the grammar's word lists that it was trained with. */
  wordListsSha256: Sha256,
  buckets: z.number().int().positive(),
  mostWords: z.number().int().positive(),
  mostFeatures: z.number().int().positive(),
  heads: z.object({
    ...{ style: Head, mood: Head, energy: Head, instrument: Head, scene: Head },
    /** Whether the words ask for anything at all. The other heads answer only where it says so. */
    wish: Head,
  }),
});
export type EncoderManifest = z.infer<typeof EncoderManifest>;
export type HeadName = keyof EncoderManifest['heads'];

/** The folder of the model's files, both for the sources of this package and for its compiled files. */
function encoderFolder(): string {
  const packageJson = findPackageJSON(import.meta.url);
  if (!packageJson) throw new Error('no package.json of @fermata/models found above this file');
  return join(dirname(packageJson), 'text-encoder');
}

export const ENCODER_FILE = join(encoderFolder(), 'text-encoder.onnx');

export function readEncoderManifest(): EncoderManifest {
  const text = readFileSync(join(encoderFolder(), 'text-encoder.json'), 'utf8');
  return EncoderManifest.parse(JSON.parse(text));
}
