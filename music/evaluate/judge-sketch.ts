import type { AudioFault } from '@fermata/contracts';
import type { SketchFigures } from '../measure/sketch-figures.ts';

const SILENT_LUFS = -60;
const MOST_SILENCE = 0.9;
const SHORTEST_SECONDS = 1;

/** What is so wrong with a candidate's sketch that nobody may pick it. It is only listened to, so loudness and colour are judged by its score. */
export function judgeSketch({
  durationSeconds,
  integratedLufs,
  silentShare,
}: SketchFigures): AudioFault[] {
  const faults: AudioFault[] = [];
  if (durationSeconds < SHORTEST_SECONDS)
    faults.push({
      severity: 'hard',
      code: 'too-short',
      text: `It lasts ${durationSeconds.toFixed(2)} s.`,
    });
  if (integratedLufs <= SILENT_LUFS || silentShare >= 1)
    faults.push({ severity: 'hard', code: 'silent', text: 'Nothing can be heard in it.' });
  else if (silentShare > MOST_SILENCE)
    faults.push({
      severity: 'hard',
      code: 'silence-inside',
      text: `It is silent for ${Math.round(100 * silentShare)} % of its time.`,
    });
  return faults;
}
