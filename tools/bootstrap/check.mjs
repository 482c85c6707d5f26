import { run, step } from './step.mjs';

const PACKAGES = [
  ...['contracts', 'domain', 'clients', 'temporal-config', 'music', 'models', 'policy', 'partners'],
  ...['prisma', 'storage', 'activities', 'workflows', 'apps'],
];
const CHECKS = [
  { name: 'check the format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  {
    name: 'check import directions',
    command: ['depcruise', '--output-type', 'err-long', ...PACKAGES],
  },
  {
    name: 'check the layers of folders',
    command: ['depcruise', '--config', '.folder-layers.cjs', '--output-type', 'err', ...PACKAGES],
  },
  { name: 'lint', command: ['eslint', '.'] },
  { name: 'check line widths', command: ['node', 'tools/check-line-widths.mjs'] },
  { name: 'check commit subjects', command: ['node', 'tools/check-commit-subjects.mjs'] },
  { name: 'check third-party licences', command: ['node', 'tools/notices.ts', '--check'] },
];

/** Format, import directions, lint and licences. The build before it has checked the types. */
export async function check(root, env) {
  for (const { name, command } of CHECKS) {
    const [program, ...args] = command;
    await step(name, () => run(program, args, { cwd: root, env }));
  }
}
