import type { Command } from 'commander';
import { z } from 'zod';
import { RecallSubject, Sha256 } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';

export const SubjectOptions = z.object({
  engine: z.string().optional(),
  model: z.string().optional(),
});

export const subjectOptions = (command: Command): Command =>
  command
    .option('--engine <sha256>', 'the build of an engine')
    .option('--model <name@version>', 'a version of a model');

/** The subject that `--engine` or `--model` names. */
export function parseSubject({ engine, model }: z.infer<typeof SubjectOptions>): RecallSubject {
  if ((engine === undefined) === (model === undefined))
    throw new CommandError(EXIT.usage, 'Name either --engine SHA256 or --model NAME@VERSION.');
  if (engine !== undefined) {
    const sha256 = Sha256.safeParse(engine.trim());
    if (sha256.success) return { kind: 'engine', sha256: sha256.data };
    throw new CommandError(EXIT.usage, '--engine: a sha256 is 64 hex digits.');
  }
  const [, name, version] = /^(.+)@([^@]+)$/.exec(model ?? '') ?? [];
  const subject = RecallSubject.safeParse({ kind: 'model', name, version });
  if (subject.success) return subject.data;
  throw new CommandError(EXIT.usage, '--model: write NAME@VERSION.');
}
