import type { FileTags } from '@fermata/contracts/values';
import { keySignatureOf } from '../compose/key-signature.ts';

/** Tempo and key as players read them: whole beats a minute, and "Gbm" for Gb minor or dorian. */
export function musicTags({ tempoBpm, key }: FileTags): { bpm?: string; key?: string } {
  return {
    ...(tempoBpm === undefined ? {} : { bpm: String(Math.round(tempoBpm)) }),
    ...(key === undefined ? {} : { key: `${key.tonic}${keySignatureOf(key).minor ? 'm' : ''}` }),
  };
}
