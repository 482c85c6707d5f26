import type { AudioFinding, AudioReport } from '@fermata/contracts/values';
import { hard, soft } from './finding.ts';

const MAX_PAUSE_SECONDS = 3;
const MAX_EDGE_SILENCE_SECONDS = { head: 0.5, tail: 3 } as const;

/** Silence inside a whole piece and at its edges. */
export function judgeSilence({
  inside,
  headSeconds,
  tailSeconds,
}: AudioReport['silence']): AudioFinding[] {
  const findings = inside
    .filter(({ seconds }) => seconds > MAX_PAUSE_SECONDS)
    .map(({ second, seconds }) =>
      hard(
        'silence-inside',
        `It is silent for ${seconds.toFixed(1)} s from ${second.toFixed(1)} s on; the limit is ${MAX_PAUSE_SECONDS} s.`,
      ),
    );
  if (headSeconds > MAX_EDGE_SILENCE_SECONDS.head)
    findings.push(soft('silence-head', `It begins with ${headSeconds.toFixed(1)} s of silence.`));
  if (tailSeconds > MAX_EDGE_SILENCE_SECONDS.tail)
    findings.push(soft('silence-tail', `It ends with ${tailSeconds.toFixed(1)} s of silence.`));
  return findings;
}
