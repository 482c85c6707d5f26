import { synthwaveSound } from '../synthwave/sound.ts';
import type { StyleSound } from '../style-sound.ts';

export const cinematicSound: StyleSound = { ...synthwaveSound };
