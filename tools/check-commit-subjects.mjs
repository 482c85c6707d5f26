// Reports the commits after main whose subject is too long (CONTRIBUTING.md). Without git, or without a branch main,
// as in a shallow clone of another branch, there is nothing to compare with.
import { spawnSync } from 'node:child_process';

const MAX_CHARACTERS = 72;

const git = (...args) => {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
};

const main = ['origin/main', 'main'].find(
  (ref) => git('rev-parse', '--verify', '-q', ref) !== null,
);
const log =
  main === undefined ? null : git('log', '--no-merges', '--format=%h %s', `${main}..HEAD`);
const long = (log ?? '')
  .split('\n')
  .filter((line) => [...line.slice(line.indexOf(' ') + 1)].length > MAX_CHARACTERS);
for (const line of long)
  console.error(`${line}: the subject has more than ${MAX_CHARACTERS} characters; shorten it`);
process.exitCode = long.length === 0 ? 0 : 1;
