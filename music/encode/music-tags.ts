import { keySignatureOf } from '../compose/key-signature.ts';
import type { Tags } from './tags.ts';

/** Tempo and key as players read them: whole beats a minute, and "Gbm" for Gb minor or dorian. */
export function musicTags({ tempoBpm, key }: Tags): { bpm?: string; key?: string } {
  return {
    ...(tempoBpm === undefined ? {} : { bpm: String(Math.round(tempoBpm)) }),
    ...(key === undefined ? {} : { key: `${key.tonic}${keySignatureOf(key).minor ? 'm' : ''}` }),
  };
}
