import { MaterialError } from './material-error.ts';
import { readMidiMotif } from './material-motif.ts';
import type { MaterialFile, MaterialReading } from './material-reading.ts';
import { readCover } from './read-cover.ts';
import { readLoop } from './read-loop.ts';

/** Reads an uploaded file. */
export async function readMaterial({
  format,
  bytes,
  bars,
}: MaterialFile): Promise<MaterialReading> {
  try {
    if (format === 'midi') return { kind: 'motif', bytes, ...readMidiMotif(bytes, bars) };
    if (format === 'image') return { kind: 'cover', bytes, ...(await readCover(bytes)) };
    const { understood, wav } = readLoop(bytes, bars);
    return { kind: 'loop', bytes, understood, plain: wav === bytes ? null : wav };
  } catch (error) {
    if (error instanceof MaterialError) return { kind: 'refused', reason: error.message };
    throw error;
  }
}
