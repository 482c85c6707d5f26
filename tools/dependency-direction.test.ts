import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = dirname(import.meta.dirname);
const cruiser = join(root, 'node_modules', '.bin', 'depcruise');

/** What the rules of .dependency-cruiser.cjs say of some files or folders; empty when all is well. */
async function violations(...paths: string[]): Promise<string> {
  try {
    await promisify(execFile)(process.execPath, [cruiser, '--output-type', 'err-long', ...paths], {
      cwd: root,
    });
    return '';
  } catch (fault) {
    if (fault instanceof Error && 'stdout' in fault && String(fault.stdout).trim() !== '')
      return String(fault.stdout);
    throw fault;
  }
}

test(
  'dependencies point one way, and rooms are entered by their doors',
  { timeout: 120_000 },
  async () => {
    expect(
      await violations(
        'contracts',
        'temporal-config',
        'music',
        'policy',
        'prisma',
        'storage',
        'activities',
        'workflows',
        'apps',
      ),
    ).toBe('');
  },
);
