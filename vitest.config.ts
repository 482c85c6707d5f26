import { defineConfig } from 'vitest/config';
import { LongFilesFirst } from './test/long-files-first.ts';
import { WORKFLOW_FILES } from './test/workflow-files.ts';

// Packages are loaded from their sources, by tests (ssr) and by global setups (__vitest__).
const conditions = { resolve: { conditions: ['source'] } };
const fromSources = { ...conditions, ssr: conditions, environments: { __vitest__: conditions } };
/** Without it, one core does nothing. */
const ALL_CORES = '100%';
/** Files that run at once. They wait more than they compute, on stacks that use the cores themselves. */
const STACK_FILES = 2;
const exclude = ['**/dist/**', '**/node_modules/**'];

export default defineConfig({
  ...fromSources,
  test: {
    sequence: { sequencer: LongFilesFirst },
    projects: [
      {
        ...fromSources,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...exclude, '**/*.service.test.ts', '**/*.workflow.test.ts', 'test/**'],
          sequence: { groupOrder: 1 },
          maxWorkers: ALL_CORES,
        },
      },
      {
        ...fromSources,
        test: {
          name: 'services',
          include: ['**/*.service.test.ts'],
          exclude,
          globalSetup: ['test/tools-setup.ts', 'test/services-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
          maxWorkers: ALL_CORES,
        },
      },
      {
        ...fromSources,
        test: {
          name: 'workflows',
          include: ['workflows/**/*.workflow.test.ts'],
          exclude,
          globalSetup: ['test/tools-setup.ts', 'test/workflows-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 3 },
          maxWorkers: WORKFLOW_FILES,
        },
      },
      {
        ...fromSources,
        test: {
          name: 'stack',
          include: ['test/**/*.test.ts'],
          exclude,
          globalSetup: ['test/tools-setup.ts', 'test/stack-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 4 },
          maxWorkers: STACK_FILES,
        },
      },
    ],
  },
});
