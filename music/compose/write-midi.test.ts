import { parseMidi } from 'midi-file';
import { expect, test } from 'vitest';
import { PART_NAMES } from '@fermata/contracts/values';
import { theoryComposer } from './theory-composer.ts';
import { writeMidi } from './write-midi.ts';

test('the MIDI file, read back, has the notes, the tempo and the length of the score', () => {
  const score = theoryComposer.compose(
    {
      style: 'synthwave',
      mood: 'driving',
      tempoBpm: 118,
      key: { tonic: 'A', mode: 'minor' },
      durationSeconds: 32,
      energy: 0.8,
      parts: [...PART_NAMES],
    },
    3,
  );
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
