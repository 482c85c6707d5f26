import type { Command } from 'commander';
import { z } from 'zod';
import { count } from '@fermata/clients/words';
import { type CheckResult, runDoctor } from '@fermata/stack';
import { dataFolder } from '../api-connection.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';

const MARKS: Record<CheckResult['level'], string> = { ok: '✓', warning: '!', error: '✗' };

export function addDoctorCommand(program: Command): void {
  defineCommand(program, {
    usage: 'doctor',
    summary: 'check for problems that keep the stack from running, and suggest fixes',
    local: true,
    schema: z.object({}),
    options: (command) =>
      command.addHelpText('after', '\nChanges nothing. Exit code 0: no problems. 1: at least one.'),
    async run({ env, output }) {
      const results = await runDoctor({ dataDir: dataFolder(env), env });
      const errors = results.filter(({ level }) => level === 'error').length;
      output.result({ ok: errors === 0, results }, () =>
        [
          ...results.flatMap(({ check, level, detail, advice }) => [
            `${MARKS[level]} ${check.padEnd(14)} ${detail}`,
            ...(advice === null ? [] : [`  ${' '.repeat(14)} → ${advice}`]),
          ]),
          summary(errors, results.filter(({ level }) => level === 'warning').length),
        ].join('\n'),
      );
      return errors === 0 ? EXIT.ok : EXIT.failed;
    },
  });
}

export function summary(errors: number, warnings: number): string {
  const problems = errors === 0 ? 'No problems' : count(errors, 'problem');
  return warnings === 0
    ? `${problems}.`
    : `${problems}; ${count(warnings, 'warning')}: see "!" above.`;
}
