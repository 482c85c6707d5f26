import { CancellationScope, continueAsNew } from '@temporalio/workflow';
import { SaleWorkflowInput } from '@fermata/contracts/temporal';
import { call } from '../call.ts';
import { closeJournal } from '../close-journal.ts';
import { parseInput } from '../parse-input.ts';
import { authority } from '../proxies.ts';
import { awaitSaleAnswer } from './apply-sale-terms.ts';
import { awaitSaleWork, handleSaleMessage } from './handle-sale-message.ts';
import { openSaleInbox, SaleRun } from './sale-run.ts';

/**
 * Handles the messages of partners about a release on sale when no other workflow follows it, under the id of the
 * release's workflow, which has ended; so its stream keeps one writer. Ends when nothing is left to handle, and no
 * question is open. A cancellation has no effect: the partner has delisted the release. Fails unless the release went
 * on sale.
 */
export async function saleWorkflow(input: SaleWorkflowInput): Promise<void> {
  const request = parseInput('sale', SaleWorkflowInput, input);
  const { projectId, releaseId } = request;
  const inbox = openSaleInbox(request);
  await CancellationScope.nonCancellable(async () => {
    const release = await call(authority.openSale, 'Check that the release was on sale', {
      projectId,
      releaseId,
    });
    await follow(new SaleRun(request, inbox, release));
  });
}

async function follow(run: SaleRun): Promise<void> {
  const { messages, journal } = run;
  run.publishDetails();
  awaitSaleAnswer(run);
  for (;;) {
    while (messages.due && !run.shouldContinue) await handleSaleMessage(run);
    if (!run.shouldContinue && (messages.pending || messages.question !== null)) {
      const hasEnded = () => !messages.pending && messages.question === null;
      await awaitSaleWork(messages, () => hasEnded() || run.shouldContinue);
      continue;
    }
    await closeJournal(journal);
    // An answer that a person has given is recorded in the run that has verified it.
    if (messages.given !== null) {
      await awaitSaleWork(messages, () => false);
      await handleSaleMessage(run);
    } else if (run.shouldContinue) await continueSale(run);
    else if (!messages.pending && messages.question === null) return;
  }
}

function continueSale({ projectId, releaseId, messages }: SaleRun): Promise<never> {
  const { given: _given, ...sale } = messages.snapshot();
  return continueAsNew<typeof saleWorkflow>({ projectId, releaseId, sale });
}
