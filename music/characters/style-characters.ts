import type { Style } from '@fermata/contracts';
import { acousticFolkRecognition } from './acoustic-folk.ts';
import { ambientRecognition } from './ambient.ts';
import { cinematicRecognition } from './cinematic.ts';
import { drumAndBassRecognition } from './drum-and-bass.ts';
import { houseRecognition } from './house.ts';
import { jazzTrioRecognition } from './jazz-trio.ts';
import { loFiRecognition } from './lo-fi.ts';
import type { StyleRecognition } from './style-character.ts';
import { synthwaveRecognition } from './synthwave.ts';

export const STYLE_RECOGNITIONS: Readonly<Record<Style, StyleRecognition>> = {
  'lo-fi': loFiRecognition,
  ambient: ambientRecognition,
  synthwave: synthwaveRecognition,
  cinematic: cinematicRecognition,
  house: houseRecognition,
  'jazz-trio': jazzTrioRecognition,
  'acoustic-folk': acousticFolkRecognition,
  'drum-and-bass': drumAndBassRecognition,
};
