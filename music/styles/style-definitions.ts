import type { Style } from '@fermata/contracts/values';
import { acousticFolkNotes } from './acoustic-folk/notes.ts';
import { acousticFolkMaster, acousticFolkSound } from './acoustic-folk/sound.ts';
import { ambientNotes } from './ambient/notes.ts';
import { ambientMaster, ambientSound } from './ambient/sound.ts';
import { chiptuneNotes } from './chiptune/notes.ts';
import { chiptuneMaster, chiptuneSound } from './chiptune/sound.ts';
import { cinematicNotes } from './cinematic/notes.ts';
import { cinematicMaster, cinematicSound } from './cinematic/sound.ts';
import { classicalNotes } from './classical/notes.ts';
import { classicalMaster, classicalSound } from './classical/sound.ts';
import { drumAndBassNotes } from './drum-and-bass/notes.ts';
import { drumAndBassMaster, drumAndBassSound } from './drum-and-bass/sound.ts';
import { funkNotes } from './funk/notes.ts';
import { funkMaster, funkSound } from './funk/sound.ts';
import { hipHopNotes } from './hip-hop/notes.ts';
import { hipHopMaster, hipHopSound } from './hip-hop/sound.ts';
import { houseNotes } from './house/notes.ts';
import { houseMaster, houseSound } from './house/sound.ts';
import { jazzTrioNotes } from './jazz-trio/notes.ts';
import { jazzTrioMaster, jazzTrioSound } from './jazz-trio/sound.ts';
import { latinNotes } from './latin/notes.ts';
import { latinMaster, latinSound } from './latin/sound.ts';
import { loFiNotes } from './lo-fi/notes.ts';
import { loFiMaster, loFiSound } from './lo-fi/sound.ts';
import { popNotes } from './pop/notes.ts';
import { popMaster, popSound } from './pop/sound.ts';
import { recordedLoop } from './recorded-loop.ts';
import { rockNotes } from './rock/notes.ts';
import { rockMaster, rockSound } from './rock/sound.ts';
import type { StyleNotes } from './style-notes.ts';
import type { MasterTone, StyleSound } from './style-sound.ts';
import { synthwaveNotes } from './synthwave/notes.ts';
import { synthwaveMaster, synthwaveSound } from './synthwave/sound.ts';
import { technoNotes } from './techno/notes.ts';
import { technoMaster, technoSound } from './techno/sound.ts';

/** The complete definition of a style. */
export interface StyleDefinition extends StyleNotes {
  readonly parts: StyleSound;
  readonly mastering?: MasterTone;
}

const defineStyle = (
  notes: StyleNotes,
  parts: StyleSound,
  mastering?: MasterTone,
): StyleDefinition => ({
  ...notes,
  parts: { loop: recordedLoop, ...parts },
  ...(mastering ? { mastering } : {}),
});

export const STYLE_DEFINITIONS: Readonly<Record<Style, StyleDefinition>> = {
  'lo-fi': defineStyle(loFiNotes, loFiSound, loFiMaster),
  ambient: defineStyle(ambientNotes, ambientSound, ambientMaster),
  synthwave: defineStyle(synthwaveNotes, synthwaveSound, synthwaveMaster),
  cinematic: defineStyle(cinematicNotes, cinematicSound, cinematicMaster),
  house: defineStyle(houseNotes, houseSound, houseMaster),
  'jazz-trio': defineStyle(jazzTrioNotes, jazzTrioSound, jazzTrioMaster),
  'acoustic-folk': defineStyle(acousticFolkNotes, acousticFolkSound, acousticFolkMaster),
  'drum-and-bass': defineStyle(drumAndBassNotes, drumAndBassSound, drumAndBassMaster),
  techno: defineStyle(technoNotes, technoSound, technoMaster),
  'hip-hop': defineStyle(hipHopNotes, hipHopSound, hipHopMaster),
  chiptune: defineStyle(chiptuneNotes, chiptuneSound, chiptuneMaster),
  classical: defineStyle(classicalNotes, classicalSound, classicalMaster),
  pop: defineStyle(popNotes, popSound, popMaster),
  funk: defineStyle(funkNotes, funkSound, funkMaster),
  rock: defineStyle(rockNotes, rockSound, rockMaster),
  latin: defineStyle(latinNotes, latinSound, latinMaster),
};
