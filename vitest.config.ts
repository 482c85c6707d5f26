import { defineConfig } from 'vitest/config';

const resolve = { conditions: ['source'] };
const ssr = { resolve: { conditions: ['source'] } };
const exclude = ['**/dist/**', '**/node_modules/**'];

export default defineConfig({
  resolve,
  ssr,
  test: {
    projects: [
      { resolve, ssr, test: { name: 'unit', include: ['**/*.test.ts'], exclude: [...exclude, '**/*.service.test.ts', 'test/**'] } },
      { resolve, ssr, test: { name: 'services', include: ['**/*.service.test.ts'], exclude, globalSetup: ['test/services-setup.ts'], testTimeout: 30_000, hookTimeout: 60_000 } },
      { resolve, ssr, test: { name: 'stack', include: ['test/**/*.test.ts'], exclude, globalSetup: ['test/stack-setup.ts'], testTimeout: 180_000, hookTimeout: 180_000 } },
    ],
  },
});
