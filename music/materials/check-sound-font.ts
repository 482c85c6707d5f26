import { openSoundFont } from '../render/render-sound-font.ts';
import { MaterialError } from './material-error.ts';

/** Opens a SoundFont as the engine does. Throws MaterialError if it cannot be played. */
export async function checkSoundFont(bytes: Uint8Array, sha256: string): Promise<void> {
  try {
    await openSoundFont(bytes, sha256);
  } catch (error) {
    throw new MaterialError(error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  }
}
