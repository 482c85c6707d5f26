import type { Storage } from './open-storage.ts';
import type { Fault, Step, SwitchBoard } from './switches.ts';
import { faultForTitle } from './title-markers.ts';

type Happening = Omit<Fault, 'on' | 'times'>;

/** Which request shall go wrong: by the title's marker (each step once for each release), else by the switches. */
export function openFaults({ database }: Storage, board: SwitchBoard) {
  const spend = database.prepare('insert into spent (key) values (?) on conflict (key) do nothing');
  return function takeFault(
    step: Step,
    of: { releaseId: string; title: string } | undefined,
  ): Happening | undefined {
    const marked = of && step !== 'ask' ? faultForTitle(of.title) : undefined;
    if (marked && of && spend.run(`${of.releaseId} ${step}`).changes > 0) return marked;
    return board.takeFault(step);
  };
}
