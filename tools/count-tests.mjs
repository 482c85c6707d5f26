// Prints `N passed, N failed` from vitest's results. Exits with 1 if a test failed.
import { readFileSync } from 'node:fs';

const [file = '', exitCode = '1'] = process.argv.slice(2);
const { passed, failed, skipped } = count(file);
// A run that ended early without a failed test (build, setup) counts as one failure.
const broken = exitCode !== '0' && failed === 0 ? 1 : 0;
console.log(
  `${passed} passed, ${failed + broken} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
);
process.exitCode = failed + broken > 0 || passed === 0 ? 1 : 0;

function count(path) {
  let results;
  try {
    results = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
  const statuses = results.testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ status }) => status),
  );
  // A file that cannot be loaded reports no tests.
  const brokenFiles = results.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  ).length;
  const of = (...names) => statuses.filter((status) => names.includes(status)).length;
  return {
    passed: of('passed'),
    failed: of('failed') + brokenFiles,
    skipped: of('pending', 'skipped', 'todo', 'disabled'),
  };
}
