import { parseMidi } from 'midi-file';
import { describe, expect, test } from 'vitest';
import { type Key, PART_NAMES, type Score, STYLES, TONICS } from '@fermata/contracts/values';
import { keySignatureOf } from './key-signature.ts';
import { readMidi } from './motif/read-midi.ts';
import { theoryComposer } from './theory-composer.ts';
import { writeMidi, writePartMidi } from './write-midi.ts';

const compose = (style: (typeof STYLES)[number], key: Key, tempoBpm = 118): Score =>
  theoryComposer.compose(
    {
      style,
      mood: 'driving',
      tempoBpm,
      key,
      durationSeconds: 32,
      energy: 0.8,
      parts: [...PART_NAMES],
    },
    3,
  );

test('the MIDI file, read back, has the notes, the tempo and the length of the score', () => {
  const score = compose('synthwave', { tonic: 'A', mode: 'minor' });
  const midi = parseMidi(writeMidi(score, 'Test'));
  expect(midi.header).toMatchObject({
    format: 1,
    numTracks: score.parts.length + 1,
    ticksPerBeat: 480,
  });
  const [tempoTrack, ...tracks] = midi.tracks;
  const tempo = tempoTrack?.find((event) => event.type === 'setTempo');
  expect(tempo && 60_000_000 / tempo.microsecondsPerBeat).toBeCloseTo(score.tempoBpm, 2);
  expect(tempoTrack?.find((event) => event.type === 'timeSignature')).toMatchObject({
    numerator: 4,
    denominator: 4,
  });
  const secondsPerTick = 60 / score.tempoBpm / 480;
  tracks.forEach((track, i) => {
    const part = score.parts[i];
    let tick = 0;
    const starts: string[] = [];
    for (const event of track) {
      tick += event.deltaTime;
      if (event.type === 'noteOn')
        starts.push(
          `${Math.round(tick * secondsPerTick * 100)} ${event.noteNumber} ${event.velocity}`,
        );
      if (event.type === 'programChange') expect(event.programNumber).toBe(part?.midiProgram);
    }
    expect(starts).toHaveLength(part?.notes.length ?? -1);
    const wanted = part?.notes.map(
      (note) =>
        `${Math.round(Math.round(note.start / secondsPerTick) * secondsPerTick * 100)} ${note.midi} ${note.velocity}`,
    );
    expect([...starts].sort()).toEqual([...(wanted ?? [])].sort());
    expect(tick * secondsPerTick).toBeCloseTo(score.durationSeconds, 1);
  });
});

describe('the first track', () => {
  test.each(STYLES)('%s: a marker stands where each section starts', (style) => {
    const score = compose(style, { tonic: 'D', mode: 'dorian' }, 96);
    for (const file of [writeMidi(score, 'Test'), writePartMidi(score, 'lead')]) {
      let tick = 0;
      const markers = (parseMidi(file).tracks[0] ?? []).flatMap((event) => {
        tick += event.deltaTime;
        return event.type === 'marker' ? [{ name: event.text, tick }] : [];
      });
      expect(markers).toEqual(
        score.sections.map(({ name, startBar }) => ({
          name,
          tick: startBar * score.beatsPerBar * 480,
        })),
      );
    }
  });

  test.each([
    [{ tonic: 'Eb', mode: 'major' }, [-3, 0]],
    [{ tonic: 'Db', mode: 'lydian' }, [-5, 0]],
    [{ tonic: 'B', mode: 'mixolydian' }, [5, 0]],
    [{ tonic: 'A', mode: 'minor' }, [0, 1]],
    [{ tonic: 'D', mode: 'dorian' }, [-1, 1]],
    [{ tonic: 'Gb', mode: 'phrygian' }, [3, 1]],
  ] as const)('has the key signature of %j', (key, [sharps, scale]) => {
    const file = Buffer.from(writeMidi(compose('lo-fi', { ...key }), 'Test'));
    // FF 59 02, then the signature as two bytes.
    const at = file.indexOf(Buffer.from([0xff, 0x59, 0x02]));
    expect([file.readInt8(at + 3), file.readUInt8(at + 4)]).toEqual([sharps, scale]);
  });

  test('a signature has at most six sharps or flats, and each tonic its own', () => {
    for (const mode of ['major', 'minor'] as const) {
      const signatures = TONICS.map((tonic) => keySignatureOf({ tonic, mode }).sharps);
      expect(Math.max(...signatures.map(Math.abs))).toBeLessThanOrEqual(6);
      expect(new Set(signatures).size).toBe(12);
    }
  });
});

test.each(STYLES)('%s: the MIDI reader of materials reads the file back', (style) => {
  const score = compose(style, { tonic: 'F', mode: 'minor' });
  const read = readMidi(writeMidi(score, 'Test'));
  expect(read.notes).toHaveLength(score.parts.reduce((sum, { notes }) => sum + notes.length, 0));
});

test('a note overlaps the one that it slides into, so that a synthesizer slides', () => {
  const score = compose('synthwave', { tonic: 'A', mode: 'minor' });
  const [bass] = score.parts.filter(({ name }) => name === 'bass');
  const notes = [
    { start: 0, duration: 0.5, midi: 40, velocity: 90 },
    { start: 0.5, duration: 0.5, midi: 47, velocity: 90, slide: true as const },
    { start: 1, duration: 0.5, midi: 40, velocity: 90 },
  ];
  const { tracks } = parseMidi(
    writeMidi({ ...score, parts: bass ? [{ ...bass, notes }] : [] }, 'slide'),
  );
  const order = tracks[1]?.flatMap((event) =>
    event.type === 'noteOn' || event.type === 'noteOff'
      ? [`${event.type} ${event.noteNumber}`]
      : [],
  );
  expect(order).toEqual([
    ...['noteOn 40', 'noteOn 47', 'noteOff 40'],
    ...['noteOff 47', 'noteOn 40', 'noteOff 40'],
  ]);
});
