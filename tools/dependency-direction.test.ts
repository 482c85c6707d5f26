import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = dirname(import.meta.dirname);
const cruiser = join(root, 'node_modules', '.bin', 'depcruise');

const PACKAGES = [
  ...['contracts', 'domain', 'clients', 'temporal-config', 'music', 'models', 'policy', 'partners'],
  ...['prisma', 'storage', 'activities', 'workflows', 'apps'],
];

/** The violations that dependency-cruiser reports; empty when there are none. */
async function violations(config: string): Promise<string> {
  try {
    await promisify(execFile)(
      process.execPath,
      [cruiser, '--config', config, '--output-type', 'err-long', ...PACKAGES],
      {
        cwd: root,
      },
    );
    return '';
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && String(error.stdout).trim() !== '')
      return String(error.stdout);
    throw error;
  }
}

test(
  'packages are imported in the allowed directions and by their entry points',
  { timeout: 120_000 },
  async () => {
    expect(await violations('.dependency-cruiser.cjs')).toBe('');
  },
);

test('the folders of each package form layers', { timeout: 120_000 }, async () => {
  expect(await violations('.folder-layers.cjs')).toBe('');
});
