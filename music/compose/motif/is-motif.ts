import type { Motif } from '@fermata/contracts/values';

/**
 * Whether a value has the shape of a motif (`Motif` in contracts). Checked by hand, because the
 * engine takes only types from contracts.
 */
export function isMotif(value: unknown): value is Motif {
  if (
    typeof value !== 'object' ||
    value === null ||
    !('schema' in value && 'beatsPerBar' in value && 'bars' in value && 'notes' in value)
  )
    return false;
  const { schema, beatsPerBar, bars, notes } = value;
  return (
    schema === 'fermata.motif/1' &&
    typeof beatsPerBar === 'number' &&
    isIntegerBetween(2 * beatsPerBar, 4, 24) &&
    isIntegerBetween(bars, 1, 16) &&
    Array.isArray(notes) &&
    notes.length >= 1 &&
    notes.length <= 256 &&
    notes.every(isNote)
  );
}

function isNote(note: unknown): boolean {
  if (
    typeof note !== 'object' ||
    note === null ||
    !('beat' in note && 'beats' in note && 'midi' in note && 'velocity' in note)
  )
    return false;
  return (
    typeof note.beat === 'number' &&
    note.beat >= 0 &&
    typeof note.beats === 'number' &&
    note.beats > 0 &&
    isIntegerBetween(note.midi, 0, 127) &&
    isIntegerBetween(note.velocity, 1, 127)
  );
}

const isIntegerBetween = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
