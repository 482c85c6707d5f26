import {
  canonicalJson,
  cleanText,
  describeEdits,
  type Edit,
  type Understanding,
} from '@fermata/contracts/values';
import type { NotedVersion, NoteInterpreter } from '@fermata/models';
import { understandNote } from '@fermata/music';

/**
 * The edits that a decision asks for, and what is understood of its note: as it was decided, if the decision has both.
 * Only a note without edits asks the interpreter; edits that the words of the note stand for have the wishes of the
 * note, and of others the note only stands beside them.
 */
export async function readDecision(
  interpreter: NoteInterpreter,
  version: NotedVersion,
  {
    note,
    edits,
    understanding,
  }: {
    readonly note: string;
    readonly edits: readonly Edit[] | undefined;
    readonly understanding?: Understanding | undefined;
  },
): Promise<{ asked: readonly Edit[]; understanding: Understanding }> {
  if (edits === undefined) {
    const understood = await interpreter.understand(note, version);
    return { asked: understood.edits, understanding: understood.understanding };
  }
  if (understanding !== undefined) return { asked: edits, understanding };
  const text = cleanText(note, 1000);
  if (text === '') return { asked: edits, understanding: [] };
  const understood = understandNote(text, version);
  if (canonicalJson(understood.edits) === canonicalJson([...edits]))
    return { asked: edits, understanding: understood.understanding };
  return {
    asked: edits,
    understanding: [
      {
        quote: text,
        field: 'edits',
        value: cleanText(describeEdits(edits), 120),
        outcome: 'approximated',
        reason: cleanText(`the decision has these edits: ${describeEdits(edits)}`, 300),
      },
    ],
  };
}
