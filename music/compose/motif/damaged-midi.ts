export const damagedMidi = (why: string): RangeError =>
  new RangeError(`the MIDI file is damaged: ${why}`);
