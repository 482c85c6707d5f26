import { defineConfig } from 'vitest/config';

// Packages are loaded from their sources, by tests (ssr) and by global setups (__vitest__).
const conditions = { resolve: { conditions: ['source'] } };
const fromSources = { ...conditions, ssr: conditions, environments: { __vitest__: conditions } };
const exclude = ['**/dist/**', '**/node_modules/**'];

export default defineConfig({
  ...fromSources,
  test: {
    projects: [
      {
        ...fromSources,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...exclude, '**/*.service.test.ts', '**/*.workflow.test.ts', 'test/**'],
          sequence: { groupOrder: 0 },
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
          sequence: { groupOrder: 1 },
        },
      },
      // One file at a time: each serves all task queues of the one server.
      {
        ...fromSources,
        test: {
          name: 'workflows',
          include: ['workflows/**/*.workflow.test.ts'],
          exclude,
          globalSetup: ['test/tools-setup.ts', 'test/workflows-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
          maxWorkers: 1,
        },
      },
      // One file at a time: each uses the whole stack.
      {
        ...fromSources,
        test: {
          name: 'stack',
          include: ['test/**/*.test.ts'],
          exclude,
          globalSetup: ['test/tools-setup.ts', 'test/stack-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 3 },
          maxWorkers: 1,
        },
      },
    ],
  },
});
