import type { Style } from '@fermata/contracts/values';
import { acousticFolkRecognition } from './acoustic-folk/recognition.ts';
import { ambientRecognition } from './ambient/recognition.ts';
import { chiptuneRecognition } from './chiptune/recognition.ts';
import { cinematicRecognition } from './cinematic/recognition.ts';
import { classicalRecognition } from './classical/recognition.ts';
import { drumAndBassRecognition } from './drum-and-bass/recognition.ts';
import { funkRecognition } from './funk/recognition.ts';
import { hipHopRecognition } from './hip-hop/recognition.ts';
import { houseRecognition } from './house/recognition.ts';
import { jazzTrioRecognition } from './jazz-trio/recognition.ts';
import { latinRecognition } from './latin/recognition.ts';
import { loFiRecognition } from './lo-fi/recognition.ts';
import { popRecognition } from './pop/recognition.ts';
import { rockRecognition } from './rock/recognition.ts';
import type { StyleRecognition } from './style-recognition.ts';
import { synthwaveRecognition } from './synthwave/recognition.ts';
import { technoRecognition } from './techno/recognition.ts';

export const STYLE_RECOGNITIONS: Readonly<Record<Style, StyleRecognition>> = {
  'lo-fi': loFiRecognition,
  ambient: ambientRecognition,
  synthwave: synthwaveRecognition,
  cinematic: cinematicRecognition,
  house: houseRecognition,
  'jazz-trio': jazzTrioRecognition,
  'acoustic-folk': acousticFolkRecognition,
  'drum-and-bass': drumAndBassRecognition,
  techno: technoRecognition,
  'hip-hop': hipHopRecognition,
  chiptune: chiptuneRecognition,
  classical: classicalRecognition,
  pop: popRecognition,
  funk: funkRecognition,
  rock: rockRecognition,
  latin: latinRecognition,
};
