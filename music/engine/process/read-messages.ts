import type { Readable } from 'node:stream';
import { type ArrayFile, decodeMessage } from './messages.ts';

/**
 * Calls `onMessage` with each message of the stream, and `onBroken` if the stream fails or a message is
 * malformed or refused by `onMessage`.
 */
export function readMessages(
  stream: Readable,
  file: ArrayFile,
  onMessage: (message: unknown) => void,
  onBroken: () => void,
): void {
  let message = decodeMessage(file);
  let step = message.next();
  let filled = 0;
  const read = (chunk: Uint8Array): void => {
    for (let at = 0; ;) {
      while (step.done !== true && filled === step.value.length) {
        filled = 0;
        step = message.next();
      }
      if (step.done === true) {
        onMessage(step.value);
        message = decodeMessage(file);
        step = message.next();
        continue;
      }
      if (at === chunk.length) return;
      const count = Math.min(chunk.length - at, step.value.length - filled);
      step.value.set(chunk.subarray(at, at + count), filled);
      filled += count;
      at += count;
    }
  };
  const onData = (chunk: Uint8Array): void => {
    try {
      read(chunk);
    } catch {
      stream.off('data', onData).resume();
      onBroken();
    }
  };
  stream.on('data', onData).on('error', onBroken);
}
