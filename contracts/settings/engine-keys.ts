import { z } from 'zod';
import { publicKeys } from './ed25519-keys.ts';

/** Only engines that one of these keys has signed are run. Default: the key of the installed build. */
export const EngineKeySettings = z.object({
  FERMATA_ENGINE_KEYS: publicKeys('FERMATA_ENGINE_KEYS'),
});
