// Lines of at most 120 columns in the languages that ESLint does not read.
import { globSync, readFileSync } from 'node:fs';

const MAX_COLUMNS = 120;
const FILES = [
  'music/render/dsp/*.{dsp,lib}',
  'policy/*.cedar',
  'prisma/schema.prisma',
  'prisma/migrations/*/*.sql',
];
/** A relation is one attribute on one line. */
const MAY_BE_LONG = /@relation\(/;

const problems = globSync(FILES).flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      [...line].length > MAX_COLUMNS && !MAY_BE_LONG.test(line)
        ? [
            `${file}:${index + 1} has ${[...line].length} columns; at most ${MAX_COLUMNS} are allowed`,
          ]
        : [],
    ),
);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
