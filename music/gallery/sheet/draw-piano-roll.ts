import type { Note, Score } from '@fermata/contracts/values';
import { DRUMS } from '../../styles/style-notes.ts';
import {
  type DrawingContext,
  drawLine,
  drawTick,
  FAINT,
  type Frame,
  PART_COLOURS,
  RULE,
  writeText,
  xOf,
} from './drawing.ts';
import { barSeconds, drawSections } from './time-grid.ts';

/** Drum rows from the bottom. Keys in none of them are drawn as percussion. */
const DRUM_ROWS: readonly { readonly name: string; readonly keys: readonly number[] }[] = [
  { name: 'kick', keys: [DRUMS.kick, DRUMS.bigDrum] },
  { name: 'snare', keys: [DRUMS.snare, DRUMS.clap, DRUMS.rim, DRUMS.swirl] },
  { name: 'toms', keys: [DRUMS.lowTom, DRUMS.midTom, DRUMS.highTom] },
  { name: 'hats', keys: [DRUMS.closedHat, DRUMS.openHat, DRUMS.pedalHat] },
  { name: 'cymbals', keys: [DRUMS.ride, DRUMS.rideBell, DRUMS.crash] },
  { name: 'percussion', keys: [] },
];
const rowOf = (midi: number): string =>
  DRUM_ROWS.find(({ keys }) => keys.includes(midi))?.name ?? 'percussion';
const DRUM_ROW_HEIGHT = 13;
const UNPITCHED: readonly string[] = ['drums', 'fx', 'loop'];

/** Pitched notes by height and part, drums in rows below, section names, and one chord per bar. */
export function drawPianoRoll(context: DrawingContext, frame: Frame, score: Score): void {
  const drums = score.parts.find((part) => part.name === 'drums');
  const others = score.parts.filter((part) => part.name === 'fx' || part.name === 'loop');
  const drumRows = DRUM_ROWS.filter(({ name }) =>
    drums?.notes.some((note) => rowOf(note.midi) === name),
  );
  const rows = drumRows.length + others.length;
  const roll = { ...frame, height: frame.height - rows * DRUM_ROW_HEIGHT - (rows > 0 ? 6 : 0) };
  const pitched = score.parts.filter((part) => !UNPITCHED.includes(part.name));
  const pitches = pitched.flatMap((part) => part.notes.map((note) => note.midi));
  const [lowest, highest] = [Math.min(36, ...pitches) - 2, Math.max(72, ...pitches) + 2];
  const rowHeight = roll.height / (highest - lowest + 1);
  const yOf = (midi: number): number => roll.y + (highest - midi) * rowHeight;
  drawBars(context, frame, score);
  for (let midi = Math.ceil(lowest / 12) * 12; midi <= highest; midi += 12) {
    drawLine(
      context,
      roll.x,
      yOf(midi) + rowHeight,
      roll.x + roll.width,
      yOf(midi) + rowHeight,
      '#b9c1cc',
    );
    drawTick(context, roll, yOf(midi) + rowHeight / 2, `C${midi / 12 - 1}`);
  }
  // Draw long, quiet parts below short ones.
  const order = ['pad', 'chords', 'bass', 'counter', 'lead'];
  for (const part of [...pitched].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))) {
    // A pad's note stays visible around a chord's note of the same pitch.
    const height = Math.max(
      2,
      rowHeight * (part.name === 'pad' ? 1.25 : part.name === 'chords' ? 0.65 : 0.9),
    );
    for (const note of part.notes)
      bar(
        context,
        frame,
        note,
        yOf(note.midi) + (rowHeight - height) / 2,
        height,
        PART_COLOURS[part.name],
      );
  }
  let y = frame.y + frame.height;
  for (const { name } of drumRows) {
    y -= DRUM_ROW_HEIGHT;
    for (const note of drums?.notes ?? [])
      if (rowOf(note.midi) === name) hit(context, frame, note, y, PART_COLOURS.drums);
    drawTick(context, frame, y + DRUM_ROW_HEIGHT / 2, name);
  }
  for (const part of others) {
    y -= DRUM_ROW_HEIGHT;
    for (const note of part.notes)
      bar(context, frame, note, y + 2, DRUM_ROW_HEIGHT - 4, PART_COLOURS[part.name]);
    drawTick(context, frame, y + DRUM_ROW_HEIGHT / 2, part.name);
  }
  drawSections(context, frame, score, true);
  drawChords(context, frame, score);
}

function drawBars(context: DrawingContext, frame: Frame, score: Score): void {
  for (let second = 0; second < score.durationSeconds; second += barSeconds(score))
    drawLine(
      context,
      xOf(frame, second),
      frame.y,
      xOf(frame, second),
      frame.y + frame.height,
      RULE,
    );
}

function bar(
  context: DrawingContext,
  frame: Frame,
  note: Note,
  y: number,
  height: number,
  colour: string,
): void {
  context.globalAlpha = 0.4 + 0.6 * (note.velocity / 127);
  context.fillStyle = colour;
  context.fillRect(
    xOf(frame, note.start),
    y,
    Math.max(2, (note.duration / frame.seconds) * frame.width - 0.7),
    height,
  );
  context.globalAlpha = 1;
}

function hit(context: DrawingContext, frame: Frame, note: Note, y: number, colour: string): void {
  const height = 3 + (DRUM_ROW_HEIGHT - 5) * (note.velocity / 127);
  context.fillStyle = colour;
  context.fillRect(xOf(frame, note.start), y + DRUM_ROW_HEIGHT - 1 - height, 2.4, height);
}

/**
 * Chord names above the roll where they change; omitted where they would overlap the previous one.
 */
function drawChords(context: DrawingContext, frame: Frame, score: Score): void {
  let free = frame.x;
  let before = '';
  score.chords.forEach((chord, i) => {
    const x = xOf(frame, i * barSeconds(score));
    if (chord === before || x < free || x > frame.x + frame.width - 20) return;
    writeText(context, chord, x + 3, frame.y - 10, { size: 12, colour: FAINT });
    free = x + 8 + context.measureText(chord).width;
    before = chord;
  });
}
