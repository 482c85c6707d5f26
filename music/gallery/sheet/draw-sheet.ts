import { decodeFlac } from '../../decode/decode-flac.ts';
import type { Stereo } from '../../signal/stereo.ts';
import type { GalleryTrack } from '../make-track.ts';
import { stereoOf, type TrackFigures, type TrackTraits } from '../track-figures.ts';
import { drawLoudness } from './draw-loudness.ts';
import { drawPianoRoll } from './draw-piano-roll.ts';
import { drawSpectrogram } from './draw-spectrogram.ts';
import { drawWaveform } from './draw-waveform.ts';
import {
  type DrawingContext,
  drawLine,
  FAINT,
  type Frame,
  newSheet,
  openPanel,
  PART_COLOURS,
  RULE,
  writeText,
} from './drawing.ts';
import { drawSeconds, drawSections } from './time-grid.ts';

const WIDTH = 1800;
const LEFT = 186;
const RIGHT = 30;
const STEM_HEIGHT = 50;

export interface SheetData {
  readonly track: GalleryTrack;
  readonly audio: Stereo;
  readonly traits: TrackTraits;
}

/** One sheet per track as PNG. All panels share the time axis. */
export function drawSheet({ track, audio, traits }: SheetData): Uint8Array {
  const seconds = audio.left.length / audio.sampleRate;
  const height = 1144 + track.stems.length * (STEM_HEIGHT + 6);
  const { canvas, context } = newSheet(WIDTH, height);
  const frame = (y: number, high: number): Frame => ({
    x: LEFT,
    y,
    width: WIDTH - LEFT - RIGHT,
    height: high,
    seconds,
  });
  drawHead(context, track, traits);

  const wave = frame(118, 110);
  openPanel(context, wave, 'Waveform', 'of the master');
  drawWaveform(context, wave, audio, '#31507a');
  drawSections(context, wave, track.score);

  const spectrum = frame(246, 290);
  openPanel(context, spectrum, 'Spectrogram', 'log frequency');
  drawSpectrogram(context, spectrum, audio);

  const roll = frame(592, 330);
  openPanel(context, roll, 'Notes', 'by part');
  drawPianoRoll(context, roll, track.score);
  track.score.parts.forEach(({ name }, i) =>
    writeText(context, name, 24, roll.y + 52 + i * 19, {
      bold: true,
      size: 13,
      colour: PART_COLOURS[name],
    }),
  );

  const loudness = frame(942, 140);
  openPanel(context, loudness, 'Loudness', 'LUFS');
  drawLoudness(context, loudness, traits.loudness, track.recipe.master);
  drawSections(context, loudness, track.score);
  drawSeconds(context, loudness);

  let y = 1124;
  for (const stem of track.stems) {
    drawStem(context, frame(y, STEM_HEIGHT), track, stem);
    y += STEM_HEIGHT + 6;
  }
  return canvas.toBuffer('image/png');
}

function drawHead(context: DrawingContext, track: GalleryTrack, traits: TrackTraits): void {
  const { title, style, intent, score, seed, recipe, recipeId, master } = track;
  writeText(context, title, 24, 32, { bold: true, size: 28 });
  writeText(
    context,
    `${style} · ${intent.mood} · ${score.key.tonic} ${score.key.mode} · ` +
      `${score.tempoBpm.toFixed(1)} bpm · energy ${intent.energy.toFixed(2)} · ` +
      `${score.durationSeconds.toFixed(1)} s`,
    24,
    64,
    { size: 16 },
  );
  writeText(
    context,
    `seed ${seed} (recipe ${recipe.seed}) · recipe ${recipeId.slice(0, 12)} · engine ` +
      `${recipe.engine.sha256.slice(0, 12)}`,
    WIDTH - RIGHT,
    32,
    { size: 13, colour: FAINT, align: 'right' },
  );
  const { audio } = traits;
  const { sideToMidDb, monoLossLu } = stereoOf(track);
  const figures: readonly (readonly [string, string])[] = [
    ['loudness', `${master.figures.integratedLufs.toFixed(1)} LUFS`],
    ['true peak', `${master.figures.truePeakDbtp.toFixed(1)} dBTP`],
    ['range', `${traits.loudness.rangeLu.toFixed(1)} LU`],
    ['crest', `${audio.crestDb.toFixed(1)} dB`],
    ['centroid', `${audio.centroidHz.toFixed(0)} Hz`],
    ['sides', sidesText(sideToMidDb)],
    ['mono', `${(-monoLossLu).toFixed(1)} LU`],
    ['notes', `${traits.score.notesPerSecond.toFixed(1)} /s`],
    ['onsets', `${audio.onsetsPerSecond.toFixed(1)} /s`],
    [
      'estimated key',
      `${audio.key.tonic} ${audio.key.mode}, clear ${audio.key.clarity.toFixed(2)}`,
    ],
  ];
  let x = 24;
  for (const [name, value] of figures) {
    writeText(context, name, x, 94, { size: 13, colour: FAINT });
    x += context.measureText(name).width + 6;
    writeText(context, value.replace(/^-/u, '−'), x, 94, { size: 14, bold: true });
    x += context.measureText(value).width + 26;
  }
  drawLine(context, 24, 110, WIDTH - RIGHT, 110, RULE);
}

/** The side signal against the mid, below 120 Hz, to 2 kHz and above. */
const sidesText = ({ low, mid, high }: TrackFigures['sideToMidDb']): string =>
  `${low.toFixed(0)} · ${mid.toFixed(1)} · ${high.toFixed(1)} dB`.replaceAll('-', '−');

function drawStem(
  context: DrawingContext,
  frame: Frame,
  track: GalleryTrack,
  stem: GalleryTrack['stems'][number],
): void {
  const colour = PART_COLOURS[stem.part];
  const audio = decodeFlac(stem.flac);
  openPanel(context, frame, '');
  drawSections(context, frame, track.score);
  const peak = 10 ** (stem.figures.truePeakDbtp / 20);
  drawWaveform(context, frame, audio, colour, 0.95 / Math.max(0.01, peak));
  writeText(context, stem.part, 24, frame.y + 9, { bold: true, size: 14, colour });
  writeText(
    context,
    track.score.parts.find((part) => part.name === stem.part)?.instrument ?? '',
    24,
    frame.y + 26,
    { size: 12, colour: FAINT },
  );
  writeText(
    context,
    `${stem.figures.integratedLufs.toFixed(1)} LUFS, ${stem.figures.truePeakDbtp.toFixed(1)} dBTP`.replaceAll(
      '-',
      '−',
    ),
    24,
    frame.y + 42,
    { size: 11.5, colour: FAINT },
  );
}
