import { LRUCache } from 'lru-cache';

/** A least-recently-used cache of at most `maxBytes`. A larger value is not kept. */
export const byteCache = <V extends object>(
  maxBytes: number,
  bytesOf: (value: V) => number,
): LRUCache<string, V> =>
  new LRUCache({ maxSize: maxBytes, sizeCalculation: (value) => Math.max(1, bytesOf(value)) });
