import { loFiSound } from '../lo-fi/sound.ts';
import type { StyleSound } from '../style-sound.ts';

export const ambientSound: StyleSound = { ...loFiSound };
