import type { Command } from 'commander';
import { z } from 'zod';
import { examine, type Finding } from '@fermata/stack';
import { dataFolder } from '../api/api-connection.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { count } from '../render/quantities.ts';

const MARKS: Record<Finding['level'], string> = { ok: '✓', warning: '!', fault: '✗' };

export function addDoctorCommand(program: Command): void {
  defineCommand(program, {
    usage: 'doctor',
    summary: 'look for what would keep the stack from running, and tell what to do',
    local: true,
    schema: z.object({}),
    options: (command) =>
      command.addHelpText(
        'after',
        '\nChanges nothing. Exit code 0: nothing is in the way. 1: something is.',
      ),
    async run({ env, output }) {
      const findings = await examine({ dataDir: dataFolder(env), env });
      const faults = findings.filter(({ level }) => level === 'fault').length;
      output.result({ ok: faults === 0, findings }, () =>
        [
          ...findings.flatMap(({ check, level, detail, advice }) => [
            `${MARKS[level]} ${check.padEnd(14)} ${detail}`,
            ...(advice === null ? [] : [`  ${' '.repeat(14)} → ${advice}`]),
          ]),
          summary(faults, findings.filter(({ level }) => level === 'warning').length),
        ].join('\n'),
      );
      return faults === 0 ? EXIT.ok : EXIT.failed;
    },
  });
}

export function summary(faults: number, warnings: number): string {
  const inTheWay =
    faults === 0
      ? 'Nothing is in the way'
      : `${faults} ${faults === 1 ? 'thing is' : 'things are'} in the way`;
  return warnings === 0
    ? `${inTheWay}.`
    : `${inTheWay}; ${count(warnings, 'warning')}: see "!" above.`;
}
