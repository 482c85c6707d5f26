import { MAX_BEND } from '../render/play-audio-loop.ts';

interface LoopTempo {
  readonly bars: number;
  readonly tempoBpm: number;
}

const BEATS_PER_BAR = 4;

/** The treatment of an audio loop whose tempo is not the piece's, for people; null if it fits. */
export function loopNote({ bars, tempoBpm }: LoopTempo, pieceTempoBpm: number): string | null {
  if (Math.abs(pieceTempoBpm / tempoBpm - 1) <= MAX_BEND) return null;
  const barSeconds = (tempo: number): string => ((BEATS_PER_BAR * 60) / tempo).toFixed(2);
  return (
    `loop: its ${bars === 1 ? 'bar is' : `${bars} bars are`} at ${tempoBpm} beats a minute ` +
    `and the piece is at ${pieceTempoBpm}: bars of ${barSeconds(tempoBpm)} s ` +
    (tempoBpm > pieceTempoBpm
      ? `leave silence in bars of ${barSeconds(pieceTempoBpm)} s`
      : `are cut to ${barSeconds(pieceTempoBpm)} s`)
  );
}
