import { type Answer, rejected } from './answer.ts';
import type { Recording } from './message.ts';

/** Several recordings are numbered from 1 on each disc, in order, and each has its own ISRC and files. */
export function recordingIssue(
  recordings: readonly Recording[],
  files: readonly { readonly name: string }[],
): Answer | null {
  const seen = { isrc: new Set<string>(), files: new Set<string>() };
  let [disc, number] = [0, 0];
  for (const recording of recordings) {
    const isNext =
      (recording.disc === disc && recording.number === number + 1) ||
      (recording.disc === disc + 1 && recording.number === 1);
    if (!isNext)
      return rejected(
        'wrong-order',
        `Recording ${recording.disc}-${recording.number} is not next.`,
      );
    ({ disc, number } = recording);
    if (recording.isrc !== undefined && seen.isrc.has(recording.isrc))
      return rejected('isrc-reused', `Two recordings have the ISRC ${recording.isrc}.`);
    if (recording.isrc !== undefined) seen.isrc.add(recording.isrc);
    for (const name of recording.files) {
      if (seen.files.has(name)) return rejected('wrong-file', `Two recordings have ${name}.`);
      if (!files.some((file) => file.name === name))
        return rejected('missing-file', `${name} of recording ${disc}-${number} is not delivered.`);
      seen.files.add(name);
    }
  }
  return null;
}
