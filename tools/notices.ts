// Writes THIRD-PARTY-NOTICES.md for the run-time dependencies of all workspaces.
// With --check it writes nothing: it fails if the file is out of date or a licence is forbidden.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describePackage } from './notices/describe-package.ts';
import { forbiddenLicence } from './notices/forbidden-licence.ts';
import { LockFile } from './notices/locked-package.ts';
import { productionPackages } from './notices/production-packages.ts';
import { renderNotices } from './notices/render-notices.ts';

const root = dirname(import.meta.dirname);
const file = join(root, 'THIRD-PARTY-NOTICES.md');
const lockFile = readFileSync(join(root, 'package-lock.json'), 'utf8');
const { packages: locked } = LockFile.parse(JSON.parse(lockFile));

const packages = productionPackages(locked).map((path) =>
  describePackage(root, path, locked[path] ?? {}),
);
const errors = packages.flatMap(({ name, version, licence }) => {
  const reason = forbiddenLicence(licence);
  return reason === undefined ? [] : [`${name} ${version} ${reason}`];
});
const text = renderNotices(packages);

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    errors.push('THIRD-PARTY-NOTICES.md is out of date: run `npm run notices`');
  }
} else if (errors.length === 0) {
  writeFileSync(file, text);
}
for (const error of errors) console.error(error);
process.exitCode = errors.length > 0 ? 1 : 0;
