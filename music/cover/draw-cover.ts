import type { CoverMusic } from './cover-music.ts';
import { drawBlocks } from './drawings/blocks.ts';
import { drawConfetti } from './drawings/confetti.ts';
import { drawCutOuts } from './drawings/cut-outs.ts';
import { drawDots } from './drawings/dots.ts';
import { drawHills } from './drawings/hills.ts';
import { drawHorizon } from './drawings/horizon.ts';
import { drawMist } from './drawings/mist.ts';
import { drawPavement } from './drawings/pavement.ts';
import { drawPixels } from './drawings/pixels.ts';
import { drawQuilt } from './drawings/quilt.ts';
import { drawRidges } from './drawings/ridges.ts';
import { drawShards } from './drawings/shards.ts';
import { drawSpeakers } from './drawings/speakers.ts';
import { drawStrings } from './drawings/strings.ts';
import { drawStripes } from './drawings/stripes.ts';
import { drawTreeRings } from './drawings/tree-rings.ts';

const DRAWINGS: Readonly<Record<CoverMusic['style'], (music: CoverMusic) => string>> = {
  'lo-fi': drawHills,
  ambient: drawMist,
  synthwave: drawHorizon,
  cinematic: drawRidges,
  house: drawQuilt,
  'jazz-trio': drawCutOuts,
  'acoustic-folk': drawTreeRings,
  'drum-and-bass': drawShards,
  techno: drawDots,
  'hip-hop': drawBlocks,
  chiptune: drawPixels,
  classical: drawStrings,
  pop: drawConfetti,
  funk: drawStripes,
  rock: drawSpeakers,
  latin: drawPavement,
};

/** The cover of a track as SVG. It has no words: shops show title and artist beside it. */
export const drawCover = (music: CoverMusic): string => DRAWINGS[music.style](music);
