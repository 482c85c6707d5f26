import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take minutes. Started last, each would run alone at the end. */
const LONG_FILES = [
  'test/faults/kill-worker.test.ts',
  'test/load/two-hundred-tracks.test.ts',
  'apps/api/schemathesis.service.test.ts',
];

export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean =>
      LONG_FILES.some((file) => moduleId.endsWith(file));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
