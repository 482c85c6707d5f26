import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { canonicalSha256 } from '@fermata/contracts/values';

export type PolicyTexts = { schema: string; policies: string; policySetSha256: string };

/** Reads the schema and every `.cedar` file of this package, in the order of their names. */
export function readPolicyTexts(folder = packageFolder()): PolicyTexts {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.cedar') || name.endsWith('.cedarschema'))
    .sort();
  const files = names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  const joined = (ending: string): string =>
    files
      .filter(({ name }) => name.endsWith(ending))
      .map(({ text }) => text)
      .join('\n');
  const policies = joined('.cedar');
  if (policies === '') throw new Error(`No policies (*.cedar) found in ${folder}`);
  return { schema: joined('.cedarschema'), policies, policySetSha256: canonicalSha256(files) };
}

// The policies are in the source folder; built code runs from dist/ below it.
function packageFolder(): string {
  return basename(import.meta.dirname) === 'dist'
    ? dirname(import.meta.dirname)
    : import.meta.dirname;
}
