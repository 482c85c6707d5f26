import type { Storage } from './open-storage.ts';
import type { InjectedFault, Step, SwitchBoard } from './switches.ts';
import { injectedFaultForTitle } from './title-markers.ts';

type FaultEffect = Omit<InjectedFault, 'on' | 'times'>;

/** Chooses the requests that fail: by title marker (once per step and release), else by the switches. */
export function openInjectedFaults({ database }: Storage, board: SwitchBoard) {
  const spend = database.prepare('insert into spent (key) values (?) on conflict (key) do nothing');
  return function takeFault(
    step: Step,
    release: { releaseId: string; title: string } | undefined,
  ): FaultEffect | undefined {
    const marked = release && step !== 'ask' ? injectedFaultForTitle(release.title) : undefined;
    if (marked && release && spend.run(`${release.releaseId} ${step}`).changes > 0) return marked;
    return board.takeFault(step);
  };
}
