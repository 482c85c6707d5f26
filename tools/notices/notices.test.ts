import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { forbiddenLicence } from './forbidden-licence.ts';
import { LockFile } from './locked-package.ts';
import { productionPackages } from './production-packages.ts';
import { renderNotices } from './render-notices.ts';

test.each([
  'GPL-3.0-only',
  'AGPL-3.0',
  'MIT AND GPL-2.0-or-later',
  '(GPL-2.0 OR AGPL-3.0)',
  'SSPL-1.0',
  '',
  'UNLICENSED',
])('the licence "%s" is forbidden', (licence) => {
  expect(forbiddenLicence(licence)).toBeDefined();
});

test.each(['MIT', 'LGPL-3.0-or-later', 'Apache-2.0 AND MIT', '(MIT OR GPL-3.0-only)', 'Unlicense'])(
  'the licence "%s" is allowed',
  (licence) => {
    expect(forbiddenLicence(licence)).toBeUndefined();
  },
);

test('no run-time dependency has a forbidden licence', async () => {
  const text = await readFile(join(import.meta.dirname, '..', '..', 'package-lock.json'), 'utf8');
  const { packages } = LockFile.parse(JSON.parse(text));
  // Packages without a licence in package.json are left to `npm run notices -- --check`.
  const forbidden = productionPackages(packages).filter((path) => {
    const licence = packages[path]?.license;
    return licence !== undefined && forbiddenLicence(licence) !== undefined;
  });
  expect(forbidden).toEqual([]);
});

test('run-time dependencies of workspaces count, with theirs; development and test ones do not', () => {
  const { packages } = LockFile.parse({
    packages: {
      '': { devDependencies: { lint: '1.0.0' } },
      'apps/cli': { dependencies: { '@us/contracts': '1.0.0', args: '2.0.0' } },
      contracts: { dependencies: { zod: '4.0.0' }, devDependencies: { lint: '1.0.0' } },
      test: { dependencies: { probe: '1.0.0' } },
      'node_modules/@us/contracts': { link: true, resolved: 'contracts' },
      'node_modules/args': { version: '1.0.0' },
      'node_modules/args-parts': { version: '1.0.0' },
      'node_modules/lint': { version: '1.0.0' },
      'node_modules/probe': { version: '1.0.0' },
      'node_modules/zod': { version: '4.0.0', peerDependencies: { absent: '1.0.0' } },
      'apps/cli/node_modules/args': { version: '2.0.0', dependencies: { 'args-parts': '1.0.0' } },
    },
  });
  expect(productionPackages(packages)).toEqual([
    'apps/cli/node_modules/args',
    'node_modules/args-parts',
    'node_modules/zod',
  ]);
});

test('the notices group packages by licence and name each version once', () => {
  const mit = {
    licence: 'MIT',
    copyright: 'Copyright (c) 2020 Ada',
    homepage: 'https://b.example',
  };
  const text = renderNotices([
    { name: 'b', version: '1.0.0', ...mit },
    { name: 'a', version: '2.0.0', licence: 'ISC', copyright: '', homepage: '' },
    { name: 'b', version: '1.0.0', ...mit },
  ]);
  expect(text.slice(text.indexOf('## ISC'))).toBe(
    [
      '## ISC\n\n- a 2.0.0\n',
      '## MIT\n\n- b 1.0.0\\\n  Copyright (c) 2020 Ada\\\n  <https://b.example>\n',
    ].join('\n'),
  );
});
