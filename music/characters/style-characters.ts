import type { Style } from '@fermata/contracts';
import { acousticFolk } from './acoustic-folk.ts';
import { ambient } from './ambient.ts';
import { cinematic } from './cinematic.ts';
import { drumAndBass } from './drum-and-bass.ts';
import { house } from './house.ts';
import { jazzTrio } from './jazz-trio.ts';
import { loFi } from './lo-fi.ts';
import type { StyleCharacter } from './style-character.ts';
import { synthwave } from './synthwave.ts';

export const STYLE_CHARACTERS: Readonly<Record<Style, StyleCharacter>> = {
  'lo-fi': loFi,
  ambient,
  synthwave,
  cinematic,
  house,
  'jazz-trio': jazzTrio,
  'acoustic-folk': acousticFolk,
  'drum-and-bass': drumAndBass,
};
